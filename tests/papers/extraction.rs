//! Twenty-eight strings that are hard to take out of a file again, and how many of them each reader gets.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context as _, Result, ensure};
use documents::extraction_sheet;
use serde_json::Value;

use crate::reading::{READERS, Texts, plain, read};
use crate::sheets;

/// The fewest that a reader may get. They only ever rise.
const FLOOR: [(&str, usize); 4] = [("poppler", 28), ("PDFium", 27), ("pdf.js", 24), ("pypdf", 28)];

#[test]
fn every_reader_gets_as_many_strings_as_ever() -> Result<()> {
    let file = sheets::folder()?.join("extraction-sheet.pdf");
    fs::write(&file, extraction_sheet::draw(None)?)?;
    let texts = read(std::slice::from_ref(&file))?.remove(&file).context("it was read")?;
    let strings = strings()?;
    ensure!(strings.len() == 28, "there are {} strings", strings.len());
    let lost = lost(&strings, &texts)?;
    let mut below = Vec::new();
    for (reader, floor) in FLOOR {
        let found = strings.len() - lost[reader].len();
        println!("{reader}: {found}/{}", strings.len());
        if found < floor {
            below.push(format!("{reader} gets {found}, not {floor}; it loses {:#?}", lost[reader]));
        }
    }
    ensure!(below.is_empty(), "{}", below.join("\n"));
    Ok(())
}

#[test]
fn a_string_with_a_letter_out_of_its_place_does_not_count() -> Result<()> {
    let strings = ["سلام".to_owned(), "۱۴۰۲/ک/۱".to_owned()];
    let one = |text: &str| READERS.map(|reader| (reader.to_owned(), plain(text))).into();
    assert_eq!(lost(&strings, &one("سلام ۱۴۰۲/ک/۱"))?["poppler"].len(), 0);
    assert_eq!(lost(&strings, &one("سالم ۱/ک/۱۴۰۲"))?["poppler"].len(), 2);
    Ok(())
}

/// The strings of the page, in its order.
fn strings() -> Result<Vec<String>> {
    fn leaves(value: &Value, into: &mut Vec<String>) {
        match value {
            Value::String(text) => into.push(plain(text)),
            Value::Array(all) => all.iter().for_each(|one| leaves(one, into)),
            Value::Object(all) => all.values().for_each(|one| leaves(one, into)),
            _ => {}
        }
    }
    let all: Value = serde_json::from_str(extraction_sheet::STRINGS)?;
    let mut strings = Vec::new();
    for part in ["headings", "fields", "paragraph", "signature"] {
        leaves(&all[part], &mut strings);
    }
    Ok(strings)
}

/// The strings that each reader doesn't give exactly.
fn lost<'s>(strings: &'s [String], texts: &Texts) -> Result<BTreeMap<&'static str, Vec<&'s str>>> {
    let mut lost = BTreeMap::new();
    for reader in READERS {
        let text = texts.get(reader).with_context(|| format!("{reader} has read nothing"))?;
        let missing = strings.iter().map(String::as_str).filter(|string| !text.contains(*string));
        lost.insert(reader, missing.collect());
    }
    Ok(lost)
}
