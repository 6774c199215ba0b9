//! What each finding is called, how it looks, and what to do about it.

use domain::identifiers::IdentifierError;
use wire::proof::{ProofError, Standing, State as PaperState};

use super::answer::Answer;
use crate::verification::{Doubt, State};
use crate::web::lang::Lang;

/// How a finding looks: border, ground and sign tell it without colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// Solid, with a tick.
    Valid,
    /// Dashed, with a clock.
    Waiting,
    /// Double, with two bars.
    Paused,
    /// Dotted, with an hourglass.
    Ended,
    /// Dotted, with a question mark.
    Open,
    /// Solid, with a cross.
    Void,
}

/// A finding in words.
#[derive(Debug, Clone, Copy)]
pub struct Words {
    /// How it looks.
    pub look: Look,
    /// What it is called.
    pub name: &'static str,
    /// A line below, where the registry's day does not stand there.
    pub below: &'static str,
    /// What to do: a title and a text.
    pub advice: (&'static str, &'static str),
}

/// Says what was found.
pub fn of(lang: Lang, answer: &Answer) -> Words {
    match answer {
        Answer::Known(record) => of_state(lang, record.state),
        Answer::Signed(record, standing) => of_signed(lang, record.state, *standing),
        Answer::Unjudged(record, doubt) => {
            Words { advice: unjudged(lang, *doubt), ..of_state(lang, record.state) }
        }
        Answer::Unknown(_) => unknown(lang),
        Answer::UnjudgedUnknown(_, doubt) => {
            Words { advice: unjudged(lang, *doubt), ..unknown(lang) }
        }
        Answer::NotYetKnown(verdict) if verdict.state == PaperState::Expired => Words {
            below: lang.say("مهلت نسخهٔ موقت گذشته است", "The provisional paper has run out"),
            ..of_state(lang, State::Expired)
        },
        Answer::NotYetKnown(_) => of_state(lang, State::Provisional),
        Answer::Contradicted(_) => contradicted(lang),
        Answer::NotGenuine(error) => not_genuine(lang, *error),
        Answer::Unreadable => unreadable(lang),
    }
}

fn of_signed(lang: Lang, state: State, standing: Standing) -> Words {
    let words = of_state(lang, state);
    match (state, standing) {
        (State::Registered, Standing::Provisional { .. }) => Words {
            advice: (
                lang.say("برگ موقت است و مجوز ثبت شده است", "The paper is provisional, the licence is registered"),
                lang.say(
                    "این برگ پیش از ثبت چاپ شده است. مجوز اکنون در سامانهٔ مرکزی ثبت است و دارنده می‌تواند نسخهٔ قطعی بگیرد.",
                    "This paper was printed before the licence was registered. The holder can get a final one.",
                ),
            ),
            ..words
        },
        _ => words,
    }
}

fn of_state(lang: Lang, state: State) -> Words {
    let (look, name, below) = match state {
        State::Registered => (Look::Valid, lang.say("مجوز معتبر است", "The licence is valid"), ""),
        State::Provisional => (
            Look::Waiting,
            lang.say("مجوز موقت است", "The licence is provisional"),
            lang.say("در انتظار ثبت در سامانهٔ مرکزی", "Waiting to be registered"),
        ),
        State::Suspended => {
            (Look::Paused, lang.say("مجوز تعلیق شده است", "The licence is suspended"), "")
        }
        State::Revoked => (Look::Void, lang.say("مجوز باطل شده است", "The licence is revoked"), ""),
        State::Superseded => (
            Look::Ended,
            lang.say("مجوز جایگزین شده است", "The licence was replaced"),
            lang.say("مجوز تازه‌تری جای آن را گرفته است", "A newer licence took its place"),
        ),
        State::Expired => {
            (Look::Ended, lang.say("اعتبار مجوز به پایان رسیده است", "The licence has expired"), "")
        }
    };
    Words { look, name, below, advice: advice(lang, state) }
}

const fn advice(lang: Lang, state: State) -> (&'static str, &'static str) {
    match state {
        State::Registered => (
            lang.say("با برگ چاپی مقایسه کنید", "Compare with the paper"),
            lang.say(
                "شماره، نام، رشته و تاریخ‌ها در این صفحه باید با برگ چاپی یکی باشد. اگر یکی نیست، برگ را نپذیرید و به ادارهٔ صادرکننده خبر دهید.",
                "Number, name, field and dates must be the same on the paper. If they are not, do not accept it, and tell the issuing office.",
            ),
        ),
        State::Provisional => (
            lang.say("این یعنی چه؟", "What does this mean?"),
            lang.say(
                "اداره این مجوز را صادر کرده، اما ثبت آن در سامانهٔ مرکزی کامل نشده است. شماره تغییر نمی‌کند. چند روز بعد دوباره استعلام کنید یا با ادارهٔ صادرکننده تماس بگیرید.",
                "The office has issued this licence and its registration is not complete. The number does not change. Ask again in a few days, or call the issuing office.",
            ),
        ),
        State::Suspended => (
            lang.say("اکنون آن را نپذیرید", "Do not accept it now"),
            lang.say(
                "این مجوز تا پایان تعلیق اعتبار ندارد. پس از آن می‌تواند دوباره معتبر شود؛ دوباره استعلام کنید.",
                "This licence is out of force until the suspension ends. It may be valid again afterwards; ask again.",
            ),
        ),
        State::Revoked => (
            lang.say("این مجوز را نپذیرید", "Do not accept this licence"),
            lang.say(
                "برگ چاپی این مجوز دیگر اعتبار ندارد، حتی اگر تاریخ پایان آن نرسیده باشد. دارندهٔ مجوز برای آگاهی از علت، با کد رهگیری به بخش «پیگیری» برود یا با ادارهٔ صادرکننده تماس بگیرد.",
                "Its paper is void, even before its last day. The holder learns why under “Follow up”, or from the issuing office.",
            ),
        ),
        State::Superseded => (
            lang.say("مجوز تازه را بخواهید", "Ask for the newer licence"),
            lang.say(
                "مجوز تمدید یا اصلاح شده و شمارهٔ تازه‌ای دارد. از دارنده برگ تازه را بخواهید.",
                "The licence was renewed or amended and has a new number. Ask the holder for the new paper.",
            ),
        ),
        State::Expired => (
            lang.say("مجوز تمدیدشده را بخواهید", "Ask for the renewed licence"),
            lang.say(
                "مدت این مجوز گذشته است. اگر دارنده آن را تمدید کرده، شمارهٔ تازه‌ای دارد.",
                "Its time is over. If the holder has renewed it, there is a new number.",
            ),
        ),
    }
}

fn unknown(lang: Lang) -> Words {
    Words {
        look: Look::Open,
        name: lang.say("چنین مجوزی پیدا نشد", "There is no such licence"),
        below: lang.say("سامانهٔ مرکزی این شماره را نمی‌شناسد", "The registry does not know the number"),
        advice: (
            lang.say("چه کنید؟", "What to do"),
            lang.say(
                "شماره را دوباره با برگ بسنجید. مجوزی که تازه و بی شبکه صادر شده شاید هنوز به سامانه نرسیده باشد؛ متن رمزینهٔ آن را هم بیازمایید یا با ادارهٔ صادرکننده تماس بگیرید.",
                "Compare the number with the paper. A licence that was just issued without a network may not be here yet; try the text of its code too, or call the issuing office.",
            ),
        ),
    }
}

const fn unjudged(lang: Lang, doubt: Doubt) -> (&'static str, &'static str) {
    let text = match doubt {
        Doubt::NoList => lang.say(
            "این سامانه فهرست اعتمادی ندارد که امضای رمزینه را با آن بسنجد؛ پس دربارهٔ امضا چیزی گفته نمی‌شود. آنچه می‌بینید تنها از روی شماره است؛ با برگ مقایسه کنید.",
            "There is no trust list here by which the signature of the code could be judged, so nothing is said of it. What you see is by the number alone; compare it with the paper.",
        ),
        Doubt::NotInList => lang.say(
            "امضاکنندهٔ این رمزینه در فهرست اعتماد نیست و دربارهٔ امضا چیزی گفته نمی‌شود. آنچه می‌بینید تنها از روی شماره است؛ با برگ مقایسه کنید و از ادارهٔ صادرکننده بپرسید.",
            "Whoever signed this code is not in the trust list, so nothing is said of the signature. What you see is by the number alone; compare it with the paper and ask the issuing office.",
        ),
        Doubt::NotYetIssued => {
            return (
                lang.say("تاریخ صدور هنوز نرسیده است", "The day of issue is still to come"),
                lang.say(
                    "تاریخ صدور روی این برگ پس از فرداست و دربارهٔ امضا چیزی گفته نمی‌شود. برگ را نپذیرید و از ادارهٔ صادرکننده بپرسید. آنچه می‌بینید تنها از روی شماره است.",
                    "The paper says that it is issued after tomorrow, so nothing is said of its signature. Do not accept it, and ask the issuing office. What you see is by the number alone.",
                ),
            );
        }
        Doubt::ListTooOld => lang.say(
            "تاریخ فهرست اعتماد این سامانه گذشته است و دربارهٔ امضا چیزی گفته نمی‌شود. آنچه می‌بینید تنها از روی شماره است؛ با برگ مقایسه کنید.",
            "The trust list here is past its day, so nothing is said of the signature. What you see is by the number alone; compare it with the paper.",
        ),
    };
    (lang.say("صادرکنندهٔ رمزینه شناخته نشد", "The issuer of the code is not known here"), text)
}

fn contradicted(lang: Lang) -> Words {
    Words {
        look: Look::Void,
        name: lang.say("برگ با سامانه یکی نیست", "The paper is not what is registered"),
        below: lang.say("سامانهٔ مرکزی دربارهٔ این شماره چیز دیگری می‌گوید", "The registry says something else of this number"),
        advice: (
            lang.say("این برگ را نپذیرید", "Do not accept this paper"),
            lang.say(
                "آنچه در رمزینهٔ این برگ آمده با آنچه در سامانهٔ مرکزی ثبت است نمی‌خواند. به ادارهٔ صادرکننده خبر دهید.",
                "What the code of this paper says is not what the registry has. Tell the issuing office.",
            ),
        ),
    }
}

fn not_genuine(lang: Lang, error: ProofError) -> Words {
    let (name, text) = match error {
        ProofError::Specimen => (
            lang.say("این برگ نمونه است و مجوز نیست", "This is a specimen and no licence"),
            lang.say("اصل مجوز را از دارنده بخواهید.", "Ask the holder for the licence itself."),
        ),
        _ => (
            lang.say("مجوز اصل نیست", "The licence is not genuine"),
            lang.say(
                "امضای رمزینه از کسی نیست که این شماره به او داده شده است، یا متن دست خورده است. برگ را نپذیرید و به ادارهٔ تعاون، کار و رفاه اجتماعی خبر دهید.",
                "The signature is not of the one to whom this number was given, or the text was changed. Do not accept it, and tell the labour office.",
            ),
        ),
    };
    let title = lang.say("این برگ را نپذیرید", "Do not accept this paper");
    Words { look: Look::Void, name, below: "", advice: (title, text) }
}

/// What cannot be read says nothing of the paper.
fn unreadable(lang: Lang) -> Words {
    Words {
        look: Look::Open,
        name: lang.say("رمزینه خوانده نشد", "The code could not be read"),
        below: lang.say("دربارهٔ این برگ چیزی گفته نمی‌شود", "Nothing is said of this paper"),
        advice: (
            lang.say("رمزینه را دوباره بخوانید", "Scan the code again"),
            lang.say(
                "متن کامل نیست یا رمزینهٔ چیز دیگری است. رمزینهٔ روی مجوز را دوباره و کامل با دوربین بخوانید و متن آن را اینجا بگذارید، یا شمارهٔ مجوز را بنویسید.",
                "The text is incomplete, or the code of something else. Scan the whole code on the licence again and put its text here, or enter the licence number.",
            ),
        ),
    }
}

/// Why what was typed is no licence number.
pub const fn not_a_number(lang: Lang, error: IdentifierError) -> &'static str {
    match error {
        IdentifierError::Empty => {
            lang.say("شمارهٔ مجوز را بنویسید", "Enter the licence number")
        }
        IdentifierError::BadLength => lang.say(
            "شمارهٔ مجوز دوازده رقم دارد؛ کد رهگیری چهارده رقم است و جای آن در «پیگیری» است",
            "A licence number has twelve digits; a tracking code has fourteen and belongs to “Follow up”",
        ),
        IdentifierError::BadChecksum | IdentifierError::EmptyMiddle => lang.say(
            "این شماره درست نیست؛ شاید رقمی جابه‌جا یا جا افتاده باشد",
            "This number cannot be right; a digit may be wrong or two swapped",
        ),
        _ => lang.say("شمارهٔ مجوز تنها رقم است", "A licence number is digits alone"),
    }
}
