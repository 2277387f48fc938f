//! Looking at bytes as they pass: how many there are, their hash, what they are.

use std::fmt::Write;

use sha2::{Digest, Sha256};

/// So many bytes from the beginning tell what a file is.
const HEAD: usize = 8 * 1024;

/// Looks at the bytes of a file from the first to the last.
#[derive(Default)]
pub(super) struct Inspector {
    hash: Sha256,
    head: Vec<u8>,
    text: Text,
    size: u64,
}

/// What the bytes of a file are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Inspected {
    pub size: u64,
    pub sha256: String,
    pub media_type: &'static str,
}

impl Inspector {
    /// Looks at the next bytes.
    pub fn add(&mut self, piece: &[u8]) {
        self.hash.update(piece);
        self.size += piece.len() as u64;
        self.text.add(piece);
        let room = HEAD - self.head.len();
        self.head.extend_from_slice(&piece[..room.min(piece.len())]);
    }

    /// How many have passed.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// What they are.
    pub fn finish(self) -> Inspected {
        let media_type = media_type(&self.head, self.text.is_text());
        Inspected { size: self.size, sha256: hex(&self.hash.finalize()), media_type }
    }
}

/// In hexadecimal.
fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

fn media_type(head: &[u8], is_text: bool) -> &'static str {
    let begins = head.trim_ascii_start().to_ascii_lowercase();
    let has = |what: &[u8]| begins.windows(what.len()).any(|window| window == what);
    let known = infer::get(head).map(|kind| kind.mime_type());
    match known {
        _ if is_text && has(b"<svg") => "image/svg+xml",
        _ if is_text && (has(b"<!doctype html") || has(b"<html") || has(b"<script")) => "text/html",
        // Letters that happen to be the first of a picture's are letters.
        Some(media) if is_text && ["image/", "audio/", "video/"].iter().any(|kind| media.starts_with(kind)) => {
            "text/plain"
        }
        Some(media) => media,
        None if is_text => "text/plain",
        None => "application/octet-stream",
    }
}

/// Whether bytes that come piece by piece are text: UTF-8 without the control characters that no text has.
#[derive(Default)]
struct Text {
    /// The beginning of a character whose rest is in the next piece.
    open: Vec<u8>,
    broken: bool,
}

impl Text {
    fn add(&mut self, piece: &[u8]) {
        if self.broken {
            return;
        }
        let strange = |byte: &u8| *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b) || *byte == 0x7f;
        let mut rest = piece;
        // A character that is cut is looked at with the bytes that complete it.
        while !self.open.is_empty() && !rest.is_empty() {
            self.open.push(rest[0]);
            rest = &rest[1..];
            match std::str::from_utf8(&self.open) {
                Ok(_) => self.open.clear(),
                Err(error) if error.error_len().is_some() || self.open.len() > 3 => return self.broken = true,
                Err(_) => {}
            }
        }
        match std::str::from_utf8(rest) {
            Ok(_) => {}
            Err(error) if error.error_len().is_none() => self.open = rest[error.valid_up_to()..].to_vec(),
            Err(_) => self.broken = true,
        }
        self.broken |= piece.iter().any(strange);
    }

    fn is_text(&self) -> bool {
        !self.broken && self.open.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn inspect(pieces: &[&[u8]]) -> Inspected {
        let mut inspector = Inspector::default();
        pieces.iter().for_each(|piece| inspector.add(piece));
        inspector.finish()
    }

    #[test]
    fn bytes_say_what_they_are() {
        let png: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01";
        let cases: [(&[u8], &str); 11] = [
            (png, "image/png"),
            (b"\xff\xd8\xff\xe0\0\x10JFIF\0", "image/jpeg"),
            (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "application/pdf"),
            (b"<!DOCTYPE html><p>x", "text/html"),
            (b"  <html><script>alert(1)</script>", "text/html"),
            (b"hello <script>alert(1)</script>", "text/html"),
            (b"<?xml version=\"1.0\"?><svg onload=\"x()\"/>", "image/svg+xml"),
            (b"BM is a bitmap only if it is not a text", "text/plain"),
            ("नमस्ते, Grüße".as_bytes(), "text/plain"),
            (b"", "text/plain"),
            (b"\0\x01\x02\x03", "application/octet-stream"),
        ];
        for (bytes, media) in cases {
            assert_eq!(inspect(&[bytes]).media_type, media, "{}", String::from_utf8_lossy(bytes));
        }
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(inspect(&[]).sha256, empty);
    }

    proptest! {
        #[test]
        fn where_a_file_is_cut_makes_no_difference(text in "\\PC{0,40}", cuts in prop::collection::vec(0usize..120, 0..6)) {
            let bytes = text.as_bytes();
            let mut places: Vec<usize> = cuts.into_iter().map(|cut| cut.min(bytes.len())).chain([0, bytes.len()]).collect();
            places.sort_unstable();
            let pieces: Vec<&[u8]> = places.windows(2).map(|pair| &bytes[pair[0]..pair[1]]).collect();
            prop_assert_eq!(inspect(&pieces), inspect(&[bytes]));
        }
    }
}
