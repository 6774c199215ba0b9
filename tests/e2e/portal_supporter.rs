//! Supporters of the sample world in a browser: who named them is confirmed or declined, and the declined names another.

use std::fs;
use std::str::FromStr as _;
use std::sync::Arc;

use anyhow::{Context as _, Result, ensure};
use domain::case::Case;
use domain::identifiers::TrackingCode;
use domain::people::Activity;
use registry::Registry;
use registry::clock::{SystemClock, SystemRandomness};
use registry::files::Files;
use registry::follow;
use registry::keys::Keys;
use sqlx::postgres::PgConnectOptions;
use tests::chromium::{Screen, Scripts};
use tests::site::{MASTER_KEY, Site};

use crate::portal::Visitor;

/// Somebody of the sample world who can sign in.
#[derive(Clone)]
struct Ticket {
    code: String,
    identity: String,
    case: Case,
}

impl Ticket {
    fn name(&self) -> String {
        self.case.applicant.display_name()
    }
}

/// The supporters of a site whom somebody waits for, each with those who do; the natural person first.
fn waiting(site: &Site) -> Result<Vec<(Ticket, Vec<Ticket>)>> {
    let file = site.folder().join("tickets");
    let path = file.display().to_string();
    site.console(&["demo", "--cases", "240", "--tickets", &path])?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let options = PgConnectOptions::from_str(&site.database_url)?;
        let files = Files::in_folder(&site.folder().join("documents"))?;
        let parts = (Keys::of_master(&MASTER_KEY), files);
        let (clock, randomness) = (Arc::new(SystemClock), Arc::new(SystemRandomness));
        let registry = Registry::start(&options, parts, clock, randomness).await?;
        let mut tickets = Vec::new();
        for line in fs::read_to_string(&file)?.lines() {
            let (code, identity) = line.split_once('\t').context("a ticket")?;
            let parsed = TrackingCode::parse(code)?;
            let applicant = follow::sign_in(&registry, &parsed, identity).await?;
            let applicant = applicant.context("a ticket of the world")?;
            let followed = follow::read(&registry, &applicant).await?.context("a case")?;
            let (code, identity) = (code.to_owned(), identity.to_owned());
            tickets.push(Ticket { code, identity, case: followed.case });
        }
        let mut found = Vec::new();
        for own in &tickets {
            let named = follow::supported(&registry, &own.case).await?;
            let of = |named: &follow::Named| {
                tickets.iter().find(|ticket| ticket.case.id == named.case).cloned()
            };
            if !named.is_empty() {
                found.push((own.clone(), named.iter().filter_map(of).collect()));
            }
        }
        found.sort_by_key(|(own, _): &(Ticket, Vec<Ticket>)| own.case.applicant.activity());
        Ok(found)
    })
}

fn sign_in(visitor: &Visitor<'_>, ticket: &Ticket) -> Result<()> {
    visitor.browser.forget()?;
    visitor.go("/status")?;
    visitor.browser.fill("code", &ticket.code)?;
    visitor.browser.fill("identity", &ticket.identity)?;
    visitor.browser.press_at("main form button")?;
    visitor.browser.must_say("مسیر درخواست")
}

#[test]
fn a_supporter_confirms_one_and_declines_one_who_names_another() -> Result<()> {
    let site = Site::serve()?;
    let [(person, waits), (company, others)] = &waiting(&site)?[..] else {
        anyhow::bail!("a person and a company are waited for");
    };
    ensure!(person.case.applicant.activity() == Activity::SupporterNatural);
    ensure!(company.case.applicant.activity() == Activity::SupporterLegal);
    ensure!(!others.is_empty(), "somebody waits for the company");
    let [confirmed, declined] = &waits[..] else { anyhow::bail!("two wait for the person") };
    let visitor = Visitor::with(&site, Screen::Phone, Scripts::On, "supporter")?;
    let browser = &visitor.browser;

    // Who waits reads both ways, and the office with its address.
    sign_in(&visitor, declined)?;
    browser.must_say("در انتظار تأیید پشتیبان")?;
    browser.must_say("مجوز پشتیبان و قرارداد خود را به دستگاه اجرایی بررسی‌کننده ببرید")?;
    browser.must_say("نشانی: ")?;
    visitor.looks("waiting")?;

    sign_in(&visitor, person)?;
    browser.must_say("کسانی که شما را پشتیبان خود نام برده‌اند")?;
    for named in waits {
        browser.must_say(&named.name())?;
        ensure!(!browser.text()?.contains(&named.identity), "an ID is nobody's business");
    }
    visitor.looks("named")?;
    browser.press(&format!("تأیید می‌کنم {}", confirmed.name()))?;
    browser.must_say(&declined.name())?;
    ensure!(!browser.text()?.contains(&confirmed.name()), "who is reviewed waits no more");
    browser.press(&format!("با من قرارداد ندارد؛ نمی‌پذیرم {}", declined.name()))?;
    browser.must_say("اکنون کسی در انتظار تأیید شما نیست")?;
    visitor.looks("all-answered")?;

    sign_in(&visitor, confirmed)?;
    browser.must_say("پشتیبان، شما را تأیید کرد")?;
    browser.must_say("بررسی دستگاه اجرایی")?;

    sign_in(&visitor, declined)?;
    browser.must_say("پشتیبان شما را نپذیرفت")?;
    visitor.looks("declined")?;
    browser.press("نام بردن پشتیبان دیگر")?;
    browser.fill("supporterName", &company.name())?;
    browser.fill("supporterId", &declined.identity)?;
    browser.press("ثبت پشتیبان")?;
    browser.must_say("کسی پشتیبان خودش نمی‌شود")?;
    visitor.looks("names-themselves")?;
    browser.fill("supporterId", &company.identity)?;
    browser.press("ثبت پشتیبان")?;
    browser.must_say("در انتظار تأیید پشتیبان")?;
    browser.must_say(&company.name())?;

    sign_in(&visitor, company)?;
    browser.must_say(&declined.name())?;
    visitor.looks("named-anew")
}
