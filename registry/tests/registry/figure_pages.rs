//! Pages and files of figures: one source, whatever shows it.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use domain::text::to_ascii_digits;
use registry::administration::Duty;

use axum::http::StatusCode;

use crate::browser::{Answer, Browser};
use crate::harness::TestRegistry;

const ASKED: &str = "from=1390/01/01&to=1420/01/01";

async fn auditor() -> (TestRegistry, Browser) {
    let test = TestRegistry::with_sample_world().await;
    let (browser, _) = test.administrator("bazras", 0, &[Duty::Auditor]).await;
    (test, browser)
}

fn rows(answer: &Answer) -> Vec<Vec<String>> {
    let text = answer.text().strip_prefix('\u{FEFF}').unwrap();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// What a page shows, as a program would write it.
fn plain(shown: &str) -> String {
    let shown = shown.replace(['٬', ','], "").replace('٫', ".").replace('—', "");
    to_ascii_digits(&shown)
}

fn cell(data: &Data) -> String {
    match data {
        Data::Float(number) if number.fract() == 0.0 => format!("{number:.0}"),
        Data::Float(number) => format!("{number:.1}"),
        Data::Int(number) => number.to_string(),
        Data::Empty => String::new(),
        other => other.to_string(),
    }
}

#[tokio::test]
async fn page_csv_and_spreadsheet_show_the_same_number() {
    let (_test, mut browser) = auditor().await;
    let path = "/administration/figures";
    let page = browser.get(&format!("{path}?{ASKED}&by=stage")).await;
    assert_eq!(page.status, StatusCode::OK);
    let csv = browser.get(&format!("{path}/file?{ASKED}&kind=csv&table=whole")).await;
    assert_eq!(csv.headers.get("content-type").unwrap(), "text/csv; charset=utf-8; header=present");
    let csv = rows(&csv);
    let book = browser.get(&format!("{path}/file?{ASKED}&by=stage&kind=xlsx&table=all")).await;
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(book.body)).unwrap();
    assert_eq!(book.sheet_names(), ["ارقام", "به تفکیک مرحله", "شرایط استنادشده در رد", "تعریف‌ها"]);
    let sheet = book.worksheet_range("ارقام").unwrap();
    let sheet: Vec<Vec<String>> = sheet.rows().map(|row| row.iter().map(cell).collect()).collect();
    assert_eq!(csv.len(), registry::figures::FIGURES.len() + 1);
    for (figure, (written, said)) in
        registry::figures::FIGURES.iter().zip(csv.iter().skip(1).zip(sheet.iter().skip(1)))
    {
        let mark = format!("data-figure=\"{}\">", figure.code);
        let from = page.text().find(&mark).unwrap() + mark.len();
        let shown = &page.text()[from..];
        let shown = plain(&shown[..shown.find('<').unwrap()]);
        assert_eq!(written[0], figure.name.0);
        assert_eq!(shown, written[1], "{}", figure.code);
        assert_eq!(
            said[1].trim_end_matches(".0"),
            written[1].trim_end_matches(".0"),
            "{}",
            figure.code
        );
        assert!(page.says(figure.definition.0), "{}", figure.code);
    }
    // The parts of a spreadsheet are those of the CSV file, and numbers are numbers.
    let parts = browser.get(&format!("{path}/file?{ASKED}&by=stage&kind=csv&table=parts")).await;
    let parts = rows(&parts);
    let sheet = book.worksheet_range("به تفکیک مرحله").unwrap();
    for (row, written) in sheet.rows().zip(&parts) {
        let said: Vec<String> = row.iter().map(cell).collect();
        assert_eq!(&said, written);
    }
    assert!(matches!(sheet.get((1, 1)), Some(Data::Float(_))));
    assert_eq!(parts.last().unwrap()[0], "همه");
}

#[tokio::test]
async fn a_list_of_cases_says_nothing_of_whose_they_are_and_is_entered_in_the_journal() {
    let (test, mut browser) = auditor().await;
    let path = "/administration/figures/cases";
    let file = browser.get(&format!("{path}/file?{ASKED}&kind=csv")).await;
    let listed = rows(&file);
    let cases = test.count("select count(*) from cases").await;
    assert_eq!(i64::try_from(listed.len()).unwrap(), cases + 1);
    let holders: Vec<String> =
        sqlx::query_scalar("select holder from licences").fetch_all(&test.owner).await.unwrap();
    let page = browser.get(&format!("{path}?{ASKED}")).await;
    assert!(!holders.is_empty());
    assert!(holders.iter().all(|name| !file.says(name) && !page.says(name)));
    let taken = "select count(*) from journal where act = 'casesTaken' and account = 'bazras'";
    assert_eq!(test.count(taken).await, 1);
    let book = browser.get(&format!("{path}/file?{ASKED}&kind=xlsx&stage=refused")).await;
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(book.body)).unwrap();
    let sheet = book.worksheet_range("پرونده‌ها").unwrap();
    let refused = test.count("select count(*) from cases where stage = 'refused'").await;
    assert_eq!(i64::try_from(sheet.height()).unwrap(), refused + 1);
    assert_eq!(test.count(taken).await, 2);
    // The second page has those that the first has not, and no more.
    let from = page.text().find("rel=\"next\" href=\"").unwrap() + 17;
    let next = &page.text()[from..];
    let next = next[..next.find('"').unwrap()].replace("&amp;", "&");
    let second = browser.get(&next).await;
    for row in &listed[1..] {
        assert!(page.says(&row[0]) != second.says(&row[0]), "{}", row[0]);
    }
}

#[tokio::test]
async fn a_period_that_cannot_be_is_told_beside_its_field_and_stays() {
    let (_test, mut browser) = auditor().await;
    for path in ["/administration/figures", "/administration/figures/cases"] {
        let page = browser.get(&format!("{path}?from=1405/13/01&to=%D9%81")).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.says("<title>خطا:") && page.says("1405/13/01") && page.says("روز را مانند"));
        let page = browser.get(&format!("{path}?from=1405/09/02&to=۱۴۰۵/۰۹/۰۱")).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let file = browser.get("/administration/figures/file?from=x&kind=csv&table=whole").await;
    assert_eq!(file.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn figures_are_for_those_whose_duty_they_are() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    for path in ["", "/file?kind=csv&table=whole", "/cases", "/cases/file?kind=csv"] {
        let answer = browser.get(&format!("/administration/figures{path}")).await;
        assert_eq!(answer.location(), Some("/administration/sign-in"), "{path}");
    }
    let (mut browser, _) = test.administrator("fanni", 0, &[Duty::Technical]).await;
    for path in ["", "/file?kind=csv&table=whole", "/cases", "/cases/file?kind=csv"] {
        let answer = browser.get(&format!("/administration/figures{path}")).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
    }
}
