//! The catalogue's pages in the administration, as an editor and a publisher use them.

use axum::http::StatusCode;
use domain::catalogue::{Section, sample};
use registry::administration::Duty;
use registry::editions::draft;

use crate::browser::Browser;
use crate::harness::TestRegistry;

const DRAFT: &str = "/administration/catalogue/draft";

async fn version(test: &TestRegistry) -> String {
    draft::read(&test.registry).await.unwrap().unwrap().version.to_string()
}

/// Sends a row's form with some other answers.
async fn send(
    browser: &mut Browser,
    path: &str,
    version: &str,
    fields: &[(&str, &str)],
) -> crate::browser::Answer {
    let path = format!("{DRAFT}/{path}");
    browser.administer(&path, &[&[("version", version)], fields].concat()).await
}

/// A bank as its form says it.
fn bank<'t>(code: &'t str, title: &'t str) -> [(&'t str, &'t str); 3] {
    [("code", code), ("title", title), ("ibanCodes", code)]
}

#[tokio::test]
async fn an_editor_changes_and_signs_and_somebody_else_publishes() {
    let test = TestRegistry::start().await;
    let (mut editor, _) = test.administrator("karimi", 0, &[Duty::Editor, Duty::Publisher]).await;
    let (mut publisher, _) = test.administrator("moradi", 1, &[Duty::Publisher]).await;
    let page = editor.get("/administration/catalogue").await;
    assert!(page.says("1405/1-sample") && page.says("آغاز از آخرین ویرایش"), "{}", page.text());
    let begun = editor.administer(&format!("{DRAFT}/begin"), &[]).await;
    assert!(begun.says("1405/2-sample"), "{}", begun.text());
    let seen = version(&test).await;
    let added = send(&mut editor, "banks/new", &seen, &bank("۰۱۵", "بانک سپه")).await;
    assert!(added.says("بانک سپه") && added.says("۱۰ ردیف"), "{}", added.text());
    let page = editor.get(DRAFT).await;
    assert!(page.says("بانک سپه") && page.says("افزوده شد") && page.says("ایرادی پیدا نشد"));
    let seen = version(&test).await;
    let fields = [("version", seen.as_str()), ("from", "۱۴۰۵/۰۹/۱۵")];
    assert_eq!(publisher.get(DRAFT).await.status, StatusCode::OK);
    let early = publisher.administer(&format!("{DRAFT}/publish"), &fields).await;
    assert!(early.says("این نسخه هنوز امضا نشده است"), "{}", early.text());
    let signed = editor.administer(&format!("{DRAFT}/sign"), &fields).await;
    assert!(signed.says("امضا: "), "{}", signed.text());
    let own = editor.administer(&format!("{DRAFT}/publish"), &fields).await;
    assert_eq!(own.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(own.says("شخص دیگری باید منتشر کند"));
    let today = test.registry.now().tehran_date().jalali().to_string();
    let too_early = [("version", seen.as_str()), ("from", today.as_str())];
    let refused = publisher.administer(&format!("{DRAFT}/publish"), &too_early).await;
    assert!(refused.says("یا پس از آن باشد"), "{}", refused.text());
    let done = publisher.administer(&format!("{DRAFT}/publish"), &fields).await;
    assert!(done.says("در راه است"), "{}", done.text());
    let page = publisher.get("/en/administration/catalogue").await;
    assert!(page.says("1405/2-sample") && page.says("to come") && page.says("karimi"));
    let document = publisher.get("/administration/catalogue/editions/2/document").await;
    assert!(document.text().contains("بانک سپه"));
}

#[tokio::test]
async fn the_second_editor_is_told_what_changed_and_keeps_what_was_typed() {
    let test = TestRegistry::start().await;
    let (mut one, _) = test.administrator("karimi", 0, &[Duty::Editor]).await;
    let (mut other, _) = test.administrator("moradi", 1, &[Duty::Editor]).await;
    one.administer(&format!("{DRAFT}/begin"), &[]).await;
    let seen = version(&test).await;
    let mine = [&bank("012", "بانک یکم")[..], &[("was", "012")]].concat();
    let saved = send(&mut one, "banks/0", &seen, &mine).await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.text());
    let theirs = [&bank("012", "بانک دوم")[..], &[("was", "012")]].concat();
    let stale = send(&mut other, "banks/0", &seen, &theirs).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.says("karimi") && stale.says("بانک یکم") && stale.says("value=\"بانک دوم\""));
    let held = draft::read(&test.registry).await.unwrap().unwrap();
    assert_eq!(held.catalogue.banks[0].title, "بانک یکم");
    let again = send(&mut other, "banks/0", &version(&test).await, &theirs).await;
    assert!(again.status == StatusCode::OK && again.says("بانک دوم"));
}

#[tokio::test]
async fn every_section_has_a_page_and_its_rows_have_forms_in_both_languages() {
    let test = TestRegistry::start().await;
    let (mut editor, _) = test.administrator("karimi", 0, &[Duty::Editor]).await;
    editor.administer(&format!("{DRAFT}/begin"), &[]).await;
    for lang in ["", "/en"] {
        for section in Section::ALL {
            let path = format!("{lang}{DRAFT}/{section}");
            let rows: &[&str] = if section.key().is_some() { &["", "/0", "/new"] } else { &[""] };
            for row in rows {
                let page = editor.get(&format!("{path}{row}")).await;
                assert_eq!(page.status, StatusCode::OK, "{path}{row}");
                assert!(!page.says("<title>خطا") && !page.says("<title>Error"), "{path}{row}");
            }
        }
    }
    let found = editor.get(&format!("{DRAFT}/fields?q=%D9%82%D8%A7%D9%84%DB%8C")).await;
    assert!(found.says("قالی‌بافی") && !found.says("گلیم‌بافی"), "{}", found.text());
    assert_eq!(editor.get(&format!("{DRAFT}/banks/99")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(editor.get(&format!("{DRAFT}/nothing")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn flaws_are_told_on_the_draft_and_beside_their_field() {
    let test = TestRegistry::start().await;
    let (mut editor, _) = test.administrator("karimi", 0, &[Duty::Editor]).await;
    editor.administer(&format!("{DRAFT}/begin"), &[]).await;
    let seen = version(&test).await;
    let saved = send(&mut editor, "lookUpAfterDays", &seen, &[("value", "۹۰۰")]).await;
    assert!(saved.status == StatusCode::OK && saved.says("<title>خطا"));
    let page = editor.get(&format!("{DRAFT}/lookUpAfterDays")).await;
    assert!(page.says("عدد باید از ۱ تا ۳۶۵ باشد") && page.says("<title>خطا"));
    let page = editor.get(DRAFT).await;
    assert!(page.says("۱ ایراد") && page.says("نخست ایرادها را برطرف کنید"), "{}", page.text());
    let seen = version(&test).await;
    let words = send(&mut editor, "lookUpAfterDays", &seen, &[("value", "ده")]).await;
    assert!(words.status == StatusCode::UNPROCESSABLE_ENTITY && words.says("عدد درستی بنویسید"));
    let code = send(&mut editor, "banks/new", &seen, &bank("۰ ۱ ۵", "بانک")).await;
    assert_eq!(code.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", code.text());
    assert!(code.says("id=\"code-error\""), "{}", code.text());
}

#[tokio::test]
async fn a_file_is_taken_in_and_a_broken_one_is_told_by_its_place() {
    let test = TestRegistry::start().await;
    let (mut editor, _) = test.administrator("karimi", 0, &[Duty::Editor]).await;
    let page = editor.get("/administration/catalogue").await;
    let token = page.text().split("name=\"token\" value=\"").nth(1).unwrap();
    let token = token.split('"').next().unwrap().to_owned();
    let import = format!("{DRAFT}/import");
    let document = sample().write();
    let foreign = editor.send_form(&import, &[("token", "x")], document.as_bytes()).await;
    assert_eq!(foreign.status, StatusCode::FORBIDDEN);
    let fields = [("token", token.as_str())];
    let broken = document.replacen("\"executive\"", "\"x\"", 1);
    let told = editor.send_form(&import, &fields, broken.as_bytes()).await;
    assert!(told.status == StatusCode::UNPROCESSABLE_ENTITY && told.says("agencies[0].kind"));
    assert_eq!(draft::read(&test.registry).await.unwrap(), None);
    let came = editor.send_form(&import, &fields, document.as_bytes()).await;
    assert_eq!(came.location(), Some(DRAFT), "{}", came.text());
    assert!(draft::read(&test.registry).await.unwrap().is_some());
}

#[tokio::test]
async fn whoever_only_publishes_reads_the_draft_and_changes_nothing() {
    let test = TestRegistry::start().await;
    let (mut editor, _) = test.administrator("karimi", 0, &[Duty::Editor]).await;
    let (mut publisher, _) = test.administrator("moradi", 1, &[Duty::Publisher]).await;
    editor.administer(&format!("{DRAFT}/begin"), &[]).await;
    let seen = version(&test).await;
    let page = publisher.get(&format!("{DRAFT}/banks/0")).await;
    assert!(page.says("بانک ملت") && !page.says("ذخیره در پیش‌نویس"));
    for (path, fields) in [
        ("banks/0", &bank("012", "دیگر")[..]),
        ("banks/0/remove", &[]),
        ("lookUpAfterDays", &[("value", "3")]),
        ("sign", &[]),
        ("begin", &[]),
    ] {
        let refused = send(&mut publisher, path, &seen, fields).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{path}");
    }
    assert_eq!(version(&test).await, seen);
    let fields = [("version", seen.as_str()), ("from", "1405/12/01")];
    let refused = editor.administer(&format!("{DRAFT}/publish"), &fields).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_catalogue_is_no_technical_duty() {
    let test = TestRegistry::start().await;
    let (mut technical, _) = test.administrator("moradi", 0, &[Duty::Technical]).await;
    for path in ["/administration/catalogue", DRAFT, "/administration/catalogue/draft/banks"] {
        assert_eq!(technical.get(path).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    assert!(!technical.get("/administration").await.says("/administration/catalogue"));
}
