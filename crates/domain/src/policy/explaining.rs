//! What the explanation of a refusal has to say in words of its own.

use std::collections::BTreeSet;

use crate::catalogue::{Catalogue, Condition, ConditionNumber};
use crate::text::search_key;

/// How many words of its own an explanation needs, beside those of the conditions that it explains: one sentence
/// that says what was seen.
pub const OWN_WORDS: usize = 5;
/// How many letters those words have together.
pub const OWN_LETTERS: usize = 20;
/// A word with an ending («مجوزها») is the word without it, where the word has as many letters.
const STEM: usize = 4;

/// Words that say nothing about a case: those of every refusal, of courtesy, and those that only join others.
const SAID_BY_ALL: &str = "درخواست شما رد شرط برآورده کارشناس توضیح متقاضی محترم گرامی عزیز سلام احترام \
    لطفا باسلام بااحترام \
    و در به از که با را تا یا هم نه این آن او ما من آنها اینکه آنکه چه برای بر اما ولی نیز پس اگر چون همین همان \
    است هست نیست بود نبود باشد نباشد شد نشد شده نشده شود نشود میشود نمیشود میباشد نمیباشد گردد نگردد میگردد نمیگردد \
    دارد ندارد داشت نداشت کرد کرده کند نکند میکند نمیکند باید نباید می نمی ها های";

/// The rows of the Persian keyboard (ISIRI 9147) and the alphabet: what a hand writes that wants to write nothing.
const ROWS: [&str; 4] =
    ["ضصثقفغعهخحجچ", "شسیبلاتنمکگ", "ظطزرذدپو", "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"];
/// So many letters beside each other in a row are no word.
const IN_A_ROW: usize = 3;
/// The words by which printers' filler is known.
const FILLER: [&str; 2] = ["لورم", "ایپسوم"];

/// What an explanation says that its conditions do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwnWords {
    /// Different words.
    pub words: usize,
    /// The letters in them.
    pub letters: usize,
}

impl OwnWords {
    /// Counts in a text what neither the conditions nor every refusal says. Signs, numbers, single letters, one
    /// letter again and again, a row of keys, what is not Persian script, and a word said again are no words; a
    /// printer's filler has none.
    pub fn of(text: &str, explained: &[&Condition]) -> Self {
        let texts = explained.iter().flat_map(|condition| [&*condition.title, &*condition.text]);
        let said: BTreeSet<String> = texts.chain([SAID_BY_ALL]).flat_map(words_of).collect();
        let mut own: Vec<String> = Vec::new();
        for word in words_of(text) {
            let again = |other: &String| same(other, &word);
            if !said.iter().any(again) && !own.iter().any(again) {
                own.push(word);
            }
        }
        let letters = own.iter().map(|word| word.chars().filter(|c| c.is_alphabetic()).count());
        Self { words: own.len(), letters: letters.sum() }
    }

    /// Counts in the explanation of a refusal by these numbers.
    pub fn explaining(text: &str, numbers: &[ConditionNumber], catalogue: &Catalogue) -> Self {
        let cited: Vec<_> = numbers.iter().filter_map(|it| catalogue.condition(*it)).collect();
        Self::of(text, &cited)
    }

    /// Whether it explains anything.
    pub const fn suffice(self) -> bool {
        self.words >= OWN_WORDS && self.letters >= OWN_LETTERS
    }
}

fn words_of(text: &str) -> Vec<String> {
    let key = search_key(text);
    if FILLER.iter().any(|filler| key.split(' ').any(|word| word == *filler)) {
        return Vec::new();
    }
    key.split(' ').filter(|word| is_word(word)).map(ToOwned::to_owned).collect()
}

fn is_word(word: &str) -> bool {
    let letters: Vec<char> = word.chars().filter(|c| c.is_alphabetic()).collect();
    let different: BTreeSet<char> = letters.iter().copied().collect();
    let persian = letters.iter().all(|c| ('\u{600}'..='\u{6FF}').contains(c));
    different.len() > 1 && persian && !is_row_of_keys(&letters)
}

/// Whether the letters stand beside each other on the keyboard or in the alphabet, either way round.
fn is_row_of_keys(letters: &[char]) -> bool {
    let forth: String = letters.iter().collect();
    let back: String = letters.iter().rev().collect();
    letters.len() >= IN_A_ROW && ROWS.iter().any(|row| row.contains(&forth) || row.contains(&back))
}

/// Whether two words are one, apart from an ending.
fn same(one: &str, other: &str) -> bool {
    let begins = |long: &str, short: &str| short.chars().count() >= STEM && long.starts_with(short);
    one == other || begins(one, other) || begins(other, one)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::sample;

    #[test]
    fn an_explanation_says_more_than_the_condition() {
        let catalogue = sample();
        let skill = [ConditionNumber(22)];
        for (text, words) in [
            ("متقاضی باید گواهی آموزشی یا مهارت معتبر در همان رشته داشته باشد.", 0),
            // Another spelling of the same: Arabic letters, no half-space, no full stop, the title alone.
            ("متقاضي بايد گواهي آموزشي يا مهارت معتبر در همان رشته داشته باشد", 0),
            ("گواهی مهارت!", 0),
            ("گواهی‌ها، گواهیش و مهارتی", 0),
            ("— . ؛ ۲۲ (۲۲)", 0),
            ("ااا ببب پپپ تتت", 0),
            ("ضصثق شسیب لاتن ظطزر فغعه منتا بپت", 0),
            ("lorem ipsum dolor sit amet consectetur", 0),
            ("The certificate was issued for another field", 0),
            ("لورم ایپسوم متن ساختگی با تولید سادگی نامفهوم از صنعت چاپ است", 0),
            ("با سلام و احترام، متقاضی محترم، درخواست شما رد شد.", 0),
            ("که این آن نیست و نمی‌شود و نباید باشد", 0),
            ("ناقص ناقص ناقص ناقص‌ها", 1),
            ("گواهی مهارت ندارد ندارد ندارد", 0),
            ("این گواهی برای رشتهٔ دیگری است", 1),
            ("اعتبار گواهی در ۱۴۰۴/۱۲/۲۹ پایان یافته است", 3),
            ("صادرکنندهٔ گواهی این شماره را در دفتر خود ندارد و مهر آن خوانده نمی‌شود", 6),
        ] {
            assert_eq!(OwnWords::explaining(text, &skill, &catalogue).words, words, "{text}");
        }
    }

    #[test]
    fn five_words_of_its_own_with_twenty_letters_explain() {
        let suffices = |text| OwnWords::of(text, &[]).suffice();
        assert!(!suffices("خانه سند تجاری دارد"), "three words");
        assert!(!suffices("بازدید خانه سند تجاری"), "four words");
        assert!(!suffices("اب تب سد کف گل مو نخ"), "seven words of fourteen letters");
        assert!(suffices("در بازدید دیده شد که خانه سند تجاری دارد"));
    }
}
