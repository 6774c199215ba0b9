//! Who supervises an office: a mark of an account, set, changed and ended by two people.
//!
//! One technical administrator asks, another agrees, neither of them the holder. A mark speaks of days, from the first to the
//! last, both included; what it says of days that have passed is never changed. No event carries it: intake asks here.

use domain::catalogue::OfficeId;
use domain::dates::{Date, Instant};
use domain::ids::{OfficerId, PersonId};
use domain::people::{Officer, SupervisorMark, Supervisors};
use sqlx::PgConnection;

use super::journal::{self, Act};
use super::officers::wrong;
use super::{AdministrationError, Administrator, By};
use crate::error::StoreError;
use crate::registry::Registry;
use crate::scope::{self, Scope, Scoped};

/// What nobody has agreed to after this is over.
const OPEN_MS: i64 = 7 * 24 * 3_600_000;

/// A mark that somebody asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Whose.
    pub account: OfficerId,
    /// The person who holds the account.
    pub holder: PersonId,
    /// Their name.
    pub holder_name: String,
    /// The mark as it would be.
    pub mark: SupervisorMark,
    /// Who asked for it, by person and name.
    pub proposer: (PersonId, String),
    /// When.
    pub proposed_at: Instant,
}

/// What is asked for and not agreed to, of one account or of all, the oldest first.
///
/// # Errors
/// What PostgreSQL can do.
pub async fn open(
    registry: &Registry,
    account: Option<&OfficerId>,
) -> Result<Vec<Proposal>, StoreError> {
    let mut tx = scope::begin(&registry.pool, Scope::Administration).await?;
    let rows = sqlx::query!(
        r#"select s.account, o.person, o.name, s.from_on::text as "from!", s.until_on::text as until,
                  p.person as proposer, p.name as proposer_name, s.proposed_at_ms
           from supervisor_proposals s join officers o on o.account = s.account
                join officers p on p.account = s.proposed_by
           where s.open_until_ms > $1 and ($2::text is null or s.account = $2)
           order by s.proposed_at_ms, s.account"#,
        registry.now().as_millis(),
        account.map(OfficerId::as_str)
    );
    let read = rows.fetch_all(&mut *tx).await?.into_iter().map(|row| {
        let person = |text: &str| PersonId::parse(text).map_err(|_| wrong("person"));
        let mark = mark(Some(&row.from), row.until.as_deref())?;
        Ok(Proposal {
            account: OfficerId::parse(&row.account).map_err(|_| wrong("account"))?,
            holder: person(&row.person)?,
            holder_name: row.name,
            mark: mark.ok_or(wrong("supervises_from"))?,
            proposer: (person(&row.proposer)?, row.proposer_name),
            proposed_at: Instant::from_millis(row.proposed_at_ms),
        })
    });
    read.collect()
}

/// Asks for an account to supervise its office from a day on or, where it does, to do so until another day.
///
/// # Errors
/// [`AdministrationError::Over`] where somebody has asked already; [`AdministrationError::DayPassed`] where a day lies
/// behind, or the last before the first; nobody asks it for themselves.
pub async fn propose(
    registry: &Registry,
    first: &Administrator,
    account: &OfficerId,
    wanted: SupervisorMark,
) -> Result<(), AdministrationError> {
    let mut tx = scope::begin(&registry.pool, Scope::Administration).await?;
    let held = of_another(&mut tx, first, account).await?;
    let today = registry.now().tehran_date();
    let wanted = following(held, wanted, today).ok_or(AdministrationError::DayPassed)?;
    let now = registry.now().as_millis();
    let entered = sqlx::query!(
        "insert into supervisor_proposals (account, from_on, until_on, proposed_by, proposed_at_ms, open_until_ms)
         values ($1, $2::text::date, $3::text::date, $4, $5, $6)
         on conflict (account) do update set
             from_on = excluded.from_on, until_on = excluded.until_on, proposed_by = excluded.proposed_by,
             proposed_at_ms = excluded.proposed_at_ms, open_until_ms = excluded.open_until_ms
         where supervisor_proposals.open_until_ms <= $5",
        account.as_str(),
        wanted.from.to_string(),
        wanted.until.map(|until| until.to_string()),
        first.officer.as_str(),
        now,
        now + OPEN_MS
    );
    if entered.execute(&mut *tx).await?.rows_affected() == 0 {
        return Err(AdministrationError::Over);
    }
    let by = By::Administrator(first.clone());
    journal::enter(&mut tx, registry, &by, &Act::SupervisorProposed(account.clone(), wanted))
        .await?;
    Ok(tx.commit().await?)
}

/// Agrees to it, as another person than the one who asked. It holds from now on, and for no day that has passed.
///
/// # Errors
/// [`AdministrationError::SamePerson`]; nothing that waits; whoever asked may not administer officers any more.
pub async fn agree(
    registry: &Registry,
    second: &Administrator,
    account: &OfficerId,
) -> Result<(), AdministrationError> {
    let mut tx = scope::begin(&registry.pool, Scope::Administration).await?;
    let held = of_another(&mut tx, second, account).await?;
    let row = sqlx::query!(
        r#"select s.from_on::text as "from!", s.until_on::text as until, p.person, p.state, p.duties
           from supervisor_proposals s join officers p on p.account = s.proposed_by
           where s.account = $1 and s.open_until_ms > $2 for update of s"#,
        account.as_str(),
        registry.now().as_millis()
    );
    let row = row.fetch_optional(&mut *tx).await?.ok_or(AdministrationError::Over)?;
    second.may_agree_with(&row.person, &row.state, &row.duties)?;
    let wanted = mark(Some(&row.from), row.until.as_deref())?.ok_or(wrong("supervises_from"))?;
    let today = registry.now().tehran_date();
    let late = SupervisorMark {
        from: wanted.from.max(today),
        until: wanted.until.map(|until| until.max(today)),
    };
    let given = following(held, late, today).ok_or(AdministrationError::Over)?;
    sqlx::query!(
        "update officers set supervises_from = $2::text::date, supervises_until = $3::text::date where account = $1",
        account.as_str(),
        given.from.to_string(),
        given.until.map(|until| until.to_string())
    )
    .execute(&mut *tx)
    .await?;
    forget(&mut tx, account).await?;
    let by = By::Administrator(second.clone());
    journal::enter(&mut tx, registry, &by, &Act::SupervisorAgreed(account.clone(), given)).await?;
    Ok(tx.commit().await?)
}

/// Takes back what nobody has agreed to.
///
/// # Errors
/// Nothing is open.
pub async fn withdraw(
    registry: &Registry,
    by: &By,
    account: &OfficerId,
) -> Result<(), AdministrationError> {
    let mut tx = scope::begin(&registry.pool, Scope::Administration).await?;
    if !forget(&mut tx, account).await? {
        return Err(AdministrationError::Over);
    }
    journal::enter(&mut tx, registry, by, &Act::SupervisorWithdrawn(account.clone())).await?;
    Ok(tx.commit().await?)
}

/// Ends what somebody asked for who is blocked now, or may not ask for it any more.
pub(super) async fn end_those_of(
    conn: &mut PgConnection,
    registry: &Registry,
    by: &By,
    proposer: &OfficerId,
) -> Result<(), StoreError> {
    let rows = sqlx::query!(
        "select account from supervisor_proposals where proposed_by = $1 and open_until_ms > $2",
        proposer.as_str(),
        registry.now().as_millis()
    );
    for row in rows.fetch_all(&mut *conn).await? {
        let account = OfficerId::parse(&row.account).map_err(|_| wrong("account"))?;
        forget(&mut *conn, &account).await?;
        journal::enter(&mut *conn, registry, by, &Act::SupervisorWithdrawn(account)).await?;
    }
    Ok(())
}

/// The supervisors of some offices, for the judging of an event. Who is blocked is none.
pub(crate) async fn of_offices(
    conn: &mut PgConnection,
    offices: impl IntoIterator<Item = &OfficeId>,
) -> Result<Supervisors, StoreError> {
    let offices: Vec<String> = offices.into_iter().map(|id| id.as_str().to_owned()).collect();
    let rows = sqlx::query!(
        r#"select account, person, office, supervises_from::text as "from", supervises_until::text as until
           from officers
           where office = any($1) and supervises_from is not null and state = 'active'"#,
        &offices
    );
    let known = rows.fetch_all(conn).await?.into_iter().map(|row| {
        let who = Officer {
            account: OfficerId::parse(&row.account).map_err(|_| wrong("account"))?,
            person: PersonId::parse(&row.person).map_err(|_| wrong("person"))?,
            office: OfficeId::parse(&row.office).map_err(|_| wrong("office"))?,
        };
        let mark = mark(row.from.as_deref(), row.until.as_deref())?;
        Ok((who, mark.ok_or(wrong("supervises_from"))?))
    });
    known.collect()
}

/// The mark that follows another: of one that has begun the first day stays, and no day that has passed is touched.
fn following(
    held: Option<SupervisorMark>,
    wanted: SupervisorMark,
    today: Date,
) -> Option<SupervisorMark> {
    let is_over = |mark: SupervisorMark| mark.until.is_some_and(|until| until < today);
    let from = match held {
        Some(held) if held.from < today && !is_over(held) => held.from,
        Some(_) | None if wanted.from < today => return None,
        Some(_) | None => wanted.from,
    };
    let backwards = wanted.until.is_some_and(|until| until < from || until < today);
    (!backwards).then_some(SupervisorMark { from, until: wanted.until })
}

/// The mark of an account of another person.
async fn of_another(
    tx: &mut Scoped,
    who: &Administrator,
    account: &OfficerId,
) -> Result<Option<SupervisorMark>, AdministrationError> {
    let row = sqlx::query!(
        r#"select person, supervises_from::text as "from", supervises_until::text as until
           from officers where account = $1 for update"#,
        account.as_str()
    );
    let row = row.fetch_optional(&mut **tx).await?.ok_or(AdministrationError::Unknown)?;
    if row.person == who.person.as_str() {
        return Err(AdministrationError::OwnAccount);
    }
    Ok(mark(row.from.as_deref(), row.until.as_deref())?)
}

async fn forget(conn: &mut PgConnection, account: &OfficerId) -> Result<bool, StoreError> {
    let gone =
        sqlx::query!("delete from supervisor_proposals where account = $1", account.as_str());
    Ok(gone.execute(conn).await?.rows_affected() > 0)
}

/// Reads a mark as the columns hold it.
pub(super) fn mark(
    from: Option<&str>,
    until: Option<&str>,
) -> Result<Option<SupervisorMark>, StoreError> {
    let day = |text: &str| Date::parse(text).map_err(|_| wrong("supervises_from"));
    let until = until.map(day).transpose()?;
    Ok(from.map(day).transpose()?.map(|from| SupervisorMark { from, until }))
}
