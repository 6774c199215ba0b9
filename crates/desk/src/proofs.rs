//! Proofs of licences: checking the text of a code, the text that a sheet carries, and the lists by which
//! the sample authority's licences are checked.

use domain::case::Printable;
use domain::catalogue::OfficeId;
use domain::dates::Date;
use domain::event::DocumentKind;
use domain::identifiers::LicenceNumber;
use ed25519_dalek::VerifyingKey;
use wire::proof::status::{FRESH_DAYS, StatusList};
use wire::proof::trust::TrustList;
use wire::proof::{self, Claim, Lists, Standing};

use crate::clock::Clock;
use crate::demo::authority::{Authority, FIRST_SERIAL, VALID_DAYS};
use crate::desk::{DEMO_SEED, Desk};
use crate::office::Office;
use crate::papers::{Hand, Moment, Words, as_it_was, gather};
use crate::views::Titled;
use crate::views::proofs::{ProofView, ProvenView, StatusListView, TrustListView};
use crate::{Error, ErrorCode};

pub use crate::views::proofs::Finding;

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
    /// The host at which the authority lets papers be verified. Without it, nothing is said of a link's host.
    pub host: Option<&'s str>,
}

/// Checks the text of a code.
///
/// # Errors
/// A root that is no key.
pub fn verify(text: &str, sources: &Sources<'_>, clock: &dyn Clock) -> Result<ProofView, Error> {
    let today = clock.now().tehran_date();
    let sample_root = Authority::of_seed(DEMO_SEED, today).root_key();
    let root = sources.root.map_or(Ok(sample_root), read_root)?;
    let lists = Lists { root: &root, trust: sources.trust, statuses: sources.statuses };
    let view = checked(text, &lists, today, root == sample_root);
    let view = if view.licence.is_some() {
        view
    } else {
        vouched_by_samples(text, &lists, today).unwrap_or(view)
    };
    let other_host = sources.host.and_then(|own| proof::other_host(text, own));
    Ok(ProofView { other_host, ..view })
}

/// What a sample authority vouches for that is not the root's: anybody can found one from a seed of his own, and it signs
/// its lists itself. Nothing where what the list vouches for is no sample.
fn vouched_by_samples(text: &str, lists: &Lists<'_>, today: Date) -> Option<ProofView> {
    let root = TrustList::root_of(lists.trust?).ok()?;
    let view = checked(text, &Lists { root: &root, ..*lists }, today, false);
    view.sample.then_some(view)
}

/// Checks the text of a code by the lists of an office.
pub(crate) async fn verify_in(office: &Office, text: &str) -> Result<ProofView, Error> {
    let mut reader = office.db.read().await?;
    let conn = reader.conn();
    let (today, authority) = (office.today(), authority_of(office, conn, None).await?);
    let (root, trust) = (authority.root_key(), authority.trust_list());
    let lists = Lists { root: &root, trust: Some(&trust), statuses: None };
    // The sample registry's list of today, as far as it is about this licence.
    let mut cases = Vec::new();
    if let Ok(verdict) = proof::check(text, &lists, today)
        && let Some(case) = casedb::cases::by_licence(conn, &verdict.claim.number).await?
    {
        cases.extend(casedb::log::load_case(conn, case).await?);
    }
    let statuses = authority.on(today).status_list(&cases);
    let mut view =
        checked(text, &Lists { statuses: Some(&statuses), ..lists }, today, office.sample);
    if let Some(licence) = &mut view.licence {
        // People know the office by its name; the code alone is what the certificate says.
        let id = OfficeId::parse(&licence.office).ok();
        if let Some(known) = id.and_then(|id| office.catalogue.office(&id)) {
            licence.office.clone_from(&known.title);
        }
    }
    view.other_host = proof::other_host(text, &office.catalogue.papers.verification_host);
    Ok(view)
}

/// Checks a text and puts what comes of it into words; `by_sample` when the root is a sample authority's.
fn checked(text: &str, lists: &Lists<'_>, today: Date, by_sample: bool) -> ProofView {
    let verdict = proof::check(text, lists, today);
    let sample =
        verdict.as_ref().is_ok_and(|verdict| by_sample || verdict.claim.number.is_sample());
    let trust = lists.trust.and_then(|bytes| TrustList::open(bytes, lists.root).ok());
    let statuses = trust.as_ref().zip(lists.statuses);
    let statuses = statuses.and_then(|(trust, bytes)| StatusList::open(bytes, trust).ok());
    let genuine = verdict.is_ok();
    let (finding, licence) = match verdict {
        Ok(verdict) => (verdict.state.into(), Some(proven(verdict.claim, verdict.office))),
        Err(error) => (error.into(), None),
    };
    let (message, hint) = words::of(finding);
    let (message, hint) =
        if sample { words::of_sample(message) } else { (message.to_owned(), hint) };
    ProofView {
        finding,
        message,
        hint: hint.to_owned(),
        sample,
        licence,
        other_host: None,
        trust_list: trust.map(|list| TrustListView {
            issued: list.issued_on().into(),
            valid_until: list.valid_until().into(),
        }),
        status_list: statuses.filter(|_| genuine).map(|list| StatusListView {
            issued: list.issued_on().into(),
            old: list.issued_on().days_until(today) > FRESH_DAYS,
        }),
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
        provisional_until: match claim.standing {
            Standing::Provisional { until } => Some(until.into()),
            Standing::Registered => None,
        },
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

/// Returns the text of the code on a sheet of the ledger; `None` if it is not a licence's.
///
/// # Errors
/// A serial that the ledger does not have.
pub async fn of_sheet(desk: &Desk, serial: u32) -> Result<Option<String>, Error> {
    let office = desk.office().await?;
    let mut reader = office.db.read().await?;
    let conn = reader.conn();
    let sheet = casedb::sheets::by_serial(conn, office.stream.id, serial).await?;
    let sheet = sheet.into_iter().next().ok_or_else(|| Error::new(ErrorCode::SheetUnknown))?;
    if sheet.sheet.document != DocumentKind::Licence {
        return Ok(None);
    }
    let case = as_it_was(conn, sheet.case, sheet.event).await?;
    drop(reader);
    let printable = Printable {
        document: sheet.sheet.document,
        subject: sheet.sheet.subject,
        standing: sheet.sheet.standing,
    };
    let (event, by) = (Some(sheet.event), Hand { officer: sheet.officer, office: sheet.office });
    let words = Words::of(&sheet.sheet);
    let moment = Moment { at: sheet.at, serial, event, by, words };
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

/// Writes the lists of the sample authority that founded the office; of a seed, if one is named.
///
/// # Errors
/// Refuses an office that is no sample, or was founded from another seed.
pub async fn sample_lists(desk: &Desk, seed: Option<u64>) -> Result<SampleLists, Error> {
    let office = desk.office().await?;
    let mut reader = office.db.read().await?;
    let conn = reader.conn();
    let authority = authority_of(&office, conn, seed).await?;
    let block = authority.block();
    let mut cases = Vec::new();
    let next = casedb::numbers::next(conn, office.today()).await?;
    let end = next.map_or(block.last + 1, |(number, _)| number.serial());
    for number in (block.first..end).filter_map(LicenceNumber::from_serial) {
        if let Some(case) = casedb::cases::by_licence(conn, &number).await? {
            cases.extend(casedb::log::load_case(conn, case).await?);
        }
    }
    let root = authority.root_key();
    Ok(SampleLists {
        root: domain::ids::ContentHash::from_bytes(root.to_bytes()).to_string(),
        trust: authority.trust_list(),
        statuses: authority.on(office.today()).status_list(&cases),
    })
}

/// The sample authority as it was on the day when it founded the office.
async fn authority_of(
    office: &Office,
    conn: &mut casedb::Connection,
    seed: Option<u64>,
) -> Result<Authority, Error> {
    let other = || Error::saying(ErrorCode::InputInvalid, "این اداره از این هسته ساخته نشده است.");
    let kept = office.sample_seed().await?.unwrap_or(DEMO_SEED);
    let first = LicenceNumber::from_serial(FIRST_SERIAL).ok_or_else(other)?;
    let block = casedb::numbers::block_of(conn, &first).await?.ok_or_else(other)?;
    let founded = block.use_until.add_days(-VALID_DAYS);
    let authority = Authority::of_seed(seed.unwrap_or(kept), founded);
    let authority = authority.leasing(block.last - block.first + 1);
    if authority.block() == block { Ok(authority) } else { Err(other()) }
}
