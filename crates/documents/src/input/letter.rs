//! What every letter has.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Check, Checker, Letterhead, Signatory, Verification};

/// Date, number and attachment at the top left of a letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LetterMark {
    /// Date of the letter; empty where it is filled in by hand.
    #[serde(default)]
    pub date: String,
    /// Number of the letter; empty where the secretariat fills it in by hand.
    #[serde(default)]
    pub number: String,
    /// What is attached; empty where it is filled in by hand.
    #[serde(default)]
    pub attachment: String,
}

impl Check for LetterMark {
    fn check(&mut self, checker: &mut Checker) {
        if self.date.trim().is_empty() {
            self.date.clear();
        } else {
            checker.date("date", &mut self.date);
        }
        checker.optional_text("number", &mut self.number, 24);
        checker.optional_text("attachment", &mut self.attachment, 24);
    }
}

/// The frame of a letter: everything but its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Letter {
    /// The office that writes.
    pub letterhead: Letterhead,
    /// Date, number and attachment.
    pub mark: LetterMark,
    /// Whom the letter is for, in one line.
    pub to: String,
    /// Who signs.
    pub signatory: Signatory,
    /// Who else receives it, each with what for.
    #[serde(default)]
    pub copies_to: Vec<String>,
    /// How the paper is checked.
    pub verification: Verification,
}

/// The widest code that stays readable on a letter.
pub(super) const WIDEST_CODE: usize = 41;

impl Letter {
    pub(crate) fn example(
        letterhead: Letterhead,
        number: &str,
        attachment: &str,
        to: &str,
    ) -> Self {
        Self {
            letterhead,
            mark: LetterMark {
                date: "1405/09/02".into(),
                number: number.into(),
                attachment: attachment.into(),
            },
            to: to.into(),
            signatory: Signatory::new("علی محمدی", "معاون کارآفرینی و اشتغال"),
            copies_to: Vec::new(),
            verification: Verification::example("C41D 08E2 77B9 3A50"),
        }
    }

    pub(crate) fn copies_to(self, copies: &[&str]) -> Self {
        Self { copies_to: copies.iter().map(|copy| (*copy).to_owned()).collect(), ..self }
    }
}

impl Check for Letter {
    fn check(&mut self, checker: &mut Checker) {
        checker.within("letterhead", &mut self.letterhead);
        checker.within("mark", &mut self.mark);
        checker.text("to", &mut self.to, 300);
        checker.within("signatory", &mut self.signatory);
        checker.texts("copies_to", &mut self.copies_to, 12, 140);
        self.verification.check(checker, WIDEST_CODE);
    }
}
