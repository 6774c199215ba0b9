//! The door between the page and `desk`: one Tauri command for each entry of the desk's own list.
//!
//! Each takes one argument, `request`, and answers what the desk answers. Which of them the page may call is
//! in `permissions/commands.toml`, which is written from the same list.

use tauri::ipc::Invoke;

macro_rules! doors {
    ($($name:ident($request:ident) -> $answer:ident;)*) => {
        /// The commands. A module of their own, because Tauri makes a macro for each.
        mod door {
            use std::sync::Arc;

            use desk::commands::types::*;
            use desk::{Desk, Error};
            use tauri::State;
            use tauri::async_runtime::{block_on, spawn_blocking};

            $(
                // Signing and drawing block now and then, so the desk works where blocking is allowed.
                #[tauri::command]
                pub async fn $name(
                    desk: State<'_, Arc<Desk>>,
                    request: desk::commands::Json,
                ) -> Result<$answer, Error> {
                    let desk = Arc::clone(&desk);
                    // What is not as it should be is refused in words, as everything else is.
                    let request: $request = desk::commands::read(request)?;
                    spawn_blocking(move || block_on(desk::commands::$name(&desk, request)))
                        .await
                        .map_err(|fault| Error::internal(&fault))?
                }
            )*
        }

        /// Answers what the page calls.
        pub fn handler() -> impl Fn(Invoke) -> bool + Send + Sync + 'static {
            tauri::generate_handler![$(door::$name),*]
        }
    };
}

desk::for_each_command!(doors);
