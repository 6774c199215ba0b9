//! A licence from its issue to its end.

use domain::event::{Fact, Grounds};
use minicbor::bytes::ByteArray;

use super::review::OpenedV1;
use super::{Body, body};
use crate::conversion::{NoSuchValue, Writes, wire_struct};

body! {
    /// The second signature.
    LicenceIssuedV1 is LicenceIssued {
        0 number: String,
        1 valid_until: i32,
        2 comment: Option<String>,
        3 opened: OpenedV1,
    }
}

body! {
    /// The registry's confirmation.
    LicenceRegisteredV1 is LicenceRegistered {}
}

body! {
    /// The end of a suspension.
    LicenceReinstatedV1 is LicenceReinstated {
        0 reason: String,
    }
}

body! {
    /// Another licence took its place.
    LicenceSupersededV1 is LicenceSuperseded {
        0 by: ByteArray<16>,
        1 number: String,
    }
}

wire_struct! {
    /// Why a licence goes out of force.
    GroundsV1 is Grounds {
        0 conditions: Vec<u16>,
        1 reason: String,
    }
}

macro_rules! grounds_body {
    ($(#[$doc:meta])* $wire:ident is $fact:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
        #[cbor(transparent)]
        pub(crate) struct $wire(GroundsV1);

        impl Body for $wire {
            fn of(fact: &Fact) -> Option<Self> {
                match fact {
                    Fact::$fact(grounds) => Some(Self(Writes::of(grounds))),
                    _ => None,
                }
            }

            fn fact(self) -> Result<Fact, NoSuchValue> {
                self.0.read().map(Fact::$fact)
            }
        }
    };
}

grounds_body! {
    /// Out of force for a time.
    SuspendedV1 is LicenceSuspended
}

grounds_body! {
    /// Out of force for good.
    RevokedV1 is LicenceRevoked
}
