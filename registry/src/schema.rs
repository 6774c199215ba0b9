//! The database's schema: brought to this program's version, and looked at before anything works on it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use sqlx::error::DatabaseError;
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{Connection as _, Executor as _};

static MIGRATIONS: Migrator = sqlx::migrate!("../migrations/registry");

/// The role that every server works as.
const ROLE: &str = "parvaneh_registry";

/// Why this program cannot work on a database: what is wrong, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum SchemaError {
    /// Nobody answers there.
    #[error(
        "the database cannot be reached ({0}): see that PostgreSQL runs and that `database_url` names its host and port"
    )]
    Unreachable(sqlx::Error),
    /// PostgreSQL does not let this login in.
    #[error(
        "the database does not let this login in ({0}): see the user and the password in `database_url`, and pg_hba.conf \
         on the database's machine"
    )]
    LoginRefused(sqlx::Error),
    /// PostgreSQL runs and has no such database.
    #[error(
        "PostgreSQL has no such database ({0}): make it with `createdb`, then run `parvaneh-registry migrate` with a login \
         that owns it"
    )]
    NoDatabase(sqlx::Error),
    /// Nothing has been made there yet.
    #[error(
        "the database is empty: run `parvaneh-registry migrate` with a login that owns it and may create roles"
    )]
    Empty,
    /// The login may not work as the role of servers.
    #[error(
        "this login may not work as `parvaneh_registry`: give it that role with `grant parvaneh_registry to LOGIN` as the \
         login that ran `migrate`, or name another login in `database_url`"
    )]
    NotAMember,
    /// The login of `migrate` may not make what is needed.
    #[error(
        "this login may not change the database ({0}): `migrate` needs one that owns the database and may create roles \
         (`create role LOGIN login createrole`); `PARVANEH_DATABASE_URL` names another login for this one command"
    )]
    MayNotMigrate(sqlx::Error),
    /// The database is older than this program.
    #[error(
        "the database is older than this program: {} missing; end the servers of the older version, run \
         `parvaneh-registry migrate` with a login that owns the database, then start the new ones", said(.0)
    )]
    Older(Vec<String>),
    /// The database is newer than this program.
    #[error(
        "the database is newer than this program: {} not known here; install the version of this program that \
         made the database what it is, or a newer one. Nothing was changed", said(.0)
    )]
    Newer(Vec<String>),
    /// The same number stands for other statements there.
    #[error(
        "migration {0} of the database is another one than this program's: it was made by a version that was never \
         released, and cannot be brought to this one"
    )]
    Foreign(String),
    /// Anything else that PostgreSQL can do.
    #[error("the database: {0}")]
    Database(sqlx::Error),
}

/// Migrations by their numbers.
fn said(names: &[String]) -> String {
    let (word, verb) = if names.len() == 1 { ("migration", "is") } else { ("migrations", "are") };
    format!("{word} {} {verb}", names.join(", "))
}

impl From<sqlx::Error> for SchemaError {
    fn from(error: sqlx::Error) -> Self {
        match code(&error).as_deref() {
            Some("28000" | "28P01") => Self::LoginRefused(error),
            Some("3D000") => Self::NoDatabase(error),
            _ => match error {
                sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::Tls(_) => {
                    Self::Unreachable(error)
                }
                error => Self::Database(error),
            },
        }
    }
}

/// Brings a database to this program's version. The login must be able to create roles and tables.
///
/// # Errors
/// Says what is wrong and what to do; a migration happens wholly or not at all.
pub async fn migrate(database: &PgConnectOptions) -> Result<(), SchemaError> {
    let mut conn = PgConnection::connect_with(database).await?;
    // What is newer or foreign is told by its name.
    match compare(&applied(&mut conn).await?) {
        Ok(()) | Err(SchemaError::Older(_) | SchemaError::Empty) => {}
        Err(other) => return Err(other),
    }
    MIGRATIONS.run(&mut conn).await.map_err(|error| match error {
        MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _)
            if is_denied(&error) =>
        {
            SchemaError::MayNotMigrate(error)
        }
        MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => error.into(),
        other => SchemaError::Database(sqlx::Error::Migrate(Box::new(other))),
    })?;
    // Servers look at the version before they work.
    conn.execute("grant select on _sqlx_migrations to parvaneh_registry").await?;
    conn.close().await?;
    Ok(())
}

/// Looks whether a server may work on a database, and whether it is of this program's version. Nothing is changed.
///
/// # Errors
/// Says what is wrong and what to do.
pub async fn check(database: &PgConnectOptions) -> Result<(), SchemaError> {
    let mut conn = PgConnection::connect_with(database).await?;
    let there = sqlx::query_scalar::<_, bool>(
        "select exists (select from pg_roles where rolname = $1) and to_regclass('_sqlx_migrations') is not null",
    );
    if !there.bind(ROLE).fetch_one(&mut conn).await? {
        return Err(SchemaError::Empty);
    }
    if let Err(error) = conn.execute("set role parvaneh_registry").await {
        return Err(if is_denied(&error) { SchemaError::NotAMember } else { error.into() });
    }
    let known = compare(&applied(&mut conn).await?);
    conn.close().await?;
    known
}

/// The migrations of a database, with the sums of their statements.
async fn applied(conn: &mut PgConnection) -> Result<BTreeMap<i64, Vec<u8>>, SchemaError> {
    let there = sqlx::query_scalar::<_, bool>("select to_regclass('_sqlx_migrations') is not null");
    if !there.fetch_one(&mut *conn).await? {
        return Ok(BTreeMap::new());
    }
    let rows = sqlx::query_as::<_, (i64, Vec<u8>)>(
        "select version, checksum from _sqlx_migrations where success order by version",
    );
    match rows.fetch_all(conn).await {
        Ok(rows) => Ok(rows.into_iter().collect()),
        // A database of before servers looked here.
        Err(error) if is_denied(&error) => Ok(BTreeMap::new()),
        Err(error) => Err(error.into()),
    }
}

fn compare(applied: &BTreeMap<i64, Vec<u8>>) -> Result<(), SchemaError> {
    let ours: BTreeMap<i64, &[u8]> =
        MIGRATIONS.iter().map(|ours| (ours.version, ours.checksum.as_ref())).collect();
    let named = |version: &i64| format!("{version:04}");
    let newer: Vec<String> =
        applied.keys().filter(|version| !ours.contains_key(version)).map(named).collect();
    if !newer.is_empty() {
        return Err(SchemaError::Newer(newer));
    }
    let differs = |(version, sum): &(&i64, &Vec<u8>)| {
        ours.get(version).is_some_and(|ours| *ours != sum.as_slice())
    };
    if let Some((version, _)) = applied.iter().find(differs) {
        return Err(SchemaError::Foreign(named(version)));
    }
    let missing: Vec<String> =
        ours.keys().filter(|version| !applied.contains_key(version)).map(named).collect();
    if missing.is_empty() { Ok(()) } else { Err(SchemaError::Older(missing)) }
}

fn is_denied(error: &sqlx::Error) -> bool {
    code(error).as_deref() == Some("42501")
}

/// What PostgreSQL calls it.
fn code(error: &sqlx::Error) -> Option<Cow<'_, str>> {
    error.as_database_error().and_then(DatabaseError::code)
}
