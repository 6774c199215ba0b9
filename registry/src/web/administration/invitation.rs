//! `/administration/invitation`: an invited administrator chooses a password and sets a code generator up.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as URL;
use domain::ids::OfficerId;
use maud::{Markup, html};
use qrcode::{Color, EcLevel, QrCode};

use super::{Place, Whatever, framed, words};
use crate::Registry;
use crate::administration::AdministrationError;
use crate::administration::invitations;
use crate::administration::passwords::Password;
use crate::administration::secrets::{Generator, OnceCode};
use crate::web::App;
use crate::web::address::Client;
use crate::web::form::{Errors, Form, Text, TextKind, Typed};
use crate::web::lang::Lang;
use crate::web::problem::{Problem, unavailable};

/// Its routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/invitation", get(page).post(begin))
        .route("/invitation/secrets", post(finish))
}

async fn page(lang: Lang) -> Markup {
    first(lang, &Typed::default(), &Errors::default())
}

/// Step one: the invitation itself.
async fn begin(
    State(app): State<App>,
    client: Client,
    lang: Lang,
    Whatever(typed): Whatever,
) -> Response {
    match invited(&app, client, &typed).await {
        Ok((account, code)) => {
            let generator = Generator::new(&*app.registry.randomness);
            let step = Step { lang, account: &account, code: &code, generator: &generator };
            second(&app.registry, &step, &Typed::default(), &Errors::default()).into_response()
        }
        Err(wrong) => wrong.shown(lang, &typed),
    }
}

/// Step two: password and generator, with a first code that shows that it works.
async fn finish(
    State(app): State<App>,
    client: Client,
    lang: Lang,
    Whatever(typed): Whatever,
) -> Response {
    let registry = &app.registry;
    let (account, code) = match invited(&app, client, &typed).await {
        Ok(found) => found,
        Err(wrong) => return wrong.shown(lang, &typed),
    };
    let Some(generator) = carried(registry, &account, typed.get("generator")) else {
        return Problem::BadForm.shown(lang).into_response();
    };
    let mut errors = Errors::default();
    let password = Password::parse(typed.get("password"), &account);
    let password = errors.take("password", password.map_err(|error| words::weak(lang, error)));
    if typed.get("password") != typed.get("again") {
        errors.add("again", lang.say("دو گذرواژه یکی نیستند.", "The two passwords differ."));
    }
    let step = generator.step_of(typed.get("first"), registry.now()).ok_or_else(|| {
        lang.say(
            "این کد درست نیست. ساعت گوشی باید درست باشد؛ کد تازه را بنویسید.",
            "This code is wrong. The clock of the phone must be right; enter the newest code.",
        )
        .to_owned()
    });
    let step = errors.take("first", step);
    let (Some(password), Some(step), true) = (password, step, errors.is_empty()) else {
        let step = Step { lang, account: &account, code: &code, generator: &generator };
        let page = second(registry, &step, &typed, &errors);
        return (StatusCode::UNPROCESSABLE_ENTITY, page).into_response();
    };
    let taken = invitations::take_up(registry, &account, &code, password, (&generator, step)).await;
    match taken {
        Ok(()) => Redirect::to(&lang.path("/administration/sign-in")).into_response(),
        Err(error) => Wrong::Not(error).shown(lang, &typed),
    }
}

/// Why nobody is invited.
enum Wrong {
    TooMany,
    Not(AdministrationError),
}

async fn invited(app: &App, client: Client, typed: &Typed) -> Result<(OfficerId, OnceCode), Wrong> {
    let (heard, _turn) = app.limits.trying.begin(client).await.map_err(|_| Wrong::TooMany)?;
    let account = typed.get("account");
    let found = match OnceCode::parse(typed.get("invitation")) {
        Some(code) => {
            invitations::check(&app.registry, account, &code).await.map(|account| (account, code))
        }
        None => Err(AdministrationError::Unknown),
    };
    if let Err(AdministrationError::Unknown) = &found {
        heard.failed();
        let network = client.to_string();
        let noted = invitations::note_refused(&app.registry, account, &network).await;
        noted.map_err(|error| Wrong::Not(error.into()))?;
    }
    found.map_err(Wrong::Not)
}

/// The generator travels in the form, sealed, until it is known to work.
fn carried(registry: &Registry, account: &OfficerId, text: &str) -> Option<Generator> {
    let opened = registry.keys.open(account.as_str().as_bytes(), &URL.decode(text).ok()?).ok()?;
    Generator::from_bytes(&opened)
}

impl Wrong {
    fn shown(&self, lang: Lang, typed: &Typed) -> Response {
        let mut errors = Errors::default();
        match self {
            Self::TooMany => return Problem::TooMany.shown(lang).into_response(),
            Self::Not(AdministrationError::Store(error)) => {
                return unavailable(error).shown(lang).into_response();
            }
            Self::Not(AdministrationError::TooEarly(from)) => {
                let from = words::moment(lang, *from);
                errors.add("invitation", match lang {
                    Lang::Fa => format!("این کد درست است و از {from} کار می‌کند. تا آن هنگام با گذرواژه و کدساز کنونی وارد شوید."),
                    Lang::En => format!("This code is right and works from {from} on. Until then sign in with the password and authenticator you have."),
                });
            }
            Self::Not(_) => errors.add("account", lang.say(
                "نام حساب یا کد دعوت درست نیست، یا مهلت سه‌روزهٔ کد گذشته است. از مسئول فنی کد تازه بخواهید.",
                "The account or the code is wrong, or its three days are over. Ask the technical administrator for a new one.",
            )),
        }
        (StatusCode::UNAUTHORIZED, first(lang, typed, &errors)).into_response()
    }
}

fn first(lang: Lang, typed: &Typed, errors: &Errors) -> Markup {
    let form = Form { lang, typed, errors };
    let title = lang.say("آغاز کار با حساب مدیریت", "Set your administration account up");
    let text =
        |name, label, hint, kind| form.text(Text { name, label, hint, kind, autocomplete: "off" });
    let body = html! {
        div.narrow {
            (form.summary())
            h1 { (title) }
            p.lead { (lang.say(
                "گام ۱ از ۲: کدی را که مسئول فنی به شما داده است بنویسید.",
                "Step 1 of 2: enter the code that the technical administrator gave you.",
            )) }
            form.card method="post" action=(lang.path("/administration/invitation")) novalidate {
                (text("account", lang.say("نام حساب", "Account"), "", TextKind::Exact))
                (text(
                    "invitation",
                    lang.say("کد دعوت", "Invitation code"),
                    lang.say("شانزده حرف و رقم", "Sixteen letters and digits"),
                    TextKind::Exact,
                ))
                button.button { (lang.say("ادامه", "Continue")) }
            }
        }
    };
    let (path, wrong) = ("/administration/invitation", !errors.is_empty());
    framed(&Place { lang, signed: None, title, path, wrong, body })
}

struct Step<'s> {
    lang: Lang,
    account: &'s OfficerId,
    code: &'s OnceCode,
    generator: &'s Generator,
}

fn second(registry: &Registry, step: &Step<'_>, typed: &Typed, errors: &Errors) -> Markup {
    let Step { lang, account, code, generator } = *step;
    let form = Form { lang, typed, errors };
    let title = lang.say("گذرواژه و کدساز", "Password and authenticator");
    let sealed = registry.keys.seal(
        &*registry.randomness,
        account.as_str().as_bytes(),
        generator.as_bytes(),
    );
    let text = |name, label, hint, kind, autocomplete| {
        form.text(Text { name, label, hint, kind, autocomplete })
    };
    let body = html! {
        div.narrow {
            (form.summary())
            h1 { (title) }
            p.lead { (lang.say("گام ۲ از ۲", "Step 2 of 2")) }
            form.card method="post" action=(lang.path("/administration/invitation/secrets")) novalidate {
                input type="hidden" name="account" value=(account);
                input type="hidden" name="invitation" value=(code.as_str());
                input type="hidden" name="generator" value=(URL.encode(&sealed));
                h2 { (lang.say("کدساز", "Authenticator")) }
                p { (lang.say(
                    "این تصویر را با برنامهٔ کدساز گوشی خود (مانند FreeOTP یا Google Authenticator) بخوانید.",
                    "Read this picture with the authenticator of your phone (such as FreeOTP or Google Authenticator).",
                )) }
                (picture(lang, &generator.address(account)))
                p.hint { (lang.say("اگر خوانده نشد، این را در برنامه بنویسید: ", "If it cannot be read, type this: "))
                    bdi.secret { (spaced(&generator.written())) } }
                (text(
                    "first",
                    lang.say("کدی که اکنون نشان می‌دهد", "The code that it shows now"),
                    "",
                    TextKind::Digits,
                    "one-time-code",
                ))
                (text(
                    "password",
                    lang.say("گذرواژهٔ تازه", "New password"),
                    lang.say("دست‌کم دوازده نویسه؛ به هر زبانی.", "At least twelve characters, in any language."),
                    TextKind::Secret,
                    "new-password",
                ))
                (text("again", lang.say("همان گذرواژه، یک بار دیگر", "The same again"), "", TextKind::Secret, "new-password"))
                button.button { (lang.say("ذخیره", "Save")) }
            }
        }
    };
    let (path, wrong) = ("/administration/invitation", !errors.is_empty());
    framed(&Place { lang, signed: None, title, path, wrong, body })
}

fn spaced(text: &str) -> String {
    let symbols: Vec<char> = text.chars().collect();
    symbols.chunks(4).map(|group| group.iter().collect()).collect::<Vec<String>>().join(" ")
}

/// The picture that generators read: a path of squares, with the quiet zone around.
fn picture(lang: Lang, address: &str) -> Markup {
    use std::fmt::Write as _;
    const QUIET: usize = 4;
    let Ok(code) = QrCode::with_error_correction_level(address, EcLevel::M) else {
        return html! {};
    };
    let width = code.width();
    let mut path = String::new();
    for (place, color) in code.to_colors().into_iter().enumerate() {
        if color == Color::Dark {
            // Writing to a String cannot fail.
            let _written =
                write!(path, "M{} {}h1v1h-1z", place % width + QUIET, place / width + QUIET);
        }
    }
    let size = width + 2 * QUIET;
    html! {
        svg.qr viewBox={ "0 0 " (size) " " (size) } role="img"
            aria-label=(lang.say("تصویر کدساز", "Picture for the authenticator")) {
            rect width=(size) height=(size) fill="#fff" {}
            path d=(path) fill="#000" {}
        }
    }
}
