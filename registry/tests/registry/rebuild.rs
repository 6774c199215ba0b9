//! What follows from the log can be made again from it.

use registry::rebuild;

use crate::harness::{TestRegistry, WORLD_CASES};

/// Every row that follows from the log, as text.
async fn rows(test: &TestRegistry) -> Vec<String> {
    let sql = "select 'case ' || c::text from cases c
               union all select 'office ' || o::text from case_offices o
               union all select 'licence ' || l::text from licences l
               union all select 'standing ' || s::text from standings s
               union all select 'happening ' || h::text from happenings h order by 1";
    sqlx::query_scalar(sql).fetch_all(&test.owner).await.unwrap()
}

#[tokio::test]
async fn rows_that_are_made_again_from_the_log_are_the_rows_that_events_wrote() {
    let test = TestRegistry::with_sample_world().await;
    let (before, events) = (rows(&test).await, test.count("select count(*) from events").await);
    assert!(before.iter().any(|row| row.starts_with("happening")));
    for spoil in [
        "delete from happenings where what <> 'paid'",
        "update happenings set office = 'X', items = 7",
        "delete from standings where stage <> 'refused'",
        "update standings set province = '99', due_on = '2001-01-01'",
        "update cases set stage = 'registered', is_open = true, office = null, due_on = null",
        "update licences set force = 'revoked', holder = 'X'",
        "delete from case_offices",
    ] {
        sqlx::query(spoil).execute(&test.owner).await.unwrap();
    }
    assert_ne!(rows(&test).await, before);
    let mut told = Vec::new();
    let done = rebuild::rebuild(&test.registry, |done| told.push(done)).await.unwrap();
    assert_eq!((done, told), (WORLD_CASES, vec![100, WORLD_CASES]));
    assert_eq!(rows(&test).await, before);
    // Once more changes nothing, and nothing of it is an event.
    rebuild::rebuild(&test.registry, |_| {}).await.unwrap();
    assert_eq!(rows(&test).await, before);
    assert_eq!(test.count("select count(*) from events").await, events);
}
