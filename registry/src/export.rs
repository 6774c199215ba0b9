//! Tables for other programs: CSV that every spreadsheet reads, and spreadsheets themselves.

use domain::dates::Date;

pub mod csv;
pub mod sheet;

/// A table. A page, a CSV file and a spreadsheet show the same one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What it is called.
    pub title: String,
    /// What stands in each column.
    pub columns: Vec<Column>,
    /// Its rows, each as long as the columns.
    pub rows: Vec<Vec<Cell>>,
}

/// What stands in a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its head.
    pub title: String,
    /// How wide a spreadsheet makes it, in characters.
    pub width: u16,
}

impl Column {
    /// A column for short values.
    pub fn of(title: impl Into<String>) -> Self {
        Self { title: title.into(), width: 16 }
    }

    /// A column for sentences or names.
    pub fn wide(title: impl Into<String>, width: u16) -> Self {
        Self { title: title.into(), width }
    }
}

/// One value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// A whole number.
    Number(i64),
    /// A number in tenths.
    Tenths(i64),
    /// A day, written in the Jalali calendar.
    Day(Date),
    /// There is none.
    Nothing,
}

impl Cell {
    /// Words.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A day, where there is one.
    pub fn day(day: Option<Date>) -> Self {
        day.map_or(Self::Nothing, Self::Day)
    }

    /// The value as programs read it: ASCII digits, a point before tenths, `1405/09/02`.
    pub fn plain(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Tenths(tenths) => format!("{}.{}", tenths / 10, (tenths % 10).abs()),
            Self::Day(day) => day.jalali().to_string().replace('-', "/"),
            Self::Nothing => String::new(),
        }
    }
}
