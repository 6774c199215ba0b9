//! The audit of other workstations' events: a desk has parts of their streams, so that there is no chain to follow.

use std::collections::BTreeMap;

use domain::ids::EventId;
use ed25519_dalek::VerifyingKey;
use wire::envelope::{decode, hash, open};
use wire::ids::DeviceId;
use wire::proof::certificate::DeviceCertificate;

use super::{AuditError, PAGE};
use crate::db::Connection;
use crate::rows::fixed;

/// Checks that every event of another workstation is signed by a device that the registry certifies, and for whom that
/// device speaks; returns how many there are.
///
/// # Errors
/// The first that is not.
pub async fn verify_foreign(
    conn: &mut Connection,
    registry: &VerifyingKey,
) -> Result<u64, AuditError> {
    let certified = certificates(conn, registry).await?;
    let (mut count, mut after) = (0, 0);
    loop {
        let rows = sqlx::query!(
            "select e.position, e.id, e.raw, e.sig, e.hash from events e join streams s on s.id = e.stream
             where s.origin = 'other' and e.position > ? order by e.position limit ?",
            after,
            PAGE
        )
        .fetch_all(&mut *conn)
        .await?;
        let Some(last) = rows.last() else { return Ok(count) };
        after = last.position;
        for row in rows {
            let event = EventId::from_bytes(fixed(&row.id, "events", "id")?);
            let sig = fixed(&row.sig, "events", "sig")?;
            let is_whole = hash(&row.raw, &sig).as_bytes().as_slice() == row.hash;
            if !is_whole || !is_certified(&row.raw, &sig, &certified) {
                return Err(AuditError::Foreign { event });
            }
            count += 1;
        }
    }
}

fn is_certified(
    bytes: &[u8],
    sig: &[u8; 64],
    certified: &BTreeMap<DeviceId, DeviceCertificate>,
) -> bool {
    let Ok(claimed) = decode(bytes) else { return false };
    let Some(device) = certified.get(&claimed.content.device) else { return false };
    let Ok(opened) = open(bytes, sig, device.key()) else { return false };
    let author = opened.content.subject.officer().map(|officer| &officer.office);
    device.office().is_none_or(|office| author == Some(office))
}

/// The devices whose certificates the registry has signed. One that it has not signed certifies nobody.
async fn certificates(
    conn: &mut Connection,
    registry: &VerifyingKey,
) -> Result<BTreeMap<DeviceId, DeviceCertificate>, AuditError> {
    let rows = sqlx::query_scalar!("select certificate from devices").fetch_all(conn).await?;
    let opened = rows.iter().filter_map(|bytes| DeviceCertificate::open(bytes, registry).ok());
    Ok(opened.map(|certificate| (certificate.device(), certificate)).collect())
}
