//! Answers as tables. Pages, CSV files and spreadsheets are made of these and of nothing else.

use domain::catalogue::Catalogue;
use domain::dates::Instant;
use domain::people::Activity;
use domain::places::{CountyCode, ProvinceCode, divisions};

use super::{groups, words};
use crate::codes;
use crate::export::{Cell, Column, Table};
use crate::figures::cases::Listed;
use crate::figures::{By, FIGURES, Only, Report, Tense, Value};
use crate::verification::State;
use crate::web::lang::Lang;

impl Value {
    /// The value in a table.
    fn cell(self) -> Cell {
        match (self, self.number()) {
            (_, None) => Cell::Nothing,
            (Self::Share { .. }, Some(tenths)) => Cell::Tenths(tenths),
            (_, Some(number)) => Cell::Number(number),
        }
    }
}

/// Every figure for all that was asked about.
pub fn whole(report: &Report, lang: Lang) -> Table {
    let row = |figure: &crate::figures::Figure, value: Value| {
        let tense = match figure.tense() {
            Tense::Period => lang.say("در دوره", "in the period"),
            Tense::Now => lang.say("اکنون", "now"),
        };
        vec![
            Cell::text(lang.say(figure.name.0, figure.name.1)),
            value.cell(),
            Cell::text(words::unit(figure.unit(), lang)),
            Cell::text(tense),
        ]
    };
    Table {
        title: lang.say("ارقام", "Figures").to_owned(),
        columns: vec![
            Column::wide(lang.say("رقم", "Figure"), 40),
            Column::wide(lang.say("مقدار", "Value"), 22),
            Column::of(lang.say("یکا", "Unit")),
            Column::of(lang.say("زمان", "When")),
        ],
        rows: report.figures().map(|(figure, value)| row(figure, value)).collect(),
    }
}

/// Every figure for each part, and in the last row for the whole. Nothing where nothing was divided.
pub fn parts(report: &Report, catalogue: &Catalogue, lang: Lang) -> Option<Table> {
    let by = report.question.by?;
    let heads = report.columns().map(|figure| {
        let (name, unit) =
            (lang.say(figure.name.0, figure.name.1), words::unit(figure.unit(), lang));
        Column::of(format!("{name} ({unit})"))
    });
    let mut rows: Vec<Vec<Cell>> = groups::arranged(report, catalogue, lang)
        .into_iter()
        .map(|(name, group)| {
            let values = group.values.into_iter().map(Value::cell);
            std::iter::once(Cell::Text(name)).chain(values).collect()
        })
        .collect();
    let whole = report.columns().filter_map(|figure| report.value(figure.code)).map(Value::cell);
    rows.push(std::iter::once(Cell::text(lang.say("همه", "All"))).chain(whole).collect());
    Some(Table {
        title: match lang {
            Lang::Fa => format!("به تفکیک {}", words::by(by, lang)),
            Lang::En => format!("By {}", words::by(by, lang).to_lowercase()),
        },
        columns: std::iter::once(Column::wide(words::by(by, lang), 36)).chain(heads).collect(),
        rows,
    })
}

/// The conditions that refusals cite.
pub fn conditions(report: &Report, catalogue: &Catalogue, lang: Lang) -> Table {
    let row = |(number, times): &(domain::catalogue::ConditionNumber, i64)| {
        let title = catalogue.condition(*number).map(|condition| Cell::text(&condition.title));
        let title = title.unwrap_or(Cell::Nothing);
        vec![Cell::Number(i64::from(number.0)), title, Cell::Number(*times)]
    };
    Table {
        title: lang.say("شرایط استنادشده در رد", "Conditions cited in refusals").to_owned(),
        columns: vec![
            Column::of(lang.say("شمارهٔ شرط", "Condition")),
            Column::wide(lang.say("عنوان", "Title"), 60),
            Column::of(lang.say("بار", "Times")),
        ],
        rows: report.conditions.iter().map(row).collect(),
    }
}

/// What was asked, when it was answered, and by which edition names are told.
pub fn said(report: &Report, catalogue: &Catalogue, lang: Lang) -> Vec<(&'static str, String)> {
    let question = &report.question;
    let (from, to) = (question.period.from(), question.period.to());
    let by =
        question.by.map_or(lang.say("بدون تفکیک", "nothing"), |by| words::by(by, lang));
    let mut rows = vec![
        (
            lang.say("دوره", "Period"),
            match lang {
                Lang::Fa => format!("{} تا {}", lang.day(from), lang.day(to)),
                Lang::En => format!("{} to {}", lang.day(from), lang.day(to)),
            },
        ),
        (lang.say("زمان تهیه", "Made at"), moment(report.made_at, lang)),
        (lang.say("به تفکیک", "Divided by"), by.to_owned()),
    ];
    for (by, value) in narrowed(&question.only, catalogue, lang) {
        rows.push((words::by(by, lang), value));
    }
    let edition = catalogue.edition.id.as_str();
    rows.push((
        lang.say("ویرایش فهرست‌ها", "Edition of the catalogue"),
        match (catalogue.edition.official, lang) {
            (true, _) => edition.to_owned(),
            (false, Lang::Fa) => format!("{edition} (نمونه)"),
            (false, Lang::En) => format!("{edition} (sample)"),
        },
    ));
    rows
}

/// What was asked, when it was answered, and what each figure means.
pub fn about(report: &Report, catalogue: &Catalogue, lang: Lang) -> Table {
    let defined = FIGURES.iter().map(|figure| {
        let definition = lang.say(figure.definition.0, figure.definition.1);
        (lang.say(figure.name.0, figure.name.1), definition.to_owned())
    });
    let rows = said(report, catalogue, lang).into_iter().chain(defined);
    Table {
        title: lang.say("تعریف‌ها", "Definitions").to_owned(),
        columns: vec![
            Column::wide(lang.say("رقم", "Figure"), 36),
            Column::wide(lang.say("تعریف", "Definition"), 110),
        ],
        rows: rows.map(|(name, what)| vec![Cell::text(name), Cell::Text(what)]).collect(),
    }
}

/// A moment with its hour in Tehran.
pub fn moment(at: Instant, lang: Lang) -> String {
    let (day, hour) = (lang.day(at.tehran_date()), lang.hour(at));
    match lang {
        Lang::Fa => format!("{day}، ساعت {hour}"),
        Lang::En => format!("{day} {hour}"),
    }
}

/// To what a question is narrowed down, in words.
fn narrowed(only: &Only, catalogue: &Catalogue, lang: Lang) -> Vec<(By, String)> {
    let told = [
        (By::Province, only.province.map(|code: ProvinceCode| code.to_string())),
        (By::County, only.county.map(|code: CountyCode| code.to_string())),
        (By::Agency, only.agency.as_ref().map(|code| code.as_str().to_owned())),
        (By::Office, only.office.as_ref().map(|id| id.as_str().to_owned())),
        (By::Field, only.field.as_ref().map(|code| code.as_str().to_owned())),
        (
            By::Activity,
            only.activity.map(|activity: Activity| codes::activity(activity).to_owned()),
        ),
        (By::Sex, only.sex.map(|sex| sex.word().to_owned())),
        (By::Stage, only.stage.map(|stage| codes::stage(stage).to_owned())),
    ];
    let named = |(by, key): (By, Option<String>)| {
        key.map(|key| (by, groups::title(by, &key, catalogue, lang)))
    };
    told.into_iter().filter_map(named).collect()
}

/// The columns of a list of cases.
pub fn columns_of_cases(lang: Lang) -> Vec<Column> {
    vec![
        Column::wide(lang.say("کد رهگیری", "Tracking code"), 18),
        Column::of(lang.say("نوع فعالیت", "Kind of activity")),
        Column::of(lang.say("استان", "Province")),
        Column::of(lang.say("شهرستان", "County")),
        Column::wide(lang.say("رشته", "Field"), 30),
        Column::wide(lang.say("اداره", "Office"), 40),
        Column::wide(lang.say("مرحله", "Stage"), 26),
        Column::of(lang.say("روز ثبت‌نام", "Registered on")),
        Column::of(lang.say("روز تکمیل", "Submitted on")),
        Column::of(lang.say("پایان مهلت", "Due on")),
        Column::of(lang.say("روز مانده", "Days left")),
        Column::of(lang.say("خواسته‌های بی‌پاسخ", "Unanswered requests")),
        Column::of(lang.say("مجوز", "Licence")),
        Column::of(lang.say("پایان اعتبار", "Valid until")),
    ]
}

/// A case in such a list.
pub fn row_of_case(case: &Listed, catalogue: &Catalogue, lang: Lang) -> Vec<Cell> {
    let named = |by, key: Option<&str>| {
        key.map_or(Cell::Nothing, |key| Cell::Text(groups::title(by, key, catalogue, lang)))
    };
    let county = CountyCode::parse(&case.county).ok();
    let province = county.and_then(|county| divisions().province(county.parent()));
    let county = county.and_then(|county| divisions().county(county));
    let days = case.days_left.map_or(Cell::Nothing, |days| Cell::Number(i64::from(days)));
    vec![
        Cell::text(&case.tracking_code),
        named(By::Activity, Some(&case.activity)),
        province.map_or(Cell::Nothing, |province| Cell::text(&province.name)),
        county.map_or(Cell::Nothing, |county| Cell::text(&county.name)),
        named(By::Field, case.field.as_deref()),
        named(By::Office, case.office.as_deref()),
        Cell::text(words::stage(case.stage, lang)),
        Cell::Day(case.registered_on),
        Cell::day(case.submitted_on),
        Cell::day(case.due_on),
        days,
        Cell::Number(i64::from(case.open_requests)),
        case.licence.map_or(Cell::Nothing, |state| Cell::text(licence(state, lang))),
        Cell::day(case.valid_until),
    ]
}

/// A list of cases.
pub fn cases(listed: &[Listed], catalogue: &Catalogue, lang: Lang) -> Table {
    Table {
        title: lang.say("پرونده‌ها", "Cases").to_owned(),
        columns: columns_of_cases(lang),
        rows: listed.iter().map(|case| row_of_case(case, catalogue, lang)).collect(),
    }
}

const fn licence(state: State, lang: Lang) -> &'static str {
    match state {
        State::Registered => lang.say("معتبر", "in force"),
        State::Provisional => lang.say("موقت", "provisional"),
        State::Suspended => lang.say("تعلیق‌شده", "suspended"),
        State::Revoked => lang.say("باطل", "revoked"),
        State::Superseded => lang.say("جایگزین‌شده", "superseded"),
        State::Expired => lang.say("پایان‌یافته", "expired"),
    }
}
