//! Compression of what a file holds.
//!
//! Documents of a session share streams: the colour profile, ornament, borders. What such a stream
//! packs to depends on nothing but the stream, so it is packed once and remembered.

use std::{
    cell::RefCell,
    collections::HashMap,
    ops::Range,
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
        let subtype = stream.dict.get(b"Subtype").and_then(Object::as_name);
        if subtype.is_ok_and(|kind| kind == b"CIDFontType0C") {
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

/// Packs the table at the end of a file that says where its objects are, which its writer leaves as it is.
pub(super) fn pack_places(file: &mut Vec<u8>) {
    const PREDICTED: &[u8] =
        b"/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 7>>>>stream\n";
    /// A row is packed as what it has more than the row before.
    const UP: u8 = 2;
    let Some((said, rows)) = table_of_places(file) else { return };
    let mut predicted = Vec::new();
    let mut before: &[u8] = &[0; ROW];
    for row in file[rows.clone()].chunks(ROW) {
        predicted.push(UP);
        predicted.extend(row.iter().zip(before).map(|(now, then)| now.wrapping_sub(*then)));
        before = row;
    }
    let packed = FOR_OTHERS.with_borrow_mut(|packer| packed(packer, &predicted));
    let mut new = format!("/Length {}", packed.len()).into_bytes();
    new.extend(PREDICTED);
    new.extend(packed);
    if new.len() < rows.end - said {
        file.splice(said..rows.end, new);
    }
}

/// A row of the table of places: a byte, four and two.
const ROW: usize = 7;

/// Where the length of the table of places is said, and the table.
fn table_of_places(file: &[u8]) -> Option<(usize, Range<usize>)> {
    const PLACE: &[u8] = b"startxref\n";
    const LENGTH: &[u8] = b"/Length ";
    const BEGIN: &[u8] = b">>stream\n";
    let number = |digits: &[u8]| std::str::from_utf8(digits).ok()?.trim().parse::<usize>().ok();
    let place = file.windows(PLACE.len()).rposition(|part| part == PLACE)? + PLACE.len();
    let digits = file[place..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let table = number(&file[place..place + digits])?;
    let find = |from: usize, what: &[u8]| {
        let at = file.get(from..)?.windows(what.len()).position(|part| part == what)?;
        Some(from + at)
    };
    let end = find(table, BEGIN)?;
    find(table, b"/W[1 4 2]").filter(|at| *at < end)?;
    let said = find(table, LENGTH).filter(|at| *at < end)?;
    let rows = end + BEGIN.len();
    let length = number(&file[said + LENGTH.len()..end])?;
    (rows + length < place).then_some((said, rows..rows + length))
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

#[cfg(test)]
mod tests {
    use lopdf::SaveOptions;

    use super::*;

    #[test]
    fn a_packed_table_of_places_leads_to_the_same_objects() {
        let mut file = Document::with_version("1.7");
        for number in 0..300 {
            file.add_object(Object::Integer(number));
            file.add_object(Stream::new(lopdf::Dictionary::new(), vec![b'x'; 40]));
        }
        let root = file.add_object(lopdf::dictionary! { "Type" => "Catalog" });
        file.trailer.set("Root", root);
        let options = SaveOptions {
            use_object_streams: true,
            use_xref_streams: true,
            ..SaveOptions::default()
        };
        let mut bytes = Vec::new();
        file.save_with_options(&mut bytes, options).unwrap();
        let mut packed = bytes.clone();
        pack_places(&mut packed);
        assert!(packed.len() + 1_500 < bytes.len(), "{} {}", packed.len(), bytes.len());
        let objects = |bytes: &[u8]| {
            let mut objects = Document::load_mem(bytes).unwrap().objects;
            objects.retain(|_, object| {
                !object.as_stream().is_ok_and(|stream| stream.dict.has_type(b"XRef"))
            });
            objects
        };
        assert!(objects(&bytes).len() > 600);
        assert_eq!(objects(&bytes), objects(&packed));
    }

    #[test]
    fn what_has_no_table_of_places_stays_as_it_is() {
        for bytes in [&b""[..], b"startxref\n7\n%%EOF", b"startxref\n99\n%%EOF"] {
            let mut packed = bytes.to_vec();
            pack_places(&mut packed);
            assert_eq!(packed, bytes);
        }
    }
}
