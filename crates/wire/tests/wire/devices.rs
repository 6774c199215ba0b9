//! The registry's word for a workstation or a server.

use domain::catalogue::OfficeId;
use ed25519_dalek::SigningKey;
use testkit::times::day;
use wire::ids::DeviceId;
use wire::proof::certificate::DeviceCertificate;

use crate::samples::hex;

fn key(byte: u8) -> SigningKey {
    SigningKey::from_bytes(&[byte; 32])
}

/// Of a workstation that was revoked, and of a server.
fn samples() -> [DeviceCertificate; 2] {
    let office = OfficeId::parse("LABOUR-0001").expect("an office");
    let (device, server) = (DeviceId::from_bytes([4; 16]), DeviceId::from_bytes([5; 16]));
    let days = (day("2026-03-21"), Some(day("2026-11-24")));
    let ours =
        DeviceCertificate::issue(&key(2), device, key(3).verifying_key(), Some(office), days);
    let days = (day("2026-03-21"), None);
    [ours, DeviceCertificate::issue(&key(2), server, key(2).verifying_key(), None, days)]
}

pub fn golden() -> String {
    samples().iter().fold(String::new(), |text, one| text + &hex(one.as_bytes()) + "\n")
}

#[test]
fn a_device_is_what_the_registry_says_of_it_and_nobody_else() {
    for issued in samples() {
        let registry = key(2).verifying_key();
        assert_eq!(DeviceCertificate::open(issued.as_bytes(), &registry).as_ref(), Ok(&issued));
        assert!(DeviceCertificate::open(issued.as_bytes(), &key(1).verifying_key()).is_err());
        for place in 0..issued.as_bytes().len() {
            let mut bytes = issued.as_bytes().to_vec();
            bytes[place] ^= 1;
            assert!(DeviceCertificate::open(&bytes, &registry).is_err(), "{place}");
        }
        let cut = &issued.as_bytes()[..issued.as_bytes().len() - 1];
        assert!(DeviceCertificate::open(cut, &registry).is_err());
    }
    let [ours, server] = samples();
    assert_eq!(ours.office().map(OfficeId::as_str), Some("LABOUR-0001"));
    assert_eq!((ours.first_day(), ours.revoked_on()), (day("2026-03-21"), Some(day("2026-11-24"))));
    assert_eq!((server.office(), server.revoked_on()), (None, None));
}
