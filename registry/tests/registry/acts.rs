//! What applicants do after the tick.

use domain::case::StageName;
use domain::event::{Answer, Fact, Medium};
use domain::ids::RequestId;
use domain::people::{Activity, Role};
use registry::acts::{self, ActError, Applicant};
use registry::applicant::Session;
use registry::intake::{ApplyError, Intake};
use testkit::people::text;
use testkit::times::day;

use crate::applying::{person, plan, with};
use crate::harness::TestRegistry;

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
    let mut actor = testkit::actors::officer(Role::Agency);
    actor.office = office;
    let mut intake = Intake::begin(&test.registry, [applicant.case]).await.unwrap();
    let items = vec![domain::event::RequestItem {
        id: request,
        asked: domain::event::Asked::Visit,
        text: text("به اداره بیایید."),
        condition: None,
    }];
    intake.write(&actor, applicant.case, Fact::RequestsOpened { items }).await.unwrap();
    intake.commit().await.unwrap();
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
