//! What drawing papers costs. `cargo xtask bench documents` runs this beside its peers.
//!
//! Words after the photograph say what to do: `write DIR`, `time`, `session`, `batch DIR`. Figures come as lines of a name and a
//! number; each is of one process, so that memory is that of one thing.
#![expect(clippy::print_stdout, reason = "the figures are what it is for")]

use std::error::Error;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};
use std::{env, fs};

use documents::input::{Holder, Licence, Photograph};
use documents::{Document, Paper, bind, extraction_sheet, press, render_specimen};
use lopdf::SaveOptions;

type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

/// How many licences a session has.
const SESSION: u32 = 1_000;
/// How many pages one file of many has.
const BATCH: u32 = 100;
/// How often one page is drawn to time it.
const TIMES: u32 = 200;

fn main() -> Result<()> {
    // Cargo adds words of its own.
    let words: Vec<String> = env::args().skip(1).filter(|word| word != "--bench").collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [photograph, "write", dir] => write(&fs::read(photograph)?, dir),
        [photograph, "time"] => time(&fs::read(photograph)?),
        [photograph, "session"] => session(&fs::read(photograph)?),
        [photograph, "batch", dir] => batch(&fs::read(photograph)?, dir),
        // `cargo test --benches` has nothing to measure.
        _ => Ok(()),
    }
}

fn licence(number: u32, photograph: Option<&[u8]>) -> Document {
    let mut licence = Licence::example();
    licence.photograph = photograph.map(Photograph::of_jpeg);
    if let Holder::Natural(holder) = &mut licence.holder {
        let names = ["فاطمه احمدی", "زهرا حسینی‌نژاد", "محمدرضا پورعلی گیلانی", "ژاله ثابت‌قدم"];
        holder.name = names[number as usize % names.len()].into();
    }
    licence.verification.qr = format!("https://parvaneh.example/v/7F3A91C24E{number:06}");
    Document::Licence(Box::new(licence))
}

fn write(photograph: &[u8], dir: &str) -> Result<()> {
    let files = [
        ("page", extraction_sheet::draw(Some(photograph))?),
        ("page-bare", extraction_sheet::draw(None)?),
        ("licence", render_specimen(&licence(0, Some(photograph)))?),
        ("licence-bare", render_specimen(&licence(0, None))?),
    ];
    for (name, bytes) in files {
        fs::write(format!("{dir}/{name}.pdf"), bytes)?;
    }
    Ok(())
}

fn time(photograph: &[u8]) -> Result<()> {
    let cpu = processor()?;
    figure("page-ms", each(|_| extraction_sheet::draw(Some(photograph)).map(drop))?);
    figure("page-cpu-ms", (processor()? - cpu) / f64::from(TIMES));
    figure("licence-ms", each(|n| render_specimen(&licence(n, Some(photograph))).map(drop))?);
    figure("check-ms", each(|n| refused(&licence(n, Some(photograph))))?);
    let finished = render_specimen(&licence(0, Some(photograph)))?;
    let mut raw = lopdf::Document::load_mem(&finished)?;
    raw.decompress();
    figure(
        "compress-and-write-ms",
        each(|_| {
            let mut file = raw.clone();
            file.compress();
            let options = SaveOptions {
                use_object_streams: true,
                use_xref_streams: true,
                ..SaveOptions::default()
            };
            file.save_with_options(&mut Vec::new(), options)
        })?,
    );
    let clone = |_| {
        drop(raw.clone());
        Ok::<_, lopdf::Error>(())
    };
    figure("clone-ms", each(clone)?);
    Ok(())
}

/// Has an input looked at, which finds fault with it, so that nothing is drawn.
fn refused(document: &Document) -> std::result::Result<(), &'static str> {
    let Document::Licence(licence) = document else { return Err("another kind") };
    let mut licence = licence.clone();
    licence.printed_at = "25:00".into();
    let drawn = render_specimen(&Document::Licence(licence));
    if drawn.is_err() { Ok(()) } else { Err("it was not refused") }
}

/// How long doing something takes, in milliseconds, once it is warm: a tenth of the times was faster, so that what
/// else the machine does in between falls out.
fn each<E: Into<Box<dyn Error + Send + Sync>>>(
    mut work: impl FnMut(u32) -> std::result::Result<(), E>,
) -> Result<f64> {
    work(0).map_err(Into::into)?;
    let mut times = Vec::new();
    for number in 0..TIMES {
        let start = Instant::now();
        work(number).map_err(Into::into)?;
        times.push(start.elapsed());
    }
    times.sort();
    Ok(millis(times[times.len() / 10]))
}

fn session(photograph: &[u8]) -> Result<()> {
    let start = Instant::now();
    let licences: Vec<Document> = (0..SESSION).map(|n| licence(n, Some(photograph))).collect();
    let papers: Vec<Paper<'_>> = licences.iter().map(Paper::Specimen).collect();
    let (mut bytes, mut failed) = (0, None);
    press(&papers, |_, file| match file {
        Ok(file) => {
            bytes += file.len();
            ControlFlow::Continue(())
        }
        Err(error) => {
            failed = Some(error);
            ControlFlow::Break(())
        }
    });
    if let Some(error) = failed {
        return Err(error.into());
    }
    figure("session-ms", millis(start.elapsed()));
    figure("session-cpu-ms", processor()?);
    figure("session-kb-each", kilobytes(bytes) / f64::from(SESSION));
    figure("session-memory-mb", memory()?);
    Ok(())
}

/// One file of many licences, without photographs: what is shared is in it once.
fn batch(photograph: &[u8], dir: &str) -> Result<()> {
    for (name, photograph) in [("batch", Some(photograph)), ("batch-bare", None)] {
        let licences: Vec<Document> = (0..BATCH).map(|n| licence(n, photograph)).collect();
        let papers: Vec<Paper<'_>> = licences.iter().map(Paper::Specimen).collect();
        let start = Instant::now();
        let bytes = bind("مجوزها", &papers)?;
        figure(&format!("{name}-ms-page"), millis(start.elapsed()) / f64::from(BATCH));
        figure(&format!("{name}-kb-page"), kilobytes(bytes.len()) / f64::from(BATCH));
        fs::write(format!("{dir}/{name}.pdf"), bytes)?;
    }
    figure("batch-memory-mb", memory()?);
    Ok(())
}

fn figure(name: &str, value: f64) {
    println!("{name} {value:.4}");
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

#[expect(clippy::cast_precision_loss, reason = "files are far smaller")]
fn kilobytes(bytes: usize) -> f64 {
    bytes as f64 / 1_000.0
}

/// The processor's time that this process has had, in milliseconds.
fn processor() -> Result<f64> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    // After the name in brackets: the twelfth and thirteenth field, in hundredths of a second.
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or("").split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<f64>().ok());
    Ok((ticks(11).ok_or("no time")? + ticks(12).ok_or("no time")?) * 10.0)
}

/// The most memory that this process has had, in megabytes.
fn memory() -> Result<f64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().split(' ').next()?.parse::<f64>().ok());
    Ok(kilobytes.ok_or("no memory")? / 1_000.0)
}
