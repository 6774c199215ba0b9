//! Rows between a form and the document.

use std::collections::BTreeSet;

use domain::catalogue::Section;
use domain::dates::{Date, JalaliDate};
use domain::money::Rials;
use domain::places::{CountyCode, ProvinceCode, divisions};
use domain::text::{normalise, to_ascii_digits};
use serde_json::{Map, Value, json};

use super::columns::{Column, Kind, Presence, field, of};
use crate::editions::words;
use crate::web::form::{Errors, Typed};
use crate::web::lang::Lang;

mod names;
mod questions;
mod shown;

pub(super) use names::Names;
pub(super) use questions::questions;
pub use shown::row_name;
pub(super) use shown::shown;

/// What a column of a row holds.
pub(super) fn at<'v>(row: &'v Value, name: &str) -> Option<&'v Value> {
    if name.is_empty() {
        return Some(row);
    }
    name.split('.').try_fold(row, |value, part| value.get(part))
}

/// Fills a form with a row.
pub(super) fn typed(lang: Lang, section: Section, row: &Value) -> Typed {
    let mut typed = Typed::default();
    for column in of(section) {
        let value = at(row, column.name).unwrap_or(&Value::Null);
        let name = field(column);
        match column.kind {
            Kind::Any(_) | Kind::Rows(_) => {
                for chosen in value.as_array().into_iter().flatten() {
                    typed.set(&format!("{name}-{}", plain(chosen, "")), "yes");
                }
            }
            Kind::Flag => typed.set(name, if value == &json!(true) { "yes" } else { "no" }),
            Kind::Day => {
                let day = value.as_str().and_then(|text| Date::parse(text).ok());
                typed.set(name, day.map_or(String::new(), |day| day.jalali().numeric()));
            }
            Kind::Office => typed.set(name, value.to_string()),
            Kind::Money => typed.set(name, money(lang, value)),
            Kind::Number | Kind::Numbers => typed.set(name, lang.digits(&plain(value, "\n"))),
            _ => typed.set(name, plain(value, "\n")),
        }
    }
    typed
}

/// Words and numbers as they are; lists with something between.
fn plain(value: &Value, between: &str) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => {
            items.iter().map(|item| plain(item, between)).collect::<Vec<_>>().join(between)
        }
        other => other.to_string(),
    }
}

/// An amount with its thousands apart.
fn money(lang: Lang, value: &Value) -> String {
    value.as_u64().map_or_else(String::new, |rials| lang.grouped(rials))
}

/// Reads a row of a form into what stood there before. Codes of other rows are those of `names`.
pub(super) fn read(
    lang: Lang,
    section: Section,
    typed: &Typed,
    before: &Value,
    names: &Names,
) -> Result<Value, Errors> {
    let mut errors = Errors::default();
    let mut row = if before.is_null() { json!({}) } else { before.clone() };
    for column in of(section) {
        let stood = at(before, column.name).unwrap_or(&Value::Null);
        match value(lang, column, typed, stood, names) {
            Ok(value) => put(&mut row, column.name, value),
            // The summary has the messages alone.
            Err(message) => {
                errors.add(field(column), format!("{}: {message}", lang.say(column.fa, column.en)));
            }
        }
    }
    if errors.is_empty() { Ok(row) } else { Err(errors) }
}

fn put(row: &mut Value, name: &str, value: Value) {
    if name.is_empty() {
        *row = value;
        return;
    }
    let (first, rest) = name.split_once('.').unwrap_or((name, ""));
    if !row.is_object() {
        *row = Value::Object(Map::new());
    }
    if rest.is_empty() {
        row[first] = value;
    } else {
        put(&mut row[first], rest, value);
    }
}

fn value(
    lang: Lang,
    column: &Column,
    typed: &Typed,
    stood: &Value,
    names: &Names,
) -> Result<Value, String> {
    let name = field(column);
    let text = typed.get(name);
    let said = |fa, en| Err(lang.say(fa, en).to_owned());
    let number = |text: &str| {
        let digits = to_ascii_digits(text).replace(['٬', ','], "");
        let number = digits.trim().parse::<u32>();
        number
            .map(|number| json!(number))
            .map_err(|_| lang.say("عدد درستی بنویسید.", "Write a whole number.").to_owned())
    };
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
    let several = |kind| {
        matches!(kind, Kind::Any(_) | Kind::Lines | Kind::Codes | Kind::Numbers | Kind::Rows(_))
    };
    if text.is_empty() && !several(column.kind) {
        return match (column.presence, column.kind) {
            (Presence::Sometimes, _) => Ok(Value::Null),
            (_, Kind::One(_) | Kind::Row(_) | Kind::Province | Kind::Office | Kind::Flag) => {
                said("یکی را انتخاب کنید.", "Choose one.")
            }
            _ => said("چیزی ننوشته‌اید.", "Nothing is written."),
        };
    }
    match column.kind {
        Kind::Line => Ok(json!(normalise(text))),
        Kind::Text => Ok(json!(text.lines().map(normalise).collect::<Vec<_>>().join("\n"))),
        Kind::Code => Ok(json!(to_ascii_digits(text))),
        Kind::Codes => Ok(lines().map(|line| json!(to_ascii_digits(line))).collect()),
        Kind::Lines => Ok(lines().map(|line| json!(normalise(line))).collect()),
        Kind::Numbers => lines().map(number).collect(),
        Kind::Money => match Rials::parse(text) {
            Ok(amount) => Ok(json!(amount.value())),
            Err(_) => said("مبلغ را به ریال بنویسید.", "Write the amount in rials."),
        },
        Kind::Flag => Ok(json!(text == "yes")),
        Kind::Day => match JalaliDate::parse(text) {
            Ok(day) => Ok(json!(day.date().to_string())),
            Err(_) => said("روز را مانند ۱۴۰۵/۰۹/۰۲ بنویسید.", "Write the day such as 1405/09/02."),
        },
        Kind::One(words) if words.iter().any(|(word, ..)| *word == text) => Ok(json!(text)),
        Kind::Any(words) => {
            let chosen = words.iter().map(|(word, ..)| *word);
            Ok(chosen.filter(|word| typed.get(&format!("{name}-{word}")) == "yes").collect())
        }
        Kind::Row(section) if names.title(section, &to_ascii_digits(text)).is_none() => {
            Err(unknown(lang, section, &[text]))
        }
        Kind::Number | Kind::Row(Section::Documents | Section::Conditions) => number(text),
        Kind::Row(_) => Ok(json!(text)),
        Kind::Rows(section) => rows(lang, section, &chosen(name, typed), stood, names),
        Kind::Province => match ProvinceCode::parse(text).map(|code| divisions().province(code)) {
            Ok(Some(_)) => Ok(json!(text)),
            _ => said("استانی با این کد نیست.", "There is no province of this code."),
        },
        Kind::County => match CountyCode::parse(text).map(|code| divisions().county(code)) {
            Ok(Some(_)) => Ok(json!(text)),
            _ => said("شهرستانی با این کد نیست.", "There is no county of this code."),
        },
        Kind::Office => {
            let kind = names.office_kinds(lang).into_iter().find(|(kind, _)| kind == text);
            let kind = kind.and_then(|(kind, _)| serde_json::from_str(&kind).ok());
            kind.map_or_else(|| said("یکی را انتخاب کنید.", "Choose one."), Ok)
        }
        Kind::One(_) => said("یکی را انتخاب کنید.", "Choose one."),
    }
}

/// The codes that were chosen, each a field of its own.
fn chosen<'t>(name: &str, typed: &'t Typed) -> BTreeSet<&'t str> {
    let code = |(field, text): (&'t str, &str)| {
        let code = field.strip_prefix(name)?.strip_prefix('-')?;
        (text.trim() == "yes").then_some(code)
    };
    typed.pairs().filter_map(code).collect()
}

/// The rows that were chosen: those that stood there in their order, and then the others in that of their section.
fn rows(
    lang: Lang,
    section: Section,
    chosen: &BTreeSet<&str>,
    stood: &Value,
    names: &Names,
) -> Result<Value, String> {
    let strange = chosen.iter().copied().filter(|code| names.title(section, code).is_none());
    let strange: Vec<&str> = strange.collect();
    if !strange.is_empty() {
        return Err(unknown(lang, section, &strange));
    }
    let stood = stood.as_array().into_iter().flatten().map(|code| plain(code, ""));
    let mut codes: Vec<String> = stood.filter(|code| chosen.contains(code.as_str())).collect();
    for named in names.of_section(section) {
        if chosen.contains(named.code.as_str()) && !codes.contains(&named.code) {
            codes.push(named.code.clone());
        }
    }
    let numbered = matches!(section, Section::Documents | Section::Conditions);
    let code = |code: String| match code.parse::<u32>() {
        Ok(number) if numbered => json!(number),
        _ => json!(code),
    };
    Ok(codes.into_iter().map(code).collect())
}

fn unknown(lang: Lang, section: Section, codes: &[&str]) -> String {
    let (section, codes) = (words::section(lang, section), codes.join(lang.say("، ", ", ")));
    match lang {
        Lang::Fa => format!("در «{section}» ردیفی با این کد نیست: {codes}"),
        Lang::En => format!("There is no row of this code in “{section}”: {codes}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_that_is_sent_unchanged_is_the_same_row() {
        let document = domain::catalogue::sample().to_json();
        let names = Names::of(&document);
        for section in Section::ALL {
            let part = section.of(&document).unwrap();
            let rows = if section.key().is_some() {
                part.as_array().unwrap()
            } else {
                &vec![part.clone()]
            };
            for row in rows {
                for lang in [Lang::Fa, Lang::En] {
                    let sent = typed(lang, section, row);
                    let same = read(lang, section, &sent, row, &names);
                    assert_eq!(same.as_ref(), Ok(row), "{section}");
                    if section != Section::Edition {
                        let new = read(lang, section, &sent, &Value::Null, &names);
                        assert_eq!(new.as_ref(), Ok(row), "{section}");
                    }
                }
            }
        }
    }

    #[test]
    fn what_is_missing_or_wrong_is_told_beside_its_field() {
        let document = domain::catalogue::sample().to_json();
        let names = Names::of(&document);
        let mut sent = typed(Lang::Fa, Section::Ceilings, &document["ceilings"][0]);
        sent.set("year", "هزار");
        sent.set("source", "");
        sent.set("individual", "۲۰۰ میلیون تومان");
        let errors = read(Lang::Fa, Section::Ceilings, &sent, &Value::Null, &names).unwrap_err();
        assert!(errors.of("year").is_some() && errors.of("source").is_some());
        assert!(errors.of("individual").is_none());
        sent.set("year", "۱۴۰۲");
        sent.set("source", "x");
        let row = read(Lang::Fa, Section::Ceilings, &sent, &Value::Null, &names).unwrap();
        assert_eq!((&row["year"], &row["individual"]), (&json!(1402), &json!(2_000_000_000_u64)));
    }

    #[test]
    fn rows_are_chosen_by_name_and_keep_their_order() {
        let document = domain::catalogue::sample().to_json();
        let names = Names::of(&document);
        let mut before = document["programmes"][0].clone();
        before["fields"] = json!(["2025", "1001"]);
        let mut sent = typed(Lang::Fa, Section::Programmes, &before);
        sent.set("fields-1011", "yes");
        let row = read(Lang::Fa, Section::Programmes, &sent, &before, &names).unwrap();
        assert_eq!(row["fields"], json!(["2025", "1001", "1011"]));
        sent.take("fields-2025");
        let row = read(Lang::Fa, Section::Programmes, &sent, &before, &names).unwrap();
        assert_eq!(row["fields"], json!(["1001", "1011"]));
    }

    #[test]
    fn a_code_that_no_row_has_is_refused_beside_its_field() {
        let document = domain::catalogue::sample().to_json();
        let names = Names::of(&document);
        let programme = &document["programmes"][0];
        let mut sent = typed(Lang::Fa, Section::Programmes, programme);
        sent.set("fields-9999", "yes");
        sent.set("province", "99");
        let errors = read(Lang::Fa, Section::Programmes, &sent, programme, &names).unwrap_err();
        assert!(errors.of("fields").unwrap().contains("9999") && errors.of("province").is_some());
        for (section, field, code) in [
            (Section::Fields, "agency", "NONE"),
            (Section::Fields, "starred", "NONE"),
            (Section::AgencyChecklist, "document", "1"),
            (Section::AgencyChecklist, "condition", "1"),
            (Section::Offices, "county", "9999"),
            (Section::Offices, "kind", "{\"agency\":\"NONE\"}"),
        ] {
            let row = &section.of(&document).unwrap()[0];
            let mut sent = typed(Lang::Fa, section, row);
            sent.set(field, code);
            let errors = read(Lang::Fa, section, &sent, row, &names).unwrap_err();
            assert!(errors.of(field).is_some(), "{field}");
        }
    }
}
