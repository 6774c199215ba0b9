//! People: applicants of every kind, and the officers who review them.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::catalogue::DocumentCode;
use crate::dates::Date;
use crate::identifiers::{Landline, LegalId, Mobile, NationalId, PostalCode};
use crate::places::CountyCode;
use crate::text::PlainText;

mod actor;
mod supervisor;
mod supporter;

pub use actor::{Actor, Officer, Role};
pub use supervisor::{SupervisorMark, Supervisors};
pub use supporter::{NamedSupporter, Support, SupporterIdentity};

/// Who applies, and in which kind of activity (facts 1.3). Each kind carries what only it needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Applicant {
    /// Works alone, from raw material to market.
    Independent(Person),
    /// Works under a named supporter, who must confirm it.
    Covered {
        /// The applicant.
        person: Person,
        /// Who supports them.
        supporter: NamedSupporter,
    },
    /// A natural person who supports others.
    SupporterNatural {
        /// The applicant.
        person: Person,
        /// What they offer.
        support: Support,
    },
    /// A legal person that supports others, through its representative.
    SupporterLegal {
        /// The applicant.
        company: Company,
        /// What it offers.
        support: Support,
    },
}

/// The kind of activity alone, for filters and rules of the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Activity {
    /// مستقل
    Independent,
    /// تحت پوشش
    Covered,
    /// پشتیبان حقیقی
    SupporterNatural,
    /// پشتیبان حقوقی
    SupporterLegal,
}

impl Activity {
    /// Every kind, in the order of the registration form.
    pub const ALL: [Self; 4] =
        [Self::Independent, Self::Covered, Self::SupporterNatural, Self::SupporterLegal];

    /// Whether the applicant supports others.
    pub const fn is_supporter(self) -> bool {
        matches!(self, Self::SupporterNatural | Self::SupporterLegal)
    }
}

impl Applicant {
    /// The kind of activity.
    pub const fn activity(&self) -> Activity {
        match self {
            Self::Independent(_) => Activity::Independent,
            Self::Covered { .. } => Activity::Covered,
            Self::SupporterNatural { .. } => Activity::SupporterNatural,
            Self::SupporterLegal { .. } => Activity::SupporterLegal,
        }
    }

    /// The human being who acts: the applicant, or the representative of a company.
    pub const fn person(&self) -> &Person {
        match self {
            Self::Independent(person)
            | Self::Covered { person, .. }
            | Self::SupporterNatural { person, .. } => person,
            Self::SupporterLegal { company, .. } => &company.representative,
        }
    }

    /// The same, to be corrected.
    pub const fn person_mut(&mut self) -> &mut Person {
        match self {
            Self::Independent(person)
            | Self::Covered { person, .. }
            | Self::SupporterNatural { person, .. } => person,
            Self::SupporterLegal { company, .. } => &mut company.representative,
        }
    }

    /// The company, for a legal person.
    pub const fn company(&self) -> Option<&Company> {
        match self {
            Self::SupporterLegal { company, .. } => Some(company),
            Self::Independent(_) | Self::Covered { .. } | Self::SupporterNatural { .. } => None,
        }
    }

    /// What a supporter offers.
    pub const fn support(&self) -> Option<&Support> {
        match self {
            Self::SupporterNatural { support, .. } | Self::SupporterLegal { support, .. } => {
                Some(support)
            }
            Self::Independent(_) | Self::Covered { .. } => None,
        }
    }

    /// The name on the licence.
    pub fn display_name(&self) -> String {
        match self {
            Self::SupporterLegal { company, .. } => company.name.as_str().to_owned(),
            Self::Independent(person)
            | Self::Covered { person, .. }
            | Self::SupporterNatural { person, .. } => person.full_name(),
        }
    }

    /// The identity that a licence is given to: a legal ID or a national ID, canonical.
    pub fn identity(&self) -> &str {
        match self {
            Self::SupporterLegal { company, .. } => company.legal_id.as_str(),
            Self::Independent(person)
            | Self::Covered { person, .. }
            | Self::SupporterNatural { person, .. } => person.national_id.as_str(),
        }
    }
}

/// Personal particulars (facts 5.1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// کد ملی
    pub national_id: NationalId,
    /// Given name.
    pub first_name: PlainText,
    /// Family name.
    pub last_name: PlainText,
    /// Given name of the father.
    pub father_name: PlainText,
    /// Day of birth.
    pub born_on: Date,
    /// شماره شناسنامه
    pub birth_certificate_no: PlainText,
    /// Gender with what it brings: only men have a military status.
    pub gender: Gender,
    /// Level of education.
    pub education: Education,
    /// Mobile telephone.
    pub mobile: Mobile,
    /// Telephone at home.
    pub landline: Option<Landline>,
    /// Where the person lives.
    pub residence: Address,
    /// سرپرست خانوار
    pub household_head: Household,
    /// Membership of a body that supports people.
    pub support_body: Option<SupportBody>,
    /// How the person is employed and insured.
    pub employment: Employment,
}

impl Person {
    /// Given and family name.
    pub fn full_name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name)
    }
}

/// Gender; a man's military service belongs to it (facts 1.4: women need no military data).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Gender {
    /// زن
    Female,
    /// مرد
    Male(MilitaryStatus),
}

/// کارت پایان خدمت / معافیت
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MilitaryStatus {
    /// Service done.
    Served,
    /// Exempt.
    Exempt,
    /// Neither yet; blocks a licence.
    Pending,
}

/// Level of education.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Education {
    /// Up to primary school.
    Primary,
    /// Middle school.
    Middle,
    /// دیپلم
    Diploma,
    /// کاردانی
    Associate,
    /// کارشناسی
    Bachelor,
    /// کارشناسی ارشد and above.
    Master,
}

/// Whether the person heads a household.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Household {
    /// سرپرست خانوار
    Head,
    /// A member.
    Member,
}

/// Bodies whose own loans exclude another (facts 3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SupportBody {
    /// کمیته امداد
    ReliefCommittee,
    /// بهزیستی
    Welfare,
}

/// Employment and insurance, which decide on the loan (facts 3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Employment {
    /// No employer.
    None,
    /// Retired.
    Retired,
    /// Under compulsory insurance with an employer.
    InsuredElsewhere,
    /// Any kind of government employee.
    Government,
}

/// A place to live or to work at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// The county, which also says the province.
    pub county: CountyCode,
    /// City or village, street, number.
    pub line: PlainText,
    /// کد پستی
    pub postal_code: PostalCode,
}

/// A legal person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Company {
    /// شناسه ملی
    pub legal_id: LegalId,
    /// Registered name.
    pub name: PlainText,
    /// شماره ثبت
    pub registration_no: PlainText,
    /// Who acts for it.
    pub representative: Person,
    /// The representative's role, e.g. مدیرعامل.
    pub role: PlainText,
}

/// The kinds of file that are accepted as an attachment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MediaType {
    /// `application/pdf`
    Pdf,
    /// `image/jpeg`
    Jpeg,
    /// `image/png`
    Png,
}

impl MediaType {
    /// The largest attachment that is taken in, in bytes.
    pub const MAX_BYTES: usize = 15 * 1024 * 1024;

    /// How the name of a file of the kind ends.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Pdf => ".pdf",
            Self::Jpeg => ".jpg",
            Self::Png => ".png",
        }
    }

    /// The name of the type on the web.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }
}

/// The name of an attachment in its case. One file may stand for two documents, so its content alone names neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AttachmentId {
    /// The document of the catalogue.
    pub document: DocumentCode,
    /// The hash of the file's bytes.
    pub content: crate::ids::ContentHash,
}

impl AttachmentId {
    /// Reads what [`fmt::Display`] writes: the document's code, a hyphen and the hash in hexadecimal.
    pub fn parse(text: &str) -> Option<Self> {
        let (document, content) = text.split_once('-')?;
        Some(Self {
            document: document.parse().ok()?,
            content: crate::ids::ContentHash::parse(content).ok()?,
        })
    }
}

impl fmt::Display for AttachmentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.document, self.content)
    }
}

/// A scan or file that belongs to a case; its bytes are kept elsewhere, under their hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// The hash of its bytes.
    pub content: crate::ids::ContentHash,
    /// Which document of the catalogue it is.
    pub document: DocumentCode,
    /// The file's name as it came.
    pub name: PlainText,
    /// What it is.
    pub media: MediaType,
    /// How many bytes it has.
    pub size_bytes: u64,
}

impl Attachment {
    /// Its name in its case.
    pub const fn id(&self) -> AttachmentId {
        AttachmentId { document: self.document, content: self.content }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_file_for_two_documents_has_two_names() {
        let content = crate::ids::ContentHash::from_bytes([7; 32]);
        let one = AttachmentId { document: DocumentCode(10_001), content };
        let other = AttachmentId { document: DocumentCode(10_004), content };
        assert_ne!(one.to_string(), other.to_string());
        assert_eq!(AttachmentId::parse(&one.to_string()), Some(one));
        assert_eq!(AttachmentId::parse(&content.to_string()), None);
    }
}
