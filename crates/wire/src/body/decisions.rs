//! Decisions of the reviewing offices, and the services of empowerment.

use domain::catalogue::Circumstance;
use domain::event::{
    ClearanceOutcome, Evidence, RefusalGround, Service, ServiceRecord, ServiceResult,
};

use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};

use super::body;
use super::plan::PathV1;
use super::review::{AttachmentIdV1, OpenedV1};
use crate::conversion::{NoSuchValue, Writes, wire_codes, wire_struct};

body! {
    /// The path.
    PathAssignedV1 is PathAssigned {
        0 path: PathV1,
        1 reason: String,
    }
}

body! {
    /// The first signature.
    ApprovedV1 is Approved {
        0 comment: Option<String>,
        1 to: String,
        2 opened: OpenedV1,
    }
}

body! {
    /// A refusal.
    RefusedV1 is Refused {
        0 conditions: Vec<u16>,
        1 explanation: String,
        2 grounds: Vec<RefusalGroundV1>,
        3 opened: OpenedV1,
    }
}

wire_struct! {
    /// What shows that a cited condition is not met.
    RefusalGroundV1 is RefusalGround {
        0 condition: u16,
        1 evidence: EvidenceV1,
    }
}

/// What is on record.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub(crate) enum EvidenceV1 {
    #[n(0)]
    Row(#[n(0)] u16),
    #[n(1)]
    Document(#[n(0)] AttachmentIdV1),
    #[n(2)]
    Unanswered(#[n(0)] ByteArray<16>),
    #[n(3)]
    Circumstance(#[n(0)] CircumstanceV1),
}

impl Writes<Evidence> for EvidenceV1 {
    fn of(value: &Evidence) -> Self {
        match value {
            Evidence::Row(row) => Self::Row(*row),
            Evidence::Document(attachment) => Self::Document(Writes::of(attachment)),
            Evidence::Unanswered(request) => Self::Unanswered(Writes::of(request)),
            Evidence::Circumstance(circumstance) => Self::Circumstance(Writes::of(circumstance)),
        }
    }

    fn read(self) -> Result<Evidence, NoSuchValue> {
        Ok(match self {
            Self::Row(row) => Evidence::Row(row),
            Self::Document(attachment) => Evidence::Document(attachment.read()?),
            Self::Unanswered(request) => Evidence::Unanswered(request.read()?),
            Self::Circumstance(circumstance) => Evidence::Circumstance(circumstance.read()?),
        })
    }
}

wire_codes! {
    /// What the case itself says.
    CircumstanceV1 is Circumstance {
        0 UnderAge,
        1 ExperienceShort,
        2 ContributionLow,
        3 MilitaryPending,
        4 CertificateExpired,
        5 CertificateOfOtherField,
        6 WorksElsewhere,
        7 FieldClosed,
        8 ClearanceDenied,
        9 NotSuited,
    }
}

body! {
    /// A clearance is asked for.
    ClearanceAskedV1 is ClearanceAsked {
        0 agency: String,
        1 note: Option<String>,
    }
}

body! {
    /// The clearance's answer.
    ClearanceAnsweredV1 is ClearanceAnswered {
        0 outcome: ClearanceOutcomeV1,
        1 reference: String,
        2 on: i32,
        3 note: Option<String>,
    }
}

body! {
    /// A service of empowerment.
    ServiceRecordedV1 is ServiceRecorded {
        0 record: ServiceRecordV1,
    }
}

body! {
    /// The end of empowerment.
    EmpowermentCompletedV1 is EmpowermentCompleted {
        0 summary: String,
        1 to: String,
        2 opened: OpenedV1,
    }
}

wire_codes! {
    /// Cleared or not.
    ClearanceOutcomeV1 is ClearanceOutcome {
        0 Cleared,
        1 Denied,
    }
}

wire_struct! {
    /// A service as it was given.
    ServiceRecordV1 is ServiceRecord {
        0 service: ServiceV1,
        1 from: i32,
        2 to: i32,
        3 hours: u16,
        4 provider: String,
        5 result: ServiceResultV1,
        6 certificate_no: Option<String>,
        7 note: Option<String>,
    }
}

wire_codes! {
    /// The five services.
    ServiceV1 is Service {
        0 Counselling,
        1 AptitudeAssessment,
        2 Training,
        3 ProductImprovement,
        4 MarketKnowledge,
    }
}

wire_codes! {
    /// What came of a service.
    ServiceResultV1 is ServiceResult {
        0 Suitable,
        1 NeedsMore,
        2 NotSuitable,
    }
}
