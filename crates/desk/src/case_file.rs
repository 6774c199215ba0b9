//! The case file: an application as one documented JSON file, for offices that have no portal yet.
//!
//! `docs/case-file.md` is written for those who make such files. A file is an envelope with a `payload`,
//! which is JSON text of its own: the checksum is over the bytes of that text, so that no tool which
//! rearranges the envelope can break it, and nobody must agree on a canonical form. Scans stand beside the
//! payload and are named in it by their SHA-256.
//!
//! [`parse`] gives domain values or a [`Problem`] that says where, what and why; [`write`] gives the file
//! that reads back as the same application.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use documents::attachment::FileProblem;
use domain::catalogue::{Catalogue, DocumentCode, OfficeId};
use domain::dates::Date;
use domain::identifiers::{ExternalCode, TrackingCode};
use domain::ids::ContentHash;
use domain::people::{Applicant, Attachment};
use domain::plan::{Plan, SkillCertificate};
use sha2::{Digest as _, Sha256};

mod attachments;
mod example;
mod fields;
mod format;
mod person;
mod plan;
mod problem;
mod reader;
mod words;
mod writer;

use reader::Read;

pub use example::example;
pub use format::schema;
pub use problem::Problem;
pub use writer::write;

/// What the `format` of a file must say.
pub const FORMAT: &str = "parvaneh-case/1";
/// The largest file that is taken in. It holds several scans of the largest size.
pub const MAX_FILE_BYTES: usize = 128 * 1024 * 1024;
/// How many scans an application may bring.
pub const MAX_ATTACHMENTS: usize = 40;

/// What a file brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseFile {
    /// The SHA-256 of the payload: the same file taken in twice has the same one.
    pub checksum: ContentHash,
    /// The application.
    pub application: Application,
    /// Scans that do not open. Everything else came in.
    pub left_out: Vec<LeftOut>,
    /// The fields of one line, in Persian, that came on several.
    pub folded: Vec<String>,
}

/// A scan of a case file that does not open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Which document it was to be.
    pub document: DocumentCode,
    /// The document's title.
    pub title: String,
    /// Why it does not open.
    pub problem: FileProblem,
}

impl LeftOut {
    /// Which document it is and what is wrong with it, in Persian.
    pub fn persian(&self) -> String {
        format!("{}: {}", self.title, self.problem.persian())
    }
}

/// An application, complete enough to be submitted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Application {
    /// Who applies.
    pub applicant: Applicant,
    /// What they want to do.
    pub plan: Plan,
    /// The certificate that is mandatory.
    pub certificate: SkillCertificate,
    /// Whoever made the file claims that a covered applicant's supporter has confirmed them.
    pub supporter_confirmed: bool,
    /// The agency's office that is to review, where the file names one.
    pub office: Option<OfficeId>,
    /// The tracking code, where one was given already.
    pub tracking_code: Option<TrackingCode>,
    /// The code of another system.
    pub external_code: Option<ExternalCode>,
    /// Scans with their bytes.
    pub attachments: Vec<(Attachment, Vec<u8>)>,
}

/// Reads a case file from its bytes. What must have happened by the day it comes in may not lie after `today`.
///
/// # Errors
/// The first thing that is wrong, with its place and its reason.
pub fn parse(bytes: &[u8], catalogue: &Catalogue, today: Date) -> Result<CaseFile, Problem> {
    if bytes.len() > MAX_FILE_BYTES {
        return Err(Problem::file_too_large());
    }
    let envelope = format::envelope(bytes)?;
    let Read { application, left_out, folded } = reader::application(&envelope, catalogue)?;
    reader::has_happened(&application, today)?;
    Ok(CaseFile { checksum: hash(envelope.payload.as_bytes()), application, left_out, folded })
}

/// Reads a case file from a path. A file that is too large is refused before it is read.
///
/// # Errors
/// As [`parse`], and when the file cannot be read.
pub fn read(path: &Path, catalogue: &Catalogue, today: Date) -> Result<CaseFile, Problem> {
    let unreadable = |_| Problem::unreadable("فایل باز نمی‌شود یا خوانده نمی‌شود.");
    let file = File::open(path).map_err(unreadable)?;
    let most = u64::try_from(MAX_FILE_BYTES).unwrap_or(u64::MAX);
    if file.metadata().map_err(unreadable)?.len() > most {
        return Err(Problem::file_too_large());
    }
    let mut bytes = Vec::new();
    file.take(most + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    parse(&bytes, catalogue, today)
}

fn hash(bytes: &[u8]) -> ContentHash {
    ContentHash::from_bytes(Sha256::digest(bytes).into())
}

#[cfg(test)]
mod tests;
