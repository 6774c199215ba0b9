//! Page one while it is filled in, by the name of the case that it may become.
//!
//! A name is spent when its case is registered, or its form put away: what still arrives under it is not kept. A form is given
//! back only to whoever answers for it, and after a few wrong answers to nobody.

use domain::dates::Instant;
use domain::ids::CaseId;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::PgConnection;
use uuid::Uuid;

use super::Page;
use crate::error::StoreError;
use crate::events;
use crate::keys::IdentityHash;
use crate::registry::Registry;
use crate::scope::{self, Scope};

/// How often a form is asked for with a wrong answer before it is forgotten.
pub const WRONG_ANSWERS: i16 = 5;
/// How long a form is kept whose owner goes on another day; the browser forgets its name after as many days.
pub const KEPT_DAYS: i32 = 30;
/// How long the others are kept after somebody last typed in them: a day at one computer.
const SESSION_MS: i64 = 12 * 3_600_000;
/// For how long a name is good after it was given; spent ones are remembered longer.
const NAME_DAYS: i32 = 365;

/// The name of a form, and of the case that it may become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Name([u8; 16]);

impl Name {
    /// Gives a new one.
    pub fn new(registry: &Registry) -> Self {
        Self(registry.randomness.identifier(registry.now()))
    }

    /// Takes what a browser held; nothing where it was given too long ago.
    pub fn known(bytes: [u8; 16], now: Instant) -> Option<Self> {
        // The first 48 bits of UUID version 7 are its milliseconds.
        let given_ms = i64::try_from(u128::from_be_bytes(bytes) >> 80).ok()?;
        (given_ms > now.add_days(-NAME_DAYS).as_millis()).then_some(Self(bytes))
    }

    /// The name for another person's case where this one is a case already: the same each time they are asked for.
    #[must_use]
    pub fn beside(self, person: IdentityHash) -> Self {
        let mut bytes = self.0;
        for (byte, other) in bytes.iter_mut().zip(person.as_bytes()).skip(9) {
            *byte ^= other;
        }
        Self(bytes)
    }

    /// Returns the bytes.
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }

    /// The case that it may become.
    pub const fn case(self) -> CaseId {
        CaseId::from_bytes(self.0)
    }
}

/// For how long a form is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// While its browser's session lasts.
    ThisSession,
    /// Its owner goes on another day.
    AnotherDay,
}

/// What became of a form that was to be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    /// It is kept.
    Kept,
    /// Its name is spent; nothing was written.
    Spent,
}

/// What became of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opened<T> {
    /// It is right: the form's name, and what was typed.
    Typed(Name, T),
    /// It is wrong, and there are so many tries left.
    Wrong(i16),
    /// It was wrong too often. The forms are forgotten.
    Forgotten,
    /// There is no form.
    Nothing,
}

/// Keeps what was typed into page one.
///
/// # Errors
/// What PostgreSQL can do.
pub async fn save(
    registry: &Registry,
    name: Name,
    typed: &impl Serialize,
    keep: Keep,
) -> Result<Saved, StoreError> {
    let case = name.case();
    let plain = serde_json::to_vec(typed).unwrap_or_default();
    let sealed = registry.keys.seal(&*registry.randomness, &Page::Person.about(case), &plain);
    let mut tx = scope::begin(&registry.pool, Scope::Draft(case)).await?;
    // Registering holds the same lock: what was waited for is seen by the next statement.
    events::hold(&mut tx, case).await?;
    let written = sqlx::query!(
        "insert into drafts (case_id, page, sealed, saved_at_ms, kept)
         select $1::uuid, 'person', $2, $3, $4 where not exists (select from spent_drafts where name = $1::uuid)
         on conflict (case_id, page) do update
         set sealed = excluded.sealed, saved_at_ms = excluded.saved_at_ms, kept = drafts.kept or excluded.kept",
        uuid(case),
        sealed,
        registry.now().as_millis(),
        keep == Keep::AnotherDay
    )
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(if written.rows_affected() == 0 { Saved::Spent } else { Saved::Kept })
}

/// Whether any of these forms is still there.
///
/// # Errors
/// What PostgreSQL can do.
pub async fn is_any_there(registry: &Registry, names: &[Name]) -> Result<bool, StoreError> {
    for name in names {
        let mut tx = scope::begin(&registry.pool, Scope::Draft(name.case())).await?;
        let id = uuid(name.case());
        let row = sqlx::query!(
            r#"select exists (select from drafts where case_id = $1 and page = 'person' and saved_at_ms >= case when kept then $2::bigint else $3::bigint end) as "there!""#,
            id,
            registry.now().add_days(-KEPT_DAYS).as_millis(),
            registry.now().as_millis() - SESSION_MS
        );
        if row.fetch_one(&mut *tx).await?.there {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Gives the form back for which an answer is right. Each try is counted before it is judged, so that many at once are no
/// more than one after the other; it is taken back where the answer is another form's.
///
/// # Errors
/// What PostgreSQL can do.
pub async fn open<T: DeserializeOwned>(
    registry: &Registry,
    names: &[Name],
    is_right: impl Fn(&T) -> bool,
) -> Result<Opened<T>, StoreError> {
    let (mut right, mut wrong) = (None, Vec::new());
    for name in names {
        let Some((tries, typed)) = tried::<T>(registry, *name).await? else { continue };
        match typed.filter(&is_right) {
            Some(typed) if right.is_none() => right = Some((*name, typed)),
            _ => wrong.push((*name, tries)),
        }
    }
    if let Some((name, typed)) = right {
        count(registry, name, -WRONG_ANSWERS).await?;
        for (other, _) in wrong {
            count(registry, other, -1).await?;
        }
        return Ok(Opened::Typed(name, typed));
    }
    let Some(most) = wrong.iter().map(|(_, tries)| *tries).max() else {
        return Ok(Opened::Nothing);
    };
    let mut spent = wrong.clone();
    spent.retain(|(_, tries)| *tries >= WRONG_ANSWERS);
    for (name, _) in &spent {
        forget(registry, [*name]).await?;
    }
    if spent.len() == wrong.len() {
        return Ok(Opened::Forgotten);
    }
    Ok(Opened::Wrong((WRONG_ANSWERS - most).max(1)))
}

/// Counts a try, and returns how many there were with what was typed.
async fn tried<T: DeserializeOwned>(
    registry: &Registry,
    name: Name,
) -> Result<Option<(i16, Option<T>)>, StoreError> {
    let case = name.case();
    let mut tx = scope::begin(&registry.pool, Scope::Draft(case)).await?;
    let row = sqlx::query!(
        "update drafts set wrong_answers = wrong_answers + 1
         where case_id = $1 and page = 'person' and wrong_answers < $2
           and saved_at_ms >= case when kept then $3::bigint else $4::bigint end
         returning wrong_answers, sealed",
        uuid(case),
        WRONG_ANSWERS,
        registry.now().add_days(-KEPT_DAYS).as_millis(),
        registry.now().as_millis() - SESSION_MS
    );
    let row = row.fetch_optional(&mut *tx).await?;
    tx.commit().await?;
    let Some(row) = row else { return Ok(None) };
    let plain = registry.keys.open(&Page::Person.about(case), &row.sealed);
    let typed = plain.ok().and_then(|plain| serde_json::from_slice(&plain).ok());
    Ok(Some((row.wrong_answers, typed)))
}

/// Changes the count of tries, which is never below nothing.
async fn count(registry: &Registry, name: Name, by: i16) -> Result<(), StoreError> {
    let mut tx = scope::begin(&registry.pool, Scope::Draft(name.case())).await?;
    sqlx::query!(
        "update drafts set wrong_answers = greatest(wrong_answers + $2, 0::smallint)
         where case_id = $1 and page = 'person'",
        uuid(name.case()),
        by
    )
    .execute(&mut *tx)
    .await?;
    Ok(tx.commit().await?)
}

/// Puts forms away for good.
///
/// # Errors
/// What PostgreSQL can do.
pub async fn forget(
    registry: &Registry,
    names: impl IntoIterator<Item = Name>,
) -> Result<(), StoreError> {
    for name in names {
        let case = name.case();
        let mut tx = scope::begin(&registry.pool, Scope::Draft(case)).await?;
        events::hold(&mut tx, case).await?;
        spend(&mut tx, registry, case).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Removes what was typed under a name and keeps nothing more under it. The case of that name is held.
///
/// # Errors
/// What PostgreSQL can do.
pub(crate) async fn spend(
    conn: &mut PgConnection,
    registry: &Registry,
    case: CaseId,
) -> Result<(), StoreError> {
    super::remove(conn, (case, Page::Person)).await?;
    sqlx::query!(
        "insert into spent_drafts (name, spent_at_ms) values ($1, $2) on conflict do nothing",
        uuid(case),
        registry.now().as_millis()
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Forgets forms that are old enough now, and names that no browser can hold any more. Returns how many forms that were.
pub(crate) async fn forget_old(conn: &mut PgConnection, now: Instant) -> Result<u64, StoreError> {
    let forms = sqlx::query!(
        "delete from drafts where page = 'person'
         and saved_at_ms < case when kept then $1::bigint else $2::bigint end",
        now.add_days(-KEPT_DAYS).as_millis(),
        now.as_millis() - SESSION_MS
    )
    .execute(&mut *conn)
    .await?;
    let oldest = now.add_days(-NAME_DAYS - 1).as_millis();
    sqlx::query!("delete from spent_drafts where spent_at_ms < $1", oldest).execute(conn).await?;
    Ok(forms.rows_affected())
}

fn uuid(case: CaseId) -> Uuid {
    Uuid::from_bytes(*case.as_bytes())
}
