//! What was refused to people who are not signed in, or who may not do it: in the log each time, in the journal so that
//! nobody can fill it.
//!
//! Refusals are counted by the hour, for each account and network. The first of them is an entry, then the tenth, the
//! hundredth and so on, with the count. Where many networks try at once, those beyond the first sixty of an hour are
//! counted together.

use domain::ids::OfficerId;
use sqlx::PgConnection;

use super::By;
use super::journal::{self, Act};
use crate::error::StoreError;
use crate::registry::Registry;
use crate::scope::{self, Scope};

const HOUR_MS: i64 = 3_600_000;
/// How many rows an hour has before further ones are counted together.
const ROWS: i64 = 60;
/// For how long counts are kept. What was entered into the journal stays there.
const KEPT_MS: i64 = 48 * HOUR_MS;

/// What was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// To sign in: there is no such account, it may not, or the password is wrong.
    SignIn,
    /// To sign in with the right password and a wrong code.
    Code,
    /// To take up an invitation.
    Invitation,
    /// To be heard at all, since too many tries of the same network wait.
    TooMany,
    /// A page or an act that is not among one's duties, or a form of another site.
    Forbidden,
    /// To enrol a workstation.
    Enrolment,
}

impl Refused {
    /// The word for it in the journal.
    pub const fn word(self) -> &'static str {
        match self {
            Self::SignIn => "signInFailed",
            Self::Code => "codeWrong",
            Self::Invitation => "invitationRefused",
            Self::TooMany => "slowedDown",
            Self::Forbidden => "forbidden",
            Self::Enrolment => "enrolmentRefused",
        }
    }
}

/// A refusal as it is entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// What it was.
    pub what: Refused,
    /// The account that it was about, if there is one of that name. What else was typed is written nowhere.
    pub account: Option<OfficerId>,
    /// From which network; empty for several together.
    pub network: String,
    /// How often within the hour.
    pub times: i64,
}

impl Refusal {
    /// What it is about, in the journal.
    pub(super) fn about(&self) -> &str {
        self.account.as_ref().map_or("", OfficerId::as_str)
    }
}

/// Notes that something was refused to somebody from a network. `by` is the account that was signed in, if one was.
///
/// # Errors
/// What PostgreSQL can do.
pub async fn note(
    registry: &Registry,
    what: Refused,
    network: &str,
    (account, by): (Option<&OfficerId>, Option<&OfficerId>),
) -> Result<(), StoreError> {
    let about = account.or(by);
    let known = about.map_or("", OfficerId::as_str);
    tracing::warn!(refused = what.word(), network, account = known, "refused");
    let now = registry.now().as_millis();
    let hour = now - now.rem_euclid(HOUR_MS);
    let mut tx = scope::begin(&registry.pool, Scope::Administration).await?;
    let (is_room, times) = counted(&mut tx, hour, what, (known, network)).await?;
    if is_told(times) {
        let about = about.filter(|_| is_room).cloned();
        let network = if is_room { network.to_owned() } else { String::new() };
        let by = match by {
            Some(officer) if is_room => By::Holder(officer.clone()),
            _ => By::Network(network.clone()),
        };
        let act = Act::Refused(Refusal { what, account: about, network, times });
        journal::enter(&mut tx, registry, &by, &act).await?;
    }
    Ok(tx.commit().await?)
}

/// Counts one, and says how many there are now: of this account and network, or, where there is no room for
/// them, of all such ones together.
async fn counted(
    conn: &mut PgConnection,
    hour: i64,
    what: Refused,
    (account, network): (&str, &str),
) -> Result<(bool, i64), StoreError> {
    let again = sqlx::query!(
        r#"update refusals set times = times + 1
           where hour_ms = $1 and what = $2 and account = $3 and network = $4 returning times as "times!""#,
        hour,
        what.word(),
        account,
        network
    );
    if let Some(row) = again.fetch_optional(&mut *conn).await? {
        return Ok((true, row.times));
    }
    sqlx::query!("delete from refusals where hour_ms < $1", hour - KEPT_MS)
        .execute(&mut *conn)
        .await?;
    let rows = sqlx::query!(
        r#"select count(*) as "rows!" from refusals where hour_ms = $1 and network <> ''"#,
        hour
    );
    let is_room = rows.fetch_one(&mut *conn).await?.rows < ROWS;
    let (account, network) = if is_room { (account, network) } else { ("", "") };
    let row = sqlx::query!(
        r#"insert into refusals (hour_ms, what, account, network, times) values ($1, $2, $3, $4, 1)
           on conflict (hour_ms, what, account, network) do update set times = refusals.times + 1
           returning times as "times!""#,
        hour,
        what.word(),
        account,
        network
    );
    Ok((is_room, row.fetch_one(conn).await?.times))
}

/// Whether so many within an hour are worth an entry: 1, 10, 100 and so on.
fn is_told(times: i64) -> bool {
    let mut step = 1_i64;
    while step < times {
        step = step.saturating_mul(10);
    }
    step == times
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_the_tenth_and_the_hundredth_are_told() {
        let told: Vec<i64> = (1..=1000).filter(|times| is_told(*times)).collect();
        assert_eq!(told, [1, 10, 100, 1000]);
    }
}
