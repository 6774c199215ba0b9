//! The published test vectors of licence proofs: written from here, so that they are never stale, and
//! checked by every verifier of ours. `docs/licence-proof.md` says what the fields mean.

use std::path::PathBuf;

use domain::dates::{Date, Instant};
use ed25519_dalek::VerifyingKey;
use serde_json::{Map, Value, json};
use wire::proof::{Lists, ProofError, Standing, State, Verdict, check, hosts};

use crate::samples::hex;

mod cases;
pub mod forge;
mod lists;

/// Set to 1 to write the file anew.
const WRITE: &str = "WRITE_VECTORS";

/// One line of the table: a text, what it is checked against, and what must come of it.
struct Vector {
    name: &'static str,
    text: String,
    trust: Option<&'static str>,
    status: Option<&'static str>,
    today: &'static str,
    verdict: &'static str,
    /// The text is one that came through other programs.
    pasted: bool,
}

const fn named(verdict: Result<State, ProofError>) -> &'static str {
    match verdict {
        Ok(State::Valid) => "valid",
        Ok(State::Provisional) => "provisional",
        Ok(State::Expired) => "expired",
        Ok(State::Suspended) => "suspended",
        Ok(State::Revoked) => "revoked",
        Err(ProofError::Unreadable) => "unreadable",
        Err(ProofError::Specimen) => "specimen",
        Err(ProofError::BadSignature) => "badSignature",
        Err(ProofError::OutsideBlock) => "outsideBlock",
        Err(ProofError::AfterLease) => "afterLease",
        Err(ProofError::NotYetIssued) => "notYetIssued",
        Err(ProofError::IssuerUnknown) => "issuerUnknown",
        Err(ProofError::TrustListTooOld) => "trustListTooOld",
        Err(ProofError::NotTrusted) => "notTrusted",
    }
}

/// What the program says of a vector.
fn found(vector: &Vector, root: &VerifyingKey) -> Result<Verdict, ProofError> {
    let list = |name: Option<&str>| name.map(lists::of);
    let (trust, statuses) = (list(vector.trust), list(vector.status));
    let lists = Lists { root, trust: trust.as_deref(), statuses: statuses.as_deref() };
    check(&vector.text, &lists, Date::parse(vector.today).expect("a day"))
}

fn licence(verdict: &Verdict) -> Value {
    let claim = &verdict.claim;
    let (standing, until) = match claim.standing {
        Standing::Provisional { until } => ("provisional", until),
        Standing::Registered => ("registered", claim.valid_until),
    };
    let seconds = |at: Instant| at.as_millis() / 1_000;
    json!({
        "event": hex(claim.event.as_bytes()),
        "number": claim.number.as_str(),
        "kind": cases::kind_number(claim.kind),
        "holder": claim.holder,
        "field": claim.field.as_str(),
        "fieldTitle": claim.field_title,
        "issuedAt": seconds(claim.issued_at),
        "issuedOn": claim.issued_at.tehran_date().to_string(),
        "validUntil": claim.valid_until.to_string(),
        "standing": standing,
        "believedUntil": until.to_string(),
        "sheet": claim.sheet,
        "office": verdict.office,
        "trustedOn": verdict.trusted_on.to_string(),
        "statusesOn": verdict.statuses_on.map(|day| day.to_string()),
    })
}

fn file() -> Value {
    let root = lists::root();
    let vectors = cases::all().into_iter().map(|vector| {
        let found = found(&vector, &root);
        json!({
            "name": vector.name,
            "text": vector.text,
            "trust": vector.trust,
            "status": vector.status,
            "today": vector.today,
            "verdict": vector.verdict,
            "pasted": vector.pasted,
            "hosts": hosts(&vector.text),
            "licence": found.ok().as_ref().map(licence),
        })
    });
    let lists: Map<String, Value> = lists::NAMES
        .iter()
        .map(|name| ((*name).to_owned(), hex(&lists::of(name)).into()))
        .collect();
    json!({
        "format": "LIC1",
        "root": hex(root.as_bytes()),
        "secretKeys": lists::secret_keys(),
        "lists": lists,
        "vectors": vectors.collect::<Vec<_>>(),
    })
}

#[test]
fn each_vector_has_its_verdict() {
    let root = lists::root();
    for vector in cases::all() {
        let found = found(&vector, &root).map(|verdict| verdict.state);
        assert_eq!(named(found), vector.verdict, "{}", vector.name);
    }
}

#[test]
fn every_verdict_has_a_vector() {
    use ProofError as E;
    let ok = [State::Valid, State::Provisional, State::Expired, State::Suspended, State::Revoked];
    let not = [E::Specimen, E::BadSignature, E::OutsideBlock, E::AfterLease];
    let unknown =
        [E::Unreadable, E::NotYetIssued, E::IssuerUnknown, E::TrustListTooOld, E::NotTrusted];
    let verdicts = ok.map(Ok).into_iter().chain(not.map(Err)).chain(unknown.map(Err));
    let vectors = cases::all();
    for verdict in verdicts.map(named) {
        assert!(vectors.iter().any(|vector| vector.verdict == verdict), "{verdict}");
    }
    let mut names: Vec<&str> = vectors.iter().map(|vector| vector.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), vectors.len(), "a name is used twice");
}

#[test]
fn the_published_vectors_are_these() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let path = path.join("../../docs/vectors/licence-proof.json");
    let file = file();
    if std::env::var_os(WRITE).is_some() {
        let text = serde_json::to_string_pretty(&file).expect("values are written");
        std::fs::write(&path, format!("{text}\n")).expect("the folder can be written");
    }
    let published = std::fs::read_to_string(&path).expect("the published file");
    let published: Value = serde_json::from_str(&published).expect("JSON");
    assert!(published == file, "stale: run this test again with {WRITE}=1");
}

#[test]
fn the_example_of_the_page_is_the_first_vector() {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/licence-proof.md");
    let page = std::fs::read_to_string(page).expect("the page");
    let text = cases::all().swap_remove(0).text;
    assert!(page.contains(&text), "the text");
    let (_, dump) = page.split_once("with what they are:\n\n```\n").expect("the bytes");
    let (dump, _) = dump.split_once("```").expect("the end of the bytes");
    // Bytes stand before what they are, which two spaces keep apart.
    let bytes = dump.lines().filter_map(|line| line.trim_start().split("  ").next());
    let bytes = bytes.filter(|bytes| bytes.is_ascii());
    let bytes: String = bytes.flat_map(|bytes| bytes.split(' ')).collect();
    assert_eq!(bytes, hex(&forge::unpacked(&text)));
}
