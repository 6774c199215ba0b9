//! Supporters: who is named as one, and under which identity an applicant can be named.

use super::{Applicant, Person};
use crate::identifiers::{IdentifierError, LegalId, LicenceNumber, NationalId};
use crate::text::PlainText;

/// The supporter whom a covered applicant names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedSupporter {
    /// Name as the applicant gave it.
    pub name: PlainText,
    /// Who it is.
    pub identity: SupporterIdentity,
    /// The supporter's licence: as the applicant gave it, then as the supporter confirmed by it.
    pub licence: Option<LicenceNumber>,
}

/// A natural or a legal supporter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SupporterIdentity {
    /// By national ID.
    Natural(NationalId),
    /// By legal ID.
    Legal(LegalId),
}

impl SupporterIdentity {
    /// Reads a national or a legal ID, told apart by how many digits it has.
    ///
    /// # Errors
    /// What is wrong with it as the one that it could be.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        match LegalId::parse(text) {
            Ok(id) => Ok(Self::Legal(id)),
            Err(IdentifierError::BadChecksum) => Err(IdentifierError::BadChecksum),
            Err(_) => NationalId::parse(text).map(Self::Natural),
        }
    }

    /// The national or legal ID in its canonical form.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Natural(id) => id.as_str(),
            Self::Legal(id) => id.as_str(),
        }
    }

    /// Whether it is this very person. A company for which the person acts is somebody else.
    pub fn is_person(&self, person: &Person) -> bool {
        match self {
            Self::Natural(id) => *id == person.national_id,
            Self::Legal(_) => false,
        }
    }
}

/// What a supporter offers and has done (facts 1.4, 1.6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Support {
    /// Years of related work.
    pub experience_years: u8,
    /// How many people work under the supporter.
    pub covered_count: u16,
}

impl Applicant {
    /// The supporter whom a covered applicant names.
    pub const fn named_supporter(&self) -> Option<&NamedSupporter> {
        match self {
            Self::Covered { supporter, .. } => Some(supporter),
            Self::Independent(_) | Self::SupporterNatural { .. } | Self::SupporterLegal { .. } => {
                None
            }
        }
    }

    /// Whether a covered applicant names themselves. Nobody is their own supporter.
    pub fn names_self(&self) -> bool {
        self.named_supporter().is_some_and(|named| named.identity.is_person(self.person()))
    }

    /// The identity under which others can name this applicant as their supporter.
    pub fn as_supporter(&self) -> Option<SupporterIdentity> {
        match self {
            Self::SupporterNatural { person, .. } => {
                Some(SupporterIdentity::Natural(person.national_id.clone()))
            }
            Self::SupporterLegal { company, .. } => {
                Some(SupporterIdentity::Legal(company.legal_id.clone()))
            }
            Self::Independent(_) | Self::Covered { .. } => None,
        }
    }
}
