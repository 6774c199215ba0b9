//! Files as many programs write them are taken in; what an officer could not open is refused with what to do.

use std::path::Path;

use domain::people::MediaType;

use crate::attachment::{
    FileProblem, Language, Opened, Other, file_name, file_stem, judge, problem_at_beginning,
};

const MOST: usize = MediaType::MAX_BYTES;
const PDF: FileKind = FileKind::Pdf(2);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FileKind {
    Pdf(u32),
    Jpeg,
    Png,
}

fn samples() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let mut samples: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending != "md"))
        .map(|path| {
            (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(path).unwrap())
        })
        .collect();
    samples.sort();
    samples
}

pub(super) fn sample(name: &str) -> Vec<u8> {
    samples().into_iter().find(|(sample, _)| sample == name).unwrap().1
}

fn expected(name: &str) -> Result<FileKind, FileProblem> {
    Ok(match name {
        "no-pages.pdf" => return Err(FileProblem::NoPages),
        _ if name.starts_with("user-password") => return Err(FileProblem::Encrypted),
        "chromium.pdf" | "scan.pdf" | "bits-scan.pdf" | "one-page.pdf" => FileKind::Pdf(1),
        "incremental-on-streams.pdf" => FileKind::Pdf(3),
        _ => match name.rsplit_once('.') {
            Some((_, "pdf")) => PDF,
            Some((_, "jpg")) => FileKind::Jpeg,
            _ => FileKind::Png,
        },
    })
}

fn kind(opened: Opened) -> FileKind {
    match opened {
        Opened::Pdf { pages } => FileKind::Pdf(pages),
        Opened::Jpeg { .. } => FileKind::Jpeg,
        Opened::Png { .. } => FileKind::Png,
    }
}

#[test]
fn files_of_many_programs_are_taken_in_and_closed_ones_are_not() {
    let samples = samples();
    assert!(samples.len() > 40, "{}", samples.len());
    let judged: Vec<_> =
        samples.iter().map(|(name, bytes)| (name.as_str(), judge(bytes, MOST).map(kind))).collect();
    let wanted: Vec<_> = judged.iter().map(|(name, _)| (*name, expected(name))).collect();
    assert_eq!(judged, wanted);
}

#[test]
fn a_file_that_is_cut_anywhere_is_refused() {
    for (name, bytes) in samples() {
        // What a server or phone appends may be cut; what stands before the mark of the end may not.
        // A picture without its end mark, a fifth of the smallest one, or without its later frames is shown.
        let appended = [
            "trailing-junk.pdf",
            "after-the-end.jpg",
            "after-the-end.png",
            "dot.png",
            "moving.png",
        ];
        if appended.contains(&name.as_str()) || expected(&name).is_err() {
            continue;
        }
        for tenth in 0..10 {
            let end = bytes.len() * tenth / 10;
            let judged = judge(&bytes[..end], MOST);
            assert!(judged.is_err(), "{name} cut to {end} of {}: {judged:?}", bytes.len());
        }
    }
    let jpeg = sample("baseline.jpg");
    assert_eq!(judge(&jpeg[..200], MOST), Err(FileProblem::Cut));
    assert_eq!(judge(&jpeg[..jpeg.len() / 2], MOST), Err(FileProblem::Cut));
    let pdf = sample("linearized.pdf");
    assert_eq!(judge(&pdf[..pdf.len() - 300], MOST), Err(FileProblem::Cut));
    // A download that was given its length before its content.
    let mut hollow = sample("reportlab.pdf");
    let half = hollow.len() / 2;
    hollow[half..].fill(0);
    assert_eq!(judge(&hollow, MOST), Err(FileProblem::Cut));
}

#[test]
fn a_few_bytes_with_the_right_beginning_are_no_document() {
    for fake in [
        &b"%PDF-"[..],
        b"%PDF-1.7\n<script>alert(1)</script>\n",
        b"%PDF-1.7\n%%EOF\n",
        b"%PDF-1.7\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF\n",
        b"\xff\xd8\xff",
        b"\xff\xd8\xff\xd9",
        b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xd9",
        b"\x89PNG\r\n\x1a\n",
        b"\x89PNG\r\n\x1a\n\0\0\0\0IEND\xae\x42\x60\x82",
    ] {
        assert!(judge(fake, MOST).is_err(), "{fake:?}");
    }
    assert_eq!(judge(b"", MOST), Err(FileProblem::Empty));
    let ended = b"%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\ntrailer << /Root 1 0 R >>\nstartxref\n0\n%%EOF";
    assert_eq!(judge(ended, MOST), Err(FileProblem::NoPages));
}

#[test]
fn a_checksum_that_does_not_hold_is_found_where_it_matters() {
    let mut png = sample("rgb.png");
    let idat = png.windows(4).position(|part| part == b"IDAT").unwrap();
    png[idat + 40] ^= 1;
    assert_eq!(judge(&png, MOST), Err(FileProblem::Damaged));
    // The comment of a picture is nothing that a reader needs.
    let mut png = sample("rgb.png");
    let comment = b"\0\0\0\x04tEXta\0bc\0\0\0\0";
    png.splice(33..33, comment.iter().copied());
    assert!(judge(&png, MOST).is_ok());
    // Rows that are missing though each checksum holds.
    let mut short = Vec::new();
    let mut encoder = png::Encoder::new(&mut short, 8, 8);
    encoder.set_color(png::ColorType::Grayscale);
    let mut writer = encoder.write_header().unwrap();
    writer.write_chunk(png::chunk::IDAT, b"\x78\x9c\x63\x00\x00\x00\x01\x00\x01").unwrap();
    writer.write_chunk(png::chunk::IEND, b"").ok();
    drop(writer);
    assert!(judge(&short, MOST).is_err());
}

#[test]
fn a_large_sheet_that_is_packed_tightly_is_taken_in() {
    let mut sheet = Vec::new();
    let mut encoder = png::Encoder::new(&mut sheet, 2_480, 3_508);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_compression(png::Compression::High);
    encoder.write_header().unwrap().write_image_data(&vec![255; 2_480 * 3_508]).unwrap();
    assert!(sheet.len() < 200_000, "{}", sheet.len());
    assert_eq!(judge(&sheet, MOST), Ok(Opened::Png { width: 2_480, height: 3_508 }));
}

#[test]
fn more_pixels_than_a_viewer_holds_are_refused_before_anything_is_decoded() {
    let mut jpeg = sample("baseline.jpg");
    let frame = jpeg.windows(2).position(|two| two == [0xFF, 0xC0]).unwrap();
    jpeg[frame + 5..frame + 9].copy_from_slice(&[0xFF, 0xF0, 0xFF, 0xF0]);
    assert_eq!(judge(&jpeg, MOST), Err(FileProblem::TooManyPixels));
    // So large as its data cannot be.
    jpeg[frame + 5..frame + 9].copy_from_slice(&[0x20, 0, 0x20, 0]);
    assert_eq!(judge(&jpeg, MOST), Err(FileProblem::Damaged));
    let pdf = String::from_utf8_lossy(&sample("one-page.pdf"))
        .replace("endobj\nxref", "endobj\n9 0 obj\n<</Type/XObject/Subtype/Image/Width 60000/Height 60000/BitsPerComponent 8/Length 0>>\nstream\n\nendstream\nendobj\nxref");
    assert_eq!(judge(pdf.as_bytes(), MOST), Err(FileProblem::TooManyPixels));
}

#[test]
fn another_kind_is_named_with_what_to_do() {
    for (bytes, other) in [
        (&b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"[..], Other::Heic),
        (b"\0\0\0\x20ftypisom\0\0\x02\0", Other::Film),
        (b"RIFF\x24\0\0\0WEBPVP8 ", Other::Webp),
        (b"GIF89a\x01\0", Other::Picture),
        (b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0[Content_Types].xml", Other::Office),
        (b"PK\x03\x04\x14\0\0\0\0\0scan.pdf", Other::Archive),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", Other::Office),
        (b"MZ\x90\0\x03", Other::Program),
        ("<!doctype html><p>سلام".as_bytes(), Other::Text),
        (b"\x01\x02\x03\xfe", Other::Unknown),
    ] {
        let problem = judge(bytes, MOST).unwrap_err();
        assert_eq!(problem, FileProblem::OtherKind(other));
        assert!(problem.say(Language::Persian).contains("PDF"));
        assert!(problem.say(Language::English).contains("PDF"));
    }
    let problem = judge(&[0; 11], 10).unwrap_err();
    assert_eq!(problem, FileProblem::TooLarge { most_bytes: 10 });
}

#[test]
fn a_beginning_tells_another_kind_only_once_a_pdf_cannot_begin_any_more() {
    assert!(problem_at_beginning(&[b' '; 1_024]).is_none());
    assert!(problem_at_beginning(&[b' '; 1_100]).is_some());
    let mut late = vec![b' '; 1_024];
    late.extend_from_slice(b"%PDF-1.7");
    assert!(problem_at_beginning(&late).is_none());
    assert!(problem_at_beginning(&sample("baseline.jpg")).is_none());
}

/// Files that ask for more memory or time than a file may have.
#[test]
fn hostile_files_are_judged_in_little_memory_and_time() {
    let end = "\ntrailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF";
    let many =
        |part: &str, times: usize| format!("%PDF-1.7\n{}{end}", part.repeat(times)).into_bytes();
    let packed = |bytes: usize| {
        use std::io::Write as _;
        let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        packer.write_all(&vec![b' '; bytes]).unwrap();
        packer.finish().unwrap()
    };
    let bomb = packed(40 * 1024 * 1024);
    let mut bombs = b"%PDF-1.7\n".to_vec();
    for number in 5..30 {
        bombs.extend(
            format!(
                "{number} 0 obj<</Type/ObjStm/N 9/First 9/Filter/FlateDecode/Length {}>>stream\n",
                bomb.len()
            )
            .bytes(),
        );
        bombs.extend(&bomb);
        bombs.extend(b"\nendstream endobj\n");
    }
    bombs.extend(end.bytes());
    let hostile = [
        bombs,
        many("1 0 obj (", 20_000),
        many("1 0 obj [[", 20_000),
        many("1 0 obj <</a", 20_000),
        many("trailer<<(", 20_000),
        many("1 0 obj<</Length 9>>stream\n", 10_000),
        many("1 0 obj<</Length 900000>>stream\n%", 5_000),
        many("%", 200_000),
        many("1 0 obj<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]>>endobj ", 5_000),
        many(
            "2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]>>endobj 1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj ",
            50_000,
        ),
        [&b"%PDF-1.7 1 0 obj "[..], &vec![b'['; 100_000], end.as_bytes()].concat(),
        [&b"\xff\xd8"[..], &vec![0xFF; 200_000]].concat(),
        [&b"\xff\xd8\xff\xda\0\x02"[..], &[0xFF, 0].repeat(100_000)].concat(),
        [&b"\xff\xd8"[..], &[0xFF, 0xD0].repeat(100_000)].concat(),
    ];
    for (nth, file) in hostile.iter().enumerate() {
        assert!(judge(file, MOST).is_err(), "{nth}");
    }
    // A loop among pages beside one that is a page.
    let looped = many(
        "2 0 obj<</Type/Pages/Kids[2 0 R 3 0 R 3 0 R]>>endobj 3 0 obj<</Type/Page/Parent 2 0 R>>endobj 1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj ",
        1,
    );
    assert_eq!(judge(&looped, MOST), Ok(Opened::Pdf { pages: 1 }));
}

struct Random(testkit::seeded::Seeded);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.0.below(u64::try_from(end).unwrap())).unwrap()
    }
}

/// Whatever becomes of a file on its way, it is answered.
#[test]
fn no_change_of_a_file_makes_judging_fall_over() {
    let mut random = Random(testkit::seeded::Seeded::new(1_405));
    for (name, bytes) in samples() {
        for round in 0..60 {
            let mut changed = bytes.clone();
            for _ in 0..=random.below(6) {
                let at = random.below(changed.len());
                match random.below(5) {
                    0 => changed[at] = u8::try_from(random.below(256)).unwrap(),
                    1 => changed[at] ^= 1 << random.below(8),
                    2 => changed.truncate(at + 1),
                    3 => {
                        let end = (at + random.below(40)).min(changed.len());
                        changed.drain(at..end);
                    }
                    _ => {
                        let end = (at + random.below(400)).min(changed.len());
                        let part = changed[at..end].to_vec();
                        let to = random.below(changed.len());
                        changed.splice(to..to, part);
                    }
                }
                if changed.is_empty() {
                    break;
                }
            }
            let judged = std::panic::catch_unwind(|| judge(&changed, MOST));
            assert!(judged.is_ok(), "{name}, round {round}");
        }
    }
}

#[test]
fn a_name_never_refuses_a_file() {
    let kept = |name: &str| file_name(name, "کارت ملی", MediaType::Jpeg).to_string();
    for (name, wanted) in [
        ("کارت ملی.jfif", "کارت ملی.jpg"),
        ("scan.jpe", "scan.jpg"),
        ("کارت ملی ۱۴۰۴.۰۳.۲۰", "کارت ملی ۱۴۰۴.۰۳.۲۰.jpg"),
        ("IMG_2026.11.30 14.55", "IMG_2026.11.30 14.55.jpg"),
        ("IMG_2026.11.30 14.55.heic", "IMG_2026.11.30 14.55.jpg"),
        ("🦋 کارت ✓ ملی 📄.png", "کارت ملی.jpg"),
        ("../../etc/passwd", "passwd.jpg"),
        ("C:\\Users\\زهرا\\card.JPG", "card.jpg"),
        ("a\0b\u{202E}gpj.exe", "abgpj.jpg"),
        ("دو\nسطر\t.pdf", "دو سطر.jpg"),
        ("نیم\u{200C}فاصله.pdf", "نیم\u{200C}فاصله.jpg"),
        ("ع\u{64E}\u{651}\u{64E}\u{651}\u{64E}لی.pdf", "علی.jpg"),
        ("", "کارت ملی.jpg"),
        ("🦋🦋", "کارت ملی.jpg"),
        ("...", "کارت ملی.jpg"),
        (".pdf", "pdf.jpg"),
    ] {
        assert_eq!(kept(name), wanted, "{name:?}");
    }
    let long = kept(&format!("{}.pdf", "ی".repeat(400)));
    assert_eq!(long, format!("{}.jpg", "ی".repeat(100)));
    assert_eq!(file_stem("🦋", "🦋").to_string(), "مدرک");
    assert_eq!(file_stem("", "عکس ۳ / ۴").to_string(), "عکس ۳ - ۴");
}
