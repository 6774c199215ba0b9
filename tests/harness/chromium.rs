//! The browser of most applicants, without a screen: as a phone or a desktop, with and without scripts, on any line.

use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, bail};
use fantoccini::elements::Element;
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::axe::{self, Violation};
use crate::patience::until;
use crate::program::Program;

/// What the applicant holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screen {
    /// 360 by 740 points.
    Phone,
    /// 1280 by 900 points.
    Desktop,
    /// 1366 by 768 points, as on the desks of most offices.
    Office,
}

/// Whether pages may run scripts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scripts {
    /// They may.
    On,
    /// They may not.
    Off,
}

/// The line that the browser is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// As fast as this machine.
    Fast,
    /// 64 kbit/s with 300 ms of delay.
    Slow,
    /// Cut.
    Cut,
}

/// An open browser. Closed when dropped.
pub struct Chromium {
    client: Option<Client>,
    screen: Screen,
    runtime: Runtime,
    // Dropped in this order: the driver takes the browser with it.
    _driver: Program,
    _home: TempDir,
}

impl Chromium {
    /// Opens it on nothing.
    pub fn open(screen: Screen, scripts: Scripts) -> Result<Self> {
        Self::with(screen, &options(screen, scripts))
    }

    /// Opens a desktop whose camera sees this film (Y4M), again and again.
    pub fn filming(film: &Path) -> Result<Self> {
        let mut options = options(Screen::Desktop, Scripts::On);
        let film = format!("--use-file-for-fake-video-capture={}", film.display());
        let camera =
            ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", &film];
        if let Some(arguments) = options["args"].as_array_mut() {
            arguments.extend(camera.map(|argument| json!(argument)));
        }
        Self::with(Screen::Desktop, &options)
    }

    fn with(screen: Screen, options: &Value) -> Result<Self> {
        let home = tempfile::Builder::new().prefix("parvaneh-chromium-").tempdir()?;
        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        let mut driver = Program::start(
            Command::new("chromedriver")
                .arg(format!("--port={port}"))
                .env("HOME", home.path())
                .env("XDG_CONFIG_HOME", home.path().join("config"))
                .env("XDG_CACHE_HOME", home.path().join("cache")),
            &home.path().join("driver.log"),
        )?;
        until("the driver's port", || {
            driver.must_live()?;
            Ok(TcpStream::connect(("127.0.0.1", port)).is_ok().then_some(()))
        })?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let capabilities = json!({ "goog:chromeOptions": options });
        let capabilities = capabilities.as_object().cloned().unwrap_or_default();
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let address = format!("http://127.0.0.1:{port}");
        let client = runtime.block_on(builder.capabilities(capabilities).connect(&address));
        let client = client.context("Chromium doesn't open")?;
        Ok(Self { client: Some(client), screen, runtime, _driver: driver, _home: home })
    }

    /// Runs a script in the page.
    pub fn run(&self, script: &str) -> Result<()> {
        self.runtime.block_on(self.client()?.execute(script, Vec::new()))?;
        Ok(())
    }

    /// Goes to an address.
    pub fn go(&self, address: &str) -> Result<()> {
        Ok(self.runtime.block_on(self.client()?.goto(address))?)
    }

    /// Where it is.
    pub fn address(&self) -> Result<String> {
        Ok(self.runtime.block_on(self.client()?.current_url())?.to_string())
    }

    /// What can be read on the page.
    pub fn text(&self) -> Result<String> {
        let body = self.find("body")?;
        Ok(self.runtime.block_on(body.text())?)
    }

    /// Waits until the page says something, and fails with what it says instead.
    pub fn must_say(&self, words: &str) -> Result<()> {
        // The page may be on its way to the next one.
        let said = until(words, || Ok(self.text().is_ok_and(|t| t.contains(words)).then_some(())));
        said.or_else(|_| bail!("«{words}» is not on {}:\n{}", self.address()?, self.text()?))
    }

    /// Types into a field, in place of what is there.
    pub fn fill(&self, name: &str, text: &str) -> Result<()> {
        let field = self.find(&format!("[name='{name}']"))?;
        self.runtime.block_on(async {
            field.clear().await?;
            field.send_keys(text).await
        })?;
        Ok(())
    }

    /// What a field holds.
    pub fn value(&self, name: &str) -> Result<String> {
        let field = self.find(&format!("[name='{name}']"))?;
        Ok(self.runtime.block_on(field.prop("value"))?.unwrap_or_default())
    }

    /// Chooses one of several, in a list or among circles.
    pub fn choose(&self, name: &str, value: &str) -> Result<()> {
        let circle = format!("input[name='{name}'][value='{value}']");
        let choice = self
            .find(&circle)
            .or_else(|_| self.find(&format!("select[name='{name}'] option[value='{value}']")))?;
        Ok(self.runtime.block_on(choice.click())?)
    }

    /// Gives a file to a field.
    pub fn attach(&self, selector: &str, file: &Path) -> Result<()> {
        let field = self.find(selector)?;
        Ok(self.runtime.block_on(field.send_keys(&file.display().to_string()))?)
    }

    /// Presses the button or link with these words.
    pub fn press(&self, words: &str) -> Result<()> {
        // What says just this goes before what says this among other things.
        let pressed = "//*[self::a or self::button or self::summary]";
        let exact = format!("{pressed}[normalize-space(.)='{words}']");
        let among = format!("{pressed}[contains(normalize-space(.), '{words}')]");
        let client = self.client()?;
        let found = self.runtime.block_on(async {
            match client.find(Locator::XPath(&exact)).await {
                Ok(found) => Ok(found),
                Err(_) => client.find(Locator::XPath(&among)).await,
            }
        });
        let found = found.with_context(|| format!("«{words}» can be pressed nowhere"))?;
        Ok(self.runtime.block_on(found.click())?)
    }

    /// Presses what a selector names.
    pub fn press_at(&self, selector: &str) -> Result<()> {
        let found = self.find(selector)?;
        Ok(self.runtime.block_on(found.click())?)
    }

    /// Where the links in a part of the page lead.
    pub fn links_in(&self, selector: &str) -> Result<Vec<String>> {
        let part = self.find(selector)?;
        self.runtime.block_on(async {
            let mut links = Vec::new();
            for link in part.find_all(Locator::Css("a")).await? {
                links.extend(link.attr("href").await?);
            }
            Ok(links)
        })
    }

    /// Whether a part of the page is in sight.
    pub fn shows(&self, selector: &str) -> Result<bool> {
        let part = self.find(selector)?;
        Ok(self.runtime.block_on(part.is_displayed())?)
    }

    /// What a part of the page says.
    pub fn said(&self, selector: &str) -> Result<String> {
        let part = self.find(selector)?;
        Ok(self.runtime.block_on(part.text())?)
    }

    /// Forgets every cookie, as on another device.
    pub fn forget(&self) -> Result<()> {
        Ok(self.runtime.block_on(self.client()?.delete_all_cookies())?)
    }

    /// Puts the browser on another line.
    pub fn line(&self, line: Line) -> Result<()> {
        let (offline, latency, bytes) = match line {
            Line::Fast => (false, 0, -1),
            Line::Slow => (false, 300, 8_000),
            Line::Cut => (true, 0, 0),
        };
        let conditions = json!({
            "offline": offline, "latency": latency,
            "download_throughput": bytes, "upload_throughput": bytes,
        });
        let body = json!({ "network_conditions": conditions });
        let command = OfChromium { name: "chromium/network_conditions", body };
        self.runtime.block_on(self.client()?.issue_cmd(command))?;
        Ok(())
    }

    /// What axe finds wrong with the page, contrast included.
    pub fn violations(&self) -> Result<Vec<Violation>> {
        let client = self.client()?;
        let found = self.runtime.block_on(async {
            client.execute(&axe::source()?, Vec::new()).await?;
            anyhow::Ok(client.execute_async(axe::SCRIPT, Vec::new()).await?)
        })?;
        axe::violations(&found)
    }

    /// Whether the page is wider than the screen, so that one has to push it about.
    pub fn is_too_wide(&self) -> Result<bool> {
        let script = "const root = document.documentElement; return root.scrollWidth > root.clientWidth + 1;";
        let answer = self.runtime.block_on(self.client()?.execute(script, Vec::new()))?;
        Ok(answer == json!(true))
    }

    /// Takes a picture of what is in sight.
    pub fn picture(&self, file: &Path) -> Result<()> {
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        Ok(std::fs::write(file, self.runtime.block_on(self.client()?.screenshot())?)?)
    }

    /// Takes a picture of the whole page, also of what one would have to scroll to.
    pub fn whole_picture(&self, file: &Path) -> Result<()> {
        let size = "const root = document.documentElement;
            return [innerWidth, innerHeight, root.scrollHeight, devicePixelRatio];";
        let size = self.runtime.block_on(self.client()?.execute(size, Vec::new()))?;
        let [width, height, whole, ratio] = serde_json::from_value::<[f64; 4]>(size)?;
        let tall = |height: f64| {
            let params = json!({
                "width": width.round(), "height": height.ceil(), "deviceScaleFactor": ratio,
                "mobile": self.screen == Screen::Phone,
            });
            let body = json!({ "cmd": "Emulation.setDeviceMetricsOverride", "params": params });
            let command = OfChromium { name: "goog/cdp/execute", body };
            self.runtime.block_on(self.client()?.issue_cmd(command))?;
            anyhow::Ok(())
        };
        tall(whole)?;
        self.picture(file)?;
        tall(height)
    }

    fn client(&self) -> Result<&Client> {
        self.client.as_ref().context("the browser is closed")
    }

    fn find(&self, selector: &str) -> Result<Element> {
        let found = self.runtime.block_on(self.client()?.find(Locator::Css(selector)));
        found.with_context(|| format!("`{selector}` is not on the page"))
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        if let Some(client) = self.client.take() {
            // The driver is ended next and takes the browser with it in any case.
            drop(self.runtime.block_on(client.close()));
        }
    }
}

fn options(screen: Screen, scripts: Scripts) -> Value {
    let mut options = json!({
        "args": ["--window-size=1280,900", "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        "prefs": {},
    });
    match screen {
        Screen::Phone => {
            // A finger's press never comes back from the driver where pages may run no scripts.
            let touch = scripts == Scripts::On;
            options["mobileEmulation"] = json!({ "deviceMetrics": { "width": 360, "height": 740, "pixelRatio": 2.0, "touch": touch, "mobile": touch } });
        }
        Screen::Office => options["args"][0] = json!("--window-size=1366,768"),
        Screen::Desktop => {}
    }
    if scripts == Scripts::Off {
        options["prefs"] = json!({ "profile.managed_default_content_settings.javascript": 2 });
    }
    options
}

/// A command of this driver alone.
#[derive(Debug)]
struct OfChromium {
    name: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for OfChromium {
    fn endpoint(
        &self,
        base: &url::Url,
        session: Option<&str>,
    ) -> Result<url::Url, url::ParseError> {
        let session = session.unwrap_or_default();
        base.join(&format!("session/{session}/{}", self.name))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.body.to_string()))
    }
}
