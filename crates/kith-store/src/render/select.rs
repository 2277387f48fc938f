//! What a list selects, and how a row of it becomes JSON while it is stepped.

use std::collections::{BTreeMap, BTreeSet};

use kith_access::Permit;
use kith_model::{Date, FieldSpec, FieldType, Id, Schema, Timestamp};
use serde_json::value::RawValue;

use super::columns::column;
use super::json;
use super::predicate::{Kinds, push_rows};
use crate::row::Row;
use crate::sql::Sql;
use crate::{Include, StoreError};

/// How a cell is written.
#[derive(Clone, Copy, Debug)]
enum Form {
    Text,
    Int,
    Real,
    Bool,
    Id,
    Date,
    Time,
    Money,
    Link,
    /// JSON as it is stored.
    Raw,
    /// The same, but a list, which is never null.
    List,
}

/// What stands beside a reference.
#[derive(Clone, Debug)]
enum Beside {
    Nothing,
    /// The target's title, in the next column.
    Title(Vec<u8>),
    /// The titles of a list of targets of a kind, filled in when the page's ids are known.
    Titles(Vec<u8>, &'static str),
    /// Null, since the caller may not read the target's kind.
    Null(Vec<u8>),
}

#[derive(Clone, Debug)]
struct Cell {
    /// `,"key":`
    lead: Vec<u8>,
    form: Form,
    index: usize,
    beside: Beside,
}

#[derive(Clone, Debug)]
struct CustomCell {
    key: String,
    ty: FieldType,
}

/// The columns of a select list and what becomes of them.
#[derive(Clone, Debug)]
pub(crate) struct Shape {
    select: Sql,
    joins: Sql,
    cells: Vec<Cell>,
    deleted_at: usize,
    custom: Option<(usize, Vec<CustomCell>)>,
    /// How many columns it selects; sort keys follow.
    pub width: usize,
}

/// A place in a row's JSON where the titles of a list of ids belong.
#[derive(Clone, Debug)]
pub(crate) struct Gap {
    /// Offset into the buffer.
    pub at: usize,
    /// `,"tags_included":`
    pub lead: Vec<u8>,
    /// Of records of this kind.
    pub kind: &'static str,
    /// Of these.
    pub ids: Vec<Id>,
}

impl Shape {
    /// The shape of answers: all fields, or those of `only`, without the hidden ones.
    pub fn new(
        kinds: Kinds,
        schema: &Schema,
        hidden: &BTreeSet<String>,
        only: Option<&[String]>,
        includes: &[Include],
    ) -> Shape {
        let mut select = Sql::new();
        select.raw("t.\"id\", t.\"version\", t.\"title\", t.\"deleted_at\"");
        let mut shape = Shape { select, joins: Sql::new(), cells: Vec::new(), deleted_at: 3, custom: None, width: 4 };
        let wanted = |key: &str| {
            !hidden.contains(key)
                && only.is_none_or(|only| only.iter().any(|one| one == key || (one == "custom" && is_custom(key))))
        };
        for (key, form) in
            [("created_at", Form::Time), ("updated_at", Form::Time), ("created_by", Form::Id)].into_iter()
        {
            if wanted(key) {
                shape.cell(kinds, key, form, column("t", key), schema.field(key), includes);
            }
        }
        let mut custom = Vec::new();
        for spec in schema.fields.iter().filter(|spec| wanted(&spec.key) && !spec.is_secret()) {
            match spec.custom_key() {
                Some(key) => custom.push(CustomCell { key: key.to_owned(), ty: spec.ty }),
                None => shape.declared(kinds, spec, includes),
            }
        }
        if !custom.is_empty() {
            shape.custom = Some((shape.width, custom));
            shape.add_column(&column("t", "custom"));
        } else if schema.kind.custom_fields && only.is_none() {
            shape.custom = Some((shape.width, custom));
        }
        shape
    }

    fn add_column(&mut self, expression: &str) {
        self.select.raw(", ").raw(expression);
        self.width += 1;
    }

    fn declared(&mut self, kinds: Kinds, spec: &FieldSpec, includes: &[Include]) {
        use FieldType::*;
        let key = &spec.key;
        let plain = column("t", key);
        let (form, expression) = match spec.ty {
            Text | LongText | Markdown | Email | Phone | Url | Select => (Form::Text, plain),
            Integer => (Form::Int, plain),
            Number => (Form::Real, plain),
            Money => (Form::Money, format!("{plain}, {}", column("t", &format!("{key}_currency")))),
            Date => (Form::Date, plain),
            DateTime => (Form::Time, plain),
            Boolean => (Form::Bool, plain),
            Reference => (Form::Id, plain),
            Record => {
                let (kind, id) = (format!("{key}_kind"), format!("{key}_id"));
                (Form::Link, format!("{}, {}", column("t", &kind), column("t", &id)))
            }
            MultiSelect | References => (Form::List, plain),
            TextList => (Form::List, format!("({plain}->'value')")),
            Address => (Form::Raw, format!("({plain}->'value')")),
            Json => (Form::Raw, plain),
        };
        self.cell(kinds, key, form, expression, Some(spec), includes);
    }

    fn cell(
        &mut self,
        kinds: Kinds,
        key: &str,
        form: Form,
        expression: String,
        spec: Option<&FieldSpec>,
        includes: &[Include],
    ) {
        let index = self.width;
        self.add_column(&expression);
        if matches!(form, Form::Money | Form::Link) {
            self.width += 1;
        }
        let mut lead = vec![b','];
        json::text(&mut lead, key);
        lead.push(b':');
        let beside = match includes.iter().find(|include| include.field == key) {
            Some(include) => self.beside(kinds, key, spec, include),
            None => Beside::Nothing,
        };
        self.cells.push(Cell { lead, form, index, beside });
    }

    fn beside(&mut self, kinds: Kinds, key: &str, spec: Option<&FieldSpec>, include: &Include) -> Beside {
        let mut lead = vec![b','];
        let name = key.strip_suffix("_id").map_or_else(|| format!("{key}_included"), str::to_owned);
        json::text(&mut lead, &name);
        lead.push(b':');
        let target = spec.and_then(|spec| kinds.find(spec.target.as_deref()?));
        match (spec.map(|spec| spec.ty), &include.permit, target) {
            (Some(FieldType::Reference), Some(permit), Some(target)) => {
                self.join(kinds, key, permit, target);
                Beside::Title(lead)
            }
            (Some(FieldType::References), Some(_), Some(target)) => Beside::Titles(lead, target.key),
            _ => Beside::Null(lead),
        }
    }

    fn join(&mut self, kinds: Kinds, key: &str, permit: &Permit, target: &kith_model::RecordKind) {
        let alias = format!("i{}", self.width);
        self.add_column(&column(&alias, "title"));
        let (id, reference) = (column(&alias, "id"), column("t", key));
        self.joins.raw(" LEFT JOIN ").ident(target.key);
        self.joins.raw(&format!(" AS {alias} ON {id} = {reference} AND "));
        push_rows(&mut self.joins, kinds, &alias, target, permit);
    }

    /// `SELECT … FROM <kind> AS t …` up to `WHERE`; `more` adds to the select list.
    pub fn push_select(&self, sql: &mut Sql, schema: &Schema, more: impl FnOnce(&mut Sql)) {
        sql.raw("SELECT ").append(self.select.clone());
        more(sql);
        sql.raw(" FROM ").ident(schema.kind.key);
        sql.raw(" AS t").append(self.joins.clone()).raw(" WHERE ");
    }

    /// Writes a row as an object.
    pub fn write(&self, row: &Row<'_>, out: &mut Vec<u8>, gaps: &mut Vec<Gap>) -> Result<Id, StoreError> {
        let id: Id = row.get(0)?;
        out.extend_from_slice(b"{\"id\":");
        json::id(out, id);
        out.extend_from_slice(b",\"version\":");
        json::int(out, row.get(1)?);
        out.extend_from_slice(b",\"title\":");
        json::text(out, row.get(2)?);
        if let Some(at) = row.get::<Option<Timestamp>>(self.deleted_at)? {
            out.extend_from_slice(b",\"deleted_at\":");
            json::time(out, at);
        }
        for cell in &self.cells {
            cell.write(row, out, gaps)?;
        }
        if let Some((index, cells)) = &self.custom {
            write_custom(row, *index, cells, out)?;
        }
        out.push(b'}');
        Ok(id)
    }
}

fn is_custom(key: &str) -> bool {
    key.starts_with("custom.")
}

impl Cell {
    fn write(&self, row: &Row<'_>, out: &mut Vec<u8>, gaps: &mut Vec<Gap>) -> Result<(), StoreError> {
        out.extend_from_slice(&self.lead);
        let i = self.index;
        let mut some = true;
        macro_rules! plain {
            ($ty:ty, $write:path) => {
                match row.get::<Option<$ty>>(i)? {
                    Some(value) => $write(out, value),
                    None => some = false,
                }
            };
        }
        match self.form {
            Form::Text => plain!(&str, json::text),
            Form::Int => plain!(i64, json::int),
            Form::Real => plain!(f64, json::real),
            Form::Bool => plain!(bool, boolean),
            Form::Id => plain!(Id, json::id),
            Form::Date => plain!(Date, json::date),
            Form::Time => plain!(Timestamp, json::time),
            Form::Raw => plain!(&str, raw),
            Form::List => raw(out, row.get::<Option<&str>>(i)?.unwrap_or("[]")),
            Form::Money => match (row.get::<Option<i64>>(i)?, row.get::<Option<&str>>(i + 1)?) {
                (Some(amount), Some(currency)) => {
                    out.extend_from_slice(b"{\"amount\":");
                    json::int(out, amount);
                    out.extend_from_slice(b",\"currency\":");
                    json::text(out, currency);
                    out.push(b'}');
                }
                _ => some = false,
            },
            Form::Link => match (row.get::<Option<&str>>(i)?, row.get::<Option<Id>>(i + 1)?) {
                (Some(kind), Some(id)) => {
                    out.extend_from_slice(b"{\"kind\":");
                    json::text(out, kind);
                    out.extend_from_slice(b",\"id\":");
                    json::id(out, id);
                    out.push(b'}');
                }
                _ => some = false,
            },
        }
        if !some {
            out.extend_from_slice(b"null");
        }
        match &self.beside {
            Beside::Nothing => {}
            Beside::Null(lead) => {
                out.extend_from_slice(lead);
                out.extend_from_slice(b"null");
            }
            Beside::Title(lead) => {
                out.extend_from_slice(lead);
                match (row.get::<Option<Id>>(i)?, row.get::<Option<&str>>(i + 1)?) {
                    (Some(id), Some(title)) => titled(out, id, title),
                    _ => out.extend_from_slice(b"null"),
                }
            }
            Beside::Titles(lead, kind) => {
                let ids = match row.get::<Option<&str>>(i)? {
                    Some(text) => serde_json::from_str(text).map_err(malformed)?,
                    None => Vec::new(),
                };
                gaps.push(Gap { at: out.len(), lead: lead.clone(), kind, ids });
            }
        }
        Ok(())
    }
}

/// `{"id": …, "title": …}`.
pub(crate) fn titled(out: &mut Vec<u8>, id: Id, title: &str) {
    out.extend_from_slice(b"{\"id\":");
    json::id(out, id);
    out.extend_from_slice(b",\"title\":");
    json::text(out, title);
    out.push(b'}');
}

fn boolean(out: &mut Vec<u8>, b: bool) {
    out.extend_from_slice(if b { b"true" } else { b"false" });
}

fn raw(out: &mut Vec<u8>, json: &str) {
    out.extend_from_slice(json.as_bytes());
}

/// A stored JSON text that is none.
pub(crate) fn malformed(error: serde_json::Error) -> StoreError {
    StoreError::Database(format!("stored JSON cannot be read: {error}"))
}

fn write_custom(row: &Row<'_>, index: usize, cells: &[CustomCell], out: &mut Vec<u8>) -> Result<(), StoreError> {
    out.extend_from_slice(b",\"custom\":{");
    let text = if cells.is_empty() { None } else { row.get::<Option<&str>>(index)? };
    let stored: BTreeMap<std::borrow::Cow<'_, str>, &RawValue> = match text {
        Some(text) => serde_json::from_str(text).map_err(malformed)?,
        None => BTreeMap::new(),
    };
    for (i, cell) in cells.iter().enumerate() {
        if i > 0 {
            out.push(b',');
        }
        json::text(out, &cell.key);
        out.push(b':');
        match stored.get(cell.key.as_str()) {
            None if cell.ty.is_list() => out.extend_from_slice(b"[]"),
            None => out.extend_from_slice(b"null"),
            Some(value) => write_custom_value(cell.ty, value, out)?,
        }
    }
    out.push(b'}');
    Ok(())
}

fn write_custom_value(ty: FieldType, value: &RawValue, out: &mut Vec<u8>) -> Result<(), StoreError> {
    match ty {
        FieldType::DateTime => match value.get().parse() {
            Ok(micros) => json::time(out, Timestamp::from_micros(micros)),
            Err(_) => out.extend_from_slice(b"null"),
        },
        FieldType::TextList | FieldType::Address => {
            let parts: BTreeMap<&str, &RawValue> = serde_json::from_str(value.get()).map_err(malformed)?;
            raw(out, parts.get("value").map_or("null", |value| value.get()));
        }
        _ => raw(out, value.get()),
    }
    Ok(())
}
