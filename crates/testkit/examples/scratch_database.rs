//! Makes an empty, unencrypted case database, against which sqlx can check queries when they change:
//! `cargo run -p testkit --example scratch_database -- FILE`.

#![expect(clippy::expect_used, reason = "a tool for people at a terminal")]

use std::path::Path;

use sqlx::ConnectOptions;
use sqlx::migrate::Migrator;
use sqlx::sqlite::SqliteConnectOptions;

#[tokio::main]
async fn main() {
    let file = std::env::args().nth(1).expect("the file to make");
    let migrations = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../migrations/case");
    let options = SqliteConnectOptions::new().filename(file).create_if_missing(true);
    let mut database = options.connect().await.expect("a file that can be written");
    let migrations = Migrator::new(migrations).await.expect("our own migrations");
    migrations.run(&mut database).await.expect("an empty database");
}
