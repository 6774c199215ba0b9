//! Every paper is PDF/A-2a and PDF/UA-1, as veraPDF judges.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use anyhow::{Context as _, Result, anyhow, ensure};
use serde::Deserialize;
use tests::program::said;
use xtask::workspace::Workspace;

use crate::sheets;

/// What every paper claims to be.
const FLAVOURS: [&str; 2] = ["2a", "ua1"];

/// What veraPDF says of a file.
#[derive(Debug, Deserialize)]
struct Finding {
    file: PathBuf,
    flavour: String,
    faults: Vec<String>,
}

/// Looks at the papers and at broken ones in one go, because a JVM takes its time to start.
fn findings() -> Result<&'static [Finding]> {
    static FOUND: OnceLock<Result<Vec<Finding>, String>> = OnceLock::new();
    let found = FOUND.get_or_init(|| ask().map_err(|error| format!("{error:#}")));
    found.as_deref().map_err(|error| anyhow!(error.clone()))
}

fn ask() -> Result<Vec<Finding>> {
    let workspace = Workspace::find()?;
    let said = said(
        Command::new(workspace.python("papers"))
            .arg(workspace.root.join("tests/papers/conformance.py"))
            .arg(FLAVOURS.join(","))
            .args(sheets::every()?.iter().map(|paper| &paper.file))
            .args(broken()?.into_values())
            .arg(bound()?),
    )?;
    Ok(serde_json::from_str(&said)?)
}

/// Every specimen in one file, as a session prints them.
fn bound() -> Result<PathBuf> {
    let papers: Vec<_> =
        sheets::examples()?.map(|paper| documents::Paper::Specimen(&paper.document)).collect();
    let file = sheets::folder()?.join("bound.pdf");
    fs::write(&file, documents::bind("نمونه‌ها", &papers)?)?;
    Ok(file)
}

/// Spoils a paper in ways that each standard forbids.
fn broken() -> Result<BTreeMap<&'static str, PathBuf>> {
    let whole = fs::read(&sheets::examples()?.next().context("there is a kind")?.file)?;
    let spoilt = |name: &'static str, bytes: Vec<u8>| -> Result<(&str, PathBuf)> {
        let file = sheets::folder()?.join("broken").with_extension(format!("{name}.pdf"));
        fs::write(&file, bytes)?;
        Ok((name, file))
    };
    Ok(BTreeMap::from([
        spoilt("2a", replaced(&whole, b"pdfaid:part=\"2\"", b"pdfaid:part=\"7\"")?)?,
        spoilt("ua1", replaced(&whole, b"pdfuaid:part=\"1\"", b"pdfuaid:part=\"7\"")?)?,
        spoilt("cut", whole[..whole.len() / 2].to_vec())?,
    ]))
}

fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Result<Vec<u8>> {
    let at = bytes.windows(from.len()).position(|window| window == from);
    let at = at.with_context(|| format!("{} isn't there", String::from_utf8_lossy(from)))?;
    Ok([&bytes[..at], to, &bytes[at + from.len()..]].concat())
}

fn of<'f>(findings: &'f [Finding], file: &Path) -> impl Iterator<Item = &'f Finding> {
    findings.iter().filter(move |finding| finding.file == file)
}

#[test]
fn every_paper_is_pdf_a_2a_and_pdf_ua_1() -> Result<()> {
    let findings = findings()?;
    let mut faults = Vec::new();
    for paper in sheets::every()? {
        let found: Vec<_> = of(findings, &paper.file).collect();
        ensure!(found.len() == FLAVOURS.len(), "{} was not looked at", paper.name);
        for Finding { flavour, faults: all, .. } in found {
            faults.extend(all.iter().map(|fault| format!("{} {flavour}: {fault}", paper.name)));
        }
    }
    let bound: Vec<_> = of(findings, &bound()?).collect();
    ensure!(bound.len() == FLAVOURS.len(), "the papers in one file were not looked at");
    for Finding { flavour, faults: all, .. } in bound {
        faults.extend(all.iter().map(|fault| format!("bound {flavour}: {fault}")));
    }
    ensure!(faults.is_empty(), "{}", faults.join("\n"));
    Ok(())
}

#[test]
fn a_paper_that_breaks_a_standard_is_reported_for_that_standard() -> Result<()> {
    let findings = findings()?;
    let faulty = |file: &Path| -> Vec<&str> {
        let faulty = of(findings, file).filter(|finding| !finding.faults.is_empty());
        faulty.map(|finding| finding.flavour.as_str()).collect()
    };
    let broken = broken()?;
    assert_eq!(faulty(&broken["2a"]), ["2a"]);
    assert_eq!(faulty(&broken["ua1"]), ["ua1"]);
    assert_eq!(faulty(&broken["cut"]), FLAVOURS);
    Ok(())
}
