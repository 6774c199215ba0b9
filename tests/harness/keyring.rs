//! A real Secret Service of the test's own: a session bus and GNOME's keyring with a private home.

use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result, bail};
use tempfile::TempDir;

use crate::patience::until;
use crate::program::{Environment, Program, said};

const SECRETS: &str = "org.freedesktop.secrets";
const CONFIG: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path=BUS</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>"#;

/// A session bus, with an unlocked keyring on it.
pub struct Keyring {
    folder: TempDir,
    // Dropped in this order: the keyring before its bus.
    _service: Program,
    _bus: Program,
}

impl Keyring {
    /// Starts both; the keyring is open.
    pub fn unlocked() -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("parvaneh-keyring-").tempdir()?;
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o700))?;
        for name in ["home", "run"] {
            fs::create_dir(folder.path().join(name))?;
            fs::set_permissions(folder.path().join(name), fs::Permissions::from_mode(0o700))?;
        }
        let socket = folder.path().join("bus");
        let config = folder.path().join("bus.conf");
        fs::write(&config, CONFIG.replace("BUS", &socket.display().to_string()))?;
        let mut bus = Program::start(
            Command::new("dbus-daemon").arg("--nofork").arg("--config-file").arg(&config),
            &folder.path().join("bus.log"),
        )?;
        until("the session bus", || {
            bus.must_live()?;
            Ok(socket.exists().then_some(()))
        })?;
        let password = folder.path().join("password");
        fs::write(&password, "a keyring for one test")?;
        let service = Program::fed(
            Command::new("gnome-keyring-daemon")
                .args(["--foreground", "--unlock", "--components=secrets"])
                .envs(environment(&folder)),
            &password,
            &folder.path().join("keyring.log"),
        )?;
        let keyring = Self { folder, _service: service, _bus: bus };
        until("the Secret Service on the bus", || keyring.serves())?;
        Ok(keyring)
    }

    /// What leads a program to this keyring.
    pub fn environment(&self) -> Environment {
        environment(&self.folder)
    }

    /// Whether the collection that programs write to by default is unlocked.
    pub fn is_unlocked(&self) -> Result<bool> {
        let default = self.call("org.freedesktop.Secret.Service.ReadAlias", &["string:default"])?;
        let collection =
            default.split('"').nth(1).context("an object path is answered")?.to_owned();
        if collection == "/" {
            bail!("the keyring has no default collection");
        }
        let locked = said(self.dbus_send().args([
            &format!("--dest={SECRETS}"),
            &collection,
            "org.freedesktop.DBus.Properties.Get",
            "string:org.freedesktop.Secret.Collection",
            "string:Locked",
        ]))?;
        Ok(locked.contains("boolean false"))
    }

    fn serves(&self) -> Result<Option<()>> {
        let owned = said(self.dbus_send().args([
            "--dest=org.freedesktop.DBus",
            "/org/freedesktop/DBus",
            "org.freedesktop.DBus.NameHasOwner",
            &format!("string:{SECRETS}"),
        ]))?;
        Ok(owned.contains("boolean true").then_some(()))
    }

    fn call(&self, method: &str, arguments: &[&str]) -> Result<String> {
        let destination = format!("--dest={SECRETS}");
        said(
            self.dbus_send()
                .args([&destination, "/org/freedesktop/secrets", method])
                .args(arguments),
        )
    }

    fn dbus_send(&self) -> Command {
        let mut command = Command::new("dbus-send");
        command.args(["--session", "--print-reply"]).envs(self.environment());
        command
    }
}

fn environment(folder: &TempDir) -> Environment {
    let within = |name: &str| -> PathBuf { folder.path().join(name) };
    let mut bus = OsString::from("unix:path=");
    bus.push(within("bus"));
    vec![
        ("DBUS_SESSION_BUS_ADDRESS", bus),
        ("HOME", within("home").into()),
        ("XDG_RUNTIME_DIR", within("run").into()),
        ("XDG_DATA_HOME", within("home/share").into()),
    ]
}
