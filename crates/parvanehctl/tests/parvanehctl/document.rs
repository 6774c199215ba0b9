//! The documents of this program: their commands are run as they stand there.

use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::workstation::{Workstation, said};

const DOCUMENT: &str = include_str!("../../../../docs/parvanehctl.md");
const README: &str = include_str!("../../../../README.md");

/// The part of the README that tells the main job.
fn main_job() -> &'static str {
    let (_, told) =
        README.split_once("\n## The main job, from a plain shell\n").expect("a heading");
    told.split_once("\n## ").map_or(told, |(job, _)| job)
}

/// What stands in a text's blocks of shell commands.
fn commands(text: &str) -> String {
    let mut commands = String::new();
    let mut inside = false;
    for line in text.lines() {
        match (inside, line) {
            (false, "```sh") => inside = true,
            (true, "```") => inside = false,
            (true, command) => {
                commands.push_str(command);
                commands.push('\n');
            }
            (false, _) => {}
        }
    }
    commands
}

#[test]
fn the_story_in_the_documents_is_true() {
    let desk = Workstation::empty();
    let story = [main_job(), DOCUMENT].map(commands).concat();
    fs::write(desk.path("story.sh"), story).expect("room");
    let program = Path::new(env!("CARGO_BIN_EXE_parvanehctl"));
    let folder = program.parent().expect("it lies in a folder").to_owned();
    let path = env::var_os("PATH").unwrap_or_default();
    let path = env::join_paths([folder].into_iter().chain(env::split_paths(&path)));
    let mut shell = Command::new("sh");
    shell.args(["-eu", "story.sh"]).current_dir(desk.path(""));
    shell.env_clear().env("PATH", path.expect("paths")).env("HOME", desk.path(""));
    let told = said(&mut shell, b"");
    assert_eq!(told.code, 0, "{told:?}");
    assert_eq!(told.err, "", "{told:?}");
    assert!(told.out.contains("licence standing: provisional"), "{told:?}");
    assert!(told.out.contains("\nprovisional: "), "{told:?}");
    for paper in ["licence.pdf", "specimen.pdf"] {
        assert!(fs::read(desk.path(paper)).expect(paper).starts_with(b"%PDF-"), "{paper}");
    }
}

#[test]
fn every_command_is_in_the_document() {
    let help = Workstation::empty().run(["--help"]).well().out;
    let (_, listed) = help.split_once("Commands:\n").expect("a list of commands");
    let names = listed.lines().map_while(|line| line.split_whitespace().next());
    for name in names.filter(|name| *name != "help") {
        assert!(DOCUMENT.contains(&format!("`{name}")), "{name}");
    }
}
