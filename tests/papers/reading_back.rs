//! What a kind was drawn from comes out of its file again, in every reader: words, numbers, codes and dates.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

use crate::reading::{READERS, read};
use crate::sheets;

/// What an input holds and a paper doesn't show so: texts for other cases, what only its code or file has, and, by
/// kind, what it leaves out or hides.
const UNPRINTED: [&str; 5] =
    ["texts", "qr", "photograph", "licence.letterhead", "receipt.national_id"];

/// A value of an input, by the path of its field.
type Values = BTreeMap<String, Value>;

#[test]
fn every_kind_is_read_back_by_every_reader() -> Result<()> {
    let papers: Vec<_> = sheets::examples()?.collect();
    let files: Vec<_> = papers.iter().map(|paper| paper.file.clone()).collect();
    let texts = read(&files)?;
    let mut lost = Vec::new();
    for paper in papers {
        let input: Value = serde_json::from_str(&paper.document.to_json())?;
        let mut values = Values::new();
        leaves(&input, &paper.name, &mut values);
        ensure!(values.len() > 5, "{} has values", paper.name);
        for reader in READERS {
            let text = texts[&paper.file].get(reader).context("it was read")?;
            for (field, value) in &values {
                lost.extend(
                    missing(value, text)
                        .into_iter()
                        // PDFium drops letters of the ligature «الله».
                        .filter(|part| !(reader == "PDFium" && part.ends_with("الله")))
                        .map(|part| format!("{reader} {field}: «{part}»")),
                );
            }
        }
    }
    ensure!(lost.is_empty(), "{}", lost.join("\n"));
    Ok(())
}

#[test]
fn a_word_or_number_that_is_turned_around_is_missed() {
    let missed = |value: &str, text: &str| missing(&value.into(), text);
    assert!(missed("گلیم\u{200c}بافی سلام", "سلام بر گلیمبافی").is_empty());
    assert_eq!(missed("سلام", "سالم"), ["سلام"]);
    assert!(missed("1405/09/02", "در ۱۴۰۵/۰۹/۰۲ بود").is_empty());
    assert_eq!(missed("1405/09/02", "در ۰۲/۰۹/۱۴۰۵ بود"), ["14050902"]);
    assert!(missing(&2_000_000.into(), "۲٬۰۰۰٬۰۰۰ ریال").is_empty());
}

fn leaves(value: &Value, path: &str, into: &mut Values) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                let path = format!("{path}.{name}");
                if !UNPRINTED.contains(&name.as_str()) && !UNPRINTED.contains(&path.as_str()) {
                    leaves(value, &path, into);
                }
            }
        }
        Value::Array(all) => {
            for (number, value) in all.iter().enumerate() {
                leaves(value, &format!("{path}[{number}]"), into);
            }
        }
        Value::String(_) | Value::Number(_) => {
            into.insert(path.to_owned(), value.clone());
        }
        _ => {}
    }
}

/// The words and numbers of a value that a text doesn't have. A joiner that a reader drops is forgiven, and so is
/// what stands between the groups of a number.
fn missing(value: &Value, text: &str) -> Vec<String> {
    let value = match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let words = lenient(text);
    let mut lost: Vec<String> = lenient(&value)
        .split(|c: char| !is_letter(c))
        .filter(|word| !word.is_empty() && !words.contains(word))
        .map(str::to_owned)
        .collect();
    let number = digits(&value);
    if number.len() > 1 && !value.chars().any(is_letter) && !digits(text).contains(&number) {
        lost.push(number);
    }
    lost
}

/// The letters of Persian and their marks.
fn is_letter(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{65f}' | '\u{670}'..='\u{6d3}')
}

fn lenient(text: &str) -> String {
    text.replace('\u{200c}', "").replace(" \u{654}", "\u{654}")
}

/// The digits of a text as Latin ones, and a blank where a letter parts them.
fn digits(text: &str) -> String {
    let digit = |c: char| match c {
        '۰'..='۹' => char::from_digit(c as u32 - '۰' as u32, 10),
        '0'..='9' => Some(c),
        c if is_letter(c) => Some(' '),
        _ => None,
    };
    text.chars().filter_map(digit).collect()
}
