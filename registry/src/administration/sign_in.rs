//! Signing in: password and code of the minute together, one answer for everything that is wrong.

use domain::ids::OfficerId;

use super::By;
use super::journal::{self, Act};
use super::secrets::{Generator, is_password};
use super::sessions::{self, Token};
use crate::error::StoreError;
use crate::registry::Registry;
use crate::scope::{self, Scope};

/// After so many wrong tries an account waits.
const TRIES: i32 = 5;
const FIRST_LOCK_MS: i64 = 60_000;
const LONGEST_LOCK_MS: i64 = 15 * 60_000;

/// What came of it.
#[derive(Clone, PartialEq, Eq)]
pub enum SignedIn {
    /// A session begins.
    Yes(Token),
    /// Account, password or code is wrong, or the account waits after too many wrong tries. Nobody is told which.
    No,
}

/// Tries to sign in.
///
/// # Errors
/// What PostgreSQL can do.
pub async fn sign_in(
    registry: &Registry,
    account: &str,
    password: &str,
    code: &str,
) -> Result<SignedIn, StoreError> {
    let now = registry.now();
    let mut tx = scope::begin(&registry.pool, Scope::Administration).await?;
    // The row stays locked, so that tries follow each other however many come at once.
    let row = sqlx::query!(
        "select c.account, c.password, c.totp, c.totp_step, c.failures, c.locked_until_ms
         from credentials c join officers o on o.account = c.account
         where c.account = $1 and o.state = 'active' and o.duties <> '{}' for update of c",
        account
    );
    let row = row.fetch_optional(&mut *tx).await?;
    let kept = row.as_ref().and_then(|row| row.password.clone());
    let typed = zeroize::Zeroizing::new(password.to_owned());
    let right = tokio::task::spawn_blocking(move || is_password(&typed, kept.as_deref()));
    let right = right.await.unwrap_or(false);
    let Some(row) = row else { return Ok(SignedIn::No) };
    if row.locked_until_ms > now.as_millis() {
        return Ok(SignedIn::No);
    }
    let account = OfficerId::parse(&row.account).map_err(|_| super::officers::wrong("account"))?;
    let opened =
        row.totp.and_then(|sealed| registry.keys.open(row.account.as_bytes(), &sealed).ok());
    let generator = opened.and_then(|bytes| Generator::from_bytes(&bytes));
    let step = generator.and_then(|generator| generator.step_of(code, now));
    if let (true, Some(step)) = (right, step.filter(|step| *step > row.totp_step)) {
        sqlx::query!(
            "update credentials set failures = 0, locked_until_ms = 0, totp_step = $2 where account = $1",
            account.as_str(),
            step
        )
        .execute(&mut *tx)
        .await?;
        let token = sessions::begin(&mut tx, registry, &account).await?;
        let by = By::Holder(account.clone());
        journal::enter(&mut tx, registry, &by, &Act::SignedIn(account)).await?;
        tx.commit().await?;
        return Ok(SignedIn::Yes(token));
    }
    let failures = row.failures + 1;
    let lock = (failures >= TRIES).then(|| {
        let doubled = FIRST_LOCK_MS << (failures - TRIES).clamp(0, 10);
        now.as_millis() + doubled.min(LONGEST_LOCK_MS)
    });
    sqlx::query!(
        "update credentials set failures = $2, locked_until_ms = coalesce($3, locked_until_ms) where account = $1",
        account.as_str(),
        failures,
        lock
    )
    .execute(&mut *tx)
    .await?;
    if lock.is_some() {
        // Whoever tried did not hold the account.
        journal::enter(&mut tx, registry, &By::Console, &Act::SignInLocked(account)).await?;
    }
    tx.commit().await?;
    Ok(SignedIn::No)
}
