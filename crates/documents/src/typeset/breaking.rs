//! Where a paragraph is broken into lines.
//!
//! All lines are chosen together, so that the whole paragraph looks even: each way of breaking it
//! is judged by how far its blanks are from their natural width, and the best one is taken.

/// A word and the blank after it, in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Measure {
    pub(crate) width: f64,
    pub(crate) blank: f64,
}

/// What a line may be filled with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Room {
    pub(crate) width: f64,
    pub(crate) first_indent: f64,
    pub(crate) fill: Fill,
}

/// Whether lines are stretched to the full width.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fill {
    Justified,
    Ragged,
}

/// A blank may grow to this many times its natural width; a line that would need more is left
/// as it is.
pub(crate) const WIDEST_BLANK: f64 = 2.5;
/// A blank may shrink to this part of its natural width.
const NARROWEST_BLANK: f64 = 0.9;
/// Rounding of widths never makes a word too wide.
const TOLERANCE: f64 = 1e-6;

const COST_OF_UNJUSTIFIED: f64 = 4_000.0;
const COST_OF_LONELY_WORD: f64 = 900.0;

/// Returns the index after the last word of each line.
pub(crate) fn break_lines(words: &[Measure], room: Room) -> Vec<usize> {
    let mut best: Vec<(f64, usize)> = vec![(f64::INFINITY, 0); words.len() + 1];
    best[0] = (0.0, 0);
    for end in 1..=words.len() {
        let mut width = 0.0;
        let mut blanks = 0.0;
        for start in (0..end).rev() {
            width += words[start].width;
            if start + 1 < end {
                blanks += words[start].blank;
            }
            let indent = if start == 0 { room.first_indent } else { 0.0 };
            let available = room.width - indent;
            let alone = start + 1 == end;
            let shrunk = match room.fill {
                Fill::Justified => blanks * NARROWEST_BLANK,
                Fill::Ragged => blanks,
            };
            if width + shrunk > available + TOLERANCE && !alone {
                break;
            }
            let cost = cost_of_line(room, available - width, blanks, end == words.len(), alone);
            let total = best[start].0 + cost;
            if total < best[end].0 {
                best[end] = (total, start);
            }
        }
    }
    let mut ends = Vec::new();
    let mut end = words.len();
    while end > 0 {
        ends.push(end);
        end = best[end].1;
    }
    ends.reverse();
    ends
}

fn cost_of_line(room: Room, space: f64, blanks: f64, last: bool, alone: bool) -> f64 {
    let lonely = if last && alone { COST_OF_LONELY_WORD } else { 0.0 };
    if last && space >= blanks - TOLERANCE {
        return 1.0 + lonely;
    }
    match room.fill {
        Fill::Ragged => {
            // Like first fit, but for a last line of one word: an early line costs little, an
            // additional line much.
            let slack = (space - blanks).max(0.0) / room.width;
            100.0 + 60.0 * slack * slack + lonely
        }
        Fill::Justified => {
            let ratio = if blanks > 0.0 { space / blanks } else { f64::INFINITY };
            if ratio > WIDEST_BLANK {
                let slack = (space / room.width).min(1.0);
                return COST_OF_UNJUSTIFIED * (1.0 + slack) + lonely;
            }
            let badness = if ratio >= 1.0 {
                (ratio - 1.0) / (WIDEST_BLANK - 1.0)
            } else {
                (1.0 - ratio) / (1.0 - NARROWEST_BLANK)
            };
            let badness = 100.0 * badness * badness * badness;
            (1.0 + badness) * (1.0 + badness) / 10.0 + 10.0 + lonely
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(widths: &[f64]) -> Vec<Measure> {
        widths.iter().map(|width| Measure { width: *width, blank: 1.0 }).collect()
    }

    fn room(width: f64, fill: Fill) -> Room {
        Room { width, first_indent: 0.0, fill }
    }

    #[test]
    fn every_word_is_on_one_line_and_no_line_is_too_wide() {
        let words = words(&[3.0, 4.0, 2.0, 6.0, 5.0, 1.0, 7.0, 2.0, 3.0]);
        for fill in [Fill::Justified, Fill::Ragged] {
            let ends = break_lines(&words, room(12.0, fill));
            assert_eq!(ends.last(), Some(&words.len()));
            let mut start = 0;
            for end in ends {
                let natural: f64 = words[start..end].iter().map(|w| w.width).sum();
                assert!(end > start && natural <= 12.0);
                start = end;
            }
        }
    }

    #[test]
    fn the_first_line_makes_room_for_its_indent() {
        let words = words(&[5.0, 5.0, 2.0, 2.0]);
        let wide = Room { width: 11.0, first_indent: 0.0, fill: Fill::Ragged };
        let indented = Room { first_indent: 3.0, ..wide };
        assert_eq!(break_lines(&words, wide), [2, 4]);
        assert_eq!(break_lines(&words, indented), [1, 4]);
    }

    #[test]
    fn a_last_line_of_one_word_is_avoided() {
        let words = words(&[5.0, 5.0, 5.0, 2.0]);
        assert_eq!(break_lines(&words, room(17.0, Fill::Ragged)), [2, 4]);
    }

    #[test]
    fn a_word_wider_than_the_line_stands_alone() {
        assert_eq!(break_lines(&words(&[2.0, 30.0, 2.0]), room(10.0, Fill::Ragged)), [1, 2, 3]);
    }
}
