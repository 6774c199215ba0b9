//! An office's workstation as the registry sees it: a key, a stream, and officers with accounts.

use anyhow::{Context as _, Result};
use domain::catalogue::OfficeId;
use domain::event::Event;
use domain::people::Officer;
use domain::sources::Randomness;
use ed25519_dalek::SigningKey;
use registry::clock::SystemRandomness;
use registry::intake::{Intake, Judged};
use sqlx::postgres::PgConnection;
use wire::chain::Head;
use wire::envelope::{self, Subject, Unsealed};
use wire::ids::{DeviceId, EventHash, StreamId};

/// A workstation that is enrolled for an office.
pub struct Station {
    office: OfficeId,
    key: SigningKey,
    device: DeviceId,
    stream: StreamId,
    head: Head,
}

impl Station {
    /// Enrols a workstation.
    pub async fn enrol(owner: &mut PgConnection, office: &OfficeId) -> Result<Self> {
        let key = SigningKey::from_bytes(&drawn());
        let (device, stream) = (drawn::<16>(), drawn::<16>());
        sqlx::query(
            "insert into devices (id, office, public_key, label, state, enrolled_at_ms)
             values (encode($1, 'hex')::uuid, $2, $3, 'اتاق ۴، کنار پنجره', 'active', 1766000000000)",
        )
        .bind(device.as_slice())
        .bind(office.as_str())
        .bind(key.verifying_key().as_bytes().as_slice())
        .execute(&mut *owner)
        .await?;
        sqlx::query(
            "insert into streams (id, device, head_seq, head_hash, state)
             values (encode($1, 'hex')::uuid, encode($2, 'hex')::uuid, 0, $3, 'open')",
        )
        .bind(stream.as_slice())
        .bind(device.as_slice())
        .bind(EventHash::START.as_bytes().as_slice())
        .execute(&mut *owner)
        .await?;
        let (device, stream) = (DeviceId::from_bytes(device), StreamId::from_bytes(stream));
        Ok(Self { office: office.clone(), key, device, stream, head: Head::START })
    }

    /// Signs an event and pushes it. Its officer acts for this office, where they get an account.
    pub async fn push(
        &mut self,
        owner: &mut PgConnection,
        intake: &mut Intake<'_>,
        mut event: Event,
    ) -> Result<Judged> {
        let officer = event.actor.officer().context("an officer acts")?;
        let officer = Officer { office: self.office.clone(), ..officer.clone() };
        sqlx::query(
            "insert into officers (account, person, name, office, state, entered_at_ms)
             values ($1, $2, 'زهرا سلیمانی', $3, 'active', 0) on conflict do nothing",
        )
        .bind(officer.account.as_str())
        .bind(officer.person.as_str())
        .bind(self.office.as_str())
        .execute(owner)
        .await?;
        event.actor = officer.into();
        let unsealed = Unsealed {
            stream: self.stream,
            seq: self.head.seq + 1,
            prev: self.head.hash,
            device: self.device,
            server_time: None,
            subject: Subject::Case { base: intake.base(event.case), event: Box::new(event) },
        };
        let sealed = envelope::seal(&unsealed, &self.key)?;
        self.head = Head { seq: unsealed.seq, hash: sealed.hash };
        Ok(intake.apply_signed_event(&sealed.bytes, &sealed.sig).await?)
    }
}

fn drawn<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    SystemRandomness.fill(&mut bytes);
    bytes
}
