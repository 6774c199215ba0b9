//! Drawing documents.

use crate::{
    Document, InputError, IssuanceRecord, Kind, NotIssued, kinds::Mark, pdf,
    typeset::placed::Composition,
};

/// Why a document was not drawn.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// The input is wrong.
    #[error(transparent)]
    Input(#[from] InputError),
    /// The document is not the one that the record is of.
    #[error(transparent)]
    NotIssued(#[from] NotIssued),
    /// The file could not be written, which no input should cause.
    #[error("could not write the pages as a file")]
    Write(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// Draws a genuine document, from the record of a decision. There is no other way to a paper
/// without the mark «نمونه».
///
/// # Errors
/// Refuses a wrong input, and one that says something else than the record.
pub fn render(document: &Document, record: &IssuanceRecord) -> Result<Vec<u8>, RenderError> {
    record.check(document)?;
    draw(document, Mark::Genuine)
}

/// Draws what an authority that is itself a sample has issued: it says what the record says, and «نمونه»
/// on every page.
///
/// # Errors
/// As [`render`].
pub fn render_sample(document: &Document, record: &IssuanceRecord) -> Result<Vec<u8>, RenderError> {
    record.check(document)?;
    draw(document, Mark::Specimen)
}

/// Draws a specimen, marked «نمونه» on every page.
///
/// # Errors
/// Refuses a wrong input.
pub fn render_specimen(document: &Document) -> Result<Vec<u8>, RenderError> {
    draw(document, Mark::Specimen)
}

/// Draws a specimen from JSON.
///
/// # Errors
/// Refuses what is not an input of this kind, and a wrong input.
pub fn render_json(kind: Kind, json: &str) -> Result<Vec<u8>, RenderError> {
    render_specimen(&Document::from_json(kind, json)?)
}

fn draw(document: &Document, mark: Mark) -> Result<Vec<u8>, RenderError> {
    let pages = compose(document, mark)?;
    pdf::write(&pages).map_err(|error| RenderError::Write(Box::new(error)))
}

pub(crate) fn compose(document: &Document, mark: Mark) -> Result<Composition, InputError> {
    document.compose(mark)
}
