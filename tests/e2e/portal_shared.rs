//! A computer that several people use: what one leaves, the next neither sees nor uses.

use anyhow::{Result, ensure};
use tests::chromium::{Screen, Scripts};
use tests::site::Site;

use crate::portal::Visitor;

const FORM: &str = "/register/person?activity=independent";

fn tell(site: &Site, scripts: Scripts, name: &str) -> Result<()> {
    let visitor = Visitor::with(site, Screen::Phone, scripts, name)?;
    let browser = &visitor.browser;
    // The last answer is typed and the button pressed at once.
    visitor.first_page()?;
    visitor.looks("code")?;
    visitor.go(FORM)?;
    browser.must_say("تاریخ تولد")?;
    visitor.looks("form-of-the-next-person")?;
    for field in ["firstName", "lastName", "nationalId", "mobile", "address"] {
        ensure!(browser.value(field)?.is_empty(), "{field} is another person's");
    }

    browser.fill("lastName", "کاظمی")?;
    browser.fill("nationalId", "0076229645")?;
    browser.press("نگه داشتن و ادامه در روزی دیگر")?;
    browser.must_say("پاسخ‌های شما نگه داشته شد")?;
    visitor.go(FORM)?;
    browser.must_say("فرمی نیمه‌کاره در این مرورگر هست")?;
    visitor.looks("form-that-asks-for-its-owner")?;
    ensure!(!browser.text()?.contains("کاظمی"), "the form is not shown");
    browser.fill("answer", "۱۱۱۱")?;
    browser.press("باز کردن فرم")?;
    browser.must_say("۴ بار دیگر")?;
    visitor.looks("wrong-answer")?;
    browser.fill("answer", "۹۶۴۵")?;
    browser.press("باز کردن فرم")?;
    browser.must_say("تاریخ تولد")?;
    ensure!(browser.value("lastName")? == "کاظمی", "its owner has it back");
    // Cleared with something just typed into it, it does not come back either.
    browser.fill("firstName", "زهرا")?;
    browser.press("من نیستم؛ پاک کن")?;
    browser.must_say("می‌خواهید چگونه کار کنید؟")?;
    visitor.looks("kind-beside-an-open-application")?;
    visitor.go(FORM)?;
    browser.must_say("تاریخ تولد")?;
    ensure!(browser.value("firstName")?.is_empty(), "nothing is left of it");

    visitor.go("/register/plan")?;
    browser.must_say("ف. احمدی")?;
    visitor.looks("plan-says-whose-it-is")?;
    if scripts == Scripts::On {
        // As if another application had been opened in another tab since.
        browser.run("document.querySelector('main form [name=case]').value = 'another'")?;
        browser.fill("title", "بافت فرش")?;
        browser.must_say("این صفحه از آنِ درخواست دیگری است")?;
        visitor.looks("plan-of-another-application")?;
        browser.press("ادامه: مدارک")?;
        browser.must_say("در هیچ‌یک نوشته نشد")?;
        visitor.go("/register/plan")?;
        browser.must_say("ف. احمدی")?;
        ensure!(browser.value("title")?.is_empty(), "it was written nowhere");
    }
    browser.press("خروج")?;
    browser.must_say("کد رهگیری را ندارید؟")?;
    visitor.go("/register/plan")?;
    browser.must_say("برای ادامه، کد رهگیری را بنویسید")
}

#[test]
fn what_one_person_leaves_the_next_does_not_see() -> Result<()> {
    let site = Site::serve()?;
    tell(&site, Scripts::On, "shared")?;
    tell(&site, Scripts::Off, "shared-without-scripts")
}
