//! Signed editions of the catalogue.

use domain::catalogue::sample;
use ed25519_dalek::{Signer as _, SigningKey};
use wire::edition::{NotAnEdition, SignedEdition};

use crate::samples::hex;

fn key(byte: u8) -> SigningKey {
    SigningKey::from_bytes(&[byte; 32])
}

/// The file that must never be written otherwise: desks keep it.
pub fn golden() -> String {
    let edition = SignedEdition::issue(&key(2), 7, "{\"edition\": \"نمونه\"}\n".as_bytes());
    hex(edition.as_bytes())
}

#[test]
fn an_edition_is_the_document_to_the_byte() {
    let document = sample().write();
    let issued = SignedEdition::issue(&key(2), 3, document.as_bytes());
    let opened = SignedEdition::open(issued.as_bytes(), &key(2).verifying_key());
    assert_eq!(opened.as_ref(), Ok(&issued));
    assert_eq!((issued.number(), issued.document()), (3, document.as_bytes()));
    assert_eq!(issued.catalogue(), Ok(sample()));
}

#[test]
fn nobody_but_the_registry_issues_an_edition() {
    let issued = SignedEdition::issue(&key(2), 3, b"{}");
    let open = |bytes: &[u8]| SignedEdition::open(bytes, &key(2).verifying_key());
    let stranger = SignedEdition::issue(&key(9), 3, b"{}");
    assert_eq!(open(stranger.as_bytes()), Err(NotAnEdition));
    for place in 0..issued.as_bytes().len() {
        let mut bytes = issued.as_bytes().to_vec();
        bytes[place] ^= 1;
        assert_eq!(open(&bytes), Err(NotAnEdition), "byte {place}");
    }
    let longer = [issued.as_bytes(), &[0]].concat();
    assert_eq!(open(&longer), Err(NotAnEdition));
    assert_eq!(open(b""), Err(NotAnEdition));
}

#[test]
fn a_signature_for_another_purpose_makes_no_edition() {
    // { 0: 3, 1: "{}" } signed as a status list is signed.
    let body = [0xA2, 0x00, 0x03, 0x01, 0x42, b'{', b'}'];
    let signed_as = |line: &[u8]| {
        let signature = key(2).sign(&[line, &body].concat()).to_bytes();
        [&[0x82, 0x47][..], &body, &[0x58, 0x40], &signature].concat()
    };
    let open = |bytes: &[u8]| SignedEdition::open(bytes, &key(2).verifying_key());
    assert_eq!(open(&signed_as(b"casefeed/1/status\0")), Err(NotAnEdition));
    let right = open(&signed_as(b"casefeed/1/edition\0"));
    assert_eq!(right, Ok(SignedEdition::issue(&key(2), 3, b"{}")));
}
