//! What can be chosen: words of the form, what people read, and what the rules know.

use std::sync::LazyLock;

use domain::people::{Activity, Education, Employment, Household, MilitaryStatus, SupportBody};
use domain::places::{CountyCode, divisions};

use super::words::Name;
use crate::codes;
use crate::web::form::Typed;
use crate::web::lang::Lang;

/// A choice: its word in the form, Persian, English, what it means.
pub(super) type Choice<T> = (&'static str, &'static str, &'static str, T);

/// Whether a person is a woman or a man, before a man's military status is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sex {
    Female,
    Male,
}

/// By which right a place is used, before the lease's end is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Right {
    Owned,
    Rented,
}

pub(super) const SEX: [Choice<Sex>; 2] =
    [("female", "زن", "Woman", Sex::Female), ("male", "مرد", "Man", Sex::Male)];
pub(super) const MILITARY: [Choice<MilitaryStatus>; 3] = [
    ("served", "پایان خدمت", "Served", MilitaryStatus::Served),
    ("exempt", "معاف", "Exempt", MilitaryStatus::Exempt),
    ("pending", "هنوز هیچ‌کدام", "Neither yet", MilitaryStatus::Pending),
];
pub(super) const EDUCATION: [Choice<Education>; 6] = [
    ("primary", "تا پایان دبستان", "Primary school", Education::Primary),
    ("middle", "سیکل (متوسطهٔ اول)", "Middle school", Education::Middle),
    ("diploma", "دیپلم", "Diploma", Education::Diploma),
    ("associate", "کاردانی", "Associate", Education::Associate),
    ("bachelor", "کارشناسی", "Bachelor", Education::Bachelor),
    ("master", "کارشناسی ارشد و بالاتر", "Master and above", Education::Master),
];
pub(super) const HOUSEHOLD: [Choice<Household>; 2] =
    [("head", "بله", "Yes", Household::Head), ("member", "خیر", "No", Household::Member)];
pub(super) const BODIES: [Choice<Option<SupportBody>>; 3] = [
    ("none", "هیچ‌کدام", "None", None),
    ("relief", "کمیتهٔ امداد", "Relief Committee", Some(SupportBody::ReliefCommittee)),
    ("welfare", "بهزیستی", "Welfare Organisation", Some(SupportBody::Welfare)),
];
pub(super) const EMPLOYMENT: [Choice<Employment>; 4] = [
    ("none", "شاغل نیستم", "No employer", Employment::None),
    ("retired", "بازنشسته", "Retired", Employment::Retired),
    (
        "insured",
        "شاغل و بیمهٔ اجباری نزد کارفرما",
        "Insured with an employer",
        Employment::InsuredElsewhere,
    ),
    ("government", "کارمند دولت", "Government employee", Employment::Government),
];
pub(super) const RIGHT: [Choice<Right>; 2] = [
    ("owned", "ملک خودم یا خانواده‌ام", "My own or my family's", Right::Owned),
    ("rented", "اجاره‌ای", "Rented", Right::Rented),
];
pub(super) const SAME_FIELD: [Choice<bool>; 2] = [
    ("yes", "بله، برای همین رشته است", "Yes, for the same field", true),
    ("no", "خیر، برای رشتهٔ دیگری است", "No, for another one", false),
];

/// What a kind of activity is called, and what it is.
pub(super) fn activity(lang: Lang, activity: Activity) -> (&'static str, &'static str) {
    match activity {
        Activity::Independent => (
            lang.say("مستقل", "Independent"),
            lang.say(
                "همهٔ کار را، از تهیهٔ مواد تا فروش، خودتان انجام می‌دهید.",
                "You do all of it yourself, from materials to sale.",
            ),
        ),
        Activity::Covered => (
            lang.say("تحت پوشش", "Covered"),
            lang.say(
                "زیر نظر یک پشتیبان دارای مجوز کار می‌کنید که شما را تأیید می‌کند.",
                "You work under a supporter who holds a licence and confirms you.",
            ),
        ),
        Activity::SupporterNatural => (
            lang.say("پشتیبان — شخص حقیقی", "Supporter — a natural person"),
            lang.say(
                "از کار دیگران پشتیبانی می‌کنید: مواد، طراحی، آموزش، فروش.",
                "You support the work of others: materials, design, training, sale.",
            ),
        ),
        Activity::SupporterLegal => (
            lang.say("پشتیبان — شخص حقوقی", "Supporter — a legal person"),
            lang.say(
                "شرکت یا تعاونی شما از کار دیگران پشتیبانی می‌کند.",
                "Your company or cooperative supports the work of others.",
            ),
        ),
    }
}

/// What was chosen.
pub(super) fn chosen<T: Copy>(
    typed: &Typed,
    field: &str,
    (choices, name): (&[Choice<T>], Name),
    lang: Lang,
) -> Result<T, String> {
    let word = typed.get(field);
    let known = choices.iter().find(|(known, ..)| *known == word);
    known.map(|(.., value)| *value).ok_or_else(|| name.not_chosen(lang))
}

/// Words and texts of choices, in a language.
pub(super) fn shown<T>(lang: Lang, choices: &[Choice<T>]) -> Vec<(&'static str, &'static str)> {
    choices.iter().map(|(word, fa, en, _)| (*word, lang.say(fa, en))).collect()
}

/// The kind of activity that was chosen.
pub(super) fn activity_chosen(typed: &Typed) -> Option<Activity> {
    codes::activity_of(typed.get("activity"))
}

/// Groups of choices: the group's name, and word and text of each choice.
pub(super) type Groups = Vec<(String, Vec<(String, String)>)>;

/// Counties by their provinces; the names are those of the published table in both languages.
pub(super) fn counties() -> &'static [(String, Vec<(String, String)>)] {
    static COUNTIES: LazyLock<Groups> = LazyLock::new(|| {
        let of = |province: &&domain::places::Province| {
            let counties = divisions().counties_of(province.code).into_iter();
            let counties = counties.map(|county| (county.code.to_string(), county.name.clone()));
            (province.name.clone(), counties.collect())
        };
        divisions().provinces().iter().map(of).collect()
    });
    &COUNTIES
}

/// The county that was chosen.
pub(super) fn county(
    typed: &Typed,
    field: &str,
    name: Name,
    lang: Lang,
) -> Result<CountyCode, String> {
    let code = CountyCode::parse(typed.get(field)).ok();
    code.filter(|code| divisions().county(*code).is_some()).ok_or_else(|| name.not_chosen(lang))
}
