//! Opening the case database, and refusing to.
//!
//! The file is SQLCipher with a raw 32-byte key. A cache of 64 MB is not a luxury: with SQLite's default
//! of 2 MB every page is decrypted again and again, and inserts are ten times slower. Writes go through
//! [`CaseDb::write`], one at a time; each is a transaction that is durable when it is committed.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use sqlx::migrate::Migrator;
use sqlx::pool::PoolConnection;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{ConnectOptions, Connection as _, Sqlite, SqliteConnection, Transaction};

use crate::attachments::Attachments;
use crate::error::DbError;
use crate::folder::Folder;
use crate::key::DatabaseKey;
use crate::keyslots::KeySlots;
use crate::mark::{Mark, MarkKeeper};

/// A connection, inside or outside a transaction. Every function of this crate works on one.
pub use sqlx::SqliteConnection as Connection;

static MIGRATIONS: Migrator = sqlx::migrate!("../../migrations/case");

/// In kibibytes, negative as SQLite wants it.
const CACHE_SIZE: &str = "-65536";

/// How many connections there are: one writes, the others read.
const CONNECTIONS: u32 = 3;

/// When the whole file is checked on opening. Each page is authenticated in any case when it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IntegrityCheck {
    /// Now.
    Always,
    /// Only if the last process that had it open did not close it.
    AfterCrash,
}

/// An open case database.
#[derive(Debug)]
pub struct CaseDb {
    folder: Folder,
    key: DatabaseKey,
    pool: SqlitePool,
    backup: Option<PathBuf>,
    marks: Option<Arc<MarkKeeper>>,
}

impl CaseDb {
    /// Makes a new database in a folder that has none.
    ///
    /// # Errors
    /// [`DbError::AlreadyThere`], [`DbError::FolderInUse`], and what a disk can do.
    pub async fn create(path: &Path, key: DatabaseKey) -> Result<Self, DbError> {
        let folder = Folder::take(path)?;
        if folder.database().exists() {
            return Err(DbError::AlreadyThere);
        }
        KeySlots::new(&key).save(&folder.key_slots())?;
        Self::start(folder, key, IntegrityCheck::AfterCrash).await
    }

    /// Opens the database of a folder.
    ///
    /// # Errors
    /// Each reason not to open it has its own name; nothing is ever deleted.
    pub async fn open(
        path: &Path,
        key: DatabaseKey,
        check: IntegrityCheck,
    ) -> Result<Self, DbError> {
        if !path.join("case.db").exists() {
            return Err(DbError::NotFound);
        }
        let folder = Folder::take(path)?;
        if folder.is_plain()? {
            return Err(DbError::NotEncrypted);
        }
        let slots = KeySlots::load(&folder.key_slots())?;
        if slots.as_ref().is_some_and(|slots| !slots.fits(&key)) {
            return Err(DbError::WrongKey);
        }
        let known_key = slots.is_some();
        match Self::start(folder, key, check).await {
            // Without the slots' word, a file that the key does not open may be either.
            Err(DbError::Damaged) if !known_key => Err(DbError::WrongKey),
            Ok(db) if !known_key => {
                db.keep_key_slots(&KeySlots::new(db.key()))?;
                Ok(db)
            }
            opened => opened,
        }
    }

    async fn start(
        folder: Folder,
        key: DatabaseKey,
        check: IntegrityCheck,
    ) -> Result<Self, DbError> {
        let options = options(&folder.database(), &key);
        let mut first = options.connect().await?;
        let backup = bring_up_to_date(&folder, &mut first, &MIGRATIONS).await?;
        if check == IntegrityCheck::Always || !folder.was_in_order() {
            check_integrity(&mut first).await?;
        }
        first.close().await?;
        folder.note_open()?;
        Attachments::new(folder.attachments(), &key).sweep()?;
        let pool = SqlitePoolOptions::new()
            .max_connections(CONNECTIONS)
            .min_connections(1)
            .idle_timeout(None)
            .max_lifetime(None)
            .test_before_acquire(false)
            .after_release(|conn, _| Box::pin(is_out_of_transaction(conn)))
            .connect_with(options)
            .await?;
        Ok(Self { folder, key, pool, backup, marks: None })
    }

    /// Returns a connection to read from.
    ///
    /// # Errors
    /// What SQLite can do.
    pub async fn read(&self) -> Result<Reader, DbError> {
        Ok(Reader(self.pool.acquire().await?))
    }

    /// Begins a transaction that writes. It is rolled back unless it is committed.
    ///
    /// # Errors
    /// What SQLite can do.
    pub async fn write(&self) -> Result<Writer, DbError> {
        let tx = self.pool.begin_with("begin immediate").await?;
        Ok(Writer { tx, marks: self.marks.clone() })
    }

    /// Closes the database and gives the folder back.
    ///
    /// # Errors
    /// What SQLite and a disk can do.
    pub async fn close(self) -> Result<(), DbError> {
        self.pool.close().await;
        self.folder.note_closed()
    }

    /// Writes the workstation's mark after each commit from now on. One that lies behind is brought up now.
    ///
    /// # Errors
    /// What SQLite can do; a mark that cannot be written is no error ([`MarkKeeper::fault`]).
    pub async fn keep_mark(&mut self, keeper: Arc<MarkKeeper>) -> Result<(), DbError> {
        if let Some(mark) = Mark::of(self.read().await?.conn()).await? {
            keeper.keep(mark);
        }
        self.marks = Some(keeper);
        Ok(())
    }

    /// Returns the folder.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Returns the copy that was kept because opening changed the database's form.
    pub fn backup(&self) -> Option<&Path> {
        self.backup.as_deref()
    }

    /// Returns the attachments beside the database.
    pub fn attachments(&self) -> Attachments {
        Attachments::new(self.folder.attachments(), &self.key)
    }

    /// Returns the slots of the key.
    ///
    /// # Errors
    /// What a disk can do.
    pub fn key_slots(&self) -> Result<KeySlots, DbError> {
        let kept = KeySlots::load(&self.folder.key_slots())?;
        Ok(kept.unwrap_or_else(|| KeySlots::new(&self.key)))
    }

    /// Keeps changed slots of the key.
    ///
    /// # Errors
    /// What a disk can do.
    pub fn keep_key_slots(&self, slots: &KeySlots) -> Result<(), DbError> {
        slots.save(&self.folder.key_slots())
    }

    /// Returns the key, to be put into another slot.
    pub const fn key(&self) -> &DatabaseKey {
        &self.key
    }
}

/// A connection to read from.
#[derive(Debug)]
pub struct Reader(PoolConnection<Sqlite>);

impl Reader {
    /// Returns the connection.
    pub fn conn(&mut self) -> &mut SqliteConnection {
        &mut self.0
    }
}

/// A transaction that writes.
#[derive(Debug)]
pub struct Writer {
    tx: Transaction<'static, Sqlite>,
    marks: Option<Arc<MarkKeeper>>,
}

impl Writer {
    /// Returns the connection.
    pub fn conn(&mut self) -> &mut SqliteConnection {
        &mut self.tx
    }

    /// Makes everything durable, or nothing. Then the mark is written: where that fails, what was committed stays.
    ///
    /// # Errors
    /// [`DbError::DiskFull`] and what else SQLite can do.
    pub async fn commit(mut self) -> Result<(), DbError> {
        let mark = match &self.marks {
            Some(_) => Mark::of(&mut self.tx).await?,
            None => None,
        };
        self.tx.commit().await?;
        if let (Some(keeper), Some(mark)) = (&self.marks, mark) {
            keeper.keep(mark);
        }
        Ok(())
    }
}

/// Whether a connection that comes back can be used again. When the disk is full SQLite rolls back by
/// itself, after which sqlx's own rollback fails and the connection believes for ever that it is in a
/// transaction; such a one is closed.
async fn is_out_of_transaction(conn: &mut SqliteConnection) -> Result<bool, sqlx::Error> {
    if conn.is_in_transaction() {
        // The rollback of a dropped transaction may still be on its way; the answer comes after it.
        conn.ping().await?;
    }
    Ok(!conn.is_in_transaction())
}

fn options(path: &Path, key: &DatabaseKey) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .pragma("key", key.pragma())
        // The log level is set here because this pragma comes right after the key: a wrong key would
        // else be announced on standard error.
        .pragma("cipher_compatibility", "4; PRAGMA cipher_log_level = NONE")
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(10))
        .pragma("cache_size", CACHE_SIZE)
        .pragma("temp_store", "MEMORY")
        .pragma("trusted_schema", "OFF")
        .pragma("secure_delete", "ON")
        // The statement that sets the key must never reach a log.
        .disable_statement_logging()
}

/// Brings an older database to the newest form, with a copy of it kept, and refuses a newer one.
async fn bring_up_to_date(
    folder: &Folder,
    conn: &mut SqliteConnection,
    migrations: &Migrator,
) -> Result<Option<PathBuf>, DbError> {
    let known = migrations.iter().map(|migration| migration.version).max().unwrap_or_default();
    let found = found_version(conn).await?;
    if found > known {
        return Err(DbError::NewerVersion { found, known });
    }
    let backup = if found != 0 && found < known {
        sqlx::query("pragma wal_checkpoint(truncate)").execute(&mut *conn).await?;
        Some(folder.back_up(found)?)
    } else {
        None
    };
    if found < known {
        migrations.run(&mut *conn).await?;
    }
    Ok(backup)
}

async fn found_version(conn: &mut SqliteConnection) -> Result<i64, DbError> {
    let has_versions: bool = sqlx::query_scalar(
        "select exists (select 1 from sqlite_schema where name = '_sqlx_migrations')",
    )
    .fetch_one(&mut *conn)
    .await?;
    if !has_versions {
        return Ok(0);
    }
    let version: Option<i64> =
        sqlx::query_scalar("select max(version) from _sqlx_migrations").fetch_one(conn).await?;
    Ok(version.unwrap_or_default())
}

async fn check_integrity(conn: &mut SqliteConnection) -> Result<(), DbError> {
    // The cipher's check reads the file itself, so that what is still in the log must go there first.
    sqlx::query("pragma wal_checkpoint(truncate)").execute(&mut *conn).await?;
    let pages: Vec<String> =
        sqlx::query_scalar("pragma cipher_integrity_check").fetch_all(&mut *conn).await?;
    if !pages.is_empty() {
        return Err(DbError::Damaged);
    }
    let structure: Vec<String> =
        sqlx::query_scalar("pragma quick_check").fetch_all(&mut *conn).await?;
    if structure == ["ok"] { Ok(()) } else { Err(DbError::Damaged) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_copy_is_kept_before_each_migration() {
        let folder = tempfile::tempdir().expect("a folder");
        let scripts = tempfile::tempdir().expect("a folder");
        let write = |name: &str, sql: &str| {
            std::fs::write(scripts.path().join(name), sql).expect("room");
        };
        for known in MIGRATIONS.iter() {
            let name = known.description.replace(' ', "_");
            write(&format!("{:04}_{name}.sql", known.version), known.sql.as_str());
        }
        let newest = MIGRATIONS.iter().map(|known| known.version).max().expect("there are some");
        let (next, after) = (newest + 1, newest + 2);
        write(&format!("{next:04}_next.sql"), "alter table settings add column note text;");
        write(&format!("{after:04}_after.sql"), "alter table settings add column hint text;");
        let newer = Migrator::new(scripts.path().to_owned()).await.expect("good scripts");

        let key = DatabaseKey::from_bytes([7; 32]);
        let folder = Folder::take(folder.path()).expect("a free folder");
        let mut conn = options(&folder.database(), &key).connect().await.expect("a database");
        let first = bring_up_to_date(&folder, &mut conn, &MIGRATIONS).await.expect("room");
        assert_eq!(first, None, "a new database needs no copy");
        sqlx::query("insert into settings values ('name', x'01')")
            .execute(&mut conn)
            .await
            .expect("room");
        let copy = bring_up_to_date(&folder, &mut conn, &newer).await.expect("room");
        let copy = copy.expect("an older database is copied");
        let named = format!("backups/case-{newest}-1.db");
        assert!(copy.ends_with(named), "{}", copy.display());
        assert_eq!(found_version(&mut conn).await.expect("readable"), after);
        conn.close().await.expect("an orderly end");

        let mut kept = options(&copy, &key).connect().await.expect("encrypted by the same key");
        assert_eq!(found_version(&mut kept).await.expect("readable"), newest);
        let value: Vec<u8> = sqlx::query_scalar("select value from settings")
            .fetch_one(&mut kept)
            .await
            .expect("what was there");
        assert_eq!(value, [1]);
    }
}
