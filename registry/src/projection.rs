//! Rows that follow from cases, written with their events.

use std::collections::BTreeSet;

use domain::case::{Case, Confirmation, Force, Licence, SupporterState};
use domain::dates::Instant;
use domain::deadlines;
use domain::identifiers::{LicenceNumber, TrackingCode};
use domain::ids::CaseId;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::codes;
use crate::error::StoreError;
use crate::events::Held;
use crate::keys::IdentityHash;
use crate::registry::Registry;

/// How many digits of an identity the public sees (DESIGN 8.8).
const SHOWN_DIGITS: usize = 2;

/// The cases whose licences would be superseded by those of these.
pub(crate) async fn replaced(
    conn: &mut PgConnection,
    cases: &BTreeSet<CaseId>,
) -> Result<Vec<CaseId>, StoreError> {
    let ids: Vec<Uuid> = cases.iter().map(|id| Uuid::from_bytes(*id.as_bytes())).collect();
    let rows = sqlx::query!(
        r#"select predecessor as "predecessor!" from cases where id = any($1) and predecessor is not null"#,
        &ids
    );
    let rows = rows.fetch_all(conn).await?;
    Ok(rows.into_iter().map(|row| CaseId::from_bytes(row.predecessor.into_bytes())).collect())
}

/// Writes the rows of a case as it stands.
pub(crate) async fn put(
    conn: &mut PgConnection,
    registry: &Registry,
    held: &Held,
    now: Instant,
) -> Result<(), StoreError> {
    let case = &held.case;
    let keys = &registry.keys;
    let id = Uuid::from_bytes(*case.id.as_bytes());
    let applicant = &case.applicant;
    let (identity, person) = (
        keys.identity(applicant.identity()),
        keys.identity(applicant.person().national_id.as_str()),
    );
    let supporter = supporter_identity(case).map(|identity| keys.identity(identity));
    let submission = case.submission.as_ref();
    let rules = registry.rules(&case.edition);
    let due = rules.as_ref().and_then(|rules| deadlines::due(case, rules, now));
    let answer_due_on = rules.as_ref().and_then(|rules| deadlines::answer_due(case, rules));
    let due_on = due.filter(|due| !due.paused).map(|due| due.on.to_string());
    sqlx::query!(
        "insert into cases (id, tracking_code, identity, person, supporter, activity, field, stage, is_open,
                            office, version, last_hash, registered_at_ms, submitted_at_ms, due_on,
                            answer_due_on, predecessor)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15::text::date, $16::text::date,
                 $17)
         on conflict (id) do update set
             identity = excluded.identity, person = excluded.person, supporter = excluded.supporter,
             field = excluded.field, stage = excluded.stage, is_open = excluded.is_open,
             office = excluded.office, version = excluded.version, last_hash = excluded.last_hash,
             submitted_at_ms = excluded.submitted_at_ms, due_on = excluded.due_on,
             answer_due_on = excluded.answer_due_on",
        id,
        case.tracking_code.as_str(),
        identity.as_bytes().as_slice(),
        person.as_bytes().as_slice(),
        supporter.as_ref().map(|hash| hash.as_bytes().as_slice()),
        codes::activity(applicant.activity()),
        submission.map(|submission| submission.plan.field.as_str()),
        codes::stage(case.stage_name()),
        case.is_open(),
        case.office.as_ref().map(domain::catalogue::OfficeId::as_str),
        case.version.cast_signed(),
        held.last_hash.as_bytes().as_slice(),
        case.registered_at.as_millis(),
        submission.map(|submission| submission.at.as_millis()),
        due_on,
        answer_due_on.map(|day| day.to_string()),
        case.purpose.predecessor().map(|(of, _)| Uuid::from_bytes(*of.as_bytes()))
    )
    .execute(&mut *conn)
    .await?;
    let offices: Vec<String> =
        case.offices.iter().map(|office| office.as_str().to_owned()).collect();
    sqlx::query!(
        "insert into case_offices (case_id, office) select $1, office from unnest($2::text[]) as o (office)
         on conflict do nothing",
        id,
        &offices
    )
    .execute(&mut *conn)
    .await?;
    if let Some(licence) = case.licence() {
        put_licence(conn, case, licence, identity).await?;
    }
    Ok(())
}

/// Whether the tracking code of a new case is another one's.
pub(crate) async fn is_code_taken(
    conn: &mut PgConnection,
    case: CaseId,
    code: &TrackingCode,
) -> Result<bool, StoreError> {
    let row = sqlx::query!(
        r#"select exists (select from cases where tracking_code = $1 and id <> $2) as "taken!""#,
        code.as_str(),
        Uuid::from_bytes(*case.as_bytes())
    )
    .fetch_one(conn)
    .await?;
    Ok(row.taken)
}

/// Whether a licence of this number is known.
pub(crate) async fn is_number_taken(
    conn: &mut PgConnection,
    number: &LicenceNumber,
) -> Result<bool, StoreError> {
    let row = sqlx::query!(
        r#"select exists (select from licences where number = $1) as "taken!""#,
        number.as_str()
    )
    .fetch_one(conn)
    .await?;
    Ok(row.taken)
}

async fn put_licence(
    conn: &mut PgConnection,
    case: &Case,
    licence: &Licence,
    identity: IdentityHash,
) -> Result<(), StoreError> {
    let wrong = || StoreError::InconsistentLog(case.id);
    let submission = case.submission.as_ref().ok_or_else(wrong)?;
    let confirmation = match licence.confirmation {
        Confirmation::Provisional => "provisional",
        Confirmation::Registered { .. } => "registered",
    };
    let (force, since) = match &licence.force {
        Force::InForce => ("inForce", None),
        Force::Suspended(sanction) => ("suspended", Some(sanction.at.as_millis())),
        Force::Revoked(sanction) => ("revoked", Some(sanction.at.as_millis())),
        Force::Superseded { .. } => ("superseded", None),
    };
    let issued_on = licence.issued_at.tehran_date().to_string();
    sqlx::query!(
        "insert into licences (number, case_id, event, holder, identity_mask, identity, activity, field, county,
                               issued_on, valid_until, confirmation, force, force_since_ms, issuer)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::text::date, $11::text::date, $12, $13, $14, $15)
         on conflict (number) do update set
             holder = excluded.holder, county = excluded.county, valid_until = excluded.valid_until,
             confirmation = excluded.confirmation, force = excluded.force,
             force_since_ms = excluded.force_since_ms, issuer = excluded.issuer",
        licence.number.as_str(),
        Uuid::from_bytes(*case.id.as_bytes()),
        Uuid::from_bytes(*licence.event.as_bytes()),
        case.applicant.display_name(),
        masked(case.applicant.identity()),
        identity.as_bytes().as_slice(),
        codes::activity(case.applicant.activity()),
        submission.plan.field.as_str(),
        submission.plan.workplace.county.to_string(),
        issued_on,
        licence.valid_until.to_string(),
        confirmation,
        force,
        since,
        licence.by.office.as_str()
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Under which identity the case is shown to a supporter; to nobody once they have declined.
fn supporter_identity(case: &Case) -> Option<&str> {
    let declined = matches!(case.supporter, SupporterState::Declined { .. });
    let named = case.applicant.named_supporter().filter(|_| !declined);
    named.map(|named| named.identity.as_str())
}

fn masked(identity: &str) -> String {
    let hidden = identity.len().saturating_sub(SHOWN_DIGITS);
    let shown = identity.get(hidden..).unwrap_or_default();
    format!("{}{shown}", "*".repeat(hidden))
}
