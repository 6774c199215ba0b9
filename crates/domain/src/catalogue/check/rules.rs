//! Agencies, fields, conditions, documents, and rules: what a reviewer judges by.

use super::super::{
    Absent, AgencyKind, Audience, Catalogue, ChecklistRow, Condition, ConditionKind,
    ConditionNumber, FlawKind, MOST_FIELD_LETTERS, Need, OfficeKind, Section, is_host,
};
use super::{Found, placed};
use crate::people::Activity;
use crate::places::divisions;
use crate::text::TextError;

pub(super) fn agencies(catalogue: &Catalogue, found: &mut Found) {
    let rows = &catalogue.agencies;
    found.rows(Section::Agencies, rows);
    for (path, agency) in placed(Section::Agencies, rows) {
        found.line(format!("{path}.title"), &agency.title);
        found.line(format!("{path}.shortTitle"), &agency.short_title);
    }
    found.once(placed(Section::Agencies, rows).map(|(path, a)| (path + ".code", &a.code)));
    found.once(placed(Section::Agencies, rows).map(|(path, a)| (path + ".title", &a.title)));
}

pub(super) fn fields(catalogue: &Catalogue, found: &mut Found) {
    let rows = &catalogue.fields;
    found.rows(Section::Fields, rows);
    for (path, field) in placed(Section::Fields, rows) {
        found.line(format!("{path}.title"), &field.title);
        found.line(format!("{path}.category"), &field.category);
        if field.code.as_str().len() > MOST_FIELD_LETTERS {
            found.add(format!("{path}.code"), FlawKind::Text(TextError::TooLong));
        }
        match catalogue.agency(&field.agency).map(|agency| agency.kind) {
            None => found.add(format!("{path}.agency"), FlawKind::Unknown(Section::Agencies)),
            Some(AgencyKind::Clearance) => {
                found.add(format!("{path}.agency"), FlawKind::OtherKind(Section::Agencies));
            }
            Some(AgencyKind::Executive) => {}
        }
        match &field.starred {
            Some(code) if catalogue.agency(code).is_none() => {
                found.add(format!("{path}.starred"), FlawKind::Unknown(Section::Agencies));
            }
            // Nobody clears what they review themselves.
            Some(code) if code == &field.agency => {
                found.add(format!("{path}.starred"), FlawKind::OtherKind(Section::Agencies));
            }
            Some(_) | None => {}
        }
        if let Some(isic) = &field.isic
            && !(isic.len() == 4 && isic.bytes().all(|byte| byte.is_ascii_digit()))
        {
            found.add(format!("{path}.isic"), FlawKind::BadForm);
        }
        let years = || {
            let places = field.loan_years.iter().enumerate();
            places.map(|(place, year)| (format!("{path}.loanYears[{place}]"), *year))
        };
        found.once(years());
        for (path, year) in years().filter(|(_, year)| catalogue.ceiling(*year).is_none()) {
            found.add(path, FlawKind::Absent(Absent::Ceiling(year.into())));
        }
    }
    found.once(placed(Section::Fields, rows).map(|(path, field)| (path + ".code", &field.code)));
    found.once(placed(Section::Fields, rows).map(|(path, field)| (path + ".title", &field.title)));
}

pub(super) fn programmes(catalogue: &Catalogue, found: &mut Found) {
    for (path, programme) in placed(Section::Programmes, &catalogue.programmes) {
        found.line(format!("{path}.title"), &programme.title);
        let province = programme.province;
        let jahad = |office: &&super::super::Office| {
            office.kind == OfficeKind::Jahad && office.province == province
        };
        if divisions().province(province).is_none() {
            found.add(format!("{path}.province"), FlawKind::UnknownPlace);
        } else if !catalogue.offices.iter().any(|office| jahad(&office)) {
            found.add(format!("{path}.province"), FlawKind::Absent(Absent::JahadOffice));
        }
        if programme.fields.is_empty() {
            found.add(format!("{path}.fields"), FlawKind::Absent(Absent::Rows));
        }
        let fields = || {
            let places = programme.fields.iter().enumerate();
            places.map(|(place, code)| (format!("{path}.fields[{place}]"), code))
        };
        found.once(fields());
        for (path, _) in fields().filter(|(_, code)| catalogue.field(code).is_none()) {
            found.add(path, FlawKind::Unknown(Section::Fields));
        }
    }
    let names = placed(Section::Programmes, &catalogue.programmes);
    found.once(names.map(|(path, it)| (path + ".title", (it.province, &it.title))));
}

pub(super) fn conditions(catalogue: &Catalogue, found: &mut Found) {
    let rows = &catalogue.conditions;
    found.rows(Section::Conditions, rows);
    for (path, condition) in placed(Section::Conditions, rows) {
        found.range(format!("{path}.number"), condition.number.0, 1, i64::from(u16::MAX));
        found.line(format!("{path}.title"), &condition.title);
        found.text(format!("{path}.text"), &condition.text);
        found.line(format!("{path}.source"), &condition.source);
        audience(catalogue, found, &format!("{path}.appliesTo"), &condition.applies_to);
        evidence(catalogue, found, &path, condition);
    }
    let numbers = placed(Section::Conditions, rows);
    found.once(numbers.map(|(path, condition)| (path + ".number", condition.number)));
}

fn audience(catalogue: &Catalogue, found: &mut Found, path: &str, audience: &Audience) {
    let activities = audience.activities.iter().enumerate();
    found.once(activities.map(|(place, it)| (format!("{path}.activities[{place}]"), *it)));
    let fields = || {
        let places = audience.fields.iter().enumerate();
        places.map(|(place, code)| (format!("{path}.fields[{place}]"), code))
    };
    found.once(fields());
    for (path, _) in fields().filter(|(_, code)| catalogue.field(code).is_none()) {
        found.add(path, FlawKind::Unknown(Section::Fields));
    }
}

/// What can show that a condition is not met. One that refuses and that nothing can show is never cited.
fn evidence(catalogue: &Catalogue, found: &mut Found, path: &str, condition: &Condition) {
    let documents = || {
        let places = condition.documents.iter().enumerate();
        places.map(|(place, code)| (format!("{path}.documents[{place}]"), *code))
    };
    found.once(documents());
    for (path, _) in documents().filter(|(_, code)| catalogue.document(*code).is_none()) {
        found.add(path, FlawKind::Unknown(Section::Documents));
    }
    let circumstances = condition.circumstances.iter().enumerate();
    found.once(circumstances.map(|(place, it)| (format!("{path}.circumstances[{place}]"), *it)));
    let rows = catalogue.agency_checklist.iter().chain(&catalogue.labour_checklist);
    let shown = !condition.documents.is_empty()
        || !condition.circumstances.is_empty()
        || rows.into_iter().any(|row| row.condition == Some(condition.number));
    if condition.kind == ConditionKind::Refuse && !shown {
        found.add(format!("{path}.documents"), FlawKind::Absent(Absent::Evidence));
    }
}

pub(super) fn checklists(catalogue: &Catalogue, found: &mut Found) {
    checklist(catalogue, found, Section::AgencyChecklist, &catalogue.agency_checklist);
    checklist(catalogue, found, Section::LabourChecklist, &catalogue.labour_checklist);
}

fn checklist(catalogue: &Catalogue, found: &mut Found, section: Section, rows: &[ChecklistRow]) {
    found.rows(section, rows);
    for (path, row) in placed(section, rows) {
        found.range(format!("{path}.row"), row.row, 1, 500);
        found.line(format!("{path}.title"), &row.title);
        if row.document.is_some_and(|code| catalogue.document(code).is_none()) {
            found.add(format!("{path}.document"), FlawKind::Unknown(Section::Documents));
        }
        let refuse = ConditionKind::Refuse;
        condition(catalogue, found, format!("{path}.condition"), row.condition, refuse);
        condition(catalogue, found, format!("{path}.ask"), row.ask, ConditionKind::AskForMore);
    }
    found.once(placed(section, rows).map(|(path, row)| (path + ".row", row.row)));
}

fn condition(
    catalogue: &Catalogue,
    found: &mut Found,
    path: String,
    number: Option<ConditionNumber>,
    kind: ConditionKind,
) {
    match number.map(|number| catalogue.condition(number)) {
        Some(None) => found.add(path, FlawKind::Unknown(Section::Conditions)),
        Some(Some(condition)) if condition.kind != kind => {
            found.add(path, FlawKind::OtherKind(Section::Conditions));
        }
        Some(Some(_)) | None => {}
    }
}

pub(super) fn documents(catalogue: &Catalogue, found: &mut Found) {
    let rows = &catalogue.documents;
    found.rows(Section::Documents, rows);
    for (path, document) in placed(Section::Documents, rows) {
        found.range(format!("{path}.code"), document.code.0, 1, 999_999_999);
        found.line(format!("{path}.title"), &document.title);
        if document.activities.is_empty() {
            found.add(format!("{path}.activities"), FlawKind::Absent(Absent::Rows));
        }
        let activities = document.activities.iter().enumerate();
        found.once(activities.map(|(place, it)| (format!("{path}.activities[{place}]"), *it)));
    }
    found.once(placed(Section::Documents, rows).map(|(path, it)| (path + ".code", it.code)));
    for activity in Activity::ALL {
        let asked = |document: &super::super::RequiredDocument| {
            document.need == Need::Mandatory && document.activities.contains(&activity)
        };
        if !rows.is_empty() && !rows.iter().any(asked) {
            found.add(Section::Documents.path(), FlawKind::Absent(Absent::Document(activity)));
        }
    }
}

pub(super) fn applicants(catalogue: &Catalogue, found: &mut Found) {
    let rules = &catalogue.rules;
    found.range("lookUpAfterDays".to_owned(), catalogue.look_up_after_days, 1, 365);
    let mut range = |name: &str, number: u8, least, most| {
        found.range(format!("rules.{name}"), number, least, most);
    };
    range("supporterMinAge", rules.supporter_min_age, 15, 100);
    range("supporterMinExperienceYears", rules.supporter_min_experience_years, 0, 50);
    range("supporterOwnContributionPercent", rules.supporter_own_contribution_percent, 0, 100);
    range("maxLicencesPerPerson", rules.max_licences_per_person, 1, 100);
    range("licenceValidityYears", rules.licence_validity_years, 1, 30);
    range("referralValidityMonths", rules.referral_validity_months, 1, 60);
}

pub(super) fn papers(catalogue: &Catalogue, found: &mut Found) {
    let papers = &catalogue.papers;
    let mut days = |name: &str, number: u16| found.range(format!("papers.{name}"), number, 1, 365);
    days("answerDays", papers.answer_days);
    days("objectionDays", papers.objection_days);
    days("empowermentDays", papers.empowerment_days);
    days("clearanceDays", papers.clearance_days);
    days("provisionalDays", papers.provisional_days);
    if !is_host(&papers.verification_host) {
        found.add("papers.verificationHost", FlawKind::BadForm);
    }
    let conditions = &papers.licence_conditions;
    if conditions.is_empty() {
        found.add("papers.licenceConditions", FlawKind::Absent(Absent::Rows));
    }
    for (place, text) in conditions.iter().enumerate() {
        found.text(format!("papers.licenceConditions[{place}]"), text);
    }
}
