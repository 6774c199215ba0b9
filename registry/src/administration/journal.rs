//! The journal: every act of an administrator, signed and chained, in the transaction that does it.

use domain::dates::Instant;
use domain::ids::OfficerId;
use sqlx::PgConnection;
use wire::ids::EventHash;
use wire::journal::{self, Author, Entry};

use super::By;
use crate::error::StoreError;
use crate::registry::Registry;
use crate::scope::Scoped;

mod act;

pub use act::Act;

impl By {
    fn author(&self) -> Author {
        match self {
            Self::Console => Author::Console,
            Self::Holder(account) => Author::Account(account.clone()),
            Self::Administrator(administrator) => Author::Account(administrator.officer.clone()),
            Self::Network(network) => Author::Network(network.clone()),
        }
    }
}

/// Enters an act, in a transaction of scope [`crate::scope::Scope::Administration`]. The journal stays locked
/// until it ends.
///
/// # Errors
/// What PostgreSQL can do.
pub async fn enter(
    conn: &mut PgConnection,
    registry: &Registry,
    by: &By,
    act: &Act,
) -> Result<(), StoreError> {
    let head = sqlx::query!("select seq, hash from journal_heads for update");
    let head = head.fetch_one(&mut *conn).await?;
    let entry = Entry {
        seq: head.seq.cast_unsigned() + 1,
        prev: hash_of(&head.hash)?,
        at: registry.now(),
        author: by.author(),
        act: act.word().to_owned(),
        about: act.about(),
        details: act.details(),
    };
    let sealed = journal::seal(&entry, registry.keys.signing());
    let account = match &entry.author {
        Author::Console | Author::Network(_) => None,
        Author::Account(officer) => Some(officer.as_str()),
    };
    sqlx::query!(
        "insert into journal (seq, hash, at_ms, account, act, about, bytes, sig)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        entry.seq.cast_signed(),
        sealed.hash.as_bytes().as_slice(),
        entry.at.as_millis(),
        account,
        entry.act,
        entry.about,
        sealed.bytes,
        sealed.sig.as_slice()
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "update journal_heads set seq = $1, hash = $2",
        entry.seq.cast_signed(),
        sealed.hash.as_bytes().as_slice()
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Which entries are asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// Of this account.
    pub account: Option<OfficerId>,
    /// Of this act, by its word.
    pub act: Option<String>,
    /// About this.
    pub about: Option<String>,
    /// Not before.
    pub from: Option<Instant>,
    /// Before.
    pub until: Option<Instant>,
    /// Older than this place.
    pub before: Option<u64>,
}

/// Reads entries, the newest first.
///
/// # Errors
/// An entry that this registry did not sign; what PostgreSQL can do.
pub async fn read(
    tx: &mut Scoped,
    registry: &Registry,
    asked: &Asked,
    limit: u16,
) -> Result<Vec<Entry>, StoreError> {
    let rows = sqlx::query!(
        r#"select bytes, sig from journal
         where ($1::text is null or lower(account collate "C") = $1) and ($2::text is null or act = $2)
           and ($3::text is null or about = $3) and ($4::bigint is null or at_ms >= $4)
           and ($5::bigint is null or at_ms < $5) and ($6::bigint is null or seq < $6)
         order by seq desc limit $7"#,
        asked.account.as_ref().map(OfficerId::as_str),
        asked.act,
        asked.about,
        asked.from.map(Instant::as_millis),
        asked.until.map(Instant::as_millis),
        asked.before.map(u64::cast_signed),
        i64::from(limit)
    )
    .fetch_all(&mut **tx)
    .await?;
    let key = registry.keys.signing().verifying_key();
    let opened = rows.iter().map(|row| {
        let sig = row.sig.as_slice().try_into().map_err(|_| wrong("sig"))?;
        journal::open(&row.bytes, sig, &key).map_err(|_| wrong("bytes"))
    });
    opened.collect()
}

/// What the check of the whole journal found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Checked {
    /// Every entry is there, signed, and follows the one before it.
    Whole {
        /// How many.
        entries: u64,
    },
    /// Something is missing, changed, or was put in.
    Broken {
        /// At which place.
        at: u64,
    },
}

/// Checks every entry, from the first to the head.
///
/// # Errors
/// What PostgreSQL can do.
pub async fn check(tx: &mut Scoped, registry: &Registry) -> Result<Checked, StoreError> {
    const PAGE: i64 = 1000;
    let head = sqlx::query!("select seq, hash from journal_heads").fetch_one(&mut **tx).await?;
    let key = registry.keys.signing().verifying_key();
    let (mut entries, mut last) = (0_u64, EventHash::START);
    loop {
        let rows = sqlx::query!(
            "select bytes, sig from journal where seq > $1 order by seq limit $2",
            entries.cast_signed(),
            PAGE
        );
        let rows = rows.fetch_all(&mut **tx).await?;
        if rows.is_empty() {
            break;
        }
        for row in rows {
            let broken = Checked::Broken { at: entries + 1 };
            let Ok(sig) = row.sig.as_slice().try_into() else { return Ok(broken) };
            match journal::open(&row.bytes, sig, &key) {
                Ok(entry) if entry.seq == entries + 1 && entry.prev == last => {}
                _ => return Ok(broken),
            }
            (entries, last) = (entries + 1, journal::hash(&row.bytes, sig));
        }
    }
    let is_head = head.seq.cast_unsigned() == entries && head.hash == last.as_bytes();
    Ok(if is_head { Checked::Whole { entries } } else { Checked::Broken { at: entries + 1 } })
}

fn hash_of(column: &[u8]) -> Result<EventHash, StoreError> {
    column
        .try_into()
        .map(EventHash::from_bytes)
        .map_err(|_| StoreError::InconsistentRow { table: "journal_heads", column: "hash" })
}

const fn wrong(column: &'static str) -> StoreError {
    StoreError::InconsistentRow { table: "journal", column }
}
