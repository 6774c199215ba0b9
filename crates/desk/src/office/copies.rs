//! Whether the folder is the one that the workstation last wrote, or an older copy of it.
//!
//! The mark outside the folder tells ([`casedb::mark`]). An older copy goes on in a new stream and above the mark's
//! numbers. Where there is no mark, the officer says which it is, and nothing is recorded before.

use std::path::PathBuf;
use std::sync::Arc;

use casedb::mark::{Found, Mark, MarkKeeper, Standing, standing};
use casedb::streams::{self, Stream};
use casedb::{CaseDb, numbers};
use domain::dates::Instant;
use wire::ids::StreamId;

use super::Office;
use crate::clock::{Clock, Randomness};
use crate::platform::keyring::marks::KeyringCopy;
use crate::views::session::{CopyAnswer, CopyView, KeyStoreView};
use crate::{Error, ErrorCode};

/// What is around the folder of an office.
pub(crate) struct Surroundings {
    /// Where marks lie; nowhere when absent.
    pub(crate) state: Option<PathBuf>,
    pub(crate) opening: Opening,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) random: Arc<dyn Randomness>,
}

/// Whether an office can have a mark already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Opening {
    /// It is being made.
    Founding,
    /// It was there.
    Again,
}

/// What is known of other copies of the folder.
pub(crate) struct Copies {
    keeper: Arc<MarkKeeper>,
    keyring: Option<KeyringCopy>,
    known: Known,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Known {
    /// This is the folder that was last written.
    Settled,
    /// Nobody can tell without the officer.
    Asks { damaged: bool },
    /// This is an older copy; the officer has not read it yet.
    Older(Basis),
}

/// Where it is known from that a folder is an older copy.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Basis {
    /// Its mark is ahead.
    Mark,
    /// The officer said it.
    Word,
}

impl Copies {
    /// Takes the mark of a database and holds it to it. An older copy has a new stream afterwards.
    pub(super) async fn of(
        db: &mut CaseDb,
        key_store: &KeyStoreView,
        around: &Surroundings,
    ) -> Result<Self, Error> {
        let stream = streams::own(db.read().await?.conn()).await?;
        let stream = stream.ok_or_else(|| Error::internal(&"the office has no stream"))?;
        let (keeper, found) = MarkKeeper::take(around.state.as_deref(), stream.device)?;
        let keeper = Arc::new(keeper);
        if around.opening == Opening::Founding {
            db.keep_mark(Arc::clone(&keeper)).await?;
            return Ok(Self { keeper, keyring: None, known: Known::Settled });
        }
        let keyring = match key_store {
            KeyStoreView::Keyring { .. } => Some(KeyringCopy::of(stream.device)),
            KeyStoreView::Passphrase { .. } => None,
        };
        let damaged = found == Found::Damaged;
        if damaged {
            tracing::warn!("the mark of this workstation cannot be read");
        }
        let mut marks: Vec<Mark> = keyring.iter().filter_map(KeyringCopy::found).collect();
        if let Found::Mark(mark) = found {
            marks.push(mark);
        }
        let standing = standing(db.read().await?.conn(), &marks).await?;
        let known = match standing {
            Standing::Reached => Known::Settled,
            Standing::Unknown => Known::Asks { damaged },
            Standing::Older => {
                fork(db, &stream, Above::Marks(&marks), around.random.as_ref(), around.clock.now())
                    .await?;
                Known::Older(Basis::Mark)
            }
        };
        if !matches!(known, Known::Asks { .. }) {
            db.keep_mark(Arc::clone(&keeper)).await?;
        }
        let copies = Self { keeper, keyring, known };
        copies.copy_mark();
        Ok(copies)
    }

    /// Brings the keyring's copy up to numbers that were used since.
    fn copy_mark(&self) {
        if let (Some(keyring), Some(mark)) = (&self.keyring, self.keeper.mark())
            && !matches!(self.known, Known::Asks { .. })
        {
            keyring.keep_numbers_of(&mark);
        }
    }
}

impl Office {
    /// Refuses to record anything while nobody knows whether this is an older copy.
    pub(super) fn expect_settled_copy(&self) -> Result<(), Error> {
        match self.copies.known {
            Known::Settled | Known::Older(_) => Ok(()),
            Known::Asks { .. } => Err(Error::new(ErrorCode::CopyUnsettled)),
        }
    }

    /// What the officer has to say of the folder, or is told of it.
    pub(crate) fn copy(&self) -> CopyView {
        match self.copies.known {
            Known::Settled => CopyView::Settled,
            Known::Asks { damaged } => CopyView::Asks { damaged },
            Known::Older(basis) => CopyView::Older { told: told(basis) },
        }
    }

    /// Why the mark could not be written, if it could not.
    pub(crate) fn mark_fault(&self) -> Option<Error> {
        self.copies.keeper.fault().map(Error::from)
    }

    /// Brings the keyring's copy of the mark up to numbers that were used since.
    pub(crate) fn copy_mark(&self) {
        self.copies.copy_mark();
    }

    /// Takes the officer's word for what the folder is.
    pub(crate) async fn settle_copy(&mut self, answer: CopyAnswer) -> Result<(), Error> {
        let basis = match (self.copies.known, answer) {
            (Known::Asks { .. }, CopyAnswer::Same) | (Known::Older(_), CopyAnswer::Read) => None,
            (Known::Asks { .. }, CopyAnswer::Older) => Some(Basis::Word),
            (Known::Settled, CopyAnswer::Same | CopyAnswer::Older | CopyAnswer::Read)
            | (Known::Asks { .. }, CopyAnswer::Read)
            | (Known::Older(_), CopyAnswer::Same | CopyAnswer::Older) => {
                let message = "دربارهٔ این پوشهٔ داده چیزی پرسیده نشده است.";
                return Err(Error::saying(ErrorCode::InputInvalid, message));
            }
        };
        if basis.is_some() {
            let (random, now) = (Arc::clone(&self.random), self.now());
            self.stream = fork(&self.db, &self.stream, Above::All, random.as_ref(), now).await?;
        }
        if matches!(self.copies.known, Known::Asks { .. }) {
            self.db.keep_mark(Arc::clone(&self.copies.keeper)).await?;
        }
        self.copies.known = basis.map_or(Known::Settled, Known::Older);
        self.copies.copy_mark();
        self.give_back_of_older().await
    }

    /// What waited in an older copy may have been sealed since, and is a draft again.
    pub(super) async fn give_back_of_older(&mut self) -> Result<(), Error> {
        match self.copies.known {
            Known::Settled | Known::Asks { .. } => Ok(()),
            Known::Older(_) => {
                let message =
                    "این پوشهٔ داده نسخه‌ای کهنه است و این تصمیم شاید در نسخهٔ تازه‌تر قطعی شده باشد.";
                self.give_back_all(&Error::saying(ErrorCode::OlderCopy, message)).await
            }
        }
    }

    /// Closes the database, and leaves the mark as it then is with the keyring.
    pub(crate) async fn close(self) -> Result<(), Error> {
        let Self { db, copies, .. } = self;
        let closed = db.close().await;
        let Copies { keeper, keyring, known } = copies;
        if let (Some(keyring), Some(mark)) = (keyring, keeper.mark())
            && !matches!(known, Known::Asks { .. })
        {
            crate::desk::blocking(move || keyring.keep_at_last(&mark)).await?;
        }
        Ok(closed?)
    }
}

/// Above which numbers a new stream goes on.
enum Above<'m> {
    /// Those of the marks.
    Marks(&'m [Mark]),
    /// All that are leased here: nobody knows which of them were used.
    All,
}

/// Goes on in a new stream.
async fn fork(
    db: &CaseDb,
    parent: &Stream,
    above: Above<'_>,
    random: &dyn Randomness,
    now: Instant,
) -> Result<Stream, Error> {
    let mut writer = db.write().await?;
    let conn = writer.conn();
    match above {
        Above::Marks(marks) => {
            for mark in marks {
                numbers::go_above(conn, &mark.numbers).await?;
            }
        }
        Above::All => numbers::give_up_blocks(conn).await?,
    }
    let id = StreamId::from_bytes(random.identifier(now));
    let stream = streams::fork(conn, parent, id, now).await?;
    writer.commit().await?;
    tracing::warn!(parent = %parent.id, stream = %stream.id, "an older copy goes on in a new stream");
    Ok(stream)
}

fn told(basis: Basis) -> Error {
    match basis {
        Basis::Mark => Error::new(ErrorCode::OlderCopy),
        Basis::Word => Error {
            hint: "از شماره‌های مجوزی که این نسخه می‌شناخت دیگر شماره‌ای داده نمی‌شود، چون شاید داده شده باشد. برای صدور مجوز باید بستهٔ تازه‌ای از شماره‌ها برسد.".to_owned(),
            ..Error::saying(
                ErrorCode::OlderCopy,
                "کار این نسخهٔ کهنه از همین‌جا در زنجیره‌ای تازه ادامه می‌یابد.",
            )
        },
    }
}
