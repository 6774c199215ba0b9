//! Page two: the plan and the skill certificate.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use domain::case::Case;
use domain::catalogue::Catalogue;
use maud::{Markup, html};

use super::{Notice, Step, Then, buttons, choices, kept, not_done, page, plan_form, see, steps};
use crate::acts::{self, ActError, Applicant};
use crate::drafts::{self, Page};
use crate::registry::Registry;
use crate::web::App;
use crate::web::address::Client;
use crate::web::form::{Errors, Form, Text, TextKind, Typed};
use crate::web::lang::Lang;
use crate::web::limits::Counted;
use crate::web::problem::Problem;
use crate::web::status::of_case::{NotOpen, OfCase};
use crate::web::status::{self, NotSignedIn};
use crate::web::whose::{CASE, Whose};

pub(super) const PATH: &str = "/register/plan";
const AGAIN: &str = "/register/plan/again";
/// How long a page waits for the database before it shows what was typed again.
const PATIENCE: Duration = Duration::from_secs(12);

pub(super) fn routes() -> Router<App> {
    Router::new().route(PATH, get(show).post(take)).route(AGAIN, post(again))
}

async fn show(
    State(registry): State<Registry>,
    lang: Lang,
    applicant: Applicant,
    _counted: Counted,
) -> Response {
    match read(&registry, lang, &applicant).await {
        Ok(Some((typed, held))) => {
            let form = Form { lang, typed: &typed, errors: &Errors::default() };
            ([applicant.cookie(&registry)], shown(&form, &held, None)).into_response()
        }
        Ok(None) => see(lang, "/status"),
        Err(error) => not_done(&error, lang),
    }
}

/// What the page is drawn for.
struct Held {
    whose: Whose,
    catalogue: Arc<Catalogue>,
}

impl Held {
    fn of(
        registry: &Registry,
        lang: Lang,
        applicant: &Applicant,
        case: &Case,
    ) -> Result<Self, ActError> {
        let whose = Whose::of(lang, registry, applicant, Some(&case.applicant));
        Ok(Self { whose, catalogue: acts::rules(registry, case)? })
    }
}

/// What was typed before, and whose it is; nothing once the application is handed in.
async fn read(
    registry: &Registry,
    lang: Lang,
    applicant: &Applicant,
) -> Result<Option<(Typed, Held)>, ActError> {
    let (mut tx, case) = acts::read(registry, applicant).await?;
    if !acts::is_to_be_submitted(&case) {
        return Ok(None);
    }
    let draft = drafts::read(&mut tx, registry, (case.id, Page::Plan)).await?;
    let begin = || plan_form::beginning(lang, &case.applicant);
    let typed = draft.map_or_else(begin, |draft| draft.typed);
    Ok(Some((typed, Held::of(registry, lang, applicant, &case)?)))
}

/// Keeps what was typed, and returns whose it is; nothing where that is of no use any more. The case is held, so that nothing is
/// kept after the tick.
async fn save(
    registry: &Registry,
    lang: Lang,
    applicant: &Applicant,
    typed: &Typed,
) -> Result<Option<Held>, ActError> {
    let (mut tx, case) = acts::hold(registry, applicant).await?;
    if !acts::is_to_be_submitted(&case) {
        return Ok(None);
    }
    drafts::save(&mut tx, registry, (case.id, Page::Plan), typed).await?;
    tx.commit().await?;
    Ok(Some(Held::of(registry, lang, applicant, &case)?))
}

async fn take(
    State(app): State<App>,
    lang: Lang,
    client: Client,
    OfCase { whose, typed }: OfCase,
) -> Response {
    let none = Errors::default();
    match whose {
        Ok(applicant) => taken(&app, lang, client, &applicant, typed).await,
        Err(NotOpen::OtherCase) => asked_again(lang, &typed, &none, Why::OtherCase),
        // Whoever wrote for too long has written it all the same.
        Err(NotOpen::SessionOver) => asked_again(lang, &typed, &none, Why::Over),
    }
}

/// Who was signed out while writing gives the code again, and what was written goes on.
async fn again(State(app): State<App>, lang: Lang, client: Client, mut typed: Typed) -> Response {
    let none = Errors::default();
    match status::find(lang, &app, client, &typed).await {
        Ok(applicant) if applicant.opened(&app.registry, typed.get(CASE)) => {
            typed.take("code");
            typed.take("identity");
            taken(&app, lang, client, &applicant, typed).await
        }
        Ok(_) => {
            let mut errors = Errors::default();
            errors.add("code", lang.say(
                "این کد از آنِ درخواست دیگری است. کد همان درخواستی را بنویسید که این صفحه برای آن باز شده بود.",
                "This code is another application's. Write the code of the one for which this page was opened.",
            ));
            asked_again(lang, &typed, &errors, Why::OtherCase)
        }
        Err(NotSignedIn::Wrong(errors)) => asked_again(lang, &typed, &errors, Why::Over),
        Err(NotSignedIn::Problem(Problem::TooMany)) => {
            asked_again(lang, &typed, &none, Why::Notice(Notice::TooMany))
        }
        Err(NotSignedIn::Problem(_)) => {
            asked_again(lang, &typed, &none, Why::Notice(Notice::NotKept))
        }
    }
}

/// Why the code is asked for again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Why {
    /// The session is over.
    Over,
    /// The page was opened for another application than the one that is open now.
    OtherCase,
    /// It cannot be looked up now.
    Notice(Notice),
}

/// Asks for the code again; what was written waits in the page itself.
fn asked_again(lang: Lang, typed: &Typed, errors: &Errors, why: Why) -> Response {
    let title = lang.say("برای ادامه، کد رهگیری را بنویسید", "Enter your tracking code to go on");
    let form = Form { lang, typed, errors };
    let rest = typed.pairs().filter(|(name, _)| !["code", "identity"].contains(name));
    let body = html! {
        (steps(lang, Step::Plan))
        h1 { (title) }
        @if why == Why::OtherCase { p.lead { (lang.say(
            "این صفحه برای درخواستی باز شده بود، ولی اکنون درخواست دیگری در این مرورگر باز است. آنچه نوشتید در هیچ‌یک نوشته نشد و در همین صفحه هست؛ با کد رهگیری و شمارهٔ ملی همان درخواست نگه داشته می‌شود.",
            "This page was opened for one application, but another one is open in this browser now. What you wrote went into neither and is still on this page; it is kept once you enter tracking code and ID of the right one.",
        )) } } @else { p.lead { (lang.say(
            "از آخرین باری که چیزی فرستادید، زمان زیادی گذشته است. آنچه نوشتید در همین صفحه هست و با نوشتن کد رهگیری و شمارهٔ ملی نگه داشته می‌شود.",
            "Much time has passed since you last sent something. What you wrote is still on this page, and is kept once you enter your tracking code and ID.",
        )) } }
        @if let Why::Notice(notice) = why { (notice.shown(lang)) }
        (form.summary())
        form method="post" action=(lang.path(AGAIN)) novalidate {
            @for (name, text) in rest { input type="hidden" name=(name) value=(text); }
            section.card { (status::questions(&form)) }
            button.button { (lang.say("ادامه", "Go on")) }
        }
    };
    let status = match why {
        Why::Over => StatusCode::UNAUTHORIZED,
        Why::OtherCase => StatusCode::CONFLICT,
        Why::Notice(notice) => notice.status(),
    };
    (status, page(lang, title, PATH, true, &body)).into_response()
}

async fn taken(
    app: &App,
    lang: Lang,
    client: Client,
    applicant: &Applicant,
    mut typed: Typed,
) -> Response {
    let registry = &app.registry;
    let cookie = [applicant.cookie(registry)];
    let then = Then::of(&mut typed);
    typed.take(CASE);
    let show_again = |held: &Held, errors: &Errors, status: StatusCode, notice: Option<Notice>| {
        let form = Form { lang, typed: &typed, errors };
        (status, cookie.clone(), shown(&form, held, notice)).into_response()
    };
    let none = Errors::default();
    let not_kept = || {
        // Without the case the edition in force stands in for its own, and nobody's name is known.
        let whose = Whose::of(lang, registry, applicant, None);
        let held = Held { whose, catalogue: registry.catalogue() };
        let notice = Notice::NotKept;
        show_again(&held, &none, notice.status(), Some(notice))
    };
    let saving = save(registry, lang, applicant, &typed);
    let held = match tokio::time::timeout(PATIENCE, saving).await {
        Ok(Ok(Some(held))) => held,
        Ok(Ok(None)) => return see(lang, "/status"),
        Ok(Err(error)) => {
            let response = not_done(&error, lang);
            let away = response.status() == StatusCode::SERVICE_UNAVAILABLE;
            return if away { not_kept() } else { response };
        }
        Err(_) => return not_kept(),
    };
    // What a script keeps is answered with nothing, and is not counted.
    if !matches!(then, Then::Keep) && !app.limits.may_look_up(client, None) {
        let notice = Notice::TooMany;
        return show_again(&held, &none, notice.status(), Some(notice));
    }
    match then {
        Then::Keep => (StatusCode::NO_CONTENT, cookie).into_response(),
        Then::Later => kept(
            lang,
            PATH,
            lang.say(
                "هر زمان خواستید، از بخش «پیگیری» با کد رهگیری و شمارهٔ ملی ادامه دهید.",
                "Go on whenever you like under “Follow up”, with your tracking code and national ID.",
            ),
            Some(&held.whose),
        ),
        Then::Search => show_again(&held, &none, StatusCode::OK, None),
        Then::GoOn => {
            let today = registry.now().tehran_date();
            match plan_form::read(lang, &typed, &held.catalogue, today) {
                Ok(_) => (cookie, see(lang, "/register/documents")).into_response(),
                Err(errors) => show_again(&held, &errors, StatusCode::UNPROCESSABLE_ENTITY, None),
            }
        }
    }
}

const fn text(name: &'static str, label: &'static str, hint: &'static str, kind: TextKind) -> Text {
    Text { name, label, hint, kind, autocomplete: "" }
}

fn shown(form: &Form<'_>, held: &Held, notice: Option<Notice>) -> Markup {
    let (lang, Held { whose, catalogue }) = (form.lang, held);
    let wrong = notice.is_some() || !form.errors.is_empty();
    let title = lang.say("مشخصات طرح", "The plan");
    let body = html! {
        (whose.bar())
        (steps(lang, Step::Plan))
        h1 { (title) }
        p.lead { (lang.say(
            "آنچه می‌نویسید نگه داشته می‌شود؛ هر زمان می‌توانید با کد رهگیری برگردید و ادامه دهید.",
            "What you write is kept; you can come back with your tracking code and go on at any time.",
        )) }
        @if let Some(notice) = notice { (notice.shown(lang)) }
        (form.summary())
        form method="post" action=(lang.path(PATH)) novalidate data-keep {
            (whose.field())
            p.note role="alert" data-other hidden { (Problem::OtherCase.title(lang)) ". " (Problem::OtherCase.advice(lang)) }
            // Enter in a field presses the first button of a form: it must not be the search.
            button.unseen tabindex="-1" aria-hidden="true" {}
            (fields(form, catalogue))
            section.card {
                h2 { (lang.say("طرح", "The plan")) }
                (form.text(text("title", lang.say("عنوان طرح", "Title"), lang.say("مانند «دوخت لباس کودک»", "such as “sewing clothes for children”"), TextKind::Words)))
                (form.text(text("description", lang.say("شرح طرح", "Description"), lang.say("چه می‌سازید یا چه می‌کنید، از چه و برای که؛ سالانه چه اندازه", "What you make or do, from what and for whom; how much in a year"), TextKind::Lines)))
                (form.text(text("jobs", lang.say("شمار شاغلان، خودتان هم", "People who will work, yourself included"), "", TextKind::Digits)))
            }
            (workplace(form))
            (capital(form))
            (certificate(form))
            (buttons(lang, lang.say("ادامه: مدارک", "Go on: documents")))
        }
    };
    page(lang, title, PATH, wrong, &body)
}

fn fields(form: &Form<'_>, catalogue: &Catalogue) -> Markup {
    let lang = form.lang;
    let wanted = form.typed.get("fieldQuery");
    let found = if wanted.is_empty() {
        catalogue.fields.iter().collect()
    } else {
        catalogue.search_fields(wanted)
    };
    let chosen = form.typed.get("field");
    let mut groups = choices::Groups::new();
    let offered = catalogue.fields.iter().filter(|field| {
        let is_chosen = field.code.as_str() == chosen;
        field.licensable && (is_chosen || found.iter().any(|other| other.code == field.code))
    });
    for field in offered {
        let choice = (field.code.as_str().to_owned(), field.title.clone());
        match groups.iter_mut().find(|(category, _)| *category == field.category) {
            Some((_, choices)) => choices.push(choice),
            None => groups.push((field.category.clone(), vec![choice])),
        }
    }
    let count = found.iter().filter(|field| field.licensable).count();
    let said = match (wanted.is_empty(), count, lang) {
        (true, ..) => String::new(),
        (false, 0, Lang::Fa) => {
            "رشته‌ای با این نام پیدا نشد. واژهٔ کوتاه‌تری بنویسید، یا جست‌وجو را خالی کنید تا همهٔ رشته‌ها بیاید."
                .to_owned()
        }
        (false, 0, Lang::En) => {
            "No field of that name was found. Try a shorter word, or empty the search to see all fields."
                .to_owned()
        }
        (false, count, Lang::Fa) => {
            format!("{} رشته پیدا شد؛ یکی را از فهرست زیر انتخاب کنید.", lang.digits(&count.to_string()))
        }
        (false, count, Lang::En) => format!("{count} fields were found; choose one below."),
    };
    html! { section.card {
        h2 { (lang.say("رشتهٔ مصوب", "Approved field")) }
        (form.text(text("fieldQuery", lang.say("جست‌وجو در رشته‌ها (اختیاری)", "Search the fields (optional)"), lang.say("بخشی از نام رشته", "A part of its name"), TextKind::Words)))
        button.button.second name="then" value="search" { (lang.say("جست‌وجوی رشته", "Search")) }
        p.hint role="status" { (said) }
        (form.select("field", lang.say("رشتهٔ طرح", "Field of the plan"), "", &groups))
    } }
}

fn workplace(form: &Form<'_>) -> Markup {
    let lang = form.lang;
    html! { section.card {
        h2 { (lang.say("محل کار", "The workplace")) }
        p.hint { (lang.say(
            "نشانی محل سکونت شما نوشته شده است؛ اگر جای دیگری کار می‌کنید، آن را عوض کنید.",
            "Your home address stands here; change it if you work elsewhere.",
        )) }
        (form.select("workCounty", lang.say("شهرستان محل کار", "County of the workplace"), "", choices::counties()))
        (form.text(text("workAddress", lang.say("نشانی محل کار", "Address of the workplace"), "", TextKind::Words)))
        (form.text(text("workPostalCode", lang.say("کد پستی محل کار", "Postal code of the workplace"), lang.say("۱۰ رقم", "10 digits"), TextKind::Digits)))
        (form.text(text("areaM2", lang.say("مساحت، به متر مربع", "Floor space in square metres"), "", TextKind::Digits)))
        (form.radios("tenure", lang.say("محل از آنِ کیست؟", "Whose place is it?"), "", &choices::shown(lang, &choices::RIGHT)))
        (form.day("rentedUntil", lang.say("پایان اجاره", "End of the lease"), lang.say("تنها اگر اجاره‌ای است", "Only where it is rented")))
    } }
}

fn capital(form: &Form<'_>) -> Markup {
    let lang = form.lang;
    let money = |name, label, hint| form.text(text(name, label, hint, TextKind::Digits));
    html! { section.card {
        h2 { (lang.say("سرمایه", "Capital")) }
        p.hint { (lang.say(
            "به ریال بنویسید؛ «پنجاه میلیون تومان» هم خوانده می‌شود. اگر هیچ است، صفر بنویسید.",
            "In rials. If it is nothing, write zero.",
        )) }
        (money("fixed", lang.say("سرمایهٔ ثابت (ابزار و تجهیزات)", "Fixed capital (tools, equipment)"), ""))
        (money("working", lang.say("سرمایهٔ در گردش (مواد و هزینه‌ها)", "Working capital (materials, costs)"), ""))
        (money("own", lang.say("آوردهٔ خودتان", "Your own contribution"), ""))
        (money("requested", lang.say("تسهیلات درخواستی (اختیاری)", "Facility that you ask for (optional)"), lang.say("اگر تسهیلات نمی‌خواهید، خالی بگذارید", "Leave it empty if you want none")))
        (form.text(text("iban", lang.say("شمارهٔ شبا (اختیاری)", "IBAN (optional)"), lang.say("برای تسهیلات لازم است؛ IR و ۲۴ رقم", "Needed for a facility; IR and 24 digits"), TextKind::Digits)))
    } }
}

fn certificate(form: &Form<'_>) -> Markup {
    let lang = form.lang;
    html! { section.card {
        h2 { (lang.say("گواهی مهارت", "Skill certificate")) }
        p.hint { (lang.say(
            "بدون گواهی مهارت نمی‌توان ثبت‌نام کرد. تصویر آن را در صفحهٔ بعد می‌فرستید.",
            "Nobody registers without one. You send its scan on the next page.",
        )) }
        (form.text(text("certificateNo", lang.say("شمارهٔ گواهی", "Number"), "", TextKind::Words)))
        (form.text(text("certificateIssuer", lang.say("صادرکننده", "Issuer"), lang.say("مانند سازمان آموزش فنی و حرفه‌ای", "such as the Technical and Vocational Training Organisation"), TextKind::Words)))
        (form.radios("certificateField", lang.say("آیا گواهی برای رشتهٔ همین طرح است؟", "Is it for the field of this plan?"), "", &choices::shown(lang, &choices::SAME_FIELD)))
        (form.day("issuedOn", lang.say("تاریخ صدور", "Day of issue"), ""))
        (form.day("expiresOn", lang.say("پایان اعتبار (اختیاری)", "Last day (optional)"), lang.say("اگر روی گواهی نوشته شده است", "Where the certificate has one")))
    } }
}
