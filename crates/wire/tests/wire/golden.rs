//! The frozen bytes: one file for each kind, never changed, only added to.

use std::collections::BTreeSet;
use std::path::PathBuf;

use wire::KINDS;
use wire::envelope::{Sealed, decode, reread};

use crate::samples::{
    event, every_document, every_kind, first_note, hex, sealed, sheet_in_own_words, stream_opened,
};

/// Set to 1 to write the files of new kinds. Files that are there are never written.
const WRITE_NEW: &str = "WRITE_NEW_GOLDEN";

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("golden")
}

fn written(sealed: &Sealed) -> String {
    let Sealed { bytes, sig, hash } = sealed;
    format!("bytes {}\nsig {}\nhash {hash}\n", hex(bytes), hex(sig))
}

fn expected_files() -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = every_kind()
        .iter()
        .map(|unsealed| {
            let sealed = sealed(unsealed);
            let opened = decode(&sealed.bytes).expect("our own bytes");
            let name = event(unsealed).fact.name();
            (format!("{:02}-v{}-{name}.hex", opened.kind, opened.kind_version), written(&sealed))
        })
        .collect();
    let documents: String = every_document().iter().map(|one| written(&sealed(one))).collect();
    files.push(("70-v1-printed-of-every-document.hex".to_owned(), documents));
    let own_words = written(&sealed(&sheet_in_own_words()));
    files.push(("70-v1-printed-in-own-words.hex".to_owned(), own_words));
    files.push(("licence-proof.txt".to_owned(), format!("{}\n", crate::proofs::golden())));
    files.push(("journal.hex".to_owned(), crate::journal::golden()));
    files.push(("edition.hex".to_owned(), format!("{}\n", crate::editions::golden())));
    files.push(("devices.hex".to_owned(), crate::devices::golden()));
    let opened = written(&sealed(&stream_opened()));
    files.push(("200-v1-streamOpened.hex".to_owned(), opened));
    files.push(("00-smallest.hex".to_owned(), written(&sealed(&first_note()))));
    files
}

#[test]
fn every_kind_is_written_as_its_golden_file_says() {
    for (name, content) in expected_files() {
        let path = folder().join(&name);
        if !path.exists() && std::env::var_os(WRITE_NEW).is_some() {
            std::fs::write(&path, &content).expect("the golden folder can be written");
        }
        let golden = std::fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(golden, content, "{name} is frozen: a changed body is a new version");
    }
}

#[test]
fn what_is_read_again_is_what_was_read_first() {
    for sealed in every_kind().iter().chain(&every_document()).map(sealed) {
        let first = decode(&sealed.bytes).expect("our own bytes");
        assert_eq!(reread(&sealed.bytes), Ok(first));
    }
}

#[test]
fn every_golden_file_is_checked() {
    let expected: BTreeSet<String> = expected_files().into_iter().map(|(name, _)| name).collect();
    let found: BTreeSet<String> = std::fs::read_dir(folder())
        .expect("the golden folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn every_kind_has_a_sample() {
    let samples: Vec<u32> = every_kind()
        .iter()
        .map(|unsealed| decode(&sealed(unsealed).bytes).expect("our own bytes").kind)
        .collect();
    let kinds: Vec<u32> = KINDS.iter().map(|(kind, _)| *kind).collect();
    assert_eq!(samples, kinds);
}
