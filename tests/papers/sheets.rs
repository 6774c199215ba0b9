//! Every paper that there is, drawn once and written where programs can read it.

use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use anyhow::{Context as _, Result, anyhow, ensure};
use documents::input::{Copy, Licence, Photograph, Standing};
use documents::{Document, IssuanceRecord, Kind, render, render_sample, render_specimen};
use domain::case::Case;
use domain::catalogue::{AgencyCode, ConditionNumber};
use domain::event::{Fact, Grounds};
use domain::identifiers::LicenceNumber;
use domain::people::Role;
use domain::plan::Path;
use serde_json::Value;
use testkit::people::text;
use testkit::story::Story;
use xtask::workspace::Workspace;

use crate::overlong;

/// A paper, and the file that it is in.
#[derive(Debug)]
pub struct Paper {
    /// What it shows; also the name of its file.
    pub name: String,
    /// Its file.
    pub file: PathBuf,
    /// What it was drawn from.
    pub document: Document,
}

/// A photograph of nobody.
const PHOTOGRAPH: &[u8] = include_bytes!("photograph.jpg");

/// Every kind as a specimen and, where a case gives it, as a genuine paper and a sample authority's; every variant
/// of a licence; every kind with as much text as it may have.
pub fn every() -> Result<&'static [Paper]> {
    static PAPERS: OnceLock<Result<Vec<Paper>, String>> = OnceLock::new();
    let drawn = PAPERS.get_or_init(|| draw().map_err(|error| format!("{error:#}")));
    drawn.as_deref().map_err(|error| anyhow!(error.clone()))
}

/// The examples of every kind.
pub fn examples() -> Result<impl Iterator<Item = &'static Paper>> {
    Ok(every()?.iter().filter(|paper| paper.name == paper.document.kind().name()))
}

/// Where papers, and what is wrong with them, are written.
pub fn folder() -> Result<PathBuf> {
    let folder = Workspace::find()?.target.join("papers");
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

fn draw() -> Result<Vec<Paper>> {
    let mut papers = Vec::new();
    for kind in Kind::ALL {
        let example = Document::example(kind);
        add(&mut papers, kind.name(), &example, render_specimen(&example)?)?;
        let Some((record, document)) = issued(kind)? else { continue };
        let name = kind.name();
        add(&mut papers, &format!("{name}-genuine"), &document, render(&document, &record)?)?;
        add(&mut papers, &format!("{name}-sample"), &document, render_sample(&document, &record)?)?;
    }
    for (name, licence) in licences() {
        let document = Document::Licence(Box::new(licence));
        add(&mut papers, name, &document, render_specimen(&document)?)?;
    }
    let own = overlong::refusal_in_own_words();
    add(&mut papers, "refusal-own-words", &own, render_specimen(&own)?)?;
    for document in overlong::in_own_words() {
        let name = format!("{}-own-words-overlong", document.kind().name());
        add(&mut papers, &name, &document, render_specimen(&document)?)?;
    }
    for document in overlong::documents() {
        let name = format!("{}-overlong", document.kind().name());
        add(&mut papers, &name, &document, render_specimen(&document)?)?;
    }
    Ok(papers)
}

fn add(papers: &mut Vec<Paper>, name: &str, document: &Document, bytes: Vec<u8>) -> Result<()> {
    ensure!(papers.iter().all(|paper| paper.name != name), "two papers are called {name}");
    let file = folder()?.join(format!("{name}.pdf"));
    fs::write(&file, bytes)?;
    papers.push(Paper { name: name.to_owned(), file, document: document.clone() });
    Ok(())
}

/// The licence in its other looks.
fn licences() -> Vec<(&'static str, Licence)> {
    let photograph = Some(Photograph::of_jpeg(PHOTOGRAPH));
    let duplicate =
        Copy { number: 2, in_place_of: Some(1), made_out_on: Some("1405/10/02".into()) };
    let example = Licence::example;
    vec![
        ("licence-photograph", Licence { photograph: photograph.clone(), ..example() }),
        ("licence-provisional", Licence { standing: Standing::Provisional, ..example() }),
        ("licence-duplicate", Licence { copy: duplicate.clone(), ..example() }),
        ("licence-renewed", Licence { replaces: Some(overlong::renewal()), ..example() }),
        ("licence-amended", Licence { replaces: Some(overlong::amendment()), ..example() }),
        (
            "licence-provisional-duplicate",
            Licence { standing: Standing::Provisional, copy: duplicate, photograph, ..example() },
        ),
    ]
}

/// The record of a paper that a case can show, and the kind's example saying what the record says.
fn issued(kind: Kind) -> Result<Option<(IssuanceRecord, Document)>> {
    for case in cases()? {
        for printable in case.printables() {
            if Kind::from(printable.document) == kind {
                let record = IssuanceRecord::next_copy(&case, &printable)?;
                return Ok(Some((record, agreeing(kind, &case)?)));
            }
        }
    }
    Ok(None)
}

/// A case at each end that leaves something to print.
fn cases() -> Result<Vec<Case>> {
    let begun = || Story::begin(7).submitted();
    let number = LicenceNumber::from_serial(12_347).context("a serial")?;
    let suspended = begun().approved(Path::Standard).licensed(number.clone()).suspended();
    let mut revoked = suspended.clone();
    let grounds = Grounds {
        conditions: vec![ConditionNumber(7)], reason: text("شکایت همسایگان")
    };
    revoked.tell(Role::Labour, Fact::LicenceRevoked(grounds));
    let mut inquired = begun();
    let agency = AgencyCode::parse("MOH").context("a code")?;
    inquired.tell(Role::Agency, Fact::ClearanceAsked { agency, note: None });
    let mut confirmed = begun().approved(Path::Standard).licensed(number);
    confirmed.tell(Role::Labour, Fact::LicenceRegistered);
    Ok(vec![
        begun().case(),
        begun().asked().case(),
        begun().approved(Path::Development).case(),
        begun().refused().case(),
        confirmed.referred().case(),
        suspended.case(),
        revoked.case(),
        inquired.case(),
    ])
}

/// An example with what a record of the case must find in it, wherever its fields lie.
fn agreeing(kind: Kind, case: &Case) -> Result<Document> {
    let mut example: Value = serde_json::from_str(&kind.example_json())?;
    if let Some(Value::Array(rows)) = example.get_mut("rows") {
        // A list of one.
        rows.truncate(1);
        for row in rows {
            agree(row, case);
        }
    }
    agree(&mut example, case);
    if let (Kind::Licence, Some(licence)) = (kind, case.licence()) {
        set(&mut example, "number", licence.number.as_str());
        set(&mut example, "issued_on", "1390/01/01");
        set(&mut example, "expires_on", &licence.valid_until.jalali().numeric());
        set(&mut example, "printed_on", "1390/01/01");
    }
    Ok(Document::from_json(kind, &example.to_string())?)
}

fn agree(fields: &mut Value, case: &Case) {
    set(fields, "tracking_code", case.tracking_code.as_str());
    if let Some(licence) = case.licence() {
        set(fields, "licence_number", licence.number.as_str());
    }
}

fn set(fields: &mut Value, field: &str, value: &str) {
    if let Some(there) = fields.get_mut(field) {
        *there = value.into();
    }
}
