//! What was decided: a refusal with its reasons, a licence, a referral to a bank.

use domain::case::{Confirmation, Force, Licence, Licensed, ReferralState, Refused, Stage};
use domain::catalogue::ConditionNumber;
use domain::event::{BankOutcome, Review};
use domain::money::Rials;
use domain::text::{group_thousands, to_ascii_digits};
use maud::{Markup, html};

use super::page::View;
use super::words;
use crate::web::lang::Lang;

/// The cards of what was decided.
pub fn cards(view: View<'_>) -> Markup {
    of_stage(view, &view.case().stage)
}

fn of_stage(view: View<'_>, stage: &Stage) -> Markup {
    match stage {
        // What was decided before still stands, until a supervisor has decided.
        Stage::Disputed { before, .. } => of_stage(view, before),
        Stage::Refused(refused) => refusal(view, refused),
        Stage::Licensed(licensed) => of_licensed(view, licensed),
        Stage::Registered
        | Stage::AgencyReview(_)
        | Stage::Empowerment(_)
        | Stage::LabourReview(_)
        | Stage::Withdrawn { .. } => html! {},
    }
}

/// Numbered conditions with their texts.
fn conditions(view: View<'_>, numbers: &[ConditionNumber]) -> Markup {
    let lang = view.lang;
    html! {
        dl.pairs.conditions {
            @for number in numbers {
                dt { a href={ (lang.path("/law")) "#c" (number) } { bdi { (lang.digits(&number.to_string())) } } }
                dd { bdi lang="fa" { (view.catalogue.condition(*number).map_or("", |condition| condition.text.as_str())) } }
            }
        }
    }
}

fn refusal(view: View<'_>, refused: &Refused) -> Markup {
    let lang = view.lang;
    let whose = match refused.review {
        Review::Agency => lang.say("دستگاه اجرایی", "The agency"),
        Review::Labour => lang.say("ادارهٔ تعاون، کار و رفاه اجتماعی", "The labour office"),
    };
    let objection = i32::from(view.catalogue.papers.objection_days);
    let until = refused.at.tehran_date().add_days(objection);
    html! {
        section.card.todo {
            h2 { (lang.say("درخواست شما پذیرفته نشد", "Your application was not accepted")) }
            p {
                (whose) (lang.say(" در ", " decided so on ")) bdi.figure { (lang.day(refused.at.tehran_date())) }
                (lang.say(" چنین تصمیم گرفته است، به استناد شرط‌های شماره‌دار زیر:", ", by these numbered conditions:"))
            }
            (conditions(view, &refused.conditions))
            p { (lang.say("توضیح کارشناس: ", "In the officer's words: ")) bdi lang="fa" { (refused.explanation.as_str()) } }
            h3 { (lang.say("آنچه اکنون می‌توانید انجام دهید", "What you can do now")) }
            ul.plain {
                li { (lang.say("تا ", "Until ")) bdi.figure { (lang.day(until)) }
                    (lang.say(
                        " به همان اداره اعتراض کنید؛ راه آن در اعلام کتبی آمده است.",
                        " you may object at that office; the written notice says how.",
                    )) }
                li { (lang.say(
                    "اگر آنچه کم بود فراهم شد، دوباره ثبت‌نام کنید.",
                    "Once what was missing is there, register again.",
                )) " " a href=(lang.path("/register")) { (lang.say("ثبت‌نام تازه", "Register")) } }
            }
        }
    }
}

fn of_licensed(view: View<'_>, licensed: &Licensed) -> Markup {
    html! {
        (licence(view, &licensed.licence))
        @for referral in licensed.referrals.iter().rev() { (bank(view, referral)) }
    }
}

fn licence(view: View<'_>, licence: &Licence) -> Markup {
    let lang = view.lang;
    let today = view.now.tehran_date();
    let number = &licence.number;
    html! {
        section.card {
            h2 { (lang.say("مجوز", "Licence")) }
            (standing(view, licence))
            dl.pairs {
                dt { (lang.say("شمارهٔ مجوز", "Licence number")) } dd { bdi.figure { (lang.digits(&number.printed())) } }
                dt { (lang.say("تاریخ صدور", "Issued")) } dd { bdi.figure { (lang.day(licence.issued_at.tehran_date())) } }
                dt { (lang.say("پایان اعتبار", "Last day")) } dd { bdi.figure { (lang.day(licence.valid_until)) } }
            }
            @if let Force::Suspended(sanction) | Force::Revoked(sanction) = &licence.force {
                p { (lang.say("علت: ", "Why: ")) bdi lang="fa" { (sanction.grounds.reason.as_str()) } }
                (conditions(view, &sanction.grounds.conditions))
            }
            @if licence.is_in_force() && licence.is_expired(today) {
                p { (lang.say(
                    "برای تمدید، با ادارهٔ صادرکننده تماس بگیرید.",
                    "To renew it, call the issuing office.",
                )) }
            }
            ul.links { li { a href=(lang.path(&format!("/verify/{}", number.as_str()))) {
                (lang.say("آنچه دیگران در استعلام می‌بینند", "What others see when they verify it"))
            } } }
        }
    }
}

fn standing(view: View<'_>, licence: &Licence) -> Markup {
    let lang = view.lang;
    let expired = licence.is_expired(view.now.tehran_date());
    html! {
        p { @match (&licence.force, licence.confirmation) {
            (Force::Revoked(_), _) => span.tag.open { (lang.say("باطل شده", "Revoked")) },
            (Force::Suspended(_), _) => span.tag.open { (lang.say("تعلیق شده", "Suspended")) },
            (Force::Superseded { .. }, _) => span.tag { (lang.say("مجوز تازه‌تری جای آن را گرفته است", "A newer licence took its place")) },
            (Force::InForce, _) if expired => span.tag.open { (lang.say("اعتبار آن گذشته است", "Expired")) },
            (Force::InForce, Confirmation::Registered(_)) => span.tag.good { (lang.say("معتبر و ثبت‌شده", "In force and registered")) },
            (Force::InForce, Confirmation::Provisional) => span.tag.wait { (lang.say("موقت، در انتظار ثبت", "Provisional, waiting to be registered")) },
        } }
    }
}

fn rials(view: View<'_>, amount: Rials) -> String {
    let amount = u64::try_from(amount.value()).unwrap_or_default();
    let grouped = group_thousands(amount);
    match view.lang {
        Lang::Fa => grouped,
        Lang::En => to_ascii_digits(&grouped).replace('٬', ","),
    }
}

fn bank(view: View<'_>, state: &ReferralState) -> Markup {
    let (lang, referral) = (view.lang, &state.referral);
    let bank = view.catalogue.bank(&referral.bank).map_or("", |bank| bank.title.as_str());
    let lapsed = state.has_lapsed(view.now.tehran_date()).then_some(BankOutcome::Lapsed);
    html! {
        section.card {
            h2 { (lang.say("معرفی به بانک", "Referral to a bank")) }
            p { span.tag.wait { (words::outcome(lang, lapsed.or(state.outcome))) } }
            dl.pairs {
                dt { (lang.say("بانک و شعبه", "Bank and branch")) } dd { bdi lang="fa" { (bank) "، " (referral.branch.as_str()) } }
                dt { (lang.say("مبلغ", "Amount")) } dd { bdi { (rials(view, referral.amount)) } (lang.say(" ریال", " rials")) }
                dt { (lang.say("تاریخ معرفی", "Referred")) } dd { bdi.figure { (lang.day(state.at.tehran_date())) } }
                dt { (lang.say("اعتبار معرفی‌نامه", "Letter holds until")) } dd { bdi.figure { (lang.day(referral.valid_until)) } }
            }
        }
    }
}
