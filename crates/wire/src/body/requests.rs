//! What the office asks of an applicant, and what comes back.

use domain::event::{Answer, Asked, CorrectableFact, Correction, RequestItem};
use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};

use super::application::MediumV1;
use super::body;
use super::people::AttachmentV1;
use crate::conversion::{NoSuchValue, Writes, wire_codes, wire_struct};

body! {
    /// Items that were asked together.
    RequestsOpenedV1 is RequestsOpened {
        0 items: Vec<RequestItemV1>,
    }
}

body! {
    /// The answer to an item.
    RequestAnsweredV1 is RequestAnswered {
        0 request: ByteArray<16>,
        1 answer: AnswerV1,
    }
}

body! {
    /// An answer that was found good.
    RequestAcceptedV1 is RequestAccepted {
        0 request: ByteArray<16>,
    }
}

body! {
    /// An item that is no longer asked for.
    RequestCancelledV1 is RequestCancelled {
        0 request: ByteArray<16>,
    }
}

wire_struct! {
    /// One item.
    RequestItemV1 is RequestItem {
        0 id: ByteArray<16>,
        1 asked: AskedV1,
        2 text: String,
        3 condition: Option<u16>,
    }
}

wire_struct! {
    /// One answer.
    AnswerV1 is Answer {
        0 text: String,
        1 medium: MediumV1,
        2 on: i32,
        3 attachments: Vec<AttachmentV1>,
        4 corrections: Vec<CorrectionV1>,
    }
}

wire_codes! {
    /// Facts that can be corrected.
    CorrectableFactV1 is CorrectableFact {
        0 FirstName,
        1 LastName,
        2 FatherName,
        3 BornOn,
        4 Mobile,
        5 Residence,
        6 ResidencePostalCode,
        7 Workplace,
        8 WorkplacePostalCode,
        9 PlanTitle,
        10 PlanDescription,
        11 CertificateNumber,
        12 CertificateExpiresOn,
        13 OwnContribution,
        14 Iban,
    }
}

/// What an item asks for.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub(crate) enum AskedV1 {
    #[n(0)]
    Correct(#[n(0)] CorrectableFactV1),
    #[n(1)]
    Document(#[n(0)] u32),
    #[n(2)]
    Visit,
}

impl Writes<Asked> for AskedV1 {
    fn of(value: &Asked) -> Self {
        match value {
            Asked::Correct(fact) => Self::Correct(Writes::of(fact)),
            Asked::Document(document) => Self::Document(Writes::of(document)),
            Asked::Visit => Self::Visit,
        }
    }

    fn read(self) -> Result<Asked, NoSuchValue> {
        Ok(match self {
            Self::Correct(fact) => Asked::Correct(fact.read()?),
            Self::Document(document) => Asked::Document(document.read()?),
            Self::Visit => Asked::Visit,
        })
    }
}

/// A fact with its new value.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub(crate) enum CorrectionV1 {
    #[n(0)]
    Text(#[n(0)] CorrectableFactV1, #[n(1)] String),
    #[n(1)]
    Day(#[n(0)] CorrectableFactV1, #[n(1)] i32),
    #[n(2)]
    Mobile(#[n(0)] String),
    #[n(3)]
    PostalCode(#[n(0)] CorrectableFactV1, #[n(1)] String),
    #[n(4)]
    OwnContribution(#[n(0)] i64),
    #[n(5)]
    Iban(#[n(0)] String),
}

impl Writes<Correction> for CorrectionV1 {
    fn of(value: &Correction) -> Self {
        match value {
            Correction::Text(fact, text) => Self::Text(Writes::of(fact), Writes::of(text)),
            Correction::Day(fact, day) => Self::Day(Writes::of(fact), Writes::of(day)),
            Correction::Mobile(mobile) => Self::Mobile(Writes::of(mobile)),
            Correction::PostalCode(fact, code) => {
                Self::PostalCode(Writes::of(fact), Writes::of(code))
            }
            Correction::OwnContribution(amount) => Self::OwnContribution(Writes::of(amount)),
            Correction::Iban(iban) => Self::Iban(Writes::of(iban)),
        }
    }

    fn read(self) -> Result<Correction, NoSuchValue> {
        Ok(match self {
            Self::Text(fact, text) => Correction::Text(fact.read()?, text.read()?),
            Self::Day(fact, day) => Correction::Day(fact.read()?, day.read()?),
            Self::Mobile(mobile) => Correction::Mobile(mobile.read()?),
            Self::PostalCode(fact, code) => Correction::PostalCode(fact.read()?, code.read()?),
            Self::OwnContribution(amount) => Correction::OwnContribution(amount.read()?),
            Self::Iban(iban) => Correction::Iban(iban.read()?),
        })
    }
}
