//! What the parts of a report are called, and in which order people read them.

use domain::case::StageName;
use domain::catalogue::{AgencyCode, AgencyKind, Catalogue, FieldCode, OfficeId};
use domain::people::Activity;
use domain::places::{CountyCode, ProvinceCode, divisions};
use domain::text::sort_key;

use super::words;
use crate::codes;
use crate::figures::{By, Group, Report, Sex};
use crate::web::lang::Lang;

/// The parts in the order in which people read them, each with its name. Where all that there can be are few, those
/// in which there is nothing are there too.
pub fn arranged(report: &Report, catalogue: &Catalogue, lang: Lang) -> Vec<(String, Group)> {
    let Some(by) = report.question.by else { return Vec::new() };
    let mut groups = report.groups.clone();
    for key in expected(by, catalogue) {
        if !groups.iter().any(|group| group.key == key) {
            groups.push(Group { key, values: report.nothing() });
        }
    }
    let mut named: Vec<(String, Group)> =
        groups.into_iter().map(|group| (title(by, &group.key, catalogue, lang), group)).collect();
    // What has no code is last.
    named.sort_by_cached_key(|(name, group)| {
        (group.key.is_empty(), place(by, &group.key), sort_key(name), group.key.clone())
    });
    named
}

/// The codes of the parts, in their order.
pub fn keys(report: &Report, catalogue: &Catalogue, lang: Lang) -> Vec<String> {
    arranged(report, catalogue, lang).into_iter().map(|(_, group)| group.key).collect()
}

/// The name of each part with one of its figures, by the figure's place.
pub fn bars(
    report: &Report,
    column: usize,
    catalogue: &Catalogue,
    lang: Lang,
) -> Vec<(String, i64)> {
    let number = |group: &Group| group.values.get(column)?.number();
    let parts = arranged(report, catalogue, lang).into_iter();
    parts.map(|(name, group)| (name, number(&group).unwrap_or(0))).collect()
}

/// What a part is called.
pub fn title(by: By, key: &str, catalogue: &Catalogue, lang: Lang) -> String {
    if key.is_empty() {
        return words::without(by, lang).to_owned();
    }
    let known = match by {
        By::Province => province(key),
        By::County => {
            CountyCode::parse(key).ok().and_then(|code| divisions().describe_county(code))
        }
        By::Agency => {
            let code = AgencyCode::parse(key).ok();
            code.and_then(|code| Some(catalogue.agency(&code)?.short_title.clone()))
        }
        By::Office => {
            let id = OfficeId::parse(key).ok();
            id.and_then(|id| Some(catalogue.office(&id)?.title.clone()))
        }
        By::Field => {
            let code = FieldCode::parse(key).ok();
            code.and_then(|code| Some(catalogue.field(&code)?.title.clone()))
        }
        By::Activity => codes::activity_of(key).map(|a| words::activity(a, lang).to_owned()),
        By::Sex => Sex::of_word(key).map(|sex| words::sex(sex, lang).to_owned()),
        By::Stage => codes::stage_of(key).map(|stage| words::stage(stage, lang).to_owned()),
        By::Month => words::month(key, lang),
        By::Year => Some(lang.digits(key)),
    };
    known.unwrap_or_else(|| key.to_owned())
}

fn province(key: &str) -> Option<String> {
    let code = ProvinceCode::parse(key).ok()?;
    Some(divisions().province(code)?.name.clone())
}

/// The parts that are shown whether or not there is anything in them.
fn expected(by: By, catalogue: &Catalogue) -> Vec<String> {
    match by {
        By::Province => divisions().provinces().iter().map(|p| p.code.to_string()).collect(),
        By::Agency => {
            let executive = catalogue.agencies.iter().filter(|a| a.kind == AgencyKind::Executive);
            executive.map(|agency| agency.code.as_str().to_owned()).collect()
        }
        By::Activity => Activity::ALL.map(|a| codes::activity(a).to_owned()).to_vec(),
        By::Sex => Sex::ALL.map(|sex| sex.word().to_owned()).to_vec(),
        By::Stage => StageName::ALL.map(|stage| codes::stage(stage).to_owned()).to_vec(),
        By::County | By::Office | By::Field | By::Month | By::Year => Vec::new(),
    }
}

/// The place of a part whose order is not that of its name.
fn place(by: By, key: &str) -> usize {
    let of = |words: &[&str]| words.iter().position(|word| *word == key).unwrap_or(usize::MAX);
    match by {
        By::Activity => of(&Activity::ALL.map(codes::activity)),
        By::Sex => of(&Sex::ALL.map(Sex::word)),
        By::Stage => of(&StageName::ALL.map(codes::stage)),
        By::Month | By::Year => key.parse().unwrap_or(usize::MAX),
        By::Province | By::County | By::Agency | By::Office | By::Field => 0,
    }
}
