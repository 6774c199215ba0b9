//! Whether an encrypted file opens without a password. Many are encrypted only to forbid copying: those open.

use std::panic::{AssertUnwindSafe, catch_unwind};

use lopdf::encryption::decrypt_object;
use lopdf::{Dictionary, Document, EncryptionState, Object, Stream, StringFormat};

use super::value::{Dict, Value};

/// Where the dictionary stands in the document that is made to be asked.
const PLACE: lopdf::ObjectId = (1, 0);

/// How a file is encrypted.
#[derive(Debug)]
pub(super) struct Encryption {
    pub(super) dict: Dict,
    /// The first half of the file's identifier, which is part of the key.
    pub(super) identifier: Vec<u8>,
}

/// What decrypts a file that opens without a password.
#[derive(Debug)]
pub(super) struct Decryption(EncryptionState);

impl Encryption {
    /// Opens it with the empty password of a user; nothing where it does not open.
    pub(super) fn open_without_password(&self) -> Option<Decryption> {
        let mut document = Document::new();
        let mut dict = dictionary(&self.dict);
        // Some programs write the length of the key in bytes, or one that the method does not have.
        match (self.dict.integer("V"), self.dict.integer("Length")) {
            (Some(2), Some(bytes @ 5..=16)) => dict.set("Length", bytes * 8),
            (Some(2), _) => {}
            (Some(4), _) => dict.set("Length", 128),
            _ => {
                dict.remove(b"Length");
            }
        }
        document.objects.insert(PLACE, Object::Dictionary(dict));
        document.trailer.set("Encrypt", Object::Reference(PLACE));
        let half = Object::String(self.identifier.clone(), StringFormat::Hexadecimal);
        document.trailer.set("ID", Object::Array(vec![half.clone(), half]));
        // The library takes lengths of keys and texts as they come in the file; what it trips over does not open.
        let opened = catch_unwind(AssertUnwindSafe(|| {
            document.authenticate_user_password("").ok()?;
            EncryptionState::decode(&document, b"").ok()
        }));
        opened.ok().flatten().map(Decryption)
    }
}

impl Decryption {
    /// The content of a stream.
    pub(super) fn stream(
        &self,
        number: (u32, u16),
        dict: &Dict,
        content: &[u8],
    ) -> Option<Vec<u8>> {
        let stream = Stream::new(dictionary(dict), content.to_vec());
        let mut object = Object::Stream(stream);
        let opened = catch_unwind(AssertUnwindSafe(|| {
            decrypt_object(&self.0, number, &mut object).ok()?;
            Some(object)
        }));
        match opened.ok().flatten()? {
            Object::Stream(stream) => Some(stream.content),
            _ => None,
        }
    }
}

fn dictionary(dict: &Dict) -> Dictionary {
    dict.0.iter().map(|(key, value)| (key.clone(), object(value))).collect()
}

fn object(value: &Value) -> Object {
    match value {
        Value::Other => Object::Null,
        Value::True => Object::Boolean(true),
        Value::False => Object::Boolean(false),
        Value::Integer(number) => Object::Integer(*number),
        Value::Name(name) => Object::Name(name.clone()),
        Value::Text(text) => Object::String(text.clone(), StringFormat::Hexadecimal),
        Value::Array(values) => Object::Array(values.iter().map(object).collect()),
        Value::Dict(dict) => Object::Dictionary(dictionary(dict)),
        Value::Reference(number) => Object::Reference((*number, 0)),
    }
}
