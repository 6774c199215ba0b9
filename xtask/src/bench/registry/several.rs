//! Several servers on one database, and a standby that answers reads.

use anyhow::{Result, bail};

use super::load::{self, Asked};
use super::pages::asked_for;
use super::serving::Serving;
use super::world::{self, World};
use crate::postgres::Keeping;
use crate::registry::DATABASE;
use crate::say;

const PORTS: [u16; 2] = [8432, 8433];
const HALF: u32 = load::CONNECTIONS / 2;
/// Page one of somebody, but for the national ID.
pub const PERSON: &str = "activity=independent&firstName=%D9%81%D8%A7%D8%B7%D9%85%D9%87&lastName=%D8%A7%D8%AD%D9%85%D8%AF%DB%8C\
    &fatherName=%D8%AD%D8%B3%DB%8C%D9%86&birthCertificateNo=12&bornOn-day=21&bornOn-month=4&bornOn-year=1369&gender=female\
    &education=diploma&mobile=09181234567&county=0001&address=%D8%A7%D8%B1%D8%A7%DA%A9&postalCode=3813715649\
    &household=member&supportBody=none&employment=none";

/// What was measured with more than one of something.
pub struct Several {
    /// Cases of the world.
    pub cases: u64,
    /// Verifications a second, of one server and of two.
    pub verified: [f64; 2],
    /// Registrations a second, of one server and of two.
    pub registered: [f64; 2],
    /// Registrations that two servers answered, and cases that were there afterwards.
    pub counted: [u64; 2],
    /// Verifications a second with a standby, and how many of a hundred it answered.
    pub by_standby: [f64; 2],
    /// The same while somebody registers as fast as can be, with the registrations a second.
    pub while_writing: [f64; 3],
    /// Seconds that it took to make the standby.
    pub copied: f64,
}

/// Measures it in the world as it stands, which is changed by it.
pub fn measured(world: &World) -> Result<Several> {
    say::step("asking two servers on one database, and a standby", || all(world))
}

fn all(world: &World) -> Result<Several> {
    let cases = world.number("select cases from bench.world")?;
    let licences = world.number("select licences from bench.world")?;
    world.changed()?;
    let numbers = Asked { most: licences, ..asked_for("licences", "/v1/licences/", 1.0, "", &[]) };
    let people = asked_for("register", PERSON, 1.0, "", &[]);
    let [first, second] = PORTS;
    let [one, two] = [first, second].map(|port| -> Result<Serving> {
        let config = world.configured(&world.cluster, port, "")?;
        Serving::start(&world.program, &config, port)
    });
    let (_one, two) = (one?, two?);
    let verified = [
        rate(&load::at_once(world, &[(first, &numbers)], load::CONNECTIONS)?),
        rate(&load::at_once(world, &[(first, &numbers), (second, &numbers)], HALF)?),
    ];
    let alone = rate(&load::at_once(world, &[(first, &people)], load::CONNECTIONS)?);
    let before = world.number("select count(*) from cases")?;
    let both = load::at_once(world, &[(first, &people), (second, &people)], HALF)?;
    let counted = [answers(&both), world.number("select count(*) from cases")? - before];
    nothing_is_lost_or_doubled(world, counted)?;
    drop(two);
    let (copied, by_standby, while_writing) = standby(world, &numbers, &people)?;
    Ok(Several {
        cases,
        verified,
        registered: [alone, rate(&both)],
        counted,
        by_standby,
        while_writing,
        copied,
    })
}

/// What two servers wrote: every answer is a case, feeds and streams have no gap and nothing twice.
fn nothing_is_lost_or_doubled(world: &World, [answered, there]: [u64; 2]) -> Result<()> {
    // Those that were on their way when the time was over have a case and no answer.
    if there < answered || there > answered + u64::from(load::CONNECTIONS) {
        bail!("{answered} registrations were answered, and {there} are there");
    }
    let gaps = world.number(
        "select (select count(*) from (select max(seq) - min(seq) + 1 - count(*) as gap from feed_entries
                                       where office not like 'DESK-%' group by office) as feeds where gap <> 0)
              + (select count(*) from (select max(seq) - count(*) as gap from events e
                                       join streams s on s.id = e.stream join devices d on d.id = s.device
                                       where d.office is null and e.seq <= s.head_seq
                                         and e.received_at_ms > extract(epoch from now() - interval '1 minute') * 1000
                                       group by e.stream) as streams where gap <> 0)",
    )?;
    if gaps > 0 {
        bail!("{gaps} feeds or streams have gaps");
    }
    Ok(())
}

/// The same licences, read from a standby; its making, its figures, and those while somebody writes.
fn standby(
    world: &World,
    numbers: &Asked<'_>,
    people: &Asked<'_>,
) -> Result<(f64, [f64; 2], [f64; 3])> {
    let [first, second] = PORTS;
    let folder = world.folder.join("standby");
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    let began = std::time::Instant::now();
    let standby = world.cluster.standby(&folder, Keeping::Data, &world::settings()?)?;
    let copied = began.elapsed().as_secs_f64();
    let more = format!("read_database_url = \"{}\"\n", standby.url(DATABASE));
    let config = world.configured(&world.cluster, second, &more)?;
    let server = Serving::start(&world.program, &config, second)?;
    let read = || -> Result<u64> {
        let mut psql = crate::registry::psql(&standby, DATABASE);
        let query = "select coalesce(sum(idx_scan), 0) from pg_stat_user_indexes where indexrelname = 'licences_pkey'";
        let said = crate::workspace::answer(psql.args([
            "--tuples-only",
            "--no-align",
            "--command",
            query,
        ]));
        Ok(said.unwrap_or_default().trim().parse()?)
    };
    // A connection that rests tells its counts within ten seconds; somebody else is asked meanwhile.
    let settled = || -> Result<u64> {
        for _ in 0..4 {
            load::at_once(world, &[(first, numbers)], 1)?;
        }
        read()
    };
    // A standby is asked once it was seen to keep up.
    load::at_once(world, &[(second, numbers)], HALF)?;
    let measured = |asked: &[(u16, &Asked<'_>)], connections| -> Result<(f64, f64, f64)> {
        let before = settled()?;
        let said = load::at_once(world, asked, connections)?;
        let share = hundredths(settled()? - before, &said);
        let rates: Vec<f64> = said.iter().map(|said| said.rate()).collect();
        Ok((rates.first().copied().unwrap_or(0.0), share, rates.get(1).copied().unwrap_or(0.0)))
    };
    let (rate, share, _) = measured(&[(second, numbers)], load::CONNECTIONS)?;
    let (busy, busy_share, registered) = measured(&[(second, numbers), (first, people)], HALF)?;
    drop(server);
    drop(standby);
    std::fs::remove_dir_all(&folder)?;
    Ok((copied, [rate, share], [busy, busy_share, registered]))
}

fn rate(said: &[load::Said]) -> f64 {
    said.iter().map(|said| said.rate()).sum()
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "counts of answers")]
fn answers(said: &[load::Said]) -> u64 {
    said.iter().map(|said| (said.answers - said.refused) as u64).sum()
}

/// How many of a hundred answers of the first were read there.
#[expect(clippy::cast_precision_loss, reason = "counts of answers")]
fn hundredths(read: u64, said: &[load::Said]) -> f64 {
    said.first().map_or(0.0, |said| 100.0 * read as f64 / said.answers)
}
