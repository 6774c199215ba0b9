//! Failures of the page, which go to the log.

use crate::Error;
use crate::desk::Desk;
use crate::views::Nothing;
use crate::views::faults::FaultRequest;

/// The most that is logged of a class or a place.
const MOST: usize = 120;

/// Logs that a part of the page failed. Nothing but names of code is kept, whatever the page sends.
pub async fn report_fault(_: &Desk, request: FaultRequest) -> Result<Nothing, Error> {
    let FaultRequest { part, kind, place } = request;
    let (kind, place) = (name_of_code(&kind), name_of_code(&place));
    tracing::error!(page.part = ?part, page.fault = kind, page.place = place, "a part of the page failed");
    Ok(Nothing {})
}

/// What can stand in the name of a class, a file or a place in it; Persian text and codes with spaces cannot.
fn name_of_code(text: &str) -> String {
    let allowed = |c: &char| c.is_ascii_alphanumeric() || "._-/:".contains(*c);
    text.chars().filter(allowed).take(MOST).collect()
}

#[cfg(test)]
mod tests {
    use super::name_of_code;

    #[test]
    fn a_fault_keeps_names_of_code_alone() {
        assert_eq!(name_of_code("assets/index-B1.js:12:345"), "assets/index-B1.js:12:345");
        assert_eq!(name_of_code("مریم ۰۵۲۰۰۰۰۰۱۳"), "");
        assert_eq!(name_of_code(&"a".repeat(900)).len(), 120);
    }
}
