//! The proof in a licence's QR.

use std::collections::BTreeMap;

use domain::catalogue::{FieldCode, MOST_FIELD_LETTERS, MOST_HOST_LETTERS, OfficeId};
use domain::identifiers::LicenceNumber;
use domain::ids::EventId;
use domain::people::Activity;
use ed25519_dalek::SigningKey;
use qrcode::bits::Bits;
use qrcode::{EcLevel, Version};
use testkit::times::{START, day};
use wire::proof::certificate::{BlockCertificate, RegistryCertificate};
use wire::proof::status::{Status, StatusList};
use wire::proof::trust::TrustList;
use wire::proof::{
    Claim, END, PREFIX, ProofError, Standing, State, claimed, link, other_host, sign, specimen,
    verify,
};

use crate::vectors::forge::{lic1, unpacked};

struct Authority {
    root: SigningKey,
    registry: SigningKey,
    device: SigningKey,
}

fn authority() -> Authority {
    let key = |byte| SigningKey::from_bytes(&[byte; 32]);
    Authority { root: key(1), registry: key(2), device: key(3) }
}

impl Authority {
    fn block(&self) -> BlockCertificate {
        BlockCertificate::issue(
            &self.registry,
            self.device.verifying_key(),
            OfficeId::parse("LABOUR-0001").expect("a code"),
            12_000..=12_499,
            day("2027-03-20"),
        )
    }

    fn trust_file(&self, blocks: &[BlockCertificate]) -> Vec<u8> {
        let root = self.root.verifying_key();
        let registry = RegistryCertificate::issue(
            &self.root,
            self.registry.verifying_key(),
            day("2027-06-01"),
        );
        let (issued, until) = (day("2026-11-20"), day("2026-12-20"));
        TrustList::issue(&root, &registry, &self.registry, issued, until, blocks)
    }

    fn trust(&self) -> TrustList {
        let file = self.trust_file(&[self.block()]);
        TrustList::open(&file, &self.root.verifying_key()).expect("our own list")
    }
}

fn claim() -> Claim {
    Claim {
        event: EventId::from_bytes([0xE7; 16]),
        number: LicenceNumber::from_serial(12_347).expect("a serial"),
        kind: Activity::Independent,
        holder: "زهرا حسینی\u{200C}نژاد".to_owned(),
        field: FieldCode::parse("2025").expect("a code"),
        field_title: "فرش دستباف".to_owned(),
        issued_at: START,
        valid_until: day("2028-11-22"),
        standing: Standing::Registered,
        sheet: 4_188,
    }
}

fn signed(claim: &Claim) -> String {
    let authority = authority();
    sign(claim, &authority.device, &authority.block()).expect("a number of the block")
}

/// The proof that must never be written otherwise: papers carry it for years.
pub fn golden() -> String {
    signed(&claim())
}

fn checked(text: &str) -> Result<State, ProofError> {
    verify(text, &authority().trust(), day("2026-11-24")).map(|verdict| verdict.state)
}

#[test]
fn a_genuine_licence_says_what_was_signed_and_what_it_was_checked_against() {
    let verdict = verify(&signed(&claim()), &authority().trust(), day("2026-11-24"));
    let verdict = verdict.expect("genuine");
    assert_eq!(verdict.claim, claim());
    assert_eq!(verdict.state, State::Valid);
    assert_eq!(verdict.office, "LABOUR-0001");
    assert_eq!((verdict.trusted_on, verdict.statuses_on), (day("2026-11-20"), None));
}

#[test]
fn a_provisional_licence_is_believed_for_a_short_time() {
    let standing = Standing::Provisional { until: day("2026-12-10") };
    let text = signed(&Claim { standing, ..claim() });
    let on =
        |today: &str| verify(&text, &authority().trust(), day(today)).map(|verdict| verdict.state);
    assert_eq!(on("2026-12-10"), Ok(State::Provisional));
    assert_eq!(on("2026-12-11"), Ok(State::Expired));
}

#[test]
fn a_licence_past_its_last_day_is_expired() {
    let text = signed(&Claim { valid_until: day("2026-11-23"), ..claim() });
    assert_eq!(checked(&text), Ok(State::Expired));
}

#[test]
fn a_number_outside_the_block_is_not_genuine() {
    let authority = authority();
    let outside =
        Claim { number: LicenceNumber::from_serial(12_500).expect("a serial"), ..claim() };
    let refused = sign(&outside, &authority.device, &authority.block());
    assert_eq!(refused, Err(ProofError::OutsideBlock));
    // A workstation that is not ours any more need not ask our program: it signs with a block of its
    // own making, whose name is not in the list, or in the name of the block that it was given.
    let forged = BlockCertificate::issue(
        &authority.device,
        authority.device.verifying_key(),
        OfficeId::parse("LABOUR-0001").expect("a code"),
        1..=99_999,
        day("2027-03-20"),
    );
    let text = sign(&outside, &authority.device, &forged).expect("a number of the forged block");
    assert_eq!(checked(&text), Err(ProofError::IssuerUnknown));
    let renamed = rename(&text, forged.key_id(), authority.block().key_id(), &authority.device);
    assert_eq!(checked(&renamed), Err(ProofError::OutsideBlock));
    assert!(ProofError::OutsideBlock.is_not_genuine());
}

/// Signs a message again under another block's name, as a forger with the workstation's key would.
fn rename(text: &str, from: [u8; 8], to: [u8; 8], key: &SigningKey) -> String {
    use ed25519_dalek::Signer;
    let mut bytes = unpacked(text);
    let at = bytes.windows(8).position(|window| window == from).expect("the name");
    bytes[at..at + 8].copy_from_slice(&to);
    // Tag, array and string heads: the protected header is 14 bytes long and begins at the third.
    let (protected, payload) = (&bytes[2..16], &bytes[17..bytes.len() - 66]);
    let structure = [&[0x84, 0x6A][..], b"Signature1", protected, &[0x40], payload].concat();
    let signature = key.sign(&structure).to_bytes();
    let end = bytes.len() - 64;
    bytes[end..].copy_from_slice(&signature);
    lic1(&bytes)
}

#[test]
fn a_licence_of_after_the_lease_is_not_genuine() {
    let late = Claim { issued_at: START.add_days(200), ..claim() };
    assert_eq!(checked(&signed(&late)), Err(ProofError::AfterLease));
}

#[test]
fn another_workstations_key_is_not_genuine() {
    let authority = authority();
    let thief = SigningKey::from_bytes(&[9; 32]);
    let refused = sign(&claim(), &thief, &authority.block());
    assert_eq!(refused, Err(ProofError::BadSignature));
    let kid = authority.block().key_id();
    let renamed = rename(&signed(&claim()), kid, kid, &thief);
    assert_eq!(checked(&renamed), Err(ProofError::BadSignature));
}

#[test]
fn a_changed_text_is_not_genuine() {
    let text = signed(&claim());
    for position in 0..text.len() {
        let mut changed = text.clone().into_bytes();
        changed[position] = if changed[position] == b'A' { b'B' } else { b'A' };
        let changed = String::from_utf8(changed).expect("ascii");
        let refused = checked(&changed).expect_err("changed");
        // A changed name of the block is an issuer that nobody knows, and a changed length nothing that can be read.
        let unknown = [ProofError::IssuerUnknown, ProofError::Unreadable];
        assert!(refused.is_not_genuine() || unknown.contains(&refused), "{position}");
    }
    for other in ["", "LIC1:", "LIC1:Z", "HC1:BB8", "https://example.ir", &"LIC1:0".repeat(500)] {
        assert_eq!(checked(other), Err(ProofError::Unreadable), "{other}");
    }
}

#[test]
fn a_specimen_is_never_genuine() {
    assert_eq!(checked(&specimen(&claim())), Err(ProofError::Specimen));
}

#[test]
fn a_trust_list_is_believed_from_the_root_down_and_not_for_ever() {
    let authority = authority();
    let file = authority.trust_file(&[authority.block()]);
    let other = SigningKey::from_bytes(&[8; 32]).verifying_key();
    assert_eq!(TrustList::open(&file, &other), Err(ProofError::NotTrusted));
    assert_eq!(TrustList::root_of(&file), Ok(authority.root.verifying_key()));
    for position in 0..file.len() {
        let mut changed = file.clone();
        changed[position] ^= 1;
        let opened = TrustList::open(&changed, &authority.root.verifying_key());
        assert_eq!(opened, Err(ProofError::NotTrusted), "{position}");
    }
    let old = verify(&signed(&claim()), &authority.trust(), day("2026-12-21"));
    assert_eq!(old, Err(ProofError::TrustListTooOld));
    let empty = TrustList::open(&authority.trust_file(&[]), &authority.root.verifying_key());
    let unknown = verify(&signed(&claim()), &empty.expect("a list"), day("2026-11-24"));
    assert_eq!(unknown, Err(ProofError::IssuerUnknown));
}

#[test]
fn a_status_list_takes_a_licence_out_of_force() {
    let authority = authority();
    let number = |serial| LicenceNumber::from_serial(serial).expect("a serial");
    let statuses =
        BTreeMap::from([(number(12_347), Status::Suspended), (number(12_348), Status::Revoked)]);
    let list = StatusList::issue(&authority.registry, day("2026-11-23"), &statuses);
    let trust = authority.trust();
    let list = StatusList::open(&list, &trust).expect("our own list");
    let state = |serial| {
        let text = signed(&Claim { number: number(serial), ..claim() });
        let verdict = verify(&text, &trust, day("2026-11-24")).expect("genuine");
        verdict.with_status(&list).state
    };
    assert_eq!(
        [state(12_347), state(12_348), state(12_349)],
        [State::Suspended, State::Revoked, State::Valid]
    );
    let forged = StatusList::issue(&authority.device, day("2026-11-23"), &statuses);
    assert_eq!(StatusList::open(&forged, &trust), Err(ProofError::NotTrusted));
}

/// The side of the QR of a link, in modules, at the level that licences print: its address in bytes, its proof in letters.
fn modules(link: &str) -> i16 {
    let (address, proof) = link.split_once('#').expect("a link");
    let versions = (1..=40).map(Version::Normal);
    let mut fitting = versions.filter(|version| {
        let mut bits = Bits::new(*version);
        let pushed = bits.push_byte_data(format!("{address}#").as_bytes());
        let pushed = pushed.and_then(|()| bits.push_alphanumeric_data(proof.as_bytes()));
        pushed.and_then(|()| bits.push_terminator(EcLevel::M)).is_ok()
    });
    fitting.next().expect("short enough").width()
}

/// The longest host that an edition may name.
const LONGEST_HOST: &str = "mojavez-khanegi.mcls.gov.ir.ir";

fn longest() -> Claim {
    Claim {
        number: LicenceNumber::from_serial(LicenceNumber::LAST_SERIAL).expect("a serial"),
        holder: "حسینی".repeat(7) + "ی",
        field: FieldCode::parse("2025-417").expect("a code"),
        field_title: "تولید ".repeat(20),
        sheet: u32::MAX,
        ..claim()
    }
}

#[test]
fn the_qr_of_a_licence_has_at_most_69_modules() {
    assert_eq!(LONGEST_HOST.len(), MOST_HOST_LETTERS);
    assert_eq!(longest().field.as_str().len(), MOST_FIELD_LETTERS);
    assert_eq!(longest().holder.len(), 72);
    let usual = link("parvaneh.example", &specimen(&claim()));
    assert_eq!(modules(&usual), 61, "{} characters", usual.len());
    for standing in [Standing::Registered, Standing::Provisional { until: day("2026-12-10") }] {
        let text = link(LONGEST_HOST, &specimen(&Claim { standing, ..longest() }));
        assert_eq!(modules(&text), 69, "{} characters", text.len());
    }
}

#[test]
fn a_name_of_72_bytes_is_whole_and_the_title_is_cut_first() {
    let authority = authority();
    let number = LicenceNumber::from_serial(12_499).expect("a serial");
    let text = signed(&Claim { number, ..longest() });
    let verdict = verify(&text, &authority.trust(), day("2026-11-24")).expect("genuine");
    assert_eq!(verdict.claim.holder, longest().holder);
    assert!(verdict.claim.field_title.ends_with('…'), "{}", verdict.claim.field_title);
}

#[test]
fn a_code_holds_only_letters_that_stay_whole_in_links() {
    for claim in [claim(), longest()] {
        let text = specimen(&claim);
        let stays = |byte: u8| {
            byte.is_ascii_digit() || byte.is_ascii_uppercase() || b"$+-/:".contains(&byte)
        };
        assert!(text.bytes().all(stays), "{text}");
        assert!(text.starts_with(PREFIX) && text.ends_with(END), "{text}");
        let linked = link("parvaneh.example", &text);
        let (address, fragment) = linked.split_once('#').expect("a fragment");
        assert_eq!((address, fragment), ("https://parvaneh.example/v", text.as_str()));
    }
}

#[test]
fn a_link_of_another_host_is_told_from_the_authority_s() {
    let text = signed(&claim());
    assert_eq!(other_host(&text, "parvaneh.example"), None);
    assert_eq!(other_host(&link("parvaneh.example", &text), "parvaneh.example"), None);
    assert_eq!(other_host(&link("PARVANEH.example", &text), "parvaneh.example"), None);
    for (address, host) in [
        ("https://example.ir/v", "example.ir"),
        ("https://parvaneh.example@example.ir/v", "example.ir"),
        ("https://example.ir\\@parvaneh.example/v", "example.ir"),
        ("https://parvaneh.example.ir/v", "parvaneh.example.ir"),
        ("https://example.ir?https://parvaneh.example/v", "example.ir"),
    ] {
        let found = other_host(&format!("{address}#{text}"), "parvaneh.example");
        assert_eq!(found.as_deref(), Some(host), "{address}");
    }
}

/// The smallest certificate that could stand in a claim: an array of the workstation's key, the first
/// number, how many there are, the last day, and the registry's signature, with one key before it. The office
/// would be read from the list.
const SMALLEST_CERTIFICATE: usize = 1 + 1 + (2 + 32) + 9 + 3 + 3 + (2 + 64);
/// The name of the certificate, which would no longer be needed, with its key.
const ITS_NAME: usize = 1 + 1 + 8;

#[test]
fn the_certificate_itself_would_not_fit_into_69_modules() {
    let modules_of = |bytes: usize| modules(&link(LONGEST_HOST, &lic1(&vec![0xFF; bytes])));
    let bytes = |claim: &Claim| unpacked(&specimen(claim)).len();
    let largest =
        (1..1_000).take_while(|bytes| modules_of(*bytes) <= 69).last().unwrap_or_default();
    assert_eq!((bytes(&claim()), bytes(&longest()), largest), (198, 274, 275));
    assert_eq!(bytes(&longest()) - ITS_NAME + SMALLEST_CERTIFICATE, 381);
}

#[test]
fn a_name_that_is_too_long_is_shortened_and_says_so() {
    let authority = authority();
    let long = Claim { holder: "حسینی ".repeat(13), ..claim() };
    let verdict = verify(&signed(&long), &authority.trust(), day("2026-11-24")).expect("genuine");
    assert!(verdict.claim.holder.ends_with('…'), "{}", verdict.claim.holder);
    assert!(long.holder.starts_with(verdict.claim.holder.trim_end_matches('…')));
    assert_eq!(verdict.claim.field_title, "فرش دستباف");
    assert_eq!(signed(&verdict.claim), signed(&long));
}

#[test]
fn a_text_says_what_it_claims_before_it_is_known_who_signed_it() {
    assert_eq!(claimed(&signed(&claim())), Ok(claim()));
    assert_eq!(claimed(&specimen(&claim())), Err(ProofError::Specimen));
    assert_eq!(claimed("LIC1:ABC"), Err(ProofError::Unreadable));
}
