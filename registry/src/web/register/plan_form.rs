//! Page two as it is read: from what was typed to a plan and a certificate, or to what is wrong with it.

use domain::catalogue::{Catalogue, FieldCode};
use domain::dates::Date;
use domain::identifiers::Iban;
use domain::money::Rials;
use domain::people::Applicant;
use domain::plan::{Capital, Plan, SkillCertificate, Tenure};
use domain::text::PlainText;

use super::choices::{self, Right};
use super::person_form::{NAME, Reader, SHORT, typed_day};
use super::words::Name;
use crate::web::form::{Errors, Typed};
use crate::web::lang::Lang;

const TITLE: usize = 200;
const PARAGRAPH: usize = 4_000;
/// The most square metres and people that a form can name.
const MANY: u16 = 60_000;

pub(in crate::web) const IBAN: Name = Name::number(
    ("شمارهٔ شبا", "IBAN"),
    ("IR و ۲۴ رقم باشد", "IR and 24 digits"),
    ("برنامهٔ بانک خود", "your bank's app"),
);

/// What page two says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Handed {
    pub(super) plan: Plan,
    pub(super) certificate: SkillCertificate,
}

/// What the page starts with: people mostly work where they live.
pub(super) fn beginning(lang: Lang, applicant: &Applicant) -> Typed {
    let residence = &applicant.person().residence;
    let mut typed = Typed::default();
    typed.set("workCounty", residence.county.to_string());
    typed.set("workAddress", residence.line.as_str());
    typed.set("workPostalCode", lang.digits(residence.postal_code.as_str()));
    typed
}

/// The field that was chosen, if licences are given in it.
pub(super) fn field(typed: &Typed, catalogue: &Catalogue) -> Option<FieldCode> {
    let code = FieldCode::parse(typed.get("field")).ok()?;
    catalogue.field(&code).filter(|field| field.licensable).map(|_| code)
}

/// Reads page two.
///
/// # Errors
/// What is wrong with it.
pub(super) fn read(
    lang: Lang,
    typed: &Typed,
    catalogue: &Catalogue,
    today: Date,
) -> Result<Handed, Errors> {
    let mut form = Reader { lang, typed, errors: Errors::default() };
    let chosen = field(typed, catalogue).ok_or_else(|| {
        lang.say(
            "رشته را از فهرست رشته‌های مصوب انتخاب کنید.",
            "Choose the field from the list of approved fields.",
        )
        .to_owned()
    });
    let chosen = form.errors.take("field", chosen);
    let plan = plan(&mut form, chosen.clone());
    let certificate = certificate(&mut form, chosen.as_ref(), today);
    match (plan, certificate) {
        (Some(plan), Some(certificate)) if form.errors.is_empty() => {
            Ok(Handed { plan, certificate })
        }
        _ => Err(form.errors),
    }
}

fn plan(form: &mut Reader<'_>, field: Option<FieldCode>) -> Option<Plan> {
    let title = form.text("title", Name::of("عنوان طرح", "title of the plan"), TITLE);
    let what = Name::of("شرح طرح", "description of the plan");
    let description = PlainText::parse(form.typed.get("description"), PARAGRAPH);
    let description = description.map_err(|error| what.text(form.lang, error, PARAGRAPH));
    let description = form.errors.take("description", description);
    let county = Name::of("شهرستان محل کار", "county of the workplace");
    let workplace = form.address(["workCounty", "workAddress", "workPostalCode"], county);
    let area = Name::of("مساحت محل کار (متر مربع)", "floor space in square metres");
    let area_m2 = form.count("areaM2", area, MANY);
    let right = Name::of("نوع در اختیار داشتن محل", "right by which you use the place");
    let tenure = match form.choice("tenure", right, &choices::RIGHT) {
        Some(Right::Owned) => Some(Tenure::Owned),
        Some(Right::Rented) => {
            let end = Name::of("پایان اجاره", "end of the lease");
            form.day("rentedUntil", end).map(|until| Tenure::Rented { until })
        }
        None => None,
    };
    let jobs = Name::of("شمار شاغلان", "number of people who will work");
    let jobs = form.count("jobs", jobs, MANY);
    let fixed = amount(form, "fixed", Name::of("سرمایهٔ ثابت", "fixed capital"));
    let working = amount(form, "working", Name::of("سرمایهٔ در گردش", "working capital"));
    let own = amount(form, "own", Name::of("آوردهٔ خودتان", "own contribution"));
    let requested = if form.typed.get("requested").is_empty() {
        Some(Rials::ZERO)
    } else {
        amount(form, "requested", Name::of("تسهیلات درخواستی", "facility that you ask for"))
    };
    let iban = form.identifier_if("iban", IBAN, Iban::parse);
    let (fixed, working, own, requested) = (fixed?, working?, own?, requested?);
    Some(Plan {
        field: field?,
        title: title?,
        description: description?,
        workplace: workplace?,
        area_m2: area_m2?,
        tenure: tenure?,
        jobs: jobs?,
        capital: Capital { fixed, working, own, requested },
        iban: iban.ok()?,
    })
}

fn amount(form: &mut Reader<'_>, field: &'static str, name: Name) -> Option<Rials> {
    let read = Rials::parse(form.typed.get(field));
    form.errors.take(field, read.map_err(|error| name.amount(form.lang, error)))
}

fn certificate(
    form: &mut Reader<'_>,
    field: Option<&FieldCode>,
    today: Date,
) -> Option<SkillCertificate> {
    let lang = form.lang;
    let number = Name::of("شمارهٔ گواهی مهارت", "number of the skill certificate");
    let number = form.number("certificateNo", number, NAME);
    let issuer = Name::of("صادرکنندهٔ گواهی", "issuer of the certificate");
    let issuer = form.text("certificateIssuer", issuer, SHORT);
    let same = Name::of("رشتهٔ گواهی", "field of the certificate");
    let same = form.choice("certificateField", same, &choices::SAME_FIELD);
    let when = Name::of("تاریخ صدور گواهی", "day of issue of the certificate");
    let issued_on = form.day("issuedOn", when).filter(|day| {
        let come = *day <= today;
        if !come {
            form.errors.add(
                "issuedOn",
                lang.say(
                    "تاریخ صدور گواهی هنوز نرسیده است؛ سال آن را ببینید.",
                    "The day of issue is in the future; see its year.",
                ),
            );
        }
        come
    });
    let has_end = ["day", "month", "year"]
        .iter()
        .any(|part| !form.typed.get(&format!("expiresOn-{part}")).is_empty());
    let expires_on = if has_end { expiry(form, issued_on, today).map(Some) } else { Some(None) };
    Some(SkillCertificate {
        number: number?,
        issuer: issuer?,
        field: if same? { field.cloned() } else { None },
        issued_on: issued_on?,
        expires_on: expires_on?,
    })
}

/// The last day of the certificate, which must not be past.
fn expiry(form: &mut Reader<'_>, issued_on: Option<Date>, today: Date) -> Option<Date> {
    let (lang, name) = (form.lang, Name::of("پایان اعتبار گواهی", "last day of the certificate"));
    let last = typed_day(form.typed, "expiresOn").map_err(|error| name.day(lang, error));
    let last = last.and_then(|last| {
        if issued_on.is_some_and(|issued| last < issued) {
            Err(lang
                .say(
                    "پایان اعتبار پیش از تاریخ صدور است؛ هر دو تاریخ را با گواهی مقابله کنید.",
                    "The last day is before the day of issue; compare both with the certificate.",
                )
                .to_owned())
        } else if last < today {
            let day = lang.day(last);
            Err(match lang {
                Lang::Fa => format!(
                    "اعتبار گواهی مهارت در {day} پایان یافته است و با آن نمی‌توان ثبت‌نام کرد. گواهی را نزد صادرکننده تمدید کنید و سپس از همین صفحه ادامه دهید."
                ),
                Lang::En => format!(
                    "The skill certificate expired on {day}; nobody can register with it. Have it renewed by its issuer, then go on from this page."
                ),
            })
        } else {
            Ok(last)
        }
    });
    form.errors.take("expiresOn", last)
}
