//! How many pixels a picture says it has, from its header alone: nothing is unpacked here, and what unpacks it
//! elsewhere must not be made to fill its memory.

use domain::people::MediaType;

/// The size that a picture's header tells: width and height in pixels. Nothing where it is no picture, or tells none.
pub(super) fn told_size(bytes: &[u8], media: MediaType) -> Option<(u32, u32)> {
    match media {
        MediaType::Pdf => None,
        MediaType::Png => png(bytes),
        MediaType::Jpeg => jpeg(bytes),
    }
}

/// After eight bytes of signature and four of length stand `IHDR`, width and height.
fn png(bytes: &[u8]) -> Option<(u32, u32)> {
    let header = bytes.get(12..24)?.strip_prefix(b"IHDR")?;
    let (width, height) = header.split_first_chunk::<4>()?;
    let height = height.first_chunk::<4>()?;
    Some((u32::from_be_bytes(*width), u32::from_be_bytes(*height)))
}

/// The first frame header among the segments; scans come after it.
fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut rest = bytes.get(2..)?;
    loop {
        let (&[0xFF, marker], after) = rest.split_first_chunk::<2>()? else { return None };
        match marker {
            // Any number of these may stand before a marker.
            0xFF => rest = rest.get(1..)?,
            0x01 | 0xD0..=0xD7 => rest = after,
            // A picture's data, or its end.
            0xD9 | 0xDA => return None,
            _ => {
                let length = usize::from(u16::from_be_bytes(*after.first_chunk::<2>()?));
                let is_frame =
                    matches!(marker, 0xC0..=0xCF) && !matches!(marker, 0xC4 | 0xC8 | 0xCC);
                if is_frame {
                    let size = after.get(3..7)?;
                    let (height, width) = size.split_first_chunk::<2>()?;
                    let width = u16::from_be_bytes(*width.first_chunk::<2>()?);
                    return Some((u32::from(width), u32::from(u16::from_be_bytes(*height))));
                }
                rest = after.get(length.max(2)..)?;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_tells_how_large_a_picture_is() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xea\x60\0\0\0\x07\x08\x06\0\0\0";
        assert_eq!(told_size(png, MediaType::Png), Some((60_000, 7)));
        // A comment that holds what looks like a frame, filling, and the frame itself.
        let jpeg = b"\xff\xd8\xff\xfe\0\x06\xff\xc0\0\0\xff\xff\xff\xc2\0\x0b\x08\x02\x01\x01\x00\x01\0\0\0";
        assert_eq!(told_size(jpeg, MediaType::Jpeg), Some((256, 513)));
    }

    #[test]
    fn a_header_that_is_cut_or_odd_tells_nothing() {
        let whole = b"\xff\xd8\xff\xe0\0\x02\xff\xc0\0\x0b\x08\x02\x01\x01\x00";
        for end in 0..whole.len() {
            assert_eq!(told_size(&whole[..end], MediaType::Jpeg), None, "{end}");
        }
        assert!(told_size(whole, MediaType::Jpeg).is_some());
        for odd in [
            &b"\xff\xd8\xff\xda\0\x02"[..],
            b"\xff\xd8\0\0",
            b"\xff\xd8\xff\xe0\0\0\xff\xe0\xff\xff",
        ] {
            assert_eq!(told_size(odd, MediaType::Jpeg), None);
        }
        assert_eq!(
            told_size(b"\x89PNG\r\n\x1a\n\0\0\0\rIDAT\0\0\xea\x60\0\0\xea\x60", MediaType::Png),
            None
        );
    }
}
