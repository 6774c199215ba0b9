//! Messages written by hand, right and wrong, independently of the program.

use curve25519_dalek::constants::EIGHT_TORSION;
use curve25519_dalek::{EdwardsPoint, Scalar};
use ed25519_dalek::{Signer as _, SigningKey};
use minicbor::Encoder;
use sha2::{Digest as _, Sha512};

const LETTERS: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$+-/:";
/// The group order of Ed25519, least byte first.
const ORDER: [u8; 32] = [
    0xED, 0xD3, 0xF5, 0x5C, 0x1A, 0x63, 0x12, 0x58, 0xD6, 0x9C, 0xF7, 0xA2, 0xDE, 0xF9, 0xDE, 0x14,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
];

/// The numbers of a claim, as they stand in its map.
#[derive(Clone)]
pub struct Numbers {
    pub exp: i64,
    pub iat: i64,
    pub cti: Vec<u8>,
    pub serial: u64,
    pub kind: u8,
    pub holder: Vec<u8>,
    pub field: String,
    pub title: String,
    pub until: i32,
    pub standing: u8,
    pub sheet: u32,
}

fn written(build: impl FnOnce(&mut Encoder<Vec<u8>>) -> Option<()>) -> Vec<u8> {
    let mut cbor = Encoder::new(Vec::new());
    build(&mut cbor).expect("writing to memory");
    cbor.into_writer()
}

/// A text string of bytes that need not be UTF-8.
fn text(bytes: &[u8]) -> Vec<u8> {
    let mut head = byte_string(bytes);
    head[0] |= 0x20;
    head
}

pub fn byte_string(bytes: &[u8]) -> Vec<u8> {
    written(|cbor| cbor.bytes(bytes).ok().map(|_| ()))
}

/// The pairs of the inner map, each with its key.
pub fn inner(n: &Numbers) -> Vec<Vec<u8>> {
    let pair = |key: u8, value: Vec<u8>| [vec![key], value].concat();
    let number = |value: u64| written(|cbor| cbor.u64(value).ok().map(|_| ()));
    vec![
        pair(1, number(n.serial)),
        pair(2, number(n.kind.into())),
        pair(3, text(&n.holder)),
        pair(4, text(n.field.as_bytes())),
        pair(5, text(n.title.as_bytes())),
        pair(6, written(|cbor| cbor.i32(n.until).ok().map(|_| ()))),
        pair(7, number(n.standing.into())),
        pair(8, number(n.sheet.into())),
    ]
}

/// The pairs of the outer map.
pub fn outer(n: &Numbers, inner: &[Vec<u8>]) -> Vec<Vec<u8>> {
    let number = |value: i64| written(|cbor| cbor.i64(value).ok().map(|_| ()));
    vec![
        [vec![4], number(n.exp)].concat(),
        [vec![6], number(n.iat)].concat(),
        [vec![7], byte_string(&n.cti)].concat(),
        [number(-70_001), map(inner)].concat(),
    ]
}

/// A map of at most 23 pairs.
pub fn map(pairs: &[Vec<u8>]) -> Vec<u8> {
    let head = 0xA0 | u8::try_from(pairs.len()).expect("a short map");
    [vec![head], pairs.concat()].concat()
}

pub fn payload(n: &Numbers) -> Vec<u8> {
    map(&outer(n, &inner(n)))
}

/// The parts of a message.
pub struct Message {
    pub tag: Vec<u8>,
    pub protected: Vec<u8>,
    pub unprotected: Vec<u8>,
    /// The payload with the head of its byte string.
    pub payload: Vec<u8>,
    pub signature: [u8; 64],
}

impl Message {
    /// Signs as the standard says, whatever the header is.
    pub fn signed(protected: &[u8], payload: &[u8], key: &SigningKey) -> Self {
        let (protected, payload) = (byte_string(protected), byte_string(payload));
        let parts = [&[0x84, 0x6A][..], b"Signature1", &protected, &[0x40], &payload];
        let signature = key.sign(&parts.concat()).to_bytes();
        Self { tag: vec![0xD2], protected, unprotected: vec![0xA0], payload, signature }
    }

    pub fn bytes(&self) -> Vec<u8> {
        let Self { tag, protected, unprotected, payload, signature } = self;
        [tag, &[0x84][..], protected, unprotected, payload, &[0x58, 0x40], signature].concat()
    }

    pub fn text(&self) -> String {
        lic1(&self.bytes())
    }

    /// Signs with a point of order 8 added to the first half, whose own number is `nonce`.
    pub fn sign_with_torsion(&mut self, key: &SigningKey, nonce: u64) {
        let parts = [&[0x84, 0x6A][..], b"Signature1", &self.protected, &[0x40], &self.payload];
        let nonce = Scalar::from(nonce);
        let first = (EdwardsPoint::mul_base(&nonce) + EIGHT_TORSION[1]).compress().to_bytes();
        let hashed = Sha512::new_with_prefix(first);
        let hashed = hashed.chain_update(key.verifying_key().as_bytes());
        let challenge = hashed.chain_update(parts.concat()).finalize();
        let challenge = Scalar::from_bytes_mod_order_wide(&challenge.into());
        let second = (nonce + challenge * key.to_scalar()).to_bytes();
        self.signature[..32].copy_from_slice(&first);
        self.signature[32..].copy_from_slice(&second);
    }

    /// Adds the group's order to the second half of the signature, which then has a second spelling.
    pub fn respell_signature(&mut self) {
        let mut carry = 0_u16;
        for (byte, order) in self.signature[32..].iter_mut().zip(ORDER) {
            let sum = u16::from(*byte) + u16::from(order) + carry;
            let [high, low] = sum.to_be_bytes();
            (*byte, carry) = (low, high.into());
        }
    }
}

pub fn lic1(bytes: &[u8]) -> String {
    format!("LIC1:{}Z", base41(bytes))
}

fn base41(bytes: &[u8]) -> String {
    let letters = |chunk: &[u8]| {
        let sum = chunk.iter().fold(0, |sum, byte| sum * 256 + usize::from(*byte));
        let places = [1, 41, 1_681].into_iter().take(chunk.len() + 1);
        places.map(move |place| char::from(LETTERS[sum / place % 41])).collect::<String>()
    };
    bytes.chunks(2).map(letters).collect()
}

/// The bytes of a text.
pub fn unpacked(text: &str) -> Vec<u8> {
    let place = |letter: &u8| LETTERS.iter().position(|known| known == letter).expect("a letter");
    let code = text.strip_prefix("LIC1:").and_then(|code| code.strip_suffix('Z'));
    let code = code.expect("a code").as_bytes();
    let bytes = code.chunks(3).flat_map(|chunk| {
        let sum = chunk.iter().rev().fold(0, |sum, letter| sum * 41 + place(letter));
        let pair = u16::try_from(sum).expect("two bytes").to_be_bytes();
        pair[3 - chunk.len()..].to_vec()
    });
    bytes.collect()
}
