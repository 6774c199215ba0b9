//! What becomes of an event, and why one is not even stored.

use domain::case::Refusal;
use domain::referee::{Effectless, Reason};
use wire::envelope::WireError;

use crate::error::StoreError;

/// What became of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It followed what its author had seen.
    Accepted {
        /// The case's version with it.
        version: u32,
    },
    /// Its author had not seen everything, and it holds all the same.
    Merged {
        /// The case's version with it.
        version: u32,
    },
    /// It is about its office and no case.
    OfOffice,
    /// It does not hold. It is stored with the reason and not applied.
    Without(Effectless, Reason),
}

impl Outcome {
    /// The word for it.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Accepted { .. } | Self::OfOffice => "accepted",
            Self::Merged { .. } => "merged",
            Self::Without(how, _) => how.word(),
        }
    }

    /// The case's version with it, where it holds.
    pub const fn case_version(&self) -> Option<u32> {
        match self {
            Self::Accepted { version } | Self::Merged { version } => Some(*version),
            Self::OfOffice | Self::Without(..) => None,
        }
    }

    /// Why it does not hold.
    pub fn reason(&self) -> Option<String> {
        match self {
            Self::Accepted { .. } | Self::Merged { .. } | Self::OfOffice => None,
            Self::Without(_, reason) => Some(reason.to_string()),
        }
    }
}

/// What was made of an event that came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Judged {
    /// It is new and was stored.
    New(Outcome),
    /// The very same one is here already.
    Duplicate,
    /// Another one holds its place: the stream takes nothing more.
    Fork,
}

/// Why an event was not even stored.
#[derive(Debug, thiserror::Error)]
pub enum ApplyError {
    /// It is no event of this protocol, or not signed by its workstation.
    #[error(transparent)]
    Wire(#[from] WireError),
    /// Nobody enrolled its stream.
    #[error("the stream is not known")]
    UnknownStream,
    /// Its stream takes nothing more.
    #[error("the stream is frozen")]
    Frozen,
    /// Events before it are missing.
    #[error("event {expected} of the stream is missing")]
    Gap {
        /// The next place.
        expected: u64,
    },
    /// It names another predecessor or another workstation than its stream.
    #[error("the event does not follow its stream")]
    OtherStream,
    /// The transaction does not hold its case.
    #[error("the case of the event is not held by this transaction")]
    CaseNotHeld,
    /// The tracking code that the registry drew for a new case is another case's. Nothing is stored.
    #[error("the tracking code is another case's")]
    CodeTaken,
    /// The registry itself may not do this. Nothing is stored.
    #[error("refused: {0}")]
    Refused(Refusal),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for ApplyError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}
