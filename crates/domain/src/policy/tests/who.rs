//! Who may add which fact: every kind against every kind of office, in turn or not, holder or not, and against the
//! applicant and the registry.

use super::super::rule::{self, rule};
use super::*;
use crate::case::tests::every_fact;
use crate::ids::OfficerId;

/// The order of the columns.
const ROLES: [Role; 5] = [Role::Agency, Role::Jahad, Role::Labour, Role::Bank, Role::Secretariat];

/// Fact · offices whose turn it is · other offices of the case · applicant, registry, a supervisor alone · decides. The letters are the
/// first ones of [`ROLES`]. `supporterConfirmed` stands for the supporter's own word; the counter's has a test of its own.
const WHO: &[(&str, &str, &str, &str, bool)] = &[
    ("registered", "A.L..", "A.L..", "a..", false),
    ("supporterConfirmed", ".....", ".....", ".r.", false),
    ("supporterDeclined", ".....", ".....", ".r.", false),
    ("supporterNamed", "A....", ".....", "a..", false),
    ("submitted", "A.L..", ".....", "a..", false),
    ("attached", "AJL..", ".....", "a..", false),
    ("assigned", "AJL..", ".....", "...", false),
    ("seen", "AJLB.", "AJLB.", "...", false),
    ("checked", "A.L..", ".....", "...", false),
    ("noted", "AJLB.", "AJLB.", ".r.", false),
    ("callLogged", "AJLB.", "AJLB.", "...", false),
    ("requestsOpened", "A.L..", ".....", "...", false),
    ("requestAnswered", "A.L..", ".....", "a..", false),
    ("requestAccepted", "A.L..", ".....", "...", false),
    ("requestCancelled", "A.L..", ".....", "...", false),
    ("pathAssigned", "A....", ".....", "...", false),
    ("approved", "A....", ".....", "...", true),
    ("refused", "A.L..", ".....", "...", true),
    ("clearanceAsked", "A....", ".....", "...", false),
    ("clearanceAnswered", "A....", ".....", "...", false),
    ("serviceRecorded", ".J...", ".....", "...", false),
    ("empowermentCompleted", ".J...", ".....", "...", true),
    ("licenceIssued", "..L..", ".....", "...", true),
    ("licenceRegistered", ".....", ".....", ".r.", false),
    ("licenceSuspended", "..L..", ".....", "...", true),
    ("licenceReinstated", "..L..", ".....", "...", true),
    ("licenceRevoked", "..L..", ".....", "...", true),
    ("licenceSuperseded", ".....", ".....", ".r.", false),
    ("referredToBank", "..L..", ".....", "...", true),
    ("bankAnswered", "..LB.", ".....", "...", false),
    ("printed", "AJLB.", "AJLB.", "...", false),
    ("reprinted", "AJLB.", "AJLB.", "...", false),
    ("sheetMarked", "AJLB.", "AJLB.", "...", false),
    ("transferred", "AJL.S", ".....", "...", true),
    ("withdrawn", "AJL..", ".....", "a..", true),
    ("deadlineExtended", "AJL..", ".....", "..s", false),
    ("disputeOpened", ".....", ".....", ".r.", false),
    ("disputeResolved", "AJL..", ".....", "..s", false),
    ("unknown", ".....", ".....", "...", false),
];

fn officer_of(role: Role) -> Officer {
    let office = match role {
        Role::Agency => Office::Agency.id(),
        Role::Jahad => Office::Jahad.id(),
        Role::Labour => Office::Labour.id(),
        Role::Bank => Office::Bank.id(),
        Role::Secretariat => OfficeId::parse("SECRETARIAT").expect("an office"),
    };
    Officer { office, ..Office::Agency.officer() }
}

/// A case that every office has had, whose turn is one's, or some other's.
fn case_of(turn: Option<&Officer>) -> crate::case::Case {
    let mut case = Story::at_agency().case();
    case.offices = ROLES.map(|role| officer_of(role).office).into();
    let elsewhere = || OfficeId::parse("MIMT-0001").expect("an office");
    case.office = Some(turn.map_or_else(elsewhere, |officer| officer.office.clone()));
    case
}

fn asked(case: &crate::case::Case, actor: impl Into<Actor>, fact: &Fact) -> Result<(), Refusal> {
    let mut event = Story::at_agency().event(Office::Agency, fact.clone());
    event.actor = actor.into();
    rule::check(Some(case), &event, &catalogue(), &supervisors())
}

fn letters(fact: &Fact, case: impl Fn(&Officer) -> crate::case::Case) -> String {
    let letter = |role: Role| {
        let officer = officer_of(role);
        let name = format!("{role:?}");
        match asked(&case(&officer), officer, fact) {
            Ok(()) => name.chars().next().expect("a name"),
            Err(Refusal::NotYourOffice | Refusal::NotYourRole) => '.',
            Err(other) => panic!("{role:?}: {other:?}"),
        }
    };
    ROLES.map(letter).iter().collect()
}

#[test]
fn every_fact_is_whose_the_table_says() {
    for fact in every_fact() {
        let name = fact.name();
        let row = WHO.iter().find(|row| row.0 == name).unwrap_or_else(|| panic!("{name}: a row"));
        let in_turn = letters(&fact, |officer| case_of(Some(officer)));
        let others = letters(&fact, |_| case_of(None));
        let portal = Actor::Applicant { medium: Medium::Portal };
        let applicant = if asked(&case_of(None), portal, &fact).is_ok() { 'a' } else { '.' };
        let registry =
            if asked(&case_of(None), Actor::Registry, &fact).is_ok() { 'r' } else { '.' };
        let supervisor = if rule(&fact).supervisor { 's' } else { '.' };
        let rest = String::from_iter([applicant, registry, supervisor]);
        let found = (name, in_turn.as_str(), others.as_str(), rest.as_str(), decides(&fact));
        assert_eq!(found, *row);
    }
}

#[test]
fn what_decides_is_the_holders_where_somebody_holds_the_case() {
    let colleague = OfficerId::parse("u:colleague").expect("an officer");
    for fact in every_fact() {
        for role in ROLES {
            let officer = officer_of(role);
            let mut case = case_of(Some(&officer));
            if asked(&case, &officer, &fact).is_err() {
                continue;
            }
            case.holder = Some(officer.account.clone());
            assert_eq!(asked(&case, &officer, &fact), Ok(()), "{}", fact.name());
            case.holder = Some(colleague.clone());
            let expected =
                if decides(&fact) { Err(Refusal::HeldBy(colleague.clone())) } else { Ok(()) };
            assert_eq!(asked(&case, &officer, &fact), expected, "{}", fact.name());
        }
    }
}

#[test]
fn an_office_that_never_had_the_case_may_do_nothing() {
    let mut case = case_of(None);
    case.offices.clear();
    for fact in every_fact() {
        for role in ROLES {
            assert_eq!(asked(&case, officer_of(role), &fact), Err(Refusal::NotYourOffice));
        }
    }
}

#[test]
fn an_office_that_the_edition_does_not_know_may_do_nothing() {
    let office = OfficeId::parse("NOWHERE").expect("an office");
    let mut case = case_of(None);
    case.office = Some(office.clone());
    case.offices.insert(office.clone());
    let officer = Officer { office, ..Office::Agency.officer() };
    for fact in every_fact() {
        assert_eq!(asked(&case, &officer, &fact), Err(Refusal::OfficeUnknown), "{}", fact.name());
    }
}

#[test]
fn before_page_two_a_case_is_the_counters_that_registered_it() {
    let story = Story::registered();
    let case = story.case();
    assert_eq!(asked(&case, Office::Agency.officer(), &samples::submitted()), Ok(()));
    let mut seen = case.clone();
    seen.offices.insert(Office::Labour.id());
    let other = asked(&seen, Office::Labour.officer(), &samples::submitted());
    assert_eq!(other, Err(Refusal::NotYourOffice));
    let mut portal = case;
    portal.registered_by = Actor::Applicant { medium: Medium::Portal };
    let counter = asked(&portal, Office::Agency.officer(), &samples::submitted());
    assert_eq!(counter, Err(Refusal::NotYourOffice));
}

#[test]
fn what_is_a_supervisors_is_refused_to_everybody_else_whoever_is_in_turn() {
    let event = |case: &crate::case::Case, officer: Officer, fact: &Fact, known: &Supervisors| {
        let mut event = Story::at_agency().event(Office::Agency, fact.clone());
        event.actor = officer.into();
        rule::check(Some(case), &event, &catalogue(), known)
    };
    for fact in every_fact() {
        for role in ROLES {
            let officer = officer_of(role);
            let case = case_of(Some(&officer));
            let supervising = event(&case, officer.clone(), &fact, &supervisors());
            let unknown = event(&case, officer, &fact, &Supervisors::default());
            let expected = match supervising {
                Ok(()) if rule(&fact).supervisor => Err(Refusal::SupervisorNeeded),
                other => other,
            };
            assert_eq!(unknown, expected, "{} {role:?}", fact.name());
        }
    }
}

#[test]
fn a_supervisor_is_one_on_the_day_of_the_act() {
    let story = in_field(Story::at_agency(), &plain_field());
    let case = story.case();
    let days = crate::deadlines::extension(&case, &catalogue()).expect("it can be");
    let extended =
        Fact::DeadlineExtended { days, reason: text("استعلام در راه است") };
    let event = story.event(Office::Agency, extended);
    let day = event.at.tehran_date();
    let known = |from: i32, until: i32| {
        let mark = SupervisorMark { from: day.add_days(from), until: Some(day.add_days(until)) };
        Supervisors::from_iter([(Office::Agency.officer(), mark)])
    };
    for (from, until, expected) in [
        (0, 0, None),
        (-30, 30, None),
        (1, 30, Some(Refusal::SupervisorNeeded)),
        (-30, -1, Some(Refusal::SupervisorNeeded)),
    ] {
        let found = permit(&case, &event, &catalogue(), &known(from, until)).err();
        assert_eq!(found, expected, "{from} to {until}");
    }
}

/// An agency that has handed its case over changes nothing in it any more.
#[test]
fn an_agency_that_handed_a_case_over_does_not_extend_assign_or_withdraw() {
    let case = in_field(Story::at_labour(), &plain_field()).case();
    let me = Office::Agency.officer();
    let extended = Fact::DeadlineExtended { days: 30, reason: text("آزمون") };
    for fact in [extended, Fact::Assigned { to: me.account.clone() }, samples::withdrawn()] {
        assert_eq!(asked(&case, &me, &fact), Err(Refusal::NotYourOffice), "{}", fact.name());
    }
}

#[test]
fn a_case_is_registered_by_the_portal_or_a_counter() {
    let registration = Story::registered().events.remove(0);
    let open =
        |actor: Actor| permit_new(&Event { actor, ..registration.clone() }, &catalogue()).err();
    assert_eq!(open(Actor::Applicant { medium: Medium::Portal }), None);
    for (office, expected) in [
        (Office::Agency, None),
        (Office::Labour, None),
        (Office::Jahad, Some(Refusal::NotYourRole)),
        (Office::Bank, Some(Refusal::NotYourRole)),
    ] {
        assert_eq!(open(office.officer().into()), expected, "{office:?}");
    }
    assert_eq!(open(Actor::Registry), Some(Refusal::NotYourRole));
}

#[test]
fn only_the_applicant_comes_through_the_portal() {
    let mut story = in_field(Story::at_agency(), &plain_field());
    story.tell(Office::Agency, samples::asked(1));
    let through = |actor: Actor, medium: Medium| {
        let fact = Fact::Withdrawn {
            reason: text("انصراف"),
            medium,
            on: story.events[0].at.tehran_date(),
        };
        let event = Event { actor, ..story.event(Office::Agency, fact) };
        permit(&story.case(), &event, &catalogue(), &supervisors()).err()
    };
    let portal = || Actor::Applicant { medium: Medium::Portal };
    assert_eq!(through(portal(), Medium::Portal), None);
    assert_eq!(through(Office::Agency.officer().into(), Medium::Telephone), None);
    for (actor, medium) in
        [(Office::Agency.officer().into(), Medium::Portal), (portal(), Medium::Telephone)]
    {
        assert_eq!(through(actor, medium), Some(Refusal::MediumUntrue));
    }
}

#[test]
fn a_withdrawal_was_said_after_the_application_and_not_in_days_to_come() {
    let story = in_field(Story::at_agency(), &plain_field());
    let case = story.case();
    let registered = case.registered_at.tehran_date();
    let withdrawn = |on| {
        let medium = Medium::Telephone;
        refusal(&story, Office::Agency, Fact::Withdrawn { reason: text("انصراف"), medium, on })
    };
    let today = story.event(Office::Agency, samples::withdrawn()).at.tehran_date();
    for day in [registered, today] {
        assert_eq!(withdrawn(day), None);
    }
    for day in [registered.add_days(-1), today.add_days(1)] {
        assert_eq!(withdrawn(day), Some(Refusal::DayUntrue));
    }
}
