//! `cargo xtask`. See the library beside it.

use std::process::ExitCode;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match xtask::command(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            xtask::say::failure(&error);
            ExitCode::FAILURE
        }
    }
}
