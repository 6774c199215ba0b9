//! Turns in the course of a case.

use minicbor::bytes::ByteArray;

use super::application::MediumV1;
use super::body;
use crate::conversion::Writes;

body! {
    /// Another office of the same kind.
    TransferredV1 is Transferred {
        0 to: String,
        1 reason: String,
    }
}

body! {
    /// The applicant gave up.
    WithdrawnV1 is Withdrawn {
        0 reason: String,
        1 medium: MediumV1,
        2 on: i32,
    }
}

body! {
    /// More time.
    DeadlineExtendedV1 is DeadlineExtended {
        0 days: u16,
        1 reason: String,
    }
}

body! {
    /// A contradiction.
    DisputeOpenedV1 is DisputeOpened {
        0 rival: ByteArray<16>,
    }
}

body! {
    /// Its end.
    DisputeResolvedV1 is DisputeResolved {
        0 reason: String,
    }
}
