//! Offices, what they are responsible for, and what stands on their letters.

use serde::{Deserialize, Serialize};

use super::{AgencyCode, BankCode, OfficeId};
use crate::people::Role;
use crate::places::{CountyCode, ProvinceCode};

/// An office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Office {
    /// Its code.
    pub id: OfficeId,
    /// What kind of office it is.
    pub kind: OfficeKind,
    /// Its name, as applicants know it.
    pub title: String,
    /// The province it is responsible for, or lies in.
    pub province: ProvinceCode,
    /// The county it is responsible for; the whole province if there is none.
    pub county: Option<CountyCode>,
    /// When its telephone is answered, in Persian.
    pub hours: String,
    /// What stands on its letters.
    pub letterhead: Letterhead,
}

/// What kind of office an office is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum OfficeKind {
    /// An executive agency's, which reviews plans.
    Agency(AgencyCode),
    /// A unit of Jahad Daneshgahi.
    Jahad,
    /// An office of cooperatives, labour and social welfare.
    Labour,
    /// An agent bank's liaison.
    BankLiaison(BankCode),
    /// The headquarters' secretariat.
    Secretariat,
}

impl OfficeKind {
    /// Returns the role of those who work there.
    pub const fn role(&self) -> Role {
        match self {
            Self::Agency(_) => Role::Agency,
            Self::Jahad => Role::Jahad,
            Self::Labour => Role::Labour,
            Self::BankLiaison(_) => Role::Bank,
            Self::Secretariat => Role::Secretariat,
        }
    }
}

/// What stands on an office's letters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Letterhead {
    /// The lines under the emblem, from the state down to the office.
    pub lines: Vec<String>,
    /// Its address.
    pub address: String,
    /// Its telephone.
    pub phone: String,
}
