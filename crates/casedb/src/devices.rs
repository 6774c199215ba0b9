//! Whose events are believed: the workstations and servers that the registry certifies.

use domain::catalogue::OfficeId;
use wire::ids::DeviceId;
use wire::proof::certificate::DeviceCertificate;

use crate::db::Connection;
use crate::error::DbError;
use crate::rows::fixed;

/// A workstation of an office, or a server of the registry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// What it signs with (Ed25519).
    pub public_key: [u8; 32],
    /// The office for whose officers it speaks; none where it is the registry's.
    pub office: Option<OfficeId>,
}

/// Keeps a certificate, in the place of an older one of the same device.
///
/// # Errors
/// What SQLite can do.
pub async fn put(conn: &mut Connection, certificate: &DeviceCertificate) -> Result<(), DbError> {
    let device = certificate.device();
    let (id, key) = (device.as_bytes().as_slice(), certificate.key().as_bytes().as_slice());
    let office = certificate.office().map(OfficeId::as_str);
    let bytes = certificate.as_bytes();
    sqlx::query!(
        "insert or replace into devices (id, public_key, office, certificate) values (?, ?, ?, ?)",
        id,
        key,
        office,
        bytes
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Returns a device that is certified.
///
/// # Errors
/// What SQLite can do.
pub async fn find(conn: &mut Connection, device: DeviceId) -> Result<Option<Device>, DbError> {
    let id = device.as_bytes().as_slice();
    let row = sqlx::query!("select public_key, office from devices where id = ?", id)
        .fetch_optional(conn)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let office = row.office.as_deref().map(OfficeId::parse).transpose();
    Ok(Some(Device {
        public_key: fixed(&row.public_key, "devices", "public_key")?,
        office: office
            .map_err(|_| DbError::InconsistentRow { table: "devices", column: "office" })?,
    }))
}
