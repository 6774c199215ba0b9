//! An open office: its database, its key, its catalogue, and the officer who sits at it.

use std::sync::Arc;

use casedb::log::History;
use casedb::numbers::Block;
use casedb::streams::Stream;
use casedb::workstation::Account;
use casedb::{CaseDb, IntegrityCheck};
use domain::case::{Case, Printable};
use domain::catalogue::{Catalogue, OfficeId};
use domain::dates::{Date, Instant};
use domain::identifiers::TrackingCode;
use domain::ids::{CaseId, OfficerId};
use domain::people::{Officer, Role, Supervisors};
use domain::policy::{self, SeenCase};
use ed25519_dalek::{SigningKey, VerifyingKey};
use wire::proof::certificate::BlockCertificate;

use crate::case_view::{Names, Viewing, titled};
use crate::clock::{Clock, Randomness};
use crate::papers::PhotographFlaws;
use crate::views::Titled;
use crate::views::case::CaseView;
use crate::views::session::{KeyStoreView, OfficerView};
use crate::{Error, ErrorCode};

mod copies;
mod countdown;
mod editions;
mod founding;
mod jobs;
mod looks;
mod past;
mod rivals;
mod sealing;
mod sheets;
mod supporters;
mod texts;
mod waiting;

use copies::Copies;
pub(crate) use copies::{Opening, Surroundings};
pub(crate) use founding::{Founding, Imported, found};
pub(crate) use jobs::{DrawnJob, Sent, SheetNote};
pub(crate) use rivals::Rivals;
pub(crate) use sealing::AndThen;
pub(crate) use sheets::Drawn;
use texts::TextBook;
pub(crate) use waiting::Marks;

/// The setting that remembers who sat here last.
const SEAT: &str = "seat";
/// The setting that marks an office of the demo authority.
const SAMPLE: &str = "sample";
/// The setting that holds the seed of the demo authority, eight bytes.
const SAMPLE_SEED: &str = "sample-seed";
/// The setting that holds the key of the registry, which vouches for blocks of numbers.
const REGISTRY_KEY: &str = "registry-key";
/// The secret that signs.
const SIGNING_KEY: &str = "signing-key";
/// A clock that stands further before the last event than this is plainly wrong.
const CLOCK_SLACK_MS: i64 = 24 * 3_600_000;

/// An open office.
pub struct Office {
    pub(crate) db: CaseDb,
    pub(crate) catalogue: Catalogue,
    pub(crate) stream: Stream,
    signing_key: SigningKey,
    pub(crate) registry_key: VerifyingKey,
    officers: Vec<Account>,
    seat: usize,
    pub(crate) key_store: KeyStoreView,
    pub(crate) sample: bool,
    /// How long the decisions that wait have been seen.
    countdown: countdown::Countdown,
    /// Sheets of a print session that wait to be sent. They are nowhere but in memory.
    drawn: Option<DrawnJob>,
    /// What the offices word themselves in their papers.
    texts: TextBook,
    last_looks: looks::LastLooks,
    photographs: PhotographFlaws,
    copies: Copies,
    clock: Arc<dyn Clock>,
    random: Arc<dyn Randomness>,
}

impl Office {
    /// Takes the database of an office that exists. Decisions that a crash left unsealed go on waiting, and their
    /// seconds begin again.
    pub(crate) async fn take(
        mut db: CaseDb,
        key_store: KeyStoreView,
        surroundings: Surroundings,
    ) -> Result<Self, Error> {
        let registry_key = registry_key(&db).await?;
        let today = surroundings.clock.now().tehran_date();
        let catalogue = editions::in_force(db.read().await?.conn(), &registry_key, today).await?;
        if !casedb::are_current(db.read().await?.conn()).await? {
            let mut writer = db.write().await?;
            casedb::rebuild::rebuild(writer.conn(), &catalogue).await?;
            writer.commit().await?;
        }
        let (copies, marks) = Copies::of(&mut db, &key_store, &surroundings).await?;
        let Surroundings { clock, random, .. } = surroundings;
        let mut reader = db.read().await?;
        let conn = reader.conn();
        let stream = casedb::streams::own(conn).await?;
        let stream = stream.ok_or_else(|| Error::internal(&"the office has no stream"))?;
        let key = casedb::workstation::secret(conn, SIGNING_KEY).await?;
        let key: Option<[u8; 32]> = key.and_then(|key| key.as_slice().try_into().ok());
        let key = key.ok_or_else(|| Error::internal(&"the office has no signing key"))?;
        let officers = casedb::workstation::officers(conn).await?;
        let seated = casedb::workstation::setting(conn, SEAT).await?.unwrap_or_default();
        let seat = officers
            .iter()
            .position(|account| account.officer.account.as_str().as_bytes() == seated)
            .unwrap_or(0);
        if officers.is_empty() {
            return Err(Error::internal(&"the office has no officers"));
        }
        let sample = casedb::workstation::setting(conn, SAMPLE).await?.is_some();
        let texts = TextBook::read(conn).await?;
        drop(reader);
        let mut office = Self {
            db,
            catalogue,
            stream,
            signing_key: SigningKey::from_bytes(&key),
            registry_key,
            officers,
            seat,
            key_store,
            sample,
            countdown: countdown::Countdown::default(),
            drawn: None,
            texts,
            last_looks: looks::LastLooks::default(),
            photographs: PhotographFlaws::default(),
            copies,
            clock,
            random,
        };
        office.hold_to(marks).await?;
        Ok(office)
    }

    /// Opens the database of a folder with its key.
    pub(crate) async fn open(
        folder: &std::path::Path,
        key: casedb::DatabaseKey,
        key_store: KeyStoreView,
        surroundings: Surroundings,
    ) -> Result<Self, Error> {
        let db = CaseDb::open(folder, key, IntegrityCheck::AfterCrash).await?;
        Self::take(db, key_store, surroundings).await
    }

    /// The instant now.
    pub(crate) fn now(&self) -> Instant {
        self.clock.now()
    }

    /// The day now.
    pub(crate) fn today(&self) -> Date {
        self.now().tehran_date()
    }

    pub(crate) fn random(&self) -> &dyn Randomness {
        self.random.as_ref()
    }

    pub(crate) const fn signing_key(&self) -> &SigningKey {
        &self.signing_key
    }

    /// The registry's word for a block of numbers.
    pub(crate) fn certificate(&self, block: &Block) -> Result<BlockCertificate, Error> {
        BlockCertificate::open(&block.certificate, &self.registry_key)
            .map_err(|error| Error::internal(&error))
    }

    /// Who sits here.
    pub(crate) fn seated(&self) -> &Account {
        &self.officers[self.seat]
    }

    /// Who acts.
    pub(crate) fn acting(&self) -> &Officer {
        &self.seated().officer
    }

    /// Everybody who may sit here.
    pub(crate) fn officers(&self) -> Vec<OfficerView> {
        self.officers.iter().map(|officer| self.officer_view(officer)).collect()
    }

    /// The supervisors of whom this workstation knows: those of its own list.
    pub(crate) fn supervisors(&self) -> Supervisors {
        let marked =
            self.officers.iter().filter_map(|it| Some((it.officer.clone(), it.supervises?)));
        marked.collect()
    }

    pub(crate) fn officer_view(&self, account: &Account) -> OfficerView {
        let Account { officer, name, title, .. } = account;
        OfficerView {
            id: officer.account.to_string(),
            name: name.clone(),
            role: self.role_of(officer).into(),
            title: title.clone(),
            office_id: officer.office.to_string(),
            office: self.office(&officer.office),
        }
    }

    /// What kind of office they work at who sit here now.
    pub(crate) fn role(&self) -> Role {
        self.role_of(self.acting())
    }

    /// What kind of office an officer works at. Where the edition does not know the office it is the secretariat,
    /// which has no acts at a desk.
    pub(crate) fn role_of(&self, officer: &Officer) -> Role {
        self.catalogue.office(&officer.office).map_or(Role::Secretariat, |it| it.kind.role())
    }

    /// The title of an officer, for signatures.
    pub(crate) fn officer_title(&self, id: &OfficerId) -> String {
        let known = self.officers.iter().find(|account| &account.officer.account == id);
        known.map(|officer| officer.title.clone()).unwrap_or_default()
    }

    /// The unit of Jahad Daneshgahi for a county.
    pub(crate) fn empowering_office(&self, county: domain::places::CountyCode) -> Option<String> {
        let office = self.catalogue.office_for(&domain::catalogue::OfficeKind::Jahad, county);
        office.map(|office| office.title.clone())
    }

    /// Seats another officer.
    pub(crate) async fn seat(&mut self, id: &OfficerId) -> Result<(), Error> {
        let seat = self.officers.iter().position(|account| &account.officer.account == id);
        let unknown = || Error::saying(ErrorCode::InputInvalid, "چنین کارشناسی در این اداره نیست.");
        self.seat = seat.ok_or_else(unknown)?;
        self.countdown.forget_all();
        self.note_search().await?;
        let mut writer = self.db.write().await?;
        let name = id.as_str().as_bytes();
        casedb::workstation::put_setting(writer.conn(), SEAT, name).await?;
        Ok(writer.commit().await?)
    }

    /// Seats somebody of the office whose turn a case is.
    pub(crate) async fn seat_whose_turn(&mut self, case: &Case) -> Result<(), Error> {
        let theirs = |account: &&Account| Some(&account.officer.office) == case.office.as_ref();
        match self.officers.iter().find(theirs).map(|account| account.officer.account.clone()) {
            Some(officer) => self.seat(&officer).await,
            None => Ok(()),
        }
    }

    /// Finds a case of the officer's office by id or tracking code.
    pub(crate) async fn find(&self, id: &str) -> Result<Case, Error> {
        Ok(self.look_up(id).await?.case)
    }

    /// The same, with the events that the office sees of it.
    pub(crate) async fn look_up(&self, id: &str) -> Result<SeenCase, Error> {
        let mut reader = self.db.read().await?;
        let conn = reader.conn();
        let id = case_id(conn, id).await?;
        self.seen(conn, id).await
    }

    /// Who here can give a document of a case out where whoever sits there cannot: the first of the officers, if any.
    pub(crate) async fn giver(
        &self,
        id: &str,
        wanted: impl Fn(&Printable) -> bool,
    ) -> Result<Option<OfficerId>, Error> {
        let mut reader = self.db.read().await?;
        let id = case_id(reader.conn(), id).await?;
        let Some(case) = casedb::log::load_case(reader.conn(), id).await? else { return Ok(None) };
        let can_give = |officer: &&Officer| {
            let role = self.role_of(officer);
            policy::printables_of(&case, &officer.office, role).iter().any(&wanted)
        };
        if can_give(&self.acting()) {
            return Ok(None);
        }
        let giver = self.officers.iter().map(|account| &account.officer).find(can_give);
        Ok(giver.map(|officer| officer.account.clone()))
    }

    /// A case as the officer's office sees it.
    async fn seen(&self, conn: &mut casedb::Connection, case: CaseId) -> Result<SeenCase, Error> {
        let history = casedb::log::history(conn, case).await?;
        let history = history.filter(|history| policy::may_see(&history.case, self.acting()));
        let History { case, events } =
            history.ok_or_else(|| Error::new(ErrorCode::CaseNotFound))?;
        let events = events.into_iter().map(|logged| logged.event).collect();
        let (office, role) = (&self.acting().office, self.role());
        Ok(policy::as_seen_by(case, events, office, role, &self.catalogue)?)
    }

    /// The case as it now stands, as its screen shows it.
    pub(crate) async fn view_now(&self, case: CaseId) -> Result<CaseView, Error> {
        let mut reader = self.db.read().await?;
        let seen = self.seen(reader.conn(), case).await?;
        drop(reader);
        self.view(&seen).await
    }

    /// What an office sees of a case, as its screen shows it.
    pub(crate) async fn view(&self, seen: &SeenCase) -> Result<CaseView, Error> {
        let SeenCase { case, events } = seen;
        let mut reader = self.db.read().await?;
        let conn = reader.conn();
        let Rivals { duplicates, licences, succeeded } = Rivals::of(conn, case).await?;
        let supporter_licences = self.supporter_licences(conn, case).await?;
        let draft = casedb::pending::draft(conn, case.id, &self.acting().account).await?;
        let numbers = casedb::numbers::left(conn, self.today()).await?;
        let looks = casedb::looks::at_documents(conn, case.id).await?;
        drop(reader);
        let spoken_for = self.numbers_spoken_for().await?;
        let (draft, returned) = draft.map(|draft| (draft.act, draft.returned)).unzip();
        let opened = looks.opened_by(&self.acting().account, self.now());
        let viewing = Viewing {
            case,
            looks: &looks,
            opened: &opened,
            events,
            officer: self.acting(),
            role: self.role(),
            catalogue: &self.catalogue,
            supervisors: &self.supervisors(),
            now: self.now(),
            random: self.random(),
            names: self,
            colleagues: &self.colleagues(),
            duplicates: if case.is_open() { &duplicates } else { &[] },
            supporter_licences: &supporter_licences,
            succeeded,
            licences_held: u32::try_from(licences).unwrap_or(u32::MAX),
            numbers_left: numbers.is_some_and(|left| left > spoken_for),
            clock_wrong: self.clock_is_wrong(case).await?,
            photograph: if case.is_open() { self.photographs.of(self, case) } else { None },
            draft: draft.and_then(|draft| serde_json::from_slice(&draft).ok()),
            returned: returned.flatten().and_then(|why| serde_json::from_slice(&why).ok()),
            waiting: self.pending_of(case).await?,
        };
        Ok(viewing.view())
    }

    /// Whoever is to hold a case works in this office.
    fn colleague(&self, id: &str) -> Result<(), Error> {
        let here = |account: &&Account| {
            account.officer.office == self.acting().office && account.officer.account.as_str() == id
        };
        let nobody = || Error::saying(ErrorCode::InputInvalid, "چنین همکاری در این اداره نیست.");
        self.officers.iter().find(here).map(|_| ()).ok_or_else(nobody)
    }

    pub(crate) fn colleagues(&self) -> Vec<Titled> {
        let me = self.acting();
        self.officers
            .iter()
            .filter(|account| account.officer.office == me.office)
            .filter(|account| account.officer.account != me.account)
            .map(|account| titled(account.officer.account.as_str(), &account.name))
            .collect()
    }

    /// Whether the clock stands well before what has happened already: the newest event, and the first signature of
    /// the case, which a note under a wrong clock doesn't hide. Time may run ahead unnoticed until the registry says
    /// what time it is; it never runs backwards.
    pub(crate) async fn clock_is_wrong(&self, case: &Case) -> Result<bool, Error> {
        let mut reader = self.db.read().await?;
        let last = casedb::log::last_at(reader.conn()).await?;
        let signed = case.approval().map(|approval| approval.at);
        let behind = |then| self.now().millis_until(then) > CLOCK_SLACK_MS;
        Ok(last.is_some_and(behind) || signed.is_some_and(behind))
    }
}

/// The case that is meant by its id or its tracking code.
async fn case_id(conn: &mut casedb::Connection, text: &str) -> Result<CaseId, Error> {
    let missing = || Error::new(ErrorCode::CaseNotFound);
    if let Ok(id) = CaseId::parse(text) {
        return Ok(id);
    }
    let code = TrackingCode::parse(text).map_err(|_| missing())?;
    casedb::cases::by_tracking_code(conn, &code).await?.ok_or_else(missing)
}

impl Names for Office {
    fn officer(&self, id: &OfficerId) -> String {
        let known = self.officers.iter().find(|account| &account.officer.account == id);
        known.map_or_else(|| id.to_string(), |account| account.name.clone())
    }

    fn office(&self, id: &OfficeId) -> String {
        self.catalogue.office(id).map_or_else(|| id.to_string(), |office| office.title.clone())
    }
}

/// The key of the registry whose word the office takes.
async fn registry_key(db: &CaseDb) -> Result<VerifyingKey, Error> {
    let key = casedb::workstation::setting(db.read().await?.conn(), REGISTRY_KEY).await?;
    let key: Option<[u8; 32]> = key.and_then(|key| key.as_slice().try_into().ok());
    let key = key.and_then(|key| VerifyingKey::from_bytes(&key).ok());
    key.ok_or_else(|| Error::internal(&"the office knows no registry"))
}
