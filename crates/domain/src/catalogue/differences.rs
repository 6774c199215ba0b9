//! What one edition changes of another, row by row, for people to read before it is published.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Catalogue, Section};

/// A row, or a section without rows, that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// In which section.
    pub section: Section,
    /// The row's code; empty where the section is not made of rows.
    pub row: String,
    /// What people call the row; empty where it has no name.
    pub title: String,
    /// What became of it.
    pub change: Change,
    /// In which place the old edition has it; none where it is new or the section is not made of rows.
    pub old_place: Option<usize>,
    /// In which place this edition has it; none where it is gone or the section is not made of rows.
    pub place: Option<usize>,
}

/// What became of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// Some of its columns are other ones.
    Changed(Vec<ChangedColumn>),
}

/// A column that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedColumn {
    /// Its name in the document, such as `letterhead.phone`; empty where the section is one value.
    pub name: String,
    /// What stood there; null where nothing did.
    pub before: Value,
    /// What stands there now.
    pub after: Value,
}

impl Catalogue {
    /// Returns what this edition changes of an old one, in the order of the sections and of their rows. The
    /// order of rows is no difference, but for what papers print.
    pub fn differences(&self, old: &Self) -> Vec<Difference> {
        let (before, after) = (old.to_json(), self.to_json());
        let mut found = Vec::new();
        for section in Section::ALL {
            let (Some(before), Some(after)) = (section.of(&before), section.of(&after)) else {
                continue;
            };
            if let Some(key) = section.key() {
                rows(section, key, before, after, &mut found);
                continue;
            }
            let changed = columns(before, after);
            if !changed.is_empty() {
                let (row, title) = (String::new(), String::new());
                let change = Change::Changed(changed);
                let (old_place, place) = (None, None);
                found.push(Difference { section, row, title, change, old_place, place });
            }
        }
        found
    }
}

/// Compares rows of the same key; where a key stands twice, one after the other.
fn rows(section: Section, key: &str, before: &Value, after: &Value, found: &mut Vec<Difference>) {
    let mut old: BTreeMap<String, Vec<(usize, &Value)>> = BTreeMap::new();
    let (old_rows, new_rows) = (list(before), list(after));
    for (place, row) in old_rows.iter().enumerate().rev() {
        old.entry(plain(row.get(key))).or_default().push((place, row));
    }
    let title = |row: &Value| plain(row.get("title"));
    for (place, row) in new_rows.iter().enumerate() {
        let name = plain(row.get(key));
        let (change, old_place) = match old.get_mut(&name).and_then(Vec::pop) {
            None => (Change::Added, None),
            Some((old_place, before)) => match columns(before, row) {
                changed if changed.is_empty() => continue,
                changed => (Change::Changed(changed), Some(old_place)),
            },
        };
        let (title, place) = (title(row), Some(place));
        found.push(Difference { section, row: name, title, change, old_place, place });
    }
    for row in old_rows {
        let name = plain(row.get(key));
        if let Some((old_place, row)) = old.get_mut(&name).and_then(Vec::pop) {
            let (change, title) = (Change::Removed, title(row));
            let (old_place, place) = (Some(old_place), None);
            found.push(Difference { section, row: name, title, change, old_place, place });
        }
    }
}

fn list(rows: &Value) -> &[Value] {
    rows.as_array().map_or(&[], Vec::as_slice)
}

fn plain(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(text)) => text.clone(),
        Some(value) if !value.is_null() => value.to_string(),
        _ => String::new(),
    }
}

fn columns(before: &Value, after: &Value) -> Vec<ChangedColumn> {
    let (mut old, mut new) = (BTreeMap::new(), BTreeMap::new());
    flattened("", before, &mut old);
    flattened("", after, &mut new);
    let mut names: Vec<&String> = new.keys().chain(old.keys()).collect();
    names.sort_unstable();
    names.dedup();
    let value =
        |of: &BTreeMap<String, Value>, name: &str| of.get(name).cloned().unwrap_or_default();
    names
        .into_iter()
        .map(|name| ChangedColumn {
            name: name.clone(),
            before: value(&old, name),
            after: value(&new, name),
        })
        .filter(|column| column.before != column.after)
        .collect()
}

/// Takes values within values apart, but for lists and the word with data that an office's kind is.
fn flattened(name: &str, value: &Value, into: &mut BTreeMap<String, Value>) {
    if let Value::Object(fields) = value
        && name != "kind"
    {
        for (field, value) in fields {
            let dot = if name.is_empty() { "" } else { "." };
            flattened(&format!("{name}{dot}{field}"), value, into);
        }
    } else {
        into.insert(name.to_owned(), value.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{OfficeId, OfficeKind, sample};

    #[test]
    fn an_edition_does_not_differ_from_itself() {
        assert_eq!(sample().differences(&sample()), []);
    }

    #[test]
    fn rows_are_told_apart_by_their_codes_and_columns_by_their_names() {
        let old = sample();
        let mut new = sample();
        new.offices.swap(0, 1);
        new.offices[0].letterhead.phone = "086-33331111".to_owned();
        let mut added = new.offices[2].clone();
        added.id = OfficeId::of("MAJ-0004");
        added.kind = OfficeKind::Labour;
        new.offices.push(added);
        let gone = new.fields.remove(5);
        new.rules.licence_validity_years = 5;
        new.look_up_after_days = 12;
        new.calendar.holidays.pop_first();
        let found = new.differences(&old);
        let told: Vec<(Section, &str, &str)> = found
            .iter()
            .map(|difference| {
                let what = match difference.change {
                    Change::Added => "added",
                    Change::Removed => "removed",
                    Change::Changed(_) => "changed",
                };
                (difference.section, difference.row.as_str(), what)
            })
            .collect();
        assert_eq!(
            told,
            [
                (Section::Offices, new.offices[0].id.as_str(), "changed"),
                (Section::Offices, "MAJ-0004", "added"),
                (Section::Fields, gone.code.as_str(), "removed"),
                (Section::LookUpAfterDays, "", "changed"),
                (Section::Rules, "", "changed"),
                (Section::Holidays, "2026-03-21", "removed"),
            ]
        );
        let places: Vec<_> = found.iter().map(|it| (it.old_place, it.place)).collect();
        let added = Some(new.offices.len() - 1);
        assert_eq!(places[..3], [(Some(1), Some(0)), (None, added), (Some(5), None)]);
        let Change::Changed(columns) = &found[0].change else { unreachable!("it is changed") };
        let told: Vec<_> = columns.iter().map(|c| (c.name.as_str(), c.after.as_str())).collect();
        assert_eq!(told, [("letterhead.phone", Some("086-33331111"))]);
        let Change::Changed(columns) = &found[3].change else { unreachable!("it is changed") };
        assert_eq!((&columns[0].before, &columns[0].after), (&Value::from(10), &Value::from(12)));
    }

    #[test]
    fn a_row_that_stands_twice_is_compared_with_its_own_kind() {
        let mut doubled = sample();
        doubled.banks.push(doubled.banks[0].clone());
        let found = doubled.differences(&sample());
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].change, Change::Added);
        let found = sample().differences(&doubled);
        assert_eq!(found[0].change, Change::Removed);
    }
}
