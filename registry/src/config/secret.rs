//! Files that hold a secret: they are read only where nobody else can read them.

use std::fs::File;
use std::io::Read as _;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::ConfigError;

/// Reads a secret's file.
///
/// # Errors
/// Names the file, and the command that closes it where others can read it; its content is in no message.
pub fn read(path: &Path) -> Result<Zeroizing<String>, ConfigError> {
    let unreadable = |error| ConfigError::Unreadable(path.to_owned(), error);
    let mut file = File::open(path).map_err(unreadable)?;
    refuse_open(path, &file.metadata().map_err(unreadable)?)?;
    let mut text = Zeroizing::new(String::new());
    file.read_to_string(&mut text).map_err(unreadable)?;
    Ok(text)
}

/// Looks at who can read a secret's file that somebody else reads.
///
/// # Errors
/// As [`read`].
pub fn is_private(path: &Path) -> Result<(), ConfigError> {
    let unreadable = |error| ConfigError::Unreadable(path.to_owned(), error);
    refuse_open(path, &std::fs::metadata(path).map_err(unreadable)?)
}

fn refuse_open(path: &Path, metadata: &std::fs::Metadata) -> Result<(), ConfigError> {
    match private_mode(metadata.mode(), metadata.uid()) {
        None => Ok(()),
        Some(mode) => Err(ConfigError::OpenToOthers {
            path: path.to_owned(),
            has: metadata.mode() & 0o7777,
            mode,
        }),
    }
}

/// The mode that a file should have instead of its own; nothing where it is private. As PostgreSQL has it for its keys:
/// a file of root's may be read by its group, which is how a service reads what it may not change.
const fn private_mode(mode: u32, owner: u32) -> Option<u32> {
    let (others, should) = if owner == 0 { (0o027, 0o640) } else { (0o077, 0o600) };
    if mode & others == 0 { None } else { Some(should) }
}

/// Whether the address of a database holds a password.
pub fn has_password(url: &str) -> bool {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = rest.split(['/', '?']).next().unwrap_or_default();
    let user = authority.rsplit_once('@').map_or("", |(user, _)| user);
    user.split_once(':').is_some_and(|(_, password)| !password.is_empty())
        || parameter(url, "password").is_some()
}

/// The file of the key with which a server shows PostgreSQL who it is, where the address names one.
pub fn tls_key(url: &str) -> Option<PathBuf> {
    ["sslkey", "ssl-key"].into_iter().find_map(|name| parameter(url, name)).map(PathBuf::from)
}

/// What the address says behind its question mark, read as what connects reads it.
fn parameter(url: &str, name: &str) -> Option<String> {
    let (_, query) = url.split_once('?')?;
    let mut pairs = form_urlencoded::parse(query.as_bytes());
    pairs.find(|(key, value)| key == name && !value.is_empty()).map(|(_, value)| value.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_its_owners_and_roots_may_be_its_groups() {
        for (mode, owner, should) in [
            (0o100_600, 1000, None),
            (0o100_400, 1000, None),
            (0o100_640, 1000, Some(0o600)),
            (0o100_644, 1000, Some(0o600)),
            (0o100_601, 1000, Some(0o600)),
            (0o100_640, 0, None),
            (0o100_660, 0, Some(0o640)),
            (0o100_644, 0, Some(0o640)),
            (0o100_604, 0, Some(0o640)),
        ] {
            assert_eq!(private_mode(mode, owner), should, "{mode:o} of {owner}");
        }
    }

    #[test]
    fn a_password_and_a_key_are_found_in_the_address_of_a_database() {
        for with in ["postgres://a:b@db/x", "postgres://db/x?user=a&password=b"] {
            assert!(has_password(with), "{with}");
        }
        for without in [
            "postgres://a@%2Frun%2Fpg/x",
            "postgres://db:5432/x",
            "postgres:///x",
            "postgres://a:@db",
        ] {
            assert!(!has_password(without), "{without}");
        }
        let key = tls_key("postgres://db/x?sslmode=verify-full&sslkey=%2Fetc%2Fparvaneh/db.key");
        assert_eq!(key, Some(PathBuf::from("/etc/parvaneh/db.key")));
        assert_eq!(tls_key("postgres://db/x?sslrootcert=/etc/ca.pem"), None);
    }
}
