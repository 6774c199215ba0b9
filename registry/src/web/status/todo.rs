//! What the applicant must do now.

use domain::case::{Case, Licensed, ReferralState, Request, RequestState, Stage, SupporterState};
use domain::deadlines;
use domain::event::{Asked, BankOutcome};
use maud::{Markup, html};

use super::page::View;
use super::request::file_form;
use super::{other_supporter, words};
use crate::web::lang::Lang;

/// Whether something is the applicant's to do in their own case.
pub fn waits_for_applicant(case: &Case) -> bool {
    match &case.stage {
        Stage::Registered => true,
        Stage::AgencyReview(_) | Stage::LabourReview(_) => case.open_requests() > 0,
        Stage::Licensed(licensed) => referral_to_follow(licensed).is_some(),
        Stage::Empowerment(_)
        | Stage::Refused(_)
        | Stage::Withdrawn { .. }
        | Stage::Disputed { .. } => false,
    }
}

/// The referral with which its holder still has something to do: the last one, while the licence is in force and the bank has
/// neither paid nor turned it down.
fn referral_to_follow(licensed: &Licensed) -> Option<&ReferralState> {
    let last = licensed.referrals.last().filter(|_| licensed.licence.is_in_force())?;
    (last.is_open() || last.outcome == Some(BankOutcome::Lapsed)).then_some(last)
}

/// What to do with a referral.
fn bank(view: View<'_>, state: &ReferralState) -> Markup {
    let lang = view.lang;
    let until = html! { bdi.figure { (lang.day(state.referral.valid_until)) } };
    html! {
        section.card.todo {
            @if state.has_lapsed(view.now.tehran_date()) {
                h2 { (lang.say("مهلت معرفی‌نامهٔ بانک گذشته است", "The referral letter to the bank has run out")) }
                p {
                    (lang.say("معرفی‌نامهٔ شما تا ", "Your letter held until ")) (until)
                    (lang.say(
                        " اعتبار داشت و بانک دیگر آن را نمی‌پذیرد؛ با آن به بانک نروید.",
                        ", and the bank does not take it any more; do not go there with it.",
                    ))
                }
                p { (lang.say(
                    "برای گرفتن معرفی‌نامهٔ تازه، با ادارهٔ تعاون، کار و رفاه اجتماعی که مجوز شما را صادر کرده است تماس بگیرید و کد رهگیری را بگویید. تلفن آن در همین صفحه است.",
                    "To get another one, call the labour office that issued your licence and say your tracking code. Its telephone number is on this page.",
                )) }
            } @else if state.outcome == Some(BankOutcome::Received) {
                h2 { (lang.say("معرفی‌نامهٔ شما نزد بانک است", "The bank has your referral letter")) }
                p { (lang.say(
                    "نتیجه را از همان شعبه بپرسید؛ پاسخ بانک همین‌جا هم می‌آید.",
                    "Ask at that branch how far it is; the bank's answer will stand here too.",
                )) }
            } @else {
                h2 { (lang.say("به بانک مراجعه کنید", "Go to the bank")) }
                p {
                    (lang.say("معرفی‌نامهٔ شما تا ", "Your referral letter holds until ")) (until)
                    (lang.say(
                        " اعتبار دارد. مجوز و کارت ملی را همراه ببرید؛ مدارک دیگر را بانک می‌گوید.",
                        ". Take your licence and national card along; the bank says what else it needs.",
                    ))
                }
            }
        }
    }
}

/// The first card of the page.
pub fn card(view: View<'_>) -> Markup {
    let (lang, case) = (view.lang, view.case());
    let open = case.open_requests();
    match &case.stage {
        Stage::Registered => registered(view),
        Stage::AgencyReview(_) | Stage::LabourReview(_) if open > 0 => html! {
            section.card.todo {
                h2 { (count(lang, open)) }
                p { (lang.say(
                    "تا پاسخ ندهید، بررسی ادامه پیدا نمی‌کند.",
                    "The review does not go on until you answer.",
                )) }
                (requests(view))
            }
        },
        Stage::AgencyReview(_) | Stage::LabourReview(_) | Stage::Empowerment(_) => html! {
            section.card {
                h2 { (nothing(lang)) }
                (look_up_after(view))
                (requests(view))
            }
        },
        Stage::Licensed(licensed) => html! {
            @if let Some(referral) = referral_to_follow(licensed) { (bank(view, referral)) }
            @else { section.card { h2 { (nothing(lang)) } } }
        },
        Stage::Refused(_) => html! {},
        Stage::Withdrawn { at, .. } => html! {
            section.card {
                h2 { (lang.say("از این درخواست انصراف داده‌اید", "You have withdrawn this application")) }
                p {
                    (lang.say("انصراف در ", "Withdrawn on ")) bdi.figure { (lang.day(at.tehran_date())) }
                    (lang.say(" ثبت شده و بررسی پایان یافته است. هر زمان می‌توانید دوباره ثبت‌نام کنید.",
                        "; the review is over. You may register again at any time.")) }
                a.button.second href=(lang.path("/register")) { (lang.say("ثبت‌نام تازه", "Register")) }
            }
        },
        Stage::Disputed { .. } => html! {
            section.card {
                h2 { (nothing(lang)) }
                p { (lang.say(
                    "دو تصمیم با هم نمی‌خواند و سرپرست دارد آن را بررسی می‌کند. نتیجه همین‌جا می‌آید.",
                    "Two decisions do not agree, and a supervisor is looking into it. The result will stand here.",
                )) }
            }
        },
    }
}

const fn nothing(lang: Lang) -> &'static str {
    lang.say("اکنون کاری با شما نیست", "There is nothing for you to do now")
}

fn count(lang: Lang, open: usize) -> String {
    match (lang, open) {
        (Lang::Fa, 1) => "اکنون یک کار با شماست".to_owned(),
        (Lang::Fa, _) => format!("اکنون {} کار با شماست", lang.digits(&open.to_string())),
        (Lang::En, 1) => "One thing is yours to do now".to_owned(),
        (Lang::En, _) => format!("{open} things are yours to do now"),
    }
}

fn registered(view: View<'_>) -> Markup {
    let (lang, case) = (view.lang, view.case());
    if case.submission.is_some() {
        return html! {
            section.card.todo {
                h2 { (waiting_title(view)) }
                (other_supporter::waiting(view))
            }
        };
    }
    html! {
        section.card.todo {
            h2 { (lang.say("ثبت‌نام هنوز کامل نیست", "Registration is not complete yet")) }
            p { (lang.say(
                "مشخصات طرح، گواهی مهارت و مدارک مانده است. آنچه پیش‌تر نوشته‌اید سر جای خود است.",
                "The plan, the skill certificate and documents are missing. What you wrote before is still there.",
            )) }
            a.button href=(lang.path("/register/plan")) { (lang.say("ادامهٔ ثبت‌نام", "Go on with registration")) }
        }
        @if case.waits_for_supporter() {
            section.card.todo {
                h2 { (waiting_title(view)) }
                (other_supporter::waiting(view))
            }
        }
    }
}

fn waiting_title(view: View<'_>) -> &'static str {
    match view.case().supporter {
        SupporterState::Declined { .. } => {
            view.lang.say("پشتیبان شما را نپذیرفت", "Your supporter has declined")
        }
        SupporterState::Awaited | SupporterState::Confirmed { .. } => {
            view.lang.say("در انتظار تأیید پشتیبان", "Waiting for your supporter")
        }
    }
}

/// When there should be news. It informs, and nobody is kept from looking earlier.
fn look_up_after(view: View<'_>) -> Markup {
    let (lang, case) = (view.lang, view.case());
    let days = i32::from(view.catalogue.look_up_after_days);
    let day = case.registered_at.tehran_date().add_days(days);
    html! {
        @if view.now.tehran_date() < day {
            p { (lang.say("از ", "Come again from ")) bdi.figure { (lang.day(day)) }
                (lang.say(" دوباره سر بزنید؛ زودتر هم می‌توانید.", "; you may do so earlier too.")) }
        } @else {
            p { (lang.say(
                "هر خبر تازه همین‌جا می‌آید.",
                "Whatever is new will stand here.",
            )) }
        }
    }
}

/// What was asked: open items first, then those that were answered.
fn requests(view: View<'_>) -> Markup {
    let requests = &view.case().requests;
    let rank = |request: &&Request| match request.state {
        RequestState::Open => 0,
        RequestState::Answered(..) => 1,
        RequestState::Accepted(..) | RequestState::Cancelled => 2,
    };
    let mut shown: Vec<&Request> = requests.iter().rev().collect();
    shown.sort_by_key(rank);
    html! {
        @for request in shown.iter().filter(|request| request.is_pending()) { (item(view, request)) }
    }
}

fn item(view: View<'_>, request: &Request) -> Markup {
    let lang = view.lang;
    let until = deadlines::answer_by(request.at, view.catalogue);
    html! {
        div.request {
            (tag(lang, &request.state))
            h3 { (heading(view, &request.asked)) }
            p { bdi lang="fa" { (request.text.as_str()) } }
            @if request.is_open() {
                p { (lang.say("مهلت پاسخ: ", "Answer by: ")) bdi.figure { (lang.day(until)) } }
                @if matches!(request.asked, Asked::Document(_)) {
                    (file_form(view.whose, request, None))
                } @else {
                    a.button href=(lang.path(&format!("/status/requests/{}", request.id))) {
                        (lang.say("پاسخ دادن", "Answer"))
                        span.away { " " (heading(view, &request.asked)) }
                    }
                }
            }
            @if let RequestState::Answered(answer, _) = &request.state {
                p { (lang.say("پاسخ شما در ", "Your answer of ")) bdi.figure { (lang.day(answer.on)) }
                    (lang.say(" رسیده است و بررسی می‌شود.", " has arrived and is being looked at.")) }
            }
        }
    }
}

/// The state of an item, in a word.
pub fn tag(lang: Lang, state: &RequestState) -> Markup {
    match state {
        RequestState::Open => {
            html! { span.tag.open { (lang.say("در انتظار شما", "Waiting for you")) } }
        }
        RequestState::Answered(..) => {
            html! { span.tag.wait { (lang.say("پاسخ شما رسید", "Your answer arrived")) } }
        }
        RequestState::Accepted(..) => {
            html! { span.tag.good { (lang.say("پذیرفته شد", "Accepted")) } }
        }
        RequestState::Cancelled => {
            html! { span.tag { (lang.say("دیگر لازم نیست", "No longer needed")) } }
        }
    }
}

/// What an item asks for, in a few words.
pub fn heading(view: View<'_>, asked: &Asked) -> Markup {
    let (lang, catalogue) = (view.lang, view.catalogue);
    html! {
        @match asked {
            Asked::Correct(fact) => { (lang.say("اصلاح ", "Correct: ")) (words::fact(lang, *fact)) }
            Asked::Document(code) => {
                (lang.say("فرستادن ", "Send: "))
                bdi lang="fa" { (catalogue.document(*code).map_or("", |document| document.title.as_str())) }
            }
            Asked::Visit => (lang.say("مراجعه به اداره", "Come to the office")),
        }
    }
}
