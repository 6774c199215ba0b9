//! What applicants do through the portal. Each is one function, and a few events of the registry's own stream.

use std::sync::Arc;

use ::documents::attachment::FileProblem;
use domain::case::{Case, Stage};
use domain::catalogue::{Catalogue, DocumentCode};
use domain::event::Medium;
use domain::people::Actor;

use crate::error::StoreError;
use crate::files::FileError;
use crate::intake::{ApplyError, Intake};
use crate::registry::Registry;
use crate::scope::Scoped;
use crate::{events, scope};

mod answers;
pub mod documents;
pub mod duplicates;
mod registration;
mod submission;
mod supporters;

pub use crate::applicant::Applicant;
pub use answers::{answer_request, withdraw};
pub use documents::attach;
pub use registration::register;
pub use submission::submit;
pub use supporters::{Answer, answer_naming, name_supporter};

/// Why an act was not done. Nothing of it has happened then.
#[derive(Debug, thiserror::Error)]
pub enum ActError {
    /// There is no such case for whoever asks.
    #[error("the case is not theirs")]
    NotTheirs,
    /// The supporter whose word it would be is not named there, or there is no such case.
    #[error("the case does not name them")]
    NotNamed,
    /// The case that is asked for by its name is another person's.
    #[error("the name is another person's case")]
    OtherPerson,
    /// The application has been handed in, or is over.
    #[error("the application takes no more of that")]
    NotNow,
    /// Documents without which nobody applies are missing.
    #[error("{} documents are missing", .0.len())]
    DocumentsMissing(Vec<DocumentCode>),
    /// The certificate's last day is past.
    #[error("the certificate has expired")]
    CertificateExpired,
    /// The file is not taken in.
    #[error(transparent)]
    FileRefused(#[from] FileProblem),
    /// The part does not begin where the upload stands.
    #[error("the upload stands at {0} bytes")]
    OtherOffset(usize),
    /// What arrived is not what was announced.
    #[error("the file changed on its way")]
    ChangedOnItsWay,
    /// The file could not be kept or read.
    #[error(transparent)]
    File(#[from] FileError),
    /// The events could not be taken in.
    #[error(transparent)]
    Apply(#[from] ApplyError),
}

impl From<StoreError> for ActError {
    fn from(error: StoreError) -> Self {
        Self::Apply(error.into())
    }
}

impl From<sqlx::Error> for ActError {
    fn from(error: sqlx::Error) -> Self {
        Self::Apply(error.into())
    }
}

/// Reads the case of an applicant, in their own scope.
///
/// # Errors
/// [`ActError::NotTheirs`] when there is none; what PostgreSQL can do.
pub async fn read(registry: &Registry, applicant: &Applicant) -> Result<(Scoped, Case), ActError> {
    let mut tx = scope::begin(&registry.pool, applicant.scope()).await?;
    let held = events::fold(&mut tx, &registry.keys, applicant.case).await?;
    let case = held.ok_or(ActError::NotTheirs)?.case;
    Ok((tx, case))
}

/// The same, held until the transaction ends: nothing else writes into the case meanwhile.
///
/// # Errors
/// As [`read`].
pub async fn hold(registry: &Registry, applicant: &Applicant) -> Result<(Scoped, Case), ActError> {
    let mut tx = scope::begin(&registry.pool, applicant.scope()).await?;
    events::hold(&mut tx, applicant.case).await?;
    let held = events::fold(&mut tx, &registry.keys, applicant.case).await?;
    let case = held.ok_or(ActError::NotTheirs)?.case;
    Ok((tx, case))
}

/// Begins to write into an applicant's case, once it is sure that it is theirs: the intake sees every case.
async fn begin<'r>(
    registry: &'r Registry,
    applicant: &Applicant,
) -> Result<(Intake<'r>, Case), ActError> {
    let (tx, _) = read(registry, applicant).await?;
    drop(tx);
    let intake = Intake::begin(registry, [applicant.case]).await?;
    let case = intake.case(applicant.case).cloned().ok_or(ActError::NotTheirs)?;
    Ok((intake, case))
}

/// Whether page two of a case can still be filled in.
pub const fn is_to_be_submitted(case: &Case) -> bool {
    matches!(case.stage, Stage::Registered) && case.submission.is_none()
}

/// The catalogue by which a case is judged: that under which it was registered, in today's world.
///
/// # Errors
/// A log that names an edition which this server does not have.
pub fn rules(registry: &Registry, case: &Case) -> Result<Arc<Catalogue>, StoreError> {
    registry.rules(&case.edition).ok_or(StoreError::InconsistentLog(case.id))
}

/// Applicants as they come here.
const APPLICANT: Actor = Actor::Applicant { medium: Medium::Portal };
