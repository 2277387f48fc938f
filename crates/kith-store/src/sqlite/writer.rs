//! The writer: one thread that owns the only writing connection and commits what has queued up in
//! one transaction, because it is the commit that costs.

use std::thread;

use rusqlite::{Connection, params_from_iter};
use tokio::sync::{mpsc, oneshot};

use super::errors::write_error;
use super::folder::Folder;
use super::read_error;
use crate::row::Row;
use crate::sql::{Sql, Stmt};
use crate::{StoreError, WriteError};

/// How many writes are committed together at most.
const GROUP: usize = 256;
/// How many writes wait before those who bring more have to wait too.
const QUEUE: usize = 4096;

/// The way to the writer thread.
pub(super) struct Writer {
    queue: mpsc::Sender<Message>,
}

enum Message {
    Write(Box<dyn Work>),
    Close(oneshot::Sender<()>),
}

/// A write that may be run more than once, since a group that fails is rolled back and rerun one
/// by one; the answer is given once, after the commit.
trait Work: Send {
    fn run(&mut self, connection: &Connection) -> Result<(), WriteError>;
    fn answer(self: Box<Self>, result: Result<(), WriteError>);
}

impl Writer {
    pub fn start(connection: Connection, folding: Connection) -> Result<Writer, StoreError> {
        let (queue, inbox) = mpsc::channel(QUEUE);
        let folder = Folder::start(folding)?;
        thread::Builder::new()
            .name("kith-writer".into())
            .spawn(move || serve(connection, inbox, folder))
            .map_err(|error| StoreError::Unavailable(error.to_string()))?;
        Ok(Writer { queue })
    }

    pub async fn apply(&self, statements: Vec<Stmt>) -> Result<(), WriteError> {
        let (reply, answer) = oneshot::channel();
        self.submit(Box::new(Apply { statements, reply })).await?;
        answer.await.map_err(|_| closed())?
    }

    pub async fn returning<T: Send + 'static>(
        &self,
        sql: Sql,
        map: fn(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, WriteError> {
        let (reply, answer) = oneshot::channel();
        self.submit(Box::new(Returning { sql, map, rows: Vec::new(), reply })).await?;
        answer.await.map_err(|_| closed())?
    }

    async fn submit(&self, work: Box<dyn Work>) -> Result<(), WriteError> {
        Ok(self.queue.send(Message::Write(work)).await.map_err(|_| closed())?)
    }

    /// Returns when everything queued before is committed and the file is closed.
    pub async fn close(&self) {
        let (reply, answer) = oneshot::channel();
        if self.queue.send(Message::Close(reply)).await.is_ok() {
            // An error means that the thread has ended, which is what was asked for.
            answer.await.unwrap_or_default();
        }
    }
}

fn closed() -> StoreError {
    StoreError::Unavailable("the database is closed".into())
}

fn serve(connection: Connection, mut inbox: mpsc::Receiver<Message>, mut folder: Folder) {
    let mut closing = None;
    while closing.is_none() {
        let mut group = Vec::new();
        let mut next = inbox.blocking_recv();
        loop {
            match next {
                Some(Message::Write(work)) => group.push(work),
                Some(Message::Close(reply)) => closing = Some(Some(reply)),
                None if group.is_empty() => closing = Some(None),
                None => {}
            }
            if closing.is_some() || group.len() == GROUP {
                break;
            }
            match inbox.try_recv() {
                Ok(message) => next = Some(message),
                Err(_) => break,
            }
        }
        if !group.is_empty() {
            commit_group(&connection, group);
            folder.committed(&connection);
        }
    }
    folder.stop();
    // Leaves one complete file behind; a failure costs the next start a little.
    if let Err(error) = connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE);") {
        tracing::warn!(%error, "the write-ahead log could not be folded into the file");
    }
    drop(connection);
    if let Some(Some(reply)) = closing {
        // Nobody waiting any more is no fault.
        reply.send(()).unwrap_or_default();
    }
}

fn commit_group(connection: &Connection, mut group: Vec<Box<dyn Work>>) {
    match commit_together(connection, &mut group) {
        Ok(results) => group.into_iter().zip(results).for_each(|(work, result)| work.answer(result)),
        Err(error) if group.len() == 1 => group.into_iter().for_each(|work| work.answer(Err(error.clone()))),
        Err(_) => commit_apart(connection, group),
    }
}

/// The fast way: no savepoints, which cost a quarter. A write that failed before it changed anything,
/// as one does whose record somebody else has changed, leaves the others as they are.
fn commit_together(
    connection: &Connection,
    group: &mut [Box<dyn Work>],
) -> Result<Vec<Result<(), WriteError>>, WriteError> {
    begin(connection)?;
    let run = |work: &mut Box<dyn Work>| {
        let before = connection.total_changes();
        match work.run(connection) {
            Err(error) if connection.total_changes() == before && !connection.is_autocommit() => Ok(Err(error)),
            result => result.map(Ok),
        }
    };
    let ran: Result<Vec<_>, WriteError> = group.iter_mut().map(run).collect();
    ran.and_then(|results| commit(connection).map(|()| results)).inspect_err(|_| rollback(connection))
}

/// After a failure: each write under a savepoint of its own, so that one that fails harms no other.
fn commit_apart(connection: &Connection, group: Vec<Box<dyn Work>>) {
    let fail_all = |group: Vec<(Box<dyn Work>, Result<(), WriteError>)>, error: WriteError| {
        for (work, result) in group {
            work.answer(result.and_then(|()| Err(error.clone())));
        }
    };
    if let Err(error) = begin(connection) {
        return fail_all(group.into_iter().map(|work| (work, Ok(()))).collect(), error);
    }
    let mut results = Vec::with_capacity(group.len());
    let mut lost = None;
    for mut work in group {
        let result = match &lost {
            None => run_in_savepoint(connection, work.as_mut()),
            Some(_) => Ok(()),
        };
        // Some failures (a full disk) end the whole transaction, whatever the savepoint.
        if lost.is_none() && connection.is_autocommit() {
            lost = Some(WriteError::Store(StoreError::Unavailable("the database gave up a transaction".into())));
        }
        results.push((work, result));
    }
    match lost.map_or_else(|| commit(connection), Err) {
        Ok(()) => results.into_iter().for_each(|(work, result)| work.answer(result)),
        Err(error) => {
            rollback(connection);
            fail_all(results, error);
        }
    }
}

fn run_in_savepoint(connection: &Connection, work: &mut dyn Work) -> Result<(), WriteError> {
    simple(connection, "SAVEPOINT one")?;
    let result = work.run(connection);
    let end = if result.is_ok() { "RELEASE one" } else { "ROLLBACK TO one; RELEASE one" };
    result.and(connection.execute_batch(end).map_err(|error| read_error(error).into()))
}

fn begin(connection: &Connection) -> Result<(), WriteError> {
    simple(connection, "BEGIN IMMEDIATE")
}

fn commit(connection: &Connection) -> Result<(), WriteError> {
    simple(connection, "COMMIT")
}

fn rollback(connection: &Connection) {
    if !connection.is_autocommit()
        && let Err(error) = connection.execute_batch("ROLLBACK")
    {
        tracing::error!(%error, "a transaction could not be rolled back");
    }
}

fn simple(connection: &Connection, text: &str) -> Result<(), WriteError> {
    let run = connection.prepare_cached(text).and_then(|mut statement| statement.execute([]));
    run.map(drop).map_err(|error| read_error(error).into())
}

struct Apply {
    statements: Vec<Stmt>,
    reply: oneshot::Sender<Result<(), WriteError>>,
}

impl Work for Apply {
    fn run(&mut self, connection: &Connection) -> Result<(), WriteError> {
        for Stmt { sql, expect } in &self.statements {
            let ran = connection
                .prepare_cached(&sql.text)
                .and_then(|mut statement| statement.execute(params_from_iter(&sql.vals)))
                .map_err(|error| write_error(connection, error))?;
            expect.check(ran as u64)?;
        }
        Ok(())
    }

    fn answer(self: Box<Self>, result: Result<(), WriteError>) {
        // A caller who went away needs no answer.
        self.reply.send(result).unwrap_or_default();
    }
}

struct Returning<T> {
    sql: Sql,
    map: fn(&Row<'_>) -> Result<T, StoreError>,
    rows: Vec<T>,
    reply: oneshot::Sender<Result<Vec<T>, WriteError>>,
}

impl<T: Send> Work for Returning<T> {
    fn run(&mut self, connection: &Connection) -> Result<(), WriteError> {
        self.rows.clear();
        let failed = |error| write_error(connection, error);
        let mut statement = connection.prepare_cached(&self.sql.text).map_err(failed)?;
        let mut rows = statement.query(params_from_iter(&self.sql.vals)).map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            self.rows.push((self.map)(&Row::Lite(row))?);
        }
        Ok(())
    }

    fn answer(self: Box<Self>, result: Result<(), WriteError>) {
        let Returning { rows, reply, .. } = *self;
        reply.send(result.map(|()| rows)).unwrap_or_default();
    }
}
