//! The pages that are asked for, each beside its statements.

use anyhow::{Context as _, Result};

use super::load::{self, Asked, Beside};
use super::serving::Serving;
use super::world::World;
use super::{http, machine};
use crate::say;

const PORT: u16 = 8431;

/// What one world was measured to.
pub struct Size {
    /// Its cases.
    pub cases: u64,
    /// How many seconds it took to lay.
    pub seconds: u64,
    /// What it takes on the disk.
    pub megabytes: u64,
    /// Its events, and licences out of force.
    pub events: u64,
    /// Bytes of the status list.
    pub list_bytes: usize,
    /// How busy the machine was in the minute before the end.
    pub load: String,
    /// The pages.
    pub pages: Vec<Page>,
}

/// A page as it was measured.
pub struct Page {
    /// What it is.
    pub name: &'static str,
    /// Bytes of one, compressed, without its head.
    pub bytes: usize,
    /// Whether PostgreSQL is asked for it.
    pub asks: bool,
    /// Its figures.
    pub beside: Beside,
}

/// What pgbench sends for pages that ask nothing.
const NOTHING: &str = "nothing.sql";
const COMPRESSED: &str = "Accept-Encoding: gzip, deflate, br\r\n";

/// Measures every page in the world as it stands.
pub fn measured(world: &World) -> Result<Size> {
    let config = world.configured(&world.cluster, PORT, "")?;
    let server = Serving::start(&world.program, &config, PORT)?;
    let tickets = world.tickets()?;
    let cookies: Vec<String> =
        tickets.iter().map(|ticket| signed_in(&server, ticket)).collect::<Result<_>>()?;
    let first = cookies.first().context("nobody can be asked for")?;
    let licences = world.number("select licences from bench.world")?;
    let asked = u64::try_from(tickets.len())?;
    let list = http::get(PORT, "/v1/status-list", COMPRESSED, "200")?;
    let tag = http::header(&list, "etag").context("the list has no tag")?;
    let held = format!("/v1/status-list\n{tag}");
    let (tickets, cookies) = (tickets.join("\n"), cookies.join("\n"));
    let values = [("asked", asked), ("licences", licences)];
    let one = world.ask("select bench.licence(1000000001)")?;
    let one = one.trim();
    let cookie = format!("Cookie: {first}\r\n{COMPRESSED}");
    let page = |path: &str, headers: &str| -> Result<usize> {
        Ok(http::body_bytes(&http::get(PORT, path, headers, "200")?))
    };
    let kinds: [(&'static str, usize, Asked<'_>); 7] = [
        (
            "status, from code and ID to the page",
            page("/status", &cookie)?,
            asked_for("signin", &tickets, 2.0, "signin.sql", &values),
        ),
        (
            "status, signed in",
            page("/status", &cookie)?,
            asked_for("cookies", &cookies, 1.0, "status.sql", &values),
        ),
        (
            "verification by number",
            page(&format!("/verify/{one}"), COMPRESSED)?,
            Asked {
                most: licences,
                ..asked_for("licences", "/verify/", 1.0, "licence.sql", &values)
            },
        ),
        (
            "the same for programs",
            page(&format!("/v1/licences/{one}"), COMPRESSED)?,
            Asked {
                most: licences,
                ..asked_for("licences", "/v1/licences/", 1.0, "licence.sql", &values)
            },
        ),
        ("status list, held", 0, asked_for("held", &held, 1.0, "status_list.sql", &values)),
        ("first page", page("/", COMPRESSED)?, asked_for("pages", "/", 1.0, NOTHING, &values)),
        (
            "approved fields",
            page("/fields", COMPRESSED)?,
            asked_for("pages", "/fields", 1.0, NOTHING, &values),
        ),
    ];
    let mut pages = Vec::new();
    for (name, bytes, asked) in kinds {
        let beside = load::beside(world, &server, &asked)?;
        say::note(&format!(
            "{name}: {:.0} a second, PostgreSQL {:.0}",
            beside.ours.rate, beside.postgres.rate
        ));
        pages.push(Page { name, bytes, asks: asked.script != NOTHING, beside });
    }
    Ok(Size {
        cases: world.number("select cases from bench.world")?,
        seconds: world.number("select seconds from bench.world")?,
        megabytes: world.number("select pg_database_size(current_database()) / 1048576")?,
        events: world.number("select count(*) from events")?,
        list_bytes: http::body_bytes(&list),
        load: machine::load(),
        pages,
    })
}

/// Requests of a kind, and what pgbench sends for them.
pub const fn asked_for<'a>(
    kind: &'a str,
    lines: &'a str,
    requests: f64,
    script: &'a str,
    values: &'a [(&'a str, u64)],
) -> Asked<'a> {
    Asked { kind, lines, most: 0, requests, script, values }
}

/// The session of a ticket.
fn signed_in(server: &Serving, ticket: &str) -> Result<String> {
    let (code, identity) = ticket.split_once('\t').context("a ticket has two parts")?;
    let form = format!("code={code}&identity={identity}");
    let answer = http::post(server.port, "/status", "Cookie: __Host-cookies=on\r\n", &form, "303")?;
    let cookie = http::header(&answer, "set-cookie").context("nobody was signed in")?;
    Ok(cookie.split(';').next().unwrap_or_default().to_owned())
}
