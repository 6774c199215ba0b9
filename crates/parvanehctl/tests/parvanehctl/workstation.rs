//! A workstation's folder, and the program run in it.

use std::ffi::OsStr;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// The passphrase of every workstation here.
pub const PASSPHRASE: &str = "چهار واژهٔ نامربوط کنار هم";
/// Who reviews the example's field.
pub const AGENCY: &str = "karimi";
/// Who issues.
pub const LABOUR: &str = "mohammadifar";

/// A folder of its own, with room for files beside the data.
pub struct Workstation {
    home: TempDir,
}

/// What a run of the program said.
#[derive(Debug)]
pub struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Workstation {
    /// A folder without an office.
    pub fn empty() -> Self {
        Self { home: tempfile::tempdir().expect("a folder") }
    }

    /// A demo office of so many cases.
    pub fn demo(cases: u32) -> Self {
        let workstation = Self::empty();
        workstation.run(["demo", "--cases", &cases.to_string()]).well();
        workstation.run(["switch", AGENCY]).well();
        workstation
    }

    /// A demo office with the example's case; returns its tracking code too.
    pub fn with_case() -> (Self, String) {
        let workstation = Self::demo(0);
        let example = workstation.example();
        let imported = workstation.given(["case", "import", "-"], &example).well();
        let code = imported.value("tracking code");
        (workstation, code)
    }

    /// The example of a case file.
    pub fn example(&self) -> Vec<u8> {
        self.run(["case", "import", "--example"]).well().out.into_bytes()
    }

    /// A path beside the data.
    pub fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// The data folder.
    pub fn data(&self) -> PathBuf {
        self.path("data")
    }

    /// Where the marks of this machine's workstations lie.
    pub fn state(&self) -> PathBuf {
        self.path("state")
    }

    /// The program, with nothing in its environment but what it needs.
    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_parvanehctl"));
        command
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", self.home.path())
            // Whatever keyring this machine has is not asked.
            .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
            .env("PARVANEH_DIR", self.data())
            .env("PARVANEH_STATE", self.state())
            .env("PARVANEH_PASSPHRASE", PASSPHRASE)
            .current_dir(self.home.path());
        command
    }

    /// Runs the program.
    pub fn run(&self, words: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Said {
        self.given(words, b"")
    }

    /// Runs the program with standard input.
    pub fn given(&self, words: impl IntoIterator<Item = impl AsRef<OsStr>>, input: &[u8]) -> Said {
        said(self.command().args(words), input)
    }

    /// Does one thing with a case as an officer.
    pub fn act(&self, officer: &str, case: &str, act: &str) -> Said {
        self.run(["case", "act", case, act, "--as", officer])
    }

    /// Answers every row of the checklist of an officer's review.
    pub fn check_all(&self, officer: &str, case: &str) {
        let acts = checks("right");
        self.given(["case", "act", case, "-", "--as", officer], acts.as_bytes()).well();
    }

    /// Takes a case through both reviews until its licence is issued.
    pub fn issue(&self, case: &str) {
        self.check_all(AGENCY, case);
        self.act(AGENCY, case, APPROVE).well();
        self.check_all(LABOUR, case);
        self.act(LABOUR, case, ISSUE).well();
    }
}

/// The first signature.
pub const APPROVE: &str =
    r#"{"act":"approve","path":"standard","pathReason":"با تجربه است","comment":""}"#;
/// The second.
pub const ISSUE: &str = r#"{"act":"issueLicence","comment":""}"#;

/// Acts that answer the rows of a checklist.
pub fn checks(answer: &str) -> String {
    (1..=6)
        .map(|row| format!("{{\"act\":\"check\",\"row\":{row},\"answer\":\"{answer}\"}}\n"))
        .collect()
}

/// Runs a command with standard input. One that does not read it all is not waited for.
pub fn said(command: &mut Command, input: &[u8]) -> Said {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    let mut stdin = child.stdin.take().expect("its input is ours");
    let output = std::thread::scope(|scope| {
        scope.spawn(move || drop(stdin.write_all(input)));
        child.wait_with_output().expect("the program ends")
    });
    Said {
        code: output.status.code().expect("no signal ended it"),
        out: String::from_utf8(output.stdout).expect("its answers are text"),
        err: String::from_utf8(output.stderr).expect("its complaints are text"),
    }
}

impl Said {
    /// It did what it was asked.
    pub fn well(self) -> Self {
        assert_eq!(self.code, 0, "{self:?}");
        assert_eq!(self.err, "", "nothing to complain about");
        self
    }

    /// It refused with this exit code and this error, in Persian, with a hint, and answered nothing.
    pub fn refused(self, exit: i32, code: &str) -> Self {
        assert_eq!(self.code, exit, "{self:?}");
        assert_eq!(self.out, "", "{self:?}");
        let mut lines = self.err.lines();
        let first = lines.next().unwrap_or_default();
        let message = first.strip_prefix(&format!("error {code}: ")).unwrap_or_default();
        assert!(is_persian(message), "{self:?}");
        let hint = lines.find_map(|line| line.strip_prefix("hint: ")).unwrap_or_default();
        assert!(is_persian(hint), "{self:?}");
        self
    }

    /// What stands after a label.
    pub fn value(&self, label: &str) -> String {
        let line = self.out.lines().find_map(|line| line.strip_prefix(&format!("{label}: ")));
        line.unwrap_or_else(|| panic!("no {label} in {self:?}")).to_owned()
    }

    /// The answer as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).expect("JSON")
    }
}

fn is_persian(text: &str) -> bool {
    let letters = text.chars().filter(|c| ('\u{600}'..='\u{6FF}').contains(c)).count();
    letters >= 8
}
