//! The registry's server and its tools.

use std::io::Write as _;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::str::FromStr as _;
use std::sync::Arc;

use clap::{Parser, Subcommand};
use domain::catalogue::OfficeId;
use domain::identifiers::NationalId;
use domain::text::PlainText;
use registry::administration::officers::{self, NewOfficer};
use registry::administration::{By, Duty, accounts, invitations, workstations};
use registry::clock::{SystemClock, SystemRandomness};
use registry::config::Config;
use registry::console::{self, CatalogueCommand, Ended, OfficeCommand};
use registry::demo::Ticket;
use registry::keys::Keys;
use registry::replica::{self, Replica};
use registry::web::{self, App, Patience, counting};
use registry::{Registry, demo, editions, jobs, rebuild, schema};
use sqlx::postgres::PgConnectOptions;
use tokio::net::TcpListener;

/// Pages are many small pieces of memory, taken and given back by several threads at once.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What to do about a database without a catalogue.
const NO_EDITION: &str = "no edition of the catalogue is published, and without one nothing can be judged: \
    `parvaneh-registry catalogue import FILE` takes one in and `parvaneh-registry catalogue publish --from DATE` \
    publishes it; `parvaneh-registry demo` publishes the sample";

/// What an account is.
const NO_ACCOUNT: &str =
    "an account is letters a to z, digits, hyphens and dots, at most 64 of them";

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
    /// Take editions of the catalogue in, write them out, publish them.
    #[command(subcommand)]
    Catalogue(CatalogueCommand),
    /// Add offices to the draft of the catalogue.
    #[command(subcommand)]
    Office(OfficeCommand),
    /// Enter whoever works for an office, and who administers.
    #[command(subcommand)]
    Officer(Officer),
    /// Make a code with which one workstation of an office can be enrolled.
    EnrolCode {
        /// The office, by its code.
        #[arg(long)]
        office: String,
        /// What the workstation is called.
        #[arg(long, default_value = "")]
        label: String,
    },
    /// Make the rows that follow from the log again, such as after an upgrade; servers may go on meanwhile.
    Rebuild,
    /// Fill an empty registry with a sample world; with no cases, only the sample catalogue is published.
    Demo {
        /// How many cases.
        #[arg(long, default_value_t = 240)]
        cases: usize,
        /// The same seed gives the same people and plans.
        #[arg(long, default_value_t = 1405)]
        seed: u64,
        /// Writes the tracking code and the ID of each case into this file, a line each, to follow them by.
        #[arg(long)]
        tickets: Option<PathBuf>,
    },
}

#[derive(Subcommand)]
enum Officer {
    /// Enter an officer. With duties, a code is written with which they choose their password.
    Add {
        /// The account: letters a to z and digits.
        #[arg(long)]
        account: String,
        /// The person's national ID; only a keyed hash of it is kept.
        #[arg(long)]
        national_id: String,
        /// Given and family name.
        #[arg(long)]
        name: String,
        /// The office, by its code.
        #[arg(long)]
        office: String,
        /// What they do in the administration: editor, publisher, technical, auditor.
        #[arg(long = "duty", value_parser = duty)]
        duties: Vec<Duty>,
    },
    /// Invite an administrator anew who has lost password or authenticator. It holds at once; the pages need two people.
    Invite {
        /// The account.
        #[arg(long)]
        account: String,
    },
}

fn duty(word: &str) -> Result<Duty, String> {
    Duty::of_word(word).ok_or_else(|| "editor, publisher, technical or auditor".to_owned())
}

#[tokio::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt().json().with_writer(std::io::stderr).init();
    let arguments = Arguments::parse();
    let serves = matches!(arguments.command, Command::Serve);
    match run(arguments).await {
        Ok(Ended::Well) => ExitCode::SUCCESS,
        Ok(Ended::WithFlaws) => ExitCode::from(2),
        Err(error) => {
            if serves {
                tracing::error!(error = %error, "stopped");
            } else {
                // Somebody sits there and reads it. If even that cannot be written, the exit code says it.
                let _written = writeln!(std::io::stderr(), "parvaneh-registry: {error}");
            }
            ExitCode::FAILURE
        }
    }
}

type Failure = Box<dyn std::error::Error>;

async fn run(arguments: Arguments) -> Result<Ended, Failure> {
    let config = Config::read(&arguments.config)?;
    let database = address(&config.database_url, "database_url")?;
    match arguments.command {
        Command::Migrate => schema::migrate(&database).await?,
        Command::Catalogue(command) => {
            let registry = start(&config, &database).await?;
            return console::catalogue(&registry, command, &mut std::io::stdout()).await;
        }
        Command::Office(command) => {
            let registry = start(&config, &database).await?;
            return console::office(&registry, command, &mut std::io::stdout()).await;
        }
        Command::Serve => serve(&config, &database).await?,
        Command::Officer(command) => {
            let registry = start(&config, &database).await?;
            officer(&registry, command).await?;
        }
        Command::EnrolCode { office, label } => {
            let registry = start(&config, &database).await?;
            let label = if label.is_empty() { office.clone() } else { label };
            let label = PlainText::parse_line(&label, workstations::MAX_TEXT)?;
            let office = OfficeId::parse(&office)?;
            let code = workstations::make_code(&registry, &By::Console, &office, &label).await?;
            writeln!(std::io::stdout(), "{}", code.shown())?;
        }
        Command::Rebuild => {
            let registry = start(&config, &database).await?;
            rebuild::rebuild(&registry, |done| tracing::info!(done, "cases were made again"))
                .await?;
        }
        Command::Demo { cases, seed, tickets } => {
            let registry = start(&config, &database).await?;
            let told = |done| tracing::info!(done, cases, "sample cases");
            let given = demo::fill(&registry, cases, seed, told).await?;
            if let Some(file) = tickets {
                let line =
                    |ticket: &Ticket| format!("{}\t{}\n", ticket.code.as_str(), ticket.identity);
                std::fs::write(file, given.iter().map(line).collect::<String>())?;
            }
        }
    }
    Ok(Ended::Well)
}

async fn serve(config: &Config, database: &PgConnectOptions) -> Result<(), Failure> {
    let site = config.site()?;
    let mut registry = start(config, database).await?;
    if registry.editions.is_empty() {
        return Err(NO_EDITION.into());
    }
    let listener = listen(config.listen, "listen").await?;
    let counts = match config.metrics_listen {
        Some(address) => Some(listen(address, "metrics_listen").await?),
        None => None,
    };
    tracing::info!(address = %listener.local_addr()?, "serving");
    if let Some(standby) = &config.read_database_url {
        registry.replica = Some(Replica::at(&address(standby, "read_database_url")?));
        tokio::spawn(replica::keep_looking(registry.clone()));
    }
    tokio::spawn(jobs::keep_looking(registry.clone()));
    tokio::spawn(editions::keep_reading(registry.clone()));
    let app = App::new(registry, site);
    if let Some(counts) = counts {
        let routes = counting::routes(app.clone());
        tokio::spawn(async move { axum::serve(counts, routes).await });
    }
    web::serve(listener, app, Patience::default(), stopped()).await;
    Ok(())
}

async fn listen(address: SocketAddr, key: &str) -> Result<TcpListener, Failure> {
    TcpListener::bind(address).await.map_err(|error| {
        format!("cannot listen at {address} ({error}): end what listens there, or name another address in `{key}`")
            .into()
    })
}

fn address(url: &str, key: &str) -> Result<PgConnectOptions, Failure> {
    // What it says is not told: a password may be in it.
    PgConnectOptions::from_str(url).map_err(|_| {
        format!("`{key}` is no address of a PostgreSQL, such as \"postgres://user:password@host/registry\"").into()
    })
}

async fn start(config: &Config, database: &PgConnectOptions) -> Result<Registry, Failure> {
    let parts = (Keys::of_master(&*config.master_key()?), config.documents.open()?);
    schema::check(database).await?;
    let (clock, randomness) = (Arc::new(SystemClock), Arc::new(SystemRandomness));
    Ok(Registry::start(database, parts, clock, randomness).await?)
}

async fn officer(registry: &Registry, command: Officer) -> Result<(), Failure> {
    let (by, account) = match command {
        Officer::Invite { account } => (By::Console, accounts::typed(&account).ok_or(NO_ACCOUNT)?),
        Officer::Add { account, national_id, name, office, duties } => {
            let new = NewOfficer {
                account: accounts::typed(&account).ok_or(NO_ACCOUNT)?,
                national_id: NationalId::parse(&national_id)?,
                name: PlainText::parse_name(&name, officers::MAX_NAME)?,
                office: OfficeId::parse(&office)?,
                duties: duties.into_iter().collect(),
            };
            officers::enter(registry, &By::Console, &new).await?;
            if new.duties.is_empty() {
                return Ok(());
            }
            (By::Console, new.account)
        }
    };
    let code = invitations::invite(registry, &by, &account).await?;
    writeln!(std::io::stdout(), "{}", code.shown())?;
    Ok(())
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
