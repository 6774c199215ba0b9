//! Values in words.

use domain::catalogue::Section;
use domain::dates::Date;
use domain::places::divisions;
use serde_json::Value;

use super::super::columns::{Kind, of};
use super::{Names, money, plain};
use crate::web::lang::Lang;

/// A value as tables and differences show it.
pub(in super::super) fn shown(
    lang: Lang,
    section: Section,
    name: &str,
    value: &Value,
    names: &Names,
) -> String {
    let column = of(section).iter().find(|column| column.name == name);
    let word = |words: &[(&str, &'static str, &'static str)], value: &Value| {
        let found = words.iter().find(|(word, ..)| value == word);
        found.map_or_else(|| plain(value, "، "), |(_, fa, en)| lang.say(fa, en).to_owned())
    };
    match (column.map(|column| column.kind), value) {
        (_, Value::Null) => "—".to_owned(),
        (_, Value::Array(items)) if items.is_empty() => "—".to_owned(),
        (_, Value::Bool(flag)) => {
            if *flag { lang.say("بله", "yes") } else { lang.say("نه", "no") }.to_owned()
        }
        (Some(Kind::One(words)), value) => word(words, value),
        (Some(Kind::Any(words)), Value::Array(items)) => {
            let items: Vec<String> = items.iter().map(|item| word(words, item)).collect();
            items.join(lang.say("، ", ", "))
        }
        (Some(Kind::Money), value) => {
            format!("{} {}", money(lang, value), lang.say("ریال", "rials"))
        }
        (Some(Kind::Row(of)), value) => {
            let code = plain(value, "");
            names.title(of, &code).map_or(code, ToOwned::to_owned)
        }
        (Some(Kind::Rows(of)), Value::Array(items)) => {
            let items = items.iter().map(|item| plain(item, ""));
            let items = items.map(|code| names.title(of, &code).map_or(code, ToOwned::to_owned));
            items.collect::<Vec<String>>().join(lang.say("، ", ", "))
        }
        (Some(Kind::Day), Value::String(text)) => {
            Date::parse(text).map_or_else(|_| text.clone(), |day| lang.day(day))
        }
        (Some(Kind::Province), Value::String(code)) => {
            let known = domain::places::ProvinceCode::parse(code).ok();
            let known = known.and_then(|code| divisions().province(code));
            known.map_or_else(|| code.clone(), |known| known.name.clone())
        }
        (Some(Kind::County), Value::String(code)) => {
            let known = domain::places::CountyCode::parse(code).ok();
            let known = known.and_then(|code| divisions().county(code));
            known.map_or_else(|| code.clone(), |known| known.name.clone())
        }
        (Some(Kind::Office), value) => {
            let text = value.to_string();
            let known = names.office_kinds(lang).into_iter().find(|(kind, _)| *kind == text);
            known.map_or_else(|| text.replace(['"', '{', '}'], ""), |(_, title)| title)
        }
        (_, Value::Number(number)) => lang.digits(&number.to_string()),
        (_, value) => plain(value, lang.say("، ", ", ")),
    }
}

/// What a row of a section is called where only the code is known by which rows are told apart.
pub fn row_name(lang: Lang, section: Section, code: &str) -> String {
    let column = of(section).iter().find(|column| Some(column.name) == section.key());
    match column.map(|column| column.kind) {
        Some(Kind::Day) => Date::parse(code).map_or_else(|_| code.to_owned(), |day| lang.day(day)),
        Some(Kind::Number) => lang.digits(code),
        Some(Kind::One(words)) => {
            let known = words.iter().find(|(word, ..)| *word == code);
            known.map_or(code, |(_, fa, en)| lang.say(fa, en)).to_owned()
        }
        _ => code.to_owned(),
    }
}
