//! The page of page one: its questions.

use domain::people::Activity;
use maud::{Markup, html};

use super::{PATH, again};
use crate::web::form::{Form, Text, TextKind};
use crate::web::register::{Step, begun, buttons, choices, page, steps};
use crate::web::status::ways;

const fn words(
    name: &'static str,
    label: &'static str,
    hint: &'static str,
    autocomplete: &'static str,
) -> Text {
    Text { name, label, hint, kind: TextKind::Words, autocomplete }
}

const fn digits(
    name: &'static str,
    label: &'static str,
    hint: &'static str,
    autocomplete: &'static str,
) -> Text {
    Text { name, label, hint, kind: TextKind::Digits, autocomplete }
}

/// What stands above the page and above its questions.
pub(super) struct Around {
    /// The registration that is open in the browser; else the form's own ways out stand there.
    pub open: Option<Markup>,
    /// What is said above the questions.
    pub above: Markup,
}

/// The page; what is said above its questions may be wrong to begin with.
pub(super) fn shown(form: &Form<'_>, activity: Activity, around: &Around, wrong: bool) -> Markup {
    let lang = form.lang;
    let wrong = wrong || !form.errors.is_empty();
    let (kind, _) = choices::activity(lang, activity);
    let title = lang.say("مشخصات فردی", "Personal particulars");
    let name = form.typed.get(begun::FIELD);
    let body = html! {
        @match &around.open { Some(open) => (open), None => (again::clearing(lang, name)) }
        (steps(lang, Step::Person))
        h1 { (title) }
        p.lead { (lang.say(
            "در پایان این صفحه کد رهگیری می‌گیرید. همهٔ پرسش‌ها را پاسخ دهید، مگر کنار آن «اختیاری» نوشته شده باشد.",
            "At the end of this page you get a tracking code. Answer every question unless it says “optional”.",
        )) }
        p.hint { (lang.say("نوع فعالیت: ", "Kind of activity: ")) b { (kind) } " — "
            a href=(lang.path("/register")) { (lang.say("تغییر", "change")) } }
        (around.above)
        (form.summary())
        form method="post" action=(lang.path(PATH)) novalidate data-keep {
            input type="hidden" name=(begun::FIELD) value=(name);
            input type="hidden" name="activity" value=(form.typed.get("activity"));
            @match activity {
                Activity::Independent => {}
                Activity::Covered => (supporter(form)),
                Activity::SupporterNatural => (support(form)),
                Activity::SupporterLegal => { (company(form)) (support(form)) }
            }
            (identity(form, activity))
            (contact(form))
            (standing(form))
            (buttons(lang, lang.say("ذخیره و دریافت کد رهگیری", "Save and get the tracking code")))
        }
    };
    page(lang, title, PATH, wrong, &body)
}

fn supporter(form: &Form<'_>) -> Markup {
    let lang = form.lang;
    html! { section.card {
        h2 { (lang.say("پشتیبان شما", "Your supporter")) }
        (supporter_questions(form))
        p { (lang.say("پشتیبان به یکی از این دو راه تأیید می‌شود:", "The supporter is confirmed in one of these ways:")) }
        (ways::of_anybody(lang))
    } }
}

/// Who the supporter is.
pub(in crate::web) fn supporter_questions(form: &Form<'_>) -> Markup {
    let lang = form.lang;
    html! {
        (form.text(words("supporterName", lang.say("نام پشتیبان یا شرکت پشتیبان", "Name of the supporter or the supporting company"), "", "")))
        (form.text(digits("supporterId", lang.say("شمارهٔ ملی یا شناسهٔ ملی پشتیبان", "National or legal ID of the supporter"),
            lang.say("شخص: ۱۰ رقم؛ شرکت: ۱۱ رقم. روی قرارداد و مجوز او هست.", "A person: 10 digits; a company: 11 digits. It is on the contract and on their licence."), "")))
        (form.text(digits("supporterLicence", lang.say("شمارهٔ مجوز پشتیبان (اختیاری)", "Number of the supporter's licence (optional)"), "", "")))
    }
}

fn support(form: &Form<'_>) -> Markup {
    let lang = form.lang;
    html! { section.card {
        h2 { (lang.say("توان پشتیبانی", "What you can support")) }
        (form.text(digits("experienceYears", lang.say("سال‌های کار مرتبط", "Years of related work"), "", "")))
        (form.text(digits("coveredCount", lang.say("شمار افراد زیر پوشش", "Number of people you will support"), "", "")))
    } }
}

fn company(form: &Form<'_>) -> Markup {
    let lang = form.lang;
    html! { section.card {
        h2 { (lang.say("شرکت یا تعاونی", "The company or cooperative")) }
        (form.text(digits("legalId", lang.say("شناسهٔ ملی", "Legal ID"), lang.say("۱۱ رقم در آگهی ثبت", "11 digits in the registration notice"), "")))
        (form.text(words("companyName", lang.say("نام ثبت‌شده", "Registered name"), "", "organization")))
        (form.text(digits("registrationNo", lang.say("شمارهٔ ثبت", "Registration number"), "", "")))
        (form.text(words("role", lang.say("سمت شما در شرکت", "Your role in it"), lang.say("مانند مدیرعامل", "such as managing director"), "organization-title")))
    } }
}

fn identity(form: &Form<'_>, activity: Activity) -> Markup {
    let lang = form.lang;
    let legal = activity == Activity::SupporterLegal;
    html! { section.card {
        h2 { @if legal { (lang.say("هویت نماینده", "Identity of the representative")) } @else { (lang.say("هویت", "Identity")) } }
        (form.text(words("firstName", lang.say("نام", "Given name"), "", "given-name")))
        (form.text(words("lastName", lang.say("نام خانوادگی", "Family name"), "", "family-name")))
        (form.text(words("fatherName", lang.say("نام پدر", "Father's name"), "", "")))
        (form.text(digits("nationalId", lang.say("شمارهٔ ملی", "National ID"), lang.say("۱۰ رقم روی کارت ملی، همراه با صفرهای آغاز", "The 10 digits of the national card, with the leading zeros"), "")))
        (form.text(digits("birthCertificateNo", lang.say("شمارهٔ شناسنامه", "Number of the birth certificate"), lang.say("اگر همان شمارهٔ ملی است، همان را بنویسید", "If it is the national ID, write that"), "")))
        (form.day("bornOn", lang.say("تاریخ تولد", "Day of birth"), lang.say("مانند ۱۵ / ۶ / ۱۳۶۸", "Jalali, such as 15 / 6 / 1368")))
        (form.radios("gender", lang.say("جنسیت", "Gender"), "", &choices::shown(lang, &choices::SEX)))
        (form.radios("military", lang.say("وضعیت نظام وظیفه", "Military service"), lang.say("تنها برای مردان", "Of men alone"), &choices::shown(lang, &choices::MILITARY)))
        (form.radios("education", lang.say("آخرین مدرک تحصیلی", "Level of education"), "", &choices::shown(lang, &choices::EDUCATION)))
    } }
}

fn contact(form: &Form<'_>) -> Markup {
    let lang = form.lang;
    html! { section.card {
        h2 { (lang.say("تماس و نشانی", "Contact and address")) }
        (form.text(digits("mobile", lang.say("تلفن همراه", "Mobile telephone"), lang.say("۱۱ رقم؛ برای تماس کارشناس با شما", "11 digits; the office calls you there"), "tel")))
        (form.text(digits("landline", lang.say("تلفن ثابت (اختیاری)", "Landline (optional)"), lang.say("همراه با کد شهر", "With its area code"), "")))
        (form.select("county", lang.say("شهرستان محل سکونت", "County where you live"), "", choices::counties()))
        (form.text(words("address", lang.say("نشانی", "Address"), lang.say("شهر یا روستا، خیابان، کوچه، پلاک و واحد", "City or village, street, number"), "street-address")))
        (form.text(digits("postalCode", lang.say("کد پستی", "Postal code"), lang.say("۱۰ رقم، بدون خط تیره", "10 digits"), "postal-code")))
    } }
}

fn standing(form: &Form<'_>) -> Markup {
    let lang = form.lang;
    html! { section.card {
        h2 { (lang.say("وضعیت شما", "Your situation")) }
        (form.radios("household", lang.say("آیا سرپرست خانوار هستید؟", "Do you head a household?"), "", &choices::shown(lang, &choices::HOUSEHOLD)))
        (form.radios("supportBody", lang.say("آیا زیر پوشش یک نهاد حمایتی هستید؟", "Does a body support you?"), "", &choices::shown(lang, &choices::BODIES)))
        (form.radios("employment", lang.say("وضعیت اشتغال و بیمه", "Employment and insurance"), "", &choices::shown(lang, &choices::EMPLOYMENT)))
    } }
}
