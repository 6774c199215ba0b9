//! The sample holds together, and says that it is a sample.

use std::collections::BTreeSet;

use super::*;
use crate::catalogue::{AgencyKind, ConditionKind, OfficeKind};
use crate::dates::DateError;
use crate::event::Review;
use crate::money::Rials;
use crate::people::Role;
use crate::places::{CountyCode, PlaceCodeError, divisions};
use crate::plan::Path;

fn unique<T: Ord>(items: impl Iterator<Item = T>) -> bool {
    let items: Vec<T> = items.collect();
    let count = items.len();
    items.into_iter().collect::<BTreeSet<T>>().len() == count
}

#[test]
fn the_sample_says_that_it_is_not_official() {
    let catalogue = sample();
    assert!(!catalogue.edition.official);
    assert!(catalogue.edition.id.as_str().ends_with("sample"));
    assert!(catalogue.conditions.iter().all(|condition| !condition.official));
}

#[test]
fn every_code_is_used_once() {
    let catalogue = sample();
    assert!(unique(catalogue.fields.iter().map(|field| &field.code)));
    assert!(unique(catalogue.fields.iter().map(|field| &field.title)));
    assert!(unique(catalogue.agencies.iter().map(|agency| &agency.code)));
    assert!(unique(catalogue.conditions.iter().map(|condition| condition.number)));
    assert!(unique(catalogue.documents.iter().map(|document| document.code)));
    assert!(unique(catalogue.banks.iter().flat_map(|bank| &bank.iban_codes)));
    assert!(unique(catalogue.ceilings.iter().map(|ceiling| ceiling.year)));
    assert!(unique(catalogue.offices.iter().map(|office| &office.id)));
    assert!(unique(catalogue.deadlines.iter().map(|rule| rule.code)));
}

#[test]
fn every_code_is_written_as_codes_are() {
    let catalogue = sample();
    assert_eq!(catalogue.fields.len(), 74);
    for field in &catalogue.fields {
        assert_eq!(FieldCode::parse(field.code.as_str()).as_ref(), Ok(&field.code));
    }
    for office in &catalogue.offices {
        assert!(super::super::OfficeId::parse(office.id.as_str()).is_ok(), "{}", office.id);
    }
    assert!(EditionId::parse(catalogue.edition.id.as_str()).is_ok());
}

#[test]
fn every_field_has_its_agencies_and_its_office() {
    let catalogue = sample();
    let arak = CountyCode::of(1);
    for field in &catalogue.fields {
        let agency = catalogue.agency(&field.agency).map(|agency| agency.kind);
        assert_eq!(agency, Some(AgencyKind::Executive), "{}", field.code);
        let starred = field.starred.as_ref();
        assert!(starred.is_none_or(|code| catalogue.agency(code).is_some()), "{}", field.code);
        assert_ne!(starred, Some(&field.agency), "{}", field.code);
        let office = catalogue.review_office(&field.code, arak);
        assert!(office.is_some_and(|office| office.county == Some(arak)), "{}", field.code);
    }
    for code in catalogue.programmes.iter().flat_map(|programme| &programme.fields) {
        assert!(catalogue.field(code).is_some(), "{code}");
    }
}

#[test]
fn every_checklist_row_points_to_what_to_ask_by_and_some_to_what_to_refuse_by() {
    let catalogue = sample();
    for review in [Review::Agency, Review::Labour] {
        let rows = catalogue.checklist(review);
        assert_eq!(rows.iter().map(|row| row.row).collect::<Vec<_>>(), [1, 2, 3, 4, 5, 6]);
        for row in rows {
            let kind = |number| catalogue.condition(number).map(|condition| condition.kind);
            let refuses = row.condition.map(kind);
            assert!(
                refuses.is_none_or(|kind| kind == Some(ConditionKind::Refuse)),
                "{}",
                row.title
            );
            assert_eq!(row.ask.and_then(kind), Some(ConditionKind::AskForMore), "{}", row.title);
            assert!(row.document.is_none_or(|code| catalogue.document(code).is_some()));
        }
    }
}

#[test]
fn every_agent_bank_has_a_liaison_and_the_name_of_its_ibans() {
    let catalogue = sample();
    let arak = CountyCode::of(1);
    for bank in &catalogue.banks {
        let liaison = catalogue.office_for(&OfficeKind::BankLiaison(bank.code.clone()), arak);
        assert_eq!(liaison.map(|office| office.kind.role()), Some(Role::Bank), "{}", bank.code);
        assert!(bank.iban_codes.iter().any(|code| code == bank.code.as_str()));
        for code in &bank.iban_codes {
            let iban = crate::identifiers::Iban::from_account(code, "1");
            let name = iban.ok().and_then(|iban| iban.bank_name());
            assert_eq!(name, Some(bank.title.as_str()));
        }
    }
}

#[test]
fn every_office_lies_where_the_divisions_know_it() {
    for office in sample().offices {
        assert!(divisions().province(office.province).is_some(), "{}", office.id);
        let county = office.county.map(|code| (code.parent(), divisions().county(code).is_some()));
        assert!(county.is_none_or(|found| found == (office.province, true)), "{}", office.id);
        assert!(crate::identifiers::Landline::parse(&office.letterhead.phone).is_ok());
        assert_eq!(office.letterhead.lines.len(), 3, "{}", office.id);
    }
}

#[test]
fn an_office_is_found_by_county_and_then_by_province() -> Result<(), PlaceCodeError> {
    let catalogue = sample();
    let found =
        |kind, county| catalogue.office_for(&kind, county).map(|office| office.id.to_string());
    let (saveh, khomein) = (CountyCode::parse("0006")?, CountyCode::parse("0004")?);
    assert_eq!(found(OfficeKind::Labour, saveh).as_deref(), Some("LABOUR-0006"));
    assert_eq!(found(OfficeKind::Labour, khomein), None);
    assert_eq!(found(OfficeKind::Jahad, khomein).as_deref(), Some("JAHAD-00"));
    assert_eq!(found(OfficeKind::Jahad, CountyCode::parse("2301")?), None);
    Ok(())
}

#[test]
fn the_development_path_is_proposed_where_a_programme_offers_it() {
    let catalogue = sample();
    let (arak, tehran) = (CountyCode::of(1), CountyCode::of(2301));
    let path = |code, county| catalogue.proposed_path(&FieldCode::of(code), county);
    assert_eq!(path("2025", arak), Path::Development);
    assert_eq!(path("2025", tehran), Path::Standard);
    assert_eq!(path("1005", arak), Path::Standard);
}

#[test]
fn loans_and_licences_are_open_apart() {
    let catalogue = sample();
    let carpets = catalogue.field(&FieldCode::of("2025"));
    let eligible = |year| carpets.is_some_and(|field| field.is_loan_eligible(year));
    assert_eq!([1403, 1404, 1405, 1410].map(eligible), [true, false, true, false]);
    assert!(carpets.is_some_and(|field| field.licensable));
    assert_eq!(catalogue.fields.iter().filter(|field| !field.licensable).count(), 1);
    let ceiling = catalogue.ceiling(1404).map(|ceiling| ceiling.individual);
    assert_eq!(ceiling, Rials::new(2_000_000_000).ok());
    let whole = catalogue.ceiling(1404).and_then(|c| c.per_job.checked_times(c.max_jobs.into()));
    assert_eq!(whole, Rials::new(50_000_000_000).ok());
}

#[test]
fn holidays_are_real_days_and_offices_open_on_most() -> Result<(), DateError> {
    let calendar = sample().calendar;
    assert!(!calendar.holidays.contains_key(&Date::FIRST));
    let day = |text| JalaliDate::parse(text).map(JalaliDate::date);
    assert!(!calendar.is_working_day(day("1405/01/04")?));
    assert!(!calendar.is_working_day(day("1406/11/22")?));
    assert!(!calendar.is_working_day(day("1405/09/05")?));
    assert!(calendar.is_working_day(day("1405/09/03")?));
    let open = calendar.working_days_between(day("1404/12/29")?, day("1405/12/29")?);
    assert!((225..250).contains(&open), "{open}");
    Ok(())
}

#[test]
fn a_field_is_found_by_the_beginning_of_its_words() {
    let catalogue = sample();
    let found = |text: &str| -> Vec<String> {
        catalogue.search_fields(text).into_iter().map(|field| field.title.clone()).collect()
    };
    assert_eq!(found("قالي بافي"), ["قالی‌بافی"]);
    assert_eq!(found("2026"), ["تابلوفرش"]);
    assert_eq!(found("زنبور پرورش"), ["پرورش زنبور عسل"]);
    assert!(found("کشتی‌سازی").is_empty());
}
