//! The desk's window: it opens, carries the reviewer's commands to `desk` and shows the page.
//!
//! No rule and no SQL lives here. How it was started is in [`options`], what the page may call is in
//! [`commands`], and how the window looks and what it refuses is in [`window`].

use std::env;
use std::process::ExitCode;

use desk::views::Nothing;
use desk::views::session::{OpenDemoRequest, StatusView};
use desk::{Desk, Error};
use options::{FirstRun, Options};
use tauri::async_runtime::block_on;
use tauri::{AppHandle, Manager as _, RunEvent};

pub mod commands;
pub mod options;
mod window;

/// Opens the window and returns when it is closed.
pub fn run() -> ExitCode {
    tracing_subscriber::fmt().with_writer(std::io::stderr).with_target(false).init();
    let options = Options::read(env::args_os().skip(1), env::var_os("PARVANEH_DIR"));
    let Some(dir) = options.dir.or_else(desk::platform::folders::data_folder) else {
        tracing::error!("this system names no folder for data; start with --dir DIR");
        return ExitCode::FAILURE;
    };
    let desk = Desk::at(dir);
    if options.first_run == FirstRun::Demo
        && let Err(error) = block_on(start_demo(&desk))
    {
        tracing::warn!(code = ?error.code, "the demo office isn't open; the window asks what to do");
    }
    let app = tauri::Builder::default()
        .manage(desk)
        .invoke_handler(commands::handler())
        .setup(|app| Ok(window::open(app.handle())?))
        .build(tauri::generate_context!());
    match app {
        Ok(app) => {
            app.run(|app, event| {
                if let RunEvent::Exit = event {
                    seal(app);
                }
            });
            ExitCode::SUCCESS
        }
        Err(error) => {
            tracing::error!(%error, "the window cannot be opened");
            ExitCode::FAILURE
        }
    }
}

/// Makes the demo office where there is none yet.
async fn start_demo(desk: &Desk) -> Result<(), Error> {
    if let StatusView::FirstRun { .. } = desk::commands::status(desk, Nothing {}).await? {
        tracing::info!("making the demo office");
        let passphrase = env::var("PARVANEH_PASSPHRASE").ok();
        desk::commands::open_demo(desk, OpenDemoRequest { passphrase, cases: None }).await?;
    }
    Ok(())
}

/// Quitting seals the decision that waits, as locking does.
fn seal(app: &AppHandle) {
    let desk = app.state::<Desk>();
    if let Err(error) = block_on(desk::commands::lock(&desk, Nothing {})) {
        tracing::warn!(code = ?error.code, "nothing was open to be sealed");
    }
}
