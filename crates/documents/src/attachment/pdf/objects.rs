//! Finding the objects of a file, and those that lie packed in others.

use flate2::{Decompress, FlushDecompress, Status};

use super::encryption::{Decryption, Encryption};
use super::pages::Pages;
use super::value::{Dict, Reader, Value, is_space};
use crate::attachment::MAX_PIXELS;

/// The most bytes of one packing once it is inflated.
const UNPACKED: usize = 16 * 1024 * 1024;
/// The most bytes of all of them.
const UNPACKED_IN_ALL: usize = 128 * 1024 * 1024;
/// The most packings that are noted.
const MOST_PACKINGS: usize = 20_000;
/// The most dictionaries that are kept in mind because they may say how the file is encrypted.
const MOST_KEYS: usize = 64;

/// What was found in a file.
#[derive(Debug, Default)]
pub(super) struct Objects {
    pub(super) pages: Pages,
    /// The catalogue that the file names; what is said last counts.
    pub(super) root: Option<u32>,
    /// Whether what ends a file stands behind its last object.
    pub(super) has_end: bool,
    /// How the file is encrypted, if it is.
    pub(super) encryption: Option<Encryption>,
    /// Whether a picture in it has more pixels than are taken.
    pub(super) has_huge_picture: bool,
    /// The length that a linearized file says it has.
    length: Option<i64>,
    /// Objects in which others lie.
    packings: Vec<Packing>,
    /// How encryption is said: beside its value, or the object that holds it; and the file's identifier.
    encrypt: Option<(Value, Vec<u8>)>,
}

#[derive(Debug)]
struct Packing {
    number: u32,
    generation: u16,
    dict: Dict,
    content: std::ops::Range<usize>,
}

impl Objects {
    /// Finds every object that stands in the open, and what is said of the file as a whole.
    pub(super) fn scan(bytes: &[u8]) -> Self {
        let mut found = Self::default();
        let mut keys: Vec<(u32, Dict)> = Vec::new();
        let last_mark = bytes.windows(5).rposition(|window| window == b"%%EOF");
        let mut last_object = 0;
        let mut last_end = None;
        // What was read of values that came to nothing, so that no file makes it be read over and over.
        let mut work = bytes.len().saturating_mul(8).saturating_add(1_000_000);
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            let rest = bytes.get(at..).unwrap_or_default();
            if *byte == b'o' && rest.starts_with(b"obj") {
                let Some((number, generation)) = label(bytes, at) else {
                    at += 3;
                    continue;
                };
                last_object = at;
                let mut reader = Reader::new(bytes, at + 3);
                let value = if work > 0 { reader.value() } else { None };
                let read = reader.at.saturating_sub(at);
                work = work.saturating_sub(read);
                found.pages.note(number, at, value.as_ref());
                at = match value {
                    Some(Value::Dict(dict)) => {
                        if keys.len() < MOST_KEYS
                            && dict.get("V").is_some()
                            && dict.get("U").is_some()
                        {
                            keys.push((number, dict.clone()));
                        }
                        found.object((number, generation), dict, bytes, reader)
                    }
                    Some(_) => reader.at,
                    None => at + 3,
                };
            } else if *byte == b't' && rest.starts_with(b"trailer") {
                let mut reader = Reader::new(bytes, at + 7);
                let dict = if work > 0 { reader.dict() } else { None };
                work = work.saturating_sub(reader.at.saturating_sub(at));
                if let Some(dict) = dict {
                    found.whole(&dict);
                    if dict.get("Root").is_some() && last_mark.is_some_and(|mark| mark > at) {
                        last_end = Some(at);
                    }
                }
                at += 7;
            } else if *byte == b's' && rest.starts_with(b"startxref") {
                last_end = Some(at);
                at += 9;
            } else {
                at += 1;
            }
        }
        found.has_end = last_end.is_some_and(|end| end > last_object);
        if let Some((said, identifier)) = found.encrypt.take() {
            let dict = match said {
                Value::Dict(dict) => Some(dict),
                Value::Reference(number) => {
                    keys.into_iter().rfind(|(named, _)| *named == number).map(|(_, dict)| dict)
                }
                _ => None,
            };
            found.encryption = Some(Encryption { dict: dict.unwrap_or_default(), identifier });
        }
        found
    }

    /// Whether a linearized file says that it is longer than what came.
    pub(super) fn says_longer_than(&self, bytes: usize, slack: i64) -> bool {
        let came = i64::try_from(bytes).unwrap_or(i64::MAX);
        self.length.is_some_and(|length| length > came.saturating_add(slack))
    }

    /// What is said in a trailer, or in the stream that stands for one.
    fn whole(&mut self, dict: &Dict) {
        self.root = dict.reference("Root").or(self.root);
        if let Some(encrypt) = dict.get("Encrypt").filter(|value| **value != Value::Other) {
            let identifier = match dict.get("ID") {
                Some(Value::Array(parts)) => match parts.first() {
                    Some(Value::Text(first)) => first.clone(),
                    _ => Vec::new(),
                },
                _ => Vec::new(),
            };
            self.encrypt = Some((encrypt.clone(), identifier));
        }
    }

    /// Notes an object and gives the place behind it.
    fn object(
        &mut self,
        (number, generation): (u32, u16),
        dict: Dict,
        bytes: &[u8],
        mut reader: Reader<'_>,
    ) -> usize {
        self.has_huge_picture |= is_huge_picture(&dict);
        if dict.get("Linearized").is_some() {
            self.length = self.length.or(dict.integer("L"));
        }
        reader.skip_space();
        if !reader.take(b"stream") {
            return reader.at;
        }
        if !reader.take(b"\r\n") && !reader.take(b"\n") {
            reader.take(b"\r");
        }
        let from = reader.at;
        let to = end_of_stream(bytes, from, dict.integer("Length"));
        if dict.is("Type", "XRef") {
            self.whole(&dict);
        } else if dict.is("Type", "ObjStm") && self.packings.len() < MOST_PACKINGS {
            self.packings.push(Packing { number, generation, dict, content: from..to });
        }
        to
    }

    /// Looks into the objects in which others lie.
    pub(super) fn unpack(&mut self, bytes: &[u8], decryption: Option<&Decryption>) {
        let mut left = UNPACKED_IN_ALL;
        for Packing { number, generation, dict, content } in std::mem::take(&mut self.packings) {
            let from = content.start;
            let packed = bytes.get(content).unwrap_or_default();
            let opened = decryption.map(|key| key.stream((number, generation), &dict, packed));
            let packed = match &opened {
                None => packed,
                Some(Some(opened)) => opened,
                Some(None) => continue,
            };
            let most = UNPACKED.min(left);
            let unpacked = inflated(&dict, packed, most);
            left = left.saturating_sub(unpacked.as_ref().map_or(most, Vec::len));
            if let Some(unpacked) = unpacked {
                self.packed(&dict, from, &unpacked);
            }
        }
    }

    fn packed(&mut self, dict: &Dict, place: usize, unpacked: &[u8]) {
        let count = dict.integer("N").and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
        let first = dict.integer("First").and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
        let mut index = Reader::new(unpacked, 0);
        let mut work = unpacked.len().saturating_mul(8).saturating_add(100_000);
        for _ in 0..count.min(unpacked.len()) {
            let (Some(number), Some(offset)) = (index.unsigned(), index.unsigned()) else { return };
            let Some(begin) = usize::try_from(offset).ok().and_then(|n| first.checked_add(n))
            else {
                return;
            };
            let mut reader = Reader::new(unpacked, begin);
            let value = reader.value();
            let read = reader.at.saturating_sub(begin);
            let Some(rest) = work.checked_sub(read) else { return };
            work = rest;
            self.pages.note(number, place, value.as_ref());
        }
    }
}

/// The number and generation that stand before the word `obj`.
fn label(bytes: &[u8], obj: usize) -> Option<(u32, u16)> {
    // Neither number has more than ten digits.
    let before = bytes.get(obj.saturating_sub(32)..obj)?;
    let (rest, generation) = number_before(before)?;
    let (_, number) = number_before(rest)?;
    Some((number, u16::try_from(generation).ok()?))
}

fn number_before(bytes: &[u8]) -> Option<(&[u8], u32)> {
    let end = bytes.iter().rposition(|byte| !is_space(*byte))? + 1;
    let start =
        bytes.get(..end)?.iter().rposition(|byte| !byte.is_ascii_digit()).map_or(0, |at| at + 1);
    let number = std::str::from_utf8(bytes.get(start..end)?).ok()?.parse().ok()?;
    Some((bytes.get(..start)?, number))
}

/// Where a stream's content ends: where its length says, if it does end there, else where the word does.
fn end_of_stream(bytes: &[u8], from: usize, length: Option<i64>) -> usize {
    const END: &[u8] = b"endstream";
    let said = length.and_then(|length| usize::try_from(length).ok());
    if let Some(to) = said.and_then(|length| from.checked_add(length)) {
        let behind = bytes.get(to..).unwrap_or_default();
        let space = behind.iter().take(4).take_while(|byte| is_space(**byte)).count();
        if behind.get(space..).is_some_and(|rest| rest.starts_with(END)) {
            return to;
        }
    }
    let rest = bytes.get(from..).unwrap_or_default();
    let found = rest.windows(END.len()).position(|window| window == END);
    found.map_or(bytes.len(), |found| from + found)
}

/// The content of a stream that is not packed, or in the one way that programs pack objects.
fn inflated(dict: &Dict, packed: &[u8], most: usize) -> Option<Vec<u8>> {
    let filters = match dict.get("Filter") {
        None => &[][..],
        Some(Value::Array(filters)) => filters,
        Some(filter) => std::slice::from_ref(filter),
    };
    match filters {
        [] => packed.get(..packed.len().min(most)).map(<[u8]>::to_vec),
        [Value::Name(name)] if name == b"FlateDecode" || name == b"Fl" => {
            let mut out = Vec::new();
            let mut part = vec![0; 64 * 1024];
            let mut inflater = Decompress::new(true);
            loop {
                let (read, written) = (inflater.total_in(), inflater.total_out());
                let rest = packed.get(usize::try_from(read).ok()?..)?;
                let status = inflater.decompress(rest, &mut part, FlushDecompress::None);
                let given = usize::try_from(inflater.total_out() - written).ok()?;
                out.extend_from_slice(part.get(..given)?);
                if out.len() > most {
                    return None;
                }
                let stands = given == 0 && inflater.total_in() == read;
                // What was inflated before a fault is what readers show.
                if stands || !matches!(status, Ok(Status::Ok | Status::BufError)) {
                    return Some(out);
                }
            }
        }
        _ => None,
    }
}

fn is_huge_picture(dict: &Dict) -> bool {
    if !dict.is("Subtype", "Image") {
        return false;
    }
    let side = |key| dict.integer(key).and_then(|n| u64::try_from(n).ok()).unwrap_or(0);
    // Large plans are scanned in black and white, eight pixels in a byte.
    let most = if dict.integer("BitsPerComponent") == Some(1) || dict.get("ImageMask").is_some() {
        MAX_PIXELS.saturating_mul(8)
    } else {
        MAX_PIXELS
    };
    side("Width").saturating_mul(side("Height")) > most
}
