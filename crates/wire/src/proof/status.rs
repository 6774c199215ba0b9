//! The status list: licences that are out of force, signed by the registry.

use std::collections::BTreeMap;

use domain::dates::Date;
use domain::identifiers::LicenceNumber;
use ed25519_dalek::SigningKey;
use minicbor::{Decode, Encode};

use super::certificate::{opened, signed};
use super::trust::TrustList;
use super::{ProofError, day_number, day_of};
use crate::body::to_bytes;

const STATUS: &[u8] = b"casefeed/1/status\0";

/// The registry writes the list daily. One that is older than this many days may lack what was done since.
pub const FRESH_DAYS: i32 = 7;

/// Why a licence is out of force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// For a time.
    Suspended,
    /// For good: revoked, or replaced by another.
    Revoked,
}

/// Licences that are out of force on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusList {
    issued_on: Date,
    statuses: BTreeMap<u64, Status>,
}

#[derive(Encode, Decode)]
#[cbor(map)]
struct ListV1 {
    #[n(0)]
    issued_on: i32,
    #[n(1)]
    suspended: Vec<u64>,
    #[n(2)]
    revoked: Vec<u64>,
}

impl StatusList {
    /// Writes a status list.
    pub fn issue(
        registry_key: &SigningKey,
        issued_on: Date,
        statuses: &BTreeMap<LicenceNumber, Status>,
    ) -> Vec<u8> {
        let with = |wanted: Status| {
            let found = statuses.iter().filter(|(_, status)| **status == wanted);
            found.map(|(number, _)| number.serial()).collect()
        };
        let list = ListV1 {
            issued_on: day_number(issued_on),
            suspended: with(Status::Suspended),
            revoked: with(Status::Revoked),
        };
        signed(STATUS, &to_bytes(&list), registry_key)
    }

    /// Reads a status list that the registry of a trust list signed.
    ///
    /// # Errors
    /// [`ProofError::NotTrusted`].
    pub fn open(bytes: &[u8], trust: &TrustList) -> Result<Self, ProofError> {
        let list: ListV1 = opened(STATUS, bytes, trust.registry().key())?;
        let suspended = list.suspended.into_iter().map(|serial| (serial, Status::Suspended));
        let revoked = list.revoked.into_iter().map(|serial| (serial, Status::Revoked));
        Ok(Self {
            issued_on: day_of(list.issued_on).ok_or(ProofError::NotTrusted)?,
            statuses: suspended.chain(revoked).collect(),
        })
    }

    /// Returns the day of issue.
    pub const fn issued_on(&self) -> Date {
        self.issued_on
    }

    /// Returns why a licence is out of force; `None` if the list does not name it.
    pub fn status_of(&self, number: &LicenceNumber) -> Option<Status> {
        self.statuses.get(&number.serial()).copied()
    }
}
