//! The registry in trouble: the applicant reads what happened and what to do, and finds everything already given.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use tests::chromium::{Screen, Scripts};
use tests::site::Site;
use xtask::postgres::{Cluster, Keeping};

use crate::portal::{PDF, TO_DOCUMENTS, Visitor};

const TITLE: &str = "بافت فرش دستباف";

/// A PostgreSQL that is stopped and started. Its folder goes with it.
struct Stoppable {
    folder: std::path::PathBuf,
    running: Option<Cluster>,
}

impl Stoppable {
    fn start() -> Result<Self> {
        // The path of a socket is bounded, and a folder of root's is closed to others.
        let folder = std::env::temp_dir().join(format!("parvaneh-stopped-{}", std::process::id()));
        let running = Some(Cluster::start(&folder, Keeping::Data)?);
        Ok(Self { folder, running })
    }

    fn stop(&mut self) {
        self.running = None;
    }

    fn start_again(&mut self) -> Result<()> {
        self.running = Some(Cluster::start(&self.folder, Keeping::Data)?);
        Ok(())
    }
}

impl Drop for Stoppable {
    fn drop(&mut self) {
        self.stop();
        // What is not there need not be removed.
        let _removed = fs::remove_dir_all(&self.folder);
    }
}

#[test]
fn a_database_that_stops_in_the_middle_of_a_page_loses_nothing() -> Result<()> {
    let mut database = Stoppable::start()?;
    let site = match &database.running {
        Some(cluster) => Site::serve_on(cluster)?,
        None => anyhow::bail!("it runs"),
    };
    let visitor = Visitor::with(&site, Screen::Phone, Scripts::On, "database-away")?;
    let browser = &visitor.browser;
    visitor.first_page()?;
    browser.press("ادامه: مشخصات طرح")?;
    visitor.fill_plan()?;
    database.stop();
    browser.press(TO_DOCUMENTS)?;
    browser.must_say("سامانه اکنون نتوانست پاسخ‌های شما را نگه دارد")?;
    visitor.looks("plan-while-the-database-is-away")?;
    ensure!(browser.value("title")? == TITLE, "what was typed stands in the page");
    database.start_again()?;
    browser.press(TO_DOCUMENTS)?;
    browser.must_say("چه مانده است؟")?;
    visitor.go("/register/plan")?;
    browser.must_say("عنوان طرح")?;
    ensure!(browser.value("title")? == TITLE, "and is kept now");
    Ok(())
}

#[test]
fn a_full_disk_takes_no_document_and_loses_none() -> Result<()> {
    let site = Site::serve_in_little_room()?;
    let visitor = Visitor::with(&site, Screen::Desktop, Scripts::Off, "disk-full")?;
    let browser = &visitor.browser;
    visitor.first_page()?;
    browser.press("ادامه: مشخصات طرح")?;
    visitor.second_page()?;
    let small = site.folder().join("small.pdf");
    fs::write(&small, PDF)?;
    let send = |document: u32, file: &Path| {
        browser.attach(&format!("#f{document}"), file)?;
        browser.press_at(&format!("#d{document} form button"))
    };
    send(10_001, &small)?;
    visitor.must_have(10_001)?;
    let kept = files_in(&site.folder().join("documents"))?;
    let large = site.folder().join("large.pdf");
    let mut content = PDF.to_vec();
    content.resize(400_000, b' ');
    fs::write(&large, content)?;
    let missing = visitor.missing()?;
    let (_, missing) =
        missing.first().and_then(|link| link.rsplit_once("#d")).context("a document is missing")?;
    let missing: u32 = missing.parse()?;
    send(missing, &large)?;
    browser.must_say("سامانه اکنون پاسخ نمی‌دهد")?;
    visitor.looks("document-that-found-no-room")?;
    ensure!(files_in(&site.folder().join("documents"))? == kept, "nothing half-written is left");
    visitor.go("/register/documents")?;
    browser.must_say("چه مانده است؟")?;
    visitor.must_have(10_001)?;
    send(missing, &small)?;
    visitor.must_have(missing)
}

fn files_in(folder: &Path) -> Result<usize> {
    let mut count = 0;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        count += if path.is_dir() { files_in(&path)? } else { 1 };
    }
    Ok(count)
}
