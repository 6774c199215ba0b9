//! What the rows of a catalogue are called, so that nobody has to know their codes.

use std::collections::BTreeMap;

use domain::catalogue::Section;
use serde_json::{Value, json};

use super::plain;
use crate::web::lang::Lang;

/// A row by its code and its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Named {
    /// Its code.
    pub(super) code: String,
    /// Its name, a short one where it has one.
    pub(super) title: String,
    /// Under which head it is listed; may be empty.
    pub(super) group: String,
}

/// The rows of a document that other rows point to.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct Names(BTreeMap<Section, Vec<Named>>);

impl Names {
    /// The names in a document.
    pub(in super::super) fn of(document: &Value) -> Self {
        let sections = [
            Section::Agencies,
            Section::Fields,
            Section::Banks,
            Section::Documents,
            Section::Conditions,
        ];
        Self(sections.into_iter().map(|section| (section, named(section, document))).collect())
    }

    /// The rows of a section.
    pub(super) fn of_section(&self, section: Section) -> &[Named] {
        self.0.get(&section).map_or(&[], Vec::as_slice)
    }

    /// What a row is called.
    pub(in super::super) fn title(&self, section: Section, code: &str) -> Option<&str> {
        let row = self.of_section(section).iter().find(|row| row.code == code)?;
        Some(&row.title)
    }

    /// The kinds of office, as a form names and sends them.
    pub(super) fn office_kinds(&self, lang: Lang) -> Vec<(String, String)> {
        let simple = [
            ("labour", "ادارهٔ کار", "Labour office"),
            ("jahad", "جهاد دانشگاهی", "Jahad unit"),
            ("secretariat", "دبیرخانه", "Secretariat"),
        ];
        let simple = simple.map(|(word, fa, en)| (json!(word), lang.say(fa, en).to_owned()));
        let agencies = self.of_section(Section::Agencies).iter();
        let agencies = agencies.map(|row| (json!({ "agency": row.code }), row.title.clone()));
        let banks = self.of_section(Section::Banks).iter().map(|row| {
            let title = format!("{} {}", lang.say("رابط", "Liaison:"), row.title);
            (json!({ "bankLiaison": row.code }), title)
        });
        let all = simple.into_iter().chain(agencies).chain(banks);
        all.map(|(kind, title)| (kind.to_string(), title)).collect()
    }
}

fn named(section: Section, document: &Value) -> Vec<Named> {
    let text = |row: &Value, name: &str| plain(row.get(name).unwrap_or(&Value::Null), "");
    let rows = section.of(document).and_then(Value::as_array).into_iter().flatten();
    rows.map(|row| {
        let (short, title) = (text(row, "shortTitle"), text(row, "title"));
        Named {
            code: text(row, section.key().unwrap_or_default()),
            title: if short.is_empty() { title } else { short },
            group: text(row, "category"),
        }
    })
    .collect()
}
