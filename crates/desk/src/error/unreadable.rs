//! JSON that is not what was expected, in words for people. What stands there is never repeated: it may be about an
//! applicant.

use super::{Error, ErrorCode};
use crate::views::numbers;

/// The bounds of the numbers that a request can have, by the name that readers of JSON give them.
const BOUNDS: [(&str, &str, &str); 4] = [
    ("u16", "0", "65535"),
    ("u32", "0", "4294967295"),
    ("u64", "0", "18446744073709551615"),
    ("i64", "-9223372036854775808", "9223372036854775807"),
];

impl Error {
    /// Says where JSON is not what was expected, and what was.
    pub fn unreadable(error: &serde_json::Error) -> Self {
        let said = error.to_string();
        let names_only = ["unknown variant", "unknown field", "missing field"];
        let message = if let Some(sentence) = own_words(&said) {
            sentence.to_owned()
        } else if let Some(bounds) = bounds(&said) {
            bounds
        } else if names_only.iter().any(|of| said.starts_with(of)) {
            format!("ورودی JSON پذیرفته نیست: {said}")
        } else {
            let (line, column) = (error.line(), error.column());
            format!("ورودی JSON خوانده نشد یا از گونه‌ای دیگر است (line {line}, column {column}).")
        };
        Self::saying(ErrorCode::InputInvalid, message)
    }
}

/// Sentences of ours, which begin with the name of a field; the reader adds where it stands.
fn own_words(said: &str) -> Option<&str> {
    let end = said.rfind(" at line ").unwrap_or(said.len());
    // What is of another kind is told with what was expected, which is our sentence.
    let sentence = said.rfind("expected «").map_or(0, |at| at + "expected ".len());
    said.get(sentence..end).filter(|sentence| sentence.starts_with('«'))
}

/// What a number outside its type has to be.
fn bounds(said: &str) -> Option<String> {
    let is_number = ["integer `", "floating point `"].iter().any(|kind| said.contains(kind));
    let out_of_range = said.contains("number out of range");
    let (_, expected) = said.rsplit_once("expected ").unwrap_or_default();
    let of = |(name, _, _): &&(&str, &str, &str)| expected.starts_with(*name);
    match BOUNDS.iter().find(of) {
        Some((_, least, most)) if is_number => {
            Some(numbers::refusal("یکی از عددهای ورودی", least, most))
        }
        _ if out_of_range => Some("یکی از عددهای ورودی بزرگ‌تر از آن است که خوانده شود.".to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::views::acts::ActRequest;
    use crate::views::printing::{MarkSheetsRequest, SettleJobRequest};

    fn refused<T: serde::de::DeserializeOwned>(json: &str) -> String {
        let error = serde_json::from_str::<T>(json).map(|_| ()).expect_err("it is refused");
        let error = Error::unreadable(&error);
        assert_eq!(error.code, ErrorCode::InputInvalid, "{json}");
        error.message
    }

    #[test]
    fn numbers_out_of_range_are_named_with_their_bounds() {
        let service = r#"{"caseId":"1","act":{"act":"recordService","record":{"service":"training",
            "from":"1405/01/01","to":"1405/01/02","hours":HOURS,"provider":"","result":"suitable","certificateNo":null,
            "note":""}}}"#;
        for hours in ["999999", "0", "-1", "65536", "1.5", "1e3", "99999999999999999999", "\"7\""] {
            let said = refused::<ActRequest>(&service.replace("HOURS", hours));
            assert_eq!(said, "«ساعت خدمت» باید عددی درست از ۱ تا ۲۰۰۰ باشد.", "{hours}");
        }
        let cases = [
            (r#"{"act":"refuse","conditions":[7,-1],"explanation":""}"#, "«شمارهٔ شرط»"),
            (r#"{"act":"suspend","conditions":[70000],"reason":""}"#, "«شمارهٔ شرط»"),
            (r#"{"act":"check","row":-3,"answer":"right","pin":null}"#, "«ردیف فهرست بررسی»"),
            (
                r#"{"act":"check","row":3,"answer":"wrong","pin":{"attachment":"a","page":1,"x":5000,"y":1}}"#,
                "«جای نشان بر صفحه»",
            ),
            (
                r#"{"act":"referToBank","bank":"1","branch":"","amountRials":1e30,"budgetYear":1405,"minutesNumber":"","minutesOn":""}"#,
                "«مبلغ به ریال»",
            ),
            (
                r#"{"act":"referToBank","bank":"1","branch":"","amountRials":5000000,"budgetYear":14055,"minutesNumber":"","minutesOn":""}"#,
                "«سال بودجه»",
            ),
            (
                r#"{"act":"ask","items":[{"kind":"visit","about":null,"text":"","condition":1.5}]}"#,
                "«شمارهٔ شرط»",
            ),
        ];
        for (act, name) in cases {
            let said = refused::<ActRequest>(&format!(r#"{{"caseId":"1","act":{act}}}"#));
            assert!(said.starts_with(name) && said.ends_with("باشد."), "{act}: {said}");
        }
    }

    #[test]
    fn a_number_that_no_field_names_is_told_with_its_bounds_too() {
        for wrong in ["-1", "4294967296", "1.5", "99999999999999999999"] {
            let said = refused::<SettleJobRequest>(&format!(r#"{{"job":{wrong},"cameOut":0}}"#));
            assert!(said.contains("از ۰ تا ۴۲۹۴۹۶۷۲۹۵"), "{wrong}: {said}");
        }
        let said = refused::<MarkSheetsRequest>(r#"{"serials":[1e999],"state":{"kind":"sound"}}"#);
        assert!(said.contains("بزرگ‌تر"), "{said}");
    }

    #[test]
    fn what_was_typed_is_not_repeated() {
        let said = refused::<SettleJobRequest>(r#"{"job":"0520000013","cameOut":0}"#);
        assert!(!said.contains("0520000013"), "{said}");
    }
}
