//! Transactions: statements in flight together, so that a write costs one or two round trips.

use std::pin::Pin;
use std::time::Duration;

use futures_util::future::{join_all, maybe_done};
use tokio_postgres::{Error, Statement};

use super::connection::{Connection, QueryError};
use super::errors::{is_worth_retrying, write_error};
use super::pool::Pool;
use crate::row::Row;
use crate::sql::{Expect, Sql, Stmt};
use crate::{StoreError, WriteError};

/// How often a transaction that others got in the way of is begun.
const ATTEMPTS: u32 = 6;

/// Why an attempt failed.
enum Failure {
    /// Nothing was committed, and another attempt may succeed.
    Again(WriteError),
    Final(WriteError),
}

/// Applies statements whole or not at all. Runs as a task, so that it is carried out even where the
/// caller goes away.
pub(super) async fn apply(pool: Pool, statements: Vec<Stmt>) -> Result<(), WriteError> {
    let task = tokio::spawn(async move {
        let mut attempt = 1;
        loop {
            let connection = pool.take().await?;
            let result = try_apply(&connection, &statements).await;
            connection.give_back();
            match result {
                Ok(()) => return Ok(()),
                Err(Failure::Again(_)) if attempt < ATTEMPTS => back_off(&mut attempt).await,
                Err(Failure::Again(error) | Failure::Final(error)) => return Err(error),
            }
        }
    });
    task.await.map_err(|error| StoreError::Database(error.to_string()))?
}

/// Runs one statement, which is a transaction by itself, and reads the rows it returns.
pub(super) async fn returning<T: Send + 'static>(
    pool: Pool,
    sql: Sql,
    map: fn(&Row<'_>) -> Result<T, StoreError>,
) -> Result<Vec<T>, WriteError> {
    let task = tokio::spawn(async move {
        let mut attempt = 1;
        loop {
            let connection = pool.take().await?;
            let mut rows = Vec::new();
            let result = connection.query(&sql, |row| map(row).map(|row| rows.push(row))).await;
            connection.give_back();
            match result {
                Ok(()) => return Ok(rows),
                Err(QueryError::Server(error)) if is_worth_retrying(&error) && attempt < ATTEMPTS => {
                    back_off(&mut attempt).await;
                }
                Err(QueryError::Server(error)) => return Err(write_error(error)),
                Err(QueryError::Step(error)) => return Err(error.into()),
            }
        }
    });
    task.await.map_err(|error| StoreError::Database(error.to_string()))?
}

async fn back_off(attempt: &mut u32) {
    tokio::time::sleep(Duration::from_millis(1 << *attempt)).await;
    *attempt += 1;
}

async fn try_apply(connection: &Connection, statements: &[Stmt]) -> Result<(), Failure> {
    let prepared = join_all(statements.iter().map(|statement| connection.prepare(&statement.sql))).await;
    let prepared: Vec<Statement> = prepared.into_iter().collect::<Result<_, _>>().map_err(before_commit)?;
    // Where no count has to be looked at, the commit travels along: after a failed statement it is a
    // rollback. One statement is a transaction by itself.
    let look_first = statements.iter().any(|statement| !matches!(statement.expect, Expect::Any));
    let begin = look_first || statements.len() > 1;
    let answers = send_together(connection, statements, &prepared, begin, begin && !look_first).await;
    let mut counts = Vec::with_capacity(answers.len());
    for answer in answers {
        match answer {
            Ok(count) => counts.push(count),
            Err(error) if look_first => {
                roll_back(connection).await;
                return Err(before_commit(error));
            }
            Err(error) => return Err(at_commit(error)),
        }
    }
    if !look_first {
        return Ok(());
    }
    for (statement, count) in statements.iter().zip(counts.into_iter().skip(1)) {
        if let Err(error) = statement.expect.check(count) {
            roll_back(connection).await;
            return Err(Failure::Final(error));
        }
    }
    connection.client.batch_execute("COMMIT").await.map_err(at_commit)
}

/// Without an answer to a commit nobody knows whether it happened, so it is not tried again.
fn at_commit(error: Error) -> Failure {
    match is_worth_retrying(&error) {
        true => Failure::Again(write_error(error)),
        false => Failure::Final(write_error(error)),
    }
}

fn before_commit(error: Error) -> Failure {
    match is_worth_retrying(&error) || error.as_db_error().is_none() {
        true => Failure::Again(write_error(error)),
        false => Failure::Final(write_error(error)),
    }
}

/// Sends everything before it waits for the first answer. An answer per statement, in order.
async fn send_together(
    connection: &Connection,
    statements: &[Stmt],
    prepared: &[Statement],
    begin: bool,
    commit: bool,
) -> Vec<Result<u64, Error>> {
    type Sent<'a> = Pin<Box<dyn Future<Output = Result<u64, Error>> + Send + 'a>>;
    let simple = |text: &'static str| -> Sent<'_> {
        Box::pin(async move { connection.client.batch_execute(text).await.map(|()| 0) })
    };
    let mut sent: Vec<Sent<'_>> = Vec::with_capacity(statements.len() + 2);
    if begin {
        sent.push(simple("BEGIN"));
    }
    for (statement, prepared) in statements.iter().zip(prepared) {
        sent.push(Box::pin(connection.client.execute_raw(prepared, &statement.sql.vals)));
    }
    if commit {
        sent.push(simple("COMMIT"));
    }
    // A request is sent when it is first polled, so each is polled once, in order.
    let mut answers: Vec<_> = sent.into_iter().map(|request| Box::pin(maybe_done(request))).collect();
    for answer in &mut answers {
        let _sent = futures_util::poll!(answer.as_mut());
    }
    let mut results = Vec::with_capacity(answers.len());
    for mut answer in answers {
        answer.as_mut().await;
        results.extend(answer.as_mut().take_output());
    }
    results
}

async fn roll_back(connection: &Connection) {
    if connection.is_closed() {
        return;
    }
    if let Err(error) = connection.client.batch_execute("ROLLBACK").await {
        tracing::warn!(%error, "a transaction could not be rolled back");
    }
}
