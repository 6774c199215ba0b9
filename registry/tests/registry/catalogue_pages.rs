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
    let file = ("\0\r\n\u{7}.json", document.as_bytes());
    let came = editor.send_form_with_file(&import, &fields, file).await;
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
        ("put-back", &[("section", "banks"), ("row", "012")]),
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

#[tokio::test]
async fn fields_of_a_programme_are_chosen_by_name_and_an_unknown_one_is_refused_beside_them() {
    let test = TestRegistry::start().await;
    let (mut editor, _) = test.administrator("karimi", 0, &[Duty::Editor]).await;
    editor.administer(&format!("{DRAFT}/begin"), &[]).await;
    let page = editor.get(&format!("{DRAFT}/programmes/0")).await;
    assert!(page.says("گلیم‌بافی (۱۰۰۱)") && page.says("name=\"fields-1001\""), "{}", page.text());
    let list = editor.get(&format!("{DRAFT}/programmes")).await;
    assert!(list.says("گلیم‌بافی") && !list.says("1001"), "{}", list.text());
    let seen = version(&test).await;
    let title = ("title", "طرح ملی توسعهٔ مشاغل خانگی");
    let was = ("was", title.1);
    let chosen = [title, was, ("province", "00"), ("fields-1011", "yes"), ("fields-1001", "yes")];
    let saved = send(&mut editor, "programmes/0", &seen, &chosen).await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.text());
    let held = draft::read(&test.registry).await.unwrap().unwrap();
    let fields = held.catalogue.to_json()["programmes"][0]["fields"].clone();
    assert_eq!(fields, serde_json::json!(["1001", "1011"]));
    let seen = version(&test).await;
    let unknown = [&chosen[..], &[("fields-9999", "yes")]].concat();
    let refused = send(&mut editor, "programmes/0", &seen, &unknown).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.says("id=\"fields-error\"") && refused.says("9999"), "{}", refused.text());
    assert!(refused.says("name=\"fields-9999\""), "it can be taken out");
    assert_eq!(version(&test).await, seen);
    let list = editor.get(&format!("{DRAFT}/offices")).await;
    assert!(list.says("رابط بانک ملت") && list.says("میراث فرهنگی"), "{}", list.text());
}

/// The hidden fields of the button that puts a row back.
fn put_back(page: &str, section: Section, row: &str) -> Vec<(String, String)> {
    let (section, row) =
        (format!("name=\"section\" value=\"{section}\""), format!("name=\"row\" value=\"{row}\""));
    let forms = page.split("/draft/put-back\"").skip(1);
    let forms = forms.map(|form| form.split("</form>").next().unwrap());
    let form = forms.into_iter().find(|form| form.contains(&section) && form.contains(&row));
    let form = form.unwrap_or_else(|| panic!("no button for {section} {row}"));
    let fields = form.split("<input ").skip(1).map(|input| {
        let of = |name: &str| {
            let rest = input.split(&format!("{name}=\"")).nth(1).unwrap();
            rest.split('"').next().unwrap().to_owned()
        };
        (of("name"), of("value"))
    });
    fields.filter(|(name, _)| name != "token").collect()
}

async fn press(
    browser: &mut Browser,
    page: &str,
    section: Section,
    row: &str,
) -> crate::browser::Answer {
    let fields = put_back(page, section, row);
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.administer(&format!("{DRAFT}/put-back"), &fields).await
}

#[tokio::test]
async fn each_difference_can_be_put_back_by_itself() {
    let test = TestRegistry::start().await;
    let (mut editor, _) = test.administrator("karimi", 0, &[Duty::Editor]).await;
    editor.administer(&format!("{DRAFT}/begin"), &[]).await;
    let before = draft::read(&test.registry).await.unwrap().unwrap().catalogue;
    let first = before.banks[0].code.as_str().to_owned();
    let second = before.banks[1].code.as_str().to_owned();
    let fields = [&bank(&first, "بانک یکم")[..], &[("was", &first)]].concat();
    send(&mut editor, "banks/0", &version(&test).await, &fields).await;
    send(&mut editor, "banks/1/remove", &version(&test).await, &[]).await;
    send(&mut editor, "banks/new", &version(&test).await, &bank("099", "بانک تازه")).await;
    send(&mut editor, "lookUpAfterDays", &version(&test).await, &[("value", "۳۰")]).await;
    let source = [("id", "1405/2-sample"), ("official", "no"), ("source", "منبع دیگر")];
    send(&mut editor, "edition", &version(&test).await, &source).await;
    let page = editor.get(DRAFT).await;
    for (section, row) in [
        (Section::Banks, second.as_str()),
        (Section::Banks, "099"),
        (Section::LookUpAfterDays, ""),
        (Section::Banks, first.as_str()),
        (Section::Edition, ""),
    ] {
        let page = editor.get(DRAFT).await;
        let done = press(&mut editor, page.text(), section, row).await;
        assert_eq!(done.status, StatusCode::OK, "{section} {row}: {}", done.text());
    }
    let held = draft::read(&test.registry).await.unwrap().unwrap();
    assert_eq!(
        held.catalogue, before,
        "every row is in its place, and the name is the draft's own"
    );
    let none = editor.get(DRAFT).await;
    assert!(!none.says("/draft/put-back"), "a draft has another name in any case");
    let stale = press(&mut editor, page.text(), Section::Banks, "099").await;
    assert_eq!(stale.status, StatusCode::CONFLICT, "what was seen is long past");
    assert!(stale.says("پیش‌نویس تغییر کرده است") && stale.says("karimi"), "{}", stale.text());
}

#[tokio::test]
async fn a_row_that_somebody_else_changed_meanwhile_is_not_put_back() {
    let test = TestRegistry::start().await;
    let (mut one, _) = test.administrator("karimi", 0, &[Duty::Editor]).await;
    let (mut other, _) = test.administrator("moradi", 1, &[Duty::Editor, Duty::Publisher]).await;
    one.administer(&format!("{DRAFT}/begin"), &[]).await;
    let mine = [&bank("012", "بانک یکم")[..], &[("was", "012")]].concat();
    send(&mut one, "banks/0", &version(&test).await, &mine).await;
    let page = one.get(DRAFT).await;
    let theirs = [&bank("012", "بانک دوم")[..], &[("was", "012")]].concat();
    send(&mut other, "banks/0", &version(&test).await, &theirs).await;
    let stale = press(&mut one, page.text(), Section::Banks, "012").await;
    assert!(stale.status == StatusCode::CONFLICT && stale.says("moradi"), "{}", stale.text());
    let held = draft::read(&test.registry).await.unwrap().unwrap();
    assert_eq!(held.catalogue.banks[0].title, "بانک دوم");
    // The newest edition is another one than that on the page.
    let page = one.get(DRAFT).await.text().replace("1405/1-sample", "1404/9");
    let refused = press(&mut one, &page, Section::Banks, "012").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text());
}
