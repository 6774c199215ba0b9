//! The bodies of events: one frozen struct for each kind and version.
//!
//! [`for_each_kind`] is the list. A kind's number and a field's number are never given to anything
//! else; a changed body is a new version beside the old one, and so is a new value of a list in it: an older program carries a
//! version that it does not know as it carries an unknown kind. The golden files hold one event of each.
//!
//! Kept for what is to come: 7 a correction by the applicant, 8 another account or mobile of a licensed case, 35 an objection
//! and 36 its answer, 56 a licence given up. 11 was a look at a document and is nobody's.

pub(crate) mod application;
mod banks;
mod course;
mod decisions;
mod licences;
pub(crate) mod office;
pub(crate) mod people;
mod plan;
mod requests;
mod review;
mod sheets;

use domain::event::Fact;
use domain::people::Attachment;

use crate::conversion::NoSuchValue;

/// A body of one kind and version.
pub(crate) trait Body: Sized {
    /// Writes the fact, if it is of this kind.
    fn of(fact: &Fact) -> Option<Self>;
    /// Reads it back.
    fn fact(self) -> Result<Fact, NoSuchValue>;
}

/// Declares the body of a fact: its fields with their numbers.
macro_rules! body {
    ($(#[$doc:meta])* $wire:ident is $fact:ident { $($n:tt $field:ident: $type:ty,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
        #[cbor(map)]
        pub(crate) struct $wire {
            $(#[n($n)] pub(crate) $field: $type,)*
        }

        impl $crate::body::Body for $wire {
            fn of(fact: &domain::event::Fact) -> Option<Self> {
                match fact {
                    domain::event::Fact::$fact { $($field,)* } => {
                        Some(Self { $($field: $crate::conversion::Writes::of($field),)* })
                    }
                    _ => None,
                }
            }

            fn fact(self) -> Result<domain::event::Fact, $crate::conversion::NoSuchValue> {
                Ok(domain::event::Fact::$fact { $($field: self.$field.read()?,)* })
            }
        }
    };
}
/// Declares that the body of a fact is a struct that the fact carries whole.
macro_rules! whole_body {
    ($wire:ident is $fact:ident) => {
        impl $crate::body::Body for $wire {
            fn of(fact: &domain::event::Fact) -> Option<Self> {
                match fact {
                    domain::event::Fact::$fact(value) => {
                        Some($crate::conversion::Writes::of(value))
                    }
                    _ => None,
                }
            }

            fn fact(self) -> Result<domain::event::Fact, $crate::conversion::NoSuchValue> {
                $crate::conversion::Writes::read(self).map(domain::event::Fact::$fact)
            }
        }
    };
}
use {body, whole_body};

/// Calls `$callback!` with every kind: its number, its version, its fact, its body.
macro_rules! for_each_kind {
    ($callback:ident) => {
        $callback! {
            1 v1 Registered application::RegisteredV1;
            2 v1 SupporterConfirmed application::SupporterConfirmedV1;
            3 v1 Submitted application::SubmittedV1;
            4 v1 Attached application::AttachedV1;
            5 v1 SupporterDeclined application::SupporterDeclinedV1;
            6 v1 SupporterNamed application::SupporterNamedV1;
            10 v1 Assigned review::AssignedV1;
            12 v1 Checked review::CheckedV1;
            13 v1 Noted review::NotedV1;
            14 v1 CallLogged review::CallLoggedV1;
            20 v1 RequestsOpened requests::RequestsOpenedV1;
            21 v1 RequestAnswered requests::RequestAnsweredV1;
            22 v1 RequestAccepted requests::RequestAcceptedV1;
            23 v1 RequestCancelled requests::RequestCancelledV1;
            30 v1 PathAssigned decisions::PathAssignedV1;
            31 v1 Approved decisions::ApprovedV1;
            32 v1 Refused decisions::RefusedV1;
            33 v1 ClearanceAsked decisions::ClearanceAskedV1;
            34 v1 ClearanceAnswered decisions::ClearanceAnsweredV1;
            40 v1 ServiceRecorded decisions::ServiceRecordedV1;
            41 v1 EmpowermentCompleted decisions::EmpowermentCompletedV1;
            50 v1 LicenceIssued licences::LicenceIssuedV1;
            51 v1 LicenceRegistered licences::LicenceRegisteredV1;
            52 v1 LicenceSuspended licences::SuspendedV1;
            53 v1 LicenceReinstated licences::LicenceReinstatedV1;
            54 v1 LicenceRevoked licences::RevokedV1;
            55 v1 LicenceSuperseded licences::LicenceSupersededV1;
            60 v1 ReferredToBank banks::ReferralV1;
            61 v1 BankAnswered banks::BankAnsweredV1;
            70 v1 Printed sheets::SheetV1;
            71 v1 Reprinted sheets::ReprintedV1;
            72 v1 SheetMarked sheets::SheetMarkedV1;
            80 v1 Transferred course::TransferredV1;
            81 v1 Withdrawn course::WithdrawnV1;
            82 v1 DeadlineExtended course::DeadlineExtendedV1;
            83 v1 DisputeOpened course::DisputeOpenedV1;
            84 v1 DisputeResolved course::DisputeResolvedV1;
        }
    };
}

/// A body's kind, version and bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Written {
    pub(crate) kind: u32,
    pub(crate) version: u16,
    pub(crate) bytes: Vec<u8>,
}

/// Why a body was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum BodyError {
    /// It does not have the fields of its kind, or has them otherwise than we write them.
    Shape,
    /// A field has a value that the rules do not know.
    Value(NoSuchValue),
}

#[expect(clippy::expect_used, reason = "neither memory nor our derived structs raise errors")]
pub(crate) fn to_bytes<B: minicbor::Encode<()>>(body: &B) -> Vec<u8> {
    minicbor::to_vec(body).expect("writing to memory cannot fail")
}

fn read_as<'b, B>(bytes: &'b [u8]) -> Result<Fact, BodyError>
where
    B: Body + minicbor::Encode<()> + minicbor::Decode<'b, ()>,
{
    let body: B = minicbor::decode(bytes).map_err(|_| BodyError::Shape)?;
    // The decoder passes over fields that it does not know; we do not.
    if to_bytes(&body) != bytes {
        return Err(BodyError::Shape);
    }
    body.fact().map_err(BodyError::Value)
}

macro_rules! expand_kinds {
    ($($kind:literal v1 $fact:ident $module:ident::$body:ident;)*) => {
        /// Writes a fact; a kind that this version cannot write is given back.
        pub(crate) fn write(fact: &Fact) -> Result<Written, u32> {
            match fact {
                $(Fact::$fact { .. } => $module::$body::of(fact).ok_or($kind).map(|body| Written {
                    kind: $kind,
                    version: 1,
                    bytes: to_bytes(&body),
                }),)*
                Fact::Unknown { kind } => Err(*kind),
            }
        }

        /// Reads a body; a kind or version that this program does not know is carried along.
        pub(crate) fn read(kind: u32, version: u16, bytes: &[u8]) -> Result<Fact, BodyError> {
            match (kind, version) {
                $(($kind, 1) => read_as::<$module::$body>(bytes),)*
                _ => Ok(Fact::Unknown { kind }),
            }
        }

        /// Every kind that this version writes, with its name.
        pub const KINDS: &[(u32, &str)] = &[$(($kind, stringify!($fact)),)*];
    };
}
for_each_kind!(expand_kinds);

/// The documents whose bytes must be there for the event to be complete.
pub(crate) fn attachments(fact: &Fact) -> &[Attachment] {
    match fact {
        Fact::Attached { attachment } => std::slice::from_ref(attachment),
        Fact::RequestAnswered { answer, .. } => &answer.attachments,
        _ => &[],
    }
}
