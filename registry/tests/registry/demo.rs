//! The sample world.

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
