//! Compression of what a file holds.
//!
//! Documents of a session share streams: the colour profile, ornament, borders. What such a stream
//! packs to depends on nothing but the stream, so it is packed once and remembered.

use std::{
    cell::RefCell,
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use flate2::{Compress, Compression, FlushCompress, Status};
use lopdf::{Document, Object, Stream};

/// Streams that are shared are remembered up to this many.
const REMEMBERED: usize = 64;

static SHARED: Mutex<Option<HashMap<Vec<u8>, Vec<u8>>>> = Mutex::new(None);

/// What a stream holds, as far as its packing goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Content {
    /// Outlines repeat so little that looking harder for it finds nothing.
    Font,
    /// Drawings and the profile come again in the next document; text and fonts hardly ever.
    Shared,
    Other,
}

impl Content {
    fn of(stream: &Stream) -> Self {
        if stream.dict.has(b"Length1") {
            Self::Font
        } else if stream.dict.has(b"BBox") || stream.dict.has(b"N") {
            Self::Shared
        } else {
            Self::Other
        }
    }
}

thread_local! {
    /// A packer is large and is used again, which gives what a new one would give.
    static FOR_FONTS: RefCell<Compress> = RefCell::new(Compress::new(Compression::new(5), true));
    static FOR_OTHERS: RefCell<Compress> = RefCell::new(Compress::new(Compression::new(6), true));
}

/// Packs every stream that isn't packed yet.
pub(super) fn pack(file: &mut Document) {
    for object in file.objects.values_mut() {
        let Object::Stream(stream) = object else { continue };
        if !stream.allows_compression || stream.dict.has(b"Filter") {
            continue;
        }
        let packed = match Content::of(stream) {
            Content::Font => FOR_FONTS.with_borrow_mut(|packer| packed(packer, &stream.content)),
            Content::Shared => remembered(&stream.content),
            Content::Other => FOR_OTHERS.with_borrow_mut(|packer| packed(packer, &stream.content)),
        };
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
    let packed = FOR_OTHERS.with_borrow_mut(|packer| packed(packer, content));
    if shared.len() >= REMEMBERED {
        shared.clear();
    }
    shared.insert(content.to_vec(), packed.clone());
    packed
}

#[expect(clippy::expect_used, reason = "a packer that was reset takes anything")]
fn packed(packer: &mut Compress, content: &[u8]) -> Vec<u8> {
    /// More than a stream grows by that cannot be packed, at the size that streams here have.
    const ROOM: usize = 256;
    packer.reset();
    let mut bytes = Vec::with_capacity(content.len() + ROOM);
    loop {
        let done = usize::try_from(packer.total_in()).unwrap_or(content.len());
        let status = packer
            .compress_vec(&content[done..], &mut bytes, FlushCompress::Finish)
            .expect("a packer that was reset takes anything");
        if status == Status::StreamEnd {
            return bytes;
        }
        bytes.reserve(bytes.len() + ROOM);
    }
}
