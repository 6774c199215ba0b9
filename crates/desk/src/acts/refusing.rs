//! From what an officer cites to a refusal that rests on what is on record and was looked at.

use std::collections::BTreeSet;

use domain::catalogue::{Condition, ConditionNumber};
use domain::event::{Evidence, Fact, RefusalGround};
use domain::text::search_key;

use super::{Doing, input};
use crate::{Error, ErrorCode};

/// How many words of its own an explanation needs, beside those of the conditions that it explains.
const OWN_WORDS: usize = 3;
/// What every refusal says: no word of its own.
const SAID_BY_ALL: &str = "درخواست شما رد شد شرط برآورده نیست";

impl Doing<'_> {
    /// The refusal: with everything on record that shows the conditions, but of documents only those that
    /// this officer has opened.
    pub(super) fn refuse(&self, conditions: &[u16], explanation: &str) -> Result<Fact, Error> {
        let conditions = input::conditions(conditions);
        let cited: Vec<&Condition> =
            conditions.iter().filter_map(|number| self.catalogue.condition(*number)).collect();
        let grounds: Vec<RefusalGround> =
            cited.iter().flat_map(|condition| grounds(self, condition)).collect();
        let explanation = input::explanation(explanation)?;
        // Conditions without a ground are for the rules to name; the words come after them.
        let shown =
            |number: &ConditionNumber| grounds.iter().any(|ground| ground.condition == *number);
        let said: Vec<&str> =
            cited.iter().flat_map(|it| [&*it.title, &*it.text]).chain([SAID_BY_ALL]).collect();
        if conditions.iter().all(shown)
            && !conditions.is_empty()
            && own_words(explanation.as_str(), &said) < OWN_WORDS
        {
            return Err(Error::new(ErrorCode::ExplanationThin));
        }
        Ok(Fact::Refused { conditions, grounds, explanation })
    }
}

fn grounds(doing: &Doing<'_>, condition: &Condition) -> Vec<RefusalGround> {
    let Doing { case, catalogue, at, actor, .. } = doing;
    let mut found = domain::policy::grounds(case, catalogue, condition, at.tehran_date());
    found.retain(|ground| opened(ground, case, &actor.officer));
    found
}

/// Whether a ground is no document, or one that an officer has opened.
pub(crate) fn opened(
    ground: &RefusalGround,
    case: &domain::case::Case,
    officer: &domain::ids::OfficerId,
) -> bool {
    match ground.evidence {
        Evidence::Document(attachment) => case.opened_by(officer, attachment),
        Evidence::Row(_) | Evidence::Unanswered(_) | Evidence::Circumstance(_) => true,
    }
}

/// How many different words a text has that others do not have. Signs, numbers, single letters and one letter
/// again and again are no words.
fn own_words(text: &str, others: &[&str]) -> usize {
    let words = |text: &str| -> BTreeSet<String> {
        let key = search_key(text);
        key.split(' ').filter(|word| is_word(word)).map(ToOwned::to_owned).collect()
    };
    let said: BTreeSet<String> = others.iter().flat_map(|text| words(text)).collect();
    words(text).difference(&said).count()
}

fn is_word(word: &str) -> bool {
    let letters: BTreeSet<char> = word.chars().filter(|c| c.is_alphabetic()).collect();
    letters.len() > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_explanation_says_more_than_the_condition() {
        let condition =
            ["گواهی مهارت", "متقاضی باید گواهی آموزشی یا مهارت معتبر در همان رشته داشته باشد."];
        for (text, own) in [
            ("متقاضی باید گواهی آموزشی یا مهارت معتبر در همان رشته داشته باشد.", 0),
            // Another spelling of the same: Arabic letters, no half-space, no full stop, the title alone.
            ("متقاضي بايد گواهي آموزشي يا مهارت معتبر در همان رشته داشته باشد", 0),
            ("گواهی مهارت!", 0),
            ("گواهی مهارت... گواهی مهارت", 0),
            ("— . ؛ ۲۲ (۲۲)", 0),
            ("ااا ببب پپپ تتت", 0),
            ("رد رد رد رد", 1),
            ("گواهی مهارت ندارد ندارد ندارد", 1),
            ("این گواهی برای رشتهٔ دیگری است", 4),
            ("اعتبار گواهی در ۱۴۰۴/۱۲/۲۹ پایان یافته است", 4),
        ] {
            assert_eq!(own_words(text, &condition), own, "{text}");
        }
    }
}
