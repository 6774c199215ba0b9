//! The development path: approved, five services recorded, completed, licensed.

use anyhow::Result;
use serde_json::json;
use tests::page::By;
use tests::patience::until;

use crate::clerk::{Clerk, demo_office, is_plain, list, text};

#[test]
fn five_services_lead_from_the_approval_to_the_licence() -> Result<()> {
    let dir = tempfile::tempdir()?;
    let clerk = Clerk::at(demo_office(dir.path())?.open()?, "development-path");
    let window = &clerk.window;
    window.wait_for(By::Id("desk-screen"))?;

    let case = clerk.case_where("mine", "agencyReview", |case| is_plain(case, "development"))?;
    let id = text(&case, "id");
    clerk.find_and_open(&case)?;
    clerk.tick_the_checklist()?;
    window.press("F9")?;
    window.click(By::Id("field-path-development"))?;
    clerk.picture("agency-approves")?;
    clerk.decide()?;

    clerk.sit_down("araghi")?;
    clerk.find_and_open(&case)?;
    window.press("F9")?;
    window.wait_for_text(By::Id("act-blocked"), "")?;
    clerk.picture("completion-blocked")?;
    let day = text(&clerk.ask("status", &json!({}))?["today"], "jalali").replace('-', "/");
    for done in 1..=5 {
        window.click(By::Id("act-recordService"))?;
        for (field, typed) in [
            ("field-from", day.as_str()),
            ("field-to", &day),
            ("field-hours", "۱۲"),
            ("field-provider", "مرکز آموزش جهاد دانشگاهی اراک"),
        ] {
            window.type_into(By::Id(field), typed)?;
        }
        window.click(By::Id("field-result-suitable"))?;
        if done == 1 {
            clerk.picture("service")?;
        }
        clerk.submit()?;
        until(&format!("{done} services"), || {
            let services = clerk.case(id)?;
            let recorded = list(&services, "services").iter();
            Ok((recorded.filter(|one| one["record"].is_object()).count() == done).then_some(()))
        })?;
        window.wait_gone(By::Id("submit-act"))?;
        clerk.focus_is_kept("a service")?;
    }
    clerk.picture("five-services")?;
    window.press("F9")?;
    window.type_into(By::Id("field-summary"), "پنج خدمت به پایان رسید و متقاضی آمادهٔ کار است.")?;
    clerk.decide()?;

    clerk.sit_down("mohammadifar")?;
    clerk.find_and_open(&case)?;
    clerk.tick_the_checklist()?;
    window.press("F9")?;
    clerk.decide()?;
    // The seat of another officer seals it.
    clerk.sit_down("sanjani")?;
    clerk.archive()?;
    clerk.find_and_open(&case)?;
    let licensed = clerk.case(id)?;
    window.wait_for(By::With("licence", "number", text(&licensed["licence"], "number")))?;
    window.wait_for(By::Id("services"))?;
    clerk.picture("licensed")?;
    clerk.window.close()
}
