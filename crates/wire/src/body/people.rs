//! People on the wire.

use domain::people::{
    Address, Applicant, Attachment, Company, Education, Employment, Gender, Household, MediaType,
    MilitaryStatus, NamedSupporter, Person, Support, SupportBody, SupporterIdentity,
};
use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};

use crate::conversion::{NoSuchValue, Writes, wire_codes, wire_struct};

wire_struct! {
    /// Personal particulars.
    PersonV1 is Person {
        0 national_id: String,
        1 first_name: String,
        2 last_name: String,
        3 father_name: String,
        4 born_on: i32,
        5 birth_certificate_no: String,
        6 gender: GenderV1,
        7 education: EducationV1,
        8 mobile: String,
        9 landline: Option<String>,
        10 residence: AddressV1,
        11 household_head: HouseholdV1,
        12 support_body: Option<SupportBodyV1>,
        13 employment: EmploymentV1,
    }
}

wire_struct! {
    /// A place.
    AddressV1 is Address {
        0 county: String,
        1 line: String,
        2 postal_code: String,
    }
}

wire_struct! {
    /// A legal person.
    CompanyV1 is Company {
        0 legal_id: String,
        1 name: String,
        2 registration_no: String,
        3 representative: PersonV1,
        4 role: String,
    }
}

wire_struct! {
    /// The supporter of a covered applicant.
    NamedSupporterV1 is NamedSupporter {
        0 name: String,
        1 identity: SupporterIdentityV1,
        2 licence: Option<String>,
    }
}

wire_struct! {
    /// What a supporter offers.
    SupportV1 is Support {
        0 experience_years: u8,
        1 covered_count: u16,
    }
}

wire_struct! {
    /// A document that came.
    AttachmentV1 is Attachment {
        0 content: ByteArray<32>,
        1 document: u32,
        2 name: String,
        3 media: MediaTypeV1,
        4 size_bytes: u64,
    }
}

wire_codes! {
    /// Level of education.
    EducationV1 is Education {
        0 Primary,
        1 Middle,
        2 Diploma,
        3 Associate,
        4 Bachelor,
        5 Master,
    }
}

wire_codes! {
    /// Whether the person heads a household.
    HouseholdV1 is Household {
        0 Head,
        1 Member,
    }
}

wire_codes! {
    /// Bodies that support people.
    SupportBodyV1 is SupportBody {
        0 ReliefCommittee,
        1 Welfare,
    }
}

wire_codes! {
    /// Employment and insurance.
    EmploymentV1 is Employment {
        0 None,
        1 Retired,
        2 InsuredElsewhere,
        3 Government,
    }
}

wire_codes! {
    /// A man's military service.
    MilitaryStatusV1 is MilitaryStatus {
        0 Served,
        1 Exempt,
        2 Pending,
    }
}

wire_codes! {
    /// Kinds of file.
    MediaTypeV1 is MediaType {
        0 Pdf,
        1 Jpeg,
        2 Png,
    }
}

/// Gender with what it brings.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub(crate) enum GenderV1 {
    #[n(0)]
    Female,
    #[n(1)]
    Male(#[n(0)] MilitaryStatusV1),
}

impl Writes<Gender> for GenderV1 {
    fn of(value: &Gender) -> Self {
        match value {
            Gender::Female => Self::Female,
            Gender::Male(status) => Self::Male(Writes::of(status)),
        }
    }

    fn read(self) -> Result<Gender, NoSuchValue> {
        Ok(match self {
            Self::Female => Gender::Female,
            Self::Male(status) => Gender::Male(status.read()?),
        })
    }
}

/// A natural or a legal supporter.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub(crate) enum SupporterIdentityV1 {
    #[n(0)]
    Natural(#[n(0)] String),
    #[n(1)]
    Legal(#[n(0)] String),
}

impl Writes<SupporterIdentity> for SupporterIdentityV1 {
    fn of(value: &SupporterIdentity) -> Self {
        match value {
            SupporterIdentity::Natural(id) => Self::Natural(Writes::of(id)),
            SupporterIdentity::Legal(id) => Self::Legal(Writes::of(id)),
        }
    }

    fn read(self) -> Result<SupporterIdentity, NoSuchValue> {
        Ok(match self {
            Self::Natural(id) => SupporterIdentity::Natural(id.read()?),
            Self::Legal(id) => SupporterIdentity::Legal(id.read()?),
        })
    }
}

/// Who applies.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub(crate) enum ApplicantV1 {
    #[n(0)]
    Independent(#[n(0)] PersonV1),
    #[n(1)]
    Covered(#[n(0)] PersonV1, #[n(1)] NamedSupporterV1),
    #[n(2)]
    SupporterNatural(#[n(0)] PersonV1, #[n(1)] SupportV1),
    #[n(3)]
    SupporterLegal(#[n(0)] CompanyV1, #[n(1)] SupportV1),
}

impl Writes<Applicant> for ApplicantV1 {
    fn of(value: &Applicant) -> Self {
        match value {
            Applicant::Independent(person) => Self::Independent(Writes::of(person)),
            Applicant::Covered { person, supporter } => {
                Self::Covered(Writes::of(person), Writes::of(supporter))
            }
            Applicant::SupporterNatural { person, support } => {
                Self::SupporterNatural(Writes::of(person), Writes::of(support))
            }
            Applicant::SupporterLegal { company, support } => {
                Self::SupporterLegal(Writes::of(company), Writes::of(support))
            }
        }
    }

    fn read(self) -> Result<Applicant, NoSuchValue> {
        Ok(match self {
            Self::Independent(person) => Applicant::Independent(person.read()?),
            Self::Covered(person, supporter) => {
                Applicant::Covered { person: person.read()?, supporter: supporter.read()? }
            }
            Self::SupporterNatural(person, support) => {
                Applicant::SupporterNatural { person: person.read()?, support: support.read()? }
            }
            Self::SupporterLegal(company, support) => {
                Applicant::SupporterLegal { company: company.read()?, support: support.read()? }
            }
        })
    }
}
