//! Workstations of offices: codes to enrol them with, and their end.

use domain::catalogue::OfficeId;
use domain::dates::Instant;
use domain::text::PlainText;
use uuid::Uuid;
use wire::ids::DeviceId;

use super::journal::{self, Act};
use super::secrets::OnceCode;
use super::{AdministrationError, By};
use crate::error::StoreError;
use crate::registry::Registry;
use crate::scope::{self, Scope};

/// How long the name of a workstation, and the reason for its end, may be.
pub const MAX_TEXT: usize = 120;
/// How long a code holds.
const VALID_MS: i64 = 7 * 24 * 3_600_000;

/// A workstation as administrators see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workstation {
    /// Its name in the log.
    pub device: DeviceId,
    /// Its office.
    pub office: OfficeId,
    /// What administrators call it.
    pub label: String,
    /// Since when it is enrolled.
    pub enrolled_at: Instant,
    /// When and why it was revoked.
    pub revoked: Option<(Instant, String)>,
    /// How many events it has sent.
    pub events: u64,
    /// When the last of them came.
    pub last_event_at: Option<Instant>,
    /// Two logs claimed the same place: one of them is a copy, and nothing more is taken from it.
    pub frozen: bool,
}

/// A code that is not used yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenCode {
    /// For which office.
    pub office: OfficeId,
    /// What the workstation will be called.
    pub label: String,
    /// Until when it holds.
    pub until: Instant,
}

/// The workstations of an office, or of all, by office.
///
/// # Errors
/// What PostgreSQL can do.
pub async fn list(
    registry: &Registry,
    office: Option<&OfficeId>,
) -> Result<Vec<Workstation>, StoreError> {
    read(registry, office, None).await
}

/// One workstation.
///
/// # Errors
/// What PostgreSQL can do.
pub async fn find(
    registry: &Registry,
    device: DeviceId,
) -> Result<Option<Workstation>, StoreError> {
    Ok(read(registry, None, Some(device)).await?.pop())
}

/// How many workstations that still count were copied, so that nothing more is taken from them.
///
/// # Errors
/// What PostgreSQL can do.
pub async fn count_frozen(registry: &Registry) -> Result<u64, StoreError> {
    let mut tx = scope::begin(&registry.pool, Scope::Administration).await?;
    let row = sqlx::query!(
        r#"select count(*) as "count!" from devices d
           where d.office is not null and d.revoked_at_ms is null
             and exists (select from streams s where s.device = d.id and s.state = 'frozen')"#
    );
    Ok(row.fetch_one(&mut *tx).await?.count.cast_unsigned())
}

async fn read(
    registry: &Registry,
    office: Option<&OfficeId>,
    device: Option<DeviceId>,
) -> Result<Vec<Workstation>, StoreError> {
    let mut tx = scope::begin(&registry.pool, Scope::Administration).await?;
    let rows = sqlx::query!(
        r#"select d.id, d.office as "office!", d.label, d.enrolled_at_ms, d.revoked_at_ms, d.revoked_because,
                  coalesce(s.events, 0)::bigint as "events!", coalesce(s.frozen, false) as "frozen!",
                  s.last_ms as "last_ms?"
           from devices d left join lateral (
               select sum(s.head_seq) as events, bool_or(s.state = 'frozen') as frozen,
                      max(e.received_at_ms) as last_ms
               from streams s left join events e on e.stream = s.id and e.seq = s.head_seq
               where s.device = d.id
           ) s on true
           where d.office is not null and ($1::text is null or d.office = $1)
             and ($2::uuid is null or d.id = $2)
           order by d.office, d.enrolled_at_ms, d.id"#,
        office.map(OfficeId::as_str),
        device.map(|device| Uuid::from_bytes(*device.as_bytes()))
    )
    .fetch_all(&mut *tx)
    .await?;
    let read = rows.into_iter().map(|row| {
        let revoked = row.revoked_at_ms.map(Instant::from_millis);
        Ok(Workstation {
            device: DeviceId::from_bytes(row.id.into_bytes()),
            office: OfficeId::parse(&row.office).map_err(|_| wrong("office"))?,
            label: row.label,
            enrolled_at: Instant::from_millis(row.enrolled_at_ms),
            revoked: revoked.map(|at| (at, row.revoked_because.unwrap_or_default())),
            events: row.events.cast_unsigned(),
            last_event_at: row.last_ms.map(Instant::from_millis),
            frozen: row.frozen,
        })
    });
    read.collect()
}

/// The codes that can still be used.
///
/// # Errors
/// What PostgreSQL can do.
pub async fn open_codes(registry: &Registry) -> Result<Vec<OpenCode>, StoreError> {
    let mut tx = scope::begin(&registry.pool, Scope::Administration).await?;
    let rows = sqlx::query!(
        "select office, label, valid_until_ms from enrol_codes
         where device is null and valid_until_ms > $1 order by office, valid_until_ms",
        registry.now().as_millis()
    )
    .fetch_all(&mut *tx)
    .await?;
    let read = rows.into_iter().map(|row| {
        Ok(OpenCode {
            office: OfficeId::parse(&row.office).map_err(|_| wrong("office"))?,
            label: row.label,
            until: Instant::from_millis(row.valid_until_ms),
        })
    });
    read.collect()
}

/// Makes a code with which one workstation of an office can be enrolled.
///
/// # Errors
/// An office that the catalogue does not know.
pub async fn make_code(
    registry: &Registry,
    by: &By,
    office: &OfficeId,
    label: &PlainText,
) -> Result<OnceCode, AdministrationError> {
    if registry.catalogue().office(office).is_none() {
        return Err(AdministrationError::OfficeUnknown);
    }
    let code = OnceCode::new(&*registry.randomness);
    let hash = code.hash();
    let now = registry.now().as_millis();
    let mut tx = scope::begin(&registry.pool, Scope::Administration).await?;
    sqlx::query!(
        "insert into enrol_codes (code, office, label, made_at_ms, valid_until_ms) values ($1, $2, $3, $4, $5)",
        hash.as_slice(),
        office.as_str(),
        label.as_str(),
        now,
        now + VALID_MS
    )
    .execute(&mut *tx)
    .await?;
    let act = Act::EnrolCodeMade(office.clone(), label.as_str().to_owned());
    journal::enter(&mut tx, registry, by, &act).await?;
    tx.commit().await?;
    Ok(code)
}

/// Revokes a workstation: what comes from it afterwards is kept for those who look into it, and not applied.
///
/// # Errors
/// A workstation that is not known or was revoked already.
pub async fn revoke(
    registry: &Registry,
    by: &By,
    device: DeviceId,
    because: &PlainText,
) -> Result<(), AdministrationError> {
    let mut tx = scope::begin(&registry.pool, Scope::Administration).await?;
    let row = sqlx::query!(
        r#"select office as "office!", state from devices where id = $1 and office is not null for update"#,
        Uuid::from_bytes(*device.as_bytes())
    );
    let row = row.fetch_optional(&mut *tx).await?.ok_or(AdministrationError::Unknown)?;
    if row.state == "revoked" {
        return Err(AdministrationError::Over);
    }
    sqlx::query!(
        "update devices set state = 'revoked', revoked_at_ms = $2, revoked_because = $3 where id = $1",
        Uuid::from_bytes(*device.as_bytes()),
        registry.now().as_millis(),
        because.as_str()
    )
    .execute(&mut *tx)
    .await?;
    let office = OfficeId::parse(&row.office).map_err(|_| wrong("office"))?;
    let act = Act::WorkstationRevoked(device, office, because.as_str().to_owned());
    journal::enter(&mut tx, registry, by, &act).await?;
    Ok(tx.commit().await?)
}

const fn wrong(column: &'static str) -> StoreError {
    StoreError::InconsistentRow { table: "devices", column }
}
