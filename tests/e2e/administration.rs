//! The secretariat and IT staff at work: from the first account, made at the console, to every page of theirs.

use anyhow::{Context as _, Result, ensure};
use domain::ids::OfficerId;
use domain::sources::Clock as _;
use registry::administration::secrets::Generator;
use registry::clock::SystemClock;
use tests::chromium::{Chromium, Screen, Scripts};
use tests::site::Site;
use xtask::workspace::Workspace;

const PASSWORD: &str = "پروانه‌ای در باغ";
/// Pages that no menu leads to.
const FURTHER: [&str; 2] = ["/administration", "/administration/officers/new"];

/// Somebody of the administration with a browser.
pub struct Administrator<'s> {
    site: &'s Site,
    pub browser: Chromium,
    name: String,
    taken: std::cell::Cell<usize>,
}

impl<'s> Administrator<'s> {
    /// Opens the browser.
    pub fn with(site: &'s Site, screen: Screen, name: &str) -> Result<Self> {
        let browser = Chromium::open(screen, Scripts::On)?;
        Ok(Self { site, browser, name: name.to_owned(), taken: std::cell::Cell::new(0) })
    }

    /// Goes to a page of the site.
    pub fn go(&self, path: &str) -> Result<()> {
        self.browser.go(&format!("{}{path}", self.site.origin))
    }

    /// The page is one that anybody can use: it fits the screen, and axe finds nothing.
    pub fn looks(&self, name: &str) -> Result<()> {
        self.taken.set(self.taken.get() + 1);
        let pictures = Workspace::find()?.root.join("target/screenshots");
        let file = format!("administration-{}/{:02}-{name}.png", self.name, self.taken.get());
        self.browser.whole_picture(&pictures.join(file))?;
        ensure!(!self.browser.is_too_wide()?, "{name} is wider than the screen");
        let violations = self.browser.violations()?;
        ensure!(violations.is_empty(), "{name}: {violations:#?}");
        Ok(())
    }

    /// Takes an invitation up, and returns the generator that the page showed.
    pub fn take_up(&self, account: &str, code: &str) -> Result<Generator> {
        let browser = &self.browser;
        self.go("/administration")?;
        browser.must_say("ورود به مدیریت سامانه")?;
        self.looks("sign-in")?;
        browser.press("کد دعوت دارم")?;
        browser.must_say("گام ۱ از ۲")?;
        browser.fill("account", account)?;
        browser.fill("invitation", "wrong")?;
        browser.press("ادامه")?;
        browser.must_say("نام حساب یا کد دعوت درست نیست")?;
        self.looks("invitation")?;
        browser.fill("invitation", code)?;
        browser.press("ادامه")?;
        browser.must_say("گام ۲ از ۲")?;
        self.looks("secrets")?;
        let generator =
            read(&browser.said("bdi.secret")?).context("the secret is written there")?;
        browser.fill("first", &generator.code_at(SystemClock.now()))?;
        browser.fill("password", PASSWORD)?;
        browser.fill("again", PASSWORD)?;
        browser.press("ذخیره")?;
        browser.must_say("کد یک‌بارمصرف")?;
        Ok(generator)
    }

    /// Signs in for the first time with what taking the invitation up gave.
    pub fn sign_in(&self, account: &str, generator: &Generator) -> Result<()> {
        let browser = &self.browser;
        browser.fill("account", account)?;
        browser.fill("password", PASSWORD)?;
        // The code of this half minute was used to show that the generator works; the next one is good already.
        let next = domain::dates::Instant::from_millis(SystemClock.now().as_millis() + 30_000);
        browser.fill("code", &generator.code_at(next))?;
        browser.press("ورود")?;
        browser.must_say("خروج")
    }

    /// Every page that the menu leads to, and further ones.
    fn places(&self) -> Result<Vec<String>> {
        self.go("/administration")?;
        self.browser.must_say("خروج")?;
        let mut places: Vec<String> = FURTHER.map(str::to_owned).to_vec();
        for link in self.browser.links_in("nav")? {
            let path = link.strip_prefix(&self.site.origin).unwrap_or(&link).to_owned();
            if path.starts_with("/administration/") {
                places.push(path);
            }
        }
        ensure!(places.len() > 5, "the menu leads to {places:?}");
        Ok(places)
    }

    /// Enters a colleague, who is invited, and makes a code for a workstation.
    fn work(&self) -> Result<()> {
        let browser = &self.browser;
        self.go("/administration/officers/new")?;
        browser.must_say("حرف‌های لاتین")?;
        for (name, text) in
            [("name", "الهام ثابتی"), ("nationalId", "۰۰۱۸۲۲۶۹۹۱"), ("account", "sabeti")]
        {
            browser.fill(name, text)?;
        }
        browser.press("ثبت")?;
        browser.must_say("مورد را درست کنید")?;
        self.looks("officer-without-an-office")?;
        browser.choose("office", "LABOUR-0001")?;
        browser.press("ثبت")?;
        browser.must_say("بستن حساب")?;
        browser.must_say("الهام ثابتی")?;
        self.looks("officer")?;
        self.go("/administration/workstations")?;
        browser.must_say("رایانهٔ تازه")?;
        browser.choose("office", "LABOUR-0001")?;
        browser.fill("label", "اتاق ۱۲، میز نخست")?;
        browser.press("ساختن کد ثبت")?;
        browser.must_say("کد ثبت رایانه")?;
        self.looks("enrolment-code")
    }
}

/// Reads the secret as a person types it into a generator: Base32.
fn read(written: &str) -> Option<Generator> {
    let symbols = written.bytes().filter(|symbol| *symbol != b' ');
    let (mut bytes, mut bits, mut held) = (Vec::new(), 0_u32, 0_u32);
    for symbol in symbols {
        let value = match symbol {
            b'A'..=b'Z' => symbol - b'A',
            b'2'..=b'7' => symbol - b'2' + 26,
            _ => return None,
        };
        (held, bits) = (held << 5 | u32::from(value), bits + 5);
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(held >> bits & 0xFF).ok()?);
        }
    }
    Generator::from_bytes(&bytes)
}

#[test]
fn the_first_account_is_made_at_the_console_and_the_rest_in_the_browser() -> Result<()> {
    let site = Site::serve()?;
    let account = "moradi";
    OfficerId::parse(account)?;
    let code = site.console(&[
        "officer",
        "add",
        "--account",
        account,
        "--national-id",
        "0076229645",
        "--name",
        "مریم مرادی",
        "--office",
        "SECRETARIAT",
        "--duty",
        "technical",
        "--duty",
        "editor",
        "--duty",
        "auditor",
    ])?;
    let desktop = Administrator::with(&site, Screen::Desktop, "desktop")?;
    let generator = desktop.take_up(account, code.trim())?;
    desktop.sign_in(account, &generator)?;
    desktop.work()?;
    for path in desktop.places()? {
        for (lang, word) in [("", "خروج"), ("/en", "Sign out")] {
            desktop.go(&format!("{lang}{path}"))?;
            desktop.browser.must_say(word)?;
            let name = format!("{lang}{path}").trim_start_matches('/').replace('/', "-");
            desktop.looks(&name)?;
        }
    }
    let other = site.console(&["officer", "invite", "--account", account])?;
    let phone = Administrator::with(&site, Screen::Phone, "phone")?;
    let generator = phone.take_up(account, other.trim())?;
    desktop.go("/administration/officers")?;
    desktop.browser.must_say("کد یک‌بارمصرف")?; // a new invitation that is taken up ends what was before it
    phone.sign_in(account, &generator)?;
    for path in phone.places()? {
        phone.go(&path)?;
        phone.browser.must_say("خروج")?;
        phone.looks(&path.trim_start_matches('/').replace('/', "-"))?;
    }
    let log = site.log()?;
    ensure!(!log.contains("0076229645") && !log.contains("0018226991"), "no ID is in the log");
    ensure!(!log.contains(code.trim()), "no code is in the log");
    Ok(())
}
