//! What is asked of the figures.

use domain::case::StageName;
use domain::catalogue::{AgencyCode, FieldCode, OfficeId};
use domain::dates::{Date, JalaliDate};
use domain::people::Activity;
use domain::places::{CountyCode, ProvinceCode};

/// The longest period, in days: as long as the registry's dates go would be a typing error.
const LONGEST: i32 = 40 * 366;

/// Why something cannot be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum QuestionError {
    /// The first day comes after the last.
    #[error("the period ends before it begins")]
    Backwards,
    /// Longer than the registry can be old.
    #[error("the period is too long")]
    TooLong,
}

/// The days that are asked about, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    from: Date,
    to: Date,
}

impl Period {
    /// From a day to a day.
    ///
    /// # Errors
    /// A last day before the first.
    pub fn new(from: Date, to: Date) -> Result<Self, QuestionError> {
        match from.days_until(to) {
            days if days < 0 => Err(QuestionError::Backwards),
            days if days > LONGEST => Err(QuestionError::TooLong),
            _ => Ok(Self { from, to }),
        }
    }

    /// The Jalali year of a day, up to that day.
    pub fn year_to(day: Date) -> Self {
        let year = i16::try_from(day.jalali().year()).unwrap_or(JalaliDate::LAST_YEAR);
        Self { from: JalaliDate::new(year, 1, 1).map_or(day, JalaliDate::date), to: day }
    }

    /// The first day.
    pub const fn from(self) -> Date {
        self.from
    }

    /// The last day.
    pub const fn to(self) -> Date {
        self.to
    }
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$item:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $($(#[$item])* $variant,)* }

        impl $name {
            /// Every one.
            pub const ALL: [Self; [$($word),*].len()] = [$(Self::$variant),*];

            /// The word for it in addresses and columns.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            /// Reads the word.
            pub fn of_word(word: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|known| known.word() == word)
            }
        }
    };
}

words! {
    /// By what figures are divided.
    By {
        /// By province.
        Province = "province",
        /// By county.
        County = "county",
        /// By the agency that the field belongs to.
        Agency = "agency",
        /// By the office that acted, or whose turn it is.
        Office = "office",
        /// By approved field.
        Field = "field",
        /// By kind of activity.
        Activity = "activity",
        /// By sex; legal persons have none.
        Sex = "sex",
        /// By stage, of what stands now.
        Stage = "stage",
        /// By Jalali month, of what happened.
        Month = "month",
        /// By Jalali year, of what happened.
        Year = "year",
    }
}

words! {
    /// A natural person's sex.
    Sex {
        /// زن
        Female = "female",
        /// مرد
        Male = "male",
    }
}

/// To what figures are narrowed down.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Only {
    /// A province.
    pub province: Option<ProvinceCode>,
    /// A county.
    pub county: Option<CountyCode>,
    /// An agency.
    pub agency: Option<AgencyCode>,
    /// An office.
    pub office: Option<OfficeId>,
    /// A field.
    pub field: Option<FieldCode>,
    /// A kind of activity.
    pub activity: Option<Activity>,
    /// A sex.
    pub sex: Option<Sex>,
    /// A stage; for lists of cases alone.
    pub stage: Option<StageName>,
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The days.
    pub period: Period,
    /// By what the figures are divided, if at all.
    pub by: Option<By>,
    /// To what they are narrowed down.
    pub only: Only,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        JalaliDate::parse(text).map(JalaliDate::date).unwrap()
    }

    #[test]
    fn a_period_does_not_end_before_it_begins() {
        let (from, to) = (day("1405/09/01"), day("1405/09/30"));
        assert!(Period::new(from, to).is_ok() && Period::new(from, from).is_ok());
        assert_eq!(Period::new(to, from), Err(QuestionError::Backwards));
        assert_eq!(Period::new(Date::FIRST, Date::LAST), Err(QuestionError::TooLong));
    }

    #[test]
    fn a_year_begins_on_its_first_of_farvardin() {
        let year = Period::year_to(day("1405/09/03"));
        assert_eq!((year.from(), year.to()), (day("1405/01/01"), day("1405/09/03")));
        let leap = Period::year_to(day("1403/12/30"));
        assert_eq!(leap.from(), day("1403/01/01"));
    }
}
