//! Where pushes may go. Their addresses come from browsers, and whoever is signed in could name any: so
//! none leads into the network that Kith runs in.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use kith_app::ports::PushTrouble;
use reqwest::Url;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};

/// Longer ones exist nowhere.
const LONGEST: usize = 1000;

/// An address as it may be used.
pub(super) fn address(text: &str, private: bool) -> Result<Url, PushTrouble> {
    let trouble = |message: &str| PushTrouble { field: "endpoint", message: message.into() };
    let url = Url::parse(text).ok().filter(|url| url.has_host() && text.len() <= LONGEST);
    let url = url.ok_or_else(|| trouble("This is no address of a push service."))?;
    if private {
        return match url.scheme() {
            "http" | "https" => Ok(url),
            _ => Err(trouble("This has to begin with https://.")),
        };
    }
    if url.scheme() != "https" || !url.username().is_empty() || url.password().is_some() {
        return Err(trouble("This has to begin with https:// and name nobody who signs in."));
    }
    // Names are looked at when they are resolved, each time.
    let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
    if host.parse::<IpAddr>().is_ok_and(|ip| !is_public(ip)) {
        return Err(trouble("This is an address of a private network."));
    }
    Ok(url)
}

/// Resolves names to public addresses alone.
pub(super) struct PublicAlone;

impl Resolve for PublicAlone {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let public: Vec<_> = found.filter(|address| is_public(address.ip())).collect();
            if public.is_empty() {
                return Err("this name leads to no public address".into());
            }
            Ok(Box::new(public.into_iter()) as Addrs)
        })
    }
}

fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

/// By IANA's registry of special addresses.
fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let special = matches!((a, b, c), (0 | 10 | 127, ..) | (100, 64..=127, _) | (192, 0, 0) | (198, 18..=19, _));
    !(special
        || a >= 224
        || ip.is_private()
        || ip.is_link_local()
        || ip.is_documentation()
        || matches!((a, b, c), (192, 88, 99)))
}

/// What is given out to networks, without what carries addresses of version 4 in it.
fn is_public_v6(ip: Ipv6Addr) -> bool {
    let parts = ip.segments();
    let global = (parts[0] & 0xe000) == 0x2000;
    let special = matches!((parts[0], parts[1]), (0x2001, 0..=0x01ff | 0x0db8) | (0x2002, _) | (0x3fff, _));
    global && !special
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_leads_into_networks_of_ones_own() {
        for good in ["https://fcm.googleapis.com/fcm/send/abc", "https://8.8.8.8/x", "https://[2606:4700::1]/x"] {
            assert!(address(good, false).is_ok(), "{good}");
        }
        let wrong = [
            "http://push.example/x", "https://user:word@push.example/", "https://127.0.0.1/", "https://10.1.2.3/",
            "https://192.168.0.1/", "https://172.20.0.1/", "https://169.254.169.254/latest", "https://0.0.0.0/",
            "https://100.64.0.1/", "https://[::1]/", "https://[fe80::1]/", "https://[fd00::1]/", "https://2130706433/",
            "https://[::ffff:10.0.0.1]/", "https://[64:ff9b::a00:1]/", "https://[2002:a00:1::]/", "file:///etc/passwd",
            "https://0x7f.1/", "https://224.0.0.1/", "https://255.255.255.255/", "nonsense", "",
        ];
        for wrong in wrong {
            assert!(address(wrong, false).is_err(), "{wrong}");
        }
        assert!(address(&format!("https://push.example/{}", "a".repeat(LONGEST)), false).is_err());
        assert!(address("http://127.0.0.1:8080/x", true).is_ok() && address("ftp://a.example/", true).is_err());
    }

    #[tokio::test]
    async fn a_name_that_leads_home_is_not_followed() {
        let name: Name = "localhost".parse().expect("a name");
        assert!(PublicAlone.resolve(name).await.is_err());
    }
}
