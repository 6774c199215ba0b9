//! A new applicant in the browser of most: from the first page to a licence that anybody can verify.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use domain::identifiers::LicenceNumber;
use tests::bucket::Bucket;
use tests::chromium::{Chromium, Line, Screen, Scripts};
use tests::patience::until;
use tests::site::Site;
use xtask::workspace::Workspace;

use crate::portal_office::Offices;

const NATIONAL_ID: &str = "0084575948";
const LICENCE_SERIAL: u64 = 9_600_000_001;
pub use testkit::files::PDF;

/// What leads from page two to the documents.
pub const TO_DOCUMENTS: &str = "ادامه: مدارک";
/// What the page says while the line is cut.
const CUT: &str = "خط قطع شد";

/// An applicant with a browser.
pub struct Visitor<'s> {
    site: &'s Site,
    pub browser: Chromium,
    scripts: Scripts,
    pictures: PathBuf,
    taken: std::cell::Cell<usize>,
}

impl<'s> Visitor<'s> {
    pub fn with(site: &'s Site, screen: Screen, scripts: Scripts, name: &str) -> Result<Self> {
        let browser = Chromium::open(screen, scripts)?;
        let pictures = Workspace::find()?.root.join("target/screenshots");
        let pictures = pictures.join(format!("portal-{name}"));
        Ok(Self { site, browser, scripts, pictures, taken: std::cell::Cell::new(0) })
    }

    pub fn go(&self, path: &str) -> Result<()> {
        self.browser.go(&format!("{}{path}", self.site.origin))
    }

    /// The page is one that anybody can use: it fits the screen, and axe finds nothing.
    pub fn looks(&self, name: &str) -> Result<()> {
        self.taken.set(self.taken.get() + 1);
        let file = self.pictures.join(format!("{:02}-{name}.png", self.taken.get()));
        self.browser.picture(&file)?;
        if self.scripts == Scripts::On {
            ensure!(!self.browser.is_too_wide()?, "{name} is wider than the screen");
            let violations = self.browser.violations()?;
            ensure!(violations.is_empty(), "{name}: {violations:#?}");
        }
        Ok(())
    }

    pub fn first_page(&self) -> Result<()> {
        let browser = &self.browser;
        self.go("/")?;
        browser.must_say("مسیر بررسی")?;
        self.looks("home")?;
        browser.press("ثبت‌نام تازه")?;
        browser.must_say("می‌خواهید چگونه کار کنید؟")?;
        self.looks("kind")?;
        browser.choose("activity", "independent")?;
        browser.press("ادامه: مشخصات فردی")?;
        browser.must_say("تاریخ تولد")?;
        for (name, text) in [
            ("firstName", "فاطمه"),
            ("lastName", "احمدی"),
            ("fatherName", "حسین"),
            // Persian, Arabic and Latin digits are all the same.
            ("nationalId", "۰۰۸۴۵۷۵۹۴۸"),
            ("birthCertificateNo", "١٢"),
            ("bornOn-day", "21"),
            ("bornOn-month", "۴"),
            ("bornOn-year", "١٣٦٩"),
            ("mobile", "0918123456"),
            ("address", "اراک، خیابان شهید بهشتی، کوچهٔ نرگس، پلاک ۱۲"),
            ("postalCode", "3813715649"),
        ] {
            browser.fill(name, text)?;
        }
        for (name, value) in [
            ("gender", "female"),
            ("education", "diploma"),
            ("county", "0001"),
            ("household", "member"),
            ("supportBody", "none"),
            ("employment", "none"),
        ] {
            browser.choose(name, value)?;
        }
        browser.press("ذخیره و دریافت کد رهگیری")?;
        browser.must_say("مورد را درست کنید")?;
        self.looks("person-with-an-error")?;
        ensure!(browser.value("firstName")? == "فاطمه", "what was typed stays");
        ensure!(browser.value("mobile")? == "0918123456", "what was wrong stays too");
        browser.fill("mobile", "09181234567")?;
        browser.press("ذخیره و دریافت کد رهگیری")?;
        browser.must_say("کد رهگیری شما")
    }

    /// The tracking code as the page shows it.
    fn code(&self) -> Result<String> {
        self.looks("code")?;
        let text = self.browser.text()?;
        let (_, after) = text.split_once("کد رهگیری شما").context("the code stands there")?;
        let code = after.trim().lines().next().context("the code stands there")?;
        Ok(code.to_owned())
    }

    pub fn second_page(&self) -> Result<()> {
        self.fill_plan()?;
        self.looks("plan")?;
        self.browser.press(TO_DOCUMENTS)?;
        self.browser.must_say("چه مانده است؟")
    }

    /// Writes page two, and does not send it yet.
    pub fn fill_plan(&self) -> Result<()> {
        let browser = &self.browser;
        browser.must_say("عنوان طرح")?;
        for (name, text) in [
            ("title", "بافت فرش دستباف"),
            ("description", "بافت فرش با نخ پشم برای فروش در بازار اراک"),
            ("jobs", "۲"),
            ("workAddress", "اراک، خیابان شهید بهشتی، کوچهٔ نرگس، پلاک ۱۲"),
            ("workPostalCode", "3813715649"),
            ("areaM2", "18"),
            ("fixed", "200000000"),
            ("working", "150000000"),
            ("own", "120000000"),
            ("certificateNo", "4207/ف/1404"),
            ("certificateIssuer", "سازمان آموزش فنی و حرفه‌ای"),
            ("issuedOn-day", "20"),
            ("issuedOn-month", "3"),
            ("issuedOn-year", "1404"),
            ("expiresOn-day", "19"),
            ("expiresOn-month", "3"),
            ("expiresOn-year", "1408"),
        ] {
            browser.fill(name, text)?;
        }
        for (name, value) in [
            ("field", "2025"),
            ("workCounty", "0001"),
            ("tenure", "owned"),
            ("certificateField", "yes"),
        ] {
            browser.choose(name, value)?;
        }
        Ok(())
    }

    /// Sends a document, as a browser with or without scripts does.
    fn send(&self, document: u32, file: &Path) -> Result<()> {
        let browser = &self.browser;
        browser.attach(&format!("#f{document}"), file)?;
        if self.scripts == Scripts::Off {
            browser.press_at(&format!("#d{document} form button"))?;
        }
        self.must_have(document)
    }

    /// What is still missing. The page's script may be about to say it anew.
    pub fn missing(&self) -> Result<Vec<String>> {
        until("what is missing", || Ok(self.browser.links_in("[data-missing]").ok()))
    }

    /// Waits until the page says that a document has come.
    pub fn must_have(&self, document: u32) -> Result<()> {
        until("the document", || {
            let missing = self.missing()?;
            Ok((!missing.iter().any(|link| link.ends_with(&format!("#d{document}")))).then_some(()))
        })
    }

    fn documents(&self, file: &Path) -> Result<()> {
        self.looks("documents-missing")?;
        for link in self.missing()? {
            let (_, code) = link.rsplit_once("#d").context("a link to a document")?;
            self.send(code.parse()?, file)?;
        }
        self.looks("documents-complete")
    }

    fn tick(&self) -> Result<()> {
        let browser = &self.browser;
        browser.press("ادامه: تأیید پایانی")?;
        browser.must_say("ثبت نهایی")?;
        self.looks("confirm")?;
        browser.press("ثبت نهایی")?;
        browser.must_say("نشان تأیید زده نشده است")?;
        self.looks("confirm-without-the-tick")?;
        browser.press_at("#agreed")?;
        browser.press("ثبت نهایی")?;
        browser.must_say("ثبت نام شما با موفقیت انجام شد")?;
        self.looks("done")
    }

    fn sign_in(&self, code: &str) -> Result<()> {
        let browser = &self.browser;
        self.go("/status")?;
        browser.fill("code", code)?;
        browser.fill("identity", NATIONAL_ID)?;
        self.looks("status-form")?;
        browser.press_at("main form button")?;
        browser.must_say("مسیر درخواست")
    }
}

/// The whole way of an applicant, in one browser.
fn tell(site: &Site, screen: Screen, scripts: Scripts, name: &str) -> Result<()> {
    let offices = Offices::of(site)?;
    let visitor = Visitor::with(site, screen, scripts, name)?;
    let browser = &visitor.browser;
    let file = site.folder().join("scan.pdf");
    fs::write(&file, PDF)?;

    visitor.first_page()?;
    let code = visitor.code()?;
    browser.press("ادامه: مشخصات طرح")?;
    visitor.second_page()?;
    visitor.documents(&file)?;
    visitor.tick()?;

    // On another day, with the code.
    browser.forget()?;
    visitor.sign_in(&code)?;
    browser.must_say("اکنون کاری با شما نیست")?;
    visitor.looks("status-in-review")?;

    let case = offices.find(&code)?;
    offices.ask(case)?;
    visitor.go("/status")?;
    browser.must_say("اکنون ۲ کار با شماست")?;
    visitor.looks("status-asked")?;
    browser.press("پاسخ دادن")?;
    browser.must_say("پاسخ به درخواست اداره")?;
    visitor.looks("status-answer")?;
    browser.fill("value", "محمدحسین")?;
    browser.press("فرستادن پاسخ")?;
    browser.must_say("اکنون یک کار با شماست")?;
    browser.attach("main input[type=file]", &file)?;
    browser.press("فرستادن مدرک")?;
    browser.must_say("اکنون کاری با شما نیست")?;
    visitor.looks("status-answered")?;

    offices.approve(case)?;
    let number = LicenceNumber::from_serial(LICENCE_SERIAL).context("a number")?;
    offices.license(case, &number)?;
    visitor.go("/status")?;
    browser.must_say("مجوز")?;
    visitor.looks("status-licensed")?;
    visitor.go("/verify")?;
    browser.fill("number", number.as_str())?;
    browser.press_at("main form button")?;
    browser.must_say("مجوز معتبر است")?;
    browser.must_say("فاطمه احمدی")?;
    visitor.looks("verify-valid")?;

    let log = site.log()?;
    for personal in [NATIONAL_ID, "احمدی", "09181234567", &code.replace(['-', ' '], "")] {
        ensure!(!log.contains(personal), "the log holds an applicant's data");
    }
    Ok(())
}

#[test]
fn on_a_phone() -> Result<()> {
    tell(&Site::serve()?, Screen::Phone, Scripts::On, "phone")
}

#[test]
fn on_a_phone_without_scripts() -> Result<()> {
    tell(&Site::serve()?, Screen::Phone, Scripts::Off, "phone-without-scripts")
}

#[test]
fn on_a_desktop() -> Result<()> {
    tell(&Site::serve()?, Screen::Desktop, Scripts::On, "desktop")
}

#[test]
fn on_a_desktop_without_scripts_with_the_documents_in_a_bucket() -> Result<()> {
    let bucket = Bucket::serve()?;
    let site = Site::serve_with(&bucket)?;
    tell(&site, Screen::Desktop, Scripts::Off, "desktop-without-scripts")?;
    ensure!(!bucket.holds(PDF)?, "a document lies in the bucket as it came");
    Ok(())
}

#[test]
fn a_document_comes_whole_over_a_slow_line_that_is_cut() -> Result<()> {
    let site = Site::serve()?;
    let visitor = Visitor::with(&site, Screen::Phone, Scripts::On, "slow")?;
    let browser = &visitor.browser;
    visitor.first_page()?;
    browser.press("ادامه: مشخصات طرح")?;
    visitor.second_page()?;
    // Some ten seconds at 64 kbit/s.
    let file = site.folder().join("scan.pdf");
    let mut content = PDF.to_vec();
    content.resize(80_000, b' ');
    fs::write(&file, content)?;
    browser.line(Line::Slow)?;
    browser.attach("#f10001", &file)?;
    until("a part of the document", || Ok(browser.shows("#d10001 progress")?.then_some(())))?;
    browser.line(Line::Cut)?;
    until("the cut", || Ok(browser.said("#d10001 [data-said]")?.contains(CUT).then_some(())))?;
    browser.line(Line::Fast)?;
    visitor.must_have(10_001)
}
