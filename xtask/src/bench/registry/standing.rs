//! The registry under a crowd that stalls: what a visitor waits, and what the server holds meanwhile.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};

use super::machine;
use super::serving::Serving;
use super::several::PERSON;
use crate::postgres::{Cluster, Keeping};
use crate::registry::{DATABASE, SAMPLE_KEY, make_database};
use crate::workspace::{Workspace, answer, succeed, write_secret};

const PORT: u16 = 8434;
/// For how long the crowd stalls: longer than an upload may stand still, so that some are given up and begun again.
const SECONDS: &str = "90";
/// What a visitor may wait at most, 99 times of 100, in milliseconds, and what the server may hold, in megabytes.
const BARS: [f64; 2] = [1_000.0, 300.0];

/// Measures it with the bounds that a server has by itself; returns the section of the page.
pub fn measured(workspace: &Workspace) -> Result<String> {
    let folder = std::env::temp_dir().join(format!("parvaneh-standing-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let cluster = Cluster::start(&folder.join("postgres"), Keeping::Nothing)?;
    make_database(&cluster)?;
    let (key, config) = (folder.join("master.key"), folder.join("registry.toml"));
    write_secret(&key, SAMPLE_KEY)?;
    let text = format!(
        "database_url = \"{}\"\nmaster_key_file = \"{}\"\nlisten = \"127.0.0.1:{PORT}\"\n\
         origin = \"http://127.0.0.1:{PORT}\"\ndocuments = {{ folder = \"{}\" }}\n",
        cluster.url(DATABASE),
        key.display(),
        folder.join("documents").display()
    );
    fs::write(&config, text)?;
    let program = workspace.target.join("release/parvaneh-registry");
    for command in [["migrate"].as_slice(), &["demo", "--cases", "0"]] {
        let mut server = Command::new(&program);
        succeed(server.arg("--config").arg(&config).args(command).stderr(Stdio::null()))?;
    }
    let server = Serving::start(&program, &config, PORT)?;
    let mut crowd = Command::new("python3");
    crowd.arg(workspace.root.join("tests/bench/registry/standing.py"));
    crowd.args([&PORT.to_string(), &server.process().to_string(), SECONDS, PERSON]);
    let said = answer(crowd.stderr(Stdio::inherit())).context("the crowd failed")?;
    drop((server, cluster));
    fs::remove_dir_all(&folder)?;
    written(&Said::read(&said))
}

/// What the script says: a name and its figures, a line each.
struct Said(HashMap<String, Vec<f64>>);

impl Said {
    fn read(text: &str) -> Self {
        let lines = text.lines().filter_map(|line| line.split_once(' '));
        let figures = |rest: &str| rest.split(' ').filter_map(|word| word.parse().ok()).collect();
        Self(lines.map(|(name, rest)| (name.to_owned(), figures(rest))).collect())
    }

    fn get(&self, name: &str, place: usize) -> Result<f64> {
        let figures = self.0.get(name).and_then(|figures| figures.get(place));
        figures.copied().with_context(|| format!("the crowd says nothing of `{name}`"))
    }
}

fn written(said: &Said) -> Result<String> {
    let machine = machine::described().context("this machine cannot be described")?;
    let mut text = format!(
        "## The registry under a crowd that stalls\n\n{machine}.\n\n\
         For {SECONDS} seconds one applicant's 600 uploads stop before their first megabyte is whole, and 2,000 requests never \
         end their heads, all from one network (127.0.1.0/24); what is ended is begun again five seconds later. Meanwhile visitors open the \
         first page and the status page, each on a new connection, and an applicant of a third network sends a document of \
         3 MB over and over. The server has the bounds that it has by itself; everything runs on these cores.\n\n\
         | | times | p50 ms | p99 ms | longest ms |\n|---|--:|--:|--:|--:|\n"
    );
    for (name, title) in [
        ("alone", "a visitor, before the crowd comes"),
        ("other_network", "a visitor of another network"),
        ("same_network", "a visitor of the crowd's own network"),
        ("document", "a document of 3 MB, sent from a third network"),
    ] {
        let [times, half, most, longest] = [0, 1, 2, 3].map(|place| said.get(name, place));
        writeln!(
            text,
            "| {title} | {:.0} | {:.1} | {:.1} | {:.1} |",
            times?, half?, most?, longest?
        )?;
    }
    let [waits, memory] = [said.get("other_network", 2)?, said.get("memory_most", 0)?];
    let same = said.get("same_network", 2)?;
    let met = |value: f64, bar: f64| if value < bar { "meets" } else { "misses" };
    writeln!(
        text,
        "\n| bar | ours | |\n|---|---|---|\n\
         | a visitor of another network waits less than a second, 99 times of 100 | {waits:.0} ms | {} |\n\
         | a visitor of the same network too | {same:.0} ms | {} |\n\
         | the server's memory stays below 300 MB | {memory:.0} MB at most; {:.0} before, {:.0} five seconds after | {} |\n\
         | nobody but the crowd is left without an answer | {:.0} | {} |\n\n\
         {:.0} uploads were refused with a page, {:.0} given up or made to go; {:.0} half requests ended.",
        met(waits, BARS[0]),
        met(same, BARS[0]),
        said.get("memory_before", 0)?,
        said.get("memory_after", 0)?,
        met(memory, BARS[1]),
        said.get("unanswered", 0)?,
        met(said.get("unanswered", 0)?, 1.0),
        said.get("uploads_refused", 0)?,
        said.get("uploads_cut", 0)?,
        said.get("halves_ended", 0)?,
    )?;
    if said.get("halves_ended", 0)? < 1.0 {
        bail!("no half request was ended: there was no crowd\n{text}");
    }
    Ok(text)
}
