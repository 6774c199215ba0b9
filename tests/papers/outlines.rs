//! The outline of a paper, as three readers find it.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result};
use documents::Kind;
use serde::Deserialize;
use tests::program::said;
use xtask::workspace::Workspace;

use crate::sheets;

/// What is found in a file.
#[derive(Debug, Deserialize)]
struct Read {
    pages: usize,
    /// By reader.
    outlines: BTreeMap<String, Vec<Found>>,
}

/// A bookmark: how deep it is, what it says, its page from 1.
type Found = (usize, String, usize);

fn read(files: &[PathBuf]) -> Result<BTreeMap<PathBuf, Read>> {
    let workspace = Workspace::find()?;
    let said = said(
        Command::new(workspace.python("papers"))
            .arg(workspace.root.join("tests/papers/outlines.py"))
            .args(files),
    )?;
    Ok(serde_json::from_str(&said)?)
}

#[test]
fn every_reader_finds_the_same_outline_in_a_paper_of_several_pages_and_none_in_others() -> Result<()>
{
    let papers: Vec<_> = sheets::every()?.iter().collect();
    let files: Vec<_> = papers.iter().map(|paper| paper.file.clone()).collect();
    let read = read(&files)?;
    for paper in papers {
        let Read { pages, outlines } = &read[&paper.file];
        for (reader, found) in outlines {
            assert_eq!(*found, outlines["pypdf"], "{} in {reader}", paper.name);
            assert_eq!(found.is_empty(), *pages == 1, "{} in {reader}", paper.name);
        }
    }
    Ok(())
}

#[test]
fn bookmarks_are_texts_in_the_order_of_reading() -> Result<()> {
    let dossier = sheets::examples()?.find(|paper| paper.document.kind() == Kind::Dossier);
    let file = dossier.context("a dossier")?.file.clone();
    let read = read(std::slice::from_ref(&file))?;
    for (reader, found) in &read[&file].outlines {
        assert_eq!(found[0], (0, "پروندهٔ متقاضی".to_owned(), 1), "{reader}");
        assert!(found.contains(&(1, "درخواست‌ها از متقاضی".to_owned(), 2)), "{reader}: {found:?}");
    }
    Ok(())
}
