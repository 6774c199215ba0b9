//! The page that verifies licences in any browser without a network: one file, with a root and lists inside.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail, ensure};

use crate::workspace::Workspace;
use crate::{page, say, tools};

/// What stands in the built page in place of root and lists.
const PLACE: &str = ">LISTS<";
/// The root of the demo authority. A test of `desk` keeps it true.
const DEMO_ROOT: &str = include_str!("../../docs/vectors/demo-root.hex");
const USAGE: &str = "cargo xtask verifier --root HEX --out FILE [--trust FILE] [--status-list FILE] [--host HOST] [--sample]";

/// What the page checks licences against.
#[derive(Debug, Default)]
pub struct Lists {
    /// The root's key in hexadecimal.
    pub root: String,
    /// The trust list.
    pub trust: Option<Vec<u8>>,
    /// The status list.
    pub status: Option<Vec<u8>>,
    /// Whether the root is a sample authority's, whose licences are none.
    pub origin: Origin,
    /// The authority's host: the page warns of links of another one.
    pub host: Option<String>,
}

/// Whose root it is.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// That of the authority.
    #[default]
    Authority,
    /// That of a demo office: the page says «نمونه» of all that it finds genuine.
    Sample,
}

/// Builds the page and writes it with the lists that the words name.
pub fn write(workspace: &Workspace, words: &[&str]) -> Result<()> {
    let (lists, out) = asked(words)?;
    check_origin(&lists)?;
    tools::node_packages(workspace)?;
    page::build_verifier(workspace)?;
    let page = filled(&template(workspace)?, &lists)?;
    fs::write(&out, &page).with_context(|| format!("{out} cannot be written"))?;
    say::text(&format!("{out}: {} bytes\n", page.len()));
    Ok(())
}

/// The demo authority's keys can be made by anyone. A page that took them for the authority's would call every forgery
/// genuine, and one that calls real licences samples would turn their holders away.
fn check_origin(lists: &Lists) -> Result<()> {
    let is_demo = lists.root.eq_ignore_ascii_case(DEMO_ROOT.trim());
    match lists.origin {
        Origin::Authority => ensure!(
            !is_demo,
            "this root is the demo authority's, whose key anyone can make: say --sample, or give the real root"
        ),
        Origin::Sample => {}
    }
    Ok(())
}

/// The built page, without lists.
pub fn template(workspace: &Workspace) -> Result<String> {
    let file = workspace.ui().join("dist-verifier/verifier.html");
    fs::read_to_string(&file).with_context(|| format!("{} isn't built", file.display()))
}

/// Puts root and lists into the page. They are data: the page's policy, which knows its script by its hash, is not touched.
pub fn filled(template: &str, lists: &Lists) -> Result<String> {
    let Lists { root, trust, status, origin, host } = lists;
    let is_key = root.len() == 64 && root.bytes().all(|digit| digit.is_ascii_hexdigit());
    ensure!(is_key, "a root is a key of 64 hexadecimal digits\n\n{USAGE}");
    ensure!(template.matches(PLACE).count() == 1, "the page has no place for lists");
    let (trust, status) = (quoted(trust.as_deref()), quoted(status.as_deref()));
    let sample = *origin == Origin::Sample;
    let host = host.as_deref().map(named_host).transpose()?;
    let host = host.map_or_else(|| "null".to_owned(), |host| format!("\"{host}\""));
    let data = format!(
        r#">{{"root":"{root}","trust":{trust},"status":{status},"sample":{sample},"host":{host}}}<"#
    );
    Ok(template.replace(PLACE, &data))
}

/// A host is put into the page as it is, so that it may hold nothing that ends a text of JSON or a script.
fn named_host(host: &str) -> Result<&str> {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-.:".contains(&byte);
    ensure!(!host.is_empty() && host.bytes().all(allowed), "`{host}` is no host\n\n{USAGE}");
    Ok(host)
}

fn quoted(bytes: Option<&[u8]>) -> String {
    bytes.map_or_else(|| "null".to_owned(), |bytes| format!("\"{}\"", hex(bytes)))
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.map(|digit| char::from(DIGITS[usize::from(digit)])).collect()
}

fn asked(words: &[&str]) -> Result<(Lists, String)> {
    let read =
        |file: &str| fs::read(Path::new(file)).with_context(|| format!("{file} cannot be read"));
    let (mut lists, mut out) = (Lists::default(), None);
    let mut rest = words;
    loop {
        rest = match rest {
            [] => break,
            ["--sample", rest @ ..] => {
                lists.origin = Origin::Sample;
                rest
            }
            ["--root", hex, rest @ ..] => {
                (*hex).clone_into(&mut lists.root);
                rest
            }
            ["--trust", file, rest @ ..] => {
                lists.trust = Some(read(file)?);
                rest
            }
            ["--status-list", file, rest @ ..] => {
                lists.status = Some(read(file)?);
                rest
            }
            ["--host", host, rest @ ..] => {
                lists.host = Some((*host).to_owned());
                rest
            }
            ["--out", file, rest @ ..] => {
                out = Some((*file).to_owned());
                rest
            }
            [other, ..] => bail!("`{other}` is not understood\n\n{USAGE}"),
        };
    }
    let out = out.with_context(|| format!("where shall the page go?\n\n{USAGE}"))?;
    Ok((lists, out))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEMPLATE: &str = r#"<script type="application/json" id="lists">LISTS</script>"#;

    #[test]
    fn root_and_lists_are_put_into_their_place() {
        let lists = Lists {
            root: "0a".repeat(32),
            trust: Some(vec![0x82, 0xFF]),
            status: None,
            origin: Origin::Sample,
            host: Some("parvaneh.example".to_owned()),
        };
        let page = filled(TEMPLATE, &lists).unwrap_or_default();
        let data = format!(
            r#"{{"root":"{}","trust":"82ff","status":null,"sample":true,"host":"parvaneh.example"}}"#,
            "0a".repeat(32)
        );
        assert_eq!(page, TEMPLATE.replace("LISTS", &data));
    }

    #[test]
    fn a_root_that_is_no_key_and_a_page_without_a_place_are_refused() {
        let with = |root: &str| Lists { root: root.to_owned(), ..Lists::default() };
        for root in ["", "0a", &"0g".repeat(32), &format!("\"{}", "0a".repeat(32))] {
            assert!(filled(TEMPLATE, &with(root)).is_err(), "{root}");
        }
        assert!(filled("", &with(&"0a".repeat(32))).is_err());
        for host in ["", "a\"b", "</script>", "a b"] {
            let lists = Lists { host: Some(host.to_owned()), ..with(&"0a".repeat(32)) };
            assert!(filled(TEMPLATE, &lists).is_err(), "{host}");
        }
    }

    #[test]
    fn the_demo_authoritys_root_is_taken_for_samples_alone() {
        let with = |root: &str, origin| Lists { root: root.to_owned(), origin, ..Lists::default() };
        let demo = DEMO_ROOT.trim();
        assert!(check_origin(&with(demo, Origin::Authority)).is_err());
        assert!(check_origin(&with(&demo.to_uppercase(), Origin::Authority)).is_err());
        assert!(check_origin(&with(demo, Origin::Sample)).is_ok());
        assert!(check_origin(&with(&"0a".repeat(32), Origin::Authority)).is_ok());
    }

    #[test]
    fn words_that_are_not_understood_are_named() {
        for words in [&["--out"][..], &["--root", "00"], &["--out", "a", "--colour"]] {
            assert!(asked(words).is_err(), "{words:?}");
        }
    }
}
