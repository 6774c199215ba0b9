//! How a server is set up: a file, and environment variables that stand above it.

use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};

use ed25519_dalek::VerifyingKey;
use serde::Deserialize;
use wire::proof::trust::TrustList;
use zeroize::Zeroizing;

use crate::files::{Bucket, FileError, Files};
use crate::verification::Trust;
use crate::web::address::Forwarding;
use crate::web::limits::Bounds;

mod network;
mod secret;

pub use network::{Network, NotOurs};

/// What a server is started with.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Where PostgreSQL is, with a login that may work as `parvaneh_registry`. `PARVANEH_DATABASE_URL`
    /// stands above it.
    pub database_url: String,
    /// A standby that follows it, for verification and the status list; without it the database answers everything.
    #[serde(default)]
    pub read_database_url: Option<String>,
    /// A file with the 64 hexadecimal digits of the master key. `PARVANEH_MASTER_KEY_FILE` stands above it.
    pub master_key_file: PathBuf,
    /// Where the server listens; a proxy with TLS stands before it.
    #[serde(default = "Config::default_listen")]
    pub listen: SocketAddr,
    /// Where Prometheus reads what is counted, such as `127.0.0.1:8421`; nowhere if nothing is said.
    #[serde(default)]
    pub metrics_listen: Option<SocketAddr>,
    /// How browsers reach it, such as `https://portal.example`.
    pub origin: String,
    /// Our own proxies: only their word on where a request comes from is taken.
    #[serde(default)]
    pub proxies: Vec<Network>,
    /// In which header they say it.
    #[serde(default)]
    pub forwarding: Forwarding,
    /// The 64 hexadecimal digits of the root's public key, and the trust list that it stands behind. Without them
    /// a licence is looked up by its number, and the signature of its code is not judged.
    #[serde(default)]
    pub trust: Option<TrustFiles>,
    /// Where documents of applicants are kept.
    #[serde(default)]
    pub documents: Documents,
    /// How often somebody may ask this server.
    #[serde(default)]
    pub limits: Bounds,
}

/// Where documents of applicants are kept; they are encrypted there.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Documents {
    /// A folder, which every server reaches: `documents = { folder = "/srv/parvaneh" }`.
    Folder(PathBuf),
    /// A bucket of an S3 service: `documents = { s3 = { bucket = "parvaneh", endpoint = "https://s3.example" } }`.
    S3(Bucket),
}

impl Documents {
    /// Opens the place.
    ///
    /// # Errors
    /// A folder that cannot be written to, by its name; an address that is none.
    pub fn open(&self) -> Result<Files, ConfigError> {
        match self {
            Self::Folder(folder) => {
                let unusable = |error: &dyn std::fmt::Display| {
                    ConfigError::NoDocuments(folder.clone(), error.to_string())
                };
                let files = Files::in_folder(folder).map_err(|error| unusable(&error))?;
                // What could not be kept is better known now than by the first applicant.
                let tried = folder.join(format!(".tried-{}", std::process::id()));
                std::fs::write(&tried, []).map_err(|error| unusable(&error))?;
                std::fs::remove_file(&tried).map_err(|error| unusable(&error))?;
                Ok(files)
            }
            Self::S3(bucket) => Files::in_bucket(bucket).map_err(ConfigError::NoBucket),
        }
    }
}

impl Default for Documents {
    fn default() -> Self {
        Self::Folder(PathBuf::from("/var/lib/parvaneh/registry"))
    }
}

/// Where it is written whom to trust.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrustFiles {
    /// The root's public key.
    pub root: String,
    /// The trust list's file.
    pub list_file: PathBuf,
}

/// How the site is reached.
#[derive(Debug, Clone)]
pub struct Site {
    /// Scheme, name and port, without a slash at the end.
    pub origin: String,
    /// Our own proxies.
    pub proxies: Vec<Network>,
    /// In which header they say where a request comes from.
    pub forwarding: Forwarding,
    /// Whom papers' signatures are checked against.
    pub trust: Option<Trust>,
    /// How often somebody may ask.
    pub limits: Bounds,
}

impl Site {
    /// Whether an address is one of our own proxies.
    pub fn is_proxy(&self, address: IpAddr) -> bool {
        self.proxies.iter().any(|network| network.contains(address))
    }
}

/// Why a server cannot be set up.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file is not there or cannot be read.
    #[error("{0} cannot be read: {1}")]
    Unreadable(PathBuf, std::io::Error),
    /// The file is not what it should be, on this line.
    #[error("{0}, line {1}: {2}")]
    Malformed(PathBuf, usize, String),
    /// The master key's file holds something else.
    #[error("{0} does not hold the 64 hexadecimal digits of a master key")]
    NoMasterKey(PathBuf),
    /// The root's key is none.
    #[error("the root's key is not 64 hexadecimal digits of an Ed25519 public key")]
    NoRoot,
    /// The root does not stand behind the trust list.
    #[error("{0} is no trust list of this root")]
    NotTrusted(PathBuf),
    /// Documents cannot be kept in the folder.
    #[error(
        "documents cannot be kept in {0} ({1}): make the folder and give it to the server's user, or name another one \
         with documents = {{ folder = \"…\" }}"
    )]
    NoDocuments(PathBuf, String),
    /// The bucket is none.
    #[error("the bucket of `documents` cannot be used: {0}")]
    NoBucket(FileError),
    /// A secret that others can read too.
    #[error(
        "{} holds a secret and can be read by others (mode {has:04o}): make it private with `chmod {mode:o} {}`", 
        path.display(), path.display()
    )]
    OpenToOthers {
        /// The file.
        path: PathBuf,
        /// The mode that it has.
        has: u32,
        /// The mode that it should have.
        mode: u32,
    },
    /// How browsers reach the site is no origin.
    #[error(
        "`origin` is how browsers reach the site, such as \"https://portal.example\", with no path after it; it is \"{0}\""
    )]
    NoOrigin(String),
    /// There is a proxy, and everybody behind it would be one client.
    #[error(
        "browsers reach {0} by TLS, so a proxy stands before this server, and `proxies` does not name it: everybody would \
         count as one client and be refused together; add the address from which the proxy asks, such as \
         proxies = [\"127.0.0.1\"]"
    )]
    ProxyUnnamed(String),
}

impl ConfigError {
    /// What is wrong and on which line. The line itself may hold a password and is not said.
    fn malformed(path: &Path, text: &str, error: &toml::de::Error) -> Self {
        let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        Self::Malformed(path.to_owned(), line, error.message().replace('\n', " "))
    }
}

impl Config {
    fn default_listen() -> SocketAddr {
        SocketAddr::from(([127, 0, 0, 1], 8420))
    }

    /// Reads the file, and what the environment says above it.
    ///
    /// # Errors
    /// Names the file and what is wrong with it.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(path)
            .map_err(|error| ConfigError::Unreadable(path.to_owned(), error))?;
        let mut config: Self =
            toml::from_str(&text).map_err(|error| ConfigError::malformed(path, &text, &error))?;
        if config.databases().any(secret::has_password) {
            secret::is_private(path)?;
        }
        if let Ok(url) = std::env::var("PARVANEH_DATABASE_URL") {
            config.database_url = url;
        }
        if let Some(file) = std::env::var_os("PARVANEH_MASTER_KEY_FILE") {
            config.master_key_file = file.into();
        }
        for key in config.databases().filter_map(secret::tls_key) {
            secret::is_private(&key)?;
        }
        config.origin = config.origin.trim_end_matches('/').to_owned();
        Ok(config)
    }

    fn databases(&self) -> impl Iterator<Item = &str> {
        [Some(&self.database_url), self.read_database_url.as_ref()]
            .into_iter()
            .flatten()
            .map(String::as_str)
    }

    /// Reads the master key.
    ///
    /// # Errors
    /// Names the file; its content is in no message.
    pub fn master_key(&self) -> Result<Zeroizing<[u8; 32]>, ConfigError> {
        let path = &self.master_key_file;
        let text = secret::read(path)?;
        read_key(text.trim()).ok_or_else(|| ConfigError::NoMasterKey(path.clone()))
    }

    /// How the site is reached, and whom it trusts.
    ///
    /// # Errors
    /// An origin that is none, proxies that are not named, a root that is no key, and a trust list that
    /// cannot be read or is not the root's.
    pub fn site(&self) -> Result<Site, ConfigError> {
        self.check_way_in()?;
        let trust = self.trust.as_ref().map(TrustFiles::read).transpose()?;
        let (origin, proxies) = (self.origin.clone(), self.proxies.clone());
        Ok(Site { origin, proxies, forwarding: self.forwarding, trust, limits: self.limits })
    }

    /// Whether browsers can reach the site as the file says.
    fn check_way_in(&self) -> Result<(), ConfigError> {
        let origin = &self.origin;
        let host = ["https://", "http://"].iter().find_map(|scheme| origin.strip_prefix(scheme));
        if !host.is_some_and(|host| !host.is_empty() && !host.contains(['/', '?', '#', '@', ' '])) {
            return Err(ConfigError::NoOrigin(origin.clone()));
        }
        // TLS is never this program's own.
        if origin.starts_with("https://") && self.proxies.is_empty() {
            return Err(ConfigError::ProxyUnnamed(origin.clone()));
        }
        Ok(())
    }
}

impl TrustFiles {
    fn read(&self) -> Result<Trust, ConfigError> {
        let root = read_key(self.root.trim()).ok_or(ConfigError::NoRoot)?;
        let root = VerifyingKey::from_bytes(&root).map_err(|_| ConfigError::NoRoot)?;
        let path = &self.list_file;
        let list =
            std::fs::read(path).map_err(|error| ConfigError::Unreadable(path.clone(), error))?;
        TrustList::open(&list, &root).map_err(|_| ConfigError::NotTrusted(path.clone()))?;
        Ok(Trust { root, list })
    }
}

fn read_key(text: &str) -> Option<Zeroizing<[u8; 32]>> {
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    let mut key = Zeroizing::new([0; 32]);
    for (byte, place) in key.iter_mut().zip(0..) {
        *byte = u8::from_str_radix(text.get(place * 2..place * 2 + 2)?, 16).ok()?;
    }
    Some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(origin: &str, more: &str) -> Config {
        let needed = "database_url = \"postgres:///registry\"\nmaster_key_file = \"/k\"";
        toml::from_str(&format!("{needed}\norigin = \"{origin}\"\n{more}\n")).unwrap()
    }

    #[test]
    fn a_server_behind_a_proxy_that_is_not_named_is_not_started() {
        let secure = "https://portal.example";
        let way_in = |origin, more| config(origin, more).check_way_in();
        assert!(matches!(way_in(secure, ""), Err(ConfigError::ProxyUnnamed(_))));
        assert!(way_in(secure, "proxies = [\"127.0.0.1\"]").is_ok());
        assert!(way_in("http://localhost:8420", "").is_ok());
        for wrong in ["portal.example", "https://", "https://portal.example/desk", "ftp://x", ""] {
            let refused = config(wrong, "proxies = [\"127.0.0.1\"]").check_way_in();
            assert!(matches!(refused, Err(ConfigError::NoOrigin(_))), "{wrong}");
        }
    }
}
