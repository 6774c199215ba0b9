//! The claim in a licence's QR, which proves itself without a network.
//!
//! ```text
//! link    = "https://" HOST "/v#" text
//! text    = "LIC1:" || Base41(COSE_Sign1, tag 18) || "Z"
//! header  = { 1: -8 (EdDSA), 4: name of the block's certificate }            (protected)
//! payload = CWT { 4 exp, 6 iat, 7 cti, -70001 { 1 serial, 2 kind, 3 holder, 4 field, 5 field's title,
//!                 6 last day, 7 standing, 8 sheet } }
//! ```
//!
//! `exp` and `iat` are seconds, days count from 1970-01-01. There is no national ID and no hash of one, which
//! could be guessed. The certificate is named and not included: with a key and a signature more, 69 modules
//! could not hold a name. The verifier finds it in the [`trust`] list, signed by the registry, whose own key
//! the offline root has signed.

use domain::catalogue::FieldCode;
use domain::dates::{Date, Instant};
use domain::identifiers::LicenceNumber;
use domain::ids::EventId;
use domain::people::Activity;
use ed25519_dalek::{Signature, SigningKey, VerifyingKey};

mod base41;
pub mod certificate;
mod check;
mod claim;
mod cose;
mod pasted;
pub mod status;
pub mod trust;

use certificate::BlockCertificate;
pub use check::{Lists, Verdict, check, claimed, hosts, other_host, verify};

/// What every proof begins with.
pub const PREFIX: &str = "LIC1:";
/// What every proof ends in. It is no part of the claim: messengers cut `-`, `:` or `/` off the end of a link, and never a
/// letter.
pub const END: char = 'Z';
/// The name in a specimen's header. No certificate has it.
const SPECIMEN: KeyId = *b"SPECIMEN";
/// The published key that signs specimens, so that nothing about one is secret or trusted.
const SPECIMEN_KEY: [u8; 32] = *b"parvaneh specimen, never genuine";

/// The short name of a certificate: the first eight bytes of its SHA-256.
pub type KeyId = [u8; 8];

/// What a licence says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The event that issued it.
    pub event: EventId,
    /// Its number.
    pub number: LicenceNumber,
    /// The kind of activity.
    pub kind: Activity,
    /// The holder's name; a very long one is shortened and ends in «…».
    pub holder: String,
    /// The approved field.
    pub field: FieldCode,
    /// Its title; a very long one is shortened and ends in «…».
    pub field_title: String,
    /// When it was issued, to the second.
    pub issued_at: Instant,
    /// Its last day.
    pub valid_until: Date,
    /// What the paper knows of the registry.
    pub standing: Standing,
    /// The serial of the sheet that carries the code.
    pub sheet: u32,
}

/// What a paper knows of the registry's confirmation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// None yet; the claim itself runs out soon.
    Provisional {
        /// Its last day.
        until: Date,
    },
    /// The registry has confirmed the licence.
    Registered,
}

/// What a genuine licence counts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// In force.
    Valid,
    /// In force, and not yet confirmed.
    Provisional,
    /// Its last day, or that of a provisional paper, is past.
    Expired,
    /// Out of force for a time.
    Suspended,
    /// Out of force for good.
    Revoked,
}

/// Why a text proves nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    /// It cannot be read as a licence's code: another text, or a code of which something was lost on its way. That says
    /// nothing of the paper; the code has to be scanned again.
    #[error("the text cannot be read as a licence's code")]
    Unreadable,
    /// It is a specimen.
    #[error("the licence is a specimen")]
    Specimen,
    /// Its signature is not that of the block's workstation.
    #[error("the signature is not the issuer's")]
    BadSignature,
    /// Its number is not one of the block.
    #[error("the number is outside the issuer's block")]
    OutsideBlock,
    /// It was issued after the last day on which numbers of the block could be given.
    #[error("the licence was issued after the block's last day")]
    AfterLease,
    /// It says that it is issued later than tomorrow. One day is left for clocks and for those who read it elsewhere.
    #[error("the licence's day of issue is still to come")]
    NotYetIssued,
    /// The trust list does not know the block; a newer one may.
    #[error("the issuer is not in the trust list")]
    IssuerUnknown,
    /// The trust list is past its day.
    #[error("the trust list is too old")]
    TrustListTooOld,
    /// A certificate or a list is not signed by whom it has to be.
    #[error("the list or certificate cannot be trusted")]
    NotTrusted,
}

impl ProofError {
    /// Whether the paper is certainly not genuine, rather than nobody here being able to tell.
    pub const fn is_not_genuine(self) -> bool {
        match self {
            Self::Specimen | Self::BadSignature | Self::OutsideBlock | Self::AfterLease => true,
            Self::Unreadable
            | Self::NotYetIssued
            | Self::IssuerUnknown
            | Self::TrustListTooOld
            | Self::NotTrusted => false,
        }
    }
}

/// Signs a claim with the key of the workstation to which a block belongs.
///
/// # Errors
/// Refuses another key than the block's, and a number outside it.
pub fn sign(
    claim: &Claim,
    key: &SigningKey,
    block: &BlockCertificate,
) -> Result<String, ProofError> {
    if key.verifying_key() != *block.device_key() {
        return Err(ProofError::BadSignature);
    }
    if !block.covers(&claim.number) {
        return Err(ProofError::OutsideBlock);
    }
    Ok(written(claim, block.key_id(), key))
}

/// Signs a claim by the published key: it looks like a proof, and no verifier takes it for genuine.
pub fn specimen(claim: &Claim) -> String {
    written(claim, SPECIMEN, &SigningKey::from_bytes(&SPECIMEN_KEY))
}

/// A proof as papers carry it: a link that any telephone's camera opens. What stands behind `#` never reaches the server,
/// the page there reads it in the browser.
pub fn link(host: &str, proof: &str) -> String {
    format!("https://{host}/v#{proof}")
}

fn written(claim: &Claim, name: KeyId, key: &SigningKey) -> String {
    let message = cose::sign(&claim::encode(claim), name, key);
    format!("{PREFIX}{}{END}", base41::encode(&message))
}

/// Checks a signature strictly: one message has one signature that is accepted.
fn check_signature(
    key: &VerifyingKey,
    message: &[u8],
    signature: &[u8; 64],
) -> Result<(), ProofError> {
    let signature = Signature::from_bytes(signature);
    key.verify_strict(message, &signature).map_err(|_| ProofError::BadSignature)
}

/// The day from which days are counted.
fn epoch() -> Date {
    Instant::from_millis(0).tehran_date()
}

/// A day as a number.
fn day_number(day: Date) -> i32 {
    epoch().days_until(day)
}

/// The day of a number; `None` beyond the days that forms can have.
fn day_of(number: i32) -> Option<Date> {
    let day = epoch().add_days(number);
    (day_number(day) == number).then_some(day)
}
