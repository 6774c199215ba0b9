//! Finding cases by what somebody remembers of them.
//!
//! Words are folded as the index's are, and each must be the beginning of one that the case has. The
//! newest cases come first: ordering matches of a short beginning by their relevance would have to read
//! them all. What is typed as a whole code finds exactly its case.

mod expression;

use domain::catalogue::OfficeId;
use domain::text::to_ascii_digits;

use super::CaseLine;
use super::line::lines;
use crate::db::Connection;
use crate::error::DbError;

pub(super) use expression::match_expression;

/// Finds cases by words or by a whole code, newest first; of one office, or of all.
///
/// # Errors
/// What SQLite can do.
pub async fn search(
    conn: &mut Connection,
    text: &str,
    office: Option<&OfficeId>,
    limit: u32,
) -> Result<Vec<CaseLine>, DbError> {
    let office = office.map(OfficeId::as_str);
    if let Some(code) = whole_code(text) {
        let rows = lines!(
            "0",
            ["from cases c where (c.tracking_code = ?1 or c.identity = ?1 or c.licence_number = ?1 or c.external_code = ?1)
               and (?2 is null or exists (select 1 from case_offices o
                                          where o.office = ?2 and o.number = c.number))
             order by c.number desc limit ?3"],
            code,
            office,
            limit
        )
        .fetch_all(&mut *conn)
        .await?;
        if !rows.is_empty() {
            return rows.into_iter().map(CaseLine::try_from).collect();
        }
    }
    let Some(words) = match_expression(conn, text).await? else { return Ok(Vec::new()) };
    let rows = lines!(
        "0",
        ["from cases c where c.number in (
             select s.rowid from case_search s
             where s.case_search match ?1
               and (?2 is null or exists (select 1 from case_offices o
                                          where o.office = ?2 and o.number = s.rowid))
             order by s.rowid desc limit ?3)
         order by c.number desc"],
        words,
        office,
        limit
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(CaseLine::try_from).collect()
}

/// Returns a text as a code, if it has the length of one: digits without their separators.
fn whole_code(text: &str) -> Option<String> {
    let ascii = to_ascii_digits(text.trim());
    let digits: String = ascii.chars().filter(char::is_ascii_digit).collect();
    let only_digits = ascii.chars().all(|c| c.is_ascii_digit() || !c.is_alphanumeric());
    if only_digits { (8..=16).contains(&digits.len()).then_some(digits) } else { Some(ascii) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_in_any_digits_and_groups() {
        assert_eq!(whole_code("۰۰۰۰ ۰۱۲۳ ۴۷۱۴").as_deref(), Some("000001234714"));
        assert_eq!(whole_code("1234-5678-901-234").as_deref(), Some("12345678901234"));
        assert_eq!(whole_code("۱۲"), None);
        assert_eq!(whole_code("REQ/۱").as_deref(), Some("REQ/1"));
    }
}
