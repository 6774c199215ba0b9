//! Whoever is signed in chooses another password for their own account.

use domain::ids::OfficerId;

use super::journal::{self, Act};
use super::passwords::Password;
use super::sessions::{self, Token};
use super::sign_in::{Missing, Proved, Try, prove};
use super::{AdministrationError, By};
use crate::registry::Registry;
use crate::turns::Turn;

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Changed {
    /// The account has the new password, and no other session goes on.
    Yes,
    /// The password in use and its code are asked for as at the sign-in.
    No(Missing),
}

/// Gives the account of a session another password. `tried` is the one in use, with a code of the minute.
///
/// # Errors
/// What PostgreSQL can do.
pub async fn change(
    registry: &Registry,
    (account, session): (&OfficerId, &Token),
    (tried, turn): (Try<'_>, Turn),
    new: Password,
) -> Result<Changed, AdministrationError> {
    let (proved, mut tx) = match prove(registry, tried, turn).await? {
        Proved::Yes(proved, tx) => (proved, tx),
        Proved::No(missing) => return Ok(Changed::No(missing)),
    };
    // A session is its holder's, and nobody changes another's here.
    if proved != *account {
        return Ok(Changed::No(Missing::Password));
    }
    let randomness = registry.randomness.clone();
    let hashed = tokio::task::spawn_blocking(move || new.hashed(&*randomness)).await;
    let hashed = hashed.map_err(|_| AdministrationError::Over)?;
    sqlx::query!(
        "update credentials set password = $2, wrong_codes = 0, next_code_from = null where account = $1",
        account.as_str(),
        hashed
    )
    .execute(&mut *tx)
    .await?;
    sessions::end_others(&mut tx, account, session).await?;
    let by = By::Holder(account.clone());
    journal::enter(&mut tx, registry, &by, &Act::PasswordChanged(account.clone())).await?;
    tx.commit().await?;
    tracing::info!(account = account.as_str(), network = tried.network, "changed the password");
    Ok(Changed::Yes)
}
