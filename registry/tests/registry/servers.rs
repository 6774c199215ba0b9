//! Several servers on one database.

use domain::event::{Fact, Purpose};
use domain::ids::CaseId;
use domain::people::Role;
use domain::plan::Path;
use registry::Registry;
use registry::intake::Intake;
use testkit::people::independent;
use testkit::plans::{certificate, plan};
use testkit::seeded::Seeded;

use crate::harness::TestRegistry;
use crate::telling::{PORTAL, office};

/// Registers so many cases and hands them in, one after the other, as the portal does.
async fn register(registry: Registry, seed: u64, count: u64) {
    let mut seeded = Seeded::new(seed);
    for _ in 0..count {
        let case: CaseId = seeded.case_id();
        let fact = Fact::Registered {
            tracking_code: seeded.tracking_code(),
            external_code: None,
            purpose: Purpose::First,
            applicant: Box::new(independent(&mut seeded)),
        };
        let mut intake = Intake::begin(&registry, [case]).await.unwrap();
        intake.write(PORTAL, case, fact).await.unwrap();
        let submitted = Fact::Submitted {
            plan: Box::new(plan(&mut seeded)),
            certificate: Box::new(certificate(&mut seeded)),
            office: office(Role::Agency),
            proposed_path: Path::Standard,
        };
        intake.write(PORTAL, case, submitted).await.unwrap();
        intake.commit().await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn several_servers_write_one_contiguous_feed_and_a_stream_each() {
    let test = TestRegistry::start().await;
    let (second, third) = (test.another(2).await, test.another(3).await);
    tokio::join!(
        register(test.registry.clone(), 100, 20),
        register(second.clone(), 200, 20),
        register(second, 300, 20),
        register(third, 400, 20),
    );
    assert_eq!(test.count("select count(*) from cases").await, 80);
    let bounds: (i64, i64, i64) = sqlx::query_as(
        "select count(*), min(seq), max(seq) from feed_entries where office = 'MIMT-0001'",
    )
    .fetch_one(&test.owner)
    .await
    .unwrap();
    assert_eq!(bounds, (80, 1, 80));
    let streams = "select count(*) from streams where head_seq > 0";
    assert_eq!(test.count(streams).await, 3);
    let whole = "select count(*) from streams s where head_seq > 0 and head_seq = (select count(*) from events e where e.stream = s.id)";
    assert_eq!(test.count(whole).await, 3);
}
