//! Figures and lists of cases as tables, in the words of people.

mod groups;
mod tables;
pub mod words;

pub use groups::{bars, keys, title};
pub use tables::{about, cases, columns_of_cases, conditions, parts, row_of_case, said, whole};
