//! `render`: a specimen from a file, or the real document of a case, which the ledger then knows.

use std::path::Path;

use desk::specimen::{self, RenderError, SpecimenKind};
use desk::views::printing::{DocumentRequest, SheetView};
use desk::{Desk, Error, ErrorCode, commands};
use serde::Serialize;

use crate::cli::{Global, Render, RenderSource};
use crate::files;
use crate::office::{desk_of, with_giver};
use crate::outcome::{Done, Failure, Voice, word};
use crate::print::rows;

/// What was drawn.
#[derive(Debug, Serialize)]
struct Drawn<'p> {
    path: &'p Path,
    /// A specimen is in no ledger.
    sheet: Option<SheetView>,
    /// The text of a licence's code.
    proof: Option<String>,
}

/// Draws a document, or says how an input looks.
pub async fn render(global: &Global, asked: Render) -> Result<Done, Failure> {
    let Render { kind, source, out, subject, with } = asked;
    let RenderSource { input, case, .. } = source;
    match (input, case, out) {
        (Some(input), None, Some(out)) => specimen(global, kind, &input, &out),
        (None, Some(case_id), Some(out)) => {
            let document =
                DocumentRequest { case_id, document: kind.into(), subject, with: rows(with) };
            of_case(global, document, &out).await
        }
        _ if source.example => print(&kind.example_json()),
        _ => print(&kind.schema_json()),
    }
}

/// Prints JSON as it is.
pub fn print(text: &str) -> Result<Done, Failure> {
    use std::io::Write as _;
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())?;
    if !text.ends_with('\n') {
        writeln!(out)?;
    }
    out.flush()?;
    Ok(Done::Well)
}

fn specimen(
    global: &Global,
    kind: SpecimenKind,
    input: &Path,
    out: &Path,
) -> Result<Done, Failure> {
    let input = files::text(files::read(input, files::MOST_INPUT)?)?;
    let drawn = specimen::draw(kind, &input).map_err(|error| match error {
        RenderError::Input(input) => Failure::Fields(input.problems),
        other => Error::internal(&other).into(),
    })?;
    files::write(out, &drawn)?;
    said(global, &Drawn { path: out, sheet: None, proof: None })
}

/// Saves the document as the window does, but where the caller says.
async fn of_case(global: &Global, document: DocumentRequest, out: &Path) -> Result<Done, Failure> {
    if out.is_dir() {
        return Err(Error::new(ErrorCode::FileNotWritable).into());
    }
    // Beside its place, so that moving it there cannot fail for want of room.
    let beside = tempfile::Builder::new().prefix(".parvaneh-").tempdir_in(files::folder(out));
    let beside = beside.map_err(|_| Error::new(ErrorCode::FileNotWritable))?;
    let desk = desk_of(global)?.saving_to(beside.path());
    let work = async |desk: &Desk| {
        let saved = Box::pin(commands::save(desk, document.clone())).await?;
        std::fs::rename(&saved.path, out).map_err(|_| Error::new(ErrorCode::FileNotWritable))?;
        let proof = desk::proofs::of_sheet(desk, saved.sheet.serial).await?;
        said(global, &Drawn { path: out, sheet: Some(saved.sheet), proof })
    };
    Box::pin(with_giver(desk, global, &document, work)).await
}

fn said(global: &Global, drawn: &Drawn<'_>) -> Result<Done, Failure> {
    Voice::of(global).answer(drawn, |out, Drawn { path, sheet, proof }| {
        writeln!(out, "file: {}", path.display())?;
        match sheet {
            None => writeln!(out, "specimen: in no ledger")?,
            Some(sheet) => {
                writeln!(out, "sheet: {:06}", sheet.serial)?;
                writeln!(out, "document: {}, copy {}", word(&sheet.document), sheet.copy)?;
                writeln!(out, "sha256: {}", sheet.hash)?;
            }
        }
        match proof {
            Some(proof) => writeln!(out, "proof: {proof}"),
            None => Ok(()),
        }
    })
}
