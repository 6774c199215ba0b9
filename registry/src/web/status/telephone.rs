//! Whom to telephone, and when.

use domain::catalogue::OfficeKind;
use maud::{Markup, html};

use super::page::View;
use crate::web::offices::telephone;

/// The card beside the page: the office where the case is, and the labour office of the place.
pub fn card(view: View<'_>) -> Markup {
    let (lang, case, catalogue) = (view.lang, view.case(), view.catalogue);
    let here = case.office.as_ref().and_then(|office| catalogue.office(office));
    let county =
        case.submission.as_ref().map_or(case.applicant.person().residence.county, |submission| {
            submission.plan.workplace.county
        });
    let labour = catalogue.office_for(&OfficeKind::Labour, county);
    let labour = labour.filter(|labour| here.is_none_or(|here| here.id != labour.id));
    html! {
        section.card {
            h2 { (lang.say("راهنمایی تلفنی", "Help by telephone")) }
            p { (lang.say(
                "اگر پیامی تکراری دیدید یا معنای پیام روشن نبود، با کارشناس مشاغل خانگی تماس بگیرید و کد رهگیری را بگویید.",
                "If you see a repeated message, or a message is not clear, call the office and say your tracking code.",
            )) }
            @for office in here.into_iter().chain(labour) { div.phone { (telephone(lang, office)) } }
            @if here.is_none() && labour.is_none() {
                ul.links { li { a href=(lang.path("/offices")) { (lang.say("تلفن اداره‌ها", "Telephone numbers of offices")) } } }
            }
        }
    }
}
