//! The frozen, versioned types of `casefeed/1` and their bytes.
//!
//! Start at [`envelope`]: an event is written as deterministic CBOR ([`canonical`] says how narrow that
//! is), signed by the workstation's key and chained to the one before it ([`chain`]). Bodies are wire
//! structs of their own, so that the domain can change while the bytes do not; the files in `golden/`
//! hold one event of every kind, and a test fails when any of them would be written otherwise.
//! [`proof`] is the claim in a licence's QR, [`edition`] the signed catalogue, [`journal`] what a registry keeps
//! of its administrators.
//!
//! Nothing here knows a database, a network, a clock or a source of randomness.

mod body;
pub mod canonical;
pub mod chain;
mod conversion;
pub mod edition;
pub mod enrolment;
pub mod envelope;
pub mod ids;
pub mod journal;
pub mod proof;

pub use body::KINDS;
pub use conversion::NoSuchValue;
