//! Orders and keyset pages.
//!
//! What lies after a position is asked for in phases, one after another until the page is full: the
//! rest of the rows equal in the leading keys, then the rows beyond, then the empty ones. Each phase
//! is a plain range, so that an index on the first key serves every page, however deep.

use kith_model::{Cursor, Direction, FieldType, Id, PageQuery, Position, Sort, Timestamp, Value};

use super::columns::{column, compared};
use super::filter::{FilterContext, find_field};
use crate::StoreError;
use crate::row::Row;
use crate::sql::{Sql, Val};

/// How a sort key's value is read from a row.
#[derive(Clone, Copy, Debug)]
enum KeyType {
    Text,
    Int,
    Real,
    Bool,
    Date,
    Time,
    /// A moment in `custom`.
    Micros,
    Id,
}

/// A sort key, ready to be compared.
#[derive(Clone, Debug)]
pub(crate) struct Key {
    expression: String,
    ty: KeyType,
    descending: bool,
    nullable: bool,
    /// Whether it is a column, which an index may serve, and not a value inside JSON.
    column: bool,
}

/// The order of a list, in the direction it is read.
#[derive(Clone, Debug)]
pub(crate) struct Order {
    pub keys: Vec<Key>,
    /// The direction of the tie-breaking id.
    descending: bool,
    id: String,
    /// Whether the list is read from its end towards its beginning.
    pub backwards: bool,
}

/// What holds for the rows of one phase, all of it.
type Conditions = Vec<(String, Vec<Val>)>;

fn joined(lead: &str, joint: &str, conditions: Conditions) -> Sql {
    let mut sql = Sql::new();
    for (i, (text, vals)) in conditions.into_iter().enumerate() {
        sql.raw(if i == 0 { lead } else { joint }).add(&text, vals);
    }
    sql
}

impl Order {
    /// The order of a query, turned around where it goes back.
    pub fn new(query: &PageQuery, cx: &FilterContext<'_>) -> Result<Order, StoreError> {
        let backwards = matches!(query.cursor, Cursor::Before(_));
        let mut order = Order::of(&query.sort, cx)?;
        order.backwards = backwards;
        if backwards {
            order.descending = !order.descending;
            order.keys.iter_mut().for_each(|key| key.descending = !key.descending);
        }
        Ok(order)
    }

    fn of(sort: &Sort, cx: &FilterContext<'_>) -> Result<Order, StoreError> {
        let mut keys = Vec::new();
        let mut descending = false;
        for key in &sort.0 {
            descending = key.direction == Direction::Descending;
            if key.field == "id" {
                break;
            }
            let spec = find_field(cx.schema, cx.hidden, &key.field)?;
            let custom = spec.custom_key().is_some();
            let ty = match spec.ty {
                FieldType::Integer | FieldType::Money => KeyType::Int,
                FieldType::Number => KeyType::Real,
                FieldType::Boolean => KeyType::Bool,
                FieldType::Date if !custom => KeyType::Date,
                FieldType::DateTime if custom => KeyType::Micros,
                FieldType::DateTime => KeyType::Time,
                FieldType::Reference if !custom => KeyType::Id,
                _ => KeyType::Text,
            };
            let expression = compared(cx.dialect, cx.alias, spec).filter(|_| spec.sortable);
            let Some(expression) = expression else {
                let message = format!("A list cannot be ordered by \"{}\".", key.field);
                return Err(StoreError::InvalidFilter { field: key.field.clone(), message });
            };
            let nullable = !matches!(spec.key.as_str(), "title" | "created_at" | "updated_at");
            keys.push(Key { expression, ty, descending, nullable, column: !custom });
        }
        Ok(Order { keys, descending, id: column(cx.alias, "id"), backwards: false })
    }

    /// ` ORDER BY …`. Empty values count as the smallest.
    pub fn push(&self, sql: &mut Sql) {
        sql.raw(" ORDER BY ");
        for (i, key) in self.keys.iter().enumerate() {
            sql.raw(&key.expression);
            // Within a phase the first key is always or never empty, and the bare order is an index's.
            let nulls = key.nullable && !(i == 0 && self.is_split());
            sql.raw(match (key.descending, nulls) {
                (false, true) => " NULLS FIRST, ",
                (false, false) => ", ",
                (true, true) => " DESC NULLS LAST, ",
                (true, false) => " DESC, ",
            });
        }
        sql.raw(&self.id);
        if self.descending {
            sql.raw(" DESC");
        }
    }

    /// Whether empty rows and the others are read apart.
    fn is_split(&self) -> bool {
        self.keys.first().is_some_and(|key| key.nullable && key.column)
    }

    /// The phases that together are the rows beyond a query's cursor, each as conditions led by `AND`.
    pub fn phases(&self, cursor: &Cursor) -> Result<Vec<Sql>, StoreError> {
        let phases = match cursor {
            Cursor::Start => self.whole(),
            Cursor::After(position) | Cursor::Before(position) => {
                // A sort by id alone has no other key, though its cursor may carry the id once more.
                if position.values.len() < self.keys.len() {
                    return Err(StoreError::InvalidCursor);
                }
                let values = self.keys.iter().zip(&position.values);
                let values = values.map(|(key, value)| key.bind(value)).collect::<Result<Vec<_>, StoreError>>()?;
                self.beyond(&self.keys, &values, position.id)
            }
        };
        if self.keys.first().is_none_or(|key| key.column) {
            return Ok(phases.into_iter().map(|conditions| joined(" AND ", " AND ", conditions)).collect());
        }
        // No index serves a value inside JSON: one pass over the rows is better than several.
        let mut sql = Sql::new();
        if phases.iter().any(|conditions| !conditions.is_empty()) {
            let mut lead = " AND (";
            for conditions in phases {
                let phase = joined("", " AND ", conditions);
                sql.raw(lead).raw("(").append(phase).raw(")");
                lead = " OR ";
            }
            sql.raw(")");
        }
        Ok(vec![sql])
    }

    fn whole(&self) -> Vec<Conditions> {
        match self.keys.first() {
            Some(key) if self.is_split() => {
                let none = vec![(format!("{} IS NULL", key.expression), Vec::new())];
                let some = vec![(format!("{} IS NOT NULL", key.expression), Vec::new())];
                if key.descending { vec![some, none] } else { vec![none, some] }
            }
            _ => vec![Vec::new()],
        }
    }

    fn beyond(&self, keys: &[Key], values: &[Option<Val>], id: Id) -> Vec<Conditions> {
        let beyond = |descending: bool| if descending { "<" } else { ">" };
        let (Some((key, keys)), Some((value, values))) = (keys.split_first(), values.split_first()) else {
            return vec![vec![(format!("{} {} ?", self.id, beyond(self.descending)), vec![Val::Id(id)])]];
        };
        let expression = &key.expression;
        let operator = beyond(key.descending);
        let mut phases = Vec::new();
        match value {
            Some(value) if keys.is_empty() => {
                let text = format!("({expression}, {}) {operator} (?, ?)", self.id);
                phases.push(vec![(text, vec![value.clone(), Val::Id(id)])]);
            }
            Some(value) => {
                for mut tie in self.beyond(keys, values, id) {
                    tie.insert(0, (format!("{expression} = ?"), vec![value.clone()]));
                    phases.push(tie);
                }
                phases.push(vec![(format!("{expression} {operator} ?"), vec![value.clone()])]);
            }
            None => {
                for mut tie in self.beyond(keys, values, id) {
                    tie.insert(0, (format!("{expression} IS NULL"), Vec::new()));
                    phases.push(tie);
                }
            }
        }
        match (value, key.descending) {
            (None, false) => phases.push(vec![(format!("{expression} IS NOT NULL"), Vec::new())]),
            (Some(_), true) if key.nullable => phases.push(vec![(format!("{expression} IS NULL"), Vec::new())]),
            _ => {}
        }
        phases
    }

    /// The position of a row whose sort keys begin at column `first`.
    pub fn position(&self, row: &Row<'_>, first: usize, id: Id) -> Result<Position, StoreError> {
        let values = self.keys.iter().enumerate().map(|(i, key)| key.read(row, first + i));
        Ok(Position { values: values.collect::<Result<_, _>>()?, id })
    }

    /// `, <key>…` for the end of a select list.
    pub fn push_keys(&self, sql: &mut Sql) {
        for key in &self.keys {
            sql.raw(", ").raw(&key.expression);
        }
    }
}

impl Key {
    /// A cursor's value as it is compared; `None` for an empty one.
    fn bind(&self, value: &Value) -> Result<Option<Val>, StoreError> {
        let val = match (self.ty, value) {
            (_, Value::Null) if self.nullable => return Ok(None),
            (KeyType::Text, Value::Text(text)) => Val::Text(text.clone()),
            (KeyType::Int, Value::Int(n)) => Val::Int(*n),
            (KeyType::Real, Value::Real(n)) => Val::Real(*n),
            (KeyType::Real, Value::Int(n)) => Val::Real(*n as f64),
            (KeyType::Bool, Value::Bool(b)) => Val::Bool(*b),
            (KeyType::Date, Value::Date(date)) => Val::Date(*date),
            (KeyType::Time, Value::Time(time)) => Val::Time(*time),
            (KeyType::Micros, Value::Time(time)) => Val::Int(time.as_micros()),
            (KeyType::Id, Value::Id(id)) => Val::Id(*id),
            _ => return Err(StoreError::InvalidCursor),
        };
        Ok(Some(val))
    }

    fn read(&self, row: &Row<'_>, index: usize) -> Result<Value, StoreError> {
        let value = match self.ty {
            KeyType::Text => row.get::<Option<String>>(index)?.map(Value::Text),
            KeyType::Int => row.get::<Option<i64>>(index)?.map(Value::Int),
            KeyType::Real => row.get::<Option<f64>>(index)?.map(Value::Real),
            KeyType::Bool => row.get::<Option<bool>>(index)?.map(Value::Bool),
            KeyType::Date => row.get::<Option<kith_model::Date>>(index)?.map(Value::Date),
            KeyType::Time => row.get::<Option<Timestamp>>(index)?.map(Value::Time),
            KeyType::Micros => row.get::<Option<i64>>(index)?.map(|micros| Value::Time(Timestamp::from_micros(micros))),
            KeyType::Id => row.get::<Option<Id>>(index)?.map(Value::Id),
        };
        Ok(value.unwrap_or(Value::Null))
    }
}
