//! How a figure is made of what was counted.

use domain::case::StageName;

use super::counts::Counts;
use super::happening::What;
use super::report::Value;
use crate::verification::State;

/// What a figure is a number of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Applications or licences.
    Cases,
    /// Things asked of applicants.
    Items,
    /// Days.
    Days,
    /// Per cent, to a tenth.
    Percent,
    /// Rials.
    Rials,
}

/// Whether a figure is of a period or of the moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tense {
    /// What happened in the period.
    Period,
    /// What stands now.
    Now,
}

/// From what a figure is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Measure {
    /// How often one of these happened.
    Happened(&'static [What]),
    /// How many things were asked.
    Items(&'static [What]),
    /// The amounts of what happened.
    Amount(What),
    /// The share of women among the people to whom it happened.
    Women(What),
    /// How long something took.
    Took(Span, Rank),
    /// The share of decisions that were in time.
    InTime,
    /// How many cases are at one of these stages.
    AtStage(&'static [StageName]),
    /// How many licences count as this.
    Licences(State),
    /// How many reviews are past their last day.
    Overdue,
    /// How many of them the secretariat was told of.
    Escalated,
    /// How many things applicants still owe.
    OpenRequests,
    /// How many cases wait for an applicant past the day.
    Unanswered,
}

/// What took its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Span {
    /// From the tick to the licence, in days of the calendar.
    Whole,
    /// The same in working days.
    WholeWorking,
    /// The agency's review.
    Agency,
    /// The labour office's review.
    Labour,
}

/// Which one of all, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rank {
    /// Half took at most so long.
    Median,
    /// Nine of ten took at most so long.
    Ninetieth,
}

impl Measure {
    pub(super) const fn tense(self) -> Tense {
        match self {
            Self::Happened(_)
            | Self::Items(_)
            | Self::Amount(_)
            | Self::Women(_)
            | Self::Took(..)
            | Self::InTime => Tense::Period,
            Self::AtStage(_)
            | Self::Licences(_)
            | Self::Overdue
            | Self::Escalated
            | Self::OpenRequests
            | Self::Unanswered => Tense::Now,
        }
    }

    pub(super) const fn unit(self) -> Unit {
        match self {
            Self::Items(_) | Self::OpenRequests => Unit::Items,
            Self::Amount(_) => Unit::Rials,
            Self::Women(_) | Self::InTime => Unit::Percent,
            Self::Took(..) => Unit::Days,
            Self::Happened(_)
            | Self::AtStage(_)
            | Self::Licences(_)
            | Self::Overdue
            | Self::Escalated
            | Self::Unanswered => Unit::Cases,
        }
    }

    /// Whether the figures of parts add up to that of the whole.
    pub(super) const fn adds_up(self) -> bool {
        !matches!(self, Self::Women(_) | Self::Took(..) | Self::InTime)
    }

    pub(super) fn value(self, counts: &Counts) -> Value {
        match self {
            Self::Happened(whats) | Self::Items(whats) => {
                Value::Count(whats.iter().map(|what| counts.happened(*what).items).sum())
            }
            Self::Amount(what) => Value::Rials(counts.happened(what).amount),
            Self::Women(what) => {
                let happened = counts.happened(what);
                Value::Share { part: happened.women, whole: happened.people }
            }
            Self::Took(span, rank) => Value::Days(counts.took(span, rank)),
            Self::InTime => Value::Share { part: counts.in_time, whole: counts.decided },
            Self::AtStage(stages) => {
                Value::Count(stages.iter().map(|stage| counts.at_stage(*stage)).sum())
            }
            Self::Licences(state) => Value::Count(counts.licences(state)),
            Self::Overdue => Value::Count(counts.overdue),
            Self::Escalated => Value::Count(counts.escalated),
            Self::OpenRequests => Value::Count(counts.open_requests),
            Self::Unanswered => Value::Count(counts.unanswered),
        }
    }
}
