//! The proofs of licences, read and signed by an implementation of COSE that is not ours.

use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;
use tests::program::said;
use xtask::workspace::Workspace;

/// What its key has signed: whatever else is wrong with it, the signature is right.
const SIGNED: [&str; 8] = [
    "valid",
    "provisional",
    "expired",
    "suspended",
    "revoked",
    "outsideBlock",
    "afterLease",
    "notYetIssued",
];

#[test]
fn another_implementation_of_cose_reads_what_we_sign_and_signs_what_we_read() -> Result<()> {
    let workspace = Workspace::find()?;
    let file = workspace.root.join("docs/vectors/licence-proof.json");
    let answer = said(
        Command::new(workspace.python("cose"))
            .arg(workspace.root.join("tests/papers/cose.py"))
            .arg(&file),
    )?;
    let answer: Value = serde_json::from_str(&answer)?;
    let published: Value = serde_json::from_slice(&std::fs::read(&file)?)?;
    let vectors = published["vectors"].as_array().context("vectors")?;
    let (mut read, mut refused) = (0, 0);
    for vector in vectors {
        // What messengers made of a text is for readers of texts; COSE has the bytes.
        if vector["pasted"] == true {
            continue;
        }
        let name = vector["name"].as_str().context("a name")?;
        let payload = &answer["read"][name];
        let verdict = vector["verdict"].as_str().context("a verdict")?;
        if SIGNED.contains(&verdict) {
            ensure!(payload.is_string(), "{name} is not read");
            read += 1;
        } else if verdict == "badSignature" {
            ensure!(payload.is_null(), "{name} is taken for signed");
            refused += 1;
        }
    }
    ensure!(read > 20 && refused > 10, "{read} were read and {refused} refused");
    // Ed25519 signs the same thing always the same: what the other signs is our very text, which we accept.
    let ours = vectors.first().context("a vector")?;
    ensure!(ours["verdict"] == "valid" && answer["signed"] == ours["text"], "{answer}");
    Ok(())
}
