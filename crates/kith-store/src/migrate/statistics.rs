//! What SQLite's planner is told about the tables.
//!
//! Without statistics it takes ten rows for what a workspace holds and walks a whole list in order to
//! find one e-mail address; gathered ones would be those of the first, small days until somebody
//! gathers again. So it is told what matters once and for all: workspaces are large, and each further
//! column of an index narrows a lot. PostgreSQL keeps its statistics by itself.

use rusqlite::{Connection, Error};

/// Rows of a table, and of one workspace in it.
const ROWS: [u64; 2] = [1_000_000, 100_000];
/// Rows that share a further column of an index, and a further one.
const SHARED: [u64; 3] = [200, 20, 5];

/// Writes the statistics of every index that begins with the workspace. Part of a migration's
/// transaction, since other connections read statistics anew when the schema changes.
pub(super) fn state(connection: &Connection) -> Result<(), Error> {
    connection.execute_batch("ANALYZE sqlite_schema; DELETE FROM sqlite_stat1;")?;
    let mut indexes = connection.prepare(
        "SELECT m.name, l.name, l.\"unique\", (SELECT count(*) FROM pragma_index_info(l.name)) \
         FROM sqlite_schema AS m, pragma_index_list(m.name) AS l \
         WHERE m.type = 'table' \
         AND (SELECT i.name FROM pragma_index_info(l.name) AS i WHERE i.seqno = 0) = 'workspace_id'",
    )?;
    let found = indexes.query_map([], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, bool>(2)?, row.get::<_, u32>(3)? as usize))
    })?;
    for index in found {
        let (table, name, unique, columns) = index?;
        let mut numbers = ROWS.to_vec();
        numbers.extend((1..columns).map(|i| SHARED[(i - 1).min(SHARED.len() - 1)]));
        // The last column is the id in an index of a list.
        if let Some(last) = numbers.last_mut().filter(|_| unique || columns > 2) {
            *last = 1;
        }
        let text = numbers.iter().map(u64::to_string).collect::<Vec<_>>().join(" ");
        connection.execute("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ($1, $2, $3)", [table, name, text])?;
    }
    Ok(())
}
