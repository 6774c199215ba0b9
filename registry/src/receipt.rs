//! The receipt of an application, for its applicant to print: what the case says, with the tracking code.
//!
//! It is no licence, and no sheet of an office: nothing is written down when an applicant draws it, and no ledger counts it.

use documents::input::Receipt;
use documents::texts::ReceiptTexts;
use documents::{Document, IssuanceRecord, NotIssued, RenderError, render, render_sample};
use domain::case::Case;
use domain::catalogue::{Catalogue, Office, OfficeKind};
use domain::event::DocumentKind;

use crate::acts;
use crate::error::StoreError;
use crate::registry::Registry;

/// The longest address that fits on a receipt, in characters.
const ADDRESS: usize = 60;
/// The page that receipts lead to.
const PAGE: &str = "/status";

/// A receipt that is written down and not drawn yet.
#[derive(Debug)]
pub struct Written {
    document: Document,
    record: IssuanceRecord,
    /// The case's edition of the catalogue is a sample, and so is what is drawn by it.
    sample: bool,
}

/// Why there is no receipt.
#[derive(Debug, thiserror::Error)]
pub enum NoReceipt {
    /// The case or its edition of the catalogue cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The case has none.
    #[error(transparent)]
    NotIssued(#[from] NotIssued),
    /// The edition knows neither the labour office of the place nor a secretariat.
    #[error("the catalogue has no office that receipts could come from")]
    NoOffice,
}

/// Writes down what the receipt of a case says as it now stands; `origin` is how browsers reach the site.
///
/// # Errors
/// Names what is missing.
pub fn write(registry: &Registry, case: &Case, origin: &str) -> Result<Written, NoReceipt> {
    let rules = acts::rules(registry, case)?;
    let printables = case.printables();
    let printable = printables.iter().find(|it| it.document == DocumentKind::Receipt);
    let record = IssuanceRecord::next_copy(case, printable.ok_or(NotIssued::NoDecision)?)?;
    let today = registry.catalogue();
    let office = office(case, &today).ok_or(NoReceipt::NoOffice)?;
    let registered = case.registered_at;
    let time = registered.tehran_time();
    // The review begins with the tick.
    let from = case.submission.as_ref().map_or(registered, |submission| submission.at);
    let look_up_from = from.tehran_date().add_days(i32::from(rules.look_up_after_days));
    let field = case.submission.as_ref().and_then(|it| registry.field_title(&it.plan.field));
    let reviewer = case.office.as_ref().and_then(|id| registry.office_title(id));
    let head = &office.letterhead;
    let receipt = Receipt {
        ministry: head.lines.get(1).unwrap_or(&office.title).clone(),
        office: office.title.clone(),
        telephone: head.phone.clone(),
        tracking_code: case.tracking_code.as_str().to_owned(),
        applicant: case.applicant.display_name(),
        national_id: case.applicant.identity().to_owned(),
        field: field.unwrap_or_default(),
        activity_kind: case.applicant.activity().into(),
        registered_on: registered.tehran_date().jalali().numeric(),
        registered_at: format!("{:02}:{:02}", time.hour, time.minute),
        reviewed_by: reviewer.unwrap_or_default(),
        look_up_from: look_up_from.jalali().numeric(),
        address: address(origin),
        qr: format!("{origin}{PAGE}"),
        texts: ReceiptTexts::default(),
    };
    let sample = !rules.edition.official;
    Ok(Written { document: Document::Receipt(Box::new(receipt)), record, sample })
}

impl Written {
    /// Draws it as a PDF file, which keeps a core busy for some milliseconds.
    ///
    /// # Errors
    /// What a receipt has no room for.
    pub fn draw(&self) -> Result<Vec<u8>, RenderError> {
        if self.sample {
            render_sample(&self.document, &self.record)
        } else {
            render(&self.document, &self.record)
        }
    }
}

/// The office that applicants telephone: the labour office of the place, else the secretariat.
fn office<'c>(case: &Case, catalogue: &'c Catalogue) -> Option<&'c Office> {
    let submission = case.submission.as_ref();
    let home = case.applicant.person().residence.county;
    let county = submission.map_or(home, |submission| submission.plan.workplace.county);
    let labour = catalogue.office_for(&OfficeKind::Labour, county);
    labour.or_else(|| catalogue.offices.iter().find(|it| it.kind == OfficeKind::Secretariat))
}

/// The address of the page as people type it; a long one is that of the site.
fn address(origin: &str) -> String {
    let host = origin.split_once("://").map_or(origin, |(_, host)| host);
    let page = format!("{host}{PAGE}");
    if page.chars().count() <= ADDRESS { page } else { host.to_owned() }
}
