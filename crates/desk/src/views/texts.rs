//! What an office words itself in its papers.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::MomentView;
use super::printing::DocumentKind;

/// Everything that the officer's office words itself.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LetterTextsView {
    pub office: String,
    /// The head of its paper first, then the papers that it writes.
    pub parts: Vec<TextPartView>,
}

/// A part of it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TextPartView {
    /// The kind of paper; absent for the head of all papers.
    pub document: Option<DocumentKind>,
    /// Its texts, in their order on the page.
    pub fields: Vec<TextFieldView>,
    /// The lines of the head, or who receives a copy.
    pub lines: Option<TextLinesView>,
    /// Newest first. The first is in force, the last is built in.
    pub versions: Vec<TextVersionView>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TextFieldView {
    /// Its name in `OwnTextView::texts`.
    pub name: String,
    pub longest: u32,
    /// The places in braces that it must have.
    pub slots: Vec<String>,
    pub optional: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TextLinesView {
    pub least: u32,
    pub most: u32,
    pub longest: u32,
    /// The places in braces that a line may have.
    pub slots: Vec<String>,
}

/// A text that is or was in force.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TextVersionView {
    /// 1 for the built-in one.
    pub number: u32,
    /// When it was put into force; absent for the built-in one.
    pub at: Option<MomentView>,
    pub by: Option<String>,
    pub text: OwnTextView,
}

/// An office's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OwnTextView {
    pub texts: BTreeMap<String, String>,
    pub lines: Vec<String>,
}

/// Draws a specimen in words that are not in force.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PreviewTextRequest {
    /// The part; absent for the head of all papers.
    pub document: Option<DocumentKind>,
    pub text: OwnTextView,
    /// On which paper the head is shown; the first that the office writes when absent.
    pub on: Option<DocumentKind>,
}

/// Puts words into force. What is printed from now on has them; what was printed keeps its own.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SaveTextRequest {
    pub document: Option<DocumentKind>,
    pub text: OwnTextView,
}

/// Puts the words of an earlier version into force again.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RestoreTextRequest {
    pub document: Option<DocumentKind>,
    pub number: u32,
}
