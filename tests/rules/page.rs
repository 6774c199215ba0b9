//! What the page may reach, and what the window lets it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use xtask::workspace::Workspace;

const POLICY: &str = "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; font-src 'self'; \
                      img-src 'self' blob: data:; connect-src ipc: http://ipc.localhost";

#[test]
fn only_the_one_door_speaks_to_the_shell() -> Result<()> {
    let source = Workspace::find()?.ui().join("src");
    let door = source.join("lib/ipc.ts");
    let mut files = Vec::new();
    sources(&source, &mut files)?;
    assert!(!files.is_empty(), "the page's sources are found");
    for file in files.iter().filter(|file| **file != door) {
        let text = fs::read_to_string(file)?;
        assert!(!text.contains("@tauri-apps/"), "{} imports from the shell", file.display());
        // The page's own tests stand in for the shell; they are not in what is built.
        let stands_in = file.starts_with(source.join("test"));
        assert!(stands_in || !text.contains("__TAURI"), "{} reaches in", file.display());
    }
    Ok(())
}

#[test]
fn the_page_may_load_nothing_but_itself() -> Result<()> {
    let config = json_file("tauri.conf.json")?;
    assert_eq!(config["app"]["security"]["csp"], POLICY);
    assert_eq!(config["app"]["security"]["freezePrototype"], true);
    assert_eq!(config["app"]["withGlobalTauri"], false);
    Ok(())
}

#[test]
fn the_one_window_may_call_the_desk_and_nothing_of_the_shells_own() -> Result<()> {
    let folder = Workspace::find()?.root.join("src-tauri/capabilities");
    assert_eq!(fs::read_dir(folder)?.count(), 1, "there is one capability");
    let capability = json_file("src-tauri/capabilities/main.json")?;
    assert_eq!(capability["windows"], json!(["main"]));
    // Beside the desk's commands the page may close its own window, once it has asked what becomes of what waits.
    assert_eq!(capability["permissions"], json!(["commands", "core:window:allow-destroy"]));
    Ok(())
}

fn json_file(name: &str) -> Result<Value> {
    let file = Workspace::find()?.root.join(name);
    let text = fs::read_to_string(&file).with_context(|| format!("{name} cannot be read"))?;
    Ok(serde_json::from_str(&text)?)
}

fn sources(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            sources(&path, files)?;
        } else if path
            .extension()
            .is_some_and(|extension| extension == "ts" || extension == "svelte")
        {
            files.push(path);
        }
    }
    Ok(())
}
