//! Rows between a form and the document.

use domain::catalogue::{Catalogue, Section};
use domain::dates::{Date, JalaliDate};
use domain::money::Rials;
use domain::places::divisions;
use domain::text::{normalise, to_ascii_digits};
use maud::{Markup, html};
use serde_json::{Map, Value, json};

use super::columns::{Column, Kind, Presence, field, of};
use crate::web::form::{Errors, Form, Text, TextKind, Typed};
use crate::web::lang::Lang;

/// What a column of a row holds.
pub(super) fn at<'v>(row: &'v Value, name: &str) -> Option<&'v Value> {
    if name.is_empty() {
        return Some(row);
    }
    name.split('.').try_fold(row, |value, part| value.get(part))
}

/// Fills a form with a row.
pub(super) fn typed(section: Section, row: &Value) -> Typed {
    let mut typed = Typed::default();
    for column in of(section) {
        let value = at(row, column.name).unwrap_or(&Value::Null);
        let name = field(column);
        match column.kind {
            Kind::Any(words) => {
                let chosen = value.as_array().into_iter().flatten();
                let chosen: Vec<&str> = chosen.filter_map(Value::as_str).collect();
                for (word, ..) in words.iter().filter(|(word, ..)| chosen.contains(word)) {
                    typed.set(&format!("{name}-{word}"), "yes");
                }
            }
            Kind::Flag => typed.set(name, if value == &json!(true) { "yes" } else { "no" }),
            Kind::Day => {
                let day = value.as_str().and_then(|text| Date::parse(text).ok());
                typed.set(name, day.map_or(String::new(), |day| day.jalali().numeric()));
            }
            Kind::Office => typed.set(name, value.to_string()),
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

/// Reads a row of a form into what stood there before.
pub(super) fn read(
    lang: Lang,
    section: Section,
    typed: &Typed,
    before: &Value,
) -> Result<Value, Errors> {
    let mut errors = Errors::default();
    let mut row = if before.is_null() { json!({}) } else { before.clone() };
    for column in of(section) {
        match value(lang, column, typed) {
            Ok(value) => put(&mut row, column.name, value),
            Err(message) => errors.add(field(column), message),
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

fn value(lang: Lang, column: &Column, typed: &Typed) -> Result<Value, String> {
    let name = field(column);
    let text = typed.get(name);
    let said = |fa, en| Err(lang.say(fa, en).to_owned());
    let number = |text: &str| {
        let digits = to_ascii_digits(text).replace(['٬', ','], "");
        digits
            .trim()
            .parse::<u32>()
            .map(|number| json!(number))
            .map_err(|_| lang.say("عدد درستی بنویسید.", "Write a whole number.").to_owned())
    };
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
    if text.is_empty() && !matches!(column.kind, Kind::Any(_) | Kind::Lines | Kind::Numbers) {
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
        Kind::Lines if name == "ibanCodes" || name == "fields" => {
            Ok(lines().map(|line| json!(to_ascii_digits(line))).collect())
        }
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
        Kind::Number | Kind::Row(Section::Documents | Section::Conditions) => number(text),
        Kind::Row(_) | Kind::Province | Kind::County => Ok(json!(text)),
        Kind::Office => {
            serde_json::from_str(text).or_else(|_| said("یکی را انتخاب کنید.", "Choose one."))
        }
        Kind::One(_) => said("یکی را انتخاب کنید.", "Choose one."),
    }
}

/// The questions of a section.
pub(super) fn questions(form: &Form<'_>, section: Section, catalogue: &Catalogue) -> Markup {
    html! { @for column in of(section) { (question(form, column, catalogue)) } }
}

fn question(form: &Form<'_>, column: &Column, catalogue: &Catalogue) -> Markup {
    let lang = form.lang;
    let (name, label) = (field(column), lang.say(column.fa, column.en));
    let one_a_line = lang.say("هر کدام در یک سطر", "One a line");
    let maybe = match column.presence {
        Presence::Sometimes => lang.say("می‌تواند خالی باشد", "May be left empty"),
        Presence::Always => "",
    };
    let text = |hint, kind| form.text(Text { name, label, hint, kind, autocomplete: "" });
    let choices = |choices| form.select(name, label, maybe, &[(String::new(), choices)]);
    match column.kind {
        Kind::Line => text(maybe, TextKind::Words),
        Kind::Code | Kind::Number => text(maybe, TextKind::Digits),
        Kind::Text => text(maybe, TextKind::Lines),
        Kind::Lines | Kind::Numbers => text(one_a_line, TextKind::Lines),
        Kind::Money => text(
            lang.say("مانند ۲۰۰ میلیون تومان یا ۲٬۰۰۰٬۰۰۰٬۰۰۰", "Such as 2,000,000,000"),
            TextKind::Digits,
        ),
        Kind::Day => text(lang.say("مانند ۱۴۰۵/۰۹/۰۲", "Such as 1405/09/02"), TextKind::Digits),
        Kind::Flag => form.radios(
            name,
            label,
            "",
            &[("yes", lang.say("بله", "Yes")), ("no", lang.say("نه", "No"))],
        ),
        Kind::One(words) => {
            let words: Vec<(&str, &str)> =
                words.iter().map(|(word, fa, en)| (*word, lang.say(fa, en))).collect();
            form.radios(name, label, "", &words)
        }
        Kind::Any(words) => {
            let words: Vec<(&str, &str)> =
                words.iter().map(|(word, fa, en)| (*word, lang.say(fa, en))).collect();
            form.checks(name, label, "", &words)
        }
        Kind::Row(section) => choices(rows(section, catalogue)),
        Kind::Province => {
            let all = divisions().provinces().into_iter();
            choices(all.map(|it| (it.code.to_string(), it.name.clone())).collect())
        }
        Kind::County => {
            let groups: Vec<(String, Vec<(String, String)>)> = divisions()
                .provinces()
                .into_iter()
                .map(|province| {
                    let counties = divisions().counties_of(province.code).into_iter();
                    let counties = counties.map(|it| (it.code.to_string(), it.name.clone()));
                    (province.name.clone(), counties.collect())
                })
                .collect();
            form.select(
                name,
                label,
                lang.say("خالی: همهٔ استان", "Empty: the whole province"),
                &groups,
            )
        }
        Kind::Office => choices(office_kinds(lang, catalogue)),
    }
}

fn rows(section: Section, catalogue: &Catalogue) -> Vec<(String, String)> {
    let document = catalogue.to_json();
    let key = section.key().unwrap_or_default();
    let rows = section.of(&document).and_then(Value::as_array).into_iter().flatten();
    rows.map(|row| {
        let code = plain(row.get(key).unwrap_or(&Value::Null), "");
        let title = plain(row.get("title").unwrap_or(&Value::Null), "");
        (code.clone(), format!("{code} — {title}"))
    })
    .collect()
}

fn office_kinds(lang: Lang, catalogue: &Catalogue) -> Vec<(String, String)> {
    let simple = [
        ("labour", "ادارهٔ کار", "Labour office"),
        ("jahad", "جهاد دانشگاهی", "Jahad unit"),
        ("secretariat", "دبیرخانه", "Secretariat"),
    ];
    let simple =
        simple.map(|(word, fa, en)| (json!(word).to_string(), lang.say(fa, en).to_owned()));
    let agencies = catalogue.agencies.iter().map(|agency| {
        (json!({"agency": agency.code.as_str()}).to_string(), agency.short_title.clone())
    });
    let banks = catalogue.banks.iter().map(|bank| {
        let title = format!("{} {}", lang.say("رابط", "Liaison:"), bank.title);
        (json!({"bankLiaison": bank.code.as_str()}).to_string(), title)
    });
    simple.into_iter().chain(agencies).chain(banks).collect()
}

/// A value as tables and differences show it.
pub(super) fn shown(lang: Lang, section: Section, name: &str, value: &Value) -> String {
    let column = of(section).iter().find(|column| column.name == name);
    let word = |words: &[(&str, &'static str, &'static str)], value: &Value| {
        let found = words.iter().find(|(word, ..)| value == word);
        found.map_or_else(|| plain(value, "، "), |(_, fa, en)| lang.say(fa, en).to_owned())
    };
    match (column.map(|column| column.kind), value) {
        (_, Value::Null) => "—".to_owned(),
        (_, Value::Bool(flag)) => {
            if *flag { lang.say("بله", "yes") } else { lang.say("نه", "no") }.to_owned()
        }
        (Some(Kind::One(words)), value) => word(words, value),
        (Some(Kind::Any(words)), Value::Array(items)) => {
            let items: Vec<String> = items.iter().map(|item| word(words, item)).collect();
            items.join(lang.say("، ", ", "))
        }
        (Some(Kind::Money), Value::Number(number)) => {
            let amount = number.as_i64().and_then(|rials| Rials::new(rials).ok());
            amount
                .map_or(String::new(), |amount| lang.digits(&to_ascii_digits(&amount.in_digits())))
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
        (Some(Kind::Office), value) => match value {
            Value::Object(data) => {
                data.iter().map(|(_, code)| plain(code, "")).collect::<Vec<_>>().join(" ")
            }
            value => match value.as_str() {
                Some("labour") => lang.say("ادارهٔ کار", "Labour office").to_owned(),
                Some("jahad") => lang.say("جهاد دانشگاهی", "Jahad unit").to_owned(),
                Some("secretariat") => lang.say("دبیرخانه", "Secretariat").to_owned(),
                _ => plain(value, ""),
            },
        },
        (_, Value::Number(number)) => lang.digits(&number.to_string()),
        (_, value) => plain(value, lang.say("، ", ", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_that_is_sent_unchanged_is_the_same_row() {
        let document = domain::catalogue::sample().to_json();
        for section in Section::ALL {
            let part = section.of(&document).unwrap();
            let rows = if section.key().is_some() {
                part.as_array().unwrap()
            } else {
                &vec![part.clone()]
            };
            for row in rows {
                let sent = typed(section, row);
                assert_eq!(read(Lang::Fa, section, &sent, row).as_ref(), Ok(row), "{section}");
                if section != Section::Edition {
                    let new = read(Lang::En, section, &sent, &Value::Null);
                    assert_eq!(new.as_ref(), Ok(row), "{section}");
                }
            }
        }
    }

    #[test]
    fn what_is_missing_or_wrong_is_told_beside_its_field() {
        let document = domain::catalogue::sample().to_json();
        let mut sent = typed(Section::Ceilings, &document["ceilings"][0]);
        sent.set("year", "هزار");
        sent.set("source", "");
        sent.set("individual", "۲۰۰ میلیون تومان");
        let errors = read(Lang::Fa, Section::Ceilings, &sent, &Value::Null).unwrap_err();
        assert!(errors.of("year").is_some() && errors.of("source").is_some());
        assert!(errors.of("individual").is_none());
        sent.set("year", "۱۴۰۲");
        sent.set("source", "x");
        let row = read(Lang::Fa, Section::Ceilings, &sent, &Value::Null).unwrap();
        assert_eq!((&row["year"], &row["individual"]), (&json!(1402), &json!(2_000_000_000_u64)));
    }
}
