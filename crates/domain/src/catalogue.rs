//! The catalogue: typed, dated reference data that decides what differs by year or place.
//!
//! Nothing here knows a case. A case keeps the [`EditionId`] that applied to it, so that a new
//! edition never changes how an old case reads.

mod codes;

pub use codes::{
    AgencyCode, BankCode, CodeError, ConditionNumber, DocumentCode, EditionId, FieldCode, OfficeId,
};
