//! Licence numbers: leased in blocks, used once.
//!
//! A number is taken in the transaction of the event that uses it: [`next`] says which, the lowest that
//! no event has used, and appending the event binds it. There is no counter that could run ahead of the
//! log or behind it, and so no number is ever lost.

use domain::dates::{Date, Instant};
use domain::identifiers::LicenceNumber;

use crate::db::Connection;
use crate::error::{AppendError, DbError};
use crate::rows::{day, day_number, fixed, number};

/// A block of numbers that the registry leased to this workstation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Its name.
    pub id: [u8; 16],
    /// The first serial.
    pub first: u64,
    /// The last serial.
    pub last: u64,
    /// The last day on which a number of it may be taken.
    pub use_until: Date,
    /// The registry's signed word for it, as it came.
    pub certificate: Vec<u8>,
}

/// Keeps a block. It must not overlap another one.
///
/// # Errors
/// What SQLite can do, an overlap among it.
pub async fn lease(conn: &mut Connection, block: &Block, now: Instant) -> Result<(), DbError> {
    let id = block.id.as_slice();
    let (first, last) = (block.first.cast_signed(), block.last.cast_signed());
    let use_until = day_number(block.use_until);
    let (certificate, now) = (block.certificate.as_slice(), now.as_millis());
    sqlx::query!(
        "insert into number_blocks (id, first_serial, last_serial, use_until_day, certificate, leased_at_ms)
         values (?, ?, ?, ?, ?, ?)",
        id,
        first,
        last,
        use_until,
        certificate,
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Returns the number that the next licence takes, and its block; `None` when there is none left.
///
/// # Errors
/// What SQLite can do.
pub async fn next(
    conn: &mut Connection,
    today: Date,
) -> Result<Option<(LicenceNumber, Block)>, DbError> {
    let today = day_number(today);
    let row = sqlx::query!(
        r#"select next as "next!: i64", id as "id!: Vec<u8>", first_serial as "first_serial!: i64",
                  last_serial as "last_serial!: i64", use_until_day as "use_until_day!: i64",
                  certificate as "certificate!: Vec<u8>"
           from (select b.*,
                        case when exists (select 1 from licence_numbers where serial = b.first_serial)
                        then (select min(n.serial) + 1 from licence_numbers n
                              where n.serial between b.first_serial and b.last_serial
                                and not exists (select 1 from licence_numbers m
                                                where m.serial = n.serial + 1))
                        else b.first_serial end as next
                 from number_blocks b)
           where next <= last_serial and use_until_day >= ?
           order by first_serial limit 1"#,
        today
    )
    .fetch_optional(conn)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let table = "number_blocks";
    let serial: u64 = number(row.next, table, "first_serial")?;
    let licence = LicenceNumber::from_serial(serial)
        .ok_or(DbError::InconsistentRow { table, column: "first_serial" })?;
    let block = Block {
        id: fixed(&row.id, table, "id")?,
        first: number(row.first_serial, table, "first_serial")?,
        last: number(row.last_serial, table, "last_serial")?,
        use_until: day(row.use_until_day, table, "use_until_day")?,
        certificate: row.certificate,
    };
    Ok(Some((licence, block)))
}

/// Returns how many numbers are left; `None` when no block was ever leased.
///
/// # Errors
/// What SQLite can do.
pub async fn left(conn: &mut Connection, today: Date) -> Result<Option<u64>, DbError> {
    let today = day_number(today);
    let left = sqlx::query_scalar!(
        r#"select sum(case when use_until_day < ? then 0
                      else last_serial + 1 - first_serial
                           - (select count(*) from licence_numbers
                              where serial between first_serial and last_serial) end) as "left: i64"
           from number_blocks"#,
        today
    )
    .fetch_one(conn)
    .await?;
    left.map(|left| number(left, "number_blocks", "last_serial")).transpose()
}

/// Returns the block of a number, which its licence's proof names.
///
/// # Errors
/// What SQLite can do.
pub async fn block_of(
    conn: &mut Connection,
    licence: &LicenceNumber,
) -> Result<Option<Block>, DbError> {
    let serial = licence.serial().cast_signed();
    let row = sqlx::query!(
        "select id, first_serial, last_serial, use_until_day, certificate from number_blocks
         where ? between first_serial and last_serial",
        serial
    )
    .fetch_optional(conn)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let table = "number_blocks";
    Ok(Some(Block {
        id: fixed(&row.id, table, "id")?,
        first: number(row.first_serial, table, "first_serial")?,
        last: number(row.last_serial, table, "last_serial")?,
        use_until: day(row.use_until_day, table, "use_until_day")?,
        certificate: row.certificate,
    }))
}

/// Refuses a number that this workstation may not use, or no longer.
pub(crate) async fn expect_free(
    conn: &mut Connection,
    licence: &LicenceNumber,
) -> Result<(), AppendError> {
    let serial = licence.serial().cast_signed();
    let used = sqlx::query_scalar!("select count(*) from licence_numbers where serial = ?", serial)
        .fetch_one(&mut *conn)
        .await?;
    if used > 0 {
        return Err(AppendError::NumberUsed);
    }
    match block_of(conn, licence).await? {
        Some(_) => Ok(()),
        None => Err(AppendError::NumberNotLeased),
    }
}
