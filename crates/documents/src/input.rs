//! What each kind of document is drawn from, as it comes in from outside.
//!
//! The types here are plain texts with names, readable from JSON, each with a schema and an
//! example. Nothing is drawn from them before [`checker`] has looked at every field; what it
//! finds is an [`InputError`] that names fields and reasons and never repeats what was typed.
//!
//! Dates are Jalali, as `1405/09/02`; identifiers may have any digits and separators.

mod bank_referral;
mod branch_list;
mod checker;
mod clearance;
mod correction;
mod dossier;
mod empowerment_referral;
mod letter;
mod licence;
mod licence_notice;
mod office;
mod people;
mod photograph;
mod receipt;
mod refusal;
mod transmittal;

use std::fmt;

pub use bank_referral::{BankReferral, Facility};
pub use branch_list::{BranchList, ReferredHolder};
pub(crate) use checker::{Check, Checker, checked};
pub use clearance::Clearance;
pub use correction::{Correction, RequestedItem};
pub use dossier::{
    Dossier, FactGroup, FiledCheck, FiledClearance, FiledDecision, FiledDocument, FiledEvent,
    FiledFact, FiledNote, FiledReferral, FiledRequest, FiledService, FiledSheet,
};
pub use empowerment_referral::{EmpowermentReferral, RequestedServices};
pub use letter::{Letter, LetterMark};
pub use licence::{
    Amended, Copy, Earlier, Field, Holder, LegalHolder, Licence, NaturalHolder, Replaced,
    Signatures, Standing, Supporter, Workplace,
};
pub use licence_notice::{BrokenCondition, LicenceNotice, Revocation, Suspension};
pub use office::{Letterhead, Signatory, Verification};
pub use people::{ActivityKind, Applicant};
pub use photograph::Photograph;
pub(crate) use photograph::read as read_photograph;
pub use receipt::Receipt;
pub use refusal::{FailedCondition, Refusal};
pub use transmittal::{HandOverCause, HandedFile, Transmittal};

/// An input that has been looked at, with every text in its canonical form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Checked<T>(T);

impl<T> std::ops::Deref for Checked<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// Why an input is not drawn. It names at least one problem.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the input has {} problem(s), the first in {}", problems.len(), first_field(problems))]
pub struct InputError {
    /// What is wrong, in the order of the fields.
    pub problems: Vec<Problem>,
}

fn first_field(problems: &[Problem]) -> &str {
    problems.first().map_or("no field", |problem| problem.field.as_str())
}

impl InputError {
    pub(crate) fn one(field: &str, code: ProblemCode, message: impl Into<String>) -> Self {
        let (field, about, message) = (field.to_owned(), String::new(), message.into());
        Self { problems: vec![Problem { field, code, about, message }] }
    }
}

/// One thing that is wrong with an input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The path of the field, such as `holder.national_id` or `conditions[3]`.
    pub field: String,
    /// The reason, for programs.
    pub code: ProblemCode,
    /// What it is about, where the code alone does not say it: the character that has no glyph, the bound
    /// that is overstepped, the place in a text that is unknown or missing.
    pub about: String,
    /// The reason with what to do, in Persian.
    pub message: String,
}

/// Why a field is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProblemCode {
    /// The input is not JSON, or a field is unknown, missing or of another type.
    Malformed,
    /// A field that must be filled is empty.
    Empty,
    /// A text has more characters than the document has room for.
    TooLong,
    /// There are more entries than the document has room for.
    TooMany,
    /// A control character, such as NUL.
    ControlCharacter,
    /// A mark that turns the direction of text around, or that is not closed again.
    Direction,
    /// More marks on one letter than any word has.
    StackedMarks,
    /// A character that belongs to no script.
    PrivateCharacter,
    /// A picture character.
    Picture,
    /// The typeface cannot draw a character.
    NoGlyph,
    /// The identifier is wrong; its own code tells why.
    Identifier(domain::identifiers::IdentifierError),
    /// The account is not with the bank that the letter goes to.
    OtherBank,
    /// The date is wrong; its own code tells why.
    Date(domain::dates::DateError),
    /// Dates that follow one another the wrong way round.
    DateOrder,
    /// A time that is not one of hours and minutes.
    Time,
    /// A number out of range.
    OutOfRange,
    /// A check code that is not sixteen hexadecimal digits.
    CheckCode,
    /// The text for the QR code does not fit into one of the permitted size.
    QrTooLong,
    /// A photograph that is not one, or cannot be printed.
    Photograph,
    /// Facts that contradict each other.
    Contradiction,
    /// A text lacks a place that is filled in, such as a date.
    MissingPlace,
    /// A mark for a place or for bold letters that opens or closes nothing, or may not stand here.
    StrayMark,
}

impl ProblemCode {
    /// The code as text.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Malformed => "malformed",
            Self::Empty => "empty",
            Self::TooLong => "too-long",
            Self::TooMany => "too-many",
            Self::ControlCharacter => "control-character",
            Self::Direction => "direction",
            Self::StackedMarks => "stacked-marks",
            Self::PrivateCharacter => "private-character",
            Self::Picture => "picture",
            Self::NoGlyph => "no-glyph",
            Self::Identifier(error) => error.code(),
            Self::OtherBank => "other-bank",
            Self::Date(error) => error.code(),
            Self::DateOrder => "date-order",
            Self::Time => "bad-time",
            Self::OutOfRange => "out-of-range",
            Self::CheckCode => "bad-check-code",
            Self::QrTooLong => "qr-too-long",
            Self::Photograph => "bad-photograph",
            Self::Contradiction => "contradiction",
            Self::MissingPlace => "missing-place",
            Self::StrayMark => "stray-mark",
        }
    }
}

impl fmt::Display for ProblemCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
