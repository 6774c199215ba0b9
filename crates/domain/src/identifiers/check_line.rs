//! One line in, one line out: the answer of the headless door about an identifier.

use super::{
    Iban, IdentifierError, Landline, LegalId, LicenceNumber, Mobile, NationalId, PostalCode,
    TrackingCode,
};

/// Which identifier a line is taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdentifierKind {
    /// A person's ID.
    NationalId,
    /// A legal person's ID.
    LegalId,
    /// A postal code.
    PostalCode,
    /// A mobile number.
    Mobile,
    /// A landline with its area code.
    Landline,
    /// An Iranian IBAN.
    Iban,
    /// A licence number.
    LicenceNumber,
    /// A tracking code.
    TrackingCode,
}

impl IdentifierKind {
    /// Every kind, in the order of the command's help.
    pub const ALL: [Self; 8] = [
        Self::NationalId,
        Self::LegalId,
        Self::PostalCode,
        Self::Mobile,
        Self::Landline,
        Self::Iban,
        Self::LicenceNumber,
        Self::TrackingCode,
    ];

    /// Returns the name by which the command line knows this kind.
    pub fn name(self) -> &'static str {
        match self {
            Self::NationalId => "national-id",
            Self::LegalId => "legal-id",
            Self::PostalCode => "postal-code",
            Self::Mobile => "mobile",
            Self::Landline => "landline",
            Self::Iban => "iban",
            Self::LicenceNumber => "licence-number",
            Self::TrackingCode => "tracking-code",
        }
    }

    /// Finds a kind by its name.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Returns the canonical text of an identifier of this kind.
    ///
    /// # Errors
    /// Refuses what the kind's own `parse` refuses.
    pub fn canonical(self, text: &str) -> Result<String, IdentifierError> {
        match self {
            Self::NationalId => NationalId::parse(text).map(|id| id.to_string()),
            Self::LegalId => LegalId::parse(text).map(|id| id.to_string()),
            Self::PostalCode => PostalCode::parse(text).map(|code| code.to_string()),
            Self::Mobile => Mobile::parse(text).map(|number| number.to_string()),
            Self::Landline => Landline::parse(text).map(|number| number.to_string()),
            Self::Iban => Iban::parse(text).map(|iban| iban.to_string()),
            Self::LicenceNumber => LicenceNumber::parse(text).map(|number| number.to_string()),
            Self::TrackingCode => TrackingCode::parse(text).map(|code| code.to_string()),
        }
    }
}

/// Answers one line of any bytes with `ok CANONICAL` or `bad CODE`.
pub fn check_line(kind: IdentifierKind, line: &[u8]) -> String {
    let text = std::str::from_utf8(line).map_err(|_| IdentifierError::NotText);
    match text.and_then(|text| kind.canonical(text)) {
        Ok(canonical) => format!("ok {canonical}"),
        Err(error) => format!("bad {}", error.code()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_answered_with_the_canonical_text_or_a_code() {
        let check = |kind, line: &str| check_line(kind, line.as_bytes());
        assert_eq!(check(IdentifierKind::NationalId, "۰۰۷۶۲۲۹۶۴۵\r\n"), "ok 0076229645");
        assert_eq!(check(IdentifierKind::NationalId, "76229645"), "bad needs-padding");
        assert_eq!(check(IdentifierKind::Mobile, "+98 918 123 4567"), "ok 09181234567");
        assert_eq!(check_line(IdentifierKind::Iban, b"IR\xFF"), "bad not-text");
    }

    #[test]
    fn every_kind_is_found_by_its_name() {
        for kind in IdentifierKind::ALL {
            assert_eq!(IdentifierKind::by_name(kind.name()), Some(kind));
        }
        assert_eq!(IdentifierKind::by_name("passport"), None);
    }
}
