//! The desk's window: it opens, carries the reviewer's commands to `desk` and shows the page.
//!
//! No rule and no SQL lives here. How it was started is in [`options`], what the page may call is in
//! [`commands`], whether there is a display is asked in [`display`], and how the window looks and what it
//! refuses is in [`window`].

use std::env;
use std::io::Write as _;
use std::process::ExitCode;
use std::sync::Arc;

use desk::views::Nothing;
use desk::views::session::{OpenDemoRequest, StatusView, UnlockRequest};
use desk::{Desk, Error, Keyring};
use options::{FirstRun, Options};
use tauri::async_runtime::block_on;
use tauri::{AppHandle, Manager as _, RunEvent};

pub mod commands;
mod display;
pub mod options;
mod window;

/// Opens the window and returns when it is closed. Without a display the exit code is 3, and 1 for whatever else
/// keeps it from opening.
pub fn run() -> ExitCode {
    if !display::is_there() {
        // Nobody is left to be told where this cannot be written either.
        let _ = writeln!(std::io::stderr(), "{}", display::MISSING);
        return ExitCode::from(display::EXIT_CODE);
    }
    tracing_subscriber::fmt().with_writer(std::io::stderr).with_target(false).init();
    let options = Options::read(env::args_os().skip(1), env::var_os("PARVANEH_DIR"));
    let Some(dir) = options.dir.or_else(desk::platform::folders::data_folder) else {
        tracing::error!("this system names no folder for data; start with --dir DIR");
        return ExitCode::FAILURE;
    };
    let desk = Desk::new(&dir, desk::platform::folders::state_folder(), Keyring::System);
    if let Err(error) = block_on(begin(&desk, options.first_run)) {
        tracing::warn!(code = ?error.code, "no office is open yet; the window asks what to do");
    }
    let app = tauri::Builder::default()
        .manage(Arc::new(desk))
        .invoke_handler(commands::handler())
        .setup(|app| Ok(window::open(app.handle())?))
        .build(tauri::generate_context!());
    match app {
        Ok(app) => {
            app.run(|app, event| {
                if let RunEvent::Exit = event {
                    close(app);
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

/// Opens the office of the folder with what is at hand: the keyring, or a passphrase in the environment.
async fn begin(desk: &Desk, first_run: FirstRun) -> Result<(), Error> {
    let passphrase = env::var("PARVANEH_PASSPHRASE").ok();
    match desk::commands::status(desk, Nothing {}).await? {
        StatusView::FirstRun { .. } if first_run == FirstRun::Demo => {
            tracing::info!("making the demo office");
            let request = OpenDemoRequest { passphrase, ..OpenDemoRequest::default() };
            desk::commands::open_demo(desk, request).await?;
        }
        StatusView::Locked { .. } => {
            desk::commands::unlock(desk, UnlockRequest { passphrase }).await?;
        }
        StatusView::FirstRun { .. } | StatusView::Open(_) => {}
    }
    Ok(())
}

/// Closes the office in order. What was not settled before goes on waiting.
fn close(app: &AppHandle) {
    if let Err(error) = block_on(app.state::<Arc<Desk>>().close()) {
        tracing::error!(code = ?error.code, "the office could not be closed in order");
    }
}
