//! What the sample catalogue forbids, and who may do what.

mod audience;
mod dispute;
mod papers;
mod refusing;
mod who;

use std::collections::BTreeSet;

use super::*;
use crate::case::tests::samples::{self, Office, Story, text};
use crate::catalogue::{DocumentCode, FieldCode, OfficeId, OfficeKind, sample};
use crate::event::{Asked, Purpose, RequestItem};
use crate::identifiers::LicenceNumber;
use crate::ids::RequestId;
use crate::people::SupervisorMark;

/// The offices of the small world, as offices of the sample catalogue.
pub(crate) fn catalogue() -> Catalogue {
    let mut catalogue = sample();
    let model = catalogue.offices[0].clone();
    let agency = catalogue.agencies[0].code.clone();
    let bank = catalogue.banks[0].code.clone();
    for office in [Office::Agency, Office::Jahad, Office::Labour, Office::Bank] {
        let kind = match office {
            Office::Agency => OfficeKind::Agency(agency.clone()),
            Office::Jahad => OfficeKind::Jahad,
            Office::Labour => OfficeKind::Labour,
            Office::Bank => OfficeKind::BankLiaison(bank.clone()),
        };
        let office = crate::catalogue::Office { id: office.id(), kind, ..model.clone() };
        catalogue.offices.push(office);
    }
    catalogue
}

/// A story whose plan is in a field of the sample catalogue.
fn in_field(mut story: Story, code: &FieldCode) -> Story {
    for event in &mut story.events {
        if let Fact::Submitted { plan, .. } = &mut event.fact {
            plan.field = code.clone();
        }
    }
    story
}

fn plain_field() -> FieldCode {
    let catalogue = sample();
    let plain = |f: &&crate::catalogue::ApprovedField| f.starred.is_none() && f.licensable;
    catalogue.fields.iter().find(plain).expect("a plain field").code.clone()
}

fn starred_field() -> FieldCode {
    let starred = |f: &&crate::catalogue::ApprovedField| f.starred.is_some();
    sample().fields.iter().find(starred).expect("a starred field").code.clone()
}

fn check_all(story: &mut Story, office: Office, review: Review) {
    for row in catalogue().checklist(review) {
        let answer = CheckAnswer::Right;
        story.tell(office, Fact::Checked { review, row: row.row, answer });
    }
}

/// Everybody of the small world, and of the sample's secretariat, supervises their office.
pub(crate) fn supervisors() -> Supervisors {
    let from = crate::dates::Date::parse("2026-03-21").expect("a day");
    let offices = [Office::Agency, Office::Jahad, Office::Labour, Office::Bank];
    let mut people: Vec<Officer> = offices.map(Office::officer).into();
    let secretariat = OfficeId::parse("SECRETARIAT").expect("an office");
    people.push(Officer { office: secretariat, ..Office::Agency.officer() });
    let same = offices.map(|it| Officer { office: it.id(), ..Office::Agency.officer() });
    let mark = SupervisorMark { from, until: None };
    people.into_iter().chain(same).map(|officer| (officer, mark)).collect()
}

fn refusal(story: &Story, office: Office, fact: Fact) -> Option<Refusal> {
    permit(&story.case(), &story.event(office, fact), &catalogue(), &supervisors()).err()
}

pub(crate) fn ready_to_approve() -> Story {
    let mut story = in_field(Story::at_agency(), &plain_field());
    story.tell(Office::Agency, samples::path());
    check_all(&mut story, Office::Agency, Review::Agency);
    story
}

pub(crate) fn ready_to_issue() -> Story {
    let mut story = in_field(Story::at_labour(), &plain_field());
    check_all(&mut story, Office::Labour, Review::Labour);
    story
}

#[test]
fn approval_needs_every_check_right() {
    let mut story = in_field(Story::at_agency(), &plain_field());
    story.tell(Office::Agency, samples::path());
    let open = refusal(&story, Office::Agency, samples::approved());
    assert!(matches!(open, Some(Refusal::ChecksOpen(rows)) if !rows.is_empty()));
    check_all(&mut story, Office::Agency, Review::Agency);
    assert_eq!(refusal(&story, Office::Agency, samples::approved()), None);
    let wrong = CheckAnswer::Wrong { pin: None };
    story.tell(Office::Agency, Fact::Checked { review: Review::Agency, row: 2, answer: wrong });
    let refused = refusal(&story, Office::Agency, samples::approved());
    assert_eq!(refused, Some(Refusal::ChecksWrong(vec![2])));
}

#[test]
fn another_office_may_not_decide() {
    let story = ready_to_approve();
    let by_labour = refusal(&story, Office::Labour, samples::approved());
    assert_eq!(by_labour, Some(Refusal::NotYourOffice));
    // What kind of office it is stands in the edition, whatever an event's author believes.
    let mut catalogue = catalogue();
    let agency = catalogue.offices.iter_mut().find(|office| office.id == Office::Agency.id());
    agency.expect("it is there").kind = OfficeKind::Jahad;
    let event = story.event(Office::Agency, samples::approved());
    assert_eq!(
        permit(&story.case(), &event, &catalogue, &supervisors()).err(),
        Some(Refusal::NotYourRole)
    );
}

#[test]
fn a_case_that_a_colleague_holds_is_not_decided_over_their_head() {
    let mut story = ready_to_approve();
    let colleague = crate::ids::OfficerId::parse("u:colleague").expect("an officer");
    story.tell(Office::Agency, Fact::Assigned { to: colleague.clone() });
    let refused = refusal(&story, Office::Agency, samples::approved());
    assert_eq!(refused, Some(Refusal::HeldBy(colleague)));
    let me = Office::Agency.officer().account;
    story.tell(Office::Agency, Fact::Assigned { to: me });
    assert_eq!(refusal(&story, Office::Agency, samples::approved()), None);
}

#[test]
fn approval_sends_the_case_to_an_office_of_the_next_kind() {
    let story = ready_to_approve();
    let to_bank = samples::approved_for(Office::Bank);
    assert_eq!(refusal(&story, Office::Agency, to_bank), Some(Refusal::OfficeUnknown));
    let nowhere = OfficeId::parse("NOWHERE").expect("a code");
    let to_nowhere = Fact::Approved { comment: None, to: nowhere, opened: BTreeSet::new() };
    assert_eq!(refusal(&story, Office::Agency, to_nowhere), Some(Refusal::OfficeUnknown));
}

#[test]
fn a_starred_field_is_not_approved_without_its_clearance() {
    let mut story = in_field(Story::at_agency(), &starred_field());
    story.tell(Office::Agency, samples::path());
    check_all(&mut story, Office::Agency, Review::Agency);
    let refused = refusal(&story, Office::Agency, samples::approved());
    assert_eq!(refused, Some(Refusal::ClearanceNeeded));
}

#[test]
fn a_clearance_is_asked_only_of_the_body_that_the_catalogue_names() {
    let story = in_field(Story::at_agency(), &plain_field());
    let refused = refusal(&story, Office::Agency, samples::clearance_asked());
    assert_eq!(refused, Some(Refusal::ClearanceNotNeeded));
}

#[test]
fn a_request_rests_only_on_conditions_that_ask_for_more() {
    let story = ready_to_approve();
    let refusing = sample().conditions.into_iter().find(|c| c.kind == ConditionKind::Refuse);
    let number = refusing.expect("one that refuses").number;
    let fact = Fact::RequestsOpened {
        items: vec![RequestItem {
            id: RequestId::from_bytes([3; 16]),
            asked: Asked::Document(DocumentCode(10001)),
            text: text("بفرستید"),
            condition: Some(number),
        }],
    };
    let refused = refusal(&story, Office::Agency, fact);
    assert_eq!(refused, Some(Refusal::ConditionOfOtherKind(number)));
}

#[test]
fn the_licence_waits_for_the_labour_offices_checks() {
    let story = in_field(Story::at_labour(), &plain_field());
    let open = refusal(&story, Office::Labour, samples::licence_issued());
    assert!(matches!(open, Some(Refusal::ChecksOpen(_))));
    assert_eq!(refusal(&ready_to_issue(), Office::Labour, samples::licence_issued()), None);
}

#[test]
fn no_licence_on_an_expired_certificate() {
    let mut story = ready_to_issue();
    for event in &mut story.events {
        if let Fact::Submitted { certificate, .. } = &mut event.fact {
            certificate.expires_on = Some(crate::dates::Date::parse("2025-01-01").expect("a day"));
        }
    }
    let refused = refusal(&story, Office::Labour, samples::licence_issued());
    assert_eq!(refused, Some(Refusal::CertificateExpired));
}

#[test]
fn no_licence_to_a_man_whose_service_is_not_settled() {
    let mut story = ready_to_issue();
    for event in &mut story.events {
        if let Fact::Registered { applicant, .. } = &mut event.fact {
            applicant.person_mut().gender = Gender::Male(MilitaryStatus::Pending);
        }
    }
    let refused = refusal(&story, Office::Labour, samples::licence_issued());
    assert_eq!(refused, Some(Refusal::MilitaryPending));
}

#[test]
fn a_referral_stays_below_the_ceiling_of_its_year() {
    let mut story = ready_to_issue();
    story.tell(Office::Labour, samples::licence_issued());
    let case = story.case();
    let catalogue = catalogue();
    let year = catalogue.ceilings.iter().map(|c| c.year).max().expect("a ceiling");
    let limit = ceiling(&case, &catalogue, year).expect("a ceiling");
    assert_eq!(limit, catalogue.ceiling(year).expect("the year").individual);
}

#[test]
fn a_case_with_an_unknown_event_is_read_but_not_decided() {
    let mut story = ready_to_approve();
    story.tell(Office::Agency, Fact::Unknown { kind: 900 });
    assert_eq!(refusal(&story, Office::Agency, samples::approved()), Some(Refusal::NeedsUpdate));
    assert_eq!(refusal(&story, Office::Agency, Fact::Noted { text: text("یادداشت") }), None);
}

#[test]
fn only_a_living_licence_is_renewed_or_amended() {
    assert_eq!(successor(&Story::at_labour().case(), None), Err(Refusal::NotInForce));
    let licensed = Story::licensed().case();
    let number = licensed.licence().expect("licensed").number.clone();
    assert_eq!(successor(&licensed, None), Ok(Purpose::Renewal { of: licensed.id, number }));
}

#[test]
fn a_renewal_is_issued_while_the_old_licence_is_in_force() {
    let grounds = || crate::event::Grounds {
        conditions: vec![crate::catalogue::ConditionNumber(1)],
        reason: text("دلیل"),
    };
    let own = Story::at_agency().event(Office::Labour, samples::licence_issued()).case;
    let other = crate::ids::CaseId::from_bytes([0xA1; 16]);
    let number = LicenceNumber::from_serial(77).expect("a number");
    let superseded = |by| Fact::LicenceSuperseded { by, number: number.clone() };
    let revoked = Fact::LicenceRevoked(grounds());
    let suspended = || Fact::LicenceSuspended(grounds());
    let lifted = Fact::LicenceReinstated { reason: text("رفع شد") };
    let gone = Some(Refusal::PredecessorNotInForce);
    // What happened to the old licence · whether a renewal begins · whether it is issued.
    let rows = [
        (vec![], None, None),
        (vec![suspended()], None, gone.clone()),
        (vec![suspended(), lifted], None, None),
        (vec![revoked], gone.clone(), gone),
        (vec![Fact::LicenceRegistered, superseded(own)], None, None),
        (
            vec![Fact::LicenceRegistered, superseded(other)],
            Some(Refusal::SucceededByOther),
            Some(Refusal::SucceededByOther),
        ),
    ];
    for (facts, begins, issued) in rows {
        let mut story = Story::licensed();
        for fact in facts {
            story.tell(Office::Labour, fact);
        }
        let earlier = story.case();
        let refused = |fact| {
            let event = Event { case: own, ..story.event(Office::Labour, fact) };
            check_predecessor(&event, &earlier).err()
        };
        let registered = Story::registered().events[0].fact.clone();
        assert_eq!(refused(registered), begins, "{:?}", earlier.licence());
        assert_eq!(refused(samples::licence_issued()), issued, "{:?}", earlier.licence());
        assert_eq!(refused(Fact::Noted { text: text("یادداشت") }), None);
    }
    let none = Story::at_labour().case();
    let event = Story::at_labour().event(Office::Labour, samples::licence_issued());
    assert_eq!(check_predecessor(&event, &none), Err(Refusal::PredecessorNotInForce));
}

#[test]
fn nobody_is_referred_to_a_bank_on_an_expired_licence() {
    let (mut catalogue, mut story) = (catalogue(), in_field(Story::licensed(), &plain_field()));
    catalogue.rules.refer_provisional = true;
    for event in &mut story.events {
        if let Fact::Submitted { plan, .. } = &mut event.fact {
            plan.iban = None;
        }
    }
    let case = story.case();
    let last = case.licence().expect("licensed").valid_until;
    let referred = |on: crate::dates::Date| {
        let time = crate::dates::TehranTime { hour: 9, minute: 0 };
        let Fact::ReferredToBank(referral) = samples::referred() else {
            unreachable!("a referral")
        };
        let bank = catalogue.banks[0].code.clone();
        let year = catalogue.ceilings[0].year;
        let amount = crate::money::Rials::new(10_000_000).expect("an amount");
        let fact = Fact::ReferredToBank(crate::event::Referral {
            bank,
            amount,
            budget_year: year,
            to: Office::Bank.id(),
            ..referral
        });
        let at = crate::dates::Instant::at_tehran(on, time);
        permit(
            &case,
            &Event { at, ..story.event(Office::Labour, fact) },
            &catalogue,
            &supervisors(),
        )
        .err()
    };
    assert_eq!(referred(last), None);
    assert_eq!(referred(last.add_days(1)), Some(Refusal::NotInForce));
}

#[test]
fn a_case_is_given_to_somebody_else_while_it_is_open() {
    let assigned = || Fact::Assigned { to: Office::Agency.officer().account };
    for story in [Story::at_agency(), Story::at_labour(), Story::empowering()] {
        let office = match story.case().stage {
            Stage::AgencyReview(_) => Office::Agency,
            Stage::Empowerment(_) => Office::Jahad,
            _ => Office::Labour,
        };
        assert_eq!(refusal(&story, office, assigned()), None);
        let mut held = story;
        held.tell(office, assigned());
        assert_eq!(refusal(&held, office, assigned()), Some(Refusal::HeldAlready));
    }
    for story in [Story::licensed(), Story::refused(), Story::withdrawn(), Story::disputed()] {
        let office = [Office::Agency, Office::Labour].into_iter();
        let found: Vec<_> = office.map(|office| refusal(&story, office, assigned())).collect();
        assert!(found.iter().all(Option::is_some), "{:?}", story.case().stage_name());
        let stages = found.iter().flatten();
        let stages = stages.filter(|it| matches!(it, Refusal::WrongStage { .. })).count();
        assert_eq!(stages, 1, "the office whose turn it is: {found:?}");
    }
}

/// A case that matched no agency's office, in the secretariat's tray.
fn in_the_tray() -> (Story, Officer, Catalogue) {
    let catalogue = catalogue();
    let secretariat = catalogue.offices.iter().find(|o| o.kind == OfficeKind::Secretariat);
    let office = secretariat.expect("the sample has one").id.clone();
    let mut story = in_field(Story::at_agency(), &plain_field());
    for event in &mut story.events {
        if let Fact::Submitted { office: to, .. } = &mut event.fact {
            *to = office.clone();
        }
    }
    (story, Officer { office, ..Office::Agency.officer() }, catalogue)
}

#[test]
fn the_secretariat_sends_what_is_in_its_tray_to_an_office_whose_turn_it_is() {
    let (story, officer, catalogue) = in_the_tray();
    let send = |to: OfficeId| {
        let fact = Fact::Transferred { to, reason: text("ادارهٔ این شهرستان") };
        let event = Event { actor: (&officer).into(), ..story.event(Office::Agency, fact) };
        permit(&story.case(), &event, &catalogue, &supervisors())
    };
    let at_agency = send(Office::Agency.id()).expect("an agency reviews");
    assert_eq!(at_agency.office, Some(Office::Agency.id()));
    for other in [Office::Jahad, Office::Labour, Office::Bank] {
        assert_eq!(send(other.id()).err(), Some(Refusal::OfficeUnknown), "{other:?}");
    }
    assert_eq!(send(officer.office.clone()).err(), Some(Refusal::OfficeUnknown));
}

#[test]
fn nobody_gives_away_a_case_that_is_another_offices() {
    let (in_tray, secretariat, catalogue) = in_the_tray();
    let at_agency = in_field(Story::at_agency(), &plain_field());
    let to = Office::Agency.id();
    let fact = || Fact::Transferred { to: to.clone(), reason: text("دلیل") };
    let by = |story: &Story, officer: Officer| {
        let event = Event { actor: officer.into(), ..story.event(Office::Agency, fact()) };
        permit(&story.case(), &event, &catalogue, &supervisors()).err()
    };
    let agency = Office::Agency.officer();
    assert_eq!(by(&at_agency, secretariat), Some(Refusal::NotYourOffice));
    assert_eq!(by(&in_tray, agency), Some(Refusal::NotYourOffice));
}

/// Somebody who waits for a supporter whose licence and contract were scanned.
fn awaiting() -> Story {
    let mut story = Story::covered();
    story.tell(Office::Agency, samples::submitted());
    story.tell(Office::Agency, samples::attached(9));
    in_field(story, &plain_field())
}

#[test]
fn only_the_reviewing_agency_records_what_its_counter_saw() {
    let story = awaiting();
    let recorded = samples::supporter_recorded(9);
    assert_eq!(refusal(&story, Office::Agency, recorded.clone()), None);
    for office in [Office::Jahad, Office::Labour, Office::Bank] {
        let no = refusal(&story, office, recorded.clone());
        assert!(matches!(no, Some(Refusal::NotYourOffice | Refusal::NotYourRole)), "{no:?}");
    }
    // Another office of an agency, which saw the case when it registered it.
    let mut elsewhere = story.event(Office::Agency, recorded);
    let office = OfficeId::parse("MIMT-0001").expect("an office");
    let mut case = story.case();
    case.offices.insert(office.clone());
    elsewhere.actor = Officer { office, ..Office::Agency.officer() }.into();
    assert_eq!(
        permit(&case, &elsewhere, &catalogue(), &supervisors()),
        Err(Refusal::NotYourOffice)
    );
}

#[test]
fn no_office_speaks_as_the_supporter() {
    let story = awaiting();
    for word in [samples::supporter_confirmed(), samples::supporter_declined()] {
        for office in [Office::Agency, Office::Jahad, Office::Labour, Office::Bank] {
            let no = refusal(&story, office, word.clone());
            assert!(matches!(no, Some(Refusal::NotYourOffice | Refusal::NotYourRole)), "{no:?}");
        }
        let mut event = story.event(Office::Agency, word);
        event.actor = Actor::Applicant { medium: Medium::Portal };
        assert_eq!(
            permit(&story.case(), &event, &catalogue(), &supervisors()),
            Err(Refusal::NotYourRole)
        );
        event.actor = Actor::Registry;
        assert!(permit(&story.case(), &event, &catalogue(), &supervisors()).is_ok());
    }
}

#[test]
fn who_recorded_the_supporters_word_does_not_approve() {
    let mut story = awaiting();
    story.tell(Office::Agency, samples::supporter_recorded(9));
    story.tell(Office::Agency, samples::path());
    check_all(&mut story, Office::Agency, Review::Agency);
    let same = refusal(&story, Office::Agency, samples::approved());
    assert_eq!(same, Some(Refusal::SupporterRecordedBySame));
    let mut approval = story.event(Office::Agency, samples::approved());
    // The same person under another account is the same person.
    let account = crate::ids::OfficerId::parse("u:second").expect("an officer");
    let second = Officer { account, ..Office::Agency.officer() };
    approval.actor = (&second).into();
    let same = permit(&story.case(), &approval, &catalogue(), &supervisors());
    assert_eq!(same, Err(Refusal::SupporterRecordedBySame));
    let person = crate::ids::PersonId::parse("p:second").expect("a person");
    approval.actor = Officer { person, ..second }.into();
    assert!(permit(&story.case(), &approval, &catalogue(), &supervisors()).is_ok());
    // What the supporter said themselves nobody recorded.
    let mut own = awaiting();
    own.tell(Office::Agency, samples::supporter_confirmed());
    own.tell(Office::Agency, samples::path());
    check_all(&mut own, Office::Agency, Review::Agency);
    assert_eq!(refusal(&own, Office::Agency, samples::approved()), None);
}

#[test]
fn a_document_that_the_catalogue_does_not_have_is_neither_asked_for_nor_taken() {
    let mut story = in_field(Story::at_agency(), &plain_field());
    let unknown = DocumentCode(99_999);
    let asked = |code| {
        let asked = Asked::Document(DocumentCode(code));
        let id = RequestId::from_bytes([3; 16]);
        let item = RequestItem { id, asked, text: text("بفرستید"), condition: None };
        Fact::RequestsOpened { items: vec![item] }
    };
    let refused = refusal(&story, Office::Agency, asked(99_999));
    assert_eq!(refused, Some(Refusal::DocumentUnknown(unknown)));
    assert_eq!(refusal(&story, Office::Agency, asked(20_001)), None);
    let attached = |document| match samples::attached(9) {
        Fact::Attached { attachment } => {
            Fact::Attached { attachment: crate::people::Attachment { document, ..attachment } }
        }
        other => other,
    };
    let refused = refusal(&story, Office::Agency, attached(unknown));
    assert_eq!(refused, Some(Refusal::DocumentUnknown(unknown)));
    assert_eq!(refusal(&story, Office::Agency, attached(DocumentCode(20_001))), None);
    story.tell(Office::Agency, asked(20_001));
    let Fact::Attached { attachment } = attached(unknown) else { panic!("an attachment") };
    let answer = crate::event::Answer {
        text: text("فرستادم"),
        medium: crate::event::Medium::Telephone,
        on: crate::dates::Date::parse("2026-11-23").expect("a day"),
        attachments: vec![attachment],
        corrections: Vec::new(),
    };
    let answered = Fact::RequestAnswered { request: RequestId::from_bytes([3; 16]), answer };
    let refused = refusal(&story, Office::Agency, answered);
    assert_eq!(refused, Some(Refusal::DocumentUnknown(unknown)));
}

#[test]
fn a_plan_in_a_field_that_the_catalogue_does_not_have_is_not_submitted() {
    let mut registered = Story::registered();
    let submitted = |code: &FieldCode| match samples::submitted() {
        Fact::Submitted { mut plan, certificate, office, proposed_path } => {
            plan.field = code.clone();
            Fact::Submitted { plan, certificate, office, proposed_path }
        }
        other => other,
    };
    let unknown = FieldCode::parse("9999").expect("a code");
    let refused = refusal(&registered, Office::Agency, submitted(&unknown));
    assert_eq!(refused, Some(Refusal::FieldUnknown));
    assert_eq!(refusal(&registered, Office::Agency, submitted(&plain_field())), None);
    registered.tell(Office::Agency, submitted(&plain_field()));
}

#[test]
fn a_deadline_is_extended_once_by_the_catalogues_days() {
    let mut story = in_field(Story::at_agency(), &plain_field());
    let days = crate::deadlines::extension(&story.case(), &catalogue()).expect("it can be");
    let extended =
        |days| Fact::DeadlineExtended { days, reason: text("استعلام در راه است") };
    for other in [0, days - 1, days + 1, u16::MAX] {
        let refused = refusal(&story, Office::Agency, extended(other));
        assert_eq!(refused, Some(Refusal::NoSuchExtension), "{other}");
    }
    assert_eq!(refusal(&story, Office::Agency, extended(days)), None);
    story.tell(Office::Agency, extended(days));
    assert_eq!(crate::deadlines::extension(&story.case(), &catalogue()), None);
    let again = refusal(&story, Office::Agency, extended(days));
    assert_eq!(again, Some(Refusal::NoSuchExtension));
}
