//! What belongs to the workstation: its officers, settings, secrets, catalogues, files that it holds.

use domain::catalogue::{EditionId, OfficeId};
use domain::dates::Instant;
use domain::ids::{ContentHash, OfficerId, PersonId};
use domain::people::{Officer, SupervisorMark};
use zeroize::Zeroizing;

use crate::db::Connection;
use crate::error::DbError;
use crate::rows::{day, day_number, number};

/// An account that may sit at this workstation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Who it is, for events.
    pub officer: Officer,
    /// The person's name.
    pub name: String,
    /// The person's title.
    pub title: String,
    /// On which days they supervise the office.
    pub supervises: Option<SupervisorMark>,
}

/// Keeps an account, in the place of the one of the same name.
///
/// # Errors
/// What SQLite can do.
pub async fn put_officer(conn: &mut Connection, account: &Account) -> Result<(), DbError> {
    let Account { officer, name, title, supervises } = account;
    let Officer { account: id, person, office } = officer;
    let from = supervises.map(|mark| day_number(mark.from));
    let until = supervises.and_then(|mark| mark.until).map(day_number);
    let (id, person, office) = (id.as_str(), person.as_str(), office.as_str());
    sqlx::query!(
        "insert or replace into officers
             (id, person, office, name, title, supervises_from_day, supervises_until_day)
         values (?, ?, ?, ?, ?, ?, ?)",
        id,
        person,
        office,
        name,
        title,
        from,
        until
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Returns the accounts, by their names.
///
/// # Errors
/// What SQLite can do.
pub async fn officers(conn: &mut Connection) -> Result<Vec<Account>, DbError> {
    let rows = sqlx::query!(
        "select id, person, office, name, title, supervises_from_day, supervises_until_day
         from officers order by id"
    );
    let rows = rows.fetch_all(conn).await?;
    let wrong = |column| DbError::InconsistentRow { table: "officers", column };
    rows.into_iter()
        .map(|row| {
            Ok(Account {
                officer: Officer {
                    account: OfficerId::parse(&row.id).map_err(|_| wrong("id"))?,
                    person: PersonId::parse(&row.person).map_err(|_| wrong("person"))?,
                    office: OfficeId::parse(&row.office).map_err(|_| wrong("office"))?,
                },
                name: row.name,
                title: row.title,
                supervises: mark(row.supervises_from_day, row.supervises_until_day)?,
            })
        })
        .collect()
}

fn mark(from: Option<i64>, until: Option<i64>) -> Result<Option<SupervisorMark>, DbError> {
    let column = "supervises_from_day";
    let from = from.map(|from| day(from, "officers", column)).transpose()?;
    let until = until.map(|until| day(until, "officers", "supervises_until_day")).transpose()?;
    Ok(from.map(|from| SupervisorMark { from, until }))
}

/// Keeps a setting.
///
/// # Errors
/// What SQLite can do.
pub async fn put_setting(conn: &mut Connection, name: &str, value: &[u8]) -> Result<(), DbError> {
    sqlx::query!("insert or replace into settings (name, value) values (?, ?)", name, value)
        .execute(conn)
        .await?;
    Ok(())
}

/// Returns a setting.
///
/// # Errors
/// What SQLite can do.
pub async fn setting(conn: &mut Connection, name: &str) -> Result<Option<Vec<u8>>, DbError> {
    let value = sqlx::query_scalar!("select value from settings where name = ?", name)
        .fetch_optional(conn)
        .await?;
    Ok(value)
}

/// Keeps a secret of the workstation, such as its signing key.
///
/// # Errors
/// What SQLite can do.
pub async fn put_secret(conn: &mut Connection, name: &str, value: &[u8]) -> Result<(), DbError> {
    sqlx::query!("insert or replace into secrets (name, value) values (?, ?)", name, value)
        .execute(conn)
        .await?;
    Ok(())
}

/// Returns a secret; it is overwritten when it is dropped.
///
/// # Errors
/// What SQLite can do.
pub async fn secret(
    conn: &mut Connection,
    name: &str,
) -> Result<Option<Zeroizing<Vec<u8>>>, DbError> {
    let value = sqlx::query_scalar!("select value from secrets where name = ?", name)
        .fetch_optional(conn)
        .await?;
    Ok(value.map(Zeroizing::new))
}

/// Keeps an edition of the catalogue as it came.
///
/// # Errors
/// What SQLite can do.
pub async fn put_catalogue(
    conn: &mut Connection,
    edition: &EditionId,
    raw: &[u8],
    now: Instant,
) -> Result<(), DbError> {
    let (edition, now) = (edition.as_str(), now.as_millis());
    sqlx::query!(
        "insert or replace into catalogues (edition, raw, received_at_ms) values (?, ?, ?)",
        edition,
        raw,
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Returns every edition of the catalogue as it came.
///
/// # Errors
/// What SQLite can do.
pub async fn catalogues(conn: &mut Connection) -> Result<Vec<Vec<u8>>, DbError> {
    Ok(sqlx::query_scalar!("select raw from catalogues order by edition").fetch_all(conn).await?)
}

/// Returns an edition of the catalogue as it came.
///
/// # Errors
/// What SQLite can do.
pub async fn catalogue(
    conn: &mut Connection,
    edition: &EditionId,
) -> Result<Option<Vec<u8>>, DbError> {
    let edition = edition.as_str();
    let raw = sqlx::query_scalar!("select raw from catalogues where edition = ?", edition)
        .fetch_optional(conn)
        .await?;
    Ok(raw)
}

/// Notes that the file of some content is beside the database.
///
/// # Errors
/// What SQLite can do.
pub async fn note_stored(
    conn: &mut Connection,
    content: ContentHash,
    size_bytes: u64,
    now: Instant,
) -> Result<(), DbError> {
    let hash = content.as_bytes().as_slice();
    let (size, now) = (size_bytes.cast_signed(), now.as_millis());
    sqlx::query!(
        "insert into stored_files (content, size_bytes, stored_at_ms) values (?, ?, ?)
         on conflict do nothing",
        hash,
        size,
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Returns the size of some content whose file is beside the database.
///
/// # Errors
/// What SQLite can do.
pub async fn stored(conn: &mut Connection, content: ContentHash) -> Result<Option<u64>, DbError> {
    let hash = content.as_bytes().as_slice();
    let size = sqlx::query_scalar!("select size_bytes from stored_files where content = ?", hash)
        .fetch_optional(conn)
        .await?;
    size.map(|size| number(size, "stored_files", "size_bytes")).transpose()
}
