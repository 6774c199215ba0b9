//! How an administrator comes to a password and a code generator: by a code that is shown once, and that only
//! they use. Nobody else ever knows either of them.

use domain::dates::Instant;
use domain::ids::{OfficerId, PersonId};

use sqlx::PgConnection;

use super::journal::{self, Act};
use super::passwords::Password;
use super::refusals::{self, Refused};
use super::secrets::{Generator, OnceCode};
use super::{AdministrationError, Administrator, By, accounts, officers, renewals, sessions};
use crate::error::StoreError;
use crate::registry::Registry;
use crate::scope::{self, Scope, Scoped};

/// How long an invitation holds.
const VALID_MS: i64 = 3 * 24 * 3_600_000;

/// Invites an officer who has duties and no working account yet; at the console also one who has, whose password and
/// generator open nothing any more once the invitation is taken up.
///
/// # Errors
/// An account that is not there, is blocked, or has no duties; [`AdministrationError::TwoNeeded`] where an
/// administrator invites a person who has a working account, be it another one; [`AdministrationError::ConsoleNeeded`]
/// where they invite a technical one.
pub async fn invite(
    registry: &Registry,
    by: &By,
    account: &OfficerId,
) -> Result<OnceCode, AdministrationError> {
    let mut tx = scope::begin(&registry.pool, Scope::Administration).await?;
    let administrator = match by {
        By::Administrator(administrator) => Some(administrator),
        By::Console | By::Holder(_) | By::Network(_) => None,
    };
    let Invited { works, technical } = may_be_invited(&mut tx, administrator, account).await?;
    if works && administrator.is_some() {
        return Err(AdministrationError::TwoNeeded);
    }
    officers::made_by_console(by, technical)?;
    let (code, _) = write(&mut tx, registry, account, None).await?;
    // What the console does stands above what two people wanted.
    renewals::forget(&mut tx, account).await?;
    journal::enter(&mut tx, registry, by, &Act::Invited(account.clone())).await?;
    tx.commit().await?;
    Ok(code)
}

/// Whether a person has a password and a generator in one of their accounts, so that new ones take two people.
///
/// # Errors
/// What PostgreSQL can do.
pub async fn works(registry: &Registry, person: &PersonId) -> Result<bool, StoreError> {
    let mut tx = scope::begin(&registry.pool, Scope::Administration).await?;
    let row = sqlx::query!(
        r#"select exists (
               select from officers o join credentials c on c.account = o.account
               where o.person = $1 and c.password is not null
           ) as "works!""#,
        person.as_str()
    );
    Ok(row.fetch_one(&mut *tx).await?.works)
}

/// An account that may be given an invitation.
pub(super) struct Invited {
    /// Whether the person has a working one already, be it another one.
    works: bool,
    /// Whether it has the technical duty.
    technical: bool,
}

/// Whether an account may be given an invitation.
pub(super) async fn may_be_invited(
    conn: &mut PgConnection,
    by: Option<&Administrator>,
    account: &OfficerId,
) -> Result<Invited, AdministrationError> {
    let row = sqlx::query!(
        r#"select o.person, 'technical' = any(o.duties) as "technical!", exists (
               select from officers own join credentials c on c.account = own.account
               where own.person = o.person and c.password is not null
           ) as "works!"
           from officers o where o.account = $1 and o.state = 'active' and o.duties <> '{}'"#,
        account.as_str()
    );
    let row = row.fetch_optional(conn).await?.ok_or(AdministrationError::Unknown)?;
    if by.is_some_and(|own| own.person.as_str() == row.person) {
        return Err(AdministrationError::OwnAccount);
    }
    Ok(Invited { works: row.works, technical: row.technical })
}

/// Writes a new invitation, which opens the account at once or, as a renewal, from a moment on; says until when.
pub(super) async fn write(
    conn: &mut PgConnection,
    registry: &Registry,
    account: &OfficerId,
    from_ms: Option<i64>,
) -> Result<(OnceCode, i64), StoreError> {
    let code = OnceCode::new(&*registry.randomness);
    let begins_ms = from_ms.unwrap_or(registry.now().as_millis());
    let (hash, until_ms) = (code.hash(), begins_ms + VALID_MS);
    sqlx::query!(
        "insert into credentials (account, invitation, invitation_from_ms, invitation_until_ms)
         values ($1, $2, $3, $4)
         on conflict (account) do update set
             invitation = excluded.invitation, invitation_from_ms = excluded.invitation_from_ms,
             invitation_until_ms = excluded.invitation_until_ms",
        account.as_str(),
        hash.as_slice(),
        from_ms.unwrap_or(0),
        until_ms
    )
    .execute(conn)
    .await?;
    Ok((code, until_ms))
}

/// Whether a code is the invitation of an account, which may be typed in any spelling; says which account that is.
///
/// # Errors
/// [`AdministrationError::Unknown`] where it is not, or its time is over; [`AdministrationError::TooEarly`] where it
/// has not begun.
pub async fn check(
    registry: &Registry,
    account: &str,
    code: &OnceCode,
) -> Result<OfficerId, AdministrationError> {
    let mut tx = scope::begin(&registry.pool, Scope::Administration).await?;
    let account = accounts::meant(&mut tx, account).await?;
    let account = account.ok_or(AdministrationError::Unknown)?;
    hold(&mut tx, &account, code, registry.now()).await?;
    Ok(account)
}

/// Notes that somebody from a network wrote an account and a code that do not belong together.
///
/// # Errors
/// What PostgreSQL can do.
pub async fn note_refused(
    registry: &Registry,
    account: &str,
    network: &str,
) -> Result<(), StoreError> {
    let mut tx = scope::begin(&registry.pool, Scope::Administration).await?;
    let account = accounts::meant(&mut tx, account).await?;
    drop(tx);
    refusals::note(registry, Refused::Invitation, network, (account.as_ref(), None)).await
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
        "update credentials set password = $2, totp = $3, totp_step = $4, wrong_codes = 0,
                                next_code_from = null, invitation = null, invitation_until_ms = null
         where account = $1",
        account.as_str(),
        hashed,
        sealed,
        used
    )
    .execute(&mut *tx)
    .await?;
    sessions::end_all(&mut tx, account).await?;
    renewals::forget(&mut tx, account).await?;
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
        "select c.invitation_from_ms from credentials c join officers o on o.account = c.account
         where c.account = $1 and c.invitation = $2 and c.invitation_until_ms > $3 and o.state = 'active'
           and (c.invitation_from_ms = 0 or exists (
               select from renewals r where r.account = c.account and r.agreed_by is not null))
         for update of c",
        account.as_str(),
        hash.as_slice(),
        now.as_millis()
    );
    let row = row.fetch_optional(&mut **tx).await?.ok_or(AdministrationError::Unknown)?;
    if row.invitation_from_ms > now.as_millis() {
        return Err(AdministrationError::TooEarly(Instant::from_millis(row.invitation_from_ms)));
    }
    Ok(())
}
