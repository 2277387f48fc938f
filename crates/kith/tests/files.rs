//! Files through the program itself: a large one passes without being held in memory, and an upload goes on
//! after the program was killed.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use kith_testkit::S3;
use serde_json::{Value as Json, json};

const SIZE: usize = 200 * 1024 * 1024;
const PIECE: usize = 1024 * 1024;
/// What the process may grow by meanwhile, in kilobytes.
const ROOM: u64 = 64 * 1024;

struct Server {
    child: Child,
    port: u16,
}

impl Server {
    fn start(data: &Path, variables: &[(String, String)]) -> Server {
        let port = TcpListener::bind("127.0.0.1:0").and_then(|socket| socket.local_addr()).expect("a free port").port();
        let child = Command::new(env!("CARGO_BIN_EXE_kith"))
            .args(["serve", "--listen", &format!("127.0.0.1:{port}"), "--rate-limit", "0", "--log", "error"])
            .arg("--data-dir")
            .arg(data)
            .env_remove("KITH_DATABASE_URL")
            .envs(variables.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null())
            .spawn()
            .expect("the server starts");
        let server = Server { child, port };
        let started = Instant::now();
        while ureq::get(format!("http://127.0.0.1:{port}/readyz")).call().is_err() {
            assert!(started.elapsed() < Duration::from_secs(60), "the server did not become ready");
            std::thread::sleep(Duration::from_millis(10));
        }
        server
    }

    fn post(&self, path: &str, token: &str, body: &Json) -> Json {
        let request = ureq::post(format!("http://127.0.0.1:{}/api/v1{path}", self.port));
        let request = match token {
            "" => request,
            token => request.header("authorization", format!("Bearer {token}")),
        };
        request.send_json(body).expect("answered").body_mut().read_json().expect("JSON")
    }

    /// The most memory it has had, in kilobytes.
    fn peak(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).expect("a process");
        let line = status.lines().find(|line| line.starts_with("VmHWM:")).expect("its peak");
        line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).expect("a number")
    }

    /// How much its peak has grown, in kilobytes. A system that takes memory back says less than before.
    fn grown(&self, before: u64) -> u64 {
        self.peak().saturating_sub(before)
    }

    /// A request by hand, whose body is sent as it is made.
    fn send(&self, head: &str, pieces: impl Iterator<Item = Vec<u8>>) -> TcpStream {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("connected");
        stream.write_all(format!("{head}\r\nHost: x\r\nConnection: close\r\n\r\n").as_bytes()).expect("sent");
        pieces.for_each(|piece| stream.write_all(&piece).expect("sent"));
        stream
    }

    /// SIGKILL: the process gets no chance to finish anything.
    fn kill(self) {
        drop(self);
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It has gone already where it died by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
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
    let server = Server::start(folder.path(), variables);
    let register =
        json!({"workspace": "Files", "name": "Ana", "email": "ana@example.com", "password": "correct horse battery"});
    server.post("/auth/register", "", &register);
    let credentials = json!({"email": "ana@example.com", "password": "correct horse battery"});
    let sign_in = |server: &Server| {
        let tokens = server.post("/auth/token", "", &credentials);
        tokens["access_token"].as_str().expect("a token").to_owned()
    };
    let token = sign_in(&server);
    let company = server.post("/companies", &token, &json!({"name": "Nandi"}));
    let id = company["id"].as_str().expect("an id");
    let metadata = [("filename", "film.bin"), ("record_kind", "company"), ("record_id", id)]
        .map(|(key, value)| format!("{key} {}", STANDARD.encode(value)))
        .join(",");
    let begun = ureq::post(format!("http://127.0.0.1:{}/api/v1/files/uploads", server.port))
        .header("authorization", format!("Bearer {token}"))
        .header("upload-length", SIZE.to_string())
        .header("upload-metadata", metadata)
        .send_empty();
    let begun: Json = begun.expect("begun").body_mut().read_json().expect("JSON");
    let id = begun["id"].as_str().expect("an id").to_owned();
    let patch = |token: &str, from: usize| {
        format!(
            "PATCH /api/v1/files/uploads/{id} HTTP/1.1\r\nAuthorization: Bearer {token}\r\nUpload-Offset: {from}\r\n\
             Content-Type: application/offset+octet-stream\r\nContent-Length: {}",
            most.min(SIZE - from)
        )
    };
    let before = server.peak();

    // The line breaks, then the program is killed; both times it goes on where it was.
    drop(server.send(&patch(&token, 0), (0..60.min(most / PIECE - 1)).map(piece)));
    let offset = |server: &Server, token: &str| {
        let asked = ureq::get(format!("http://127.0.0.1:{}/api/v1/files/uploads/{id}", server.port));
        let told = asked.header("authorization", format!("Bearer {token}")).call();
        let told: Json = told.expect("answered").body_mut().read_json().expect("JSON");
        told["offset"].as_u64().expect("a number") as usize
    };
    let started = Instant::now();
    while offset(&server, &token) == 0 {
        assert!(started.elapsed() < Duration::from_secs(30), "nothing was kept");
        std::thread::sleep(Duration::from_millis(50));
    }
    let kept = offset(&server, &token);
    assert!(server.grown(before) < ROOM, "it grew by {} KB", server.grown(before));
    server.kill();

    let server = Server::start(folder.path(), variables);
    let token = sign_in(&server);
    let before = server.peak();
    assert_eq!(offset(&server, &token), kept, "what was acknowledged is there");
    for from in (kept..SIZE).step_by(most) {
        let to = SIZE.min(from + most);
        let bytes = (from / PIECE..to.div_ceil(PIECE)).map(|number| {
            let begin = number * PIECE;
            piece(number)[from.saturating_sub(begin)..PIECE.min(to - begin)].to_vec()
        });
        let answer = head_of(&mut server.send(&patch(&token, from), bytes));
        assert!(answer.starts_with("HTTP/1.1 204"), "{answer}");
    }

    let get = format!("GET /api/v1/files/{id}/content HTTP/1.1\r\nAuthorization: Bearer {token}");
    let mut stream = server.send(&get, std::iter::empty());
    assert!(head_of(&mut stream).starts_with("HTTP/1.1 200"));
    let mut got = vec![0u8; PIECE];
    for number in 0..SIZE / PIECE {
        stream.read_exact(&mut got).expect("as many bytes as were sent");
        assert!(got == piece(number), "megabyte {number} is as it was sent");
    }
    let grown = server.grown(before);
    assert!(grown < ROOM, "it grew by {grown} KB");
    server.kill();
}
