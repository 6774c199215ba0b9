//! From a case to the pages of its documents.
//!
//! A document is a function of the case as it stood before its sheet was printed, of the instant and of the
//! sheet's serial. So a sheet can be drawn again to the byte: fold the log up to its event, and draw.

use std::ops::ControlFlow;

use documents::input::{Letter, LetterMark, Signatory, Verification};
use documents::texts::own::AGENCY;
use documents::{Document, IssuanceRecord, Paper, RenderError};
use domain::case::{Case, Printable, ReferralState};
use domain::catalogue::PaperRules;
use domain::dates::{Date, Instant};
use domain::event::{DocumentKind, Event, Referral};
use domain::ids::EventId;
use domain::people::{Applicant, Officer};
use sha2::{Digest, Sha256};

use crate::case_view::Names;
use crate::office::Office;
use crate::{Error, ErrorCode};

mod dossier;
mod gathering;
mod letters;
mod licence;
mod lists;
mod notices;
mod photographs;
mod wording;

pub(crate) use gathering::{Hand, Moment, as_it_was, draw, gather, write};
pub(crate) use lists::{Destination, destination};
pub(crate) use photographs::Flaws as PhotographFlaws;
use wording::Wording;
pub(crate) use wording::{TextNames, Words};

/// The version of what is built in: of the texts, and of where they stand. A sheet remembers with which it was
/// drawn, and which texts of its office took their place.
pub(crate) const TEMPLATE: u16 = 1;

/// A sheet that is about to be drawn, or drawn again.
pub(crate) struct Drawing<'a> {
    office: &'a Office,
    /// The case as it stood before the sheet.
    case: &'a Case,
    printable: &'a Printable,
    /// The instant that the paper shows.
    at: Instant,
    serial: u32,
    /// The registry's word for the block of the licence's number.
    block: Option<wire::proof::certificate::BlockCertificate>,
    /// The applicant's picture.
    photograph: Option<Vec<u8>>,
    /// The day of issue of the licence that this case's licence replaces, where it is known.
    earlier_issued_on: Option<Date>,
    /// Everything that happened before the sheet; only a dossier tells it.
    events: Vec<Event>,
    /// Who draws it.
    by: Hand,
    /// The words that it is written in.
    wording: Wording,
}

impl Drawing<'_> {
    /// Writes down what the sheet says, with the record that lets it be drawn.
    pub(crate) fn written(&self) -> Result<Written, Error> {
        let record = IssuanceRecord::next_copy(self.case, self.printable)
            .map_err(|_| Self::not_printable())?;
        Ok(self.written_as(self.document()?, record))
    }

    fn written_as(&self, document: Document, record: IssuanceRecord) -> Written {
        let Wording { names, texts, .. } = &self.wording;
        let document = document.worded(texts);
        Written { document, record, sample: self.office.sample, names: *names }
    }

    fn not_printable() -> Error {
        Error::new(ErrorCode::NotPrintable)
    }

    fn document(&self) -> Result<Document, Error> {
        Ok(match self.printable.document {
            DocumentKind::Licence => Document::Licence(Box::new(self.licence()?)),
            DocumentKind::EmpowermentReferral => {
                Document::EmpowermentReferral(Box::new(self.empowerment_referral()?))
            }
            DocumentKind::BankReferral => Document::BankReferral(Box::new(self.bank_referral()?)),
            DocumentKind::Refusal => Document::Refusal(Box::new(self.refusal()?)),
            DocumentKind::Correction => Document::Correction(Box::new(self.correction()?)),
            DocumentKind::Receipt => Document::Receipt(Box::new(self.receipt())),
            DocumentKind::Clearance => Document::Clearance(Box::new(self.clearance()?)),
            DocumentKind::Suspension => Document::Suspension(Box::new(self.licence_notice()?)),
            DocumentKind::Revocation => Document::Revocation(Box::new(self.licence_notice()?)),
            DocumentKind::Dossier => Document::Dossier(Box::new(self.dossier())),
            DocumentKind::BranchList | DocumentKind::Transmittal => {
                return Err(Self::not_printable());
            }
        })
    }

    /// The frame of a letter of an office.
    fn letter(&self, by: &Officer, at: Instant, to: String) -> Letter {
        let copies_to = self.wording.texts.filled_lines(&[(AGENCY, &self.agency_title())]);
        Letter {
            letterhead: self.wording.head.clone(),
            mark: LetterMark {
                date: at.tehran_date().jalali().numeric(),
                // The office's registry writes the number by hand until numbers are leased for letters.
                number: String::new(),
                attachment: "ندارد".to_owned(),
            },
            to,
            signatory: self.signatory(by),
            copies_to,
            verification: self.verification(None),
        }
    }

    fn signatory(&self, officer: &Officer) -> Signatory {
        let name = self.office.officer(&officer.account);
        Signatory { name, title: self.office.officer_title(&officer.account) }
    }

    /// The check code: sixteen hexadecimal digits that this sheet alone has.
    fn verification(&self, qr: Option<String>) -> Verification {
        let code = self.check_code();
        let address = format!("{}/v", self.rules().verification_host);
        let qr = qr.unwrap_or_else(|| format!("https://{address}/{code}"));
        Verification { qr, address, code }
    }

    fn check_code(&self) -> String {
        let mut digest = Sha256::new();
        digest.update(self.case.id.as_bytes());
        digest.update(self.printable.subject.as_bytes());
        digest.update(self.serial.to_be_bytes());
        digest.finalize().iter().take(8).map(|byte| format!("{byte:02X}")).collect()
    }

    /// The last day to answer what was decided at an instant: so many days later. A sheet that is first printed
    /// after that day gives as many days from its own.
    fn days_after(&self, decided: Instant, days: u16) -> String {
        let last = |at: Instant| at.tehran_date().add_days(i32::from(days));
        let overdue = last(decided) < self.at.tehran_date();
        last(if overdue { self.at } else { decided }).jalali().numeric()
    }

    /// A referral that can still be acted on by its last day.
    fn in_time<'r>(&self, referral: &'r ReferralState) -> Result<&'r Referral, Error> {
        if referral.is_expired(self.at.tehran_date()) {
            return Err(Error::new(ErrorCode::ReferralExpired));
        }
        Ok(&referral.referral)
    }

    fn rules(&self) -> &PaperRules {
        &self.office.catalogue.papers
    }

    fn field_title(&self) -> String {
        crate::case_view::field_titled(self.case, &self.office.catalogue).title
    }

    fn agency_title(&self) -> String {
        let catalogue = &self.office.catalogue;
        let field = self.case.submission.as_ref().and_then(|s| catalogue.field(&s.plan.field));
        let agency = field.and_then(|field| catalogue.agency(&field.agency));
        agency.map(|agency| agency.title.clone()).unwrap_or_default()
    }

    fn tracking_code(&self) -> String {
        self.case.tracking_code.as_str().to_owned()
    }
}

/// A sheet that can be drawn without its office.
pub(crate) struct Written {
    document: Document,
    record: IssuanceRecord,
    sample: bool,
    names: TextNames,
}

impl Written {
    /// The texts that it is written with.
    pub(crate) const fn names(&self) -> TextNames {
        self.names
    }

    /// Draws the sheet. What the demo authority issues says «نمونه» beside everything else.
    pub(crate) fn bytes(&self) -> Result<Vec<u8>, Error> {
        let mut drawn = Err(Error::new(ErrorCode::NotPrintable));
        press(&[self], |_, bytes| drawn = bytes);
        drawn
    }

    fn paper(&self) -> Paper<'_> {
        if self.sample {
            Paper::Sample(&self.document, &self.record)
        } else {
            Paper::Genuine(&self.document, &self.record)
        }
    }
}

/// Draws sheets, several at a time, and hands each over in its turn.
pub(crate) fn press(sheets: &[&Written], mut take: impl FnMut(usize, Result<Vec<u8>, Error>)) {
    let papers: Vec<Paper<'_>> = sheets.iter().map(|sheet| sheet.paper()).collect();
    documents::press(&papers, |at, drawn| {
        take(at, drawn.map_err(not_drawn));
        ControlFlow::Continue(())
    });
}

/// Draws sheets into one file, for one job of a printer.
pub(crate) fn bind(title: &str, sheets: &[&Written]) -> Result<Vec<u8>, Error> {
    let papers: Vec<Paper<'_>> = sheets.iter().map(|sheet| sheet.paper()).collect();
    documents::bind(title, &papers).map_err(not_drawn)
}

fn not_drawn(error: RenderError) -> Error {
    match error {
        RenderError::Input(input) => {
            let first = input.problems.first().map(|problem| problem.message.clone());
            Error {
                hint: "همین را در پرونده درست کنید و دوباره چاپ کنید.".to_owned(),
                ..Error::saying(ErrorCode::NotPrintable, first.unwrap_or_default())
            }
        }
        other => Error::internal(&other),
    }
}

/// A short name of a decision, for letters that cite it: the first eight digits of its event.
fn decision_number(event: EventId) -> String {
    event.as_bytes()[12..].iter().map(|byte| format!("{byte:02X}")).collect()
}

/// How a letter addresses an applicant.
fn salutation(applicant: &Applicant) -> String {
    let person = applicant.person();
    let title = match person.gender {
        domain::people::Gender::Female => "سرکار خانم",
        domain::people::Gender::Male(_) => "جناب آقای",
    };
    match applicant.company() {
        Some(company) => {
            format!("{title} {}، {} محترم {}", person.full_name(), company.role, company.name)
        }
        None => format!("{title} {}", person.full_name()),
    }
}
