//! An edition as a document: JSON that people can read, one line for each value.

use super::Catalogue;

/// The largest document that is read. All offices of the country take about a quarter of it.
pub const MAX_DOCUMENT_BYTES: usize = 16 * 1024 * 1024;

/// Why a file is not an edition.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// It is larger than any edition.
    #[error("the file is larger than {} MB", MAX_DOCUMENT_BYTES / 1024 / 1024)]
    TooLarge,
    /// It is not JSON, or not whole.
    #[error("line {line}, column {column}: this is not JSON")]
    NotJson {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
    },
    /// A value is missing, unknown or of another kind than belongs there.
    #[error("{path} (line {line}): {why}")]
    Misfit {
        /// Where, such as `fields[3].agency`; the whole document if it is empty.
        path: String,
        /// The line, from 1; 0 where it is not known.
        line: usize,
        /// What the reader says.
        why: String,
    },
}

impl Unreadable {
    /// Returns the stable code of this error.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooLarge => "too-large",
            Self::NotJson { .. } => "not-json",
            Self::Misfit { .. } => "misfit",
        }
    }
}

impl Catalogue {
    /// Reads a document. What can be read can still have flaws.
    ///
    /// # Errors
    /// Says where the document is not one.
    pub fn read(document: &[u8]) -> Result<Self, Unreadable> {
        if document.len() > MAX_DOCUMENT_BYTES {
            return Err(Unreadable::TooLarge);
        }
        // Editors on Windows put a mark before UTF-8.
        let document = document.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(document);
        let mut reader = serde_json::Deserializer::from_slice(document);
        let catalogue = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
            let path = error.path().to_string();
            unreadable(if path == "." { String::new() } else { path }, &error.into_inner())
        })?;
        reader.end().map_err(|error| unreadable(String::new(), &error))?;
        Ok(catalogue)
    }

    /// Reads a document that was taken apart.
    ///
    /// # Errors
    /// As [`Catalogue::read`], without lines.
    pub fn of_json(document: &serde_json::Value) -> Result<Self, Unreadable> {
        serde_path_to_error::deserialize(document).map_err(|error| {
            let path = error.path().to_string();
            unreadable(if path == "." { String::new() } else { path }, &error.into_inner())
        })
    }

    /// Takes the document apart.
    pub fn to_json(&self) -> serde_json::Value {
        // Every key is a text, and nothing else can go wrong.
        serde_json::to_value(self).unwrap_or_default()
    }

    /// Writes the document.
    pub fn write(&self) -> String {
        let mut document = serde_json::to_string_pretty(self).unwrap_or_default();
        document.push('\n');
        document
    }
}

fn unreadable(path: String, error: &serde_json::Error) -> Unreadable {
    use serde_json::error::Category;
    let (line, column) = (error.line(), error.column());
    match error.classify() {
        Category::Data => {
            let why = error.to_string();
            let why = why.split(" at line ").next().unwrap_or_default().to_owned();
            Unreadable::Misfit { path, line, why }
        }
        Category::Io | Category::Syntax | Category::Eof => Unreadable::NotJson { line, column },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::sample;

    fn misfit(document: &str) -> (String, String) {
        match Catalogue::read(document.as_bytes()) {
            Err(Unreadable::Misfit { path, why, .. }) => (path, why),
            other => (String::new(), format!("{other:?}")),
        }
    }

    #[test]
    fn a_document_that_was_written_reads_as_the_same_edition() {
        let document = sample().write();
        assert_eq!(Catalogue::read(document.as_bytes()), Ok(sample()));
        assert_eq!(Catalogue::of_json(&sample().to_json()), Ok(sample()));
        let marked = format!("\u{FEFF}{document}");
        assert_eq!(Catalogue::read(marked.as_bytes()), Ok(sample()));
    }

    #[test]
    fn a_document_is_written_in_plain_words() {
        let document = sample().write();
        for line in [
            r#""id": "1405/1-sample","#,
            r#""validFrom": "2026-04-04","#,
            r#""kind": "executive""#,
            r#""agency": "MCTH""#,
            r#""kind": "secretariat","#,
            r#""individual": 1500000000,"#,
            r#""onExpiry": "escalate""#,
            r#""day": "2026-03-21","#,
        ] {
            assert!(document.lines().any(|found| found.trim() == line), "{line}");
        }
    }

    #[test]
    fn a_misfit_is_named_by_its_place() {
        let document = sample().write();
        let broken = |from: &str, to: &str| misfit(&document.replacen(from, to, 1));
        let (path, why) = broken(r#""validFrom": "2026-04-04""#, r#""validFrom": "1405-01-15""#);
        assert_eq!(path, "edition.validFrom");
        assert!(why.contains("out of range"), "{why}");
        assert_eq!(broken(r#""official": false"#, r#""official": "no""#).0, "edition.official");
        assert_eq!(broken(r#""kind": "executive""#, r#""kind": "x""#).0, "agencies[0].kind");
        assert_eq!(broken("1500000000", "-1").0, "ceilings[0].individual");
        assert_eq!(broken("1500000000", "1.5").0, "ceilings[0].individual");
        assert_eq!(broken(r#""province": "00""#, r#""province": "0""#).0, "programmes[0].province");
        let (path, why) = broken(r#""licensable""#, r#""licensible""#);
        assert!(why.contains("unknown field `licensible`"), "{path}: {why}");
        let (path, why) = broken(r#""day": "2026-03-22""#, r#""day": "2026-03-21""#);
        assert_eq!(
            (path.as_str(), why.as_str()),
            ("calendar.holidays", "the day 2026-03-21 stands twice")
        );
        assert!(misfit("{}").1.contains("missing field"));
        assert!(misfit(&document.replacen('{', r#"{"papers": 1, "#, 1)).0.contains("papers"));
    }

    #[test]
    fn what_is_no_json_is_named_by_its_line() {
        let document = sample().write();
        let cut: String = document.lines().take(30).collect::<Vec<_>>().join("\n");
        let read = Catalogue::read(cut.as_bytes());
        assert!(matches!(read, Err(Unreadable::NotJson { line: 30, .. })), "{read:?}");
        let more = format!("{document}{document}");
        let read = Catalogue::read(more.as_bytes());
        assert!(matches!(read, Err(Unreadable::NotJson { .. })), "{read:?}");
        assert_eq!(Catalogue::read(&vec![b' '; MAX_DOCUMENT_BYTES + 1]), Err(Unreadable::TooLarge));
        assert!(matches!(Catalogue::read(&[0xFF, 0xFE]), Err(Unreadable::NotJson { line: 1, .. })));
        let deep = "[".repeat(100_000);
        assert!(Catalogue::read(deep.as_bytes()).is_err());
    }
}
