//! The columns of every section: what each is called, and what is written into it.
//!
//! Names are those of the document, so that a row of a form and a row of the document are the same thing.

use domain::catalogue::Section;

mod places;
mod plans;
mod terms;

/// What is written into a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A line of words.
    Line,
    /// A code of Latin letters and digits, or anything else that is set from left to right.
    Code,
    /// Words over several lines.
    Text,
    /// A list of words, a line for each.
    Lines,
    /// A list of codes, a line for each.
    Codes,
    /// A list of numbers, a line for each.
    Numbers,
    /// A whole number.
    Number,
    /// An amount in rials.
    Money,
    /// Yes or no.
    Flag,
    /// A Jalali day.
    Day,
    /// One of a few words of the document.
    One(&'static [Word]),
    /// Any of a few words of the document.
    Any(&'static [Word]),
    /// The code of a row of another section.
    Row(Section),
    /// The codes of rows of another section.
    Rows(Section),
    /// A province.
    Province,
    /// A county.
    County,
    /// What kind of office it is.
    Office,
}

/// A word of the document, in Persian and English.
pub(super) type Word = (&'static str, &'static str, &'static str);

/// A column of a section.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    /// Its name in the document.
    pub(super) name: &'static str,
    /// Its name in Persian.
    pub(super) fa: &'static str,
    /// Its name in English.
    pub(super) en: &'static str,
    /// What is written into it.
    pub(super) kind: Kind,
    /// Whether there may be nothing.
    pub(super) presence: Presence,
}

/// Whether there may be nothing in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Presence {
    /// There must be something.
    Always,
    /// Nothing is an answer too.
    Sometimes,
}

const fn column(name: &'static str, fa: &'static str, en: &'static str, kind: Kind) -> Column {
    Column { name, fa, en, kind, presence: Presence::Always }
}

const fn maybe(name: &'static str, fa: &'static str, en: &'static str, kind: Kind) -> Column {
    Column { name, fa, en, kind, presence: Presence::Sometimes }
}

/// The columns of a section. One without a name of its own is the section itself.
pub(super) const fn of(section: Section) -> &'static [Column] {
    match section {
        Section::Edition => places::EDITION,
        Section::Offices => places::OFFICES,
        Section::Agencies => places::AGENCIES,
        Section::Banks => places::BANKS,
        Section::Fields => plans::FIELDS,
        Section::Programmes => plans::PROGRAMMES,
        Section::Conditions => plans::CONDITIONS,
        Section::AgencyChecklist | Section::LabourChecklist => plans::CHECKLIST,
        Section::Documents => plans::DOCUMENTS,
        Section::Ceilings => terms::CEILINGS,
        Section::Deadlines => terms::DEADLINES,
        Section::LookUpAfterDays => terms::LOOK_UP_AFTER_DAYS,
        Section::Rules => terms::RULES,
        Section::Papers => terms::PAPERS,
        Section::Weekend => terms::WEEKEND,
        Section::Holidays => terms::HOLIDAYS,
    }
}

/// Under which name a column stands in a form.
pub(super) const fn field(column: &Column) -> &'static str {
    if column.name.is_empty() { "value" } else { column.name }
}

/// The column that a path inside a row is about; the first one where it is about all of it.
pub(super) fn at_path(section: Section, rest: &str) -> Option<&'static Column> {
    let rest = rest.trim_start_matches('.');
    let all = of(section);
    let named = |column: &&Column| {
        let after = rest.strip_prefix(column.name).filter(|_| !column.name.is_empty());
        after.is_some_and(|after| after.is_empty() || after.starts_with(['.', '[']))
    };
    all.iter().find(named).or(all.first())
}

/// The field of a form for the same.
pub(super) fn field_at(section: Section, rest: &str) -> &'static str {
    at_path(section, rest).map_or("value", field)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::*;

    /// The names of a row, with dots between them; an office's kind is one value.
    fn names(prefix: &str, value: &Value, into: &mut BTreeSet<String>) {
        match value {
            Value::Object(fields) if !prefix.ends_with("kind") => {
                for (name, value) in fields {
                    let dot = if prefix.is_empty() { "" } else { "." };
                    names(&format!("{prefix}{dot}{name}"), value, into);
                }
            }
            _ => {
                into.insert(prefix.to_owned());
            }
        }
    }

    #[test]
    fn every_value_of_a_document_has_a_column_and_every_column_a_value() {
        let document = domain::catalogue::sample().to_json();
        for section in Section::ALL {
            let part = section.of(&document).unwrap();
            let row = if section.key().is_some() { &part[0] } else { part };
            let mut found = BTreeSet::new();
            names("", row, &mut found);
            if section == Section::Edition {
                // Whoever publishes gives the days.
                assert!(found.remove("issuedOn") && found.remove("validFrom"));
            }
            let known: BTreeSet<String> =
                of(section).iter().map(|column| column.name.to_owned()).collect();
            assert_eq!(known, found, "{section}");
        }
    }
}
