//! What becomes of an event whose author had not seen everything.

use std::collections::BTreeSet;

use super::*;
use crate::case::tests::samples::{self, Office, Story, text};
use crate::catalogue::{ConditionNumber, OfficeId, OfficeKind};
use crate::event::{BankOutcome, CheckAnswer, Evidence, Grounds, Medium, RefusalGround, Review};
use crate::ids::OfficerId;
use crate::people::Actor;
use crate::policy::tests::{catalogue, ready_to_approve, ready_to_issue, supervisors};

/// A row that both checklists have, and that shows something for condition 22.
const ROW: u16 = 3;

/// A case that several write, each on what they had seen.
struct World {
    /// What the registry has settled.
    settled: Vec<Event>,
    made: u8,
}

impl World {
    fn of(story: Story) -> Self {
        Self { settled: story.events, made: 100 }
    }

    fn now(&self) -> Option<Case> {
        Case::fold(&self.settled).expect("what is settled is legal")
    }

    fn seen(&self) -> usize {
        self.settled.len()
    }

    /// An event that somebody makes, some days after all others.
    fn event(&mut self, office: Office, fact: Fact) -> Event {
        let story = Story { events: self.settled.clone() };
        self.made += 1;
        Event { id: EventId::from_bytes([self.made; 16]), ..story.event(office, fact) }
    }

    /// Something that the registry takes in meanwhile.
    fn settle(&mut self, office: Office, fact: Fact) -> EventId {
        let event = self.event(office, fact);
        self.settle_event(event)
    }

    fn settle_event(&mut self, event: Event) -> EventId {
        let id = event.id;
        self.settled.push(event);
        self.now();
        id
    }

    /// What is judged of an event by somebody who had seen so many settled events, and these of their own.
    fn judge(&self, event: &Event, seen: usize, own: &[OwnEvent]) -> Verdict {
        let view = View::part(&self.settled, seen, own);
        let catalogue = catalogue();
        let rules = Rules { author: &catalogue, now: &catalogue, supervisors: &supervisors() };
        judge(event, &view, self.now().as_ref(), rules, Claims::default())
    }

    /// The same of somebody's first event since they had seen so much.
    fn late(&mut self, office: Office, fact: Fact, seen: usize) -> Verdict {
        let event = self.event(office, fact);
        self.judge(&event, seen, &[])
    }
}

fn noted() -> Fact {
    Fact::Noted { text: text("یادداشت") }
}

fn row(answer: CheckAnswer) -> Fact {
    Fact::Checked { review: Review::Agency, row: 1, answer }
}

fn holds(event: &Event) -> OwnEvent {
    OwnEvent { event: event.clone(), without: None }
}

fn fell(event: &Event, how: Effectless) -> OwnEvent {
    OwnEvent { event: event.clone(), without: Some(how) }
}

fn grounds() -> Grounds {
    Grounds { conditions: vec![ConditionNumber(31)], reason: text("شکایت همسایگان") }
}

#[track_caller]
fn assert_without(verdict: &Verdict, how: Effectless, by: EventId) {
    assert_eq!(*verdict, Verdict::Without(how, Reason::Event(by)));
}

fn is_merged(verdict: &Verdict) -> bool {
    matches!(verdict, Verdict::Merged(_))
}

#[test]
fn who_has_seen_all_is_accepted() {
    let mut world = World::of(ready_to_approve());
    let seen = world.seen();
    let verdict = world.late(Office::Agency, samples::approved(), seen);
    assert!(
        matches!(verdict, Verdict::Accepted(case) if case.version > u32::try_from(seen).unwrap())
    );
}

#[test]
fn what_only_adds_is_merged_with_what_was_not_seen() {
    let mut world = World::of(ready_to_approve());
    let seen = world.seen();
    world.settle(Office::Agency, samples::asked(1));
    assert!(is_merged(&world.late(Office::Agency, noted(), seen)));
    assert!(is_merged(&world.late(Office::Agency, samples::asked(2), seen)));
}

#[test]
fn a_value_that_was_changed_unseen_is_never_overwritten() {
    let mut world = World::of(Story::at_agency());
    let seen = world.seen();
    let first = world.settle(Office::Agency, row(CheckAnswer::Right));
    let other = world.late(Office::Agency, row(CheckAnswer::Wrong { pin: None }), seen);
    assert_without(&other, Effectless::Overtaken, first);
    assert!(is_merged(&world.late(Office::Agency, row(CheckAnswer::Right), seen)));
    let elsewhere = Fact::Checked { review: Review::Agency, row: 2, answer: CheckAnswer::Right };
    assert!(is_merged(&world.late(Office::Agency, elsewhere, seen)));
    // Who has seen it changes it.
    let now = world.seen();
    let changed = world.late(Office::Agency, row(CheckAnswer::Wrong { pin: None }), now);
    assert!(matches!(changed, Verdict::Accepted(_)));
}

#[test]
fn two_decisions_that_differ_are_a_conflict_and_two_that_agree_are_one() {
    let mut world = World::of(ready_to_approve());
    let seen = world.seen();
    let first = world.settle(Office::Agency, samples::approved());
    let opened = BTreeSet::new();
    let transferred = Fact::Approved { comment: None, to: elsewhere(), opened };
    let elsewhere = world.late(Office::Agency, transferred, seen);
    assert_without(&elsewhere, Effectless::Conflict, first);
    let again = Fact::Approved {
        comment: Some(text("با شرح دیگر")),
        to: Office::Labour.id(),
        opened: BTreeSet::new(),
    };
    let again = world.late(Office::Agency, again, seen);
    assert_without(&again, Effectless::Concurred, first);
}

/// Another labour office of the sample.
fn elsewhere() -> OfficeId {
    let labour = |office: &&crate::catalogue::Office| office.kind == OfficeKind::Labour;
    catalogue().offices.iter().find(labour).expect("a labour office").id.clone()
}

/// A refusal for a row that was marked wrong.
fn refusal(row: u16) -> Fact {
    let condition = ConditionNumber(22);
    Fact::Refused {
        conditions: vec![condition],
        grounds: vec![RefusalGround { condition, evidence: Evidence::Row(row) }],
        explanation: text("در بازدید دیده شد که کارگاه جدا از خانه است و دستگاه‌ها جا نمی‌گیرد."),
        opened: BTreeSet::new(),
    }
}

#[test]
fn a_refusal_crosses_an_approval_though_its_row_was_overtaken() {
    let mut world = World::of(ready_to_approve());
    let seen = world.seen();
    let first = world.settle(Office::Agency, samples::approved());
    let (review, answer) = (Review::Agency, CheckAnswer::Wrong { pin: None });
    let wrong = world.event(Office::Agency, Fact::Checked { review, row: ROW, answer });
    let verdict = world.judge(&wrong, seen, &[]);
    assert!(matches!(verdict, Verdict::Without(Effectless::Overtaken, _)), "{verdict:?}");
    let refused = world.event(Office::Agency, refusal(ROW));
    let verdict = world.judge(&refused, seen, &[fell(&wrong, Effectless::Overtaken)]);
    assert_without(&verdict, Effectless::Conflict, first);
}

#[test]
fn a_decision_against_an_item_that_was_asked_unseen_is_a_conflict() {
    let mut world = World::of(ready_to_approve());
    let seen = world.seen();
    let asked = world.settle(Office::Agency, samples::asked(1));
    let approved = world.late(Office::Agency, samples::approved(), seen);
    assert_without(&approved, Effectless::Conflict, asked);
    // What is no longer asked stands in nobody's way.
    let request = crate::ids::RequestId::from_bytes([1; 16]);
    world.settle(Office::Agency, Fact::RequestCancelled { request });
    assert!(is_merged(&world.late(Office::Agency, samples::approved(), seen)));
}

#[test]
fn that_a_colleague_took_the_case_unseen_is_no_conflict() {
    let mut world = World::of(ready_to_approve());
    let seen = world.seen();
    let to = OfficerId::parse("u:colleague").expect("an officer");
    world.settle(Office::Agency, Fact::Assigned { to });
    assert!(is_merged(&world.late(Office::Agency, samples::approved(), seen)));
}

#[test]
fn own_events_before_their_verdict_dispute_nothing_that_follows_them() {
    // The registry notes that the deadline passed while the desk is away; the desk issues and refers.
    let mut world = World::of(ready_to_issue());
    let seen = world.seen();
    let mut overdue = world.event(Office::Labour, noted());
    overdue.actor = Actor::Registry;
    world.settle_event(overdue);
    let issued = world.event(Office::Labour, samples::licence_issued());
    assert!(is_merged(&world.judge(&issued, seen, &[])));
    world.settle_event(issued.clone());
    let mut registered = world.event(Office::Labour, Fact::LicenceRegistered);
    registered.actor = Actor::Registry;
    world.settle_event(registered);
    let referred = world.event(Office::Labour, referral());
    let verdict = world.judge(&referred, seen, &[holds(&issued)]);
    assert!(is_merged(&verdict), "{verdict:?}");
}

fn referral() -> Fact {
    let bank = catalogue().banks[0].code.clone();
    match samples::referred() {
        Fact::ReferredToBank(referral) => {
            let amount = crate::money::Rials::new(100_000_000).expect("an amount");
            Fact::ReferredToBank(crate::event::Referral { bank, amount, ..referral })
        }
        other => other,
    }
}

#[test]
fn what_rests_on_an_event_that_fell_shares_its_verdict_and_the_rest_goes_on() {
    let mut world = World::of(ready_to_issue());
    let seen = world.seen();
    let transferred =
        Fact::Transferred { to: elsewhere(), reason: text("شهرستان دیگر") };
    world.settle(Office::Labour, transferred);
    let issued = world.event(Office::Labour, samples::licence_issued());
    assert!(matches!(world.judge(&issued, seen, &[]), Verdict::Without(Effectless::Conflict, _)));
    let own = [fell(&issued, Effectless::Conflict)];
    let referred = world.event(Office::Labour, referral());
    let verdict = world.judge(&referred, seen, &own);
    assert_eq!(verdict, Verdict::Without(Effectless::Conflict, Reason::RestsOn(issued.id)));
    let note = world.event(Office::Labour, noted());
    assert!(is_merged(&world.judge(&note, seen, &own)));
    // Whose officer is not known yet is released with what it rests on.
    let own = [fell(&issued, Effectless::Quarantined)];
    let verdict = world.judge(&referred, seen, &own);
    assert_eq!(verdict, Verdict::Without(Effectless::Quarantined, Reason::RestsOn(issued.id)));
}

#[test]
fn once_a_licence_is_registered_a_late_decision_of_the_review_disputes_nothing() {
    let mut world = World::of(ready_to_issue());
    let seen = world.seen();
    let issued = world.settle(Office::Labour, samples::licence_issued());
    let (review, answer) = (Review::Labour, CheckAnswer::Wrong { pin: None });
    let wrong = world.event(Office::Labour, Fact::Checked { review, row: ROW, answer });
    let own = [fell(&wrong, Effectless::Overtaken)];
    let refused = world.event(Office::Labour, refusal(ROW));
    assert_without(&world.judge(&refused, seen, &own), Effectless::Conflict, issued);
    let mut registered = world.event(Office::Labour, Fact::LicenceRegistered);
    registered.actor = Actor::Registry;
    world.settle_event(registered);
    assert_without(&world.judge(&refused, seen, &own), Effectless::Overtaken, issued);
    // A second licence is the same decision: its number is burned.
    let second = world.late(Office::Labour, samples::licence_issued(), seen);
    assert_without(&second, Effectless::Concurred, issued);
}

fn licensed() -> World {
    let mut world = World::of(ready_to_issue());
    world.settle(Office::Labour, samples::licence_issued());
    let mut registered = world.event(Office::Labour, Fact::LicenceRegistered);
    registered.actor = Actor::Registry;
    world.settle_event(registered);
    world
}

#[test]
fn sanctions_hold_wherever_they_are_legal_now_and_call_a_referral_back() {
    let mut world = licensed();
    let seen = world.seen();
    world.settle(Office::Labour, referral());
    let suspended = Fact::LicenceSuspended(grounds());
    assert!(is_merged(&world.late(Office::Labour, suspended.clone(), seen)));
    let mut world = licensed();
    let sanction = world.settle(Office::Labour, suspended.clone());
    let referred = world.late(Office::Labour, referral(), seen);
    assert_without(&referred, Effectless::Overtaken, sanction);
    let again = world.late(Office::Labour, suspended, seen);
    assert_without(&again, Effectless::Concurred, sanction);
    assert!(is_merged(&world.late(Office::Labour, Fact::LicenceRevoked(grounds()), seen)));
    // Who ends a suspension has seen every decision.
    let seen = world.seen();
    world.settle(Office::Labour, Fact::LicenceRevoked(grounds()));
    let reinstated = Fact::LicenceReinstated { reason: text("شکایت پس گرفته شد") };
    let verdict = world.late(Office::Labour, reinstated, seen);
    assert!(matches!(verdict, Verdict::Without(Effectless::Conflict, _)), "{verdict:?}");
}

#[test]
fn an_applicants_withdrawal_is_never_disputed() {
    let withdrawn = |world: &mut World| {
        let on = world.event(Office::Agency, noted()).at.tehran_date();
        Fact::Withdrawn { reason: text("انصراف"), medium: Medium::Telephone, on }
    };
    let mut world = World::of(ready_to_approve());
    let seen = world.seen();
    let fact = withdrawn(&mut world);
    let first = world.settle(Office::Agency, fact.clone());
    let approved = world.late(Office::Agency, samples::approved(), seen);
    assert_without(&approved, Effectless::Overtaken, first);
    let mut world = World::of(ready_to_approve());
    world.settle(Office::Agency, samples::approved());
    let verdict = world.late(Office::Agency, fact, seen);
    assert!(matches!(verdict, Verdict::Without(Effectless::Overtaken, _)), "{verdict:?}");
}

#[test]
fn what_is_on_paper_holds_whatever_was_not_seen() {
    let mut world = licensed();
    let licence = world.now().and_then(|case| case.licence().map(|it| it.event)).expect("licensed");
    let seen = world.seen();
    world.settle(Office::Labour, final_sheet(licence));
    assert!(is_merged(&world.late(Office::Labour, final_sheet(licence), seen)));
    world.settle(Office::Labour, Fact::LicenceRevoked(grounds()));
    assert!(is_merged(&world.late(Office::Labour, final_sheet(licence), seen)));
}

/// The first sheet of a licence that the registry knows.
fn final_sheet(licence: EventId) -> Fact {
    let (document, standing) =
        (crate::event::DocumentKind::Licence, crate::event::PrintedStanding::Final);
    let printable = crate::case::Printable { document, subject: licence, standing };
    Fact::Printed(samples::sheet(&printable, 1, 1))
}

#[test]
fn what_was_illegal_for_its_author_is_rejected_whatever_happened_since() {
    let mut world = World::of(Story::at_agency());
    let seen = world.seen();
    let early = world.late(Office::Agency, samples::approved(), seen);
    assert!(matches!(early, Verdict::Without(Effectless::Rejected, Reason::Refused(_))));
    world.settle(Office::Agency, samples::path());
    let early = world.late(Office::Agency, samples::approved(), seen);
    assert!(matches!(early, Verdict::Without(Effectless::Rejected, Reason::Refused(_))));
}

#[test]
fn a_number_or_a_code_that_is_taken_is_an_answer() {
    let mut world = World::of(ready_to_issue());
    let issued = world.event(Office::Labour, samples::licence_issued());
    let catalogue = catalogue();
    let rules = Rules { author: &catalogue, now: &catalogue, supervisors: &supervisors() };
    let now = world.now();
    let taken = Claims { number_taken: true, ..Claims::default() };
    let verdict = judge(&issued, &View::whole(now.as_ref()), now.as_ref(), rules, taken);
    assert_eq!(verdict, Verdict::Without(Effectless::Conflict, Reason::NumberTaken));
    let taken = Claims { code_taken: true, ..Claims::default() };
    let verdict = judge(&world.settled[0], &View::whole(None), None, rules, taken);
    assert_eq!(verdict, Verdict::Without(Effectless::Rejected, Reason::CodeTaken));
}

#[test]
fn a_second_registration_of_equal_content_is_the_same_case() {
    let world = World::of(Story::at_agency());
    let again = Event { id: EventId::from_bytes([90; 16]), ..world.settled[0].clone() };
    let verdict = world.judge(&again, 0, &[]);
    assert_without(&verdict, Effectless::Concurred, world.settled[0].id);
    let mut other = again;
    if let Fact::Registered { tracking_code, .. } = &mut other.fact {
        *tracking_code = crate::identifiers::TrackingCode::from_random(2);
    }
    let verdict = world.judge(&other, 0, &[]);
    assert!(matches!(verdict, Verdict::Without(Effectless::Rejected, _)), "{verdict:?}");
}

/// What somebody of an office might add somewhere.
fn candidates(world: &mut World) -> Vec<Event> {
    let on = world.event(Office::Agency, noted()).at.tehran_date();
    let withdrawn = Fact::Withdrawn { reason: text("انصراف"), medium: Medium::Telephone, on };
    let colleague = OfficerId::parse("u:colleague").expect("an officer");
    let licence = world.now().and_then(|case| case.licence().map(|licence| licence.event));
    let mut facts = vec![
        noted(),
        Fact::CallLogged { caller: text("متقاضی"), summary: text("پرسید") },
        row(CheckAnswer::Right),
        row(CheckAnswer::Wrong { pin: None }),
        samples::path(),
        Fact::PathAssigned {
            path: crate::plan::Path::Development, reason: text("طرح توسعه")
        },
        samples::asked(1),
        samples::asked(2),
        samples::answered(3),
        Fact::RequestCancelled { request: crate::ids::RequestId::from_bytes([3; 16]) },
        samples::approved(),
        samples::approved_for(Office::Jahad),
        refusal(ROW),
        samples::service(crate::event::Service::ALL[0]),
        samples::empowerment_completed(),
        samples::licence_issued(),
        Fact::LicenceSuspended(grounds()),
        Fact::LicenceRevoked(grounds()),
        Fact::LicenceReinstated { reason: text("پس گرفته شد") },
        referral(),
        Fact::Assigned { to: colleague },
        withdrawn,
    ];
    facts.extend(licence.map(|licence| samples::printed(licence, 1, 1)));
    let referred = world.now().and_then(|case| case.as_licensed().map(|it| it.referrals.clone()));
    for referral in referred.unwrap_or_default() {
        for outcome in [BankOutcome::Paid, BankOutcome::Declined] {
            facts.push(Fact::BankAnswered { referral: referral.event, outcome, note: None });
        }
    }
    let offices = [Office::Agency, Office::Jahad, Office::Labour, Office::Bank];
    let mut events = Vec::new();
    for fact in facts {
        events.extend(offices.map(|office| world.event(office, fact.clone())));
    }
    let (now, catalogue) = (world.now().expect("a case"), catalogue());
    events.retain(|event| crate::policy::permit(&now, event, &catalogue, &supervisors()).is_ok());
    events
}

/// Every event that somebody may add, after every event that another one may have added unseen.
#[test]
fn every_event_that_was_legal_for_its_author_finds_one_verdict() {
    let mut asked = Story::at_agency();
    asked.tell(Office::Agency, samples::asked(3));
    let mut referred = licensed();
    referred.settle(Office::Labour, referral());
    let mut suspended = licensed();
    suspended.settle(Office::Labour, Fact::LicenceSuspended(grounds()));
    let worlds = [
        World::of(Story::at_agency()),
        World::of(asked),
        World::of(ready_to_approve()),
        World::of(Story::empowering()),
        World::of(ready_to_issue()),
        World::of(Story::refused()),
        licensed(),
        referred,
        suspended,
    ];
    let mut found = std::collections::BTreeMap::<&str, u32>::new();
    for mut world in worlds {
        let seen = world.seen();
        let events = candidates(&mut world);
        for unseen in &events {
            world.settled.truncate(seen);
            world.settle_event(unseen.clone());
            let now = world.now().expect("a case");
            for event in events.iter().filter(|event| event.id != unseen.id) {
                let pair = (unseen.fact.name(), event.fact.name());
                let verdict = world.judge(event, seen, &[]);
                let decides = policy::decides(&event.fact);
                let same_key = key(&event.fact).is_some() && key(&event.fact) == key(&unseen.fact);
                let word = match &verdict {
                    Verdict::Accepted(_) => panic!("{pair:?}: not all was seen"),
                    Verdict::Merged(case) => {
                        assert_eq!(case.version, now.version + 1, "{pair:?}");
                        assert!(!same_key || says_the_same(&event.fact, &unseen.fact), "{pair:?}");
                        "merged"
                    }
                    Verdict::Without(Effectless::Conflict, _) => {
                        assert!(decides, "{pair:?}");
                        "conflict"
                    }
                    Verdict::Without(Effectless::Concurred, _) => {
                        assert!(says_the_same(&event.fact, &unseen.fact), "{pair:?}");
                        "concurred"
                    }
                    Verdict::Without(Effectless::Overtaken, _) => "overtaken",
                    Verdict::Without(Effectless::Rejected | Effectless::Quarantined, reason) => {
                        panic!("{pair:?} was legal for its author: {reason}")
                    }
                };
                *found.entry(word).or_default() += 1;
            }
        }
    }
    assert_eq!(
        found.keys().copied().collect::<Vec<_>>(),
        ["concurred", "conflict", "merged", "overtaken"]
    );
    assert!(found.values().sum::<u32>() > 500, "{found:?}");
}
