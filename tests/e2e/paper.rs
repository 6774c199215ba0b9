//! A printed file, read as a person and a machine would read it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;
use tests::program::{Environment, built, said, state_of};

/// A file that came out of the printer.
pub struct Paper {
    file: PathBuf,
    words: String,
}

impl Paper {
    /// Takes it out of the printer; it must be a PDF.
    pub fn take(file: &Path) -> Result<Self> {
        ensure!(fs::read(file)?.starts_with(b"%PDF-"), "{} is no PDF", file.display());
        let words = said(Command::new("pdftotext").arg(file).arg("-"))?;
        Ok(Self { file: file.to_path_buf(), words })
    }

    /// Fails unless the sheet says this, however it is spaced and whichever digits it has.
    pub fn must_say(&self, what: &str) -> Result<()> {
        ensure!(bare(&self.words).contains(&bare(what)), "«{what}» isn't in:\n{}", self.words);
        Ok(())
    }

    /// Fails if the sheet says this.
    pub fn must_not_say(&self, what: &str) -> Result<()> {
        ensure!(!bare(&self.words).contains(&bare(what)), "«{what}» is in:\n{}", self.words);
        Ok(())
    }

    /// Reads the code on the sheet with a scanner.
    pub fn code(&self) -> Result<String> {
        let dir = tempfile::tempdir()?;
        let page = dir.path().join("page");
        said(
            Command::new("pdftoppm")
                .args(["-r", "200", "-gray", "-singlefile"])
                .arg(&self.file)
                .arg(&page),
        )?;
        let read = said(
            Command::new("zbarimg").args(["--quiet", "--raw"]).arg(page.with_extension("pgm")),
        )?;
        Ok(read.trim().to_owned())
    }
}

/// What the headless door finds of a licence's code, with the trust list of the office in `dir`.
pub fn proof(code: &str, dir: &Path, environment: Environment) -> Result<Value> {
    let lists = tempfile::tempdir()?;
    let trust = lists.path().join("trust");
    let program = built("parvanehctl")?;
    said(
        Command::new(&program)
            .arg("--dir")
            .arg(dir)
            .args(["demo", "trust-list", "--out"])
            .arg(&trust)
            .env("PARVANEH_STATE", state_of(dir))
            .envs(environment),
    )?;
    let checked =
        Command::new(&program).args(["--json", "verify", code, "--trust"]).arg(&trust).output()?;
    serde_json::from_slice(&checked.stdout)
        .with_context(|| String::from_utf8_lossy(&checked.stderr).into_owned())
}

/// The digits in the order of their values.
const LATIN: [char; 10] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

/// Without spaces, joiners and direction marks, in Latin digits.
fn bare(text: &str) -> String {
    let kept = text.chars().filter(|c| {
        !c.is_whitespace() && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    });
    // The window shows Persian digits and the sheet may have others.
    kept.map(|c| {
        if let Some(digit) = "۰۱۲۳۴۵۶۷۸۹".chars().position(|one| one == c) {
            LATIN[digit]
        } else {
            c
        }
    })
    .collect()
}
