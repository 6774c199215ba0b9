//! The table of particulars on licences and receipts: labels and values between two rules.

use crate::typeset::placed::Stroke;
use crate::typeset::{
    fit::Fit,
    paragraph::{Align, Paragraph},
    placed::{Role, Scope},
    rich::{Ink, Rich, Style},
    sheet::Sheet,
};

/// A label with its value.
#[derive(Debug, Clone)]
pub(super) struct Particular {
    pub(super) label: &'static str,
    pub(super) value: Fit,
}

impl Particular {
    pub(super) fn new(label: &'static str, value: Fit) -> Self {
        Self { label, value }
    }
}

/// A row of the table.
#[derive(Debug, Clone)]
pub(super) enum Row {
    One(Particular),
    Two(Particular, Particular),
}

/// Where the columns of the table stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Columns {
    pub(super) x: f64,
    pub(super) width: f64,
    /// Width of the first and of the second label.
    pub(super) labels: [f64; 2],
    /// Room over and under a text of several lines.
    pub(super) padding: f64,
}

impl Columns {
    /// Widths of the value of a whole row, of the first and of the second half of one.
    pub(super) fn values(self) -> [f64; 3] {
        let half = self.width / 2.0;
        [self.width - self.labels[0], half - self.labels[0], half - self.labels[1] - VALUE_MARGIN]
    }
}

const LABEL_MARGIN: f64 = 2.0;
const VALUE_MARGIN: f64 = 2.0;

struct SetCell {
    label: Paragraph,
    value: Paragraph,
    right: f64,
    label_width: f64,
    value_width: f64,
}

impl SetCell {
    fn height(&self) -> f64 {
        self.label.height().max(self.value.height())
    }
}

struct SetRow {
    cells: Vec<SetCell>,
    height: f64,
}

/// The table, set and ready to be put down.
pub(super) struct Particulars {
    rows: Vec<SetRow>,
    columns: Columns,
}

impl Particulars {
    pub(super) fn set(rows: &[Row], columns: Columns, least: f64) -> Self {
        let right = columns.x + columns.width;
        let middle = columns.x + columns.width / 2.0;
        let [whole, first, second] = columns.values();
        let cell = |particular: &Particular, right: f64, label_width: f64, value_width: f64| {
            let label = Rich::text(particular.label, Style::semibold(8.5).ink(Ink::Petrol));
            SetCell {
                label: Fit::any(label).set(label_width - LABEL_MARGIN, Align::Start, 1.5),
                value: particular.value.set(value_width, Align::Start, 1.45),
                right,
                label_width,
                value_width,
            }
        };
        let rows = rows
            .iter()
            .map(|row| {
                let cells = match row {
                    Row::One(one) => vec![cell(one, right, columns.labels[0], whole)],
                    Row::Two(one, two) => vec![
                        cell(one, right, columns.labels[0], first),
                        cell(two, middle, columns.labels[1], second),
                    ],
                };
                let content = cells.iter().map(SetCell::height).fold(0.0, f64::max);
                SetRow { height: least.max(content + 2.0 * columns.padding), cells }
            })
            .collect();
        Self { rows, columns }
    }

    pub(super) fn height(&self) -> f64 {
        self.rows.iter().map(|row| row.height).sum()
    }

    /// Puts the table down.
    pub(super) fn draw(&self, sheet: &mut Sheet, y: f64) {
        let Columns { x, width, .. } = self.columns;
        let thick = Stroke::new(Ink::Petrol, 0.5);
        let thin = Stroke::new(Ink::Mid, 0.15);
        let mut top = y;
        sheet.within(Role::Table, |sheet| {
            for row in &self.rows {
                if top > y {
                    sheet.rule(x, top, width, thin);
                }
                if row.cells.len() > 1 {
                    sheet.post(x + width / 2.0, top, row.height, thin);
                }
                sheet.within(Role::Row, |sheet| {
                    for cell in &row.cells {
                        draw_cell(sheet, cell, top, row.height, row.cells.len() == 1);
                    }
                });
                top += row.height;
            }
        });
        sheet.rule(x, y, width, thick);
        sheet.rule(x, top, width, thick);
    }
}

fn draw_cell(sheet: &mut Sheet, cell: &SetCell, top: f64, height: f64, alone: bool) {
    let middle = |paragraph: &Paragraph| top + (height - paragraph.height()) / 2.0;
    let left = cell.right - cell.label_width;
    sheet.within(Role::HeaderCell(Scope::Row), |sheet| {
        sheet.paragraph(&cell.label, left, middle(&cell.label));
    });
    sheet.within(Role::Cell, |sheet| {
        if alone {
            sheet.cover_columns(3);
        }
        sheet.paragraph(&cell.value, left - cell.value_width, middle(&cell.value));
    });
}
