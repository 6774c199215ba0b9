//! Founding an office: everything of it is made beside its folder and moved there whole, so that a crash
//! on the way leaves nothing that looks like an office.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use casedb::streams::Stream;
use casedb::workstation::Account;
use casedb::{CaseDb, DatabaseKey};
use domain::case::Case;
use domain::catalogue::Catalogue;
use domain::event::{Fact, Purpose};
use domain::identifiers::{LicenceNumber, TrackingCode};
use domain::ids::CaseId;
use domain::people::Role;
use domain::text::PlainText;
use wire::ids::{DeviceId, StreamId};

use super::{Office, Opening, REGISTRY_KEY, SAMPLE, SAMPLE_SEED, SEAT, SIGNING_KEY, Surroundings};
use crate::acts::Done;
use crate::case_file::{self, CaseFile, LeftOut};
use crate::clock::{Clock, Randomness, SeededRandomness};
use crate::demo::{self, authority::Authority};
use crate::views::session::{KeyStoreView, KeyringProblem};
use crate::{Error, ErrorCode};

/// The sample authority leases at least so many licence numbers.
const LEAST_NUMBERS: u64 = 2_000;

/// The longest note of what did not come, in characters: forty documents and what is wrong with each.
const MOST_NOTE: usize = 8_000;

/// What the officer reads of a case file that says that the supporter has confirmed.
const SUPPORTER_CLAIMED: &str = "در فایل پرونده نوشته شده که پشتیبان این متقاضی را تأیید کرده است. این ادعای سازندهٔ فایل است و تأیید به شمار نمی‌آید؛ مجوز پشتیبان و قرارداد را ببینید و «تأیید پشتیبان» را با شماره و اسکن ثبت کنید.";

/// Keeps the names of the ledger's past apart from those of the cases.
const PAST: u64 = 0x5041_5354;

/// What an office of the demo authority is founded with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Founding {
    /// How many cases it begins with.
    pub(crate) cases: u32,
    /// Decides everything in it.
    pub(crate) seed: u64,
}

/// Founds an office of the demo authority in a folder that has none, and returns it closed.
pub(crate) async fn found(
    folder: &Path,
    key: &DatabaseKey,
    slots: impl FnOnce(&mut casedb::keyslots::KeySlots),
    founding: Founding,
    clock: &Arc<dyn Clock>,
    state: Option<PathBuf>,
) -> Result<(), Error> {
    if folder.join("case.db").exists() {
        return Err(Error::new(ErrorCode::AlreadyOpen));
    }
    std::fs::create_dir_all(folder).map_err(|error| Error::from(casedb::DbError::from(error)))?;
    let site = folder.join("founding");
    clear(&site)?;
    let built = match build(&site, key, slots, founding, clock.as_ref()).await {
        Ok(db) => furnish(db, founding, clock, state).await,
        Err(error) => Err(error),
    };
    let moved = built.and_then(|()| move_in(&site, folder));
    clear(&site)?;
    moved
}

async fn build(
    site: &Path,
    key: &DatabaseKey,
    slots: impl FnOnce(&mut casedb::keyslots::KeySlots),
    founding: Founding,
    clock: &dyn Clock,
) -> Result<CaseDb, Error> {
    let catalogue = domain::catalogue::sample();
    let db = CaseDb::create(site, key.clone()).await?;
    let mut kept = db.key_slots()?;
    slots(&mut kept);
    db.keep_key_slots(&kept)?;
    let now = clock.now();
    let randomness = SeededRandomness::from_seed(founding.seed);
    let random: &dyn Randomness = &randomness;
    let authority = Authority::of_seed(founding.seed, now.tehran_date())
        .leasing(LEAST_NUMBERS.max(u64::from(founding.cases)));
    let signing_key = authority.device_key();
    let stream = Stream {
        id: StreamId::from_bytes(random.identifier(now)),
        device: DeviceId::from_bytes(random.identifier(now)),
        public_key: signing_key.verifying_key().to_bytes(),
    };
    let mut writer = db.write().await?;
    let conn = writer.conn();
    casedb::workstation::put_setting(conn, SAMPLE, b"yes").await?;
    let seed = founding.seed.to_be_bytes();
    casedb::workstation::put_setting(conn, SAMPLE_SEED, &seed).await?;
    casedb::workstation::put_secret(conn, SIGNING_KEY, &signing_key.to_bytes()).await?;
    let registry = authority.registry_key();
    casedb::workstation::put_setting(conn, REGISTRY_KEY, registry.as_bytes()).await?;
    let edition = authority.edition(&catalogue);
    let id = &catalogue.edition.id;
    casedb::workstation::put_catalogue(conn, id, edition.as_bytes(), now).await?;
    casedb::streams::open_own(conn, &stream, now).await?;
    for officer in demo::officers(&catalogue) {
        let acting = officer.acting();
        let account = Account {
            officer: acting,
            name: officer.name,
            title: officer.title,
            supervises: officer.supervises,
        };
        casedb::workstation::put_officer(conn, &account).await?;
    }
    let first = demo::officers(&catalogue).into_iter().find(|o| o.role == Role::Agency);
    if let Some(officer) = first {
        let name = officer.officer.as_str().as_bytes();
        casedb::workstation::put_setting(conn, SEAT, name).await?;
    }
    casedb::numbers::lease(conn, &authority.block(), now).await?;
    fill(&db, conn, &catalogue, &stream, &authority, founding, clock).await?;
    writer.commit().await?;
    Ok(db)
}

/// Gives the office what only an open one can make, its first mark among it, and closes it.
async fn furnish(
    db: CaseDb,
    founding: Founding,
    clock: &Arc<dyn Clock>,
    state: Option<PathBuf>,
) -> Result<(), Error> {
    let random = Arc::new(SeededRandomness::from_seed(founding.seed ^ PAST));
    let key_store = KeyStoreView::Passphrase { reason: KeyringProblem::Chosen };
    let clock = Arc::clone(clock);
    let surroundings = Surroundings { state, opening: Opening::Founding, clock, random };
    let office = Office::take(db, key_store, surroundings).await?;
    let told = office.tell_past().await;
    office.db.close().await?;
    told
}

/// Writes the cases that the office begins with, as its officers would have.
async fn fill(
    db: &CaseDb,
    conn: &mut casedb::Connection,
    catalogue: &Catalogue,
    stream: &Stream,
    authority: &Authority,
    founding: Founding,
    clock: &dyn Clock,
) -> Result<(), Error> {
    let now = clock.now();
    let key = authority.device_key();
    let attachments = db.attachments();
    let block = authority.block();
    let mut serials = block.first..=block.last;
    let mut numbers = || serials.next().and_then(LicenceNumber::from_serial);
    let randomness = SeededRandomness::from_seed(founding.seed);
    let cases = usize::try_from(founding.cases).unwrap_or(usize::MAX);
    let (seed, today) = (founding.seed, now.tehran_date());
    let told = demo::applications(seed, cases, today, catalogue, &randomness, &mut numbers)?;
    for case in told {
        for look in &case.looks {
            let at = casedb::looks::Look::Document(case.id, look.attachment);
            casedb::looks::note(conn, &look.officer, &at, look.at).await?;
        }
        let mut events = Vec::with_capacity(case.events.len());
        for scripted in case.events {
            for (hash, content) in &scripted.blobs {
                if casedb::workstation::stored(conn, *hash).await?.is_none() {
                    attachments.put(content)?;
                    let size = u64::try_from(content.len()).unwrap_or(u64::MAX);
                    casedb::workstation::note_stored(conn, *hash, size, now).await?;
                }
            }
            events.push(scripted.event);
        }
        casedb::log::append::append(conn, catalogue, stream, None, events, |unsealed| {
            wire::envelope::seal(unsealed, &key)
        })
        .await?;
    }
    Ok(())
}

/// Moves a finished office in; the database comes last, because it is what makes a folder an office.
fn move_in(site: &Path, folder: &Path) -> Result<(), Error> {
    let io = |error: std::io::Error| Error::from(casedb::DbError::from(error));
    let mut names = Vec::new();
    for entry in std::fs::read_dir(site).map_err(io)? {
        names.push(entry.map_err(io)?.file_name());
    }
    names.sort_by_key(|name| name == "case.db");
    for name in names {
        std::fs::rename(site.join(&name), folder.join(&name)).map_err(io)?;
    }
    Ok(())
}

fn clear(site: &Path) -> Result<(), Error> {
    match std::fs::remove_dir_all(site) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(casedb::DbError::from(error).into())
        }
        _ => Ok(()),
    }
}

/// What a case file brought.
pub(crate) struct Imported {
    pub(crate) case: Case,
    /// Exactly this file had been taken in before.
    pub(crate) known: bool,
    /// Scans that do not open.
    pub(crate) left_out: Vec<LeftOut>,
}

/// Whoever reviews the case later reads which documents did not come, and why.
fn note_of_left_out(left_out: &[LeftOut]) -> Option<PlainText> {
    let mut lines = vec!["این مدارک در فایل پرونده باز نشد و نیامد:".to_owned()];
    lines.extend(left_out.iter().map(LeftOut::persian));
    let note = PlainText::parse(&lines.join("\n"), MOST_NOTE).ok();
    note.filter(|_| !left_out.is_empty())
}

/// And which fields were more than one line and are one now.
fn note_of_folded(folded: &[String]) -> Option<PlainText> {
    let note = format!("در فایل پرونده چند سطر بود و یک سطر شد: {}", folded.join("، "));
    PlainText::parse(&note, MOST_NOTE).ok().filter(|_| !folded.is_empty())
}

/// Two cases of one code could not be told apart by whoever reads it from a receipt.
fn code_taken() -> Error {
    Error {
        hint: "اگر همان درخواست است، پروندهٔ موجود را باز کنید؛ وگرنه کد را در مبدأ درست کنید."
            .to_owned(),
        ..Error::saying(
            ErrorCode::CaseFileInvalid,
            "کد رهگیری: پروندهٔ دیگری با همین کد روی این دستگاه هست.",
        )
    }
}

impl Office {
    /// The seed of the demo authority that founded the office.
    pub(crate) async fn sample_seed(&self) -> Result<Option<u64>, Error> {
        let kept = casedb::workstation::setting(self.db.read().await?.conn(), SAMPLE_SEED).await?;
        Ok(kept.and_then(|seed| seed.as_slice().try_into().ok()).map(u64::from_be_bytes))
    }

    /// Takes a case file in. The same file twice is the same case.
    pub(crate) async fn import(&mut self, bytes: &[u8]) -> Result<Imported, Error> {
        let CaseFile { checksum, application, left_out, folded } =
            case_file::parse(bytes, &self.catalogue, self.today())?;
        let name = format!("case-file:{checksum}");
        let mut reader = self.db.read().await?;
        let known = casedb::workstation::setting(reader.conn(), &name).await?;
        let known: Option<[u8; 16]> = known.and_then(|id| id.as_slice().try_into().ok());
        if let Some(id) = known {
            let case = casedb::log::load_case(reader.conn(), CaseId::from_bytes(id)).await?;
            let case = case.ok_or_else(|| Error::new(ErrorCode::CaseNotFound))?;
            return Ok(Imported { case, known: true, left_out });
        }
        if let Some(code) = &application.tracking_code
            && casedb::cases::by_tracking_code(reader.conn(), code).await?.is_some()
        {
            return Err(code_taken());
        }
        drop(reader);
        let now = self.now();
        let id = CaseId::from_bytes(self.random().identifier(now));
        let notes = [note_of_left_out(&left_out), note_of_folded(&folded)];
        let notes = notes.into_iter().flatten();
        let done = self.registration(id, application, notes)?;
        let cases = self.append_noting(done, now, (&name, id.as_bytes())).await?;
        let case = cases.into_iter().find(|case| case.id == id);
        let case = case.ok_or_else(|| Error::new(ErrorCode::CaseNotFound))?;
        Ok(Imported { case, known: false, left_out })
    }

    fn registration(
        &self,
        id: CaseId,
        file: case_file::Application,
        notes: impl Iterator<Item = PlainText>,
    ) -> Result<Done, Error> {
        let mut digits = [0_u8; 8];
        self.random().fill(&mut digits);
        let fresh = || TrackingCode::from_random(u64::from_le_bytes(digits));
        let plan = &file.plan;
        let named = file.office.and_then(|office| self.catalogue.office(&office));
        let office = named
            .or_else(|| self.catalogue.review_office(&plan.field, plan.workplace.county))
            .ok_or_else(|| {
                Error::saying(
                    ErrorCode::CaseFileInvalid,
                    "برای رشته و شهرستان این طرح، دستگاه اجرایی در فهرست مرجع نیست.",
                )
            })?;
        let proposed_path = self.catalogue.proposed_path(&plan.field, plan.workplace.county);
        let mut done = Done::default();
        done.facts.push((
            id,
            Fact::Registered {
                tracking_code: file.tracking_code.unwrap_or_else(fresh),
                external_code: file.external_code,
                purpose: Purpose::First,
                applicant: Box::new(file.applicant),
            },
        ));
        for (attachment, content) in file.attachments {
            done.blobs.push((attachment.content, content));
            done.facts.push((id, Fact::Attached { attachment }));
        }
        done.facts.extend(notes.map(|text| (id, Fact::Noted { text })));
        let submitted = Fact::Submitted {
            plan: Box::new(file.plan),
            certificate: Box::new(file.certificate),
            office: office.id.clone(),
            proposed_path,
        };
        done.facts.push((id, submitted));
        // Whoever made the file says so, and nobody has seen licence and contract yet.
        if file.supporter_confirmed {
            let text = crate::acts::line("یادداشت", SUPPORTER_CLAIMED, SUPPORTER_CLAIMED.len())?;
            done.facts.push((id, Fact::Noted { text }));
        }
        Ok(done)
    }
}
