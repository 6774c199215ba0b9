//! The applicant's photograph, and why it will not be on the licence.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use documents::input::Photograph;
use domain::case::Case;
use domain::ids::ContentHash;
use domain::people::{Attachment, MediaType};

use crate::Error;
use crate::office::Office;

/// The document of the catalogue that is the applicant's photograph.
const PHOTOGRAPH: u32 = 20_002;

/// The picture that came last, as it came.
pub(super) fn file(office: &Office, case: &Case) -> Result<Option<Vec<u8>>, Error> {
    let picture = received(case).find(|photograph| is_picture(photograph));
    let bytes = picture.map(|picture| office.db.attachments().get(picture.content));
    Ok(bytes.transpose()?)
}

/// What has been found out about photographs, so that none is decoded each time its case is looked at.
#[derive(Debug, Default)]
pub(crate) struct Flaws(Mutex<HashMap<ContentHash, Option<&'static str>>>);

impl Flaws {
    /// Why the photograph that came last cannot be printed, with what to do, in Persian. The licence would have an
    /// empty place, so that whoever decides should know it before.
    pub(crate) fn of(&self, office: &Office, case: &Case) -> Option<&'static str> {
        let last = received(case).find(|one| is_picture(one)).or_else(|| received(case).next())?;
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(flaw) = known.get(&last.content) {
            return *flaw;
        }
        // One that cannot be read is told of where the documents are shown.
        let bytes = office.db.attachments().get(last.content).ok()?;
        let flaw = Photograph::of_picture(&bytes).err();
        known.insert(last.content, flaw);
        flaw
    }
}

/// Every photograph of the case, the newest first.
fn received(case: &Case) -> impl Iterator<Item = &Attachment> {
    let attachments = case.attachments.iter().rev().map(|received| &received.attachment);
    attachments.filter(|attachment| attachment.document.0 == PHOTOGRAPH)
}

const fn is_picture(attachment: &Attachment) -> bool {
    matches!(attachment.media, MediaType::Jpeg | MediaType::Png)
}
