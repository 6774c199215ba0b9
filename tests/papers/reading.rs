//! What readers make of a paper's text.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;
use tests::program::said;
use xtask::workspace::Workspace;

/// The readers, most used first.
pub const READERS: [&str; 4] = ["poppler", "PDFium", "pdf.js", "pypdf"];

/// The text of a file, by reader.
pub type Texts = BTreeMap<String, String>;

/// Reads files with every reader.
pub fn read(files: &[PathBuf]) -> Result<BTreeMap<PathBuf, Texts>> {
    let workspace = Workspace::find()?;
    let said = said(
        Command::new(workspace.python("papers"))
            .arg(workspace.root.join("tests/papers/readers.py"))
            .arg(workspace.ui().join("node_modules/pdfjs-dist"))
            .args(files),
    )?;
    let mut read: BTreeMap<PathBuf, Texts> = serde_json::from_str(&said)?;
    for text in read.values_mut().flat_map(BTreeMap::values_mut) {
        *text = plain(text);
    }
    Ok(read)
}

/// A text without marks of direction, every white space as one blank.
pub fn plain(text: &str) -> String {
    let direction = |c: char| matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let kept: String = text.chars().filter(|c| !direction(*c)).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn only_direction_and_white_space_are_forgiven() {
    assert_eq!(plain("\u{202b}یک\n\n دو\u{202c} "), "یک دو");
    assert_eq!(plain("می\u{200c}شود"), "می\u{200c}شود");
}
