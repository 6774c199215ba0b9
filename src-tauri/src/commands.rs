//! The door between the page and `desk`: one Tauri command for each thing that a reviewer can do.

use tauri::ipc::Invoke;

/// Answers what the page calls.
pub fn handler() -> impl Fn(Invoke) -> bool + Send + Sync + 'static {
    tauri::generate_handler![]
}
