//! What the offices of this workstation word themselves in their papers.
//!
//! A text that was put into force is never changed: whoever edits it puts a new one into force, and a sheet
//! names the one with which it was drawn by its content.

use casedb::texts::{NewText, OfficeText};
use documents::input::Letterhead;
use documents::texts::own::{OwnText, TextPart};
use domain::catalogue::OfficeId;
use domain::ids::ContentHash;
use sha2::{Digest, Sha256};

use super::Office;
use crate::case_view::Names;
use crate::{Error, ErrorCode};

/// Every text that is or was in force, those of a part in their order.
pub(super) struct TextBook(Vec<OfficeText>);

impl TextBook {
    pub(super) async fn read(conn: &mut casedb::Connection) -> Result<Self, Error> {
        Ok(Self(casedb::texts::all(conn).await?))
    }

    fn of<'b>(
        &'b self,
        office: &'b OfficeId,
        part: TextPart,
    ) -> impl DoubleEndedIterator<Item = &'b OfficeText> {
        self.0.iter().filter(move |text| &text.office == office && text.part == part.name())
    }
}

impl Office {
    /// The texts of a part that an office put into force, oldest first. Without any the built-in one is.
    pub(crate) fn own_texts<'o>(
        &'o self,
        office: &'o OfficeId,
        part: TextPart,
    ) -> impl DoubleEndedIterator<Item = &'o OfficeText> {
        self.texts.of(office, part)
    }

    /// The content of the text that is in force, unless it is the built-in one.
    pub(crate) fn text_in_force(&self, office: &OfficeId, part: TextPart) -> Option<ContentHash> {
        self.own_texts(office, part).next_back().map(|text| text.hash)
    }

    /// The words of a content.
    pub(crate) fn words_of(&self, part: TextPart, hash: ContentHash) -> Result<OwnText, Error> {
        let found = self.texts.0.iter().find(|text| text.hash == hash);
        let found = found.ok_or_else(|| Error::new(ErrorCode::TextMissing))?;
        if content(&found.body) != hash {
            return Err(Error::internal(&"a text is not what its name says"));
        }
        OwnText::from_bytes(part, &found.body).map_err(|error| Error::internal(&error))
    }

    /// The words that are in force.
    pub(crate) fn words(&self, office: &OfficeId, part: TextPart) -> Result<OwnText, Error> {
        match self.text_in_force(office, part) {
            Some(hash) => self.words_of(part, hash),
            None => Ok(self.built_in_words(office, part)),
        }
    }

    /// The words with which every office begins.
    pub(crate) fn built_in_words(&self, office: &OfficeId, part: TextPart) -> OwnText {
        match part {
            TextPart::Letterhead => OwnText::of_letterhead(self.letterhead_in_catalogue(office)),
            TextPart::Of(_) => part.built_in(),
        }
    }

    /// The head of an office's paper as the catalogue has it.
    pub(crate) fn letterhead_in_catalogue(&self, office: &OfficeId) -> Letterhead {
        let known = self.catalogue.office(office);
        let head = known.map(|office| office.letterhead.clone());
        match head {
            Some(head) => Letterhead {
                lines: head.lines,
                address: head.address,
                postal_code: String::new(),
                telephone: head.phone,
            },
            None => Letterhead {
                lines: vec![Names::office(self, office)],
                address: String::new(),
                postal_code: String::new(),
                telephone: String::new(),
            },
        }
    }

    /// Puts words of the officer's office into force. Words that are in force already change nothing.
    pub(crate) async fn put_words(&mut self, part: TextPart, words: &OwnText) -> Result<(), Error> {
        let acting = self.acting().clone();
        if self.words(&acting.office, part)? == *words {
            return Ok(());
        }
        let body = words.to_bytes(part).map_err(|error| Error::internal(&error))?;
        let new = NewText {
            office: &acting.office,
            part: part.name(),
            hash: content(&body),
            body: &body,
            officer: &acting.account,
            at: self.now(),
        };
        let mut writer = self.db.write().await?;
        let text = casedb::texts::add(writer.conn(), new).await?;
        writer.commit().await?;
        self.texts.0.push(text);
        Ok(())
    }
}

fn content(body: &[u8]) -> ContentHash {
    ContentHash::from_bytes(Sha256::digest(body).into())
}
