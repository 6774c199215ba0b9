//! axe-core's judgement of what is on the screen, contrast included.

use std::fs;

use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use xtask::workspace::Workspace;

/// One rule that the page breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// axe's name of the rule.
    pub rule: String,
    /// What is wrong, in axe's words.
    pub help: String,
    /// Where: one selector and its piece of HTML for each.
    pub places: Vec<String>,
}

/// Calls back with the violations of WCAG 2.2 A and AA and of axe's best practices.
pub(crate) const SCRIPT: &str = r#"
const answer = arguments[arguments.length - 1];
axe.run(document, { resultTypes: ["violations"], rules: { "color-contrast": { enabled: true } } })
  .then((result) => answer(result.violations), (error) => answer(String(error)));
"#;

/// axe-core as it lies among the page's packages.
pub(crate) fn source() -> Result<String> {
    let file = Workspace::find()?.ui().join("node_modules/axe-core/axe.min.js");
    let source =
        fs::read_to_string(&file).with_context(|| format!("{} cannot be read", file.display()))?;
    Ok(format!("{source}; window.axe = axe; return true;"))
}

pub(crate) fn violations(answer: &Value) -> Result<Vec<Violation>> {
    let found = answer.as_array().with_context(|| format!("axe failed: {answer}"))?;
    Ok(found.iter().map(violation).collect())
}

fn violation(found: &Value) -> Violation {
    let text = |key: &str| found.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let nothing = json!([]);
    let nodes = found.get("nodes").unwrap_or(&nothing).as_array().cloned().unwrap_or_default();
    let places = nodes.iter().map(|node| {
        let of = |key: &str| node.get(key).map(ToString::to_string).unwrap_or_default();
        format!("{} {} {}", of("target"), of("html"), of("failureSummary"))
    });
    Violation { rule: text("id"), help: text("help"), places: places.collect() }
}
