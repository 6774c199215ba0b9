//! The registry beside what PostgreSQL alone answers to the same statements: pages a second, their times and what
//! they cost, in small worlds and large ones.

use anyhow::{Context as _, Result};

use crate::say;
use crate::workspace::{Workspace, succeed};

mod feeds;
mod http;
mod load;
pub(super) mod machine;
mod pages;
mod report;
mod serving;
mod several;
mod standing;
mod world;

use world::World;

/// The worlds of a whole run.
const SIZES: [u64; 3] = [20_000, 200_000, 2_000_000];
/// The one among which several servers are tried: a copy of the largest would fill the disk.
const WITH_SEVERAL: u64 = 200_000;
/// The offices' workstations in each.
const DESKS: u64 = 5_000;

/// Measures at every size, or at one; returns the section of the page.
pub fn measured(workspace: &Workspace, cases: Option<u64>) -> Result<String> {
    build(workspace)?;
    let world = World::open(workspace)?;
    let mut measured = report::Measured::default();
    if cases.is_none() {
        world.lay(feeds::FEW_CASES, feeds::FEW_DESKS)?;
        measured.feeds.push(feeds::measured(&world)?);
    }
    let sizes = cases.map_or_else(|| SIZES.to_vec(), |cases| vec![cases]);
    for cases in sizes {
        world.lay(cases, DESKS)?;
        world.plans_are_those_of_real_cases()?;
        let what = format!("asking for pages among {cases} cases");
        measured.sizes.push(say::step(&what, || pages::measured(&world))?);
        if cases == SIZES[SIZES.len() - 1] {
            measured.feeds.push(feeds::measured(&world)?);
        }
        if cases == WITH_SEVERAL {
            measured.several = Some(several::measured(&world)?);
        }
    }
    measured.machine = machine::described().context("this machine cannot be described")?;
    Ok(report::written(&measured))
}

/// Measures a server under a crowd that stalls; returns a section of its own.
pub fn stands(workspace: &Workspace) -> Result<String> {
    build(workspace)?;
    say::step("visiting the registry beside a crowd that stalls (two minutes)", || {
        standing::measured(workspace)
    })
}

fn build(workspace: &Workspace) -> Result<()> {
    say::step("building the registry as it is shipped (minutes the first time)", || {
        succeed(workspace.cargo().args(["build", "--quiet", "--release", "--package", "registry"]))
    })
}
