//! The tick on the last page: documents and plan become events, and the review begins.

use domain::case::Stage;
use domain::catalogue::OfficeKind;
use domain::event::Fact;
use domain::people::Actor;
use domain::plan::{Plan, SkillCertificate};

use super::{APPLICANT, ActError, Applicant, begin, documents, duplicates, rules};
use crate::error::StoreError;
use crate::registry::Registry;
use crate::{drafts, uploads};

/// Hands an application in. Asked again, it is handed in already.
///
/// It goes to the agency's office of the field and the county; where there is none, into the secretariat's tray.
/// A covered applicant's waits for the supporter.
///
/// # Errors
/// Names what is missing.
pub async fn submit(
    registry: &Registry,
    applicant: &Applicant,
    plan: Plan,
    certificate: SkillCertificate,
) -> Result<(), ActError> {
    let (mut intake, case) = begin(registry, applicant).await?;
    if case.submission.is_some() {
        return Ok(());
    }
    if !matches!(case.stage, Stage::Registered) {
        return Err(ActError::NotNow);
    }
    let catalogue = rules(registry, &case)?;
    if certificate.expires_on.is_some_and(|last| last < registry.now().tehran_date()) {
        return Err(ActError::CertificateExpired);
    }
    let whole = documents::whole(intake.connection(), registry, &case).await?;
    let mut missing = catalogue.mandatory_documents(&case.applicant, &plan.field);
    missing.retain(|document| !whole.iter().any(|upload| upload.document == *document));
    if !missing.is_empty() {
        return Err(ActError::DocumentsMissing(missing));
    }
    let county = plan.workplace.county;
    let field = plan.field.clone();
    // Which agency reviews a field is a rule; which of its offices, the edition in force knows.
    let agency = catalogue.field(&field).map(|field| OfficeKind::Agency(field.agency.clone()));
    let today = registry.catalogue();
    let office = agency.and_then(|kind| today.office_for(&kind, county));
    let office = office.map(|office| office.id.clone()).or_else(|| registry.secretariat());
    let office = office.ok_or(StoreError::InconsistentLog(case.id))?;
    let proposed_path = catalogue.proposed_path(&field, county);
    duplicates::one_at_a_time(intake.connection(), registry, &case).await?;
    let repeated = duplicates::find_in(intake.connection(), registry, &case, &field).await?;

    let asked = catalogue.documents_for(&case.applicant, &field);
    for upload in &whole {
        if let Some(attachment) = upload.attachment()
            && asked.iter().any(|document| document.code == upload.document)
        {
            intake.write(APPLICANT, case.id, Fact::Attached { attachment }).await?;
        }
    }
    let (plan, certificate) = (Box::new(plan), Box::new(certificate));
    let submitted = Fact::Submitted { plan, certificate, office, proposed_path };
    intake.write(APPLICANT, case.id, submitted).await?;
    if let Some(text) = repeated.note() {
        intake.write(Actor::Registry, case.id, Fact::Noted { text }).await?;
    }
    drafts::remove(intake.connection(), (case.id, drafts::Page::Plan)).await?;
    for upload in uploads::of_case(intake.connection(), registry, case.id).await? {
        uploads::remove(intake.connection(), upload.id).await?;
    }
    Ok(intake.commit().await?)
}
