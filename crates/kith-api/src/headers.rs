//! Headers that every answer carries, and small readers of request headers.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What every answer carries, whatever it is. Set where an answer has not said otherwise itself.
pub(crate) fn secure(headers: &mut HeaderMap, https: bool) {
    const FIXED: [(HeaderName, &str); 7] = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "strict-origin-when-cross-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        // Data renders nothing, should a browser ever be led to show it.
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'"),
    ];
    // That header cannot name sites; where a policy does, the policy decides.
    let framed = text(headers, header::CONTENT_SECURITY_POLICY).is_some_and(|csp| csp.contains("frame-ancestors http"));
    for (name, value) in FIXED.into_iter().filter(|(name, _)| !(framed && *name == header::X_FRAME_OPTIONS)) {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    if https {
        let year = HeaderValue::from_static("max-age=31536000; includeSubDomains");
        headers.entry(header::STRICT_TRANSPORT_SECURITY).or_insert(year);
    }
}

/// What a browser does with an answer: `inline` or `attachment`, under this name (RFC 6266). Programs that
/// know no Unicode there get the name with what they do not know left out (RFC 8187).
pub(crate) fn disposition(what: &str, name: &str) -> HeaderValue {
    const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
    let known = |c: char| if (' '..='~').contains(&c) && !matches!(c, '"' | '\\' | '%') { c } else { '_' };
    let plain: String = name.chars().map(known).collect();
    let exact = utf8_percent_encode(name, PLAIN);
    let value = HeaderValue::from_str(&format!("{what}; filename=\"{plain}\"; filename*=UTF-8''{exact}"));
    value.unwrap_or(HeaderValue::from_static("attachment"))
}

/// A header as text; `None` where it is absent or not visible ASCII.
pub(crate) fn text(headers: &HeaderMap, name: impl header::AsHeaderName) -> Option<&str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// A cookie's value.
pub(crate) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
}

/// The media type without its parameters, in lower case.
pub(crate) fn media_type(headers: &HeaderMap) -> String {
    let value = text(headers, header::CONTENT_TYPE).unwrap_or("");
    value.split(';').next().unwrap_or("").trim().to_ascii_lowercase()
}

/// Whether the charset is UTF-8 or not said.
pub(crate) fn is_utf8(headers: &HeaderMap) -> bool {
    let value = text(headers, header::CONTENT_TYPE).unwrap_or("").to_ascii_lowercase();
    value.split_once("charset=").is_none_or(|(_, charset)| charset.trim_matches(['"', ' ']).starts_with("utf-8"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_every_language_fit_into_a_header() {
        let cases = [
            ("offer.pdf", "attachment; filename=\"offer.pdf\"; filename*=UTF-8''offer.pdf"),
            ("a \"b\".txt", "attachment; filename=\"a _b_.txt\"; filename*=UTF-8''a%20%22b%22.txt"),
            (
                "हिन्दी🧾",
                "attachment; filename=\"_______\"; filename*=UTF-8''%E0%A4%B9%E0%A4%BF%E0%A4%A8%E0%A5%8D%E0%A4%A6%E0%A5%80%F0%9F%A7%BE",
            ),
        ];
        for (name, header) in cases {
            assert_eq!(disposition("attachment", name), header);
        }
    }

    #[test]
    fn cookies_are_found_by_their_whole_name() {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, HeaderValue::from_static("xkith_csrf=1; kith_csrf=2;kith_csrf2=3"));
        assert_eq!(cookie(&headers, "kith_csrf"), Some("2"));
        assert_eq!(cookie(&headers, "kith"), None);
    }
}
