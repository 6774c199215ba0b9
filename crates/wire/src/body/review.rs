//! The work of a reviewer that decides nothing.

use domain::event::{CheckAnswer, Pin, Review};
use domain::people::AttachmentId;
use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};

use super::body;
use crate::conversion::{NoSuchValue, Writes, wire_codes, wire_struct};

body! {
    /// The new holder.
    AssignedV1 is Assigned {
        0 to: String,
    }
}

body! {
    /// A row of the checklist.
    CheckedV1 is Checked {
        0 review: ReviewV1,
        1 row: u16,
        2 answer: CheckAnswerV1,
    }
}

body! {
    /// A note.
    NotedV1 is Noted {
        0 text: String,
    }
}

body! {
    /// A telephone call.
    CallLoggedV1 is CallLogged {
        0 caller: String,
        1 summary: String,
    }
}

wire_codes! {
    /// Which of the two reviews.
    ReviewV1 is Review {
        0 Agency,
        1 Labour,
    }
}

wire_struct! {
    /// A file of the case, as the document for which it was given.
    AttachmentIdV1 is AttachmentId {
        0 document: u32,
        1 content: ByteArray<32>,
    }
}

/// The documents that whoever decides had opened, each once, in ascending order.
pub(crate) type OpenedV1 = Vec<AttachmentIdV1>;

wire_struct! {
    /// A place on a scan.
    PinV1 is Pin {
        0 attachment: AttachmentIdV1,
        1 page: u16,
        2 x: u16,
        3 y: u16,
    }
}

/// The answer to a row.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub(crate) enum CheckAnswerV1 {
    #[n(0)]
    Unseen,
    #[n(1)]
    Right,
    #[n(2)]
    Wrong(#[n(0)] Option<PinV1>),
}

impl Writes<CheckAnswer> for CheckAnswerV1 {
    fn of(value: &CheckAnswer) -> Self {
        match value {
            CheckAnswer::Unseen => Self::Unseen,
            CheckAnswer::Right => Self::Right,
            CheckAnswer::Wrong { pin } => Self::Wrong(Writes::of(pin)),
        }
    }

    fn read(self) -> Result<CheckAnswer, NoSuchValue> {
        Ok(match self {
            Self::Unseen => CheckAnswer::Unseen,
            Self::Right => CheckAnswer::Right,
            Self::Wrong(pin) => CheckAnswer::Wrong { pin: pin.read()? },
        })
    }
}
