//! Whether an application repeats another, or is one too many: told to the reviewer alone. Nobody has proved that the
//! ID that they typed is theirs, so what else there is of it is not for whoever typed it.

use domain::case::Case;
use domain::catalogue::FieldCode;
use domain::dates::Instant;
use domain::identifiers::{LicenceNumber, TrackingCode};
use domain::text::{PlainText, to_persian_digits};
use sqlx::PgConnection;
use uuid::Uuid;

use super::rules;
use crate::error::StoreError;
use crate::events;
use crate::registry::Registry;

/// The longest note.
const NOTE: usize = 2_000;

/// The note where nothing was found.
const NOTHING: &str =
    "سامانه در همین رشته درخواست باز یا مجوز معتبر دیگری از این متقاضی پیدا نکرد.";

/// What an application repeats.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Duplicates {
    /// Open applications of the same applicant in the same field.
    pub open: Vec<OpenCase>,
    /// Numbers of licences that the applicant holds in the same field.
    pub licences_in_field: Vec<String>,
    /// How many licences the applicant holds, where that is as many as one may.
    pub cap_reached: Option<i64>,
}

/// An open application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenCase {
    /// Its code. For reviewers alone: whoever typed somebody's ID must not learn it.
    pub code: TrackingCode,
    /// When it was handed in.
    pub submitted_at: Option<Instant>,
}

impl Duplicates {
    /// What the reviewer reads. There is always a note, so that handing in takes as long for an ID with other cases as
    /// for one without.
    pub fn note(&self) -> Option<PlainText> {
        let mut lines = Vec::new();
        for other in &self.open {
            let code = to_persian_digits(&other.code.printed());
            let when = other.submitted_at.map_or(String::new(), |at| {
                format!("، ثبت نهایی در {}", at.tehran_date().jalali().in_words())
            });
            lines.push(format!(
                "شاید درخواست تکراری است: همین متقاضی در همین رشته درخواست باز دیگری با کد رهگیری {code} دارد{when}."
            ));
        }
        for number in &self.licences_in_field {
            let number = to_persian_digits(number);
            lines.push(format!("متقاضی در همین رشته مجوز معتبر شمارهٔ {number} دارد."));
        }
        if let Some(count) = self.cap_reached {
            let count = to_persian_digits(&count.to_string());
            lines
                .push(format!("متقاضی {count} مجوز معتبر دارد و به سقف مجوزهای هر شخص رسیده است."));
        }
        if lines.is_empty() {
            lines.push(NOTHING.to_owned());
        }
        PlainText::parse(&lines.join("\n"), NOTE).ok()
    }
}

/// Keeps two applications of one person in one field from being handed in at the same moment, each unseen by
/// the other.
pub(super) async fn one_at_a_time(
    conn: &mut PgConnection,
    registry: &Registry,
    case: &Case,
) -> Result<(), StoreError> {
    let identity = registry.keys.identity(case.applicant.identity());
    sqlx::query!(
        "select pg_advisory_xact_lock(hashtextextended(encode($1::bytea, 'hex'), 1)) as locked",
        identity.as_bytes().as_slice()
    )
    .fetch_one(conn)
    .await?;
    Ok(())
}

/// Looks for what an application in a field would repeat, in a transaction that sees every case.
///
/// # Errors
/// What PostgreSQL can do.
pub(super) async fn find_in(
    conn: &mut PgConnection,
    registry: &Registry,
    case: &Case,
    field: &FieldCode,
) -> Result<Duplicates, StoreError> {
    let identity = registry.keys.identity(case.applicant.identity());
    let rows = sqlx::query!(
        "select tracking_code, submitted_at_ms from cases
         where identity = $1 and is_open and field = $2 and id <> $3 order by submitted_at_ms limit 10",
        identity.as_bytes().as_slice(),
        field.as_str(),
        Uuid::from_bytes(*case.id.as_bytes())
    )
    .fetch_all(&mut *conn)
    .await?;
    let wrong = StoreError::InconsistentRow { table: "cases", column: "tracking_code" };
    let mut open = Vec::with_capacity(rows.len());
    for row in rows {
        let Ok(code) = TrackingCode::parse(&row.tracking_code) else { return Err(wrong) };
        open.push(OpenCase { code, submitted_at: row.submitted_at_ms.map(Instant::from_millis) });
    }
    let today = registry.now().tehran_date().to_string();
    let licences = sqlx::query!(
        "select number, field from licences
         where identity = $1 and force in ('inForce', 'suspended') and valid_until >= $2::text::date",
        identity.as_bytes().as_slice(),
        today
    )
    .fetch_all(&mut *conn)
    .await?;
    let replaced = replaced(conn, registry, case).await?;
    let is_other = |number: &str| !replaced.iter().any(|replaced| replaced.as_str() == number);
    let licences: Vec<_> =
        licences.into_iter().filter(|licence| is_other(&licence.number)).collect();
    let count = i64::try_from(licences.len()).unwrap_or(i64::MAX);
    let most = rules(registry, case)?.rules.max_licences_per_person;
    let in_field = licences.into_iter().filter(|licence| licence.field == field.as_str());
    Ok(Duplicates {
        open,
        licences_in_field: in_field.map(|licence| licence.number).collect(),
        cap_reached: (count >= i64::from(most)).then_some(count),
    })
}

/// The licences whose place an application takes, one after the other: they are no second ones, also where the office has not
/// said yet that an earlier one was replaced.
async fn replaced(
    conn: &mut PgConnection,
    registry: &Registry,
    case: &Case,
) -> Result<Vec<LicenceNumber>, StoreError> {
    let predecessor = |case: &Case| {
        let (of, number) = case.purpose.predecessor()?;
        Some((of, number.clone()))
    };
    let mut numbers = Vec::new();
    let mut next = predecessor(case);
    while let Some((of, number)) = next.filter(|(_, number)| !numbers.contains(number)) {
        numbers.push(number);
        let held = events::fold(conn, &registry.keys, of).await?;
        next = held.and_then(|held| predecessor(&held.case));
    }
    Ok(numbers)
}
