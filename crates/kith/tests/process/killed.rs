//! An acknowledged write survives a killed process: the server is killed under load, again and
//! again, and every write it had acknowledged must be there with its audit and its outbox row.

use std::collections::HashSet;
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use kith_testkit::text;
use serde_json::json;

use super::server::Server;

const KILLS: usize = 20;
const WRITERS: usize = 8;

#[test]
fn no_acknowledged_write_is_lost_when_the_server_is_killed_under_load() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let acknowledged: Mutex<Vec<String>> = Mutex::new(Vec::new());
    drop(Server::new(folder.path(), &[]));

    for round in 0..KILLS {
        let server = Server::again(folder.path(), &[]);
        let stop = AtomicBool::new(false);
        std::thread::scope(|scope| {
            for writer in 0..WRITERS {
                let (server, stop, acknowledged) = (&server, &stop, &acknowledged);
                scope.spawn(move || {
                    let mut n = 0;
                    while !stop.load(Ordering::Relaxed) {
                        n += 1;
                        let body = json!({"first_name": "Round", "last_name": format!("{round}-{writer}-{n}")});
                        match server.try_post("/contacts", &body) {
                            Ok(record) => {
                                let id = text(&record, "id").to_owned();
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
            let pid = server.pid().to_string();
            Command::new("kill").args(["-9", &pid]).status().expect("killed");
            stop.store(true, Ordering::Relaxed);
        });
    }

    let server = Server::again(folder.path(), &[]);
    let acknowledged = acknowledged.into_inner().expect("unpoisoned");
    assert!(acknowledged.len() > KILLS, "the load was too small to prove anything: {}", acknowledged.len());
    let read = server.get(&format!("/contacts/{}", acknowledged[0]));
    assert_eq!(text(&read, "id"), acknowledged[0], "an acknowledged record is served");
    drop(server);

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
