//! What the demo world asks of whoever draws its scans: the rules know no pictures.

use std::sync::Arc;

use crate::catalogue::{ApprovedField, Catalogue, DocumentCode};
use crate::ids::ContentHash;
use crate::people::{Attachment, Person};
use crate::plan::SkillCertificate;

/// A content with its name.
pub type Blob = (ContentHash, Arc<[u8]>);

/// Whose papers they are.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'s> {
    /// The applicant, or a company's representative.
    pub person: &'s Person,
    /// Their certificate.
    pub certificate: &'s SkillCertificate,
    /// The field they apply for.
    pub field: &'s ApprovedField,
}

/// Draws scans of documents.
pub trait Scans {
    /// The document of an applicant, with its content.
    fn scan(
        &mut self,
        catalogue: &Catalogue,
        document: DocumentCode,
        subject: Subject<'_>,
    ) -> (Attachment, Blob);
}
