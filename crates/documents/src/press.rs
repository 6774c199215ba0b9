//! Many papers at once: a session of files, or one file of many.

use std::{
    collections::BTreeMap,
    ops::ControlFlow,
    sync::{
        atomic::{AtomicBool, AtomicUsize, Ordering},
        mpsc,
    },
    thread,
};

use crate::{
    Document, IssuanceRecord, RenderError,
    kinds::Mark,
    pdf,
    render::{compose, render, render_sample, render_specimen},
    typeset::placed::Composition,
};

/// A paper that is to be drawn.
#[derive(Debug, Clone, Copy)]
pub enum Paper<'a> {
    /// A genuine one, as by [`render`].
    Genuine(&'a Document, &'a IssuanceRecord),
    /// One of an authority that is itself a sample, as by [`render_sample`].
    Sample(&'a Document, &'a IssuanceRecord),
    /// A specimen, as by [`render_specimen`].
    Specimen(&'a Document),
}

impl Paper<'_> {
    fn draw(self) -> Result<Vec<u8>, RenderError> {
        match self {
            Self::Genuine(document, record) => render(document, record),
            Self::Sample(document, record) => render_sample(document, record),
            Self::Specimen(document) => render_specimen(document),
        }
    }

    fn compose(self) -> Result<Composition, RenderError> {
        let (document, mark) = match self {
            Self::Genuine(document, record) => {
                record.check(document)?;
                (document, Mark::Genuine)
            }
            Self::Sample(document, record) => {
                record.check(document)?;
                (document, Mark::Specimen)
            }
            Self::Specimen(document) => (document, Mark::Specimen),
        };
        Ok(compose(document, mark)?)
    }
}

/// Papers are drawn by this many threads.
const THREADS: usize = 2;
/// How many drawn papers may wait for the one who takes them.
const WAITING: usize = 16;

/// Draws papers, each as a file of its own with the bytes that it has alone, and hands them over in
/// their order. Whoever takes them may stop: nothing is handed over after that.
pub fn press(
    papers: &[Paper<'_>],
    mut take: impl FnMut(usize, Result<Vec<u8>, RenderError>) -> ControlFlow<()>,
) {
    let (next, stopped) = (AtomicUsize::new(0), AtomicBool::new(false));
    let (sender, drawn) = mpsc::sync_channel(WAITING);
    thread::scope(|scope| {
        for _ in 0..THREADS.min(papers.len()) {
            let sender = sender.clone();
            let (next, stopped) = (&next, &stopped);
            scope.spawn(move || {
                while !stopped.load(Ordering::Relaxed) {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(paper) = papers.get(at) else { break };
                    if sender.send((at, paper.draw())).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        let mut early = BTreeMap::new();
        let mut due = 0;
        for (at, file) in &drawn {
            early.insert(at, file);
            while let Some(file) = early.remove(&due) {
                if take(due, file).is_break() {
                    stopped.store(true, Ordering::Relaxed);
                    drop(drawn);
                    return;
                }
                due += 1;
            }
        }
    });
}

/// Draws papers into one file, for one job of a printer: fonts and ornament are in it once, and a
/// bookmark leads to each paper, with those of its own headings under it.
///
/// # Errors
/// Refuses what a single paper would be refused for.
pub fn bind(title: &str, papers: &[Paper<'_>]) -> Result<Vec<u8>, RenderError> {
    let parts: Vec<Composition> =
        papers.iter().map(|paper| paper.compose()).collect::<Result<_, _>>()?;
    let bound = Composition::bound(title, parts);
    pdf::write(&bound).map_err(|error| RenderError::Write(Box::new(error)))
}
