//! The questions about a row.

use domain::catalogue::Section;
use domain::places::divisions;
use maud::{Markup, html};

use super::super::columns::{Column, Kind, Presence, field, of};
use super::{Names, chosen};
use crate::web::form::{Form, Text, TextKind};
use crate::web::lang::Lang;

/// The questions of a section.
pub(in super::super) fn questions(form: &Form<'_>, section: Section, names: &Names) -> Markup {
    html! { @for column in of(section) { (question(form, column, names)) } }
}

fn question(form: &Form<'_>, column: &Column, names: &Names) -> Markup {
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
        Kind::Lines | Kind::Codes | Kind::Numbers => text(one_a_line, TextKind::Lines),
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
            form.checks(name, label, maybe, &words)
        }
        Kind::Row(section) => choices(rows(form, name, section, names)),
        Kind::Rows(section) => form.many(name, label, maybe, &grouped(form, name, section, names)),
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
        Kind::Office => choices(names.office_kinds(lang)),
    }
}

fn entitled(lang: Lang, code: &str, title: Option<&str>) -> String {
    let title = title.unwrap_or_else(|| lang.say("در فهرست نیست", "not in the list"));
    format!("{title} ({})", lang.digits(code))
}

/// The rows that can be chosen, and the one that is, even where it is not there any more.
fn rows(form: &Form<'_>, name: &str, section: Section, names: &Names) -> Vec<(String, String)> {
    let choice = |code: &str, title| (code.to_owned(), entitled(form.lang, code, title));
    let all = names.of_section(section).iter();
    let all = all.map(|row| choice(&row.code, Some(&row.title)));
    let held = form.typed.get(name);
    let strange = !held.is_empty() && names.title(section, held).is_none();
    all.chain(strange.then(|| choice(held, None))).collect()
}

/// The same under their heads, with any number of them chosen.
fn grouped(
    form: &Form<'_>,
    name: &str,
    section: Section,
    names: &Names,
) -> Vec<(String, Vec<(String, String)>)> {
    let lang = form.lang;
    let mut groups: Vec<(String, Vec<(String, String)>)> = Vec::new();
    let strange = chosen(name, form.typed);
    let strange = strange.into_iter().filter(|code| names.title(section, code).is_none());
    let strange: Vec<_> =
        strange.map(|code| (code.to_owned(), entitled(lang, code, None))).collect();
    if !strange.is_empty() {
        groups.push((lang.say("در فهرست نیست", "Not in the list").to_owned(), strange));
    }
    for row in names.of_section(section) {
        let choice = (row.code.clone(), entitled(lang, &row.code, Some(&row.title)));
        match groups.iter_mut().find(|(group, _)| *group == row.group) {
            Some((_, choices)) => choices.push(choice),
            None => groups.push((row.group.clone(), vec![choice])),
        }
    }
    groups
}
