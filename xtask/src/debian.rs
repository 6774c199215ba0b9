//! The system's own packages.

use std::process::Command;

use anyhow::{Result, bail};

use crate::say;
use crate::workspace::{answer, succeed};

/// What the desk is built from.
pub const BUILD: &[&str] = &[
    "build-essential",
    "pkg-config",
    "libssl-dev",            // SQLCipher's libcrypto
    "libwebkit2gtk-4.1-dev", // the web view
];

/// What shows the window without a display and takes its picture.
pub const HEADLESS: &[&str] = &["xvfb", "imagemagick"];

/// What presses a key on that display.
pub const KEYS: &[&str] = &["xdotool"];

/// What the tests drive: the real window, a printer, a keyring and a database of their own, and readers of PDF and QR.
pub const TEST: &[&str] = &[
    "webkit2gtk-driver",
    "dbus-daemon",
    "dbus-bin",
    "gnome-keyring",
    "cups-daemon",
    "cups-client",
    "poppler-utils",
    "zbar-tools",
    "chromium", // what most applicants have
    "chromium-driver",
];

/// What the registry keeps its data in.
pub const REGISTRY: &[&str] = &["postgresql"];

/// What checks papers: Java with what it lost of XML, and Python with its own folders for packages.
pub const PAPERS: &[&str] =
    &["default-jre-headless", "libjaxb-java", "libjaxb-api-java", "python3-venv"];

/// What builds for Windows and runs it, and turns what a printer of Windows gets into a page.
pub const WINDOWS: &[&str] =
    &["gcc-mingw-w64-x86-64", "g++-mingw-w64-x86-64", "perl", "wine", "wine64", "ghostscript"];

/// What papers are measured against: a browser, and the library that WeasyPrint sets text with.
pub const PEERS: &[&str] = &["chromium", "libpangoft2-1.0-0", "libharfbuzz-subset0"];

/// What asks the registry as often as it can.
pub const LOAD: &[&str] = &["wrk"];

/// Installs those that are missing; says the exact line and stops when that takes another user.
pub fn install(groups: &[&[&str]]) -> Result<()> {
    let missing: Vec<&str> =
        groups.iter().copied().flatten().copied().filter(|name| !installed(name)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let names = missing.join(" ");
    if answer(Command::new("apt-get").arg("--version")).is_none() {
        bail!("this system isn't Debian's; install what corresponds to: {names}");
    }
    if !is_root() {
        bail!(
            "these system packages are missing; install them and run this again:\n\n  \
             sudo apt-get update && sudo apt-get install --no-install-recommends {names}\n"
        );
    }
    say::step(&format!("installing system packages: {names}"), || {
        succeed(apt().args(["update", "-qq"]))?;
        succeed(apt().args(["install", "-y", "-qq", "--no-install-recommends"]).args(&missing))
    })
}

fn installed(name: &str) -> bool {
    let query = answer(Command::new("dpkg-query").args([
        "--show",
        "--showformat=${db:Status-Status}",
        name,
    ]));
    query.is_some_and(|status| status == "installed")
}

fn is_root() -> bool {
    answer(Command::new("id").arg("-u")).is_some_and(|id| id.trim() == "0")
}

fn apt() -> Command {
    let mut apt = Command::new("apt-get");
    apt.env("DEBIAN_FRONTEND", "noninteractive").env("LC_ALL", "C");
    apt
}
