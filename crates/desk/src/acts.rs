//! From an act, as an officer gives it, to the facts that it adds to the log.
//!
//! Texts, days and codes are parsed here, once; whether the facts may be added is for `domain::policy`.

use std::collections::BTreeSet;

use domain::case::{Case, Stage};
use domain::catalogue::{Catalogue, ConditionNumber, OfficeId, OfficeKind};
use domain::dates::{Date, Instant};
use domain::event::{
    Asked, CheckAnswer, ClearanceOutcome, Fact, Grounds, Minutes, Pin, Referral, RequestItem,
    Review,
};
use domain::identifiers::LicenceNumber;
use domain::ids::{CaseId, ContentHash, EventId, OfficerId, RequestId};
use domain::money::Rials;
use domain::people::{Attachment, AttachmentId, Officer};
use domain::plan::Path;
use domain::text::{PlainText, to_ascii_digits};

use crate::clock::Randomness;
use crate::views::acts::{Act, AskedItem, RequestKind};
use crate::views::case::{CheckAnswer as CheckAnswerView, PathView, PinView};
use crate::{Error, ErrorCode};

mod answers;
mod input;
mod plain;
mod refusing;
mod successor;
mod supporter;

/// The longest explanation, note or message.
const TEXT: usize = 2_000;
/// The longest description of what is amended: the licence prints it.
const AMENDMENT: usize = 160;

/// The circumstances of an act.
pub struct Doing<'a> {
    /// The case as it stands.
    pub case: &'a Case,
    /// Who acts.
    pub officer: &'a Officer,
    /// What applies.
    pub catalogue: &'a Catalogue,
    /// The documents of the case that the officer has opened.
    pub opened: &'a BTreeSet<AttachmentId>,
    /// When.
    pub at: Instant,
    /// For the names of requests and new cases.
    pub random: &'a dyn Randomness,
}

/// What an act adds.
#[derive(Debug, Default)]
pub struct Done {
    /// Facts with their cases, in order; all of them or none.
    pub facts: Vec<(CaseId, Fact)>,
    /// Contents of new attachments.
    pub blobs: Vec<(ContentHash, Vec<u8>)>,
    /// The case that the act opens.
    pub opened: Option<CaseId>,
}

impl Doing<'_> {
    /// From the applicant's birth to this day.
    fn life(&self) -> (Date, Date) {
        (self.case.applicant.person().born_on, self.today())
    }

    fn today(&self) -> Date {
        self.at.tehran_date()
    }

    /// The office of a kind that goes on with the case: of the workplace's county, else of its province.
    fn next_office(&self, kind: &OfficeKind) -> Result<OfficeId, Error> {
        let submission = self.case.submission.as_ref();
        let county = submission.map(|submission| submission.plan.workplace.county);
        let office = county.and_then(|county| self.catalogue.office_for(kind, county));
        office.map(|office| office.id.clone()).ok_or_else(|| {
            Error::saying(
                ErrorCode::InputInvalid,
                "ادارهٔ بعدی برای این شهرستان در فهرست مرجع نیست.",
            )
        })
    }

    /// The facts that `act` adds. `number` is the licence number that would be taken.
    ///
    /// # Errors
    /// Says which part of the input cannot be read.
    pub fn facts(&self, act: &Act, number: Option<&LicenceNumber>) -> Result<Done, Error> {
        let fact = match act {
            Act::Take {} => Fact::Assigned { to: self.officer.account.clone() },
            Act::Assign { officer_id } => Fact::Assigned { to: input::officer(officer_id)? },
            Act::Note { text } => Fact::Noted { text: input::text("یادداشت", text, TEXT)? },
            Act::LogCall { caller, summary } => Fact::CallLogged {
                caller: input::line("تماس‌گیرنده", caller, 80)?,
                summary: input::text("خلاصهٔ تماس", summary, TEXT)?,
            },
            // A look is noted at the workstation, and adds nothing to the log.
            Act::See { .. } => return Ok(Done::default()),
            Act::Check { row, answer, pin } => self.checked(*row, *answer, pin.as_ref())?,
            Act::Ask { items } => Fact::RequestsOpened {
                items: items.iter().map(|item| self.item(item)).collect::<Result<_, _>>()?,
            },
            Act::RecordAnswer { .. } => return self.answer(act),
            Act::AcceptAnswer { request_id } => {
                Fact::RequestAccepted { request: input::request(request_id)? }
            }
            Act::CancelRequest { request_id } => {
                Fact::RequestCancelled { request: input::request(request_id)? }
            }
            Act::Approve { path, path_reason, comment } => {
                return self.approve(*path, path_reason, comment);
            }
            Act::Refuse { conditions, explanation } => self.refuse(conditions, explanation)?,
            Act::AskClearance { note } => Fact::ClearanceAsked {
                agency: self.clearance_agency()?,
                note: input::optional("متن استعلام", note, TEXT)?,
            },
            Act::RecordClearance { cleared, reference, day, note } => Fact::ClearanceAnswered {
                outcome: if *cleared {
                    ClearanceOutcome::Cleared
                } else {
                    ClearanceOutcome::Denied
                },
                reference: input::number("شمارهٔ پاسخ", reference, 60)?,
                on: input::day_of_life("تاریخ پاسخ", day, self.life())?,
                note: input::optional("متن پاسخ", note, TEXT)?,
            },
            Act::RecordService { record } => {
                Fact::ServiceRecorded { record: input::service(record, self.life())? }
            }
            Act::CompleteEmpowerment { summary } => Fact::EmpowermentCompleted {
                summary: input::text("نتیجهٔ توانمندسازی", summary, TEXT)?,
                to: self.next_office(&OfficeKind::Labour)?,
                opened: self.opened.clone(),
            },
            Act::IssueLicence { comment } => return self.issue(comment, number),
            Act::ReferToBank { .. } => self.refer(act)?,
            Act::RecordBankAnswer { referral_id, outcome, note } => Fact::BankAnswered {
                referral: EventId::parse(referral_id)
                    .map_err(|_| input::invalid("شناسهٔ معرفی‌نامه خوانده نشد."))?,
                outcome: (*outcome).into(),
                note: input::optional("توضیح", note, TEXT)?,
            },
            Act::Suspend { reason, conditions } => {
                Fact::LicenceSuspended(grounds(reason, conditions)?)
            }
            Act::Reinstate { reason } => {
                Fact::LicenceReinstated { reason: input::explanation(reason)? }
            }
            Act::Revoke { reason, conditions } => {
                Fact::LicenceRevoked(grounds(reason, conditions)?)
            }
            Act::Withdraw { reason, medium, day } => Fact::Withdrawn {
                reason: input::explanation(reason)?,
                medium: (*medium).into(),
                on: input::past_day("تاریخ انصراف", day, self.today())?,
            },
            Act::Transfer { office_id, reason } => Fact::Transferred {
                to: input::office(office_id)?,
                reason: input::explanation(reason)?,
            },
            Act::ConfirmSupporter { licence, attachments, .. } => {
                return self.supporter_seen(licence, attachments);
            }
            Act::NameSupporter { name, identity, licence, medium } => Fact::SupporterNamed {
                supporter: Box::new(supporter::named(name, identity, licence)?),
                medium: (*medium).into(),
            },
            Act::ExtendDeadline { reason } => {
                let days = domain::deadlines::extension(self.case, self.catalogue);
                let days = days.ok_or(domain::case::Refusal::NoSuchExtension)?;
                Fact::DeadlineExtended { days, reason: input::explanation(reason)? }
            }
            Act::ResolveDispute { stands, reason } => Fact::DisputeResolved {
                stands: input::stands(stands)?,
                reason: input::explanation(reason)?,
            },
            Act::Renew {} => return self.succeed(None),
            Act::Amend { what } => {
                return self.succeed(Some(input::line("مورد اصلاح", what, AMENDMENT)?));
            }
        };
        Ok(self.one(fact))
    }

    fn one(&self, fact: Fact) -> Done {
        Done { facts: vec![(self.case.id, fact)], ..Done::default() }
    }

    fn attachment(&self, id: &str) -> Result<AttachmentId, Error> {
        attachment(self.case, id).map(Attachment::id)
    }

    fn checked(
        &self,
        row: u16,
        answer: CheckAnswerView,
        pin: Option<&PinView>,
    ) -> Result<Fact, Error> {
        let review = match self.case.stage {
            Stage::LabourReview(_) => Review::Labour,
            _ => Review::Agency,
        };
        let pin = pin
            .map(|pin| {
                let attachment = self.attachment(&pin.attachment)?;
                Ok::<_, Error>(Pin { attachment, page: pin.page, x: pin.x, y: pin.y })
            })
            .transpose()?;
        let answer = match answer {
            CheckAnswerView::Unseen => CheckAnswer::Unseen,
            CheckAnswerView::Right => CheckAnswer::Right,
            CheckAnswerView::Wrong => CheckAnswer::Wrong { pin },
        };
        Ok(Fact::Checked { review, row, answer })
    }

    fn item(&self, item: &AskedItem) -> Result<RequestItem, Error> {
        let asked = match (item.kind, item.about.as_deref()) {
            (RequestKind::Visit, _) => Asked::Visit,
            (RequestKind::Document, Some(code)) => Asked::Document(input::document(code)?),
            (RequestKind::Correct, Some(fact)) => Asked::Correct(input::correctable(fact)?),
            (RequestKind::Document | RequestKind::Correct, None) => {
                return Err(input::invalid("نگفته‌اید درخواست دربارهٔ کدام مورد است."));
            }
        };
        Ok(RequestItem {
            id: RequestId::from_bytes(self.random.identifier(self.at)),
            asked,
            text: input::text("متن پیام", &item.text, TEXT)?,
            condition: item.condition.map(ConditionNumber),
        })
    }

    fn approve(&self, path: PathView, reason: &str, comment: &str) -> Result<Done, Error> {
        let (path, next) = match path {
            PathView::Standard => (Path::Standard, OfficeKind::Labour),
            PathView::Development => (Path::Development, OfficeKind::Jahad),
        };
        let assigned =
            Fact::PathAssigned { path, reason: input::text("دلیل مسیر", reason, TEXT)? };
        let approved = Fact::Approved {
            comment: input::optional("توضیح", comment, TEXT)?,
            to: self.next_office(&next)?,
            opened: self.opened.clone(),
        };
        let id = self.case.id;
        Ok(Done { facts: vec![(id, assigned), (id, approved)], ..Done::default() })
    }

    fn clearance_agency(&self) -> Result<domain::catalogue::AgencyCode, Error> {
        let field = self.case.submission.as_ref().map(|s| &s.plan.field);
        let starred = field.and_then(|f| self.catalogue.field(f)).and_then(|f| f.starred.clone());
        starred.ok_or_else(|| input::invalid("این رشته نیازی به استعلام ندارد."))
    }

    fn issue(&self, comment: &str, number: Option<&LicenceNumber>) -> Result<Done, Error> {
        let number = number.ok_or_else(|| Error::new(ErrorCode::NoNumbers))?;
        let years = i32::from(self.catalogue.rules.licence_validity_years);
        let issued = Fact::LicenceIssued {
            number: number.clone(),
            valid_until: self.today().add_years(years),
            comment: input::optional("توضیح", comment, TEXT)?,
            opened: self.opened.clone(),
        };
        Ok(self.one(issued))
    }

    fn refer(&self, act: &Act) -> Result<Fact, Error> {
        let Act::ReferToBank {
            bank,
            branch,
            amount_rials,
            budget_year,
            minutes_number,
            minutes_on,
        } = act
        else {
            return Err(input::invalid("این کار معرفی به بانک نیست."));
        };
        let bank = self
            .catalogue
            .banks
            .iter()
            .find(|known| known.code.as_str() == to_ascii_digits(bank.trim()))
            .ok_or_else(|| input::invalid("این بانک از بانک‌های عامل نیست."))?;
        let amount = Rials::new(*amount_rials)
            .ok()
            .filter(|amount| amount.value() > 0)
            .ok_or_else(|| input::invalid("مبلغ باید عددی بزرگ‌تر از صفر باشد."))?;
        let months = i32::from(self.catalogue.rules.referral_validity_months);
        Ok(Fact::ReferredToBank(Referral {
            bank: bank.code.clone(),
            branch: input::line("شعبه", branch, 120)?,
            to: self.next_office(&OfficeKind::BankLiaison(bank.code.clone()))?,
            amount,
            budget_year: *budget_year,
            minutes: Minutes {
                number: input::number("شمارهٔ صورت‌جلسه", minutes_number, 30)?,
                on: input::day_of_life("تاریخ صورت‌جلسه", minutes_on, self.life())?,
            },
            valid_until: self.today().add_months(months),
        }))
    }
}

fn grounds(reason: &str, conditions: &[u16]) -> Result<Grounds, Error> {
    Ok(Grounds { conditions: input::conditions(conditions), reason: input::explanation(reason)? })
}

/// The attachment of a case that a view names.
pub(crate) fn attachment<'c>(case: &'c Case, id: &str) -> Result<&'c Attachment, Error> {
    let id = AttachmentId::parse(id);
    let named = case.attachments.iter().find(|received| Some(received.attachment.id()) == id);
    named
        .map(|received| &received.attachment)
        .ok_or_else(|| Error::new(ErrorCode::AttachmentNotFound))
}

/// The officer who would hold a case.
pub(crate) fn officer_id(text: &str) -> Result<OfficerId, Error> {
    input::officer(text)
}

/// A text of one line of a person, for callers outside the acts.
pub(crate) fn line(name: &str, text: &str, most: usize) -> Result<PlainText, Error> {
    input::line(name, text, most)
}
