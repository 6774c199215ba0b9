//! Sessions of administrators: known to every server, ended at any time, over by themselves.

use domain::catalogue::OfficeId;
use domain::dates::Instant;
use domain::ids::{OfficerId, PersonId};
use domain::sources::Randomness;
use sha2::{Digest as _, Sha256};
use sqlx::PgConnection;

use super::Administrator;
use super::officers::{duties_of, wrong};
use super::renewals::{self, Renewal, Whose};
use crate::error::StoreError;
use crate::registry::Registry;
use crate::scope::{self, Scope};

const MINUTE_MS: i64 = 60_000;
/// After this long without a request a session is over.
const IDLE_MS: i64 = 20 * MINUTE_MS;
/// A session is over after this long in any case.
pub const LONGEST_MS: i64 = 10 * 60 * MINUTE_MS;

/// What a browser holds to be known again.
#[derive(Clone, PartialEq, Eq)]
pub struct Token([u8; 32]);

impl Token {
    fn new(randomness: &dyn Randomness) -> Self {
        let mut bytes = [0; 32];
        randomness.fill(&mut bytes);
        Self(bytes)
    }

    /// Takes what a browser sent.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// What the browser is given.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    fn hash(&self) -> [u8; 32] {
        Sha256::new_with_prefix(b"parvaneh session\0").chain_update(self.0).finalize().into()
    }

    /// What every form of this session carries, so that no other site can send one.
    pub fn form(&self) -> String {
        let hash = Sha256::new_with_prefix(b"parvaneh form\0").chain_update(self.0).finalize();
        hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
    }
}

/// Begins a session.
pub(super) async fn begin(
    conn: &mut PgConnection,
    registry: &Registry,
    account: &OfficerId,
) -> Result<Token, StoreError> {
    let token = Token::new(&*registry.randomness);
    let now = registry.now();
    let hash = token.hash();
    sqlx::query!(
        "insert into sessions (token, account, began_at_ms, seen_at_ms) values ($1, $2, $3, $3)",
        hash.as_slice(),
        account.as_str(),
        now.as_millis()
    )
    .execute(&mut *conn)
    .await?;
    forget_old(conn, now).await?;
    Ok(token)
}

/// Whose session it is, and what they have to be told of on every page; `None` where it is over, or its account may not
/// administer any more.
///
/// # Errors
/// What PostgreSQL can do.
pub async fn whose(
    registry: &Registry,
    token: &Token,
) -> Result<Option<(Administrator, Vec<Renewal>)>, StoreError> {
    let now = registry.now().as_millis();
    let hash = token.hash();
    let mut tx = scope::begin(&registry.pool, Scope::Administration).await?;
    let row = sqlx::query!(
        "select o.account, o.person, o.name, o.office, o.duties, s.seen_at_ms
         from sessions s join officers o on o.account = s.account
         where s.token = $1 and s.seen_at_ms > $2 and s.began_at_ms > $3
           and o.state = 'active' and o.duties <> '{}'",
        hash.as_slice(),
        now - IDLE_MS,
        now - LONGEST_MS
    );
    let Some(row) = row.fetch_optional(&mut *tx).await? else { return Ok(None) };
    // Once a minute is often enough to know that somebody is there.
    if now - row.seen_at_ms > MINUTE_MS {
        sqlx::query!("update sessions set seen_at_ms = $2 where token = $1", hash.as_slice(), now)
            .execute(&mut *tx)
            .await?;
    }
    let person = PersonId::parse(&row.person).map_err(|_| wrong("person"))?;
    let whose = Whose::Person(&person);
    let renewals = renewals::find(&mut tx, registry.now(), whose).await?;
    tx.commit().await?;
    let administrator = Administrator {
        officer: OfficerId::parse(&row.account).map_err(|_| wrong("account"))?,
        person,
        name: row.name,
        office: OfficeId::parse(&row.office).map_err(|_| wrong("office"))?,
        duties: duties_of(&row.duties)?,
    };
    Ok(Some((administrator, renewals)))
}

/// Ends a session.
///
/// # Errors
/// What PostgreSQL can do.
pub async fn end(registry: &Registry, token: &Token) -> Result<(), StoreError> {
    let mut tx = scope::begin(&registry.pool, Scope::Administration).await?;
    let hash = token.hash();
    sqlx::query!("delete from sessions where token = $1", hash.as_slice())
        .execute(&mut *tx)
        .await?;
    Ok(tx.commit().await?)
}

/// Ends every session of an account.
pub(super) async fn end_all(
    conn: &mut PgConnection,
    account: &OfficerId,
) -> Result<(), StoreError> {
    sqlx::query!("delete from sessions where account = $1", account.as_str()).execute(conn).await?;
    Ok(())
}

/// Ends every session of an account but one.
pub(super) async fn end_others(
    conn: &mut PgConnection,
    account: &OfficerId,
    token: &Token,
) -> Result<(), StoreError> {
    let hash = token.hash();
    sqlx::query!(
        "delete from sessions where account = $1 and token <> $2",
        account.as_str(),
        hash.as_slice()
    )
    .execute(conn)
    .await?;
    Ok(())
}

async fn forget_old(conn: &mut PgConnection, now: Instant) -> Result<(), StoreError> {
    let oldest = now.as_millis() - LONGEST_MS;
    sqlx::query!("delete from sessions where began_at_ms < $1", oldest).execute(conn).await?;
    Ok(())
}
