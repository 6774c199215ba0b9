//! Pages that say the same to everybody.

use axum::http::StatusCode;

use crate::harness::TestRegistry;

#[tokio::test]
async fn every_public_page_is_there_in_both_languages_and_may_be_kept() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    for (path, fa, en) in [
        ("/fields", "رشته‌های مصوب", "Approved fields"),
        ("/guide", "راهنمای ثبت‌نام", "Registration guide"),
        ("/law", "قانون و دستورالعمل", "Law and directive"),
        ("/offices", "تلفن کارشناسان", "Telephone numbers"),
    ] {
        let page = browser.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert!(page.says(fa), "{path}");
        let kept = page.headers["cache-control"].to_str().unwrap();
        assert!(kept.starts_with("public"), "{path}");
        let page = browser.get(&format!("/en{path}")).await;
        assert!(page.says(en) && page.says("dir=\"ltr\""), "{path}");
    }
}

#[tokio::test]
async fn a_field_is_found_however_it_is_typed_with_its_agency_and_loans() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    // Arabic kaf and yeh, as some keyboards write.
    for typed in
        ["%DA%AF%D9%84%DB%8C%D9%85", "%DA%AF%D9%84%D9%8A%D9%85", "1001", "%DB%B1%DB%B0%DB%B0%DB%B1"]
    {
        let page = browser.get(&format!("/fields?q={typed}")).await;
        assert!(page.says("گلیم‌بافی") && page.says("میراث فرهنگی"), "{typed}");
        assert!(page.says("تسهیلات ۱۴۰۵: دارد"), "{typed}");
        assert!(!page.says("سمنو"), "{typed}");
    }
    let starred = browser.get("/fields?q=%D8%B3%D9%85%D9%86%D9%88").await;
    assert!(starred.says("ستاره‌دار") && starred.says("بهداشت"));
    let closed = browser.get("/fields?q=2035").await;
    assert!(closed.says("اکنون مجوز تازه داده نمی‌شود") && !closed.says("تسهیلات ۱۴۰۵: دارد"));
    let excluded = browser.get("/fields?q=4044").await;
    assert!(excluded.says("تسهیلات ۱۴۰۵: ندارد"));
}

#[tokio::test]
async fn a_search_without_a_field_says_what_to_do() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    let page = browser.get("/fields?q=%3Cscript%3Ezzz").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.says("رشته‌ای با این نام پیدا نشد") && page.says("href=\"/fields\""));
    assert!(page.says("&lt;script&gt;zzz") && !page.says("<script>zzz"));
    let long = browser.get(&format!("/fields?q={}", "a".repeat(4_000))).await;
    assert!(!long.says(&"a".repeat(81)));
    assert_eq!(browser.get("/fields?q=a&q=b").await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_guide_says_every_step_with_the_catalogues_figures() {
    let test = TestRegistry::start().await;
    let page = test.browser().get("/guide").await;
    for said in [
        "گواهی مهارت",
        "کد رهگیری",
        "«ثبت نام شما با موفقیت انجام شد»",
        "از ۱۰ روز پس از ثبت‌نام",
        "استعدادسنجی",
        "شناخت بازار",
        "مهلت: ۱۰ روز کاری",
        "مهلت: ۱۴ روز کاری",
        "پیامی تکراری",
        "بانک",
    ] {
        assert!(page.says(said), "{said}");
    }
}

#[tokio::test]
async fn the_law_is_named_and_sample_conditions_say_that_they_are_samples() {
    let test = TestRegistry::start().await;
    let page = test.browser().get("/law").await;
    assert!(page.says("۱۳۸۹/۰۲/۲۲") && page.says("۵۳۲۳۱") && page.says("http://www.mcls.gov.ir"));
    assert!(page.says("id=\"c34\"") && page.says("متن شرط‌ها رسمی نیست"));
}

#[tokio::test]
async fn offices_are_listed_by_place_with_telephone_and_hours() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    let page = browser.get("/offices").await;
    assert!(page.says("ادارهٔ تعاون، کار و رفاه اجتماعی شهرستان ساوه"));
    assert!(page.says("href=\"tel:08633330000\"") && page.says("شنبه تا چهارشنبه، ساعت ۸ تا ۱۴"));
    // Liaisons of banks are not called about an application.
    assert!(!page.says("رابط مشاغل خانگی بانک"));
    let markazi = browser.get("/offices?province=00").await;
    assert!(markazi.says("شهرستان اراک") || markazi.says("اراک"));
    let tehran = browser.get("/offices?province=23").await;
    assert!(tehran.says("ادارهٔ این استان هنوز در فهرست نیست"));
    assert_eq!(browser.get("/offices?province=zz").await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_description_for_programs_names_every_route_with_examples() {
    let test = TestRegistry::start().await;
    let answer = test.browser().get("/v1/openapi.json").await;
    let described: serde_json::Value = serde_json::from_slice(&answer.body).unwrap();
    let paths: Vec<&String> = described["paths"].as_object().unwrap().keys().collect();
    assert_eq!(paths, ["/v1/enrolments", "/v1/licences/{number}", "/v1/status-list"]);
    let licence = &described["components"]["schemas"]["Licence"]["properties"];
    assert_eq!(licence["number"]["example"], "960000000147");
}
