//! Persian text: what is stored, what is searched, how it is sorted and how numbers are said.

mod characters;

pub use characters::{ascii_digit, is_invisible_mark, to_ascii_digits, to_persian_digits};
