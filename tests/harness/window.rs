//! The real window on a display of its own, driven as a person drives it.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};
use fantoccini::elements::{Element, ElementRef};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};
use tempfile::TempDir;
use tokio::runtime::Runtime;
use xtask::display::Display;
use xtask::workspace::Workspace;

use crate::axe::{self, Violation};
use crate::page::{By, chord};
use crate::patience::until;
use crate::program::{Environment, Program, built, said, state_of};

/// The key under which WebDriver hands out elements.
const ELEMENT_KEY: &str = "element-6066-11e4-a52e-4f735466cecf";

/// The system's light or dark colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// How a window is opened.
pub struct Opening {
    dir: PathBuf,
    width: u32,
    height: u32,
    theme: Theme,
    arguments: Vec<String>,
    environment: Environment,
}

impl Opening {
    /// On the data folder `dir`, 1366×768, light.
    pub fn of(dir: &Path) -> Self {
        Self {
            dir: dir.to_path_buf(),
            width: 1366,
            height: 768,
            theme: Theme::Light,
            arguments: Vec::new(),
            environment: Environment::new(),
        }
    }

    /// In another size.
    #[must_use]
    pub fn size(mut self, width: u32, height: u32) -> Self {
        (self.width, self.height) = (width, height);
        self
    }

    /// In other colours.
    #[must_use]
    pub fn theme(mut self, theme: Theme) -> Self {
        self.theme = theme;
        self
    }

    /// With a further argument on the command line.
    #[must_use]
    pub fn argument(mut self, argument: &str) -> Self {
        self.arguments.push(argument.to_owned());
        self
    }

    /// With a printer's or a keyring's environment, or any other.
    #[must_use]
    pub fn with(mut self, environment: Environment) -> Self {
        self.environment.extend(environment);
        self
    }

    /// Opens it and waits until its first screen can be used.
    pub fn open(self) -> Result<Window> {
        let logs = tempfile::Builder::new().prefix("parvaneh-window-").tempdir()?;
        let display = Display::start(self.width, self.height)?;
        let (port, native_port) = free_ports()?;
        let mut driver = Program::start(
            Command::new(driver()?)
                .args(["--port", &port.to_string(), "--native-port", &native_port.to_string()])
                .env_remove("WAYLAND_DISPLAY")
                .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
                .env("XDG_RUNTIME_DIR", logs.path())
                // The web view keeps what the page remembers there: each window begins without a past.
                .env("XDG_DATA_HOME", logs.path().join("share"))
                .env("XDG_CACHE_HOME", logs.path().join("cache"))
                .env(
                    "GTK_THEME",
                    if self.theme == Theme::Dark { "Adwaita:dark" } else { "Adwaita" },
                )
                .env("NO_AT_BRIDGE", "1")
                .env("GDK_BACKEND", "x11")
                .env("LC_ALL", "C.UTF-8")
                .env("PARVANEH_STATE", state_of(&self.dir))
                .envs(self.environment)
                .env("DISPLAY", display.name()),
            &logs.path().join("driver.log"),
        )?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        for port in [native_port, port] {
            until("the driver's port", || {
                driver.must_live()?;
                Ok(TcpStream::connect(("127.0.0.1", port)).is_ok().then_some(()))
            })?;
        }
        let mut arguments = vec!["--dir".to_owned(), self.dir.display().to_string()];
        arguments.extend(self.arguments);
        let mut capabilities = Map::new();
        capabilities.insert(
            "tauri:options".to_owned(),
            json!({ "application": built("parvaneh")?, "args": arguments }),
        );
        let address = format!("http://127.0.0.1:{port}");
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let client = match runtime.block_on(builder.capabilities(capabilities).connect(&address)) {
            Ok(client) => client,
            Err(error) => {
                let log = fs::read_to_string(logs.path().join("driver.log")).unwrap_or_default();
                bail!("the window didn't open: {error}\n{log}");
            }
        };
        let window =
            Window { client: Some(client), runtime, dir: self.dir, _driver: driver, display, logs };
        window.block(|client| client.set_window_rect(0, 0, self.width, self.height))?;
        until("the first screen", || Ok((!window.title()?.is_empty()).then_some(())))?;
        Ok(window)
    }
}

/// An open window. Closed when dropped.
pub struct Window {
    client: Option<Client>,
    runtime: Runtime,
    dir: PathBuf,
    // Dropped in this order: the driver takes the window with it, then goes the display.
    _driver: Program,
    display: Display,
    logs: TempDir,
}

impl Window {
    /// The window's title, which the page sets when a screen is ready.
    pub fn title(&self) -> Result<String> {
        self.block(Client::title)
    }

    /// The address of the page.
    pub fn address(&self) -> Result<String> {
        Ok(self.block(Client::current_url)?.to_string())
    }

    /// Waits for the one visible element that `by` names.
    pub fn wait_for(&self, by: By<'_>) -> Result<()> {
        self.element(by).map(|_| ())
    }

    /// Waits until no visible element is named by `by`.
    pub fn wait_gone(&self, by: By<'_>) -> Result<()> {
        until(&format!("{by:?} gone"), || Ok(self.elements(by)?.is_empty().then_some(())))
    }

    /// How many visible elements `by` names now.
    pub fn count(&self, by: By<'_>) -> Result<usize> {
        Ok(self.elements(by)?.len())
    }

    /// The visible text of an element.
    pub fn text(&self, by: By<'_>) -> Result<String> {
        let element = self.element(by)?;
        self.wait(element.text())
    }

    /// A datum of an element: `case` for `data-case`.
    pub fn datum(&self, by: By<'_>, name: &str) -> Result<String> {
        let name = format!("data-{name}");
        until(&format!("{by:?} with {name}"), || {
            let Some(element) = self.elements(by)?.into_iter().next() else { return Ok(None) };
            // An element that has gone meanwhile is looked for again.
            Ok(self.wait(element.attr(&name)).ok().flatten())
        })
    }

    /// Waits until an element's text contains `part`.
    pub fn wait_for_text(&self, by: By<'_>, part: &str) -> Result<()> {
        until(&format!("{by:?} with «{part}»"), || {
            let mut found = None;
            for element in self.elements(by)? {
                // An element that has gone meanwhile has no text.
                let text = self.wait(element.prop("innerText"));
                if text.is_ok_and(|text| text.is_some_and(|text| text.contains(part))) {
                    found = Some(());
                }
            }
            Ok(found)
        })
    }

    /// Clicks an element.
    pub fn click(&self, by: By<'_>) -> Result<()> {
        until(&format!("a click on {by:?}"), || {
            self.element(by)?;
            Ok(self.click_if_there(by)?.then_some(()))
        })
    }

    /// Clicks an element if it is there now, and says whether it was.
    pub fn click_if_there(&self, by: By<'_>) -> Result<bool> {
        let Some(element) = self.elements(by)?.into_iter().next() else { return Ok(false) };
        match self.runtime.block_on(element.click()) {
            Ok(()) => Ok(true),
            // It has gone meanwhile.
            Err(error) if error.is_stale_element_reference() => Ok(false),
            // It lies half under the edge of a list, where a person would turn the wheel.
            Err(_) => {
                let there = serde_json::to_value(&element)?;
                self.script("arguments[0].scrollIntoView({ block: 'nearest' });", vec![there])?;
                self.wait(element.click()).with_context(|| format!("{by:?} cannot be clicked"))?;
                Ok(true)
            }
        }
    }

    /// Types into a field, key by key.
    pub fn type_into(&self, by: By<'_>, text: &str) -> Result<()> {
        let element = self.element(by)?;
        self.wait(element.send_keys(text))
            .with_context(|| format!("nothing can be typed into {by:?}"))
    }

    /// Empties a field.
    pub fn clear(&self, by: By<'_>) -> Result<()> {
        let element = self.element(by)?;
        self.wait(element.clear())
    }

    /// Chooses an option of a list by its value.
    pub fn choose(&self, by: By<'_>, value: &str) -> Result<()> {
        let element = self.element(by)?;
        self.wait(element.select_by_value(value))
            .with_context(|| format!("{by:?} has no option {value}"))
    }

    /// Which element has the focus: its mark, or nothing.
    pub fn focused(&self) -> Result<String> {
        let mark = self.script("return document.activeElement?.dataset.testid ?? '';", Vec::new());
        Ok(mark?.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until the element with this mark has the focus.
    pub fn wait_for_focus(&self, mark: &str) -> Result<()> {
        until(&format!("the focus on {mark}"), || Ok((self.focused()? == mark).then_some(())))
            .with_context(|| format!("it is on «{}»", self.focused().unwrap_or_default()))
    }

    /// Presses a chord such as `F9` or `Ctrl+Enter` wherever the focus is.
    pub fn press(&self, keys: &str) -> Result<()> {
        let actions = chord(keys)?;
        self.block(|client| client.perform_actions(actions))
    }

    /// Runs a script in the page: the body of a function, whose arguments are `arguments`.
    pub fn script(&self, body: &str, arguments: Vec<Value>) -> Result<Value> {
        self.block(|client| client.execute(body, arguments))
    }

    /// The same for a script that calls its last argument with its answer.
    pub fn answer(&self, body: &str, arguments: Vec<Value>) -> Result<Value> {
        self.block(|client| client.execute_async(body, arguments))
    }

    /// Keeps a picture of the page in `target/screenshots/`.
    pub fn screenshot(&self, name: &str) -> Result<PathBuf> {
        let folder = Workspace::find()?.root.join("target/screenshots");
        fs::create_dir_all(&folder)?;
        let file = folder.join(format!("{name}.png"));
        // What has just changed is painted with the next frame.
        self.answer(
            "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()));",
            Vec::new(),
        )?;
        fs::write(&file, self.block(Client::screenshot)?)?;
        Ok(file)
    }

    /// What axe-core finds wrong with the page as it is now.
    pub fn axe(&self) -> Result<Vec<Violation>> {
        let there = self.script("return typeof window.axe !== 'undefined';", Vec::new())?;
        if there != json!(true) {
            self.script(&axe::source()?, Vec::new())?;
        }
        axe::violations(&self.answer(axe::SCRIPT, Vec::new())?)
    }

    /// What the window and its driver have logged so far.
    pub fn log(&self) -> Result<String> {
        Ok(fs::read_to_string(self.logs.path().join("driver.log"))?)
    }

    /// Closes the window and waits until it is gone.
    pub fn close(mut self) -> Result<()> {
        match self.client.take() {
            Some(client) => Ok(self.runtime.block_on(client.close())?),
            None => Ok(()),
        }
    }

    /// Asks the window to close, as a window manager does.
    pub fn ask_to_close(&self) -> Result<()> {
        let script = Workspace::find()?.root.join("tests/harness/close.py");
        said(Command::new("python3").arg(script).arg(self.display.name()))?;
        Ok(())
    }

    /// Waits until the program has ended by itself.
    pub fn wait_closed(mut self) -> Result<()> {
        until("the program ended", || Ok(running(&self.dir)?.is_none().then_some(())))?;
        // There is no window left that could be closed.
        drop(self.client.take());
        Ok(())
    }

    /// Ends the program as a power cut would, with no time to put anything in order.
    pub fn cut_off(mut self) -> Result<()> {
        let process = running(&self.dir)?.context("the program runs")?;
        said(Command::new("kill").args(["-KILL", &process]))?;
        until("the program gone", || Ok(running(&self.dir)?.is_none().then_some(())))?;
        // There is no window left that could be closed.
        drop(self.client.take());
        Ok(())
    }

    fn element(&self, by: By<'_>) -> Result<Element> {
        until(&format!("{by:?}"), || Ok(self.elements(by)?.into_iter().next())).with_context(|| {
            self.script("return document.body.innerText;", Vec::new()).unwrap_or_default()
        })
    }

    fn elements(&self, by: By<'_>) -> Result<Vec<Element>> {
        let client = self.client.as_ref().context("the window is closed")?;
        let found = until(&format!("a page in which {by:?} can be looked for"), || {
            match self.runtime.block_on(client.execute(By::SCRIPT, by.arguments())) {
                Ok(found) => Ok(Some(found)),
                // What was found has gone before the driver could name it; what took its place is looked for.
                Err(error) if error.is_stale_element_reference() => Ok(None),
                Err(error) => Err(error.into()),
            }
        })?;
        let list = found.as_array().context("the page answers with a list")?;
        list.iter()
            .map(|one| {
                let reference = one.get(ELEMENT_KEY).and_then(Value::as_str);
                let reference = reference.context("the page answers with elements")?.to_owned();
                Ok(Element::from_element_id(client.clone(), ElementRef::from(reference)))
            })
            .collect()
    }

    fn block<'s, T, F>(&'s self, ask: impl FnOnce(&'s Client) -> F) -> Result<T>
    where
        F: Future<Output = Result<T, fantoccini::error::CmdError>>,
    {
        self.wait(ask(self.client.as_ref().context("the window is closed")?))
    }

    fn wait<T>(
        &self,
        answer: impl Future<Output = Result<T, fantoccini::error::CmdError>>,
    ) -> Result<T> {
        Ok(self.runtime.block_on(answer)?)
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        if let Some(client) = self.client.take() {
            // The driver is ended next and takes the window with it in any case.
            drop(self.runtime.block_on(client.close()));
        }
    }
}

/// The process that has the window on the data folder `dir`.
fn running(dir: &Path) -> Result<Option<String>> {
    let (program, dir) = (built("parvaneh")?, dir.to_string_lossy());
    for entry in fs::read_dir("/proc")? {
        let process = entry?;
        // A process that has gone meanwhile has no command line.
        let line = fs::read_to_string(process.path().join("cmdline")).unwrap_or_default();
        let mut words = line.split('\0');
        if words.next() == program.to_str() && words.any(|word| word == dir) {
            return Ok(Some(process.file_name().to_string_lossy().into_owned()));
        }
    }
    Ok(None)
}

fn driver() -> Result<PathBuf> {
    if let Some(driver) = std::env::var_os("PARVANEH_DRIVER") {
        return Ok(driver.into());
    }
    let driver = Workspace::find()?.target.join("tools/bin/tauri-driver");
    if !driver.exists() {
        bail!("there is no tauri-driver yet; `cargo xtask e2e` builds it");
    }
    Ok(driver)
}

fn free_ports() -> Result<(u16, u16)> {
    let first = TcpListener::bind(("127.0.0.1", 0))?;
    let second = TcpListener::bind(("127.0.0.1", 0))?;
    Ok((first.local_addr()?.port(), second.local_addr()?.port()))
}
