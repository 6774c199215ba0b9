//! Bytes that a screen shows: attachments and previews. And case files that come in.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Asks for the content of an attachment.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AttachmentRequest {
    pub case_id: String,
    pub attachment: String,
}

/// A file's content.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FileView {
    pub mime: String,
    pub name: String,
    /// Base64.
    pub content: String,
}

/// Takes a case file in.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ImportRequest {
    /// The file's bytes in Base64.
    pub file: String,
}

/// What a case file brought.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportedView {
    pub case: super::session::CaseRef,
    /// The office that now has the case.
    pub office: String,
    /// True when exactly this file had been taken in before; nothing was changed.
    pub known: bool,
    /// Documents of the file that do not open and did not come; everything else did.
    pub left_out: Vec<LeftOutView>,
}

/// A document of a case file that does not open.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LeftOutView {
    /// Its title in the catalogue.
    pub document: String,
    /// What is wrong with it, and what to do.
    pub error: crate::Error,
}
