//! Whether the folder is the one that the workstation last wrote, or an older copy of it.
//!
//! The mark outside the folder tells ([`casedb::mark`]). An older copy goes on in a new stream and above the mark's
//! numbers. Where there is no mark, the officer says which it is, and nothing is recorded before.

use std::path::PathBuf;
use std::sync::Arc;

use casedb::log::append::open_next;
use casedb::mark::{Found, Mark, MarkKeeper, Standing, standing};
use casedb::{CaseDb, numbers, streams};
use domain::ids::EventId;
use domain::office_event::OfficeEvent;
use wire::envelope::{Unsealed, seal};
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
    /// Takes the marks of a database, and says how it stands to them.
    pub(super) async fn of(
        db: &mut CaseDb,
        key_store: &KeyStoreView,
        around: &Surroundings,
    ) -> Result<(Self, Vec<Mark>), Error> {
        let stream = streams::own(db.read().await?.conn()).await?;
        let stream = stream.ok_or_else(|| Error::internal(&"the office has no stream"))?;
        let (keeper, found) = MarkKeeper::take(around.state.as_deref(), stream.device)?;
        let keeper = Arc::new(keeper);
        if around.opening == Opening::Founding {
            return Ok((Self { keeper, keyring: None, known: Known::Settled }, Vec::new()));
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
        let known = match standing(db.read().await?.conn(), &marks).await? {
            Standing::Reached => Known::Settled,
            Standing::Unknown => Known::Asks { damaged },
            Standing::Older => Known::Older(Basis::Mark),
        };
        Ok((Self { keeper, keyring, known }, marks))
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
            self.go_on_in_new_stream(Above::All).await?;
        }
        self.copies.known = basis.map_or(Known::Settled, Known::Older);
        self.keep_mark().await
    }

    /// Holds the office to the marks that were found of it.
    pub(super) async fn hold_to(&mut self, marks: Vec<Mark>) -> Result<(), Error> {
        match self.copies.known {
            Known::Settled => {}
            Known::Asks { .. } => return Ok(()),
            Known::Older(_) => self.go_on_in_new_stream(Above::Marks(marks)).await?,
        }
        self.keep_mark().await
    }

    /// From now on the mark is written after each commit.
    async fn keep_mark(&mut self) -> Result<(), Error> {
        self.db.keep_mark(Arc::clone(&self.copies.keeper)).await?;
        self.copies.copy_mark();
        Ok(())
    }

    /// Goes on in a new stream. What waited may have been sealed since, and is a draft again.
    async fn go_on_in_new_stream(&mut self, above: Above) -> Result<(), Error> {
        let mut writer = self.db.write().await?;
        let conn = writer.conn();
        match above {
            Above::Marks(marks) => {
                for mark in marks {
                    numbers::go_above(conn, &mark.numbers).await?;
                }
            }
            Above::All => numbers::give_up_blocks(conn).await?,
        }
        let at = self.now();
        let id = StreamId::from_bytes(self.random().identifier(at));
        let event = |fact| OfficeEvent {
            id: EventId::from_bytes(self.random().identifier(at)),
            at,
            by: self.acting().clone(),
            edition: self.catalogue.edition.id.clone(),
            fact,
        };
        let seal = |unsealed: &Unsealed| seal(unsealed, &self.signing_key);
        let stream = open_next(conn, &self.stream, id, event, seal).await?;
        writer.commit().await?;
        tracing::warn!(parent = %self.stream.id, stream = %stream.id, "an older copy goes on in a new stream");
        self.stream = stream;
        let message =
            "این پوشهٔ داده نسخه‌ای کهنه است و این تصمیم شاید در نسخهٔ تازه‌تر قطعی شده باشد.";
        self.give_back_all(&Error::saying(ErrorCode::OlderCopy, message)).await
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
enum Above {
    /// Those of the marks.
    Marks(Vec<Mark>),
    /// All that are leased here: nobody knows which of them were used.
    All,
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
