//! Blocks on pages: where the next one goes, and what is repeated on each page.

use super::{BOTTOM, Block, FRAME_PADDING, FRAME_SIDE, Surroundings, frame};
use crate::{
    kinds::{Mark, grid::Grid, numbered::Numbered},
    typeset::{
        paragraph::{Line, Paragraph},
        placed::{Composition, Rect, Role, Stroke},
        rich::Ink,
        sheet::Sheet,
    },
};

/// The pages of a letter under construction.
pub(in crate::kinds) struct Pages<'a> {
    pub(in crate::kinds) sheet: Sheet,
    surroundings: &'a Surroundings<'a>,
    mark: Mark,
    end: frame::EndMatter,
    /// Where the text of a page begins.
    top: f64,
    pub(in crate::kinds) y: f64,
}

impl<'a> Pages<'a> {
    /// Begins the first page.
    pub(in crate::kinds) fn begin(surroundings: &'a Surroundings<'a>, mark: Mark) -> Self {
        let end = frame::EndMatter::set(surroundings);
        let sheet = Sheet::new(210.0, 297.0);
        let mut pages = Self { sheet, surroundings, mark, end, top: 0.0, y: 0.0 };
        pages.begin_page();
        pages
    }

    pub(super) fn count(&self) -> usize {
        self.sheet.page_count()
    }

    /// What is left of the page.
    pub(in crate::kinds) fn room(&self) -> f64 {
        BOTTOM - self.y
    }

    /// What a page has room for.
    pub(in crate::kinds) fn height(&self) -> f64 {
        BOTTOM - self.top
    }

    /// Height of signature and copies.
    pub(in crate::kinds) fn end(&self) -> f64 {
        self.end.height()
    }

    /// Puts signature and copies at the foot of the page.
    pub(super) fn end_at_foot(&mut self) {
        self.end.draw(&mut self.sheet, self.y.max(BOTTOM - self.end.height()));
    }

    /// Puts signature and copies under the text.
    pub(in crate::kinds) fn end_here(&mut self) {
        if self.end.height() > self.room() + 1e-6 {
            self.turn();
        }
        self.end.draw(&mut self.sheet, self.y);
    }

    /// Counts the pages and ends the work.
    pub(in crate::kinds) fn finish(mut self) -> Composition {
        let count = self.sheet.page_count();
        for page in 0..count {
            let surroundings = self.surroundings;
            self.sheet.on_page(page, |sheet| frame::foot(sheet, surroundings, page + 1, count));
        }
        self.sheet.finish(self.surroundings.title)
    }

    /// Puts down a line that repeats what an earlier page says.
    pub(in crate::kinds) fn repeat(&mut self, block: &Block) {
        if let Block::Paragraph { paragraph, after, .. } = block {
            let (x, y) = (self.surroundings.margins.left, self.y);
            self.y += self.sheet.ornament(|sheet| sheet.paragraph(paragraph, x, y)) + after;
        }
    }

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

    pub(in crate::kinds) fn turn(&mut self) {
        self.sheet.turn();
        self.begin_page();
    }

    /// Puts a block down, so that `with` stays free after it on its last page.
    pub(in crate::kinds) fn block(&mut self, block: &Block, with: f64) {
        let left = self.surroundings.margins.left;
        let gap = block.after().min(2.0);
        let needed = block.height() + gap + with;
        let fits = self.y + needed <= BOTTOM;
        match block {
            Block::Grid { grid, .. } => self.grid(grid, with),
            Block::Paragraph { paragraph, role, .. } if *role == Role::Paragraph => {
                // With what has to stand after it, it is only broken where a page is too short for both.
                if !fits && with > 0.0 && self.top + needed <= BOTTOM {
                    self.turn();
                }
                self.paragraph(paragraph, if with > 0.0 { gap + with } else { 0.0 });
            }
            Block::Paragraph { paragraph, role, .. } => {
                self.y +=
                    self.sheet.within(*role, |sheet| sheet.paragraph(paragraph, left, self.y));
            }
            Block::Framed { title, list, .. } => {
                if !fits && self.y > self.top {
                    self.turn();
                }
                self.framed(title, list, gap + with);
            }
        }
        self.y += block.after();
    }

    /// Breaks a paragraph between lines, never leaving one line alone.
    fn paragraph(&mut self, paragraph: &Paragraph, with: f64) {
        let left = self.surroundings.margins.left;
        let id = self.sheet.open_part(Role::Paragraph);
        let mut lines = paragraph.lines.as_slice();
        loop {
            let here = self.lines_here(lines, with);
            self.sheet.continue_part(id, |sheet| {
                for line in &lines[..here] {
                    sheet.line(line, left, self.y);
                    self.y += line.height;
                }
            });
            lines = &lines[here..];
            if lines.is_empty() {
                break;
            }
            self.turn();
        }
    }

    /// How many lines of what is left of a paragraph come on this page.
    fn lines_here(&self, lines: &[Line], with: f64) -> usize {
        const FEWEST: usize = 2;
        let mut room = self.room();
        let fit = lines
            .iter()
            .take_while(|line| {
                room -= line.height;
                room >= -1e-6
            })
            .count();
        if fit == lines.len() && room >= with - 1e-6 {
            return fit;
        }
        let here = fit.min(lines.len().saturating_sub(FEWEST));
        match here {
            0 | 1 if self.y > self.top => 0,
            // There is no better page.
            0 | 1 => fit.max(1),
            _ => here,
        }
    }

    fn grid(&mut self, grid: &Grid, with: f64) {
        let id = self.sheet.open_part(Role::Table);
        let mut from = 0;
        while from < grid.len() {
            let rest = grid.len() - from;
            let mut count = grid.fitting(from, BOTTOM - self.y);
            if count == rest && grid.fitting(from, BOTTOM - self.y - with) < rest {
                count = grid.kept(from, rest.saturating_sub(2));
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

    /// A list in a frame; only one that is too long for a page is broken, between entries.
    fn framed(&mut self, title: &Paragraph, list: &Numbered, with: f64) {
        let margins = self.surroundings.margins;
        let x = margins.left + FRAME_SIDE;
        let mut from = 0;
        while from < list.len() {
            let over = FRAME_PADDING + if from == 0 { title.height() } else { 0.0 };
            let room = self.room() - over - FRAME_PADDING;
            let rest = list.len() - from;
            let all = list.fitting(from, room - with) == rest;
            let here = if all { rest } else { list.fitting(from, room).min(rest - 1).max(1) };
            let height = list.height_of(from..from + here);
            let frame =
                Rect::new(margins.left, self.y, margins.text, over + height + FRAME_PADDING);
            self.sheet.frame(frame, Stroke::new(Ink::Petrol, 0.4));
            let mut top = self.y + FRAME_PADDING;
            if from == 0 {
                top += self.sheet.within(Role::Heading(2), |sheet| sheet.paragraph(title, x, top));
            }
            list.draw(&mut self.sheet, from..from + here, x, top);
            self.y += frame.height;
            from += here;
            if from < list.len() {
                self.turn();
            }
        }
    }
}

#[cfg(test)]
mod tests;
