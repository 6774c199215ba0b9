//! Where a request comes from, as far as that can be known.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::sync::Once;

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{Extensions, HeaderMap};
use serde::Deserialize;

use super::App;
use crate::config::Site;

/// The network of whoever asks: 24 bits of an IPv4 address, 56 of an IPv6 one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Client(IpAddr);

impl Client {
    /// The network that an address lies in.
    pub fn of(address: IpAddr) -> Self {
        Self(match address.to_canonical() {
            IpAddr::V4(v4) => IpAddr::V4((v4.to_bits() & 0xFFFF_FF00).into()),
            IpAddr::V6(v6) => IpAddr::V6((v6.to_bits() >> 72 << 72).into()),
        })
    }
}

/// In which header our proxies say where a request comes from. Only one is read: a proxy that writes one of them
/// passes on what a client claims in the other.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Forwarding {
    /// `X-Forwarded-For: client, proxy`.
    #[default]
    XForwardedFor,
    /// `Forwarded: for=client, for=proxy` (RFC 7239).
    Forwarded,
}

impl Forwarding {
    /// The header's name.
    pub const fn header(self) -> &'static str {
        match self {
            Self::XForwardedFor => "x-forwarded-for",
            Self::Forwarded => "forwarded",
        }
    }

    /// Whom a hop names; nothing where it names nobody, or not by an address.
    fn address(self, hop: &str) -> Option<IpAddr> {
        let hop = match self {
            Self::XForwardedFor => hop,
            Self::Forwarded => hop.split(';').find_map(|pair| {
                let (name, value) = pair.split_once('=')?;
                name.trim().eq_ignore_ascii_case("for").then_some(value)
            })?,
        };
        let hop = hop.trim().trim_matches('"');
        // Some proxies write the port too, and brackets around IPv6.
        let bracketed = || hop.strip_prefix('[')?.strip_suffix(']')?.parse::<Ipv6Addr>().ok();
        let with_port = || hop.parse::<SocketAddr>().ok().map(|address| address.ip());
        hop.parse().ok().or_else(with_port).or_else(|| bracketed().map(IpAddr::V6))
    }
}

impl std::fmt::Display for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 {
            IpAddr::V4(v4) => write!(f, "{v4}/24"),
            IpAddr::V6(v6) => write!(f, "{v6}/56"),
        }
    }
}

/// The address that the nearest of our own proxies saw. What others claim is not looked at.
pub fn seen_by_our_proxies(peer: IpAddr, headers: &HeaderMap, site: &Site) -> IpAddr {
    let lines = headers.get_all(site.forwarding.header()).iter();
    let hops: Vec<&str> =
        lines.filter_map(|value| value.to_str().ok()).flat_map(|line| line.split(',')).collect();
    let mut nearest = peer.to_canonical();
    for hop in hops.into_iter().rev() {
        if !site.is_proxy(nearest) {
            break;
        }
        match site.forwarding.address(hop) {
            Some(address) => nearest = address.to_canonical(),
            None => break,
        }
    }
    nearest
}

/// Says once that a proxy stands there which the file does not name: everybody behind it is one client to us.
fn note_unnamed_proxy(peer: IpAddr, headers: &HeaderMap, site: &Site) {
    static SAID: Once = Once::new();
    if headers.contains_key(site.forwarding.header()) && !site.is_proxy(peer) {
        SAID.call_once(|| {
            tracing::warn!(
                %peer,
                "a request says that it was forwarded, and `proxies` does not name who sent it: if that is your proxy, \
                 add its address, or everybody behind it is refused together"
            );
        });
    }
}

impl Client {
    /// Who sent a request.
    pub fn asking(extensions: &Extensions, headers: &HeaderMap, site: &Site) -> Self {
        let peer = extensions.get::<ConnectInfo<SocketAddr>>();
        // Without a peer nobody is told apart from anybody: all share one bound.
        let peer = peer.map_or(IpAddr::from([0, 0, 0, 0]), |ConnectInfo(peer)| peer.ip());
        note_unnamed_proxy(peer, headers, site);
        Self::of(seen_by_our_proxies(peer, headers, site))
    }
}

impl FromRequestParts<App> for Client {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Self::Rejection> {
        Ok(Self::asking(&parts.extensions, &parts.headers, &app.site))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::limits::Bounds;

    fn seen_in(forwarding: Forwarding, peer: &str, forwarded: &[&'static str]) -> String {
        let proxies = ["10.0.0.0/8", "::1/128"].map(|text| text.parse().unwrap()).to_vec();
        let (origin, limits) = ("https://portal.example".to_owned(), Bounds::default());
        let site = Site { origin, proxies, forwarding, trust: None, limits };
        let name = axum::http::HeaderName::from_static(forwarding.header());
        let headers = forwarded.iter().map(|line| (name.clone(), line.parse().unwrap()));
        seen_by_our_proxies(peer.parse().unwrap(), &headers.collect(), &site).to_string()
    }

    fn seen(peer: &str, forwarded: &[&'static str]) -> String {
        seen_in(Forwarding::XForwardedFor, peer, forwarded)
    }

    #[test]
    fn a_forged_forwarding_header_moves_nobody() {
        assert_eq!(seen("203.0.113.9", &["198.51.100.1"]), "203.0.113.9");
        assert_eq!(seen("10.0.0.2", &["198.51.100.1, 203.0.113.9"]), "203.0.113.9");
        assert_eq!(seen("10.0.0.2", &["198.51.100.1", "203.0.113.9, 10.0.0.3"]), "203.0.113.9");
        assert_eq!(seen("10.0.0.2", &["198.51.100.1, nonsense"]), "10.0.0.2");
        assert_eq!(seen("10.0.0.2", &[]), "10.0.0.2");
    }

    #[test]
    fn an_ipv4_address_that_is_written_as_an_ipv6_one_is_that_address() {
        assert_eq!(seen("::ffff:10.0.0.2", &["203.0.113.9"]), "203.0.113.9");
        assert_eq!(seen("10.0.0.2", &["::ffff:203.0.113.9"]), "203.0.113.9");
        assert_eq!(seen("10.0.0.2", &["203.0.113.9, ::ffff:10.0.0.3"]), "203.0.113.9");
        assert_eq!(seen("10.0.0.2", &["203.0.113.9, [::ffff:10.0.0.3]:80"]), "203.0.113.9");
        assert_eq!(seen("::ffff:203.0.113.9", &["198.51.100.1"]), "203.0.113.9");
        let forwarded = "for=203.0.113.9, for=\"[::ffff:10.0.0.3]\"";
        assert_eq!(seen_in(Forwarding::Forwarded, "::ffff:10.0.0.2", &[forwarded]), "203.0.113.9");
    }

    #[test]
    fn an_address_is_read_with_its_port_and_in_brackets() {
        for (written, address) in [
            ("203.0.113.9:51234", "203.0.113.9"),
            ("[2001:db8::7]", "2001:db8::7"),
            ("[2001:db8::7]:51234", "2001:db8::7"),
            ("2001:db8::7", "2001:db8::7"),
            ("198.51.100.1:1, 203.0.113.9:2 , [::1]:3", "203.0.113.9"),
        ] {
            assert_eq!(seen("10.0.0.2", &[written]), address, "{written}");
        }
        for nobody in
            ["203.0.113.9:", "[203.0.113.9]", "[2001:db8::7", "203.0.113.9:99999", "unknown"]
        {
            assert_eq!(seen("10.0.0.2", &[nobody]), "10.0.0.2", "{nobody}");
        }
    }

    #[test]
    fn one_header_is_read_and_never_the_other() {
        let forwarded = |line| seen_in(Forwarding::Forwarded, "10.0.0.2", &[line]);
        assert_eq!(forwarded("for=198.51.100.1, for=203.0.113.9;proto=https"), "203.0.113.9");
        assert_eq!(forwarded("proto=https; For=\"[2001:db8::7]:4711\""), "2001:db8::7");
        for nobody in ["for=unknown", "for=_hidden", "by=203.0.113.9", "203.0.113.9"] {
            assert_eq!(forwarded(nobody), "10.0.0.2", "{nobody}");
        }
        assert_eq!(seen("10.0.0.2", &["for=203.0.113.9"]), "10.0.0.2");
    }

    #[test]
    fn addresses_of_one_network_are_one_client() {
        let client = |text: &str| Client::of(text.parse().unwrap());
        assert_eq!(client("203.0.113.9"), client("203.0.113.200"));
        assert_eq!(client("203.0.113.9"), client("::ffff:203.0.113.9"));
        assert_ne!(client("203.0.113.9"), client("203.0.114.9"));
        assert_eq!(client("2001:db8:0:11::1"), client("2001:db8:0:ff::2"));
        assert_ne!(client("2001:db8:0:100::1"), client("2001:db8:0:200::1"));
    }
}
