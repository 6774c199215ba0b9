//! The frame of a letter, and the flow of its blocks over one page or more.
//!
//! A letter that is too long has narrower tables first, then smaller text; when that does not
//! bring it to one page it is set at its full size on several, with the head repeated and the
//! pages counted. The signature never goes to a page alone: the last block goes with it.

mod frame;
mod pages;

pub(super) use frame::address_line;
pub(super) use pages::Pages;

use super::{Mark, grid::Grid, numbered::Numbered};
use crate::{
    input::Letter,
    typeset::{
        fit::Fit,
        paragraph::{Align, Paragraph, Setting},
        placed::{Composition, Role},
        rich::{Ink, Rich, Style},
    },
};

/// Left edge and width of the text.
pub(super) const LEFT: f64 = 20.0;
pub(super) const WIDTH: f64 = 165.0;
const BOTTOM: f64 = 263.0;

/// Where head and text of a letter stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Margins {
    /// Left edge of both.
    pub(super) left: f64,
    /// Width of the text.
    pub(super) text: f64,
    /// Width of head and foot, which are as wide as the page allows.
    pub(super) head: f64,
}

/// The margins of a letter with running text.
pub(super) const MARGINS: Margins = Margins { left: LEFT, text: WIDTH, head: 170.0 };

/// How a letter is set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Size {
    /// Size of the text.
    pub(super) text: f64,
    /// Room over and under the text of a cell.
    pub(super) padding: f64,
}

const SIZES: [Size; 3] = [
    Size { text: 11.5, padding: 0.95 },
    Size { text: 11.5, padding: 0.7 },
    Size { text: 10.5, padding: 0.7 },
];

/// A block of a letter, with the room after it.
pub(super) enum Block {
    Paragraph {
        paragraph: Paragraph,
        role: Role,
        after: f64,
    },
    Grid {
        grid: Grid,
        after: f64,
    },
    /// A titled list in a frame.
    Framed {
        title: Paragraph,
        list: Numbered,
        after: f64,
    },
}

impl Block {
    /// A heading or a line over the text.
    pub(super) fn line(margins: Margins, rich: Rich, role: Role, leading: f64, after: f64) -> Self {
        let paragraph = Fit::any(rich).set(margins.text, Align::Start, leading);
        Self::Paragraph { paragraph, role, after }
    }

    /// A justified paragraph.
    pub(super) fn text(rich: &Rich, indent: f64, after: f64) -> Self {
        Self::text_in(MARGINS, rich, 1.9, indent, after)
    }

    /// A justified paragraph within other margins.
    pub(super) fn text_in(
        margins: Margins,
        rich: &Rich,
        leading: f64,
        indent: f64,
        after: f64,
    ) -> Self {
        let setting = Setting::new(margins.text, Align::Justified, leading).indent(indent);
        Self::Paragraph { paragraph: Paragraph::set(rich, setting), role: Role::Paragraph, after }
    }

    pub(super) fn framed(title: &str, entries: &[Rich], size: f64) -> Self {
        let width = WIDTH - 2.0 * FRAME_SIDE;
        let title = Rich::text(title, Style::extrabold(11.0).ink(Ink::Petrol));
        let style =
            super::numbered::ListStyle { leading: 1.75, hang: 7.0, number: Style::extrabold(size) };
        Self::Framed {
            title: Fit::any(title).set(width, Align::Start, 1.75),
            list: Numbered::set(entries, width, style),
            after: 2.0,
        }
    }

    fn height(&self) -> f64 {
        match self {
            Self::Paragraph { paragraph, .. } => paragraph.height(),
            Self::Grid { grid, .. } => grid.height(),
            Self::Framed { title, list, .. } => {
                title.height() + list.height() + 2.0 * FRAME_PADDING
            }
        }
    }

    /// Its height with the room after it.
    pub(super) fn full_height(&self) -> f64 {
        self.height() + self.after()
    }

    fn after(&self) -> f64 {
        match self {
            Self::Paragraph { after, .. }
            | Self::Grid { after, .. }
            | Self::Framed { after, .. } => *after,
        }
    }
}

const FRAME_SIDE: f64 = 4.0;
const FRAME_PADDING: f64 = 2.0;

/// What surrounds the blocks of a letter.
pub(super) struct Surroundings<'a> {
    pub(super) letter: &'a Letter,
    pub(super) invocation: &'a str,
    pub(super) closing: &'a str,
    pub(super) verification: &'a str,
    pub(super) title: &'a str,
    /// Height of the place for signature and seal.
    pub(super) signature: f64,
    pub(super) margins: Margins,
}

/// How the subject of a letter is set.
pub(super) const SUBJECT: Style = Style::semibold(11.5);

/// Whom a letter is for, who that is, and what it is about.
pub(super) fn opening(letter: &Letter, identity: Option<Rich>, subject: &Rich) -> Vec<Block> {
    opening_in(MARGINS, letter, identity, subject, 3.0)
}

/// The same within other margins, with the room after it.
pub(super) fn opening_in(
    margins: Margins,
    letter: &Letter,
    identity: Option<Rich>,
    subject: &Rich,
    after: f64,
) -> Vec<Block> {
    let line = |rich, role, leading, after| Block::line(margins, rich, role, leading, after);
    let to = Rich::text(&letter.to, Style::extrabold(12.0));
    let mut blocks = vec![line(to, Role::Paragraph, 1.7, 0.0)];
    blocks.extend(identity.map(|rich| line(rich, Role::Paragraph, 1.75, 0.0)));
    let label = Rich::text("موضوع: ", SUBJECT.ink(Ink::Petrol));
    blocks.push(line(label.join(subject.clone()), Role::Heading(1), 1.75, after));
    blocks
}

/// A text of a cell that may be as long as a page, since rows are not broken.
pub(super) fn lengthy(text: &str) -> Fit {
    let at = |size| Rich::text(text, Style::regular(size));
    Fit::new(at(10.0), 24).or(at(9.0), 28).or(at(8.0), 34).or(at(7.0), 48)
}

/// The line that says which applicant a letter is for.
pub(super) fn identity(national_id: &str, code: &str) -> Rich {
    let style = Style::regular(10.0);
    Rich::text("شمارهٔ ملی ", style)
        .code(&super::fa(national_id), style)
        .flow(" — کد رهگیری ", style)
        .code(&super::tracking_code(code), style)
}

/// Composes a letter from blocks that are made for a size.
pub(super) fn compose(
    surroundings: &Surroundings<'_>,
    mark: Mark,
    blocks: impl Fn(Size) -> Vec<Block>,
) -> Composition {
    let mut pages = None;
    for size in SIZES {
        let attempt = flow(surroundings, mark, &blocks(size));
        if attempt.count() == 1 {
            pages = Some(attempt);
            break;
        }
    }
    pages.unwrap_or_else(|| flow(surroundings, mark, &blocks(SIZES[0]))).finish()
}

fn flow<'a>(surroundings: &'a Surroundings<'_>, mark: Mark, blocks: &[Block]) -> Pages<'a> {
    let mut pages = Pages::begin(surroundings, mark);
    for (index, block) in blocks.iter().enumerate() {
        let last = index + 1 == blocks.len();
        let with = if last { pages.end() } else { 0.0 };
        pages.block(block, with);
    }
    pages.end_at_foot();
    pages
}
