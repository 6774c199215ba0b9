//! How a story names what it looks for in the page, and the keys it presses.

use anyhow::{Result, bail};
use fantoccini::actions::{InputSource as _, KeyAction, KeyActions};
use fantoccini::key::Key;
use serde_json::{Value, json};

/// Names a visible element the way that a person or a screen reader would.
#[derive(Debug, Clone, Copy)]
pub enum By<'a> {
    /// A role and (a part of) its accessible name; an exact name goes before a part.
    Role(&'a str, &'a str),
    /// The innermost element with this text.
    Text(&'a str),
    /// The test's own mark, for what has neither name nor text.
    Id(&'a str),
    /// One of several with the same mark: the mark, the name of a datum (`case` for `data-case`), its value.
    With(&'a str, &'a str, &'a str),
}

impl By<'_> {
    /// The script that finds it, as the body of a function.
    pub(crate) const SCRIPT: &'static str = include_str!("find.js");

    pub(crate) fn arguments(self) -> Vec<Value> {
        match self {
            Self::Role(role, name) => vec![json!("role"), json!(role), json!(name)],
            Self::Text(text) => vec![json!("text"), json!(text), Value::Null],
            Self::Id(id) => vec![json!("id"), json!(id), Value::Null],
            Self::With(id, name, value) => {
                vec![json!("with"), json!(id), json!(name), json!(value)]
            }
        }
    }
}

/// Turns a chord such as `F2`, `Shift+F6` or `Ctrl+Enter` into what a keyboard does.
pub(crate) fn chord(chord: &str) -> Result<KeyActions> {
    let mut keys = Vec::new();
    for name in chord.split('+') {
        keys.push(key(name)?);
    }
    let mut actions = KeyActions::new("keyboard".to_owned());
    for key in &keys {
        actions = actions.then(KeyAction::Down { value: *key });
    }
    for key in keys.iter().rev() {
        actions = actions.then(KeyAction::Up { value: *key });
    }
    Ok(actions)
}

fn key(name: &str) -> Result<char> {
    let key = match name {
        "Ctrl" => Key::Control,
        "Shift" => Key::Shift,
        "Alt" => Key::Alt,
        "Enter" => Key::Enter,
        "Escape" => Key::Escape,
        "Tab" => Key::Tab,
        "Space" => return Ok(' '),
        "Up" => Key::Up,
        "Down" => Key::Down,
        "Left" => Key::Left,
        "Right" => Key::Right,
        "Home" => Key::Home,
        "End" => Key::End,
        "PageUp" => Key::PageUp,
        "PageDown" => Key::PageDown,
        "Delete" => Key::Delete,
        "Backspace" => Key::Backspace,
        "F1" => Key::F1,
        "F2" => Key::F2,
        "F3" => Key::F3,
        "F4" => Key::F4,
        "F5" => Key::F5,
        "F6" => Key::F6,
        "F7" => Key::F7,
        "F8" => Key::F8,
        "F9" => Key::F9,
        "F10" => Key::F10,
        "F11" => Key::F11,
        "F12" => Key::F12,
        one if one.chars().count() == 1 => return Ok(one.chars().next().unwrap_or_default()),
        other => bail!("`{other}` is no key that this keyboard has"),
    };
    Ok(char::from(key))
}
