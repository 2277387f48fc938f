//! The rows that come back, read the same on both engines.

use kith_model::{Date, Id, Timestamp};
use rusqlite::types::ValueRef;
use tokio_postgres::types::{FromSql, Type};

use crate::StoreError;

/// Microseconds between 1970-01-01 and 2000-01-01, from where PostgreSQL counts.
pub(crate) const PG_EPOCH_MICROS: i64 = 946_684_800_000_000;
/// Days between the same two.
pub(crate) const PG_EPOCH_DAYS: i32 = 10_957;

/// A row of a result, borrowed while the statement is stepped.
pub(crate) enum Row<'a> {
    Lite(&'a rusqlite::Row<'a>),
    Pg(&'a tokio_postgres::Row),
}

impl<'a> Row<'a> {
    /// The value of a column, counted from 0. `Option<T>` reads a null, `T` refuses it. Texts and
    /// JSON can be borrowed (`&str`); JSON is read as its text.
    pub fn get<T: Col<'a>>(&self, index: usize) -> Result<T, StoreError> {
        match *self {
            Row::Lite(row) => {
                let value = row.get_ref(index).map_err(|error| StoreError::Database(error.to_string()))?;
                T::lite(value).ok_or_else(|| misread::<T>(index, &value.data_type().to_string()))
            }
            Row::Pg(row) => match row.try_get::<_, Pg<T>>(index) {
                Ok(Pg(value)) => Ok(value),
                Err(_) => {
                    let ty = row.columns().get(index).map_or("no column", |column| column.type_().name());
                    Err(misread::<T>(index, ty))
                }
            },
        }
    }
}

fn misread<T>(index: usize, found: &str) -> StoreError {
    StoreError::Database(format!("column {index} is {found} and cannot be read as {}", std::any::type_name::<T>()))
}

/// A Rust type that a column can be read as.
pub(crate) trait Col<'a>: Sized {
    /// From SQLite's value.
    fn lite(value: ValueRef<'a>) -> Option<Self>;
    /// From PostgreSQL's binary format; `raw` is `None` for a null.
    fn pg(ty: &Type, raw: Option<&'a [u8]>) -> Option<Self>;
}

/// Lets tokio-postgres read any [`Col`].
struct Pg<T>(T);

impl<'a, T: Col<'a>> FromSql<'a> for Pg<T> {
    fn from_sql(ty: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Self::from_sql_nullable(ty, Some(raw))
    }

    fn from_sql_nullable(ty: &Type, raw: Option<&'a [u8]>) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        T::pg(ty, raw).map(Pg).ok_or_else(|| "unexpected type".into())
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

impl<'a, T: Col<'a>> Col<'a> for Option<T> {
    fn lite(value: ValueRef<'a>) -> Option<Self> {
        match value {
            ValueRef::Null => Some(None),
            value => T::lite(value).map(Some),
        }
    }

    fn pg(ty: &Type, raw: Option<&'a [u8]>) -> Option<Self> {
        match raw {
            None => Some(None),
            raw => T::pg(ty, raw).map(Some),
        }
    }
}

impl<'a> Col<'a> for i64 {
    fn lite(value: ValueRef<'a>) -> Option<Self> {
        match value {
            ValueRef::Integer(n) => Some(n),
            _ => None,
        }
    }

    fn pg(ty: &Type, raw: Option<&'a [u8]>) -> Option<Self> {
        let raw = raw?;
        match *ty {
            Type::INT8 => Some(i64::from_be_bytes(raw.try_into().ok()?)),
            Type::INT4 => Some(i32::from_be_bytes(raw.try_into().ok()?).into()),
            Type::INT2 => Some(i16::from_be_bytes(raw.try_into().ok()?).into()),
            _ => None,
        }
    }
}

impl<'a> Col<'a> for f64 {
    fn lite(value: ValueRef<'a>) -> Option<Self> {
        match value {
            ValueRef::Real(n) => Some(n),
            ValueRef::Integer(n) => Some(n as f64),
            _ => None,
        }
    }

    fn pg(ty: &Type, raw: Option<&'a [u8]>) -> Option<Self> {
        match *ty {
            Type::FLOAT8 => Some(f64::from_be_bytes(raw?.try_into().ok()?)),
            Type::FLOAT4 => Some(f32::from_be_bytes(raw?.try_into().ok()?).into()),
            _ => i64::pg(ty, raw).map(|n| n as f64),
        }
    }
}

impl<'a> Col<'a> for bool {
    fn lite(value: ValueRef<'a>) -> Option<Self> {
        match value {
            ValueRef::Integer(n) => Some(n != 0),
            _ => None,
        }
    }

    fn pg(ty: &Type, raw: Option<&'a [u8]>) -> Option<Self> {
        match (ty, raw?) {
            (&Type::BOOL, [byte]) => Some(*byte != 0),
            _ => None,
        }
    }
}

impl<'a> Col<'a> for &'a str {
    fn lite(value: ValueRef<'a>) -> Option<Self> {
        match value {
            ValueRef::Text(text) => std::str::from_utf8(text).ok(),
            _ => None,
        }
    }

    fn pg(ty: &Type, raw: Option<&'a [u8]>) -> Option<Self> {
        let raw = match *ty {
            // The first byte of jsonb is the version of its format.
            Type::JSONB => raw?.strip_prefix(&[1])?,
            Type::JSON | Type::TEXT | Type::VARCHAR | Type::NAME | Type::BPCHAR | Type::UNKNOWN => raw?,
            _ => return None,
        };
        std::str::from_utf8(raw).ok()
    }
}

impl<'a> Col<'a> for String {
    fn lite(value: ValueRef<'a>) -> Option<Self> {
        <&str>::lite(value).map(str::to_owned)
    }

    fn pg(ty: &Type, raw: Option<&'a [u8]>) -> Option<Self> {
        <&str>::pg(ty, raw).map(str::to_owned)
    }
}

impl<'a> Col<'a> for &'a [u8] {
    fn lite(value: ValueRef<'a>) -> Option<Self> {
        match value {
            ValueRef::Blob(bytes) => Some(bytes),
            _ => None,
        }
    }

    fn pg(ty: &Type, raw: Option<&'a [u8]>) -> Option<Self> {
        (*ty == Type::BYTEA).then_some(raw)?
    }
}

impl<'a> Col<'a> for Vec<u8> {
    fn lite(value: ValueRef<'a>) -> Option<Self> {
        <&[u8]>::lite(value).map(<[u8]>::to_vec)
    }

    fn pg(ty: &Type, raw: Option<&'a [u8]>) -> Option<Self> {
        <&[u8]>::pg(ty, raw).map(<[u8]>::to_vec)
    }
}

impl<'a> Col<'a> for Id {
    fn lite(value: ValueRef<'a>) -> Option<Self> {
        match value {
            ValueRef::Blob(bytes) => Id::from_slice(bytes),
            _ => None,
        }
    }

    fn pg(ty: &Type, raw: Option<&'a [u8]>) -> Option<Self> {
        (*ty == Type::UUID).then_some(raw)?.and_then(Id::from_slice)
    }
}

impl<'a> Col<'a> for Timestamp {
    fn lite(value: ValueRef<'a>) -> Option<Self> {
        i64::lite(value).map(Timestamp::from_micros)
    }

    fn pg(ty: &Type, raw: Option<&'a [u8]>) -> Option<Self> {
        let micros = (*ty == Type::TIMESTAMPTZ).then_some(raw?)?;
        let micros = i64::from_be_bytes(micros.try_into().ok()?);
        micros.checked_add(PG_EPOCH_MICROS).map(Timestamp::from_micros)
    }
}

impl<'a> Col<'a> for Date {
    fn lite(value: ValueRef<'a>) -> Option<Self> {
        <&str>::lite(value)?.parse().ok()
    }

    fn pg(ty: &Type, raw: Option<&'a [u8]>) -> Option<Self> {
        let days = (*ty == Type::DATE).then_some(raw?)?;
        let days = i32::from_be_bytes(days.try_into().ok()?);
        Date::from_days_since_epoch(days.checked_add(PG_EPOCH_DAYS)?)
    }
}
