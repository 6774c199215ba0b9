//! Lists: a table over many pages, with sums that are carried from page to page.
//!
//! A row is never split. Each page but the last ends with the sum of everything so far, and the next begins with
//! it; these and the repeated titles are not read out, since the table is one. The last page has at least two rows
//! with the sum of all, the closing text and the signature; where these are too long for that it has one row, or none,
//! and then the closing text goes with the signature.

use domain::text::group_thousands;

use super::{
    Mark, fa,
    grid::{Cell, Grid, Row},
    letter::{Block, Margins, Pages, Surroundings},
};
use crate::typeset::{
    fit::Fit,
    placed::{Composition, Role, Scope},
    rich::{Ink, Rich, Style},
};

/// Where text and table of a list stand.
pub(super) const MARGINS: Margins = Margins { left: 14.0, text: 182.0, head: 182.0 };
const LEAST_ROW: f64 = 14.0;
const PADDING: f64 = 1.1;
const SUM_PADDING: f64 = 1.2;
/// Room over a text under the table.
const OVER_CLOSING: f64 = 3.0;
/// The fewest rows of a last page.
const LAST_ROWS: usize = 2;

/// A list that is yet to be set.
pub(super) struct List<'a> {
    pub(super) surroundings: Surroundings<'a>,
    /// What stands over the table on the first page.
    pub(super) opening: Vec<Block>,
    /// What stands over the table on every later page: what the list is about.
    pub(super) about: &'a str,
    /// Widths of the columns, from the right.
    pub(super) widths: &'a [f64],
    pub(super) titles: Vec<Cell>,
    /// Each row with what it adds to the sum.
    pub(super) rows: Vec<(Vec<Cell>, u64)>,
    /// The column of the sums.
    pub(super) sum_column: usize,
    /// What the sum of all is called.
    pub(super) total: String,
    /// What stands under the table.
    pub(super) closing: Vec<Block>,
}

/// A text in a row of a list; it has up to three lines before it becomes smaller.
pub(super) fn cell_text(text: &str) -> Fit {
    let at = |size| Rich::text(text, Style::regular(size));
    Fit::new(at(9.3), 3).or(at(8.5), usize::MAX)
}

/// A number or a code in a row of a list.
pub(super) fn cell_code(code: &str, style: Style) -> Cell {
    Cell::value(Fit::any(Rich::new().code(code, style))).centred().tight()
}

/// An amount of money in a row of a list.
pub(super) fn cell_amount(amount: &str) -> Cell {
    let at = |size| Rich::new().code(amount, Style::semibold(size));
    Cell::value(Fit::new(at(9.3), 1).or(at(8.0), 1).or(at(7.0), 1)).centred().tight()
}

/// A name with the father's under it.
pub(super) fn cell_name(name: &str, father: &str) -> Cell {
    let at = |size: f64| {
        Rich::text(name, Style::semibold(size))
            .line_break(Style::semibold(size))
            .flow(&format!("فرزند {father}"), Style::regular(8.0))
    };
    let content = Fit::new(at(9.3), 4).or(at(8.5), usize::MAX);
    Cell::new(content, Role::HeaderCell(Scope::Row))
}

/// The number of a row.
pub(super) fn cell_number(index: usize) -> Cell {
    Cell::value(Fit::any(Rich::text(&fa(index + 1), Style::semibold(9.3)))).centred().tight()
}

/// Composes the list.
pub(super) fn compose(list: List<'_>, mark: Mark) -> Composition {
    let List { surroundings, opening, about, widths, titles, rows, sum_column, total, closing } =
        list;
    let sums: Vec<u64> = rows
        .iter()
        .scan(0_u64, |sum, (_, amount)| {
            *sum = sum.saturating_add(*amount);
            Some(*sum)
        })
        .collect();
    let mut set = vec![Row::Titles(titles)];
    set.extend(rows.into_iter().map(|(cells, _)| Row::Cells(cells)));
    let grid = Grid::set(&set, MARGINS.left, widths, PADDING).at_least(LEAST_ROW);
    let sum_row = |label: &str, sum: u64| sum_row(label, sum, sum_column, widths);
    let all = sums.last().copied().unwrap_or_default();
    let sum_of_all = sum_row(&total, all);
    let mut pages = Pages::begin(&surroundings, mark);
    for block in &opening {
        pages.block(block, 0.0);
    }
    // Every row of sums has one line, so all are equally high.
    let carried = sum_of_all.height();
    let table = pages.sheet.open_part(Role::Table);
    let after: f64 = closing.iter().map(|block| OVER_CLOSING + block.full_height()).sum();
    let end = carried + after + pages.end();
    let continuation = continuation(about);
    let page = pages.height() - continuation.full_height() - grid.titles_height() - carried;
    let last_rows = (1..=LAST_ROWS.min(grid.len() - 1))
        .rev()
        .find(|rows| grid.height_of(grid.len() - rows..grid.len()) + end <= page);
    let (end, last_rows) = last_rows.map_or((carried, 0), |rows| (end, rows));
    let (mut from, count) = (1, grid.len());
    let mut fresh = false;
    while from < count {
        let over = grid.titles_height() + if from > 1 { carried } else { 0.0 };
        let room = pages.room() - over;
        let fitting = grid.fitting_rows(from, room - carried);
        let is_last = grid.height_of(from..count) + end <= room + 1e-6;
        let rest = count - from;
        let here = if is_last { rest } else { fitting.min(rest.saturating_sub(last_rows)).max(1) };
        // A page on which only the titles would stand is turned, unless it is empty.
        if !is_last && fitting == 0 && !fresh {
            continued(&mut pages, &continuation);
            fresh = true;
            continue;
        }
        let mut y = pages.y;
        let rows = match here {
            1 => format!("ردیف {}", fa(from)),
            _ => format!("ردیف {} تا {}", fa(from), fa(from + here - 1)),
        };
        pages.sheet.entry(2, &rows, y);
        pages.sheet.continue_part(table, |sheet| {
            y += if from > 1 {
                sheet.ornament(|sheet| grid.draw(sheet, 0..1, y))
            } else {
                grid.draw(sheet, 0..1, y)
            };
            if from > 1 {
                let before = sum_row("نقل از صفحهٔ قبل", sums[from - 2]);
                y += sheet.ornament(|sheet| before.draw(sheet, 0..1, y));
            }
            y += grid.draw_rows(sheet, from..from + here, y);
            if from + here < count {
                let label = "جمع این صفحه (نقل به صفحهٔ بعد)";
                let so_far = sum_row(label, sums[from + here - 2]);
                sheet.ornament(|sheet| so_far.draw(sheet, 0..1, y));
            } else {
                y += sum_of_all.draw(sheet, 0..1, y);
            }
        });
        pages.y = y;
        from += here;
        if from < count {
            continued(&mut pages, &continuation);
            fresh = true;
        }
    }
    for (number, block) in closing.iter().enumerate() {
        pages.y += OVER_CLOSING;
        let with = if number + 1 == closing.len() { pages.end() } else { 0.0 };
        pages.block(block, with);
    }
    pages.end_here();
    pages.finish()
}

/// What stands over the table on every later page.
fn continuation(about: &str) -> Block {
    let style = Style::semibold(11.5);
    let line = Rich::text("ادامهٔ فهرست: ", style.ink(Ink::Petrol)).flow(about, style);
    Block::line(MARGINS, line, Role::Paragraph, 1.75, 2.0)
}

fn continued(pages: &mut Pages<'_>, continuation: &Block) {
    pages.turn();
    pages.repeat(continuation);
}

fn sum_row(label: &str, sum: u64, column: usize, widths: &[f64]) -> Grid {
    let style = Style::semibold(9.3);
    let label = Fit::any(Rich::text(label, style));
    let sum = group_thousands(sum);
    let number = Rich::new().code(&sum, style);
    let number = Fit::new(number, 1).or(Rich::new().code(&sum, style.size(8.0)), 1);
    let mut cells = vec![
        Cell::new(label, Role::HeaderCell(Scope::Row)).columns(column),
        Cell::value(number).centred().tight(),
    ];
    if column + 1 < widths.len() {
        let blank = Fit::any(Rich::text(" ", style));
        cells.push(Cell::value(blank).columns(widths.len() - column - 1));
    }
    Grid::set(&[Row::Sum(cells)], MARGINS.left, widths, SUM_PADDING)
}
