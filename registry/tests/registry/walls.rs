//! The second wall: what a broken query cannot show.

use domain::people::Role;
use registry::scope::{self, Scope};
use testkit::story::Story;

use crate::harness::TestRegistry;

/// As somebody would write it who forgot the condition.
const BROKEN: &str = "select count(*) from events e join cases c on c.id = e.case_id";

async fn told(test: &TestRegistry) -> [Story; 2] {
    let mut agency = test.workstation(Role::Agency, 10).await;
    let stories = [Story::begin(1).submitted(), Story::begin(2).submitted()];
    for story in &stories {
        let sealed = agency.sign_all(&story.events);
        test.push(story.case, &sealed).await.unwrap();
    }
    stories
}

async fn seen(test: &TestRegistry, scope: Scope<'_>) -> i64 {
    let mut tx = scope::begin(&test.registry.pool, scope).await.unwrap();
    sqlx::query_scalar(BROKEN).fetch_one(&mut *tx).await.unwrap()
}

#[tokio::test]
async fn a_broken_query_shows_an_applicant_only_their_case() {
    let test = TestRegistry::start().await;
    let [mine, _] = told(&test).await;
    let case = mine.case();
    let identity = test.registry.keys.identity(case.applicant.identity());
    assert_eq!(seen(&test, Scope::Applicant(&case.tracking_code, identity)).await, 4);
    let wrong = test.registry.keys.identity("0076229645");
    assert_eq!(seen(&test, Scope::Applicant(&case.tracking_code, wrong)).await, 0);
}

#[tokio::test]
async fn a_broken_query_shows_an_office_only_its_cases() {
    let test = TestRegistry::start().await;
    told(&test).await;
    let office = testkit::actors::office(Role::Agency);
    assert_eq!(seen(&test, Scope::Office(&office)).await, 8);
    let other = testkit::actors::office(Role::Labour);
    assert_eq!(seen(&test, Scope::Office(&other)).await, 0);
}

#[tokio::test]
async fn an_author_sees_what_became_of_an_event_in_a_case_that_is_not_theirs() {
    let test = TestRegistry::start().await;
    let [mut story, _] = told(&test).await;
    let mut stranger = test.workstation(Role::Jahad, 12).await;
    let note = domain::event::Fact::Noted { text: testkit::people::text("یادداشت") };
    let note = story.event(Role::Jahad, note);
    let sealed = stranger.sign(wire::envelope::Base::NOTHING, note);
    let judged = test.push(story.case, &[sealed]).await.unwrap();
    let judged = format!("{judged:?}");
    assert!(judged.contains("Rejected"), "{judged}");
    let office = testkit::actors::office(Role::Jahad);
    let mut tx = scope::begin(&test.registry.pool, Scope::Office(&office)).await.unwrap();
    let feed = "select count(*) from feed_entries f join events e on e.id = f.event
                where f.office = $1 and e.outcome = 'rejected'";
    let feed = sqlx::query_scalar::<_, i64>(feed).bind(office.as_str());
    assert_eq!(feed.fetch_one(&mut *tx).await.unwrap(), 1);
    drop(tx);
    // And nothing else of the case.
    assert_eq!(seen(&test, Scope::Office(&office)).await, 0);
}

#[tokio::test]
async fn without_a_scope_nothing_is_seen_even_after_another_used_the_connection() {
    let test = TestRegistry::start().await;
    told(&test).await;
    assert_eq!(seen(&test, Scope::Whole).await, 8);
    let bare: i64 = sqlx::query_scalar(BROKEN).fetch_one(&test.registry.pool).await.unwrap();
    assert_eq!(bare, 0);
}

#[tokio::test]
async fn nobody_changes_or_deletes_what_has_happened() {
    let test = TestRegistry::start().await;
    told(&test).await;
    for forbidden in [
        "update events set reason = 'x'",
        "delete from events",
        "delete from feed_entries",
        "delete from cases",
        "alter table events disable row level security",
    ] {
        let mut tx = scope::begin(&test.registry.pool, Scope::Whole).await.unwrap();
        let refused = sqlx::query(forbidden).execute(&mut *tx).await;
        assert!(refused.is_err(), "{forbidden}");
    }
}

#[tokio::test]
async fn no_column_holds_a_national_id() {
    let test = TestRegistry::start().await;
    let [mine, _] = told(&test).await;
    let id = mine.case().applicant.person().national_id.as_str().to_owned();
    for table in ["events", "cases", "licences", "streams", "devices"] {
        let sql = format!(
            "select count(*) from {table} t where t::text like '%' || $1 || '%' or
                           position(convert_to($1, 'UTF8') in convert_to(t::text, 'UTF8')) > 0"
        );
        let found: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
            .bind(&id)
            .fetch_one(&test.owner)
            .await
            .unwrap();
        assert_eq!(found, 0, "{table}");
    }
    // bytea is shown in hexadecimal: the digits could hide there.
    let hex: String = id.bytes().map(|byte| format!("{byte:02x}")).collect();
    let sql = "select count(*) from events where encode(sealed, 'hex') like '%' || $1 || '%'";
    let found: i64 = sqlx::query_scalar(sql).bind(&hex).fetch_one(&test.owner).await.unwrap();
    assert_eq!(found, 0);
}
