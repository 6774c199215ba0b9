//! `call`: any command of the desk's one list, with its request and answer in JSON as the window has them.

use desk::commands::types;
use desk::{Desk, Error, ErrorCode};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::cli::Global;
use crate::files;
use crate::office::{desk_of, with_office_of};
use crate::outcome::{Done, Failure, Voice};

macro_rules! doors {
    ($($name:ident($request:ident) -> $answer:ident;)*) => {
        /// Every command.
        pub const NAMES: [&str; [$(stringify!($name)),*].len()] = [$(stringify!($name)),*];

        async fn answer(desk: &Desk, name: &str, request: &str) -> Result<Value, Error> {
            $(
                if name == stringify!($name) {
                    let request: types::$request = read(request)?;
                    let answer: types::$answer = Box::pin(desk::commands::$name(desk, request)).await?;
                    return serde_json::to_value(answer).map_err(|error| Error::internal(&error));
                }
            )*
            Err(Error::saying(ErrorCode::InputInvalid, "چنین فرمانی نیست."))
        }
    };
}

desk::for_each_command!(doors);

/// Commands that open an office themselves.
const OPENING: [&str; 3] = ["open_demo", "open_case_file", "unlock"];

/// Calls a command.
pub async fn call(global: &Global, name: &str, request: &str) -> Result<Done, Failure> {
    let request = files::argument(request)?;
    let desk = desk_of(global)?;
    let first_run = !desk.folder().join("case.db").exists();
    let answered = if OPENING.contains(&name) || (name == "status" && first_run) {
        let answered = answer(&desk, name, &request).await;
        desk.close().await?;
        answered?
    } else {
        let work = async |desk: &Desk| Ok(answer(desk, name, &request).await?);
        Box::pin(with_office_of(desk, global, work)).await?
    };
    Voice::Json.answer(&answered, |_, _| Ok(()))
}

fn read<T: DeserializeOwned>(request: &str) -> Result<T, Error> {
    serde_json::from_str(request).map_err(|error| Error::unreadable(&error))
}
