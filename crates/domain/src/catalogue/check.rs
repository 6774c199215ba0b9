//! Looking an edition over before it is published: what would make a server or a desk misjudge.

mod money;
mod offices;
mod rules;
mod time;

use std::collections::BTreeMap;

use super::{Catalogue, Flaw, FlawKind, Section};
use crate::text::{PlainText, TextError, is_one_line};

/// The longest title, name or source.
const LINE: usize = 300;
/// The longest text of a condition or paper.
const TEXT: usize = 2_000;

impl Catalogue {
    /// Returns every flaw, in the order of the document's sections as far as one of them shows it.
    pub fn check(&self) -> Vec<Flaw> {
        let mut found = Found::default();
        time::edition(self, &mut found);
        rules::agencies(self, &mut found);
        rules::fields(self, &mut found);
        rules::programmes(self, &mut found);
        rules::conditions(self, &mut found);
        rules::checklists(self, &mut found);
        rules::documents(self, &mut found);
        money::banks(self, &mut found);
        money::ceilings(self, &mut found);
        time::deadlines(self, &mut found);
        rules::applicants(self, &mut found);
        rules::papers(self, &mut found);
        offices::offices(self, &mut found);
        time::calendar(self, &mut found);
        found.0
    }
}

/// What has been found so far.
#[derive(Default)]
struct Found(Vec<Flaw>);

impl Found {
    fn add(&mut self, path: impl Into<String>, kind: FlawKind) {
        self.0.push(Flaw { path: path.into(), kind });
    }

    /// A text of one line.
    fn line(&mut self, path: String, text: &str) {
        if is_one_line(text) {
            self.text_within(path, text, LINE);
        } else {
            self.add(path, FlawKind::Text(TextError::LineBreak));
        }
    }

    /// A text of several lines.
    fn text(&mut self, path: String, text: &str) {
        self.text_within(path, text, TEXT);
    }

    fn text_within(&mut self, path: String, text: &str, most: usize) {
        if let Err(error) = PlainText::parse(text, most) {
            self.add(path, FlawKind::Text(error));
        }
    }

    fn range(&mut self, path: String, number: impl Into<i64>, least: i64, most: i64) {
        if !(least..=most).contains(&number.into()) {
            self.add(path, FlawKind::OutOfRange { least, most });
        }
    }

    /// A section must have rows.
    fn rows<T>(&mut self, section: Section, rows: &[T]) {
        if rows.is_empty() {
            self.add(section.path(), FlawKind::Absent(super::Absent::Rows));
        }
    }

    /// What each path holds must be there once.
    fn once<T: Ord>(&mut self, items: impl IntoIterator<Item = (String, T)>) {
        let mut seen: BTreeMap<T, String> = BTreeMap::new();
        for (path, item) in items {
            match seen.get(&item) {
                Some(first) => self.add(path, FlawKind::Twice { first: first.clone() }),
                None => {
                    seen.insert(item, path);
                }
            }
        }
    }
}

/// Rows with their place in the document.
fn placed<T>(section: Section, rows: &[T]) -> impl Iterator<Item = (String, &T)> {
    rows.iter().enumerate().map(move |(place, row)| (format!("{section}[{place}]"), row))
}

#[cfg(test)]
mod tests;
