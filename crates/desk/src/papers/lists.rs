//! Lists: one sheet for many cases, drawn from all of them.

use documents::input::{BranchList, HandOverCause, HandedFile, ReferredHolder, Transmittal};
use documents::texts::{BranchListTexts, TransmittalTexts};
use documents::{Document, IssuanceRecord};
use domain::case::{self, Case, HandOver, Printable, ReferralState, Stage};
use domain::event::DocumentKind;

use super::letters::addressee;
use super::{Drawing, Moment, Written};
use crate::office::Office;
use crate::views::printing::ListedView;
use crate::{Error, ErrorCode};

/// Writes down a list of cases, in their order.
pub(super) fn write(
    office: &Office,
    cases: &[(Case, Printable)],
    moment: &Moment,
) -> Result<Written, Error> {
    let not_printable = || Error::new(ErrorCode::NotPrintable);
    let record = IssuanceRecord::of_list(cases).map_err(|_| not_printable())?;
    let rows: Vec<Drawing<'_>> = cases
        .iter()
        .map(|(case, printable)| Drawing::alone(office, case, printable, moment))
        .collect::<Result<_, Error>>()?;
    let first = rows.first().ok_or_else(not_printable)?;
    let document = match first.printable.document {
        DocumentKind::BranchList => Document::BranchList(Box::new(branch_list(first, &rows)?)),
        DocumentKind::Transmittal => Document::Transmittal(Box::new(transmittal(first, &rows)?)),
        _ => return Err(not_printable()),
    };
    Ok(first.written_as(document, record))
}

/// Where a list goes: what stands on one list has this in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Destination {
    to: String,
    minutes: Option<String>,
}

impl Destination {
    /// A list of so many cases that goes there.
    pub(crate) fn view(self, cases: usize) -> ListedView {
        let cases = u32::try_from(cases).unwrap_or(u32::MAX);
        ListedView { to: self.to, minutes: self.minutes, cases }
    }
}

/// Where a row of a list goes.
pub(crate) fn destination(
    office: &Office,
    case: &Case,
    printable: &Printable,
) -> Option<Destination> {
    match (printable.document, &case.stage) {
        (DocumentKind::BranchList, Stage::Licensed(licensed)) => {
            let state = licensed.referrals.iter().find(|r| r.event == printable.subject)?;
            let referral = &state.referral;
            let bank = office.catalogue.bank(&referral.bank)?;
            Some(Destination {
                to: format!("{}، {}", bank.title, referral.branch),
                minutes: Some(referral.minutes.number.to_string()),
            })
        }
        (DocumentKind::Transmittal, _) => {
            let hand_over = case.handed_over.as_ref()?;
            let to = crate::case_view::Names::office(office, &hand_over.to);
            Some(Destination { to, minutes: None })
        }
        _ => None,
    }
}

fn mixed(what: &str) -> Error {
    Error::saying(ErrorCode::NotPrintable, what)
}

fn referral<'a>(row: &Drawing<'a>) -> Result<&'a ReferralState, Error> {
    let Stage::Licensed(licensed) = &row.case.stage else { return Err(Drawing::not_printable()) };
    let found = licensed.referrals.iter().find(|r| r.event == row.printable.subject);
    found.ok_or_else(Drawing::not_printable)
}

fn branch_list(first: &Drawing<'_>, rows: &[Drawing<'_>]) -> Result<BranchList, Error> {
    let state = referral(first)?;
    let one = first.in_time(state)?;
    let catalogue = &first.office.catalogue;
    let bank = catalogue.bank(&one.bank).ok_or_else(Drawing::not_printable)?;
    let terms = catalogue.ceiling(one.budget_year).ok_or_else(Drawing::not_printable)?;
    let row = |row: &Drawing<'_>| {
        let referral = row.in_time(referral(row)?)?;
        if (&referral.bank, &referral.branch, &referral.minutes)
            != (&one.bank, &one.branch, &one.minutes)
        {
            return Err(mixed(
                "همهٔ ردیف‌های یک فهرست باید به یک شعبه و با یک صورت‌جلسه معرفی شده باشند.",
            ));
        }
        let licence = row.case.licence().ok_or_else(Drawing::not_printable)?;
        let applicant = row.applicant();
        Ok(ReferredHolder {
            name: applicant.name,
            father_name: applicant.father_name,
            national_id: applicant.national_id,
            licence_number: licence.number.as_str().to_owned(),
            field: applicant.field,
            amount_rials: referral.amount.value().unsigned_abs(),
            months: u32::from(terms.term_months),
        })
    };
    Ok(BranchList {
        letter: first.letter(&state.by, first.at, addressee(one.branch.as_str(), &bank.title)),
        branch: format!("{}، {}", bank.title, one.branch),
        minutes_number: one.minutes.number.to_string(),
        minutes_on: one.minutes.on.jalali().numeric(),
        answer_by: one.valid_until.jalali().numeric(),
        rows: rows.iter().map(row).collect::<Result<_, Error>>()?,
        texts: BranchListTexts::default(),
    })
}

fn hand_over<'a>(row: &Drawing<'a>) -> Result<&'a HandOver, Error> {
    let hand_over = row.case.handed_over.as_ref();
    let asked = hand_over.filter(|hand_over| hand_over.event == row.printable.subject);
    asked.ok_or_else(Drawing::not_printable)
}

fn transmittal(first: &Drawing<'_>, rows: &[Drawing<'_>]) -> Result<Transmittal, Error> {
    let one = hand_over(first)?;
    let row = |row: &Drawing<'_>| {
        let hand_over = hand_over(row)?;
        if (&hand_over.by.office, &hand_over.to) != (&one.by.office, &one.to) {
            return Err(mixed("همهٔ پرونده‌های یک فهرست باید از یک اداره به یک اداره رفته باشند."));
        }
        let applicant = row.applicant();
        Ok(HandedFile {
            name: applicant.name,
            father_name: applicant.father_name,
            national_id: applicant.national_id,
            tracking_code: row.tracking_code(),
            field: applicant.field,
            cause: match hand_over.cause {
                case::HandOverCause::Approval => HandOverCause::Approval,
                case::HandOverCause::Empowerment => HandOverCause::Empowerment,
                case::HandOverCause::Transfer => HandOverCause::Transfer,
            },
            handed_over_on: hand_over.at.tehran_date().jalali().numeric(),
            documents: u64::try_from(row.case.attachments.len()).unwrap_or(u64::MAX),
        })
    };
    let receiver = crate::case_view::Names::office(first.office, &one.to);
    Ok(Transmittal {
        letter: first.letter(&one.by, first.at, format!("ریاست محترم {receiver}")),
        receiver,
        rows: rows.iter().map(row).collect::<Result<_, Error>>()?,
        texts: TransmittalTexts::default(),
    })
}
