//! Pages are sent compressed (gzip): lines are slow.
//!
//! No page shows a secret beside what another site could make it show, so that its length tells nothing.

use std::cell::RefCell;

use axum::body::{Body, HttpBody as _, to_bytes};
use axum::http::header::{
    ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, HeaderMap,
    HeaderValue, VARY,
};
use axum::response::Response;
use libdeflater::{CompressionLvl, Compressor};

/// How hard pages are compressed: the least that makes anything smaller. Level 2 takes half as long again for one byte
/// of forty.
const FAST: i32 = 1;
/// What is smaller, in bytes, fits into one packet as it is.
const SMALLEST: u64 = 256;
/// What is larger, in bytes, is compressed where no other request waits for it.
const AT_ONCE: usize = 64 * 1024;
/// What gets smaller. Pictures, fonts, papers and spreadsheets are compressed by themselves.
const MEDIA: [&str; 7] = [
    "text/html",
    "text/css",
    "text/javascript",
    "text/csv",
    "text/plain",
    "application/json",
    "image/svg+xml",
];

/// Compresses an answer whose whole content is at hand, for whoever can open that. Whoever takes it neither compressed
/// nor as it is gets it as it is (RFC 9110, 12.5.3 leaves that to us): better than nothing to read.
pub async fn compress(response: Response, takes_gzip: bool) -> Response {
    let bytes = response.body().size_hint().exact().filter(|bytes| *bytes >= SMALLEST);
    if bytes.is_none() || !gets_smaller(response.headers()) {
        return response;
    }
    let (mut head, body) = response.into_parts();
    head.headers.append(VARY, HeaderValue::from_static("accept-encoding"));
    if !takes_gzip {
        return Response::from_parts(head, body);
    }
    // A body of known length is in memory already: reading it neither waits nor fails.
    let Ok(plain) = to_bytes(body, usize::MAX).await else {
        return Response::from_parts(head, Body::empty());
    };
    let compressed = if plain.len() > AT_ONCE {
        let aside = plain.clone();
        tokio::task::spawn_blocking(move || compressed(&aside)).await.ok().flatten()
    } else {
        compressed(&plain)
    };
    let Some(compressed) = compressed else { return Response::from_parts(head, plain.into()) };
    head.headers.remove(CONTENT_LENGTH);
    head.headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    Response::from_parts(head, compressed.into())
}

fn gets_smaller(headers: &HeaderMap) -> bool {
    let media = headers.get(CONTENT_TYPE).and_then(|media| media.to_str().ok()).unwrap_or("");
    let media = media.split(';').next().unwrap_or("").trim_end();
    MEDIA.contains(&media)
        && !headers.contains_key(CONTENT_ENCODING)
        && !headers.contains_key(CONTENT_RANGE)
}

/// Whether gzip is among what is accepted: by its name, or by `*` where its name is not there.
pub(super) fn takes_gzip(headers: &HeaderMap) -> bool {
    let lines = headers.get_all(ACCEPT_ENCODING).iter().filter_map(|line| line.to_str().ok());
    let mut by_any = false;
    for part in lines.flat_map(|line| line.split(',')) {
        let (name, weight) = part.split_once(';').unwrap_or((part, ""));
        let weight = weight.trim().strip_prefix("q=").map_or(Ok(1.0), str::parse::<f32>);
        let wanted = weight.is_ok_and(|weight| weight > 0.0);
        match name.trim() {
            name if name.eq_ignore_ascii_case("gzip") => return wanted,
            "*" => by_any = wanted,
            _ => {}
        }
    }
    by_any
}

thread_local! {
    /// One for each thread, used again and again: setting one up takes longer than compressing a page.
    static COMPRESSOR: RefCell<Compressor> =
        RefCell::new(Compressor::new(CompressionLvl::new(FAST).unwrap_or_default()));
}

/// The compressed bytes, unless they would not be fewer.
fn compressed(plain: &[u8]) -> Option<Vec<u8>> {
    COMPRESSOR.with_borrow_mut(|compressor| compressed_by(compressor, plain))
}

/// The same as small as can be, which takes a hundred times as long: for what is sent again and again.
pub(super) fn compressed_well(plain: &[u8]) -> Option<Vec<u8>> {
    compressed_by(&mut Compressor::new(CompressionLvl::best()), plain)
}

fn compressed_by(compressor: &mut Compressor, plain: &[u8]) -> Option<Vec<u8>> {
    let mut compressed = vec![0; plain.len()];
    let length = compressor.gzip_compress(plain, &mut compressed).ok()?;
    compressed.truncate(length);
    Some(compressed)
}

#[cfg(test)]
mod tests {
    use libdeflater::Decompressor;
    use sha2::{Digest as _, Sha256};

    use super::*;

    fn takes(accepted: &[&'static str]) -> bool {
        let lines = accepted.iter().map(|line| (ACCEPT_ENCODING, HeaderValue::from_static(line)));
        takes_gzip(&lines.collect())
    }

    #[test]
    fn only_whoever_can_open_a_compressed_page_gets_one() {
        for accepted in ["gzip", "br, GZIP", "gzip;q=0.5, identity", "*", "br;q=1, *;q=0.1"] {
            assert!(takes(&[accepted]), "{accepted}");
        }
        assert!(takes(&["br", "gzip"]));
        for accepted in
            ["", "br", "gzip;q=0", "gzip;q=0, *", "*;q=0", "identity;q=0", "gzip;q=x", "xgzip"]
        {
            assert!(!takes(&[accepted]), "{accepted}");
        }
        assert!(!takes(&[]));
    }

    #[test]
    fn what_was_compressed_opens_to_what_it_was_whatever_was_so_before() {
        for text in ["مجوز ".repeat(500), "x".repeat(100_000), "0123456789".repeat(30)] {
            let (fast, well) = (compressed(text.as_bytes()), compressed_well(text.as_bytes()));
            for compressed in [fast.unwrap(), well.unwrap()] {
                let mut opened = vec![0; text.len()];
                let length = Decompressor::new().gzip_decompress(&compressed, &mut opened).unwrap();
                assert_eq!(&opened[..length], text.as_bytes());
                assert!(compressed.len() * 4 < text.len());
            }
        }
    }

    #[test]
    fn what_gets_no_smaller_stays_as_it_is() {
        let noise: Vec<u8> = (0..128_u8).flat_map(|n| Sha256::digest([n])).collect();
        assert_eq!(compressed(&noise), None);
    }
}
