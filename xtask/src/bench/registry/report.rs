//! The section of the page of benchmarks.

use std::fmt::Write as _;

use super::DESKS;
use super::feeds::Feeds;
use super::load::CONNECTIONS;
use super::pages::{Page, Size};
use super::several::Several;
use super::world::{self, REAL};

/// Everything that was measured in one run.
#[derive(Default)]
pub struct Measured {
    /// When, and on what.
    pub machine: String,
    /// The worlds, the smallest first.
    pub sizes: Vec<Size>,
    /// What reading a feed takes.
    pub feeds: Vec<Feeds>,
    /// Several servers, and a standby.
    pub several: Option<Several>,
}

/// Writes it.
pub fn written(measured: &Measured) -> String {
    let mut text = format!("## Registry\n\n{}.\n\n", measured.machine);
    about(&mut text);
    if let Some(largest) = measured.sizes.last() {
        beside(&mut text, largest);
    }
    sizes(&mut text, &measured.sizes);
    feeds(&mut text, &measured.feeds);
    if let Some(measured) = &measured.several {
        several(&mut text, measured);
    }
    text
}

fn about(text: &mut String) {
    let settings = world::settings().unwrap_or_default().join(", ");
    write(
        text,
        format_args!(
            "Everything runs on this one machine, on the same cores: PostgreSQL, the server as it is shipped, and what asks them. \
         wrk asks the server over HTTP on the loopback, for compressed pages; pgbench sends PostgreSQL the same statements over \
         its socket, prepared, in the same transactions, as the role that row policies bind. Each has one thread and \
         {CONNECTIONS} connections, they take turns in three rounds of three seconds, and the best counts. PostgreSQL: {settings}; \
         everything else as it comes, with syncing on.\n\n\
         {REAL} cases came in by the one way in, some twenty-four events each; the others are copies of their rows with names, \
         codes, hashes and offices of their own, a fifth of the events each, in the same tables with the same indexes and \
         policies, and with the same plans (that is looked at in each run). A copied envelope opens for nobody, so status pages \
         are those of real cases, which lie spread over the tables; licences are looked up among the copies. {DESKS} desks have \
         a device, a stream and a feed each.\n\n",
        ),
    );
}

fn beside(text: &mut String, size: &Size) {
    write(
        text,
        format_args!(
            "Among {} cases ({} events):\n\n\
         | page | a second | p50 / p95 / p99 ms | PostgreSQL alone a second | its p99 ms | its µs | ours of it | bar: half | KB |\n\
         |---|--:|--:|--:|--:|--:|---|--:|\n",
            grouped(size.cases),
            grouped(size.events),
        ),
    );
    for page in &size.pages {
        let (ours, postgres) = (page.beside.ours, page.beside.postgres);
        let ratio = ours.rate / postgres.rate;
        let [p50, p95, p99] = ours.times;
        let [_, _, slow] = postgres.times;
        let met = match (page.asks, ratio >= 0.5) {
            (false, _) => "asks nothing",
            (true, true) => "meets",
            (true, false) => "misses",
        };
        write(
            text,
            format_args!(
                "| {} | {:.0} | {p50:.1} / {p95:.1} / {p99:.1} | {:.0} | {slow:.1} | {ratio:.2} | {met} | {:.1} |\n",
                page.name,
                ours.rate,
                postgres.rate,
                kilobytes(page.bytes)
            ),
        );
    }
    text.push_str(
        "\nFrom code and ID to the page are two requests and two transactions, counted as one; the times are of each \
         request. The first page and the fields ask PostgreSQL nothing: beside them stands `select 1`. A list that is held \
         is answered by 304.\n\n",
    );
}

fn sizes(text: &mut String, sizes: &[Size]) {
    let columns = |cell: &dyn Fn(&Size) -> String| -> String {
        sizes.iter().map(|size| format!(" {} |", cell(size))).collect()
    };
    write(
        text,
        format_args!(
            "What a page costs, in microseconds of the processor: the server + PostgreSQL + what asks, and answers a second:\n\n\
         | page |{}\n|---|{}\n",
            columns(&|size| grouped(size.cases)),
            "--:|".repeat(sizes.len()),
        ),
    );
    let names = sizes.first().map(|size| &size.pages).into_iter().flatten();
    for (place, name) in names.map(|page| page.name).enumerate() {
        write(
            text,
            format_args!(
                "| {name} |{}\n",
                columns(&|size| size.pages.get(place).map(cost).unwrap_or_default())
            ),
        );
    }
    write(
        text,
        format_args!(
            "| on the disk, and laid in |{}\n| the status list |{}\n| load at the end |{}\n\n",
            columns(&|size| format!(
                "{:.1} GB, {} s",
                as_float(size.megabytes) / 1024.0,
                size.seconds
            )),
            columns(&|size| format!("{:.1} KB", kilobytes(size.list_bytes))),
            columns(&|size| size.load.clone()),
        ),
    );
}

fn cost(page: &Page) -> String {
    let cost = page.beside.cost;
    let rate = page.beside.ours.rate;
    format!("{:.0} + {:.0} + {:.0}, {rate:.0}/s", cost.server, cost.postgres, cost.generator)
}

fn feeds(text: &mut String, feeds: &[Feeds]) {
    text.push_str(
        "Reading an office's feed, up to 500 events from a place by chance, PostgreSQL alone (there is no page for it yet):\n\n\
         | offices | cases | cases of an office | blocks for 500 events | pages a second | p50 / p95 / p99 ms |\n\
         |--:|--:|--:|--:|--:|--:|\n",
    );
    for one in feeds {
        let [p50, p95, p99] = one.pages.times;
        write(
            text,
            format_args!(
                "| {} | {} | {} | {} | {:.0} | {p50:.1} / {p95:.1} / {p99:.1} |\n",
                grouped(one.desks),
                grouped(one.cases),
                one.cases / one.desks,
                grouped(one.blocks),
                one.pages.rate
            ),
        );
    }
}

fn several(text: &mut String, measured: &Several) {
    let Several { verified, registered, counted, by_standby, while_writing, copied, .. } = measured;
    write(
        text,
        format_args!(
            "\nSeveral of something, among {} cases, on the same two cores, {CONNECTIONS} connections in all:\n\n\
         | | answers a second |\n|---|--:|\n\
         | verification for programs, one server | {:.0} |\n| two servers | {:.0} |\n\
         | registrations (page one to the tracking code), one server | {:.0} |\n| two servers | {:.0} |\n\
         | verification read from a standby ({:.0} of 100 answers) | {:.0} |\n\
         | the same on half of the connections ({:.0} of 100), while the other half registers ({:.0} a second) | {:.0} |\n\n\
         Two servers answered {} registrations; {} cases were there afterwards (the difference was on its way when the time \
         was over), and no feed and no stream of theirs had a gap. The standby was copied and followed after {copied:.1} s.\n",
            grouped(measured.cases),
            verified[0],
            verified[1],
            registered[0],
            registered[1],
            by_standby[1],
            by_standby[0],
            while_writing[1],
            while_writing[2],
            while_writing[0],
            counted[0],
            counted[1],
        ),
    );
}

fn write(text: &mut String, what: std::fmt::Arguments<'_>) {
    // Writing to a String cannot fail.
    let _written = text.write_fmt(what);
}

#[expect(clippy::cast_precision_loss, reason = "sizes of databases are far below the limit")]
fn as_float(number: u64) -> f64 {
    number as f64
}

fn kilobytes(bytes: usize) -> f64 {
    as_float(bytes as u64) / 1024.0
}

fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
