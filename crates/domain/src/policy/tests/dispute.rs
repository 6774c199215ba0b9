//! Two decisions that contradict each other: who says which stands, and what follows.

use super::*;
use crate::case::Stage;
use crate::dates::Instant;
use crate::event::Stands;
use crate::ids::{EventId, OfficerId, PersonId};
use crate::people::SupervisorMark;
use crate::plan::Path;

const RIVAL: EventId = EventId::from_bytes([0xEE; 16]);

/// Somebody of an office, another person for each name.
fn somebody(office: Office, name: &str) -> Officer {
    Officer {
        account: OfficerId::parse(&format!("u:{name}")).expect("an account"),
        person: PersonId::parse(&format!("p:{name}")).expect("a person"),
        office: office.id(),
    }
}

fn marked(officers: &[Officer]) -> Supervisors {
    let from = crate::dates::Date::parse("2026-03-21").expect("a day");
    let mark = SupervisorMark { from, until: None };
    officers.iter().map(|officer| (officer.clone(), mark)).collect()
}

/// The agency approved; a colleague who had not seen it decided otherwise.
fn disputed(rival: Fact, by: &Officer, path: Option<Path>) -> (Story, EventId) {
    let mut story = ready_to_approve();
    let rival = Event { id: RIVAL, actor: by.into(), ..story.event(Office::Agency, rival) };
    let standing = story.tell(Office::Agency, samples::approved());
    let opened = Fact::DisputeOpened { rival: Box::new(rival), standing: Some(standing), path };
    let opened = Event { actor: Actor::Registry, ..story.event(Office::Agency, opened) };
    story.events.push(opened);
    (story, standing)
}

fn resolved(stands: Stands) -> Fact {
    Fact::DisputeResolved { stands, reason: text("در بازدید روشن شد") }
}

fn settle(
    story: &Story,
    by: &Officer,
    stands: Stands,
    known: &Supervisors,
) -> Result<crate::case::Case, Refusal> {
    let event = Event { actor: by.into(), ..story.event(Office::Labour, resolved(stands)) };
    permit(&story.case(), &event, &catalogue(), known)
}

#[test]
fn of_two_decisions_the_chosen_one_takes_effect_and_runs_from_then() {
    let (story, standing) = disputed(samples::refused(), &somebody(Office::Agency, "second"), None);
    let chief = somebody(Office::Labour, "chief");
    let known = marked(std::slice::from_ref(&chief));
    let case = story.case();
    let dispute = case.dispute().expect("it is open");
    assert_eq!(dispute.standing.as_ref().map(|it| it.id), Some(standing));
    assert_eq!(dispute.rival.id, RIVAL);
    let stays = settle(&story, &chief, Stands::Event(standing), &known).expect("it stands");
    assert!(
        matches!(&stays.stage, Stage::LabourReview(review) if review.approval.event == standing)
    );
    assert!(!stays.clock.as_ref().expect("a deadline").is_paused());
    let falls = settle(&story, &chief, Stands::Event(RIVAL), &known).expect("the rival stands");
    let Stage::Refused(refused) = &falls.stage else { panic!("{:?}", falls.stage) };
    assert_eq!((refused.event, refused.by.person.as_str()), (RIVAL, "p:second"));
    assert_eq!(falls.office, Some(Office::Agency.id()));
    let anew = settle(&story, &chief, Stands::Anew, &known).expect("neither stands");
    assert!(matches!(anew.stage, Stage::AgencyReview(_)));
    let clock = anew.clock.expect("a deadline");
    assert_eq!(clock.started, story.event(Office::Labour, resolved(Stands::Anew)).at, "again");
    let neither = settle(&story, &chief, Stands::Event(story.events[0].id), &known);
    assert_eq!(neither.err(), Some(Refusal::DecisionUnknown));
}

#[test]
fn a_rival_approval_sends_the_case_on_its_own_path() {
    let mut story = in_field(Story::at_agency(), &plain_field());
    let second = somebody(Office::Agency, "second");
    let rival = Event {
        id: RIVAL,
        actor: (&second).into(),
        ..story.event(Office::Agency, samples::approved())
    };
    let standing = story.tell(Office::Agency, samples::refused());
    let path = Some(Path::Standard);
    let opened = Fact::DisputeOpened { rival: Box::new(rival), standing: Some(standing), path };
    story.events.push(Event { actor: Actor::Registry, ..story.event(Office::Agency, opened) });
    let chief = somebody(Office::Agency, "chief");
    let case = settle(&story, &chief, Stands::Event(RIVAL), &marked(std::slice::from_ref(&chief)));
    let case = case.expect("the rival stands");
    assert_eq!(case.approval().map(|it| (it.event, it.path)), Some((RIVAL, Path::Standard)));
    assert_eq!(case.office, Some(Office::Labour.id()));
    let now = story.event(Office::Labour, resolved(Stands::Anew)).at;
    assert_eq!(case.clock.map(|clock| clock.started), Some(now));
    assert_eq!(case.handed_over.map(|it| it.at), Some(now));
}

#[test]
fn a_licence_that_falls_is_remembered_by_its_number() {
    let mut story = ready_to_issue();
    let second = somebody(Office::Labour, "second");
    let rival = Event {
        id: RIVAL,
        actor: (&second).into(),
        ..story.event(Office::Labour, samples::refused())
    };
    let standing = story.tell(Office::Labour, samples::licence_issued());
    let number = story.case().licence().expect("a licence").number.clone();
    let opened =
        Fact::DisputeOpened { rival: Box::new(rival), standing: Some(standing), path: None };
    story.events.push(Event { actor: Actor::Registry, ..story.event(Office::Labour, opened) });
    let chief = somebody(Office::Labour, "chief");
    let known = marked(std::slice::from_ref(&chief));
    for (stands, fallen) in [
        (Stands::Event(standing), vec![]),
        (Stands::Event(RIVAL), vec![number.clone()]),
        (Stands::Anew, vec![number.clone()]),
    ] {
        let case = settle(&story, &chief, stands, &known).expect("a supervisor may");
        assert_eq!(case.fallen, fallen, "{stands:?}");
        assert_eq!(case.licence().is_some(), fallen.is_empty(), "{stands:?}");
    }
}

/// The rule alone: of the office whose turn it was, else of its province, else of the secretariat.
#[test]
fn a_dispute_goes_up_to_the_first_office_with_a_supervisor_who_made_neither_decision() {
    let catalogue = sample();
    let of = |kind: &OfficeKind, province_wide: bool| {
        let mut offices = catalogue.offices.iter();
        let found = offices.find(|it| &it.kind == kind && it.county.is_none() == province_wide);
        found.expect("the sample has one").id.clone()
    };
    let local =
        catalogue.offices.iter().find(|it| it.kind == OfficeKind::Labour && it.county.is_some());
    let local = local.expect("the sample has one").clone();
    let province = catalogue
        .offices
        .iter()
        .find(|it| {
            it.kind == OfficeKind::Labour && it.county.is_none() && it.province == local.province
        })
        .map(|it| it.id.clone());
    let central = of(
        &OfficeKind::Secretariat,
        catalogue
            .offices
            .iter()
            .any(|it| it.kind == OfficeKind::Secretariat && it.county.is_none()),
    );
    let author = somebody(Office::Agency, "second");
    let (story, _) = disputed(samples::refused(), &author, None);
    let mut case = story.case();
    if let Stage::Disputed { dispute, .. } = &mut case.stage {
        dispute.office = Some(local.id.clone());
    }
    let at = |office: &OfficeId, name: &str| Officer {
        office: office.clone(),
        ..somebody(Office::Labour, name)
    };
    let (first, last) = (at(&local.id, "first"), at(&central, "last"));
    let own = at(&local.id, "second");
    let now: Instant = case.registered_at;
    let asked = |known: &[Officer]| settlers(&case, &catalogue, &marked(known), now);
    assert_eq!(asked(&[]), []);
    assert_eq!(asked(&[first.clone(), last.clone()]).as_slice(), std::slice::from_ref(&first));
    let up = asked(&[own.clone(), last.clone()]);
    assert_eq!(up.as_slice(), std::slice::from_ref(&last), "who made one settles nothing");
    if let Some(province) = province {
        let middle = at(&province, "middle");
        assert_eq!(asked(&[own, middle.clone(), last]), [middle]);
    }
}

#[test]
fn an_author_may_give_way_and_nobody_else_speaks() {
    let second = somebody(Office::Agency, "second");
    let (story, standing) = disputed(samples::refused(), &second, None);
    let none = Supervisors::default();
    let mine = Office::Agency.officer();
    // The author of the one may let the other's stand, and not their own; no supervisor is needed.
    assert!(settle(&story, &second, Stands::Event(standing), &none).is_ok());
    assert!(settle(&story, &mine, Stands::Event(RIVAL), &none).is_ok());
    for (who, stands) in [
        (&second, Stands::Event(RIVAL)),
        (&mine, Stands::Event(standing)),
        (&second, Stands::Anew),
        (&mine, Stands::Anew),
    ] {
        let refused = settle(&story, who, stands, &marked(&[second.clone(), mine.clone()])).err();
        assert_eq!(refused, Some(Refusal::DisputeOwn), "{stands:?}");
    }
    let stranger = somebody(Office::Labour, "clerk");
    let refused = settle(&story, &stranger, Stands::Anew, &none).err();
    assert_eq!(refused, Some(Refusal::SupervisorNeeded));
    // Of another office there is a supervisor, whose turn it was not.
    let other = somebody(Office::Jahad, "chief");
    let refused = settle(&story, &other, Stands::Anew, &marked(std::slice::from_ref(&other))).err();
    assert_eq!(refused, Some(Refusal::SupervisorNeeded));
}
