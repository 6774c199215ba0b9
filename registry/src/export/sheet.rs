//! Spreadsheets (XLSX): a sheet for each table, heads that stay in sight, numbers that are numbers.

use rust_xlsxwriter::{Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::{Cell, Table};

/// The media type.
pub const TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// The longest name of a sheet that spreadsheets take.
const LONGEST_NAME: usize = 31;
/// The most rows of one sheet, its head with them.
pub const MOST_ROWS: usize = 1_048_576;

/// In which direction a spreadsheet is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// From right to left.
    FromRight,
    /// From left to right.
    FromLeft,
}

/// Why a spreadsheet could not be written.
#[derive(Debug, thiserror::Error)]
#[error("the spreadsheet could not be written: {0}")]
pub struct SheetError(#[from] XlsxError);

/// Writes tables, each into a sheet of its own.
///
/// # Errors
/// More rows than a sheet takes, a text that is too long for a cell.
pub fn write(tables: &[Table], direction: Direction) -> Result<Vec<u8>, SheetError> {
    let mut book = Workbook::new();
    for table in tables {
        fill(book.add_worksheet(), table, direction)?;
    }
    Ok(book.save_to_buffer()?)
}

fn fill(sheet: &mut Worksheet, table: &Table, direction: Direction) -> Result<(), XlsxError> {
    let head = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::VerticalCenter);
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let whole = Format::new().set_num_format("#,##0").set_align(FormatAlign::Top);
    let tenths = Format::new().set_num_format("0.0").set_align(FormatAlign::Top);
    sheet.set_name(name(&table.title))?;
    sheet.set_right_to_left(direction == Direction::FromRight);
    sheet.set_freeze_panes(1, 0)?;
    for (column, place) in table.columns.iter().zip(0..) {
        sheet.set_column_width(place, f64::from(column.width))?;
        sheet.write_string_with_format(0, place, &column.title, &head)?;
    }
    for (row, line) in table.rows.iter().zip(1..) {
        for (cell, column) in row.iter().zip(0..) {
            match cell {
                Cell::Text(_) | Cell::Day(_) => {
                    sheet.write_string_with_format(line, column, cell.plain(), &wrapped)?;
                }
                Cell::Number(number) => {
                    sheet.write_number_with_format(line, column, exact(*number), &whole)?;
                }
                Cell::Tenths(number) => {
                    sheet.write_number_with_format(line, column, exact(*number) / 10.0, &tenths)?;
                }
                Cell::Nothing => {}
            }
        }
    }
    Ok(())
}

/// Spreadsheets know no other numbers; whole ones are exact up to nine thousand million million.
#[expect(
    clippy::cast_precision_loss,
    reason = "spreadsheets hold doubles, whatever is given to them"
)]
const fn exact(number: i64) -> f64 {
    number as f64
}

/// A name that spreadsheets take for a sheet.
fn name(title: &str) -> String {
    let allowed = |c: &char| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'');
    let name: String = title.chars().filter(allowed).take(LONGEST_NAME).collect();
    name.trim().to_owned()
}
