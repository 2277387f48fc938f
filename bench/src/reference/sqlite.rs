//! The rows of a create written by rusqlite alone: as fast as this engine gets with this schema.

use std::error::Error;
use std::path::Path;
use std::time::{Duration, Instant};

use kith_model::{IdSource, SequentialIds, Timestamp};
use rusqlite::{Connection, params};

const CONTACT: &str = "INSERT INTO contact (workspace_id, id, version, created_at, updated_at, created_by, title, \
    title_fold, first_name, first_name_fold, last_name, last_name_fold, email, email_fold, job_title, job_title_fold, \
    owner_id, lifecycle, status, email_consent, sms_consent, phone_consent) \
    VALUES (?1, ?2, 1, ?3, ?3, ?4, ?5, ?5, 'Load', 'load', ?6, ?6, ?7, ?7, 'Buyer', 'buyer', ?4, 'lead', 'active', \
    'unknown', 'unknown', 'unknown')";
const AUDIT: &str = "INSERT INTO audit (workspace_id, id, at, actor_id, kind, record_id, record_title, op, changes, \
    version) VALUES (?1, ?2, ?3, ?4, 'contact', ?5, ?6, 'create', ?7, 1)";
const OUTBOX: &str = "INSERT INTO outbox (workspace_id, at, kind, record_id, op, version, changed, actor_id) \
    VALUES (?1, ?2, 'contact', ?3, 'create', 1, '[\"first_name\",\"last_name\",\"email\",\"job_title\"]', ?4)";
const SEARCH: &str = "INSERT INTO search_doc (workspace_id, kind, record_id, owner_id, title, title_terms, terms) \
    VALUES (?1, 'contact', ?2, ?3, ?4, ?4, ?5)";
const FTS: &str = "INSERT INTO search_fts (rowid, terms) VALUES (last_insert_rowid(), ?1)";
const COUNTER: &str = "INSERT INTO counter VALUES (?1, 'contact', ?2, ?3, ?4, '', 'count', 0, 1, 0) \
    ON CONFLICT DO UPDATE SET n = counter.n + 1";

/// Prints how many creates a second were committed, `batch` of them in each transaction.
#[expect(clippy::print_stdout, reason = "the number is this program's answer to its parent")]
pub fn run(database: &Path, seconds: u64, batch: usize) -> Result<(), Box<dyn Error>> {
    let mut connection = Connection::open(database)?;
    connection.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA mmap_size = 0; \
         PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 8000;",
    )?;
    connection.set_prepared_statement_cache_capacity(64);
    let user: (Vec<u8>, Vec<u8>) =
        connection
            .query_row("SELECT workspace_id, id FROM \"user\" LIMIT 1", [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let (workspace, me) = (&user.0, &user.1);
    let ids = SequentialIds::starting_at(1 << 50);
    let hex: String = workspace.iter().map(|byte| format!("{byte:02x}")).collect();
    let changes = r#"[{"field":"first_name","old":null,"new":"Load"},{"field":"last_name","old":null,"new":"Test"},
        {"field":"email","old":null,"new":"load@example.com"},{"field":"job_title","old":null,"new":"Buyer"}]"#;
    let started = Instant::now();
    let mut created = 0u64;
    while started.elapsed() < Duration::from_secs(seconds) {
        let transaction = connection.transaction()?;
        for _ in 0..batch {
            created += 1;
            let at = 1_760_000_000_000_000 + created as i64;
            let now = Timestamp::from_micros(at);
            let (id, audit) = (ids.next(now), ids.next(now));
            let (id, audit) = (id.as_bytes().as_slice(), audit.as_bytes().as_slice());
            let (last, email) = (format!("Test {created}"), format!("load{created}@example.com"));
            let title = format!("Load {last}");
            let terms = format!("w{hex} load test {created} load{created} example com buyer");
            let run = |sql: &str, values: &[&dyn rusqlite::ToSql]| -> rusqlite::Result<()> {
                transaction.prepare_cached(sql)?.execute(values).map(|_| ())
            };
            run(CONTACT, params![workspace, id, at, me, title, last, email])?;
            run(AUDIT, params![workspace, audit, at, me, id, title, changes])?;
            run(OUTBOX, params![workspace, at, id, me])?;
            run(SEARCH, params![workspace, id, me, title, terms])?;
            run(FTS, params![terms])?;
            for (field, value) in [("", ""), ("lifecycle", "lead"), ("status", "active")] {
                run(COUNTER, params![workspace, field, value, me])?;
            }
        }
        transaction.commit()?;
    }
    println!("{:.0}", created as f64 / started.elapsed().as_secs_f64());
    Ok(())
}
