//! What the database counted for one group.

use std::collections::BTreeMap;

use domain::case::StageName;

use super::happening::What;
use super::measures::{Rank, Span};
use crate::verification::State;

/// How often something happened.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Happened {
    pub items: i64,
    pub amount: i64,
    pub women: i64,
    pub people: i64,
}

/// What was counted for one group.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Counts {
    happened: BTreeMap<What, Happened>,
    stages: BTreeMap<StageName, i64>,
    licences: BTreeMap<State, i64>,
    /// Median and 90th percentile of each span, in the order of the spans.
    pub took: [[Option<i32>; 2]; 4],
    pub decided: i64,
    pub in_time: i64,
    pub overdue: i64,
    pub escalated: i64,
    pub open_requests: i64,
    pub unanswered: i64,
}

impl Counts {
    pub(super) fn add_happened(&mut self, what: What, more: Happened) {
        let sum = self.happened.entry(what).or_default();
        sum.items += more.items;
        sum.amount += more.amount;
        sum.women += more.women;
        sum.people += more.people;
    }

    pub(super) fn add_stage(&mut self, stage: StageName, cases: i64) {
        *self.stages.entry(stage).or_default() += cases;
    }

    pub(super) fn add_licences(&mut self, state: State, licences: i64) {
        *self.licences.entry(state).or_default() += licences;
    }

    /// Adds what adds up; how long things took does not.
    pub(super) fn add(&mut self, other: &Self) {
        for (what, happened) in &other.happened {
            self.add_happened(*what, *happened);
        }
        for (stage, cases) in &other.stages {
            self.add_stage(*stage, *cases);
        }
        for (state, licences) in &other.licences {
            self.add_licences(*state, *licences);
        }
        self.decided += other.decided;
        self.in_time += other.in_time;
        self.overdue += other.overdue;
        self.escalated += other.escalated;
        self.open_requests += other.open_requests;
        self.unanswered += other.unanswered;
    }

    pub(super) fn happened(&self, what: What) -> Happened {
        self.happened.get(&what).copied().unwrap_or_default()
    }

    pub(super) fn at_stage(&self, stage: StageName) -> i64 {
        self.stages.get(&stage).copied().unwrap_or_default()
    }

    pub(super) fn licences(&self, state: State) -> i64 {
        self.licences.get(&state).copied().unwrap_or_default()
    }

    pub(super) fn took(&self, span: Span, rank: Rank) -> Option<i32> {
        let [whole, working, agency, labour] = &self.took;
        let [median, ninetieth] = match span {
            Span::Whole => whole,
            Span::WholeWorking => working,
            Span::Agency => agency,
            Span::Labour => labour,
        };
        match rank {
            Rank::Median => *median,
            Rank::Ninetieth => *ninetieth,
        }
    }
}
