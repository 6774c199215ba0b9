//! Networks of our own proxies, as the file names them.

use std::net::IpAddr;
use std::str::FromStr;

use serde::Deserialize;

/// A network such as `10.0.0.0/8`, or the one address `10.1.2.3`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Network {
    address: IpAddr,
    bits: u8,
}

/// The widest network that can be somebody's own, in bits.
const WIDEST: u8 = 8;
/// How many bits stand before an IPv4 address that is written as an IPv6 one.
const MAPPED: u8 = 96;

/// Why a text names no proxies of ours.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotOurs {
    /// It is nothing of the kind.
    #[error(
        "`proxies` says \"{0}\", which is not an address such as 10.1.2.3 and not a network such as 10.1.2.0/28"
    )]
    NoNetwork(String),
    /// It is an address from which nobody asks.
    #[error(
        "`proxies` says \"{0}\", an address from which no proxy can ask; name the one from which yours does, such as \
         127.0.0.1"
    )]
    NoHost(String),
    /// Anybody, or nearly, would be taken for one of our proxies.
    #[error(
        "`proxies` says \"{0}\", which holds so many addresses that strangers could say where a request comes from; name \
         the addresses of your proxies, such as 127.0.0.1"
    )]
    Strangers(String),
    /// It may be meant as the one or as the other.
    #[error(
        "`proxies` says \"{written}\", which is one address with a network's length; write {network} for the network, or the \
         address alone"
    )]
    Unclear {
        /// What is written.
        written: String,
        /// The network that the address lies in.
        network: String,
    },
}

impl Network {
    /// Whether an address lies in it.
    pub fn contains(&self, address: IpAddr) -> bool {
        match (self.address, address.to_canonical()) {
            (IpAddr::V4(ours), IpAddr::V4(theirs)) => {
                let shift = 32 - u32::from(self.bits);
                ours.to_bits().checked_shr(shift) == theirs.to_bits().checked_shr(shift)
            }
            (IpAddr::V6(ours), IpAddr::V6(theirs)) => {
                let shift = 128 - u32::from(self.bits);
                ours.to_bits().checked_shr(shift) == theirs.to_bits().checked_shr(shift)
            }
            _ => false,
        }
    }
}

impl FromStr for Network {
    type Err = NotOurs;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let none = || NotOurs::NoNetwork(text.to_owned());
        let (address, bits) =
            text.split_once('/').map_or((text, None), |(address, bits)| (address, Some(bits)));
        let written: IpAddr = address.parse().map_err(|_| none())?;
        let most = if written.is_ipv4() { 32 } else { 128 };
        let bits: u8 = bits.map_or(Ok(most), str::parse).map_err(|_| none())?;
        let address = written.to_canonical();
        let is_mapped = written.is_ipv6() && address.is_ipv4();
        let bits = if is_mapped { bits.checked_sub(MAPPED).ok_or_else(none)? } else { bits };
        let most = if address.is_ipv4() { 32 } else { 128 };
        if bits > most {
            return Err(none());
        }
        if bits < WIDEST {
            return Err(NotOurs::Strangers(text.to_owned()));
        }
        let is_broadcast = matches!(address, IpAddr::V4(v4) if v4.is_broadcast());
        if address.is_unspecified() || address.is_multicast() || is_broadcast {
            return Err(NotOurs::NoHost(text.to_owned()));
        }
        let network = Self { address: beginning(address, bits), bits };
        if network.address == address {
            Ok(network)
        } else {
            let network = format!("{}/{bits}", network.address);
            Err(NotOurs::Unclear { written: text.to_owned(), network })
        }
    }
}

/// The first address of the network that an address lies in.
fn beginning(address: IpAddr, bits: u8) -> IpAddr {
    match address {
        IpAddr::V4(v4) => {
            let mask = u32::MAX.checked_shl(32 - u32::from(bits)).unwrap_or(0);
            IpAddr::V4((v4.to_bits() & mask).into())
        }
        IpAddr::V6(v6) => {
            let mask = u128::MAX.checked_shl(128 - u32::from(bits)).unwrap_or(0);
            IpAddr::V6((v6.to_bits() & mask).into())
        }
    }
}

impl<'de> Deserialize<'de> for Network {
    fn deserialize<D: serde::Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        String::deserialize(reader)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_holds_its_addresses_and_no_others() {
        let holds = |network: &str, address: &str| {
            network.parse::<Network>().unwrap().contains(address.parse().unwrap())
        };
        assert!(holds("10.0.0.0/8", "10.200.3.4"));
        assert!(!holds("10.0.0.0/8", "11.0.0.1"));
        assert!(holds("::1/128", "::1"));
        assert!(!holds("::1/128", "::2"));
        assert!(holds("10.0.0.0/8", "::ffff:10.1.1.1"));
        assert!(holds("10.1.2.3", "10.1.2.3") && !holds("10.1.2.3", "10.1.2.4"));
        assert!(holds("::1", "::1") && !holds("::1", "::2"));
        assert!(holds("::ffff:10.1.2.3", "10.1.2.3") && holds("::ffff:10.0.0.0/104", "10.9.9.9"));
    }

    #[test]
    fn what_names_nobody_or_nearly_everybody_is_told_apart() {
        let refused = |text: &str| text.parse::<Network>().unwrap_err();
        for none in [
            "",
            " ",
            "10.0.0",
            "10.0.0.0/33",
            "10.0.0.0/",
            "x/8",
            "localhost",
            "127.0.0.1:80",
            "[::1]",
            "*",
            "127.0.0.1, 10.0.0.1",
            "::1/129",
            "::ffff:10.0.0.0/8",
            "010.1.2.3",
        ] {
            assert!(matches!(refused(none), NotOurs::NoNetwork(_)), "{none}");
        }
        for strangers in ["0.0.0.0/0", "::/0", "::ffff:0.0.0.0/96", "128.0.0.0/1", "2000::/3"] {
            assert!(matches!(refused(strangers), NotOurs::Strangers(_)), "{strangers}");
        }
        for nobody in [
            "0.0.0.0",
            "::",
            "0.0.0.0/8",
            "::ffff:0.0.0.0",
            "255.255.255.255",
            "224.0.0.1",
            "ff02::1",
        ] {
            assert!(matches!(refused(nobody), NotOurs::NoHost(_)), "{nobody}");
        }
        let unclear = refused("10.1.2.3/24");
        assert!(unclear.to_string().contains("write 10.1.2.0/24 for the network"), "{unclear}");
    }
}
