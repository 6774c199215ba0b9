//! The plan and the skill certificate on the wire.

use domain::plan::{Capital, Path, Plan, SkillCertificate, Tenure};
use minicbor::{Decode, Encode};

use super::people::AddressV1;
use crate::conversion::{NoSuchValue, Writes, wire_codes, wire_struct};

wire_struct! {
    /// The plan.
    PlanV1 is Plan {
        0 field: String,
        1 title: String,
        2 description: String,
        3 workplace: AddressV1,
        4 area_m2: u16,
        5 tenure: TenureV1,
        6 jobs: u16,
        7 capital: CapitalV1,
        8 iban: Option<String>,
    }
}

wire_struct! {
    /// Means, in rials.
    CapitalV1 is Capital {
        0 fixed: i64,
        1 working: i64,
        2 own: i64,
        3 requested: i64,
    }
}

wire_struct! {
    /// The skill certificate.
    SkillCertificateV1 is SkillCertificate {
        0 number: String,
        1 issuer: String,
        2 field: Option<String>,
        3 issued_on: i32,
        4 expires_on: Option<i32>,
    }
}

wire_codes! {
    /// Standard or development.
    PathV1 is Path {
        0 Standard,
        1 Development,
    }
}

/// Own or rented.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub(crate) enum TenureV1 {
    #[n(0)]
    Owned,
    #[n(1)]
    Rented(#[n(0)] i32),
}

impl Writes<Tenure> for TenureV1 {
    fn of(value: &Tenure) -> Self {
        match value {
            Tenure::Owned => Self::Owned,
            Tenure::Rented { until } => Self::Rented(Writes::of(until)),
        }
    }

    fn read(self) -> Result<Tenure, NoSuchValue> {
        Ok(match self {
            Self::Owned => Tenure::Owned,
            Self::Rented(until) => Tenure::Rented { until: until.read()? },
        })
    }
}
