//! A catalogue becomes an edition: signed by the registry, kept for ever, known to this server at once.

use domain::catalogue::{Catalogue, EditionId};
use domain::dates::Date;
use domain::ids::OfficerId;
use sqlx::PgConnection;
use wire::edition::SignedEdition;

use super::draft::{self, DraftError, Seen};
use crate::administration::By;
use crate::administration::journal::{self, Act};
use crate::error::StoreError;
use crate::registry::Registry;
use crate::scope::{self, Scope};

/// Who signed an edition's content, and who published it; nobody's account where it was the server's console.
type Standing = (Option<OfficerId>, Option<OfficerId>);

/// The first day on which an edition that is published today can begin; any day where it is the first one.
pub fn first_day(registry: &Registry) -> Date {
    if registry.editions.is_empty() {
        Date::FIRST
    } else {
        registry.now().tehran_date().add_days(1)
    }
}

/// Publishes the draft from a day on. An administrator publishes what another person has signed; whoever works
/// at the server's console needs nobody.
///
/// # Errors
/// Names what stands in the way; what PostgreSQL can do.
pub async fn publish(
    registry: &Registry,
    by: &By,
    seen: Seen,
    from: Date,
) -> Result<EditionId, DraftError> {
    // What another server published in this minute counts too.
    registry.read_editions().await?;
    let mut tx = scope::begin(&registry.pool, Scope::Administration).await?;
    let (version, held) = draft::hold(&mut tx).await?;
    draft::agree(&mut tx, seen, version).await?;
    let held = held.ok_or(DraftError::NoDraft)?;
    let publisher = match (by, &held.signed) {
        (By::Console, _) => None,
        (By::Administrator(_), None) | (By::Holder(_) | By::Network(_), _) => {
            return Err(DraftError::NotSigned);
        }
        (By::Administrator(who), Some(signed)) if who.person == signed.person => {
            return Err(DraftError::SamePerson);
        }
        (By::Administrator(who), Some(_)) => Some(who.officer.clone()),
    };
    let first = first_day(registry);
    if from < first {
        return Err(DraftError::TooEarly { first });
    }
    let mut catalogue = held.catalogue;
    catalogue.edition.valid_from = from;
    catalogue.edition.issued_on = registry.now().tehran_date().min(from);
    draft::fit(registry, &catalogue)?;
    let standing = (held.signed.map(|signed| signed.by), publisher);
    keep(&mut tx, registry, &catalogue, standing).await?;
    sqlx::query!(
        "update edition_draft set version = version + 1, document = null, changed_by = null,
             changed_at_ms = null, signed_by = null, signed_person = null, signed_at_ms = null"
    )
    .execute(&mut *tx)
    .await?;
    let id = catalogue.edition.id;
    journal::enter(&mut tx, registry, by, &Act::EditionPublished(id.clone(), from)).await?;
    tx.commit().await?;
    registry.read_editions().await?;
    Ok(id)
}

/// Signs and keeps an edition in a transaction that holds the draft, so that numbers follow each other.
///
/// # Errors
/// What PostgreSQL can do: an edition of that name is there.
async fn keep(
    conn: &mut PgConnection,
    registry: &Registry,
    catalogue: &Catalogue,
    (signed_by, published_by): Standing,
) -> Result<SignedEdition, StoreError> {
    let newest = sqlx::query!(r#"select coalesce(max(number), 0) as "number!" from editions"#);
    let number = newest.fetch_one(&mut *conn).await?.number + 1;
    let file = SignedEdition::issue(
        registry.keys.signing(),
        number.cast_unsigned(),
        catalogue.write().as_bytes(),
    );
    sqlx::query!(
        "insert into editions (number, id, valid_from, file, signed_by, published_by, published_at_ms)
         values ($1, $2, $3::text::date, $4, $5, $6, $7)",
        number,
        catalogue.edition.id.as_str(),
        catalogue.edition.valid_from.to_string(),
        file.as_bytes(),
        signed_by.as_ref().map(OfficerId::as_str),
        published_by.as_ref().map(OfficerId::as_str),
        registry.now().as_millis()
    )
    .execute(conn)
    .await?;
    Ok(file)
}

/// Publishes the built-in sample as the first edition, where there is none yet.
///
/// # Errors
/// What PostgreSQL can do.
pub async fn publish_sample(registry: &Registry) -> Result<(), StoreError> {
    let mut tx = scope::begin(&registry.pool, Scope::Administration).await?;
    draft::hold(&mut tx).await?;
    let known = sqlx::query!(r#"select exists (select from editions) as "any!""#);
    if !known.fetch_one(&mut *tx).await?.any {
        let sample = domain::catalogue::sample();
        keep(&mut tx, registry, &sample, (None, None)).await?;
        let act = Act::EditionPublished(sample.edition.id, sample.edition.valid_from);
        journal::enter(&mut tx, registry, &By::Console, &act).await?;
        tx.commit().await?;
    }
    registry.read_editions().await?;
    Ok(())
}
