//! Real mail servers: Dovecot and an SMTP server, started for one test.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex};

use kith_adapters::{ImapReader, PostOffice};
use kith_app::ports::Address;
use serde_json::Value as Json;

use crate::Options;

/// Mail servers on loopback; whoever mail is for has a mailbox there, with the password `secret`.
pub struct MailServers {
    child: Child,
    talk: Mutex<(ChildStdin, BufReader<ChildStdout>)>,
    /// Where IMAP is spoken, with STARTTLS or without.
    pub imap: u16,
    /// Where IMAP is spoken through TLS.
    pub imaps: u16,
    /// Where SMTP is spoken, with STARTTLS or without, to everybody.
    pub smtp: u16,
    /// Where SMTP is spoken through TLS, to those who sign in.
    pub smtps: u16,
    folder: PathBuf,
    authority: Vec<u8>,
}

impl MailServers {
    /// Starts them, and waits until they listen.
    pub fn start() -> MailServers {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scripts/mail-servers.py");
        let mut child = Command::new("/usr/bin/python3")
            .arg(script)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("python3; scripts/setup.sh test installs what is missing");
        let mut output = BufReader::new(child.stdout.take().expect("its output"));
        let mut line = String::new();
        output.read_line(&mut line).expect("a line");
        let Ok(told) = serde_json::from_str::<Json>(&line) else {
            let ended = child.wait_with_output().expect("an end");
            panic!("the mail servers did not start: {}", String::from_utf8_lossy(&ended.stderr));
        };
        // Nobody reads it from here on, and a full pipe would stop them.
        let mut errors = child.stderr.take().expect("its errors");
        std::thread::spawn(move || std::io::copy(&mut errors, &mut std::io::sink()));
        let port = |key: &str| told[key].as_u64().and_then(|port| u16::try_from(port).ok()).expect("a port");
        let path = |key: &str| PathBuf::from(told[key].as_str().expect("a path"));
        MailServers {
            talk: Mutex::new((child.stdin.take().expect("its input"), output)),
            child,
            imap: port("imap"),
            imaps: port("imaps"),
            smtp: port("smtp"),
            smtps: port("smtps"),
            folder: path("folder"),
            authority: std::fs::read(path("ca")).expect("a certificate"),
        }
    }

    /// An app that reads and sends through such servers. Mails that name none are kept as always.
    pub fn options(&self) -> Options {
        let outbox = self.folder.join("outbox");
        let post = PostOffice::new(Address::new("kith@kith.test", "Kith"), None, outbox);
        let post = post.trusting(&self.authority).expect("a certificate");
        let reader = ImapReader::new(&self.authority).expect("a certificate");
        Options { post: Some(Arc::new(post)), mail_reader: Some(Arc::new(reader)), ..Options::default() }
    }

    /// Puts a message into somebody's mailbox, as it is to the byte.
    pub fn deliver(&self, address: &str, message: impl AsRef<[u8]>) {
        let file = tempfile::NamedTempFile::new().expect("a file");
        std::fs::write(file.path(), message).expect("written");
        // They run as somebody else.
        let mode = std::os::unix::fs::PermissionsExt::from_mode(0o644);
        std::fs::set_permissions(file.path(), mode).expect("readable");
        let (input, output) = &mut *self.talk.lock().expect("no test panicked while delivering");
        writeln!(input, "{address} {}", file.path().display()).expect("they listen");
        let mut line = String::new();
        output.read_line(&mut line).expect("a line");
        assert_eq!(line.trim(), "delivered");
    }

    /// The messages in somebody's mailbox, in no order.
    pub fn messages(&self, address: &str) -> Vec<String> {
        let mut out = Vec::new();
        for part in ["new", "cur"] {
            let folder = self.folder.join("mail").join(address).join(part);
            for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
                out.push(String::from_utf8_lossy(&std::fs::read(entry.path()).unwrap_or_default()).into_owned());
            }
        }
        out
    }

    /// Removes all messages and what the server knows of them: the folder numbers its messages anew.
    pub fn renumber(&self, address: &str) {
        let folder = self.folder.join("mail").join(address);
        for entry in std::fs::read_dir(folder).expect("a mailbox").flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with("dovecot") {
                std::fs::remove_file(entry.path()).expect("removed");
            }
        }
    }
}

impl Drop for MailServers {
    fn drop(&mut self) {
        // The end of its input ends them, also where the test is killed.
        if let Ok(talk) = self.talk.get_mut() {
            let null = Command::new("true").stdin(Stdio::piped()).spawn();
            if let Some(input) = null.ok().and_then(|mut child| child.stdin.take()) {
                talk.0 = input;
            }
        }
        let _ = self.child.wait();
    }
}
