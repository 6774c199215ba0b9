//! What was given, in short, for the last page.

use domain::people::{Address, Applicant, Gender};
use domain::places::divisions;
use domain::plan::Tenure;
use maud::{Markup, html};

use super::documents::Papers;
use super::plan_form::Handed;
use super::{choices, documents};
use crate::registry::Registry;
use crate::web::lang::Lang;

type Rows = Vec<(&'static str, String)>;

/// Page one. It cannot be changed any more here: an office corrects it on request.
pub(super) fn person(lang: Lang, applicant: &Applicant) -> Markup {
    let person = applicant.person();
    let (kind, _) = choices::activity(lang, applicant.activity());
    let mut rows: Rows = vec![(lang.say("نوع فعالیت", "Kind of activity"), kind.to_owned())];
    if let Some(company) = applicant.company() {
        rows.push((lang.say("شرکت", "Company"), company.name.to_string()));
        rows.push((lang.say("شناسهٔ ملی", "Legal ID"), lang.digits(company.legal_id.as_str())));
    }
    rows.push((lang.say("نام", "Name"), person.full_name()));
    rows.push((lang.say("شمارهٔ ملی", "National ID"), lang.digits(person.national_id.as_str())));
    rows.push((lang.say("تاریخ تولد", "Day of birth"), lang.day(person.born_on)));
    if let Gender::Male(status) = person.gender {
        let word = choices::MILITARY.iter().find(|(.., known)| *known == status);
        let text = word.map_or("", |(_, fa, en, _)| lang.say(fa, en));
        rows.push((lang.say("نظام وظیفه", "Military service"), text.to_owned()));
    }
    rows.push((lang.say("تلفن همراه", "Mobile"), lang.digits(person.mobile.as_str())));
    rows.push((lang.say("محل سکونت", "Residence"), address(lang, &person.residence)));
    if let Applicant::Covered { supporter, .. } = applicant {
        let id = supporter.identity.as_str();
        rows.push((lang.say("پشتیبان", "Supporter"), supporter.name.to_string()));
        rows.push((lang.say("شناسهٔ پشتیبان", "Supporter's ID"), lang.digits(id)));
    }
    html! { section.card {
        h2 { (lang.say("مشخصات فردی", "Personal particulars")) }
        (pairs(&rows))
        p.hint { (lang.say(
            "اگر چیزی از این بخش درست نیست، پس از ثبت نهایی به ادارهٔ بررسی‌کننده بگویید تا آن را اصلاح کند.",
            "If anything of this is not right, tell the reviewing office after you have handed in.",
        )) }
    } }
}

/// Page two.
pub(super) fn plan(lang: Lang, registry: &Registry, handed: &Handed) -> Markup {
    let Handed { plan, certificate } = handed;
    let field = registry.field_title(&plan.field);
    let tenure = match plan.tenure {
        Tenure::Owned => lang.say("ملک خودم یا خانواده‌ام", "My own or my family's").to_owned(),
        Tenure::Rented { until } => {
            format!("{} {}", lang.say("اجاره‌ای تا", "Rented until"), lang.day(until))
        }
    };
    let number = |n: u16| lang.digits(&n.to_string());
    let mut rows: Rows = vec![
        (lang.say("رشته", "Field"), field.unwrap_or_default()),
        (lang.say("عنوان طرح", "Title"), plan.title.to_string()),
        (lang.say("شرح طرح", "Description"), plan.description.to_string()),
        (lang.say("شمار شاغلان", "People who will work"), number(plan.jobs)),
        (lang.say("محل کار", "Workplace"), address(lang, &plan.workplace)),
        (lang.say("مساحت (متر مربع)", "Floor space (m²)"), number(plan.area_m2)),
        (lang.say("محل از آنِ", "The place is"), tenure),
        (lang.say("سرمایهٔ ثابت", "Fixed capital"), plan.capital.fixed.in_digits()),
        (lang.say("سرمایهٔ در گردش", "Working capital"), plan.capital.working.in_digits()),
        (lang.say("آوردهٔ خودتان", "Own contribution"), plan.capital.own.in_digits()),
        (lang.say("تسهیلات درخواستی", "Facility asked for"), plan.capital.requested.in_digits()),
    ];
    if let Some(iban) = &plan.iban {
        rows.push((lang.say("شبا", "IBAN"), iban.as_str().to_owned()));
    }
    rows.push((lang.say("شمارهٔ گواهی مهارت", "Skill certificate"), certificate.number.to_string()));
    rows.push((lang.say("صادرکننده", "Issuer"), certificate.issuer.to_string()));
    rows.push((lang.say("تاریخ صدور", "Day of issue"), lang.day(certificate.issued_on)));
    if let Some(last) = certificate.expires_on {
        rows.push((lang.say("پایان اعتبار", "Last day"), lang.day(last)));
    }
    html! { section.card {
        h2 { (lang.say("مشخصات طرح", "The plan")) }
        (pairs(&rows))
        p { a href=(lang.path("/register/plan")) { (lang.say("تغییر طرح", "Change the plan")) } }
    } }
}

/// The documents that have come.
pub(super) fn papers(lang: Lang, papers: &Papers) -> Markup {
    let came =
        papers.asked.iter().filter_map(|document| Some((document, papers.whole(document.code)?)));
    let rows: Vec<_> = came.collect();
    html! { section.card {
        h2 { (lang.say("مدارک", "Documents")) }
        @if rows.is_empty() { p { (lang.say("هنوز مدرکی نیامده است.", "No document has come yet.")) } }
        @else { ul.dots { @for (document, upload) in rows {
            li { (document.title) " — " bdi { (upload.name) } " " span.hint { (documents::size(lang, upload.size)) } }
        } } }
        p { a href=(lang.path(documents::PATH)) { (lang.say("تغییر مدارک", "Change the documents")) } }
    } }
}

fn pairs(rows: &Rows) -> Markup {
    html! { dl.pairs { @for (name, value) in rows { dt { (name) } dd { bdi { (value) } } } } }
}

fn address(lang: Lang, address: &Address) -> String {
    let county = divisions().describe_county(address.county).unwrap_or_default();
    let code = lang.digits(address.postal_code.as_str());
    let postal = lang.say("کد پستی", "postal code");
    format!("{county}، {}، {postal} {code}", address.line)
}
