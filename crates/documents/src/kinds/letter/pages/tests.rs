//! Where a letter's paragraphs are broken.

use std::collections::BTreeMap;

use super::*;
use crate::{
    input::Refusal,
    kinds::letter::MARGINS,
    typeset::{
        placed::{Owner, Placed},
        rich::{Rich, Style},
    },
};

/// A paragraph of so many lines.
fn lines(count: usize) -> Block {
    let style = Style::regular(11.5);
    let first = Rich::text("سطر", style);
    let rich = (1..count).fold(first, |rich, _| rich.line_break(style).flow("سطر", style));
    Block::text(&rich, 0.0, 3.0)
}

/// How many lines of a paragraph stand on each page, after one that has so many lines.
fn broken(before: usize, count: usize, with: f64) -> Vec<usize> {
    let letter = Refusal::example().letter;
    let surroundings = Surroundings {
        letter: &letter,
        invocation: "بسمه تعالی",
        closing: "با احترام",
        verification: "بررسی در {address}",
        title: "نامه",
        signature: 41.0,
        margins: MARGINS,
    };
    let mut pages = Pages::begin(&surroundings, Mark::Specimen);
    pages.block(&lines(before), 0.0);
    let marker = pages.sheet.open_part(Role::Paragraph);
    pages.block(&lines(count), with);
    assert!(pages.y + with <= BOTTOM + 3.0, "{before} and {count} lines");
    let composition = pages.finish();
    let mut found: BTreeMap<usize, usize> = BTreeMap::new();
    for (number, page) in composition.pages.iter().enumerate() {
        for item in &page.items {
            let text = matches!(item.placed, Placed::Text { .. });
            if text && matches!(item.owner, Owner::Node(id) if id.0 == marker.0 + 1) {
                *found.entry(number).or_default() += 1;
            }
        }
    }
    found.into_values().collect()
}

#[test]
fn a_paragraph_is_broken_so_that_two_lines_stand_together_on_both_sides() {
    let mut breaks = 0;
    for before in 14..27 {
        for count in [2, 3, 4, 5, 40] {
            let pages = broken(before, count, 0.0);
            assert_eq!(pages.iter().sum::<usize>(), count);
            assert!(pages.iter().all(|lines| *lines > 1), "{before}: {pages:?}");
            breaks += pages.len() - 1;
        }
    }
    assert!(breaks > 20, "{breaks}");
}

#[test]
fn what_must_stand_after_a_paragraph_takes_two_of_its_lines_along() {
    let most = [(4, 60.0), (20, 60.0), (24, 60.0), (25, 100.0), (26, 150.0), (50, 60.0)];
    for (count, with) in most {
        for before in [2, 10, 20] {
            let pages = broken(before, count, with);
            assert_eq!(pages.iter().sum::<usize>(), count);
            assert!(pages.iter().all(|lines| *lines > 1), "{before}: {pages:?}");
        }
    }
}
