//! Compression of what a file holds.
//!
//! Documents of a session share streams: the colour profile, ornament, borders. What such a stream
//! packs to depends on nothing but the stream, so it is packed once and remembered.

use std::{
    collections::HashMap,
    io::Write as _,
    sync::{Mutex, PoisonError},
};

use flate2::{Compression, write::ZlibEncoder};
use lopdf::{Document, Object};

/// Streams that are shared are remembered up to this many.
const REMEMBERED: usize = 64;

static SHARED: Mutex<Option<HashMap<Vec<u8>, Vec<u8>>>> = Mutex::new(None);

/// Packs every stream that isn't packed yet.
pub(super) fn pack(file: &mut Document) {
    for object in file.objects.values_mut() {
        let Object::Stream(stream) = object else { continue };
        if !stream.allows_compression || stream.dict.has(b"Filter") {
            continue;
        }
        // Drawings and the profile come again in the next document; text and fonts hardly ever.
        let shared = stream.dict.has(b"BBox") || stream.dict.has(b"N");
        let packed = if shared { remembered(&stream.content) } else { packed(&stream.content) };
        if packed.len() + 19 < stream.content.len() {
            stream.dict.set("Filter", "FlateDecode");
            stream.set_content(packed);
        }
    }
}

fn remembered(content: &[u8]) -> Vec<u8> {
    let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
    let shared = shared.get_or_insert_default();
    if let Some(packed) = shared.get(content) {
        return packed.clone();
    }
    let packed = packed(content);
    if shared.len() >= REMEMBERED {
        shared.clear();
    }
    shared.insert(content.to_vec(), packed.clone());
    packed
}

#[expect(clippy::expect_used, reason = "writing to memory cannot fail")]
pub(super) fn packed(content: &[u8]) -> Vec<u8> {
    let room = Vec::with_capacity(content.len() / 2);
    let mut encoder = ZlibEncoder::new(room, Compression::new(6));
    encoder.write_all(content).expect("memory takes what is written to it");
    encoder.finish().expect("memory takes what is written to it")
}
