//! Who acts.

use crate::catalogue::OfficeId;
use crate::event::Medium;
use crate::ids::{OfficerId, PersonId};

/// What kind of office somebody works at. It decides which acts are theirs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// دستگاه اجرایی
    Agency,
    /// جهاد دانشگاهی
    Jahad,
    /// اداره تعاون، کار و رفاه اجتماعی
    Labour,
    /// رابط بانک عامل
    Bank,
    /// دبیرخانه ستاد
    Secretariat,
}

impl Role {
    /// Every kind of office, in the order of a case's way.
    pub const ALL: [Self; 5] =
        [Self::Agency, Self::Jahad, Self::Labour, Self::Bank, Self::Secretariat];
}

/// Who does what an event says.
///
/// Applicants and the registry are no office. They are believed on streams of the registry's own key alone, an
/// officer on those of a workstation of that office.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Actor {
    /// Somebody at an office.
    Officer(Officer),
    /// The applicant, who reached the registry in this way.
    Applicant {
        /// How.
        medium: Medium,
    },
    /// The registry itself: what follows from the rules, or from the day.
    Registry,
}

impl Actor {
    /// The officer, unless the applicant or the registry acts.
    pub const fn officer(&self) -> Option<&Officer> {
        match self {
            Self::Officer(officer) => Some(officer),
            Self::Applicant { .. } | Self::Registry => None,
        }
    }

    /// The office for which an officer acts.
    pub fn office(&self) -> Option<&OfficeId> {
        self.officer().map(|officer| &officer.office)
    }
}

impl From<Officer> for Actor {
    fn from(officer: Officer) -> Self {
        Self::Officer(officer)
    }
}

impl From<&Officer> for Actor {
    fn from(officer: &Officer) -> Self {
        Self::Officer(officer.clone())
    }
}

/// An officer: an account, the person behind it, and the office for which they act. What kind of office that is
/// stands in the catalogue's edition alone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Officer {
    /// The account.
    pub account: OfficerId,
    /// The person, the same in every account of theirs.
    pub person: PersonId,
    /// The office.
    pub office: OfficeId,
}
