//! What the server counts about itself, for Prometheus. Labels are routes and outcomes, never anybody's data.

use std::time::Duration;

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::Registry as Described;

/// The counters of one server.
pub struct Metrics {
    described: Described,
    answers: Family<Answer, Counter>,
    seconds: Family<Route, Histogram>,
    events: Family<Event, Counter>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answer {
    route: String,
    method: &'static str,
    status: u16,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Route {
    route: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Event {
    outcome: &'static str,
}

impl Metrics {
    /// Nothing was counted yet.
    pub fn new() -> Self {
        let answers = Family::default();
        let seconds = Family::new_with_constructor(histogram as fn() -> Histogram);
        let events = Family::default();
        let mut described = Described::with_prefix("parvaneh_registry");
        described.register("answers", "Answers by route, method and status", answers.clone());
        described.register("answer_seconds", "Time to answer by route", seconds.clone());
        described.register("events", "Events that were stored, by outcome", events.clone());
        Self { described, answers, seconds, events }
    }

    /// Counts an answer. The route is its pattern, so that nobody's code or number is a label.
    pub fn answered(&self, route: &str, method: &'static str, status: u16, took: Duration) {
        let route = route.to_owned();
        self.seconds.get_or_create(&Route { route: route.clone() }).observe(took.as_secs_f64());
        self.answers.get_or_create(&Answer { route, method, status }).inc();
    }

    /// Counts an event that was stored.
    pub fn stored(&self, outcome: &'static str) {
        self.events.get_or_create(&Event { outcome }).inc();
    }

    /// Everything in the text that Prometheus reads.
    pub fn text(&self) -> String {
        let mut text = String::new();
        // Writing to a String cannot fail.
        let _written = encode(&mut text, &self.described);
        text
    }
}

/// From a millisecond to some thirty seconds.
fn histogram() -> Histogram {
    Histogram::new(exponential_buckets(0.001, 2.0, 16))
}

impl Default for Metrics {
    fn default() -> Self {
        Self::new()
    }
}
