//! How an administrator comes to a password and a code generator: by a code that is shown once, and that only
//! they use. Nobody else ever knows either of them.

use domain::dates::Instant;
use domain::ids::OfficerId;

use super::journal::{self, Act};
use super::secrets::{Generator, OnceCode, Password};
use super::{AdministrationError, By, sessions};
use crate::registry::Registry;
use crate::scope::{self, Scope, Scoped};

/// How long an invitation holds.
const VALID_MS: i64 = 3 * 24 * 3_600_000;

/// Invites an officer who has duties, for the first time or anew. What they had until now opens nothing any
/// more, once they have taken it up.
///
/// # Errors
/// An account that is not there, is blocked, or has no duties.
pub async fn invite(
    registry: &Registry,
    by: &By,
    account: &OfficerId,
) -> Result<OnceCode, AdministrationError> {
    let mut tx = scope::begin(&registry.pool, Scope::Administration).await?;
    let known = sqlx::query!(
        "select account from officers where account = $1 and state = 'active' and duties <> '{}'",
        account.as_str()
    );
    if known.fetch_optional(&mut *tx).await?.is_none() {
        return Err(AdministrationError::Unknown);
    }
    let code = OnceCode::new(&*registry.randomness);
    let hash = code.hash();
    sqlx::query!(
        "insert into credentials (account, invitation, invitation_until_ms) values ($1, $2, $3)
         on conflict (account) do update set
             invitation = excluded.invitation, invitation_until_ms = excluded.invitation_until_ms",
        account.as_str(),
        hash.as_slice(),
        registry.now().as_millis() + VALID_MS
    )
    .execute(&mut *tx)
    .await?;
    journal::enter(&mut tx, registry, by, &Act::Invited(account.clone())).await?;
    tx.commit().await?;
    Ok(code)
}

/// Whether a code is the invitation of an account.
///
/// # Errors
/// [`AdministrationError::Unknown`] where it is not, or its time is over.
pub async fn check(
    registry: &Registry,
    account: &OfficerId,
    code: &OnceCode,
) -> Result<(), AdministrationError> {
    let mut tx = scope::begin(&registry.pool, Scope::Administration).await?;
    hold(&mut tx, account, code, registry.now()).await
}

/// Takes an invitation up. `used` is the step of the generator's first code, which is not let in again.
///
/// # Errors
/// As [`check`].
pub async fn take_up(
    registry: &Registry,
    account: &OfficerId,
    code: &OnceCode,
    password: Password,
    (generator, used): (&Generator, i64),
) -> Result<(), AdministrationError> {
    let randomness = registry.randomness.clone();
    let hashed = tokio::task::spawn_blocking(move || password.hashed(&*randomness)).await;
    let hashed = hashed.map_err(|_| AdministrationError::Over)?;
    let about = account.as_str().as_bytes();
    let sealed = registry.keys.seal(&*registry.randomness, about, generator.as_bytes());
    let mut tx = scope::begin(&registry.pool, Scope::Administration).await?;
    hold(&mut tx, account, code, registry.now()).await?;
    sqlx::query!(
        "update credentials set password = $2, totp = $3, totp_step = $4, failures = 0, locked_until_ms = 0,
                                invitation = null, invitation_until_ms = null
         where account = $1",
        account.as_str(),
        hashed,
        sealed,
        used
    )
    .execute(&mut *tx)
    .await?;
    sessions::end_all(&mut tx, account).await?;
    let by = By::Holder(account.clone());
    journal::enter(&mut tx, registry, &by, &Act::InvitationTaken(account.clone())).await?;
    Ok(tx.commit().await?)
}

async fn hold(
    tx: &mut Scoped,
    account: &OfficerId,
    code: &OnceCode,
    now: Instant,
) -> Result<(), AdministrationError> {
    let hash = code.hash();
    let row = sqlx::query!(
        "select c.account from credentials c join officers o on o.account = c.account
         where c.account = $1 and c.invitation = $2 and c.invitation_until_ms > $3 and o.state = 'active'
         for update of c",
        account.as_str(),
        hash.as_slice(),
        now.as_millis()
    );
    row.fetch_optional(&mut **tx).await?.map(|_| ()).ok_or(AdministrationError::Unknown)
}
