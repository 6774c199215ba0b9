//! Whatever a camera or a print shop wrote is brought to one form, or refused with its reason.

use jpeg_decoder::{CodingProcess, Decoder, PixelFormat};
use jpeg_encoder::{ColorType, Encoder};

use crate::input::{Check, Checker, Photograph, checked};
use crate::{Document, ProblemCode, input::Licence, render_specimen};

const RED: [u8; 3] = [200, 30, 40];
const BLUE: [u8; 3] = [30, 40, 200];
const WHITE: [u8; 3] = [255; 3];

struct Portrait(Photograph);

impl Check for Portrait {
    fn check(&mut self, checker: &mut Checker) {
        checker.within("photograph", &mut self.0);
    }
}

/// The file as it is printed, or the Persian reason.
fn prepared(file: &[u8]) -> Result<Vec<u8>, String> {
    match checked(Portrait(Photograph::of_jpeg(file))) {
        Ok(portrait) => {
            let jpeg = crate::input::read_photograph(&portrait.0).unwrap().jpeg.to_vec();
            assert!(jpeg.len() <= 8 * 1024);
            assert_eq!(Photograph::of_jpeg(&jpeg), portrait.0, "what is checked is what is drawn");
            let early = Photograph::of_picture(file);
            assert_eq!(early, Ok(portrait.0.clone()), "early or late, the same bytes");
            let again = Photograph::of_picture(&jpeg);
            assert_eq!(again, Ok(portrait.0.clone()), "what is ready stays as it is");
            Ok(jpeg)
        }
        Err(error) => {
            let [problem] = &error.problems[..] else { panic!("{error:?}") };
            assert_eq!((&*problem.field, problem.code), ("photograph", ProblemCode::Photograph));
            let early = Photograph::of_picture(file).map_err(ToOwned::to_owned);
            assert_eq!(early, Err(problem.message.clone()), "with the same reason");
            Err(problem.message.clone())
        }
    }
}

/// Columns, rows and pixels of a printed file.
fn seen(file: &[u8]) -> (u16, u16, Vec<[u8; 3]>) {
    let mut decoder = Decoder::new(file);
    let pixels = decoder.decode().unwrap();
    let info = decoder.info().unwrap();
    assert_eq!(info.pixel_format, PixelFormat::RGB24);
    assert_eq!(info.coding_process, CodingProcess::DctSequential);
    (info.width, info.height, pixels.chunks(3).map(|rgb| [rgb[0], rgb[1], rgb[2]]).collect())
}

/// The colours in the four corners: above right and left, below right and left.
fn corners(file: &[u8]) -> [[u8; 3]; 4] {
    let (columns, rows, pixels) = seen(file);
    let (columns, rows) = (usize::from(columns), usize::from(rows));
    let at = |x: usize, y: usize| pixels[y * columns + x];
    let (right, left, top, bottom) = (columns - 9, 8, 8, rows - 9);
    [at(right, top), at(left, top), at(right, bottom), at(left, bottom)]
}

fn close(found: [u8; 3], expected: [u8; 3]) -> bool {
    found.iter().zip(expected).all(|(found, expected)| found.abs_diff(expected) <= 14)
}

fn is_upright(file: &[u8]) -> bool {
    corners(file).into_iter().zip([RED, BLUE, WHITE, WHITE]).all(|(is, be)| close(is, be))
}

/// Red above right, blue above left, white below.
fn upright(columns: usize, rows: usize) -> Vec<[u8; 3]> {
    let colour = |x: usize, y: usize| match (x * 2 >= columns, y * 2 >= rows) {
        (true, false) => RED,
        (false, false) => BLUE,
        _ => WHITE,
    };
    (0..rows).flat_map(|y| (0..columns).map(move |x| colour(x, y))).collect()
}

fn written(
    pixels: &[u8],
    (columns, rows): (u16, u16),
    kind: ColorType,
    how: impl FnOnce(&mut Encoder<&mut Vec<u8>>),
) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, 90);
    how(&mut encoder);
    encoder.encode(pixels, columns, rows, kind).unwrap();
    file
}

fn jpeg(columns: u16, rows: u16, how: impl FnOnce(&mut Encoder<&mut Vec<u8>>)) -> Vec<u8> {
    let pixels = upright(usize::from(columns), usize::from(rows)).concat();
    written(&pixels, (columns, rows), ColorType::Rgb, how)
}

fn as_is(_: &mut Encoder<&mut Vec<u8>>) {}

fn exif(orientation: u8) -> Vec<u8> {
    let mut exif = b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
    exif
}

#[test]
fn a_small_plain_photograph_is_printed_as_it_is() {
    for file in [jpeg(300, 400, as_is), jpeg(240, 320, as_is), jpeg(90, 120, as_is)] {
        assert_eq!(prepared(&file), Ok(file));
    }
}

#[test]
fn a_photograph_of_four_inks_is_printed_in_its_colours() {
    for kind in [ColorType::Cmyk, ColorType::CmykAsYcck] {
        let inks = |[red, green, blue]: [u8; 3]| [255 - red, 255 - green, 255 - blue, 0];
        let pixels: Vec<u8> = upright(300, 400).into_iter().flat_map(inks).collect();
        let printed = prepared(&written(&pixels, (300, 400), kind, as_is)).unwrap();
        assert!(is_upright(&printed), "{kind:?}: {:?}", corners(&printed));
    }
}

#[test]
fn a_grey_photograph_is_printed_grey() {
    let file = written(&vec![90; 300 * 400], (300, 400), ColorType::Luma, as_is);
    assert!(corners(&prepared(&file).unwrap()).into_iter().all(|grey| close(grey, [90; 3])));
}

#[test]
fn a_progressive_photograph_is_printed_as_a_baseline_one() {
    let file = jpeg(300, 400, |encoder| encoder.set_progressive(true));
    assert!(is_upright(&prepared(&file).unwrap()));
}

#[test]
fn a_photograph_is_turned_as_its_exif_says() {
    let (columns, rows) = (300, 400);
    let picture = upright(columns, rows);
    for orientation in 1..=8_u8 {
        // Where a pixel of the stored picture is in the upright one, said the other way round.
        let lying = orientation >= 5;
        let (width, height) = if lying { (rows, columns) } else { (columns, rows) };
        let mut stored = Vec::new();
        for (y, x) in (0..height).flat_map(|y| (0..width).map(move |x| (y, x))) {
            let (x, y) = match orientation {
                1 => (x, y),
                2 => (columns - 1 - x, y),
                3 => (columns - 1 - x, rows - 1 - y),
                4 => (x, rows - 1 - y),
                5 => (y, x),
                6 => (columns - 1 - y, x),
                7 => (columns - 1 - y, rows - 1 - x),
                _ => (y, rows - 1 - x),
            };
            stored.extend(picture[y * columns + x]);
        }
        let size = (u16::try_from(width).unwrap(), u16::try_from(height).unwrap());
        let file = written(&stored, size, ColorType::Rgb, |encoder| {
            encoder.add_exif_metadata(&exif(orientation)).unwrap();
        });
        let printed = prepared(&file).unwrap();
        assert!(is_upright(&printed), "{orientation}: {:?}", corners(&printed));
        assert!(!printed.windows(4).any(|four| four == b"Exif"), "no metadata is printed");
    }
}

#[test]
fn another_shape_is_cut_and_never_squeezed() {
    for (columns, rows) in [(600, 600), (800, 600), (450, 800), (413, 531), (120, 161)] {
        // A white disc of the picture's width would be squeezed with it; its sides tell.
        let (middle, height, radius) = (i32::from(columns) / 2, i32::from(rows) * 2 / 5, 40);
        let disc = |x: i32, y: i32| (x - middle).pow(2) + (y - height).pow(2) < radius * radius;
        let pixels: Vec<u8> = (0..i32::from(rows))
            .flat_map(|y| (0..i32::from(columns)).map(move |x| if disc(x, y) { 255 } else { 0 }))
            .collect();
        let printed = prepared(&written(&pixels, (columns, rows), ColorType::Luma, as_is)).unwrap();
        let (width, height, pixels) = seen(&printed);
        assert_eq!(width * 4, height * 3);
        let bright: Vec<usize> = (0..pixels.len()).filter(|at| pixels[*at][0] > 127).collect();
        let side = usize::from(width);
        let span = |of: fn(usize, usize) -> usize| {
            let ends = bright.iter().map(|at| of(*at, side));
            ends.clone().max().unwrap() - ends.min().unwrap()
        };
        let (across, down) = (span(|at, side| at % side), span(|at, side| at / side));
        assert!(across.abs_diff(down) <= 2, "{columns} by {rows}: {across} by {down}");
    }
    let strip = prepared(&jpeg(1_600, 400, as_is)).unwrap_err();
    assert!(strip.contains("۳ در ۴"));
    assert!(prepared(&jpeg(300, 1_200, as_is)).unwrap_err().contains("۳ در ۴"));
    assert!(prepared(&jpeg(30, 40, as_is)).unwrap_err().contains("کوچک"));
}

#[test]
fn forty_megapixels_are_printed_and_a_hundred_refused() {
    let file = written(&vec![120; 5_480 * 7_300], (5_480, 7_300), ColorType::Luma, as_is);
    let (columns, rows, pixels) = seen(&prepared(&file).unwrap());
    assert_eq!((columns, rows), (240, 320));
    assert!(close(pixels[0], [120; 3]));
    // Only the header says so; nothing of the picture is looked at.
    let at = file.windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap();
    let mut larger = file.clone();
    larger[at + 5..at + 9].copy_from_slice(&[0x2d, 0x1e, 0x21, 0xd6]);
    assert!(prepared(&larger).unwrap_err().contains("بزرگ"));
    assert!(prepared(&vec![0xff; 16_000_000]).unwrap_err().contains("حجم"));
}

#[test]
fn a_progressive_photograph_that_would_fill_the_memory_is_refused() {
    let mut file = jpeg(300, 400, |encoder| encoder.set_progressive(true));
    let at = file.windows(2).position(|pair| pair == [0xff, 0xc2]).unwrap();
    file[at + 5..at + 9].copy_from_slice(&[0x1c, 0x84, 0x15, 0x68]);
    assert!(prepared(&file).unwrap_err().contains("بزرگ"));
}

#[test]
fn a_detailed_photograph_takes_eight_kilobytes_at_most() {
    // Folds of cloth: more than fits at the first quality.
    let fold =
        |x: u32, y: u32| u8::try_from(60 + (x * x / 7 + y * y / 5 + x * y / 3) % 130).unwrap();
    let pixels: Vec<u8> =
        (0..800).flat_map(|y| (0..600).flat_map(move |x| [fold(x, y), fold(y, x), 90])).collect();
    let file = written(&pixels, (600, 800), ColorType::Rgb, as_is);
    let printed = prepared(&file).unwrap();
    assert!(printed.len() > 4_000, "the quality is not lower than it must be: {}", printed.len());
}

#[test]
fn a_png_is_printed_on_white() {
    for (kind, depth) in [(png::ColorType::Rgba, 4), (png::ColorType::Rgb, 3)] {
        let pixels = upright(300, 400).into_iter().flat_map(|[red, green, blue]| {
            // What is white below is transparent black.
            if depth == 4 && [red, green, blue] == WHITE { [0; 4] } else { [red, green, blue, 255] }
                .into_iter()
                .take(depth)
        });
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, 300, 400);
        encoder.set_color(kind);
        let mut writer = encoder.write_header().unwrap();
        writer.write_image_data(&pixels.collect::<Vec<u8>>()).unwrap();
        writer.finish().unwrap();
        assert!(is_upright(&prepared(&file).unwrap()));
        assert!(prepared(&file[..file.len() / 2]).is_err());
    }
}

#[test]
fn what_is_not_a_picture_is_refused_with_a_reason() {
    for file in [&b"GIF89a"[..], b"", b"%PDF-1.7", b"\xff", &[0; 4_000]] {
        assert!(prepared(file).unwrap_err().contains("JPEG"));
    }
    let whole = jpeg(300, 400, |encoder| encoder.add_exif_metadata(&exif(6)).unwrap());
    for length in (2..whole.len() - 2).step_by(37) {
        assert!(prepared(&whole[..length]).is_err(), "{length}");
    }
}

#[test]
fn damage_is_refused_or_printed_and_never_a_fall() {
    let pictures = [
        jpeg(120, 160, |encoder| encoder.add_exif_metadata(&exif(6)).unwrap()),
        jpeg(120, 160, |encoder| encoder.set_progressive(true)),
        written(&vec![90; 120 * 160 * 4], (120, 160), ColorType::Cmyk, as_is),
    ];
    let mut state = 1_405_u64;
    let mut next = |below: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    };
    for picture in &pictures {
        for _ in 0..400 {
            let mut file = picture.clone();
            for _ in 0..=next(3) {
                let at = next(file.len());
                file[at] = u8::try_from(next(256)).unwrap();
            }
            let _ = Photograph::of_picture(&file);
        }
    }
}

#[test]
fn a_licence_is_the_same_with_a_photograph_and_with_what_it_was_brought_to() {
    let file = jpeg(1_200, 1_600, |encoder| encoder.add_exif_metadata(&exif(1)).unwrap());
    let paper = |photograph| {
        let licence = Licence { photograph: Some(photograph), ..Licence::example() };
        render_specimen(&Document::Licence(Box::new(licence))).unwrap()
    };
    let brought = Photograph::of_picture(&file).unwrap();
    assert_ne!(brought, Photograph::of_jpeg(&file));
    assert_eq!(paper(Photograph::of_jpeg(&file)), paper(brought));
}
