//! What the counter records of a covered applicant's supporter.

use domain::event::{Fact, SupporterWord};
use domain::identifiers::LicenceNumber;
use domain::people::{NamedSupporter, SupporterIdentity};

use super::{Doing, Done, input};
use crate::Error;
use crate::views::acts::NewAttachment;

impl Doing<'_> {
    /// The supporter's word with the licence's number and the scans that were seen.
    pub(super) fn supporter_seen(
        &self,
        licence: &str,
        attachments: &[NewAttachment],
    ) -> Result<Done, Error> {
        let licence = input::number("شمارهٔ مجوز پشتیبان", licence, 60)?;
        if attachments.is_empty() {
            return Err(input::invalid("اسکن مجوز پشتیبان و قرارداد پیوست نشده است."));
        }
        let (id, mut done, mut scans) = (self.case.id, Done::default(), Vec::new());
        for new in attachments {
            let (attachment, content) = self.attach(new)?;
            scans.push(attachment.content);
            done.blobs.push((attachment.content, content));
            done.facts.push((id, Fact::Attached { attachment }));
        }
        let word = SupporterWord::Counter { licence, scans };
        done.facts.push((id, Fact::SupporterConfirmed { word }));
        Ok(done)
    }
}

/// A supporter as the applicant names them.
pub(super) fn named(name: &str, identity: &str, licence: &str) -> Result<NamedSupporter, Error> {
    let identity = SupporterIdentity::parse(identity).map_err(|_| {
        input::invalid("شناسهٔ پشتیبان درست نیست؛ کد ملی ۱۰ رقم و شناسهٔ ملی ۱۱ رقم دارد.")
    })?;
    let licence = match licence.trim() {
        "" => None,
        typed => Some(LicenceNumber::parse(typed).map_err(|_| {
            input::invalid("شمارهٔ مجوز پشتیبان درست نیست؛ اگر آن را نمی‌دانید، خالی بگذارید.")
        })?),
    };
    Ok(NamedSupporter { name: input::name("نام پشتیبان", name, 120)?, identity, licence })
}
