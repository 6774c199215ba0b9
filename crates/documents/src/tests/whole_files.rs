//! What stands between a file's right beginning and its right end is looked at as well.

use std::fmt::Write as _;

use domain::people::MediaType;

use super::attachments::sample;
use crate::attachment::{FileProblem, Opened, judge};

const MOST: usize = MediaType::MAX_BYTES;

fn pdf(objects: &str, root: u32) -> Vec<u8> {
    format!("%PDF-1.7\n{objects}\ntrailer<</Root {root} 0 R>>\nstartxref\n0\n%%EOF").into_bytes()
}

/// Objects of a document packed into one stream that is not compressed.
fn packed(objects: &[(u32, &str)]) -> String {
    let mut index = String::new();
    let mut content = String::new();
    for (number, object) in objects {
        write!(index, "{number} {} ", content.len()).unwrap();
        content.push_str(object);
        content.push(' ');
    }
    format!(
        "90 0 obj<</Type/ObjStm/N {}/First {}/Length {}>>stream\n{index}{content}\nendstream endobj\n",
        objects.len(),
        index.len(),
        index.len() + content.len(),
    )
}

#[test]
fn a_page_to_which_the_catalogue_does_not_lead_is_no_page() {
    let orphan = "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj";
    let empty =
        "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj";
    assert_eq!(judge(&pdf(&format!("{empty} {orphan}"), 1), MOST), Err(FileProblem::NoPages));
    let inside = packed(&[
        (1, "<</Type/Catalog/Pages 2 0 R>>"),
        (2, "<</Type/Pages/Kids[]/Count 0>>"),
        (3, "<</Type/Page/Parent 2 0 R>>"),
    ]);
    assert_eq!(judge(&pdf(&inside, 1), MOST), Err(FileProblem::NoPages));
    // The tree of a catalogue that the file does not name.
    let other = "7 0 obj<</Type/Catalog/Pages 8 0 R>>endobj 8 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj";
    assert_eq!(
        judge(&pdf(&format!("{empty} {orphan} {other}"), 1), MOST),
        Err(FileProblem::NoPages)
    );
    assert_eq!(
        judge(&pdf(&format!("{empty} {orphan} {other}"), 7), MOST),
        Ok(Opened::Pdf { pages: 1 })
    );
    // The tree leads to pages that are not there.
    let torn = "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[8 0 R 9 0 R]/Count 2>>endobj";
    assert_eq!(judge(&pdf(&format!("{torn} {orphan}"), 1), MOST), Err(FileProblem::Damaged));
    let half = "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R 9 0 R]/Count 2>>endobj";
    assert_eq!(judge(&pdf(&format!("{half} {orphan}"), 1), MOST), Ok(Opened::Pdf { pages: 1 }));
}

#[test]
fn the_tree_of_pages_may_be_written_in_every_way_that_viewers_read() {
    let page = "3 0 obj<</Type/Page/Parent 2 0 R>>endobj";
    for tree in [
        // A list of kids that stands by itself, a tree within the catalogue, a page within its node.
        "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids 4 0 R/Count 1>>endobj 4 0 obj[3 0 R]endobj",
        "1 0 obj<</Type/Catalog/Pages<</Type/Pages/Kids[3 0 R]/Count 1>>>>endobj",
        "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[<</Type/Page>>]/Count 1>>endobj",
        // A count that is wrong, a catalogue that does not say what it is.
        "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Kids[3 0 R]/Count 0>>endobj",
        "1 0 obj<</Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj",
    ] {
        let judged = judge(&pdf(&format!("{tree} {page}"), 1), MOST);
        assert_eq!(judged, Ok(Opened::Pdf { pages: 1 }), "{tree}");
    }
    // Pages that were added behind by a program that packs, to a file that does not.
    let old =
        "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj";
    let added = packed(&[(2, "<</Type/Pages/Kids[3 0 R]/Count 1>>"), (3, "<</Type/Page>>")]);
    let newer = pdf(&format!("{old} {added}"), 1);
    assert_eq!(judge(&newer, MOST), Ok(Opened::Pdf { pages: 1 }));
    // And taken away again.
    let emptied = pdf(&format!("{old} {added} 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj"), 1);
    assert_eq!(judge(&emptied, MOST), Err(FileProblem::NoPages));
}

/// Where the coded data of the first scan of a picture lies.
fn first_scan(jpeg: &[u8]) -> std::ops::Range<usize> {
    let header = jpeg.windows(2).position(|two| two == [0xFF, 0xDA]).unwrap() + 2;
    let length = usize::from(u16::from_be_bytes([jpeg[header], jpeg[header + 1]]));
    let begin = header + length;
    let end = (begin..jpeg.len())
        .find(|at| jpeg[*at] == 0xFF && !matches!(jpeg[at + 1], 0 | 0xD0..=0xD7))
        .unwrap();
    begin..end
}

const PICTURES: [&str; 6] =
    ["baseline.jpg", "progressive.jpg", "restarts.jpg", "grey.jpg", "cmyk.jpg", "turned.jpg"];

#[test]
fn a_jpeg_whose_middle_is_missing_is_damaged_though_its_end_is_there() {
    for name in PICTURES {
        let whole = sample(name);
        let end = whole.len() - 2;
        let first = first_scan(&whole);
        for share in [2, 3, 5, 10] {
            for nth in 0..share {
                let data = first.start..end;
                let part = data.len() / share;
                let from = data.start + nth * part;
                let mut without = whole.clone();
                without.drain(from..from + part);
                let judged = judge(&without, MOST);
                assert!(judged.is_err(), "{name} without {nth} of {share}: {judged:?}");
                for fill in [0, 0x55] {
                    let mut hollow = whole.clone();
                    hollow[from..from + part].fill(fill);
                    let judged = judge(&hollow, MOST);
                    assert!(judged.is_err(), "{name} with {nth} of {share} as {fill}: {judged:?}");
                }
            }
        }
    }
}

#[test]
fn a_progressive_picture_of_which_a_scan_is_missing_is_damaged() {
    let whole = sample("progressive.jpg");
    let scans: Vec<usize> =
        (0..whole.len() - 1).filter(|at| whole[*at..at + 2] == [0xFF, 0xDA]).collect();
    assert!(scans.len() > 4, "{}", scans.len());
    for pair in scans.windows(2) {
        let mut without = whole.clone();
        without.drain(pair[0]..pair[1]);
        assert!(judge(&without, MOST).is_err(), "scan at {}", pair[0]);
    }
}

#[test]
fn a_jpeg_without_one_of_its_tables_is_damaged() {
    for (table, name) in [(0xDB, "factors"), (0xC4, "codes")] {
        let mut without = sample("baseline.jpg");
        let at = without.windows(2).position(|two| two == [0xFF, table]).unwrap();
        let length = usize::from(u16::from_be_bytes([without[at + 2], without[at + 3]]));
        without.drain(at..at + 2 + length);
        assert_eq!(judge(&without, MOST), Err(FileProblem::Damaged), "{name}");
    }
}

#[test]
fn a_jpeg_that_every_viewer_shows_is_taken_in() {
    for name in PICTURES {
        let whole = sample(name);
        let expected = judge(&whole, MOST).unwrap();
        // The mark of the end is missing, or some zeros stand for it.
        assert_eq!(judge(&whole[..whole.len() - 2], MOST), Ok(expected), "{name} without its end");
        let mut padded = whole[..whole.len() - 2].to_vec();
        padded.extend([0; 64]);
        assert_eq!(judge(&padded, MOST), Ok(expected), "{name} with zeros for its end");
        // Cheap cameras fill up before the end and behind it.
        padded.extend([0xFF, 0xD9]);
        padded.extend([0xFF; 500]);
        assert_eq!(judge(&padded, MOST), Ok(expected), "{name} filled up");
    }
    // The last bytes of the data draw a corner, and those of a larger part do not.
    let pixels: Vec<u8> =
        (0..400_u32 * 300).map(|at| (at % 400 * (at / 400) / 97).to_le_bytes()[0]).collect();
    for is_progressive in [false, true] {
        let mut whole = Vec::new();
        let mut encoder = jpeg_encoder::Encoder::new(&mut whole, 90);
        encoder.set_progressive(is_progressive);
        encoder.encode(&pixels, 400, 300, jpeg_encoder::ColorType::Luma).unwrap();
        assert!(judge(&whole, MOST).is_ok(), "{is_progressive}");
        assert_eq!(judge(&whole[..whole.len() - 6], MOST), judge(&whole, MOST), "{is_progressive}");
        let tenth = whole.len() - whole.len() / 10;
        assert_eq!(judge(&whole[..tenth], MOST), Err(FileProblem::Cut), "{is_progressive}");
        // A download that was given its length before its content.
        whole[tenth..].fill(0);
        assert!(judge(&whole, MOST).is_err(), "{is_progressive}");
    }
}

#[test]
fn a_progressive_picture_asks_for_little_memory_and_time() {
    let mut many = sample("progressive.jpg");
    let scan = many.windows(2).rposition(|two| two == [0xFF, 0xDA]).unwrap();
    let again = many[scan..many.len() - 2].to_vec();
    let end = many.len() - 2;
    many.splice(end..end, again.repeat(5_000));
    assert!(judge(&many, MOST).is_err());
}

#[test]
fn a_png_with_every_row_needs_no_end_mark() {
    for name in ["rgb.png", "palette.png", "interlaced.png", "bits.png"] {
        let whole = sample(name);
        assert_eq!(judge(&whole[..whole.len() - 12], MOST), judge(&whole, MOST), "{name}");
        assert_eq!(judge(&whole[..whole.len() - 40], MOST), Err(FileProblem::Cut), "{name}");
    }
}
