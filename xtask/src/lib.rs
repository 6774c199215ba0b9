//! The project's own tools, and what they share with the tests of the whole program: where things lie, a display
//! that nobody sees, and how programs are started and ended.
//!
//! It depends on next to nothing, so that `cargo xtask` gives its first answer in seconds.

mod advisories;
mod bench;
mod bindings;
mod debian;
pub mod display;
mod e2e;
mod package;
mod page;
mod papers;
pub mod postgres;
mod registry;
mod run;
pub mod say;
mod stamps;
mod test;
mod tools;
pub mod verifier;
pub mod windows;
pub mod workspace;

use anyhow::{Result, bail};
use workspace::Workspace;

const HELP: &str = "\
cargo xtask COMMAND

  run [--headless]    install what is missing, build, open the desk with the demo office;
                      without a display, --headless leaves a picture in target/run.png
  pictures            make the pictures of the README again, from today's window
  run --registry      the same for the central registry and its portal, with a PostgreSQL of its own
  test                install what is missing, run every test
  check               the quick half of test: formatting, types, lints
  e2e [NAME]          the stories in the real window, or those whose name contains NAME
  papers [NAME]       the tests of papers as their readers see them, or those whose name contains NAME
  bindings [--check]  write what is generated from the desk's commands; --check only compares
  queries             write the files of the registry's checked queries, after a change of its SQL
  bench [documents | cases | registry [--cases N | --stands]]
                      measure ours beside its peers, all there is or one part; writes docs/benchmarks.md
  verifier OPTIONS    write the page that verifies licences without a network; without options it says which
  windows             build for Windows and try the main job, keyring and printing under Wine
  package             make the Debian package
  advisories          ask cargo-deny for known vulnerabilities (needs a network)
";

/// Does what the words say.
pub fn command(words: &[String]) -> Result<()> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let workspace = Workspace::find()?;
    match words.as_slice() {
        ["run"] => run::on_this_display(&workspace),
        ["run", "--headless"] => run::headless(&workspace),
        ["run", "--registry"] => registry::run(&workspace),
        ["pictures"] => run::pictures(&workspace),
        ["queries"] => registry::queries(&workspace),
        ["test"] => test::everything(&workspace),
        ["check"] => test::quick(&workspace),
        ["e2e"] => e2e::stories(&workspace, None),
        ["e2e", name] => e2e::stories(&workspace, Some(name)),
        ["papers"] => papers::tested(&workspace, None),
        ["papers", name] => papers::tested(&workspace, Some(name)),
        ["bindings"] => bindings::write(&workspace),
        ["bindings", "--check"] => bindings::compare(&workspace),
        ["bench"] => bench::everything(&workspace),
        ["bench", "documents"] => bench::documents(&workspace),
        ["bench", "cases"] => bench::cases(&workspace),
        ["bench", "registry"] => bench::registry(&workspace, None),
        ["bench", "registry", "--cases", cases] => {
            bench::registry(&workspace, Some(cases.parse()?))
        }
        ["bench", "registry", "--stands"] => bench::stands(&workspace),
        ["verifier", words @ ..] => verifier::write(&workspace, words),
        ["windows"] => windows::tried(&workspace),
        ["package"] => package::debian(&workspace),
        ["advisories"] => advisories::ask(&workspace),
        [] | ["help" | "--help" | "-h"] => {
            say::text(HELP);
            Ok(())
        }
        _ => bail!("`{}` is not a command\n\n{HELP}", words.join(" ")),
    }
}
