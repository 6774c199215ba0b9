//! The table of divisions, read once from the published files.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::corrections;
use super::{CountyCode, DistrictCode, PlaceCode, ProvinceCode};
use crate::text::{compact_key, normalise, sort_key};

/// The divisions of one year.
#[derive(Debug)]
pub struct Divisions {
    /// The Jalali year of the table.
    pub year: i16,
    provinces: BTreeMap<ProvinceCode, Province>,
    counties: BTreeMap<CountyCode, County>,
    districts: BTreeMap<DistrictCode, District>,
    places: BTreeMap<PlaceCode, Place>,
}

/// A province (استان).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Province {
    /// Its code.
    pub code: ProvinceCode,
    /// Its name.
    pub name: String,
    /// The area code of its landlines, such as `086`.
    pub area_code: &'static str,
}

/// A county (شهرستان).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct County {
    /// Its code.
    pub code: CountyCode,
    /// Its name.
    pub name: String,
}

/// A district of a county (بخش).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct District {
    /// Its code.
    pub code: DistrictCode,
    /// Its name.
    pub name: String,
}

/// A city, a zone of one, or a rural district.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its code.
    pub code: PlaceCode,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: PlaceKind,
}

/// What a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlaceKind {
    /// A city (شهر).
    City,
    /// A municipal zone of a city (منطقهٔ شهری).
    UrbanZone,
    /// A rural district (دهستان).
    RuralDistrict,
}

/// Returns the divisions of 1399.
pub fn divisions() -> &'static Divisions {
    static DIVISIONS: LazyLock<Divisions> = LazyLock::new(read);
    &DIVISIONS
}

impl Divisions {
    /// Finds a province.
    pub fn province(&self, code: ProvinceCode) -> Option<&Province> {
        self.provinces.get(&code)
    }

    /// Finds a county.
    pub fn county(&self, code: CountyCode) -> Option<&County> {
        self.counties.get(&code)
    }

    /// Finds a district.
    pub fn district(&self, code: DistrictCode) -> Option<&District> {
        self.districts.get(&code)
    }

    /// Finds a city, urban zone or rural district.
    pub fn place(&self, code: PlaceCode) -> Option<&Place> {
        self.places.get(&code)
    }

    /// Returns all provinces in the order of their names.
    pub fn provinces(&self) -> Vec<&Province> {
        by_name(self.provinces.values(), |province| &province.name)
    }

    /// Returns a province's counties in the order of their names.
    pub fn counties_of(&self, province: ProvinceCode) -> Vec<&County> {
        let inside = self.counties.values().filter(|county| county.code.parent() == province);
        by_name(inside, |county| &county.name)
    }

    /// Returns a county's districts in the order of their names.
    pub fn districts_of(&self, county: CountyCode) -> Vec<&District> {
        let inside = self.districts.values().filter(|district| district.code.parent() == county);
        by_name(inside, |district| &district.name)
    }

    /// Returns a district's cities, urban zones and rural districts in the order of their names.
    pub fn places_of(&self, district: DistrictCode) -> Vec<&Place> {
        let inside = self.places.values().filter(|place| place.code.parent() == district);
        by_name(inside, |place| &place.name)
    }

    /// Finds a province by its name, however it is spelled.
    pub fn province_named(&self, name: &str) -> Option<&Province> {
        let key = compact_key(name);
        self.provinces.values().find(|province| compact_key(&province.name) == key)
    }

    /// Finds the counties of a province by name; names repeat between provinces.
    pub fn county_named(&self, province: ProvinceCode, name: &str) -> Option<&County> {
        let key = compact_key(name);
        let mut inside = self.counties.values().filter(|county| county.code.parent() == province);
        inside.find(|county| compact_key(&county.name) == key)
    }

    /// Returns «استان مرکزی، شهرستان اراک» as far as the table knows the code.
    pub fn describe_county(&self, code: CountyCode) -> Option<String> {
        let (province, county) = (self.province(code.parent())?, self.county(code)?);
        Some(format!("استان {}، شهرستان {}", province.name, county.name))
    }
}

fn by_name<T>(items: impl Iterator<Item = T>, name: impl Fn(&T) -> &str) -> Vec<T> {
    let mut sorted: Vec<T> = items.collect();
    sorted.sort_by_cached_key(|item| sort_key(name(item)));
    sorted
}

fn read() -> Divisions {
    let provinces = rows(include_str!("../../data/divisions-1399/ostan.csv"), 2);
    let counties = rows(include_str!("../../data/divisions-1399/shahrestan.csv"), 4);
    let districts = rows(include_str!("../../data/divisions-1399/bakhsh.csv"), 6);
    let cities = rows(include_str!("../../data/divisions-1399/shahr.csv"), 10);
    let rural = rows(include_str!("../../data/divisions-1399/dehestan.csv"), 10);
    let city = |row: Row| {
        let kind = if row.kind == "0" { PlaceKind::City } else { PlaceKind::UrbanZone };
        place(row, kind)
    };
    Divisions {
        year: 1399,
        provinces: provinces
            .filter_map(|row| {
                let (code, area_code) =
                    (ProvinceCode::parse(&row.code).ok()?, area_code(&row.code)?);
                Some((code, Province { code, name: row.name, area_code }))
            })
            .collect(),
        counties: counties
            .filter_map(|row| {
                let code = CountyCode::parse(&row.code).ok()?;
                Some((code, County { code, name: row.name }))
            })
            .collect(),
        districts: districts
            .filter_map(|row| {
                let code = DistrictCode::parse(&row.code).ok()?;
                Some((code, District { code, name: row.name }))
            })
            .collect(),
        places: cities
            .filter_map(city)
            .chain(rural.filter_map(|row| place(row, PlaceKind::RuralDistrict)))
            .collect(),
    }
}

fn place(row: Row, kind: PlaceKind) -> Option<(PlaceCode, Place)> {
    let code = PlaceCode::parse(&row.code).ok()?;
    Some((code, Place { code, name: row.name, kind }))
}

/// A line of a published file.
struct Row {
    code: String,
    name: String,
    /// The third column, which says of cities what they are.
    kind: &'static str,
}

/// Reads the lines after the heading; the name is the second column and the code the last.
fn rows(file: &'static str, digits: usize) -> impl Iterator<Item = Row> {
    file.lines().skip(1).filter_map(move |line| {
        let columns: Vec<&'static str> = line.split(',').collect();
        let code = format!("{:0>digits$}", columns.last()?);
        let name = match corrections::name_for(&code) {
            Some(name) => name.to_owned(),
            None => normalise(columns.get(1)?),
        };
        Some(Row { code, name, kind: columns.get(2)? })
    })
}

/// Returns the area code of a province's landlines.
fn area_code(province: &str) -> Option<&'static str> {
    const AREA_CODES: [&str; 31] = [
        "086", "013", "011", "041", "044", "083", "061", "071", "034", "051", "031", "054", "087",
        "081", "038", "066", "084", "074", "077", "024", "023", "035", "076", "021", "045", "025",
        "028", "017", "058", "056", "026",
    ];
    AREA_CODES.get(province.parse::<usize>().ok()?).copied()
}

#[cfg(test)]
mod tests;
