//! Where a request comes from, as far as that can be known.

use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::HeaderMap;
use axum::http::request::Parts;

use super::App;
use crate::config::Network;

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

/// The address that the nearest of our own proxies saw. What others claim is not looked at.
pub fn seen_by_our_proxies(peer: IpAddr, headers: &HeaderMap, proxies: &[Network]) -> IpAddr {
    let is_ours = |address: IpAddr| proxies.iter().any(|network| network.contains(address));
    let lines = headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
    let hops: Vec<&str> = lines.flat_map(|line| line.split(',')).map(str::trim).collect();
    let mut nearest = peer;
    for hop in hops.into_iter().rev() {
        if !is_ours(nearest) {
            break;
        }
        match hop.parse() {
            Ok(address) => nearest = address,
            Err(_) => break,
        }
    }
    nearest
}

impl FromRequestParts<App> for Client {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Self::Rejection> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        // Without a peer nobody is told apart from anybody: all share one bound.
        let peer = peer.map_or(IpAddr::from([0, 0, 0, 0]), |ConnectInfo(peer)| peer.ip());
        Ok(Self::of(seen_by_our_proxies(peer, &parts.headers, &app.site.proxies)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(peer: &str, forwarded: &[&'static str]) -> String {
        let proxies = ["10.0.0.0/8", "::1/128"].map(|text| text.parse().unwrap());
        let headers = forwarded.iter().map(|line| {
            (axum::http::HeaderName::from_static("x-forwarded-for"), line.parse().unwrap())
        });
        seen_by_our_proxies(peer.parse().unwrap(), &headers.collect(), &proxies).to_string()
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
    fn addresses_of_one_network_are_one_client() {
        let client = |text: &str| Client::of(text.parse().unwrap());
        assert_eq!(client("203.0.113.9"), client("203.0.113.200"));
        assert_eq!(client("203.0.113.9"), client("::ffff:203.0.113.9"));
        assert_ne!(client("203.0.113.9"), client("203.0.114.9"));
        assert_eq!(client("2001:db8:0:11::1"), client("2001:db8:0:ff::2"));
        assert_ne!(client("2001:db8:0:100::1"), client("2001:db8:0:200::1"));
    }
}
