//! The draft's row, and the changes since somebody saw it.

use domain::catalogue::{Catalogue, Section};
use domain::dates::Instant;
use domain::ids::{OfficerId, PersonId};
use sqlx::PgConnection;

use super::{Draft, DraftAct, DraftChange, DraftError, Seen, SignedDraft};
use crate::administration::By;
use crate::administration::journal::{self, Act};
use crate::error::StoreError;
use crate::registry::Registry;
use crate::scope::Scoped;

/// Reads the draft and holds it until the transaction ends; its version is there without a draft too.
pub(in crate::editions) async fn hold(tx: &mut Scoped) -> Result<(i64, Option<Draft>), StoreError> {
    let row = sqlx::query!(
        "select version, document, changed_by, changed_at_ms, signed_by, signed_person, signed_at_ms
         from edition_draft for update"
    )
    .fetch_one(&mut **tx)
    .await?;
    let Some(document) = row.document else { return Ok((row.version, None)) };
    let wrong = |column| StoreError::InconsistentRow { table: "edition_draft", column };
    let account = |name: String| OfficerId::parse(&name).map_err(|_| wrong("changed_by"));
    let signed = match (row.signed_by, row.signed_person, row.signed_at_ms) {
        (Some(by), Some(person), Some(at)) => Some(SignedDraft {
            by: account(by)?,
            person: PersonId::parse(&person).map_err(|_| wrong("signed_person"))?,
            at: Instant::from_millis(at),
        }),
        _ => None,
    };
    Ok((
        row.version,
        Some(Draft {
            version: row.version,
            catalogue: Catalogue::read(&document).map_err(|_| wrong("document"))?,
            changed_by: row.changed_by.map(account).transpose()?,
            changed_at: Instant::from_millis(row.changed_at_ms.unwrap_or_default()),
            signed,
        }),
    ))
}

/// Refuses whoever saw an older version.
pub(in crate::editions) async fn agree(
    tx: &mut Scoped,
    seen: Seen,
    version: i64,
) -> Result<(), DraftError> {
    match seen {
        Seen::Version(seen) if seen != version => {
            Err(DraftError::Stale(changes_since(tx, seen).await?))
        }
        Seen::Version(_) | Seen::Any => Ok(()),
    }
}

async fn changes_since(
    conn: &mut PgConnection,
    version: i64,
) -> Result<Vec<DraftChange>, StoreError> {
    let rows = sqlx::query!(
        "select version, section, row_key, act, account, at_ms from edition_draft_changes
         where version > $1 order by version limit 200",
        version
    )
    .fetch_all(conn)
    .await?;
    let wrong = |column| StoreError::InconsistentRow { table: "edition_draft_changes", column };
    let read = rows.into_iter().map(|row| {
        let act = DraftAct::ALL.into_iter().find(|act| act.word() == row.act);
        let by = row.account.map(|name| OfficerId::parse(&name)).transpose();
        Ok(DraftChange {
            version: row.version,
            section: row.section.as_deref().and_then(Section::of_path),
            row: row.row_key,
            act: act.ok_or_else(|| wrong("act"))?,
            by: by.map_err(|_| wrong("account"))?,
            at: Instant::from_millis(row.at_ms),
        })
    });
    read.collect()
}

fn account(by: &By) -> Option<OfficerId> {
    match by {
        By::Administrator(administrator) => Some(administrator.officer.clone()),
        By::Holder(account) => Some(account.clone()),
        By::Console | By::Network(_) => None,
    }
}

pub(super) fn change_of(
    registry: &Registry,
    by: &By,
    version: i64,
    (section, row, act): (Option<Section>, String, DraftAct),
) -> DraftChange {
    DraftChange { version, section, row, act, by: account(by), at: registry.now() }
}

pub(super) fn draft_of(catalogue: Catalogue, change: &DraftChange) -> Draft {
    let (version, changed_by, changed_at) = (change.version, change.by.clone(), change.at);
    Draft { version, catalogue, changed_by, changed_at, signed: None }
}

pub(super) async fn write(
    tx: &mut Scoped,
    registry: &Registry,
    by: &By,
    catalogue: &Catalogue,
    change: &DraftChange,
) -> Result<(), StoreError> {
    let (account, at) = (change.by.as_ref().map(OfficerId::as_str), change.at.as_millis());
    let document = catalogue.write();
    sqlx::query!(
        "update edition_draft set version = $1, document = $2, changed_by = $3, changed_at_ms = $4,
                                  signed_by = null, signed_person = null, signed_at_ms = null",
        change.version,
        document.as_bytes(),
        account,
        at
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into edition_draft_changes (version, section, row_key, act, account, at_ms)
         values ($1, $2, $3, $4, $5, $6)",
        change.version,
        change.section.map(Section::path),
        change.row,
        change.act.word(),
        account,
        at
    )
    .execute(&mut **tx)
    .await?;
    let act = Act::DraftChanged(catalogue.edition.id.clone(), change.clone());
    journal::enter(tx, registry, by, &act).await
}
