//! One connection with its prepared statements.

use std::collections::HashMap;
use std::pin::pin;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use futures_util::stream::poll_fn;
use futures_util::{StreamExt, TryStreamExt};
use tokio::sync::mpsc;
use tokio_postgres::{AsyncMessage, Client, Config, Error, NoTls, Notification, Statement};

use super::read_error;
use crate::StoreError;
use crate::row::Row;
use crate::sql::{Sql, Val};

/// How many prepared statements a connection keeps.
const STATEMENTS: usize = 256;

/// How to connect, and what every session is told.
#[derive(Clone)]
pub(crate) struct Settings {
    config: Config,
    schema: String,
}

impl Settings {
    pub fn new(config: &Config, schema: &str, read_only: bool, timeout: Option<Duration>) -> Settings {
        let mut config = config.clone();
        let mut options = config.get_options().unwrap_or_default().to_owned();
        // JIT costs more than it brings to short statements.
        options.push_str(&format!(" -c search_path={schema} -c timezone=UTC -c jit=off"));
        if read_only {
            options.push_str(" -c default_transaction_read_only=on");
        }
        if let Some(timeout) = timeout {
            options.push_str(&format!(" -c statement_timeout={}", timeout.as_millis().max(1)));
            options.push_str(" -c idle_in_transaction_session_timeout=60000");
        }
        config.options(options.trim_start());
        if config.get_application_name().is_none() {
            config.application_name("kith");
        }
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(Duration::from_secs(5));
        }
        Settings { config, schema: schema.to_owned() }
    }

    pub fn schema(&self) -> &str {
        &self.schema
    }

    pub async fn connect(&self) -> Result<Connection, StoreError> {
        let (client, driver) = self.config.connect(NoTls).await.map_err(read_error)?;
        tokio::spawn(async move {
            if let Err(error) = driver.await {
                tracing::warn!(%error, "a connection to PostgreSQL ended");
            }
        });
        Ok(Connection { client, statements: Mutex::default() })
    }

    /// A connection whose notifications arrive in the answer's second part, which ends with it.
    pub async fn listen(&self) -> Result<(Client, mpsc::UnboundedReceiver<Notification>), StoreError> {
        let (client, mut driver) = self.config.connect(NoTls).await.map_err(read_error)?;
        let (sender, receiver) = mpsc::unbounded_channel();
        tokio::spawn(async move {
            let mut messages = poll_fn(move |cx| driver.poll_message(cx));
            while let Some(Ok(message)) = messages.next().await {
                if let AsyncMessage::Notification(notification) = message
                    && sender.send(notification).is_err()
                {
                    break;
                }
            }
        });
        Ok((client, receiver))
    }
}

/// A session.
pub(crate) struct Connection {
    pub client: Client,
    statements: Mutex<Statements>,
}

#[derive(Default)]
struct Statements {
    by_text: HashMap<String, Prepared>,
    uses: u64,
}

struct Prepared {
    statement: Statement,
    last_use: u64,
}

impl Connection {
    pub fn is_closed(&self) -> bool {
        self.client.is_closed()
    }

    /// The prepared form of a statement; asks the server only the first time.
    pub async fn prepare(&self, sql: &Sql) -> Result<Statement, Error> {
        if let Some(statement) = self.statements.lock().unwrap_or_else(PoisonError::into_inner).find(sql) {
            return Ok(statement);
        }
        let types: Vec<_> = sql.vals.iter().map(Val::pg_type).collect();
        let statement = self.client.prepare_typed(&sql.text, &types).await?;
        self.statements.lock().unwrap_or_else(PoisonError::into_inner).keep(sql, &statement);
        Ok(statement)
    }

    /// Runs a query and shows each row to `step` as it arrives.
    pub async fn query(
        &self,
        sql: &Sql,
        mut step: impl FnMut(&Row<'_>) -> Result<(), StoreError>,
    ) -> Result<(), QueryError> {
        let statement = self.prepare(sql).await?;
        let mut rows = pin!(self.client.query_raw(&statement, &sql.vals).await?);
        while let Some(row) = rows.try_next().await? {
            step(&Row::Pg(&row)).map_err(QueryError::Step)?;
        }
        Ok(())
    }
}

impl Statements {
    fn find(&mut self, sql: &Sql) -> Option<Statement> {
        self.uses += 1;
        let prepared = self.by_text.get_mut(&sql.text)?;
        prepared.last_use = self.uses;
        // The same text with a null of another type is prepared anew.
        let same = prepared.statement.params().iter().eq(sql.vals.iter().map(Val::pg_type).collect::<Vec<_>>().iter());
        same.then(|| prepared.statement.clone())
    }

    fn keep(&mut self, sql: &Sql, statement: &Statement) {
        if self.by_text.len() >= STATEMENTS {
            let oldest = self.by_text.iter().min_by_key(|(_, prepared)| prepared.last_use);
            if let Some(text) = oldest.map(|(text, _)| text.clone()) {
                self.by_text.remove(&text);
            }
        }
        let prepared = Prepared { statement: statement.clone(), last_use: self.uses };
        self.by_text.insert(sql.text.clone(), prepared);
    }
}

/// A failed query: by the server, or by the reading of a row.
pub(crate) enum QueryError {
    Server(Error),
    Step(StoreError),
}

impl From<Error> for QueryError {
    fn from(error: Error) -> Self {
        QueryError::Server(error)
    }
}

impl From<QueryError> for StoreError {
    fn from(error: QueryError) -> Self {
        match error {
            QueryError::Server(error) => read_error(error),
            QueryError::Step(error) => error,
        }
    }
}
