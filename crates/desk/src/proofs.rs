//! Proofs of licences: checking the text of a code, the text that a sheet carries, and the lists by which
//! the sample authority's licences are checked.

use domain::case::{Case, Printable};
use domain::dates::Date;
use domain::event::{DocumentKind, Event};
use domain::identifiers::LicenceNumber;
use ed25519_dalek::{SigningKey, VerifyingKey};
use serde::Serialize;
use wire::proof::certificate::RegistryCertificate;
use wire::proof::status::StatusList;
use wire::proof::trust::TrustList;
use wire::proof::{self, Claim, ProofError, Verdict};

use crate::clock::Clock;
use crate::demo::authority::{Authority, VALID_DAYS};
use crate::desk::{DEMO_SEED, Desk};
use crate::papers::{Moment, gather};
use crate::views::queue::ActivityView;
use crate::views::{DayView, MomentView, Titled};
use crate::{Error, ErrorCode};

mod words;

/// What a code is checked against.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sources<'s> {
    /// The trust list. Without one nobody is trusted, and only what is certainly not genuine can be told.
    pub trust: Option<&'s [u8]>,
    /// The root that must have signed it, in hexadecimal; the sample authority's when absent.
    pub root: Option<&'s str>,
    /// The status list.
    pub statuses: Option<&'s [u8]>,
}

/// What a code turned out to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ProofView {
    /// For programs.
    pub finding: Finding,
    /// The finding in words.
    pub message: String,
    /// What to do next.
    pub hint: String,
    /// True when the sample authority vouches: whatever it says, it is no real licence.
    pub sample: bool,
    /// What a genuine code says.
    pub licence: Option<ProvenView>,
    /// The day of the newest list that was looked into.
    pub checked_against: Option<DayView>,
}

/// What a genuine code says of its licence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "fields are named after what is shown under that name")]
pub struct ProvenView {
    pub number: String,
    pub activity: ActivityView,
    pub holder: String,
    pub field: Titled,
    pub issued: MomentView,
    pub valid_until: DayView,
    /// The office whose workstation signed it.
    pub office: String,
    /// The serial of the sheet that carries the code.
    pub sheet: u32,
}

/// The findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "each name says what was found; `words` has the sentences")]
pub enum Finding {
    Valid,
    Provisional,
    Expired,
    Suspended,
    Revoked,
    NotAProof,
    Specimen,
    BadSignature,
    OutsideBlock,
    AfterLease,
    IssuerUnknown,
    TrustListTooOld,
    NotTrusted,
}

/// Checks the text of a code.
///
/// # Errors
/// A root that is no key.
pub fn verify(text: &str, sources: &Sources<'_>, clock: &dyn Clock) -> Result<ProofView, Error> {
    let today = clock.now().tehran_date();
    let sample_root = Authority::of_seed(DEMO_SEED, today).root_key();
    let root = sources.root.map_or(Ok(sample_root), read_root)?;
    let listed = sources.trust.map(|bytes| TrustList::open(bytes, &root));
    let (trust, unknown) = match listed {
        Some(Ok(list)) => (list, ProofError::IssuerUnknown),
        Some(Err(error)) => (nobody(today)?, error),
        None => (nobody(today)?, ProofError::IssuerUnknown),
    };
    // A code may end in a space, which is one of its letters.
    let text = text.trim_end_matches(['\r', '\n']);
    let verdict = proof::verify(text, &trust, today).and_then(|verdict| {
        let statuses = sources.statuses.map(|bytes| StatusList::open(bytes, &trust)).transpose()?;
        Ok(match statuses {
            Some(list) => verdict.with_status(&list),
            None => verdict,
        })
    });
    let sample = root == sample_root;
    Ok(match verdict {
        Ok(verdict) => genuine(verdict, sample),
        Err(ProofError::IssuerUnknown) => refused(unknown.into()),
        Err(error) => refused(error.into()),
    })
}

fn genuine(verdict: Verdict, sample: bool) -> ProofView {
    let Verdict { claim, state, office, checked_against } = verdict;
    let finding = state.into();
    let (message, hint) = words::of(finding);
    ProofView {
        finding,
        message: message.to_owned(),
        hint: hint.to_owned(),
        sample,
        licence: Some(proven(claim, office)),
        checked_against: Some(checked_against.into()),
    }
}

fn refused(finding: Finding) -> ProofView {
    let (message, hint) = words::of(finding);
    ProofView {
        finding,
        message: message.to_owned(),
        hint: hint.to_owned(),
        sample: false,
        licence: None,
        checked_against: None,
    }
}

fn proven(claim: Claim, office: String) -> ProvenView {
    ProvenView {
        number: claim.number.as_str().to_owned(),
        activity: claim.kind.into(),
        holder: claim.holder,
        field: Titled { code: claim.field.as_str().to_owned(), title: claim.field_title },
        issued: claim.issued_at.into(),
        valid_until: claim.valid_until.into(),
        office,
        sheet: claim.sheet,
    }
}

fn read_root(hex: &str) -> Result<VerifyingKey, Error> {
    let invalid =
        || Error::saying(ErrorCode::InputInvalid, "کلید ریشه شصت‌وچهار رقم شانزده‌شانزدهی است.");
    let bytes = domain::ids::ContentHash::parse(hex.trim()).map_err(|_| invalid())?;
    VerifyingKey::from_bytes(bytes.as_bytes()).map_err(|_| invalid())
}

/// A trust list without a block, by a key that is made for it and forgotten.
fn nobody(today: Date) -> Result<TrustList, Error> {
    let key = SigningKey::from_bytes(&[1; 32]);
    let root = key.verifying_key();
    let registry = RegistryCertificate::issue(&key, root, today);
    let list = TrustList::issue(&root, &registry, &key, today, today, &[]);
    TrustList::open(&list, &root).map_err(|error| Error::internal(&error))
}

/// Returns the text of the code on a sheet of the ledger; `None` if it is not a licence's.
///
/// # Errors
/// A serial that the ledger does not have.
pub async fn of_sheet(desk: &Desk, serial: u32) -> Result<Option<String>, Error> {
    let office = desk.office().await?;
    let mut reader = office.db.read().await?;
    let conn = reader.conn();
    let sheet = casedb::sheets::by_serial(conn, office.stream.id, serial).await?;
    let sheet = sheet.ok_or_else(|| Error::new(ErrorCode::SheetUnknown))?;
    if sheet.sheet.document != DocumentKind::Licence {
        return Ok(None);
    }
    let events = casedb::log::case_events(conn, sheet.case).await?;
    let events: Vec<Event> = events.into_iter().map(|logged| logged.event).collect();
    let case = Case::fold(events.iter().take_while(|event| event.id != sheet.event))?;
    let case = case.ok_or_else(|| Error::new(ErrorCode::CaseNotFound))?;
    drop(reader);
    let printable = Printable {
        document: sheet.sheet.document,
        subject: sheet.sheet.subject,
        standing: sheet.sheet.standing,
    };
    let moment = Moment { at: sheet.at, serial, event: Some(sheet.event) };
    let drawing = gather(&office, &case, &printable, moment).await?;
    drawing.proof().map(Some)
}

/// The lists by which the licences of a sample office are checked, as the registry would publish them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampleLists {
    /// The root's key, in hexadecimal.
    pub root: String,
    /// Whom to trust.
    pub trust: Vec<u8>,
    /// What is out of force today.
    pub statuses: Vec<u8>,
}

/// Writes the lists of the sample authority of a seed.
///
/// # Errors
/// Refuses an office that is no sample, or was founded from another seed.
pub async fn sample_lists(desk: &Desk, seed: u64) -> Result<SampleLists, Error> {
    let office = desk.office().await?;
    let other = || Error::saying(ErrorCode::InputInvalid, "این اداره از این هسته ساخته نشده است.");
    let mut reader = office.db.read().await?;
    let conn = reader.conn();
    let today = office.today();
    let next = casedb::numbers::next(conn, today).await?;
    let (next, block) = next.ok_or_else(|| Error::new(ErrorCode::NoNumbers))?;
    let founded = block.use_until.add_days(-VALID_DAYS);
    let authority = Authority::of_seed(seed, founded).leasing(block.last - block.first + 1);
    if authority.block() != block {
        return Err(other());
    }
    let mut cases = Vec::new();
    for serial in block.first..next.serial() {
        let Some(number) = LicenceNumber::from_serial(serial) else { continue };
        if let Some(case) = casedb::cases::by_licence(conn, &number).await? {
            cases.extend(casedb::log::load_case(conn, case).await?);
        }
    }
    let root = authority.root_key();
    Ok(SampleLists {
        root: domain::ids::ContentHash::from_bytes(root.to_bytes()).to_string(),
        trust: authority.trust_list(),
        statuses: Authority::of_seed(seed, today).status_list(&cases),
    })
}
