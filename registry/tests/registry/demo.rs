//! The sample world.

use domain::people::Activity;
use registry::demo::{self, DemoError, Ticket};
use registry::follow;

use crate::harness::TestRegistry;

#[tokio::test]
async fn the_sample_world_comes_in_by_the_one_way_and_only_once() {
    let test = TestRegistry::start().await;
    let mut told = 0;
    let tickets = demo::fill(&test.registry, 120, 1405, |done| told = done).await.unwrap();
    assert_eq!((told, tickets.len()), (120, 120));
    let Ticket { code, identity } = tickets.last().unwrap();
    assert!(follow::sign_in(&test.registry, code, identity).await.unwrap().is_some());
    assert_eq!(test.count("select count(*) from cases").await, 120);
    assert_eq!(test.count("select count(*) from events where outcome <> 'accepted'").await, 0);
    assert_eq!(test.count("select count(distinct stage) from cases").await, 13);
    let confirmed = "select count(*) from licences where confirmation <> 'registered'";
    assert_eq!(test.count(confirmed).await, 0);
    assert!(test.count("select count(*) from licences where force <> 'inForce'").await > 0);
    let again = demo::fill(&test.registry, 10, 7, |_| {}).await;
    assert!(matches!(again, Err(DemoError::NotEmpty)), "{again:?}");
}

#[tokio::test]
async fn those_who_wait_for_a_supporter_name_one_who_can_sign_in_and_confirm_them() {
    let test = TestRegistry::start().await;
    let tickets = demo::fill(&test.registry, 240, 1405, |_| {}).await.unwrap();
    let (mut kinds, mut waiting) = (Vec::new(), 0);
    for Ticket { code, identity } in tickets {
        let applicant = follow::sign_in(&test.registry, &code, &identity).await.unwrap().unwrap();
        let case = follow::read(&test.registry, &applicant).await.unwrap().unwrap().case;
        let named = follow::supported(&test.registry, &case).await.unwrap();
        if !named.is_empty() {
            kinds.push(case.applicant.activity());
            waiting += named.len();
        }
    }
    kinds.sort();
    assert_eq!(kinds, [Activity::SupporterNatural, Activity::SupporterLegal]);
    let awaited = "select count(*) from cases where activity = 'covered' and stage = 'registered' and submitted_at_ms is not null";
    assert_eq!(test.count(awaited).await, i64::try_from(waiting).unwrap());
    assert!(waiting >= 4, "{waiting}");
}
