//! The table is whole, its codes nest, and its misspelled names are corrected.

use super::*;

#[test]
fn every_row_of_the_published_files_is_there() {
    let table = divisions();
    assert_eq!(table.provinces.len(), 31);
    assert_eq!(table.counties.len(), 448);
    assert_eq!(table.districts.len(), 1_099);
    let of = |kind| table.places.values().filter(|place| place.kind == kind).count();
    assert_eq!(
        [of(PlaceKind::City), of(PlaceKind::UrbanZone), of(PlaceKind::RuralDistrict)],
        [1_354, 200, 2_637]
    );
}

#[test]
fn every_division_lies_in_one_that_exists() {
    let table = divisions();
    for county in table.counties.keys() {
        assert!(table.province(county.parent()).is_some(), "{county}");
    }
    for district in table.districts.keys() {
        assert!(table.county(district.parent()).is_some(), "{district}");
    }
    for place in table.places.keys() {
        assert!(table.district(place.parent()).is_some(), "{place}");
        assert!(place.to_string().starts_with(&place.county().to_string()), "{place}");
    }
}

#[test]
fn misspelled_names_are_corrected() {
    let table = divisions();
    let names: Vec<&str> =
        table.provinces().iter().map(|province| province.name.as_str()).collect();
    for name in ["چهارمحال و بختیاری", "سیستان و بلوچستان", "کهگیلویه و بویراحمد"]
    {
        assert!(names.contains(&name), "{name}");
    }
    let known: Vec<String> = table
        .provinces
        .keys()
        .map(ToString::to_string)
        .chain(table.counties.keys().map(ToString::to_string))
        .chain(table.districts.keys().map(ToString::to_string))
        .chain(table.places.keys().map(ToString::to_string))
        .collect();
    for code in corrections::codes() {
        assert!(known.iter().any(|known| known == code), "no row has the code {code}");
    }
}

#[test]
fn names_are_in_the_storage_form() {
    let table = divisions();
    for place in table.places.values() {
        assert_eq!(normalise(&place.name), place.name);
    }
}

#[test]
fn a_county_is_found_by_code_and_by_name() {
    let table = divisions();
    let markazi = table.province_named("مركزي");
    assert_eq!(markazi.map(|province| province.area_code), Some("086"));
    let arak = markazi.and_then(|province| table.county_named(province.code, "اراک"));
    assert_eq!(arak.map(|county| county.code.to_string()).as_deref(), Some("0001"));
    let described = arak.and_then(|county| table.describe_county(county.code));
    assert_eq!(described.as_deref(), Some("استان مرکزی، شهرستان اراک"));
    let first = arak.map(|county| table.districts_of(county.code).len());
    assert_eq!(first, Some(3));
    assert_eq!(table.province_named("ری"), None);
}

#[test]
fn lists_are_in_the_order_of_the_alphabet() {
    let table = divisions();
    let provinces = table.provinces();
    assert_eq!(provinces.first().map(|province| province.name.as_str()), Some("آذربایجان شرقی"));
    assert_eq!(provinces.last().map(|province| province.name.as_str()), Some("یزد"));
    let counties = markazi_counties(table);
    assert_eq!(counties.first().map(String::as_str), Some("آشتیان"));
    assert_eq!(counties.len(), 12);
}

fn markazi_counties(table: &Divisions) -> Vec<String> {
    let code = ProvinceCode::parse("00").ok();
    let counties = code.map(|code| table.counties_of(code)).unwrap_or_default();
    counties.iter().map(|county| county.name.clone()).collect()
}
