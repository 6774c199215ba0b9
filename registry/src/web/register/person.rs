//! Page one: who applies. What is sent is kept under the name of the case to be, which only this browser holds.

use std::time::Duration;

use axum::Router;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use axum::routing::get;
use domain::ids::CaseId;
use domain::people::Activity;
use maud::{Markup, html};
use serde::{Deserialize, Serialize};

use super::{
    Notice, Step, Then, buttons, choices, kept, not_done, open_here, page, person_form, see, steps,
};
use crate::acts::{self, ActError, Applicant};
use crate::drafts::{self, Page};
use crate::error::StoreError;
use crate::registry::Registry;
use crate::scope::{self, Scope};
use crate::web::address::Client;
use crate::web::form::{Errors, Form, Text, TextKind, Typed};
use crate::web::lang::Lang;
use crate::web::{App, problem, session};

const PATH: &str = "/register/person";
const DRAFT: &str = "__Host-draft";
/// A month, in which a form that was begun can be gone on with in the same browser.
const HOURS: i64 = 30 * 24;
/// How long a page waits for the database before it shows what was typed again.
const PATIENCE: Duration = Duration::from_secs(12);

pub(super) fn routes() -> Router<App> {
    Router::new().route(PATH, get(show).post(take))
}

/// The name of the case to be.
#[derive(Clone, Copy, Serialize, Deserialize)]
struct Name([u8; 16]);

impl Name {
    fn new(registry: &Registry) -> Self {
        Self(registry.randomness.identifier(registry.now()))
    }

    const fn case(self) -> CaseId {
        CaseId::from_bytes(self.0)
    }
}

#[derive(Deserialize)]
struct Asked {
    activity: Option<String>,
    /// The page before sent this, with or without a choice.
    from: Option<String>,
}

async fn show(
    State(registry): State<Registry>,
    lang: Lang,
    applicant: Option<Applicant>,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Response {
    let held: Option<Name> = session::held(&registry, DRAFT, &headers);
    let name = held.unwrap_or_else(|| Name::new(&registry));
    let typed = match held {
        Some(name) => read(&registry, name.case()).await,
        None => Ok(Typed::default()),
    };
    let mut typed = match typed {
        Ok(typed) => typed,
        Err(error) => return problem::unavailable(&error).shown(lang).into_response(),
    };
    if let Some(activity) = asked.activity {
        typed.set("activity", activity);
    }
    let Some(activity) = choices::activity_chosen(&typed) else {
        let missing = asked.from.is_some();
        return see(lang, if missing { "/register?missing=activity" } else { "/register" });
    };
    let form = Form { lang, typed: &typed, errors: &Errors::default() };
    let cookie = AppendHeaders([session::given(&registry, DRAFT, &name, HOURS)]);
    (cookie, shown(&form, activity, None, applicant.as_ref())).into_response()
}

async fn take(
    State(app): State<App>,
    lang: Lang,
    client: Client,
    headers: HeaderMap,
    mut typed: Typed,
) -> Response {
    let registry = &app.registry;
    let then = Then::of(&mut typed);
    let Some(activity) = choices::activity_chosen(&typed) else {
        return see(lang, "/register?missing=activity");
    };
    let held: Option<Name> = session::held(registry, DRAFT, &headers);
    let name = held.unwrap_or_else(|| Name::new(registry));
    let cookie = AppendHeaders([session::given(registry, DRAFT, &name, HOURS)]);
    let mut errors = Errors::default();
    let again = |errors: &Errors, notice: Option<Notice>| {
        let form = Form { lang, typed: &typed, errors };
        let status = notice.map_or(StatusCode::UNPROCESSABLE_ENTITY, Notice::status);
        (status, cookie.clone(), shown(&form, activity, notice, None)).into_response()
    };
    if held.is_none() && !app.limits.may_begin_draft(client) {
        return again(&errors, Some(Notice::TooMany));
    }
    let saved = tokio::time::timeout(PATIENCE, save(registry, name.case(), &typed)).await;
    match saved {
        Ok(Ok(())) => {}
        Ok(Err(error)) => {
            problem::unavailable(&error);
            return again(&errors, Some(Notice::NotKept));
        }
        Err(_) => return again(&errors, Some(Notice::NotKept)),
    }
    match then {
        Then::Keep => return (StatusCode::NO_CONTENT, cookie).into_response(),
        Then::Later => {
            let how = lang.say(
                "هنوز کد رهگیری نگرفته‌اید. تا یک ماه، در همین مرورگر و از همین صفحه ادامه دهید.",
                "You have no tracking code yet. For a month, go on in this browser from this page.",
            );
            return (cookie, kept(lang, PATH, how)).into_response();
        }
        Then::GoOn | Then::Search => {}
    }
    let today = registry.now().tehran_date();
    let who = match person_form::read(lang, &typed, activity, today) {
        Ok(who) => who,
        Err(found) => {
            errors = found;
            return again(&errors, None);
        }
    };
    if !app.limits.may_register(client) {
        return again(&errors, Some(Notice::TooMany));
    }
    match tokio::time::timeout(PATIENCE, register(registry, name, &who)).await {
        Ok(Ok(applicant)) => {
            let cookies = AppendHeaders([applicant.cookie(registry), gone()]);
            (cookies, Redirect::to(&lang.path("/register/code"))).into_response()
        }
        Ok(Err(error @ (ActError::Apply(_) | ActError::File(_)))) => {
            let response = not_done(&error, lang);
            if response.status() == StatusCode::SERVICE_UNAVAILABLE {
                again(&errors, Some(Notice::NotKept))
            } else {
                response
            }
        }
        Ok(Err(error)) => not_done(&error, lang),
        Err(_) => again(&errors, Some(Notice::NotKept)),
    }
}

/// Registers; where the browser's name is another person's case already, whose answer was lost, under a new one.
async fn register(
    registry: &Registry,
    name: Name,
    who: &domain::people::Applicant,
) -> Result<Applicant, ActError> {
    match acts::register(registry, name.case(), who).await {
        Err(ActError::OtherPerson) => {
            acts::register(registry, Name::new(registry).case(), who).await
        }
        other => other,
    }
}

/// The header that makes a browser forget the name, once it is a case's.
fn gone() -> (axum::http::HeaderName, axum::http::HeaderValue) {
    let text = "__Host-draft=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0";
    (axum::http::header::SET_COOKIE, axum::http::HeaderValue::from_static(text))
}

async fn read(registry: &Registry, case: CaseId) -> Result<Typed, StoreError> {
    let mut tx = scope::begin(&registry.pool, Scope::Draft(case)).await?;
    let draft = drafts::read(&mut tx, registry, (case, Page::Person)).await?;
    Ok(draft.map(|draft| draft.typed).unwrap_or_default())
}

async fn save(registry: &Registry, case: CaseId, typed: &Typed) -> Result<(), StoreError> {
    let mut tx = scope::begin(&registry.pool, Scope::Draft(case)).await?;
    drafts::save(&mut tx, registry, (case, Page::Person), typed).await?;
    Ok(tx.commit().await?)
}

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

fn shown(
    form: &Form<'_>,
    activity: Activity,
    notice: Option<Notice>,
    open: Option<&Applicant>,
) -> Markup {
    let lang = form.lang;
    let wrong = notice.is_some() || !form.errors.is_empty();
    let (kind, _) = choices::activity(lang, activity);
    let title = lang.say("مشخصات فردی", "Personal particulars");
    let body = html! {
        (steps(lang, Step::Person))
        h1 { (title) }
        p.lead { (lang.say(
            "در پایان این صفحه کد رهگیری می‌گیرید. همهٔ پرسش‌ها را پاسخ دهید، مگر کنار آن «اختیاری» نوشته شده باشد.",
            "At the end of this page you get a tracking code. Answer every question unless it says “optional”.",
        )) }
        p.hint { (lang.say("نوع فعالیت: ", "Kind of activity: ")) b { (kind) } " — "
            a href=(lang.path("/register")) { (lang.say("تغییر", "change")) } }
        (open_here(lang, open))
        @if let Some(notice) = notice { (notice.shown(lang)) }
        (form.summary())
        form method="post" action=(lang.path(PATH)) novalidate data-keep {
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
        (form.text(words("supporterName", lang.say("نام پشتیبان یا شرکت پشتیبان", "Name of the supporter or the supporting company"), "", "")))
        (form.text(digits("supporterId", lang.say("شمارهٔ ملی یا شناسهٔ ملی پشتیبان", "National or legal ID of the supporter"),
            lang.say("شخص: ۱۰ رقم؛ شرکت: ۱۱ رقم. پشتیبان در بخش «پیگیری» شما را تأیید می‌کند.", "A person: 10 digits; a company: 11 digits. The supporter confirms you under “Follow up”."), "")))
        (form.text(digits("supporterLicence", lang.say("شمارهٔ مجوز پشتیبان (اختیاری)", "Number of the supporter's licence (optional)"), "", "")))
    } }
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
