//! Banks and ceilings.

use super::super::{Catalogue, FlawKind, Section};
use super::{Found, placed};
use crate::money::Rials;

/// Budget years that an edition can speak of.
const YEARS: (i64, i64) = (1390, 1450);

pub(super) fn banks(catalogue: &Catalogue, found: &mut Found) {
    let rows = &catalogue.banks;
    found.rows(Section::Banks, rows);
    let of_iban = |code: &str| code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_digit());
    let mut ibans = Vec::new();
    for (path, bank) in placed(Section::Banks, rows) {
        found.line(format!("{path}.title"), &bank.title);
        if !bank.iban_codes.iter().any(|code| code == bank.code.as_str()) {
            found.add(format!("{path}.code"), FlawKind::BadForm);
        }
        for (place, code) in bank.iban_codes.iter().enumerate() {
            let path = format!("{path}.ibanCodes[{place}]");
            if !of_iban(code) {
                found.add(path.clone(), FlawKind::BadForm);
            }
            ibans.push((path, code));
        }
    }
    found.once(placed(Section::Banks, rows).map(|(path, bank)| (path + ".code", &bank.code)));
    found.once(ibans);
}

pub(super) fn ceilings(catalogue: &Catalogue, found: &mut Found) {
    let rows = &catalogue.ceilings;
    found.rows(Section::Ceilings, rows);
    for (path, ceiling) in placed(Section::Ceilings, rows) {
        found.range(format!("{path}.year"), ceiling.year, YEARS.0, YEARS.1);
        let mut money = |name: &str, amount: Rials| {
            found.range(format!("{path}.{name}"), amount.value(), 1_000_000, 1_000_000_000_000);
        };
        money("individual", ceiling.individual);
        money("perJob", ceiling.per_job);
        found.range(format!("{path}.maxJobs"), ceiling.max_jobs, 1, 1_000);
        found.range(format!("{path}.termMonths"), ceiling.term_months, 1, 360);
        found.range(format!("{path}.feePercent"), ceiling.fee_percent, 0, 50);
        found.line(format!("{path}.source"), &ceiling.source);
        if ceiling.per_job.checked_times(ceiling.max_jobs.into()).is_none() {
            found.add(format!("{path}.maxJobs"), FlawKind::TooMuch);
        }
    }
    found.once(placed(Section::Ceilings, rows).map(|(path, it)| (path + ".year", it.year)));
}
