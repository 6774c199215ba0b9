//! The two languages of the pages.

use axum::extract::{Extension, FromRequestParts};
use axum::http::request::Parts;
use domain::dates::{Date, Instant};
use domain::text::{group_thousands, to_ascii_digits, to_persian_digits};

/// The language of a page. It is in the address, so that a page can be kept, sent and cached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lang {
    /// Persian, at the root.
    Fa,
    /// English, under `/en`.
    En,
}

impl Lang {
    /// The language of an address that no page has claimed.
    pub fn of_path(path: &str) -> Self {
        if path.starts_with("/en/") { Self::En } else { Self::Fa }
    }

    /// Chooses the text of this language.
    pub const fn say(self, fa: &'static str, en: &'static str) -> &'static str {
        match self {
            Self::Fa => fa,
            Self::En => en,
        }
    }

    /// The name of the language on the web.
    pub const fn code(self) -> &'static str {
        self.say("fa", "en")
    }

    /// In which direction it is read.
    pub const fn direction(self) -> &'static str {
        self.say("rtl", "ltr")
    }

    /// The address of a page in this language; `path` begins with a slash.
    pub fn path(self, path: &str) -> String {
        match self {
            Self::Fa => path.to_owned(),
            Self::En if path == "/" => "/en".to_owned(),
            Self::En => format!("/en{path}"),
        }
    }

    /// Digits as this language writes them.
    pub fn digits(self, text: &str) -> String {
        match self {
            Self::Fa => to_persian_digits(text),
            Self::En => text.to_owned(),
        }
    }

    /// A number with its thousands apart.
    pub fn grouped(self, number: u64) -> String {
        let grouped = group_thousands(number);
        match self {
            Self::Fa => grouped,
            Self::En => to_ascii_digits(&grouped).replace('٬', ","),
        }
    }

    /// A day: Jalali in both languages, as on every paper.
    pub fn day(self, day: Date) -> String {
        match self {
            Self::Fa => day.jalali().numeric(),
            Self::En => to_ascii_digits(&day.jalali().numeric()),
        }
    }

    /// The hour of an instant in Tehran.
    pub fn hour(self, at: Instant) -> String {
        let time = at.tehran_time();
        self.digits(&format!("{:02}:{:02}", time.hour, time.minute))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Lang {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let lang = Extension::<Self>::from_request_parts(parts, state).await;
        Ok(lang.map_or(Self::Fa, |Extension(lang)| lang))
    }
}
