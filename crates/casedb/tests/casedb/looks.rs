//! What officers looked at belongs to the workstation and is no part of the log.

use casedb::looks::{self, Look, NotedLook};
use casedb::rebuild::rebuild;
use casedb::{Connection, DbError};
use domain::case::Case;
use domain::people::Role;
use testkit::actors::{office, officer};
use testkit::story::Story;
use testkit::times::START;

use crate::desk::Desk;

async fn unseen(conn: &mut Connection, case: &Case) -> i64 {
    sqlx::query_scalar("select documents_unseen from cases where id = ?")
        .bind(case.id.as_bytes().as_slice())
        .fetch_one(conn)
        .await
        .expect("a row")
}

async fn submitted() -> (Desk, Case) {
    let desk = Desk::new().await;
    let story = Story::begin(1).submitted();
    let case = story.case();
    desk.append(story.events).await.expect("a legal story");
    (desk, case)
}

#[tokio::test]
async fn a_document_is_unseen_until_somebody_of_the_office_in_turn_looked_at_it() {
    let (desk, case) = submitted().await;
    let mut writer = desk.db.write().await.expect("a writer");
    let conn = writer.conn();
    let [first, second] = [0, 1].map(|at: usize| case.attachments[at].attachment.id());
    assert_eq!(unseen(conn, &case).await, 2);
    for (role, document, left) in
        [(Role::Labour, first, 2), (Role::Agency, first, 1), (Role::Agency, first, 1)]
    {
        looks::note_document(conn, &officer(role), &case, document, START).await.expect("noted");
        assert_eq!(unseen(conn, &case).await, left, "{role:?}");
    }
    rebuild(conn, &domain::catalogue::sample()).await.expect("rebuilt");
    assert_eq!(unseen(conn, &case).await, 1, "it is known after the lists were made anew");
    let seen = looks::at_documents(conn, case.id).await.expect("the looks");
    assert!(
        seen.seen_by(&office(Role::Agency), first) && !seen.seen_by(&office(Role::Bank), first)
    );
    assert!(!seen.seen_by(&office(Role::Agency), second));
}

#[tokio::test]
async fn what_was_opened_after_a_moment_was_not_open_at_it() {
    let (desk, case) = submitted().await;
    let mut writer = desk.db.write().await.expect("a writer");
    let conn = writer.conn();
    let [first, second] = [0, 1].map(|at: usize| case.attachments[at].attachment.id());
    let agency = officer(Role::Agency);
    looks::note_document(conn, &agency, &case, first, START).await.expect("noted");
    let later = START.add_millis(1);
    looks::note_document(conn, &agency, &case, second, later).await.expect("noted");
    let seen = looks::at_documents(conn, case.id).await.expect("the looks");
    let opened = |until| seen.opened_by(&agency.account, until);
    assert_eq!(opened(START), [first].into());
    assert_eq!(opened(later), [first, second].into());
    assert!(seen.opened_by(&officer(Role::Labour).account, later).is_empty(), "another officer");
}

#[tokio::test]
async fn the_log_of_looks_gives_back_what_was_noted_newest_first() {
    let (desk, case) = submitted().await;
    let mut writer = desk.db.write().await.expect("a writer");
    let conn = writer.conn();
    let agency = officer(Role::Agency);
    let all = [
        Look::Search("مریم".to_owned()),
        Look::Case(case.id),
        Look::Document(case.id, case.attachments[0].attachment.id()),
    ];
    for look in &all {
        looks::note(conn, &agency, look, START).await.expect("noted");
    }
    let noted = |look: &Look| NotedLook {
        officer: agency.account.clone(),
        office: agency.office.clone(),
        at: START,
        look: look.clone(),
    };
    let newest: Result<_, DbError> = looks::newest(conn, 2).await;
    assert_eq!(newest.expect("the log"), [noted(&all[2]), noted(&all[1])]);
}
