//! Opens the desk with the demo office.

use std::env;
use std::fs;
use std::io::{BufRead as _, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use crate::display::{self, Display};
use crate::workspace::{Workspace, succeed};
use crate::{debian, page, say, tools};

/// Until when the window must have shown its first screen.
const PATIENCE: Duration = Duration::from_mins(2);
/// The demo office is full of samples and its key no secret; it opens on machines without a keyring too.
const DEMO_PASSPHRASE: &str = "parvaneh-demo";
/// What the window logs when a screen can be used.
const READY: &str = "screen ready";

/// Opens the window on the display that this session has.
pub fn on_this_display(workspace: &Workspace) -> Result<()> {
    if env::var_os("DISPLAY").is_none() && env::var_os("WAYLAND_DISPLAY").is_none() {
        bail!(
            "there is no display here, so the window cannot be shown.\n  \
             `cargo xtask run --headless` opens it on a display of its own and leaves a picture in target/run.png"
        );
    }
    debian::install(&[debian::BUILD])?;
    build(workspace)?;
    say::note("opening the desk with the demo office; close its window to come back here");
    say::note(&format!(
        "the office is in target/demo; when it is locked, its passphrase is {DEMO_PASSPHRASE}"
    ));
    succeed(&mut desk(workspace))
}

/// Opens the window on a display of its own, takes its picture and closes it.
pub fn headless(workspace: &Workspace) -> Result<()> {
    debian::install(&[debian::BUILD, debian::HEADLESS])?;
    build(workspace)?;
    let picture = workspace.root.join("target/run.png");
    say::step("opening the desk with the demo office on a display of its own", || {
        on_own_display(desk(workspace), |display| display.picture(&picture))
    })?;
    say::note(&format!("the picture is in {}", picture.display()));
    Ok(())
}

/// Makes the pictures of the README from the window as it is today, with a demo office of their own.
pub fn pictures(workspace: &Workspace) -> Result<()> {
    debian::install(&[debian::BUILD, debian::HEADLESS, debian::KEYS])?;
    build(workspace)?;
    let office = workspace.target.join("pictures");
    if office.exists() {
        fs::remove_dir_all(&office)?;
    }
    let folder = workspace.root.join("docs/pictures");
    let [queue, case] = ["queue.png", "case.png"].map(|name| folder.join(name));
    say::step("taking pictures of the desk with a demo office of their own", || {
        on_own_display(desk_in(workspace, &office), |display| {
            display.picture(&queue)?;
            display.press("Return")?;
            display.picture_after(&queue, &case)
        })?;
        // Flat colours: 256 of them are all there are, and a fifth of the size.
        for picture in [&queue, &case] {
            let mut smaller = Command::new("convert");
            smaller.arg(picture).args(["-strip", "+dither", "-colors", "256"]);
            succeed(smaller.arg(format!("PNG8:{}", picture.display())))?;
        }
        Ok(())
    })?;
    say::note(&format!("look at them before you commit them: {}", folder.display()));
    Ok(())
}

/// Starts the window on a display of its own, waits until its first screen is there, and ends it after what is done.
fn on_own_display(mut desk: Command, then: impl FnOnce(&Display) -> Result<()>) -> Result<()> {
    let display = Display::start(1366, 768)?;
    let mut window = desk
        .env("DISPLAY", display.name())
        .env_remove("WAYLAND_DISPLAY")
        .env("GDK_BACKEND", "x11")
        .stderr(Stdio::piped())
        .spawn()
        .context("the desk cannot be started")?;
    let done = wait_until_ready(&mut window).and_then(|()| then(&display));
    display::end(&mut window);
    done
}

/// Builds the page and the desk.
pub fn build(workspace: &Workspace) -> Result<()> {
    tools::node_packages(workspace)?;
    page::build(workspace)?;
    say::step("building the desk (minutes the first time, then seconds)", || {
        succeed(workspace.cargo().args(["build", "--quiet", "--workspace", "--bin", "parvaneh"]))
    })
}

fn desk(workspace: &Workspace) -> Command {
    desk_in(workspace, &workspace.root.join("target/demo"))
}

fn desk_in(workspace: &Workspace, office: &Path) -> Command {
    let mut desk = Command::new(workspace.program("parvaneh"));
    desk.arg("--dir").arg(office).arg("--demo");
    if env::var_os("PARVANEH_STATE").is_none() {
        desk.env("PARVANEH_STATE", office.join("machine"));
    }
    if env::var_os("PARVANEH_PASSPHRASE").is_none() {
        desk.env("PARVANEH_PASSPHRASE", DEMO_PASSPHRASE);
    }
    desk
}

/// Reads what the window logs until it says that its first screen is there.
fn wait_until_ready(window: &mut Child) -> Result<()> {
    let log = window.stderr.take().context("the window's log is piped")?;
    let (lines, heard) = mpsc::channel();
    thread::spawn(move || follow(log, &lines));
    let deadline = Instant::now() + PATIENCE;
    loop {
        let left = deadline.saturating_duration_since(Instant::now());
        match heard.recv_timeout(left) {
            Ok(line) => {
                say::note(&line);
                if line.contains(READY) {
                    return Ok(());
                }
            }
            Err(mpsc::RecvTimeoutError::Disconnected) => {
                bail!("the desk ended before it showed anything")
            }
            Err(mpsc::RecvTimeoutError::Timeout) => {
                bail!("the desk showed nothing within {} seconds", PATIENCE.as_secs());
            }
        }
    }
}

fn follow(log: impl Read, lines: &mpsc::Sender<String>) {
    for line in BufReader::new(log).lines().map_while(Result::ok) {
        // Nobody listens any more once the window is ready; the pipe is still emptied.
        drop(lines.send(line));
    }
}
