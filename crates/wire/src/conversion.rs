//! How values of the domain become primitives of the wire, and back.
//!
//! A wire struct holds primitives alone. Its own bytes are therefore canonical whatever the domain's
//! rules become, and an event that was sealed years ago is still read.

use std::collections::BTreeSet;

use domain::catalogue::{
    AgencyCode, BankCode, ConditionNumber, DocumentCode, EditionId, FieldCode, OfficeId,
};
use domain::dates::{Date, Instant};
use domain::identifiers::{
    ExternalCode, Iban, Landline, LegalId, LicenceNumber, Mobile, NationalId, PaperSerial,
    PostalCode, TrackingCode,
};
use domain::ids::{CaseId, ContentHash, EventId, OfficerId, PersonId, RequestId};
use domain::money::Rials;
use domain::places::CountyCode;
use domain::text::PlainText;
use minicbor::bytes::ByteArray;

/// A primitive of the wire that the domain has no value for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the value of {what} is not one that the rules know")]
pub struct NoSuchValue {
    /// The domain's name for such values.
    pub what: &'static str,
}

/// A wire type that is the writing of the domain type `D`.
pub(crate) trait Writes<D>: Sized {
    /// Writes a value.
    fn of(value: &D) -> Self;
    /// Reads it back.
    fn read(self) -> Result<D, NoSuchValue>;
}

impl<D, W: Writes<D>> Writes<Option<D>> for Option<W> {
    fn of(value: &Option<D>) -> Self {
        value.as_ref().map(W::of)
    }

    fn read(self) -> Result<Option<D>, NoSuchValue> {
        self.map(W::read).transpose()
    }
}

impl<D, W: Writes<D>> Writes<Vec<D>> for Vec<W> {
    fn of(values: &Vec<D>) -> Self {
        values.iter().map(W::of).collect()
    }

    fn read(self) -> Result<Vec<D>, NoSuchValue> {
        self.into_iter().map(W::read).collect()
    }
}

/// A set is written in ascending order, and read in no other.
impl<D: Ord, W: Writes<D>> Writes<BTreeSet<D>> for Vec<W> {
    fn of(values: &BTreeSet<D>) -> Self {
        values.iter().map(W::of).collect()
    }

    fn read(self) -> Result<BTreeSet<D>, NoSuchValue> {
        let values: Vec<D> = self.read()?;
        if values.is_sorted_by(|before, after| before < after) {
            Ok(values.into_iter().collect())
        } else {
            Err(NoSuchValue { what: "set" })
        }
    }
}

impl<D, W: Writes<D>> Writes<Box<D>> for W {
    fn of(value: &Box<D>) -> Self {
        W::of(value.as_ref())
    }

    fn read(self) -> Result<Box<D>, NoSuchValue> {
        W::read(self).map(Box::new)
    }
}

macro_rules! same {
    ($($number:ty)*) => {$(
        impl Writes<$number> for $number {
            fn of(value: &$number) -> Self {
                *value
            }

            fn read(self) -> Result<$number, NoSuchValue> {
                Ok(self)
            }
        }
    )*};
}
same!(u8 u16 u32 u64);

macro_rules! as_text {
    ($($domain:ident)*) => {$(
        impl Writes<$domain> for String {
            fn of(value: &$domain) -> Self {
                value.as_str().to_owned()
            }

            fn read(self) -> Result<$domain, NoSuchValue> {
                $domain::parse(&self).map_err(|_| NoSuchValue { what: stringify!($domain) })
            }
        }
    )*};
}
as_text!(NationalId LegalId PostalCode Mobile Landline Iban LicenceNumber TrackingCode ExternalCode);
as_text!(PaperSerial);
as_text!(FieldCode AgencyCode BankCode OfficeId EditionId OfficerId PersonId);

impl Writes<CountyCode> for String {
    fn of(value: &CountyCode) -> Self {
        value.to_string()
    }

    fn read(self) -> Result<CountyCode, NoSuchValue> {
        CountyCode::parse(&self).map_err(|_| NoSuchValue { what: "CountyCode" })
    }
}

impl Writes<PlainText> for String {
    fn of(value: &PlainText) -> Self {
        value.as_str().to_owned()
    }

    fn read(self) -> Result<PlainText, NoSuchValue> {
        PlainText::parse(&self, usize::MAX).map_err(|_| NoSuchValue { what: "PlainText" })
    }
}

macro_rules! as_bytes {
    ($length:literal: $($domain:ident)*) => {$(
        impl Writes<$domain> for ByteArray<$length> {
            fn of(value: &$domain) -> Self {
                (*value.as_bytes()).into()
            }

            fn read(self) -> Result<$domain, NoSuchValue> {
                Ok($domain::from_bytes(self.into()))
            }
        }
    )*};
}
as_bytes!(16: CaseId EventId RequestId);
as_bytes!(32: ContentHash);

impl Writes<ConditionNumber> for u16 {
    fn of(value: &ConditionNumber) -> Self {
        value.0
    }

    fn read(self) -> Result<ConditionNumber, NoSuchValue> {
        Ok(ConditionNumber(self))
    }
}

impl Writes<DocumentCode> for u32 {
    fn of(value: &DocumentCode) -> Self {
        value.0
    }

    fn read(self) -> Result<DocumentCode, NoSuchValue> {
        Ok(DocumentCode(self))
    }
}

/// Days since 1970-01-01.
impl Writes<Date> for i32 {
    fn of(value: &Date) -> Self {
        epoch().map_or(0, |epoch| epoch.days_until(*value))
    }

    fn read(self) -> Result<Date, NoSuchValue> {
        let epoch = epoch()?;
        let date = epoch.add_days(self);
        // A sum stops at the ends of the range.
        if epoch.days_until(date) == self { Ok(date) } else { Err(NoSuchValue { what: "Date" }) }
    }
}

fn epoch() -> Result<Date, NoSuchValue> {
    Date::new(1970, 1, 1).map_err(|_| NoSuchValue { what: "Date" })
}

impl Writes<Rials> for i64 {
    fn of(value: &Rials) -> Self {
        value.value()
    }

    fn read(self) -> Result<Rials, NoSuchValue> {
        Rials::new(self).map_err(|_| NoSuchValue { what: "Rials" })
    }
}

/// Milliseconds since 1970.
impl Writes<Instant> for i64 {
    fn of(value: &Instant) -> Self {
        value.as_millis()
    }

    fn read(self) -> Result<Instant, NoSuchValue> {
        Ok(Instant::from_millis(self))
    }
}

/// Declares a struct of the wire, each field with its number, and how it writes a struct of the domain.
macro_rules! wire_struct {
    ($(#[$doc:meta])* $wire:ident is $domain:ident { $($n:tt $field:ident: $type:ty,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
        #[cbor(map)]
        pub(crate) struct $wire {
            $(#[n($n)] pub(crate) $field: $type,)*
        }

        impl $crate::conversion::Writes<$domain> for $wire {
            fn of(value: &$domain) -> Self {
                let $domain { $($field,)* } = value;
                Self { $($field: $crate::conversion::Writes::of($field),)* }
            }

            fn read(self) -> Result<$domain, $crate::conversion::NoSuchValue> {
                Ok($domain { $($field: self.$field.read()?,)* })
            }
        }
    };
}
pub(crate) use wire_struct;

/// Declares an enum of the wire whose variants carry nothing: each is its number.
macro_rules! wire_codes {
    ($(#[$doc:meta])* $wire:ident is $domain:ident { $($n:tt $variant:ident,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
        #[cbor(index_only)]
        pub(crate) enum $wire {
            $(#[n($n)] $variant,)*
        }

        impl $crate::conversion::Writes<$domain> for $wire {
            fn of(value: &$domain) -> Self {
                match value { $($domain::$variant => Self::$variant,)* }
            }

            fn read(self) -> Result<$domain, $crate::conversion::NoSuchValue> {
                Ok(match self { $(Self::$variant => $domain::$variant,)* })
            }
        }
    };
}
pub(crate) use wire_codes;
