//! SQL text and its values: what rendering hands to the two engines. What comes back is in
//! [`crate::row`].

use kith_model::{Date, Id, Timestamp};

use crate::WriteError;

/// Which engine text is rendered for. Almost no text differs; each place that asks is a listed fork.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    Sqlite,
    Postgres,
}

impl Dialect {
    /// How many rows an `INSERT` should carry. PostgreSQL pays by the message. SQLite runs statements
    /// at no such cost, but guards one of several rows by a savepoint, at which the full-text index
    /// writes out what it had gathered for the whole group of commits.
    pub fn rows_per_insert(self) -> usize {
        match self {
            Dialect::Sqlite => 1,
            Dialect::Postgres => 60,
        }
    }
}

/// A value bound to a `?`, with the type both engines need to know.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Val {
    Null(ValType),
    Bool(bool),
    Int(i64),
    Real(f64),
    Text(String),
    Id(Id),
    Time(Timestamp),
    Date(Date),
    /// JSON text; `jsonb` on PostgreSQL.
    Json(String),
    Bytes(Vec<u8>),
}

/// The type of a null, which PostgreSQL's protocol wants to know too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ValType {
    Bool,
    Int,
    Real,
    Text,
    Id,
    Time,
    Date,
    Json,
    Bytes,
}

impl Val {
    /// An id, or a null of its type.
    pub fn id_or_null(id: Option<Id>) -> Val {
        id.map_or(Val::Null(ValType::Id), Val::Id)
    }

    /// A moment, or a null of its type.
    pub fn time_or_null(time: Option<Timestamp>) -> Val {
        time.map_or(Val::Null(ValType::Time), Val::Time)
    }

    /// A text, or a null of its type.
    pub fn text_or_null(text: Option<&str>) -> Val {
        text.map_or(Val::Null(ValType::Text), |text| Val::Text(text.to_owned()))
    }
}

/// SQL with numbered parameters in order of use. `?` is written, `$n` is kept: SQLite numbers `$n`
/// by first appearance, so only this order means the same on both engines.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Sql {
    pub text: String,
    pub vals: Vec<Val>,
}

impl Sql {
    /// An empty statement.
    pub fn new() -> Self {
        Sql::default()
    }

    /// Appends text whose `?` stand for `vals`, one each. The text is always a constant or made of
    /// quoted identifiers; data only ever travels in `vals`.
    pub fn add(&mut self, text: &str, vals: impl IntoIterator<Item = Val>) -> &mut Self {
        let mut vals = vals.into_iter();
        for piece in text.split_inclusive('?') {
            match piece.strip_suffix('?') {
                Some(before) => {
                    self.text.push_str(before);
                    self.vals.extend(vals.next());
                    self.text.push('$');
                    self.text.push_str(&self.vals.len().to_string());
                }
                None => self.text.push_str(piece),
            }
        }
        debug_assert!(vals.next().is_none(), "more values than placeholders in: {text}");
        self
    }

    /// Appends a piece rendered apart, whose placeholders are numbered on.
    pub fn append(&mut self, piece: Sql) -> &mut Self {
        let offset = self.vals.len();
        let mut parts = piece.text.split('$');
        self.text.push_str(parts.next().unwrap_or_default());
        for part in parts {
            let digits = part.bytes().take_while(u8::is_ascii_digit).count();
            let number = part[..digits].parse::<usize>().unwrap_or_default();
            self.text.push('$');
            self.text.push_str(&(number + offset).to_string());
            self.text.push_str(&part[digits..]);
        }
        self.vals.extend(piece.vals);
        self
    }

    /// Appends text without placeholders.
    pub fn raw(&mut self, text: &str) -> &mut Self {
        debug_assert!(!text.contains('?'), "a placeholder without a value in: {text}");
        self.text.push_str(text);
        self
    }

    /// Appends a quoted identifier. Identifiers come from declarations, never from requests.
    pub fn ident(&mut self, name: &str) -> &mut Self {
        debug_assert!(name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_'), "{name}");
        self.text.push('"');
        self.text.push_str(name);
        self.text.push('"');
        self
    }
}

/// A statement of a transaction and how many rows it must affect.
#[derive(Clone, Debug)]
pub(crate) struct Stmt {
    pub sql: Sql,
    pub expect: Expect,
}

/// How many rows a statement must affect for the transaction to stand.
#[derive(Clone, Debug)]
pub(crate) enum Expect {
    Any,
    /// Exactly so many; else the write fails as a version conflict of this record.
    Rows {
        count: u64,
        kind: &'static str,
        id: Id,
    },
}

impl Stmt {
    /// A statement that stands however many rows it affects.
    pub fn any(sql: Sql) -> Self {
        Stmt { sql, expect: Expect::Any }
    }

    /// A statement that must affect exactly one row, that of this record in the version expected.
    pub fn one(sql: Sql, kind: &'static str, id: Id) -> Self {
        Stmt { sql, expect: Expect::Rows { count: 1, kind, id } }
    }
}

impl Expect {
    /// Compares what a statement affected with what it must affect.
    pub fn check(&self, affected: u64) -> Result<(), WriteError> {
        match self {
            Expect::Rows { count, kind, id } if *count != affected => {
                Err(WriteError::VersionConflict { kind: (*kind).to_owned(), id: *id })
            }
            _ => Ok(()),
        }
    }
}
