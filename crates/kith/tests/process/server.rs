//! The program, serving a folder of its own on SQLite.

use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use kith_testkit::{PASSWORD, text};
use serde_json::{Value as Json, json};

const EMAIL: &str = "ana@example.com";

/// `kith serve`; dropped, it is killed and gets no chance to finish anything (SIGKILL).
pub struct Server {
    child: Child,
    pub port: u16,
    token: String,
}

impl Server {
    /// Starts it, and waits until it answers.
    pub fn start(data: &Path, variables: &[(String, String)]) -> Server {
        let port = TcpListener::bind("127.0.0.1:0").and_then(|socket| socket.local_addr()).expect("a free port").port();
        let child = kith("serve", data)
            .args(["--listen", &format!("127.0.0.1:{port}"), "--rate-limit", "0", "--log", "error"])
            .envs(variables.iter().map(|(name, value)| (name, value)))
            .spawn()
            .expect("the server starts");
        let server = Server { child, port, token: String::new() };
        let started = Instant::now();
        while ureq::get(format!("http://127.0.0.1:{port}/readyz")).call().is_err() {
            assert!(started.elapsed() < Duration::from_secs(60), "the server did not become ready");
            std::thread::sleep(Duration::from_millis(10));
        }
        server
    }

    /// Starts it on a new folder, with a workspace whose administrator is signed in.
    pub fn new(data: &Path, variables: &[(String, String)]) -> Server {
        let server = Server::start(data, variables);
        let ana = json!({"workspace": "Banyan Works", "name": "Ana", "email": EMAIL, "password": PASSWORD});
        server.post("/auth/register", &ana);
        server.signed_in()
    }

    /// Starts it on a folder that has been served, and signs in.
    pub fn again(data: &Path, variables: &[(String, String)]) -> Server {
        Server::start(data, variables).signed_in()
    }

    fn signed_in(mut self) -> Server {
        let tokens = self.post("/auth/token", &json!({"email": EMAIL, "password": PASSWORD}));
        self.token = text(&tokens, "access_token").to_owned();
        self
    }

    /// Where a path of the API is.
    pub fn at(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}/api/v1{path}", self.port)
    }

    /// What signs a request.
    pub fn bearer(&self) -> String {
        format!("Bearer {}", self.token)
    }

    /// Sends this, unless the program has gone.
    pub fn try_post(&self, path: &str, body: &Json) -> Result<Json, ureq::Error> {
        let request = ureq::post(self.at(path));
        let request = match self.token.as_str() {
            "" => request,
            _ => request.header("authorization", self.bearer()),
        };
        request.send_json(body)?.body_mut().read_json()
    }

    pub fn post(&self, path: &str, body: &Json) -> Json {
        self.try_post(path, body).expect("answered")
    }

    pub fn patch(&self, path: &str, body: &Json) {
        ureq::patch(self.at(path)).header("authorization", self.bearer()).send_json(body).expect("answered");
    }

    pub fn get(&self, path: &str) -> Json {
        let request = ureq::get(self.at(path)).header("authorization", self.bearer());
        request.call().expect("answered").body_mut().read_json().expect("JSON")
    }

    /// The number of its process.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It has gone already where it died by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The program with one of its commands, on a folder of its own.
pub fn kith(what: &str, data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kith"));
    command.arg(what).arg("--data-dir").arg(data).env_remove("KITH_DATABASE_URL").env_remove("KITH_SECRET_KEY");
    command.stdin(Stdio::null());
    command
}
