//! Against a real Secret Service: each test runs itself again inside a session bus and a home of its own.
#![cfg(target_os = "linux")]

use std::process::{Command, Stdio};

use casedb::mark::Mark;
use wire::chain::Head;
use wire::ids::{DeviceId, StreamId};

use super::marks::KeyringCopy;
use super::*;

/// Set in the process that runs inside the private session.
const INSIDE: &str = "PARVANEH_TEST_INSIDE_KEYRING";

#[derive(Clone, Copy)]
enum Session {
    Unlocked,
    NeverUnlocked,
    NoService,
    NoBus,
}

/// Runs `test` again inside a session and fails as it fails; in there, runs `inside`.
fn in_session(session: Session, test: &str, inside: impl FnOnce()) {
    if std::env::var_os(INSIDE).is_some() {
        return inside();
    }
    let home = tempfile::tempdir().unwrap();
    let program = std::env::current_exe().unwrap();
    let name = format!("{}::{test}", module_path!().split_once("::").unwrap().1);
    let again = format!("exec '{}' --exact '{name}' --nocapture", program.display());
    let unlock = "printf 'a password' | gnome-keyring-daemon --unlock --components=secrets >/dev/null \
                  && gdbus wait --session --timeout 20 org.freedesktop.secrets";
    let mut command = match session {
        Session::NoBus => Command::new("sh"),
        Session::Unlocked | Session::NeverUnlocked | Session::NoService => {
            let mut command = Command::new("dbus-run-session");
            if matches!(session, Session::NoService) {
                let config = home.path().join("bus.conf");
                std::fs::write(&config, BUS_WITHOUT_SERVICES).unwrap();
                command.arg("--config-file").arg(config);
            }
            command.args(["--", "sh"]);
            command
        }
    };
    let script = match session {
        Session::Unlocked => format!("{unlock} && {again}"),
        Session::NeverUnlocked | Session::NoService | Session::NoBus => again,
    };
    let run = command
        .arg("-c")
        .arg(script)
        .env_remove("DBUS_SESSION_BUS_ADDRESS")
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env("HOME", home.path())
        .env("XDG_RUNTIME_DIR", home.path())
        .env("XDG_DATA_HOME", home.path().join("share"))
        .env(INSIDE, "1")
        .stdin(Stdio::null())
        .output()
        .expect("dbus-run-session and gnome-keyring-daemon are installed (`cargo xtask test` installs them)");
    let said = String::from_utf8_lossy(&run.stdout);
    assert!(
        run.status.success() && said.contains("1 passed"),
        "inside the session:\n{said}\n{}\n(gnome-keyring and dbus-x11 are needed; `cargo xtask test` installs them)",
        String::from_utf8_lossy(&run.stderr)
    );
}

const BUS_WITHOUT_SERVICES: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>"#;

#[test]
fn an_open_keyring_keeps_a_key_and_gives_it_back() {
    in_session(Session::Unlocked, "an_open_keyring_keeps_a_key_and_gives_it_back", || {
        let status = probe();
        assert!(
            matches!(&status, KeyringStatus::Usable { store } if !store.is_empty()),
            "{status:?}"
        );
        let key = std::array::from_fn(|i| u8::try_from(i * 8).unwrap());
        assert_eq!(load_key("AGENCY-0001"), Ok(None));
        store_key("AGENCY-0001", &key).unwrap();
        store_key("LABOUR-0001", &[9; 32]).unwrap();
        assert_eq!(load_key("AGENCY-0001"), Ok(Some(key)), "each office has its own key");
        store_key("AGENCY-0001", &[1; 32]).unwrap();
        assert_eq!(
            load_key("AGENCY-0001"),
            Ok(Some([1; 32])),
            "a new key takes the old one's place"
        );
        delete_key("AGENCY-0001").unwrap();
        assert_eq!(delete_key("AGENCY-0001"), Ok(()), "deleting twice is no fault");
        assert_eq!(load_key("AGENCY-0001"), Ok(None));
        entry(&key_name("X")).unwrap().set_secret(b"short").unwrap();
        assert_eq!(load_key("X"), Err(KeyringError::NotAKey));
    });
}

#[test]
fn an_open_keyring_keeps_the_copy_of_a_mark() {
    in_session(Session::Unlocked, "an_open_keyring_keeps_the_copy_of_a_mark", || {
        let device = DeviceId::from_bytes([7; 16]);
        let mark = |serial| Mark {
            device,
            stream: StreamId::from_bytes([8; 16]),
            head: Head::START,
            numbers: [([9; 16], serial)].into(),
        };
        let copy = KeyringCopy::of(device);
        assert_eq!(copy.found(), None);
        copy.keep_numbers_of(&mark(1));
        copy.keep_numbers_of(&mark(2));
        copy.keep_at_last(&mark(3));
        assert_eq!(KeyringCopy::of(device).found(), Some(mark(3)), "the newest, once it is closed");
        let other = DeviceId::from_bytes([6; 16]);
        assert_eq!(KeyringCopy::of(other).found(), None, "each workstation has its own");
    });
}

#[test]
fn without_a_keyring_a_mark_has_no_copy_and_nothing_waits_for_one() {
    in_session(
        Session::NoBus,
        "without_a_keyring_a_mark_has_no_copy_and_nothing_waits_for_one",
        || {
            let device = DeviceId::from_bytes([7; 16]);
            let copy = KeyringCopy::of(device);
            assert_eq!(copy.found(), None);
            let stream = StreamId::from_bytes([8; 16]);
            copy.keep_at_last(&Mark { device, stream, head: Head::START, numbers: [].into() });
        },
    );
}

#[test]
fn a_keyring_that_was_never_unlocked_is_locked() {
    in_session(Session::NeverUnlocked, "a_keyring_that_was_never_unlocked_is_locked", || {
        assert_eq!(probe(), KeyringStatus::Locked);
        assert_eq!(load_key("AGENCY-0001"), Err(KeyringError::Locked), "not the same as no key");
        assert_eq!(store_key("AGENCY-0001", &[1; 32]), Err(KeyringError::Locked));
    });
}

#[test]
fn a_bus_without_a_secret_service_has_no_keyring() {
    in_session(Session::NoService, "a_bus_without_a_secret_service_has_no_keyring", || {
        assert_eq!(probe(), KeyringStatus::Absent);
        assert_eq!(load_key("AGENCY-0001"), Err(KeyringError::Absent));
    });
}

#[test]
fn a_machine_without_a_bus_has_no_keyring() {
    in_session(Session::NoBus, "a_machine_without_a_bus_has_no_keyring", || {
        assert_eq!(probe(), KeyringStatus::Absent);
        assert_eq!(delete_key("AGENCY-0001"), Err(KeyringError::Absent));
    });
}
