//! An acknowledged write survives a killed process: the server is killed under load, again and
//! again, and every write it had acknowledged must be there with its audit and its outbox row.

use std::collections::HashSet;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value as Json, json};

const KILLS: usize = 20;
const WRITERS: usize = 8;

struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start(data: &Path) -> Server {
        let port = TcpListener::bind("127.0.0.1:0").and_then(|socket| socket.local_addr()).expect("a free port").port();
        let child = Command::new(env!("CARGO_BIN_EXE_kith"))
            .args(["serve", "--listen", &format!("127.0.0.1:{port}"), "--rate-limit", "0", "--log", "error"])
            .arg("--data-dir")
            .arg(data)
            .env_remove("KITH_DATABASE_URL")
            .stdin(Stdio::null())
            .spawn()
            .expect("the server starts");
        let server = Server { child, address: format!("http://127.0.0.1:{port}") };
        let started = Instant::now();
        while ureq::get(format!("{}/readyz", server.address)).call().is_err() {
            assert!(started.elapsed() < Duration::from_secs(60), "the server did not become ready");
            std::thread::sleep(Duration::from_millis(10));
        }
        server
    }

    fn post(&self, path: &str, token: Option<&str>, body: &Json) -> Result<Json, ureq::Error> {
        let mut request = ureq::post(format!("{}/api/v1{path}", self.address));
        if let Some(token) = token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        request.send_json(body)?.body_mut().read_json()
    }

    fn token(&self) -> String {
        let body = json!({"email": "ana@example.com", "password": "correct horse battery"});
        let answer = self.post("/auth/token", None, &body).expect("signed in");
        answer["access_token"].as_str().expect("a token").to_owned()
    }

    /// SIGKILL: the process gets no chance to finish anything.
    fn kill(mut self) {
        self.child.kill().expect("killed");
        self.child.wait().expect("gone");
    }
}

#[test]
fn no_acknowledged_write_is_lost_when_the_server_is_killed_under_load() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let acknowledged: Mutex<Vec<String>> = Mutex::new(Vec::new());
    let server = Server::start(folder.path());
    let body = json!({"workspace": "Kill test", "name": "Ana", "email": "ana@example.com", "password": "correct horse battery"});
    server.post("/auth/register", None, &body).expect("registered");
    server.kill();

    for round in 0..KILLS {
        let server = Server::start(folder.path());
        let token = server.token();
        let stop = AtomicBool::new(false);
        std::thread::scope(|scope| {
            for writer in 0..WRITERS {
                let (server, token, stop, acknowledged) = (&server, &token, &stop, &acknowledged);
                scope.spawn(move || {
                    let mut n = 0;
                    while !stop.load(Ordering::Relaxed) {
                        n += 1;
                        let body = json!({"first_name": "Round", "last_name": format!("{round}-{writer}-{n}")});
                        match server.post("/contacts", Some(token), &body) {
                            Ok(record) => {
                                let id = record["id"].as_str().expect("an id").to_owned();
                                acknowledged.lock().expect("unpoisoned").push(id);
                            }
                            // The server was killed while this request was under way.
                            Err(_) => break,
                        }
                    }
                });
            }
            // A different moment each round, so that commits, checkpoints and idle times are all hit.
            std::thread::sleep(Duration::from_millis(40 + (round as u64 * 37) % 160));
            let pid = server.child.id().to_string();
            Command::new("kill").args(["-9", &pid]).status().expect("killed");
            stop.store(true, Ordering::Relaxed);
        });
        server.kill();
    }

    let server = Server::start(folder.path());
    let token = server.token();
    let acknowledged = acknowledged.into_inner().expect("unpoisoned");
    assert!(acknowledged.len() > KILLS, "the load was too small to prove anything: {}", acknowledged.len());
    let read = ureq::get(format!("{}/api/v1/contacts/{}", server.address, acknowledged[0]))
        .header("authorization", format!("Bearer {token}"))
        .call();
    assert!(read.is_ok(), "an acknowledged record is served");
    server.kill();

    let database = rusqlite::Connection::open(folder.path().join("kith.db")).expect("the database opens");
    let integrity: String = database.query_row("PRAGMA integrity_check", [], |row| row.get(0)).expect("checked");
    assert_eq!(integrity, "ok");
    for (table, column) in
        [("contact", "id"), ("audit", "record_id"), ("outbox", "record_id"), ("search_doc", "record_id")]
    {
        let mut statement = database.prepare(&format!("SELECT lower(hex({column})) FROM {table}")).expect("prepared");
        let rows = statement.query_map([], |row| row.get::<_, String>(0)).expect("queried");
        let present: HashSet<String> = rows.map(|row| row.expect("read")).collect();
        let lost = acknowledged.iter().filter(|id| !present.contains(&id.replace('-', ""))).count();
        assert_eq!(lost, 0, "of {} acknowledged writes {lost} have no row in {table}", acknowledged.len());
    }
}
