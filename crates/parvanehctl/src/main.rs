//! The desk without a window: every use case as a command, for scripts and for an office's IT staff.
//!
//! Each invocation opens what it needs, does one thing, seals what it decided and exits. What was asked is in
//! [`cli`]; each group of verbs has a module of its own; [`outcome`] says how things end. Exit codes: 0 done,
//! 1 refused by the rules or the machine, 2 bad input; `verify` and `case import` have more of their own.

use std::process::ExitCode;

mod audit;
mod call;
mod cases;
mod cli;
mod demo;
mod files;
mod lines;
mod office;
mod outcome;
mod print;
mod records;
mod render;
mod show;
mod verify;

use clap::Parser as _;
use cli::{Cli, Command};
use outcome::{Done, Voice};

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return cli::refused(&error),
    };
    if std::env::var_os("RUST_LOG").is_some() {
        let filter = tracing_subscriber::EnvFilter::from_default_env();
        tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    }
    let voice = Voice::of(&cli.global);
    match run(cli) {
        Ok(done) => done.into(),
        Err(failure) => voice.fail(failure),
    }
}

fn run(cli: Cli) -> Result<Done, outcome::Failure> {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let Cli { global, command } = cli;
    let voice = Voice::of(&global);
    match command {
        Command::Check { what } => lines::check(what, voice),
        Command::Jalali { direction } => lines::jalali(direction, voice),
        Command::Text { what: cli::TextCommand::Key } => lines::key(voice),
        Command::Verify(asked) => verify::verify(&asked, voice),
        Command::Render(asked) => runtime.block_on(render::render(&global, asked)),
        Command::Demo(asked) => runtime.block_on(demo::demo(&global, asked)),
        Command::Officers => runtime.block_on(demo::officers(&global)),
        Command::Switch { officer } => runtime.block_on(demo::switch(&global, officer)),
        Command::Case { verb } => runtime.block_on(cases::case(&global, verb)),
        Command::Search { text, limit } => runtime.block_on(cases::search(&global, text, limit)),
        Command::Print(asked) => runtime.block_on(print::print(&global, asked)),
        Command::Reprint(asked) => runtime.block_on(print::reprint(&global, asked)),
        Command::Mark { serial, state } => runtime.block_on(print::mark(&global, serial, state)),
        Command::Audit { verb: cli::AuditCommand::Verify } => {
            runtime.block_on(audit::verify(&global))
        }
        Command::Rebuild => runtime.block_on(audit::rebuild(&global)),
        Command::Call { command, request } => {
            runtime.block_on(call::call(&global, &command, &request))
        }
    }
}
