//! A browser that is not the desk's window, on a page of a test's own.

use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};
use tempfile::TempDir;
use tokio::runtime::Runtime;
use xtask::display::Display;

use crate::patience::until;
use crate::program::Program;

/// The browser that comes with the web view, which needs no further package.
const BROWSER: &str = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser";

/// An open browser. Closed when dropped.
pub struct Browser {
    client: Option<Client>,
    runtime: Runtime,
    // Dropped in this order: the driver takes the browser with it, then goes the display.
    _driver: Program,
    _display: Display,
    _home: TempDir,
}

impl Browser {
    /// Opens it on nothing.
    pub fn open() -> Result<Self> {
        let home = tempfile::Builder::new().prefix("parvaneh-browser-").tempdir()?;
        let display = Display::start(1366, 768)?;
        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        let mut driver = Program::start(
            Command::new("WebKitWebDriver")
                .arg(format!("--port={port}"))
                .env_remove("WAYLAND_DISPLAY")
                .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
                .env("XDG_RUNTIME_DIR", home.path())
                .env("XDG_DATA_HOME", home.path().join("share"))
                .env("XDG_CACHE_HOME", home.path().join("cache"))
                .env("NO_AT_BRIDGE", "1")
                .env("GDK_BACKEND", "x11")
                .env("LC_ALL", "C.UTF-8")
                .env("DISPLAY", display.name()),
            &home.path().join("driver.log"),
        )?;
        until("the driver's port", || {
            driver.must_live()?;
            Ok(TcpStream::connect(("127.0.0.1", port)).is_ok().then_some(()))
        })?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let mut capabilities = Map::new();
        let options = json!({ "binary": BROWSER, "args": ["--automation"] });
        capabilities.insert("webkitgtk:browserOptions".to_owned(), options);
        let address = format!("http://127.0.0.1:{port}");
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let client = runtime.block_on(builder.capabilities(capabilities).connect(&address));
        let client = client.context("the browser doesn't open")?;
        Ok(Self { client: Some(client), runtime, _driver: driver, _display: display, _home: home })
    }

    /// Goes to a file and waits until it is loaded.
    pub fn go(&self, file: &Path) -> Result<()> {
        let client = self.client.as_ref().context("the browser is closed")?;
        Ok(self.runtime.block_on(client.goto(&format!("file://{}", file.display())))?)
    }

    /// Runs a script in the page: the body of a function whose last argument takes its answer.
    pub fn answer(&self, body: &str, arguments: Vec<Value>) -> Result<Value> {
        let client = self.client.as_ref().context("the browser is closed")?;
        Ok(self.runtime.block_on(client.execute_async(body, arguments))?)
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if let Some(client) = self.client.take() {
            // The driver is ended next and takes the browser with it in any case.
            drop(self.runtime.block_on(client.close()));
        }
    }
}
