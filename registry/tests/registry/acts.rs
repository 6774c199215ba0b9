//! What applicants and supporters do after the tick.

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
async fn a_supporter_confirms_who_named_them_and_the_review_begins() {
    let test = TestRegistry::start().await;
    let covered = handed_in(&test, Activity::Covered, "0084575948").await;
    // The supporter's own case is theirs by the ID that the covered applicant wrote.
    let stranger = handed_in(&test, Activity::SupporterNatural, "0499370899").await;
    let refused = acts::confirm_supporter(&test.registry, &stranger, covered.case).await;
    assert!(matches!(refused, Err(ActError::NotTheirs)), "{refused:?}");
    let nobody = handed_in(&test, Activity::Independent, "0076229645").await;
    let refused = acts::confirm_supporter(&test.registry, &nobody, covered.case).await;
    assert!(matches!(refused, Err(ActError::NotNow)), "{refused:?}");
    let supporter = handed_in(&test, Activity::SupporterNatural, "0076229645").await;
    let cases = test.cases().await;
    let own = cases
        .iter()
        .find(|case| {
            case.applicant.activity().is_supporter() && case.applicant.identity() == "0076229645"
        })
        .unwrap();
    let supporter = Applicant { case: own.id, code: own.tracking_code.clone(), ..supporter };
    for _twice in 0..2 {
        acts::confirm_supporter(&test.registry, &supporter, covered.case).await.unwrap();
    }
    let cases = test.cases().await;
    let case = cases.iter().find(|case| case.id == covered.case).unwrap();
    assert_eq!(case.stage_name(), StageName::AgencyReview);
    // The reviewer knows that the supporter holds no licence yet.
    assert_eq!(case.notes.len(), 1);
    assert!(case.notes[0].text.as_str().contains("هنوز مجوز معتبر ندارد"));
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
