//! Numbered conditions, put into words from what is publicly told of the directive.
//!
//! The numbers are the sample's own. They leave room by tens: 11 general, 21 special, 31 of the
//! activity, 51 what the applicant can complete.

use super::super::ConditionKind::{AskForMore, Refuse};
use super::super::{Condition, ConditionKind, ConditionNumber};
use super::evidence;

/// On applicants, as two public sites give the executive directive.
const ON_APPLICANTS: &str = "شرایط متقاضی در دستورالعمل اجرایی، به نقل از پایگاه‌های عمومی";
/// On the activity, as a public site gives it.
const ON_ACTIVITY: &str = "شرایط فعالیت، به نقل از پایگاه‌های عمومی";
/// On the number of licences, as the news gave it.
const ON_NUMBER: &str = "خبر لغو مجوز دارندگان بیش از ۱۰ مجوز مشاغل خانگی";
/// The law's second article, and the registration guide.
const LAW_AND_GUIDE: &str = "مادهٔ ۲ قانون و راهنمای ثبت نام";
/// What makes an application complete, after the list of documents.
const ON_COMPLETENESS: &str = "فهرست مدارک، به نقل از پایگاه‌های عمومی";

type Line = (u16, ConditionKind, &'static str, &'static str, &'static str);

const CONDITIONS: [Line; 29] = [
    (11, Refuse, "تابعیت ایرانی", "متقاضی باید تابعیت ایران را داشته باشد.", ON_APPLICANTS),
    (12, Refuse, "سن پشتیبان", "پشتیبان باید دست‌کم ۲۰ سال تمام داشته باشد.", ON_APPLICANTS),
    (
        13,
        Refuse,
        "نداشتن سوءپیشینه",
        "پشتیبان نباید سوءپیشینهٔ مؤثر کیفری داشته باشد.",
        ON_APPLICANTS,
    ),
    (
        14,
        Refuse,
        "وضعیت نظام وظیفه",
        "متقاضی مرد باید کارت پایان خدمت یا معافیت داشته باشد.",
        ON_APPLICANTS,
    ),
    (
        15,
        Refuse,
        "سکونت در محل اجرای طرح",
        "متقاضی مستقل باید در محل اجرای طرح ساکن باشد.",
        ON_APPLICANTS,
    ),
    (
        16,
        Refuse,
        "رشتهٔ مصوب",
        "فعالیت باید از رشته‌های مصوب ستاد باشد و طرح با همان رشته بخواند.",
        LAW_AND_GUIDE,
    ),
    (
        17,
        Refuse,
        "شمار مجوزها",
        "شمار مجوزهای مشاغل خانگی یک نفر از ده فقره بیشتر نمی‌شود.",
        ON_NUMBER,
    ),
    (
        21,
        Refuse,
        "سابقهٔ کار پشتیبان",
        "پشتیبان باید دست‌کم پنج سال سابقهٔ کار مرتبط داشته باشد.",
        ON_APPLICANTS,
    ),
    (
        22,
        Refuse,
        "گواهی مهارت",
        "متقاضی باید گواهی آموزشی یا مهارت معتبر در همان رشته داشته باشد.",
        ON_APPLICANTS,
    ),
    (
        23,
        Refuse,
        "کارت بهداشت",
        "در رشته‌های غذایی و بهداشتی، متقاضی باید کارت بهداشت معتبر داشته باشد.",
        ON_APPLICANTS,
    ),
    (
        24,
        Refuse,
        "آوردهٔ پشتیبان",
        "پشتیبان باید دست‌کم ۲۰ درصد سرمایهٔ لازم را خود فراهم کند.",
        ON_APPLICANTS,
    ),
    (25, Refuse, "داشتن طرح", "متقاضی باید برای کسب‌وکار خود طرح روشنی داشته باشد.", ON_APPLICANTS),
    (26, Refuse, "توان مدیریت", "متقاضی باید توان ادارهٔ کسب‌وکار را داشته باشد.", ON_APPLICANTS),
    (
        31,
        Refuse,
        "کار با اعضای خانواده",
        "کار باید به دست متقاضی و اعضای خانوادهٔ او انجام شود.",
        ON_ACTIVITY,
    ),
    (32, Refuse, "واحد مسکونی", "کار باید در واحد مسکونی انجام شود.", ON_ACTIVITY),
    (
        33,
        Refuse,
        "تناسب محل با حجم تولید",
        "واحد مسکونی باید با حجم تولید متناسب باشد.",
        ON_ACTIVITY,
    ),
    (
        34,
        Refuse,
        "نبود آلودگی",
        "کار نباید آلودگی صوتی، دیداری یا زیست‌محیطی پدید آورد.",
        ON_ACTIVITY,
    ),
    (35, Refuse, "حقوق همسایگان", "کار نباید حقوق همسایگان را پایمال کند.", ON_ACTIVITY),
    (
        36,
        Refuse,
        "فروش بیرون از خانه",
        "کالا یا خدمت باید بیرون از واحد مسکونی قابل عرضه باشد.",
        ON_ACTIVITY,
    ),
    (37, Refuse, "تناسب کار با محل", "کار باید مجاز و با بافت محل متناسب باشد.", ON_ACTIVITY),
    (
        38,
        Refuse,
        "نبود رفت‌وآمد نامتعارف",
        "کار نباید رفت‌وآمد نامتعارف به واحد مسکونی پدید آورد.",
        ON_ACTIVITY,
    ),
    (
        51,
        AskForMore,
        "مدارک هویت",
        "تصویر کارت ملی و شناسنامه باید کامل، خوانا و با مشخصات فرم یکسان باشد.",
        ON_COMPLETENESS,
    ),
    (
        52,
        AskForMore,
        "مدرک نظام وظیفه",
        "تصویر کارت پایان خدمت یا معافیت باید کامل و خوانا باشد.",
        ON_COMPLETENESS,
    ),
    (
        53,
        AskForMore,
        "تصویر گواهی مهارت",
        "تصویر گواهی مهارت باید خوانا باشد و شماره، صادرکننده و تاریخ‌های آن در فرم درست آمده باشد.",
        ON_COMPLETENESS,
    ),
    (
        54,
        AskForMore,
        "نشانی و محل کار",
        "نشانی، کد پستی و سند یا اجاره‌نامهٔ محل کار باید کامل و با هم یکسان باشد.",
        ON_COMPLETENESS,
    ),
    (
        55,
        AskForMore,
        "شرح طرح",
        "شرح طرح، شمار شاغلان و ارقام سرمایه باید کامل و با هم سازگار باشد.",
        ON_COMPLETENESS,
    ),
    (
        56,
        AskForMore,
        "مدارک پشتیبانی",
        "مدارک پشتیبان یا قرارداد سه‌جانبه باید کامل و دارای تاریخ و امضا باشد.",
        ON_COMPLETENESS,
    ),
    (
        57,
        AskForMore,
        "مدارک ویژهٔ رشته",
        "کارت بهداشت و مدارک ویژهٔ رشته باید کامل و معتبر باشد.",
        ON_COMPLETENESS,
    ),
    (
        58,
        AskForMore,
        "بازدید یا مراجعه",
        "برای روشن شدن وضعیت طرح، بازدید از محل یا مراجعهٔ متقاضی لازم است.",
        LAW_AND_GUIDE,
    ),
];

pub(super) fn conditions() -> Vec<Condition> {
    let condition = |(number, kind, title, text, source): Line| Condition {
        number: ConditionNumber(number),
        title: title.to_owned(),
        text: text.to_owned(),
        kind,
        applies_to: evidence::audience(number),
        documents: evidence::documents(number),
        circumstances: evidence::circumstances(number),
        source: source.to_owned(),
        official: false,
    };
    CONDITIONS.into_iter().map(condition).collect()
}
