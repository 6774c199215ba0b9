//! A standby that answers reads, and when it is not asked.

use std::time::Duration;

use domain::identifiers::LicenceNumber;
use registry::Registry;
use registry::replica::{MOST_LAG, Replica};
use registry::verification::{self, State};
use sqlx::postgres::PgPoolOptions;
use tokio::time::Instant;
use xtask::postgres::{Keeping, of_this_program};

use crate::harness::TestRegistry;
use crate::telling::Telling;

const BETWEEN_LOOKS: Duration = Duration::from_millis(50);
const PATIENCE: Duration = Duration::from_mins(1);

async fn state(registry: &Registry, serial: u64) -> State {
    let number = LicenceNumber::from_serial(serial).unwrap();
    verification::look_up(registry, &number).await.unwrap().unwrap().state
}

#[tokio::test]
async fn a_standby_answers_only_while_it_keeps_up() {
    let test = TestRegistry::start().await;
    let mut told = Telling::licensed(&test, 1, 12_347).await;
    let folder = std::env::temp_dir().join(format!("parvaneh-standby-{}", std::process::id()));
    let standby = of_this_program().standby(&folder, Keeping::Nothing, &[]).unwrap();
    let database = test.database.clone().host(standby.folder().to_str().unwrap());
    let replica = Replica::at(&database);
    let registry = Registry { replica: Some(replica.clone()), ..test.registry.clone() };
    assert!(registry.replica().is_none(), "nobody has looked at it");

    // Other tests write on the same cluster: between two looks it needs a moment to have come as far.
    let keeps_up = async {
        while registry.replica().is_none() {
            replica.look(&registry).await.unwrap();
            tokio::time::sleep(BETWEEN_LOOKS).await;
        }
    };
    tokio::time::timeout(PATIENCE, keeps_up).await.unwrap();
    let owner = PgPoolOptions::new().max_connections(1).connect_with(database).await.unwrap();
    sqlx::query("select pg_wal_replay_pause()").execute(&owner).await.unwrap();
    told.suspend().await;
    // It was fresh a moment ago and may still be asked: it says what was so then.
    assert_eq!(state(&registry, 12_347).await, State::Registered);
    assert_eq!(state(&test.registry, 12_347).await, State::Suspended);
    // What it does not know yet, the database is asked for.
    Telling::licensed(&test, 2, 12_348).await;
    assert_eq!(state(&registry, 12_348).await, State::Registered);

    // However often it is looked at: it has not come as far.
    for _ in 0..3 {
        replica.look(&registry).await.unwrap();
    }
    assert!(replica.fresh(Instant::now() + MOST_LAG).is_none());
    sqlx::query("select pg_wal_replay_resume()").execute(&owner).await.unwrap();
    owner.close().await;
    drop(standby);
}

#[tokio::test]
async fn a_database_that_follows_nobody_is_no_standby() {
    let test = TestRegistry::start().await;
    let replica = Replica::at(&test.database);
    for _ in 0..3 {
        replica.look(&test.registry).await.unwrap();
    }
    assert!(replica.fresh(Instant::now()).is_none());
}
