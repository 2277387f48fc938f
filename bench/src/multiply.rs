//! Many leads and deals out of few, written in SQL: making each as a person would takes an hour for a
//! million. Copies have ids, days and places on the board of their own; what counters hold is counted
//! anew behind them.

use std::error::Error;
use std::path::Path;

use rusqlite::Connection;
use tokio_postgres::{Client, NoTls};

/// What is copied, the ids made of those before, and which moments differ from copy to copy.
const TABLES: [(&str, &[&str], &[&str]); 3] = [
    ("lead", &["id"], &["created_at", "updated_at", "converted_at"]),
    ("deal", &["id"], &["created_at", "updated_at", "closed_at", "stage_since"]),
    ("stage_change", &["deal_id"], &["created_at", "updated_at", "at"]),
];
/// A copy's id has its number in the twelve bits behind the version, which are the same in all that
/// `kith demo` makes. It is so many minutes older than the copy before it.
const MINUTES: u64 = 37;

/// Makes `copies` copies of each lead and deal of an SQLite file.
pub fn sqlite(file: &Path, copies: u64) -> Result<(), Box<dyn Error>> {
    let connection = Connection::open(file)?;
    connection.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -2000000;")?;
    for (table, ids, times) in TABLES {
        let mut statement = connection.prepare("SELECT name FROM pragma_table_info(?1)")?;
        let columns = statement.query_map([table], |row| row.get(0))?.collect::<Result<Vec<String>, _>>()?;
        connection.execute_batch(&format!("CREATE TEMP TABLE first_{table} AS SELECT * FROM \"{table}\""))?;
        // Made anew at the end, indexes cost a tenth of what keeping them up does.
        let mut statement = connection
            .prepare("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ?1 AND sql <> ''")?;
        let indexes = statement.query_map([table], |row| Ok((row.get(0)?, row.get(1)?)));
        let indexes = indexes?.collect::<Result<Vec<(String, String)>, _>>()?;
        for (name, _) in &indexes {
            connection.execute_batch(&format!("DROP INDEX \"{name}\""))?;
        }
        for n in 1..=copies {
            let value = |column: &str| match column {
                // Nothing points at it.
                "id" if table == "stage_change" => "randomblob(16)".to_owned(),
                _ if ids.contains(&column) => {
                    format!("unhex(substr(hex({column}), 1, 13) || printf('%03x', {n}) || substr(hex({column}), 17))")
                }
                _ if times.contains(&column) => format!("{column} - {}", n * MINUTES * 60_000_000),
                "position" | "position_fold" => format!("{column} || printf('%04x', {n}) || 'i'"),
                _ => format!("\"{column}\""),
            };
            connection.execute_batch(&copy(table, &columns, value))?;
        }
        for (_, definition) in &indexes {
            connection.execute_batch(definition)?;
        }
    }
    connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE);")?;
    Ok(())
}

/// Makes `copies` copies of each lead and deal of a PostgreSQL database.
pub fn postgres(url: &str, copies: u64) -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
        let link = tokio::spawn(connection);
        for (table, ids, times) in TABLES {
            copy_postgres(&client, table, ids, times, copies).await?;
        }
        drop(client);
        link.await??;
        Ok(())
    })
}

async fn copy_postgres(
    client: &Client,
    table: &str,
    ids: &[&str],
    times: &[&str],
    copies: u64,
) -> Result<(), Box<dyn Error>> {
    let names = "SELECT column_name::text FROM information_schema.columns \
                 WHERE table_schema = current_schema() AND table_name = $1 ORDER BY ordinal_position";
    let columns: Vec<String> = client.query(names, &[&table]).await?.iter().map(|row| row.get(0)).collect();
    client.batch_execute(&format!("CREATE TEMP TABLE first_{table} AS SELECT * FROM \"{table}\"")).await?;
    let defined = "SELECT indexname::text, indexdef FROM pg_indexes WHERE schemaname = current_schema() \
                   AND tablename = $1 AND indexdef NOT LIKE 'CREATE UNIQUE%'";
    let indexes = client.query(defined, &[&table]).await?;
    for index in &indexes {
        client.batch_execute(&format!("DROP INDEX \"{}\"", index.get::<_, String>(0))).await?;
    }
    for n in 1..=copies {
        let value = |column: &str| match column {
            "id" if table == "stage_change" => "gen_random_uuid()".to_owned(),
            _ if ids.contains(&column) => {
                format!("overlay({column}::text placing lpad(to_hex({n}), 3, '0') from 16 for 3)::uuid")
            }
            _ if times.contains(&column) => format!("{column} - interval '{} minutes'", n * MINUTES),
            "position" | "position_fold" => format!("{column} || lpad(to_hex({n}), 4, '0') || 'i'"),
            _ => format!("\"{column}\""),
        };
        client.batch_execute(&copy(table, &columns, value)).await?;
    }
    for index in &indexes {
        client.batch_execute(index.get(1)).await?;
    }
    client.batch_execute(&format!("ANALYZE \"{table}\"")).await?;
    Ok(())
}

fn copy(table: &str, columns: &[String], value: impl Fn(&str) -> String) -> String {
    let names: Vec<String> = columns.iter().map(|column| format!("\"{column}\"")).collect();
    let values: Vec<String> = columns.iter().map(|column| value(column)).collect();
    format!("INSERT INTO \"{table}\" ({}) SELECT {} FROM first_{table}", names.join(", "), values.join(", "))
}
