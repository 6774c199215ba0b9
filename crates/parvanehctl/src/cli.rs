//! What can be asked on the command line.

use std::path::PathBuf;
use std::process::ExitCode;
use std::str::FromStr;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Args, Parser, Subcommand, ValueEnum};
use desk::lines::{IdentifierKind, to_ascii_digits};
use desk::specimen::SpecimenKind;
use desk::{Error, ErrorCode};

use crate::outcome::Voice;

/// The desk of Parvaneh without a window.
#[derive(Debug, Parser)]
#[command(name = "parvanehctl", version, arg_required_else_help = true)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

/// What holds for every command.
#[derive(Debug, Args)]
pub struct Global {
    /// The workstation's data folder [env: PARVANEH_DIR] [default: the system's own place]
    #[arg(long, global = true, value_name = "DIR")]
    pub dir: Option<PathBuf>,
    /// Seat this officer for this invocation (demo office)
    #[arg(id = "as", long, global = true, value_name = "OFFICER")]
    pub officer: Option<String>,
    /// Answer in JSON, one value on a line
    #[arg(long, global = true)]
    pub json: bool,
    /// This is the folder that was last worked in, though its mark is missing: go on in the same stream
    #[arg(long, global = true, conflicts_with = "new_stream")]
    pub same_stream: bool,
    /// This is an older copy of the folder and its mark is missing: go on in a new stream
    ///
    /// Licence numbers that this copy knows of are then not used any more.
    #[arg(long, global = true)]
    pub new_stream: bool,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check identifiers: a line of input gives a line `ok CANONICAL` or `bad CODE`
    Check {
        #[arg(value_name = "WHAT", value_parser = identifier_kinds())]
        what: IdentifierKind,
    },
    /// Convert dates, line by line: 2026-11-23 is 1405-09-02
    Jalali { direction: Direction },
    /// Work on lines of Persian text
    Text {
        #[command(subcommand)]
        what: TextCommand,
    },
    /// Check the text of a licence's QR code
    ///
    /// Exits with 0 for a valid licence, 3 provisional, 4 revoked, suspended, expired or under review, 5 not genuine,
    /// 6 issuer unknown or trust list too old, 7 a sample.
    Verify(Verify),
    /// Draw a document: a specimen from a file, or the real one of a case
    Render(Render),
    /// Found the demo office, or write the lists by which its licences are checked
    Demo(Demo),
    /// List the officers who may sit here
    Officers,
    /// Seat another officer (demo office)
    Switch {
        /// The officer's id, as `officers` lists it
        officer: String,
    },
    /// List, show, decide and take in cases
    Case {
        #[command(subcommand)]
        verb: CaseCommand,
    },
    /// Find cases by words, names or codes, however they are spelt
    Search {
        text: String,
        #[arg(value_parser = whole::<u32>, long, value_name = "N")]
        limit: Option<u32>,
    },
    /// Print a document of a case, or show what is ready to print
    Print(Print),
    /// Print the very bytes of a sheet of the ledger again
    Reprint(Reprint),
    /// Say what became of a printed sheet
    Mark {
        #[arg(value_parser = whole::<u32>)]
        serial: u32,
        #[command(subcommand)]
        state: MarkState,
    },
    /// Check the log
    Audit {
        #[command(subcommand)]
        verb: AuditCommand,
    },
    /// Recreate every list and index from the log
    Rebuild,
    /// Call any command of the window's list with its JSON request
    Call {
        #[arg(value_name = "COMMAND", value_parser = PossibleValuesParser::new(crate::call::NAMES))]
        command: String,
        /// The request: JSON, @FILE, or - for standard input
        #[arg(default_value = "{}")]
        request: String,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Direction {
    /// Gregorian to Jalali
    To,
    /// Jalali to Gregorian
    From,
}

#[derive(Debug, Subcommand)]
pub enum TextCommand {
    /// A line of text gives its search key
    Key,
}

#[derive(Debug, Args)]
pub struct Verify {
    /// The text of the code; - reads standard input
    #[arg(default_value = "-")]
    pub text: String,
    /// The trust list, without which no issuer is known
    #[arg(long, value_name = "FILE")]
    pub trust: Option<PathBuf>,
    /// The root's key that must have signed it, in hexadecimal [default: the sample authority's]
    #[arg(long, value_name = "HEX")]
    pub root: Option<String>,
    /// The list of licences that are out of force
    #[arg(long, value_name = "FILE")]
    pub status_list: Option<PathBuf>,
    /// The authority's host: a link of another one is told
    #[arg(long, value_name = "HOST")]
    pub host: Option<String>,
}

#[derive(Debug, Args)]
pub struct Render {
    #[arg(value_parser = document_kinds())]
    pub kind: SpecimenKind,
    #[command(flatten)]
    pub source: RenderSource,
    /// Where the PDF goes
    #[arg(long, value_name = "FILE", required_unless_present_any = ["example", "schema"])]
    pub out: Option<PathBuf>,
    /// With --case: the event that the document is of, where there are several
    #[arg(long, value_name = "EVENT", requires = "case")]
    pub subject: Option<String>,
    /// With --case: a further case of a list; as often as there are cases
    #[arg(long, value_name = "ID", requires = "case")]
    pub with: Vec<String>,
}

#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub struct RenderSource {
    /// Draw a specimen of this JSON; - reads standard input
    #[arg(long, value_name = "FILE")]
    pub input: Option<PathBuf>,
    /// Draw the real document of this case and enter it in the ledger
    #[arg(long, value_name = "ID")]
    pub case: Option<String>,
    /// Print a full input
    #[arg(long)]
    pub example: bool,
    /// Print the JSON Schema of inputs
    #[arg(long)]
    pub schema: bool,
}

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Demo {
    #[command(subcommand)]
    pub lists: Option<DemoList>,
    /// How many cases it begins with [default: 240]
    #[arg(value_parser = whole::<u32>, long, value_name = "N")]
    pub cases: Option<u32>,
    /// Decides everything in it [default: 1405]
    #[arg(value_parser = whole::<u64>, long, value_name = "S")]
    pub seed: Option<u64>,
}

#[derive(Debug, Subcommand)]
pub enum DemoList {
    /// Write the trust list of the sample authority
    TrustList(ListFile),
    /// Write the list of the demo office's licences that are out of force
    StatusList(ListFile),
}

#[derive(Debug, Args)]
pub struct ListFile {
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// Refuse an office that was founded from another seed
    #[arg(value_parser = whole::<u64>, long, value_name = "S")]
    pub seed: Option<u64>,
}

#[derive(Debug, Subcommand)]
pub enum CaseCommand {
    /// List the queue, most urgent first
    List {
        #[arg(long, value_enum, default_value_t = ListScope::Mine)]
        scope: ListScope,
        /// Only cases in which each word occurs
        #[arg(long)]
        text: Option<String>,
        #[arg(value_parser = whole::<u32>, long, value_name = "N")]
        limit: Option<u32>,
        #[arg(value_parser = whole::<u32>, long, value_name = "N")]
        offset: Option<u32>,
    },
    /// Show a case by its id or its tracking code
    Show { id: String },
    /// Do things with a case, in the order given; decisions are sealed at once
    Act {
        id: String,
        /// Acts as JSON such as {"act":"take"}, or @FILE, or - for standard input
        #[arg(value_name = "ACT", required = true)]
        acts: Vec<String>,
    },
    /// Seal the decision of a case that the window left waiting; only its own officer's is sealed
    Seal { id: String },
    /// Give the decision of a case that the window left waiting back as a draft
    Undo { id: String },
    /// Take a case file in
    Import(Import),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ListScope {
    /// What waits for the officer
    Mine,
    /// Everything of the office that is open
    Office,
    /// Everything that the office may see
    All,
}

#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub struct Import {
    /// The case file; - reads standard input
    pub file: Option<PathBuf>,
    /// Print a case file to try things with
    #[arg(long)]
    pub example: bool,
    /// Print the JSON Schema of case files
    #[arg(long)]
    pub schema: bool,
}

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Print {
    #[command(subcommand)]
    pub show: Option<PrintShow>,
    #[arg(required = true)]
    pub case: Option<String>,
    #[arg(required = true, value_parser = document_kinds())]
    pub kind: Option<SpecimenKind>,
    /// The queue [default: the system's own]
    #[arg(long, value_name = "NAME")]
    pub printer: Option<String>,
    /// The event that the document is of, where there are several
    #[arg(long, value_name = "EVENT")]
    pub subject: Option<String>,
    /// A further case of a list; as often as there are cases
    #[arg(long, value_name = "ID", requires = "case")]
    pub with: Vec<String>,
    /// Why a further copy is made of what was handed over
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
}

#[derive(Debug, Args)]
pub struct Reprint {
    #[arg(value_parser = whole::<u32>)]
    pub serial: u32,
    /// Why: the paper jammed, the sheet was lost
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
    /// The queue [default: the system's own]
    #[arg(long, value_name = "NAME")]
    pub printer: Option<String>,
    /// The serial of the new paper, where it is pre-printed
    #[arg(long, value_name = "SERIAL")]
    pub paper: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum PrintShow {
    /// Show what is ready, the printers and the ledger
    Desk,
}

#[derive(Debug, Subcommand)]
pub enum MarkState {
    /// The paper is good
    Sound,
    /// The paper is spoilt
    Spoiled {
        #[arg(long)]
        reason: String,
    },
    /// Somebody took it
    HandedOver {
        #[arg(long)]
        to: String,
    },
}

#[derive(Debug, Subcommand)]
pub enum AuditCommand {
    /// Check every signature and every link of the log
    Verify,
}

/// Ends with what is wrong with the arguments: a value in the words of every other refusal, all else as clap says it.
pub fn refused(error: &clap::Error) -> ExitCode {
    let argument = match error.get(ContextKind::InvalidArg) {
        Some(ContextValue::String(argument)) if error.kind() == ErrorKind::ValueValidation => {
            argument
        }
        _ => error.exit(),
    };
    let why = std::error::Error::source(&error).map(ToString::to_string).unwrap_or_default();
    let message = format!("{argument}: {why}.");
    let json = std::env::args_os().any(|argument| argument == "--json");
    let voice = if json { Voice::Json } else { Voice::Lines };
    voice.fail(Error::saying(ErrorCode::InputInvalid, message).into())
}

/// A whole number in any of the three sets of digits.
fn whole<T: FromStr>(text: &str) -> Result<T, &'static str> {
    let digits = to_ascii_digits(text.trim());
    let number = digits.parse().ok().filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit()));
    number.ok_or("عددی درست نیست")
}

fn identifier_kinds() -> impl TypedValueParser<Value = IdentifierKind> {
    PossibleValuesParser::new(IdentifierKind::ALL.map(IdentifierKind::name)).try_map(|name| {
        IdentifierKind::by_name(&name).ok_or_else(|| "no such kind of identifier".to_owned())
    })
}

fn document_kinds() -> impl TypedValueParser<Value = SpecimenKind> {
    PossibleValuesParser::new(SpecimenKind::ALL.map(SpecimenKind::name)).try_map(|name| {
        SpecimenKind::by_name(&name).ok_or_else(|| "no such kind of document".to_owned())
    })
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_command_line_is_put_together_well() {
        Cli::command().debug_assert();
    }

    #[test]
    fn seating_somebody_for_good_and_for_once_are_told_apart() {
        let parsed = Cli::try_parse_from(["parvanehctl", "switch", "karimi"]).expect("a command");
        assert_eq!(parsed.global.officer, None);
        let parsed = Cli::try_parse_from(["parvanehctl", "rebuild", "--as", "karimi"]);
        assert_eq!(parsed.expect("a command").global.officer.as_deref(), Some("karimi"));
    }

    #[test]
    fn printing_and_showing_the_print_desk_are_told_apart() {
        let print = |words: &[&str]| match Cli::try_parse_from(words) {
            Ok(Cli { command: Command::Print(print), .. }) => print,
            other => panic!("{other:?}"),
        };
        assert!(print(&["parvanehctl", "print", "desk"]).show.is_some());
        let licence = print(&["parvanehctl", "print", "123", "licence", "--printer", "office"]);
        assert_eq!(licence.kind, Some(SpecimenKind::Licence));
        assert!(Cli::try_parse_from(["parvanehctl", "print", "123"]).is_err());
    }

    #[test]
    fn a_document_has_one_source_and_a_place_to_go() {
        let parsed = |words: &str| Cli::try_parse_from(words.split(' ')).is_ok();
        assert!(parsed("parvanehctl render licence --example"));
        assert!(parsed("parvanehctl render licence --input a.json --out a.pdf"));
        assert!(!parsed("parvanehctl render licence --input a.json"));
        assert!(!parsed("parvanehctl render licence --input a.json --case 1 --out a.pdf"));
        assert!(!parsed("parvanehctl render licence --out a.pdf"));
        assert!(!parsed("parvanehctl render postcard --example"));
    }
}
