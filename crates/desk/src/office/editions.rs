//! The catalogue that a workstation goes by: of the signed editions in its database the one in force.

use domain::catalogue::Catalogue;
use domain::dates::Date;
use ed25519_dalek::VerifyingKey;
use wire::edition::SignedEdition;

use crate::Error;

/// Returns the edition in force on a day: the last that has begun, and of several that begin together the one that was
/// published last; before the first has begun, that one.
///
/// An edition that the registry did not sign, or of a later program, is passed over: the ones before it still hold.
///
/// # Errors
/// What SQLite can do, and an office without any edition.
pub(super) async fn in_force(
    conn: &mut casedb::Connection,
    registry: &VerifyingKey,
    today: Date,
) -> Result<Catalogue, Error> {
    let mut editions = Vec::new();
    for bytes in casedb::workstation::catalogues(conn).await? {
        let Ok(signed) = SignedEdition::open(&bytes, registry) else {
            tracing::warn!("an edition of the catalogue is not signed by the registry");
            continue;
        };
        match signed.catalogue() {
            Ok(catalogue) => {
                editions.push((catalogue.edition.valid_from, signed.number(), catalogue));
            }
            Err(error) => {
                tracing::warn!(error.cause = %error, "an edition cannot be read");
            }
        }
    }
    editions.sort_by_key(|(valid_from, number, _)| (*valid_from, *number));
    let begun = editions.iter().rposition(|(valid_from, ..)| *valid_from <= today);
    let chosen = begun.unwrap_or_default();
    let found = editions.into_iter().nth(chosen).map(|(.., catalogue)| catalogue);
    found.ok_or_else(|| Error::internal(&"the office has no edition of the catalogue"))
}

#[cfg(test)]
mod tests {
    use casedb::{CaseDb, DatabaseKey};
    use domain::catalogue::EditionId;
    use domain::dates::Instant;
    use ed25519_dalek::SigningKey;

    use super::*;

    async fn with(editions: &[(&SigningKey, u32, &str, i32)]) -> Result<String, Error> {
        let folder = tempfile::tempdir().expect("a folder");
        let key = DatabaseKey::from_bytes([7; 32]);
        let db = CaseDb::create(folder.path(), key).await.expect("an empty folder");
        let mut writer = db.write().await.expect("a transaction");
        for (key, number, id, days) in editions {
            let mut catalogue = domain::catalogue::sample();
            let id = EditionId::parse(id).expect("an edition");
            catalogue.edition.id = id.clone();
            catalogue.edition.valid_from = today().add_days(*days);
            let signed = SignedEdition::issue(key, *number, catalogue.write().as_bytes());
            let now = Instant::from_millis(0);
            casedb::workstation::put_catalogue(writer.conn(), &id, signed.as_bytes(), now)
                .await
                .expect("room");
        }
        let found = in_force(writer.conn(), &registry().verifying_key(), today()).await;
        found.map(|catalogue| catalogue.edition.id.to_string())
    }

    fn registry() -> SigningKey {
        SigningKey::from_bytes(&[1; 32])
    }

    fn today() -> Date {
        Instant::from_millis(1_790_000_000_000).tehran_date()
    }

    #[tokio::test]
    async fn the_last_edition_that_has_begun_is_in_force() {
        let key = registry();
        let three = [(&key, 1, "1405/1", -90), (&key, 2, "1405/2", -1), (&key, 3, "1405/3", 1)];
        assert_eq!(with(&three).await.expect("an edition"), "1405/2");
        let together = [(&key, 2, "1405/2", -1), (&key, 1, "1405/1", -1)];
        assert_eq!(with(&together).await.expect("an edition"), "1405/2");
        assert_eq!(with(&three[2..]).await.expect("an edition"), "1405/3");
    }

    #[tokio::test]
    async fn an_edition_that_the_registry_did_not_sign_is_none() {
        let (key, stranger) = (registry(), SigningKey::from_bytes(&[2; 32]));
        let both = [(&key, 1, "1405/1", -90), (&stranger, 2, "1405/2", -1)];
        assert_eq!(with(&both).await.expect("an edition"), "1405/1");
        assert!(with(&both[1..]).await.is_err());
    }
}
