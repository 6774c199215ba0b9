//! National figures, against a count of their own over every case as it folds from its events.

use std::collections::BTreeMap;

use domain::case::{Case, Confirmation, Force, Stage, StageName};
use domain::dates::{Date, Instant, JalaliDate};
use domain::deadlines;
use domain::event::{BankOutcome, Event, Fact, Review};
use domain::ids::CaseId;
use domain::people::{Gender, Role};
use domain::places::{CountyCode, ProvinceCode};
use domain::plan::Path;
use registry::figures::{self, By, FIGURES, Only, Period, Question, Report, Tense, Value};
use registry::scope::{self, Scope};
use registry::{events, jobs};
use sqlx::Row as _;
use testkit::plans::plan;
use uuid::Uuid;

use crate::harness::TestRegistry;
use crate::telling::{Telling, office};

/// A case with its events.
struct Told {
    case: Case,
    events: Vec<Event>,
}

impl Told {
    fn province(&self) -> ProvinceCode {
        let plan = self.case.submission.as_ref().map(|submission| &submission.plan);
        let home = self.case.applicant.person().residence.county;
        plan.map_or(home, |plan| plan.workplace.county).parent()
    }

    fn is_of_a_woman(&self) -> Option<bool> {
        let natural = self.case.applicant.company().is_none();
        natural.then(|| self.case.applicant.person().gender == Gender::Female)
    }

    /// The case as it was before its event of this place.
    fn before(&self, place: usize) -> Case {
        Case::fold(&self.events[..place]).unwrap().unwrap()
    }
}

/// The sample world, in which one province is, and applications of others beside it.
async fn world() -> (TestRegistry, Vec<Told>) {
    let test = TestRegistry::with_sample_world().await;
    elsewhere(&test).await;
    let rows =
        sqlx::query("select id from cases order by id").fetch_all(&test.owner).await.unwrap();
    let mut tx = scope::begin(&test.registry.pool, Scope::Whole).await.unwrap();
    let mut told = Vec::new();
    for row in rows {
        let id = CaseId::from_bytes(row.get::<Uuid, _>(0).into_bytes());
        let all = events::of_case(&mut tx, &test.registry.keys, id).await.unwrap();
        let events: Vec<Event> = all.into_iter().map(|(event, _)| event).collect();
        told.push(Told { case: Case::fold(&events).unwrap().unwrap(), events });
    }
    drop(tx);
    (test, told)
}

/// Applications of four provinces, some days apart, each as far as another.
async fn elsewhere(test: &TestRegistry) {
    let counties = ["0101", "0301", "0802", "2301"].map(|code| CountyCode::parse(code).unwrap());
    for (seed, county) in (500..).zip(counties.iter().cycle()).take(8) {
        let mut telling = Telling::registered(test, seed).await;
        let mut plan = plan(&mut telling.story.seeded);
        plan.workplace.county = *county;
        telling.submit_plan(plan, office(Role::Agency), Path::Standard).await;
        telling.pass_days(3);
        match seed % 8 {
            0 | 4 => {
                telling.approve(Path::Development).await;
                telling.withdraw().await;
            }
            1 => telling.refuse().await,
            2 => telling.withdraw().await,
            5 => {
                telling.approve(Path::Standard).await;
                telling.license(6_000_000_000 + seed).await;
                telling.refer().await;
            }
            _ => {}
        }
    }
    jobs::look(&test.registry).await.unwrap();
}

fn day(text: &str) -> Date {
    JalaliDate::parse(text).unwrap().date()
}

fn all_days() -> Period {
    Period::new(day("1390/01/01"), day("1420/01/01")).unwrap()
}

async fn ask(test: &TestRegistry, period: Period, by: Option<By>, only: Only) -> Report {
    figures::read(&test.registry, &Question { period, by, only }).await.unwrap()
}

/// The days that a review took, and whether it was in time.
fn review(test: &TestRegistry, before: &Case, decided: Instant) -> (i32, bool) {
    let catalogue = test.registry.rules(&before.edition).unwrap();
    let clock = before.clock.as_ref().unwrap();
    let due = deadlines::of_clock(clock, &catalogue, decided).unwrap();
    let from = clock.started.tehran_date();
    let count = |from: Date, to: Date| match due.unit {
        domain::catalogue::DayUnit::Calendar => from.days_until(to),
        domain::catalogue::DayUnit::Working => catalogue.calendar.working_days_between(from, to),
    };
    let asked: i32 = clock
        .pauses
        .iter()
        .map(|pause| count(pause.from.tehran_date(), pause.to.unwrap().tehran_date()))
        .sum();
    (count(from, decided.tehran_date()) - asked, due.days_left >= 0)
}

fn percentile(days: &mut [i32], percent: usize) -> Value {
    days.sort_unstable();
    let place = (days.len() * percent).div_ceil(100);
    Value::Days(place.checked_sub(1).map(|place| days[place]))
}

/// Counts everything by hand, over cases that are wanted and events of the period.
fn counted(test: &TestRegistry, told: &[Told], period: Period) -> BTreeMap<&'static str, Value> {
    let mut counts: BTreeMap<&'static str, i64> = BTreeMap::new();
    let mut share: BTreeMap<&'static str, (i64, i64)> = BTreeMap::new();
    let mut took: BTreeMap<&'static str, Vec<i32>> = BTreeMap::new();
    let mut rials = 0;
    let now = test.registry.now();
    let today = now.tehran_date();
    for one in told {
        let mut add = |code: &'static str, more: i64| *counts.entry(code).or_default() += more;
        let woman = one.is_of_a_woman();
        for (place, event) in one.events.iter().enumerate() {
            let on = event.at.tehran_date();
            if on < period.from() || on > period.to() {
                continue;
            }
            let mut decided = |code: &'static str| {
                let (days, in_time) = review(test, &one.before(place), event.at);
                took.entry(code).or_default().push(days);
                let share = share.entry("in-time").or_default();
                *share = (share.0 + i64::from(in_time), share.1 + 1);
            };
            match &event.fact {
                Fact::Registered { .. } => {
                    add("registered", 1);
                    if let Some(woman) = woman {
                        let share = share.entry("women-registered").or_default();
                        *share = (share.0 + i64::from(woman), share.1 + 1);
                    }
                }
                Fact::Approved { .. } => {
                    decided("agency");
                    add("approved", 1);
                    let after = Case::fold(&one.events[..=place]).unwrap().unwrap();
                    add(
                        "empowerment-begun",
                        i64::from(matches!(after.stage, Stage::Empowerment(_))),
                    );
                }
                Fact::Refused { .. } => {
                    add("refused", 1);
                    if one.before(place).clock.unwrap().review == Review::Agency {
                        decided("agency");
                        add("refused-agency", 1);
                    } else {
                        decided("labour");
                        add("refused-labour", 1);
                    }
                }
                Fact::LicenceIssued { .. } => {
                    decided("labour");
                    add("licensed", 1);
                    if let Some(woman) = woman {
                        let share = share.entry("women-licensed").or_default();
                        *share = (share.0 + i64::from(woman), share.1 + 1);
                    }
                    let from = one.case.submission.as_ref().unwrap().at.tehran_date();
                    took.entry("whole").or_default().push(from.days_until(on));
                    let rules = test.registry.rules(&one.case.edition).unwrap();
                    let working = rules.calendar.working_days_between(from, on);
                    took.entry("working").or_default().push(working);
                }
                Fact::LicenceSuspended(_) => add("suspended", 1),
                Fact::LicenceReinstated { .. } => add("reinstated", 1),
                Fact::LicenceRevoked(_) => add("revoked", 1),
                Fact::Withdrawn { .. } => {
                    add("withdrawn", 1);
                    let before = one.before(place);
                    let there = matches!(before.stage, Stage::Empowerment(_));
                    add("empowerment-withdrawn", i64::from(there));
                }
                Fact::RequestsOpened { items } => {
                    add("requests", i64::try_from(items.len()).unwrap());
                }
                Fact::EmpowermentCompleted { .. } => add("empowerment-completed", 1),
                Fact::ReferredToBank(_) => add("referred", 1),
                Fact::BankAnswered { referral, outcome, .. } => match outcome {
                    BankOutcome::Received => {}
                    BankOutcome::Paid => {
                        add("paid", 1);
                        let made = one.events.iter().find(|known| known.id == *referral).unwrap();
                        let Fact::ReferredToBank(made) = &made.fact else { panic!("no referral") };
                        rials += made.amount.value();
                    }
                    BankOutcome::Declined => add("declined", 1),
                    BankOutcome::QuotaUsedUp => add("quota-used-up", 1),
                    BankOutcome::Lapsed => add("lapsed", 1),
                },
                _ => {}
            }
            let began = |case: Option<Case>| case.is_some_and(|case| case.clock.is_some());
            let (before, after) = (
                Case::fold(&one.events[..place]).unwrap(),
                Case::fold(&one.events[..=place]).unwrap(),
            );
            if matches!(before.as_ref().map(|case| &case.stage), Some(Stage::Registered))
                && !began(before)
                && began(after)
            {
                add("submitted", 1);
            }
        }
        // As it stands now.
        add("open", i64::from(one.case.is_open()));
        match one.case.stage_name() {
            StageName::Registered => add("unfinished", 1),
            StageName::AgencyReview | StageName::Clearance => add("at-agency", 1),
            StageName::AgencyWaiting | StageName::LabourWaiting => add("at-applicant", 1),
            StageName::Empowerment => add("at-jahad", 1),
            StageName::LabourReview => add("at-labour", 1),
            StageName::Disputed => add("disputed", 1),
            _ => {}
        }
        let catalogue = test.registry.rules(&one.case.edition).unwrap();
        let due = deadlines::due(&one.case, &catalogue, now).filter(|due| !due.paused);
        add("overdue", i64::from(due.is_some_and(|due| due.days_left < 0)));
        let escalated = due.is_some_and(|due| due.days_left < -deadlines::ESCALATION_DAYS);
        add("escalated", i64::from(escalated));
        add("open-requests", i64::try_from(one.case.open_requests()).unwrap());
        let late = deadlines::answer_due(&one.case, &catalogue).is_some_and(|day| day < today);
        add("unanswered", i64::from(late));
        let licence = match &one.case.stage {
            Stage::Licensed(licensed) => Some(&licensed.licence),
            Stage::Disputed { before, .. } => match before.as_ref() {
                Stage::Licensed(licensed) => Some(&licensed.licence),
                _ => None,
            },
            _ => None,
        };
        if let Some(licence) = licence {
            match (&licence.force, licence.confirmation) {
                (Force::Revoked(_), _) => add("void", 1),
                (Force::Suspended(_), _) => add("under-suspension", 1),
                (Force::Superseded { .. }, _) => add("replaced", 1),
                (Force::InForce, _) if today > licence.valid_until => add("expired", 1),
                (Force::InForce, Confirmation::Registered(_)) => add("in-force", 1),
                (Force::InForce, Confirmation::Provisional) => add("provisional", 1),
            }
        }
    }
    let mut days =
        |what: &str, percent| percentile(took.entry(what_of(what)).or_default(), percent);
    let mut values: BTreeMap<&'static str, Value> = BTreeMap::from([
        ("days-to-licence-median", days("whole", 50)),
        ("days-to-licence-p90", days("whole", 90)),
        ("working-days-to-licence-median", days("working", 50)),
        ("working-days-to-licence-p90", days("working", 90)),
        ("agency-days-median", days("agency", 50)),
        ("agency-days-p90", days("agency", 90)),
        ("labour-days-median", days("labour", 50)),
        ("labour-days-p90", days("labour", 90)),
        ("paid-rials", Value::Rials(rials)),
    ]);
    for code in ["women-registered", "women-licensed", "in-time"] {
        let (part, whole) = share.get(code).copied().unwrap_or_default();
        values.insert(code, Value::Share { part, whole });
    }
    for figure in FIGURES {
        let count = counts.get(figure.code).copied().unwrap_or_default();
        values.entry(figure.code).or_insert(Value::Count(count));
    }
    values
}

fn what_of(what: &str) -> &'static str {
    ["whole", "working", "agency", "labour"].into_iter().find(|known| *known == what).unwrap()
}

#[tokio::test]
async fn every_figure_is_what_counting_the_folded_cases_by_hand_gives() {
    let (test, told) = world().await;
    let today = test.registry.now().tehran_date();
    let lately = Period::new(today.add_days(-40), today.add_days(-7)).unwrap();
    for period in [all_days(), lately] {
        let report = ask(&test, period, None, Only::default()).await;
        let counted = counted(&test, &told, period);
        for (figure, value) in report.figures() {
            assert_eq!(value, counted[figure.code], "{} {period:?}", figure.code);
        }
    }
    // Nothing was compared with nothing.
    let report = ask(&test, all_days(), None, Only::default()).await;
    for figure in FIGURES.iter().filter(|f| !["provisional", "replaced"].contains(&f.code)) {
        let value = report.value(figure.code).unwrap();
        assert!(value.number().is_some_and(|number| number > 0), "{} {value:?}", figure.code);
    }
}

#[tokio::test]
async fn what_is_counted_in_each_province_adds_up_to_the_nation() {
    let (test, told) = world().await;
    let divided = ask(&test, all_days(), Some(By::Province), Only::default()).await;
    for group in &divided.groups {
        let province = ProvinceCode::parse(&group.key).unwrap();
        let mine: Vec<Told> = told
            .iter()
            .filter(|told| told.province() == province)
            .map(|told| Told { case: told.case.clone(), events: told.events.clone() })
            .collect();
        let counted = counted(&test, &mine, all_days());
        for (figure, value) in divided.columns().zip(&group.values) {
            assert_eq!(*value, counted[figure.code], "{} {}", group.key, figure.code);
        }
        let only = Only { province: Some(province), ..Only::default() };
        let narrowed = ask(&test, all_days(), None, only).await;
        for (figure, value) in divided.columns().zip(&group.values) {
            assert_eq!(narrowed.value(figure.code), Some(*value), "{}", figure.code);
        }
    }
    let nation = ask(&test, all_days(), None, Only::default()).await;
    for by in By::ALL {
        let divided = ask(&test, all_days(), Some(by), Only::default()).await;
        assert!(divided.groups.len() > 1, "{by:?}");
        assert_eq!(divided.whole, nation.whole, "{by:?}");
        for (place, figure) in divided.columns().enumerate().filter(|(_, f)| f.adds_up()) {
            let sum: i64 = divided.groups.iter().map(|g| g.values[place].number().unwrap()).sum();
            assert_eq!(
                Some(sum),
                nation.value(figure.code).unwrap().number(),
                "{by:?} {}",
                figure.code
            );
        }
    }
    let stages = ask(&test, all_days(), Some(By::Stage), Only::default()).await;
    assert!(stages.columns().all(|figure| figure.tense() == Tense::Now));
    let months = ask(&test, all_days(), Some(By::Month), Only::default()).await;
    assert!(months.columns().all(|figure| figure.tense() == Tense::Period));
    assert!(months.groups.iter().all(|month| month.key.len() == 6));
}

#[tokio::test]
async fn conditions_are_told_with_the_most_cited_first() {
    let (test, told) = world().await;
    let mut counted: BTreeMap<u16, i64> = BTreeMap::new();
    for event in told.iter().flat_map(|told| &told.events) {
        if let Fact::Refused { conditions, .. } = &event.fact {
            for condition in conditions {
                *counted.entry(condition.0).or_default() += 1;
            }
        }
    }
    let mut counted: Vec<(u16, i64)> = counted.into_iter().collect();
    counted.sort_by_key(|(number, times)| (-times, *number));
    let report = ask(&test, all_days(), None, Only::default()).await;
    let cited: Vec<(u16, i64)> = report.conditions.iter().map(|(n, times)| (n.0, *times)).collect();
    assert!(!cited.is_empty());
    assert_eq!(cited, counted);
}

#[tokio::test]
async fn a_day_belongs_to_a_period_from_midnight_to_midnight_in_tehran() {
    let (test, told) = world().await;
    let registered = told.iter().map(|told| told.case.registered_at.tehran_date());
    let days: Vec<Date> = registered.collect();
    let first = *days.iter().min().unwrap();
    let of = |from: Date, to: Date| {
        let count = days.iter().filter(|day| (from..=to).contains(day)).count();
        Value::Count(i64::try_from(count).unwrap())
    };
    for (from, to) in [(first, first), (first.add_days(1), first.add_days(30))] {
        let period = Period::new(from, to).unwrap();
        let report = ask(&test, period, None, Only::default()).await;
        assert_eq!(report.value("registered"), Some(of(from, to)));
    }
    let months = ask(&test, all_days(), Some(By::Month), Only::default()).await;
    for group in &months.groups {
        let number: i32 = group.key.parse().unwrap();
        let in_it = |day: &&Date| {
            let day = day.jalali();
            (day.year(), i32::from(day.month())) == (number / 100, number % 100)
        };
        let count = i64::try_from(days.iter().filter(in_it).count()).unwrap();
        assert_eq!(group.values[0], Value::Count(count), "{}", group.key);
    }
}

#[tokio::test]
async fn whoever_counts_sees_nothing_that_says_whose_a_case_is() {
    let test = TestRegistry::with_sample_world().await;
    let mut tx = scope::begin(&test.registry.pool, Scope::Figures).await.unwrap();
    for (table, seen) in [
        ("standings", true),
        ("happenings", true),
        ("cases", false),
        ("events", false),
        ("licences", false),
        ("case_offices", false),
        ("feed_entries", false),
        ("drafts", false),
        ("uploads", false),
    ] {
        let sql = sqlx::AssertSqlSafe(format!("select count(*) from {table}"));
        let count: i64 = sqlx::query_scalar(sql).fetch_one(&mut *tx).await.unwrap();
        assert_eq!(count > 0, seen, "{table}");
    }
    let write = sqlx::query("delete from happenings").execute(&mut *tx).await;
    assert!(write.is_err());
}
