//! A licence on paper, photographed askew, proves itself; with one letter of any claim changed it does not.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, anyhow, ensure};
use documents::input::Licence;
use documents::{Document, render_specimen};
use domain::catalogue::{FieldCode, OfficeId};
use domain::identifiers::LicenceNumber;
use domain::ids::EventId;
use domain::people::Activity;
use ed25519_dalek::SigningKey;
use testkit::times::{START, day};
use tests::program::said;
use wire::proof::certificate::{BlockCertificate, RegistryCertificate};
use wire::proof::trust::TrustList;
use wire::proof::{Claim, END, PREFIX, ProofError, Standing, State, link, sign, verify};
use xtask::workspace::Workspace;

use crate::sheets;

/// An authority, and the workstation that it has given a block of numbers.
struct Authority {
    device: SigningKey,
    block: BlockCertificate,
    trust: TrustList,
}

impl Authority {
    fn new() -> Result<Self> {
        let [root, registry, device] = [1, 2, 3].map(|byte| SigningKey::from_bytes(&[byte; 32]));
        let office = OfficeId::parse("LABOUR-0001").map_err(|error| anyhow!("{error:?}"))?;
        let numbers = 12_000..=12_499;
        let until = day("2027-03-20");
        let block =
            BlockCertificate::issue(&registry, device.verifying_key(), office, numbers, until);
        let certificate =
            RegistryCertificate::issue(&root, registry.verifying_key(), day("2027-06-01"));
        let root = root.verifying_key();
        let (from, until) = (day("2026-11-20"), day("2026-12-20"));
        let blocks = std::slice::from_ref(&block);
        let list = TrustList::issue(&root, &certificate, &registry, from, until, blocks);
        Ok(Self { device, trust: TrustList::open(&list, &root)?, block })
    }

    fn sign(&self, claim: &Claim) -> Result<String> {
        Ok(sign(claim, &self.device, &self.block)?)
    }

    fn state(&self, text: &str) -> Result<State, ProofError> {
        verify(text, &self.trust, day("2026-11-24")).map(|verdict| verdict.state)
    }
}

fn claim() -> Result<Claim> {
    Ok(Claim {
        event: EventId::from_bytes([0xE7; 16]),
        number: LicenceNumber::from_serial(12_347).context("a serial")?,
        kind: Activity::Covered,
        holder: "فاطمه احمدی".to_owned(),
        field: field("10247")?,
        field_title: "گلیم\u{200c}بافی".to_owned(),
        issued_at: START,
        valid_until: day("2028-11-22"),
        standing: Standing::Provisional { until: day("2026-12-10") },
        sheet: 4_188,
    })
}

fn field(code: &str) -> Result<FieldCode> {
    FieldCode::parse(code).map_err(|error| anyhow!("{error:?}"))
}

/// A host of as many letters as an edition may name.
const LONGEST_HOST: &str = "mojavez-khanegi.mcls.gov.ir.ir";

/// The claim with the longest texts that a code can hold.
fn longest() -> Result<Claim> {
    let (holder, field_title) = ("حسینی".repeat(16), "تولید ".repeat(20));
    Ok(Claim { holder, field_title, field: field("2025-417")?, sheet: u32::MAX, ..claim()? })
}

#[test]
fn a_licence_photographed_askew_and_with_noise_verifies() -> Result<()> {
    let authority = Authority::new()?;
    for (name, claim) in [("usual", claim()?), ("longest", longest()?)] {
        let proof = link(LONGEST_HOST, &authority.sign(&claim)?);
        let mut licence = Licence::example();
        licence.verification.qr.clone_from(&proof);
        let sheet = sheets::folder()?.join(format!("photographed-{name}.pdf"));
        fs::write(&sheet, render_specimen(&Document::Licence(Box::new(licence)))?)?;
        let photograph = photographed(&sheet)?;
        for (reader, read) in [("zbar", scanned(&photograph)?), ("ZXing", seen(&photograph)?)] {
            ensure!(read == proof, "{name}: {reader} read {read:?}");
            assert_eq!(authority.state(&read), Ok(State::Provisional), "{name}: {reader}");
        }
    }
    Ok(())
}

/// Photographs a sheet: 150 dots per inch, turned by three degrees, from below and the left, out of focus, with the noise of a
/// cheap sensor.
fn photographed(sheet: &Path) -> Result<std::path::PathBuf> {
    let (page, photograph) = (sheet.with_extension("page"), sheet.with_extension("pgm"));
    said(
        Command::new("pdftoppm").args(["-r", "150", "-gray", "-singlefile"]).arg(sheet).arg(&page),
    )?;
    said(
        Command::new("convert")
            .arg(page.with_extension("page.pgm"))
            .args(["-background", "#d8d8d8", "-rotate", "3"])
            .args(["-virtual-pixel", "background", "-distort", "Perspective", AWRY])
            .args(["-blur", "0x0.6"])
            .args(["-seed", "7", "-attenuate", "0.5", "+noise", "Gaussian"])
            .arg(&photograph),
    )?;
    Ok(photograph)
}

/// Where the corners of a sheet of 1,240 by 1,754 dots are in a photograph that is not taken from straight above.
const AWRY: &str = "0,0 40,30 1240,0 1215,0 0,1754 0,1740 1240,1754 1240,1754";

/// What the reader in most telephones reads in a picture.
fn seen(picture: &Path) -> Result<String> {
    let workspace = Workspace::find()?;
    let script = workspace.root.join("tests/papers/zxing.py");
    let read = said(Command::new(workspace.python("papers")).arg(script).arg(picture))?;
    Ok(read.trim_end_matches('\n').to_owned())
}

/// What a scanner reads in a picture.
fn scanned(picture: &Path) -> Result<String> {
    let read = said(
        Command::new("zbarimg")
            .args(["--quiet", "--raw", "-Sdisable", "-Sqrcode.enable"])
            .arg(picture),
    )?;
    Ok(read.trim_end_matches('\n').to_owned())
}

#[test]
fn one_letter_of_any_claim_changed_is_not_genuine() -> Result<()> {
    let authority = Authority::new()?;
    let genuine = claim()?;
    let signed = authority.sign(&genuine)?;
    assert_eq!(authority.state(&signed), Ok(State::Provisional));
    let changed = changes(&genuine)?;
    ensure!(changed.len() > 30, "every claim is changed, every letter of a text");
    for (what, claim) in changed {
        let forged = with_signature_of(&authority.sign(&claim)?, &signed)?;
        ensure!(forged != signed, "{what} is another claim");
        let refused = authority.state(&forged);
        assert_eq!(refused, Err(ProofError::BadSignature), "{what}");
    }
    assert!(ProofError::BadSignature.is_not_genuine());
    Ok(())
}

/// The claim with one thing changed, for every thing in it.
fn changes(genuine: &Claim) -> Result<Vec<(String, Claim)>> {
    let claim = || genuine.clone();
    let mut event = *genuine.event.as_bytes();
    event[15] ^= 1;
    let other = LicenceNumber::from_serial(genuine.number.serial() + 1).context("a serial")?;
    let until = |day| Standing::Provisional { until: day };
    let mut all = vec![
        ("event".to_owned(), Claim { event: EventId::from_bytes(event), ..claim() }),
        ("number".to_owned(), Claim { number: other, ..claim() }),
        ("field".to_owned(), Claim { field: field("10248")?, ..claim() }),
        ("second".to_owned(), Claim { issued_at: genuine.issued_at.add_days(-1), ..claim() }),
        ("last day".to_owned(), Claim { valid_until: genuine.valid_until.add_days(1), ..claim() }),
        ("standing".to_owned(), Claim { standing: Standing::Registered, ..claim() }),
        ("provisional until".to_owned(), Claim { standing: until(day("2026-12-11")), ..claim() }),
        ("sheet".to_owned(), Claim { sheet: genuine.sheet + 1, ..claim() }),
    ];
    for kind in Activity::ALL.into_iter().filter(|kind| *kind != genuine.kind) {
        all.push((format!("{kind:?}"), Claim { kind, ..claim() }));
    }
    for holder in each_letter_changed(&genuine.holder) {
        all.push((holder.clone(), Claim { holder, ..claim() }));
    }
    for field_title in each_letter_changed(&genuine.field_title) {
        all.push((field_title.clone(), Claim { field_title, ..claim() }));
    }
    Ok(all)
}

fn each_letter_changed(text: &str) -> impl Iterator<Item = String> {
    (0..text.chars().count()).map(|at| {
        let other = |c| if c == 'ی' { 'ا' } else { 'ی' };
        text.chars().enumerate().map(|(n, c)| if n == at { other(c) } else { c }).collect()
    })
}

#[test]
fn one_letter_of_the_code_changed_is_not_genuine() -> Result<()> {
    let authority = Authority::new()?;
    let signed = authority.sign(&claim()?)?;
    for (position, letter) in signed.bytes().enumerate() {
        for other in LETTERS.iter().filter(|other| **other != letter).step_by(10) {
            let mut changed = signed.clone().into_bytes();
            changed[position] = *other;
            let changed = String::from_utf8(changed)?;
            // A changed name is a block that nobody knows, and a changed length nothing that can be read.
            let refused = authority.state(&changed).err().context(position)?;
            let unknown = [ProofError::IssuerUnknown, ProofError::Unreadable];
            let known = refused.is_not_genuine() || unknown.contains(&refused);
            ensure!(known, "{position}: {refused}");
        }
    }
    Ok(())
}

/// A proof with the signature of another: its last 64 bytes.
fn with_signature_of(claim: &str, signed: &str) -> Result<String> {
    let bytes = |text: &str| {
        decoded(
            text.strip_prefix(PREFIX).and_then(|text| text.strip_suffix(END)).context("a proof")?,
        )
    };
    let (mut claim, signed) = (bytes(claim)?, bytes(signed)?);
    let (at, from) = (claim.len() - 64, signed.len() - 64);
    claim[at..].copy_from_slice(&signed[from..]);
    Ok(format!("{PREFIX}{}{END}", encoded(&claim)))
}

/// The letters of a code, written here again so that the test trusts none of ours.
const LETTERS: &[u8; 41] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$+-/:";

fn decoded(text: &str) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    for chunk in text.as_bytes().chunks(3) {
        let mut sum = 0;
        for letter in chunk.iter().rev() {
            let place = LETTERS.iter().position(|known| known == letter).context("a letter")?;
            sum = sum * 41 + place;
        }
        let pair = u16::try_from(sum)?.to_be_bytes();
        bytes.extend(&pair[3 - chunk.len()..]);
    }
    Ok(bytes)
}

fn encoded(bytes: &[u8]) -> String {
    let mut text = String::new();
    for chunk in bytes.chunks(2) {
        let mut sum = chunk.iter().fold(0, |sum, byte| sum * 256 + usize::from(*byte));
        for _ in 0..=chunk.len() {
            text.push(char::from(LETTERS[sum % 41]));
            sum /= 41;
        }
    }
    text
}
