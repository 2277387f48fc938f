//! What a file is written in: encoding and delimiter.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

const CHUNK: usize = 64 * 1024;

/// How to read a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Format {
    pub encoding: &'static Encoding,
    pub delimiter: u8,
}

/// Looks at a file: its encoding from all of it, its delimiter from its beginning.
pub(super) fn sniff(path: &Path) -> io::Result<Format> {
    let encoding = encoding_of(&mut File::open(path)?)?;
    let mut start = Vec::new();
    Transcoder::new(File::open(path)?, encoding).take(CHUNK as u64).read_to_end(&mut start)?;
    // The piece may end in the middle of a letter.
    Ok(Format { encoding, delimiter: delimiter_of(&String::from_utf8_lossy(&start)) })
}

/// A byte order mark decides; else NULs betray UTF-16; else what is valid UTF-8 throughout is that;
/// the rest is Windows-1252, which contains Latin-1.
fn encoding_of(file: &mut impl Read) -> io::Result<&'static Encoding> {
    let mut buffer = vec![0; CHUNK];
    let mut held = 0;
    let mut first = true;
    loop {
        let read = file.read(&mut buffer[held..])?;
        let chunk = &buffer[..held + read];
        if first {
            if let Some((encoding, _)) = Encoding::for_bom(chunk) {
                return Ok(encoding);
            }
            if let Some(encoding) = utf16_without_mark(chunk) {
                return Ok(encoding);
            }
            first = false;
        }
        if read == 0 {
            return Ok(if chunk.is_empty() { UTF_8 } else { WINDOWS_1252 });
        }
        match std::str::from_utf8(chunk) {
            Ok(_) => held = 0,
            Err(error) if error.error_len().is_none() => {
                let rest = chunk[error.valid_up_to()..].to_vec();
                buffer[..rest.len()].copy_from_slice(&rest);
                held = rest.len();
            }
            Err(_) => return Ok(WINDOWS_1252),
        }
    }
}

fn utf16_without_mark(chunk: &[u8]) -> Option<&'static Encoding> {
    let sample = &chunk[..chunk.len().min(1000)];
    let nuls = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let most = sample.len() / 2 * 7 / 10;
    match (nuls(0), nuls(1)) {
        _ if sample.len() < 4 => None,
        (0, low) if low >= most.max(1) => Some(UTF_16LE),
        (high, 0) if high >= most.max(1) => Some(UTF_16BE),
        _ => None,
    }
}

/// The delimiter under which the first rows agree best on how many columns there are.
fn delimiter_of(start: &str) -> u8 {
    let score = |delimiter: u8| {
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .flexible(true)
            .from_reader(start.as_bytes());
        let widths: Vec<usize> = reader.records().take(50).map_while(Result::ok).map(|row| row.len()).collect();
        let columns = widths.first().copied().unwrap_or(0);
        let agreeing = widths.iter().filter(|width| **width == columns).count();
        if columns < 2 { (0, 0) } else { (agreeing * 100 / widths.len().max(1), columns) }
    };
    // Of equals the last counts, so the most usual one comes last.
    [b'|', b'\t', b';', b','].into_iter().max_by_key(|delimiter| score(*delimiter)).unwrap_or(b',')
}

/// Reads a file of any encoding as UTF-8, without its byte order mark.
pub(super) struct Transcoder<R> {
    inner: R,
    decoder: Decoder,
    raw: Vec<u8>,
    raw_range: std::ops::Range<usize>,
    ended: bool,
    /// The decoder has said its last word; it must not be asked again.
    finished: bool,
    text: Vec<u8>,
    text_range: std::ops::Range<usize>,
}

impl<R: Read> Transcoder<R> {
    pub fn new(inner: R, encoding: &'static Encoding) -> Self {
        Transcoder {
            inner,
            decoder: encoding.new_decoder_with_bom_removal(),
            raw: vec![0; CHUNK],
            raw_range: 0..0,
            ended: false,
            finished: false,
            text: vec![0; CHUNK * 3],
            text_range: 0..0,
        }
    }
}

impl<R: Read> Read for Transcoder<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.text_range.is_empty() {
            if self.finished {
                return Ok(0);
            }
            if self.raw_range.is_empty() && !self.ended {
                let read = self.inner.read(&mut self.raw)?;
                self.raw_range = 0..read;
                self.ended = read == 0;
            }
            let raw = &self.raw[self.raw_range.clone()];
            let (result, read, written, _) = self.decoder.decode_to_utf8(raw, &mut self.text, self.ended);
            self.raw_range.start += read;
            self.text_range = 0..written;
            self.finished = self.ended && result == CoderResult::InputEmpty;
        }
        let size = out.len().min(self.text_range.len());
        let from = self.text_range.start;
        out[..size].copy_from_slice(&self.text[from..from + size]);
        self.text_range.start += size;
        Ok(size)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoding(bytes: &[u8]) -> &'static str {
        encoding_of(&mut &bytes[..]).expect("readable").name()
    }

    #[test]
    fn encodings_are_told_apart() {
        assert_eq!(encoding("Vorname;Größe".as_bytes()), "UTF-8");
        assert_eq!(encoding(b"Vorname;Gr\xf6\xdfe"), "windows-1252");
        assert_eq!(encoding(b"\xef\xbb\xbfa,b"), "UTF-8");
        let wide = |mark: &[u8], swap: bool| {
            let bytes = "Name,Größe".encode_utf16().flat_map(|u| if swap { u.to_be_bytes() } else { u.to_le_bytes() });
            mark.iter().copied().chain(bytes).collect::<Vec<u8>>()
        };
        assert_eq!(encoding(&wide(b"\xff\xfe", false)), "UTF-16LE");
        assert_eq!(encoding(&wide(b"\xfe\xff", true)), "UTF-16BE");
        assert_eq!(encoding(&wide(b"", false)), "UTF-16LE");
        assert_eq!(encoding(&wide(b"", true)), "UTF-16BE");
    }

    #[test]
    fn a_letter_across_two_reads_is_still_utf8() {
        let text = "ü".repeat(CHUNK);
        let shifted = format!("a{text}");
        assert_eq!(encoding(shifted.as_bytes()), "UTF-8");
        let mut out = String::new();
        Transcoder::new(shifted.as_bytes(), UTF_8).read_to_string(&mut out).expect("text");
        assert_eq!(out, shifted);
    }

    #[test]
    fn a_reader_that_asks_again_at_the_end_is_told_the_end() {
        // A CSV reader does, where the last line has no line break.
        for bytes in [&b"a,b\n1,2"[..], b"a\xff", b"\xff\xfea\0", b""] {
            let mut reader = Transcoder::new(bytes, encoding_of(&mut &bytes[..]).expect("readable"));
            let mut out = Vec::new();
            reader.read_to_end(&mut out).expect("text");
            assert_eq!(reader.read(&mut [0; 16]).expect("the end"), 0);
        }
    }

    #[test]
    fn delimiters_are_told_apart() {
        assert_eq!(delimiter_of("a,b,c\n1,\"2;x;y\",3\n"), b',');
        assert_eq!(delimiter_of("a;b;c\n1,5;2;3\n1,6;2;3\n"), b';');
        assert_eq!(delimiter_of("a\tb\n1\t\"two\nlines\"\n"), b'\t');
        assert_eq!(delimiter_of("a|b\n1|2\n"), b'|');
        assert_eq!(delimiter_of("alone\none\n"), b',');
    }
}
