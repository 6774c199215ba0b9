//! What the page cannot do in the built program, however it is asked.

use anyhow::Result;
use serde_json::json;
use tests::patience::until;
use tests::window::{Opening, Window};

fn opened() -> Result<(tempfile::TempDir, Window)> {
    let dir = tempfile::tempdir()?;
    let window = Opening::of(dir.path()).open()?;
    window.script(
        "window.refused = [];
         addEventListener('securitypolicyviolation', (event) => refused.push(event.effectiveDirective));",
        Vec::new(),
    )?;
    Ok((dir, window))
}

/// Waits until the page's policy has refused exactly these kinds of things.
fn must_refuse(window: &Window, kinds: &str) -> Result<()> {
    let expected = json!(kinds);
    until(&format!("refusals of {kinds}"), || {
        let refused =
            window.script("return [...new Set(window.refused)].sort().join(' ');", Vec::new())?;
        Ok((refused == expected).then_some(()))
    })
}

#[test]
fn text_never_becomes_code() -> Result<()> {
    let (_dir, window) = opened()?;
    window.script(
        "const run = document.createElement('script');
         run.textContent = 'window.injected = true';
         document.body.append(run);
         const image = document.createElement('div');
         image.innerHTML = '<img src=\"nowhere.png\" onerror=\"window.injected = true\">';
         document.body.append(image);",
        Vec::new(),
    )?;
    must_refuse(&window, "script-src-attr script-src-elem")?;
    assert_eq!(window.script("return typeof window.injected;", Vec::new())?, "undefined");
    Ok(())
}

#[test]
fn nothing_is_fetched_from_elsewhere() -> Result<()> {
    let (_dir, window) = opened()?;
    window.script(
        "fetch('http://127.0.0.1:9/').catch(() => {});
         const image = new Image();
         image.src = 'http://127.0.0.1:9/picture.png';
         document.body.append(image);
         const sheet = document.createElement('link');
         sheet.rel = 'stylesheet';
         sheet.href = 'http://127.0.0.1:9/sheet.css';
         document.head.append(sheet);",
        Vec::new(),
    )?;
    must_refuse(&window, "connect-src img-src style-src-elem")
}

#[test]
fn the_window_goes_nowhere_else() -> Result<()> {
    let (_dir, window) = opened()?;
    let home = window.address()?;
    window.script("location.href = 'http://127.0.0.1:9/'; return null;", Vec::new())?;
    window.script("return window.open('http://127.0.0.1:9/') === null;", Vec::new())?;
    assert_eq!(window.address()?, home);
    assert!(!window.title()?.is_empty(), "the page is still there");
    Ok(())
}

#[test]
fn the_shells_own_commands_are_refused() -> Result<()> {
    let (_dir, window) = opened()?;
    for command in [
        "plugin:app|version",
        "plugin:window|close",
        "plugin:event|listen",
        "plugin:path|resolve_directory",
    ] {
        let answer = window.answer(
            "const done = arguments[arguments.length - 1];
             window.__TAURI_INTERNALS__.invoke(arguments[0], {}).then(() => done('answered'), (error) => done(String(error)));",
            vec![json!(command)],
        )?;
        let answer = answer.as_str().unwrap_or_default().to_owned();
        assert!(
            answer.contains("not allowed") || answer.contains("not found"),
            "{command}: {answer}"
        );
    }
    Ok(())
}
