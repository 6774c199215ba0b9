//! National figures: what is counted, by whom it is asked, and one source for every place that shows it.
//!
//! Happenings are rows that follow from events, standings are rows that follow from cases; both are written in the
//! transaction of the events ([`store`]) and made again from the log by [`crate::rebuild`]. A [`Question`] says
//! which of them count, [`read`] counts, and a [`Report`] is what page, CSV and spreadsheet show.

pub mod cases;
mod counts;
pub mod happening;
mod list;
mod measures;
mod question;
mod read;
mod report;
mod standing;
pub(crate) mod store;

pub use list::{FIGURES, Figure};
pub use measures::{Tense, Unit};
pub use question::{By, Only, Period, Question, QuestionError, Sex};
pub use read::read;
pub use report::{Group, Report, Value};
