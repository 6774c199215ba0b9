//! The one draft of the next edition: begun, imported, changed row by row, signed.
//!
//! Every change says which version its author saw. Whoever saw an older one changes nothing, and is told what
//! happened since. A change takes the signature away: somebody stands behind one version and no other.

use domain::catalogue::{Catalogue, EditionId, Flaw, Section, Unreadable};
use domain::dates::{Date, Instant};
use domain::ids::{OfficerId, PersonId};
use serde_json::Value;

use crate::administration::By;
use crate::administration::journal::{self, Act};
use crate::error::StoreError;
use crate::registry::Registry;
use crate::scope::{self, Scope};

mod store;

pub(super) use store::{agree, hold};
use store::{change_of, draft_of, write};

/// The draft as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Counts its changes; no version is ever used twice.
    pub version: i64,
    /// What it says.
    pub catalogue: Catalogue,
    /// Who changed it last; nobody's account where it was the server's console.
    pub changed_by: Option<OfficerId>,
    /// When.
    pub changed_at: Instant,
    /// Who stands behind this version.
    pub signed: Option<SignedDraft>,
}

/// Who stands behind a version of the draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedDraft {
    /// The account.
    pub by: OfficerId,
    /// The person.
    pub person: PersonId,
    /// When.
    pub at: Instant,
}

/// What was done to the draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DraftAct {
    /// It was begun anew from the newest edition.
    Begun,
    /// A file was taken in.
    Imported,
    /// A row was added.
    Added,
    /// A row, or a section without rows, was changed.
    Changed,
    /// A row was removed.
    Removed,
}

impl DraftAct {
    /// Every act.
    pub const ALL: [Self; 5] =
        [Self::Begun, Self::Imported, Self::Added, Self::Changed, Self::Removed];

    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Begun => "begun",
            Self::Imported => "imported",
            Self::Added => "added",
            Self::Changed => "changed",
            Self::Removed => "removed",
        }
    }
}

/// A change of the draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftChange {
    /// The version that it made.
    pub version: i64,
    /// In which section; none where all of it was replaced.
    pub section: Option<Section>,
    /// Which row.
    pub row: String,
    /// What was done.
    pub act: DraftAct,
    /// Who did it.
    pub by: Option<OfficerId>,
    /// When.
    pub at: Instant,
}

/// Why nothing was done to the draft.
#[derive(Debug, thiserror::Error)]
pub enum DraftError {
    /// Somebody changed it since.
    #[error("the draft was changed {} times since", .0.len())]
    Stale(Vec<DraftChange>),
    /// There is no draft.
    #[error("there is no draft")]
    NoDraft,
    /// There is no such row.
    #[error("there is no such row")]
    NoRow,
    /// A value does not belong where it stands.
    #[error(transparent)]
    Misfit(#[from] Unreadable),
    /// It has flaws.
    #[error("the draft has {} flaws", .0.len())]
    Flawed(Vec<Flaw>),
    /// An edition of this name is published already.
    #[error("an edition {0} is published already")]
    NameTaken(EditionId),
    /// Nobody has signed this version.
    #[error("nobody has signed this version of the draft")]
    NotSigned,
    /// Whoever signed it publishes it.
    #[error("whoever signed the draft does not publish it")]
    SamePerson,
    /// An edition begins on a later day than that of its publication.
    #[error("an edition begins on {first} or later, so that every server and desk has it by then")]
    TooEarly {
        /// The first day that is possible.
        first: Date,
    },
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for DraftError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

/// Which version somebody saw who changes the draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// This one.
    Version(i64),
    /// None in particular: whatever stands there is replaced.
    Any,
}

/// A change to rows of the draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// A new row at the end of a section.
    Add(Section, Value),
    /// A row in its old place, or at the end where there is no such place any more.
    PutBack(Section, usize, Value),
    /// Another row in the place of one.
    Replace(Section, usize, Value),
    /// No row in this place any more.
    Remove(Section, usize),
    /// Another value of a section without rows.
    Set(Section, Value),
}

/// Reads the draft, where there is one.
///
/// # Errors
/// What PostgreSQL can do.
pub async fn read(registry: &Registry) -> Result<Option<Draft>, StoreError> {
    let mut tx = scope::begin(&registry.pool, Scope::Administration).await?;
    Ok(hold(&mut tx).await?.1)
}

/// Whether somebody saw the version that stands.
///
/// # Errors
/// [`DraftError::Stale`]; what PostgreSQL can do.
pub async fn agrees(registry: &Registry, seen: i64) -> Result<(), DraftError> {
    let mut tx = scope::begin(&registry.pool, Scope::Administration).await?;
    let (version, _) = hold(&mut tx).await?;
    agree(&mut tx, Seen::Version(seen), version).await
}

/// Begins the draft anew from the newest edition, under the next name.
///
/// # Errors
/// [`DraftError::Stale`]; what PostgreSQL can do.
pub async fn begin(registry: &Registry, by: &By, seen: Seen) -> Result<Draft, DraftError> {
    let all = registry.editions.all();
    let newest = all.iter().max_by_key(|published| published.file.number());
    let mut catalogue = newest.map_or_else(domain::catalogue::sample, |it| (*it.catalogue).clone());
    if newest.is_some() {
        catalogue.edition.id = catalogue.edition.id.next();
    }
    replace(registry, by, seen, &catalogue, DraftAct::Begun).await
}

/// Takes a whole catalogue in as the draft. It may have flaws, which are put right there.
///
/// # Errors
/// As [`begin`].
pub async fn import(
    registry: &Registry,
    by: &By,
    seen: Seen,
    catalogue: &Catalogue,
) -> Result<Draft, DraftError> {
    replace(registry, by, seen, catalogue, DraftAct::Imported).await
}

async fn replace(
    registry: &Registry,
    by: &By,
    seen: Seen,
    catalogue: &Catalogue,
    act: DraftAct,
) -> Result<Draft, DraftError> {
    let mut tx = scope::begin(&registry.pool, Scope::Administration).await?;
    let (version, _) = hold(&mut tx).await?;
    agree(&mut tx, seen, version).await?;
    let change = change_of(registry, by, version + 1, (None, String::new(), act));
    write(&mut tx, registry, by, catalogue, &change).await?;
    tx.commit().await?;
    Ok(draft_of(catalogue.clone(), &change))
}

/// Changes rows.
///
/// # Errors
/// [`DraftError::Stale`]; a value that does not belong there; what PostgreSQL can do.
pub async fn edit(
    registry: &Registry,
    by: &By,
    seen: i64,
    edit: Edit,
) -> Result<Draft, DraftError> {
    let mut tx = scope::begin(&registry.pool, Scope::Administration).await?;
    let (version, draft) = hold(&mut tx).await?;
    agree(&mut tx, Seen::Version(seen), version).await?;
    let mut document = draft.ok_or(DraftError::NoDraft)?.catalogue.to_json();
    let what = apply(&mut document, edit)?;
    let catalogue = Catalogue::of_json(&document)?;
    let change = change_of(registry, by, version + 1, what);
    write(&mut tx, registry, by, &catalogue, &change).await?;
    tx.commit().await?;
    Ok(draft_of(catalogue, &change))
}

/// Makes the change, and tells which row it was.
fn apply(
    document: &mut Value,
    edit: Edit,
) -> Result<(Option<Section>, String, DraftAct), DraftError> {
    let (Edit::Add(section, _)
    | Edit::PutBack(section, ..)
    | Edit::Replace(section, ..)
    | Edit::Remove(section, _)
    | Edit::Set(section, _)) = edit;
    let part = section.of_mut(document).ok_or(DraftError::NoRow)?;
    let name = |row: &Value| match section.key().and_then(|key| row.get(key)) {
        Some(Value::String(text)) => text.clone(),
        Some(value) => value.to_string(),
        None => String::new(),
    };
    let (row, act) = match (edit, part) {
        (Edit::Set(_, value), part) => {
            *part = value;
            (String::new(), DraftAct::Changed)
        }
        (Edit::Add(_, row), Value::Array(rows)) => {
            let name = name(&row);
            rows.push(row);
            (name, DraftAct::Added)
        }
        (Edit::PutBack(_, place, row), Value::Array(rows)) => {
            let name = name(&row);
            rows.insert(place.min(rows.len()), row);
            (name, DraftAct::Added)
        }
        (Edit::Replace(_, place, row), Value::Array(rows)) => {
            let name = name(&row);
            *rows.get_mut(place).ok_or(DraftError::NoRow)? = row;
            (name, DraftAct::Changed)
        }
        (Edit::Remove(_, place), Value::Array(rows)) if place < rows.len() => {
            (name(&rows.remove(place)), DraftAct::Removed)
        }
        _ => return Err(DraftError::NoRow),
    };
    Ok((Some(section), row, act))
}

/// Stands behind the draft as somebody saw it.
///
/// # Errors
/// [`DraftError::Stale`], [`DraftError::Flawed`], [`DraftError::NameTaken`]; what PostgreSQL can do.
pub async fn sign(registry: &Registry, by: &By, seen: i64) -> Result<(), DraftError> {
    let By::Administrator(administrator) = by else {
        // The console publishes what it imports; it needs nobody's word before.
        return Err(DraftError::NotSigned);
    };
    let mut tx = scope::begin(&registry.pool, Scope::Administration).await?;
    let (version, draft) = hold(&mut tx).await?;
    agree(&mut tx, Seen::Version(seen), version).await?;
    let draft = draft.ok_or(DraftError::NoDraft)?;
    fit(registry, &draft.catalogue)?;
    sqlx::query!(
        "update edition_draft set signed_by = $1, signed_person = $2, signed_at_ms = $3",
        administrator.officer.as_str(),
        administrator.person.as_str(),
        registry.now().as_millis()
    )
    .execute(&mut *tx)
    .await?;
    let act = Act::EditionSigned(draft.catalogue.edition.id, version);
    journal::enter(&mut tx, registry, by, &act).await?;
    tx.commit().await?;
    Ok(())
}

/// Whether a catalogue can be signed and published.
pub(super) fn fit(registry: &Registry, catalogue: &Catalogue) -> Result<(), DraftError> {
    let flaws = catalogue.check();
    if !flaws.is_empty() {
        return Err(DraftError::Flawed(flaws));
    }
    let id = &catalogue.edition.id;
    if registry.edition(id).is_some() { Err(DraftError::NameTaken(id.clone())) } else { Ok(()) }
}
