//! The claim as a CWT (RFC 8392), keys in the order of RFC 8949 4.2.1.

use domain::catalogue::FieldCode;
use domain::dates::{Date, Instant, TehranTime};
use domain::identifiers::LicenceNumber;
use domain::ids::EventId;
use domain::people::Activity;
use minicbor::{Decoder, Encoder};

use super::{Claim, Standing, day_number, day_of};

/// The private claim that says what a licence says.
const LICENCE: i64 = -70_001;
/// A longer name of a holder is shortened to this many bytes. With the longest numbers, the longest
/// title and a host of 30 letters, the code then has 69 modules.
const HOLDER_BYTES: usize = 72;
/// The same for the title of a field.
const TITLE_BYTES: usize = 40;

/// The instant at which a day is over in Tehran, in seconds.
fn end_of(day: Date) -> i64 {
    let midnight = TehranTime { hour: 0, minute: 0 };
    Instant::at_tehran(day.add_days(1), midnight).as_millis() / 1_000
}

/// The moment of so many seconds; `None` beyond the days that forms can have.
fn moment_of(seconds: i64) -> Option<Instant> {
    let moment = Instant::from_millis(seconds.checked_mul(1_000)?);
    let (day, midnight) = (moment.tehran_date(), TehranTime { hour: 0, minute: 0 });
    let since = Instant::at_tehran(day, midnight).millis_until(moment);
    (0..86_400_000).contains(&since).then_some(moment)
}

fn shortened(text: &str, most: usize) -> String {
    if text.len() <= most {
        return text.to_owned();
    }
    let room = most - '…'.len_utf8();
    let end = (0..=room).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    format!("{}…", text[..end].trim_end())
}

const fn kind_number(kind: Activity) -> u8 {
    match kind {
        Activity::Independent => 0,
        Activity::Covered => 1,
        Activity::SupporterNatural => 2,
        Activity::SupporterLegal => 3,
    }
}

/// Writes a claim.
pub(super) fn encode(claim: &Claim) -> Vec<u8> {
    let (standing, last) = match claim.standing {
        Standing::Provisional { until } => (0, until),
        Standing::Registered => (1, claim.valid_until),
    };
    let mut cbor = Encoder::new(Vec::new());
    let written = cbor.map(4).and_then(|cbor| {
        cbor.u8(4)?.i64(end_of(last))?;
        cbor.u8(6)?.i64(claim.issued_at.as_millis().div_euclid(1_000))?;
        cbor.u8(7)?.bytes(claim.event.as_bytes())?;
        cbor.i64(LICENCE)?.map(8)?;
        cbor.u8(1)?.u64(claim.number.serial())?;
        cbor.u8(2)?.u8(kind_number(claim.kind))?;
        cbor.u8(3)?.str(&shortened(&claim.holder, HOLDER_BYTES))?;
        cbor.u8(4)?.str(claim.field.as_str())?;
        cbor.u8(5)?.str(&shortened(&claim.field_title, TITLE_BYTES))?;
        cbor.u8(6)?.i32(day_number(claim.valid_until))?;
        cbor.u8(7)?.u8(standing)?;
        cbor.u8(8)?.u32(claim.sheet)
    });
    let done = written.is_ok();
    debug_assert!(done, "writing to memory cannot fail");
    cbor.into_writer()
}

/// Reads a claim; `None` if it is spelt otherwise than [`encode`] does.
pub(super) fn decode(payload: &[u8]) -> Option<Claim> {
    let claim = Reader(Decoder::new(payload)).claim()?;
    (encode(&claim) == payload).then_some(claim)
}

/// Reads values, each behind the key that must stand before it.
struct Reader<'b>(Decoder<'b>);

impl<'b> Reader<'b> {
    fn key(&mut self, key: u8) -> Option<&mut Decoder<'b>> {
        (self.0.u8().ok()? == key).then_some(&mut self.0)
    }

    fn map(&mut self, length: u64) -> Option<()> {
        (self.0.map().ok()? == Some(length)).then_some(())
    }

    fn claim(mut self) -> Option<Claim> {
        self.map(4)?;
        let expires = self.key(4)?.i64().ok()?;
        let issued_at = moment_of(self.key(6)?.i64().ok()?)?;
        let event: [u8; 16] = self.key(7)?.bytes().ok()?.try_into().ok()?;
        (self.0.i64().ok()? == LICENCE).then_some(())?;
        self.map(8)?;
        let number = LicenceNumber::from_serial(self.key(1)?.u64().ok()?)?;
        let kind = self.key(2)?.u8().ok()?;
        let kind = Activity::ALL.into_iter().find(|known| kind_number(*known) == kind)?;
        let holder = self.key(3)?.str().ok()?.to_owned();
        let field = FieldCode::parse(self.key(4)?.str().ok()?).ok()?;
        let field_title = self.key(5)?.str().ok()?.to_owned();
        let valid_until = day_of(self.key(6)?.i32().ok()?)?;
        let standing = match self.key(7)?.u8().ok()? {
            0 => Standing::Provisional { until: moment_of(expires)?.tehran_date().add_days(-1) },
            1 => Standing::Registered,
            _ => return None,
        };
        let sheet = self.key(8)?.u32().ok()?;
        Some(Claim {
            event: EventId::from_bytes(event),
            number,
            kind,
            holder,
            field,
            field_title,
            issued_at,
            valid_until,
            standing,
            sheet,
        })
    }
}
