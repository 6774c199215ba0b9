//! Finding things in a catalogue.

use super::{
    Agency, AgencyCode, ApprovedField, Bank, BankCode, Catalogue, Ceiling, ChecklistRow, Condition,
    ConditionNumber, DeadlineCode, DeadlineRule, DocumentCode, FieldCode, Need, Office, OfficeId,
    OfficeKind, RequiredDocument,
};
use crate::event::Review;
use crate::people::{Activity, Applicant};
use crate::places::CountyCode;
use crate::plan::Path;
use crate::text::{code_words, name_words, question};

impl Catalogue {
    /// Finds an agency.
    pub fn agency(&self, code: &AgencyCode) -> Option<&Agency> {
        self.agencies.iter().find(|agency| &agency.code == code)
    }

    /// Finds an approved field.
    pub fn field(&self, code: &FieldCode) -> Option<&ApprovedField> {
        self.fields.iter().find(|field| &field.code == code)
    }

    /// Returns the fields whose name or code has what is asked for: words that begin so, or the name that holds them.
    pub fn search_fields(&self, text: &str) -> Vec<&ApprovedField> {
        let question = question(text);
        let found = |field: &&ApprovedField| {
            let words = format!("{} {}", name_words(&field.title), code_words(field.code.as_str()));
            let has = |asked: &String| {
                // Two letters stand within too many names.
                let within = asked.chars().count() > 2;
                let mut words = words.split(' ');
                words.any(|word| word.starts_with(asked) || (within && word.contains(asked)))
            };
            question.iter().all(|asked| asked.iter().any(has))
        };
        self.fields.iter().filter(found).collect()
    }

    /// Finds a numbered condition.
    pub fn condition(&self, number: ConditionNumber) -> Option<&Condition> {
        self.conditions.iter().find(|condition| condition.number == number)
    }

    /// Returns what is checked in a review.
    pub fn checklist(&self, review: Review) -> &[ChecklistRow] {
        match review {
            Review::Agency => &self.agency_checklist,
            Review::Labour => &self.labour_checklist,
        }
    }

    /// Finds a kind of document.
    pub fn document(&self, code: DocumentCode) -> Option<&RequiredDocument> {
        self.documents.iter().find(|document| document.code == code)
    }

    /// Whether a kind of document is about a covered applicant's supporter: their licence, the contract with them. Such
    /// are those that nobody but covered applicants hands in.
    pub fn is_of_supporter(&self, code: DocumentCode) -> bool {
        self.document(code).is_some_and(|document| document.activities == [Activity::Covered])
    }

    /// Returns the documents that are asked of an applicant in a field.
    pub fn documents_for(
        &self,
        applicant: &Applicant,
        field: &FieldCode,
    ) -> Vec<&RequiredDocument> {
        let field = self.field(field);
        let asked = self.documents.iter().filter(|document| document.is_asked_of(applicant, field));
        asked.collect()
    }

    /// Returns the documents without which an application is not complete.
    pub fn mandatory_documents(
        &self,
        applicant: &Applicant,
        field: &FieldCode,
    ) -> Vec<DocumentCode> {
        let asked = self.documents_for(applicant, field).into_iter();
        asked.filter(|document| document.need == Need::Mandatory).map(|d| d.code).collect()
    }

    /// Finds an agent bank.
    pub fn bank(&self, code: &BankCode) -> Option<&Bank> {
        self.banks.iter().find(|bank| &bank.code == code)
    }

    /// Finds the ceilings of a budget year.
    pub fn ceiling(&self, year: u16) -> Option<&Ceiling> {
        self.ceilings.iter().find(|ceiling| ceiling.year == year)
    }

    /// Finds the deadline of a review.
    pub fn deadline(&self, code: DeadlineCode) -> Option<&DeadlineRule> {
        self.deadlines.iter().find(|rule| rule.code == code)
    }

    /// Finds an office.
    pub fn office(&self, id: &OfficeId) -> Option<&Office> {
        self.offices.iter().find(|office| &office.id == id)
    }

    /// Finds the office of a kind that is responsible for a county: the county's own, else the
    /// province's.
    pub fn office_for(&self, kind: &OfficeKind, county: CountyCode) -> Option<&Office> {
        let of_kind = || self.offices.iter().filter(|office| &office.kind == kind);
        of_kind().find(|office| office.county == Some(county)).or_else(|| {
            of_kind().find(|office| office.county.is_none() && office.province == county.parent())
        })
    }

    /// Finds the agency's office that reviews a plan of a field in a county.
    pub fn review_office(&self, field: &FieldCode, county: CountyCode) -> Option<&Office> {
        let agency = self.field(field)?.agency.clone();
        self.office_for(&OfficeKind::Agency(agency), county)
    }

    /// Returns the path to propose for a field in a county: the development path where a programme
    /// offers it. The agency's approval fixes it.
    pub fn proposed_path(&self, field: &FieldCode, county: CountyCode) -> Path {
        let offered = self.programmes.iter().any(|programme| {
            programme.province == county.parent() && programme.fields.contains(field)
        });
        if offered { Path::Development } else { Path::Standard }
    }
}
