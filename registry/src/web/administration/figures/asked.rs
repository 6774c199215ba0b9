//! What is asked of the figures, as a form says it.

use domain::catalogue::{AgencyCode, Catalogue, FieldCode, OfficeId};
use domain::dates::Date;
use domain::places::{CountyCode, ProvinceCode, divisions};

use crate::codes;
use crate::figures::cases::{Lateness, Wanted};
use crate::figures::{By, Only, Period, Question, Sex};
use crate::web::administration::days;
use crate::web::figures::words;
use crate::web::form::{Errors, Typed};
use crate::web::lang::Lang;

/// Choices of a form by group.
pub type Choices = Vec<(String, Vec<(String, String)>)>;

/// The names that filters have in an address.
const NAMES: [&str; 12] = [
    "from", "to", "by", "draw", "province", "county", "agency", "office", "field", "activity",
    "sex", "stage",
];

/// What was typed; nothing of what no filter is called.
pub fn typed(asked: &Typed, today: Date, lang: Lang) -> Typed {
    let mut typed = Typed::default();
    let year = Period::year_to(today);
    typed.set("from", lang.day(year.from()));
    typed.set("to", lang.day(year.to()));
    for (name, text) in asked.pairs() {
        if NAMES.contains(&name) || matches!(name, "late" | "table" | "kind") {
            typed.set(name, text);
        }
    }
    typed
}

/// The period that was typed, or what is wrong with it.
pub fn period(typed: &Typed, lang: Lang, errors: &mut Errors) -> Option<Period> {
    let (from, to) =
        (days::typed(typed, "from", lang, errors), days::typed(typed, "to", lang, errors));
    let period = Period::new(from?, to?).map_err(|_| {
        lang.say(
            "دوره باید پس از آغازش پایان یابد و بیش از چهل سال نباشد.",
            "A period ends after it begins, and is no longer than forty years.",
        )
        .to_owned()
    });
    errors.take("to", period)
}

/// To what figures are narrowed down. What names nothing narrows nothing down.
pub fn only(typed: &Typed) -> Only {
    Only {
        province: ProvinceCode::parse(typed.get("province")).ok(),
        county: CountyCode::parse(typed.get("county")).ok(),
        agency: AgencyCode::parse(typed.get("agency")).ok(),
        office: OfficeId::parse(typed.get("office")).ok(),
        field: FieldCode::parse(typed.get("field")).ok(),
        activity: codes::activity_of(typed.get("activity")),
        sex: Sex::of_word(typed.get("sex")),
        stage: codes::stage_of(typed.get("stage")),
    }
}

/// The question that was typed, or what is wrong with it.
pub fn question(typed: &Typed, lang: Lang, errors: &mut Errors) -> Option<Question> {
    let period = period(typed, lang, errors)?;
    Some(Question { period, by: By::of_word(typed.get("by")), only: only(typed) })
}

/// The list of cases that was asked for, or what is wrong with the question.
pub fn wanted(typed: &Typed, lang: Lang, errors: &mut Errors) -> Option<Wanted> {
    let lateness = if typed.get("late").is_empty() { Lateness::Any } else { Lateness::Overdue };
    Some(Wanted { registered: period(typed, lang, errors)?, only: only(typed), lateness })
}

/// The same question as an address, with some of it said otherwise.
pub fn address(typed: &Typed, path: &str, other: &[(&str, &str)]) -> String {
    use std::fmt::Write as _;
    let mut typed = typed.clone();
    for (name, value) in other {
        typed.set(name, *value);
    }
    let mut address = path.to_owned();
    let said = typed.pairs().filter(|(_, value)| !value.is_empty());
    for ((name, value), mark) in said.zip(std::iter::once('?').chain(std::iter::repeat('&'))) {
        address.push(mark);
        address.push_str(name);
        address.push('=');
        for byte in value.bytes() {
            if byte.is_ascii_alphanumeric() || b"-_.".contains(&byte) {
                address.push(char::from(byte));
            } else {
                // Writing to a String cannot fail.
                let _written = write!(address, "%{byte:02X}");
            }
        }
    }
    address
}

/// What figures can be divided by.
pub fn divisors(lang: Lang) -> Choices {
    one(By::ALL.map(|by| (by.word().to_owned(), words::by(by, lang).to_owned())).to_vec())
}

/// The provinces.
pub fn provinces() -> Choices {
    one(divisions().provinces().iter().map(|p| (p.code.to_string(), p.name.clone())).collect())
}

/// The agencies.
pub fn agencies(catalogue: &Catalogue) -> Choices {
    let all = catalogue.agencies.iter();
    one(all.map(|a| (a.code.as_str().to_owned(), a.short_title.clone())).collect())
}

/// The fields by category.
pub fn fields(catalogue: &Catalogue) -> Choices {
    let mut groups: Choices = Vec::new();
    for field in &catalogue.fields {
        let choice = (field.code.as_str().to_owned(), field.title.clone());
        match groups.iter_mut().find(|(category, _)| *category == field.category) {
            Some((_, choices)) => choices.push(choice),
            None => groups.push((field.category.clone(), vec![choice])),
        }
    }
    groups
}

/// The kinds of activity.
pub fn activities(lang: Lang) -> Choices {
    let said = |a| (codes::activity(a).to_owned(), words::activity(a, lang).to_owned());
    one(domain::people::Activity::ALL.map(said).to_vec())
}

/// The two sexes.
pub fn sexes(lang: Lang) -> Choices {
    one(Sex::ALL.map(|sex| (sex.word().to_owned(), words::sex(sex, lang).to_owned())).to_vec())
}

/// The stages.
pub fn stages(lang: Lang) -> Choices {
    let said = |stage| (codes::stage(stage).to_owned(), words::stage(stage, lang).to_owned());
    one(domain::case::StageName::ALL.map(said).to_vec())
}

fn one(choices: Vec<(String, String)>) -> Choices {
    vec![(String::new(), choices)]
}
