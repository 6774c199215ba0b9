//! The sections of an edition, by the names that the document gives them.

use std::fmt;

/// A part of an edition: rows of one kind, or values that stand alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// What the edition says about itself.
    Edition,
    /// Offices and what they are responsible for.
    Offices,
    /// Agencies.
    Agencies,
    /// Approved fields.
    Fields,
    /// Programmes of the development path.
    Programmes,
    /// Numbered conditions.
    Conditions,
    /// What a reviewer of the agency checks.
    AgencyChecklist,
    /// What a reviewer of the labour office checks.
    LabourChecklist,
    /// Documents that applicants hand in.
    Documents,
    /// Agent banks.
    Banks,
    /// Ceilings by budget year.
    Ceilings,
    /// Deadlines of the reviews.
    Deadlines,
    /// After how many days applicants are told to look their case up.
    LookUpAfterDays,
    /// Rules about applicants and licences.
    Rules,
    /// Periods and texts of papers.
    Papers,
    /// Days of the week on which offices are closed.
    Weekend,
    /// Holidays.
    Holidays,
}

impl Section {
    /// Every section, in the order in which people read an edition.
    pub const ALL: [Self; 17] = [
        Self::Edition,
        Self::Offices,
        Self::Agencies,
        Self::Fields,
        Self::Programmes,
        Self::Conditions,
        Self::AgencyChecklist,
        Self::LabourChecklist,
        Self::Documents,
        Self::Banks,
        Self::Ceilings,
        Self::Deadlines,
        Self::LookUpAfterDays,
        Self::Rules,
        Self::Papers,
        Self::Weekend,
        Self::Holidays,
    ];

    /// Returns where it stands in the document.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Edition => "edition",
            Self::Offices => "offices",
            Self::Agencies => "agencies",
            Self::Fields => "fields",
            Self::Programmes => "programmes",
            Self::Conditions => "conditions",
            Self::AgencyChecklist => "agencyChecklist",
            Self::LabourChecklist => "labourChecklist",
            Self::Documents => "documents",
            Self::Banks => "banks",
            Self::Ceilings => "ceilings",
            Self::Deadlines => "deadlines",
            Self::LookUpAfterDays => "lookUpAfterDays",
            Self::Rules => "rules",
            Self::Papers => "papers",
            Self::Weekend => "calendar.weekend",
            Self::Holidays => "calendar.holidays",
        }
    }

    /// Returns the column by which its rows are told apart; none where the section is not made of rows.
    pub const fn key(self) -> Option<&'static str> {
        match self {
            Self::Offices => Some("id"),
            Self::Agencies | Self::Fields | Self::Documents | Self::Banks | Self::Deadlines => {
                Some("code")
            }
            Self::Programmes => Some("title"),
            Self::Conditions => Some("number"),
            Self::AgencyChecklist | Self::LabourChecklist => Some("row"),
            Self::Ceilings => Some("year"),
            Self::Holidays => Some("day"),
            Self::Edition | Self::LookUpAfterDays | Self::Rules | Self::Papers | Self::Weekend => {
                None
            }
        }
    }

    /// Finds the section of a path in the document.
    pub fn of_path(path: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| {
            let rest = path.strip_prefix(section.path());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        })
    }

    /// Returns its part of a document that was taken apart.
    pub fn of(self, document: &serde_json::Value) -> Option<&serde_json::Value> {
        self.path().split('.').try_fold(document, |value, name| value.get(name))
    }

    /// The same, to be changed.
    pub fn of_mut(self, document: &mut serde_json::Value) -> Option<&mut serde_json::Value> {
        self.path().split('.').try_fold(document, |value, name| value.get_mut(name))
    }
}

impl fmt::Display for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.path())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::sample;

    #[test]
    fn every_part_of_a_document_is_a_section() {
        let document = sample().to_json();
        for section in Section::ALL {
            let part = section.of(&document);
            assert!(part.is_some(), "{section}");
            let rows =
                part.is_some_and(|part| part.get(0).is_some_and(serde_json::Value::is_object));
            assert_eq!(rows, section.key().is_some(), "{section}");
            assert_eq!(Section::of_path(&format!("{section}[3].x")), Some(section));
        }
        let parts: Vec<&String> = document.as_object().map_or(Vec::new(), |o| o.keys().collect());
        for name in parts.into_iter().filter(|name| *name != "calendar") {
            assert!(Section::of_path(name).is_some(), "{name}");
        }
        assert_eq!(Section::of_path("fieldsx"), None);
    }
}
