//! `audit verify` and `rebuild`.

use desk::audit;

use crate::cli::Global;
use crate::office::with_office;
use crate::outcome::{Done, Failure, Voice};

/// Checks the log.
pub async fn verify(global: &Global) -> Result<Done, Failure> {
    let view = with_office(global, async |desk| Ok(audit::verify(desk).await?)).await?;
    Voice::of(global).answer(&view, |out, view| {
        for stream in &view.streams {
            writeln!(out, "stream {}: {} events", stream.stream, stream.events)?;
            writeln!(out, "head: {}", stream.head)?;
            if let Some(fork) = &stream.fork {
                writeln!(out, "after event {} of {}", fork.event, fork.parent)?;
                writeln!(out, "fork: {}", fork.hash)?;
            }
        }
        writeln!(out, "every signature and every link holds")
    })
}

/// Recreates what follows from the log.
pub async fn rebuild(global: &Global) -> Result<Done, Failure> {
    let view = with_office(global, async |desk| Ok(audit::rebuild(desk).await?)).await?;
    Voice::of(global).answer(&view, |out, view| writeln!(out, "cases: {}", view.cases))
}
