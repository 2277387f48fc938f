//! The single-page app inside the binary: its files, how long they may be kept, and the hashes of
//! its inline scripts for the content security policy.
//!
//! Knows no HTTP library; `kith-api` turns an [`Asset`] into an answer.

mod assets;
mod csp;
mod mime;

use std::borrow::Cow;
use std::sync::LazyLock;

/// Whether the web UI is inside this binary (the cargo feature `ui`).
pub const BUILT_IN: bool = cfg!(feature = "ui");

/// A file of the web UI.
#[derive(Clone, Debug)]
pub struct Asset {
    /// Its bytes, encoded as `encoding` says.
    pub body: Cow<'static, [u8]>,
    /// The `Content-Type`.
    pub content_type: &'static str,
    /// The `Content-Encoding`, where a version compressed at build time was chosen.
    pub encoding: Option<&'static str>,
    /// A strong validator, quoted.
    pub etag: String,
    /// Whether its name contains a hash of its content, so that it never changes.
    pub immutable: bool,
}

/// The page every address of the app answers with, and its content security policy.
#[derive(Debug)]
pub struct Page {
    /// The page itself.
    pub asset: Asset,
    /// The `Content-Security-Policy` that allows its own scripts alone.
    pub csp: String,
}

static PAGE: LazyLock<Page> = LazyLock::new(|| {
    let asset = assets::find("index.html", "").unwrap_or_else(assets::missing_page);
    let csp = csp::policy(&String::from_utf8_lossy(&asset.body));
    Page { asset, csp }
});

/// The file at a path without its leading slash, in the best encoding of `accept_encoding` that was
/// made at build time.
pub fn find(path: &str, accept_encoding: &str) -> Option<Asset> {
    assets::find(path, accept_encoding)
}

/// The typeface of documents (TrueType): the usual weight, and the one of headings.
pub fn document_fonts() -> Option<[Cow<'static, [u8]>; 2]> {
    let font = |name: &str| assets::find(name, "").map(|asset| asset.body);
    Some([font("fonts/noto-sans-regular.ttf")?, font("fonts/noto-sans-semibold.ttf")?])
}

/// The app's page.
pub fn page() -> &'static Page {
    &PAGE
}

/// The content security policy of another page of the same origin.
pub fn csp_of(html: &str) -> String {
    csp::policy(html)
}
