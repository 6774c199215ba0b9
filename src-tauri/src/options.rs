//! How the window was started: `parvaneh [--dir DIR] [--demo]`.

use std::ffi::OsString;
use std::path::PathBuf;

/// What the command line and the environment say.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The workstation's data folder; `None` for the system's usual place.
    pub dir: Option<PathBuf>,
    /// What to do in a folder without an office.
    pub first_run: FirstRun,
}

/// What to do in a folder without an office.
#[derive(Debug, Default, PartialEq, Eq)]
pub enum FirstRun {
    /// Let the officer choose.
    #[default]
    Ask,
    /// Start the demo office.
    Demo,
}

impl Options {
    /// Reads the words of the command line; those that mean nothing here are for the web view.
    pub fn read(words: impl IntoIterator<Item = OsString>, dir: Option<OsString>) -> Self {
        let mut options = Self { dir: dir.map(PathBuf::from), first_run: FirstRun::Ask };
        let mut words = words.into_iter();
        while let Some(word) = words.next() {
            if word == "--dir" {
                options.dir = words.next().map(PathBuf::from);
            } else if word == "--demo" {
                options.first_run = FirstRun::Demo;
            }
        }
        options
    }
}
