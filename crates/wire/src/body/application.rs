//! An application as it comes in.

use domain::event::{Medium, Purpose, SupporterWord};
use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};

use super::body;
use super::people::{ApplicantV1, AttachmentV1, NamedSupporterV1};
use super::plan::{PathV1, PlanV1, SkillCertificateV1};
use crate::conversion::{NoSuchValue, Writes, wire_codes};

body! {
    /// Page one.
    RegisteredV1 is Registered {
        0 tracking_code: String,
        1 external_code: Option<String>,
        2 purpose: PurposeV1,
        3 applicant: ApplicantV1,
    }
}

body! {
    /// The supporter's word for somebody.
    SupporterConfirmedV1 is SupporterConfirmed {
        0 word: SupporterWordV1,
    }
}

body! {
    /// The supporter's word against somebody.
    SupporterDeclinedV1 is SupporterDeclined {
        0 licence: String,
    }
}

body! {
    /// Another supporter.
    SupporterNamedV1 is SupporterNamed {
        0 supporter: NamedSupporterV1,
        1 medium: MediumV1,
    }
}

body! {
    /// Page two.
    SubmittedV1 is Submitted {
        0 plan: PlanV1,
        1 certificate: SkillCertificateV1,
        2 office: String,
        3 proposed_path: PathV1,
    }
}

body! {
    /// A document.
    AttachedV1 is Attached {
        0 attachment: AttachmentV1,
    }
}

wire_codes! {
    /// How something reached the office.
    MediumV1 is Medium {
        0 InPerson,
        1 Telephone,
        2 Letter,
        3 Email,
        4 Messenger,
        5 Portal,
    }
}

/// What an application is for.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub(crate) enum PurposeV1 {
    #[n(0)]
    First,
    #[n(1)]
    Renewal(#[n(0)] ByteArray<16>, #[n(1)] String),
    #[n(2)]
    Amendment(#[n(0)] ByteArray<16>, #[n(1)] String, #[n(2)] String),
}

impl Writes<Purpose> for PurposeV1 {
    fn of(value: &Purpose) -> Self {
        match value {
            Purpose::First => Self::First,
            Purpose::Renewal { of, number } => Self::Renewal(Writes::of(of), Writes::of(number)),
            Purpose::Amendment { of, number, what } => {
                Self::Amendment(Writes::of(of), Writes::of(number), Writes::of(what))
            }
        }
    }

    fn read(self) -> Result<Purpose, NoSuchValue> {
        Ok(match self {
            Self::First => Purpose::First,
            Self::Renewal(of, number) => {
                Purpose::Renewal { of: of.read()?, number: number.read()? }
            }
            Self::Amendment(of, number, what) => {
                Purpose::Amendment { of: of.read()?, number: number.read()?, what: what.read()? }
            }
        })
    }
}

/// How a supporter's word is known.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub(crate) enum SupporterWordV1 {
    #[n(0)]
    Licence(#[n(0)] String),
    #[n(1)]
    Counter(#[n(0)] String, #[n(1)] Vec<ByteArray<32>>),
}

impl Writes<SupporterWord> for SupporterWordV1 {
    fn of(value: &SupporterWord) -> Self {
        match value {
            SupporterWord::Licence(number) => Self::Licence(Writes::of(number)),
            SupporterWord::Counter { licence, scans } => {
                Self::Counter(Writes::of(licence), Writes::of(scans))
            }
        }
    }

    fn read(self) -> Result<SupporterWord, NoSuchValue> {
        Ok(match self {
            Self::Licence(number) => SupporterWord::Licence(number.read()?),
            Self::Counter(licence, scans) => {
                SupporterWord::Counter { licence: licence.read()?, scans: scans.read()? }
            }
        })
    }
}
