//! What is wrong with an edition that could be read.

use super::{DeadlineCode, Section};
use crate::people::Activity;
use crate::text::TextError;

/// Something by which a server or a desk would misjudge, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// Where in the document, such as `fields[3].agency`.
    pub path: String,
    /// What is wrong.
    pub kind: FlawKind,
}

/// What is wrong with a place of an edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FlawKind {
    /// A text that is no text: empty, too long, or with characters that cannot be shown.
    Text(TextError),
    /// A number beyond what can be meant.
    OutOfRange {
        /// The least that can be.
        least: i64,
        /// The most that can be.
        most: i64,
    },
    /// A code, number or telephone that is not written as such.
    BadForm,
    /// What must be there once stands here again.
    Twice {
        /// Where it stood first.
        first: String,
    },
    /// It names a row of a section that is not there.
    Unknown(Section),
    /// It names a row that is there and is of another kind than is needed.
    OtherKind(Section),
    /// It names a province or county that the divisions do not have.
    UnknownPlace,
    /// An office's county lies in another province.
    OutsideProvince,
    /// Two offices of one kind are responsible for the same place.
    Overlap {
        /// The other one.
        first: String,
    },
    /// The day from which the edition applies is before the day of issue.
    BeforeIssue,
    /// The parts of a whole do not fit: the jobs of a supporter cost more than can be written.
    TooMuch,
    /// Something that judging needs is not there.
    Absent(Absent),
}

/// Something that judging needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absent {
    /// Any row or entry at all.
    Rows,
    /// The secretariat, in whose name the registry acts.
    Secretariat,
    /// A labour office: nobody else issues licences.
    LabourOffice,
    /// A Jahad unit in the province of a programme.
    JahadOffice,
    /// The deadline of a review.
    Deadline(DeadlineCode),
    /// A document that every applicant of a kind of activity hands in.
    Document(Activity),
    /// Holidays of a year in which deadlines of the edition end.
    Holidays(i32),
    /// Ceilings of a year in which facilities are given.
    Ceiling(i32),
    /// A day of the week on which offices are open.
    OpenDay,
    /// A row, document or circumstance that can show that a condition is not met: nobody could cite it.
    Evidence,
}

impl FlawKind {
    /// Returns the stable code by which screens and scripts tell flaws apart.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Text(TextError::Empty) => "empty",
            Self::Text(TextError::TooLong) => "too-long",
            Self::Text(_) => "bad-character",
            Self::OutOfRange { .. } => "out-of-range",
            Self::BadForm => "bad-form",
            Self::Twice { .. } => "twice",
            Self::Unknown(_) => "unknown",
            Self::OtherKind(_) => "other-kind",
            Self::UnknownPlace => "unknown-place",
            Self::OutsideProvince => "outside-province",
            Self::Overlap { .. } => "overlap",
            Self::BeforeIssue => "before-issue",
            Self::TooMuch => "too-much",
            Self::Absent(what) => what.code(),
        }
    }
}

impl Absent {
    const fn code(self) -> &'static str {
        match self {
            Self::Rows => "no-rows",
            Self::Secretariat => "no-secretariat",
            Self::LabourOffice => "no-labour-office",
            Self::JahadOffice => "no-jahad-office",
            Self::Deadline(_) => "no-deadline",
            Self::Document(_) => "no-document",
            Self::Holidays(_) => "no-holidays",
            Self::Ceiling(_) => "no-ceiling",
            Self::OpenDay => "no-open-day",
            Self::Evidence => "no-evidence",
        }
    }
}
