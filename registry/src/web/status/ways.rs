//! The two ways in which a supporter's word is given: by themselves on this site, or at the agency's counter.

use domain::case::Case;
use domain::catalogue::{Catalogue, Office, OfficeKind};
use maud::{Markup, html};

use crate::web::lang::Lang;
use crate::web::offices::telephone;

/// Both ways, before it is known which office reviews.
pub fn of_anybody(lang: Lang) -> Markup {
    let office = html! {
        p { (lang.say(
            "نشانی این اداره پس از ثبت نهایی، در صفحهٔ پیگیری شما می‌آید. نشانی همهٔ اداره‌ها: ",
            "Its address stands on the page of your application once it is handed in. All offices: ",
        )) a href=(lang.path("/offices")) { (lang.say("اداره‌ها", "Offices")) } "." }
    };
    both(lang, &office)
}

/// Both ways, with the counter of the agency's office that reviews the case.
pub fn of_case(lang: Lang, case: &Case, catalogue: &Catalogue) -> Markup {
    let office = case.office.as_ref().and_then(|id| catalogue.office(id));
    match office.filter(|office| matches!(office.kind, OfficeKind::Agency(_))) {
        Some(office) => both(lang, &counter(lang, office)),
        None => of_anybody(lang),
    }
}

fn counter(lang: Lang, office: &Office) -> Markup {
    html! {
        div.phone {
            (telephone(lang, office))
            p.hint { (lang.say("نشانی: ", "Address: ")) bdi lang="fa" { (office.letterhead.address) } }
        }
    }
}

/// Which of them fits depends on the supporter's licence; that an ID holds one is not for the page to say.
fn both(lang: Lang, office: &Markup) -> Markup {
    html! {
        ul.dots {
            li { (lang.say(
                "اگر پشتیبان در این سامانه مجوز پشتیبانی معتبر دارد، با کد رهگیری و شمارهٔ خودش به بخش «پیگیری» می‌آید و شما را تأیید می‌کند.",
                "A supporter whose licence as a supporter is in force on this site comes to “Follow up” with their own tracking code and ID, and confirms you.",
            )) }
            li {
                (lang.say(
                    "اگر مجوز او کاغذی یا در سامانهٔ دیگری است، مجوز پشتیبان و قرارداد خود را به دستگاه اجرایی بررسی‌کننده ببرید؛ کارشناس آن را می‌بیند و ثبت می‌کند.",
                    "If their licence is on paper or in another system, take it and your contract to the counter of the reviewing agency, where an officer sees and records both.",
                ))
                (office)
            }
        }
    }
}
