//! Mailboxes through the program itself, against Dovecot: killed while it reads, nothing is lost and nothing
//! is there twice; and a new secret key opens what the old one sealed.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value as Json, json};

const PASSWORD: &str = "correct horse battery";

/// The mail servers of the tests, and the way to tell them to deliver.
struct MailServers {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    imap: u64,
}

impl MailServers {
    fn start() -> MailServers {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scripts/mail-servers.py");
        let command = Command::new("/usr/bin/python3")
            .arg(script)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let mut child = command.expect("python3; scripts/setup.sh test installs what is missing");
        let mut output = BufReader::new(child.stdout.take().expect("its output"));
        let mut line = String::new();
        output.read_line(&mut line).expect("a line");
        let told: Json = serde_json::from_str(&line).expect("where the mail servers are");
        let input = child.stdin.take();
        MailServers { child, input, output, imap: told["imap"].as_u64().expect("a port") }
    }

    fn deliver(&mut self, address: &str, message: &str) {
        let file = tempfile::NamedTempFile::new().expect("a file");
        std::fs::write(file.path(), message).expect("written");
        let mode = std::os::unix::fs::PermissionsExt::from_mode(0o644);
        std::fs::set_permissions(file.path(), mode).expect("readable");
        let input = self.input.as_mut().expect("their input");
        writeln!(input, "{address} {}", file.path().display()).expect("they listen");
        let mut line = String::new();
        self.output.read_line(&mut line).expect("a line");
        assert_eq!(line.trim(), "delivered");
    }
}

impl Drop for MailServers {
    fn drop(&mut self) {
        // The end of its input ends them.
        self.input = None;
        let _ = self.child.wait();
    }
}

struct Server {
    child: Child,
    address: String,
    token: String,
}

impl Server {
    fn start(data: &Path) -> Server {
        let port = TcpListener::bind("127.0.0.1:0").and_then(|socket| socket.local_addr()).expect("a free port").port();
        let child = kith("serve", data)
            .args(["--listen", &format!("127.0.0.1:{port}"), "--rate-limit", "0", "--log", "error"])
            .spawn()
            .expect("the server starts");
        let address = format!("http://127.0.0.1:{port}");
        let started = Instant::now();
        while ureq::get(format!("{address}/readyz")).call().is_err() {
            assert!(started.elapsed() < Duration::from_secs(60), "the server did not become ready");
            std::thread::sleep(Duration::from_millis(10));
        }
        Server { child, address, token: String::new() }
    }

    fn again(data: &Path) -> Server {
        let mut server = Server::start(data);
        let body = json!({"email": "ana@example.com", "password": PASSWORD});
        server.token = text(&server.post("/auth/token", &body), "access_token");
        server
    }

    fn post(&self, path: &str, body: &Json) -> Json {
        let request = ureq::post(format!("{}/api/v1{path}", self.address));
        let request = match self.token.as_str() {
            "" => request,
            token => request.header("authorization", format!("Bearer {token}")),
        };
        request.send_json(body).expect("answered").body_mut().read_json().expect("JSON")
    }

    fn get(&self, path: &str) -> Json {
        let request = ureq::get(format!("{}/api/v1{path}", self.address));
        let request = request.header("authorization", format!("Bearer {}", self.token));
        request.call().expect("answered").body_mut().read_json().expect("JSON")
    }
}

impl Drop for Server {
    /// SIGKILL: it gets no chance to finish anything.
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn kith(what: &str, data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kith"));
    command.arg(what).arg("--data-dir").arg(data).env_remove("KITH_DATABASE_URL").env_remove("KITH_SECRET_KEY");
    command.stdin(Stdio::null());
    command
}

fn text(json: &Json, key: &str) -> String {
    json[key].as_str().unwrap_or_else(|| panic!("no {key} in {json}")).to_owned()
}

fn mail(n: usize) -> String {
    format!(
        "From: Ravi <ravi{n}@out.test>\r\nTo: help\r\nSubject: Question {n}\r\nMessage-ID: <{n}@out.test>\r\n\r\n{}\r\n",
        "word ".repeat(2_000)
    )
}

/// A program with a support mailbox that is read.
fn with_mailbox(data: &Path, servers: &MailServers) -> Server {
    let server = Server::start(data);
    let ana = json!({"workspace": "Mail test", "name": "Ana", "email": "ana@example.com", "password": PASSWORD});
    server.post("/auth/register", &ana);
    drop(server);
    let server = Server::again(data);
    let mailbox = json!({
        "name": "Help", "address": "help@banyan.test", "imap_host": "127.0.0.1", "imap_port": servers.imap,
        "imap_security": "none", "imap_user": "help@banyan.test", "imap_password": "secret", "acknowledges": false,
    });
    server.post("/mailboxes", &mailbox);
    server
}

/// Whoever held the mailbox was killed and holds it for two minutes; changed, it is free at once.
fn free_mailbox(server: &Server, name: &str) {
    let id = text(&server.get("/mailboxes")["data"][0], "id");
    let request = ureq::patch(format!("{}/api/v1/mailboxes/{id}", server.address));
    let request = request.header("authorization", format!("Bearer {}", server.token));
    request.send_json(json!({"name": name})).expect("answered");
}

fn subjects(server: &Server) -> Vec<String> {
    let tickets = server.get("/tickets?limit=100&sort=number");
    tickets["data"].as_array().expect("a list").iter().map(|ticket| text(ticket, "subject")).collect()
}

/// Waits until so many tickets are there.
fn wait_for(server: &Server, count: usize) {
    let started = Instant::now();
    while subjects(server).len() != count {
        let state = server.get("/mailboxes")["data"][0]["state"].clone();
        assert!(started.elapsed() < Duration::from_secs(60), "not {count} tickets: {state}");
        std::thread::sleep(Duration::from_millis(100));
    }
}

#[test]
fn killed_while_it_reads_it_loses_nothing_and_takes_nothing_twice() {
    const COUNT: usize = 60;
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut servers = MailServers::start();
    drop(with_mailbox(folder.path(), &servers));
    for n in 0..COUNT {
        servers.deliver("help@banyan.test", &mail(n));
    }
    let mut amounts = Vec::new();
    for round in 0..6_u64 {
        let server = Server::again(folder.path());
        free_mailbox(&server, &format!("Round {round}"));
        std::thread::sleep(Duration::from_millis(60 + 70 * round));
        amounts.push(subjects(&server).len());
        drop(server);
    }
    let server = Server::again(folder.path());
    free_mailbox(&server, "Last");
    wait_for(&server, COUNT);
    assert!(amounts.iter().any(|amount| (1..COUNT).contains(amount)), "never killed in the middle: {amounts:?}");
    let mut found = subjects(&server);
    found.sort_unstable();
    found.dedup();
    assert_eq!(found.len(), COUNT);
    let people = server.get("/contacts?limit=100&email[contains]=out.test");
    assert_eq!(people["data"].as_array().map(Vec::len), Some(COUNT));
}

#[test]
fn a_new_key_opens_what_the_old_one_sealed_and_a_lost_one_is_said() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut servers = MailServers::start();
    drop(with_mailbox(folder.path(), &servers));
    let done = kith("rotate-secrets", folder.path()).output().expect("run");
    let said = String::from_utf8_lossy(&done.stdout).into_owned();
    assert!(done.status.success() && said.contains("1 mailboxes sealed anew"), "{said}");
    let path = folder.path().join("secret.key");
    let keys = std::fs::read_to_string(&path).expect("the keys");
    let (new, old) = keys.trim().split_once('\n').expect("two keys");
    assert!(!said.contains(new) && !said.contains(old));

    // The old one is needed no more.
    std::fs::write(&path, format!("{new}\n")).expect("written");
    let server = Server::again(folder.path());
    servers.deliver("help@banyan.test", &mail(1));
    free_mailbox(&server, "Help");
    wait_for(&server, 1);
    drop(server);

    // Without the new one the password has to be entered again, and nothing else is wrong.
    std::fs::write(&path, format!("{old}\n")).expect("written");
    let server = Server::again(folder.path());
    free_mailbox(&server, "Help without its key");
    let started = Instant::now();
    loop {
        let state = server.get("/mailboxes")["data"][0]["state"].clone();
        if state["error"].as_str().is_some_and(|error| error.contains("Enter it again")) {
            assert_eq!(state["error_with"], "password");
            break;
        }
        assert!(started.elapsed() < Duration::from_secs(30), "{state}");
        std::thread::sleep(Duration::from_millis(100));
    }
}
