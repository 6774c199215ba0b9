//! How a line is cut into runs, so that readers of files give back the text that was set.
//!
//! A file holds glyphs and places; words and their order are what a reader guesses from them. Two
//! sorts of readers are about. Some put glyphs in order by their places and turn stretches of Persian
//! around by themselves; others keep the order of the file and turn around each stretch that hangs
//! together. What both get right is a line in runs: the runs in the order of reading, and within a
//! run the glyphs from left to right. On top of that:
//!
//! - Marks without ink or width say which way a stretch goes where its neighbours would mislead:
//!   after a number or a code, and on both sides of a bracket.
//! - Before a number stands a blank that such a reader takes for a letter of Latin, since it would turn
//!   the number around; it is shown apart and without ink, so that other readers overlook it. Where
//!   no blank may stand, the number is shown digit by digit.
//! - A code of several parts, such as an address of the web, stands on a baseline of its own, lower
//!   by less than an eye can see; otherwise its parts would be turned around one by one.
//! - A blank at the edge of a run is read with a mark, or it would be dropped.

mod stretches;

use stretches::{Kind, Stretch, joined, kind, stretches};

use super::{
    MM_PER_PT,
    rich::Style,
    shape::{Form, Glyph, clings},
};

/// A glyph with the blank that justification or tracking adds behind it, in thousandths of an em.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct SetGlyph {
    pub(crate) glyph: Glyph,
    pub(crate) extra: f64,
}

impl SetGlyph {
    fn width(&self, style: Style) -> f64 {
        (f64::from(self.glyph.advance) + self.extra) / 1000.0 * style.size * MM_PER_PT
    }
}

/// Glyphs of one style and direction, from left to right.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Run {
    pub(crate) style: Style,
    pub(crate) glyphs: Vec<SetGlyph>,
    /// Distance from the left edge of the measure.
    pub(crate) x: f64,
    pub(crate) width: f64,
    pub(crate) manner: Manner,
}

/// How much lower stands what stands aside, in points. Its glyphs are as much higher.
const ASIDE: f64 = 1.1;

impl Run {
    /// Ends the run with a mark at its beginning. By it what stands aside on the same line is told
    /// from the run.
    pub(crate) fn anchor(&mut self) {
        let thousandth = self.style.size * MM_PER_PT / 1000.0;
        let pen: f64 = self.glyphs.iter().map(|set| set.width(self.style)).sum();
        let anchored = pen <= STEP * thousandth;
        if let Some(last) = self.glyphs.last_mut()
            && !anchored
        {
            last.extra -= pen / thousandth + STEP;
            let character = if self.manner.aside { LEFT } else { RIGHT };
            self.glyphs.push(SetGlyph { glyph: Glyph::carrier(character), extra: 0.0 });
        }
    }

    fn begin_with_mark(&mut self) {
        if self.glyphs.first().is_some_and(|set| set.glyph.form != Form::Carrier) {
            let mark = SetGlyph { glyph: Glyph::carrier(RIGHT), extra: BEFORE };
            self.glyphs.insert(0, mark);
            self.x -= BEFORE * self.style.size * MM_PER_PT / 1000.0;
        }
    }

    fn is_blank(&self) -> bool {
        self.glyphs.iter().all(|set| matches!(set.glyph.form, Form::Blank(_) | Form::Carrier))
    }

    /// How much lower than the baseline the run is shown, in millimetres.
    pub(crate) fn drop(&self) -> f64 {
        if self.manner.aside { ASIDE * MM_PER_PT } else { 0.0 }
    }

    /// A glyph of the run, raised to where it is drawn.
    #[expect(clippy::cast_possible_truncation, reason = "a rise is far below a thousand ems")]
    pub(crate) fn lifted(&self, glyph: Glyph) -> Glyph {
        if !self.manner.aside || glyph.form == Form::Carrier {
            return glyph;
        }
        let rise = (ASIDE / self.style.size * 1000.0).round() as i32;
        Glyph { rise: glyph.rise + rise, ..glyph }
    }
}

/// How a run is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Manner {
    /// What a reader that goes by single characters needs to keep the run's order.
    pub(crate) turn: Turn,
    /// On a baseline of its own.
    pub(crate) aside: bool,
}

/// How a reader that goes by single characters is told the direction of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Turn {
    /// It sees by itself.
    #[default]
    None,
    /// By a character before the run, without ink or width and shown apart.
    Before(char),
    /// By showing glyph by glyph.
    Singly,
}

/// A piece of a line at its place.
pub(crate) struct Put {
    pub(crate) glyphs: Vec<SetGlyph>,
    pub(crate) style: Style,
    pub(crate) right_to_left: bool,
    pub(crate) x: f64,
}

/// Says that what stands here goes from right to left.
const RIGHT: char = '\u{200f}';
/// As [`RIGHT`], and taken for a letter by those who go by single characters.
const ARABIC: char = '\u{61c}';
/// The blank within a number or a code.
pub(crate) const UNBROKEN_BLANK: char = '\u{a0}';
/// Says that what stands here goes from left to right.
const LEFT: char = '\u{200e}';

/// Cuts a line into runs, in the order of reading. Pieces are given in that order.
pub(crate) fn runs(pieces: Vec<Put>) -> Vec<Run> {
    let stretches = joined(stretches(pieces));
    let mixed = stretches.iter().any(|stretch| stretch.kind != Kind::Code);
    let count = stretches.len();
    let mut runs: Vec<Run> = Vec::with_capacity(count);
    let mut before: Option<Kind> = None;
    for (at, stretch) in stretches.into_iter().enumerate() {
        let (kind, manner) = (stretch.kind, manner(&stretch, before));
        let (mut left, mut right) = sides(kind);
        let after_code = before == Some(Kind::Code);
        if manner.aside {
            left.push(LEFT);
            let last = stretch.glyphs.last().map(|set| set.glyph.character);
            if !last.is_some_and(char::is_alphanumeric) {
                right.push(LEFT);
            }
        } else if kind == Kind::Code && mixed && at + 1 == count && manner.turn == Turn::None {
            left.push(RIGHT);
        }
        if stretch.glyphs.len() == 1 && left.is_empty() {
            // Which way a single glyph goes, some readers guess from the whole page.
            left.push(RIGHT);
        }
        if after_code && kind != Kind::Code && kind != Kind::Letters {
            right.push(RIGHT);
        }
        before = Some(kind);
        runs.push(run(stretch, manner, &left, &right));
    }
    set_apart(&mut runs);
    runs
}

/// Tells what stands aside from what is before and behind it in a line. Before it, the run farthest
/// to the right is anchored, which is read first; behind it, the first run and the one farthest
/// to the left begin with marks.
fn set_apart(runs: &mut [Run]) {
    let mut parts = runs.chunk_by_mut(|a, b| !a.manner.aside && !b.manner.aside).peekable();
    let mut behind = false;
    while let Some(part) = parts.next() {
        let before = parts.peek().is_some();
        behind = set_part_apart(part, behind, before);
    }
}

fn set_part_apart(part: &mut [Run], behind: bool, before: bool) -> bool {
    if let [aside] = part
        && aside.manner.aside
    {
        aside.anchor();
        return true;
    }
    if before {
        for run in first_of(part) {
            run.anchor();
        }
    }
    if behind {
        begin_apart(part);
    }
    false
}

/// The first run with ink, and the blanks before it, which some readers overlook.
fn first_of(runs: &mut [Run]) -> &mut [Run] {
    let inked = runs.iter().position(|run| !run.is_blank());
    let end = inked.map_or(runs.len(), |at| at + 1);
    &mut runs[..end]
}

/// Marks the beginning of what follows something that stands aside.
pub(crate) fn begin_apart(runs: &mut [Run]) {
    for run in first_of(runs) {
        run.begin_with_mark();
    }
    if let Some(last) = runs.last_mut() {
        last.begin_with_mark();
    }
}

/// The marks on the left and on the right of a stretch by its kind.
fn sides(kind: Kind) -> (Vec<char>, Vec<char>) {
    match kind {
        Kind::Bracket => (vec![RIGHT], vec![LEFT]),
        Kind::Sign | Kind::Stranger => (vec![RIGHT], Vec::new()),
        Kind::Letters | Kind::Blank | Kind::Code => (Vec::new(), Vec::new()),
    }
}

/// Marks stand apart from one another and from the glyphs beside them, so that no two places
/// are the same: some readers put equal places in any order. In thousandths of an em.
const STEP: f64 = 3.0;
/// How far before its stretch the first mark on the left stands.
const BEFORE: f64 = 10.0;
/// How far before the end of its stretch the first mark on the right stands.
const WITHIN: f64 = 20.0;

fn run(stretch: Stretch, manner: Manner, left: &[char], right: &[char]) -> Run {
    let thousandth = stretch.style.size * MM_PER_PT / 1000.0;
    let end = stretch.width / thousandth;
    let mut row = Row::default();
    let mut place = -BEFORE;
    for character in left {
        row.mark(*character, place);
        place += STEP;
    }
    row.go(0.0);
    match stretch.kind {
        Kind::Code => row.codes(stretch.glyphs),
        _ => row.letters(&stretch.glyphs),
    }
    place = end - WITHIN;
    for character in right {
        row.mark(*character, place);
        place += STEP;
    }
    Run {
        style: stretch.style,
        glyphs: row.glyphs,
        x: stretch.x + row.start * thousandth,
        width: stretch.width,
        manner,
    }
}

/// Glyphs with marks at places, in thousandths of an em from the left edge of the stretch.
#[derive(Default)]
struct Row {
    glyphs: Vec<SetGlyph>,
    start: f64,
    pen: f64,
}

impl Row {
    fn mark(&mut self, character: char, place: f64) {
        self.go(place);
        self.glyphs.push(SetGlyph { glyph: Glyph::carrier(character), extra: 0.0 });
    }

    fn codes(&mut self, glyphs: Vec<SetGlyph>) {
        for set in glyphs {
            self.pen += f64::from(set.glyph.advance) + set.extra;
            self.glyphs.push(set);
        }
    }

    fn letters(&mut self, glyphs: &[SetGlyph]) {
        let mut before: Option<Kind> = None;
        for (at, mut set) in glyphs.iter().copied().enumerate() {
            let kind = kind(set.glyph.character);
            if kind == Kind::Sign && before.is_some_and(|kind| kind != Kind::Letters) {
                let place = self.pen;
                self.mark(RIGHT, place - BEFORE);
                self.go(place);
            }
            let marked = glyphs.get(at + 1).is_some_and(|next| clings(next.glyph.character));
            if let (Form::Drawn(gid), Kind::Blank) = (set.glyph.form, kind)
                && (marked || glyphs.len() == 1)
            {
                set.glyph.form = Form::Blank(gid);
            }
            self.pen += f64::from(set.glyph.advance) + set.extra;
            self.glyphs.push(set);
            before = Some(kind);
        }
    }

    fn go(&mut self, place: f64) {
        match self.glyphs.last_mut() {
            Some(last) => last.extra += place - self.pen,
            None => self.start = place,
        }
        self.pen = place;
    }
}

fn manner(stretch: &Stretch, before: Option<Kind>) -> Manner {
    let characters = || stretch.glyphs.iter().map(|set| set.glyph.character);
    match stretch.kind {
        Kind::Code => {
            let number = characters().any(|c| matches!(c, '٠'..='٩' | '۰'..='۹'));
            let letters = characters().filter(|c| c.is_alphabetic()).count();
            let turn = match before {
                _ if !number => Turn::None,
                None | Some(Kind::Blank) => Turn::Before(UNBROKEN_BLANK),
                Some(_) if stretch.glyphs.len() == 1 => Turn::None,
                Some(_) => Turn::Singly,
            };
            Manner { turn, aside: letters > 0 && letters < characters().count() }
        }
        Kind::Letters if characters().next() == Some(' ') => {
            Manner { turn: Turn::Before(ARABIC), aside: false }
        }
        _ => Manner::default(),
    }
}
