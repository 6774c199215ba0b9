//! Ids of the log: devices, streams, hashes of signed events.

use std::fmt;

macro_rules! opaque_bytes {
    ($($(#[$doc:meta])* $name:ident($length:literal);)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; $length]);

        impl $name {
            /// Takes the bytes as they were given out.
            pub const fn from_bytes(bytes: [u8; $length]) -> Self {
                Self(bytes)
            }

            /// Returns the bytes.
            pub const fn as_bytes(&self) -> &[u8; $length] {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{self}")
            }
        }
    )*};
}

opaque_bytes! {
    /// A workstation with its signing key.
    DeviceId(16);
    /// A log with one writer, ever. A workstation that is restored or cloned opens a new one.
    StreamId(16);
    /// The hash of a sealed event; the next event of its stream carries it.
    EventHash(32);
}

impl EventHash {
    /// What the first event of a stream carries as the hash before it.
    pub const START: Self = Self([0; 32]);
}
