//! A catalogue becomes an edition: signed by the registry, kept for ever, known to this server at once.

use domain::catalogue::Catalogue;
use domain::ids::OfficerId;
use sqlx::PgConnection;
use wire::edition::SignedEdition;

use crate::error::StoreError;
use crate::registry::Registry;

/// Who stands behind an edition; nobody's account where it comes from the server's console.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    /// Who signed its content.
    pub signed_by: Option<OfficerId>,
    /// Who published it.
    pub published_by: Option<OfficerId>,
}

/// Signs and keeps an edition in a transaction that holds the draft, so that numbers follow each other.
///
/// # Errors
/// What PostgreSQL can do: an edition of that name is there.
pub(super) async fn keep(
    conn: &mut PgConnection,
    registry: &Registry,
    catalogue: &Catalogue,
    standing: &Standing,
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
        standing.signed_by.as_ref().map(OfficerId::as_str),
        standing.published_by.as_ref().map(OfficerId::as_str),
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
    let mut tx = registry.pool.begin().await?;
    let known = sqlx::query!(r#"select exists (select from editions) as "any!""#);
    if !known.fetch_one(&mut *tx).await?.any {
        keep(&mut tx, registry, &domain::catalogue::sample(), &Standing::default()).await?;
        tx.commit().await?;
    }
    registry.read_editions().await?;
    Ok(())
}
