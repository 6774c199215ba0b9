//! Editions of the catalogue on several servers, and what a new one leaves as it was.

use domain::case::Refusal;
use domain::catalogue::OfficeId;
use domain::dates::{Instant, TehranTime};
use domain::event::{CheckAnswer, Fact, Review};
use domain::people::{Activity, Officer, Role};
use domain::places::CountyCode;
use domain::plan::Path;
use registry::intake::{ApplyError, Intake};
use testkit::times::START;

use crate::applying::{person, plan, with};
use crate::harness::TestRegistry;
use crate::portal::DONE;
use crate::telling::{Telling, office};

#[tokio::test]
async fn an_edition_begins_at_midnight_in_tehran() {
    let test = TestRegistry::start().await;
    let day = START.tehran_date().add_days(1);
    let id = test.edition_from(day, |_| {}).await;
    test.registry.read_editions().await.unwrap();
    let midnight = Instant::at_tehran(day, TehranTime { hour: 0, minute: 0 });
    let left = START.millis_until(midnight);
    test.clock.advance_millis(left - 1);
    assert_ne!(test.registry.catalogue().edition.id, id);
    assert!(test.registry.edition(&id).is_some());
    test.clock.advance_millis(1);
    assert_eq!(test.registry.catalogue().edition.id, id);
}

#[tokio::test]
async fn every_server_learns_of_an_edition() {
    let test = TestRegistry::start().await;
    let other = test.another(2).await;
    let today = START.tehran_date();
    let id = test.edition_from(today, |_| {}).await;
    for server in [&test.registry, &other] {
        assert!(server.edition(&id).is_none());
        assert_eq!(server.read_editions().await.unwrap(), 1);
        assert_eq!(server.read_editions().await.unwrap(), 0);
        assert_eq!(server.catalogue().edition.id, id);
    }
    // One that starts later knows it from the beginning.
    assert_eq!(test.another(3).await.catalogue().edition.id, id);
}

#[tokio::test]
async fn of_two_editions_of_one_day_the_later_one_is_in_force() {
    let test = TestRegistry::start().await;
    let today = START.tehran_date();
    test.edition_from(today, |_| {}).await;
    test.registry.read_editions().await.unwrap();
    let second = test.edition_from(today, |_| {}).await;
    test.registry.read_editions().await.unwrap();
    assert_eq!(test.registry.catalogue().edition.id, second);
}

#[tokio::test]
async fn an_edition_that_somebody_else_signed_is_not_taken() {
    let test = TestRegistry::start().await;
    let id = test.edition_from(START.tehran_date(), |_| {}).await;
    sqlx::query(
        "update editions set file = set_byte(file, 40, 255 - get_byte(file, 40)) where id = $1",
    )
    .bind(id.as_str())
    .execute(&test.owner)
    .await
    .unwrap();
    assert!(test.registry.read_editions().await.is_err());
    assert!(test.registry.edition(&id).is_none());
}

#[tokio::test]
async fn published_editions_are_never_changed() {
    let test = TestRegistry::start().await;
    for forbidden in ["update editions set valid_from = '2030-01-01'", "delete from editions"] {
        assert!(sqlx::query(forbidden).execute(&test.registry.pool).await.is_err(), "{forbidden}");
    }
}

#[tokio::test]
async fn a_case_keeps_its_edition_and_new_ones_take_the_one_in_force() {
    let test = TestRegistry::start().await;
    let mut old = Telling::registered(&test, 1).await;
    let before = test.registry.catalogue().edition.id.clone();
    let today = test.registry.now().tehran_date();
    let id = test.edition_from(today, |catalogue| catalogue.agency_checklist.truncate(1)).await;
    test.registry.read_editions().await.unwrap();
    old.submit().await;
    assert_eq!(old.case().await.edition, before);
    let rows = |case: &domain::case::Case| {
        test.registry.rules(&case.edition).unwrap().agency_checklist.len()
    };
    assert_eq!(rows(&old.case().await), 6);
    let new = Telling::registered(&test, 2).await;
    assert_eq!(new.case().await.edition, id);
    assert_eq!(rows(&new.case().await), 1);
    // A reviewer answers the rows of the case's edition, of which the newer one has one.
    let checked = Fact::Checked { review: Review::Agency, row: 2, answer: CheckAnswer::Right };
    old.by(Role::Agency, checked).await;
}

#[tokio::test]
async fn the_tray_sends_an_old_case_to_an_office_that_only_a_newer_edition_knows() {
    let test = TestRegistry::start().await;
    let mut told = Telling::registered(&test, 1).await;
    told.submit_to(office(Role::Secretariat), Path::Standard).await;
    let case = told.case().await;
    let opened = OfficeId::parse("MIMT-0004").unwrap();
    let send = async || {
        let registry = &test.registry;
        let mut intake = Intake::begin(registry, [case.id]).await?;
        let reason = domain::text::PlainText::parse_line("ادارهٔ تازه", 100).unwrap();
        let fact = Fact::Transferred { to: opened.clone(), reason };
        let secretariat = registry.secretariat().unwrap();
        let officer =
            Officer { office: secretariat, ..testkit::actors::officer(Role::Secretariat) };
        intake.write(officer.into(), case.id, fact).await?;
        intake.commit().await
    };
    assert!(matches!(send().await, Err(ApplyError::Refused(Refusal::OfficeUnknown))));
    open_in_khomein(&test).await;
    send().await.unwrap();
    let after = told.case().await;
    assert_eq!((after.office.as_ref(), &after.edition), (Some(&opened), &case.edition));
}

/// An edition of today has a new office for carpets in the county of Khomein.
async fn open_in_khomein(test: &TestRegistry) {
    let today = test.registry.now().tehran_date();
    test.edition_from(today, |catalogue| {
        let known = catalogue.offices.iter().find(|office| office.id.as_str() == "MIMT-0001");
        let mut new = known.unwrap().clone();
        new.id = OfficeId::parse("MIMT-0004").unwrap();
        new.county = Some(CountyCode::parse("0004").unwrap());
        catalogue.offices.push(new);
    })
    .await;
    test.registry.read_editions().await.unwrap();
}

#[tokio::test]
async fn whoever_registered_before_an_office_was_opened_is_sent_there() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    browser.register(&person(Activity::Independent)).await;
    let before = test.registry.catalogue().edition.id.clone();
    open_in_khomein(&test).await;
    browser.complete(&with(plan(), "workCounty", "0004")).await;
    assert!(browser.tick().await.says(DONE));
    let case = test.case().await;
    assert_eq!((case.office.unwrap().as_str(), case.edition), ("MIMT-0004", before));
}
