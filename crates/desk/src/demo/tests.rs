//! The demo world as a whole.

use std::collections::{BTreeMap, BTreeSet};

use domain::case::{Case, StageName};
use domain::catalogue::sample;
use domain::dates::{Instant, TehranTime};
use domain::deadlines::{Urgency, urgency};
use domain::people::{Activity, Role};
use domain::plan::Path;

use super::*;
use crate::clock::SeededRandomness;

fn world(seed: u64, cases: usize, today: &str) -> Vec<DemoCase> {
    let mut serial = 0;
    let mut numbers = || {
        serial += 1;
        LicenceNumber::from_serial(4_000_000 + serial)
    };
    let randomness = SeededRandomness::from_seed(seed);
    let today = Date::parse(today).unwrap();
    applications(seed, cases, today, &sample(), &randomness, &mut numbers).unwrap()
}

fn folded(cases: &[DemoCase]) -> Vec<Case> {
    let fold = |case: &DemoCase| Case::fold(case.events.iter().map(|e| &e.event)).unwrap().unwrap();
    cases.iter().map(fold).collect()
}

const TODAY: &str = "2026-11-24";

#[test]
fn the_same_seed_and_day_give_the_same_world_and_another_seed_another() {
    let (first, again) = (world(7, 60, TODAY), world(7, 60, TODAY));
    let events = |cases: &[DemoCase]| -> Vec<_> {
        cases.iter().flat_map(|c| c.events.iter().map(|e| e.event.clone())).collect()
    };
    assert_eq!(events(&first), events(&again));
    assert_ne!(events(&first), events(&world(8, 60, TODAY)));
}

#[test]
fn the_world_has_as_many_cases_as_were_asked_for() {
    for cases in [0, 1, 2, 10, 39, 57] {
        assert_eq!(world(1, cases, TODAY).len(), cases);
    }
}

#[test]
fn every_kind_path_and_stage_is_there_to_be_seen() {
    let cases = folded(&world(1405, 240, TODAY));
    let stages: BTreeSet<(StageName, Activity)> =
        cases.iter().map(|case| (case.stage_name(), case.applicant.activity())).collect();
    for stage in StageName::ALL {
        for activity in Activity::ALL {
            assert!(stages.contains(&(stage, activity)), "{stage:?} {activity:?}");
        }
    }
    let path_of = |case: &Case| {
        let proposed = case.submission.as_ref().map(|submission| submission.proposed_path);
        case.approval().map(|approval| approval.path).or(proposed)
    };
    let paths: BTreeSet<(StageName, Path)> =
        cases.iter().filter_map(|case| Some((case.stage_name(), path_of(case)?))).collect();
    for stage in StageName::ALL {
        assert!(paths.contains(&(stage, Path::Development)), "{stage:?} on the development path");
        let only_development = stage == StageName::Empowerment;
        assert!(
            only_development || paths.contains(&(stage, Path::Standard)),
            "{stage:?} on the standard path"
        );
    }
    let women =
        cases.iter().filter(|c| c.applicant.person().gender == domain::people::Gender::Female);
    let share = women.count() * 100 / cases.len();
    assert!((70..=90).contains(&share), "{share} % women");
}

#[test]
fn every_reviewing_office_has_cases_of_every_urgency() {
    let catalogue = sample();
    for today in [TODAY, "2026-04-11", "2027-02-19", "2026-11-27"] {
        let now =
            Instant::at_tehran(Date::parse(today).unwrap(), TehranTime { hour: 9, minute: 0 });
        let mut seen: BTreeMap<_, BTreeSet<Urgency>> = BTreeMap::new();
        for case in folded(&world(1405, 240, today)) {
            if case.clock.is_some()
                && let Some(office) = &case.office
            {
                seen.entry(office.clone()).or_default().insert(urgency(&case, &catalogue, now));
            }
        }
        let reviewing = officers(&catalogue).into_iter();
        for officer in reviewing.filter(|o| matches!(o.role, Role::Agency | Role::Labour)) {
            assert_eq!(
                seen.get(&officer.office).map_or(0, BTreeSet::len),
                4,
                "{} on {today}",
                officer.office
            );
        }
    }
}

#[test]
fn nothing_happens_today_or_later_and_time_never_runs_back() {
    for today in [TODAY, "2026-11-27", "2026-03-25"] {
        let midnight =
            Instant::at_tehran(Date::parse(today).unwrap(), TehranTime { hour: 0, minute: 0 });
        for case in world(3, 120, today) {
            let times: Vec<Instant> = case.events.iter().map(|e| e.event.at).collect();
            assert!(times.is_sorted(), "{times:?}");
            assert!(times.iter().all(|at| *at < midnight));
        }
    }
}

#[test]
fn numbers_are_used_once_and_a_block_that_is_used_up_leaves_cases_with_the_labour_office() {
    let cases = folded(&world(9, 240, TODAY));
    let numbers: Vec<_> =
        cases.iter().filter_map(|c| c.licence()).map(|l| l.number.clone()).collect();
    assert_eq!(numbers.iter().collect::<BTreeSet<_>>().len(), numbers.len());
    let randomness = SeededRandomness::from_seed(9);
    let today = Date::parse(TODAY).unwrap();
    let without = applications(9, 112, today, &sample(), &randomness, &mut || None).unwrap();
    let without = folded(&without);
    assert!(without.iter().all(|case| case.licence().is_none()));
    assert!(without.iter().any(|case| case.stage_name() == StageName::LabourReview));
}

#[test]
fn the_officers_are_different_people_with_every_role_two_at_each_office_one_of_whom_supervises() {
    let officers = officers(&sample());
    let people: BTreeSet<_> = officers.iter().map(|officer| &officer.person).collect();
    assert_eq!(people.len(), officers.len());
    let places: BTreeSet<_> = officers.iter().map(|officer| &officer.office).collect();
    let count = |role| officers.iter().filter(|officer| officer.role == role).count();
    assert_eq!((count(Role::Agency), count(Role::Jahad), count(Role::Labour)), (8, 2, 2));
    assert!(count(Role::Bank) >= 2);
    for office in places {
        let there = || officers.iter().filter(|officer| &officer.office == office);
        let supervisors = there().filter(|officer| officer.supervises.is_some()).count();
        assert_eq!((there().count(), supervisors), (2, 1), "{office}");
        assert!(there().any(|officer| officer.reviews), "{office}");
    }
}

#[test]
fn scans_are_shared_and_the_world_is_small() {
    let cases = world(1405, 240, TODAY);
    let mut blobs = BTreeMap::new();
    for event in cases.iter().flat_map(|case| &case.events) {
        for (hash, bytes) in &event.blobs {
            blobs.insert(*hash, bytes.len());
        }
    }
    let total: usize = blobs.values().sum();
    assert!(total < 10_000_000, "{total} bytes of scans");
    let named = cases.iter().flat_map(|c| &c.events).filter_map(|e| match &e.event.fact {
        domain::event::Fact::Attached { attachment } => Some(attachment),
        _ => None,
    });
    for attachment in named {
        assert_eq!(blobs.get(&attachment.content).map(|n| *n as u64), Some(attachment.size_bytes));
    }
}

#[test]
fn most_applicants_have_their_account_at_a_bank_with_a_liaison_in_the_demo() {
    let staffed: BTreeSet<String> = officers(&sample())
        .into_iter()
        .filter(|officer| officer.role == Role::Bank)
        .map(|officer| officer.office.as_str().replace("BANK-", "").replace("-00", ""))
        .collect();
    assert!(!staffed.is_empty());
    let cases = folded(&world(1405, 240, TODAY));
    let banks = || cases.iter().filter_map(|case| case.submission.as_ref()?.plan.iban.as_ref());
    let all = banks().count();
    let here = banks().filter(|iban| staffed.contains(iban.bank_code())).count();
    assert!(here * 4 > all * 3, "{here} of {all}");
    assert!(here < all, "some have it elsewhere");
}

#[test]
fn the_published_root_is_that_of_the_demo_authority() {
    let root = super::authority::Authority::of_seed(crate::DEMO_SEED, Date::parse(TODAY).unwrap())
        .root_key();
    let published = include_str!("../../../../docs/vectors/demo-root.hex");
    let root = domain::ids::ContentHash::from_bytes(root.to_bytes()).to_string();
    assert_eq!(root, published.trim());
}
