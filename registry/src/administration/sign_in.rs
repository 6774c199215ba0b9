//! Signing in: password and code of the minute together.
//!
//! Nothing locks an account: the right password with the right code lets its holder in whatever others have tried. What a
//! guesser gains is bounded otherwise: wrong tries make their network slower (`web::limits`), and where somebody who knows
//! the password has guessed at many codes, two codes that follow each other are asked for instead of one.

use domain::dates::Instant;
use domain::ids::OfficerId;

use super::journal::{self, Act};
use super::passwords::is_password;
use super::refusals::{self, Refused};
use super::secrets::Generator;
use super::sessions::{self, Token};
use super::{By, accounts, officers};
use crate::error::StoreError;
use crate::registry::Registry;
use crate::scope::{self, Scope, Scoped};
use crate::turns::Turn;

const DAY_MS: i64 = 24 * 3_600_000;
/// So many wrong codes beside the right password in a day, and one code is not enough any more. A code is one of a
/// million and three of them hold at once: so many tries are right once in 3,300 days of guessing.
const WRONG_CODES: i32 = 100;
/// How long the second of two codes may take: the next one comes within half a minute.
const NEXT_CODE_MS: i64 = 3 * 60_000;

/// What somebody typed, and where.
#[derive(Clone, Copy)]
pub struct Try<'t> {
    /// The account, in any spelling.
    pub account: &'t str,
    /// The password.
    pub password: &'t str,
    /// The code of the minute.
    pub code: &'t str,
    /// The network that they come from.
    pub network: &'t str,
}

/// What came of it.
#[derive(Clone, PartialEq, Eq)]
pub enum SignedIn {
    /// A session begins.
    Yes(Token),
    /// Nobody is let in.
    No(Missing),
}

/// What is known of an account before its password is checked.
struct Known {
    account: OfficerId,
    /// Where it may sign in at all.
    password: Option<String>,
}

/// What came of a password and a code.
pub(super) enum Proved {
    /// They are an account's. What follows from that is written in the same transaction, which holds the account.
    Yes(OfficerId, Scoped),
    /// They are not, or not enough.
    No(Missing),
}

/// What an account's holder did not show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// Account or password is wrong, or the account may not. Nobody is told which.
    Password,
    /// The password is right and the code is not, or was used already.
    Code,
    /// Both are right, and the next code is asked for as well, since many were guessed at.
    NextCode,
}

/// Tries to sign in. `turn` is held while the password is checked, which takes a core some hundredths of a second.
///
/// # Errors
/// What PostgreSQL can do.
pub async fn sign_in(
    registry: &Registry,
    tried: Try<'_>,
    turn: Turn,
) -> Result<SignedIn, StoreError> {
    let (account, mut tx) = match prove(registry, tried, turn).await? {
        Proved::Yes(account, tx) => (account, tx),
        Proved::No(missing) => return Ok(SignedIn::No(missing)),
    };
    let token = sessions::begin(&mut tx, registry, &account).await?;
    let by = By::Holder(account.clone());
    let act = Act::SignedIn(account.clone(), tried.network.to_owned());
    journal::enter(&mut tx, registry, &by, &act).await?;
    tx.commit().await?;
    tracing::info!(account = account.as_str(), network = tried.network, "signed in");
    Ok(SignedIn::Yes(token))
}

/// Whether a password and a code are an account's; what is wrong is noted.
pub(super) async fn prove(
    registry: &Registry,
    tried: Try<'_>,
    turn: Turn,
) -> Result<Proved, StoreError> {
    let known = known(registry, tried.account).await?;
    let kept = known.as_ref().and_then(|known| known.password.clone());
    let typed = zeroize::Zeroizing::new(tried.password.to_owned());
    // No row is locked meanwhile, and an unknown account takes as long.
    let checked = tokio::task::spawn_blocking(move || {
        let _held = turn;
        is_password(&typed, kept.as_deref())
    });
    let right = checked.await.unwrap_or(false);
    let (account, refused, missing) = match known {
        Some(Known { account, password: Some(password) }) if right => {
            match judge_code(registry, &account, &password, tried).await? {
                Proved::No(Missing::Code) => (Some(account), Refused::Code, Missing::Code),
                Proved::No(Missing::Password) => {
                    (Some(account), Refused::SignIn, Missing::Password)
                }
                other => return Ok(other),
            }
        }
        known => (known.map(|known| known.account), Refused::SignIn, Missing::Password),
    };
    refusals::note(registry, refused, tried.network, (account.as_ref(), None)).await?;
    Ok(Proved::No(missing))
}

async fn known(registry: &Registry, account: &str) -> Result<Option<Known>, StoreError> {
    let mut tx = scope::begin(&registry.pool, Scope::Administration).await?;
    let Some(account) = accounts::meant(&mut tx, account).await? else { return Ok(None) };
    let row = sqlx::query!(
        "select c.password from credentials c join officers o on o.account = c.account
         where c.account = $1 and o.state = 'active' and o.duties <> '{}'",
        account.as_str()
    );
    let password = row.fetch_optional(&mut *tx).await?.and_then(|row| row.password);
    Ok(Some(Known { account, password }))
}

/// Lets a code in that is right and was not used, for an account whose password was right a moment ago.
async fn judge_code(
    registry: &Registry,
    account: &OfficerId,
    password: &str,
    tried: Try<'_>,
) -> Result<Proved, StoreError> {
    let now = registry.now();
    let mut tx = scope::begin(&registry.pool, Scope::Administration).await?;
    let row = sqlx::query!(
        "select c.totp, c.totp_step, c.wrong_codes, c.wrong_codes_since_ms, c.next_code_from, c.next_code_until_ms
         from credentials c join officers o on o.account = c.account
         where c.account = $1 and c.password = $2 and o.state = 'active' and o.duties <> '{}' for update of c",
        account.as_str(),
        password
    );
    let Some(row) = row.fetch_optional(&mut *tx).await? else {
        return Ok(Proved::No(Missing::Password));
    };
    let sealed = row.totp.ok_or(officers::wrong("totp"))?;
    let opened = registry.keys.open(account.as_str().as_bytes(), &sealed).ok();
    let generator = opened.and_then(|bytes| Generator::from_bytes(&bytes));
    let step = generator.and_then(|generator| generator.step_of(tried.code, now));
    let (wrong, since) = in_a_day(row.wrong_codes, row.wrong_codes_since_ms, now);
    let Some(step) = step.filter(|step| *step > row.totp_step) else {
        sqlx::query!(
            "update credentials set wrong_codes = $2, wrong_codes_since_ms = $3 where account = $1",
            account.as_str(),
            wrong.saturating_add(1),
            since
        )
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        return Ok(Proved::No(Missing::Code));
    };
    let was_first = row.next_code_from.as_deref() == Some(tried.network)
        && row.next_code_until_ms > now.as_millis();
    let is_enough = wrong < WRONG_CODES || was_first;
    sqlx::query!(
        "update credentials set totp_step = $2, next_code_from = $3, next_code_until_ms = $4 where account = $1",
        account.as_str(),
        step,
        (!is_enough).then_some(tried.network),
        now.as_millis() + NEXT_CODE_MS
    )
    .execute(&mut *tx)
    .await?;
    if !is_enough {
        tx.commit().await?;
        return Ok(Proved::No(Missing::NextCode));
    }
    Ok(Proved::Yes(account.clone(), tx))
}

/// How many codes were wrong in the day that runs, and when it began.
const fn in_a_day(wrong: i32, since_ms: i64, now: Instant) -> (i32, i64) {
    let now_ms = now.as_millis();
    if now_ms - since_ms < DAY_MS { (wrong, since_ms) } else { (0, now_ms) }
}
