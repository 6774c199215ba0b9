//! A display that nobody sees.

use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use crate::workspace::{answer, succeed};

/// For how long a display has stood still when a whole document is drawn on it.
const DRAWN: Duration = Duration::from_secs(8);
/// How long a display may take to stand still.
const PATIENCE: Duration = Duration::from_secs(30);

/// An Xvfb of our own, on a number that it found free. Ended when dropped.
pub struct Display {
    server: Child,
    name: String,
}

impl Display {
    /// Starts one of the given size.
    pub fn start(width: u32, height: u32) -> Result<Self> {
        let mut screen = String::new();
        write!(screen, "{width}x{height}x24")?;
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-nolisten", "tcp", "-noreset", "-screen", "0", &screen])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("Xvfb cannot be started")?;
        let mut number = String::new();
        if let Some(said) = server.stdout.take() {
            BufReader::new(said).read_line(&mut number)?;
        }
        if number.trim().is_empty() {
            bail!("Xvfb ended before it opened a display: {}", server.wait()?);
        }
        Ok(Self { server, name: format!(":{}", number.trim()) })
    }

    /// What `DISPLAY` must say.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Writes all that is on the display to a PNG, once it shows something and stands still.
    pub fn picture(&self, file: &Path) -> Result<()> {
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)?;
        }
        let deadline = Instant::now() + PATIENCE;
        let mut before = Vec::new();
        loop {
            succeed(
                Command::new("import")
                    // When it was taken is no difference between two pictures.
                    .args(["-define", "png:exclude-chunks=date,tIME"])
                    .args(["-display", &self.name, "-window", "root"])
                    .arg(file),
            )?;
            let now = fs::read(file)?;
            let colours = answer(Command::new("identify").args(["-format", "%k"]).arg(file))
                .unwrap_or_default();
            if colours.trim() != "1" && now == before {
                return Ok(());
            }
            if Instant::now() > deadline {
                bail!("the display shows nothing, or never stands still");
            }
            before = now;
        }
    }
}

impl Display {
    /// Presses a key, by its name in X.
    ///
    /// # Errors
    /// When `xdotool` is not there.
    pub fn press(&self, key: &str) -> Result<()> {
        let mut keyboard = Command::new("xdotool");
        // Without a window manager, what the pointer is over takes the keys.
        keyboard.env("DISPLAY", &self.name).args(["mousemove", "2", "400", "key", key]);
        succeed(&mut keyboard)
    }

    /// The same as [`Display::picture`], once the display shows something else than an earlier picture, and has shown that
    /// for so long that nothing more is being read or drawn.
    ///
    /// # Errors
    /// When nothing changes, or never stands still.
    pub fn picture_after(&self, before: &Path, file: &Path) -> Result<()> {
        let earlier = fs::read(before)?;
        let deadline = Instant::now() + PATIENCE * 2;
        let (mut last, mut since) = (Vec::new(), Instant::now());
        loop {
            self.picture(file)?;
            let now = fs::read(file)?;
            if now != last {
                (last, since) = (now, Instant::now());
            } else if now != earlier && since.elapsed() > DRAWN {
                return Ok(());
            }
            if Instant::now() > deadline {
                bail!("the display shows the same as before, or never stands still");
            }
        }
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        end(&mut self.server);
    }
}

/// Asks a program to end and waits until it has.
pub fn end(child: &mut Child) {
    let asked = Command::new("kill").args(["-TERM", &child.id().to_string()]).status();
    if !asked.is_ok_and(|status| status.success()) {
        // It has ended by itself, or there is no `kill`; killing an ended child does nothing.
        drop(child.kill());
    }
    drop(child.wait());
}
