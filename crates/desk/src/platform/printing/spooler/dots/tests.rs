//! Sheets as dots: their place, their colours, and how much they take.

use super::*;

/// A page of A4 with a black square of an inch, an inch from the left and from above, and a hairline.
const SQUARE: &str = "0 g 72 697.89 72 72 re f 0.12 w 0 100 m 595 100 l S";

const COARSE: Resolution = Resolution { across: 100, down: 200 };

#[test]
fn dots_lie_where_the_page_has_them_in_either_direction() {
    let tiles = drawn(&page_of(SQUARE), COARSE);
    let first = &tiles[0];
    assert_eq!((first.left, first.top, first.depth), (0, 0, 1));
    let inked = |x, y| dot(&tiles, x, y) == [0, 0, 0];
    for (x, y, ink) in [(150, 300, true), (100, 200, true), (199, 399, true)] {
        assert_eq!(inked(x, y), ink, "{x} {y}");
    }
    for (x, y) in [(99, 300), (200, 300), (150, 199), (150, 400)] {
        assert!(!inked(x, y), "{x} {y} is outside");
    }
}

#[test]
fn an_empty_part_is_left_out_and_two_colours_take_a_bit_a_dot() {
    let fine = Resolution { across: 600, down: 600 };
    let tiles = drawn(&page_of(SQUARE), fine);
    assert!(tiles.len() < 40, "{} of 560", tiles.len());
    assert!(tiles.iter().all(|tile| tile.depth == 1));
    for tile in &tiles {
        assert_eq!(tile.rows.len(), stride(tile.width, 1) * usize::from(tile.height));
    }
}

#[test]
fn a_hairline_is_printed_as_long_as_it_is() {
    let fine = Resolution { across: 300, down: 300 };
    let tiles = drawn(&page_of(SQUARE), fine);
    let row = (0..3508).find(|y| *y > 2000 && dot(&tiles, 5, *y) == [0; 3]).expect("a line");
    assert!((0..2479).all(|x| dot(&tiles, x, row) == [0; 3]), "without a gap");
}

#[test]
fn colours_are_kept_whatever_a_tile_takes_for_them() {
    let stripes = |count: u16| -> String {
        (0..count)
            .map(|n| {
                let (red, green) = (f64::from(n % 16) / 15.0, f64::from(n / 16) / 20.0);
                format!("{red} {green} 0.5 rg {} 800 1 40 re f ", n)
            })
            .collect()
    };
    let exact = Resolution { across: 72, down: 72 };
    for (count, depth) in [(1, 1), (9, 4), (90, 8), (320, 24)] {
        let tiles = drawn(&page_of(&stripes(count)), exact);
        assert_eq!(tiles[0].depth, depth, "{count} colours");
        let last = count - 1;
        let expected =
            [128, channel(f64::from(last / 16) / 20.0), channel(f64::from(last % 16) / 15.0)];
        assert_eq!(dot(&tiles, last, 20), expected, "{count} colours, as blue, green, red");
    }
}

#[test]
fn what_is_no_pdf_is_not_drawn() {
    assert!(Pages::read(b"no page").is_none());
}

fn channel(part: f64) -> u8 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 255")]
    let channel = (part * 255.0).round() as u8;
    channel
}

fn drawn(pdf: &[u8], resolution: Resolution) -> Vec<Tile> {
    let mut tiles = Vec::new();
    let pages = Pages::read(pdf).unwrap();
    for page in pages.iter() {
        page.draw(resolution, |tile| {
            tiles.push(tile);
            Ok::<_, std::convert::Infallible>(())
        })
        .unwrap();
    }
    tiles
}

/// Blue, green, red of a dot, read as Windows reads the tile it lies in.
fn dot(tiles: &[Tile], x: u16, y: u16) -> [u8; 3] {
    let within = |from: u16, length: u16, at: u16| (from..from + length).contains(&at);
    let Some(tile) = tiles
        .iter()
        .find(|tile| within(tile.left, tile.width, x) && within(tile.top, tile.height, y))
    else {
        return WHITE;
    };
    let row = usize::from(tile.height - 1 - (y - tile.top)) * stride(tile.width, tile.depth);
    let (at, depth) = (usize::from(x - tile.left), usize::from(tile.depth));
    if depth == 24 {
        let begin = row + at * 3;
        return [tile.rows[begin], tile.rows[begin + 1], tile.rows[begin + 2]];
    }
    let byte = tile.rows[row + at * depth / 8];
    let shift = 8 - depth - at * depth % 8;
    let place = (byte >> shift) & u8::try_from((1_u16 << depth) - 1).unwrap();
    let [blue, green, red, _] = tile.palette[usize::from(place)];
    [blue, green, red]
}

/// A PDF of one page of A4 with this drawn on it.
fn page_of(content: &str) -> Vec<u8> {
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595.276 841.89]/Contents 4 0 R>>".to_owned(),
        format!("<</Length {}>>stream\n{content}\nendstream", content.len()),
    ];
    let mut pdf = "%PDF-1.7\n".to_owned();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(objects) {
        places.push(pdf.len());
        pdf += &format!("{number} 0 obj{object}endobj\n");
    }
    let table = pdf.len();
    pdf += "xref\n0 5\n0000000000 65535 f \n";
    pdf.extend(places.iter().map(|place| format!("{place:010} 00000 n \n")));
    pdf += &format!("trailer<</Size 5/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n");
    pdf.into_bytes()
}
