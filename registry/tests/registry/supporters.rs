//! Supporters: who is shown who named them, who speaks for them, and what the applicant reads of it.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use domain::case::{Refusal, StageName, SupporterState};
use domain::event::{Fact, SupporterWord};
use domain::identifiers::LicenceNumber;
use domain::ids::{CaseId, EventId};
use domain::people::{
    Activity, Applicant as Who, Attachment, MediaType, NamedSupporter, Officer, Person, Role,
    Support, SupporterIdentity,
};
use domain::plan::Path;
use domain::referee::Effectless;
use registry::acts::{self, ActError, Answer, Applicant};
use registry::applicant::Session;
use registry::follow;
use registry::intake::{ApplyError, Intake, Judged, Outcome};
use testkit::people::{company, person, text};
use testkit::seeded::Seeded;

use crate::applying::{person as page_one, plan, with};
use crate::browser::Answer as Page;
use crate::browser::Browser;
use crate::harness::TestRegistry;
use crate::status::{says, signed_in, status};
use crate::telling::{Telling, office};

const SUPPORT: Support = Support { experience_years: 8, covered_count: 5 };

fn somebody(seed: u64) -> Person {
    person(&mut Seeded::new(seed))
}

fn natural(person: &Person) -> SupporterIdentity {
    SupporterIdentity::Natural(person.national_id.clone())
}

/// A supporter, licensed if a serial is given.
async fn holder(test: &TestRegistry, seed: u64, who: Who, serial: Option<u64>) -> Telling<'_> {
    let covered = matches!(who, Who::Covered { .. });
    let mut told = Telling::registered_by(test, seed, who).await;
    told.submit().await;
    if let Some(serial) = serial {
        if covered {
            let word = SupporterWord::Licence(LicenceNumber::from_serial(99).unwrap());
            told.by_portal(Fact::SupporterConfirmed { word }).await;
        }
        told.approve(Path::Standard).await;
        told.license(serial).await;
    }
    told
}

/// A natural supporter with a licence in force.
async fn licensed(test: &TestRegistry, seed: u64) -> (Telling<'_>, SupporterIdentity) {
    let person = somebody(seed);
    let identity = natural(&person);
    let who = Who::SupporterNatural { person, support: SUPPORT };
    (holder(test, seed + 1_000, who, Some(seed)).await, identity)
}

fn naming(seed: u64, identity: SupporterIdentity) -> Who {
    let supporter =
        NamedSupporter { name: text("پشتیبان نمونه"), identity, licence: None };
    Who::Covered { person: somebody(seed), supporter }
}

/// Somebody who names a supporter and has handed everything in.
async fn covered(test: &TestRegistry, seed: u64, identity: SupporterIdentity) -> Telling<'_> {
    let mut told = Telling::registered_by(test, seed + 2_000, naming(seed, identity)).await;
    told.submit().await;
    told
}

async fn session(told: &Telling<'_>) -> Applicant {
    let (code, identity) = told.secrets().await;
    let identity = told.test.registry.keys.identity(&identity);
    let session = Session::begin(&told.test.registry);
    Applicant { case: told.story.case, code, identity, session }
}

async fn asked(told: &Telling<'_>) -> (CaseId, EventId) {
    (told.story.case, told.case().await.supporter_named)
}

async fn says_to(
    supporter: &Telling<'_>,
    covered: &Telling<'_>,
    answer: Answer,
) -> Result<(), ActError> {
    let registry = &supporter.test.registry;
    acts::answer_naming(registry, &session(supporter).await, asked(covered).await, answer).await
}

/// Sends the form of the page that was drawn for a naming.
async fn send(
    browser: &mut Browser,
    (case, naming): (CaseId, EventId),
    answer: &'static str,
) -> Page {
    let fields = [("naming", naming.to_string()), ("answer", answer.to_owned())];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
    browser.post(&format!("/status/covered/{case}"), &fields).await
}

async fn name_another(browser: &mut Browser, id: &str) -> Page {
    let fields = [("supporterName", "پشتیبان دیگر"), ("supporterId", id), ("supporterLicence", "")];
    browser.post("/status/supporter", &fields).await
}

#[tokio::test]
async fn a_licensed_supporter_sees_who_named_them_and_confirms() {
    let test = TestRegistry::start().await;
    let (supporter, identity) = licensed(&test, 11).await;
    let covered = covered(&test, 12, identity).await;
    let case = covered.case().await;
    says(
        &status(&covered).await,
        &["در انتظار تأیید پشتیبان", "کد رهگیری و شمارهٔ خودش", "مجوز پشتیبان و قرارداد"],
    );
    let mut browser = signed_in(&supporter).await;
    let page = browser.get("/status").await;
    says(
        &page,
        &[
            "کسانی که شما را پشتیبان خود نام برده‌اند",
            &case.applicant.display_name(),
            "تأیید می‌کنم",
            "نمی‌پذیرم",
        ],
    );
    assert!(!page.says(case.applicant.identity()) && !page.says(case.tracking_code.as_str()));
    let sent = send(&mut browser, asked(&covered).await, "confirm").await;
    assert_eq!(sent.location(), Some("/status#covered"), "{}", sent.text());
    let case = covered.case().await;
    assert_eq!(case.stage_name(), StageName::AgencyReview);
    let number = supporter.case().await.licence().unwrap().number.clone();
    let SupporterState::Confirmed { word, .. } = &case.supporter else { panic!() };
    assert_eq!(*word, SupporterWord::Licence(number.clone()));
    assert_eq!(case.applicant.named_supporter().unwrap().licence, Some(number));
    assert!(case.notes.is_empty());
    says(&status(&covered).await, &["پشتیبان، شما را تأیید کرد", "بررسی دستگاه اجرایی"]);
    assert!(!browser.get("/status").await.says(&case.applicant.display_name()));
}

#[tokio::test]
async fn a_stranger_who_types_a_companys_public_id_sees_and_confirms_nobody() {
    let test = TestRegistry::start().await;
    let id = domain::identifiers::LegalId::parse("14005893875").unwrap();
    let covered = covered(&test, 12, SupporterIdentity::Legal(id)).await;
    let name = covered.case().await.applicant.display_name();
    let mut stranger = test.browser();
    stranger.register(&page_one(Activity::SupporterLegal)).await;
    let before = stranger.get("/status").await;
    assert!(!before.says(&name), "{}", before.text());
    let sent = send(&mut stranger, asked(&covered).await, "confirm").await;
    assert_eq!(sent.status, StatusCode::CONFLICT);
    stranger.complete(&plan()).await;
    stranger.tick().await;
    let after = stranger.get("/status").await;
    assert!(!after.says(&name) && !after.says("تأیید می‌کنم"), "{}", after.text());
    for answer in ["confirm", "decline"] {
        let sent = send(&mut stranger, asked(&covered).await, answer).await;
        assert_eq!(sent.status, StatusCode::CONFLICT, "{answer}");
    }
    assert_eq!(covered.case().await.supporter, SupporterState::Awaited);
    // What such a page says does not tell whether anybody named the company.
    let mut nobodys = test.browser();
    let unnamed = with(page_one(Activity::SupporterLegal), "legalId", "10100171920");
    nobodys.register(&unnamed).await;
    let card = |page: &str| {
        let (_, card) = page.split_once("id=\"covered\"").unwrap();
        card.split_once("</section>").unwrap().0.to_owned()
    };
    assert_eq!(card(before.text()), card(nobodys.get("/status").await.text()));
}

#[tokio::test]
async fn only_a_supporters_licence_of_the_very_id_speaks() {
    let test = TestRegistry::start().await;
    let person = somebody(21);
    let identity = natural(&person);
    let covered_by = covered(&test, 22, identity.clone()).await;
    let Who::SupporterLegal { company, support } = company(&mut Seeded::new(23)) else { panic!() };
    let company = domain::people::Company { representative: person.clone(), ..company };
    let other =
        NamedSupporter {
            name: text("دیگری"), identity: natural(&somebody(24)), licence: None
        };
    let holders = [
        ("independent", Who::Independent(person.clone()), Some(1)),
        ("covered", Who::Covered { person: person.clone(), supporter: other }, Some(2)),
        ("a company's representative", Who::SupporterLegal { company, support }, Some(3)),
        ("an applicant", Who::SupporterNatural { person: person.clone(), support: SUPPORT }, None),
    ];
    for (nth, (what, who, serial)) in (30..).zip(holders) {
        let own = holder(&test, nth, who, serial).await;
        assert!(follow::supported(&test.registry, &own.case().await).await.unwrap().is_empty());
        for answer in [Answer::Confirms, Answer::Declines] {
            let said = says_to(&own, &covered_by, answer).await;
            assert!(matches!(said, Err(ActError::NotNow | ActError::NotNamed)), "{what}: {said:?}");
        }
    }
    assert_eq!(covered_by.case().await.supporter, SupporterState::Awaited);
    // Another supporter's licence is as good as none.
    let (stranger, _) = licensed(&test, 40).await;
    let said = says_to(&stranger, &covered_by, Answer::Confirms).await;
    assert!(matches!(said, Err(ActError::NotNamed)), "{said:?}");
}

#[tokio::test]
async fn an_answer_to_who_did_not_name_them_is_refused_in_plain_words_whether_there_is_such_a_case()
{
    let test = TestRegistry::start().await;
    let (supporter, _) = licensed(&test, 11).await;
    let (_, other) = licensed(&test, 13).await;
    let covered = covered(&test, 12, other).await;
    let mut independent = Telling::registered(&test, 14).await;
    independent.submit().await;
    let mut browser = signed_in(&supporter).await;
    browser.get("/status").await;
    let (case, naming) = asked(&covered).await;
    let mut pages = Vec::new();
    for nobody in [CaseId::from_bytes([9; 16]), case, independent.story.case, supporter.story.case]
    {
        for answer in ["confirm", "decline"] {
            let page = send(&mut browser, (nobody, naming), answer).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND);
            says(
                &page,
                &["این درخواست شما را پشتیبان خود نام نبرده است", "href=\"/status#covered\""],
            );
            assert!(!page.says("کد رهگیری را بنویسید"), "{}", page.text());
            pages.push((page.headers, page.body));
        }
    }
    pages.dedup();
    assert_eq!(pages.len(), 1);
    assert_eq!(covered.case().await.supporter, SupporterState::Awaited);
}

#[tokio::test]
async fn a_licence_out_of_force_shows_and_does_nothing_whatever_the_page_showed() {
    let test = TestRegistry::start().await;
    let (mut supporter, identity) = licensed(&test, 11).await;
    let covered = covered(&test, 12, identity).await;
    let naming = asked(&covered).await;
    let name = covered.case().await.applicant.display_name();
    let mut browser = signed_in(&supporter).await;
    says(&browser.get("/status").await, &[&name]);
    supporter.suspend().await;
    assert!(!browser.get("/status").await.says(&name));
    assert_eq!(send(&mut browser, naming, "confirm").await.status, StatusCode::CONFLICT);
    assert_eq!(send(&mut browser, naming, "decline").await.status, StatusCode::CONFLICT);
    let reason = text("نقص برطرف شد");
    supporter.by(Role::Labour, Fact::LicenceReinstated { reason }).await;
    says(&browser.get("/status").await, &[&name]);
    supporter.revoke().await;
    assert_eq!(send(&mut browser, naming, "confirm").await.status, StatusCode::CONFLICT);
    assert_eq!(covered.case().await.supporter, SupporterState::Awaited);
}

#[tokio::test]
async fn a_licence_that_expired_yesterday_speaks_no_more() {
    let test = TestRegistry::start().await;
    let person = somebody(11);
    let identity = natural(&person);
    let who = Who::SupporterNatural { person, support: SUPPORT };
    let mut supporter = Telling::registered_by(&test, 1_011, who).await;
    supporter.submit().await;
    supporter.approve(Path::Standard).await;
    let covered = covered(&test, 12, identity).await;
    let last = test.registry.now().tehran_date().add_days(1);
    supporter.license_until(5, last).await;
    assert_eq!(follow::supported(&test.registry, &supporter.case().await).await.unwrap().len(), 1);
    supporter.pass_days(2);
    assert!(follow::supported(&test.registry, &supporter.case().await).await.unwrap().is_empty());
    let said = says_to(&supporter, &covered, Answer::Confirms).await;
    assert!(matches!(said, Err(ActError::NotNow)), "{said:?}");
}

#[tokio::test]
async fn a_licence_that_was_registered_after_the_page_was_drawn_speaks() {
    let test = TestRegistry::start().await;
    let person = somebody(11);
    let covered = covered(&test, 12, natural(&person)).await;
    let who = Who::SupporterNatural { person, support: SUPPORT };
    let mut supporter = holder(&test, 1_011, who, None).await;
    let mut browser = signed_in(&supporter).await;
    let naming = asked(&covered).await;
    assert_eq!(send(&mut browser, naming, "confirm").await.status, StatusCode::CONFLICT);
    supporter.approve(Path::Standard).await;
    supporter.license(7).await;
    let mut browser = signed_in(&supporter).await;
    assert_eq!(send(&mut browser, naming, "confirm").await.status, StatusCode::SEE_OTHER);
    assert!(covered.case().await.supporter_confirmed());
}

#[tokio::test]
async fn a_declined_applicant_is_told_and_names_another() {
    let test = TestRegistry::start().await;
    let (first, identity) = licensed(&test, 11).await;
    let (second, other) = licensed(&test, 13).await;
    let covered = covered(&test, 12, identity).await;
    let name = covered.case().await.applicant.display_name();
    let before = asked(&covered).await;
    let mut browser = signed_in(&first).await;
    assert_eq!(send(&mut browser, before, "decline").await.status, StatusCode::SEE_OTHER);
    // Who declined sees the applicant no more, and the form that was drawn before does nothing.
    assert!(!browser.get("/status").await.says(&name));
    assert_eq!(send(&mut browser, before, "decline").await.status, StatusCode::SEE_OTHER);
    assert_eq!(send(&mut browser, before, "confirm").await.status, StatusCode::CONFLICT);
    assert!(matches!(covered.case().await.supporter, SupporterState::Declined { .. }));

    let mut applicant = signed_in(&covered).await;
    let page = applicant.get("/status").await;
    says(&page, &["پشتیبان شما را نپذیرفت", "نام بردن پشتیبان دیگر", "پشتیبان دیگری نام ببرید"]);
    let own = covered.case().await.applicant.identity().to_owned();
    let refused = name_another(&mut applicant, &own).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    says(&refused, &["<title>خطا:", "کسی پشتیبان خودش نمی‌شود", &format!("value=\"{own}\"")]);
    let taken = name_another(&mut applicant, other.as_str()).await;
    assert_eq!(taken.location(), Some("/status"), "{}", taken.text());
    says(&applicant.get("/status").await, &["در انتظار تأیید پشتیبان", "پشتیبان دیگری نام بردید"]);
    // Sent twice, it is one naming.
    let version = covered.case().await.version;
    name_another(&mut applicant, other.as_str()).await;
    assert_eq!(covered.case().await.version, version);

    let said = says_to(&first, &covered, Answer::Confirms).await;
    assert!(matches!(said, Err(ActError::NotNamed)), "{said:?}");
    let mut browser = signed_in(&second).await;
    says(&browser.get("/status").await, &[&name]);
    send(&mut browser, asked(&covered).await, "confirm").await;
    assert_eq!(covered.case().await.stage_name(), StageName::AgencyReview);
    // The review has begun: no other supporter, and no word against it.
    let late = name_another(&mut applicant, other.as_str()).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert_eq!(applicant.get("/status/supporter").await.location(), Some("/status"));
    let late = send(&mut browser, asked(&covered).await, "decline").await;
    assert_eq!(late.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn an_answer_to_an_earlier_naming_is_none_to_the_newest() {
    let test = TestRegistry::start().await;
    let (supporter, identity) = licensed(&test, 11).await;
    let covered = covered(&test, 12, identity.clone()).await;
    let earlier = asked(&covered).await;
    let mut browser = signed_in(&supporter).await;
    send(&mut browser, earlier, "decline").await;
    // The supporter pressed the wrong button; the applicant names them again.
    let mut applicant = signed_in(&covered).await;
    assert_eq!(name_another(&mut applicant, identity.as_str()).await.location(), Some("/status"));
    for answer in ["decline", "confirm"] {
        assert_eq!(send(&mut browser, earlier, answer).await.status, StatusCode::CONFLICT);
    }
    assert_eq!(covered.case().await.supporter, SupporterState::Awaited);
    send(&mut browser, asked(&covered).await, "confirm").await;
    assert!(covered.case().await.supporter_confirmed());
}

#[tokio::test]
async fn before_page_two_a_supporter_can_take_the_word_back() {
    let test = TestRegistry::start().await;
    let (supporter, identity) = licensed(&test, 11).await;
    let mut covered = Telling::registered_by(&test, 2_012, naming(12, identity)).await;
    says_to(&supporter, &covered, Answer::Confirms).await.unwrap();
    assert!(covered.case().await.supporter_confirmed());
    says(&status(&supporter).await, &["تأیید کرده‌اید"]);
    says_to(&supporter, &covered, Answer::Declines).await.unwrap();
    covered.submit().await;
    assert!(covered.case().await.waits_for_supporter());
}

#[tokio::test]
async fn who_gave_up_meanwhile_is_not_confirmed() {
    let test = TestRegistry::start().await;
    let (supporter, identity) = licensed(&test, 11).await;
    let mut covered = covered(&test, 12, identity).await;
    let naming = asked(&covered).await;
    covered.withdraw().await;
    let mut browser = signed_in(&supporter).await;
    for answer in ["confirm", "decline"] {
        assert_eq!(send(&mut browser, naming, answer).await.status, StatusCode::CONFLICT);
    }
    assert_eq!(covered.case().await.stage_name(), StageName::Withdrawn);
    assert_eq!(send(&mut browser, naming, "").await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn at_two_servers_at_once_a_word_is_said_once() {
    let test = TestRegistry::start().await;
    let (supporter, identity) = licensed(&test, 11).await;
    let covered = covered(&test, 12, identity).await;
    let (session, naming) = (session(&supporter).await, asked(&covered).await);
    let other = test.another(9).await;
    let (one, two) = tokio::join!(
        acts::answer_naming(&test.registry, &session, naming, Answer::Confirms),
        acts::answer_naming(&other, &session, naming, Answer::Confirms),
    );
    one.unwrap();
    two.unwrap();
    let confirmed = "select count(*) from events where kind = 2";
    assert_eq!(test.count(confirmed).await, 1);
}

#[tokio::test]
async fn the_counter_of_the_reviewing_agency_records_what_another_approves() {
    let test = TestRegistry::start().await;
    let (_, identity) = licensed(&test, 11).await;
    let mut covered = covered(&test, 12, identity).await;
    let scan = testkit::facts::attachment(&mut covered.story.seeded);
    let document = domain::catalogue::DocumentCode(20_008);
    let attachment =
        Attachment { document, media: MediaType::Pdf, name: text("قرارداد"), ..scan };
    let scans = vec![attachment.content];
    covered.by(Role::Agency, Fact::Attached { attachment }).await;
    let word = SupporterWord::Counter { licence: text("۱۲۳/۱۴۰۲"), scans };
    covered.by(Role::Agency, Fact::SupporterConfirmed { word }).await;
    assert_eq!(covered.case().await.stage_name(), StageName::AgencyReview);
    says(&status(&covered).await, &["تأیید پشتیبان شما در اداره ثبت شد"]);
    let mut recorder = testkit::actors::officer(Role::Agency);
    recorder.office = office(Role::Agency);
    let approved =
        Fact::Approved { comment: None, to: office(Role::Labour), opened: BTreeSet::new() };
    let mut intake = Intake::begin(&test.registry, [covered.story.case]).await.unwrap();
    let refused = intake.write(recorder.into(), covered.story.case, approved).await;
    let same = Refusal::SupporterRecordedBySame;
    assert!(matches!(&refused, Err(ApplyError::Refused(why)) if *why == same), "{refused:?}");
}

#[tokio::test]
async fn no_workstation_says_a_supporters_own_word() {
    let test = TestRegistry::start().await;
    let (_, identity) = licensed(&test, 11).await;
    let mut told = covered(&test, 12, identity).await;
    let number = LicenceNumber::from_serial(11).unwrap();
    let word = SupporterWord::Licence(number.clone());
    let base = {
        let intake = Intake::begin(&test.registry, [told.story.case]).await.unwrap();
        intake.base(told.story.case)
    };
    for (seed, (role, fact)) in (70..).zip([
        (Role::Agency, Fact::SupporterConfirmed { word: word.clone() }),
        (Role::Secretariat, Fact::SupporterConfirmed { word }),
        (Role::Secretariat, Fact::SupporterDeclined { licence: number }),
    ]) {
        let mut station = test.workstation_of(office(role), seed).await;
        let mut event = told.story.event(role, fact);
        event.at = test.registry.now();
        event.actor = Officer { office: office(role), ..testkit::actors::officer(role) }.into();
        let sealed = station.sign(base, event);
        let judged = test.push(told.story.case, &[sealed]).await.unwrap();
        assert!(
            matches!(judged[..], [Judged::New(Outcome::Without(Effectless::Rejected, _))]),
            "{judged:?}"
        );
    }
    assert_eq!(told.case().await.supporter, SupporterState::Awaited);
}

#[tokio::test]
async fn who_speaks_for_a_company_that_they_named_themselves_is_noted_for_the_reviewer() {
    let test = TestRegistry::start().await;
    let Who::SupporterLegal { company, support } = company(&mut Seeded::new(11)) else { panic!() };
    let applicant = company.representative.clone();
    let identity = SupporterIdentity::Legal(company.legal_id.clone());
    let own = Who::SupporterLegal { company, support };
    let supporter = holder(&test, 1_011, own, Some(8)).await;
    let named = NamedSupporter { name: text("شرکت خودم"), identity, licence: None };
    let who = Who::Covered { person: applicant, supporter: named };
    let mut covered = Telling::registered_by(&test, 2_012, who).await;
    covered.submit().await;
    says_to(&supporter, &covered, Answer::Confirms).await.unwrap();
    let case = covered.case().await;
    assert!(case.notes[0].text.as_str().contains("خود متقاضی است"));
}

#[tokio::test]
async fn pages_that_could_be_asked_about_ids_are_counted_like_look_ups() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    browser.register(&page_one(Activity::Independent)).await;
    browser.complete(&plan()).await;
    let covered = "/status/covered/00000000-0000-0000-0000-000000000000";
    for (nth, path) in
        ["/register/plan", "/register/confirm", "/status/supporter", covered].iter().enumerate()
    {
        browser.move_network(u16::try_from(300 + nth).unwrap());
        let mut answered = 0;
        let refused = loop {
            let page = if *path == covered {
                browser.post(path, &[("answer", "confirm")]).await
            } else {
                browser.get(path).await
            };
            if page.status == StatusCode::TOO_MANY_REQUESTS {
                break page;
            }
            answered += 1;
            assert!(answered < 400, "{path} is not counted");
        };
        says(&refused, &["چیزی از دست نرفته است"]);
        assert!(answered >= 100, "{path}: {answered}");
    }
    // What somebody typed into page two is kept all the same.
    browser.move_network(300);
    let typed = with(plan(), "title", "گلیم و جاجیم");
    let mut sent = 0;
    let refused = loop {
        let page = browser.fill("/register/plan", &typed).await;
        if page.status == StatusCode::TOO_MANY_REQUESTS {
            break page;
        }
        sent += 1;
        assert!(sent < 400, "page two is not counted");
    };
    says(&refused, &["گلیم و جاجیم"]);
}
