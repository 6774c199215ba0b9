//! The door between the page and `desk`: one Tauri command for each entry of the desk's own list.
//!
//! Each takes one argument, `request`, and answers what the desk answers. Which of them the page may call is
//! in `permissions/commands.toml`, which is written from the same list.

use tauri::ipc::Invoke;

macro_rules! doors {
    ($($name:ident($request:ident) -> $answer:ident;)*) => {
        /// The commands. A module of their own, because Tauri makes a macro for each.
        mod door {
            use desk::commands::types::*;
            use desk::{Desk, Error};
            use tauri::State;

            $(
                #[tauri::command]
                pub async fn $name(desk: State<'_, Desk>, request: $request) -> Result<$answer, Error> {
                    desk::commands::$name(&desk, request).await
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
