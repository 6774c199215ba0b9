//! CSV as RFC 4180 has it, with a mark by which spreadsheets know that it is UTF-8.
//!
//! A text that a spreadsheet would take for a formula gets an apostrophe before it.

use super::{Cell, Column, Table};

/// The media type.
pub const TYPE: &str = "text/csv; charset=utf-8; header=present";
/// Says that what follows is UTF-8.
const MARK: &str = "\u{FEFF}";

/// Writes a table.
pub fn write(table: &Table) -> Vec<u8> {
    let mut bytes = head(&table.columns);
    for row in &table.rows {
        bytes.extend(line(row));
    }
    bytes
}

/// The mark and the heads of the columns.
pub fn head(columns: &[Column]) -> Vec<u8> {
    let titles: Vec<Cell> = columns.iter().map(|column| Cell::text(&column.title)).collect();
    [MARK.as_bytes(), &line(&titles)].concat()
}

/// One row.
pub fn line(row: &[Cell]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::with_capacity(row.len() * 12));
    let fields = row.iter().map(|cell| match cell {
        Cell::Text(text) => defused(text),
        other => other.plain(),
    });
    // Nothing can go wrong in memory; a row that could not be written would be no row at all.
    let written = writer.write_record(fields);
    written.ok().and_then(|()| writer.into_inner().ok()).unwrap_or_default()
}

/// Takes the power from what a spreadsheet would calculate.
fn defused(text: &str) -> String {
    let begins = |c: char| {
        matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠')
    };
    let first = text.chars().find(|c| !domain::text::is_invisible_mark(*c) && *c != ' ');
    if first.is_some_and(begins) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(cells: &[Cell]) -> String {
        String::from_utf8(line(cells)).unwrap()
    }

    #[test]
    fn separators_quotes_and_line_ends_in_a_value_stay_in_it() {
        let row = [Cell::text("a,b"), Cell::text("c\"d"), Cell::text("e\r\nf"), Cell::text("«ی»")];
        assert_eq!(said(&row), "\"a,b\",\"c\"\"d\",\"e\r\nf\",«ی»\r\n");
        let read: Vec<String> = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(said(&row).as_bytes())
            .records()
            .flat_map(|record| record.unwrap().iter().map(str::to_owned).collect::<Vec<_>>())
            .collect();
        assert_eq!(read, ["a,b", "c\"d", "e\r\nf", "«ی»"]);
    }

    #[test]
    fn a_text_that_would_be_a_formula_is_defused_and_a_number_is_not() {
        for formula in ["=1+1", "+98", "-2", "@SUM(A1)", "\tx", "\rx", " =1", "\u{200F}=1", "＝1"]
        {
            assert!(
                said(&[Cell::text(formula)]).trim_start_matches('"').starts_with('\''),
                "{formula}"
            );
        }
        assert_eq!(said(&[Cell::Number(-2), Cell::Tenths(123), Cell::Nothing]), "-2,12.3,\r\n");
        assert_eq!(said(&[Cell::text("a=b")]), "a=b\r\n");
    }

    #[test]
    fn a_file_begins_with_the_mark_and_the_heads() {
        let table = Table {
            title: "t".to_owned(),
            columns: vec![Column::of("استان"), Column::of("تعداد")],
            rows: vec![vec![Cell::text("مرکزی"), Cell::Number(12)]],
        };
        let bytes = write(&table);
        assert_eq!(bytes, "\u{FEFF}استان,تعداد\r\nمرکزی,12\r\n".as_bytes());
    }

    #[test]
    fn an_empty_row_of_one_column_is_still_a_row() {
        assert_eq!(said(&[Cell::Nothing]), "\"\"\r\n");
    }
}
