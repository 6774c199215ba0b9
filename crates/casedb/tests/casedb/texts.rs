//! What offices word themselves.

use casedb::texts::{NewText, add, all};
use domain::dates::Instant;
use domain::ids::ContentHash;
use domain::people::Role;
use testkit::actors::{office, officer};
use testkit::times::START;

use crate::desk::Desk;

async fn put(desk: &Desk, role: Role, part: &str, body: &[u8], at: Instant) -> u32 {
    let actor = officer(role);
    let text = NewText {
        office: &office(role),
        part,
        hash: ContentHash::from_bytes([body.len().try_into().expect("short"); 32]),
        body,
        officer: &actor.account,
        at,
    };
    let mut writer = desk.db.write().await.expect("a connection");
    let added = add(writer.conn(), text).await.expect("it is added");
    writer.commit().await.expect("it is kept");
    assert_eq!((added.body.as_slice(), added.at), (body, at));
    added.number
}

#[tokio::test]
async fn each_part_of_an_office_counts_its_own_texts_from_two() {
    let desk = Desk::new().await;
    assert_eq!(put(&desk, Role::Agency, "refusal", b"one", START).await, 2);
    assert_eq!(put(&desk, Role::Agency, "refusal", b"other", START).await, 3);
    assert_eq!(put(&desk, Role::Agency, "refusal", b"one", START.add_millis(9)).await, 4);
    assert_eq!(put(&desk, Role::Agency, "receipt", b"one", START).await, 2);
    assert_eq!(put(&desk, Role::Labour, "refusal", b"one", START).await, 2);
    let desk = desk.reopened().await;
    let mut reader = desk.db.read().await.expect("a connection");
    let texts = all(reader.conn()).await.expect("readable");
    let of_agency = |part: &str| {
        let texts = texts.iter().filter(|text| text.office == office(Role::Agency));
        let bodies = texts.filter(|text| text.part == part).map(|text| text.body.clone());
        bodies.collect::<Vec<_>>()
    };
    assert_eq!(of_agency("refusal"), [b"one".to_vec(), b"other".to_vec(), b"one".to_vec()]);
    assert_eq!((of_agency("receipt").len(), texts.len()), (1, 5));
}

#[tokio::test]
async fn a_text_is_never_changed_or_deleted() {
    let desk = Desk::new().await;
    put(&desk, Role::Agency, "refusal", b"one", START).await;
    let mut writer = desk.db.write().await.expect("a connection");
    for statement in ["update office_texts set body = x'00'", "delete from office_texts"] {
        let refused = sqlx::query(statement).execute(writer.conn()).await;
        assert!(refused.is_err_and(|error| error.to_string().contains("never")), "{statement}");
    }
}
