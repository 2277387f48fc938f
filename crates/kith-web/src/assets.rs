//! The embedded files.

use std::borrow::Cow;

use crate::Asset;
use crate::mime::content_type;

#[cfg(feature = "ui")]
mod embedded {
    /// The web build. Debug builds read the folder, release builds carry it.
    #[derive(rust_embed::RustEmbed)]
    #[folder = "$CARGO_MANIFEST_DIR/../../web/dist"]
    #[exclude = ".vite/*"]
    pub(super) struct Dist;

    pub(super) fn get(path: &str) -> Option<super::Raw> {
        let file = <Dist as rust_embed::RustEmbed>::get(path)?;
        Some(super::Raw { hash: file.metadata.sha256_hash(), data: file.data })
    }
}

#[cfg(not(feature = "ui"))]
mod embedded {
    pub(super) fn get(_path: &str) -> Option<super::Raw> {
        None
    }
}

struct Raw {
    data: Cow<'static, [u8]>,
    hash: [u8; 32],
}

/// Encodings made at build time, best first, with the ending of their files.
const ENCODINGS: [(&str, &str); 2] = [("br", ".br"), ("gzip", ".gz")];

/// The file at `path` in the best encoding that the client accepts and the build made.
pub(crate) fn find(path: &str, accept_encoding: &str) -> Option<Asset> {
    if ENCODINGS.iter().any(|(_, ending)| path.ends_with(ending)) {
        return None;
    }
    for (encoding, ending) in ENCODINGS {
        if accepts(accept_encoding, encoding)
            && let Some(raw) = embedded::get(&format!("{path}{ending}"))
        {
            return Some(asset(path, raw, Some(encoding)));
        }
    }
    embedded::get(path).map(|raw| asset(path, raw, None))
}

/// What is shown where the web UI is not inside the binary.
pub(crate) fn missing_page() -> Asset {
    const HTML: &str = include_str!("missing.html");
    asset("index.html", Raw { data: Cow::Borrowed(HTML.as_bytes()), hash: [0; 32] }, None)
}

fn asset(path: &str, raw: Raw, encoding: Option<&'static str>) -> Asset {
    let etag: String = raw.hash.iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    Asset {
        body: raw.data,
        content_type: content_type(path),
        encoding,
        etag: format!("\"{etag}\""),
        immutable: path.starts_with("assets/"),
    }
}

fn accepts(accept_encoding: &str, wanted: &str) -> bool {
    accept_encoding.split(',').any(|part| {
        let mut pieces = part.split(';').map(str::trim);
        let refused = |parameter: &str| matches!(parameter, "q=0" | "q=0.0" | "q=0.00" | "q=0.000");
        pieces.next() == Some(wanted) && !pieces.any(refused)
    })
}

#[cfg(test)]
mod tests {
    use super::accepts;

    #[test]
    fn an_encoding_with_weight_zero_is_refused() {
        assert!(accepts("gzip, br;q=0.9", "br"));
        assert!(!accepts("gzip, br;q=0", "br"));
        assert!(!accepts("gzip", "br"));
    }
}
