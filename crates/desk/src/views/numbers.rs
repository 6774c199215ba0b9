//! Numbers that people type. Whatever number JSON brings, negative, broken or beyond every bound, is refused by the
//! name of its field and with its bounds, and is never a fault of the program.

use domain::text::to_persian_digits;
use serde::de::{Deserializer, Error as _, Visitor};

/// Reads a whole number within bounds, or says which number it is and what they are.
struct Bounded {
    title: &'static str,
    least: i64,
    most: i64,
}

impl Bounded {
    fn refusal(&self) -> String {
        refusal(self.title, &self.least.to_string(), &self.most.to_string())
    }

    fn take<E: serde::de::Error>(&self, value: Option<i64>) -> Result<i64, E> {
        let value = value.filter(|value| (self.least..=self.most).contains(value));
        value.ok_or_else(|| E::custom(self.refusal()))
    }
}

/// «…» is a whole number from … to ….
pub(crate) fn refusal(title: &str, least: &str, most: &str) -> String {
    let (least, most) = (to_persian_digits(least), to_persian_digits(most));
    format!("«{title}» باید عددی درست از {least} تا {most} باشد.")
}

impl Visitor<'_> for Bounded {
    type Value = i64;

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.refusal())
    }

    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<i64, E> {
        self.take(Some(value))
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<i64, E> {
        self.take(i64::try_from(value).ok())
    }

    /// A fraction, or an integer of more digits than JSON readers keep.
    fn visit_f64<E: serde::de::Error>(self, _: f64) -> Result<i64, E> {
        self.take(None)
    }

    fn visit_str<E: serde::de::Error>(self, _: &str) -> Result<i64, E> {
        self.take(None)
    }
}

macro_rules! bounded {
    ($($(#[$doc:meta])* $name:ident: $type:ty = $title:literal, $least:literal ..= $most:expr;)+) => {$(
        $(#[$doc])*
        pub(super) fn $name<'de, D: Deserializer<'de>>(deserializer: D) -> Result<$type, D::Error> {
            let bounds = Bounded { title: $title, least: $least, most: $most };
            let value = deserializer.deserialize_any(bounds)?;
            <$type>::try_from(value).map_err(D::Error::custom)
        }
    )+};
}

bounded! {
    /// Hours of a service.
    hours: u16 = "ساعت خدمت", 1..=2_000;
    /// The amount of a loan in rials: no bank lends less than a million.
    rials: i64 = "مبلغ به ریال", 1_000_000..=999_999_999_999_999;
    /// A budget year of the Jalali calendar.
    budget_year: u16 = "سال بودجه", 1300..=1599;
    /// A row of a checklist.
    row: u16 = "ردیف فهرست بررسی", 1..=999;
    /// A page of a document.
    page: u16 = "صفحهٔ مدرک", 0..=9_999;
    /// A place on a page, in thousandths of its width or height.
    place: u16 = "جای نشان بر صفحه", 0..=1_000;
}

/// Numbers of conditions.
pub(super) fn conditions<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u16>, D::Error> {
    let numbers: Vec<Condition> = serde::Deserialize::deserialize(deserializer)?;
    Ok(numbers.into_iter().map(|one| one.0).collect())
}

/// The number of a condition, where there is one.
pub(super) fn condition<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<u16>, D::Error> {
    let number: Option<Condition> = serde::Deserialize::deserialize(deserializer)?;
    Ok(number.map(|one| one.0))
}

#[derive(serde::Deserialize)]
struct Condition(#[serde(deserialize_with = "number_of_condition")] u16);

bounded! {
    number_of_condition: u16 = "شمارهٔ شرط", 1..=999;
}
