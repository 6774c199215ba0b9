//! The desk's window: it opens, carries the reviewer's commands to `desk` and shows the page.
//!
//! No rule and no SQL lives here. The page is in `ui/`, what it may call is in [`commands`], and how the window
//! looks and what it refuses is in [`window`].

use std::process::ExitCode;

pub mod commands;
mod window;

/// Opens the window and returns when it is closed.
pub fn run() -> ExitCode {
    tracing_subscriber::fmt().with_writer(std::io::stderr).with_target(false).init();
    let app = tauri::Builder::default()
        .invoke_handler(commands::handler())
        .setup(|app| Ok(window::open(app.handle())?))
        .run(tauri::generate_context!());
    match app {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(%error, "the window cannot be opened");
            ExitCode::FAILURE
        }
    }
}
