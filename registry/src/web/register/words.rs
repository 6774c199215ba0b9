//! What is said of an answer that is not right: first what is wrong, then what to do.

use domain::dates::DateError;
use domain::identifiers::IdentifierError;
use domain::money::AmountError;
use domain::text::{TextError, ascii_digit};

use crate::web::lang::Lang;

/// What a field is called within a sentence, and how a right answer looks.
#[derive(Debug, Clone, Copy)]
pub(in crate::web) struct Name {
    fa: &'static str,
    en: &'static str,
    form: (&'static str, &'static str),
    paper: (&'static str, &'static str),
}

const ANY: (&str, &str) = ("", "");

impl Name {
    /// A field for words.
    pub(in crate::web) const fn of(fa: &'static str, en: &'static str) -> Self {
        Self { fa, en, form: ANY, paper: ANY }
    }

    /// A number of a given form, which stands on a paper.
    pub(in crate::web) const fn number(
        (fa, en): (&'static str, &'static str),
        form: (&'static str, &'static str),
        paper: (&'static str, &'static str),
    ) -> Self {
        Self { fa, en, form, paper }
    }

    /// «… را بنویسید.»
    pub(in crate::web) fn missing(self, lang: Lang) -> String {
        match lang {
            Lang::Fa => format!("{} را بنویسید.", self.fa),
            Lang::En => format!("Write the {}.", self.en),
        }
    }

    /// «… را انتخاب کنید.»
    pub(in crate::web) fn not_chosen(self, lang: Lang) -> String {
        match lang {
            Lang::Fa => format!("{} را انتخاب کنید.", self.fa),
            Lang::En => format!("Choose the {}.", self.en),
        }
    }

    /// What is wrong with an identifier.
    pub(in crate::web) fn identifier(
        self,
        lang: Lang,
        error: IdentifierError,
        typed: &str,
    ) -> String {
        let count = typed.chars().filter(|c| ascii_digit(*c).is_some()).count();
        let count = lang.digits(&count.to_string());
        let (name, form, paper) = match lang {
            Lang::Fa => (self.fa, self.form.0, self.paper.0),
            Lang::En => (self.en, self.form.1, self.paper.1),
        };
        let compare = match (paper, lang) {
            ("", _) => String::new(),
            (_, Lang::Fa) => format!(" آن را با {paper} مقابله کنید."),
            (_, Lang::En) => format!(" Compare it with {paper}."),
        };
        match (error, lang) {
            (IdentifierError::Empty, _) => self.missing(lang),
            (IdentifierError::BadLength, Lang::Fa) => {
                format!("{name} باید {form}؛ {count} رقم نوشته‌اید.{compare}")
            }
            (IdentifierError::BadLength, Lang::En) => {
                format!("The {name} has {form}; you wrote {count} digits.{compare}")
            }
            (IdentifierError::NeedsPadding, Lang::Fa) => {
                format!("صفرهای آغاز {name} را هم بنویسید؛ باید {form}.")
            }
            (IdentifierError::NeedsPadding, Lang::En) => {
                format!("Write the leading zeros of the {name} too; it has {form}.")
            }
            (IdentifierError::BadCharacter | IdentifierError::NotText, Lang::Fa) => {
                format!("{name} نویسه‌ای دارد که جایش آنجا نیست؛ باید {form}.")
            }
            (IdentifierError::BadCharacter | IdentifierError::NotText, Lang::En) => {
                format!("The {name} has a character that does not belong there; it has {form}.")
            }
            (IdentifierError::BadPrefix, Lang::Fa) => {
                format!("آغاز {name} درست نیست؛ باید {form}.")
            }
            (IdentifierError::BadPrefix, Lang::En) => {
                format!("The {name} does not begin as it should; it has {form}.")
            }
            (
                IdentifierError::BadChecksum
                | IdentifierError::AllEqual
                | IdentifierError::EmptyMiddle,
                Lang::Fa,
            ) => format!(
                "{name} درست نیست؛ شاید دو رقم جابه‌جا شده باشد. رقم‌ها را با {paper} مقابله کنید."
            ),
            (
                IdentifierError::BadChecksum
                | IdentifierError::AllEqual
                | IdentifierError::EmptyMiddle,
                Lang::En,
            ) => {
                format!(
                    "The {name} is not right; two digits may be swapped. Compare it with {paper}."
                )
            }
        }
    }

    /// What is wrong with a text.
    pub(in crate::web) fn text(self, lang: Lang, error: TextError, most: usize) -> String {
        let most = lang.digits(&most.to_string());
        let Self { fa, en, .. } = self;
        match (error, lang) {
            (TextError::Empty, _) => self.missing(lang),
            (TextError::TooLong, Lang::Fa) => {
                format!("{fa} از {most} نویسه بلندتر است؛ آن را کوتاه کنید.")
            }
            (TextError::TooLong, Lang::En) => {
                format!("The {en} is longer than {most} characters; please shorten it.")
            }
            (TextError::Picture, Lang::Fa) => format!("{fa} شکلک دارد؛ آن را بردارید."),
            (TextError::Picture, Lang::En) => {
                format!("The {en} has a picture character; please remove it.")
            }
            (TextError::LineBreak, Lang::Fa) => format!("{fa} باید در یک سطر باشد."),
            (TextError::LineBreak, Lang::En) => format!("The {en} must be on one line."),
            (TextError::NoLetter, Lang::Fa) => {
                format!("{fa} هیچ حرفی ندارد؛ آن را با حروف بنویسید.")
            }
            (TextError::NoLetter, Lang::En) => {
                format!("The {en} has no letter; please write it out.")
            }
            (TextError::NoDigit, Lang::Fa) => format!("{fa} نه رقمی دارد و نه حرفی."),
            (TextError::NoDigit, Lang::En) => format!("The {en} has neither a digit nor a letter."),
            (_, Lang::Fa) => format!(
                "{fa} نویسه‌ای دارد که دیده یا چاپ نمی‌شود؛ آن را پاک کنید و دوباره با صفحه‌کلید بنویسید."
            ),
            (_, Lang::En) => {
                format!("The {en} has a character that cannot be printed; please type it anew.")
            }
        }
    }

    /// What is wrong with a day.
    pub(in crate::web) fn day(self, lang: Lang, error: DateError) -> String {
        let Self { fa, en, .. } = self;
        match (error, lang) {
            (DateError::Empty, _) => self.missing(lang),
            (DateError::BadForm | DateError::NotText, Lang::Fa) => {
                format!("{fa} را با رقم بنویسید: روز، ماه و سال چهاررقمی، مانند ۱۵ / ۶ / ۱۳۶۸.")
            }
            (DateError::BadForm | DateError::NotText, Lang::En) => {
                format!(
                    "Write the {en} in digits: day, month and a year of four digits, such as 15 / 6 / 1368."
                )
            }
            (DateError::NoSuchDay, Lang::Fa) => {
                format!("{fa} روزی است که در تقویم نیست؛ روز و ماه را ببینید.")
            }
            (DateError::NoSuchDay, Lang::En) => {
                format!("The calendar has no such day; see day and month of the {en}.")
            }
            (DateError::OutOfRange, Lang::Fa) => {
                format!("سال {fa} را به هجری شمسی بنویسید، مانند ۱۳۶۸.")
            }
            (DateError::OutOfRange, Lang::En) => {
                format!("Write the year of the {en} in the Jalali calendar, such as 1368.")
            }
        }
    }

    /// What is wrong with an amount.
    pub(in crate::web) fn amount(self, lang: Lang, error: AmountError) -> String {
        let Self { fa, en, .. } = self;
        match (error, lang) {
            (AmountError::Empty, _) => self.missing(lang),
            (AmountError::BadForm | AmountError::Negative, Lang::Fa) => {
                format!(
                    "{fa} را به ریال و بدون ممیز بنویسید، مانند ۵۰۰٬۰۰۰٬۰۰۰ یا «پنجاه میلیون تومان»."
                )
            }
            (AmountError::BadForm | AmountError::Negative, Lang::En) => {
                format!("Write the {en} in rials without a decimal point, such as 500,000,000.")
            }
            (AmountError::TooLarge, Lang::Fa) => {
                format!("{fa} بیش از اندازه بزرگ است؛ شمار صفرها را ببینید.")
            }
            (AmountError::TooLarge, Lang::En) => {
                format!("The {en} is too large; see the number of zeros.")
            }
        }
    }

    /// What is wrong with a count.
    pub(in crate::web) fn count(self, lang: Lang, most: u16) -> String {
        let most = lang.digits(&most.to_string());
        match lang {
            Lang::Fa => format!("{} را با رقم بنویسید؛ از ۱ تا {most}.", self.fa),
            Lang::En => format!("Write the {} in digits, from 1 to {most}.", self.en),
        }
    }
}
