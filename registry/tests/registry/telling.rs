//! A case told as it really happens: the applicant through the portal, each office from its own workstation.

use std::collections::{BTreeMap, BTreeSet};

use domain::case::Case;
use domain::catalogue::{ConditionNumber, OfficeId};
use domain::dates::Date;
use domain::event::{
    CheckAnswer, Evidence, Fact, Grounds, Medium, Minutes, Purpose, Referral, RefusalGround,
    RequestItem, Review, Service, ServiceRecord, ServiceResult,
};
use domain::identifiers::{LicenceNumber, TrackingCode};
use domain::ids::EventId;
use domain::money::Rials;
use domain::people::{Actor, Applicant, Role};
use domain::plan::{Path, Plan};
use domain::policy;
use registry::events;
use registry::intake::{Intake, Judged, Outcome};
pub use testkit::actors::office;
use testkit::actors::officer;
use testkit::people::text;
use testkit::plans::{certificate, plan};
use testkit::story::Story;
use testkit::times::day;
use wire::envelope::Base;

use crate::harness::{TestRegistry, Workstation, at_office};

/// A case with the workstations that work on it.
pub struct Telling<'t> {
    pub test: &'t TestRegistry,
    pub story: Story,
    stations: BTreeMap<OfficeId, Workstation>,
}

/// Applicants as the portal knows them.
pub const PORTAL: Actor = Actor::Applicant { medium: Medium::Portal };

impl<'t> Telling<'t> {
    /// Somebody who works alone has registered through the portal.
    pub async fn registered(test: &'t TestRegistry, seed: u64) -> Self {
        Self::of(test, Story::begin(seed)).await
    }

    /// A given applicant has registered through the portal.
    pub async fn registered_by(test: &'t TestRegistry, seed: u64, applicant: Applicant) -> Self {
        Self::of(test, Story::begin_with(testkit::seeded::Seeded::new(seed), applicant)).await
    }

    async fn of(test: &'t TestRegistry, mut story: Story) -> Self {
        let registration = story.events.pop().unwrap();
        let mut telling = Self { test, story, stations: BTreeMap::new() };
        telling.by_portal(registration.fact).await;
        telling
    }

    /// The same application as somebody asks for another licence.
    pub async fn renewal(test: &'t TestRegistry, seed: u64, of: &Case) -> Self {
        let number = of.licence().unwrap().number.clone();
        Self::again(test, seed, of, Purpose::Renewal { of: of.id, number }).await
    }

    /// Another application of the same applicant.
    pub async fn again(test: &'t TestRegistry, seed: u64, of: &Case, wanted: Purpose) -> Self {
        let mut story = Story::begin_with(testkit::seeded::Seeded::new(seed), of.applicant.clone());
        let mut registration = story.events.pop().unwrap();
        if let Fact::Registered { purpose, .. } = &mut registration.fact {
            *purpose = wanted;
        }
        let mut telling = Self { test, story, stations: BTreeMap::new() };
        telling.by_portal(registration.fact).await;
        telling
    }

    /// The case as the registry has it.
    pub async fn case(&self) -> Case {
        let mut conn = self.test.owner.acquire().await.unwrap();
        let held = events::fold(&mut conn, &self.test.registry.keys, self.story.case).await;
        held.unwrap().unwrap().case
    }

    /// The tracking code and the identity with which its applicant asks.
    pub async fn secrets(&self) -> (TrackingCode, String) {
        let case = self.case().await;
        (case.tracking_code.clone(), case.applicant.identity().to_owned())
    }

    /// The applicant does something on the portal.
    pub async fn by_portal(&mut self, fact: Fact) -> EventId {
        let registry = &self.test.registry;
        let mut intake = Intake::begin(registry, [self.story.case]).await.unwrap();
        // What is the registry's alone it does by itself.
        let actor = if policy::rule(&fact).applicant { PORTAL } else { Actor::Registry };
        let id = intake.write(actor, self.story.case, fact).await.unwrap();
        intake.commit().await.unwrap();
        self.pass_minutes(10);
        id
    }

    /// An officer does something at the office of their role.
    pub async fn by(&mut self, role: Role, fact: Fact) -> EventId {
        let name = fact.name();
        let (id, judged) = self.tried_by(role, fact).await;
        assert!(
            matches!(judged[..], [Judged::New(Outcome::Accepted { .. })]),
            "{name}: {judged:?}"
        );
        id
    }

    /// The same, whatever the registry says to it.
    pub async fn tried_by(&mut self, role: Role, fact: Fact) -> (EventId, Vec<Judged>) {
        let test = self.test;
        let office = office(role);
        if !self.stations.contains_key(&office) {
            let seed = 1_000 + u64::try_from(self.stations.len()).unwrap();
            let seed = seed + self.story.seeded.below(1 << 40);
            let station = test.workstation_of(office.clone(), seed).await;
            self.stations.insert(office.clone(), station);
        }
        let mut conn = test.owner.acquire().await.unwrap();
        let held = events::fold(&mut conn, &test.registry.keys, self.story.case).await;
        drop(conn);
        let held = held.unwrap().unwrap();
        let base = Base { version: held.case.version, own: None, hash: Some(held.last_hash) };
        let mut event = self.story.event(role, fact);
        event.at = domain::sources::Clock::now(&*test.clock);
        at_office(&mut event, &office);
        let sealed = self.stations.get_mut(&office).unwrap().sign(base, event.clone());
        let judged = test.push(self.story.case, &[sealed]).await.unwrap();
        self.pass_minutes(10);
        (event.id, judged)
    }

    /// The workstation of a role's office, once it has done something.
    pub fn station(&self, role: Role) -> &Workstation {
        &self.stations[&office(role)]
    }

    fn pass_minutes(&self, minutes: i64) {
        self.test.clock.advance_millis(minutes * 60_000);
    }

    /// Days go by.
    pub fn pass_days(&self, days: i64) {
        self.pass_minutes(days * 24 * 60);
    }

    /// Page two is completed.
    pub async fn submit(&mut self) {
        self.submit_for(Path::Standard).await;
    }

    /// Page two is completed where the catalogue proposes a path.
    pub async fn submit_for(&mut self, proposed_path: Path) {
        let plan = plan(&mut self.story.seeded);
        self.submit_plan(plan, office(Role::Agency), proposed_path).await;
    }

    /// The same, where no agency's office is responsible.
    pub async fn submit_to(&mut self, office: OfficeId, proposed_path: Path) {
        let plan = plan(&mut self.story.seeded);
        self.submit_plan(plan, office, proposed_path).await;
    }

    /// Page two is completed with a given plan.
    pub async fn submit_plan(&mut self, plan: Plan, office: OfficeId, proposed_path: Path) {
        let certificate = certificate(&mut self.story.seeded);
        self.by_portal(Fact::Submitted {
            plan: Box::new(plan),
            certificate: Box::new(certificate),
            office,
            proposed_path,
        })
        .await;
    }

    /// An office asks something of the applicant.
    pub async fn ask(
        &mut self,
        role: Role,
        asked: domain::event::Asked,
        sentence: &str,
    ) -> domain::ids::RequestId {
        let id = self.story.seeded.request_id();
        let item = RequestItem { id, asked, text: text(sentence), condition: None };
        self.by(role, Fact::RequestsOpened { items: vec![item] }).await;
        id
    }

    pub async fn check(&mut self, role: Role, review: Review) {
        self.by(role, Fact::Assigned { to: officer(role).account }).await;
        let rows: Vec<u16> =
            self.test.registry.catalogue().checklist(review).iter().map(|row| row.row).collect();
        for row in rows {
            self.by(role, Fact::Checked { review, row, answer: CheckAnswer::Right }).await;
        }
    }

    /// The agency gives the first signature.
    pub async fn approve(&mut self, path: Path) {
        self.check(Role::Agency, Review::Agency).await;
        let reason = text("رشتهٔ عادی");
        self.by(Role::Agency, Fact::PathAssigned { path, reason }).await;
        let to = match path {
            Path::Standard => office(Role::Labour),
            Path::Development => office(Role::Jahad),
        };
        self.by(
            Role::Agency,
            Fact::Approved {
                comment: Some(text("درون اداره")), to, opened: BTreeSet::new()
            },
        )
        .await;
    }

    /// Jahad Daneshgahi gives the five services.
    pub async fn empower(&mut self) {
        for service in Service::ALL {
            let record = ServiceRecord {
                service,
                from: day("2026-10-01"),
                to: day("2026-10-10"),
                hours: 12,
                provider: text("جهاد دانشگاهی"),
                result: ServiceResult::Suitable,
                certificate_no: None,
                note: None,
            };
            self.by(Role::Jahad, Fact::ServiceRecorded { record }).await;
        }
        let summary = text("آمادهٔ کار است");
        let to = office(Role::Labour);
        self.by(Role::Jahad, Fact::EmpowermentCompleted { summary, to, opened: BTreeSet::new() })
            .await;
    }

    /// The labour office gives the second signature.
    pub async fn license(&mut self, serial: u64) -> LicenceNumber {
        self.license_until(serial, day("2028-11-22")).await
    }

    /// The same, with another last day.
    pub async fn license_until(&mut self, serial: u64, valid_until: Date) -> LicenceNumber {
        self.check(Role::Labour, Review::Labour).await;
        let number = LicenceNumber::from_serial(serial).unwrap();
        let issued = Fact::LicenceIssued {
            number: number.clone(),
            valid_until,
            comment: None,
            opened: BTreeSet::new(),
        };
        self.by(Role::Labour, issued).await;
        number
    }

    /// Everything up to the licence, on the standard path.
    pub async fn licensed(test: &'t TestRegistry, seed: u64, serial: u64) -> Self {
        let mut telling = Self::registered(test, seed).await;
        telling.submit().await;
        telling.approve(Path::Standard).await;
        telling.license(serial).await;
        telling
    }

    /// The licence goes out of force for a time.
    pub async fn suspend(&mut self) {
        self.by(Role::Labour, Fact::LicenceSuspended(grounds())).await;
    }

    /// The licence goes out of force for good.
    pub async fn revoke(&mut self) {
        self.by(Role::Labour, Fact::LicenceRevoked(grounds())).await;
    }

    /// The holder is referred to a bank.
    pub async fn refer(&mut self) -> EventId {
        let referral = Referral {
            bank: domain::catalogue::BankCode::parse("022").unwrap(),
            branch: text("شعبهٔ مرکزی اراک"),
            to: office(Role::Bank),
            amount: Rials::new(500_000_000).unwrap(),
            budget_year: 1405,
            minutes: Minutes { number: text("۲۷"), on: day("2026-11-15") },
            valid_until: day("2027-02-20"),
        };
        self.by(Role::Labour, Fact::ReferredToBank(referral)).await
    }

    /// The agency refuses.
    pub async fn refuse(&mut self) {
        self.check(Role::Agency, Review::Agency).await;
        let explanation =
            text("گواهی مهارت برای خیاطی است؛ پس از گذراندن دورهٔ همین کار دوباره ثبت نام کنید.");
        let condition = ConditionNumber(22);
        let answer = CheckAnswer::Wrong { pin: None };
        self.by(Role::Agency, Fact::Checked { review: Review::Agency, row: 3, answer }).await;
        let grounds = vec![RefusalGround { condition, evidence: Evidence::Row(3) }];
        let conditions = vec![condition];
        self.by(
            Role::Agency,
            Fact::Refused { conditions, grounds, explanation, opened: BTreeSet::new() },
        )
        .await;
    }

    /// The applicant gives up.
    pub async fn withdraw(&mut self) {
        let (reason, medium) = (text("منصرف شدم"), Medium::Portal);
        let on = domain::sources::Clock::now(&*self.test.clock).tehran_date();
        self.by_portal(Fact::Withdrawn { reason, medium, on }).await;
    }
}

fn grounds() -> Grounds {
    Grounds {
        conditions: vec![ConditionNumber(34)], reason: text("شکایت همسایگان از سروصدا")
    }
}
