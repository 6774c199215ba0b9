//! Specimens: documents that are drawn from a file instead of a decision, and examples of what can be
//! brought in.

use domain::event::DocumentKind as Kind;

pub use documents::{InputError, Kind as SpecimenKind, Problem, RenderError, render_json as draw};

use crate::views::printing::DocumentKind;
use crate::{Error, case_file};

/// An application to try things with, as a case file.
///
/// # Errors
/// When the sample catalogue lacks what the example names, which a test rules out.
pub fn case_file() -> Result<Vec<u8>, Error> {
    Ok(case_file::write(&case_file::example(&domain::catalogue::sample())?))
}

impl From<SpecimenKind> for DocumentKind {
    fn from(kind: SpecimenKind) -> Self {
        Self::from(match kind {
            SpecimenKind::Licence => Kind::Licence,
            SpecimenKind::EmpowermentReferral => Kind::EmpowermentReferral,
            SpecimenKind::BankReferral => Kind::BankReferral,
            SpecimenKind::Refusal => Kind::Refusal,
            SpecimenKind::Correction => Kind::Correction,
            SpecimenKind::Receipt => Kind::Receipt,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_is_a_case_file_that_can_be_taken_in() {
        let file = case_file().expect("the sample catalogue has what the example names");
        case_file::parse(&file, &domain::catalogue::sample()).expect("it reads back");
    }

    #[test]
    fn a_kind_is_the_same_on_both_sides_of_the_door() {
        for kind in SpecimenKind::ALL {
            assert_eq!(documents::Kind::from(DocumentKind::from(kind)), kind);
        }
    }
}
