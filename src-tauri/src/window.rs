//! The one window: its size, its title, its refusal to go anywhere else, and the question before it closes.

use std::sync::Arc;

use desk::Desk;
use tauri::{
    AppHandle, Manager as _, WebviewUrl, WebviewWindow, WebviewWindowBuilder, WindowEvent,
};

/// Tells the page that the window is to be closed while decisions wait.
const ASK: &str = "dispatchEvent(new Event('closeasked'))";

/// Opens the window on the built page.
///
/// The page sets its title when a screen is ready, and the window and the log repeat it: whoever looks at the
/// task bar, or waits for the program to be usable, reads it there.
pub fn open(app: &AppHandle) -> tauri::Result<()> {
    let window = WebviewWindowBuilder::new(app, "main", WebviewUrl::default())
        .title("پروانه")
        .inner_size(1366.0, 768.0)
        // Small and scaled screens have less room than the page would like; it scrolls then.
        .min_inner_size(640.0, 400.0)
        .maximized(true)
        .disable_drag_drop_handler()
        .on_navigation(|url| url.scheme() == "tauri" || url.host_str() == Some("tauri.localhost"))
        .on_document_title_changed(|window, title| {
            if title.is_empty() {
                return;
            }
            tracing::info!(%title, "screen ready");
            if let Err(error) = window.set_title(&title) {
                tracing::warn!(%error, "the window keeps its old title");
            }
        })
        .build()?;
    let closing = window.clone();
    window.on_window_event(move |event| {
        if let WindowEvent::CloseRequested { api, .. } = event {
            api.prevent_close();
            // The desk may be at work; the window does not stand still for it.
            tauri::async_runtime::spawn(close_or_ask(closing.clone()));
        }
    });
    Ok(())
}

/// Closes the window, unless decisions wait that the page has to ask about. A page that has gone silent is not
/// asked: the decisions wait until the next start, and the window can always be closed.
async fn close_or_ask(window: WebviewWindow) {
    let asks = window.state::<Arc<Desk>>().asks_before_closing().await;
    let done = if asks { window.eval(ASK) } else { window.destroy() };
    if let Err(error) = done {
        tracing::error!(%error, "the window could not be closed");
    }
}
