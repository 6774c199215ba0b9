//! Shaping: a piece of text of one direction becomes glyphs from left to right.
//!
//! Every glyph carries exactly one character, so that text can be taken out of the page again:
//! readers turn what they find from left to right around, and a ligature that stood for two
//! characters would come out with the two exchanged. A ligature therefore keeps its last
//! character, and *carriers* without ink or width at its right edge hold the others.

use std::{cell::RefCell, collections::HashMap, rc::Rc};

use harfrust::{Buffer, BufferFlags, ClusterLevel, Direction, Language, ShapeOptions, ShaperFont};

use super::faces::{Face, Weight};

/// What a glyph looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// A glyph of the face.
    Drawn(u16),
    /// Nothing at all: it only holds a character.
    Carrier,
    /// A blank of the face, which is read with a mark before it.
    Blank(u16),
}

/// A glyph and the character it stands for. Lengths are thousandths of an em.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Glyph {
    pub(crate) form: Form,
    pub(crate) character: char,
    pub(crate) advance: i32,
    pub(crate) rise: i32,
    pub(crate) shift: i32,
}

impl Glyph {
    /// A glyph without ink or width that holds a character.
    pub(crate) const fn carrier(character: char) -> Self {
        Self { form: Form::Carrier, character, advance: 0, rise: 0, shift: 0 }
    }
}

/// Whether a character is a mark over or under the letter before it.
pub(crate) fn clings(c: char) -> bool {
    matches!(c, '\u{064b}'..='\u{065f}' | '\u{0670}')
}

/// The direction of a piece of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Course {
    RightToLeft,
    LeftToRight,
}

/// A shaped piece.
#[derive(Debug)]
pub(crate) struct Shaped {
    pub(crate) glyphs: Vec<Glyph>,
    pub(crate) width: i32,
}

/// Stands for a glyph that has no character of its own.
const NO_CHARACTER: char = '\u{200b}';

type Key = (Weight, Course, String);

thread_local! {
    /// Words come again and again within a document and from one document to the next. What a
    /// word looks like depends on nothing but the word, so remembering it changes no result.
    static REMEMBERED: RefCell<HashMap<Key, Rc<Shaped>>> = RefCell::new(HashMap::new());
}

/// The store is emptied when it holds this many words.
const REMEMBERED_WORDS: usize = 20_000;

/// Shapes a piece of text.
pub(crate) fn shape(weight: Weight, course: Course, text: &str) -> Rc<Shaped> {
    let key = (weight, course, text.to_owned());
    if let Some(found) = REMEMBERED.with_borrow(|store| store.get(&key).cloned()) {
        return found;
    }
    let shaped = Rc::new(shape_anew(weight.face(), course, text));
    REMEMBERED.with_borrow_mut(|store| {
        if store.len() >= REMEMBERED_WORDS {
            store.clear();
        }
        store.insert(key, Rc::clone(&shaped));
    });
    shaped
}

#[expect(clippy::expect_used, reason = "plan and buffer are made for each other right here")]
fn shape_anew(face: &Face, course: Course, text: &str) -> Shaped {
    let mut buffer = Buffer::new();
    // The real glyph of the zero-width non-joiner is kept; a blank would lose the character.
    buffer.set_flags(BufferFlags::PRESERVE_DEFAULT_IGNORABLES);
    buffer.set_cluster_level(ClusterLevel::MonotoneCharacters);
    buffer.push_str(text);
    let (plan, direction) = match course {
        Course::RightToLeft => (&face.right_to_left, Direction::RightToLeft),
        Course::LeftToRight => (&face.left_to_right, Direction::LeftToRight),
    };
    buffer.set_direction(direction);
    buffer.set_script(plan.script());
    buffer.set_language(Language::new("fa"));
    let font = ShaperFont::new(&face.font);
    harfrust::shape(&font, &mut buffer, ShapeOptions::new().plan(Some(plan)))
        .expect("the plan matches the buffer");

    let mut glyphs = Vec::with_capacity(buffer.len());
    let infos = buffer.glyph_infos();
    let mut at = 0;
    while at < infos.len() {
        let cluster = infos[at].cluster;
        let same = infos[at..].iter().take_while(|info| info.cluster == cluster).count();
        let start = usize::try_from(cluster).unwrap_or(0);
        let end = infos
            .iter()
            .filter_map(|info| usize::try_from(info.cluster).ok())
            .filter(|other| *other > start)
            .min()
            .unwrap_or(text.len());
        let mut characters: Vec<char> = text[start..end].chars().collect();
        if course == Course::RightToLeft {
            characters.reverse();
        }
        // With fewer glyphs than characters, marks over letters are held before the letter, and
        // the first letters of a ligature behind it.
        let spare = characters.len().saturating_sub(same);
        let marks = characters.iter().take_while(|c| clings(**c)).count().min(spare);
        glyphs.extend(characters.drain(..marks).map(Glyph::carrier));
        for offset in 0..same {
            let position = buffer.glyph_positions()[at + offset];
            glyphs.push(Glyph {
                form: Form::Drawn(u16::try_from(infos[at + offset].glyph_id).unwrap_or(0)),
                character: characters.get(offset).copied().unwrap_or(NO_CHARACTER),
                advance: position.x_advance,
                rise: position.y_offset,
                shift: position.x_offset,
            });
        }
        glyphs.extend(characters.into_iter().skip(same).map(Glyph::carrier));
        at += same;
    }
    let width = glyphs.iter().map(|glyph| glyph.advance).sum();
    Shaped { glyphs, width }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visual(text: &str) -> String {
        shape(Weight::Regular, Course::RightToLeft, text)
            .glyphs
            .iter()
            .map(|g| g.character)
            .collect()
    }

    #[test]
    fn each_glyph_stands_for_one_character_in_the_order_of_the_page() {
        for word in ["اسلامی", "غلامرضا", "می‌شود", "شمارهٔ", "کمّی", "لالهٔ", "اَللّٰه"]
        {
            let reversed: String = word.chars().rev().collect();
            assert_eq!(visual(word), reversed, "{word}");
        }
    }

    #[test]
    fn a_ligature_is_narrower_than_its_letters_apart() {
        let joined = shape(Weight::Regular, Course::RightToLeft, "لا");
        assert_eq!(joined.glyphs.iter().filter(|g| g.form == Form::Carrier).count(), 1);
        assert_eq!(joined.glyphs.last().map(|g| g.character), Some('ل'));
    }

    #[test]
    fn numbers_keep_their_order() {
        let shaped = shape(Weight::Regular, Course::LeftToRight, "۱۴۰۵/۰۹/۰۲");
        let read: String = shaped.glyphs.iter().map(|g| g.character).collect();
        assert_eq!(read, "۱۴۰۵/۰۹/۰۲");
    }
}
