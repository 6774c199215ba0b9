//! Pages for what did not work: what happened, and what to do.

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{Method, StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use tower::ServiceExt as _;

use super::lang::Lang;
use super::layout::{Page, framed};
use crate::acts::ActError;
use crate::error::StoreError;
use crate::intake::ApplyError;

/// What did not work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// There is no such page.
    NotFound,
    /// The page is there, and takes nothing of that kind.
    WrongMethod,
    /// The form came from somewhere else.
    ForeignForm,
    /// The form cannot be read.
    BadForm,
    /// What was sent is compressed, which nothing here opens.
    Pressed,
    /// A file is larger than is taken.
    TooLarge,
    /// A text is longer than a form takes.
    TextTooLong,
    /// Too many questions from there.
    TooMany,
    /// So many documents of the application, or of the network, are on their way already.
    TooManyUploads,
    /// So many documents are on their way in all.
    UploadsFull,
    /// What was sent came too slowly.
    TooSlow,
    /// Nobody is signed in with a tracking code, or it was too long ago.
    SessionOver,
    /// The form was opened for another application than the one that is open in the browser now.
    OtherCase,
    /// The application does not name whoever answers for it as their supporter, or is not there.
    NotNamed,
    /// What was asked for cannot be done as the case now stands.
    NotNow,
    /// Whoever administers is not signed in, or was away for too long.
    SignInNeeded,
    /// It is not among the duties of whoever is signed in.
    NotYourDuty,
    /// The server cannot answer; nothing was lost.
    Unavailable,
}

/// A problem in the language of the page.
#[derive(Debug, Clone, Copy)]
pub struct Shown {
    problem: Problem,
    lang: Lang,
}

impl Problem {
    /// Says it in a language.
    pub const fn shown(self, lang: Lang) -> Shown {
        Shown { problem: self, lang }
    }

    /// Says it at an address that no handler answers for: to programs as they read it, to people as a page.
    pub fn at(self, path: &str) -> Response {
        if path.starts_with("/v1/") {
            let said = super::v1::Said { code: self.code(), message: self.title(Lang::En) };
            return (self.status(), axum::Json(said)).into_response();
        }
        self.shown(Lang::of_path(path)).into_response()
    }

    /// Its code, for whoever asks for help by telephone.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::WrongMethod => "wrong-method",
            Self::ForeignForm => "foreign-form",
            Self::BadForm => "bad-form",
            Self::Pressed => "pressed",
            Self::TooLarge => "too-large",
            Self::TextTooLong => "text-too-long",
            Self::TooMany => "too-many",
            Self::TooManyUploads => "too-many-uploads",
            Self::UploadsFull => "uploads-full",
            Self::TooSlow => "too-slow",
            Self::SessionOver => "session-over",
            Self::OtherCase => "other-case",
            Self::NotNamed => "not-named",
            Self::NotNow => "not-now",
            Self::SignInNeeded => "sign-in-needed",
            Self::NotYourDuty => "not-your-duty",
            Self::Unavailable => "unavailable",
        }
    }

    const fn status(self) -> StatusCode {
        match self {
            Self::NotFound | Self::NotNamed => StatusCode::NOT_FOUND,
            Self::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
            Self::ForeignForm | Self::NotYourDuty => StatusCode::FORBIDDEN,
            Self::BadForm => StatusCode::BAD_REQUEST,
            Self::Pressed => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooLarge | Self::TextTooLong => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooMany | Self::TooManyUploads => StatusCode::TOO_MANY_REQUESTS,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::SessionOver | Self::SignInNeeded => StatusCode::UNAUTHORIZED,
            Self::OtherCase | Self::NotNow => StatusCode::CONFLICT,
            Self::UploadsFull | Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// Whether it passes by itself, so that the same is worth sending again.
    const fn passes(self) -> bool {
        matches!(self, Self::TooMany | Self::TooManyUploads | Self::UploadsFull | Self::Unavailable)
    }

    /// What happened, in a few words.
    pub const fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::NotFound => lang.say("این صفحه پیدا نشد", "There is no such page"),
            Self::WrongMethod => {
                lang.say("این نشانی چنین درخواستی نمی‌پذیرد", "This address takes no such request")
            }
            Self::ForeignForm => lang
                .say("این فرم از سامانه فرستاده نشده است", "This form was not sent from this site"),
            Self::BadForm => lang.say("فرم خوانده نشد", "The form could not be read"),
            Self::Pressed => {
                lang.say("این فرم فشرده فرستاده شده است", "This form was sent compressed")
            }
            Self::TooLarge => {
                lang.say("آنچه فرستادید بزرگ‌تر از اندازه است", "What you sent is too large")
            }
            Self::TextTooLong => lang.say("یک متن بلندتر از اندازه است", "A text is too long"),
            Self::TooMany => {
                lang.say("درخواست‌ها بیش از اندازه بود", "There were too many requests")
            }
            Self::TooManyUploads => {
                lang.say("چند مدرک هم‌زمان در راه است", "Several documents are on their way")
            }
            Self::UploadsFull => lang
                .say("سامانه اکنون مدرک تازه نمی‌گیرد", "The site takes no more documents just now"),
            Self::TooSlow => {
                lang.say("اینترنت شما قطع یا بسیار کند شد", "The line was cut or very slow")
            }
            Self::SessionOver => {
                lang.say("برای ادامه، کد رهگیری را بنویسید", "Enter your tracking code to go on")
            }
            Self::OtherCase => lang.say(
                "این صفحه از آنِ درخواست دیگری است",
                "This page belongs to another application",
            ),
            Self::NotNamed => lang.say(
                "این درخواست شما را پشتیبان خود نام نبرده است",
                "This application does not name you as its supporter",
            ),
            Self::NotNow => lang.say("این کار اکنون شدنی نیست", "This cannot be done now"),
            Self::SignInNeeded => lang.say("دوباره وارد شوید", "Sign in again"),
            Self::NotYourDuty => {
                lang.say("این کار از وظیفه‌های شما نیست", "This is not among your duties")
            }
            Self::Unavailable => lang.say("سامانه اکنون پاسخ نمی‌دهد", "The site cannot answer now"),
        }
    }

    /// What to do.
    pub const fn advice(self, lang: Lang) -> &'static str {
        match self {
            Self::NotFound => lang.say(
                "شاید نشانی کامل نوشته نشده باشد. از صفحهٔ نخست آغاز کنید.",
                "The address may be incomplete. Start from the first page.",
            ),
            Self::WrongMethod => lang.say(
                "صفحه را از خود سامانه باز کنید و دوباره بفرستید.",
                "Open the page from the site itself and send it again.",
            ),
            Self::ForeignForm => lang.say(
                "صفحه را دوباره از همین سامانه باز کنید و فرم را بفرستید. آنچه پیش‌تر ذخیره شده بود، سر جای خود است.",
                "Open the page again from this site and send the form. What was saved before is still there.",
            ),
            Self::BadForm => lang.say(
                "به صفحهٔ پیش برگردید و دوباره بفرستید. اگر باز همین پیام آمد، با کارشناس تماس بگیرید.",
                "Go back and send it again. If you see this again, call the office.",
            ),
            Self::Pressed => lang.say(
                "سامانه فرم و فایل فشرده نمی‌پذیرد و چیزی از آن خوانده نشد. با مرورگری دیگر یا بدون برنامهٔ میانی دوباره بفرستید.",
                "Compressed forms and files are not taken, and nothing of it was read. Send it again with another browser, or without the program in between.",
            ),
            Self::TooLarge => lang.say(
                "به صفحهٔ پیش برگردید و فایل کوچک‌تری بفرستید. پاسخ‌های دیگر شما سر جای خود است.",
                "Go back and send a smaller file. Your other answers are still there.",
            ),
            Self::TextTooLong => lang.say(
                "به صفحهٔ پیش برگردید، آن متن را کوتاه کنید و دوباره بفرستید. این فرم ذخیره نشد؛ آنچه پیش‌تر ذخیره شده بود، سر جای خود است.",
                "Go back, shorten that text and send the form again. This form was not saved; what was saved before is still there.",
            ),
            Self::TooMany => lang.say(
                "چند دقیقه صبر کنید و دوباره بیازمایید. چیزی از دست نرفته است.",
                "Wait a few minutes and try again. Nothing was lost.",
            ),
            Self::TooManyUploads => lang.say(
                "صبر کنید تا فرستادن آن‌ها تمام شود، سپس این مدرک را دوباره بفرستید. مدرک‌هایی که رسیده‌اند سر جای خود هستند.",
                "Wait until they are sent, then send this document again. Documents that have come are still there.",
            ),
            Self::UploadsFull => lang.say(
                "مدرک‌های بسیاری هم‌زمان در راه است. چند دقیقه صبر کنید و این مدرک را دوباره بفرستید. مدرک‌هایی که رسیده‌اند سر جای خود هستند.",
                "Many documents are on their way at once. Wait a few minutes and send this document again. Documents that have come are still there.",
            ),
            Self::TooSlow => lang.say(
                "این فرم یا مدرک کامل نرسید و ذخیره نشد. وقتی اینترنت بهتر شد، به صفحهٔ پیش برگردید و دوباره بفرستید. آنچه پیش‌تر ذخیره شده بود، سر جای خود است.",
                "This form or document did not come whole and was not kept. When the line is better, go back and send it again. What was saved before is still there.",
            ),
            Self::SessionOver => lang.say(
                "برای نگهداری از اطلاعات شما، پس از مدتی باید کد رهگیری و شمارهٔ ملی را دوباره بنویسید. آنچه ذخیره شده، سر جای خود است.",
                "To protect your data you are asked again after some time. What was saved is still there.",
            ),
            Self::OtherCase => lang.say(
                "پس از باز شدن این صفحه، درخواست دیگری در همین مرورگر باز شده است. آنچه فرستادید در هیچ درخواستی نوشته نشد. برای ادامه، با کد رهگیری همان درخواست وارد شوید.",
                "After this page was opened another application was opened in this browser. What you sent was written into neither. To go on, sign in with the tracking code of the right one.",
            ),
            Self::NotNamed => lang.say(
                "شاید متقاضی پشتیبان دیگری نام برده باشد. فهرست کنونی کسانی که شما را نام برده‌اند در صفحهٔ وضعیت شماست. اگر با متقاضی قرارداد دارید، از او بخواهید در صفحهٔ پیگیری خود شمارهٔ ملی یا شناسهٔ ملی شما را بنویسد.",
                "The applicant may have named another supporter. Your status page lists those who name you now. If you have a contract with the applicant, ask them to write your ID on their own status page.",
            ),
            Self::NotNow => lang.say(
                "وضعیت درخواست در این میان تغییر کرده است. صفحهٔ وضعیت را ببینید.",
                "The application has changed meanwhile. See its status.",
            ),
            Self::SignInNeeded => lang.say(
                "مدتی کاری انجام نشد و نشست پایان یافت. این فرم ذخیره نشد؛ پس از ورود، به همین صفحه برگردید و دوباره بفرستید.",
                "You were away for a while and the session ended. This form was not saved; sign in and send it again.",
            ),
            Self::NotYourDuty => lang.say(
                "اگر باید این کار را انجام دهید، از مسئول فنی بخواهید وظیفه‌های حساب شما را تغییر دهد.",
                "If it should be, ask the technical administrator to change the duties of your account.",
            ),
            Self::Unavailable => lang.say(
                "چیزی از آنچه پیش‌تر داده‌اید از دست نرفته است. چند دقیقهٔ دیگر دوباره بیازمایید.",
                "Nothing that you gave before was lost. Try again in a few minutes.",
            ),
        }
    }
}

impl IntoResponse for Shown {
    fn into_response(self) -> Response {
        self.with(&html! {})
    }
}

/// Says that a text is too long, and which one, by how it begins.
pub fn text_too_long(lang: Lang, beginning: Option<&str>) -> Response {
    let which = html! {
        @if let Some(beginning) = beginning {
            p { (lang.say("متنی که چنین آغاز می‌شود: ", "The text that begins with: ")) "«" bdi { (beginning) } "…»" }
        }
    };
    Problem::TextTooLong.shown(lang).with(&which)
}

impl Shown {
    /// The page, with what is said between what happened and what to do.
    fn with(self, more: &Markup) -> Response {
        let Self { problem, lang } = self;
        let title = problem.title(lang);
        let (path, label) = match problem {
            Problem::SessionOver | Problem::NotNow => {
                ("/status", lang.say("پیگیری با کد رهگیری", "Follow up by tracking code"))
            }
            Problem::NotNamed => {
                ("/status#covered", lang.say("کسانی که شما را نام برده‌اند", "Those who named you"))
            }
            Problem::OtherCase => (
                super::status::OTHER,
                lang.say("ورود با کد رهگیری", "Sign in with a tracking code"),
            ),
            Problem::SignInNeeded => (
                "/administration/sign-in",
                lang.say("ورود به مدیریت", "Sign in to the administration"),
            ),
            Problem::NotYourDuty => {
                ("/administration", lang.say("صفحهٔ نخست مدیریت", "Administration"))
            }
            _ => ("/", lang.say("صفحهٔ نخست", "First page")),
        };
        let body = html! {
            div.narrow {
                h1 { (title) }
                (more)
                p.lead { (problem.advice(lang)) }
                a.button href=(lang.path(path)) { (label) }
                p.hint { (lang.say("کد این پیام: ", "Code of this message: ")) bdi { (problem.code()) } }
            }
        };
        let page = framed(&Page { lang, title, path: "", wrong: true, body });
        let mut response = (problem.status(), page).into_response();
        if problem.passes() {
            let minute = axum::http::HeaderValue::from_static("60");
            response.headers_mut().insert(RETRY_AFTER, minute);
        }
        response
    }
}

/// So that a handler which answers with a page can give up with `?`.
impl From<Shown> for Response {
    fn from(shown: Shown) -> Self {
        shown.into_response()
    }
}

/// Notes a failure of the store once, and says what the applicant should know of it.
pub fn unavailable(error: &StoreError) -> Problem {
    tracing::error!(error = %error, "the store failed");
    Problem::Unavailable
}

/// The same for an act that was not taken in.
pub fn not_taken(error: &ApplyError) -> Problem {
    match error {
        ApplyError::Refused(refusal) => {
            tracing::info!(refusal = %refusal, "an act was refused");
            Problem::NotNow
        }
        other => {
            tracing::error!(error = %other, "an act could not be taken in");
            Problem::Unavailable
        }
    }
}

/// What an applicant should know of an act that was not done.
pub fn not_done(error: &ActError, lang: Lang) -> Response {
    let problem = match error {
        ActError::NotTheirs | ActError::OtherPerson => Problem::SessionOver,
        ActError::NotNamed => Problem::NotNamed,
        ActError::Apply(error) => not_taken(error),
        ActError::File(error) => {
            tracing::error!(error = %error, "a document could not be kept or read");
            Problem::Unavailable
        }
        ActError::NotNow
        | ActError::DocumentsMissing(_)
        | ActError::CertificateExpired
        | ActError::OtherOffset(_) => Problem::NotNow,
        ActError::FileRefused(_) | ActError::ChangedOnItsWay => Problem::BadForm,
    };
    problem.shown(lang).into_response()
}

/// Answers to an address that is none. One that ends with a slash leads to the page without it, if that is one: people type
/// it so.
pub async fn not_found(known: Router, request: Request) -> Response {
    let (mut parts, _) = request.into_parts();
    let not_found = Problem::NotFound.at(parts.uri.path());
    let Some(shorter) = without_slash(&parts.method, &parts.uri) else { return not_found };
    let Ok(uri) = shorter.parse() else { return not_found };
    parts.uri = uri;
    let Ok(page) = known.oneshot(Request::from_parts(parts, Body::empty())).await;
    match page.status() {
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => not_found,
        _ => Redirect::permanent(&shorter).into_response(),
    }
}

/// The address that somebody asks for without slashes at its end, with its question. Nothing where browsers could take it for
/// another site: they read `//` and a backslash as the beginning of a host.
fn without_slash(method: &Method, uri: &Uri) -> Option<String> {
    if !matches!(*method, Method::GET | Method::HEAD) {
        return None;
    }
    let path = uri.path();
    let trimmed = path.trim_end_matches('/');
    let is_plain = trimmed.starts_with('/') && !trimmed.contains("//") && !trimmed.contains('\\');
    // What programs ask has no page of its own.
    if trimmed == path || trimmed == "/v1" || !is_plain {
        return None;
    }
    Some(uri.query().map_or_else(|| trimmed.to_owned(), |query| format!("{trimmed}?{query}")))
}

/// An answer as we say it: what took too long, or failed by a fault of ours, comes without a word.
pub fn in_our_words(response: Response, path: &str) -> Response {
    let status = response.status();
    if !status.is_server_error() || response.headers().contains_key(CONTENT_TYPE) {
        return response;
    }
    let mut said = Problem::Unavailable.at(path);
    *said.status_mut() = status;
    said
}

/// Answers to a request that an address does not take.
pub async fn wrong_method(uri: Uri) -> Response {
    Problem::WrongMethod.at(uri.path())
}
