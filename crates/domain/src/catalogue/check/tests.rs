//! Each way in which an edition can be wrong is named with its place.

use super::super::*;
use crate::calendar::{Certainty, Holiday};
use crate::dates::{Date, JalaliDate, Weekday};
use crate::money::Rials;
use crate::people::Activity;
use crate::places::CountyCode;

/// The flaws of the sample after something was done to it, as `path: code`.
fn flaws(spoil: impl FnOnce(&mut Catalogue)) -> Vec<String> {
    let mut catalogue = sample();
    spoil(&mut catalogue);
    let flaws = catalogue.check().into_iter();
    flaws.map(|flaw| format!("{}: {}", flaw.path, flaw.kind.code())).collect()
}

#[test]
fn the_sample_has_no_flaw() {
    assert_eq!(flaws(|_| {}), Vec::<String>::new());
}

#[test]
fn what_is_named_must_be_there_and_of_the_right_kind() {
    assert_eq!(
        flaws(|it| it.fields[0].agency = AgencyCode::of("X")),
        ["fields[0].agency: unknown"]
    );
    let clearance = |it: &mut Catalogue| it.fields[0].agency = AgencyCode::of("VET");
    assert_eq!(flaws(clearance), ["fields[0].agency: other-kind"]);
    let starred = |it: &mut Catalogue| it.fields[0].starred = Some(it.fields[0].agency.clone());
    assert_eq!(flaws(starred), ["fields[0].starred: other-kind"]);
    let programme = |it: &mut Catalogue| it.programmes[0].fields.push(FieldCode::of("9"));
    assert_eq!(flaws(programme), ["programmes[0].fields[8]: unknown"]);
    let document = |it: &mut Catalogue| it.agency_checklist[0].document = Some(DocumentCode(7));
    assert_eq!(flaws(document), ["agencyChecklist[0].document: unknown"]);
    let ask = |it: &mut Catalogue| it.labour_checklist[1].ask = Some(ConditionNumber(11));
    assert_eq!(flaws(ask), ["labourChecklist[1].ask: other-kind"]);
    let refuse = |it: &mut Catalogue| it.labour_checklist[1].condition = Some(ConditionNumber(99));
    assert_eq!(flaws(refuse), ["labourChecklist[1].condition: unknown"]);
    let agency =
        |it: &mut Catalogue| it.offices[0].kind = OfficeKind::Agency(AgencyCode::of("HEALTH"));
    assert_eq!(flaws(agency), ["offices[0].kind: other-kind"]);
    let bank = |it: &mut Catalogue| it.offices[0].kind = OfficeKind::BankLiaison(BankCode::of("1"));
    assert_eq!(flaws(bank), ["offices[0].kind: unknown"]);
}

#[test]
fn what_would_make_a_licence_s_code_too_large_is_refused() {
    let code = |it: &mut Catalogue| {
        let codes = ["12345678", "123456789"].map(FieldCode::of);
        for (field, code) in it.fields.iter_mut().rev().zip(codes) {
            field.code = code;
        }
    };
    let last = sample().fields.len() - 1;
    let found = flaws(code);
    assert!(found.contains(&format!("fields[{}].code: too-long", last - 1)), "{found:?}");
    assert!(!found.contains(&format!("fields[{last}].code: too-long")), "{found:?}");
    let host = |host: &'static str| flaws(|it| it.papers.verification_host = host.to_owned());
    assert_eq!(host("mojavez-khanegi.mcls.gov.ir.ir"), Vec::<String>::new());
    for wrong in [
        "mojavez-khanegi.mcls.gov.ir.irr",
        "",
        "ir",
        "Parvaneh.example",
        "parvaneh.example/v",
        "parvaneh.example:8080",
        "-a.example",
        "a..example",
        "پروانه.ایران",
    ] {
        assert_eq!(host(wrong), ["papers.verificationHost: bad-form"], "{wrong}");
    }
}

#[test]
fn a_condition_is_for_somebody_and_can_be_shown() {
    let field = |it: &mut Catalogue| it.conditions[0].applies_to.fields.push(FieldCode::of("9"));
    assert_eq!(flaws(field), ["conditions[0].appliesTo.fields[0]: unknown"]);
    let activity =
        |it: &mut Catalogue| it.conditions[0].applies_to.activities = vec![Activity::Covered; 2];
    assert_eq!(flaws(activity), ["conditions[0].appliesTo.activities[1]: twice"]);
    let document = |it: &mut Catalogue| it.conditions[0].documents.push(DocumentCode(7));
    assert_eq!(flaws(document), ["conditions[0].documents[2]: unknown"]);
    let twice =
        |it: &mut Catalogue| it.conditions[1].circumstances = vec![Circumstance::UnderAge; 2];
    assert_eq!(flaws(twice), ["conditions[1].circumstances[1]: twice"]);
    let nothing = |it: &mut Catalogue| it.conditions[0].documents.clear();
    assert_eq!(flaws(nothing), ["conditions[0].documents: no-evidence"]);
    // A row is enough, and what asks for more is never cited to refuse.
    let row = |it: &mut Catalogue| {
        it.conditions[0].documents.clear();
        it.agency_checklist[0].condition = Some(ConditionNumber(11));
    };
    assert_eq!(flaws(row), Vec::<String>::new());
}

#[test]
fn a_title_stands_on_one_line() {
    let title = |it: &mut Catalogue| it.fields[0].title.push_str("\u{2028}stage: licensed");
    assert_eq!(flaws(title), ["fields[0].title: bad-character"]);
}

#[test]
fn what_must_be_there_once_is_not_there_twice() {
    let field = |it: &mut Catalogue| {
        let mut again = it.fields[0].clone();
        again.title.push('۲');
        it.fields.push(again);
    };
    assert_eq!(flaws(field), ["fields[74].code: twice"]);
    let mut catalogue = sample();
    catalogue.conditions[3].number = ConditionNumber(11);
    let found: Vec<Flaw> = catalogue.check();
    let first = "conditions[0].number".to_owned();
    assert!(found.contains(&Flaw {
        path: "conditions[3].number".to_owned(),
        kind: FlawKind::Twice { first },
    }));
    let iban = |it: &mut Catalogue| it.banks[1].iban_codes.push("012".to_owned());
    assert_eq!(flaws(iban), ["banks[1].ibanCodes[1]: twice"]);
    let year = |it: &mut Catalogue| it.ceilings[3].year = 1404;
    assert!(flaws(year).contains(&"ceilings[3].year: twice".to_owned()));
    let row = |it: &mut Catalogue| it.agency_checklist[1].row = 1;
    assert_eq!(flaws(row), ["agencyChecklist[1].row: twice"]);
    let weekend = |it: &mut Catalogue| it.calendar.weekend.push(Weekday::Friday);
    assert_eq!(flaws(weekend), ["calendar.weekend[2]: twice"]);
    let title = |it: &mut Catalogue| it.fields[1].title = it.fields[0].title.clone();
    assert_eq!(flaws(title), ["fields[1].title: twice"]);
}

#[test]
fn an_office_lies_in_its_province_and_in_no_other_offices_place() {
    let outside = |it: &mut Catalogue| it.offices[0].county = Some(CountyCode::of(2301));
    assert_eq!(flaws(outside), ["offices[0].county: outside-province"]);
    let nowhere = |it: &mut Catalogue| it.offices[0].county = Some(CountyCode::of(99));
    assert_eq!(flaws(nowhere), ["offices[0].county: unknown-place"]);
    let overlap = |it: &mut Catalogue| {
        let mut other = it.offices[0].clone();
        other.id = OfficeId::of("OTHER");
        it.offices.push(other);
    };
    assert_eq!(flaws(overlap), ["offices[21]: overlap"]);
    let phone = |it: &mut Catalogue| it.offices[0].letterhead.phone = "3333".to_owned();
    assert_eq!(flaws(phone), ["offices[0].letterhead.phone: bad-form"]);
    let lines = |it: &mut Catalogue| it.offices[0].letterhead.lines.clear();
    assert_eq!(flaws(lines), ["offices[0].letterhead.lines: out-of-range"]);
}

#[test]
fn there_is_one_secretariat_and_somebody_to_issue() {
    let none = |it: &mut Catalogue| it.offices.retain(|o| o.kind != OfficeKind::Secretariat);
    assert_eq!(flaws(none), ["offices: no-secretariat"]);
    let two = |it: &mut Catalogue| it.offices[0].kind = OfficeKind::Secretariat;
    assert_eq!(flaws(two), ["offices[20].kind: twice"]);
    let labour = |it: &mut Catalogue| it.offices.retain(|o| o.kind != OfficeKind::Labour);
    assert_eq!(flaws(labour), ["offices: no-labour-office"]);
    let jahad = |it: &mut Catalogue| it.offices.retain(|o| o.kind != OfficeKind::Jahad);
    assert_eq!(flaws(jahad), ["programmes[0].province: no-jahad-office"]);
}

#[test]
fn deadlines_and_days_are_whole() {
    let deadline = |it: &mut Catalogue| it.deadlines.truncate(1);
    assert_eq!(flaws(deadline), ["deadlines: no-deadline"]);
    let nought = |it: &mut Catalogue| it.deadlines[0].length_days = 0;
    assert_eq!(flaws(nought), ["deadlines[0].lengthDays: out-of-range"]);
    let endless = |it: &mut Catalogue| it.deadlines[1].extension_days = 366;
    assert_eq!(flaws(endless), ["deadlines[1].extensionDays: out-of-range"]);
    let closed = |it: &mut Catalogue| it.calendar.weekend = Weekday::ALL.to_vec();
    assert_eq!(flaws(closed), ["calendar.weekend: no-open-day"]);
    let open = |it: &mut Catalogue| it.calendar.weekend.clear();
    assert_eq!(flaws(open), ["calendar.weekend: no-rows"]);
    let holidays = |it: &mut Catalogue| it.calendar.holidays.clear();
    assert_eq!(flaws(holidays), ["calendar.holidays: no-holidays"]);
    let early = |it: &mut Catalogue| it.edition.valid_from = it.edition.issued_on.add_days(-1);
    assert_eq!(flaws(early), ["edition.validFrom: before-issue"]);
}

#[test]
fn an_edition_knows_the_years_in_which_it_applies() {
    // Its first deadlines end in the next year, and holidays of a year between two are missing.
    let late = |it: &mut Catalogue| {
        it.edition.valid_from = jalali(1406, 12, 1);
        it.ceilings[3].year = 1406;
        for field in &mut it.fields {
            field.loan_years.clear();
        }
    };
    assert_eq!(flaws(late), ["calendar.holidays: no-holidays"]);
    let gap = |it: &mut Catalogue| {
        let holiday = Holiday { title: "جشن".to_owned(), certainty: Certainty::Fixed };
        it.calendar.holidays.insert(jalali(1408, 1, 1), holiday);
    };
    assert_eq!(flaws(gap), ["calendar.holidays: no-holidays"]);
    let ceiling = |it: &mut Catalogue| {
        it.ceilings.truncate(3);
        for field in &mut it.fields {
            field.loan_years.retain(|year| *year < 1405);
        }
        it.fields[0].loan_years.push(1400);
    };
    assert_eq!(flaws(ceiling), ["fields[0].loanYears[3]: no-ceiling", "ceilings: no-ceiling"]);
}

fn jalali(year: i16, month: i8, day: i8) -> Date {
    JalaliDate::new(year, month, day).map_or(Date::FIRST, JalaliDate::date)
}

#[test]
fn texts_say_something() {
    let empty = |it: &mut Catalogue| it.conditions[0].text = " \u{200C}".to_owned();
    assert_eq!(flaws(empty), ["conditions[0].text: empty"]);
    let long = |it: &mut Catalogue| it.fields[0].title = "ا".repeat(301);
    assert_eq!(flaws(long), ["fields[0].title: too-long"]);
    let control = |it: &mut Catalogue| it.offices[0].hours = "۸\u{7}".to_owned();
    assert_eq!(flaws(control), ["offices[0].hours: bad-character"]);
    let source = |it: &mut Catalogue| it.edition.source.clear();
    assert_eq!(flaws(source), ["edition.source: empty"]);
    let paper = |it: &mut Catalogue| it.papers.licence_conditions[2].clear();
    assert_eq!(flaws(paper), ["papers.licenceConditions[2]: empty"]);
}

#[test]
fn numbers_are_such_as_can_be_meant() {
    let age = |it: &mut Catalogue| it.rules.supporter_min_age = 200;
    assert_eq!(flaws(age), ["rules.supporterMinAge: out-of-range"]);
    let validity = |it: &mut Catalogue| it.rules.licence_validity_years = 0;
    assert_eq!(flaws(validity), ["rules.licenceValidityYears: out-of-range"]);
    let share = |it: &mut Catalogue| it.rules.supporter_own_contribution_percent = 101;
    assert_eq!(flaws(share), ["rules.supporterOwnContributionPercent: out-of-range"]);
    let days = |it: &mut Catalogue| it.papers.answer_days = 0;
    assert_eq!(flaws(days), ["papers.answerDays: out-of-range"]);
    let look_up = |it: &mut Catalogue| it.look_up_after_days = 1_000;
    assert_eq!(flaws(look_up), ["lookUpAfterDays: out-of-range"]);
    let free = |it: &mut Catalogue| it.ceilings[0].individual = Rials::ZERO;
    assert_eq!(flaws(free), ["ceilings[0].individual: out-of-range"]);
    let toman = |it: &mut Catalogue| {
        it.ceilings[0].per_job = Rials::new(1_000_000_000_000).unwrap_or_default();
        it.ceilings[0].max_jobs = 1_000;
    };
    assert_eq!(flaws(toman), ["ceilings[0].maxJobs: too-much"]);
    let isic = |it: &mut Catalogue| it.fields[0].isic = Some("13.9".to_owned());
    assert_eq!(flaws(isic), ["fields[0].isic: bad-form"]);
    let bank = |it: &mut Catalogue| it.banks[0].iban_codes = vec!["0012".to_owned()];
    assert_eq!(flaws(bank), ["banks[0].code: bad-form", "banks[0].ibanCodes[0]: bad-form"]);
    let number = |it: &mut Catalogue| it.conditions[28].number = ConditionNumber(0);
    let found = flaws(number);
    assert!(found.contains(&"conditions[28].number: out-of-range".to_owned()), "{found:?}");
}

#[test]
fn nothing_that_judging_needs_is_left_out() {
    let checks = |it: &mut Catalogue| it.agency_checklist.clear();
    assert_eq!(flaws(checks), ["agencyChecklist: no-rows"]);
    let activities = |it: &mut Catalogue| it.documents[0].activities.clear();
    assert_eq!(flaws(activities), ["documents[0].activities: no-rows"]);
    let documents = |it: &mut Catalogue| {
        for document in &mut it.documents {
            document.activities.retain(|activity| *activity != Activity::Covered);
        }
    };
    assert!(flaws(documents).contains(&"documents: no-document".to_owned()));
    let bare = flaws(|it| {
        it.agencies.clear();
        it.fields.clear();
        it.conditions.clear();
        it.documents.clear();
        it.banks.clear();
        it.ceilings.clear();
        it.papers.licence_conditions.clear();
    });
    let paths = ["agencies", "fields", "conditions", "documents", "banks", "ceilings"];
    for path in paths.into_iter().chain(["papers.licenceConditions"]) {
        assert!(bare.contains(&format!("{path}: no-rows")), "{path}: {bare:?}");
    }
}
