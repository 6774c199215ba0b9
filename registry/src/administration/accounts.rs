//! Accounts as people type them: case, the three sets of digits and what copying brings along make no difference.

use domain::ids::OfficerId;
use domain::text::{is_invisible_mark, to_ascii_digits};
use sqlx::PgConnection;

use super::officers::wrong;
use crate::error::StoreError;

/// Reads an account, in the one spelling in which new ones are kept; nothing where it cannot be one.
pub fn typed(text: &str) -> Option<OfficerId> {
    let seen: String = text.chars().filter(|c| !is_invisible_mark(*c)).collect();
    OfficerId::parse(&to_ascii_digits(seen.trim()).to_ascii_lowercase()).ok()
}

/// The account that somebody means: the one of exactly this spelling, else the one that differs in case alone; of
/// several such ones from before, the one that was entered first.
///
/// # Errors
/// What PostgreSQL can do.
pub(super) async fn meant(
    conn: &mut PgConnection,
    text: &str,
) -> Result<Option<OfficerId>, StoreError> {
    let Some(folded) = typed(text) else { return Ok(None) };
    let exact = text.trim();
    // What holds a NUL is no text to PostgreSQL.
    let exact = OfficerId::parse(exact).unwrap_or_else(|_| folded.clone());
    let row = sqlx::query!(
        r#"select account from officers where lower(account collate "C") = $1
           order by account = $2 desc, entered_at_ms, account limit 1"#,
        folded.as_str(),
        exact.as_str()
    );
    let row = row.fetch_optional(conn).await?;
    row.map(|row| OfficerId::parse(&row.account).map_err(|_| wrong("account"))).transpose()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_read_as_phones_and_keyboards_write_it() {
        let read = |text: &str| typed(text).map(|account| account.as_str().to_owned());
        for text in
            ["moradi2", "Moradi2", " MORADI۲ ", "\u{200F}moradi٢\u{200E}", "moradi\u{FEFF}2"]
        {
            assert_eq!(read(text).as_deref(), Some("moradi2"), "{text:?}");
        }
        let long = "a".repeat(65);
        for text in ["", " ", "\0", "moradi\0", "mor\u{1}adi", "مرادی", "mor adi", long.as_str()]
        {
            assert_eq!(read(text), None, "{text:?}");
        }
    }
}
