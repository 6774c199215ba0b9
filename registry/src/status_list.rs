//! The public list of licences that are out of force, signed and dated.
//!
//! It is built when somebody asks. A server keeps the one it built last and knows by one number in the database
//! whether it is still the newest; every server signs the same bytes for the same day and version.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::dates::Date;
use domain::identifiers::LicenceNumber;
use sha2::{Digest, Sha256};
use sqlx::PgPool;
use tokio::sync::Mutex;
use wire::proof::status::{Status, StatusList};

use crate::error::StoreError;
use crate::registry::Registry;
use crate::scope::{self, Scope};

/// A list as it is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// Its bytes, as `docs/licence-proof.md` describes them.
    pub bytes: Vec<u8>,
    /// What its bytes are known by.
    pub tag: String,
    /// The day that it speaks for.
    pub day: Date,
    version: i64,
}

/// The list that was built last.
#[derive(Debug, Default)]
pub struct StatusLists {
    kept: std::sync::Mutex<Option<Arc<Published>>>,
    building: Mutex<()>,
}

impl StatusLists {
    /// The list of today. While one is built, others wait for it.
    ///
    /// # Errors
    /// What PostgreSQL can do.
    pub async fn newest(&self, registry: &Registry) -> Result<Arc<Published>, StoreError> {
        let day = registry.now().tehran_date();
        if let Some(replica) = registry.replica() {
            match self.newest_of(registry, replica, day).await {
                Ok(list) => return Ok(list),
                Err(error) => tracing::warn!(error = %error, "the standby does not answer"),
            }
        }
        self.newest_of(registry, &registry.pool, day).await
    }

    async fn newest_of(
        &self,
        registry: &Registry,
        pool: &PgPool,
        day: Date,
    ) -> Result<Arc<Published>, StoreError> {
        // The version is read before the list, so that the list is never older than its version.
        let version = version(pool).await?;
        if let Some(list) = self.kept(day, version) {
            return Ok(list);
        }
        let _alone = self.building.lock().await;
        if let Some(list) = self.kept(day, version) {
            return Ok(list);
        }
        let list = Arc::new(build(registry, pool, day, version).await?);
        *self.last() = Some(Arc::clone(&list));
        Ok(list)
    }

    fn kept(&self, day: Date, version: i64) -> Option<Arc<Published>> {
        self.last().clone().filter(|list| list.day == day && list.version >= version)
    }

    fn last(&self) -> std::sync::MutexGuard<'_, Option<Arc<Published>>> {
        self.kept.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

async fn version(pool: &PgPool) -> Result<i64, StoreError> {
    let row = sqlx::query!("select version from status_versions").fetch_one(pool).await?;
    Ok(row.version)
}

async fn build(
    registry: &Registry,
    pool: &PgPool,
    day: Date,
    version: i64,
) -> Result<Published, StoreError> {
    let mut tx = scope::begin(pool, Scope::OutOfForce).await?;
    let rows =
        sqlx::query!("select number, force from licences where force <> 'inForce' order by number")
            .fetch_all(&mut *tx)
            .await?;
    let mut statuses = BTreeMap::new();
    for row in rows {
        let wrong = |column| StoreError::InconsistentRow { table: "licences", column };
        let number = LicenceNumber::parse(&row.number).map_err(|_| wrong("number"))?;
        let status = match row.force.as_str() {
            "suspended" => Status::Suspended,
            "revoked" | "superseded" => Status::Revoked,
            _ => return Err(wrong("force")),
        };
        statuses.insert(number, status);
    }
    let bytes = StatusList::issue(registry.keys.signing(), day, &statuses);
    let tag = Sha256::digest(&bytes).iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    Ok(Published { bytes, tag, day, version })
}
