//! Every page of the administration, on the screen of an office and on a phone, in both languages.

use anyhow::{Context as _, Result, bail, ensure};
use domain::catalogue::Section;
use domain::sources::Clock as _;
use registry::clock::SystemClock;
use tests::chromium::Screen;
use tests::site::Site;

use crate::administration::Administrator;
use crate::administration_world::{self, World};

const HOME: &str = "/administration";
const CATALOGUE: &str = "/administration/catalogue";
const DRAFT: &str = "/administration/catalogue/draft";
const CASE: &str = "/administration/audit/case";
/// Addresses that say something of a page's own.
const ASKED: [&str; 12] = [
    "figures?by=province&draw=registered",
    "figures?by=month",
    "figures?by=field&province=00",
    "figures?from=1405/13/01",
    "figures/cases",
    "figures/cases?late=yes",
    "figures/cases?from=1399/01/01&to=1399/02/01",
    "audit?check=yes",
    "audit?from=1405/13/01",
    "audit/not-applied",
    "officers?office=LABOUR-0001",
    "catalogue/draft/fields?q=%D9%82%D8%A7%D9%84%DB%8C",
];

/// Every page that is there to be read, but for those of a form that was sent.
fn pages(world: &World) -> Vec<String> {
    let mut pages = vec![HOME.to_owned()];
    let further = ["tray", "officers", "officers/new", "workstations", "figures", "audit"];
    pages.extend(further.iter().chain(&ASKED).map(|page| format!("{HOME}/{page}")));
    pages.push(format!("{HOME}/tray/{}", world.tray));
    pages.push(format!("{HOME}/officers/{}", world.officer));
    pages.push(format!("{HOME}/workstations/{}/revoke", world.device));
    pages.extend([CASE.to_owned(), CATALOGUE.to_owned(), DRAFT.to_owned()]);
    for section in Section::ALL {
        pages.push(format!("{DRAFT}/{section}"));
        if section.key().is_some() {
            pages.extend(["0", "new"].map(|row| format!("{DRAFT}/{section}/{row}")));
        }
    }
    pages
}

/// A name for a picture, the same whatever world it is of.
fn name(lang: &str, page: &str, world: &World) -> String {
    let page = page.replace(&world.tray, "one").replace(&world.device, "one");
    let plain: String =
        page.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let plain = plain.trim_start_matches("-administration").trim_matches('-').to_owned();
    let lang = if lang.is_empty() { "fa" } else { "en" };
    format!("{}-{lang}", if plain.is_empty() { "home" } else { &plain })
}

impl Administrator<'_> {
    /// Looks at every page in both languages, and tells of each that cannot be used.
    fn look_around(&self, world: &World) -> Result<Vec<String>> {
        let mut wrong = Vec::new();
        let mut look = |name: &str| {
            let looked = self.looks(name);
            wrong.extend(looked.err().map(|error| format!("{error:#}")));
        };
        for (lang, leave) in [("", "خروج"), ("/en", "Sign out")] {
            for page in pages(world) {
                self.go(&format!("{lang}{page}"))?;
                self.browser.must_say(leave).with_context(|| page.clone())?;
                look(&name(lang, &page, world));
            }
            self.go(&format!("{lang}{CASE}"))?;
            self.browser.fill("code", &world.tray)?;
            self.browser.press(if lang.is_empty() { "نمایش" } else { "Show" })?;
            self.browser.must_say(if lang.is_empty() { "رسید در" } else { "Came at" })?;
            look(&name(lang, "history", world));
        }
        Ok(wrong)
    }

    /// Puts the wrong number back and stands behind what is left.
    fn sign(&self) -> Result<()> {
        let browser = &self.browser;
        self.go(DRAFT)?;
        browser.press_at("form:has([value='lookUpAfterDays']) button")?;
        browser.must_say("ایرادی پیدا نشد")?;
        self.looks("draft-without-flaws")?;
        browser.press("امضای این نسخه")?;
        browser.must_say("شخص دیگری باید منتشر کند")?;
        self.looks("draft-signed")
    }

    /// Publishes what somebody else has signed.
    fn publish(&self) -> Result<()> {
        let browser = &self.browser;
        self.go(DRAFT)?;
        browser.fill("from", "۱۴۰۵")?;
        browser.press("انتشار")?;
        browser.must_say("مورد را درست کنید")?;
        self.looks("draft-published-on-no-day")?;
        browser.fill("from", &(SystemClock.now().tehran_date().add_days(30)).jalali().numeric())?;
        browser.press("انتشار")?;
        browser.must_say("در راه است")?;
        self.looks("published")
    }

    /// Begins a draft in which a row is added, one changed and one removed, and a number is out of range.
    fn draft(&self) -> Result<()> {
        let browser = &self.browser;
        self.go(CATALOGUE)?;
        browser.press("آغاز از آخرین ویرایش منتشرشده")?;
        browser.must_say("امضا و انتشار")?;
        self.go(&format!("{DRAFT}/banks/0"))?;
        browser.fill("title", "بانک ملت (شعبهٔ مرکزی)")?;
        browser.press("ذخیره در پیش‌نویس")?;
        browser.must_say("شعبهٔ مرکزی")?;
        self.go(&format!("{DRAFT}/{}/0", Section::Holidays))?;
        browser.press("برداشتن این ردیف")?;
        browser.must_say("افزودن ردیف")?;
        self.go(&format!("{DRAFT}/lookUpAfterDays"))?;
        browser.fill("value", "۹۰۰")?;
        browser.press("ذخیره در پیش‌نویس")?;
        browser.must_say("عدد باید از ۱ تا ۳۶۵ باشد")
    }
}

#[test]
fn every_page_of_the_administration_can_be_used_on_both_screens_and_in_both_languages() -> Result<()>
{
    let site = Site::serve()?;
    let world = administration_world::fill(&site)?;
    let people = [
        ("desktop", Screen::Office, "moradi", "0076229645", "مریم مرادی"),
        ("phone", Screen::Phone, "karimi-r", "0018226991", "رضا کریمی"),
    ];
    let (mut wrong, mut opened) = (Vec::new(), Vec::new());
    for (which, screen, account, id, person) in people {
        let mut command = vec!["officer", "add", "--account", account, "--national-id", id];
        command.extend(["--name", person, "--office", "SECRETARIAT"]);
        for duty in ["technical", "editor", "publisher", "auditor"] {
            command.extend(["--duty", duty]);
        }
        let code = site.console(&command)?;
        let browsing = Administrator::with(&site, screen, &format!("pages-{which}"))?;
        for page in ["sign-in", "invitation"] {
            browsing.go(&format!("/en{HOME}/{page}"))?;
            browsing.browser.must_say("Account")?;
            browsing.looks(&name("/en", page, &world))?;
        }
        let generator = browsing.take_up(account, code.trim())?;
        browsing.sign_in(account, &generator)?;
        if which == "desktop" {
            browsing.go(CATALOGUE)?;
            browsing.looks("catalogue-without-a-draft")?;
            browsing.draft()?;
        }
        wrong.extend(browsing.look_around(&world)?);
        opened.push(browsing);
    }
    let [desktop, phone] = &opened[..] else { bail!("two people are signed in") };
    desktop.sign()?;
    phone.publish()?;
    ensure!(wrong.is_empty(), "{}", wrong.join("\n"));
    let log = site.log()?;
    ensure!(!log.contains("panicked"), "the server went on");
    Ok(())
}
