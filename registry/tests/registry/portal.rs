//! The registration as applicants go through it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::http::StatusCode;
use domain::case::{Stage, StageName};
use domain::people::Activity;
use domain::sources::Randomness;
use domain::text::to_persian_digits;

use crate::applying::{NATIONAL_ID, code_of, person, plan, with};
use crate::browser::Browser;
use crate::harness::TestRegistry;
use crate::telling::Telling;

/// The sentence that the guide tells applicants to look for.
pub const DONE: &str = "ثبت نام شما با موفقیت انجام شد";

#[tokio::test]
async fn each_kind_of_applicant_registers_and_hands_in() {
    for activity in Activity::ALL {
        let test = TestRegistry::start().await;
        let mut browser = test.browser();
        assert!(browser.get("/register").await.says("نوع فعالیت"));
        let page = browser.register(&person(activity)).await;
        assert!(page.says("کد رهگیری شما"), "{activity:?}: {}", page.text());
        assert!(page.says("ثبت‌نام هنوز کامل نیست"));
        browser.complete(&plan()).await;
        let done = browser.tick().await;
        assert!(done.says(&format!("<h1>{DONE}</h1>")), "{}", done.text());

        let case = test.case().await;
        assert_eq!(case.applicant.activity(), activity);
        let submission = case.submission.as_ref().unwrap();
        assert_eq!(submission.plan.field.as_str(), "2025");
        assert_eq!(case.office.as_ref().unwrap().as_str(), "MIMT-0001");
        let asked =
            test.registry.catalogue().mandatory_documents(&case.applicant, &submission.plan.field);
        assert!(asked.iter().all(|document| case.has_document(*document)), "{activity:?}");
        let waits = activity == Activity::Covered;
        assert_eq!(done.says("یک گام مانده است"), waits);
        // Each reads one thing: that it was sent, or what it waits for.
        assert_eq!(done.says("پس از تأیید پشتیبان بررسی می‌شود"), waits);
        assert_eq!(done.says("برای بررسی فرستاده شد"), !waits);
        let stage = if waits { StageName::Registered } else { StageName::AgencyReview };
        assert_eq!(case.stage_name(), stage, "{activity:?}");
        assert_eq!(test.count("select count(*) from drafts").await, 0);
        assert_eq!(test.count("select count(*) from uploads").await, 0);
    }
}

#[tokio::test]
async fn without_the_tick_nothing_is_handed_in() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    browser.register(&person(Activity::Independent)).await;
    browser.complete(&plan()).await;
    let page = browser.get("/register/confirm").await;
    let seen = crate::applying::value_of(page.text(), "seen");
    let refused = browser.post("/register/confirm", &[("seen", &seen)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.says("<title>خطا:") && refused.says("نشان تأیید زده نشده است"));
    assert!(!refused.says(DONE));
    assert_eq!(test.case().await.stage, Stage::Registered);
    assert!(test.case().await.submission.is_none());
    assert_eq!(browser.get("/register/done").await.location(), Some("/register/confirm"));
}

#[tokio::test]
async fn what_is_ticked_is_what_was_shown() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    browser.register(&person(Activity::Independent)).await;
    browser.complete(&plan()).await;
    let page = browser.get("/register/confirm").await;
    let seen = crate::applying::value_of(page.text(), "seen");
    test.clock.advance_millis(60_000);
    browser.fill("/register/plan", &with(plan(), "title", "دیگر")).await;
    let refused = browser.post("/register/confirm", &[("seen", &seen), ("agreed", "yes")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.says("طرح پس از باز شدن این صفحه تغییر کرد"));
    assert!(test.case().await.submission.is_none());
}

#[tokio::test]
async fn a_wrong_answer_on_page_one_is_named_beside_its_field_and_stays_typed() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    for (activity, field, typed, says) in [
        (Activity::Independent, "firstName", "", "نام را بنویسید"),
        (Activity::Independent, "nationalId", "0084575984", "شاید دو رقم جابه‌جا شده باشد"),
        (Activity::Independent, "nationalId", "84575948", "صفرهای آغاز شمارهٔ ملی را هم بنویسید"),
        (Activity::Independent, "nationalId", "008457594", "۹ رقم نوشته‌اید"),
        (Activity::Independent, "mobile", "0918123456", "۱۱ رقم"),
        (Activity::Independent, "postalCode", "381371564", "کد پستی باید ۱۰ رقم باشد"),
        (Activity::Independent, "county", "9999", "شهرستان محل سکونت را انتخاب کنید"),
        (Activity::Independent, "bornOn-month", "13", "در تقویم نیست"),
        (Activity::Independent, "bornOn-year", "1990", "هجری شمسی"),
        (Activity::Independent, "bornOn-year", "1450", "هنوز نرسیده است"),
        (Activity::Independent, "education", "doctor", "تحصیلات را انتخاب کنید"),
        (Activity::Independent, "landline", "12", "تلفن ثابت"),
        (Activity::Independent, "gender", "male", "وضعیت نظام وظیفه را انتخاب کنید"),
        (Activity::Independent, "lastName", "احمدی 🦋", "شکلک دارد"),
        (Activity::Covered, "supporterId", "123", "۱۰ رقم (شخص) یا ۱۱ رقم (شرکت)"),
        (Activity::Covered, "supporterName", " ", "نام پشتیبان را بنویسید"),
        (Activity::Covered, "supporterId", NATIONAL_ID, "کسی پشتیبان خودش نمی‌شود"),
        (Activity::SupporterNatural, "experienceYears", "زیاد", "سابقهٔ کار مرتبط را با رقم"),
        (Activity::SupporterLegal, "legalId", "14005893876", "آگهی ثبت"),
    ] {
        let fields = with(person(activity), field, typed);
        let page = browser.register(&fields).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}={typed}");
        assert!(page.says("<title>خطا:") && page.says(says), "{field}={typed}: {}", page.text());
        let name = if field == "gender" { "military" } else { field.split('-').next().unwrap() };
        assert!(page.says(&format!("href=\"#{name}\"")), "{field}={typed}");
        assert!(page.says(&format!("id=\"{name}-error\"")), "{field}={typed}");
        // Everything else, right or wrong, stands where it was typed.
        for (other, value) in fields.iter().filter(|(_, value)| !value.trim().is_empty()) {
            let chosen = ["education", "county"].contains(other) && *other == field;
            let shown = page.says(&format!("value=\"{}\"", value.trim()));
            assert!(shown || chosen, "{other}={value}");
        }
    }
    assert_eq!(test.count("select count(*) from cases").await, 0);
}

#[tokio::test]
async fn a_wrong_answer_on_page_two_is_named_beside_its_field() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    browser.register(&person(Activity::Independent)).await;
    for (field, typed, says) in [
        ("field", "", "رشته را از فهرست رشته‌های مصوب انتخاب کنید"),
        ("field", "2035", "رشته را از فهرست رشته‌های مصوب انتخاب کنید"),
        ("title", "", "عنوان طرح را بنویسید"),
        ("description", "", "شرح طرح را بنویسید"),
        ("areaM2", "0", "مساحت محل کار"),
        ("jobs", "", "شمار شاغلان را با رقم"),
        ("fixed", "پول", "سرمایهٔ ثابت را به ریال"),
        ("own", "", "آوردهٔ خودتان را بنویسید"),
        ("iban", "IR123", "شمارهٔ شبا"),
        ("tenure", "rented", "پایان اجاره را بنویسید"),
        ("certificateNo", "", "شمارهٔ گواهی مهارت را بنویسید"),
        ("certificateField", "", "رشتهٔ گواهی را انتخاب کنید"),
        ("issuedOn-day", "", "تاریخ صدور گواهی را با رقم"),
        ("expiresOn-year", "1403", "پیش از تاریخ صدور است"),
    ] {
        let page = browser.fill("/register/plan", &with(plan(), field, typed)).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}={typed}");
        assert!(page.says("<title>خطا:") && page.says(says), "{field}={typed}: {}", page.text());
    }
}

#[tokio::test]
async fn nobody_registers_with_an_expired_certificate_even_if_it_expired_meanwhile() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    browser.register(&person(Activity::Independent)).await;
    // The day before: 2 Azar 1405 is today.
    let expired = with(plan(), "expiresOn-year", "1405");
    let expired = with(with(expired, "expiresOn-month", "9"), "expiresOn-day", "1");
    let page = browser.fill("/register/plan", &expired).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.says("اعتبار گواهی مهارت در ۱۴۰۵/۰۹/۰۱ پایان یافته است"), "{}", page.text());
    let last_day = with(expired, "expiresOn-day", "2");
    browser.complete(&last_day).await;
    let confirm = browser.get("/register/confirm").await;
    let seen = crate::applying::value_of(confirm.text(), "seen");
    test.clock.advance_millis(24 * 3_600_000);
    let page = browser.post("/register/confirm", &[("seen", &seen), ("agreed", "yes")]).await;
    // The session is over by then too; a fresh look says what is wrong.
    assert_ne!(page.status, StatusCode::SEE_OTHER);
    assert!(test.case().await.submission.is_none());
}

#[tokio::test]
async fn digits_are_read_in_three_scripts() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    let mut typed = person(Activity::Independent);
    for (name, value) in [
        ("nationalId", "۰۰۸۴۵۷۵۹۴۸"),
        ("mobile", "٠٩١٨١٢٣٤٥٦٧"),
        ("postalCode", "۳۸۱۳۷-۱۵۶۴۹"),
        ("bornOn-day", "۲۱"),
        ("bornOn-month", "٤"),
        ("bornOn-year", "۱۳۶۹"),
    ] {
        typed = with(typed, name, value);
    }
    let page = browser.register(&typed).await;
    assert!(page.says("کد رهگیری شما"), "{}", page.text());
    let mut second = plan();
    for (name, value) in
        [("jobs", "۲"), ("areaM2", "١٨"), ("fixed", "۲۰ میلیون تومان"), ("issuedOn-year", "١٤٠٤")]
    {
        second = with(second, name, value);
    }
    browser.complete(&second).await;
    assert!(browser.tick().await.says(DONE));
    let case = test.case().await;
    assert_eq!(case.applicant.identity(), NATIONAL_ID);
    assert_eq!(case.applicant.person().mobile.as_str(), "09181234567");
    let plan = case.submission.unwrap().plan;
    assert_eq!((plan.jobs, plan.area_m2), (2, 18));
    assert_eq!(plan.capital.fixed.value(), 200_000_000);
}

#[tokio::test]
async fn a_registration_whose_answer_was_lost_gives_the_same_code_again() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    browser.get("/register/person?activity=independent").await;
    let before = browser.cookies();
    let first = code_of(&browser.register(&person(Activity::Independent)).await);
    browser.lose(before.clone());
    let again = code_of(&browser.register(&person(Activity::Independent)).await);
    assert_eq!(first, again);
    assert_eq!(test.count("select count(*) from cases").await, 1);
    // Somebody else at the same computer gets a code of their own, and does not see the first one's.
    browser.lose(before);
    let other = with(person(Activity::Independent), "nationalId", "0076229645");
    let other = code_of(&browser.register(&other).await);
    assert_ne!(first, other);
    assert_eq!(test.count("select count(*) from cases").await, 2);
}

#[tokio::test]
async fn the_last_page_sent_twice_hands_in_once() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    browser.register(&person(Activity::Independent)).await;
    browser.complete(&plan()).await;
    let page = browser.get("/register/confirm").await;
    let seen = crate::applying::value_of(page.text(), "seen");
    let fields = [("seen", seen.as_str()), ("agreed", "yes")];
    assert!(browser.submit("/register/confirm", &fields).await.says(DONE));
    let version = test.case().await.version;
    assert!(browser.submit("/register/confirm", &fields).await.says(DONE));
    assert_eq!(test.case().await.version, version);
    // What was handed in is not typed over any more.
    assert_eq!(browser.get("/register/plan").await.location(), Some("/status"));
    let late = browser.send_file("/register/documents/10001", "x.pdf", crate::applying::PDF).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn a_plan_that_no_office_is_there_for_lies_in_the_secretariats_tray() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    browser.register(&person(Activity::Independent)).await;
    browser.complete(&with(plan(), "workCounty", "2301")).await;
    assert!(browser.tick().await.says(DONE));
    assert_eq!(test.case().await.office.unwrap().as_str(), "SECRETARIAT");
    let told = "select count(*) from feed_entries where office = 'SECRETARIAT'";
    assert!(test.count(told).await > 0, "the tray's office hears of it");
}

/// A page without what is the session's own: whose code it is, and which version of the plan.
fn without_its_own(page: &str, code: &str) -> String {
    let mut plain = page.replace(code, "").replace(&to_persian_digits(code), "");
    let digits = domain::text::to_ascii_digits(code);
    let ending: String = digits.chars().filter(char::is_ascii_digit).skip(10).collect();
    plain = plain.replace(&to_persian_digits(&ending), "");
    for name in ["seen", "case"] {
        let (before, after) = plain.split_once(&format!("name=\"{name}\" value=\"")).unwrap();
        plain = format!("{before}{}", after.split_once('"').unwrap().1);
    }
    plain
}

#[tokio::test]
async fn that_an_id_has_another_application_is_told_to_the_reviewer_alone() {
    let test = TestRegistry::start().await;
    let mut pages = Vec::new();
    let mut codes = Vec::new();
    for _first_and_second in 0..2 {
        let mut browser = test.browser();
        let code = code_of(&browser.register(&person(Activity::Independent)).await);
        browser.complete(&plan()).await;
        let page = browser.get("/register/confirm").await;
        pages.push(without_its_own(page.text(), &code));
        assert!(browser.tick().await.says(DONE));
        codes.push(code.replace(' ', "-"));
    }
    assert_eq!(pages[0], pages[1]);
    let mut cases = test.cases().await;
    cases.sort_by_key(|case| to_persian_digits(&case.tracking_code.printed()) != codes[0]);
    let noted: Vec<&str> =
        cases.iter().flat_map(|case| &case.notes).map(|note| note.text.as_str()).collect();
    // One note each: handing in does the same work, whatever it finds.
    assert_eq!(noted.len(), 2, "{noted:?}");
    assert!(noted[0].contains("درخواست باز یا مجوز معتبر دیگری از این متقاضی پیدا نکرد"));
    assert!(noted[1].contains("شاید درخواست تکراری است") && noted[1].contains(&codes[0]));
    assert_eq!(cases[0].version, cases[1].version);
}

/// Randomness whose first tracking code is always the same.
struct SameCodeFirst(Arc<dyn Randomness>, AtomicU64);

impl Randomness for SameCodeFirst {
    fn fill(&self, bytes: &mut [u8]) {
        self.0.fill(bytes);
        if bytes.len() == 8 && self.1.fetch_add(1, Ordering::Relaxed) == 0 {
            bytes.fill(7);
        }
    }
}

#[tokio::test]
async fn a_tracking_code_that_is_somebodys_already_is_drawn_anew() {
    let test = TestRegistry::start().await;
    let mut codes = Vec::new();
    for (seed, id) in [(5, NATIONAL_ID), (6, "0076229645")] {
        let mut registry = test.another(seed).await;
        registry.randomness = Arc::new(SameCodeFirst(registry.randomness, AtomicU64::new(0)));
        let mut browser = Browser::on(registry);
        let typed = with(person(Activity::Independent), "nationalId", id);
        codes.push(code_of(&browser.register(&typed).await));
    }
    assert_ne!(codes[0], codes[1]);
    assert_eq!(test.count("select count(*) from cases").await, 2);
}

#[tokio::test]
async fn a_field_is_found_by_a_part_of_its_name_and_the_rest_stays_typed() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    browser.register(&person(Activity::Independent)).await;
    let search = |words: &str| {
        let mut fields = with(plan(), "fieldQuery", words);
        fields.push(("then", "search".to_owned()));
        fields
    };
    let page = browser.fill("/register/plan", &search("قالي")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.says("۱ رشته پیدا شد") && page.says("value=\"2025\" selected"));
    assert!(!page.says("خیاطی") && page.says("بافت فرش با نخ پشم"));
    // What was chosen stays chosen, found or not; a closed field is not offered.
    let page = browser.fill("/register/plan", &search("خیاطی")).await;
    assert!(page.says("value=\"2025\" selected") && page.says("خیاطی</option>"));
    let page = browser.fill("/register/plan", &search("ناموجود")).await;
    assert!(page.says("رشته‌ای با این نام پیدا نشد"));
    let page = browser.fill("/register/plan", &search("")).await;
    assert!(page.says("value=\"1001\"") && !page.says("value=\"2035\""));
}

#[tokio::test]
async fn what_a_reviewer_will_look_at_is_told_before_the_tick() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    let typed = with(person(Activity::SupporterNatural), "experienceYears", "2");
    browser.register(&with(typed, "bornOn-year", "1386")).await;
    let poor = with(with(plan(), "own", "1000"), "requested", "900000000000");
    browser.complete(&poor).await;
    let page = browser.get("/register/confirm").await;
    for says in ["دست‌کم ۲۰ سال", "دست‌کم ۲۰ درصد", "دست‌کم ۵ سال کار مرتبط", "از سقف امسال بیشتر است"]
    {
        assert!(page.says(says), "{says}: {}", page.text());
    }
    // None of it stands in the way.
    assert!(browser.tick().await.says(DONE));
}

#[tokio::test]
async fn whoever_goes_back_after_registering_finds_the_way_on() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    assert_eq!(
        browser.get("/register/person?from=kind").await.location(),
        Some("/register?missing=activity")
    );
    let page = browser.get("/register?missing=activity").await;
    assert!(page.says("نوع فعالیت را انتخاب کنید") && page.says("یک مورد را درست کنید"));
    assert!(!page.says("در این مرورگر ثبت‌نامی باز است"));
    browser.register(&person(Activity::Independent)).await;
    for path in ["/register", "/register/person?activity=independent"] {
        let page = browser.get(path).await;
        assert!(page.says("در این مرورگر ثبت‌نامی باز است") && page.says("href=\"/register/code\""));
        // Another person at the same computer sees nothing of the first one's.
        assert!(!page.says("فاطمه"));
    }
}

#[tokio::test]
async fn licences_in_the_field_and_a_reached_cap_are_noted_for_the_reviewer_alone() {
    let test = TestRegistry::start().await;
    let told = Telling::licensed(&test, 1, 1).await;
    let holder = told.case().await.applicant.identity().to_owned();
    let registry = test.registry.clone();
    let today = registry.now().tehran_date();
    test.edition_from(today, |catalogue| catalogue.rules.max_licences_per_person = 1).await;
    registry.read_editions().await.unwrap();
    let mut browser = Browser::on(registry.clone());
    let typed = with(person(Activity::Independent), "nationalId", &holder);
    browser.register(&typed).await;
    browser.complete(&plan()).await;
    let page = browser.get("/register/confirm").await;
    assert!(!page.says("مجوز معتبری") && !page.says("بیشترین اندازه"), "{}", page.text());
    assert!(browser.tick().await.says(DONE));
    let cases = test.cases().await;
    let note = cases.iter().flat_map(|case| &case.notes).next().unwrap().text.as_str();
    assert!(note.contains("۰۰۰۰") && note.contains("به سقف مجوزهای هر شخص"), "{note}");
}

#[tokio::test]
async fn two_applications_handed_in_at_the_same_moment_see_each_other() {
    let test = TestRegistry::start().await;
    let (mut one, mut other) = (test.browser(), Browser::on(test.another(8).await));
    for browser in [&mut one, &mut other] {
        browser.register(&person(Activity::Independent)).await;
        browser.complete(&plan()).await;
    }
    let (first, second) = tokio::join!(one.tick(), other.tick());
    assert!(first.says(DONE) && second.says(DONE));
    let cases = test.cases().await;
    assert_eq!(cases.len(), 2);
    let noted = cases.iter().flat_map(|case| &case.notes);
    assert_eq!(noted.filter(|note| note.text.as_str().contains("شاید درخواست تکراری")).count(), 1);
}
