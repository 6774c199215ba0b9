//! Figures and lists of cases as tables, in the words of people.

mod groups;
mod tables;
mod words;

pub use tables::{about, cases, columns_of_cases, conditions, parts, row_of_case, whole};
