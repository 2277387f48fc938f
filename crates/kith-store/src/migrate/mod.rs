//! The schema's history: numbered migrations, run in order under a lock, each in a transaction,
//! recorded with a checksum.

mod statistics;
mod words;

use kith_model::Timestamp;
use rusqlite::{Connection as LiteConnection, OptionalExtension};
use sha2::{Digest, Sha256};

use crate::postgres::Connection as PgConnection;
use crate::sql::{Dialect, Sql, Val};
use crate::sqlite::read_error as lite_error;
use crate::store::Db;
use crate::{Store, StoreError};

/// A step of the history. What has been released is never edited; what has to change is a new step.
struct Migration {
    version: i64,
    name: &'static str,
    text: &'static str,
}

const MIGRATIONS: &[Migration] = &[
    Migration { version: 1, name: "foundation", text: include_str!("../../../../migrations/0001_foundation.sql") },
    Migration { version: 2, name: "deals", text: include_str!("../../../../migrations/0002_deals.sql") },
    Migration { version: 3, name: "notification", text: include_str!("../../../../migrations/0003_notification.sql") },
    Migration { version: 4, name: "lead_stages", text: include_str!("../../../../migrations/0004_lead_stages.sql") },
    Migration {
        version: 5,
        name: "counter_basis",
        text: include_str!("../../../../migrations/0005_counter_basis.sql"),
    },
    Migration { version: 6, name: "report", text: include_str!("../../../../migrations/0006_report.sql") },
    Migration { version: 7, name: "scoring", text: include_str!("../../../../migrations/0007_scoring.sql") },
    Migration { version: 8, name: "forms", text: include_str!("../../../../migrations/0008_forms.sql") },
    Migration {
        version: 9,
        name: "exchange rates",
        text: include_str!("../../../../migrations/0009_exchange_rates.sql"),
    },
    Migration { version: 10, name: "learnt", text: include_str!("../../../../migrations/0010_learnt.sql") },
    Migration { version: 11, name: "sequences", text: include_str!("../../../../migrations/0011_sequences.sql") },
    Migration { version: 12, name: "work_queue", text: include_str!("../../../../migrations/0012_work_queue.sql") },
    Migration { version: 13, name: "quota", text: include_str!("../../../../migrations/0013_quota.sql") },
    Migration { version: 14, name: "counters", text: include_str!("../../../../migrations/0014_counters.sql") },
    Migration {
        version: 15,
        name: "known kinds, edited notes",
        text: include_str!("../../../../migrations/0015_known_kinds_edited_notes.sql"),
    },
    Migration { version: 16, name: "files", text: include_str!("../../../../migrations/0016_files.sql") },
    Migration { version: 17, name: "live", text: include_str!("../../../../migrations/0017_live.sql") },
    Migration { version: 18, name: "pictures", text: include_str!("../../../../migrations/0018_pictures.sql") },
    Migration {
        version: 19,
        name: "outgoing mail",
        text: include_str!("../../../../migrations/0019_outgoing_mail.sql"),
    },
    Migration {
        version: 20,
        name: "task from note",
        text: include_str!("../../../../migrations/0020_task_from_note.sql"),
    },
    Migration { version: 21, name: "tickets", text: include_str!("../../../../migrations/0021_tickets.sql") },
    Migration { version: 22, name: "mailbox", text: include_str!("../../../../migrations/0022_mailbox.sql") },
    Migration { version: 23, name: "ticket merge", text: include_str!("../../../../migrations/0023_ticket_merge.sql") },
    Migration { version: 24, name: "satisfaction", text: include_str!("../../../../migrations/0024_satisfaction.sql") },
    Migration { version: 25, name: "ticket form", text: include_str!("../../../../migrations/0025_ticket_form.sql") },
    Migration {
        version: 26,
        name: "recurring tasks",
        text: include_str!("../../../../migrations/0026_recurring_tasks.sql"),
    },
    Migration { version: 27, name: "sms", text: include_str!("../../../../migrations/0027_sms.sql") },
    Migration {
        version: 28,
        name: "support mailbox",
        text: include_str!("../../../../migrations/0028_support_mailbox.sql"),
    },
    Migration { version: 29, name: "notices", text: include_str!("../../../../migrations/0029_notices.sql") },
    Migration {
        version: 30,
        name: "calendar_feed",
        text: include_str!("../../../../migrations/0030_calendar_feed.sql"),
    },
    Migration { version: 31, name: "push", text: include_str!("../../../../migrations/0031_push.sql") },
    Migration { version: 32, name: "form_files", text: include_str!("../../../../migrations/0032_form_files.sql") },
    Migration { version: 33, name: "unsubscribe", text: include_str!("../../../../migrations/0033_unsubscribe.sql") },
    Migration { version: 34, name: "sms_delivery", text: include_str!("../../../../migrations/0034_sms_delivery.sql") },
];

const HISTORY: &str = "CREATE TABLE IF NOT EXISTS migration (
    version bigint NOT NULL PRIMARY KEY,
    name text NOT NULL,
    checksum text NOT NULL,
    applied_at timestamptz NOT NULL
);";

/// A row of the table `migration`.
#[derive(Clone, Debug)]
struct Applied {
    version: i64,
    name: String,
    checksum: String,
}

impl Store {
    /// Brings the schema up to date and returns how many migrations that took. Waits while another
    /// process does the same. Refuses a database that is newer than the program, half migrated or
    /// changed by hand, with a text that says what to do.
    pub async fn migrate(&self, now: Timestamp) -> Result<usize, StoreError> {
        match &*self.db {
            Db::Lite(lite) => lite.alone(move |connection| migrate_lite(connection, now)).await,
            Db::Pg(pg) => migrate_pg(&pg.alone().await?, pg.schema(), now).await,
        }
    }

    /// Refuses a database that [`Store::migrate`] would change or refuse.
    pub async fn check_migrated(&self) -> Result<(), StoreError> {
        let applied = match &*self.db {
            Db::Lite(lite) => lite.alone(|connection| applied_lite(connection)).await?,
            Db::Pg(pg) => applied_pg(&pg.alone().await?).await?,
        };
        match pending(applied.as_deref())? {
            [] => Ok(()),
            [first, ..] => Err(StoreError::Migration(format!(
                "The database lacks migration {} ({}). Run `kith migrate` first.",
                first.version, first.name
            ))),
        }
    }
}

/// What has to be run on a database with this history; `None` is one with tables but no history.
fn pending(applied: Option<&[Applied]>) -> Result<&'static [Migration], StoreError> {
    let refuse = |text: String| Err(StoreError::Migration(text));
    let Some(applied) = applied else {
        return refuse(
            "The database holds Kith's tables but no record of how they were made, so it was restored or \
             copied in part. Restore a complete backup, or name an empty database."
                .into(),
        );
    };
    for (index, done) in applied.iter().enumerate() {
        let Some(known) = MIGRATIONS.get(index) else {
            return refuse(format!(
                "The database was made by a newer Kith: it has migration {} ({}), which this program does not \
                 know. Run that version or a later one, or restore a backup from before the upgrade.",
                done.version, done.name
            ));
        };
        if done.version != known.version {
            return refuse(format!(
                "The database is half migrated: migration {} ({}) is missing while {} ({}) was applied. Restore \
                 a backup from before the upgrade and run `kith migrate` again.",
                known.version, known.name, done.version, done.name
            ));
        }
        if done.checksum != checksum(known) {
            return refuse(format!(
                "Migration {} ({}) as applied to the database is not the one this program carries. Run the \
                 version of Kith that made the database, or restore a backup.",
                known.version, known.name
            ));
        }
    }
    Ok(&MIGRATIONS[applied.len()..])
}

/// SHA-256 of the text, whatever the line ends of the checkout it was built from.
fn checksum(migration: &Migration) -> String {
    let digest = Sha256::digest(migration.text.replace("\r\n", "\n").as_bytes());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn record(migration: &Migration, now: Timestamp) -> Sql {
    let mut sql = Sql::new();
    let vals =
        [Val::Int(migration.version), Val::Text(migration.name.into()), Val::Text(checksum(migration)), Val::Time(now)];
    sql.add("INSERT INTO migration (version, name, checksum, applied_at) VALUES (?, ?, ?, ?)", vals);
    sql
}

fn migrate_lite(connection: &mut LiteConnection, now: Timestamp) -> Result<usize, StoreError> {
    // Rebuilding a table that others refer to needs the checks off until it is whole again; they are
    // made up for before the commit.
    connection.execute_batch("PRAGMA foreign_keys = OFF").map_err(lite_error)?;
    let mut count = 0;
    loop {
        let transaction =
            connection.transaction_with_behavior(rusqlite::TransactionBehavior::Exclusive).map_err(lite_error)?;
        let Some(next) = pending(applied_lite(&transaction)?.as_deref())?.first() else { return Ok(count) };
        let text = words::for_engine(HISTORY, Dialect::Sqlite) + &words::for_engine(next.text, Dialect::Sqlite);
        transaction.execute_batch(&text).map_err(|error| failed(next, &error))?;
        let broken = transaction.query_row("PRAGMA foreign_key_check", [], |row| row.get::<_, String>(0)).optional();
        if let Some(table) = broken.map_err(lite_error)? {
            return Err(failed(next, &format!("a row of {table} points to nothing")));
        }
        statistics::state(&transaction).map_err(lite_error)?;
        let record = record(next, now);
        transaction.execute(&record.text, rusqlite::params_from_iter(&record.vals)).map_err(lite_error)?;
        transaction.commit().map_err(lite_error)?;
        count += 1;
    }
}

fn applied_lite(connection: &LiteConnection) -> Result<Option<Vec<Applied>>, StoreError> {
    let exists = |table: &str| -> Result<bool, StoreError> {
        let sql = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = $1";
        let found = connection.query_row(sql, [table], |_| Ok(())).optional();
        Ok(found.map_err(lite_error)?.is_some())
    };
    if !exists("migration")? {
        return Ok((!exists("workspace")?).then(Vec::new));
    }
    let mut statement = connection.prepare(APPLIED).map_err(lite_error)?;
    let rows = statement
        .query_map([], |row| Ok(Applied { version: row.get(0)?, name: row.get(1)?, checksum: row.get(2)? }))
        .and_then(Iterator::collect);
    rows.map(Some).map_err(lite_error)
}

const APPLIED: &str = "SELECT version, name, checksum FROM migration ORDER BY version";

async fn migrate_pg(connection: &PgConnection, schema: &str, now: Timestamp) -> Result<usize, StoreError> {
    // The lock is the session's and ends with it, however this function ends. Its number is Kith's
    // and the schema's, so that schemas of one database do not wait for each other.
    let digest = Sha256::digest(format!("kith migrations of {schema}").as_bytes());
    let number =
        i64::from_be_bytes([digest[0], digest[1], digest[2], digest[3], digest[4], digest[5], digest[6], digest[7]]);
    let mut lock = Sql::new();
    lock.add("SELECT 1 FROM pg_advisory_lock(?)", [Val::Int(number)]);
    connection.query(&lock, |_| Ok(())).await?;
    run_pg(connection, &format!("CREATE SCHEMA IF NOT EXISTS \"{schema}\"")).await?;
    let mut count = 0;
    for next in pending(applied_pg(connection).await?.as_deref())? {
        let history = words::for_engine(HISTORY, Dialect::Postgres);
        run_pg(connection, &format!("BEGIN; {history}")).await?;
        let text = words::for_engine(next.text, Dialect::Postgres);
        run_pg(connection, &text).await.map_err(|error| failed(next, &error))?;
        connection.query(&record(next, now), |_| Ok(())).await?;
        run_pg(connection, "COMMIT").await?;
        count += 1;
    }
    Ok(count)
}

async fn run_pg(connection: &PgConnection, text: &str) -> Result<(), StoreError> {
    connection.client.batch_execute(text).await.map_err(crate::postgres::read_error)
}

async fn applied_pg(connection: &PgConnection) -> Result<Option<Vec<Applied>>, StoreError> {
    let mut tables = Sql::new();
    tables.raw(
        "SELECT to_regclass(quote_ident(current_schema()) || '.migration') IS NOT NULL, \
         to_regclass(quote_ident(current_schema()) || '.workspace') IS NOT NULL",
    );
    let (mut has_history, mut has_tables) = (None::<bool>, None::<bool>);
    let read = connection.query(&tables, |row| {
        (has_history, has_tables) = (row.get(0)?, row.get(1)?);
        Ok(())
    });
    read.await?;
    if has_history != Some(true) {
        return Ok((has_tables != Some(true)).then(Vec::new));
    }
    let mut sql = Sql::new();
    sql.raw(APPLIED);
    let mut applied = Vec::new();
    let read = connection.query(&sql, |row| {
        applied.push(Applied { version: row.get(0)?, name: row.get(1)?, checksum: row.get(2)? });
        Ok(())
    });
    read.await?;
    Ok(Some(applied))
}

fn failed(migration: &Migration, error: &dyn std::fmt::Display) -> StoreError {
    StoreError::Migration(format!(
        "Migration {} ({}) failed and was undone; the database is as it was before. {error}",
        migration.version, migration.name
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn done(version: i64, checksum: &str) -> Applied {
        Applied { version, name: "a step".into(), checksum: checksum.into() }
    }

    fn refusal(applied: Option<&[Applied]>) -> String {
        pending(applied).map(<[_]>::len).expect_err("refused").to_string()
    }

    #[test]
    fn says_what_to_do_with_a_database_it_cannot_use() {
        let first = done(1, &checksum(&MIGRATIONS[0]));
        assert_eq!(pending(Some(&[])).map(<[_]>::len).expect("a new one"), MIGRATIONS.len());
        assert!(refusal(Some(&[done(1, "another")])).contains("is not the one this program carries"));
        assert!(refusal(Some(&[done(2, "later")])).contains("half migrated"));
        assert!(refusal(None).contains("no record of how they were made"));
        let mut newer: Vec<Applied> = MIGRATIONS.iter().map(|known| done(known.version, &checksum(known))).collect();
        newer.push(done(9999, "later"));
        assert_eq!(newer[0].checksum, first.checksum);
        assert!(refusal(Some(&newer)).contains("a newer Kith"));
    }
}
