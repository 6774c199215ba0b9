//! The frame of a letter, and the flow of its blocks over one page or more.
//!
//! A letter that is too long has narrower tables first, then smaller text; when that does not
//! bring it to one page it is set at its full size on several, with the head repeated and the
//! pages counted. The signature never goes to a page alone: the last block goes with it.

mod frame;

use super::{Mark, grid::Grid, numbered::Numbered};
use crate::{
    input::Letter,
    typeset::{
        fit::Fit,
        paragraph::{Align, Paragraph, Setting},
        placed::{Composition, Rect, Role, Stroke},
        rich::{Ink, Rich, Style},
        sheet::Sheet,
    },
};

/// Left edge and width of the text.
pub(super) const LEFT: f64 = 20.0;
pub(super) const WIDTH: f64 = 165.0;
const BOTTOM: f64 = 263.0;

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
    pub(super) fn line(rich: Rich, role: Role, leading: f64, after: f64) -> Self {
        let paragraph = Fit::any(rich).set(WIDTH, Align::Start, leading);
        Self::Paragraph { paragraph, role, after }
    }

    /// A justified paragraph.
    pub(super) fn text(rich: &Rich, indent: f64, after: f64) -> Self {
        let setting = Setting::new(WIDTH, Align::Justified, 1.9).indent(indent);
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
}

/// How the subject of a letter is set.
pub(super) const SUBJECT: Style = Style::semibold(11.5);

/// Whom a letter is for, who that is, and what it is about.
pub(super) fn opening(letter: &Letter, identity: Option<Rich>, subject: &Rich) -> Vec<Block> {
    let to = Rich::text(&letter.to, Style::extrabold(12.0));
    let mut blocks = vec![Block::line(to, Role::Paragraph, 1.7, 0.0)];
    blocks.extend(identity.map(|rich| Block::line(rich, Role::Paragraph, 1.75, 0.0)));
    let label = Rich::text("موضوع: ", SUBJECT.ink(Ink::Petrol));
    blocks.push(Block::line(label.join(subject.clone()), Role::Heading(1), 1.75, 3.0));
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
    let mut sheet = None;
    for size in SIZES {
        let attempt = flow(surroundings, mark, &blocks(size));
        if attempt.page_count() == 1 {
            sheet = Some(attempt);
            break;
        }
    }
    let mut sheet = sheet.unwrap_or_else(|| flow(surroundings, mark, &blocks(SIZES[0])));
    let count = sheet.page_count();
    for page in 0..count {
        sheet.on_page(page, |sheet| frame::foot(sheet, surroundings, page + 1, count));
    }
    sheet.finish(surroundings.title)
}

fn flow(surroundings: &Surroundings<'_>, mark: Mark, blocks: &[Block]) -> Sheet {
    let mut flow = Flow { sheet: Sheet::new(210.0, 297.0), surroundings, mark, top: 0.0, y: 0.0 };
    flow.begin_page();
    let end = frame::EndMatter::set(surroundings);
    for (index, block) in blocks.iter().enumerate() {
        let last = index + 1 == blocks.len();
        let with = if last { end.height() } else { 0.0 };
        flow.block(block, with);
    }
    end.draw(&mut flow.sheet, flow.y.max(BOTTOM - end.height()));
    flow.sheet
}

struct Flow<'a> {
    sheet: Sheet,
    surroundings: &'a Surroundings<'a>,
    mark: Mark,
    /// Where the text of a page begins.
    top: f64,
    y: f64,
}

impl Flow<'_> {
    fn begin_page(&mut self) {
        self.mark.put(&mut self.sheet, 210.0, 297.0);
        let surroundings = self.surroundings;
        let first = self.sheet.page_count() == 1;
        self.top = if first {
            frame::head(&mut self.sheet, surroundings)
        } else {
            self.sheet.ornament(|sheet| frame::head(sheet, surroundings))
        };
        self.y = self.top;
    }

    fn turn(&mut self) {
        self.sheet.turn();
        self.begin_page();
    }

    /// Puts a block down, so that `with` stays free after it on its last page.
    fn block(&mut self, block: &Block, with: f64) {
        let needed = block.height() + block.after().min(2.0) + with;
        match block {
            Block::Grid { grid, .. } => self.grid(grid, with),
            Block::Paragraph { paragraph, role, .. } if *role == Role::Paragraph => {
                if self.y + needed > BOTTOM && with > 0.0 {
                    self.turn();
                }
                self.paragraph(paragraph);
            }
            Block::Paragraph { paragraph, role, .. } => {
                self.y +=
                    self.sheet.within(*role, |sheet| sheet.paragraph(paragraph, LEFT, self.y));
            }
            Block::Framed { title, list, .. } => {
                if self.y + needed > BOTTOM && self.y > self.top {
                    self.turn();
                }
                self.framed(title, list, block.height());
            }
        }
        self.y += block.after();
    }

    /// Breaks a paragraph between lines, never leaving one line alone.
    fn paragraph(&mut self, paragraph: &Paragraph) {
        let mut lines = paragraph.lines.as_slice();
        let mut parts = Vec::new();
        let mut y = self.y;
        loop {
            let mut room = BOTTOM - y;
            let mut fit = lines
                .iter()
                .take_while(|line| {
                    room -= line.height;
                    room >= -1e-6
                })
                .count();
            if fit < lines.len() {
                fit = if lines.len() - fit == 1 { fit.saturating_sub(1) } else { fit };
                fit = if fit < 2 && y > self.top { 0 } else { fit.max(1) };
            }
            parts.push(&lines[..fit]);
            lines = &lines[fit..];
            if lines.is_empty() {
                break;
            }
            y = self.top;
        }
        let id = self.sheet.open_part(Role::Paragraph);
        for (index, part) in parts.iter().enumerate() {
            if index > 0 {
                self.turn();
            }
            self.sheet.continue_part(id, |sheet| {
                for line in *part {
                    sheet.line(line, LEFT, self.y);
                    self.y += line.height;
                }
            });
        }
    }

    fn grid(&mut self, grid: &Grid, with: f64) {
        let id = self.sheet.open_part(Role::Table);
        let mut from = 0;
        while from < grid.len() {
            let rest = grid.len() - from;
            let mut count = grid.fitting(from, BOTTOM - self.y);
            if count == rest && grid.fitting(from, BOTTOM - self.y - with) < rest {
                count = rest.saturating_sub(2);
            }
            if count == 0 && self.y > self.top {
                self.turn();
                continue;
            }
            let count = count.max(1);
            let y = self.y;
            self.y += self.sheet.continue_part(id, |sheet| grid.draw(sheet, from..from + count, y));
            from += count;
            if from < grid.len() {
                self.turn();
            }
        }
    }

    fn framed(&mut self, title: &Paragraph, list: &Numbered, height: f64) {
        let y = self.y;
        let frame = Rect::new(LEFT, y, WIDTH, height);
        self.sheet.frame(frame, Stroke::new(Ink::Petrol, 0.4));
        let x = LEFT + FRAME_SIDE;
        let mut top = y + FRAME_PADDING;
        top += self.sheet.within(Role::Heading(2), |sheet| sheet.paragraph(title, x, top));
        list.draw(&mut self.sheet, 0..list.len(), x, top);
        self.y += height;
    }
}
