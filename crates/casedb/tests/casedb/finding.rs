//! The queue and the search.

use casedb::cases::queue::{Filter, Queue, Scope, count_found, queue};
use casedb::cases::search::search;
use domain::case::StageName;
use domain::deadlines::{Urgency, urgency};
use domain::ids::OfficerId;
use domain::people::{Activity, Applicant, Role};
use domain::plan::Path;
use testkit::actors::{office, officer};
use testkit::people::{person, text};
use testkit::seeded::Seeded;
use testkit::story::Story;
use testkit::times::START;

use crate::desk::Desk;

fn named(seed: u64, first: &str, last: &str) -> Story {
    let mut seeded = Seeded::new(seed);
    let mut applicant = person(&mut seeded);
    applicant.first_name = text(first);
    applicant.last_name = text(last);
    Story::begin_with(seeded, Applicant::Independent(applicant))
}

async fn with(stories: &[Story]) -> Desk {
    let desk = Desk::new().await;
    for story in stories {
        desk.append(story.events.clone()).await.expect("a legal story");
    }
    desk
}

async fn found(desk: &Desk, asked: &str) -> Vec<String> {
    let mut reader = desk.db.read().await.expect("a connection");
    let lines = search(reader.conn(), asked, None, 50).await.expect("readable");
    lines.into_iter().map(|line| line.applicant).collect()
}

#[tokio::test]
async fn a_name_is_found_however_it_was_typed() {
    let desk = with(&[
        named(1, "زهرا", "حسینی\u{200C}نژاد").submitted(),
        named(2, "علی", "کاظمی").submitted(),
        named(3, "علیرضا", "کاظم\u{200C}زاده"),
        named(4, "مؤمنه", "رئیسی"),
    ])
    .await;
    for (asked, names) in [
        ("علي كاظمي", &["علی کاظمی"][..]),
        ("کاظ علی", &["علیرضا کاظم\u{200C}زاده", "علی کاظمی"]),
        ("حسيني نژاد", &["زهرا حسینی\u{200C}نژاد"]),
        ("حسینینژاد", &["زهرا حسینی\u{200C}نژاد"]),
        ("نژاد زهرا", &["زهرا حسینی\u{200C}نژاد"]),
        ("مومنه رييسي", &["مؤمنه رئیسی"]),
        ("گل برجسته فرش", &["علی کاظمی", "زهرا حسینی\u{200C}نژاد"]),
        ("کاظمی زهرا", &[]),
        ("", &[]),
        ("\"*", &[]),
    ] {
        assert_eq!(found(&desk, asked).await, names, "{asked}");
    }
}

#[tokio::test]
async fn a_code_is_found_in_any_digits_and_groups() {
    let story = named(1, "زهرا", "کاظمی").submitted();
    let desk = with(&[story.clone(), named(2, "علی", "کاظمی").submitted()]).await;
    let case = story.case();
    let persian = domain::text::to_persian_digits(case.applicant.identity());
    for asked in [
        case.tracking_code.as_str().to_owned(),
        case.tracking_code.printed(),
        domain::text::to_persian_digits(&case.tracking_code.printed()),
        persian,
        case.applicant.person().mobile.as_str().to_owned(),
        case.tracking_code.as_str()[..6].to_owned(),
    ] {
        assert_eq!(found(&desk, &asked).await, ["زهرا کاظمی"], "{asked}");
    }
}

#[tokio::test]
async fn a_name_is_found_together_apart_and_with_another_hamza() {
    let desk = with(&[
        named(1, "محمد رضا", "مسئولی").submitted(),
        named(2, "رئوف", "عبدالله زاده").submitted(),
        named(3, "سید محمد", "کاظمی"),
        named(4, "صغری", "هیأت"),
    ])
    .await;
    for (asked, name) in [
        ("محمدرضا مسئولی", "محمد رضا مسئولی"),
        ("مسؤولی", "محمد رضا مسئولی"),
        ("مسولی محمد", "محمد رضا مسئولی"),
        ("رؤف", "رئوف عبدالله زاده"),
        ("رووف عبداله\u{200C}زاده", "رئوف عبدالله زاده"),
        ("سیدمحمد", "سید محمد کاظمی"),
        ("صغرا هیئت", "صغری هیأت"),
    ] {
        assert_eq!(found(&desk, asked).await, [name], "{asked}");
    }
}

/// Of each length, also where no, one, few or many words begin so.
#[tokio::test]
async fn every_beginning_of_a_name_finds_all_cases_that_have_it_and_no_other() {
    let ends = ["", "پور", "زاده", "نیا", "فرد", "منش", "وند", "نژاد", "یان", "دوست"];
    let mut names: Vec<String> = ends.map(|end| format!("خورشید{end}")).into();
    names.extend(["خوش\u{200C}نام".to_owned(), "خورشیدی".to_owned(), "برجسته".to_owned()]);
    let stories: Vec<Story> =
        (1..).zip(&names).map(|(seed, name)| named(seed, "آتوسا", name)).collect();
    let desk = with(&stories).await;
    for name in &names {
        let letters: Vec<char> = name.chars().filter(|letter| *letter != '\u{200C}').collect();
        for length in 2..=letters.len() {
            let asked: String = letters.iter().take(length).collect();
            let held = |name: &&String| name.replace('\u{200C}', "").starts_with(&asked);
            let expected: Vec<String> =
                names.iter().rev().filter(held).map(|name| format!("آتوسا {name}")).collect();
            assert_eq!(found(&desk, &asked).await, expected, "{asked}");
            assert_eq!(found(&desk, &format!("آتوسا {asked}")).await, expected, "{asked}");
        }
    }
    assert_eq!(found(&desk, "خورشیدزادهها").await, [""; 0]);
}

/// Every code and number of a case, as its screen, a paper or a telephone shows it.
#[tokio::test]
async fn whatever_a_case_shows_finds_it_when_it_is_pasted_back() {
    let story = named(1, "زهرا", "کاظمی").submitted();
    let desk = with(&[story.clone(), named(2, "علی", "کاظمی").submitted()]).await;
    let case = story.case();
    let person = case.applicant.person();
    let submission = case.submission.as_ref().expect("page two");
    let mobile = person.mobile.as_str();
    let (start, rest) = mobile.split_at(4);
    let (middle, end) = rest.split_at(3);
    let mut asked = vec![
        submission.certificate.number.as_str().to_owned(),
        person.residence.postal_code.printed(),
        person.national_id.as_str().trim_start_matches('0').to_owned(),
        format!("+98 {} {middle} {end}", &start[1..]),
        format!("0098{}", &mobile[1..]),
        mobile[1..].to_owned(),
    ];
    asked.extend(person.landline.iter().map(|landline| landline.as_str()[3..].to_owned()));
    asked.extend(submission.plan.iban.iter().flat_map(|iban| [iban.printed(), iban.masked()]));
    for asked in asked {
        assert!(found(&desk, &asked).await.contains(&"زهرا کاظمی".to_owned()), "{asked}");
    }
}

#[tokio::test]
async fn what_is_not_in_a_list_is_counted_among_all_that_the_office_may_see() {
    let desk = with(&[
        named(1, "زهرا", "کاظمی").submitted(),
        named(2, "علی", "کاظمی").submitted().approved(Path::Standard),
    ])
    .await;
    let mut reader = desk.db.read().await.expect("a connection");
    for (role, asked, count) in [
        (Role::Agency, "کاظمی", 2),
        (Role::Labour, "کاظمی", 1),
        (Role::Labour, "زهرا", 0),
        (Role::Agency, "«»", 0),
    ] {
        let found = count_found(reader.conn(), &office(role), asked).await;
        assert_eq!(found.expect("readable"), count, "{role:?} {asked}");
    }
}

#[tokio::test]
async fn a_changed_name_is_found_by_its_new_spelling_alone() {
    let story = named(1, "زهرا", "قاسمی").submitted().asked();
    let desk = with(std::slice::from_ref(&story)).await;
    assert_eq!(found(&desk, "قاسمی").await.len(), 1);
    let told = story.events.len();
    let story = story.answered("یعقوبی");
    desk.append(story.events[told..].to_vec()).await.expect("a legal story");
    assert_eq!(found(&desk, "قاسمی").await, [""; 0]);
    assert_eq!(found(&desk, "يعقوبي").await, ["زهرا یعقوبی"]);
}

#[tokio::test]
async fn an_office_finds_what_it_may_see() {
    let desk = with(&[
        named(1, "زهرا", "کاظمی").submitted(),
        named(2, "علی", "کاظمی").submitted().approved(Path::Standard),
    ])
    .await;
    let mut reader = desk.db.read().await.expect("a connection");
    for (role, count) in [(Role::Agency, 2), (Role::Labour, 1), (Role::Jahad, 0)] {
        let lines = search(reader.conn(), "کاظمی", Some(&office(role)), 50).await;
        assert_eq!(lines.expect("readable").len(), count, "{role:?}");
    }
}

#[tokio::test]
async fn the_newest_come_first_and_no_more_than_asked_for() {
    let stories: Vec<Story> = (1..=9).map(|seed| named(seed, "علی", "کاظمی")).collect();
    let desk = with(&stories).await;
    let mut reader = desk.db.read().await.expect("a connection");
    let lines = search(reader.conn(), "کاظمی", None, 3).await.expect("readable");
    let ids: Vec<_> = lines.iter().map(|line| line.id).collect();
    assert_eq!(ids, [stories[8].case, stories[7].case, stories[6].case]);
}

async fn listed(desk: &Desk, days_later: i32, filter: &Filter) -> Queue {
    let mut reader = desk.db.read().await.expect("a connection");
    let now = START.add_days(days_later);
    queue(reader.conn(), &desk.catalogue, now, filter).await.expect("readable")
}

#[tokio::test]
async fn the_queue_is_as_pressing_as_the_rules_say_on_every_day() {
    let stories: Vec<Story> = (0..12)
        .map(|n| {
            let mut story = Story::begin(n);
            story.clock.pass_minutes(i64::try_from(n).expect("few") * 24 * 60);
            let story = story.submitted();
            if n % 3 == 0 { story.asked() } else { story.approved(Path::Standard) }
        })
        .collect();
    let desk = with(&stories).await;
    for days in 0..45 {
        for role in [Role::Agency, Role::Labour] {
            let queue = listed(&desk, days, &Filter::of(Scope::Office(office(role)))).await;
            let now = START.add_days(days);
            for (shown, line) in &queue.lines {
                let story = stories.iter().find(|story| story.case == line.id).expect("ours");
                assert_eq!(*shown, urgency(&story.case(), &desk.catalogue, now), "{days} days");
            }
            assert!(queue.lines.is_sorted_by_key(|(urgency, _)| *urgency));
            let counted: u32 = queue.counts.iter().map(|(_, count)| count).sum();
            assert_eq!(usize::try_from(counted).expect("few"), queue.lines.len());
            for (urgency, count) in &queue.counts {
                let shown = queue.lines.iter().filter(|(shown, _)| shown == urgency).count();
                assert_eq!(usize::try_from(*count).expect("few"), shown);
            }
        }
    }
}

#[tokio::test]
async fn the_queue_shows_what_it_is_filtered_by() {
    let company = {
        let mut seeded = Seeded::new(90);
        let applicant = testkit::people::company(&mut seeded);
        Story::begin_with(seeded, applicant).submitted()
    };
    let mut held = named(2, "علی", "کاظمی").submitted();
    let colleague = OfficerId::parse("somebody-else").expect("a name");
    held.tell(Role::Agency, domain::event::Fact::Assigned { to: colleague });
    let desk = with(&[
        named(1, "زهرا", "کاظمی").submitted(),
        held,
        named(3, "مریم", "رحیمی").submitted().asked(),
        named(4, "لیلا", "رحیمی").submitted().approved(Path::Standard),
        company,
    ])
    .await;
    let agency = officer(Role::Agency);
    let mine = Filter::of(Scope::Mine(agency.office.clone(), agency.account));
    let all = Filter::of(Scope::All(agency.office.clone()));
    let whole = Filter::of(Scope::Office(agency.office));
    for (filter, count, unfiltered) in [
        (mine.clone(), 3, 3),
        (whole.clone(), 4, 4),
        (all.clone(), 5, 5),
        (Filter { text: "كاظمي".to_owned(), ..whole.clone() }, 2, 4),
        (Filter { text: "کاظمی".to_owned(), ..mine }, 1, 3),
        (Filter { stage: Some(StageName::AgencyWaiting), ..whole.clone() }, 1, 4),
        (Filter { activity: Some(Activity::SupporterLegal), ..whole.clone() }, 1, 4),
        (Filter { urgency: Some(Urgency::Overdue), ..whole.clone() }, 0, 4),
        (Filter { urgency: Some(Urgency::Later), ..all }, 5, 5),
    ] {
        let queue = listed(&desk, 1, &filter).await;
        assert_eq!((queue.lines.len(), queue.unfiltered), (count, unfiltered), "{filter:?}");
    }
    let first = listed(&desk, 1, &Filter { limit: 3, ..whole.clone() }).await;
    let rest = listed(&desk, 1, &Filter { limit: 3, offset: 3, ..whole.clone() }).await;
    assert_eq!((first.lines.len(), rest.lines.len()), (3, 1));
    assert_eq!(first.counts, [(Urgency::Later, 4)]);
    let queue = listed(&desk, 1, &whole).await;
    assert_eq!(queue.stages, [StageName::AgencyReview, StageName::AgencyWaiting]);
    let codes: Vec<&str> = queue.fields.iter().map(|(code, _)| code.as_str()).collect();
    assert_eq!(codes, ["2025"]);
}
