//! What a refusal rests on: a table of every condition against every applicant, and of every ground.

use std::collections::BTreeSet;

use super::*;
use crate::catalogue::{ChecklistRow, Circumstance, ConditionNumber, ForGender, ForPath};
use crate::dates::Date;
use crate::event::{ClearanceOutcome, Evidence, RefusalGround, ServiceResult};
use crate::people::{Applicant, Attachment, AttachmentId, MediaType, Person, Support};

/// What an officer says, in words of their own.
const SEEN: &str = "در بازدید دیده شد که کارگاه جدا از خانه است و دستگاه‌ها جا نمی‌گیرد.";
const CERTIFICATE: u32 = 20_001;
const VISIT_REPORT: u32 = 20_012;

fn refused(number: u16, evidence: &[Evidence]) -> Fact {
    let condition = ConditionNumber(number);
    let grounds = evidence.iter().map(|evidence| RefusalGround { condition, evidence: *evidence });
    let grounds = grounds.collect();
    let opened = opened(evidence);
    Fact::Refused { conditions: vec![condition], grounds, explanation: text(SEEN), opened }
}

/// What an officer has opened who cites documents.
fn opened(evidence: &[Evidence]) -> BTreeSet<AttachmentId> {
    let documents = evidence.iter().filter_map(|evidence| match evidence {
        Evidence::Document(document) => Some(*document),
        Evidence::Row(_) | Evidence::Unanswered(_) | Evidence::Circumstance(_) => None,
    });
    documents.collect()
}

fn by_agency(story: &Story, number: u16, evidence: &[Evidence]) -> Option<Refusal> {
    refusal(story, Office::Agency, refused(number, evidence))
}

fn content(document: u32) -> crate::ids::ContentHash {
    crate::ids::ContentHash::from_bytes([u8::try_from(document % 251).unwrap_or_default(); 32])
}

fn attach(story: &mut Story, document: u32) -> Evidence {
    let attachment = Attachment {
        document: DocumentCode(document),
        content: content(document),
        media: MediaType::Jpeg,
        size_bytes: 1_000,
        name: text("مدرک"),
    };
    let evidence = Evidence::Document(attachment.id());
    story.tell(Office::Agency, Fact::Attached { attachment });
    evidence
}

fn mark_wrong(story: &mut Story, office: Office, review: Review, row: u16) {
    let answer = CheckAnswer::Wrong { pin: None };
    story.tell(office, Fact::Checked { review, row, answer });
}

/// At the agency, in a plain field, by somebody.
fn of(applicant: &Applicant) -> Story {
    let mut story = in_field(Story::at_agency(), &plain_field());
    for event in &mut story.events {
        if let Fact::Registered { applicant: who, .. } = &mut event.fact {
            **who = applicant.clone();
        }
    }
    story
}

fn person(gender: Gender) -> Person {
    let story = Story::at_agency();
    Person { gender, ..story.case().applicant.person().clone() }
}

const SUPPORT: Support = Support { experience_years: 9, covered_count: 5 };
const SERVED: Gender = Gender::Male(MilitaryStatus::Served);

/// The numbers of the sample that refuse and apply to a case.
fn offered(story: &Story) -> Vec<u16> {
    let catalogue = catalogue();
    let case = story.case();
    let refusing = catalogue.conditions.iter().filter(|c| c.kind == ConditionKind::Refuse);
    let applying = refusing.filter(|condition| applies(&case, condition, &catalogue));
    applying.map(|condition| condition.number.0).collect()
}

#[test]
fn a_condition_is_for_those_whom_its_text_names() {
    let everybody = vec![11, 16, 17, 22, 25, 26, 31, 32, 33, 34, 35, 36, 37, 38];
    let with = |more: &[u16]| {
        let mut numbers: Vec<u16> = everybody.iter().chain(more).copied().collect();
        numbers.sort_unstable();
        numbers
    };
    let covered = Story::covered().case().applicant;
    let woman = Gender::Female;
    let supporter =
        |gender| Applicant::SupporterNatural { person: person(gender), support: SUPPORT };
    assert_eq!(offered(&of(&Applicant::Independent(person(woman)))), with(&[15]));
    assert_eq!(offered(&of(&Applicant::Independent(person(SERVED)))), with(&[14, 15]));
    let Applicant::Covered { supporter: named, .. } = covered else { panic!("it is covered") };
    let covered = Applicant::Covered { person: person(woman), supporter: named };
    assert_eq!(offered(&of(&covered)), everybody);
    assert_eq!(offered(&of(&supporter(woman))), with(&[12, 13, 21, 24]));
    assert_eq!(offered(&of(&supporter(SERVED))), with(&[12, 13, 14, 21, 24]));
    let bread = FieldCode::parse("4057").expect("a field of food");
    let food = in_field(of(&Applicant::Independent(person(woman))), &bread);
    assert_eq!(offered(&food), with(&[15, 23]));
}

#[test]
fn what_applies_to_others_is_refused_for_every_act_that_cites_it() {
    let story = of(&Applicant::Independent(person(Gender::Female)));
    for number in [12, 13, 14, 21, 23, 24] {
        let evidence = [Evidence::Circumstance(Circumstance::UnderAge)];
        let not_for = Some(Refusal::ConditionNotApplicable(ConditionNumber(number)));
        assert_eq!(by_agency(&story, number, &evidence), not_for, "{number}");
    }
    let men = ConditionNumber(52);
    let item = RequestItem {
        id: RequestId::from_bytes([3; 16]),
        asked: Asked::Document(DocumentCode(10_003)),
        text: text("بفرستید"),
        condition: Some(men),
    };
    let asked = Fact::RequestsOpened { items: vec![item] };
    let refused = refusal(&story, Office::Agency, asked);
    assert_eq!(refused, Some(Refusal::ConditionNotApplicable(men)));
    let licensed = in_field(Story::licensed(), &plain_field());
    let conditions = vec![ConditionNumber(24)];
    let reason = text("دلیل");
    let suspended = Fact::LicenceSuspended(crate::event::Grounds { conditions, reason });
    let refused = refusal(&licensed, Office::Labour, suspended);
    assert_eq!(refused, Some(Refusal::ConditionNotApplicable(ConditionNumber(24))));
}

#[test]
fn fields_and_paths_bound_a_condition_too() {
    let case = of(&Applicant::Independent(person(Gender::Female))).case();
    let mut catalogue = catalogue();
    let mut bound = |change: fn(&mut crate::catalogue::Audience)| {
        let condition = &mut catalogue.conditions[0];
        condition.applies_to = crate::catalogue::Audience::default();
        change(&mut condition.applies_to);
        let condition = condition.clone();
        applies(&case, &condition, &catalogue)
    };
    assert!(bound(|_| {}));
    assert!(bound(|it| it.fields = vec![plain_field(), starred_field()]));
    assert!(!bound(|it| it.fields = vec![starred_field()]));
    assert!(bound(|it| it.path = ForPath::Standard));
    assert!(!bound(|it| it.path = ForPath::Development));
    assert!(bound(|it| it.gender = ForGender::Women));
    assert!(!bound(|it| it.activities = vec![crate::people::Activity::Covered]));
    let registered = Story::registered().case();
    let condition = crate::catalogue::Audience { path: ForPath::Standard, ..Default::default() };
    assert!(!condition.includes(&registered.applicant, None, registered.path()), "no path yet");
}

#[test]
fn a_refusal_cites_conditions_of_the_list_that_refuse() {
    let mut story = ready_to_approve();
    mark_wrong(&mut story, Office::Agency, Review::Agency, 3);
    let evidence = [Evidence::Row(3)];
    let unknown = ConditionNumber(9_999);
    let refused = by_agency(&story, unknown.0, &evidence);
    assert_eq!(refused, Some(Refusal::ConditionUnknown(unknown)));
    let refused = by_agency(&story, 53, &evidence);
    assert_eq!(refused, Some(Refusal::ConditionOfOtherKind(ConditionNumber(53))));
    assert_eq!(by_agency(&story, 22, &evidence), None);
}

#[test]
fn the_check_behind_a_cited_condition_must_have_been_seen() {
    let mut story = in_field(Story::at_agency(), &plain_field());
    let certificate = attach(&mut story, CERTIFICATE);
    let unseen = Some(Refusal::ReasonUnseen(3));
    assert_eq!(by_agency(&story, 22, &[certificate]), unseen);
    mark_wrong(&mut story, Office::Agency, Review::Agency, 3);
    assert_eq!(by_agency(&story, 22, &[certificate]), None);
}

#[test]
fn what_the_officer_marked_right_is_no_ground() {
    let mut story = ready_to_approve();
    let certificate = attach(&mut story, CERTIFICATE);
    let report = attach(&mut story, VISIT_REPORT);
    let contradicted =
        |number, row| Some(Refusal::GroundContradicted { condition: ConditionNumber(number), row });
    // The row's own document, one that shows the same condition, and nothing at all.
    assert_eq!(by_agency(&story, 22, &[certificate]), contradicted(22, 3));
    assert_eq!(by_agency(&story, 33, &[report]), contradicted(33, 4));
    assert_eq!(by_agency(&story, 22, &[]), contradicted(22, 3));
    // A condition behind which no row stands, and what the case itself says, are not contradicted.
    assert_eq!(by_agency(&story, 35, &[report]), None);
    let case = story.case();
    let catalogue = catalogue();
    let today = Date::parse("2026-11-30").expect("a day");
    let opened = opened(&[certificate, report]);
    let shown = |number| {
        let condition = catalogue.condition(ConditionNumber(number)).expect("it is there");
        grounds(&case, &catalogue, condition, &opened, today).len()
    };
    assert_eq!((shown(22), shown(33), shown(35)), (0, 0, 1));
    mark_wrong(&mut story, Office::Agency, Review::Agency, 3);
    assert_eq!(by_agency(&story, 22, &[certificate]), None);
    // The other review's answers are another officer's.
    let mut labour = ready_to_issue();
    let photograph = attach(&mut labour, 20_011);
    assert_eq!(refusal(&labour, Office::Labour, refused(33, &[photograph])), None);
}

#[test]
fn a_right_row_about_a_document_holds_beside_a_wrong_row_about_another() {
    let mut catalogue = catalogue();
    let second = ChecklistRow {
        row: 7,
        document: Some(DocumentCode(VISIT_REPORT)),
        ..catalogue.checklist(Review::Agency)[3].clone()
    };
    catalogue.agency_checklist.push(second);
    let mut story = ready_to_approve();
    let deed = attach(&mut story, 20_003);
    let report = attach(&mut story, VISIT_REPORT);
    mark_wrong(&mut story, Office::Agency, Review::Agency, 7);
    let by = |evidence| {
        let event = story.event(Office::Agency, refused(33, &[evidence]));
        permit(&story.case(), &event, &catalogue, &supervisors()).err()
    };
    assert_eq!(by(report), None);
    let condition = ConditionNumber(33);
    assert_eq!(by(deed), Some(Refusal::GroundContradicted { condition, row: 4 }));
}

#[test]
fn a_document_that_the_officer_has_not_opened_is_no_ground() {
    let mut story = ready_to_approve();
    let report = attach(&mut story, VISIT_REPORT);
    let having_opened = |documents: &[Evidence]| match refused(35, &[report]) {
        Fact::Refused { conditions, grounds, explanation, .. } => {
            let opened = opened(documents);
            Fact::Refused { conditions, grounds, explanation, opened }
        }
        other => panic!("{other:?}"),
    };
    let of_agency = |fact| refusal(&story, Office::Agency, fact);
    let untrue = Some(Refusal::GroundUntrue(ConditionNumber(35)));
    assert_eq!(of_agency(having_opened(&[])), untrue);
    assert_eq!(of_agency(having_opened(&[report])), None);
}

#[test]
fn whoever_decides_has_opened_documents_of_this_case_and_no_others() {
    let (agency, labour) = (ready_to_approve(), ready_to_issue());
    let stranger = AttachmentId { document: DocumentCode(VISIT_REPORT), content: content(7) };
    let with = |fact: Fact, document| match fact {
        Fact::Approved { comment, to, mut opened } => {
            opened.insert(document);
            Fact::Approved { comment, to, opened }
        }
        Fact::LicenceIssued { number, valid_until, comment, mut opened } => {
            opened.insert(document);
            Fact::LicenceIssued { number, valid_until, comment, opened }
        }
        other => panic!("{other:?}"),
    };
    for (story, office, fact) in [
        (agency, Office::Agency, samples::approved()),
        (labour, Office::Labour, samples::licence_issued()),
    ] {
        let mut story = story;
        assert_eq!(refusal(&story, office, fact.clone()), None);
        let unknown = Some(Refusal::OpenedUnknown);
        assert_eq!(refusal(&story, office, with(fact.clone(), stranger)), unknown);
        let Evidence::Document(own) = attach(&mut story, VISIT_REPORT) else { panic!("one") };
        assert_eq!(refusal(&story, office, with(fact, own)), None);
    }
}

#[test]
fn completing_and_refusing_name_documents_of_the_case_alone() {
    let stranger: BTreeSet<_> =
        [AttachmentId { document: DocumentCode(VISIT_REPORT), content: content(7) }].into();
    let unknown = Some(Refusal::OpenedUnknown);
    let (summary, to) = (text("آماده است"), Office::Labour.id());
    let completed = Fact::EmpowermentCompleted { summary, to, opened: stranger.clone() };
    assert_eq!(refusal(&Story::empowering(), Office::Jahad, completed), unknown);
    let refused = match refused(22, &[Evidence::Row(3)]) {
        Fact::Refused { conditions, grounds, explanation, .. } => {
            Fact::Refused { conditions, grounds, explanation, opened: stranger }
        }
        other => panic!("{other:?}"),
    };
    assert_eq!(refusal(&ready_to_approve(), Office::Agency, refused), unknown);
}

#[test]
fn a_refusal_that_explains_nothing_is_refused_over_every_door() {
    let mut story = ready_to_approve();
    mark_wrong(&mut story, Office::Agency, Review::Agency, 3);
    let by = |words: &str| match refused(22, &[Evidence::Row(3)]) {
        Fact::Refused { conditions, grounds, opened, .. } => {
            let explanation = text(words);
            let fact = Fact::Refused { conditions, grounds, explanation, opened };
            refusal(&story, Office::Agency, fact)
        }
        other => panic!("{other:?}"),
    };
    assert_eq!(by("گواهی مهارت ندارد"), Some(Refusal::ExplanationThin));
    assert_eq!(by("ناقص خراب کهنه"), Some(Refusal::ExplanationThin), "three words of its own");
    assert_eq!(by(SEEN), None);
}

#[test]
fn every_cited_condition_has_a_ground_and_every_ground_is_true() {
    let mut story = ready_to_approve();
    let certificate = attach(&mut story, CERTIFICATE);
    let report = attach(&mut story, VISIT_REPORT);
    mark_wrong(&mut story, Office::Agency, Review::Agency, 3);
    let needed = |number| Some(Refusal::GroundNeeded(ConditionNumber(number)));
    let untrue = |number| Some(Refusal::GroundUntrue(ConditionNumber(number)));
    let row = Evidence::Row(3);
    let expired = Evidence::Circumstance(Circumstance::CertificateExpired);
    let nowhere = Evidence::Document(AttachmentId {
        document: DocumentCode(CERTIFICATE),
        content: content(7),
    });
    let table = [
        // (condition, evidence, what is said)
        (22, vec![], needed(22)),
        (22, vec![row], None),
        (22, vec![certificate], None),
        (22, vec![row, certificate], None),
        // Whoever cites it says that they opened it, and the case does not have it.
        (22, vec![row, nowhere], Some(Refusal::OpenedUnknown)),
        (22, vec![nowhere], Some(Refusal::OpenedUnknown)),
        // A row that is right, one that maps to another condition, one that is not there.
        (33, vec![Evidence::Row(4)], untrue(33)),
        (33, vec![row], untrue(33)),
        (22, vec![Evidence::Row(99)], untrue(22)),
        // A document that shows something else.
        (22, vec![report], untrue(22)),
        (35, vec![certificate], untrue(35)),
        (35, vec![report], None),
        // What the case does not say.
        (22, vec![expired], untrue(22)),
        (35, vec![expired], untrue(35)),
        (22, vec![Evidence::Unanswered(RequestId::from_bytes([5; 16]))], untrue(22)),
    ];
    for (number, evidence, said) in table {
        assert_eq!(by_agency(&story, number, &evidence), said, "{number} by {evidence:?}");
    }
    let condition = ConditionNumber(35);
    let stray = RefusalGround { condition, evidence: report };
    let fact = match refused(22, &[row]) {
        Fact::Refused { conditions, mut grounds, explanation, opened } => {
            grounds.push(stray);
            Fact::Refused { conditions, grounds, explanation, opened }
        }
        other => other,
    };
    assert_eq!(refusal(&story, Office::Agency, fact), untrue(35), "a ground of nothing cited");
}

#[test]
fn a_row_of_the_other_review_is_no_ground() {
    let mut story = ready_to_issue();
    mark_wrong(&mut story, Office::Labour, Review::Labour, 3);
    let by_labour =
        |number, evidence: &[Evidence]| refusal(&story, Office::Labour, refused(number, evidence));
    assert_eq!(by_labour(22, &[Evidence::Row(3)]), None);
    // Row 4 is wrong in neither review, and at the agency it maps to another condition.
    let untrue = Some(Refusal::GroundUntrue(ConditionNumber(33)));
    assert_eq!(by_labour(33, &[Evidence::Row(4)]), untrue);
}

#[test]
fn a_misspelt_name_is_no_reason_to_refuse() {
    for (review, office) in [(Review::Agency, Office::Agency), (Review::Labour, Office::Labour)] {
        let mut story = match review {
            Review::Agency => ready_to_approve(),
            Review::Labour => ready_to_issue(),
        };
        mark_wrong(&mut story, office, review, 1);
        let (case, catalogue) = (story.case(), catalogue());
        let today = Date::parse("2026-11-30").expect("a day");
        for condition in &catalogue.conditions {
            let found = grounds(&case, &catalogue, condition, &BTreeSet::new(), today);
            let row = |ground: &RefusalGround| ground.evidence == Evidence::Row(1);
            assert!(!found.iter().any(row), "{review:?}: {}", condition.title);
        }
        assert_eq!(catalogue.checklist(review)[0].ask, Some(ConditionNumber(51)));
    }
}

#[test]
fn what_the_case_says_is_a_ground_on_the_days_on_which_it_says_it() {
    let mut story = ready_to_approve();
    for event in &mut story.events {
        if let Fact::Submitted { certificate, .. } = &mut event.fact {
            certificate.expires_on = Some(Date::parse("2025-01-01").expect("a day"));
        }
    }
    let expired = Evidence::Circumstance(Circumstance::CertificateExpired);
    assert_eq!(by_agency(&story, 22, &[expired]), None);
    let today = |text| Date::parse(text).expect("a day");
    let catalogue = catalogue();
    let condition = catalogue.condition(ConditionNumber(22)).expect("it is there");
    let unopened = BTreeSet::new();
    let on = |day| grounds(&story.case(), &catalogue, condition, &unopened, today(day));
    assert!(on("2025-01-01").is_empty(), "the last day is a good one");
    assert_eq!(on("2025-01-02").len(), 1);
    let young = Applicant::SupporterNatural {
        person: Person {
            born_on: today("2010-01-01"),
            ..person(Gender::Male(MilitaryStatus::Pending))
        },
        support: Support { experience_years: 1, covered_count: 5 },
    };
    let mut story = of(&young);
    check_all(&mut story, Office::Agency, Review::Agency);
    let says =
        |number, circumstance| by_agency(&story, number, &[Evidence::Circumstance(circumstance)]);
    assert_eq!(says(12, Circumstance::UnderAge), None);
    assert_eq!(says(14, Circumstance::MilitaryPending), None);
    assert_eq!(says(21, Circumstance::ExperienceShort), None);
    let untrue = Some(Refusal::GroundUntrue(ConditionNumber(12)));
    assert_eq!(says(12, Circumstance::ExperienceShort), untrue, "it shows another condition");
}

#[test]
fn a_clearance_is_a_ground_when_it_was_denied() {
    let denied = [Evidence::Circumstance(Circumstance::ClearanceDenied)];
    for (outcome, said) in [
        (ClearanceOutcome::Denied, None),
        (ClearanceOutcome::Cleared, Some(Refusal::GroundUntrue(ConditionNumber(37)))),
    ] {
        let mut story = in_field(Story::at_agency(), &starred_field());
        check_all(&mut story, Office::Agency, Review::Agency);
        story.tell(Office::Agency, samples::clearance_asked());
        let open = Some(Refusal::GroundUntrue(ConditionNumber(37)));
        assert_eq!(by_agency(&story, 37, &denied), open, "it has not come");
        story.tell(Office::Agency, samples::clearance(outcome));
        assert_eq!(by_agency(&story, 37, &denied), said, "{outcome:?}");
    }
}

#[test]
fn jahads_word_that_somebody_is_not_suited_is_a_ground_for_the_labour_office() {
    let mut story = in_field(Story::empowering(), &plain_field());
    for service in crate::event::Service::ALL {
        let Fact::ServiceRecorded { mut record } = samples::service(service) else { continue };
        if service == crate::event::Service::AptitudeAssessment {
            record.result = ServiceResult::NotSuitable;
        }
        story.tell(Office::Jahad, Fact::ServiceRecorded { record });
    }
    story.tell(Office::Jahad, samples::empowerment_completed());
    let ground = [Evidence::Circumstance(Circumstance::NotSuited)];
    assert_eq!(refusal(&story, Office::Labour, refused(26, &ground)), None);
}

#[test]
fn a_request_is_a_ground_once_its_day_is_past_without_an_answer() {
    let mut story = ready_to_approve();
    let asked = RequestId::from_bytes([7; 16]);
    let items = vec![RequestItem {
        id: asked,
        asked: Asked::Document(DocumentCode(CERTIFICATE)),
        text: text("بفرستید"),
        condition: Some(ConditionNumber(53)),
    }];
    story.tell(Office::Agency, Fact::RequestsOpened { items });
    let unanswered = [Evidence::Unanswered(asked)];
    let days = i32::from(catalogue().papers.answer_days);
    let after = |days: i32, number| {
        let mut event = story.event(Office::Agency, refused(number, &unanswered));
        event.at = event.at.add_days(days - 1);
        permit(&story.case(), &event, &catalogue(), &supervisors()).err()
    };
    let early = Some(Refusal::GroundUntrue(ConditionNumber(22)));
    assert_eq!(after(days, 22), early, "the last day is the applicant's");
    assert_eq!(after(days + 1, 22), None);
    let other = Some(Refusal::GroundUntrue(ConditionNumber(33)));
    assert_eq!(after(days + 1, 33), other, "it was asked for another condition");
}
