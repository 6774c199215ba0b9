//! Writes the page of strings that are hard to take out of a file again:
//! `cargo run -p documents --example extraction_sheet -- OUT.pdf [PHOTOGRAPH.jpg]`.

use std::{env, error::Error, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args_os().skip(1);
    let out = arguments.next().ok_or("say where to write the page")?;
    let photograph = arguments.next().map(fs::read).transpose()?;
    let bytes = documents::extraction_sheet::draw(photograph.as_deref())?;
    fs::write(out, bytes)?;
    Ok(())
}
