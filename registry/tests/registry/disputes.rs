//! Two officers decide differently: the case is disputed, and a supervisor who made neither decision ends it.

use domain::case::{Case, Refusal, Stage, StageName};
use domain::catalogue::OfficeId;
use domain::event::{CheckAnswer, Fact, Review, Stands};
use domain::ids::{EventId, OfficerId, PersonId};
use domain::people::{Officer, Role};
use domain::plan::Path;
use domain::referee::{Effectless, Reason};
use registry::intake::{Intake, Judged, Outcome};
use testkit::actors;
use testkit::people::text;
use testkit::story::Story;
use wire::envelope::Base;

use crate::harness::TestRegistry;

struct Disputed {
    story: Story,
    standing: EventId,
    rival: EventId,
}

fn somebody(name: &str) -> Officer {
    Officer {
        account: OfficerId::parse(name).unwrap(),
        person: PersonId::parse(&format!("p-{name}")).unwrap(),
        office: actors::office(Role::Labour),
    }
}

/// Another office of the agency.
fn elsewhere(test: &TestRegistry) -> OfficeId {
    let catalogue = test.registry.catalogue();
    let own = catalogue.office(&actors::office(Role::Agency)).unwrap();
    let mut offices = catalogue.offices.iter();
    offices.find(|it| it.kind == own.kind && it.id != own.id).unwrap().id.clone()
}

/// The agency approves; at its other desk, where that was not seen, the case is sent elsewhere.
async fn disputed(test: &TestRegistry) -> Disputed {
    let mut desk = test.workstation(Role::Agency, 10).await;
    let mut other = test.workstation(Role::Agency, 11).await;
    let mut story = Story::begin(1).submitted();
    for item in test.registry.catalogue().checklist(Review::Agency) {
        let (review, answer) = (Review::Agency, CheckAnswer::Right);
        story.tell(Role::Agency, Fact::Checked { review, row: item.row, answer });
    }
    let mut story = story.approved(Path::Standard);
    let approval = story.events.pop().unwrap();
    let sealed = desk.sign_all(&story.events);
    test.push(story.case, &sealed).await.unwrap();
    let seen = Intake::begin(&test.registry, [story.case]).await.unwrap().base(story.case);
    let to = elsewhere(test);
    let sent = story.event(Role::Agency, Fact::Transferred { to, reason: text("محدودهٔ دیگر") });
    let (standing, rival) = (approval.id, sent.id);
    let judged = test.push(story.case, &[desk.sign(seen, approval)]).await.unwrap();
    assert!(matches!(judged[..], [Judged::New(Outcome::Accepted { .. })]), "{judged:?}");
    let judged = test.push(story.case, &[other.sign(seen, sent)]).await.unwrap();
    assert!(
        matches!(judged[..], [Judged::New(Outcome::Without(Effectless::Conflict, _))]),
        "{judged:?}"
    );
    Disputed { story, standing, rival }
}

async fn case(test: &TestRegistry, told: &Disputed) -> Case {
    let intake = Intake::begin(&test.registry, [told.story.case]).await.unwrap();
    intake.case(told.story.case).unwrap().clone()
}

#[tokio::test]
async fn a_conflict_opens_a_dispute_that_holds_both_decisions_and_a_supervisor_ends_it() {
    let test = TestRegistry::start().await;
    let mut told = disputed(&test).await;
    let mut labour = test.workstation(Role::Labour, 12).await;
    let before = case(&test, &told).await;
    let dispute = before.dispute().expect("it is disputed");
    assert_eq!(dispute.standing.as_ref().map(|it| it.id), Some(told.standing));
    assert_eq!(dispute.rival.id, told.rival);
    let chief = somebody("chief");
    for (marked, expected) in [(false, StageName::Disputed), (true, StageName::AgencyReview)] {
        test.works_there(&chief).await;
        if marked {
            sqlx::query(
                "update officers set supervises_from = '2020-01-01' where account = 'chief'",
            )
            .execute(&test.owner)
            .await
            .unwrap();
        }
        let now = case(&test, &told).await;
        let fact = Fact::DisputeResolved {
            stands: Stands::Event(told.rival),
            reason: text("محل کار در آن شهرستان است"),
        };
        let mut event = told.story.event(Role::Labour, fact);
        event.actor = chief.clone().into();
        let seen = seen_of(&test, &told, &now).await;
        let judged = test.push(told.story.case, &[labour.sign(seen, event)]).await.unwrap();
        let refused = matches!(
            judged[..],
            [Judged::New(Outcome::Without(
                Effectless::Rejected,
                Reason::Refused(Refusal::SupervisorNeeded)
            ))]
        );
        assert_eq!(refused, !marked, "{judged:?}");
        assert_eq!(case(&test, &told).await.stage_name(), expected, "{judged:?}");
    }
    let after = case(&test, &told).await;
    assert!(matches!(after.stage, Stage::AgencyReview(_)));
    assert_eq!(after.office, Some(elsewhere(&test)));
}

/// The view of somebody who has seen the case as it stands.
async fn seen_of(test: &TestRegistry, told: &Disputed, now: &Case) -> Base {
    let intake = Intake::begin(&test.registry, [told.story.case]).await.unwrap();
    let base = intake.base(told.story.case);
    assert_eq!(base.version, now.version);
    base
}
