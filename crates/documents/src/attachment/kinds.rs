//! What a file is that is none of the three kinds, as far as its first bytes tell: so that people are told how to make
//! one of the three of it.

/// Another kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Other {
    /// The picture of an iPhone: HEIC, HEIF or AVIF.
    Heic,
    /// WebP, as browsers and messengers save pictures.
    Webp,
    /// GIF, TIFF, BMP, JPEG 2000 or SVG.
    Picture,
    /// A document of Word or another office program.
    Office,
    /// A compressed folder.
    Archive,
    /// A film or a sound.
    Film,
    /// A page of the web, or a text.
    Text,
    /// A program.
    Program,
    /// Nothing that is known here.
    Unknown,
}

impl Other {
    /// Looks at the first bytes.
    pub(super) fn of(bytes: &[u8]) -> Self {
        let begins = |mark: &[u8]| bytes.starts_with(mark);
        let at =
            |from: usize, mark: &[u8]| bytes.get(from..).is_some_and(|rest| rest.starts_with(mark));
        if at(4, b"ftyp") {
            return match bytes.get(8..12) {
                Some(
                    b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"mif1" | b"msf1"
                    | b"avif" | b"avis",
                ) => Self::Heic,
                _ => Self::Film,
            };
        }
        if begins(b"RIFF") {
            return if at(8, b"WEBP") { Self::Webp } else { Self::Film };
        }
        let pictures =
            [&b"GIF8"[..], b"II*\0", b"MM\0*", b"BM", b"\0\0\0\x0cjP  ", b"\xff\x4f\xff\x51"];
        if pictures.iter().any(|mark| begins(mark)) {
            return Self::Picture;
        }
        if begins(b"PK\x03\x04") {
            let first = bytes.get(..bytes.len().min(4_096)).unwrap_or_default();
            let names = [
                &b"[Content_Types].xml"[..],
                b"word/",
                b"xl/",
                b"ppt/",
                b"mimetypeapplication/vnd.oasis",
            ];
            let has = |name: &&[u8]| first.windows(name.len()).any(|window| window == *name);
            return if names.iter().any(has) { Self::Office } else { Self::Archive };
        }
        if begins(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") || begins(b"{\\rtf") {
            return Self::Office;
        }
        if begins(b"Rar!") || begins(b"7z\xbc\xaf\x27\x1c") || begins(b"\x1f\x8b") {
            return Self::Archive;
        }
        if begins(b"\x1aE\xdf\xa3") || begins(b"ID3") || begins(b"OggS") {
            return Self::Film;
        }
        if begins(b"MZ") || begins(b"\x7fELF") {
            return Self::Program;
        }
        Self::of_text(bytes)
    }

    fn of_text(bytes: &[u8]) -> Self {
        let first = bytes.get(..bytes.len().min(1_024)).unwrap_or_default();
        let readable = match std::str::from_utf8(first) {
            Ok(text) => text,
            // A letter may be cut where the part ends.
            Err(error) if error.valid_up_to() + 4 > first.len() => {
                std::str::from_utf8(first.get(..error.valid_up_to()).unwrap_or_default())
                    .unwrap_or_default()
            }
            Err(_) => return Self::Unknown,
        };
        let is_text = |letter: char| !letter.is_control() || letter.is_whitespace();
        if readable.contains("<svg") {
            Self::Picture
        } else if !readable.is_empty() && readable.chars().all(is_text) {
            Self::Text
        } else {
            Self::Unknown
        }
    }
}
