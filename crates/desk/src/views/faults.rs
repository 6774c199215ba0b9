//! What the page reports of its own failures.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A part of the page that failed while the rest went on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum PagePart {
    Queue,
    Preview,
    Case,
    Facts,
    Viewer,
    Talk,
    Decision,
    Print,
    Verify,
    Letters,
    /// Something that was begun and that no part of the page waits for.
    Background,
}

/// A failure of the page. It says where the program broke and never what was on the screen.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FaultRequest {
    pub part: PagePart,
    /// The error's class or code, such as `TypeError` or `each_key_duplicate`.
    pub kind: String,
    /// The file, line and column of the page that threw it.
    pub place: String,
}
