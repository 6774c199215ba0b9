//! The whole way of a job, against commands that answer what CUPS 2.4 answered.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use crate::platform::printing::{Delivery, PrintFailure, PrintSystem, Printer, TakenJob};

mod server;

/// A print system of two scripts. What `lp` got is in `job.pdf`, its arguments in `lp.args`.
fn system(folder: &Path, lpstat: &str, lp: &str) -> PrintSystem {
    for (name, script) in [("lpstat", lpstat), ("lp", lp)] {
        let path = folder.join(name);
        fs::write(
            &path,
            format!(
                "#!/bin/sh\n[ \"$LC_ALL\" = C ] || exit 9\ncd {}\n{script}\n",
                folder.display()
            ),
        )
        .unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }
    PrintSystem::with_tools(folder.to_owned())
}

fn office_7() -> TakenJob {
    TakenJob { printer: "office".to_owned(), job: "office-7".to_owned() }
}

const TWO_QUEUES: &str = r#"case "$*" in
-e) printf 'hall\noffice\n' ;;
-d) echo 'system default destination: office' ;;
-a) printf 'hall not accepting requests since Tue -\n\tno more\noffice accepting requests since Tue\n' ;;
-p*) printf 'printer hall is idle.  enabled since Tue\nprinter office is idle.  enabled since Tue\n' ;;
*not-completed*) cat active 2>/dev/null ;;
*completed*) printf 'office-7  root 9 Tue\n\tStatus: %s\n\tAlerts: processing-to-stop-point\n' "$(cat message 2>/dev/null)" ;;
esac
exit 0"#;
const TAKES: &str =
    "echo \"$*\" > lp.args; cat > job.pdf; echo 'request id is office-7 (0 file(s))'";

#[test]
fn a_sheet_reaches_the_default_queue_through_standard_input() {
    let folder = tempfile::tempdir().unwrap();
    let system = system(folder.path(), TWO_QUEUES, TAKES);
    let pdf: Vec<u8> = b"%PDF-1.7 ".iter().copied().cycle().take(300_000).collect();
    assert_eq!(system.print(None, "sheet 12", &pdf, &Delivery::default()), Ok(office_7()));
    assert_eq!(fs::read(folder.path().join("job.pdf")).unwrap(), pdf);
    let arguments = fs::read_to_string(folder.path().join("lp.args")).unwrap();
    assert_eq!(arguments, "-d office -t sheet 12 -o media=A4 -o sides=one-sided -\n");
}

#[test]
fn printers_are_listed_with_what_stops_them_and_the_default_first() {
    let folder = tempfile::tempdir().unwrap();
    let printers = system(folder.path(), TWO_QUEUES, TAKES).printers().unwrap();
    assert_eq!(
        printers,
        [
            Printer { name: "office".to_owned(), default: true, refuses: None },
            Printer {
                name: "hall".to_owned(),
                default: false,
                refuses: Some("no more".to_owned())
            },
        ]
    );
}

#[test]
fn nothing_is_sent_to_a_queue_that_takes_no_jobs() {
    let folder = tempfile::tempdir().unwrap();
    let system = system(folder.path(), TWO_QUEUES, TAKES);
    let refused = PrintFailure::QueueRefused("no more".to_owned());
    assert_eq!(system.print(Some("hall"), "sheet 1", b"%PDF", &Delivery::default()), Err(refused));
    assert_eq!(
        system.print(Some("attic"), "sheet 1", b"%PDF", &Delivery::default()),
        Err(PrintFailure::QueueUnknown)
    );
    assert!(!folder.path().join("job.pdf").exists());
}

#[test]
fn a_job_that_the_queue_gives_up_was_not_printed() {
    let folder = tempfile::tempdir().unwrap();
    let system = system(folder.path(), TWO_QUEUES, TAKES);
    let given_up = Err(PrintFailure::GivenUp("the device is on fire".to_owned()));
    fs::write(folder.path().join("message"), "the device is on fire").unwrap();
    assert_eq!(
        system.print(None, "sheet 1", b"%PDF", &Delivery::default()),
        given_up,
        "thrown out"
    );
    let stopped =
        "office-7 root 9 Tue\n\tStatus: the device is on fire\n\tAlerts: printer-stopped\n";
    fs::write(folder.path().join("active"), stopped).unwrap();
    let cancel = folder.path().join("cancel");
    fs::write(&cancel, format!("#!/bin/sh\necho \"$*\" > {}/cancelled\n", folder.path().display()))
        .unwrap();
    fs::set_permissions(&cancel, fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!(
        system.print(None, "sheet 1", b"%PDF", &Delivery::default()),
        given_up,
        "stopped at"
    );
    let cancelled = fs::read_to_string(folder.path().join("cancelled")).unwrap();
    assert_eq!(cancelled, "office-7\n", "and never comes out later");
}

#[test]
fn a_job_that_waits_its_turn_in_a_running_queue_counts_as_taken() {
    let folder = tempfile::tempdir().unwrap();
    let system = system(folder.path(), TWO_QUEUES, TAKES);
    fs::write(folder.path().join("active"), "office-7 root 9 Tue\n\tAlerts: job-printing\n")
        .unwrap();
    assert_eq!(system.print(None, "sheet 1", b"%PDF", &Delivery::default()), Ok(office_7()));
}

#[test]
fn a_machine_without_a_printer_says_so_and_offers_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let none = "case $1 in -e) echo 'lpstat: No destinations added.' >&2;; -d) echo 'no system default destination';; *) exit 1;; esac";
    let without = system(folder.path(), none, TAKES);
    assert_eq!(without.printers(), Ok(Vec::new()));
    let failure = without.print(None, "sheet 1", b"%PDF", &Delivery::default()).unwrap_err();
    assert_eq!(failure, PrintFailure::NoPrinter);
    let error = crate::Error::from(failure);
    assert_eq!(error.code, crate::ErrorCode::NoPrinter);
    assert!(error.hint.contains("ذخیره"), "{}", error.hint);
    let missing = PrintSystem::with_tools(folder.path().join("nowhere"));
    assert_eq!(missing.printers(), Err(PrintFailure::CommandMissing));
}

#[test]
fn what_lp_refuses_is_named() {
    let folder = tempfile::tempdir().unwrap();
    for (complaint, failure) in [
        (
            "lp: Destination \"office\" is not accepting jobs.",
            PrintFailure::QueueRefused(String::new()),
        ),
        ("lp: Error - The printer or class does not exist.", PrintFailure::QueueUnknown),
        ("lp: Error - No default destination.", PrintFailure::NoPrinter),
        ("lp: out of cheese", PrintFailure::CommandFailed("lp: out of cheese".to_owned())),
    ] {
        let lp = format!("echo '{complaint}' >&2; exit 1");
        let system = system(folder.path(), TWO_QUEUES, &lp);
        assert_eq!(
            system.print(None, "sheet 1", &vec![b'x'; 200_000], &Delivery::default()),
            Err(failure)
        );
    }
}
