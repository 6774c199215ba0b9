//! An application to try things with: complete, valid in the sample catalogue, and of nobody.

use domain::catalogue::Catalogue;

use super::{Application, Problem, format, reader};

/// What stands in the payload, but for the scans.
const PAYLOAD: &str = include_str!("example.json");

/// Returns the example with every document that the catalogue asks of such an applicant.
///
/// # Errors
/// When the catalogue has no such field or county; the sample has both.
pub fn example(catalogue: &Catalogue) -> Result<Application, Problem> {
    let payload = format::payload(PAYLOAD)?;
    let (mut application, _) = reader::from_json(&payload.application, Vec::new(), catalogue)?;
    let asked = catalogue.mandatory_documents(&application.applicant, &application.plan.field);
    application.attachments = crate::demo::scans(
        catalogue,
        &asked,
        application.applicant.person(),
        &application.certificate,
    );
    Ok(application)
}
