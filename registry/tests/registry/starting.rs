//! What a server finds when it starts: who may read its key, and which version the database is of.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::process::Command;

use registry::schema::{SchemaError, check, migrate};
use sqlx::Executor as _;
use sqlx::postgres::PgConnectOptions;
use xtask::postgres::of_this_program;
use xtask::workspace::write_secret;

use crate::harness::TestRegistry;

/// What the log says of a migration that this program has.
const LAST: &str = "(select max(version) from _sqlx_migrations)";

async fn told(test: &TestRegistry, change: &str) -> (String, String) {
    let mut tx = test.owner.acquire().await.unwrap();
    tx.execute(sqlx::AssertSqlSafe(change.to_owned())).await.unwrap();
    let checked = check(&test.database).await.unwrap_err().to_string();
    let migrated = migrate(&test.database).await;
    (checked, migrated.map_or_else(|error| error.to_string(), |()| "migrated".to_owned()))
}

#[tokio::test]
async fn a_database_of_another_version_is_named_with_what_to_do() {
    let test = TestRegistry::start().await;
    check(&test.database).await.unwrap();
    let future =
        "insert into _sqlx_migrations (version, description, success, checksum, execution_time)
                  values (9999, 'of tomorrow', true, 'x', 0)";
    let (checked, migrated) = told(&test, future).await;
    for said in [checked, migrated] {
        assert!(said.contains("newer than this program: migration 9999 is not known"), "{said}");
        assert!(said.contains("install the version"), "{said}");
    }
    let foreign = format!(
        "delete from _sqlx_migrations where version = 9999;
         update _sqlx_migrations set checksum = 'x' where version = {LAST}"
    );
    let (checked, migrated) = told(&test, &foreign).await;
    assert!(checked.contains("is another one than this program's"), "{checked}");
    assert_eq!(checked, migrated);
    let missing = format!("delete from _sqlx_migrations where version = {LAST}");
    test.owner.execute(sqlx::AssertSqlSafe(missing)).await.unwrap();
    let said = check(&test.database).await.unwrap_err().to_string();
    assert!(said.contains("older than this program: migration"), "{said}");
    assert!(said.contains("`parvaneh-registry migrate`"), "{said}");
}

#[tokio::test]
async fn a_database_that_cannot_be_worked_on_is_named_by_what_is_wrong_with_it() {
    let test = TestRegistry::start().await;
    let database = || test.database.clone();
    let name = test.database.get_database().unwrap();
    for make in [
        format!("create role stranger_{name} login"),
        format!("create role member_{name} login in role parvaneh_registry"),
        format!("create database empty_{name}"),
    ] {
        test.owner.execute(sqlx::AssertSqlSafe(make)).await.unwrap();
    }
    check(&database().username(&format!("member_{name}"))).await.unwrap();
    let stranger = || database().username(&format!("stranger_{name}"));
    let found = |options: PgConnectOptions| async move { check(&options).await.unwrap_err() };
    assert!(matches!(found(stranger()).await, SchemaError::NotAMember));
    assert!(matches!(found(database().username("nobody")).await, SchemaError::LoginRefused(_)));
    assert!(matches!(found(database().database("nowhere")).await, SchemaError::NoDatabase(_)));
    assert!(matches!(found(database().host("/nowhere")).await, SchemaError::Unreachable(_)));
    let empty = format!("empty_{name}");
    assert!(matches!(found(database().database(&empty)).await, SchemaError::Empty));
    let denied = migrate(&stranger().database(&empty)).await;
    assert!(matches!(denied, Err(SchemaError::MayNotMigrate(_))), "{denied:?}");
}

/// What the program says that somebody starts with a configuration, on a database.
struct Started {
    folder: PathBuf,
    database: String,
}

impl Started {
    fn says(&self, more: &str, command: &[&str]) -> String {
        let config = self.folder.join("registry.toml");
        let text = format!(
            "database_url = \"{}\"\nmaster_key_file = \"{}\"\nlisten = \"127.0.0.1:0\"\n\
             documents = {{ folder = \"{}\" }}\n{more}\n",
            of_this_program().url(&self.database),
            self.folder.join("master.key").display(),
            self.folder.join("documents").display(),
        );
        fs::write(&config, text).unwrap();
        let mut program = Command::new(env!("CARGO_BIN_EXE_parvaneh-registry"));
        let ended = program.arg("--config").arg(&config).args(command).output().unwrap();
        assert_eq!(ended.status.code(), Some(1));
        String::from_utf8(ended.stderr).unwrap()
    }

    fn key(&self, mode: u32) {
        let key = self.folder.join("master.key");
        write_secret(&key, &"07".repeat(32)).unwrap();
        fs::set_permissions(&key, fs::Permissions::from_mode(mode)).unwrap();
    }
}

#[tokio::test]
async fn what_keeps_a_server_from_starting_is_said_in_a_sentence() {
    let test = TestRegistry::start().await;
    fs::create_dir_all(&test.folder).unwrap();
    let database = test.database.get_database().unwrap().to_owned();
    let started = Started { folder: test.folder.clone(), database };
    let portal = "origin = \"http://localhost:8420\"";
    started.key(0o644);
    let said = started.says(portal, &["rebuild"]);
    assert!(said.contains("can be read by others (mode 0644)"), "{said}");
    assert!(said.contains("chmod 6"), "{said}");
    started.key(0o600);
    let behind = "origin = \"https://portal.example\"";
    let said = started.says(behind, &["serve"]);
    assert!(said.contains("`proxies` does not name it"), "{said}");
    for (proxy, why) in [
        ("0.0.0.0", "from which no proxy can ask"),
        ("0.0.0.0/0", "strangers could say where a request comes from"),
        ("::/0", "strangers could say where a request comes from"),
        ("", "not an address such as 10.1.2.3"),
    ] {
        let more = format!("{behind}\nproxies = [\"127.0.0.1\", \"{proxy}\"]");
        let said = started.says(&more, &["serve"]);
        assert!(said.contains(why) && said.contains("line 6: `proxies` says"), "{said}");
        assert_eq!(said.lines().count(), 1, "{said}");
    }
    let empty = format!("create database unmade_{}", started.database);
    test.owner.execute(sqlx::AssertSqlSafe(empty)).await.unwrap();
    let unmade = Started { database: format!("unmade_{}", started.database), ..started };
    for command in [["serve"], ["rebuild"]] {
        let said = unmade.says(portal, &command);
        assert!(said.contains("the database is empty: run `parvaneh-registry migrate`"), "{said}");
        // One line, and to somebody at the console no line of a log.
        assert_eq!(said.lines().count(), 1, "{said}");
        assert_eq!(said.starts_with('{'), command == ["serve"], "{said}");
    }
    let no_folder = unmade.folder.join("documents");
    fs::remove_dir_all(&no_folder).unwrap();
    fs::write(&no_folder, "a file").unwrap();
    let said = unmade.says(portal, &["rebuild"]);
    assert!(
        said.contains("documents cannot be kept in") && said.contains("make the folder"),
        "{said}"
    );
}
