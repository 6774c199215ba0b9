//! Pictures of every page. A page that looks otherwise than its picture in `golden/` fails, and leaves how it looks
//! now and what is different in `target/papers/golden/`.
//!
//! When a change is meant: look at it there, then write the new pictures with
//! `PARVANEH_WRITE_GOLDEN=1 cargo xtask papers golden`.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use documents::input::{Holder, Licence};
use documents::{Document, Kind, render_specimen};
use testkit::seeded::Seeded;
use tests::picture::{self, Picture};
use xtask::workspace::Workspace;

use crate::sheets::{self, Paper};

/// Dots per inch: the fewest at which a word can still be told from another.
const DOTS: &str = "50";

#[test]
fn every_page_looks_as_it_did() -> Result<()> {
    let golden = Workspace::find()?.root.join("tests/papers/golden");
    let pages = pages()?;
    if env::var_os("PARVANEH_WRITE_GOLDEN").is_some() {
        return write(&golden, &pages);
    }
    let out = sheets::folder()?.join("golden");
    fs::create_dir_all(&out)?;
    let mut changed = Vec::new();
    for (name, now) in &pages {
        let then = golden.join(name).with_extension("png");
        let then = if then.exists() { Picture::read(&then)? } else { Picture::blank(now) };
        if let Some(difference) = then.difference(now) {
            now.write(&out.join(format!("{name}.png")))?;
            difference.write(&out.join(format!("{name}-difference.png")))?;
            changed.push(name.clone());
        }
    }
    let known = names(&golden)?;
    let gone: Vec<_> = known.iter().filter(|name| !pages.contains_key(*name)).collect();
    let hint = format!("compare tests/papers/golden with {}", out.display());
    ensure!(changed.is_empty(), "these look otherwise; {hint}: {changed:#?}");
    ensure!(gone.is_empty(), "these pages are gone: {gone:#?}");
    Ok(())
}

#[test]
fn edges_that_are_smoothed_a_little_otherwise_are_no_change() -> Result<()> {
    let page = &picture::rendered(&licence("فاطمه احمدی")?, DOTS)?[0];
    let usual = Picture::of_pgm(page)?;
    let mut seeded = Seeded::new(7);
    let head = page.len() - usual.dots();
    let otherwise: Vec<u8> = page
        .iter()
        .enumerate()
        .map(|(at, dot)| match dot {
            _ if at < head => *dot,
            0 | 255 => *dot,
            edge => edge.saturating_add_signed(i8::try_from(seeded.below(17)).unwrap_or(0) - 8),
        })
        .collect();
    let otherwise = Picture::of_pgm(&otherwise)?;
    assert_ne!(usual, otherwise);
    assert!(usual.difference(&otherwise).is_none());
    Ok(())
}

#[test]
fn a_faint_mark_that_is_missing_is_a_change() -> Result<()> {
    let file = |name: &str| {
        let found = sheets::every()?.iter().find(|paper| paper.name == name);
        Ok::<_, anyhow::Error>(&found.with_context(|| format!("{name} is drawn"))?.file)
    };
    let (specimen, genuine) = (file("receipt-sample")?, file("receipt-genuine")?);
    let difference =
        picture::pages(specimen, DOTS)?[0].difference(&picture::pages(genuine, DOTS)?[0]);
    let middle = |picture: Picture| picture.is_dark_in_the_middle();
    assert!(difference.is_some_and(middle), "the mark stands across the page");
    Ok(())
}

#[test]
fn another_word_and_a_moved_line_are_changes() -> Result<()> {
    let page = &picture::pages(&licence("فاطمه احمدی")?, DOTS)?[0];
    let renamed = &picture::pages(&licence("فاطمه محمدی")?, DOTS)?[0];
    assert!(page.difference(renamed).is_some());
    assert!(page.difference(page).is_none());
    let (top, height) = (page.rows() / 2, 12);
    assert!(page.difference(&page.with_rows_moved(top, height)).is_some());
    Ok(())
}

fn licence(holder: &str) -> Result<PathBuf> {
    let mut licence = Licence::example();
    if let Holder::Natural(natural) = &mut licence.holder {
        holder.clone_into(&mut natural.name);
    }
    let file = sheets::folder()?.join(format!("golden-{}.pdf", holder.replace(' ', "-")));
    fs::write(&file, render_specimen(&Document::Licence(Box::new(licence)))?)?;
    Ok(file)
}

/// Whether a paper has a look of its own. Overlong texts and a sample authority's papers look like the others of
/// their kind.
fn has_its_own_look(paper: &Paper) -> bool {
    let ends = |end| paper.name.ends_with(end);
    let genuine = ends("-genuine") && paper.document.kind() != Kind::Licence;
    !ends("-overlong") && !ends("-sample") && !genuine
}

fn pages() -> Result<BTreeMap<String, Picture>> {
    let mut pages = BTreeMap::new();
    for paper in sheets::every()?.iter().filter(|paper| has_its_own_look(paper)) {
        for (index, picture) in picture::pages(&paper.file, DOTS)?.into_iter().enumerate() {
            pages.insert(format!("{}-{}", paper.name, index + 1), picture);
        }
    }
    Ok(pages)
}

/// The pages that there are pictures of.
fn names(golden: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    fs::create_dir_all(golden)?;
    for entry in fs::read_dir(golden)? {
        let file = entry?.path();
        names.push(file.file_stem().and_then(|stem| stem.to_str()).context("a name")?.to_owned());
    }
    Ok(names)
}

fn write(golden: &Path, pages: &BTreeMap<String, Picture>) -> Result<()> {
    for name in names(golden)?.iter().filter(|name| !pages.contains_key(*name)) {
        fs::remove_file(golden.join(name).with_extension("png"))?;
    }
    for (name, now) in pages {
        let file = golden.join(name).with_extension("png");
        // A picture that would only be smoothed otherwise stays as it is.
        if !file.exists() || Picture::read(&file)?.difference(now).is_some() {
            now.write(&file)?;
        }
    }
    Ok(())
}
