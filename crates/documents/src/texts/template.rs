//! Texts with places to fill in.

use crate::{
    input::{Checker, ProblemCode},
    typeset::{
        faces::Weight,
        rich::{Rich, Style},
    },
};

/// What a place is filled with.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Filling<'a> {
    /// Running text.
    Text(&'a str),
    /// Something that reads from left to right in one piece.
    Code(&'a str),
}

#[derive(Debug, PartialEq)]
enum Part<'a> {
    Text(&'a str),
    Slot(&'a str),
    Bold,
}

fn parts(mut text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    while !text.is_empty() {
        let slot = text.find('{').and_then(|open| Some((open, open + text[open..].find('}')?)));
        let bold = text.find("**");
        match (slot, bold) {
            (Some((open, close)), bold) if bold.is_none_or(|bold| open < bold) => {
                parts.extend((open > 0).then(|| Part::Text(&text[..open])));
                parts.push(Part::Slot(&text[open + 1..close]));
                text = &text[close + 1..];
            }
            (_, Some(bold)) => {
                parts.extend((bold > 0).then(|| Part::Text(&text[..bold])));
                parts.push(Part::Bold);
                text = &text[bold + 2..];
            }
            _ => {
                parts.push(Part::Text(text));
                text = "";
            }
        }
    }
    parts
}

/// Reports places that this text does not have.
pub(super) fn check(checker: &mut Checker, name: &str, text: &str, known: &[&str]) {
    for part in parts(text) {
        if let Part::Slot(slot) = part
            && !known.contains(&slot)
        {
            let message = format!("جای خالی «{slot}» در این متن شناخته نیست.");
            checker.report_about(name, ProblemCode::Malformed, slot, message);
        }
    }
}

/// Whether a text has a place.
pub(super) fn has_slot(text: &str, slot: &str) -> bool {
    parts(text).contains(&Part::Slot(slot))
}

/// The first mark of a text that opens nothing or closes nothing.
pub(super) fn stray_mark(text: &str) -> Option<&'static str> {
    let parts = parts(text);
    let brace = |part: &Part<'_>| match part {
        Part::Text(text) => ["{", "}"].into_iter().find(|brace| text.contains(brace)),
        Part::Slot(_) | Part::Bold => None,
    };
    let bold = parts.iter().filter(|part| **part == Part::Bold).count();
    parts.iter().find_map(brace).or((bold % 2 == 1).then_some("**"))
}

/// Fills the places of a text that is one plain line.
pub fn fill_plain(text: &str, fillings: &[(&str, &str)]) -> String {
    let of = |slot: &str| fillings.iter().find(|(name, _)| *name == slot).map(|(_, text)| *text);
    let filled = parts(text).into_iter().map(|part| match part {
        Part::Text(text) => text,
        Part::Slot(slot) => of(slot).unwrap_or_default(),
        Part::Bold => "**",
    });
    filled.collect()
}

/// Fills a text.
pub(crate) fn fill(text: &str, style: Style, fillings: &[(&str, Filling<'_>)]) -> Rich {
    let mut rich = Rich::new();
    let mut current = style;
    for part in parts(text) {
        rich = match part {
            Part::Text(text) => rich.flow(text, current),
            Part::Bold => {
                current = if current == style { style.weight(Weight::SemiBold) } else { style };
                rich
            }
            Part::Slot(slot) => match fillings.iter().find(|(name, _)| *name == slot) {
                Some((_, Filling::Text(text))) => rich.flow(text, current),
                Some((_, Filling::Code(text))) => rich.code(text, current),
                None => rich,
            },
        };
    }
    rich
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_and_bold_stretches_are_found() {
        assert_eq!(
            parts("تا **{date}** است"),
            [Part::Text("تا "), Part::Bold, Part::Slot("date"), Part::Bold, Part::Text(" است")]
        );
        assert_eq!(parts("{ باز"), [Part::Text("{ باز")]);
    }
}
