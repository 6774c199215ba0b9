//! A real print server of the test's own, reached through the same commands.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::platform::printing::{Delivery, PrintFailure, PrintSystem, TakenJob};

/// How long the server may take to answer, or a queue to print.
const PATIENCE: Duration = Duration::from_secs(20);

struct Cups {
    folder: tempfile::TempDir,
    server: Child,
}

impl Drop for Cups {
    fn drop(&mut self) {
        drop(self.server.kill());
        drop(self.server.wait());
    }
}

impl Cups {
    fn start() -> Self {
        let folder = tempfile::Builder::new().prefix("desk-cups-").tempdir().unwrap();
        let dir = folder.path();
        fs::set_permissions(dir, fs::Permissions::from_mode(0o755)).unwrap();
        for name in ["bin/backend", "root", "cache", "state/certs", "spool/tmp", "printed", "tools"]
        {
            fs::create_dir_all(dir.join(name)).unwrap();
        }
        for kept in ["daemon", "filter", "notifier", "monitor"] {
            symlink(Path::new("/usr/lib/cups").join(kept), dir.join("bin").join(kept)).unwrap();
        }
        let at = dir.display();
        let lists_nothing = "#!/bin/sh\n[ $# -eq 0 ] && exit 0\n";
        let keep = format!(
            "{lists_nothing}cat \"${{6:--}}\" > {at}/printed/part && mv {at}/printed/part {at}/printed/$1.pdf\n"
        );
        let burn = format!(
            "{lists_nothing}cat >/dev/null; echo 'ERROR: the device is on fire' >&2\nexit "
        );
        script(&dir.join("bin/backend/keep"), &keep, 0o700);
        script(&dir.join("bin/backend/abort"), &format!("{burn}1\n"), 0o700);
        script(&dir.join("bin/backend/stop"), &format!("{burn}4\n"), 0o700);
        for tool in ["lp", "lpstat", "cancel"] {
            let led =
                format!("#!/bin/sh\nCUPS_SERVER={at}/cups.sock exec /usr/bin/{tool} \"$@\"\n");
            script(&dir.join("tools").join(tool), &led, 0o755);
        }
        let files = format!(
            "ServerRoot {at}/root\nServerBin {at}/bin\nDataDir /usr/share/cups\nCacheDir {at}/cache\n\
             StateDir {at}/state\nRequestRoot {at}/spool\nTempDir {at}/spool/tmp\nDocumentRoot {at}/root\n\
             AccessLog {at}/access.log\nErrorLog {at}/error.log\nPageLog {at}/page.log\nFatalErrors config\n"
        );
        let server = format!(
            "Listen {at}/cups.sock\nBrowsing No\nWebInterface No\nPreserveJobHistory Yes\n\
             <Location />\n  Order allow,deny\n  Allow all\n</Location>\n\
             <Policy default>\n  <Limit All>\n    Order deny,allow\n  </Limit>\n</Policy>\n"
        );
        fs::write(dir.join("files.conf"), files).unwrap();
        fs::write(dir.join("cupsd.conf"), server).unwrap();
        let server = Command::new("/usr/sbin/cupsd")
            .args(["-f", "-c"])
            .arg(dir.join("cupsd.conf"))
            .arg("-s")
            .arg(dir.join("files.conf"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("cups is installed (`cargo xtask test` installs it)");
        let cups = Self { folder, server };
        until("the print server", || cups.folder.path().join("cups.sock").exists());
        cups
    }

    /// Makes a queue on a back end.
    fn queue(&self, name: &str, backend: &str) {
        let uri = format!("{backend}:/");
        let policy = "printer-error-policy=abort-job";
        self.admin("lpadmin", &["-p", name, "-E", "-v", &uri, "-m", "raw", "-o", policy]);
    }

    fn admin(&self, tool: &str, arguments: &[&str]) {
        let run = Command::new(Path::new("/usr/sbin").join(tool))
            .args(arguments)
            .env("CUPS_SERVER", self.folder.path().join("cups.sock"))
            .output()
            .unwrap();
        assert!(run.status.success(), "{tool}: {}", String::from_utf8_lossy(&run.stderr));
    }

    fn system(&self) -> PrintSystem {
        PrintSystem::with_tools(self.folder.path().join("tools"))
    }
}

fn script(path: &Path, text: &str, mode: u32) {
    fs::write(path, text).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

fn until(what: &str, holds: impl Fn() -> bool) {
    let end = Instant::now() + PATIENCE;
    while !holds() {
        assert!(Instant::now() < end, "{what} took too long");
        std::thread::park_timeout(Duration::from_millis(20));
    }
}

#[test]
fn a_real_queue_prints_the_very_bytes_and_a_failing_one_is_named() {
    let cups = Cups::start();
    let system = cups.system();
    assert_eq!(system.printers(), Ok(Vec::new()));
    assert_eq!(
        system.print(None, "sheet 1", b"%PDF", &Delivery::default()),
        Err(PrintFailure::NoPrinter)
    );
    for (name, backend) in
        [("office", "keep"), ("thrown", "abort"), ("broken", "stop"), ("full", "keep")]
    {
        cups.queue(name, backend);
    }
    cups.admin("lpadmin", &["-d", "office"]);
    cups.admin("cupsreject", &["-r", "no paper left", "full"]);

    let pdf: Vec<u8> = b"%PDF-1.7 \0\xFF".iter().copied().cycle().take(200_000).collect();
    let job = system.print(None, "sheet 1", &pdf, &Delivery::default()).unwrap();
    assert_eq!(job, TakenJob { printer: "office".to_owned(), job: "office-1".to_owned() });
    let printed = cups.folder.path().join("printed/1.pdf");
    until("the sheet", || printed.exists());
    assert_eq!(fs::read(printed).unwrap(), pdf);

    let fire = || Err(PrintFailure::GivenUp("the device is on fire".to_owned()));
    assert_eq!(system.print(Some("thrown"), "sheet 2", b"%PDF", &Delivery::default()), fire());
    assert_eq!(system.print(Some("broken"), "sheet 3", b"%PDF", &Delivery::default()), fire());
    // The queue has stopped; the sheet that it kept has been taken back, and no other is sent there.
    let stopped = Err(PrintFailure::QueueRefused("the device is on fire".to_owned()));
    assert_eq!(system.print(Some("broken"), "sheet 4", b"%PDF", &Delivery::default()), stopped);
    let waiting = system.system.lpstat(&["-W", "not-completed", "-o"]).unwrap().stdout;
    assert_eq!(waiting, "");
    let full = Err(PrintFailure::QueueRefused("no paper left".to_owned()));
    assert_eq!(system.print(Some("full"), "sheet 5", b"%PDF", &Delivery::default()), full);
    assert_eq!(
        system.print(Some("attic"), "sheet 6", b"%PDF", &Delivery::default()),
        Err(PrintFailure::QueueUnknown)
    );
}
