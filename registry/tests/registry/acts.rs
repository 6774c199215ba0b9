//! What applicants do after the tick.

use std::collections::BTreeSet;

use domain::case::Case;
use domain::case::StageName;
use domain::event::{Answer, Event, Fact, Medium, Purpose};
use domain::ids::{EventId, RequestId};
use domain::people::{Activity, Officer, Role};
use domain::plan::Path;
use domain::referee::Effectless;
use registry::acts::{self, ActError, Applicant};
use registry::applicant::Session;
use registry::intake::{ApplyError, Intake, Judged, Outcome};
use testkit::people::text;
use testkit::times::day;

use crate::applying::{person, plan, with};
use crate::harness::TestRegistry;
use crate::status::signed_in;
use crate::telling::Telling;

async fn handed_in(test: &TestRegistry, activity: Activity, national_id: &str) -> Applicant {
    let mut browser = test.browser();
    browser.register(&with(person(activity), "nationalId", national_id)).await;
    browser.complete(&plan()).await;
    browser.tick().await;
    let cases = test.cases().await;
    let case = cases.into_iter().find(|case| case.applicant.identity() == national_id).unwrap();
    let identity = test.registry.keys.identity(national_id);
    Applicant {
        case: case.id,
        code: case.tracking_code,
        identity,
        session: Session::begin(&test.registry),
    }
}

#[tokio::test]
async fn an_answer_reaches_the_office_and_only_for_an_open_request() {
    let test = TestRegistry::start().await;
    let applicant = handed_in(&test, Activity::Independent, "0084575948").await;
    let request = RequestId::from_bytes([5; 16]);
    let office = test.case().await.office.unwrap();
    let mut station = test.workstation_of(office.clone(), 70).await;
    let items = vec![domain::event::RequestItem {
        id: request,
        asked: domain::event::Asked::Visit,
        text: text("به اداره بیایید."),
        condition: None,
    }];
    let event = Event {
        id: EventId::from_bytes([6; 16]),
        case: applicant.case,
        at: test.registry.now(),
        actor: Officer { office, ..testkit::actors::officer(Role::Agency) }.into(),
        edition: test.case().await.edition,
        fact: Fact::RequestsOpened { items },
    };
    let base = Intake::begin(&test.registry, [applicant.case]).await.unwrap().base(applicant.case);
    let judged = test.push(applicant.case, &[station.sign(base, event)]).await.unwrap();
    assert!(matches!(judged[..], [Judged::New(Outcome::Accepted { .. })]), "{judged:?}");
    assert_eq!(test.case().await.stage_name(), StageName::AgencyWaiting);
    let answer = || Answer {
        text: text("آمدم"),
        medium: Medium::Portal,
        on: day("2026-11-23"),
        attachments: Vec::new(),
        corrections: Vec::new(),
    };
    let wrong =
        acts::answer_request(&test.registry, &applicant, RequestId::from_bytes([6; 16]), answer());
    assert!(matches!(wrong.await, Err(ActError::Apply(ApplyError::Refused(_)))));
    acts::answer_request(&test.registry, &applicant, request, answer()).await.unwrap();
    assert_eq!(test.case().await.stage_name(), StageName::AgencyReview);
    assert_eq!(test.case().await.pending_requests(), 1);
}

#[tokio::test]
async fn an_application_is_given_up_by_nobody_but_its_applicant() {
    let test = TestRegistry::start().await;
    let applicant = handed_in(&test, Activity::Independent, "0084575948").await;
    let identity = test.registry.keys.identity("0076229645");
    let other = Applicant { identity, ..applicant.clone() };
    let refused = acts::withdraw(&test.registry, &other, text("انصراف")).await;
    assert!(matches!(refused, Err(ActError::NotTheirs)), "{refused:?}");
    acts::withdraw(&test.registry, &applicant, text("انصراف")).await.unwrap();
    assert_eq!(test.case().await.stage_name(), StageName::Withdrawn);
    // Twice is once.
    acts::withdraw(&test.registry, &applicant, text("انصراف")).await.unwrap();
}

/// Hands an application in on the portal, in the field of a licence, and returns what its reviewer is told of others.
async fn told_of(told: &Telling<'_>, of: &Case) -> String {
    let field = of.submission.as_ref().unwrap().plan.field.as_str();
    let mut browser = signed_in(told).await;
    browser.get("/register/plan").await;
    browser.complete(&with(plan(), "field", field)).await;
    browser.tick().await;
    told.case().await.notes.last().unwrap().text.as_str().to_owned()
}

async fn licensed_again<'t>(test: &'t TestRegistry, seed: u64, of: &Case) -> Telling<'t> {
    let mut told = Telling::renewal(test, seed, of).await;
    told.submit_plan(
        of.submission.as_ref().unwrap().plan.clone(),
        crate::telling::office(Role::Agency),
        Path::Standard,
    )
    .await;
    told.approve(Path::Standard).await;
    told.license(seed).await;
    told
}

#[tokio::test]
async fn what_an_application_renews_or_amends_is_no_duplicate_and_all_else_is() {
    let test = TestRegistry::start().await;
    let nothing = "درخواست باز یا مجوز معتبر دیگری از این متقاضی پیدا نکرد";
    let first = Telling::licensed(&test, 1, 1).await.case().await;
    let number = |case: &Case| case.licence().unwrap().number.clone();
    let what = text("نشانی محل کار");
    let amendment = Purpose::Amendment { of: first.id, number: number(&first), what };
    let amending = Telling::again(&test, 2, &first, amendment).await;
    assert!(told_of(&amending, &first).await.contains(nothing));
    // Two renewals of one licence are two of the same.
    let another = Telling::renewal(&test, 3, &first).await;
    let note = told_of(&another, &first).await;
    assert!(note.contains("شاید درخواست تکراری است") && !note.contains("مجوز معتبر"), "{note}");

    let test = TestRegistry::start().await;
    let first = Telling::licensed(&test, 1, 1).await.case().await;
    let second = licensed_again(&test, 2, &first).await.case().await;
    let third = licensed_again(&test, 3, &second).await.case().await;
    // As registers have it in which no licence was marked when another took its place.
    sqlx::query("update licences set force = 'inForce'").execute(&test.owner).await.unwrap();
    let fourth = Telling::renewal(&test, 4, &third).await;
    assert!(told_of(&fourth, &first).await.contains(nothing));
    let beside = Telling::again(&test, 5, &first, Purpose::First).await;
    let note = told_of(&beside, &first).await;
    assert_eq!(note.matches("مجوز معتبر شمارهٔ").count(), 3, "{note}");
    assert!(note.contains("شاید درخواست تکراری است"), "{note}");
}

#[tokio::test]
async fn a_renewal_issued_beside_a_revoked_licence_does_not_hold() {
    let test = TestRegistry::start().await;
    let mut first = Telling::licensed(&test, 1, 1).await;
    let old = first.case().await;
    let mut renewal = Telling::renewal(&test, 2, &old).await;
    let plan = old.submission.as_ref().unwrap().plan.clone();
    renewal.submit_plan(plan, crate::telling::office(Role::Agency), Path::Standard).await;
    renewal.approve(Path::Standard).await;
    renewal.check(Role::Labour, domain::event::Review::Labour).await;
    first.revoke().await;
    let number = domain::identifiers::LicenceNumber::from_serial(2).unwrap();
    let valid_until = day("2028-11-22");
    let issued =
        Fact::LicenceIssued { number, valid_until, comment: None, opened: BTreeSet::new() };
    let (_, judged) = renewal.tried_by(Role::Labour, issued).await;
    assert!(
        matches!(judged[..], [Judged::New(Outcome::Without(Effectless::Conflict, _))]),
        "{judged:?}"
    );
    assert_eq!(renewal.case().await.stage_name(), StageName::Disputed);
    assert_eq!(first.case().await.stage_name(), StageName::Closed);
    assert_eq!(test.count("select count(*) from licences").await, 1);
}

#[tokio::test]
async fn of_two_renewals_the_first_one_takes_the_licences_place() {
    let test = TestRegistry::start().await;
    let old = Telling::licensed(&test, 1, 1).await.case().await;
    let mut late = Telling::renewal(&test, 3, &old).await;
    let plan = old.submission.as_ref().unwrap().plan.clone();
    late.submit_plan(plan, crate::telling::office(Role::Agency), Path::Standard).await;
    late.approve(Path::Standard).await;
    late.check(Role::Labour, domain::event::Review::Labour).await;
    licensed_again(&test, 2, &old).await;
    let number = domain::identifiers::LicenceNumber::from_serial(3).unwrap();
    let valid_until = day("2028-11-22");
    let issued =
        Fact::LicenceIssued { number, valid_until, comment: None, opened: BTreeSet::new() };
    let (_, judged) = late.tried_by(Role::Labour, issued).await;
    assert!(
        matches!(judged[..], [Judged::New(Outcome::Without(Effectless::Conflict, _))]),
        "{judged:?}"
    );
}
