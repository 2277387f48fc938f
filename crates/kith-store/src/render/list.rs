//! A page of a list: its statements, and the buffer its rows are written into.

use std::sync::Arc;

use bytes::Bytes;
use kith_access::Permit;
use kith_model::{Cursor, Id, PageQuery, Position, Schema, TrashMode};

use super::filter::{FilterContext, push_filter};
use super::operand::Circumstances;
use super::order::Order;
use super::predicate::{Kinds, push_rows, push_trash, shows_all_text};
use super::record::RecordReader;
use super::select::{Gap, Shape, titled};
use crate::StoreError;
use crate::row::Row;
use crate::search::push_words;
use crate::sql::{Dialect, Sql};

/// What a list's `WHERE` is made of.
pub(crate) struct ListContext<'a> {
    pub dialect: Dialect,
    pub kinds: Kinds,
    pub permit: &'a Permit,
    pub schema: &'a Schema,
}

impl<'a> ListContext<'a> {
    /// What its conditions are rendered for.
    pub fn filter(&self, at: Circumstances<'a>) -> FilterContext<'a> {
        FilterContext { dialect: self.dialect, alias: "t", schema: self.schema, hidden: &self.permit.mask().hidden, at }
    }

    /// Everything a list's rows must be, but for the cursor.
    pub fn conditions(&self, query: &PageQuery) -> Result<Sql, StoreError> {
        let at = Circumstances { now: query.now, time_zone: &query.time_zone, me: query.me };
        let mut sql = Sql::new();
        push_rows(&mut sql, self.kinds, "t", self.schema.kind, self.permit);
        push_trash(&mut sql, "t", query.trash);
        push_filter(&mut sql, &query.filter, &self.filter(at))?;
        if let Some(words) = &query.words {
            let title_only = !shows_all_text(self.schema.kind, self.permit) || query.trash == TrashMode::Only;
            push_words(&mut sql, self.dialect, self.permit.workspace(), self.schema.kind, words, title_only);
        }
        Ok(sql)
    }

    /// The order of a query.
    pub fn order(&self, query: &PageQuery) -> Result<Order, StoreError> {
        let at = Circumstances { now: query.now, time_zone: &query.time_zone, me: query.me };
        Order::new(query, &self.filter(at))
    }
}

/// What is read of each row.
#[derive(Clone, Debug)]
pub(crate) enum Reader {
    Json(Shape),
    Record(RecordReader),
}

/// The statements of a page, run one after another until it is full.
#[derive(Clone, Debug)]
pub(crate) struct ListPlan {
    pub order: Arc<Order>,
    pub reader: Arc<Reader>,
    phases: Vec<Sql>,
}

impl ListPlan {
    /// Renders everything but the limit, which shrinks from phase to phase.
    pub fn new(cx: &ListContext<'_>, query: &PageQuery, reader: Reader) -> Result<ListPlan, StoreError> {
        let conditions = cx.conditions(query)?;
        let order = cx.order(query)?;
        let mut phases = Vec::new();
        for phase in order.phases(&query.cursor)? {
            let mut sql = Sql::new();
            match &reader {
                Reader::Json(shape) => shape.push_select(&mut sql, cx.schema, |sql| order.push_keys(sql)),
                Reader::Record(reader) => {
                    sql.raw("SELECT ");
                    reader.push_columns(&mut sql);
                    order.push_keys(&mut sql);
                    sql.raw(" FROM ").ident(cx.schema.kind.key).raw(" AS t WHERE ");
                }
            }
            sql.append(conditions.clone()).append(phase);
            order.push(&mut sql);
            phases.push(sql);
        }
        Ok(ListPlan { order: Arc::new(order), reader: Arc::new(reader), phases })
    }

    /// The statement of each phase, still without its limit.
    pub fn statements(self) -> Vec<Sql> {
        self.phases
    }
}

/// `LIMIT n`, bound, so that all pages share a statement.
pub(crate) fn limited(mut sql: Sql, rows: usize) -> Sql {
    sql.add(" LIMIT ?", [crate::sql::Val::Int(rows as i64)]);
    sql
}

/// Rows as JSON objects, and the positions of those that may be a page's edges.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rows {
    buffer: Vec<u8>,
    starts: Vec<usize>,
    gaps: Vec<Gap>,
    first: Option<Position>,
    last: Option<Position>,
    /// Whether there is a row after the last one kept.
    pub more: bool,
}

impl Rows {
    /// How many rows were kept.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Adds a row; the one beyond `limit` only shows that there are more.
    pub fn push(&mut self, shape: &Shape, order: &Order, limit: usize, row: &Row<'_>) -> Result<(), StoreError> {
        if self.starts.len() == limit {
            self.more = true;
            return Ok(());
        }
        self.starts.push(self.buffer.len());
        let id = shape.write(row, &mut self.buffer, &mut self.gaps)?;
        if self.starts.len() == 1 {
            self.first = Some(order.position(row, shape.width, id)?);
        }
        if self.starts.len() == limit {
            self.last = Some(order.position(row, shape.width, id)?);
        }
        Ok(())
    }

    /// Adds the row of a query for one.
    pub fn push_single(&mut self, shape: &Shape, row: &Row<'_>) -> Result<(), StoreError> {
        self.starts.push(self.buffer.len());
        shape.write(row, &mut self.buffer, &mut self.gaps).map(|_| ())
    }

    /// The records whose titles are still missing, by kind.
    pub fn missing(&self) -> Vec<(&'static str, Id)> {
        let ids = self.gaps.iter().flat_map(|gap| gap.ids.iter().map(|id| (gap.kind, *id)));
        let mut ids: Vec<_> = ids.collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// Whether titles have to be asked for.
    pub fn has_gaps(&self) -> bool {
        !self.gaps.is_empty()
    }

    /// Puts in the titles of lists, `titles` being sorted by id. What is not among them is left out.
    pub fn fill(&mut self, titles: &[(Id, String)]) {
        let mut out = Vec::with_capacity(self.buffer.len() + self.gaps.len() * 64);
        let (mut done, mut starts) = (0, self.starts.iter_mut().peekable());
        for gap in &self.gaps {
            while let Some(start) = starts.next_if(|start| **start < gap.at) {
                *start = out.len() + (*start - done);
            }
            out.extend_from_slice(&self.buffer[done..gap.at]);
            done = gap.at;
            out.extend_from_slice(&gap.lead);
            out.push(b'[');
            let found = gap.ids.iter().filter_map(|id| titles.binary_search_by_key(id, |(id, _)| *id).ok());
            for (i, at) in found.enumerate() {
                if i > 0 {
                    out.push(b',');
                }
                titled(&mut out, titles[at].0, &titles[at].1);
            }
            out.push(b']');
        }
        for start in starts {
            *start = out.len() + (*start - done);
        }
        out.extend_from_slice(&self.buffer[done..]);
        self.buffer = out;
        self.gaps.clear();
    }

    /// The only row, if there is one.
    pub fn into_single(self) -> Option<Bytes> {
        (!self.starts.is_empty()).then(|| self.buffer.into())
    }

    /// The page: rows in list order, and where it continues.
    pub fn into_page(self, query: &PageQuery, backwards: bool) -> crate::Page {
        let count = self.starts.len();
        let mut out = Vec::with_capacity(self.buffer.len() + count + 2);
        out.push(b'[');
        let bounds = |i: usize| self.starts[i]..self.starts.get(i + 1).copied().unwrap_or(self.buffer.len());
        for i in 0..count {
            if i > 0 {
                out.push(b',');
            }
            out.extend_from_slice(&self.buffer[bounds(if backwards { count - 1 - i } else { i })]);
        }
        out.push(b']');
        let more = self.more;
        let at_edge = match &query.cursor {
            Cursor::Start => None,
            // Behind an empty page there still is the row that the page was to follow.
            Cursor::After(position) | Cursor::Before(position) => self.first.or_else(|| Some(position.clone())),
        };
        let beyond = self.last.filter(|_| more);
        let (next, previous) = if backwards { (at_edge, beyond) } else { (beyond, at_edge) };
        crate::Page { rows: out.into(), count, next, previous }
    }
}
