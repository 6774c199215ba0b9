//! The keys, certificates and lists that the vectors are checked against.

use std::collections::BTreeMap;

use domain::catalogue::OfficeId;
use domain::dates::Date;
use domain::identifiers::LicenceNumber;
use ed25519_dalek::{Signer as _, SigningKey, VerifyingKey};
use serde_json::{Value, json};
use wire::proof::certificate::{BlockCertificate, RegistryCertificate};
use wire::proof::status::{Status, StatusList};
use wire::proof::trust::TrustList;

use super::forge::byte_string;
use crate::samples::hex;

/// The serials that the workstation of the vectors is leased.
pub const FIRST: u64 = 12_000;
pub const LAST: u64 = 12_499;
pub const SUSPENDED: u64 = 12_348;
pub const REVOKED: u64 = 12_349;
/// The last day on which they may be given.
pub const LEASED_UNTIL: &str = "2027-03-20";

pub const NAMES: [&str; 11] = [
    "trust",
    "trustOfAnotherRoot",
    "trustOfAPastRegistry",
    "trustWithoutTheBlock",
    "trustWithAForgedBlock",
    "trustTamperedWith",
    "trustWithSomethingAfterIt",
    "status",
    "statusOfLastMonth",
    "statusByTheWorkstation",
    "statusTamperedWith",
];

fn key(byte: u8) -> SigningKey {
    SigningKey::from_bytes(&[byte; 32])
}

fn registry() -> SigningKey {
    key(2)
}

pub fn root() -> VerifyingKey {
    key(1).verifying_key()
}

/// The workstation's key.
pub fn device() -> SigningKey {
    key(3)
}

/// A key that nobody has certified.
pub fn stranger() -> SigningKey {
    key(9)
}

pub fn secret_keys() -> Value {
    let name = |key: &SigningKey| hex(&key.to_bytes());
    json!({
        "root": name(&key(1)), "registry": name(&registry()), "device": name(&device()),
        "stranger": name(&stranger()), "specimen": hex(b"parvaneh specimen, never genuine"),
    })
}

fn day(text: &str) -> Date {
    Date::parse(text).expect("a day")
}

fn certified_by(registry: &SigningKey) -> BlockCertificate {
    let office = OfficeId::parse("LABOUR-0001").expect("a code");
    let device = device().verifying_key();
    BlockCertificate::issue(registry, device, office, FIRST..=LAST, day(LEASED_UNTIL))
}

/// The block's certificate.
pub fn block() -> BlockCertificate {
    certified_by(&registry())
}

/// A certificate that the workstation has given itself.
pub fn forged_block() -> BlockCertificate {
    certified_by(&device())
}

fn trust(root: &SigningKey, registry_until: &str, blocks: &[BlockCertificate]) -> Vec<u8> {
    let certified =
        RegistryCertificate::issue(root, registry().verifying_key(), day(registry_until));
    let (from, to) = (day("2026-11-20"), day("2026-12-20"));
    TrustList::issue(&root.verifying_key(), &certified, &registry(), from, to, blocks)
}

/// A list by its name.
pub fn of(name: &str) -> Vec<u8> {
    let usual = || trust(&key(1), "2027-06-01", &[block()]);
    let tampered = |mut bytes: Vec<u8>| {
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        bytes
    };
    match name {
        "trust" => usual(),
        "trustOfAnotherRoot" => trust(&key(8), "2027-06-01", &[block()]),
        "trustOfAPastRegistry" => trust(&key(1), "2026-11-19", &[block()]),
        "trustWithoutTheBlock" => trust(&key(1), "2027-06-01", &[]),
        "trustWithAForgedBlock" => trust(&key(1), "2027-06-01", &[block(), forged_block()]),
        "trustTamperedWith" => tampered(usual()),
        "trustWithSomethingAfterIt" => [usual(), vec![0]].concat(),
        "status" => status(&registry(), "2026-11-23"),
        "statusOfLastMonth" => status(&registry(), "2026-10-24"),
        "statusByTheWorkstation" => status(&device(), "2026-11-23"),
        "statusTamperedWith" => tampered(status(&registry(), "2026-11-23")),
        other => unreachable!("no list is named {other}"),
    }
}

fn status(by: &SigningKey, on: &str) -> Vec<u8> {
    let number = |serial| LicenceNumber::from_serial(serial).expect("a serial");
    let statuses = BTreeMap::from([
        (number(SUSPENDED), Status::Suspended),
        (number(REVOKED), Status::Revoked),
    ]);
    StatusList::issue(by, day(on), &statuses)
}

#[test]
fn a_list_is_a_body_and_a_signature_over_its_purpose_and_the_body() {
    let list = of("status");
    let days = 20_780_u16.to_be_bytes();
    let serials = |serial: u64| [&[0x81, 0x19][..], &serial.to_be_bytes()[6..]].concat();
    let body =
        [&[0xA3, 0x00, 0x19][..], &days, &[0x01], &serials(SUSPENDED), &[0x02], &serials(REVOKED)]
            .concat();
    let signature = registry().sign(&[&b"casefeed/1/status\0"[..], &body].concat()).to_bytes();
    assert_eq!(list, [vec![0x82], byte_string(&body), byte_string(&signature)].concat());
}
