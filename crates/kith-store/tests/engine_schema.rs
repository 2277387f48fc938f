//! Migrations, and what they make, on both engines.

mod common;

use std::collections::{BTreeMap, BTreeSet};

use common::{TestDb, engines};
use kith_model::{FieldType, Schema, Timestamp};
use kith_store::{Engine, StoreError};

const NOW: Timestamp = Timestamp::from_micros(1_760_000_000_000_000);

/// Runs statements behind the store's back.
async fn tamper(db: &TestDb, text: &str) {
    match &db.engine {
        Engine::Sqlite(path) => {
            let connection = rusqlite::Connection::open(path).expect("opens");
            connection.execute_batch(text).expect("runs");
        }
        Engine::Postgres(_) => client(db).await.batch_execute(text).await.expect("runs"),
    }
}

/// The schema of a PostgreSQL database.
fn schema(db: &TestDb) -> &str {
    match &db.engine {
        Engine::Postgres(url) => url.split_once("schema=").expect("a schema").1,
        Engine::Sqlite(_) => panic!("SQLite has no schemas"),
    }
}

async fn client(db: &TestDb) -> tokio_postgres::Client {
    let Engine::Postgres(url) = &db.engine else { panic!("not PostgreSQL") };
    let (base, _) = url.split_once('?').expect("an address with a schema");
    let (client, driver) = tokio_postgres::connect(base, tokio_postgres::NoTls).await.expect("connects");
    tokio::spawn(driver);
    client.batch_execute(&format!("SET search_path = {}", schema(db))).await.expect("runs");
    client
}

/// Column names and types by table, in the words of the migrations.
async fn live_columns(db: &TestDb) -> BTreeMap<String, BTreeMap<String, String>> {
    let mut tables: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    let mut add = |table: String, column: String, ty: String| drop(tables.entry(table).or_default().insert(column, ty));
    match &db.engine {
        Engine::Sqlite(path) => {
            let connection = rusqlite::Connection::open(path).expect("opens");
            let text = "SELECT m.name, c.name, c.type FROM sqlite_master AS m, pragma_table_info(m.name) AS c \
                        WHERE m.type = 'table'";
            let mut statement = connection.prepare(text).expect("prepares");
            let mut rows = statement.query([]).expect("runs");
            while let Some(row) = rows.next().expect("steps") {
                add(row.get(0).expect("text"), row.get(1).expect("text"), row.get(2).expect("text"));
            }
        }
        Engine::Postgres(_) => {
            let text = "SELECT table_name::text, column_name::text, data_type::text || coalesce(' ' || \
                        collation_name::text, '') FROM information_schema.columns WHERE table_schema = $1";
            for row in client(db).await.query(text, &[&schema(db)]).await.expect("runs") {
                add(row.get(0), row.get(1), row.get(2));
            }
        }
    }
    tables
}

/// The columns a declaration asks for: name and type on SQLite and on PostgreSQL.
fn declared_columns(schema: &Schema) -> BTreeMap<String, (&'static str, &'static str)> {
    const TEXT: (&str, &str) = ("TEXT", "text C");
    const ID: (&str, &str) = ("BLOB", "uuid");
    const TIME: (&str, &str) = ("INTEGER", "timestamp with time zone");
    const JSON: (&str, &str) = ("TEXT", "jsonb");
    const INT: (&str, &str) = ("INTEGER", "bigint");
    let mut columns: BTreeMap<String, (&str, &str)> = [
        ("workspace_id", ID),
        ("id", ID),
        ("version", INT),
        ("created_at", TIME),
        ("updated_at", TIME),
        ("created_by", ID),
        ("deleted_at", TIME),
        ("title", TEXT),
        ("title_fold", TEXT),
    ]
    .map(|(name, ty)| (name.to_owned(), ty))
    .into();
    for spec in schema.fields.iter() {
        let key = &spec.key;
        if spec.folded {
            columns.insert(format!("{key}_fold"), TEXT);
        }
        let ty = match spec.ty {
            FieldType::Integer => INT,
            FieldType::Number => ("REAL", "double precision"),
            FieldType::Money => {
                columns.insert(format!("{key}_currency"), TEXT);
                INT
            }
            FieldType::Date => ("TEXT", "date"),
            FieldType::DateTime => TIME,
            FieldType::Boolean => ("INTEGER", "boolean"),
            FieldType::Reference => ID,
            FieldType::Record => {
                columns.insert(format!("{key}_kind"), TEXT);
                columns.insert(format!("{key}_id"), ID);
                continue;
            }
            ty if ty.is_list() => JSON,
            FieldType::Address | FieldType::Json => JSON,
            _ => TEXT,
        };
        columns.insert(key.clone(), ty);
    }
    if schema.kind.custom_fields {
        columns.insert("custom".into(), JSON);
    }
    columns
}

#[tokio::test]
async fn the_tables_are_as_the_kinds_are_declared() {
    for db in engines() {
        let store = db.open().await;
        store.migrate(NOW).await.expect("migrated");
        let live = live_columns(&db).await;
        for kind in kith_catalog::KINDS {
            let declared = declared_columns(&Schema::new(kind, Vec::new())).into_iter();
            let declared: BTreeMap<String, String> = match db.engine {
                Engine::Sqlite(_) => declared.map(|(name, (lite, _))| (name, lite.to_owned())).collect(),
                Engine::Postgres(_) => declared.map(|(name, (_, pg))| (name, pg.to_owned())).collect(),
            };
            assert_eq!(live.get(kind.key), Some(&declared), "the table of {}", kind.key);
        }
    }
}

/// References of tables that were there before: SQLite adds no key of several columns to those. What they point
/// to is cleared by their declaration, like everything else, before it ends.
const ADDED: [&str; 3] = ["interaction.ticket_id>ticket", "form.ticket_assignee_id>user", "form.ticket_team_id>team"];

#[tokio::test]
async fn references_are_kept_and_declared_constraints_exist() {
    for db in engines() {
        let store = db.open().await;
        store.migrate(NOW).await.expect("migrated");
        let (text, indexes) = match &db.engine {
            Engine::Sqlite(path) => {
                let connection = rusqlite::Connection::open(path).expect("opens");
                let collect = |text: &str| -> BTreeSet<String> {
                    let mut statement = connection.prepare(text).expect("prepares");
                    let rows = statement.query_map([], |row| row.get(0)).expect("runs");
                    rows.collect::<Result<_, _>>().expect("steps")
                };
                let references = "SELECT m.name || '.' || f.\"from\" || '>' || f.\"table\" FROM sqlite_master AS m, \
                                  pragma_foreign_key_list(m.name) AS f WHERE f.\"from\" <> 'workspace_id'";
                (collect(references), collect("SELECT name FROM sqlite_master WHERE type = 'index'"))
            }
            Engine::Postgres(_) => {
                let client = client(&db).await;
                let collect = async |text: &str| -> BTreeSet<String> {
                    let rows = client.query(text, &[&schema(&db)]).await.expect("runs");
                    rows.iter().map(|row| row.get(0)).collect()
                };
                let references = "SELECT t.relname || '.' || a.attname || '>' || p.relname FROM pg_constraint AS c \
                                  JOIN pg_class AS t ON t.oid = c.conrelid JOIN pg_class AS p ON p.oid = c.confrelid \
                                  JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attnum = c.conkey[2] \
                                  WHERE c.contype = 'f' AND c.connamespace = ($1::text)::regnamespace";
                let indexes = "SELECT indexname::text FROM pg_indexes WHERE schemaname = $1";
                (collect(references).await, collect(indexes).await)
            }
        };
        let mut declared = BTreeSet::new();
        for kind in kith_catalog::KINDS {
            // What a field beside the record points to is cleared by its declaration; no key holds it.
            for field in kind.fields.iter().filter(|field| field.ty == FieldType::Reference && !field.aside) {
                let target = field.target.expect("a reference has a target");
                declared.insert(format!("{}.{}>{target}", kind.key, field.key));
            }
            declared.retain(|reference| !ADDED.contains(&reference.as_str()));
            for unique in kind.uniques {
                assert!(indexes.contains(unique.constraint), "{} is missing", unique.constraint);
            }
        }
        assert_eq!(text, declared);
    }
}

#[tokio::test]
async fn migrating_again_changes_nothing() {
    for db in engines() {
        let store = db.open().await;
        assert!(matches!(store.check_migrated().await, Err(StoreError::Migration(_))));
        let count = store.migrate(NOW).await.expect("migrated");
        assert!(count >= 1);
        store.check_migrated().await.expect("up to date");
        assert_eq!(store.migrate(NOW).await.expect("migrated"), 0);
        store.close().await;
        assert_eq!(db.open().await.migrate(NOW).await.expect("migrated"), 0);
    }
}

#[tokio::test]
async fn several_processes_migrate_at_once() {
    for db in engines() {
        let mut stores = Vec::new();
        for _ in 0..4 {
            stores.push(db.open().await);
        }
        let migrate = |store: &kith_store::Store| {
            let store = store.clone();
            tokio::spawn(async move { store.migrate(NOW).await })
        };
        let running: Vec<_> = stores.iter().map(migrate).collect();
        let mut counts = Vec::new();
        for run in running {
            counts.push(run.await.expect("ran").expect("migrated"));
        }
        counts.sort_unstable();
        assert_eq!(counts[..3], [0, 0, 0]);
        assert!(counts[3] > 0);
    }
}

#[tokio::test]
async fn refuses_what_it_cannot_use_and_says_what_to_do() {
    for db in engines() {
        let store = db.open().await;
        store.migrate(NOW).await.expect("migrated");
        let refusal = async || {
            let told = store.migrate(NOW).await.expect_err("refused").to_string();
            assert_eq!(store.check_migrated().await.expect_err("refused").to_string(), told);
            told
        };
        tamper(
            &db,
            "INSERT INTO migration SELECT 9999, 'future', checksum, applied_at FROM migration WHERE version = 1",
        )
        .await;
        assert!(refusal().await.contains("newer Kith"));
        tamper(&db, "DELETE FROM migration WHERE version = 9999; UPDATE migration SET checksum = 'other'").await;
        assert!(refusal().await.contains("not the one this program carries"));
        tamper(&db, "UPDATE migration SET version = 9998 WHERE version = 1").await;
        assert!(refusal().await.contains("half migrated"));
        tamper(&db, "DROP TABLE migration").await;
        assert!(refusal().await.contains("no record of how they were made"));
    }
}
