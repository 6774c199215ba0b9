//! The draft of the catalogue: taken in, changed, signed, published.

use std::collections::BTreeSet;

use clap::Parser as _;
use domain::catalogue::{Catalogue, OfficeId, Section, sample};
use domain::dates::Date;
use domain::ids::{OfficerId, PersonId};
use registry::Registry;
use registry::administration::{Administrator, By, Duty, journal};
use registry::console::{self, CatalogueCommand, Ended, OfficeCommand};
use registry::editions::draft::{self, DraftAct, DraftError, Edit, Seen};
use registry::editions::{first_day, publish};
use registry::scope::{self, Scope};
use serde_json::json;
use testkit::times::START;

use crate::harness::TestRegistry;

fn administrator(account: &str, person: &str) -> By {
    By::Administrator(Administrator {
        officer: OfficerId::parse(account).unwrap(),
        person: PersonId::parse(person).unwrap(),
        name: account.to_owned(),
        office: OfficeId::parse("SECRETARIAT").unwrap(),
        duties: BTreeSet::from([Duty::Editor, Duty::Publisher]),
    })
}

fn tomorrow(registry: &Registry) -> Date {
    registry.now().tehran_date().add_days(1)
}

fn phone(number: &str) -> serde_json::Value {
    let mut row = serde_json::to_value(&sample().offices[0]).unwrap();
    row["letterhead"]["phone"] = json!(number);
    row
}

#[tokio::test]
async fn two_editors_do_not_overwrite_each_other() {
    let test = TestRegistry::start().await;
    let registry = &test.registry;
    let (one, other) = (administrator("karimi", "person-1"), administrator("moradi", "person-2"));
    let seen = draft::begin(registry, &one, Seen::Any).await.unwrap().version;
    let first = Edit::Replace(Section::Offices, 0, phone("086-33331111"));
    let now = draft::edit(registry, &one, seen, first).await.unwrap().version;
    let second = Edit::Replace(Section::Offices, 0, phone("086-33332222"));
    let Err(DraftError::Stale(since)) = draft::edit(registry, &other, seen, second.clone()).await
    else {
        panic!("the second editor is stopped")
    };
    assert_eq!(since.len(), 1);
    let id = sample().offices[0].id.as_str().to_owned();
    assert_eq!((since[0].section, &since[0].row), (Some(Section::Offices), &id));
    assert_eq!((since[0].act, &since[0].by), (DraftAct::Changed, &OfficerId::parse("karimi").ok()));
    let held = draft::read(registry).await.unwrap().unwrap();
    assert_eq!(held.catalogue.offices[0].letterhead.phone, "086-33331111");
    // Having seen that, they change it all the same.
    draft::edit(registry, &other, now, second).await.unwrap();
    let held = draft::read(registry).await.unwrap().unwrap();
    assert_eq!(held.catalogue.offices[0].letterhead.phone, "086-33332222");
}

#[tokio::test]
async fn of_two_editors_at_the_same_moment_one_is_stopped() {
    let test = TestRegistry::start().await;
    let (one, other) = (administrator("karimi", "person-1"), administrator("moradi", "person-2"));
    let seen = draft::begin(&test.registry, &one, Seen::Any).await.unwrap().version;
    let second = test.another(2).await;
    let (first, second) = tokio::join!(
        draft::edit(&test.registry, &one, seen, Edit::Remove(Section::Banks, 0)),
        draft::edit(&second, &other, seen, Edit::Remove(Section::Banks, 1)),
    );
    assert_eq!(usize::from(first.is_ok()) + usize::from(second.is_ok()), 1);
    let held = draft::read(&test.registry).await.unwrap().unwrap();
    assert_eq!(held.catalogue.banks.len(), sample().banks.len() - 1);
}

#[tokio::test]
async fn rows_are_added_changed_and_removed_and_a_misfit_changes_nothing() {
    let test = TestRegistry::start().await;
    let (registry, by) = (&test.registry, By::Console);
    let begun = draft::begin(registry, &by, Seen::Any).await.unwrap();
    assert_eq!(begun.catalogue.edition.id.as_str(), "1405/2-sample");
    let holiday = json!({"day": "2027-05-01", "title": "آزمایش", "certainty": "fixed"});
    let added = Edit::Add(Section::Holidays, holiday.clone());
    let now = draft::edit(registry, &by, begun.version, added).await.unwrap();
    assert_eq!(now.catalogue.calendar.holidays.len(), begun.catalogue.calendar.holidays.len() + 1);
    let set = Edit::Set(Section::LookUpAfterDays, json!(12));
    let now = draft::edit(registry, &by, now.version, set).await.unwrap();
    assert_eq!(now.catalogue.look_up_after_days, 12);
    for wrong in [
        Edit::Set(Section::LookUpAfterDays, json!("twelve")),
        Edit::Add(Section::Holidays, holiday),
        Edit::Replace(Section::Ceilings, 0, json!({"year": 1402})),
    ] {
        let refused = draft::edit(registry, &by, now.version, wrong).await;
        assert!(matches!(refused, Err(DraftError::Misfit(_))), "{refused:?}");
    }
    for nowhere in [Edit::Remove(Section::Banks, 99), Edit::Remove(Section::Rules, 0)] {
        let refused = draft::edit(registry, &by, now.version, nowhere).await;
        assert!(matches!(refused, Err(DraftError::NoRow)), "{refused:?}");
    }
    assert_eq!(draft::read(registry).await.unwrap(), Some(now));
}

#[tokio::test]
async fn whoever_signs_does_not_publish_under_any_account() {
    let test = TestRegistry::start().await;
    let registry = &test.registry;
    let editor = administrator("karimi", "person-1");
    let (same, other) = (administrator("karimi2", "person-1"), administrator("moradi", "person-2"));
    let seen = draft::begin(registry, &editor, Seen::Any).await.unwrap().version;
    let day = tomorrow(registry);
    let go = async |by: &By| publish(registry, by, Seen::Version(seen), day).await;
    assert!(matches!(go(&other).await, Err(DraftError::NotSigned)));
    draft::sign(registry, &editor, seen).await.unwrap();
    assert!(matches!(go(&editor).await, Err(DraftError::SamePerson)));
    assert!(matches!(go(&same).await, Err(DraftError::SamePerson)));
    let id = go(&other).await.unwrap();
    let published = registry.editions.find(&id).unwrap();
    assert_eq!(published.signed_by, OfficerId::parse("karimi").ok());
    assert_eq!(published.published_by, OfficerId::parse("moradi").ok());
    assert_eq!((published.valid_from(), published.file.number()), (day, 2));
    assert_eq!(draft::read(registry).await.unwrap(), None);
    let mut tx = scope::begin(&registry.pool, Scope::Administration).await.unwrap();
    let told = journal::read(&mut tx, registry, &journal::Asked::default(), 10).await.unwrap();
    let acts: Vec<&str> = told.iter().rev().map(|entry| entry.act.as_str()).collect();
    assert_eq!(acts, ["editionPublished", "draftChanged", "editionSigned", "editionPublished"]);
}

#[tokio::test]
async fn a_change_takes_the_signature_away() {
    let test = TestRegistry::start().await;
    let registry = &test.registry;
    let (editor, other) =
        (administrator("karimi", "person-1"), administrator("moradi", "person-2"));
    let seen = draft::begin(registry, &editor, Seen::Any).await.unwrap().version;
    draft::sign(registry, &editor, seen).await.unwrap();
    assert!(draft::read(registry).await.unwrap().unwrap().signed.is_some());
    let changed = draft::edit(registry, &editor, seen, Edit::Remove(Section::Banks, 0)).await;
    let now = changed.unwrap().version;
    let refused = publish(registry, &other, Seen::Version(now), tomorrow(registry)).await;
    assert!(matches!(refused, Err(DraftError::NotSigned)));
    let refused = publish(registry, &other, Seen::Version(seen), tomorrow(registry)).await;
    assert!(matches!(refused, Err(DraftError::Stale(_))));
}

#[tokio::test]
async fn what_has_flaws_is_taken_in_and_neither_signed_nor_published() {
    let test = TestRegistry::start().await;
    let registry = &test.registry;
    let mut flawed = sample();
    flawed.edition.id = flawed.edition.id.next();
    flawed.deadlines.clear();
    let held = draft::import(registry, &By::Console, Seen::Any, &flawed).await.unwrap();
    let editor = administrator("karimi", "person-1");
    let signed = draft::sign(registry, &editor, held.version).await;
    assert!(matches!(signed, Err(DraftError::Flawed(flaws)) if flaws.len() == 2));
    let published = publish(registry, &By::Console, Seen::Any, tomorrow(registry)).await;
    assert!(matches!(published, Err(DraftError::Flawed(_))));
    assert_eq!(registry.editions.all().len(), 1);
}

#[tokio::test]
async fn an_edition_begins_tomorrow_at_the_earliest_and_has_a_name_of_its_own() {
    let test = TestRegistry::start().await;
    let registry = &test.registry;
    draft::import(registry, &By::Console, Seen::Any, &sample()).await.unwrap();
    let today = registry.now().tehran_date();
    let early = publish(registry, &By::Console, Seen::Any, today).await;
    let first = today.add_days(1);
    assert!(matches!(early, Err(DraftError::TooEarly { first: day }) if day == first));
    assert_eq!(first_day(registry), first);
    let named = publish(registry, &By::Console, Seen::Any, first).await;
    assert!(matches!(named, Err(DraftError::NameTaken(_))));
    draft::begin(registry, &By::Console, Seen::Any).await.unwrap();
    let id = publish(registry, &By::Console, Seen::Any, first).await.unwrap();
    assert_ne!(registry.catalogue().edition.id, id);
    test.clock.advance_millis(24 * 3_600_000);
    assert_eq!(registry.catalogue().edition.id, id);
    let nothing = publish(registry, &By::Console, Seen::Any, first.add_days(9)).await;
    assert!(matches!(nothing, Err(DraftError::NoDraft)));
}

#[tokio::test]
async fn the_very_first_edition_may_have_begun_already() {
    let test = TestRegistry::start().await;
    sqlx::query("delete from editions").execute(&test.owner).await.unwrap();
    let registry = test.another(2).await;
    assert!(registry.editions.is_empty() && registry.secretariat().is_none());
    let seen = draft::import(&registry, &By::Console, Seen::Any, &sample()).await.unwrap();
    let from = START.tehran_date().add_days(-30);
    publish(&registry, &By::Console, Seen::Version(seen.version), from).await.unwrap();
    let catalogue = registry.catalogue();
    assert_eq!((catalogue.edition.valid_from, catalogue.edition.issued_on), (from, from));
    assert!(registry.secretariat().is_some());
}

#[tokio::test]
async fn a_published_document_is_what_desks_will_read_to_the_byte() {
    let test = TestRegistry::start().await;
    let registry = &test.registry;
    draft::begin(registry, &By::Console, Seen::Any).await.unwrap();
    let id = publish(registry, &By::Console, Seen::Any, tomorrow(registry)).await.unwrap();
    let file = registry.editions.find(&id).unwrap().file;
    let key = registry.keys.signing().verifying_key();
    let opened = wire::edition::SignedEdition::open(file.as_bytes(), &key).unwrap();
    let read = Catalogue::read(opened.document()).unwrap();
    assert_eq!(read.write().as_bytes(), opened.document());
    assert_eq!(read.edition.valid_from, tomorrow(registry));
}

/// Arguments as they are typed at the console.
#[derive(clap::Parser)]
#[expect(clippy::large_enum_variant, reason = "one of it is read and used up")]
enum Typed {
    #[command(subcommand)]
    Catalogue(CatalogueCommand),
    #[command(subcommand)]
    Office(OfficeCommand),
}

async fn at_console(registry: &Registry, line: &[&str]) -> (Option<Ended>, String) {
    let typed = Typed::try_parse_from([&["parvaneh-registry"], line].concat()).unwrap();
    let mut out = Vec::new();
    let ended = match typed {
        Typed::Catalogue(command) => console::catalogue(registry, command, &mut out).await,
        Typed::Office(command) => console::office(registry, command, &mut out).await,
    };
    (ended.ok(), String::from_utf8(out).unwrap())
}

#[tokio::test]
async fn a_file_becomes_the_draft_and_an_edition_at_the_console() {
    let test = TestRegistry::start().await;
    let registry = &test.registry;
    let (ended, exported) = at_console(registry, &["catalogue", "export"]).await;
    assert_eq!((ended, exported), (Some(Ended::Well), sample().write()));
    std::fs::create_dir_all(&test.folder).unwrap();
    let file = test.folder.join("edition.json");
    let path = file.to_str().unwrap();
    let new = sample().write().replacen("1405/1-sample", "1405/7", 1);
    std::fs::write(&file, &new).unwrap();
    let (ended, said) = at_console(registry, &["catalogue", "import", path]).await;
    assert_eq!((ended, said.as_str()), (Some(Ended::Well), "draft 1\nedition 1405/7\n"));
    let (_, exported) = at_console(registry, &["catalogue", "export", "--draft"]).await;
    assert_eq!(exported, new);
    let from = tomorrow(registry).jalali().to_string();
    let (ended, said) = at_console(registry, &["catalogue", "publish", "--from", &from]).await;
    assert!(ended == Some(Ended::Well) && said.contains("published 1405/7"), "{said}");
    let (_, exported) = at_console(registry, &["catalogue", "export", "1405/7"]).await;
    assert_eq!(
        Catalogue::read(exported.as_bytes()).unwrap().edition.valid_from,
        tomorrow(registry)
    );
}

#[tokio::test]
async fn a_broken_file_is_told_by_place_and_ends_with_flaws() {
    let test = TestRegistry::start().await;
    let registry = &test.registry;
    std::fs::create_dir_all(&test.folder).unwrap();
    let file = test.folder.join("edition.json");
    let path = file.to_str().unwrap();
    let import = async |content: &str, more: &[&str]| {
        std::fs::write(&file, content).unwrap();
        at_console(registry, &[&["catalogue", "import", path], more].concat()).await
    };
    let document = sample().write();
    let cut: String = document.lines().take(30).collect();
    let (ended, said) = import(&cut, &[]).await;
    assert!(ended == Some(Ended::WithFlaws) && said.starts_with("not-json: line "), "{said}");
    let (_, said) = import(&document.replacen("\"executive\"", "\"x\"", 1), &[]).await;
    assert!(said.starts_with("misfit: agencies[0].kind (line "), "{said}");
    assert_eq!(draft::read(registry).await.unwrap(), None);
    let county = document.replacen("\"county\": \"0001\"", "\"county\": \"2301\"", 1);
    let (ended, said) = import(&county, &[]).await;
    assert_eq!(ended, Some(Ended::WithFlaws));
    assert!(said.contains("\noffices[0].county: outside-province: "), "{said}");
    let (_, said) = import(&county, &["--json"]).await;
    let said: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!(said["flaws"][0]["code"], "outside-province");
    // It is the draft all the same, to be put right in the forms.
    assert!(draft::read(registry).await.unwrap().is_some());
    let from = tomorrow(registry).to_string();
    let (ended, _) = at_console(registry, &["catalogue", "publish", "--from", &from]).await;
    assert_eq!(ended, Some(Ended::WithFlaws));
}

#[tokio::test]
async fn an_office_is_added_to_the_draft_at_the_console() {
    let test = TestRegistry::start().await;
    let registry = &test.registry;
    let add = async |county: &str| {
        let id = format!("LABOUR-{county}");
        let line = [
            "office",
            "add",
            "--id",
            &id,
            "--kind",
            "labour",
            "--title",
            "ادارهٔ کار خمین",
            "--province",
            "00",
            "--county",
            county,
            "--phone",
            "086-46220000",
            "--address",
            "خمین",
            "--hours",
            "۸ تا ۱۴",
        ];
        at_console(registry, &line).await
    };
    assert_eq!(add("0004").await.0, Some(Ended::Well));
    let held = draft::read(registry).await.unwrap().unwrap();
    let office = held.catalogue.office(&OfficeId::parse("LABOUR-0004").unwrap()).unwrap();
    assert_eq!(office.letterhead.lines, ["جمهوری اسلامی ایران", "ادارهٔ کار خمین"]);
    let (ended, said) = add("2301").await;
    assert!(ended == Some(Ended::WithFlaws) && said.contains("county: outside-province"), "{said}");
}
