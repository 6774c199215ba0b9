//! A workstation becomes an office's: by a code of an administrator, and its own new key.

use domain::catalogue::OfficeId;
use ed25519_dalek::VerifyingKey;
use uuid::Uuid;
use wire::enrolment;
use wire::ids::{DeviceId, StreamId};

use super::By;
use super::journal::{self, Act};
use super::refusals::{self, Refused};
use super::secrets::OnceCode;
use crate::error::StoreError;
use crate::registry::Registry;
use crate::scope::{self, Scope, Scoped};
use crate::streams;

/// What a workstation is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enrolled {
    /// Its name in the log.
    pub device: DeviceId,
    /// The stream that it writes.
    pub stream: StreamId,
    /// Its office.
    pub office: OfficeId,
}

/// Why a workstation is not enrolled.
#[derive(Debug, thiserror::Error)]
pub enum EnrolmentError {
    /// No administrator made this code, its time is over, or another workstation used it.
    #[error("the code is not valid")]
    NotValid,
    /// Whoever asks does not hold the key that they name.
    #[error("the code is not signed by the key")]
    NotSigned,
    /// The key belongs to a workstation already.
    #[error("the key is enrolled already")]
    KeyKnown,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for EnrolmentError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

/// Enrols a workstation that asks from a network. Asked again with the same code and key, because the answer was lost, it
/// gives the same. Either end is in the journal.
///
/// # Errors
/// Why not; the code is not used up then.
pub async fn enrol(
    registry: &Registry,
    code: &OnceCode,
    key: &VerifyingKey,
    sig: &[u8; 64],
    network: &str,
) -> Result<Enrolled, EnrolmentError> {
    let done = enrolled(registry, code, key, sig, network).await;
    match &done {
        Ok(enrolled) => {
            let device = tracing::field::display(enrolled.device);
            tracing::info!(network, device, office = enrolled.office.as_str(), "enrolled");
        }
        Err(EnrolmentError::Store(_)) => {}
        Err(EnrolmentError::NotValid | EnrolmentError::NotSigned | EnrolmentError::KeyKnown) => {
            refusals::note(registry, Refused::Enrolment, network, (None, None)).await?;
        }
    }
    done
}

async fn enrolled(
    registry: &Registry,
    code: &OnceCode,
    key: &VerifyingKey,
    sig: &[u8; 64],
    network: &str,
) -> Result<Enrolled, EnrolmentError> {
    if !enrolment::is_signed(code.as_str(), sig, key) {
        return Err(EnrolmentError::NotSigned);
    }
    let now = registry.now();
    let hash = code.hash();
    let mut tx = scope::begin(&registry.pool, Scope::Enrolment(&hash)).await?;
    let row = sqlx::query!(
        "select office, label, device, valid_until_ms from enrol_codes where code = $1 for update",
        hash.as_slice()
    );
    let row = row.fetch_optional(&mut *tx).await?.ok_or(EnrolmentError::NotValid)?;
    let wrong = |_| StoreError::InconsistentRow { table: "enrol_codes", column: "office" };
    let office = OfficeId::parse(&row.office).map_err(wrong)?;
    if let Some(device) = row.device {
        return again(&mut tx, device, key, office).await;
    }
    if row.valid_until_ms <= now.as_millis() {
        return Err(EnrolmentError::NotValid);
    }
    let device = DeviceId::from_bytes(registry.randomness.identifier(now));
    if !streams::enter_device(&mut tx, device, &office, key, (&row.label, now)).await? {
        return Err(EnrolmentError::KeyKnown);
    }
    let stream = streams::open(&mut tx, &*registry.randomness, device, now).await?;
    sqlx::query!(
        "update enrol_codes set device = $2 where code = $1",
        hash.as_slice(),
        Uuid::from_bytes(*device.as_bytes())
    )
    .execute(&mut *tx)
    .await?;
    let by = By::Network(network.to_owned());
    let act = Act::WorkstationEnrolled(device, office.clone(), row.label);
    journal::enter(&mut tx, registry, &by, &act).await?;
    tx.commit().await?;
    Ok(Enrolled { device, stream, office })
}

async fn again(
    tx: &mut Scoped,
    device: Uuid,
    key: &VerifyingKey,
    office: OfficeId,
) -> Result<Enrolled, EnrolmentError> {
    let row = sqlx::query!(
        "select s.id from devices d join streams s on s.device = d.id
         where d.id = $1 and d.public_key = $2 and d.state = 'active' order by s.id limit 1",
        device,
        key.as_bytes().as_slice()
    );
    let row = row.fetch_optional(&mut **tx).await?.ok_or(EnrolmentError::NotValid)?;
    let device = DeviceId::from_bytes(device.into_bytes());
    Ok(Enrolled { device, stream: StreamId::from_bytes(row.id.into_bytes()), office })
}
