//! What nobody finished is forgotten: forms that were begun and left, files that stopped arriving, and what is left
//! of an application that was given up.

use uuid::Uuid;

use crate::applicant;
use crate::drafts::begun;
use crate::error::StoreError;
use crate::files::FileError;
use crate::registry::Registry;
use crate::scope::{self, Scope};

/// How long a file may stop arriving.
const ARRIVING_DAYS: i32 = 7;
/// After how many days parts that no row tells of are nobody's: what is coming was begun within the hour.
const NOBODYS_DAYS: i32 = 1;
/// How many files are removed in one round; the others wait for the next.
const AT_ONCE: i64 = 500;

/// Why something could not be forgotten. It is tried again in the next round.
#[derive(Debug, thiserror::Error)]
pub enum ForgetError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The files failed.
    #[error(transparent)]
    File(#[from] FileError),
}

impl From<sqlx::Error> for ForgetError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

/// Forgets what is old enough now, and returns how many forms and files that were.
///
/// # Errors
/// What the store and the files can do. What was forgotten before stays so.
pub async fn forget(registry: &Registry) -> Result<u64, ForgetError> {
    let now = registry.now();
    let before = |days: i32| now.add_days(-days).as_millis();
    let mut tx = scope::begin(&registry.pool, Scope::Whole).await?;
    let begun = begun::forget_old(&mut tx, now).await?;
    applicant::forget_ended(&mut tx, now).await?;
    let left = sqlx::query!(
        "delete from drafts d where exists (select from cases c where c.id = d.case_id and not c.is_open)"
    )
    .execute(&mut *tx)
    .await?
    .rows_affected();
    let uploads = sqlx::query!(
        "select u.id, u.mark from uploads u join cases c on c.id = u.case_id
         where (u.state = 'arriving' and u.changed_at_ms < $1) or not c.is_open
         limit $2 for update of u skip locked",
        before(ARRIVING_DAYS),
        AT_ONCE
    )
    .fetch_all(&mut *tx)
    .await?;
    // Files first: a row that outlives its file is tried again, a file that outlives its row never would be.
    for upload in &uploads {
        registry.files.remove_parts(upload.id).await?;
        if let Ok(mark) = <&[u8; 32]>::try_from(upload.mark.as_slice()) {
            remove_unless_shared(&mut tx, registry, upload.id, mark).await?;
        }
    }
    let ids: Vec<Uuid> = uploads.iter().map(|upload| upload.id).collect();
    sqlx::query!("delete from uploads where id = any($1)", &ids).execute(&mut *tx).await?;
    tx.commit().await?;
    let parts = forget_nobodys_parts(registry, before(NOBODYS_DAYS)).await?;
    Ok(begun + left + u64::try_from(ids.len() + parts).unwrap_or(u64::MAX))
}

/// Removes the parts that a server left when it stopped in the middle of a file. Returns of how many files.
async fn forget_nobodys_parts(registry: &Registry, before_ms: i64) -> Result<usize, ForgetError> {
    let mut old = registry.files.with_parts().await?;
    old.retain(|id| begun_ms(*id) < before_ms);
    if old.is_empty() {
        return Ok(0);
    }
    let mut tx = scope::begin(&registry.pool, Scope::Whole).await?;
    let known = sqlx::query_scalar!("select id from uploads where id = any($1)", &old)
        .fetch_all(&mut *tx)
        .await?;
    drop(tx);
    old.retain(|id| !known.contains(id));
    old.truncate(usize::try_from(AT_ONCE).unwrap_or(usize::MAX));
    for id in &old {
        registry.files.remove_parts(*id).await?;
    }
    Ok(old.len())
}

/// When an upload was begun, which its name tells (UUID version 7), in milliseconds.
fn begun_ms(id: Uuid) -> i64 {
    i64::try_from(id.as_u128() >> 80).unwrap_or(i64::MAX)
}

/// Removes a file, unless it stands for another document of the same case too.
async fn remove_unless_shared(
    conn: &mut sqlx::PgConnection,
    registry: &Registry,
    upload: Uuid,
    mark: &[u8; 32],
) -> Result<(), ForgetError> {
    let row = sqlx::query!(
        r#"select exists (select from uploads where mark = $1 and id <> $2 and state = 'whole') as "shared!""#,
        mark.as_slice(),
        upload
    )
    .fetch_one(conn)
    .await?;
    if !row.shared {
        registry.files.remove(mark).await?;
    }
    Ok(())
}
