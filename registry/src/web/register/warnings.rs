//! What an applicant should know before the tick: what a reviewer will look at in what they gave themselves. None of it
//! stands in the way, and nothing of it is about other applications of the ID.

use domain::case::Case;
use domain::event::{Event, Fact};
use domain::findings::{self, Finding};
use domain::ids::EventId;
use domain::people::Actor;
use domain::plan::Path;
use maud::{Markup, html};

use super::plan_form::Handed;
use crate::acts::{self, ActError};
use crate::error::StoreError;
use crate::registry::Registry;
use crate::web::lang::Lang;

/// What a reviewer would find, if the application were handed in as it stands.
pub(super) fn foreseen(
    registry: &Registry,
    case: &Case,
    handed: &Handed,
) -> Result<Vec<Finding>, ActError> {
    let catalogue = acts::rules(registry, case)?;
    let office = registry.secretariat().ok_or(StoreError::InconsistentLog(case.id))?;
    let fact = Fact::Submitted {
        plan: Box::new(handed.plan.clone()),
        certificate: Box::new(handed.certificate.clone()),
        office,
        proposed_path: Path::Standard,
    };
    let (at, edition) = (registry.now(), case.edition.clone());
    let id = EventId::from_bytes([0; 16]);
    let event = Event { id, case: case.id, at, actor: Actor::Registry, edition, fact };
    let Ok(case) = case.clone().apply(&event) else { return Ok(Vec::new()) };
    let today = at.tehran_date();
    let year = u16::try_from(today.jalali().year()).unwrap_or_default();
    Ok(findings::examine(&case, &catalogue, today, year))
}

/// All of it; nothing where there is nothing to say.
pub(super) fn shown(lang: Lang, found: &[Finding]) -> Markup {
    let said: Vec<String> = found.iter().filter_map(|finding| sentence(lang, finding)).collect();
    if said.is_empty() {
        return html! {};
    }
    html! {
        section.note role="note" {
            b { (lang.say("پیش از تأیید بدانید", "Before you confirm")) }
            ul.dots { @for sentence in &said { li { (sentence) } } }
            p { (lang.say(
                "می‌توانید ادامه دهید یا پیش از آن طرح را تغییر دهید؛ بررسی‌کننده نیز همین‌ها را می‌بیند.",
                "You may go on, or change the plan first; the reviewer sees all of this too.",
            )) }
        }
    }
}

/// What a finding means for the applicant. Missing documents stand on top of the page already.
fn sentence(lang: Lang, finding: &Finding) -> Option<String> {
    let number = |n: i32| lang.digits(&n.to_string());
    Some(match (finding, lang) {
        (Finding::DocumentMissing(_) | Finding::CertificateExpired { .. }, _) => return None,
        (Finding::CertificateExpiresSoon { on }, Lang::Fa) => format!(
            "اعتبار گواهی مهارت در {} پایان می‌یابد و مجوز با گواهی پایان‌یافته صادر نمی‌شود؛ آن را به‌موقع تمدید کنید.",
            lang.day(*on)
        ),
        (Finding::CertificateExpiresSoon { on }, Lang::En) => format!(
            "The skill certificate expires on {}, and no licence is issued on an expired one; have it renewed in time.",
            lang.day(*on)
        ),
        (Finding::UnderAge { least, .. }, Lang::Fa) => {
            format!("پشتیبان باید دست‌کم {} سال داشته باشد.", number(*least))
        }
        (Finding::UnderAge { least, .. }, Lang::En) => {
            format!("A supporter is at least {} years old.", number(*least))
        }
        (Finding::OwnContributionLow { least_percent }, Lang::Fa) => format!(
            "آوردهٔ پشتیبان باید دست‌کم {} درصد سرمایهٔ ثابت و در گردش باشد.",
            number(i32::from(*least_percent))
        ),
        (Finding::OwnContributionLow { least_percent }, Lang::En) => {
            format!("A supporter brings at least {least_percent} per cent of the capital.")
        }
        (Finding::ExperienceShort { least_years }, Lang::Fa) => format!(
            "پشتیبان باید دست‌کم {} سال کار مرتبط داشته باشد.",
            number(i32::from(*least_years))
        ),
        (Finding::ExperienceShort { least_years }, Lang::En) => {
            format!("A supporter has at least {least_years} years of related work.")
        }
        (other, _) => plain(lang, other)?.to_owned(),
    })
}

const fn plain(lang: Lang, finding: &Finding) -> Option<&'static str> {
    Some(match finding {
        Finding::CertificateOfOtherField => lang.say(
            "گواهی مهارت برای رشتهٔ دیگری است.",
            "The skill certificate is for another field.",
        ),
        Finding::PostalCodeUnusual => lang.say(
            "کد پستی رقمی دارد که در کدهای پستی کم می‌آید؛ آن را یک بار دیگر با قبض مقابله کنید.",
            "The postal code has a digit that is rare there; compare it once more with a bill.",
        ),
        Finding::WorkplaceIsNotResidence => lang.say(
            "کد پستی محل کار با محل سکونت یکی نیست. متقاضی مستقل در محل سکونت خود کار می‌کند.",
            "The workplace has another postal code than your home. An independent applicant works at home.",
        ),
        Finding::NotLoanEligible => lang.say(
            "این رشته امسال تسهیلات ندارد؛ مجوز را می‌توان گرفت.",
            "This field gets no facilities this year; a licence can be had.",
        ),
        Finding::AboveCeiling => lang.say(
            "تسهیلات درخواستی از سقف امسال بیشتر است؛ بیش از سقف پرداخت نمی‌شود.",
            "The facility you ask for is above this year's ceiling; no more than that is paid.",
        ),
        Finding::SupporterNotConfirmed => lang.say(
            "پشتیبان شما هنوز تأیید نکرده است؛ بررسی پس از تأیید او آغاز می‌شود.",
            "Your supporter has not confirmed yet; the review begins after that.",
        ),
        _ => return None,
    })
}
