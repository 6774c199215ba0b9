//! What a holder is told of the renewal of an account of theirs, on every page, and their refusal of it.

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use domain::ids::OfficerId;
use maud::{Markup, html};

use super::{Sent, Signed, words};
use crate::Registry;
use crate::administration::renewals::{self, Renewal};
use crate::administration::{AdministrationError, Right};
use crate::web::App;
use crate::web::asking::InPath;
use crate::web::lang::Lang;
use crate::web::problem::{Problem, unavailable};

/// Its route.
pub fn routes() -> Router<App> {
    Router::new().route("/renewals/{account}/refuse", post(refuse))
}

/// What stands above every page of somebody whose account others want to open anew.
pub(super) fn told(signed: &Signed) -> Markup {
    html! { @for renewal in &signed.renewals { (warning(signed, renewal)) } }
}

fn warning(signed: &Signed, renewal: &Renewal) -> Markup {
    let lang = signed.lang;
    let act = lang.path(&format!("/administration/renewals/{}/refuse", renewal.account));
    html! {
        section.summary.renewal role="alert" {
            h2 { (lang.say("برای حساب شما گذرواژه و کدساز تازه خواسته‌اند", "A new password and authenticator were asked for your account")) }
            p { (lang.say("حساب ", "Account ")) bdi { (renewal.account) } (lang.say("؛ درخواست از ", "; asked by ")) bdi lang="fa" { (renewal.proposer.1) }
                (lang.say("، ", ", ")) (words::moment(lang, renewal.proposed_at)) "." }
            @match &renewal.agreed {
                Some((agreer, from)) => {
                    p { (lang.say("پذیرفته شده از سوی ", "Agreed to by ")) bdi lang="fa" { (agreer) } ". "
                        (lang.say("از ", "From ")) strong { (words::moment(lang, *from)) }
                        (lang.say(
                            " هر کس کد آن را داشته باشد می‌تواند گذرواژهٔ تازه بگذارد؛ آنچه شما دارید دیگر کار نمی‌کند.",
                            " on, whoever holds its code can set a new password; what you have stops working then.",
                        )) }
                }
                None => { p { (lang.say("هنوز مسئول فنی دیگری آن را نپذیرفته است.", "No second administrator has agreed to it yet.")) } }
            }
            p { (lang.say(
                "اگر خودتان نخواسته‌اید، همین اکنون رد کنید و به دبیرخانه خبر دهید.",
                "If you did not ask for it, refuse it now and tell the secretariat.",
            )) }
            form method="post" action=(act) {
                (signed.token())
                button.button { (lang.say("رد می‌کنم", "I refuse it")) }
            }
        }
    }
}

async fn refuse(
    State(registry): State<Registry>,
    InPath(account): InPath<String>,
    Sent { signed, .. }: Sent,
) -> Result<Response, Response> {
    let lang = signed.lang;
    let account = OfficerId::parse(&account).ok();
    let own = account.filter(|own| signed.renewals.iter().any(|open| open.account == *own));
    // One that has ended meanwhile is refused as well.
    let home = Redirect::to(&lang.path("/administration")).into_response();
    let Some(account) = own else { return Ok(home) };
    match renewals::end(&registry, &signed.administrator, &account).await {
        Ok(()) | Err(AdministrationError::Over) => Ok(home),
        Err(AdministrationError::Store(error)) => {
            Err(unavailable(&error).shown(lang).into_response())
        }
        Err(_) => Err(Problem::NotFound.shown(lang).into_response()),
    }
}

/// What an officer's page offers to another technical administrator, and says of what is open.
pub(super) fn offered(signed: &Signed, account: &OfficerId, open: Option<&Renewal>) -> Markup {
    let lang = signed.lang;
    let path = |act: &str| lang.path(&format!("/administration/officers/{account}/{act}"));
    let button = |act: &str, class: &str, text: &str| {
        html! { form method="post" action=(path(act)) { (signed.token()) button class=(class) { (text) } } }
    };
    let withdraw =
        button("withdraw", "button second", lang.say("پس گرفتن درخواست", "Take it back"));
    html! { section.card {
        h2 { (lang.say("گذرواژه و کدساز", "Password and authenticator")) }
        @match open {
            None => {
                p { (lang.say(
                    "اگر او گذرواژه یا کدسازش را از دست داده است: شما درخواست می‌کنید، مسئول فنی دیگری می‌پذیرد و کد را می‌گیرد، و کد یک روز پس از آن کار می‌کند. در این یک روز به خود او در همهٔ صفحه‌ها گفته می‌شود و می‌تواند آن را رد کند. در پایانهٔ سرور بی‌درنگ می‌شود.",
                    "For an officer who has lost either: you ask, another technical administrator agrees and is given the code, and it works a day later. Until then the officer is told on every page and can refuse it. At the server’s console it is done at once.",
                )) }
                (button("propose", "button second", lang.say("درخواست گذرواژه و کدساز تازه", "Ask for a new password and authenticator")))
            }
            Some(Renewal { proposer, proposed_at, agreed: None, .. }) => {
                p { bdi lang="fa" { (proposer.1) } (lang.say(" در ", " asked for it at ")) (words::moment(lang, *proposed_at))
                    (lang.say(" درخواست کرده است.", ".")) }
                @if proposer.0 == signed.administrator.person {
                    p { (lang.say("مسئول فنی دیگری باید آن را در همین صفحه بپذیرد.", "Another technical administrator has to agree to it on this page.")) }
                } @else {
                    p { (lang.say(
                        "پیش از پذیرفتن، از خود او بپرسید که آیا واقعاً گذرواژه یا کدسازش را از دست داده است. کد تنها به شما و تنها یک بار نشان داده می‌شود.",
                        "Before you agree, ask the officer whether either was really lost. The code is shown to you alone, once.",
                    )) }
                    (button("agree", "button", lang.say("می‌پذیرم و کد را نشان بده", "Agree and show the code")))
                }
                (withdraw)
            }
            Some(Renewal { proposer, agreed: Some((agreer, from)), .. }) => {
                p { (lang.say("درخواست از ", "Asked by ")) bdi lang="fa" { (proposer.1) } (lang.say("، پذیرفته از سوی ", ", agreed to by ")) bdi lang="fa" { (agreer) } ". "
                    (lang.say("کد از ", "The code works from ")) (words::moment(lang, *from)) (lang.say(" کار می‌کند.", " on.")) }
                (withdraw)
            }
        }
    } }
}

/// Those that somebody may agree to, for the first page.
pub(super) fn waiting(signed: &Signed, open: &[Renewal]) -> Markup {
    let lang: Lang = signed.lang;
    let own = &signed.administrator.person;
    let mine = |renewal: &&Renewal| {
        renewal.agreed.is_none() && renewal.proposer.0 != *own && renewal.holder != *own
    };
    let waiting: Vec<&Renewal> = open.iter().filter(mine).collect();
    html! {
        @if signed.administrator.may(Right::Officers) && !waiting.is_empty() { section.note {
            h2 { (lang.say("در انتظار پذیرفتن شما", "Waiting for a second administrator")) }
            ul.dots { @for renewal in waiting { li {
                a href=(lang.path(&format!("/administration/officers/{}", renewal.account))) {
                    (lang.say("گذرواژه و کدساز تازه برای ", "New password and authenticator for ")) bdi lang="fa" { (renewal.holder_name) } }
                (lang.say("؛ درخواست از ", "; asked by ")) bdi lang="fa" { (renewal.proposer.1) }
            } } }
        } }
    }
}
