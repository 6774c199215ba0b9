//! What the administration's pages have to show: a sample world, with what is left over and what went wrong in it.

use std::str::FromStr as _;
use std::sync::Arc;

use anyhow::{Context as _, Result};
use domain::catalogue::OfficeId;
use domain::event::{Fact, Medium};
use domain::people::{Actor, Role};
use domain::plan::Path;
use registry::Registry;
use registry::clock::{SystemClock, SystemRandomness};
use registry::files::Files;
use registry::intake::Intake;
use registry::keys::Keys;
use sqlx::Connection as _;
use sqlx::postgres::{PgConnectOptions, PgConnection};
use testkit::plans::{certificate, plan};
use testkit::story::Story;
use tests::site::{MASTER_KEY, Site};

use crate::station::Station;

/// How many cases the sample world has: more than a page of any list.
const CASES: &str = "120";

/// What pages are about that no menu leads to.
pub struct World {
    /// An application that no office took.
    pub tray: String,
    /// A workstation that can be revoked.
    pub device: String,
    /// An officer of the sample world.
    pub officer: String,
}

/// Fills a site.
pub fn fill(site: &Site) -> Result<World> {
    site.console(&["demo", "--cases", CASES])?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let options = PgConnectOptions::from_str(&site.database_url)?;
        let files = Files::in_folder(&site.folder().join("documents"))?;
        let registry = Registry::start(
            &options,
            (Keys::of_master(&MASTER_KEY), files),
            Arc::new(SystemClock),
            Arc::new(SystemRandomness),
        )
        .await?;
        let mut owner = PgConnection::connect_with(&options).await?;
        let tray = left_over(&registry).await?;
        refused(&registry, &mut owner).await?;
        copied(&mut owner).await?;
        let one = |sql: &'static str| sqlx::query_scalar::<_, String>(sql);
        let device =
            one("select id::text from devices where office is not null and state = 'active'
                          order by office, id limit 1");
        let officer = one("select account from officers order by office, account limit 1");
        Ok(World {
            tray,
            device: device.fetch_one(&mut owner).await?,
            officer: officer.fetch_one(&mut owner).await?,
        })
    })
}

/// Applicants as the portal knows them.
const PORTAL: Actor = Actor::Applicant { medium: Medium::Portal };

/// An application for which the catalogue has no office lies in the tray.
async fn left_over(registry: &Registry) -> Result<String> {
    let mut story = Story::begin(7);
    let registration = story.events.pop().context("somebody registers")?;
    let submission = Fact::Submitted {
        plan: Box::new(plan(&mut story.seeded)),
        certificate: Box::new(certificate(&mut story.seeded)),
        office: OfficeId::parse("SECRETARIAT")?,
        proposed_path: Path::Standard,
    };
    let mut intake = Intake::begin(registry, [story.case]).await?;
    intake.write(PORTAL, story.case, registration.fact).await?;
    intake.write(PORTAL, story.case, submission).await?;
    let case = intake.case(story.case).context("the case is there")?;
    let code = case.tracking_code.as_str().to_owned();
    intake.commit().await?;
    Ok(code)
}

/// A workstation sends what breaks a rule.
async fn refused(registry: &Registry, owner: &mut PgConnection) -> Result<()> {
    let story = Story::begin(8).submitted().refused();
    let mut station = Station::enrol(owner, &testkit::actors::office(Role::Agency)).await?;
    let mut intake = Intake::begin(registry, [story.case]).await?;
    for event in story.events {
        station.push(owner, &mut intake, event).await?;
    }
    intake.commit().await?;
    Ok(())
}

/// The log of one workstation was copied, and the registry has seen both copies.
async fn copied(owner: &mut PgConnection) -> Result<()> {
    sqlx::query(
        "update streams set state = 'frozen' where id =
             (select s.id from streams s join devices d on d.id = s.device
              where d.office is not null order by d.office desc limit 1)",
    )
    .execute(owner)
    .await?;
    Ok(())
}
