//! What is answered.

use domain::catalogue::ConditionNumber;
use domain::dates::Instant;

use super::counts::Counts;
use super::list::{FIGURES, Figure};
use super::measures::Tense;
use super::question::{By, Question};

/// A figure's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// So many.
    Count(i64),
    /// So many rials.
    Rials(i64),
    /// So many days; nothing where nothing happened.
    Days(Option<i32>),
    /// A part of a whole; nothing where there is no whole.
    Share {
        /// The part.
        part: i64,
        /// The whole.
        whole: i64,
    },
}

impl Value {
    /// The number, in tenths for shares; nothing where there is none.
    pub fn number(self) -> Option<i64> {
        match self {
            Self::Count(number) | Self::Rials(number) => Some(number),
            Self::Days(days) => days.map(i64::from),
            Self::Share { whole: 0, .. } => None,
            // Rounded half up, in whole numbers, so that every place shows the same digit.
            Self::Share { part, whole } => Some((part * 2000 + whole) / (whole * 2)),
        }
    }
}

/// A part of what was asked about, with its figures in the order of [`Report::columns`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its code; empty for what has none.
    pub key: String,
    /// Its figures.
    pub values: Vec<Value>,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// What was asked.
    pub question: Question,
    /// When it was answered.
    pub made_at: Instant,
    /// Every figure, in the order of [`FIGURES`].
    pub whole: Vec<Value>,
    /// The parts, in the order of their codes.
    pub groups: Vec<Group>,
    /// The conditions that refusals of the period cite, most cited first.
    pub conditions: Vec<(ConditionNumber, i64)>,
}

impl Report {
    /// Every figure with its value.
    pub fn figures(&self) -> impl Iterator<Item = (&'static Figure, Value)> {
        FIGURES.iter().zip(self.whole.iter().copied())
    }

    /// The figures that parts have.
    pub fn columns(&self) -> impl Iterator<Item = &'static Figure> {
        let by = self.question.by;
        FIGURES.iter().filter(move |figure| by.is_some_and(|by| applies(figure, by)))
    }

    /// The figures of a part in which there is nothing.
    pub fn nothing(&self) -> Vec<Value> {
        self.columns().map(|figure| figure.measure.value(&Counts::default())).collect()
    }

    /// The value of a figure for the whole.
    pub fn value(&self, code: &str) -> Option<Value> {
        self.figures().find(|(figure, _)| figure.code == code).map(|(_, value)| value)
    }
}

/// Stages are of the moment, months are of the past.
pub(super) const fn applies(figure: &Figure, by: By) -> bool {
    match (figure.tense(), by) {
        (Tense::Period, By::Stage) | (Tense::Now, By::Month | By::Year) => false,
        (Tense::Period | Tense::Now, _) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_rounded_to_the_nearest_tenth_of_a_per_cent() {
        let share = |part, whole| Value::Share { part, whole }.number();
        assert_eq!(share(1, 3), Some(333));
        assert_eq!(share(2, 3), Some(667));
        assert_eq!(share(1, 16), Some(63));
        assert_eq!(share(7, 7), Some(1000));
        assert_eq!(share(0, 7), Some(0));
        assert_eq!(share(0, 0), None);
    }
}
