//! Files through the program itself: a large one passes without being held in memory, and an upload goes on
//! after the program was killed.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use kith_testkit::{S3, text};
use serde_json::{Value as Json, json};

use super::server::Server;

const SIZE: usize = 200 * 1024 * 1024;
const PIECE: usize = 1024 * 1024;
/// What the process may grow by meanwhile, in kilobytes.
const ROOM: u64 = 64 * 1024;

/// The most memory it has had, in kilobytes.
fn peak(server: &Server) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.pid())).expect("a process");
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).expect("its peak");
    line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).expect("a number")
}

/// How much its peak has grown, in kilobytes. A system that takes memory back says less than before.
fn grown(server: &Server, before: u64) -> u64 {
    peak(server).saturating_sub(before)
}

/// A request by hand, whose body is sent as it is made.
fn send(server: &Server, head: &str, pieces: impl Iterator<Item = Vec<u8>>) -> TcpStream {
    let mut stream = TcpStream::connect(("127.0.0.1", server.port)).expect("connected");
    let head = format!("{head}\r\nAuthorization: {}\r\nHost: x\r\nConnection: close\r\n\r\n", server.bearer());
    stream.write_all(head.as_bytes()).expect("sent");
    pieces.for_each(|piece| stream.write_all(&piece).expect("sent"));
    stream
}

/// The bytes of a piece, unlike those of any other.
fn piece(number: usize) -> Vec<u8> {
    (number as u64..)
        .step_by(7)
        .map(|n| n.wrapping_mul(0x9e37_79b9_7f4a_7c15))
        .flat_map(u64::to_be_bytes)
        .take(PIECE)
        .collect()
}

fn head_of(stream: &mut TcpStream) -> String {
    let mut head = Vec::new();
    let mut byte = [0u8; 1];
    while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).expect("readable") == 1 {
        head.push(byte[0]);
    }
    String::from_utf8_lossy(&head).into_owned()
}

#[test]
fn a_large_file_passes_through_and_survives_a_killed_server() {
    passes_through_and_survives_a_killed_server(&[], SIZE);
}

#[test]
fn a_large_file_does_so_with_a_bucket_too() {
    let s3 = S3::start();
    let mut variables = s3.variables();
    variables.push(("KITH_FILES_URL".to_owned(), format!("s3://{}/files", S3::BUCKET)));
    // As large as a browser's pieces: the names of larger ones are too long for this server's own files.
    passes_through_and_survives_a_killed_server(&variables, 6 * PIECE);
}

/// Sends a file in requests of at most so many bytes.
fn passes_through_and_survives_a_killed_server(variables: &[(String, String)], most: usize) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let server = Server::new(folder.path(), variables);
    let company = server.post("/companies", &json!({"name": "Nandi"}));
    let id = text(&company, "id");
    let metadata = [("filename", "film.bin"), ("record_kind", "company"), ("record_id", id)]
        .map(|(key, value)| format!("{key} {}", STANDARD.encode(value)))
        .join(",");
    let begun = ureq::post(server.at("/files/uploads"))
        .header("authorization", server.bearer())
        .header("upload-length", SIZE.to_string())
        .header("upload-metadata", metadata)
        .send_empty();
    let begun: Json = begun.expect("begun").body_mut().read_json().expect("JSON");
    let id = text(&begun, "id").to_owned();
    let patch = |from: usize| {
        format!(
            "PATCH /api/v1/files/uploads/{id} HTTP/1.1\r\nUpload-Offset: {from}\r\n\
             Content-Type: application/offset+octet-stream\r\nContent-Length: {}",
            most.min(SIZE - from)
        )
    };
    let before = peak(&server);

    // The line breaks, then the program is killed; both times it goes on where it was.
    drop(send(&server, &patch(0), (0..60.min(most / PIECE - 1)).map(piece)));
    let offset = |server: &Server| {
        let told = server.get(&format!("/files/uploads/{id}"));
        told["offset"].as_u64().expect("a number") as usize
    };
    let started = Instant::now();
    while offset(&server) == 0 {
        assert!(started.elapsed() < Duration::from_secs(30), "nothing was kept");
        std::thread::sleep(Duration::from_millis(50));
    }
    let kept = offset(&server);
    assert!(grown(&server, before) < ROOM, "it grew by {} KB", grown(&server, before));
    drop(server);

    let server = Server::again(folder.path(), variables);
    let before = peak(&server);
    assert_eq!(offset(&server), kept, "what was acknowledged is there");
    for from in (kept..SIZE).step_by(most) {
        let to = SIZE.min(from + most);
        let bytes = (from / PIECE..to.div_ceil(PIECE)).map(|number| {
            let begin = number * PIECE;
            piece(number)[from.saturating_sub(begin)..PIECE.min(to - begin)].to_vec()
        });
        let answer = head_of(&mut send(&server, &patch(from), bytes));
        assert!(answer.starts_with("HTTP/1.1 204"), "{answer}");
    }

    let get = format!("GET /api/v1/files/{id}/content HTTP/1.1");
    let mut stream = send(&server, &get, std::iter::empty());
    assert!(head_of(&mut stream).starts_with("HTTP/1.1 200"));
    let mut got = vec![0u8; PIECE];
    for number in 0..SIZE / PIECE {
        stream.read_exact(&mut got).expect("as many bytes as were sent");
        assert!(got == piece(number), "megabyte {number} is as it was sent");
    }
    let grown = grown(&server, before);
    assert!(grown < ROOM, "it grew by {grown} KB");
}
