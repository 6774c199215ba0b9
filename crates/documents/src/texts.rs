//! The fixed texts of the documents, as data.
//!
//! Every kind has a set of texts with a default in Persian; an office's own set takes its place.
//! A text may hold names in braces, such as `{date}`, which are filled in, and stretches between
//! two pairs of asterisks, which are set bold.

mod template;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::input::{Check, Checker};
pub(crate) use template::{Filling, fill};

/// Longest text of a template.
const LONGEST: usize = 1200;

macro_rules! texts {
    (
        $(#[$outer:meta])*
        $name:ident { $( $(#[$inner:meta])* $field:ident = $default:literal $([$($slot:literal),*])? ; )* }
    ) => {
        $(#[$outer])*
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
        #[serde(deny_unknown_fields, default)]
        pub struct $name {
            $( $(#[$inner])* pub $field: String, )*
        }

        impl Default for $name {
            fn default() -> Self {
                Self { $( $field: $default.into(), )* }
            }
        }

        impl Check for $name {
            fn check(&mut self, checker: &mut Checker) {
                $(
                    checker.text(stringify!($field), &mut self.$field, LONGEST);
                    template::check(checker, stringify!($field), &self.$field, &[$($($slot),*)?]);
                )*
            }
        }
    };
}

texts! {
    /// The texts of a licence.
    LicenceTexts {
        /// The line at the top.
        invocation = "بسمه تعالی";
        /// First line of the title.
        title = "مجوز فعالیت";
        /// Second line of the title.
        subject = "مشاغل خانگی";
        /// The legal basis.
        basis = "به استناد مادهٔ ۷ «قانون ساماندهی و حمایت از مشاغل خانگی» مصوب ۱۳۸۹/۰۲/۲۲ و پس از بررسی و تأیید طرح از سوی دستگاه اجرایی، به دارندهٔ این مجوز اجازه داده می‌شود این فعالیت را با رعایت شرایط زیر انجام دهد.";
        /// Title of the provisional mark.
        provisional = "موقت — در انتظار ثبت در سامانهٔ مرکزی";
        /// What the provisional mark means.
        provisional_meaning = "شمارهٔ مجوز قطعی است. این برگ با ثبت در سامانهٔ مرکزی کامل می‌شود؛ وضعیت روز را استعلام کنید.";
        /// What a duplicate is, with its date and the copy that it replaces.
        duplicate_meaning = "صادرشده در تاریخ {date} به جای نسخهٔ {previous}؛ نسخه‌های پیشین این مجوز از این تاریخ اعتبار ندارند." ["date", "previous"];
        /// Under the QR code.
        scan = "با تلفن همراه بخوانید، یا:";
        /// In the footer.
        footer = "ثبت سامانهٔ مرکزی اصل است و این برگ رونوشت آن.";
    }
}

texts! {
    /// The texts of a referral to Jahad Daneshgahi.
    EmpowermentReferralTexts {
        /// The line at the top.
        invocation = "بسمه تعالی";
        /// Subject of the letter.
        subject = "معرفی متقاضی مشاغل خانگی برای توانمندسازی";
        /// Greeting.
        greeting = "با سلام و احترام،";
        /// Text, with number and date of the agency's letter.
        body = "طرح متقاضی زیر به تأیید دستگاه اجرایی رسیده است (نامهٔ شمارهٔ {number} مورخ {date}). در اجرای الگوی توسعهٔ مشاغل خانگی، خواهشمند است دستور فرمایید خدمات نشان‌دارشده ارائه و نتیجهٔ هر خدمت جداگانه اعلام شود." ["number", "date"];
        /// By when an answer is awaited.
        deadline = "خواهشمند است پاسخ تا تاریخ **{date}** در سامانه ثبت یا به نشانی این اداره فرستاده شود." ["date"];
        /// Closing.
        closing = "با احترام";
        /// How the letter is checked.
        verification = "درستی این نامه را با رمزینه یا در {address} بررسی کنید. کد درستی سند:" ["address"];
    }
}

texts! {
    /// The texts of a referral to a bank.
    BankReferralTexts {
        /// The line at the top.
        invocation = "بسمه تعالی";
        /// Subject of the letter.
        subject = "معرفی متقاضی تسهیلات مشاغل خانگی";
        /// Greeting.
        greeting = "با سلام و احترام،";
        /// Text, with number and date of the working group's minutes and the budget year.
        body = "به استناد صورت‌جلسهٔ شمارهٔ {number} کارگروه اشتغال مورخ {date}، دارندهٔ مجوز مشاغل خانگی با مشخصات زیر برای دریافت تسهیلات قرض‌الحسنه از محل سهمیهٔ سال {year} معرفی می‌شود. خواهشمند است دستور فرمایید برابر ضوابط آن بانک اقدام و نتیجه به این اداره اعلام شود." ["number", "date", "year"];
        /// How long the letter is valid.
        validity = "**اعتبار این معرفی‌نامه تا تاریخ {date} است.** تضمین و مدارک، برابر ضوابط بانک تعیین می‌شود." ["date"];
        /// Closing.
        closing = "با احترام";
        /// How the letter is checked.
        verification = "درستی این نامه را با رمزینه یا در {address} بررسی کنید. کد درستی سند:" ["address"];
    }
}

texts! {
    /// The texts of a refusal.
    RefusalTexts {
        /// The line at the top.
        invocation = "بسمه تعالی";
        /// Subject of the letter, with the field.
        subject = "اعلام تأیید نشدن درخواست مجوز مشاغل خانگی در رشتهٔ {field}" ["field"];
        /// Greeting.
        greeting = "با سلام و احترام،";
        /// Text, with the day of the application and the edition of the conditions.
        body = "درخواست شما که در تاریخ {date} ثبت شده بود بررسی شد. این درخواست به سبب نبود شرایط زیر تأیید نشد. شمارهٔ هر شرط، شمارهٔ آن در فهرست منتشرشدهٔ ضوابط (ویرایش {edition}) است." ["date", "edition"];
        /// Title of what the applicant can do.
        next = "آنچه اکنون می‌توانید انجام دهید";
        /// Applying again.
        apply_again = "پس از برطرف شدن موارد بالا، بی‌درنگ می‌توانید درخواست تازه ثبت کنید؛ این تصمیم مانع درخواست دوباره نیست.";
        /// Objecting, with the last day.
        object = "اگر این تصمیم را درست نمی‌دانید، تا تاریخ {date} با همین شمارهٔ نامه در سامانه یا به‌صورت کتبی اعتراض کنید." ["date"];
        /// Asking, with the telephone.
        ask = "برای راهنمایی تلفنی، در ساعت اداری با شمارهٔ {telephone} تماس بگیرید و کد رهگیری خود را بگویید." ["telephone"];
        /// Closing.
        closing = "با احترام";
        /// How the letter is checked.
        verification = "درستی این نامه را با رمزینه یا در {address} بررسی کنید. کد درستی سند:" ["address"];
    }
}

texts! {
    /// The texts of a correction notice.
    CorrectionTexts {
        /// The line at the top.
        invocation = "بسمه تعالی";
        /// Subject of the letter, with the field.
        subject = "درخواست تکمیل و اصلاح پروندهٔ مشاغل خانگی در رشتهٔ {field}" ["field"];
        /// Greeting.
        greeting = "با سلام و احترام،";
        /// Text, with the day of the application.
        body = "درخواست شما که در تاریخ {date} ثبت شده بود در دست بررسی است. برای ادامهٔ بررسی، موارد زیر لازم است. تا رسیدن پاسخ شما، زمان بررسی متوقف می‌ماند." ["date"];
        /// Title of what the applicant should do.
        next = "چه کنید و تا چه روزی";
        /// By when.
        answer = "موارد بالا را تا تاریخ **{date}** در سامانه با کد رهگیری خود بفرستید یا به نشانی این اداره بیاورید." ["date"];
        /// One answer for every item.
        each = "هر مورد را جداگانه پاسخ دهید. موردی که پذیرفته شود دوباره خواسته نمی‌شود.";
        /// Asking, with the telephone.
        ask = "برای راهنمایی تلفنی، در ساعت اداری با شمارهٔ {telephone} تماس بگیرید و کد رهگیری خود را بگویید." ["telephone"];
        /// Closing.
        closing = "با احترام";
        /// How the letter is checked.
        verification = "درستی این نامه را با رمزینه یا در {address} بررسی کنید. کد درستی سند:" ["address"];
    }
}

texts! {
    /// The texts of a receipt.
    ReceiptTexts {
        /// Title.
        title = "رسید ثبت درخواست";
        /// Over the tracking code.
        keep = "کد رهگیری شما — آن را نگه دارید";
        /// When and where to look the case up.
        look_up = "از تاریخ **{date}** روند بررسی و پیام‌ها را با کد رهگیری در {address} ببینید." ["date", "address"];
        /// How requests reach the applicant.
        requests = "اگر مدرک یا اصلاحی لازم باشد، با پیام در سامانه به شما گفته می‌شود. مراجعهٔ حضوری لازم نیست مگر در پیام آمده باشد.";
        /// Asking, with the telephone, and what the receipt is not.
        ask = "راهنمایی تلفنی: {telephone}. این برگ رسید ثبت است و مجوز فعالیت نیست." ["telephone"];
    }
}
