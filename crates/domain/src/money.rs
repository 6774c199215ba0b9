//! Amounts of money: whole rials, shown in rials and tomans, in digits and in words.

use std::fmt;

use crate::text::numbers::{scale_of_word, value_of_word};
use crate::text::{ascii_digit, group_thousands, is_invisible_mark, normalise, words};

/// The largest amount that is accepted, one rial below a million milliard.
const LARGEST: i64 = 999_999_999_999_999;
const THOUSAND: u64 = 1_000;
const MILLIARD: u64 = 1_000_000_000;

/// An amount in whole rials, never negative.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(transparent)]
pub struct Rials(i64);

/// Why a text or number is not an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AmountError {
    /// Nothing was given.
    #[error("no amount was given")]
    Empty,
    /// Neither digits nor words of a number.
    #[error("the amount is written neither in digits nor in words")]
    BadForm,
    /// Below zero.
    #[error("the amount is negative")]
    Negative,
    /// A million milliard rials or more.
    #[error("the amount is too large")]
    TooLarge,
}

impl AmountError {
    /// Returns the stable code of this error.
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::BadForm => "bad-form",
            Self::Negative => "negative",
            Self::TooLarge => "too-large",
        }
    }
}

impl Rials {
    /// No money.
    pub const ZERO: Self = Self(0);

    /// Returns an amount of whole rials.
    ///
    /// # Errors
    /// Refuses negative amounts and those from a million milliard on.
    pub fn new(rials: i64) -> Result<Self, AmountError> {
        match rials {
            0..=LARGEST => Ok(Self(rials)),
            ..0 => Err(AmountError::Negative),
            _ => Err(AmountError::TooLarge),
        }
    }

    /// Returns an amount of whole tomans; a toman is ten rials.
    ///
    /// # Errors
    /// Refuses negative amounts and those beyond the largest.
    pub fn from_tomans(tomans: i64) -> Result<Self, AmountError> {
        Self::new(tomans.saturating_mul(10))
    }

    /// Reads an amount as people write it: `2000000000`, `۲٬۰۰۰٬۰۰۰٬۰۰۰ ریال`, `۲۰۰ میلیون تومان`,
    /// `دو میلیارد و صد میلیون ریال`. Without a unit it is in rials.
    ///
    /// # Errors
    /// Refuses what is no whole number in digits or words, and decimal points, which some people use
    /// to group digits.
    pub fn parse(text: &str) -> Result<Self, AmountError> {
        parse_amount(text)
    }

    /// Returns the number of rials.
    pub fn value(self) -> i64 {
        self.0
    }

    /// Returns the sum, unless it is too large.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).and_then(|sum| Self::new(sum).ok())
    }

    /// Returns this amount for each of so many, unless it is too large.
    pub fn checked_times(self, count: u32) -> Option<Self> {
        self.0.checked_mul(i64::from(count)).and_then(|product| Self::new(product).ok())
    }

    /// Returns so many hundredths, rounded up to a whole rial.
    #[must_use]
    pub fn percent_rounded_up(self, percent: u8) -> Self {
        Self((self.0 * i64::from(percent.min(100)) + 99) / 100)
    }

    /// Returns the amount in digits, «۲٬۰۰۰٬۰۰۰٬۰۰۰ ریال».
    pub fn in_digits(self) -> String {
        format!("{} ریال", group_thousands(self.0.unsigned_abs()))
    }

    /// Returns the amount in words, «دو میلیارد ریال».
    pub fn in_words(self) -> String {
        format!("{} ریال", words(self.0.unsigned_abs()))
    }

    /// Returns the amount in tomans and digits, «۲۰۰٬۰۰۰٬۰۰۰ تومان», with a rest below one toman
    /// named in rials.
    pub fn in_tomans(self) -> String {
        self.tomans_by(group_thousands)
    }

    /// Returns the amount in tomans and words, «دویست میلیون تومان».
    pub fn in_toman_words(self) -> String {
        self.tomans_by(words)
    }

    fn tomans_by(self, write: fn(u64) -> String) -> String {
        let (tomans, rest) = (self.0.unsigned_abs() / 10, self.0.unsigned_abs() % 10);
        if rest == 0 {
            format!("{} تومان", write(tomans))
        } else if tomans == 0 {
            format!("{} ریال", write(rest))
        } else {
            format!("{} تومان و {} ریال", write(tomans), write(rest))
        }
    }
}

impl fmt::Display for Rials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> serde::Deserialize<'de> for Rials {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let rials = <i64 as serde::Deserialize>::deserialize(deserializer)?;
        Self::new(rials).map_err(serde::de::Error::custom)
    }
}

/// A word of a written amount.
enum Token {
    Number(u64),
    Scale(u64),
    Unit(i64),
}

fn parse_amount(text: &str) -> Result<Rials, AmountError> {
    if text.len() > 1024 {
        return Err(AmountError::BadForm);
    }
    let plain = normalise(text).replace('\u{200C}', " ");
    let mut total = Sum::default();
    let mut unit = None;
    for word in plain.split_whitespace().filter(|word| *word != "و") {
        if unit.is_some() {
            return Err(AmountError::BadForm);
        }
        match token(word)? {
            Token::Number(number) => total.add(number)?,
            Token::Scale(scale) => total.scale(scale)?,
            Token::Unit(rials) => unit = Some(rials),
        }
    }
    let number = total.finish()?;
    Rials::new(number.checked_mul(unit.unwrap_or(1)).ok_or(AmountError::TooLarge)?)
}

fn token(word: &str) -> Result<Token, AmountError> {
    match word {
        "ریال" => return Ok(Token::Unit(1)),
        "تومان" => return Ok(Token::Unit(10)),
        _ => {}
    }
    if let Some(scale) = scale_of_word(word) {
        return Ok(Token::Scale(scale));
    }
    if let Some(value) = value_of_word(word) {
        return Ok(Token::Number(value));
    }
    if word.starts_with(['-', '\u{2212}']) {
        return Err(AmountError::Negative);
    }
    let mut digits = String::with_capacity(word.len());
    for character in word.chars() {
        match ascii_digit(character) {
            Some(digit) => digits.push(digit),
            None if matches!(character, '\u{66C}' | ',' | '،') || is_invisible_mark(character) => {
            }
            None => return Err(AmountError::BadForm),
        }
    }
    match digits.len() {
        0 => Err(AmountError::BadForm),
        1..=18 => digits.parse().map(Token::Number).map_err(|_| AmountError::BadForm),
        _ => Err(AmountError::TooLarge),
    }
}

/// The number that words add up to so far.
#[derive(Default)]
struct Sum {
    /// What the scales behind have made whole.
    whole: u64,
    /// What waits for a scale, or for the end.
    open: Option<u64>,
    /// The last scale: the next must be smaller, and so must what follows it.
    last_scale: Option<u64>,
    /// The last number of the open part: hundreds, tens and ones come in this order.
    last_number: Option<u64>,
}

impl Sum {
    fn add(&mut self, number: u64) -> Result<(), AmountError> {
        let fits = match self.last_number {
            None => self.last_scale.is_none_or(|scale| number < scale),
            Some(before) if (100..1_000).contains(&before) => number > 0 && number < 100,
            Some(before) if (20..100).contains(&before) => number > 0 && number < 10,
            Some(_) => false,
        };
        if !fits {
            return Err(AmountError::BadForm);
        }
        self.open = Some(self.open.unwrap_or(0) + number);
        self.last_number = Some(number);
        Ok(())
    }

    fn scale(&mut self, scale: u64) -> Result<(), AmountError> {
        let too_large = |product: Option<u64>| product.ok_or(AmountError::TooLarge);
        match self.last_scale {
            // «یک هزار و دویست میلیارد»: thousands of milliards are the one scale of a scale.
            Some(THOUSAND) if scale == MILLIARD => {
                let thousands = self.whole + self.open.unwrap_or(0);
                self.whole = too_large(thousands.checked_mul(MILLIARD))?;
            }
            Some(before) if before <= scale => return Err(AmountError::BadForm),
            _ => {
                let product = too_large(self.open.unwrap_or(1).checked_mul(scale))?;
                self.whole = too_large(self.whole.checked_add(product))?;
            }
        }
        (self.open, self.last_number, self.last_scale) = (None, None, Some(scale));
        Ok(())
    }

    fn finish(self) -> Result<i64, AmountError> {
        if self.open.is_none() && self.last_scale.is_none() {
            return Err(AmountError::Empty);
        }
        let sum = self.whole.checked_add(self.open.unwrap_or(0)).ok_or(AmountError::TooLarge)?;
        i64::try_from(sum).map_err(|_| AmountError::TooLarge)
    }
}

#[cfg(test)]
mod tests;
