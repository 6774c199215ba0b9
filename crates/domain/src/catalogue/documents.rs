//! Which documents an applicant hands in.

use serde::{Deserialize, Serialize};

use super::{ApprovedField, DocumentCode};
use crate::people::{Activity, Applicant, Gender};

/// A kind of document and whom it is asked of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RequiredDocument {
    /// Its code.
    pub code: DocumentCode,
    /// Its name.
    pub title: String,
    /// Kinds of activity of which it is asked.
    pub activities: Vec<Activity>,
    /// A further bound on whom it is asked of.
    pub applies_to: AppliesTo,
    /// Whether an application without it is complete.
    pub need: Need,
    /// Which offices read it.
    pub readers: Readers,
}

/// Which kinds of office read a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Readers {
    /// The offices that review: agency and labour office.
    Reviewers,
    /// Jahad Daneshgahi too.
    Empowerment,
    /// Jahad Daneshgahi and the bank too.
    Banks,
}

/// A bound on whom a document is asked of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum AppliesTo {
    /// Everyone of the kinds of activity.
    Everyone,
    /// Men, who have a military status.
    Men,
    /// Fields that handle food or need hygiene.
    HygieneFields,
}

/// Whether an application without a document is complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Need {
    /// It is not.
    Mandatory,
    /// It is; the document may be added.
    Optional,
}

impl RequiredDocument {
    /// Whether it is asked of an applicant in a field.
    pub fn is_asked_of(&self, applicant: &Applicant, field: Option<&ApprovedField>) -> bool {
        let bound = match self.applies_to {
            AppliesTo::Everyone => true,
            AppliesTo::Men => matches!(applicant.person().gender, Gender::Male(_)),
            AppliesTo::HygieneFields => field.is_some_and(|field| field.hygiene),
        };
        bound && self.activities.contains(&applicant.activity())
    }
}

#[cfg(test)]
mod tests {
    use std::error::Error;

    use crate::catalogue::{DocumentCode, FieldCode, sample};
    use crate::dates::JalaliDate;
    use crate::identifiers::{LegalId, Mobile, NationalId, PostalCode};
    use crate::people::{
        Address, Applicant, Company, Education, Employment, Gender, Household, MilitaryStatus,
        Person, Support,
    };
    use crate::places::CountyCode;
    use crate::text::PlainText;

    fn person(gender: Gender) -> Result<Person, Box<dyn Error>> {
        let text = |text| PlainText::parse_line(text, 80);
        Ok(Person {
            national_id: NationalId::parse("0076229645")?,
            first_name: text("فاطمه")?,
            last_name: text("احمدی")?,
            father_name: text("حسین")?,
            born_on: JalaliDate::parse("1370/01/01")?.date(),
            birth_certificate_no: text("12")?,
            gender,
            education: Education::Diploma,
            mobile: Mobile::parse("09181234567")?,
            landline: None,
            residence: Address {
                county: CountyCode::parse("0001")?,
                line: text("خیابان شهدا")?,
                postal_code: PostalCode::parse("5951412749")?,
            },
            household_head: Household::Member,
            support_body: None,
            employment: Employment::None,
        })
    }

    fn mandatory(applicant: &Applicant, field: &str) -> Result<Vec<u32>, Box<dyn Error>> {
        let documents = sample().mandatory_documents(applicant, &FieldCode::parse(field)?);
        Ok(documents.into_iter().map(|DocumentCode(code)| code).collect())
    }

    #[test]
    fn each_kind_of_applicant_hands_in_its_own_documents() -> Result<(), Box<dyn Error>> {
        let everyone = [10_001, 10_002, 10_004, 20_001, 20_002];
        let with = |more: &[u32]| {
            let mut codes: Vec<u32> = everyone.iter().chain(more).copied().collect();
            codes.sort_unstable();
            codes
        };
        let woman = Applicant::Independent(person(Gender::Female)?);
        assert_eq!(mandatory(&woman, "1001")?, with(&[20_003]));
        assert_eq!(mandatory(&woman, "4057")?, with(&[20_003, 20_004]));
        let man = Applicant::Independent(person(Gender::Male(MilitaryStatus::Served))?);
        assert_eq!(mandatory(&man, "1001")?, with(&[10_003, 20_003]));
        let support = Support { experience_years: 6, covered_count: 4 };
        let natural = Applicant::SupporterNatural { person: person(Gender::Female)?, support };
        assert_eq!(mandatory(&natural, "1001")?, with(&[20_005, 20_006, 20_007]));
        let company = Company {
            legal_id: LegalId::parse("10380284790")?,
            name: PlainText::parse_line("شرکت نمونه", 80)?,
            registration_no: PlainText::parse_line("1234", 80)?,
            representative: person(Gender::Female)?,
            role: PlainText::parse_line("مدیرعامل", 80)?,
        };
        let legal = Applicant::SupporterLegal { company, support };
        let expected = with(&[20_005, 20_006, 20_007, 20_009, 20_010]);
        assert_eq!(mandatory(&legal, "1001")?, expected);
        Ok(())
    }
}
