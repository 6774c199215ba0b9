//! What offices word themselves in their papers.
//!
//! A text is only ever added. The last one of a part is in force; a sheet names the one with which it was
//! drawn by its content. What a text says is the desk's own writing and opaque here.

use domain::catalogue::OfficeId;
use domain::dates::Instant;
use domain::ids::{ContentHash, OfficerId};

use crate::db::Connection;
use crate::error::DbError;
use crate::rows::{fixed, number as whole};

const TABLE: &str = "office_texts";

/// A text that is about to be put into force.
#[derive(Debug, Clone, Copy)]
pub struct NewText<'a> {
    /// Whose it is.
    pub office: &'a OfficeId,
    /// What it is for: the desk's own word.
    pub part: &'a str,
    /// The name of its content.
    pub hash: ContentHash,
    /// What it says.
    pub body: &'a [u8],
    /// Who puts it into force.
    pub officer: &'a OfficerId,
    /// When.
    pub at: Instant,
}

/// A text that is or was in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficeText {
    /// Whose it is.
    pub office: OfficeId,
    /// What it is for.
    pub part: String,
    /// Counts the texts of a part, from 2: the first is built in.
    pub number: u32,
    /// The name of its content.
    pub hash: ContentHash,
    /// What it says.
    pub body: Vec<u8>,
    /// Who put it into force.
    pub officer: OfficerId,
    /// When.
    pub at: Instant,
}

/// Puts a text into force and returns it with its number.
///
/// # Errors
/// What SQLite can do.
pub async fn add(conn: &mut Connection, text: NewText<'_>) -> Result<OfficeText, DbError> {
    let NewText { office, part, hash, body, officer, at } = text;
    let (of, by) = (office.as_str(), officer.as_str());
    let (content, at_ms) = (hash.as_bytes().as_slice(), at.as_millis());
    let number = sqlx::query_scalar!(
        r#"insert into office_texts (office, part, number, hash, body, officer, at_ms)
           values (?1, ?2, (select coalesce(max(number), 1) + 1 from office_texts
                            where office = ?1 and part = ?2), ?3, ?4, ?5, ?6)
           returning number as "number!: i64""#,
        of,
        part,
        content,
        body,
        by,
        at_ms
    )
    .fetch_one(conn)
    .await?;
    Ok(OfficeText {
        office: office.clone(),
        part: part.to_owned(),
        number: whole(number, TABLE, "number")?,
        hash,
        body: body.to_owned(),
        officer: officer.clone(),
        at,
    })
}

/// Returns every text, those of a part in their order.
///
/// # Errors
/// What SQLite can do.
pub async fn all(conn: &mut Connection) -> Result<Vec<OfficeText>, DbError> {
    let rows = sqlx::query!(
        "select office, part, number, hash, body, officer, at_ms from office_texts
         order by office, part, number"
    )
    .fetch_all(conn)
    .await?;
    let wrong = |column| DbError::InconsistentRow { table: TABLE, column };
    rows.into_iter()
        .map(|row| {
            Ok(OfficeText {
                office: OfficeId::parse(&row.office).map_err(|_| wrong("office"))?,
                part: row.part,
                number: whole(row.number, TABLE, "number")?,
                hash: ContentHash::from_bytes(fixed(&row.hash, TABLE, "hash")?),
                body: row.body,
                officer: OfficerId::parse(&row.officer).map_err(|_| wrong("officer"))?,
                at: Instant::from_millis(row.at_ms),
            })
        })
        .collect()
}
