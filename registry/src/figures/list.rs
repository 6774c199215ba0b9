//! Every figure with its definition: what is counted, from which event, over which period, what is left out.

use super::measures::{Measure, Tense, Unit};

/// A figure.
#[derive(Debug, Clone, Copy)]
pub struct Figure {
    /// Its name for programs.
    pub code: &'static str,
    /// Its name in Persian and in English.
    pub name: (&'static str, &'static str),
    /// Its definition in Persian and in English.
    pub definition: (&'static str, &'static str),
    pub(super) measure: Measure,
}

impl Figure {
    /// What it is a number of.
    pub const fn unit(&self) -> Unit {
        self.measure.unit()
    }

    /// Whether it is of a period or of the moment.
    pub const fn tense(&self) -> Tense {
        self.measure.tense()
    }

    /// Whether the figures of parts add up to that of the whole.
    pub const fn adds_up(&self) -> bool {
        self.measure.adds_up()
    }

    /// Finds a figure by its name for programs.
    pub fn of_code(code: &str) -> Option<&'static Self> {
        FIGURES.iter().find(|figure| figure.code == code)
    }
}

macro_rules! figure {
    ($code:literal, $measure:expr, $fa:literal, $en:literal, $def_fa:literal, $def_en:literal) => {
        Figure { code: $code, name: ($fa, $en), definition: ($def_fa, $def_en), measure: $measure }
    };
}

mod now;
mod period;

/// Every figure, in the order in which they are shown: those of a period, and those of the moment.
pub const FIGURES: &[Figure] = &joined();

const fn joined() -> [Figure; period::FIGURES.len() + now::FIGURES.len()] {
    let mut all = [period::FIGURES[0]; period::FIGURES.len() + now::FIGURES.len()];
    let mut place = 0;
    while place < all.len() {
        all[place] = if place < period::FIGURES.len() {
            period::FIGURES[place]
        } else {
            now::FIGURES[place - period::FIGURES.len()]
        };
        place += 1;
    }
    all
}

#[cfg(test)]
mod tests {
    use domain::case::StageName;

    use super::now::OPEN;
    use super::*;
    use crate::verification::State;

    #[test]
    fn every_figure_has_a_name_of_its_own_and_a_definition_in_both_languages() {
        for (place, figure) in FIGURES.iter().enumerate() {
            let others = FIGURES.iter().skip(place + 1);
            for other in others {
                assert_ne!(figure.code, other.code);
                assert_ne!(figure.name.0, other.name.0);
                assert_ne!(figure.name.1, other.name.1);
            }
            assert!(figure.definition.0.ends_with('.') && figure.definition.1.ends_with('.'));
            assert!(!figure.definition.1.chars().any(|c| ('\u{600}'..='\u{6FF}').contains(&c)));
        }
    }

    #[test]
    fn every_stage_and_state_is_in_some_figure_or_decided() {
        let stages: Vec<StageName> = FIGURES
            .iter()
            .filter(|figure| figure.code != "open")
            .filter_map(|figure| match figure.measure {
                Measure::AtStage(stages) => Some(stages.to_vec()),
                _ => None,
            })
            .flatten()
            .collect();
        assert_eq!(stages.len(), OPEN.len());
        assert!(OPEN.iter().all(|stage| stages.contains(stage)));
        let has_figure = |licence: &State| {
            FIGURES.iter().any(|figure| figure.measure == Measure::Licences(*licence))
        };
        assert!(State::ALL.iter().all(has_figure));
    }
}
