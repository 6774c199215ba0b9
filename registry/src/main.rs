//! The registry's server and its tools.

use std::path::PathBuf;
use std::process::ExitCode;
use std::str::FromStr as _;
use std::sync::Arc;

use clap::{Parser, Subcommand};
use domain::catalogue::sample;
use registry::clock::{SystemClock, SystemRandomness};
use registry::config::{self, Config};
use registry::files::Files;
use registry::keys::Keys;
use registry::web::{self, App, counting};
use registry::{Registry, demo, jobs, registry as server};
use sqlx::postgres::PgConnectOptions;

/// The central registry of home-based businesses.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// The configuration file; docs/registry.md describes it.
    #[arg(long, env = "PARVANEH_REGISTRY_CONFIG", default_value = "/etc/parvaneh/registry.toml")]
    config: PathBuf,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the portal.
    Serve,
    /// Bring the database to this program's version.
    Migrate,
    /// Fill an empty registry with a sample world.
    Demo {
        /// How many cases.
        #[arg(long, default_value_t = 240)]
        cases: usize,
        /// The same seed gives the same people and plans.
        #[arg(long, default_value_t = 1405)]
        seed: u64,
    },
}

#[tokio::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt().json().with_writer(std::io::stderr).init();
    match run(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(error = %error, "stopped");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> Result<(), Box<dyn std::error::Error>> {
    let config = Config::read(&arguments.config)?;
    let database = PgConnectOptions::from_str(&config.database_url)?;
    match arguments.command {
        Command::Migrate => Ok(server::migrate(&database).await?),
        Command::Serve => {
            let registry = start(&config, &database).await?;
            let listener = tokio::net::TcpListener::bind(config.listen).await?;
            tracing::info!(address = %listener.local_addr()?, "serving");
            let site = config.site()?;
            tokio::spawn(jobs::keep_looking(registry.clone()));
            let app = App::new(registry, site);
            if let Some(address) = config.metrics_listen {
                let counts = tokio::net::TcpListener::bind(address).await?;
                let routes = counting::routes(app.clone());
                tokio::spawn(async move { axum::serve(counts, routes).await });
            }
            web::serve(listener, app, stopped()).await?;
            Ok(())
        }
        Command::Demo { cases, seed } => {
            let registry = start(&config, &database).await?;
            demo::fill(&registry, cases, seed, |done| tracing::info!(done, cases, "sample cases"))
                .await?;
            Ok(())
        }
    }
}

async fn start(
    config: &Config,
    database: &PgConnectOptions,
) -> Result<Registry, Box<dyn std::error::Error>> {
    let config::Documents::Folder(folder) = &config.documents;
    let parts = (Keys::of_master(&*config.master_key()?), Files::in_folder(folder)?);
    let (clock, randomness) = (Arc::new(SystemClock), Arc::new(SystemRandomness));
    Ok(Registry::start(database, parts, sample(), clock, randomness).await?)
}

/// Waits until the system or whoever started the server wants it to end.
async fn stopped() {
    use tokio::signal::unix::{SignalKind, signal};
    let terminated = async {
        match signal(SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(error) => {
                tracing::warn!(error = %error, "SIGTERM cannot be waited for");
                std::future::pending::<()>().await;
            }
        }
    };
    tokio::select! {
        () = terminated => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}
