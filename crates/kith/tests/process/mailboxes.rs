//! Mailboxes through the program itself, against Dovecot: killed while it reads, nothing is lost and nothing
//! is there twice; and a new secret key opens what the old one sealed.

use std::path::Path;
use std::time::{Duration, Instant};

use kith_testkit::{MailServers, text};
use serde_json::json;

use super::server::{Server, kith};

fn mail(n: usize) -> String {
    format!(
        "From: Ravi <ravi{n}@out.test>\r\nTo: help\r\nSubject: Question {n}\r\nMessage-ID: <{n}@out.test>\r\n\r\n{}\r\n",
        "word ".repeat(2_000)
    )
}

/// A program with a support mailbox that is read.
fn with_mailbox(data: &Path, servers: &MailServers) -> Server {
    let server = Server::new(data, &[]);
    let mailbox = json!({
        "name": "Help", "address": "help@banyan.test", "imap_host": "127.0.0.1", "imap_port": servers.imap,
        "imap_security": "none", "imap_user": "help@banyan.test", "imap_password": "secret", "acknowledges": false,
    });
    server.post("/mailboxes", &mailbox);
    server
}

/// Whoever held the mailbox was killed and holds it for two minutes; changed, it is free at once.
fn free_mailbox(server: &Server, name: &str) {
    let mailboxes = server.get("/mailboxes");
    server.patch(&format!("/mailboxes/{}", text(&mailboxes["data"][0], "id")), &json!({"name": name}));
}

fn subjects(server: &Server) -> Vec<String> {
    let tickets = server.get("/tickets?limit=100&sort=number");
    tickets["data"].as_array().expect("a list").iter().map(|ticket| text(ticket, "subject").to_owned()).collect()
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
    let servers = MailServers::start();
    drop(with_mailbox(folder.path(), &servers));
    for n in 0..COUNT {
        servers.deliver("help@banyan.test", mail(n));
    }
    let mut amounts = Vec::new();
    for round in 0..6_u64 {
        let server = Server::again(folder.path(), &[]);
        free_mailbox(&server, &format!("Round {round}"));
        std::thread::sleep(Duration::from_millis(60 + 70 * round));
        amounts.push(subjects(&server).len());
        drop(server);
    }
    let server = Server::again(folder.path(), &[]);
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
    let servers = MailServers::start();
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
    let server = Server::again(folder.path(), &[]);
    servers.deliver("help@banyan.test", mail(1));
    free_mailbox(&server, "Help");
    wait_for(&server, 1);
    drop(server);

    // Without the new one the password has to be entered again, and nothing else is wrong.
    std::fs::write(&path, format!("{old}\n")).expect("written");
    let server = Server::again(folder.path(), &[]);
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
