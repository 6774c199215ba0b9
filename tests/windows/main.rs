//! The desk on Windows, as far as Wine goes: its encrypted database, its keyring and its printing, through the
//! functions that Windows has for them. `cargo xtask windows` builds the desk and runs this.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail, ensure};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use tests::picture::Picture;
use tests::printer::{Behaviour, Printer, QUEUE};
use tests::program::said;
use wine::{Key, Windows};
use xtask::workspace::Workspace;

mod wine;

/// Pages are drawn as finely as printers print, and compared as means of so many dots in either direction: at 50
/// dots an inch words differ, and the printer's own dots do not.
const FINE: &str = "400";
const SHRUNK: &str = "8";
/// By how much, of 255, a square of eight millimetres may be darker on paper, where edges are not smoothed.
const BOLDER: u8 = 18;

#[test]
fn the_main_job_is_done_and_what_comes_out_is_what_the_ledger_has() -> Result<()> {
    let printer = Printer::start(Behaviour::Prints)?;
    let windows = Windows::new(printer.environment())?;
    let desk = |words: &[&str]| windows.desk(Key::Passphrase, words);
    let code = licensed(&windows)?;
    let found = desk(&["search", "مريم نمونه‌اي"])?;
    ensure!(found.contains(&code), "found by a name with Arabic letters: {found}");

    desk(&["print", &code, "licence"])?;
    desk(&["print", &code, "dossier", "--printer", QUEUE])?;
    for (serial, job) in (1..).zip(printer.printed(2)?) {
        let kept = windows.call("sheet", &format!("{{\"serial\":{serial}}}"))?;
        let kept = STANDARD.decode(kept["content"].as_str().context("a file")?)?;
        let in_ledger = windows.file("ledger.pdf");
        fs::write(&in_ledger, kept)?;
        compare(serial, &job, &in_ledger)?;
        let job = String::from_utf8_lossy(&fs::read(job)?).into_owned();
        let title = job.lines().find_map(|line| line.strip_prefix("%%Title: "));
        ensure!(title == Some(&format!("{serial:06}")), "the title is the serial: {title:?}");
    }
    desk(&["audit", "verify"])?;
    desk(&["rebuild"])?;
    Ok(())
}

#[test]
fn what_no_printer_takes_is_in_no_ledger() -> Result<()> {
    let nowhere = tempfile::tempdir()?;
    let nowhere = nowhere.path().join("cups.sock");
    let windows = Windows::new(vec![("CUPS_SERVER", nowhere.into())])?;
    let code = licensed(&windows)?;
    let print = |words: &[&str]| {
        windows.refusal(Key::Passphrase, [&["print", &code, "licence"], words].concat())
    };
    let none = print(&[])?;
    ensure!(none.contains("چاپگری در این رایانه تعریف نشده است."), "{none}");
    let unknown = print(&["--printer", "attic"])?;
    ensure!(unknown.contains("چاپگری با این نام نیست."), "{unknown}");
    let desk = windows.call("print_desk", "{}")?;
    ensure!(desk["ledger"] == serde_json::json!([]), "{desk}");
    Ok(())
}

#[test]
fn windows_keeps_the_key_and_opens_the_office_with_it() -> Result<()> {
    let windows = Windows::new(Vec::new())?;
    let founded = windows.desk(Key::Kept, ["demo", "--cases", "1"])?;
    ensure!(founded.contains("key: keyring"), "{founded}");
    windows.desk(Key::Kept, ["audit", "verify"])?;
    Ok(())
}

/// Takes an application in, approves it, issues its licence, and returns its tracking code.
fn licensed(windows: &Windows) -> Result<String> {
    let desk = |words: &[&str]| windows.desk(Key::Passphrase, words);
    desk(&["demo", "--cases", "0"])?;
    let application = windows.file("application.json");
    fs::write(&application, desk(&["case", "import", "--example"])?)?;
    let taken = windows
        .desk(Key::Passphrase, ["case".as_ref(), "import".as_ref(), application.as_os_str()])?;
    let code = taken.lines().find_map(|line| line.strip_prefix("tracking code: "));
    let code = code.with_context(|| taken.clone())?.trim().to_owned();
    let checks: String = (1..=6)
        .map(|row| format!("{{\"act\":\"check\",\"row\":{row},\"answer\":\"right\"}}\n"))
        .collect();
    fs::write(windows.file("checks.json"), checks)?;
    for (officer, act) in [
        (
            "karimi",
            r#"{"act":"approve","path":"standard","pathReason":"آموزش دیده است","comment":""}"#,
        ),
        ("mohammadifar", r#"{"act":"issueLicence","comment":""}"#),
    ] {
        desk(&["switch", officer])?;
        desk(&["case", "act", &code, "@checks.json"])?;
        desk(&["case", "act", &code, act])?;
    }
    Ok(code)
}

/// Fails unless each page on paper looks as the ledger's page does, and its code reads as that one's.
fn compare(serial: u32, on_paper: &Path, in_ledger: &Path) -> Result<()> {
    let (printed, kept) = (pages(on_paper)?, pages(in_ledger)?);
    ensure!(printed.len() == kept.len(), "{serial}: {} of {} pages", printed.len(), kept.len());
    let out = Workspace::find()?.target.join("windows");
    for (page, (printed, kept)) in (1..).zip(printed.iter().zip(&kept)) {
        let furthest = kept.furthest_square(printed);
        if furthest > BOLDER {
            printed.write(&out.join(format!("{serial}-{page}.png")))?;
            kept.write(&out.join(format!("{serial}-{page}-in-ledger.png")))?;
            bail!("page {page} of sheet {serial} is {furthest} another; see {}", out.display());
        }
    }
    ensure!(code(on_paper)? == code(in_ledger)?, "{serial}: the code reads otherwise");
    Ok(())
}

/// What a printer is given, or a PDF, as pictures.
fn pages(file: &Path) -> Result<Vec<Picture>> {
    let dir = tempfile::tempdir()?;
    drawn(
        file,
        &["-sDEVICE=pnggray", &format!("-dDownScaleFactor={SHRUNK}")],
        &dir.path().join("%03d.png"),
    )?;
    let mut files: Vec<_> =
        fs::read_dir(dir.path())?.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    files.sort();
    let page = |file: &PathBuf| {
        let grey = file.with_extension("pgm");
        said(Command::new("convert").arg(file).args(["-depth", "8"]).arg(&grey))?;
        Picture::of_pgm(&fs::read(grey)?)
    };
    files.iter().map(page).collect()
}

/// What a scanner reads on the first page.
fn code(file: &Path) -> Result<String> {
    let dir = tempfile::tempdir()?;
    let page = dir.path().join("page.png");
    drawn(file, &["-sDEVICE=pnggray", "-dLastPage=1", "-dDownScaleFactor=2"], &page)?;
    said(Command::new("zbarimg").args(["--quiet", "--raw"]).arg(page))
}

/// Draws what a printer is given, or a PDF.
fn drawn(file: &Path, how: &[&str], to: &Path) -> Result<()> {
    let mut ghostscript = Command::new("gs");
    ghostscript.args(["-q", "-dBATCH", "-dNOPAUSE", "-dSAFER"]).arg(format!("-r{FINE}")).args(how);
    said(ghostscript.arg("-o").arg(to).arg(file))?;
    Ok(())
}
