//! Remembers what a step was last done for, so that it isn't done again for the same.

use std::collections::BTreeSet;
use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

/// Does `work` unless the stamp says that it was done for the same `inputs` (files, or folders of files).
pub fn unless_done(
    stamp: &Path,
    inputs: &[PathBuf],
    work: impl FnOnce() -> Result<()>,
) -> Result<()> {
    let now = fingerprint(inputs)?;
    if fs::read_to_string(stamp).is_ok_and(|then| then == now) {
        return Ok(());
    }
    work()?;
    if let Some(folder) = stamp.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(stamp, now).with_context(|| format!("{} cannot be written", stamp.display()))
}

fn fingerprint(inputs: &[PathBuf]) -> Result<String> {
    let mut files = BTreeSet::new();
    for input in inputs {
        collect(input, &mut files)?;
    }
    let mut hasher = DefaultHasher::new();
    for file in files {
        let bytes =
            fs::read(&file).with_context(|| format!("{} cannot be read", file.display()))?;
        file.hash(&mut hasher);
        bytes.hash(&mut hasher);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

fn collect(input: &Path, files: &mut BTreeSet<PathBuf>) -> Result<()> {
    if input.is_dir() {
        for entry in fs::read_dir(input)? {
            collect(&entry?.path(), files)?;
        }
    } else if input.exists() {
        files.insert(input.to_path_buf());
    }
    Ok(())
}
