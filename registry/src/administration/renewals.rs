//! A new password and generator for an account that works: wanted by two people, a day later, with its holder's knowledge.
//!
//! One technical administrator asks, another agrees and is shown the code, neither of them the holder. For a day every page
//! of the holder says so and offers to refuse it; what the holder has works until the code is taken up. At the server's
//! console [`super::invitations::invite`] does it at once.

use domain::dates::Instant;
use domain::ids::{OfficerId, PersonId};
use sqlx::PgConnection;

use super::journal::{self, Act};
use super::officers::wrong;
use super::secrets::OnceCode;
use super::{AdministrationError, Administrator, By, invitations};
use crate::error::StoreError;
use crate::registry::Registry;
use crate::scope::{self, Scope};

const DAY_MS: i64 = 24 * 3_600_000;
/// A proposal that nobody agrees to is over after this.
const OPEN_MS: i64 = 7 * DAY_MS;
/// How long the holder is told before the code opens anything.
const WAITING_MS: i64 = DAY_MS;

/// A renewal that is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renewal {
    /// Whose account.
    pub account: OfficerId,
    /// The person who holds it.
    pub holder: PersonId,
    /// Their name.
    pub holder_name: String,
    /// Who asked for it, by person and name.
    pub proposer: (PersonId, String),
    /// When.
    pub proposed_at: Instant,
    /// Who agreed, and from when the code opens the account.
    pub agreed: Option<(String, Instant)>,
}

/// Which renewals are looked for.
#[derive(Debug, Clone, Copy)]
pub enum Whose<'w> {
    /// Every one.
    Anybodys,
    /// That of one account.
    Account(&'w OfficerId),
    /// Those of every account of a person.
    Person(&'w PersonId),
}

/// The renewals that are open, the oldest first.
///
/// # Errors
/// What PostgreSQL can do.
pub async fn open(registry: &Registry, whose: Whose<'_>) -> Result<Vec<Renewal>, StoreError> {
    let mut tx = scope::begin(&registry.pool, Scope::Administration).await?;
    find(&mut tx, registry.now(), whose).await
}

pub(super) async fn find(
    conn: &mut PgConnection,
    now: Instant,
    whose: Whose<'_>,
) -> Result<Vec<Renewal>, StoreError> {
    let (account, person) = match whose {
        Whose::Anybodys => (None, None),
        Whose::Account(account) => (Some(account.as_str()), None),
        Whose::Person(person) => (None, Some(person.as_str())),
    };
    let rows = sqlx::query!(
        r#"select r.account, o.person, o.name, p.person as proposer, p.name as proposer_name,
                  r.proposed_at_ms, a.name as "agreer?", r.from_ms
           from renewals r join officers o on o.account = r.account join officers p on p.account = r.proposed_by
                left join officers a on a.account = r.agreed_by
           where r.until_ms > $1 and ($2::text is null or r.account = $2) and ($3::text is null or o.person = $3)
           order by r.proposed_at_ms, r.account"#,
        now.as_millis(),
        account,
        person
    );
    let read = rows.fetch_all(conn).await?.into_iter().map(|row| {
        let person = |text: &str| PersonId::parse(text).map_err(|_| wrong("person"));
        Ok(Renewal {
            account: OfficerId::parse(&row.account).map_err(|_| wrong("account"))?,
            holder: person(&row.person)?,
            holder_name: row.name,
            proposer: (person(&row.proposer)?, row.proposer_name),
            proposed_at: Instant::from_millis(row.proposed_at_ms),
            agreed: row.agreer.zip(row.from_ms.map(Instant::from_millis)),
        })
    });
    read.collect()
}

/// Asks for an account to be renewed.
///
/// # Errors
/// [`AdministrationError::Over`] where somebody has asked already; nobody asks it for themselves.
pub async fn propose(
    registry: &Registry,
    first: &Administrator,
    account: &OfficerId,
) -> Result<(), AdministrationError> {
    let mut tx = scope::begin(&registry.pool, Scope::Administration).await?;
    invitations::may_be_invited(&mut tx, Some(first), account).await?;
    let now = registry.now().as_millis();
    let entered = sqlx::query!(
        "insert into renewals (account, proposed_by, proposed_at_ms, until_ms) values ($1, $2, $3, $4)
         on conflict (account) do update set
             proposed_by = excluded.proposed_by, proposed_at_ms = excluded.proposed_at_ms,
             until_ms = excluded.until_ms, agreed_by = null, agreed_at_ms = null, from_ms = null
         where renewals.until_ms <= $3",
        account.as_str(),
        first.officer.as_str(),
        now,
        now + OPEN_MS
    );
    if entered.execute(&mut *tx).await?.rows_affected() == 0 {
        return Err(AdministrationError::Over);
    }
    let by = By::Administrator(first.clone());
    journal::enter(&mut tx, registry, &by, &Act::RenewalProposed(account.clone())).await?;
    Ok(tx.commit().await?)
}

/// Agrees to it, as another person than the one who asked. The code opens the account after a day.
///
/// # Errors
/// [`AdministrationError::SamePerson`]; nothing that waits; whoever asked may not administer officers any more.
pub async fn agree(
    registry: &Registry,
    second: &Administrator,
    account: &OfficerId,
) -> Result<OnceCode, AdministrationError> {
    let mut tx = scope::begin(&registry.pool, Scope::Administration).await?;
    invitations::may_be_invited(&mut tx, Some(second), account).await?;
    let now = registry.now().as_millis();
    let row = sqlx::query!(
        "select p.person, p.state, p.duties from renewals r join officers p on p.account = r.proposed_by
         where r.account = $1 and r.until_ms > $2 and r.agreed_by is null for update of r",
        account.as_str(),
        now
    );
    let row = row.fetch_optional(&mut *tx).await?.ok_or(AdministrationError::Over)?;
    second.may_agree_with(&row.person, &row.state, &row.duties)?;
    let from = now + WAITING_MS;
    let (code, until) = invitations::write(&mut tx, registry, account, Some(from)).await?;
    sqlx::query!(
        "update renewals set agreed_by = $2, agreed_at_ms = $3, from_ms = $4, until_ms = $5 where account = $1",
        account.as_str(),
        second.officer.as_str(),
        now,
        from,
        until
    )
    .execute(&mut *tx)
    .await?;
    let by = By::Administrator(second.clone());
    journal::enter(&mut tx, registry, &by, &Act::RenewalAgreed(account.clone())).await?;
    tx.commit().await?;
    Ok(code)
}

/// Ends it: as the holder, who refuses it, or as an administrator, who takes it back. Its code opens nothing then.
///
/// # Errors
/// Nothing is open.
pub async fn end(
    registry: &Registry,
    who: &Administrator,
    account: &OfficerId,
) -> Result<(), AdministrationError> {
    let mut tx = scope::begin(&registry.pool, Scope::Administration).await?;
    let open = find(&mut tx, registry.now(), Whose::Account(account)).await?;
    let open = open.first().ok_or(AdministrationError::Over)?;
    if !forget(&mut tx, account).await? {
        return Err(AdministrationError::Over);
    }
    let is_holder = open.holder == who.person;
    let act = if is_holder { Act::RenewalRefused } else { Act::RenewalWithdrawn };
    let by = By::Administrator(who.clone());
    journal::enter(&mut tx, registry, &by, &act(account.clone())).await?;
    Ok(tx.commit().await?)
}

/// Ends those that somebody wanted who is blocked now, or may not want them any more.
pub(super) async fn end_those_of(
    conn: &mut PgConnection,
    registry: &Registry,
    by: &By,
    wanted_by: &OfficerId,
) -> Result<(), StoreError> {
    let rows = sqlx::query!(
        "select account from renewals where (proposed_by = $1 or agreed_by = $1) and until_ms > $2",
        wanted_by.as_str(),
        registry.now().as_millis()
    );
    for row in rows.fetch_all(&mut *conn).await? {
        let account = OfficerId::parse(&row.account).map_err(|_| wrong("account"))?;
        forget(&mut *conn, &account).await?;
        let act = Act::RenewalWithdrawn(account);
        journal::enter(&mut *conn, registry, by, &act).await?;
    }
    Ok(())
}

/// Takes a renewal away; says whether there was one. Its code opens nothing without it.
pub(super) async fn forget(
    conn: &mut PgConnection,
    account: &OfficerId,
) -> Result<bool, StoreError> {
    let gone = sqlx::query!("delete from renewals where account = $1", account.as_str());
    Ok(gone.execute(conn).await?.rows_affected() > 0)
}
