//! The page that verifies licences without a network, as one file in a browser.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};
use tests::browser::Browser;
use tests::chromium::Chromium;
use tests::patience::until;
use xtask::verifier::{Lists, Origin, filled, template};
use xtask::workspace::Workspace;

/// Checks texts, each on its day, and answers with what the page finds.
const CHECK: &str = "
    const [vectors, done] = arguments;
    const mark = (id) => document.querySelector(`[data-testid=${id}]`);
    const check = async ({ text, today }) => {
        // noon in Tehran
        Date.now = () => Date.parse(`${today}T08:30:00Z`);
        mark('code').value = text;
        mark('code').dispatchEvent(new Event('input'));
        mark('check').click();
        await new Promise((next) => setTimeout(next, 0));
        // an empty text is asked for and not judged
        return mark('proof')?.dataset.finding ?? (mark('problem') ? 'unreadable' : 'nothing');
    };
    (async () => {
        // the driver gives up on a page that never comes
        while (!mark('code')) await new Promise((next) => setTimeout(next, 10));
        const found = [];
        for (const vector of vectors) found.push(await check(vector));
        return found;
    })().then(done, (error) => done(String(error)));
";

fn published() -> Result<Value> {
    let file = Workspace::find()?.root.join("docs/vectors/licence-proof.json");
    Ok(serde_json::from_slice(&fs::read(file)?)?)
}

fn bytes_of(hex: &str) -> Result<Vec<u8>> {
    let pairs = hex.as_bytes().chunks(2).map(|pair| Ok(std::str::from_utf8(pair)?));
    pairs.map(|pair: Result<&str>| Ok(u8::from_str_radix(pair?, 16)?)).collect()
}

#[test]
fn a_browser_finds_the_verdict_of_every_published_vector() -> Result<()> {
    let published = published()?;
    let template = template(&Workspace::find()?)?;
    let list = |name: &Value| -> Result<Option<Vec<u8>>> {
        let Some(name) = name.as_str() else { return Ok(None) };
        let hex = published["lists"][name].as_str().context("a list in hexadecimal")?;
        bytes_of(hex).map(Some)
    };
    let mut by_lists: BTreeMap<String, Vec<&Value>> = BTreeMap::new();
    for vector in published["vectors"].as_array().context("vectors")? {
        let lists = format!("{} {}", vector["trust"], vector["status"]);
        by_lists.entry(lists).or_default().push(vector);
    }
    let (dir, browser) = (tempfile::tempdir()?, Browser::open()?);
    let mut wrong = Vec::new();
    for (number, vectors) in by_lists.values().enumerate() {
        let first = vectors.first().context("there is one")?;
        let lists = Lists {
            root: published["root"].as_str().context("the root")?.to_owned(),
            trust: list(&first["trust"])?,
            status: list(&first["status"])?,
            origin: Origin::Sample,
            host: None,
        };
        let page = dir.path().join(format!("verify-{number}.html"));
        fs::write(&page, filled(&template, &lists)?)?;
        browser.go(&page)?;
        let found = browser.answer(CHECK, vec![json!(vectors)])?;
        let found = found.as_array().with_context(|| found.to_string())?;
        ensure!(found.len() == vectors.len(), "each is answered");
        wrong.extend(vectors.iter().zip(found).filter_map(|(vector, found)| {
            let (name, verdict) = (&vector["name"], &vector["verdict"]);
            (found != verdict).then(|| format!("{name}: {found} and not {verdict}"))
        }));
    }
    ensure!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

#[test]
fn the_camera_of_a_browser_reads_a_licence() -> Result<()> {
    let published = published()?;
    let vectors = published["vectors"].as_array().context("vectors")?;
    let valid =
        vectors.iter().find(|vector| vector["verdict"] == "valid").context("a valid one")?;
    let list = |which: &str| -> Result<Vec<u8>> {
        let name = valid[which].as_str().context("the name of a list")?;
        bytes_of(published["lists"][name].as_str().context("a list in hexadecimal")?)
    };
    let lists = Lists {
        root: published["root"].as_str().context("the root")?.to_owned(),
        trust: Some(list("trust")?),
        status: Some(list("status")?),
        origin: Origin::Sample,
        host: Some("parvaneh.example".to_owned()),
    };
    let dir = tempfile::tempdir()?;
    let (page, film) = (dir.path().join("verify.html"), dir.path().join("licence.y4m"));
    fs::write(&page, filled(&template(&Workspace::find()?)?, &lists)?)?;
    let text = valid["text"].as_str().context("a text")?;
    fs::write(&film, film_of(&wire::proof::link("parvaneh.example", text))?)?;
    let browser = Chromium::filming(&film)?;
    browser.go(&format!("file://{}", page.display()))?;
    let today = valid["today"].as_str().context("a day")?;
    browser.run(&format!("Date.now = () => Date.parse('{today}T08:30:00Z');"))?;
    browser.press_at("[data-testid=camera]")?;
    until("the verdict", || {
        Ok(browser.shows("[data-testid=proof][data-finding=valid]").unwrap_or(false).then_some(()))
    })?;
    browser.picture(&Workspace::find()?.root.join("target/screenshots/verifier-camera.png"))?;
    // The page's own address, as a telephone opens it: what stands behind `#` is read there.
    browser.run(&format!("location.hash = '#{}'", text.replacen("LIC1:", "LIC1:0", 1)))?;
    until("the verdict on a broken link", || {
        let found = browser.shows("[data-testid=proof][data-finding=unreadable]");
        Ok(found.unwrap_or(false).then_some(()))
    })?;
    browser.run(&format!("location.hash = '#{text}'"))?;
    until("the verdict on the link", || {
        let found = browser.shows("[data-testid=proof][data-finding=valid]");
        Ok(found.unwrap_or(false).then_some(()))
    })
}

/// A film of a code that somebody holds still before the camera.
fn film_of(text: &str) -> Result<Vec<u8>> {
    const WIDTH: usize = 1_280;
    const HEIGHT: usize = 720;
    const MODULE: usize = 7;
    let code = qrcode::QrCode::new(text)?;
    let (side, dark) = (code.width(), code.to_colors());
    let (left, top) = ((WIDTH - side * MODULE) / 2, (HEIGHT - side * MODULE) / 2);
    let light = |x: usize, y: usize| -> u8 {
        let module = x.checked_sub(left).zip(y.checked_sub(top));
        let module = module.map(|(x, y)| (x / MODULE, y / MODULE));
        match module.filter(|(x, y)| *x < side && *y < side) {
            Some((x, y)) if dark[y * side + x] == qrcode::Color::Dark => 40,
            _ => 210,
        }
    };
    let mut film = format!("YUV4MPEG2 W{WIDTH} H{HEIGHT} F10:1 Ip A1:1 C420\n").into_bytes();
    for _ in 0..2 {
        film.extend(b"FRAME\n");
        film.extend(
            (0..HEIGHT).flat_map(|y| (0..WIDTH).map(move |x| (x, y))).map(|(x, y)| light(x, y)),
        );
        film.extend(std::iter::repeat_n(128, WIDTH * HEIGHT / 2));
    }
    Ok(film)
}
