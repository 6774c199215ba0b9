//! A licence's code at the desk: from a scanner, and from a picture of the paper.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use tests::page::By;
use tests::program::{built, said, state_of};

use crate::clerk::{Clerk, PASSPHRASE, demo_office};

/// Gives the page a file, as its chooser does.
const CHOOSE: &str = "
    const chooser = document.querySelector('[data-testid=verify-file]');
    const bytes = Uint8Array.from(atob(arguments[0]), (letter) => letter.charCodeAt(0));
    const files = new DataTransfer();
    files.items.add(new File([bytes], 'licence.jpg', { type: 'image/jpeg' }));
    chooser.files = files.files;
    chooser.dispatchEvent(new Event('change', { bubbles: true }));
";

fn parvanehctl(dir: &Path, words: &[&str]) -> Result<String> {
    said(
        Command::new(built("parvanehctl")?)
            .arg("--dir")
            .arg(dir)
            .args(words)
            .env("PARVANEH_PASSPHRASE", PASSPHRASE)
            .env("PARVANEH_STATE", state_of(dir))
            .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere"),
    )
}

/// The first case of the office that has a licence.
fn licensed(dir: &Path) -> Result<String> {
    let words = ["--json", "case", "list", "--scope", "all", "--limit", "500"];
    let queue: Value = serde_json::from_str(&parvanehctl(dir, &words)?)?;
    let groups = queue["groups"].as_array().context("groups")?.iter();
    let mut items = groups.flat_map(|group| group["items"].as_array().into_iter().flatten());
    let found = items.find(|item| item["stage"] == "licensed").context("a licence")?;
    Ok(found["id"].as_str().context("an id")?.to_owned())
}

/// A sheet as a telephone photographs it, in Base64.
fn photographed(sheet: &Path) -> Result<String> {
    let page = sheet.with_extension("page");
    said(Command::new("pdftoppm").args(["-r", "150", "-singlefile"]).arg(sheet).arg(&page))?;
    let photograph = sheet.with_extension("jpg");
    said(
        Command::new("convert")
            .arg(page.with_extension("page.ppm"))
            .args(["-background", "#d8d8d8", "-rotate", "3", "-blur", "0x0.6", "-quality", "75"])
            .arg(&photograph),
    )?;
    Ok(said(Command::new("base64").args(["--wrap", "0"]).arg(&photograph))?.trim().to_owned())
}

/// Draws the licence of a case of the office into a file there, and returns both it and its code.
pub fn licence_and_code(dir: &Path) -> Result<(PathBuf, String)> {
    let case = licensed(dir)?;
    let sheet = dir.join("licence.pdf");
    let out = sheet.to_string_lossy();
    let drawn = parvanehctl(dir, &["render", "licence", "--case", &case, "--out", &out])?;
    let code = drawn.lines().find_map(|line| line.strip_prefix("proof: ")).context("a proof")?;
    Ok((sheet, code.to_owned()))
}

#[test]
fn a_licence_is_verified_by_scanner_and_by_picture() -> Result<()> {
    let dir = tempfile::tempdir()?;
    let opening = demo_office(dir.path())?;
    let (sheet, code) = licence_and_code(dir.path())?;
    let photograph = photographed(&sheet)?;
    fs::remove_file(&sheet)?;

    let clerk = Clerk::at(opening.open()?, "verify");
    let window = &clerk.window;
    window.wait_for(By::Id("desk-screen"))?;
    window.press("Alt+4")?;
    window.wait_for_focus("verify-text")?;
    clerk.picture("ready")?;

    window.type_into(By::Id("verify-text"), &code)?;
    window.press("Enter")?;
    window.wait_for(By::Id("proof"))?;
    let finding = window.datum(By::Id("proof"), "finding")?;
    assert!(["valid", "provisional"].contains(&finding.as_str()), "{finding}");
    window.wait_for_text(By::Id("proof-sample"), "نمونه")?;
    window.wait_for_text(By::Id("proof-lists"), "فهرست وضعیت")?;
    let number = window.text(By::Id("proof-number"))?;
    clerk.picture("scanned")?;
    assert_eq!(window.axe()?, []);

    window.press("Escape")?;
    window.wait_for(By::Id("verify-empty"))?;
    window.script(CHOOSE, vec![json!(photograph)])?;
    window.wait_for(By::With("proof", "finding", &finding))?;
    assert_eq!(window.text(By::Id("proof-number"))?, number);
    clerk.picture("photographed")?;

    window.press("Escape")?;
    // Another letter within the signature, which ends before the closing letter: the code can still be read.
    let at = code[..code.len() - 12].rfind(|letter| letter != '0').context("a signature")?;
    let forged = format!("{}0{}", &code[..at], &code[at + 1..]);
    window.type_into(By::Id("verify-text"), &forged)?;
    window.press("Enter")?;
    window.wait_for(By::With("proof", "finding", "badSignature"))?;
    clerk.picture("forged")?;
    Ok(())
}
