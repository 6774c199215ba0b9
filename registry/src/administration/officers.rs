//! Who works where, and who may administer.

use std::collections::BTreeSet;

use domain::catalogue::OfficeId;
use domain::identifiers::NationalId;
use domain::ids::{OfficerId, PersonId};
use domain::people::{Officer as CaseOfficer, SupervisorMark};
use domain::text::PlainText;
use sqlx::PgConnection;

use super::journal::{self, Act};
use super::{AdministrationError, By, Duty, accounts, renewals, sessions, supervisors};
use crate::error::StoreError;
use crate::registry::Registry;
use crate::scope::{self, Scope, Scoped};

/// How long a name may be.
pub const MAX_NAME: usize = 80;

/// An officer as administrators see them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Officer {
    /// The account.
    pub account: OfficerId,
    /// The person, the same in every account of theirs.
    pub person: PersonId,
    /// Given and family name.
    pub name: String,
    /// Where they work.
    pub office: OfficeId,
    /// What they do in the administration.
    pub duties: BTreeSet<Duty>,
    /// Whether the account is blocked.
    pub blocked: bool,
    /// Whether they have set a password and a code generator.
    pub ready: bool,
    /// On which days they supervise their office.
    pub supervises: Option<SupervisorMark>,
}

/// An officer to be entered.
#[derive(Debug, Clone)]
pub struct NewOfficer {
    /// The account.
    pub account: OfficerId,
    /// Who it is. Only a keyed hash of it is kept.
    pub national_id: NationalId,
    /// Given and family name.
    pub name: PlainText,
    /// Where they work.
    pub office: OfficeId,
    /// What they do in the administration; nothing for those who work at a desk alone.
    pub duties: BTreeSet<Duty>,
}

/// Enters an officer. The account is kept in small letters.
///
/// # Errors
/// An account that is there already, in whichever case; an office that the catalogue does not know; oneself; a
/// technical administrator, unless at the console.
pub async fn enter(
    registry: &Registry,
    by: &By,
    new: &NewOfficer,
) -> Result<(), AdministrationError> {
    if registry.catalogue().office(&new.office).is_none() {
        return Err(AdministrationError::OfficeUnknown);
    }
    let person = registry.keys.person(new.national_id.as_str());
    if matches!(by, By::Administrator(own) if own.person == person) {
        return Err(AdministrationError::OwnAccount);
    }
    made_by_console(by, new.duties.contains(&Duty::Technical))?;
    let mut tx = scope::begin(&registry.pool, Scope::Administration).await?;
    one_after_the_other(&mut tx).await?;
    let account = accounts::typed(new.account.as_str()).ok_or(AdministrationError::Unknown)?;
    if accounts::meant(&mut tx, account.as_str()).await?.is_some() {
        return Err(AdministrationError::Taken);
    }
    let entered = sqlx::query!(
        "insert into officers (account, person, name, office, duties, state, entered_at_ms)
         values ($1, $2, $3, $4, $5, 'active', $6) on conflict do nothing",
        account.as_str(),
        person.as_str(),
        new.name.as_str(),
        new.office.as_str(),
        &words(&new.duties),
        registry.now().as_millis()
    );
    if entered.execute(&mut *tx).await?.rows_affected() == 0 {
        return Err(AdministrationError::Taken);
    }
    let duties = new.duties.iter().copied().collect();
    let act = Act::OfficerEntered(account, new.office.clone(), duties);
    journal::enter(&mut tx, registry, by, &act).await?;
    Ok(tx.commit().await?)
}

/// Enters somebody of a sample world, as the one they act as there.
pub(crate) async fn enter_sample(
    conn: &mut PgConnection,
    registry: &Registry,
    officer: &CaseOfficer,
    name: &str,
    supervises: Option<SupervisorMark>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into officers (account, person, name, office, state, entered_at_ms, supervises_from, supervises_until)
         values ($1, $2, $3, $4, 'active', $5, $6::text::date, $7::text::date) on conflict do nothing",
        officer.account.as_str(),
        officer.person.as_str(),
        name,
        officer.office.as_str(),
        registry.now().as_millis(),
        supervises.map(|mark| mark.from.to_string()),
        supervises.and_then(|mark| mark.until).map(|until| until.to_string())
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Every officer, or those of one office, by office and name.
///
/// # Errors
/// What PostgreSQL can do.
pub async fn list(
    registry: &Registry,
    office: Option<&OfficeId>,
) -> Result<Vec<Officer>, StoreError> {
    let mut tx = scope::begin(&registry.pool, Scope::Administration).await?;
    let rows = sqlx::query_as!(
        Row,
        r#"select o.account, o.person, o.name, o.office, o.duties, o.state,
                  coalesce(c.password is not null, false) as "ready!",
                  o.supervises_from::text, o.supervises_until::text
           from officers o left join credentials c on c.account = o.account
           where $1::text is null or o.office = $1 order by o.office, o.name"#,
        office.map(OfficeId::as_str)
    )
    .fetch_all(&mut *tx)
    .await?;
    rows.into_iter().map(Row::read).collect()
}

/// How many have duties here and have not taken their invitation up.
///
/// # Errors
/// What PostgreSQL can do.
pub async fn count_unready(registry: &Registry) -> Result<u64, StoreError> {
    let mut tx = scope::begin(&registry.pool, Scope::Administration).await?;
    let row = sqlx::query!(
        r#"select count(*) as "count!"
           from officers o left join credentials c on c.account = o.account
           where o.state <> 'blocked' and o.duties <> '{}' and c.password is null"#
    );
    Ok(row.fetch_one(&mut *tx).await?.count.cast_unsigned())
}

/// Finds an officer.
///
/// # Errors
/// [`AdministrationError::Unknown`].
pub async fn find(
    registry: &Registry,
    account: &OfficerId,
) -> Result<Officer, AdministrationError> {
    let mut tx = scope::begin(&registry.pool, Scope::Administration).await?;
    held(&mut tx, account).await
}

/// The account that somebody means, in whichever case and digits they write it.
///
/// # Errors
/// [`AdministrationError::Unknown`] where there is none.
pub async fn meant(registry: &Registry, text: &str) -> Result<OfficerId, AdministrationError> {
    let mut tx = scope::begin(&registry.pool, Scope::Administration).await?;
    accounts::meant(&mut tx, text).await?.ok_or(AdministrationError::Unknown)
}

/// Gives an officer other duties. They hold at once, also for whoever is signed in.
///
/// # Errors
/// Nobody changes their own duties, takes them from the last who can enter officers, or makes somebody such a one away
/// from the console.
pub async fn change_duties(
    registry: &Registry,
    by: &By,
    account: &OfficerId,
    duties: &BTreeSet<Duty>,
) -> Result<(), AdministrationError> {
    let (mut tx, before) = change(registry, by, account).await?;
    let technical = |duties: &BTreeSet<Duty>| duties.contains(&Duty::Technical);
    made_by_console(by, technical(duties) && !technical(&before.duties))?;
    sqlx::query!(
        "update officers set duties = $2 where account = $1",
        account.as_str(),
        &words(duties)
    )
    .execute(&mut *tx)
    .await?;
    somebody_is_left(&mut tx).await?;
    if !duties.contains(&Duty::Technical) {
        renewals::end_those_of(&mut tx, registry, by, account).await?;
        supervisors::end_those_of(&mut tx, registry, by, account).await?;
    }
    let act = Act::DutiesChanged(account.clone(), duties.iter().copied().collect());
    journal::enter(&mut tx, registry, by, &act).await?;
    Ok(tx.commit().await?)
}

/// Blocks an account, ends its sessions, and takes nothing more from it.
///
/// # Errors
/// As [`change_duties`].
pub async fn block(
    registry: &Registry,
    by: &By,
    account: &OfficerId,
) -> Result<(), AdministrationError> {
    let (mut tx, _) = change(registry, by, account).await?;
    set_state(&mut tx, account, "blocked").await?;
    somebody_is_left(&mut tx).await?;
    sessions::end_all(&mut tx, account).await?;
    renewals::end_those_of(&mut tx, registry, by, account).await?;
    supervisors::end_those_of(&mut tx, registry, by, account).await?;
    journal::enter(&mut tx, registry, by, &Act::OfficerBlocked(account.clone())).await?;
    Ok(tx.commit().await?)
}

/// Opens a blocked account again.
///
/// # Errors
/// As [`change_duties`].
pub async fn unblock(
    registry: &Registry,
    by: &By,
    account: &OfficerId,
) -> Result<(), AdministrationError> {
    let (mut tx, _) = change(registry, by, account).await?;
    set_state(&mut tx, account, "active").await?;
    journal::enter(&mut tx, registry, by, &Act::OfficerUnblocked(account.clone())).await?;
    Ok(tx.commit().await?)
}

/// What the registry knows of an account that acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// They work there, as the person they say they are.
    Works,
    /// The account is blocked.
    Blocked,
    /// There is no such account at this office, or it is another person's.
    Unknown,
}

/// Whether somebody is an officer of the office they act for.
pub(crate) async fn standing(
    conn: &mut PgConnection,
    officer: &CaseOfficer,
) -> Result<Standing, StoreError> {
    let row = sqlx::query!(
        r#"select state from officers where lower(account collate "C") = lower($1 collate "C")
               and person = $2 and office = $3 order by account = $1 desc limit 1"#,
        officer.account.as_str(),
        officer.person.as_str(),
        officer.office.as_str()
    );
    let row = row.fetch_optional(conn).await?;
    Ok(match row.as_ref().map(|row| row.state.as_str()) {
        None => Standing::Unknown,
        Some("active") => Standing::Works,
        Some(_) => Standing::Blocked,
    })
}

/// A technical administrator is made, and given a first password, at the console alone. One who could make another one
/// on the pages would be the two people whom a renewal takes.
pub(super) fn made_by_console(by: &By, technical: bool) -> Result<(), AdministrationError> {
    match by {
        By::Administrator(_) | By::Holder(_) | By::Network(_) if technical => {
            Err(AdministrationError::ConsoleNeeded)
        }
        By::Console | By::Administrator(_) | By::Holder(_) | By::Network(_) => Ok(()),
    }
}

/// Begins to change somebody else's account, which stands as it is returned. Such changes follow each other, so that two of them together do
/// not take away the last who could undo them.
async fn change(
    registry: &Registry,
    by: &By,
    account: &OfficerId,
) -> Result<(Scoped, Officer), AdministrationError> {
    let mut tx = scope::begin(&registry.pool, Scope::Administration).await?;
    one_after_the_other(&mut tx).await?;
    let officer = held(&mut tx, account).await?;
    // A person's accounts are all their own.
    if matches!(by, By::Administrator(own) if own.person == officer.person) {
        return Err(AdministrationError::OwnAccount);
    }
    Ok((tx, officer))
}

async fn one_after_the_other(tx: &mut Scoped) -> Result<(), StoreError> {
    sqlx::query!("select seq from journal_heads for update").fetch_one(&mut **tx).await?;
    Ok(())
}

async fn held(tx: &mut Scoped, account: &OfficerId) -> Result<Officer, AdministrationError> {
    let row = sqlx::query_as!(
        Row,
        r#"select o.account, o.person, o.name, o.office, o.duties, o.state,
                  coalesce(c.password is not null, false) as "ready!",
                  o.supervises_from::text, o.supervises_until::text
           from officers o left join credentials c on c.account = o.account where o.account = $1"#,
        account.as_str()
    );
    let row = row.fetch_optional(&mut **tx).await?.ok_or(AdministrationError::Unknown)?;
    Ok(row.read()?)
}

async fn set_state(
    tx: &mut Scoped,
    account: &OfficerId,
    state: &str,
) -> Result<(), AdministrationError> {
    sqlx::query!("update officers set state = $2 where account = $1", account.as_str(), state)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

async fn somebody_is_left(tx: &mut Scoped) -> Result<(), AdministrationError> {
    let left = sqlx::query!(
        r#"select exists (
               select from officers o join credentials c on c.account = o.account
               where o.state = 'active' and 'technical' = any(o.duties) and c.password is not null
           ) or not exists (select from credentials where password is not null) as "left!""#
    );
    let left = left.fetch_one(&mut **tx).await?.left;
    if left { Ok(()) } else { Err(AdministrationError::LastTechnical) }
}

fn words(duties: &BTreeSet<Duty>) -> Vec<String> {
    duties.iter().map(|duty| duty.word().to_owned()).collect()
}

struct Row {
    account: String,
    person: String,
    name: String,
    office: String,
    duties: Vec<String>,
    state: String,
    ready: bool,
    supervises_from: Option<String>,
    supervises_until: Option<String>,
}

impl Row {
    fn read(self) -> Result<Officer, StoreError> {
        Ok(Officer {
            account: OfficerId::parse(&self.account).map_err(|_| wrong("account"))?,
            person: PersonId::parse(&self.person).map_err(|_| wrong("person"))?,
            name: self.name,
            office: OfficeId::parse(&self.office).map_err(|_| wrong("office"))?,
            duties: duties_of(&self.duties)?,
            blocked: self.state == "blocked",
            ready: self.ready,
            supervises: supervisors::mark(
                self.supervises_from.as_deref(),
                self.supervises_until.as_deref(),
            )?,
        })
    }
}

pub(super) fn duties_of(words: &[String]) -> Result<BTreeSet<Duty>, StoreError> {
    words.iter().map(|word| Duty::of_word(word).ok_or(wrong("duties"))).collect()
}

pub(super) const fn wrong(column: &'static str) -> StoreError {
    StoreError::InconsistentRow { table: "officers", column }
}
