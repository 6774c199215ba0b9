//! Real files of each kind that is taken in, as small as they come.

/// A PDF file of one page.
pub const PDF: &[u8] = include_bytes!("../../documents/samples/one-page.pdf");
/// A PDF file that opens with a password only.
pub const LOCKED_PDF: &[u8] = include_bytes!("../../documents/samples/user-password-R6.pdf");
/// A JPEG picture.
pub const JPEG: &[u8] = include_bytes!("../../documents/samples/baseline.jpg");
/// A PNG picture.
pub const PNG: &[u8] = include_bytes!("../../documents/samples/dot.png");
