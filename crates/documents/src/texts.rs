//! The fixed texts of the documents, as data.
//!
//! Every kind has a set of texts with a default in Persian; an office's own set takes its place.
//! A text may hold names in braces, such as `{date}`, which are filled in, and stretches between
//! two pairs of asterisks, which are set bold. The number behind a name is the most characters that
//! the text may have. `edited` marks what an office may word itself; [`own`] has its words.

pub mod own;
mod template;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::input::{Check, Checker};
use own::{Field, edited};
pub use template::fill_plain;
pub(crate) use template::{Filling, fill};

macro_rules! texts {
    (
        $(#[$outer:meta])*
        $name:ident { $( $(#[$inner:meta])* $field:ident ($longest:literal) = $default:literal $([$($slot:literal),*])? $($edited:ident)? ; )* }
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
                    checker.text(stringify!($field), &mut self.$field, $longest);
                    template::check(checker, stringify!($field), &self.$field, &[$($($slot),*)?]);
                )*
            }
        }

        impl $name {
            /// What an office may word itself.
            pub(crate) const FIELDS: &[Option<Field>] = &[
                $( edited!($field ($longest) = $default, [$($($slot),*)?] $($edited)?), )*
            ];

            /// Takes an office's words for a field.
            pub(crate) fn put(&mut self, field: &str, words: &str) {
                $(
                    if field == stringify!($field) {
                        words.clone_into(&mut self.$field);
                    }
                )*
            }
        }
    };
}

texts! {
    /// The texts of a licence.
    LicenceTexts {
        /// The line at the top.
        invocation(40) = "بسمه تعالی";
        /// First line of the title.
        title(40) = "مجوز فعالیت";
        /// First line of the title of a renewed licence.
        renewed_title(40) = "مجوز تمدیدشدهٔ فعالیت";
        /// First line of the title of an amended licence.
        amended_title(40) = "مجوز اصلاح‌شدهٔ فعالیت";
        /// Second line of the title.
        subject(40) = "مشاغل خانگی";
        /// The legal basis.
        basis(700) = "به استناد مادهٔ ۷ «قانون ساماندهی و حمایت از مشاغل خانگی» مصوب ۱۳۸۹/۰۲/۲۲ و پس از بررسی و تأیید طرح از سوی دستگاه اجرایی، به دارندهٔ این مجوز اجازه داده می‌شود این فعالیت را با رعایت شرایط زیر انجام دهد.";
        /// Title of the provisional mark.
        provisional(50) = "موقت — در انتظار ثبت در سامانهٔ مرکزی";
        /// What the provisional mark means.
        provisional_meaning(115) = "شمارهٔ مجوز قطعی است. این برگ با ثبت در سامانهٔ مرکزی کامل می‌شود؛ وضعیت روز را استعلام کنید.";
        /// What a duplicate is, with its date and the copy that it replaces.
        duplicate_meaning(115) = "صادرشده در تاریخ {date} به جای نسخهٔ {previous}؛ نسخه‌های پیشین این مجوز از این تاریخ اعتبار ندارند." ["date", "previous"];
        /// What becomes of the licence whose place a renewed or amended one takes.
        replaces(120) = "این مجوز جای آن را می‌گیرد و آن دیگر اعتبار ندارد";
        /// Under the QR code.
        scan(40) = "با تلفن همراه بخوانید، یا:";
        /// In the footer.
        footer(52) = "ثبت سامانهٔ مرکزی اصل است و این برگ رونوشت آن.";
    }
}

texts! {
    /// The texts of a referral to Jahad Daneshgahi.
    EmpowermentReferralTexts {
        /// The line at the top.
        invocation(40) = "بسمه تعالی";
        /// Subject of the letter.
        subject(160) = "معرفی متقاضی مشاغل خانگی برای توانمندسازی";
        /// Greeting.
        greeting(80) = "با سلام و احترام،" edited;
        /// Text, with number and date of the agency's letter.
        body(900) = "طرح متقاضی زیر به تأیید دستگاه اجرایی رسیده است (نامهٔ شمارهٔ {number} مورخ {date}). در اجرای الگوی توسعهٔ مشاغل خانگی، خواهشمند است دستور فرمایید خدمات نشان‌دارشده ارائه و نتیجهٔ هر خدمت جداگانه اعلام شود." ["number", "date"];
        /// By when an answer is awaited.
        deadline(300) = "خواهشمند است پاسخ تا تاریخ **{date}** در سامانه ثبت یا به نشانی این اداره فرستاده شود." ["date"] edited;
        /// Closing.
        closing(40) = "با احترام" edited;
        /// How the letter is checked.
        verification(160) = "درستی این نامه را با رمزینه یا در {address} بررسی کنید. کد درستی سند:" ["address"];
    }
}

texts! {
    /// The texts of a referral to a bank.
    BankReferralTexts {
        /// The line at the top.
        invocation(40) = "بسمه تعالی";
        /// Subject of the letter.
        subject(160) = "معرفی متقاضی تسهیلات مشاغل خانگی";
        /// Greeting.
        greeting(80) = "با سلام و احترام،" edited;
        /// Text, with number and date of the working group's minutes and the budget year.
        body(900) = "به استناد صورت‌جلسهٔ شمارهٔ {number} کارگروه اشتغال مورخ {date}، دارندهٔ مجوز مشاغل خانگی با مشخصات زیر برای دریافت تسهیلات قرض‌الحسنه از محل سهمیهٔ سال {year} معرفی می‌شود. خواهشمند است دستور فرمایید برابر ضوابط آن بانک اقدام و نتیجه به این اداره اعلام شود." ["number", "date", "year"];
        /// How long the letter is valid.
        validity(300) = "**اعتبار این معرفی‌نامه تا تاریخ {date} است.** تضمین و مدارک، برابر ضوابط بانک تعیین می‌شود." ["date"] edited;
        /// Closing.
        closing(40) = "با احترام" edited;
        /// How the letter is checked.
        verification(160) = "درستی این نامه را با رمزینه یا در {address} بررسی کنید. کد درستی سند:" ["address"];
    }
}

texts! {
    /// The texts of a refusal.
    RefusalTexts {
        /// The line at the top.
        invocation(40) = "بسمه تعالی";
        /// Subject of the letter, with the field.
        subject(160) = "اعلام تأیید نشدن درخواست مجوز مشاغل خانگی در رشتهٔ {field}" ["field"];
        /// Greeting.
        greeting(80) = "با سلام و احترام،" edited;
        /// Text, with the day of the application and the edition of the conditions.
        body(900) = "درخواست شما که در تاریخ {date} ثبت شده بود بررسی شد. این درخواست به سبب نبود شرایط زیر تأیید نشد. شمارهٔ هر شرط، شمارهٔ آن در فهرست منتشرشدهٔ ضوابط (ویرایش {edition}) است." ["date", "edition"];
        /// Title of what the applicant can do.
        next(80) = "آنچه اکنون می‌توانید انجام دهید";
        /// Applying again.
        apply_again(300) = "پس از برطرف شدن موارد بالا، بی‌درنگ می‌توانید درخواست تازه ثبت کنید؛ این تصمیم مانع درخواست دوباره نیست." edited;
        /// Objecting, with the last day.
        object(300) = "اگر این تصمیم را درست نمی‌دانید، تا تاریخ {date} با همین شمارهٔ نامه در سامانه یا به‌صورت کتبی اعتراض کنید." ["date"] edited;
        /// Asking, with the telephone.
        ask(300) = "برای راهنمایی تلفنی، در ساعت اداری با شمارهٔ {telephone} تماس بگیرید و کد رهگیری خود را بگویید." ["telephone"] edited;
        /// Closing.
        closing(40) = "با احترام" edited;
        /// How the letter is checked.
        verification(160) = "درستی این نامه را با رمزینه یا در {address} بررسی کنید. کد درستی سند:" ["address"];
    }
}

texts! {
    /// The texts of a correction notice.
    CorrectionTexts {
        /// The line at the top.
        invocation(40) = "بسمه تعالی";
        /// Subject of the letter, with the field.
        subject(160) = "درخواست تکمیل و اصلاح پروندهٔ مشاغل خانگی در رشتهٔ {field}" ["field"];
        /// Greeting.
        greeting(80) = "با سلام و احترام،" edited;
        /// Text, with the day of the application.
        body(900) = "درخواست شما که در تاریخ {date} ثبت شده بود در دست بررسی است. برای ادامهٔ بررسی، موارد زیر لازم است. تا رسیدن پاسخ شما، زمان بررسی متوقف می‌ماند." ["date"];
        /// Title of what the applicant should do.
        next(80) = "چه کنید و تا چه روزی";
        /// By when.
        answer(300) = "موارد بالا را تا تاریخ **{date}** در سامانه با کد رهگیری خود بفرستید یا به نشانی این اداره بیاورید." ["date"] edited;
        /// One answer for every item.
        each(300) = "هر مورد را جداگانه پاسخ دهید. موردی که پذیرفته شود دوباره خواسته نمی‌شود." edited;
        /// Asking, with the telephone.
        ask(300) = "برای راهنمایی تلفنی، در ساعت اداری با شمارهٔ {telephone} تماس بگیرید و کد رهگیری خود را بگویید." ["telephone"] edited;
        /// Closing.
        closing(40) = "با احترام" edited;
        /// How the letter is checked.
        verification(160) = "درستی این نامه را با رمزینه یا در {address} بررسی کنید. کد درستی سند:" ["address"];
    }
}

texts! {
    /// The texts of a receipt.
    ReceiptTexts {
        /// Title.
        title(40) = "رسید ثبت درخواست";
        /// Over the tracking code.
        keep(60) = "کد رهگیری شما — آن را نگه دارید";
        /// When and where to look the case up.
        look_up(200) = "از تاریخ **{date}** روند بررسی و پیام‌ها را با کد رهگیری در {address} ببینید." ["date", "address"];
        /// How requests reach the applicant.
        requests(200) = "اگر مدرک یا اصلاحی لازم باشد، با پیام در سامانه به شما گفته می‌شود. مراجعهٔ حضوری لازم نیست مگر در پیام آمده باشد." edited;
        /// Asking, with the telephone, and what the receipt is not.
        ask(200) = "راهنمایی تلفنی: {telephone}. این برگ رسید ثبت است و مجوز فعالیت نیست." ["telephone"] edited;
    }
}

texts! {
    /// The texts of an inquiry about a starred field.
    ClearanceTexts {
        /// The line at the top.
        invocation(40) = "بسمه تعالی";
        /// Subject of the letter, with the field.
        subject(160) = "استعلام دربارهٔ طرح مشاغل خانگی در رشتهٔ ستاره‌دار {field}" ["field"];
        /// Greeting.
        greeting(80) = "با سلام و احترام،" edited;
        /// Text, with the field.
        body(900) = "متقاضی زیر برای کار خانگی در رشتهٔ ستاره‌دار «{field}» درخواست مجوز کرده است. خواهشمند است دستور فرمایید محل و شیوهٔ کار بررسی و نظر آن دستگاه به این اداره اعلام شود. تا رسیدن پاسخ، دربارهٔ این درخواست تصمیمی گرفته نمی‌شود." ["field"];
        /// By when an answer is awaited.
        deadline(300) = "خواهشمند است پاسخ تا تاریخ **{date}** به این اداره فرستاده شود." ["date"] edited;
        /// Title of the place for the answer.
        answer(120) = "پاسخ دستگاه استعلام‌شونده — در همین برگ یا با نامهٔ جداگانه";
        /// The work may be done.
        cleared(160) = "انجام این کار در این محل بی‌مانع است.";
        /// It may not.
        denied(160) = "پذیرفته نیست؛ دلیل در پیوست آمده است.";
        /// Closing.
        closing(40) = "با احترام" edited;
        /// How the letter is checked.
        verification(160) = "درستی این نامه را با رمزینه یا در {address} بررسی کنید. کد درستی سند:" ["address"];
    }
}

texts! {
    /// The texts of a notice that a licence is out of force for good.
    RevocationTexts {
        /// The line at the top.
        invocation(40) = "بسمه تعالی";
        /// Subject of the letter, with the number.
        subject(160) = "اعلام ابطال مجوز مشاغل خانگی شمارهٔ {number}" ["number"];
        /// Greeting.
        greeting(80) = "با سلام و احترام،" edited;
        /// Text over the licence, with its field.
        body(900) = "مجوز زیر که به نام شما برای رشتهٔ «{field}» صادر شده بود، به سبب آنچه در پی می‌آید باطل شد. شمارهٔ هر شرط، شمارهٔ آن در فهرست منتشرشدهٔ ضوابط است." ["field"];
        /// From when.
        effect(300) = "این مجوز از تاریخ **{date}** اعتبار ندارد و کار با آن مجاز نیست. ابطال در سامانه ثبت شده است و در استعلام دیده می‌شود." ["date"];
        /// Title of what the holder can do.
        next(80) = "آنچه اکنون باید یا می‌توانید انجام دهید";
        /// What must be done.
        comply(300) = "برگ مجوز و همهٔ نسخه‌های آن را به این اداره بازگردانید." edited;
        /// The way back.
        come_back(300) = "پس از برطرف شدن موارد بالا، می‌توانید درخواست تازه ثبت کنید؛ این تصمیم مانع درخواست دوباره نیست." edited;
        /// Objecting, with the last day.
        object(300) = "اگر این تصمیم را درست نمی‌دانید، تا تاریخ {date} با همین شمارهٔ نامه در سامانه یا به‌صورت کتبی اعتراض کنید." ["date"] edited;
        /// Asking, with the telephone.
        ask(300) = "برای راهنمایی تلفنی، در ساعت اداری با شمارهٔ {telephone} تماس بگیرید و کد رهگیری خود را بگویید." ["telephone"] edited;
        /// Closing.
        closing(40) = "با احترام" edited;
        /// How the letter is checked.
        verification(160) = "درستی این نامه را با رمزینه یا در {address} بررسی کنید. کد درستی سند:" ["address"];
    }
}

texts! {
    /// The texts of a notice that a licence is out of force for a time.
    SuspensionTexts {
        /// The line at the top.
        invocation(40) = "بسمه تعالی";
        /// Subject of the letter, with the number.
        subject(160) = "اعلام تعلیق مجوز مشاغل خانگی شمارهٔ {number}" ["number"];
        /// Greeting.
        greeting(80) = "با سلام و احترام،" edited;
        /// Text over the licence, with its field.
        body(900) = "مجوز زیر که به نام شما برای رشتهٔ «{field}» صادر شده بود، به سبب آنچه در پی می‌آید و تا برطرف شدن آن معلق شد. شمارهٔ هر شرط، شمارهٔ آن در فهرست منتشرشدهٔ ضوابط است." ["field"];
        /// From when.
        effect(300) = "کار با این مجوز از تاریخ **{date}** تا رفع تعلیق مجاز نیست. تعلیق در سامانه ثبت شده است و در استعلام دیده می‌شود." ["date"];
        /// Title of what the holder can do.
        next(80) = "آنچه اکنون باید یا می‌توانید انجام دهید";
        /// What must be done.
        comply(300) = "تا رفع تعلیق، کار را متوقف کنید. برگ مجوز نزد شما می‌ماند." edited;
        /// The way back.
        come_back(300) = "پس از برطرف شدن موارد بالا، درخواست رفع تعلیق را با مدارک آن به این اداره بدهید." edited;
        /// Objecting, with the last day.
        object(300) = "اگر این تصمیم را درست نمی‌دانید، تا تاریخ {date} با همین شمارهٔ نامه در سامانه یا به‌صورت کتبی اعتراض کنید." ["date"] edited;
        /// Asking, with the telephone.
        ask(300) = "برای راهنمایی تلفنی، در ساعت اداری با شمارهٔ {telephone} تماس بگیرید و کد رهگیری خود را بگویید." ["telephone"] edited;
        /// Closing.
        closing(40) = "با احترام" edited;
        /// How the letter is checked.
        verification(160) = "درستی این نامه را با رمزینه یا در {address} بررسی کنید. کد درستی سند:" ["address"];
    }
}

texts! {
    /// The texts of a list for a branch of a bank.
    BranchListTexts {
        /// The line at the top.
        invocation(40) = "بسمه تعالی";
        /// Subject of the letter, with how many.
        subject(160) = "فهرست متقاضیان تسهیلات مشاغل خانگی ({count} نفر)" ["count"];
        /// Text, with number and date of the working group's minutes, and by when an answer is awaited.
        body(900) = "با سلام و احترام، متقاضیان زیر برابر صورت‌جلسهٔ شمارهٔ {number} مورخ {date} کارگروه اشتغال معرفی می‌شوند. خواهشمند است نتیجهٔ هر ردیف تا تاریخ {answer_by} اعلام شود." ["number", "date", "answer_by"];
        /// Closing.
        closing(40) = "با احترام" edited;
        /// How the letter is checked.
        verification(160) = "درستی این نامه را با رمزینه یا در {address} بررسی کنید. کد درستی سند:" ["address"];
    }
}

texts! {
    /// The texts of a list of files that go to another office.
    TransmittalTexts {
        /// The line at the top.
        invocation(40) = "بسمه تعالی";
        /// Subject of the letter, with how many.
        subject(160) = "ارسال پروندهٔ متقاضیان مشاغل خانگی ({count} پرونده)" ["count"];
        /// Text.
        body(900) = "با سلام و احترام، پرونده‌های زیر با همهٔ مدارک آن‌ها فرستاده می‌شود. خواهشمند است پس از برابر کردن مدارک با این فهرست، نسخهٔ دوم آن امضا و بازگردانده شود.";
        /// What the receiver signs.
        received(400) = "پرونده‌های بالا با مدارک آن‌ها دریافت شد. نام، تاریخ و امضای گیرنده: ……………………………………………………";
        /// Closing.
        closing(40) = "با احترام" edited;
        /// How the letter is checked.
        verification(160) = "درستی این نامه را با رمزینه یا در {address} بررسی کنید. کد درستی سند:" ["address"];
    }
}

texts! {
    /// The texts of a dossier.
    DossierTexts {
        /// Title.
        title(40) = "پروندهٔ متقاضی";
        /// What the dossier is, with date and time, and who drew it up.
        note(600) = "این برگ‌ها همهٔ آنچه را که در تاریخ {date} ساعت {time} در سامانهٔ این اداره دربارهٔ این درخواست ثبت بود نشان می‌دهد. تهیه‌کننده: {by}. یادداشت‌های درونی برای کارشناسان است و به متقاضی داده نمی‌شود." ["date", "time", "by"];
        /// How the dossier is checked.
        verification(160) = "درستی این برگ‌ها را با رمزینه یا در {address} بررسی کنید. کد درستی سند:" ["address"];
    }
}
