//! What becomes of signed events.

use domain::event::{Fact, Medium};
use domain::people::{Actor, Role};
use domain::referee::{Effectless, Reason};
use registry::intake::{ApplyError, Intake, Judged, Outcome};
use testkit::people::text;
use testkit::story::Story;
use wire::envelope::{Base, Sealed};

use crate::harness::{TestRegistry, Workstation};

/// An application that a workstation has handed in.
struct Told {
    agency: Workstation,
    story: Story,
    sealed: Vec<Sealed>,
    /// On which its next event is based.
    base: Base,
}

async fn told(test: &TestRegistry) -> Told {
    let mut agency = test.workstation(Role::Agency, 10).await;
    let story = Story::begin(1).submitted();
    let sealed = agency.sign_all(&story.events);
    test.push(story.case, &sealed).await.unwrap();
    let base = agency.base(4, agency.head.hash);
    Told { agency, story, sealed, base }
}

const fn accepted(version: u32) -> Judged {
    Judged::New(Outcome::Accepted { version })
}

#[tokio::test]
async fn a_case_is_told_and_stands_in_every_row_that_follows() {
    let test = TestRegistry::start().await;
    let mut agency = test.workstation(Role::Agency, 10).await;
    let story = Story::begin(1).submitted();
    let sealed = agency.sign_all(&story.events);
    let judged = test.push(story.case, &sealed).await.unwrap();
    assert_eq!(judged, (1..=4).map(accepted).collect::<Vec<_>>());
    assert_eq!(test.count("select count(*) from events where outcome = 'accepted'").await, 4);
    assert_eq!(test.count("select count(*) from cases where stage = 'agencyReview'").await, 1);
    assert_eq!(test.count("select seq from feed_heads where office = 'MIMT-0001'").await, 4);
    let seqs = "select sum(seq)::bigint from feed_entries where office = 'MIMT-0001'";
    assert_eq!(test.count(seqs).await, 1 + 2 + 3 + 4);
}

#[tokio::test]
async fn the_same_event_twice_is_one_event() {
    let test = TestRegistry::start().await;
    let Told { story, sealed, .. } = told(&test).await;
    let again = test.push(story.case, &sealed).await.unwrap();
    assert_eq!(again, vec![Judged::Duplicate; 4]);
    assert_eq!(test.count("select count(*) from events").await, 4);
    assert_eq!(test.count("select sum(seq)::bigint from feed_heads").await, 4);
}

#[tokio::test]
async fn an_event_whose_predecessor_is_missing_waits_outside() {
    let test = TestRegistry::start().await;
    let mut agency = test.workstation(Role::Agency, 10).await;
    let story = Story::begin(1).submitted();
    let sealed = agency.sign_all(&story.events);
    let early = test.push(story.case, &sealed[1..]).await;
    assert!(matches!(early, Err(ApplyError::Gap { expected: 1 })), "{early:?}");
    assert_eq!(test.count("select count(*) from events").await, 0);
}

#[tokio::test]
async fn a_copied_workstation_freezes_its_stream_and_loses_nothing() {
    let test = TestRegistry::start().await;
    let Told { mut agency, mut story, sealed, base } = told(&test).await;
    let fork_at = agency.head;
    let one = story.event(Role::Agency, Fact::Noted { text: text("یکی") });
    let other = story.event(Role::Agency, Fact::Noted { text: text("دیگری") });
    let one = agency.sign(base, one);
    agency.head = fork_at;
    let other = agency.sign(base, other);
    assert_eq!(test.push(story.case, &[one]).await.unwrap(), [accepted(5)]);
    assert_eq!(test.push(story.case, std::slice::from_ref(&other)).await.unwrap(), [Judged::Fork]);
    assert_eq!(test.count("select count(*) from streams where state = 'frozen'").await, 1);
    // Both events of the place are there, and what the stream had is still answered for.
    assert_eq!(test.count("select count(*) from forked_events where seq = 5").await, 1);
    assert_eq!(test.push(story.case, &[other]).await.unwrap(), [Judged::Fork]);
    assert_eq!(test.count("select count(*) from forked_events").await, 1);
    assert_eq!(test.push(story.case, &sealed).await.unwrap(), vec![Judged::Duplicate; 4]);
    let next = story.event(Role::Agency, Fact::Noted { text: text("پس از آن") });
    let next = agency.sign(base, next);
    let later = test.push(story.case, &[next]).await;
    assert!(matches!(later, Err(ApplyError::Frozen)), "{later:?}");
}

#[tokio::test]
async fn a_taken_tracking_code_is_an_answer_and_the_stream_goes_on() {
    let test = TestRegistry::start().await;
    let Told { story: first, .. } = told(&test).await;
    // The same application, which another desk took in as well.
    let mut other = Story::begin(2).submitted();
    let code = first.case().tracking_code;
    for event in &mut other.events {
        if let Fact::Registered { tracking_code, .. } = &mut event.fact {
            *tracking_code = code.clone();
        }
    }
    let mut copy = test.workstation(Role::Agency, 11).await;
    let sealed = copy.sign_all(&other.events);
    for again in [false, true] {
        let judged = test.push(other.case, &sealed).await.unwrap();
        for (nth, judged) in judged.iter().enumerate() {
            match judged {
                Judged::New(Outcome::Without(Effectless::Rejected, why)) if !again => {
                    assert_eq!(*why == Reason::CodeTaken, nth == 0, "{why}");
                }
                Judged::Duplicate if again => {}
                judged => panic!("{again} {nth}: {judged:?}"),
            }
        }
    }
    let third = Story::begin(3).submitted();
    let sealed = copy.sign_all(&third.events);
    let judged = test.push(third.case, &sealed).await.unwrap();
    assert_eq!(judged, (1..=4).map(accepted).collect::<Vec<_>>());
    assert_eq!(test.count("select count(*) from cases").await, 2);
}

#[tokio::test]
async fn what_nobody_here_knows_yet_is_quarantined() {
    let test = TestRegistry::start().await;
    let Told { mut agency, mut story, base, .. } = told(&test).await;
    let mut newer = story.event(Role::Agency, Fact::Noted { text: text("فهرست تازه") });
    newer.edition = domain::catalogue::EditionId::parse("1499/9").unwrap();
    let newer = agency.sign(base, newer);
    let mut stranger = story.event(Role::Agency, Fact::Noted { text: text("تازه‌وارد") });
    if let Actor::Officer(officer) = &mut stranger.actor {
        officer.account = domain::ids::OfficerId::parse("newcomer").unwrap();
    }
    let stranger = agency.sign(base, stranger);
    let judged = test.push_as_they_are(story.case, &[newer, stranger]).await.unwrap();
    let quarantined =
        |it: &Judged| matches!(it, Judged::New(Outcome::Without(Effectless::Quarantined, _)));
    assert!(judged.iter().all(quarantined), "{judged:?}");
}

#[tokio::test]
async fn what_the_rules_refuse_is_stored_with_the_reason_and_the_stream_goes_on() {
    let test = TestRegistry::start().await;
    let Told { mut agency, mut story, base, .. } = told(&test).await;
    // A licence is not the agency's to give.
    let number = story.seeded.licence_number();
    let mut licence = story.licence(number);
    licence.actor = testkit::actors::officer(Role::Agency).into();
    let licence = agency.sign(base, licence);
    let note = story.event(Role::Agency, Fact::Noted { text: text("یادداشت") });
    let note = agency.sign(base, note);
    let judged = test.push(story.case, &[licence, note]).await.unwrap();
    assert!(
        matches!(&judged[0], Judged::New(Outcome::Without(Effectless::Rejected, _))),
        "{judged:?}"
    );
    assert_eq!(judged[1], accepted(5));
    let kept = "select count(*) from events where outcome = 'rejected' and reason is not null";
    assert_eq!(test.count(kept).await, 1);
}

#[tokio::test]
async fn a_note_on_an_older_state_is_merged_and_a_second_decision_is_a_dispute() {
    let test = TestRegistry::start().await;
    let Told { mut agency, mut story, base: seen, .. } = told(&test).await;
    let mut second = test.workstation(Role::Agency, 11).await;
    let to = domain::catalogue::OfficeId::parse("MIMT-0006").unwrap();
    let transferred = Fact::Transferred { to, reason: text("شهرستان دیگر") };
    let first = agency.sign(seen, story.event(Role::Agency, transferred));
    assert_eq!(test.push(story.case, &[first]).await.unwrap(), [accepted(5)]);
    let seen = Base { own: None, ..seen };
    let note = story.event(Role::Agency, Fact::Noted { text: text("دیر رسید") });
    let note = second.sign(seen, note);
    let elsewhere = domain::catalogue::OfficeId::parse("MCIG-0001").unwrap();
    let transferred = Fact::Transferred { to: elsewhere, reason: text("شهرستان دیگر") };
    let late = story.event(Role::Agency, transferred);
    let late = second.sign(Base { hash: Some(note.hash), ..seen }, late);
    let judged = test.push(story.case, &[note, late]).await.unwrap();
    assert_eq!(judged[0], Judged::New(Outcome::Merged { version: 6 }));
    assert!(
        matches!(&judged[1], Judged::New(Outcome::Without(Effectless::Conflict, _))),
        "{judged:?}"
    );
}

#[tokio::test]
async fn what_a_revoked_workstation_sends_is_kept_and_not_applied() {
    let test = TestRegistry::start().await;
    let mut agency = test.workstation(Role::Agency, 10).await;
    sqlx::query("update devices set state = 'revoked' where office is not null")
        .execute(&test.owner)
        .await
        .unwrap();
    let story = Story::begin(1);
    let sealed = agency.sign_all(&story.events);
    let judged = test.push(story.case, &sealed).await.unwrap();
    assert!(
        matches!(&judged[0], Judged::New(Outcome::Without(Effectless::Quarantined, _))),
        "{judged:?}"
    );
    assert_eq!(test.count("select count(*) from cases").await, 0);
}

#[tokio::test]
async fn no_workstation_speaks_for_an_applicant_or_for_the_registry() {
    let test = TestRegistry::start().await;
    let mut agency = test.workstation(Role::Agency, 10).await;
    let mut story = Story::begin(1).submitted();
    test.push(story.case, &agency.sign_all(&story.events)).await.unwrap();
    let base = agency.base(4, agency.head.hash);
    let on = story.events[0].at.tehran_date();
    let withdrawn = Fact::Withdrawn { reason: text("انصراف"), medium: Medium::Portal, on };
    let noted = Fact::Noted { text: text("مهلت گذشت") };
    let applicant = Actor::Applicant { medium: Medium::Portal };
    for (actor, fact) in [(applicant, withdrawn), (Actor::Registry, noted)] {
        let mut event = story.event(Role::Agency, fact);
        event.actor = actor;
        let sealed = agency.sign(base, event);
        let judged = test.push(story.case, &[sealed]).await.unwrap();
        assert!(
            matches!(judged[0], Judged::New(Outcome::Without(Effectless::Rejected, _))),
            "{judged:?}"
        );
    }
    assert_eq!(test.count("select max(case_version)::bigint from events").await, 4);
}

#[tokio::test]
async fn the_registry_itself_writes_for_no_office_but_the_secretariats() {
    let test = TestRegistry::start().await;
    let mut agency = test.workstation(Role::Agency, 10).await;
    let story = Story::begin(1).submitted();
    test.push(story.case, &agency.sign_all(&story.events)).await.unwrap();
    let mut intake = Intake::begin(&test.registry, [story.case]).await.unwrap();
    let actor = testkit::actors::officer(Role::Agency).into();
    let written = intake.write(actor, story.case, Fact::Noted { text: text("یادداشت") }).await;
    assert!(written.is_err(), "{written:?}");
}

#[tokio::test]
async fn an_office_that_never_had_a_case_disputes_nothing_in_it() {
    let test = TestRegistry::start().await;
    let mut agency = test.workstation(Role::Agency, 10).await;
    let other = domain::catalogue::OfficeId::parse("MIMT-0002").unwrap();
    let mut stranger = test.workstation_of(other.clone(), 11).await;
    let mut story = Story::begin(1).submitted().refused();
    let sealed = agency.sign_all(&story.events);
    test.push(story.case, &sealed).await.unwrap();
    let on = story.events[0].at.tehran_date();
    let withdrawn = Fact::Withdrawn { reason: text("انصراف"), medium: Medium::Telephone, on };
    let mut event = story.event(Role::Agency, withdrawn);
    crate::harness::at_office(&mut event, &other);
    let unseen = Base { version: 1, own: None, hash: Some(sealed[0].hash) };
    let judged = test.push(story.case, &[stranger.sign(unseen, event)]).await.unwrap();
    assert!(
        matches!(judged[0], Judged::New(Outcome::Without(Effectless::Rejected, _))),
        "{judged:?}"
    );
    assert_eq!(test.count("select count(*) from cases where stage = 'disputed'").await, 0);
}
