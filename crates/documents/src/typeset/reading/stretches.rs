//! A line cut into stretches of one kind of character, and words joined again.

use super::{Put, SetGlyph, UNBROKEN_BLANK};
use crate::typeset::{
    rich::Style,
    shape::{Form, Glyph, clings},
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters of Persian with their marks.
    Letters,
    Blank,
    Bracket,
    /// A sign that has no direction of its own and may stand between letters.
    Sign,
    /// A sign that some readers take for a letter of Latin.
    Stranger,
    /// Anything that goes from left to right.
    Code,
}

pub(super) struct Stretch {
    pub(super) kind: Kind,
    pub(super) glyphs: Vec<SetGlyph>,
    pub(super) style: Style,
    pub(super) x: f64,
    pub(super) width: f64,
}

impl Stretch {
    fn new(kind: Kind, glyphs: Vec<SetGlyph>, style: Style, x: f64) -> Self {
        let width = glyphs.iter().map(|glyph| glyph.width(style)).sum();
        Self { kind, glyphs, style, x, width }
    }

    /// Puts a stretch that is read later before this one.
    fn extend_left(&mut self, later: Self) {
        self.glyphs.splice(..0, later.glyphs);
        self.x = later.x;
        self.width += later.width;
    }
}

pub(super) fn kind(c: char) -> Kind {
    match c {
        ' ' => Kind::Blank,
        '(' | ')' | '[' | ']' | '{' | '}' | '<' | '>' | '«' | '»' | '‹' | '›' => {
            Kind::Bracket
        }
        '\u{200c}'
        | '\u{200d}'
        | '\u{0620}'..='\u{065f}'
        | '\u{066e}'..='\u{06d3}'
        | '\u{06d5}'
        | '\u{06ee}'
        | '\u{06ef}'
        | '\u{06fa}'..='\u{06fc}' => Kind::Letters,
        '\u{0600}'..='\u{08ff}' | '\0'..='/' | ':'..='@' | '\u{2000}'..='\u{206f}' => Kind::Sign,
        _ => Kind::Stranger,
    }
}

/// Cuts pieces where the kind of character changes.
pub(super) fn stretches(pieces: Vec<Put>) -> Vec<Stretch> {
    let mut found: Vec<Stretch> = Vec::new();
    for piece in pieces {
        if !piece.right_to_left {
            let mut stretch = Stretch::new(Kind::Code, piece.glyphs, piece.style, piece.x);
            for set in stretch.glyphs.iter_mut().filter(|set| set.glyph.character == ' ') {
                set.glyph.character = UNBROKEN_BLANK;
            }
            match found.last_mut() {
                Some(last) if last.kind == Kind::Code && last.style == stretch.style => {
                    last.glyphs.extend(stretch.glyphs);
                    last.width += stretch.width;
                }
                _ => found.push(stretch),
            }
            continue;
        }
        let width: f64 = piece.glyphs.iter().map(|glyph| glyph.width(piece.style)).sum();
        let mut end = piece.x + width;
        let kind = |set: &SetGlyph| kind(set.glyph.character);
        let same = |a: &SetGlyph, b: &SetGlyph| kind(a) == kind(b) && kind(a) == Kind::Letters;
        for part in piece.glyphs.chunk_by(same).collect::<Vec<_>>().into_iter().rev() {
            let stretch = Stretch::new(kind(&part[0]), part.to_vec(), piece.style, 0.0);
            end -= stretch.width;
            found.push(Stretch { x: end, ..stretch });
        }
    }
    found
}

/// Joins words of one style with the blanks and signs between them.
pub(super) fn joined(stretches: Vec<Stretch>) -> Vec<Stretch> {
    let mut runs: Vec<Stretch> = Vec::new();
    // What follows the letters of the last run, and joins them once letters follow.
    let mut waiting: Vec<Stretch> = Vec::new();
    for stretch in stretches {
        let letters = runs.last().filter(|run| run.kind == Kind::Letters);
        let fits = letters.is_some_and(|run| run.style == stretch.style);
        match stretch.kind {
            Kind::Blank | Kind::Sign if fits => waiting.push(stretch),
            Kind::Letters if fits => {
                if let Some(run) = runs.last_mut() {
                    waiting.drain(..).for_each(|between| run.extend_left(between));
                    run.extend_left(stretch);
                }
            }
            _ => {
                close(&mut runs, &mut waiting);
                runs.push(stretch);
            }
        }
    }
    close(&mut runs, &mut waiting);
    runs
}

/// Ends a run of letters. One that ends with a mark over a letter takes a blank with it, since the
/// mark would be taken for the end of what was shown before.
fn close(runs: &mut Vec<Stretch>, waiting: &mut Vec<Stretch>) {
    if let Some(run) = runs.last_mut()
        && run.kind == Kind::Letters
        && run.glyphs.first().is_some_and(|set| clings(set.glyph.character))
    {
        if waiting.first().is_some_and(|next| next.kind == Kind::Blank) {
            run.extend_left(waiting.remove(0));
        } else {
            let face = run.style.weight.face();
            let glyph = Glyph {
                form: Form::Blank(face.blank),
                character: ' ',
                advance: face.width(face.blank),
                rise: 0,
                shift: 0,
            };
            let hanging = vec![SetGlyph { glyph, extra: 0.0 }];
            let blank = Stretch::new(Kind::Blank, hanging, run.style, 0.0);
            let x = run.x - blank.width;
            run.extend_left(Stretch { x, ..blank });
        }
    }
    runs.append(waiting);
}
