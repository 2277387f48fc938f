//! Sorting and keyset pages.

use crate::{Filter, FilterError, Id, Schema, Timestamp, Value};

/// The direction of a sort key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Smallest first; empty values count as the smallest.
    Ascending,
    /// Greatest first; empty values last.
    Descending,
}

/// One key of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SortKey {
    /// The field's key.
    pub field: String,
    /// Its direction.
    pub direction: Direction,
}

/// An order: up to three keys; ties are broken by id in the direction of the last key.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Sort(pub Vec<SortKey>);

impl Sort {
    /// Reads `-updated_at,name` and checks the fields against a schema. The error names the field.
    pub fn parse(schema: &Schema, text: &str) -> Result<Sort, FilterError> {
        let mut keys: Vec<SortKey> = Vec::new();
        for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            let (field, direction) = match part.strip_prefix('-') {
                Some(field) => (field, Direction::Descending),
                None => (part, Direction::Ascending),
            };
            let known = schema.field(field).is_some_and(|spec| spec.sortable);
            if !known || keys.iter().any(|key| key.field == field) {
                return Err(FilterError::UnknownField(field.to_owned()));
            }
            keys.push(SortKey { field: field.to_owned(), direction });
        }
        if keys.len() > 3 {
            let message = "At most three fields can order a list.".to_owned();
            return Err(FilterError::Invalid { field: "sort".into(), message });
        }
        Ok(Sort(keys))
    }

    /// The canonical text, as [`Sort::parse`] reads it.
    pub fn text(&self) -> String {
        let keys = self.0.iter().map(|key| match key.direction {
            Direction::Ascending => key.field.clone(),
            Direction::Descending => format!("-{}", key.field),
        });
        keys.collect::<Vec<_>>().join(",")
    }
}

/// The sort values and the id of the row at a page's edge.
#[derive(Clone, Debug, PartialEq)]
pub struct Position {
    /// One value per sort key, in stored (folded) form.
    pub values: Vec<Value>,
    /// The row's id.
    pub id: Id,
}

/// Where a page starts. The API writes it as an opaque text bound to the order.
#[derive(Clone, Debug, PartialEq)]
pub enum Cursor {
    /// From the beginning.
    Start,
    /// The rows after a position.
    After(Position),
    /// The rows before a position; still answered in list order.
    Before(Position),
}

/// Which rows of the trash a list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum TrashMode {
    /// Live records only.
    #[default]
    Live,
    /// Trashed records only.
    Only,
}

/// A checked request for a page of records.
#[derive(Clone, Debug)]
pub struct PageQuery {
    /// Which records.
    pub filter: Filter,
    /// Words the record must contain (prefix, folded).
    pub words: Option<String>,
    /// In which order.
    pub sort: Sort,
    /// From where.
    pub cursor: Cursor,
    /// How many, 1 to 200.
    pub limit: u32,
    /// Which fields to answer; `None` for all the caller may read.
    pub fields: Option<Vec<String>>,
    /// Reference fields whose titles stand beside them, by field key (`company_id`, `tags`).
    pub include: Vec<String>,
    /// Live records or the trash.
    pub trash: TrashMode,
    /// "Now", for relative dates.
    pub now: Timestamp,
    /// The caller's time zone, for days.
    pub time_zone: String,
    /// The caller, for `me`.
    pub me: Option<Id>,
}
