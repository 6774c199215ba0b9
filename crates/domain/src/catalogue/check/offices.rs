//! Offices: each where it belongs, none in another's place.

use std::collections::BTreeMap;

use super::super::{Absent, AgencyKind, Catalogue, FlawKind, Office, OfficeKind, Section};
use super::{Found, placed};
use crate::identifiers::Landline;
use crate::places::{CountyCode, ProvinceCode, divisions};

/// The most lines under the emblem.
const LINES: i64 = 5;

pub(super) fn offices(catalogue: &Catalogue, found: &mut Found) {
    let rows = &catalogue.offices;
    let mut places: BTreeMap<(&OfficeKind, ProvinceCode, Option<CountyCode>), String> =
        BTreeMap::new();
    for (path, office) in placed(Section::Offices, rows) {
        one(catalogue, found, &path, office);
        let place = (&office.kind, office.province, office.county);
        match places.get(&place) {
            Some(first) => found.add(path, FlawKind::Overlap { first: first.clone() }),
            None => {
                places.insert(place, path);
            }
        }
    }
    found.once(placed(Section::Offices, rows).map(|(path, office)| (path + ".id", &office.id)));
    let secretariats = || {
        let all = placed(Section::Offices, rows);
        all.filter(|(_, office)| office.kind == OfficeKind::Secretariat)
    };
    found.once(secretariats().map(|(path, office)| (path + ".kind", &office.kind)));
    if secretariats().next().is_none() {
        found.add(Section::Offices.path(), FlawKind::Absent(Absent::Secretariat));
    }
    if !rows.iter().any(|office| office.kind == OfficeKind::Labour) {
        found.add(Section::Offices.path(), FlawKind::Absent(Absent::LabourOffice));
    }
}

fn one(catalogue: &Catalogue, found: &mut Found, path: &str, office: &Office) {
    match &office.kind {
        OfficeKind::Agency(code) => match catalogue.agency(code) {
            None => found.add(format!("{path}.kind"), FlawKind::Unknown(Section::Agencies)),
            Some(agency) if agency.kind != AgencyKind::Executive => {
                found.add(format!("{path}.kind"), FlawKind::OtherKind(Section::Agencies));
            }
            Some(_) => {}
        },
        OfficeKind::BankLiaison(code) if catalogue.bank(code).is_none() => {
            found.add(format!("{path}.kind"), FlawKind::Unknown(Section::Banks));
        }
        OfficeKind::BankLiaison(_)
        | OfficeKind::Jahad
        | OfficeKind::Labour
        | OfficeKind::Secretariat => {}
    }
    if divisions().province(office.province).is_none() {
        found.add(format!("{path}.province"), FlawKind::UnknownPlace);
    }
    if let Some(county) = office.county {
        if county.parent() != office.province {
            found.add(format!("{path}.county"), FlawKind::OutsideProvince);
        } else if divisions().county(county).is_none() {
            found.add(format!("{path}.county"), FlawKind::UnknownPlace);
        }
    }
    found.line(format!("{path}.title"), &office.title);
    found.line(format!("{path}.hours"), &office.hours);
    let head = &office.letterhead;
    let lines = i64::try_from(head.lines.len()).unwrap_or(i64::MAX);
    found.range(format!("{path}.letterhead.lines"), lines, 1, LINES);
    for (place, line) in head.lines.iter().enumerate() {
        found.line(format!("{path}.letterhead.lines[{place}]"), line);
    }
    found.line(format!("{path}.letterhead.address"), &head.address);
    if Landline::parse(&head.phone).is_err() {
        found.add(format!("{path}.letterhead.phone"), FlawKind::BadForm);
    }
}
