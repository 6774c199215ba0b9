//! How a server is set up: a file, and environment variables that stand above it.

use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use ed25519_dalek::VerifyingKey;
use serde::Deserialize;
use wire::proof::trust::TrustList;
use zeroize::Zeroizing;

use crate::files::{Bucket, FileError, Files};
use crate::verification::Trust;
use crate::web::limits::Bounds;

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
    /// Networks of our own proxies: only their word on where a request comes from is taken.
    #[serde(default)]
    pub proxies: Vec<Network>,
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
    /// What a file system can do; an address that is none.
    pub fn open(&self) -> Result<Files, FileError> {
        match self {
            Self::Folder(folder) => Files::in_folder(folder),
            Self::S3(bucket) => Files::in_bucket(bucket),
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
    /// Networks of our own proxies.
    pub proxies: Vec<Network>,
    /// Whom papers' signatures are checked against.
    pub trust: Option<Trust>,
    /// How often somebody may ask.
    pub limits: Bounds,
}

/// Why a server cannot be set up.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file is not there or cannot be read.
    #[error("{0} cannot be read: {1}")]
    Unreadable(PathBuf, std::io::Error),
    /// The file is not what it should be.
    #[error("{0}: {1}")]
    Malformed(PathBuf, String),
    /// The master key's file holds something else.
    #[error("{0} does not hold the 64 hexadecimal digits of a master key")]
    NoMasterKey(PathBuf),
    /// The root's key is none.
    #[error("the root's key is not 64 hexadecimal digits of an Ed25519 public key")]
    NoRoot,
    /// The root does not stand behind the trust list.
    #[error("{0} is no trust list of this root")]
    NotTrusted(PathBuf),
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
        let mut config: Self = toml::from_str(&text)
            .map_err(|error| ConfigError::Malformed(path.to_owned(), error.to_string()))?;
        if let Ok(url) = std::env::var("PARVANEH_DATABASE_URL") {
            config.database_url = url;
        }
        if let Some(file) = std::env::var_os("PARVANEH_MASTER_KEY_FILE") {
            config.master_key_file = file.into();
        }
        config.origin = config.origin.trim_end_matches('/').to_owned();
        Ok(config)
    }

    /// Reads the master key.
    ///
    /// # Errors
    /// Names the file; its content is in no message.
    pub fn master_key(&self) -> Result<Zeroizing<[u8; 32]>, ConfigError> {
        let path = &self.master_key_file;
        let text = std::fs::read_to_string(path)
            .map_err(|error| ConfigError::Unreadable(path.clone(), error))?;
        let text = Zeroizing::new(text);
        read_key(text.trim()).ok_or_else(|| ConfigError::NoMasterKey(path.clone()))
    }

    /// How the site is reached, and whom it trusts.
    ///
    /// # Errors
    /// A root that is no key, and a trust list that cannot be read or is not the root's.
    pub fn site(&self) -> Result<Site, ConfigError> {
        let trust = self.trust.as_ref().map(TrustFiles::read).transpose()?;
        let (origin, proxies) = (self.origin.clone(), self.proxies.clone());
        Ok(Site { origin, proxies, trust, limits: self.limits })
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

/// A network, such as `10.0.0.0/8`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Network {
    address: IpAddr,
    bits: u8,
}

/// A text that is no network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a network such as 10.0.0.0/8")]
pub struct NotANetwork;

impl Network {
    /// Whether an address lies in it.
    pub fn contains(&self, address: IpAddr) -> bool {
        match (self.address, address.to_canonical()) {
            (IpAddr::V4(ours), IpAddr::V4(theirs)) => {
                let shift = 32 - u32::from(self.bits);
                ours.to_bits().checked_shr(shift) == theirs.to_bits().checked_shr(shift)
            }
            (IpAddr::V6(ours), IpAddr::V6(theirs)) => {
                let shift = 128 - u32::from(self.bits);
                ours.to_bits().checked_shr(shift) == theirs.to_bits().checked_shr(shift)
            }
            _ => false,
        }
    }
}

impl FromStr for Network {
    type Err = NotANetwork;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (address, bits) = text.split_once('/').ok_or(NotANetwork)?;
        let address: IpAddr = address.parse().map_err(|_| NotANetwork)?;
        let bits: u8 = bits.parse().map_err(|_| NotANetwork)?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        if bits <= most { Ok(Self { address, bits }) } else { Err(NotANetwork) }
    }
}

impl<'de> Deserialize<'de> for Network {
    fn deserialize<D: serde::Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        String::deserialize(reader)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_holds_its_addresses_and_no_others() {
        let holds = |network: &str, address: &str| {
            network.parse::<Network>().unwrap().contains(address.parse().unwrap())
        };
        assert!(holds("10.0.0.0/8", "10.200.3.4"));
        assert!(!holds("10.0.0.0/8", "11.0.0.1"));
        assert!(holds("0.0.0.0/0", "203.0.113.9"));
        assert!(holds("::1/128", "::1"));
        assert!(!holds("::1/128", "::2"));
        assert!(holds("10.0.0.0/8", "::ffff:10.1.1.1"));
        for wrong in ["10.0.0.0", "10.0.0.0/33", "x/8", ""] {
            assert_eq!(wrong.parse::<Network>(), Err(NotANetwork), "{wrong}");
        }
    }
}
