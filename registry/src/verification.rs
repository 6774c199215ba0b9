//! What anybody may learn who holds a paper: by its number from the registry, by its code from its signature.

use domain::catalogue::{FieldCode, OfficeId};
use domain::dates::{Date, Instant};
use domain::identifiers::LicenceNumber;
use domain::ids::EventId;
use domain::people::Activity;
use domain::places::CountyCode;
use ed25519_dalek::VerifyingKey;
use sqlx::PgPool;
use wire::proof::{self, Claim, Lists, ProofError, Verdict};

use crate::codes;
use crate::error::StoreError;
use crate::registry::Registry;
use crate::scope::{self, Scope};

/// Whom papers' signatures are checked against.
#[derive(Debug, Clone)]
pub struct Trust {
    /// The root that this registry holds.
    pub root: VerifyingKey,
    /// The trust list, as it was published.
    pub list: Vec<u8>,
}

/// A licence, as far as whoever holds its paper may know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Its number.
    pub number: LicenceNumber,
    /// The event that issued it.
    pub event: EventId,
    /// The holder's name.
    pub holder: String,
    /// The holder's identity, masked but for its last two digits.
    pub identity_mask: String,
    /// The kind of activity.
    pub activity: Activity,
    /// The approved field.
    pub field: FieldCode,
    /// Where the work is done.
    pub county: CountyCode,
    /// The day of issue.
    pub issued_on: Date,
    /// Its last day.
    pub valid_until: Date,
    /// The office that issued it, where the row is new enough to say.
    pub issuer: Option<OfficeId>,
    /// What it counts as on the day of the question.
    pub state: State,
    /// Since when it is out of force, where the registry knows.
    pub since: Option<Instant>,
}

/// What a licence that the registry knows counts as.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, utoipa::ToSchema,
)]
#[serde(rename_all = "camelCase")]
pub enum State {
    /// In force and registered.
    Registered,
    /// In force, and not yet confirmed.
    Provisional,
    /// Out of force for a time.
    Suspended,
    /// Out of force for good.
    Revoked,
    /// Another licence took its place.
    Superseded,
    /// Its last day is past.
    Expired,
}

impl State {
    /// Every one.
    pub const ALL: [Self; 6] = [
        Self::Registered,
        Self::Provisional,
        Self::Suspended,
        Self::Revoked,
        Self::Superseded,
        Self::Expired,
    ];

    /// What a licence counts as on a day.
    pub(crate) fn of(
        force: &str,
        confirmation: &str,
        valid_until: Date,
        today: Date,
    ) -> Option<Self> {
        Some(match (force, confirmation) {
            ("revoked", _) => Self::Revoked,
            ("superseded", _) => Self::Superseded,
            ("suspended", _) => Self::Suspended,
            ("inForce", _) if today > valid_until => Self::Expired,
            ("inForce", "registered") => Self::Registered,
            ("inForce", "provisional") => Self::Provisional,
            _ => return None,
        })
    }
}

/// Looks a licence up by its number.
///
/// # Errors
/// What PostgreSQL can do.
pub async fn look_up(
    registry: &Registry,
    number: &LicenceNumber,
) -> Result<Option<Record>, StoreError> {
    if let Some(replica) = registry.replica() {
        match read(registry, replica, number).await {
            Ok(Some(record)) => return Ok(Some(record)),
            // What it does not know yet may be there.
            Ok(None) => {}
            Err(error) => tracing::warn!(error = %error, "the standby does not answer"),
        }
    }
    read(registry, &registry.pool, number).await
}

async fn read(
    registry: &Registry,
    pool: &PgPool,
    number: &LicenceNumber,
) -> Result<Option<Record>, StoreError> {
    let mut tx = scope::begin(pool, Scope::Paper(number)).await?;
    let row = sqlx::query!(
        r#"select event, holder, identity_mask, activity, field, county, issuer, confirmation, force,
                  force_since_ms, issued_on::text as "issued_on!", valid_until::text as "valid_until!"
           from licences where number = $1"#,
        number.as_str()
    )
    .fetch_optional(&mut *tx)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let wrong = |column| StoreError::InconsistentRow { table: "licences", column };
    let day = |text: &str, column| Date::parse(text).map_err(|_| wrong(column));
    let valid_until = day(&row.valid_until, "valid_until")?;
    let today = registry.now().tehran_date();
    let state = State::of(&row.force, &row.confirmation, valid_until, today);
    let issuer = row.issuer.as_deref().map(OfficeId::parse).transpose();
    Ok(Some(Record {
        number: number.clone(),
        event: EventId::from_bytes(row.event.into_bytes()),
        holder: row.holder,
        identity_mask: row.identity_mask,
        activity: codes::activity_of(&row.activity).ok_or_else(|| wrong("activity"))?,
        field: FieldCode::parse(&row.field).map_err(|_| wrong("field"))?,
        county: CountyCode::parse(&row.county).map_err(|_| wrong("county"))?,
        issued_on: day(&row.issued_on, "issued_on")?,
        valid_until,
        issuer: issuer.map_err(|_| wrong("issuer"))?,
        state: state.ok_or_else(|| wrong("force"))?,
        since: row.force_since_ms.map(Instant::from_millis),
    }))
}

/// What the code on a paper proves by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Paper {
    /// The issuer's workstation signed it.
    Signed(Box<Verdict>),
    /// Nobody here can tell who signed it; this is what it says.
    Unjudged(Box<Claim>, Doubt),
    /// It is certainly not genuine.
    NotGenuine(ProofError),
    /// Its text cannot be read, and nothing is said of the paper.
    Unreadable,
}

/// Why nobody here can tell who signed a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// This server was given no trust list.
    NoList,
    /// Its trust list does not name the signer.
    NotInList,
    /// The licence says that it is issued later than tomorrow.
    NotYetIssued,
    /// Its trust list is past its day.
    ListTooOld,
}

/// Judges the code on a paper.
pub fn judge(text: &str, trust: Option<&Trust>, today: Date) -> Paper {
    let claim = match proof::claimed(text) {
        Ok(claim) => claim,
        Err(ProofError::Unreadable) => return Paper::Unreadable,
        Err(error) => return Paper::NotGenuine(error),
    };
    let Some(Trust { root, list }) = trust else {
        return Paper::Unjudged(Box::new(claim), Doubt::NoList);
    };
    match proof::check(text, &Lists { root, trust: Some(list), statuses: None }, today) {
        Ok(verdict) => Paper::Signed(Box::new(verdict)),
        Err(error) if error.is_not_genuine() => Paper::NotGenuine(error),
        Err(ProofError::Unreadable) => Paper::Unreadable,
        Err(ProofError::NotYetIssued) => Paper::Unjudged(Box::new(claim), Doubt::NotYetIssued),
        Err(ProofError::TrustListTooOld) => Paper::Unjudged(Box::new(claim), Doubt::ListTooOld),
        Err(_) => Paper::Unjudged(Box::new(claim), Doubt::NotInList),
    }
}
