//! Licence numbers: leased in blocks, used once.
//!
//! A number is taken in the transaction of the event that uses it: [`next`] says which, the lowest that
//! no event has used, and appending the event binds it. There is no counter that could run ahead of the
//! log or behind it, and so no number is ever lost. Where another copy of the folder may have used numbers
//! ([`crate::mark`]), a floor keeps this one above them.

use std::collections::BTreeMap;

use domain::dates::{Date, Instant};
use domain::identifiers::LicenceNumber;

use crate::db::Connection;
use crate::error::{AppendError, DbError};
use crate::rows::{day, day_number, fixed, number};

/// The name of a block.
pub type BlockId = [u8; 16];

/// A block of numbers that the registry leased to this workstation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Its name.
    pub id: BlockId,
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
                        case when exists (select 1 from licence_numbers where serial = b.lowest)
                        then (select min(n.serial) + 1 from licence_numbers n
                              where n.serial between b.lowest and b.last_serial
                                and not exists (select 1 from licence_numbers m
                                                where m.serial = n.serial + 1))
                        else b.lowest end as next
                 from (select l.*, coalesce((select f.serial + 1 from number_floors f
                                             where f.block = l.id), l.first_serial) as lowest
                       from number_blocks l) b)
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
                      else last_serial + 1 - lowest
                           - (select count(*) from licence_numbers
                              where serial between lowest and last_serial) end) as "left: i64"
           from (select l.*, coalesce((select f.serial + 1 from number_floors f
                                       where f.block = l.id), l.first_serial) as lowest
                 from number_blocks l)"#,
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

/// The last number of each block that was used, or that another copy of this folder may have used.
///
/// # Errors
/// What SQLite can do.
pub async fn last_used(conn: &mut Connection) -> Result<BTreeMap<BlockId, u64>, DbError> {
    let rows = sqlx::query!(
        r#"select id as "block!: Vec<u8>", serial as "serial!: i64"
           from (select b.id, (select max(n.serial) from licence_numbers n
                               where n.serial between b.first_serial and b.last_serial) as serial
                 from number_blocks b
                 union all select block, serial from number_floors)
           where serial is not null"#
    )
    .fetch_all(conn)
    .await?;
    let mut last = BTreeMap::new();
    for row in rows {
        let block = fixed(&row.block, "number_blocks", "id")?;
        let serial: u64 = number(row.serial, "licence_numbers", "serial")?;
        let known = last.entry(block).or_insert(serial);
        *known = serial.max(*known);
    }
    Ok(last)
}

/// Keeps this workstation above numbers that another copy of its folder has used.
///
/// # Errors
/// What SQLite can do.
pub async fn go_above(conn: &mut Connection, used: &BTreeMap<BlockId, u64>) -> Result<(), DbError> {
    for (block, serial) in used {
        let (block, serial) = (block.as_slice(), serial.cast_signed());
        sqlx::query!(
            "insert into number_floors (block, serial) values (?, ?)
             on conflict (block) do update set serial = max(serial, excluded.serial)",
            block,
            serial
        )
        .execute(&mut *conn)
        .await?;
    }
    Ok(())
}

/// Takes no more numbers of the blocks that are known here: nobody can say which of them another copy used.
///
/// # Errors
/// What SQLite can do.
pub async fn give_up_blocks(conn: &mut Connection) -> Result<(), DbError> {
    sqlx::query!(
        "insert into number_floors (block, serial) select id, last_serial from number_blocks where true
         on conflict (block) do update set serial = max(serial, excluded.serial)"
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Refuses a number that this workstation may not use, or no longer.
pub(crate) async fn expect_free(
    conn: &mut Connection,
    licence: &LicenceNumber,
) -> Result<(), AppendError> {
    let serial = licence.serial().cast_signed();
    let used = sqlx::query_scalar!(
        r#"select (select count(*) from licence_numbers where serial = ?1)
                + (select count(*) from number_blocks b join number_floors f on f.block = b.id
                   where ?1 between b.first_serial and f.serial) as "used!: i64""#,
        serial
    )
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
