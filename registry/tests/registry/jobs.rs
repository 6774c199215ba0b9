//! What the registry does by itself when days have passed.

use domain::people::Role;
use registry::jobs;
use testkit::story::Story;

use crate::harness::TestRegistry;

const DAY: i64 = 24 * 3_600_000;
const STEPS: &str = "select count(*) from deadline_steps";

async fn told(test: &TestRegistry, story: &Story) {
    let mut agency = test.workstation(Role::Agency, 10).await;
    let sealed = agency.sign_all(&story.events);
    test.push(story.case, &sealed).await.unwrap();
}

#[tokio::test]
async fn an_overdue_review_is_noted_once_and_escalated_once() {
    let test = TestRegistry::start().await;
    let story = Story::begin(1).submitted();
    told(&test, &story).await;
    assert_eq!(jobs::look(&test.registry).await.unwrap(), 0);
    // Ten working days, with the weekends between them.
    test.clock.advance_millis(17 * DAY);
    assert_eq!(jobs::look(&test.registry).await.unwrap(), 1);
    assert_eq!(jobs::look(&test.registry).await.unwrap(), 0);
    test.clock.advance_millis(14 * DAY);
    assert_eq!(jobs::look(&test.registry).await.unwrap(), 1);
    assert_eq!(jobs::look(&test.registry).await.unwrap(), 0);
    let words = "select count(*) from deadline_steps where step in ('overdue', 'escalated')";
    assert_eq!(test.count(words).await, 2);
    let heard =
        "select count(*) from feed_entries f join events e on e.id = f.event where e.office is null
                 and f.office <> 'SECRETARIAT'";
    assert_eq!(test.count(heard).await, 2, "the office that is late is told");
    let heard = "select count(*) from feed_entries where office = 'SECRETARIAT'";
    assert_eq!(test.count(heard).await, 1, "and the secretariat, once it stays so");
}

#[tokio::test]
async fn while_the_applicant_is_asked_nothing_is_overdue_but_their_answer() {
    let test = TestRegistry::start().await;
    let story = Story::begin(1).submitted().asked();
    told(&test, &story).await;
    test.clock.advance_millis(60 * DAY);
    assert_eq!(jobs::look(&test.registry).await.unwrap(), 1);
    assert_eq!(jobs::look(&test.registry).await.unwrap(), 0);
    assert_eq!(
        test.count("select count(*) from deadline_steps where step = 'unanswered'").await,
        1
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_servers_take_a_step_once() {
    let test = TestRegistry::start().await;
    let mut agency = test.workstation(Role::Agency, 10).await;
    for seed in 1..=10 {
        let story = Story::begin(seed).submitted();
        let sealed = agency.sign_all(&story.events);
        test.push(story.case, &sealed).await.unwrap();
    }
    test.clock.advance_millis(17 * DAY);
    let (second, third) = (test.another(2).await, test.another(3).await);
    let (one, two, three) =
        tokio::join!(jobs::look(&test.registry), jobs::look(&second), jobs::look(&third));
    assert_eq!(one.unwrap() + two.unwrap() + three.unwrap(), 10);
    assert_eq!(test.count(STEPS).await, 10);
}
