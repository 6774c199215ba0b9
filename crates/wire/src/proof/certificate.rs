//! Certificates: the root's word for a registry's key, the registry's word for a block of numbers.
//!
//! Each is `[ << body >>, signature ]` in deterministic CBOR, signed over a line that says what it is and
//! the body. A block's certificate is named by the first eight bytes of the SHA-256 of all of it.

use domain::catalogue::OfficeId;
use domain::dates::Date;
use domain::identifiers::LicenceNumber;
use ed25519_dalek::{Signer, SigningKey, VerifyingKey};
use minicbor::bytes::{ByteArray, ByteVec};
use minicbor::{Decode, Encode};
use sha2::{Digest, Sha256};

use super::{KeyId, ProofError, check_signature, day_number, day_of};
use crate::body::to_bytes;
use crate::ids::DeviceId;

const BLOCK: &[u8] = b"casefeed/1/block\0";
const REGISTRY: &[u8] = b"casefeed/1/registry\0";
const DEVICE: &[u8] = b"casefeed/1/device\0";

/// Says that a workstation may give the numbers of a block to licences of its office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockCertificate {
    device_key: VerifyingKey,
    office: OfficeId,
    first: u64,
    last: u64,
    use_until: Date,
    bytes: Vec<u8>,
}

/// Says whose events a key signs: those of a workstation for its office, or of one of the registry's servers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceCertificate {
    device: DeviceId,
    key: VerifyingKey,
    office: Option<OfficeId>,
    first_day: Date,
    revoked_on: Option<Date>,
    bytes: Vec<u8>,
}

/// Says that a key is the registry's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegistryCertificate {
    key: VerifyingKey,
    valid_until: Date,
    bytes: Vec<u8>,
}

#[derive(Encode, Decode)]
#[cbor(map)]
struct BlockV1 {
    #[n(0)]
    device_key: ByteArray<32>,
    #[n(1)]
    office: String,
    #[n(2)]
    first: u64,
    #[n(3)]
    last: u64,
    #[n(4)]
    use_until: i32,
}

#[derive(Encode, Decode)]
#[cbor(map)]
struct RegistryV1 {
    #[n(0)]
    key: ByteArray<32>,
    #[n(1)]
    valid_until: i32,
}

#[derive(Encode, Decode)]
#[cbor(map)]
struct DeviceV1 {
    #[n(0)]
    device: ByteArray<16>,
    #[n(1)]
    key: ByteArray<32>,
    #[n(2)]
    office: Option<String>,
    #[n(3)]
    first_day: i32,
    #[n(4)]
    revoked_on: Option<i32>,
}

/// A body with its signature.
#[derive(Encode, Decode)]
struct SignedV1 {
    #[n(0)]
    body: ByteVec,
    #[n(1)]
    signature: ByteArray<64>,
}

impl BlockCertificate {
    /// Certifies a block with the registry's key.
    pub fn issue(
        registry: &SigningKey,
        device_key: VerifyingKey,
        office: OfficeId,
        serials: std::ops::RangeInclusive<u64>,
        use_until: Date,
    ) -> Self {
        let (first, last) = serials.into_inner();
        let body = BlockV1 {
            device_key: device_key.to_bytes().into(),
            office: office.as_str().to_owned(),
            first,
            last,
            use_until: day_number(use_until),
        };
        let bytes = signed(BLOCK, &to_bytes(&body), registry);
        Self { device_key, office, first, last, use_until, bytes }
    }

    /// Reads a certificate and checks that the registry signed it.
    ///
    /// # Errors
    /// [`ProofError::NotTrusted`].
    pub fn open(bytes: &[u8], registry: &VerifyingKey) -> Result<Self, ProofError> {
        let body: BlockV1 = opened(BLOCK, bytes, registry)?;
        Self::of(&body, bytes).ok_or(ProofError::NotTrusted)
    }

    fn of(body: &BlockV1, bytes: &[u8]) -> Option<Self> {
        Some(Self {
            device_key: VerifyingKey::from_bytes(&body.device_key).ok()?,
            office: OfficeId::parse(&body.office).ok()?,
            first: body.first,
            last: body.last,
            use_until: day_of(body.use_until)?,
            bytes: bytes.to_vec(),
        })
    }

    /// Returns the bytes to keep and send.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Returns its name, which proofs carry.
    pub fn key_id(&self) -> KeyId {
        key_id(&self.bytes)
    }

    /// Returns the workstation's key.
    pub const fn device_key(&self) -> &VerifyingKey {
        &self.device_key
    }

    /// Returns the office.
    pub fn office(&self) -> &str {
        self.office.as_str()
    }

    /// Returns the last day on which a number of the block may be given.
    pub const fn use_until(&self) -> Date {
        self.use_until
    }

    /// Whether a number is from the block.
    pub fn covers(&self, number: &LicenceNumber) -> bool {
        (self.first..=self.last).contains(&number.serial())
    }
}

impl DeviceCertificate {
    /// Certifies a workstation of an office, or a server where there is no office.
    pub fn issue(
        registry: &SigningKey,
        device: DeviceId,
        key: VerifyingKey,
        office: Option<OfficeId>,
        (first_day, revoked_on): (Date, Option<Date>),
    ) -> Self {
        let body = DeviceV1 {
            device: (*device.as_bytes()).into(),
            key: key.to_bytes().into(),
            office: office.as_ref().map(|office| office.as_str().to_owned()),
            first_day: day_number(first_day),
            revoked_on: revoked_on.map(day_number),
        };
        let bytes = signed(DEVICE, &to_bytes(&body), registry);
        Self { device, key, office, first_day, revoked_on, bytes }
    }

    /// Reads a certificate and checks that the registry signed it.
    ///
    /// # Errors
    /// [`ProofError::NotTrusted`].
    pub fn open(bytes: &[u8], registry: &VerifyingKey) -> Result<Self, ProofError> {
        let body: DeviceV1 = opened(DEVICE, bytes, registry)?;
        Self::of(&body, bytes).ok_or(ProofError::NotTrusted)
    }

    fn of(body: &DeviceV1, bytes: &[u8]) -> Option<Self> {
        Some(Self {
            device: DeviceId::from_bytes(body.device.into()),
            key: VerifyingKey::from_bytes(&body.key).ok()?,
            office: body.office.as_deref().map(OfficeId::parse).transpose().ok()?,
            first_day: day_of(body.first_day)?,
            revoked_on: match body.revoked_on {
                Some(day) => Some(day_of(day)?),
                None => None,
            },
            bytes: bytes.to_vec(),
        })
    }

    /// Returns the bytes to keep and send.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Returns the workstation or server.
    pub const fn device(&self) -> DeviceId {
        self.device
    }

    /// Returns what it signs with.
    pub const fn key(&self) -> &VerifyingKey {
        &self.key
    }

    /// Returns the office for whose officers it speaks; none where it is the registry's.
    pub const fn office(&self) -> Option<&OfficeId> {
        self.office.as_ref()
    }

    /// Returns its first day.
    pub const fn first_day(&self) -> Date {
        self.first_day
    }

    /// Returns the day on which it was revoked.
    pub const fn revoked_on(&self) -> Option<Date> {
        self.revoked_on
    }
}

impl RegistryCertificate {
    /// Certifies a registry's key with the root's.
    pub fn issue(root: &SigningKey, key: VerifyingKey, valid_until: Date) -> Self {
        let body = RegistryV1 { key: key.to_bytes().into(), valid_until: day_number(valid_until) };
        let bytes = signed(REGISTRY, &to_bytes(&body), root);
        Self { key, valid_until, bytes }
    }

    /// Reads a certificate and checks that the root signed it.
    ///
    /// # Errors
    /// [`ProofError::NotTrusted`].
    pub fn open(bytes: &[u8], root: &VerifyingKey) -> Result<Self, ProofError> {
        let body: RegistryV1 = opened(REGISTRY, bytes, root)?;
        let key = VerifyingKey::from_bytes(&body.key).map_err(|_| ProofError::NotTrusted)?;
        let valid_until = day_of(body.valid_until).ok_or(ProofError::NotTrusted)?;
        Ok(Self { key, valid_until, bytes: bytes.to_vec() })
    }

    /// Returns the bytes to keep and send.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Returns the registry's key.
    pub const fn key(&self) -> &VerifyingKey {
        &self.key
    }

    /// Returns the last day on which the key is the registry's.
    pub const fn valid_until(&self) -> Date {
        self.valid_until
    }
}

/// The name of a certificate's bytes.
pub(super) fn key_id(certificate: &[u8]) -> KeyId {
    let digest = Sha256::digest(certificate);
    let mut id = KeyId::default();
    id.copy_from_slice(&digest[..8]);
    id
}

/// Signs a body for a purpose.
pub(crate) fn signed(purpose: &[u8], body: &[u8], key: &SigningKey) -> Vec<u8> {
    let signature = key.sign(&[purpose, body].concat()).to_bytes();
    to_bytes(&SignedV1 { body: body.to_vec().into(), signature: signature.into() })
}

/// Reads a body that was signed for a purpose; in its one spelling, and by this key.
pub(crate) fn opened<B>(purpose: &[u8], bytes: &[u8], key: &VerifyingKey) -> Result<B, ProofError>
where
    B: Encode<()> + for<'b> Decode<'b, ()>,
{
    let outer: SignedV1 = read(bytes)?;
    let message = [purpose, outer.body.as_slice()].concat();
    check_signature(key, &message, &outer.signature).map_err(|_| ProofError::NotTrusted)?;
    read(&outer.body)
}

/// Reads what [`to_bytes`] wrote, and nothing else.
pub(super) fn read<B>(bytes: &[u8]) -> Result<B, ProofError>
where
    B: Encode<()> + for<'b> Decode<'b, ()>,
{
    let value: B = minicbor::decode(bytes).map_err(|_| ProofError::NotTrusted)?;
    if to_bytes(&value) == bytes { Ok(value) } else { Err(ProofError::NotTrusted) }
}
