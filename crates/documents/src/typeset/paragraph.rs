//! A paragraph: text with styles becomes lines of glyphs.
//!
//! The order of the Unicode bidirectional algorithm is worked out once for the whole paragraph,
//! which is always right to left; codes are isolated. Words are shaped one by one, since letters
//! join only within a word, and lines are made of whole words.

use std::rc::Rc;

use unicode_bidi::{BidiInfo, Level};

pub(crate) use super::reading::Run;
use super::{
    MM_PER_PT,
    breaking::{Fill, Measure, Room, WIDEST_BLANK, break_lines},
    faces::Face,
    reading::{self, Put, SetGlyph},
    rich::{Flow, Rich, Style},
    shape::{Course, Glyph, Shaped, shape},
};

/// Where the lines of a paragraph stand in its measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Align {
    /// At the right edge, where Persian begins.
    Start,
    Centre,
    /// At the left edge.
    End,
    Justified,
}

/// How a paragraph is set.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Setting {
    pub(crate) width: f64,
    pub(crate) align: Align,
    /// Height of a line as a multiple of the size of its type.
    pub(crate) leading: f64,
    pub(crate) indent: f64,
}

impl Setting {
    pub(crate) const fn new(width: f64, align: Align, leading: f64) -> Self {
        Self { width, align, leading, indent: 0.0 }
    }

    pub(crate) const fn indent(self, indent: f64) -> Self {
        Self { indent, ..self }
    }
}

/// One line.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) runs: Vec<Run>,
    pub(crate) height: f64,
    /// Distance of the baseline from the top of the line.
    pub(crate) baseline: f64,
}

/// Lines, ready to be put on a page.
#[derive(Debug, Clone)]
pub(crate) struct Paragraph {
    pub(crate) lines: Vec<Line>,
    /// What it says, in the order of reading.
    pub(crate) text: String,
}

impl Paragraph {
    /// Sets a text.
    pub(crate) fn set(rich: &Rich, setting: Setting) -> Self {
        let words = words_of(rich, setting.width);
        let measures: Vec<Measure> = words.iter().map(Word::measure).collect();
        let fill = match setting.align {
            Align::Justified => Fill::Justified,
            Align::Start | Align::Centre | Align::End => Fill::Ragged,
        };
        let room = Room { width: setting.width, first_indent: 0.0, fill };
        let mut lines = Vec::new();
        let mut from = 0;
        for part in words.split_inclusive(|word| word.last) {
            let indent = if from == 0 { setting.indent } else { 0.0 };
            let ends = break_lines(
                &measures[from..from + part.len()],
                Room { first_indent: indent, ..room },
            );
            let mut start = 0;
            for (number, end) in ends.iter().enumerate() {
                let indent = if number == 0 { indent } else { 0.0 };
                let last = number + 1 == ends.len();
                lines.push(set_line(&part[start..*end], setting, setting.width - indent, last));
                start = *end;
            }
            from += part.len();
        }
        let text = rich.spans.iter().map(|span| span.text.as_str()).collect();
        Self { lines, text }
    }

    pub(crate) fn height(&self) -> f64 {
        self.lines.iter().map(|line| line.height).sum()
    }
}

#[derive(Debug, Clone)]
struct Piece {
    shaped: Rc<Shaped>,
    style: Style,
    level: Level,
}

impl Piece {
    fn width(&self) -> f64 {
        let drawn = self.shaped.glyphs.iter().filter(|glyph| glyph.advance > 0).count();
        em(self.shaped.width, self.style) + self.style.tracking * count(drawn)
    }
}

#[derive(Debug, Clone)]
struct Word {
    pieces: Vec<Piece>,
    blank: Option<Piece>,
    /// It ends a line whatever room is left.
    last: bool,
}

impl Word {
    fn measure(&self) -> Measure {
        Measure {
            width: self.pieces.iter().map(Piece::width).sum(),
            blank: self.blank.as_ref().map_or(0.0, Piece::width),
        }
    }
}

fn em(thousandths: i32, style: Style) -> f64 {
    f64::from(thousandths) / 1000.0 * style.size * MM_PER_PT
}

#[expect(clippy::cast_precision_loss, reason = "a line has far fewer than 2^52 glyphs")]
fn count(number: usize) -> f64 {
    number as f64
}

const ISOLATE: char = '\u{2066}';
const END_OF_ISOLATE: char = '\u{2069}';

/// A character of the paragraph with what is known of it.
#[derive(Clone, Copy)]
struct Letter {
    character: char,
    style: Style,
    level: Level,
    in_code: bool,
    /// It belongs to a text of several words, which may be broken at its blanks.
    in_words: bool,
}

fn letters_of(rich: &Rich) -> Vec<Letter> {
    let mut flat = String::new();
    for span in &rich.spans {
        match span.flow {
            Flow::Text => flat.push_str(&span.text),
            Flow::Code => {
                flat.push(ISOLATE);
                flat.push_str(&span.text);
                flat.push(END_OF_ISOLATE);
            }
        }
    }
    let bidi = BidiInfo::new(&flat, Some(Level::rtl()));
    let mut letters = Vec::with_capacity(flat.len());
    let mut at = 0;
    for span in &rich.spans {
        let mark = if span.flow == Flow::Code { ISOLATE.len_utf8() } else { 0 };
        at += mark;
        let in_words = span.flow == Flow::Code && is_words(&span.text);
        for character in span.text.chars() {
            let level = bidi.levels.get(at).copied().unwrap_or(Level::rtl());
            letters.push(Letter {
                character,
                style: span.style,
                level,
                in_code: span.flow == Flow::Code,
                in_words,
            });
            at += character.len_utf8();
        }
        at += mark;
    }
    letters
}

/// Whether a code is a text in Latin that is too long to stay in one piece.
fn is_words(code: &str) -> bool {
    const SHORT: usize = 24;
    let word = |word: &&str| word.len() > 1 && word.chars().all(|c| c.is_ascii_alphabetic());
    code.len() > SHORT && code.split(' ').filter(word).count() > 1
}

/// Indices of letters before which a line may begin.
fn openings(letters: &[Letter]) -> Vec<usize> {
    let plain: String = letters.iter().map(|letter| letter.character).collect();
    let mut index = 0;
    let mut bytes = 0;
    let mut found = Vec::new();
    for (at, _) in unicode_linebreak::linebreaks(&plain) {
        while bytes < at {
            bytes += letters[index].character.len_utf8();
            index += 1;
        }
        let inside_code = letters.get(index).is_some_and(|after| after.in_code)
            && index > 0
            && letters[index - 1].in_code
            && !(letters[index - 1].in_words && letters[index - 1].character == ' ');
        let before_dash = letters.get(index).is_some_and(|after| after.character == '—');
        if !inside_code && !before_dash && index > 0 {
            found.push(index);
        }
    }
    found
}

fn words_of(rich: &Rich, width: f64) -> Vec<Word> {
    let letters = letters_of(rich);
    let mut words = Vec::new();
    let mut start = 0;
    for end in openings(&letters) {
        let mut text = &letters[start..end];
        let breaks = text.last().is_some_and(|letter| letter.character == '\n');
        if breaks {
            text = &text[..text.len() - 1];
        }
        let body = text.iter().rposition(|letter| letter.character != ' ').map_or(0, |at| at + 1);
        let blank = text.get(body).map(|letter| piece(&text[body..=body], letter.level));
        let word = Word { pieces: pieces_of(&text[..body]), blank, last: false };
        if word.measure().width > width {
            words.extend(split(&text[..body], width, word.blank));
        } else {
            words.push(word);
        }
        if let Some(last) = words.last_mut() {
            last.last = breaks;
        }
        start = end;
    }
    if let Some(last) = words.last_mut() {
        last.last = true;
    }
    words
}

fn pieces_of(letters: &[Letter]) -> Vec<Piece> {
    letters
        .chunk_by(|a, b| a.level == b.level && a.style == b.style)
        .map(|chunk| piece(chunk, chunk[0].level))
        .collect()
}

fn piece(letters: &[Letter], level: Level) -> Piece {
    let text: String = letters.iter().map(|letter| letter.character).collect();
    let course = if level.is_rtl() { Course::RightToLeft } else { Course::LeftToRight };
    let style = letters[0].style;
    Piece { shaped: shape(style.weight, course, &text), style, level }
}

/// Breaks a word that is wider than the line, since nothing is ever cut off.
fn split(letters: &[Letter], width: f64, blank: Option<Piece>) -> Vec<Word> {
    let mut words = Vec::new();
    let mut start = 0;
    while start < letters.len() {
        let mut end = start + 1;
        while end < letters.len() {
            let next = end + 1;
            let wide: f64 = pieces_of(&letters[start..next]).iter().map(Piece::width).sum();
            if wide > width {
                break;
            }
            end = next;
        }
        while end < letters.len() && end > start + 1 && clings(letters[end].character) {
            end -= 1;
        }
        words.push(Word { pieces: pieces_of(&letters[start..end]), blank: None, last: false });
        start = end;
    }
    if let Some(last) = words.last_mut() {
        last.blank = blank;
    }
    words
}

/// Whether a character belongs to the one before it.
fn clings(c: char) -> bool {
    matches!(c, '\u{064b}'..='\u{065f}' | '\u{0670}' | '\u{200c}' | '\u{0300}'..='\u{036f}')
}

fn set_line(words: &[Word], setting: Setting, available: f64, last: bool) -> Line {
    let mut pieces: Vec<(Piece, bool)> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        pieces.extend(word.pieces.iter().cloned().map(|piece| (piece, false)));
        if at + 1 < words.len() {
            pieces.extend(word.blank.iter().cloned().map(|piece| (piece, true)));
        }
    }
    let natural: f64 = pieces.iter().map(|(piece, _)| piece.width()).sum();
    let blanks: f64 = pieces.iter().filter(|(_, blank)| *blank).map(|(p, _)| p.width()).sum();
    let stretch = match setting.align {
        Align::Justified if blanks > 0.0 => {
            let ratio = (available - natural + blanks) / blanks;
            let tight = ratio < 1.0;
            if tight || (!last && ratio <= WIDEST_BLANK) { ratio - 1.0 } else { 0.0 }
        }
        _ => 0.0,
    };
    let width = natural + blanks * stretch;
    let left = match setting.align {
        Align::Start | Align::Justified => available - width,
        Align::Centre => (available - width) / 2.0,
        Align::End => 0.0,
    };
    let (baseline, depth) = extent(&pieces, setting.leading);
    Line { runs: runs_of(&pieces, stretch, left), height: baseline + depth, baseline }
}

fn extent(pieces: &[(Piece, bool)], leading: f64) -> (f64, f64) {
    pieces.iter().fold((0.0_f64, 0.0_f64), |(above, below), (piece, _)| {
        let size = piece.style.size * MM_PER_PT;
        let half = (leading - Face::ASCENT - Face::DESCENT) / 2.0;
        (above.max((half + Face::ASCENT) * size), below.max((half + Face::DESCENT) * size))
    })
}

fn runs_of(pieces: &[(Piece, bool)], stretch: f64, left: f64) -> Vec<Run> {
    let levels: Vec<Level> = pieces.iter().map(|(piece, _)| piece.level).collect();
    let mut places = vec![0.0; pieces.len()];
    let mut x = left;
    for at in BidiInfo::reorder_visual(&levels) {
        let (piece, blank) = &pieces[at];
        places[at] = x;
        x += piece.width() * if *blank { 1.0 + stretch } else { 1.0 };
    }
    let put = |((piece, blank), x): (&(Piece, bool), f64)| {
        let mut extra = piece.style.tracking / (piece.style.size * MM_PER_PT) * 1000.0;
        if *blank {
            extra += f64::from(piece.shaped.width) * stretch;
        }
        let set = |glyph: &Glyph| SetGlyph {
            glyph: *glyph,
            extra: if glyph.advance > 0 { extra } else { 0.0 },
        };
        Put {
            glyphs: piece.shaped.glyphs.iter().map(set).collect(),
            style: piece.style,
            right_to_left: piece.level.is_rtl(),
            x,
        }
    };
    reading::runs(pieces.iter().zip(places).map(put).collect())
}
