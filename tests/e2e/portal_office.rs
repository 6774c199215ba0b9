//! The offices behind the portal, as far as a story needs them: what officers decide, by the registry's one way in.

use std::collections::BTreeSet;
use std::str::FromStr as _;
use std::sync::Arc;

use anyhow::{Context as _, Result, ensure};
use domain::case::Case;
use domain::catalogue::{Catalogue, DocumentCode, OfficeId, OfficeKind};
use domain::event::{Asked, CheckAnswer, CorrectableFact, Event, Fact, RequestItem, Review};
use domain::identifiers::{LicenceNumber, TrackingCode};
use domain::ids::{CaseId, EventId, OfficerId, PersonId, RequestId};
use domain::people::{Officer, Role};
use domain::plan::Path;
use domain::sources::{Clock as _, Randomness};
use domain::text::PlainText;
use registry::Registry;
use registry::clock::{SystemClock, SystemRandomness};
use registry::files::Files;
use registry::intake::{Intake, Judged, Outcome};
use registry::keys::Keys;
use sqlx::Connection as _;
use sqlx::postgres::{PgConnectOptions, PgConnection};
use tests::site::{MASTER_KEY, Site};
use tokio::runtime::Runtime;

use crate::station::Station;

/// Officers of every office of one registry.
pub struct Offices {
    registry: Registry,
    runtime: Runtime,
    database: PgConnectOptions,
}

impl Offices {
    /// The offices of a site.
    pub fn of(site: &Site) -> Result<Self> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let database = PgConnectOptions::from_str(&site.database_url)?;
        let keys = Keys::of_master(&MASTER_KEY);
        let files = Files::in_folder(&site.folder().join("documents"))?;
        let started = Registry::start(
            &database,
            (keys, files),
            Arc::new(SystemClock),
            Arc::new(SystemRandomness),
        );
        Ok(Self { registry: runtime.block_on(started)?, runtime, database })
    }

    /// The case of a tracking code.
    pub fn find(&self, code: &str) -> Result<CaseId> {
        let code = TrackingCode::parse(code)?;
        let row = async {
            let mut tx =
                registry::scope::begin(&self.registry.pool, registry::scope::Scope::Whole).await?;
            let id: Vec<u8> =
                sqlx::query_scalar("select uuid_send(id) from cases where tracking_code = $1")
                    .bind(code.as_str())
                    .fetch_one(&mut *tx)
                    .await?;
            anyhow::Ok(id)
        };
        let id = self.runtime.block_on(row)?;
        Ok(CaseId::from_bytes(id.as_slice().try_into().context("sixteen bytes")?))
    }

    /// The agency asks for a scan and for the father's name.
    pub fn ask(&self, id: CaseId) -> Result<()> {
        let item = |asked, words: &str| -> Result<RequestItem> {
            let id = RequestId::from_bytes(identifier());
            Ok(RequestItem { id, asked, text: text(words)?, condition: None })
        };
        let items = vec![
            item(Asked::Document(DocumentCode(10_001)), "تصویر خواناتر کارت ملی را بفرستید.")?,
            item(
                Asked::Correct(CorrectableFact::FatherName),
                "نام پدر را مطابق شناسنامه بنویسید.",
            )?,
        ];
        self.tell(id, Role::Agency, |_, _| Ok(vec![Fact::RequestsOpened { items }]))
    }

    /// The agency accepts what was answered, finds everything right and approves.
    pub fn approve(&self, id: CaseId) -> Result<()> {
        self.tell(id, Role::Agency, |case, catalogue| {
            let answered = case.requests.iter().filter(|request| request.is_pending());
            let mut facts: Vec<Fact> =
                answered.map(|request| Fact::RequestAccepted { request: request.id }).collect();
            facts.extend(all_right(catalogue, Review::Agency));
            facts.push(Fact::PathAssigned {
                path: Path::Standard, reason: text("رشتهٔ عادی")?
            });
            let county = case.submission.as_ref().context("page two")?.plan.workplace.county;
            let labour = catalogue.office_for(&OfficeKind::Labour, county).context("an office")?;
            facts.push(Fact::Approved {
                comment: None,
                to: labour.id.clone(),
                opened: BTreeSet::new(),
            });
            Ok(facts)
        })
    }

    /// The labour office issues the licence of this number.
    pub fn license(&self, id: CaseId, number: &LicenceNumber) -> Result<()> {
        let valid_until = SystemClock.now().tehran_date().add_years(3);
        self.tell(id, Role::Labour, |_, catalogue| {
            let mut facts: Vec<Fact> = all_right(catalogue, Review::Labour).collect();
            facts.push(Fact::LicenceIssued {
                number: number.clone(),
                valid_until,
                comment: None,
                opened: BTreeSet::new(),
            });
            Ok(facts)
        })
    }

    fn tell(
        &self,
        id: CaseId,
        role: Role,
        facts: impl FnOnce(&Case, &Catalogue) -> Result<Vec<Fact>>,
    ) -> Result<()> {
        self.runtime.block_on(async {
            let mut intake = Intake::begin(&self.registry, [id]).await?;
            let case = intake.case(id).context("the case is there")?;
            let edition = case.edition.clone();
            let office = case.office.clone().context("an office has it")?;
            let facts = facts(case, &self.registry.catalogue())?;
            let mut owner = PgConnection::connect_with(&self.database).await?;
            let mut station = Station::enrol(&mut owner, &office).await?;
            let officer = officer(role, office)?;
            for fact in facts {
                let event_id = EventId::from_bytes(identifier());
                let (actor, edition) = ((&officer).into(), edition.clone());
                let at = SystemClock.now();
                let event = Event { id: event_id, case: id, at, actor, edition, fact };
                let judged = station.push(&mut owner, &mut intake, event).await?;
                ensure!(matches!(judged, Judged::New(Outcome::Accepted { .. })), "{judged:?}");
            }
            intake.commit().await?;
            Ok(())
        })
    }
}

fn identifier() -> [u8; 16] {
    let source: &dyn Randomness = &SystemRandomness;
    source.identifier(SystemClock.now())
}

fn all_right(catalogue: &Catalogue, review: Review) -> impl Iterator<Item = Fact> {
    let rows = catalogue.checklist(review).iter();
    rows.map(move |row| Fact::Checked { review, row: row.row, answer: CheckAnswer::Right })
}

fn officer(role: Role, office: OfficeId) -> Result<Officer> {
    let name = match role {
        Role::Agency => "farahmand",
        Role::Jahad | Role::Labour | Role::Bank | Role::Secretariat => "sadeghi",
    };
    let person = PersonId::parse(&format!("person-{name}"))?;
    Ok(Officer { account: OfficerId::parse(name)?, person, office })
}

fn text(words: &str) -> Result<PlainText> {
    Ok(PlainText::parse_line(words, 300)?)
}
