//! What is wrong with a file, and what to do, in words of both languages.

use super::{FileProblem, MAX_PIXELS, Other};

/// The language in which something is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Persian.
    Persian,
    /// English.
    English,
}

impl FileProblem {
    /// What is wrong, and what to do about it: two or three sentences.
    pub fn say(self, language: Language) -> String {
        match language {
            Language::Persian => format!("{} {}", self.persian(), self.persian_advice()),
            Language::English => self.english(),
        }
    }

    /// What is wrong, in Persian.
    pub fn persian(self) -> String {
        match self {
            Self::Empty => "فایلی نیامد یا فایل خالی است.".to_owned(),
            Self::TooLarge { most_bytes } => {
                format!(
                    "این فایل از {} مگابایت بزرگ‌تر است.",
                    persian_digits(&megabytes(most_bytes))
                )
            }
            Self::TooManyPixels => format!(
                "این عکس بیش از {} میلیون نقطه دارد و باز نمی‌شود.",
                persian_digits(&(MAX_PIXELS / 1_000_000))
            ),
            Self::Cut => "این فایل ناقص است: پایان آن نیامده است و باز نمی‌شود.".to_owned(),
            Self::Damaged => "این فایل آسیب دیده است و باز نمی‌شود.".to_owned(),
            Self::Encrypted => "این فایل PDF رمز دارد و کارشناس نمی‌تواند آن را باز کند.".to_owned(),
            Self::NoPages => "این فایل PDF هیچ صفحه‌ای ندارد.".to_owned(),
            Self::UnusualJpeg => "این گونهٔ عکس JPEG در برنامه‌های معمولی باز نمی‌شود.".to_owned(),
            Self::OtherKind(other) => {
                format!("{} PDF، JPEG یا PNG پذیرفته می‌شود.", other.persian())
            }
        }
    }

    /// What to do about it, in Persian.
    pub const fn persian_advice(self) -> &'static str {
        match self {
            Self::Empty => "فایل را انتخاب کنید و دوباره بفرستید.",
            Self::TooLarge { .. } => "با وضوح کمتری عکس بگیرید یا اسکن کنید و دوباره بفرستید.",
            Self::TooManyPixels => {
                "با وضوح کمتری عکس بگیرید یا اسکن کنید و دوباره بفرستید؛ ۳۰۰ نقطه در اینچ بس است."
            }
            Self::Cut => {
                "فایل را در دستگاه خود باز کنید؛ اگر باز شد دوباره بفرستید، وگرنه از مدرک دوباره عکس بگیرید یا اسکن کنید."
            }
            Self::Damaged => "از مدرک دوباره عکس بگیرید یا اسکن کنید و آن را بفرستید.",
            Self::Encrypted => {
                "آن را با رمز باز کنید، با «چاپ» و «ذخیره به‌صورت PDF» نسخه‌ای بی‌رمز بسازید و همان را بفرستید."
            }
            Self::NoPages => "مدرک را دوباره به‌صورت PDF ذخیره کنید، یا از آن عکس بفرستید.",
            Self::UnusualJpeg => "عکس را در برنامهٔ عکس دوباره با قالب JPEG ذخیره کنید و بفرستید.",
            Self::OtherKind(other) => other.persian_advice(),
        }
    }

    fn english(self) -> String {
        match self {
            Self::Empty => "No file came, or it is empty. Choose the file and send it again.".to_owned(),
            Self::TooLarge { most_bytes } => format!(
                "This file is larger than {} MB. Scan or photograph it at a lower resolution and send it again.",
                megabytes(most_bytes)
            ),
            Self::TooManyPixels => format!(
                "This picture has more than {} million pixels and cannot be opened. Scan or photograph it at a lower resolution and send it again; 300 dots per inch are enough.",
                MAX_PIXELS / 1_000_000
            ),
            Self::Cut => "This file is incomplete: its end is missing and it cannot be opened. Open it on your device; if it opens send it again, otherwise scan or photograph the document again.".to_owned(),
            Self::Damaged => "This file is damaged and cannot be opened. Scan or photograph the document again and send that.".to_owned(),
            Self::Encrypted => "This PDF opens with a password only, so nobody at the office can read it. Open it, print it to a PDF without a password, and send that.".to_owned(),
            Self::NoPages => "This PDF has no page. Save the document as a PDF again, or send a picture of it.".to_owned(),
            Self::UnusualJpeg => "This kind of JPEG does not open in ordinary programs. Save the picture as a JPEG again and send that.".to_owned(),
            Self::OtherKind(other) => format!("{} A PDF or a JPEG or PNG picture is needed.", other.english()),
        }
    }
}

impl Other {
    const fn persian(self) -> &'static str {
        match self {
            Self::Heic => "این عکس با قالب HEIC آیفون است.",
            Self::Webp => "این عکس با قالب WebP است.",
            Self::Picture => "این عکس از قالب‌های پذیرفته نیست.",
            Self::Office => "این فایل سند Word یا برنامهٔ اداری دیگری است.",
            Self::Archive => "این فایل یک پوشهٔ فشرده است.",
            Self::Film => "این فایل فیلم یا صداست.",
            Self::Text => "این فایل متن یا صفحهٔ وب است، هرچه نامش بگوید.",
            Self::Program => "این فایل یک برنامه است، هرچه نامش بگوید.",
            Self::Unknown => "محتوای این فایل PDF یا عکس JPEG یا PNG نیست، هرچه نامش بگوید.",
        }
    }

    const fn persian_advice(self) -> &'static str {
        match self {
            Self::Heic => {
                "در آیفون از تنظیمات، دوربین، قالب‌ها، «سازگارترین» را برگزینید و دوباره عکس بگیرید، یا عکس را با قالب JPEG ذخیره کنید."
            }
            Self::Webp | Self::Picture => {
                "عکس را در گالری یا برنامهٔ عکس با قالب JPEG ذخیره کنید، یا از صفحهٔ نمایش عکس بگیرید، و آن را بفرستید."
            }
            Self::Office => "سند را با «ذخیره به‌صورت PDF» به PDF برگردانید و آن را بفرستید.",
            Self::Archive => "پوشه را باز کنید و هر مدرک را جداگانه بفرستید.",
            Self::Film | Self::Program => "از مدرک عکس بگیرید یا آن را اسکن کنید و بفرستید.",
            Self::Text | Self::Unknown => "مدرک را به یکی از این سه شکل درآورید و دوباره بفرستید.",
        }
    }

    const fn english(self) -> &'static str {
        match self {
            Self::Heic => {
                "This picture is in the iPhone's HEIC format; choose Settings, Camera, Formats, Most Compatible and photograph it again, or save it as a JPEG."
            }
            Self::Webp => "This picture is in the WebP format; save it as a JPEG.",
            Self::Picture => "This picture is in a format that is not taken; save it as a JPEG.",
            Self::Office => {
                "This is a document of Word or another office program; save it as a PDF."
            }
            Self::Archive => {
                "This is a compressed folder; open it and send each document on its own."
            }
            Self::Film => "This is a film or a sound; send a picture or a scan of the document.",
            Self::Text => "Whatever its name says, this is a text or a page of the web.",
            Self::Program => "Whatever its name says, this is a program.",
            Self::Unknown => {
                "Whatever its name says, this file is no PDF and no JPEG or PNG picture."
            }
        }
    }
}

const fn megabytes(bytes: usize) -> usize {
    bytes / (1024 * 1024)
}

fn persian_digits(number: &impl ToString) -> String {
    domain::text::to_persian_digits(&number.to_string())
}
