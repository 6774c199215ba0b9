//! The one window: its size, its title, and its refusal to go anywhere else.

use tauri::{AppHandle, WebviewUrl, WebviewWindowBuilder};

/// Opens the window on the built page.
///
/// The page sets its title when a screen is ready, and the window and the log repeat it: whoever looks at the
/// task bar, or waits for the program to be usable, reads it there.
pub fn open(app: &AppHandle) -> tauri::Result<()> {
    WebviewWindowBuilder::new(app, "main", WebviewUrl::default())
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
    Ok(())
}
