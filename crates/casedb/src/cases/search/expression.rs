//! What the full-text index is asked.
//!
//! Every word is a beginning. The index answers the short ones from lists that it keeps for them. For a longer one
//! it merges the cases of all words that begin so before it names the first, and a word of every plan is in every
//! case. So a long beginning of few words is asked for as these words, whose cases are read as they are needed.

use domain::text::question;

use crate::db::Connection;
use crate::error::DbError;

/// The longest beginning, in letters, for which the index keeps a list.
const LONGEST_LISTED: usize = 4;
/// A beginning of more words than this is left to the index: each of them is rare.
const MOST_TERMS: usize = 8;

/// Words of the index, and the beginning that they have.
struct Known {
    beginning: String,
    terms: Vec<String>,
}

/// Returns what the full-text index is asked: of each word one of its forms; `None` if there is no word.
///
/// # Errors
/// What SQLite can do.
pub(in crate::cases) async fn match_expression(
    conn: &mut Connection,
    text: &str,
) -> Result<Option<String>, DbError> {
    let asked = question(text);
    if asked.is_empty() {
        return Ok(None);
    }
    let known = known(conn, &asked).await?;
    Ok(Some(expression(&asked, &known)))
}

/// Looks up which words there are with each long beginning, one more than [`MOST_TERMS`] at the most.
async fn known(conn: &mut Connection, asked: &[Vec<String>]) -> Result<Vec<Known>, DbError> {
    let mut known: Vec<Known> = Vec::new();
    for form in asked.iter().flatten().filter(|form| form.chars().count() > LONGEST_LISTED) {
        if known.iter().all(|known| &known.beginning != form) {
            known.push(Known { beginning: form.clone(), terms: Vec::new() });
        }
    }
    let mut open: Vec<usize> = (0..known.len()).collect();
    while !open.is_empty() {
        // No word has a control character, so that a word with one at its end stands right after the word itself.
        let from = open.iter().filter_map(|at| known.get(*at)).map(|known| {
            known.terms.last().map_or(known.beginning.clone(), |last| format!("{last}\u{1}"))
        });
        let found = next_terms(conn, from.collect()).await?;
        let mut going_on = Vec::new();
        for (at, term) in open.into_iter().zip(found) {
            let Some(known) = known.get_mut(at) else { continue };
            if let Some(term) = term.filter(|term| term.starts_with(&known.beginning)) {
                known.terms.push(term);
                if known.terms.len() <= MOST_TERMS {
                    going_on.push(at);
                }
            }
        }
        open = going_on;
    }
    Ok(known)
}

/// Returns the first word of the index from each of these on. Never two in a row: the way from one to the next leads
/// through all cases of the first.
async fn next_terms(
    conn: &mut Connection,
    from: Vec<String>,
) -> Result<Vec<Option<String>>, DbError> {
    let from = serde_json::Value::from(from).to_string();
    // The cast is for sqlx, which cannot describe a column that has no type, as those of `case_terms`.
    Ok(sqlx::query_scalar!(
        r#"select cast((select t.term from case_terms t where t.term >= f.value limit 1) as text)
                  as "term: String"
           from json_each(?) f order by f.key"#,
        from
    )
    .fetch_all(conn)
    .await?)
}

fn expression(asked: &[Vec<String>], known: &[Known]) -> String {
    // Folded words are letters and digits alone, so that nothing in them has a meaning for the index.
    let any_of = |forms: &Vec<String>| {
        let mut any: Vec<String> = Vec::new();
        for form in forms {
            match known.iter().find(|known| &known.beginning == form) {
                Some(Known { terms, .. }) if (1..=MOST_TERMS).contains(&terms.len()) => {
                    any.extend(terms.iter().map(|term| format!("\"{term}\"")));
                }
                Some(_) | None => any.push(format!("\"{form}\"*")),
            }
        }
        format!("({})", any.join(" OR "))
    };
    asked.iter().map(any_of).collect::<Vec<_>>().join(" AND ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_is_typed_has_a_meaning_for_the_index() {
        let asked = question("علي\u{200C} \"AND\" - NEAR(* ^ x:y");
        let own = ["(", ")", " OR ", " AND ", "\"", "*"];
        let expression = expression(&asked, &[]);
        let typed = own.iter().fold(expression, |rest, sign| rest.replace(sign, " "));
        assert!(typed.chars().all(|c| c == ' ' || c.is_alphanumeric()), "{typed}");
        assert!(question(" «» \u{200C}").is_empty());
    }

    #[test]
    fn a_beginning_of_few_words_is_asked_for_as_these_words() {
        let asked = vec![vec!["برجسته".to_owned(), "گلبرجسته".to_owned()]];
        let known = |terms| [Known { beginning: "برجسته".to_owned(), terms }];
        let few = known(vec!["برجسته".to_owned(), "برجستهکاری".to_owned()]);
        assert_eq!(expression(&asked, &few), "(\"برجسته\" OR \"برجستهکاری\" OR \"گلبرجسته\"*)");
        let many = known((0..=MOST_TERMS).map(|n| format!("برجسته{n}")).collect());
        assert_eq!(expression(&asked, &many), "(\"برجسته\"* OR \"گلبرجسته\"*)");
    }
}
