//! Persian text: what is stored, what is searched, how it is sorted and how numbers are said.

mod characters;
mod finding;
mod keys;
mod normal_form;
pub(crate) mod numbers;
mod order;
mod plain;

pub use characters::{ascii_digit, is_invisible_mark, to_ascii_digits, to_persian_digits};
pub use finding::{code_words, index_words, name_words, question};
pub use keys::{compact_key, key_line, search_key};
pub use normal_form::normalise;
pub use numbers::{group_thousands, words};
pub use order::{compare, sort_key};
pub use plain::{PlainText, TextError, is_one_line};
