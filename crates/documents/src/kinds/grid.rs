//! Tables of letters: cells in rows, with captions, that go on to the next page between rows.

use crate::{
    ornament::{Tick, check_box},
    typeset::{
        fit::Fit,
        paragraph::{Align, Paragraph},
        placed::{Rect, Role, Scope, Stroke},
        rich::{Ink, Rich, Style},
        sheet::Sheet,
    },
};

/// A cell that is yet to be set.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    content: Fit,
    columns: usize,
    role: Role,
    align: Align,
    tick: Option<Tick>,
    /// Room at both sides of the text.
    side: f64,
}

impl Cell {
    /// The name of what stands in the next cell.
    pub(super) fn label(text: &str) -> Self {
        let style = Style::semibold(9.0).ink(Ink::Petrol);
        Self::new(Fit::any(Rich::text(text, style)), Role::HeaderCell(Scope::Row))
    }

    pub(super) fn value(content: Fit) -> Self {
        Self::new(content, Role::Cell)
    }

    /// The title of a column.
    pub(super) fn title(text: &str, align: Align) -> Self {
        let content = Fit::any(Rich::text(text, Style::extrabold(9.5)));
        Self { align, ..Self::new(content, Role::HeaderCell(Scope::Column)) }
    }

    /// The title of a narrow column.
    pub(super) fn small_title(text: &str, align: Align) -> Self {
        let content = Fit::any(Rich::text(text, Style::semibold(8.5)));
        Self { align, ..Self::new(content, Role::HeaderCell(Scope::Column)) }.tight()
    }

    /// A cell of a narrow column.
    pub(super) fn tight(self) -> Self {
        Self { side: TIGHT, ..self }
    }

    pub(super) fn new(content: Fit, role: Role) -> Self {
        Self { content, columns: 1, role, align: Align::Start, tick: None, side: SIDE }
    }

    pub(super) fn columns(self, columns: usize) -> Self {
        Self { columns, ..self }
    }

    pub(super) fn centred(self) -> Self {
        Self { align: Align::Centre, ..self }
    }

    /// Puts a box to tick before the text.
    pub(super) fn tick(self, tick: Tick) -> Self {
        Self { tick: Some(tick), ..self }
    }
}

/// A row that is yet to be set.
#[derive(Debug, Clone)]
pub(super) enum Row {
    /// A caption over the rows that follow.
    Caption(String),
    /// Titles of the columns, repeated on every page.
    Titles(Vec<Cell>),
    Cells(Vec<Cell>),
    /// A sum, set off from the rows over it.
    Sum(Vec<Cell>),
}

struct SetCell {
    paragraph: Paragraph,
    right: f64,
    width: f64,
    cell: Cell,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Band {
    Caption,
    Titles,
    Sum,
    Plain,
}

struct SetRow {
    cells: Vec<SetCell>,
    height: f64,
    band: Band,
}

/// A table, set and ready to be put down.
pub(super) struct Grid {
    rows: Vec<SetRow>,
    x: f64,
    width: f64,
}

const SIDE: f64 = 2.2;
const TIGHT: f64 = 1.2;
const TICK: f64 = 4.6;
/// Room for the box to tick with the gap behind it.
const TICK_ROOM: f64 = 8.0;

impl Grid {
    /// Sets rows in columns whose widths are given from the right; `padding` is the room over and
    /// under the text of a cell.
    pub(super) fn set(rows: &[Row], x: f64, widths: &[f64], padding: f64) -> Self {
        let width = widths.iter().sum();
        let rows = rows.iter().map(|row| set_row(row, x + width, widths, padding)).collect();
        Self { rows, x, width }
    }

    /// The table with rows of at least this height.
    pub(super) fn at_least(mut self, height: f64) -> Self {
        for row in self.rows.iter_mut().filter(|row| row.band == Band::Plain) {
            row.height = row.height.max(height);
        }
        self
    }

    pub(super) fn height(&self) -> f64 {
        self.height_of(0..self.rows.len())
    }

    /// Height of some rows, without repeated titles.
    pub(super) fn height_of(&self, range: std::ops::Range<usize>) -> f64 {
        self.rows[range].iter().map(|row| row.height).sum()
    }

    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// How many rows from one on fit into a height; a caption never stands last, and the last row has another with it.
    pub(super) fn fitting(&self, from: usize, height: f64) -> usize {
        let titles = if from > 0 { self.titles_height() } else { 0.0 };
        let count = self.fitting_rows(from, height - titles);
        let leaves_one = from + count + 1 == self.rows.len() && count > 2;
        self.kept(from, if leaves_one { count - 1 } else { count })
    }

    /// How many of these rows may stand before the end of a page: a caption goes with what it is over.
    pub(super) fn kept(&self, from: usize, mut count: usize) -> usize {
        while count > 0
            && from + count < self.rows.len()
            && matches!(self.rows[from + count - 1].band, Band::Caption | Band::Titles)
        {
            count -= 1;
        }
        count
    }

    /// How many rows from one on fit into a height, without repeated titles.
    pub(super) fn fitting_rows(&self, from: usize, height: f64) -> usize {
        let mut left = height;
        self.rows[from..]
            .iter()
            .take_while(|row| {
                left -= row.height;
                left >= -1e-6
            })
            .count()
    }

    /// Height of the titles, which every page repeats.
    pub(super) fn titles_height(&self) -> f64 {
        self.rows.iter().filter(|row| row.band == Band::Titles).map(|row| row.height).sum()
    }

    /// Puts rows down, within a table that is already open; returns their height.
    pub(super) fn draw(&self, sheet: &mut Sheet, range: std::ops::Range<usize>, y: f64) -> f64 {
        let mut top = y;
        if range.start > 0 {
            for row in self.rows.iter().filter(|row| row.band == Band::Titles) {
                sheet.ornament(|sheet| self.row(sheet, row, top, top > y));
                top += row.height;
            }
        }
        top += self.put_rows(sheet, range, top, top > y);
        sheet.frame(Rect::new(self.x, y, self.width, top - y), Stroke::new(Ink::Petrol, 0.4));
        top - y
    }

    /// Puts rows down without repeating the titles; returns their height.
    pub(super) fn draw_rows(
        &self,
        sheet: &mut Sheet,
        range: std::ops::Range<usize>,
        y: f64,
    ) -> f64 {
        let height = self.put_rows(sheet, range, y, false);
        sheet.frame(Rect::new(self.x, y, self.width, height), Stroke::new(Ink::Petrol, 0.4));
        height
    }

    fn put_rows(
        &self,
        sheet: &mut Sheet,
        range: std::ops::Range<usize>,
        y: f64,
        mut follows: bool,
    ) -> f64 {
        let mut top = y;
        for row in &self.rows[range] {
            self.row(sheet, row, top, follows);
            follows = true;
            top += row.height;
        }
        top - y
    }

    fn row(&self, sheet: &mut Sheet, row: &SetRow, top: f64, follows: bool) {
        let heavy = Stroke::new(Ink::Petrol, 0.3);
        let thin = Stroke::new(Ink::Mid, 0.15);
        if row.band != Band::Plain {
            sheet.fill(Rect::new(self.x, top, self.width, row.height), Ink::Tint);
            sheet.rule(self.x, top + row.height, self.width, heavy);
        }
        if follows {
            let stroke = if row.band == Band::Plain { thin } else { heavy };
            sheet.rule(self.x, top, self.width, stroke);
        }
        sheet.within(Role::Row, |sheet| {
            for (index, cell) in row.cells.iter().enumerate() {
                if index > 0 {
                    sheet.post(cell.right, top, row.height, thin);
                }
                draw_cell(sheet, cell, top, row.height);
            }
        });
    }
}

fn set_row(row: &Row, right: f64, widths: &[f64], padding: f64) -> SetRow {
    let (cells, band) = match row {
        Row::Caption(text) => {
            let content = Fit::any(Rich::text(text, Style::extrabold(10.0)));
            let cell = Cell::new(content, Role::HeaderCell(Scope::Column)).columns(widths.len());
            (vec![cell], Band::Caption)
        }
        Row::Titles(cells) => (cells.clone(), Band::Titles),
        Row::Cells(cells) => (cells.clone(), Band::Plain),
        Row::Sum(cells) => (cells.clone(), Band::Sum),
    };
    let mut column = 0;
    let mut edge = right;
    let mut height: f64 = 0.0;
    let cells = cells
        .into_iter()
        .map(|cell| {
            let width: f64 = widths[column..column + cell.columns].iter().sum();
            let lead = if cell.tick.is_some() { TICK_ROOM } else { 0.0 };
            let paragraph = cell.content.set(width - 2.0 * cell.side - lead, cell.align, 1.6);
            height = height.max(paragraph.height());
            let set = SetCell { paragraph, right: edge, width, cell };
            column += set.cell.columns;
            edge -= width;
            set
        })
        .collect();
    SetRow { cells, height: height + 2.0 * padding, band }
}

fn draw_cell(sheet: &mut Sheet, cell: &SetCell, top: f64, height: f64) {
    let middle = top + (height - cell.paragraph.height()) / 2.0;
    if let Some(tick) = cell.cell.tick {
        let square = Rect::new(
            cell.right - cell.cell.side - 1.0 - TICK,
            top + (height - TICK) / 2.0,
            TICK,
            TICK,
        );
        check_box(sheet, square, tick);
    }
    sheet.within(cell.cell.role, |sheet| {
        if cell.cell.columns > 1 {
            sheet.cover_columns(cell.cell.columns);
        }
        sheet.paragraph(&cell.paragraph, cell.right - cell.width + cell.cell.side, middle);
    });
}
