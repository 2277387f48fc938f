//! Values in PostgreSQL's binary format, with the types that statements are prepared with.

use bytes::{BufMut, BytesMut};
use tokio_postgres::types::{IsNull, ToSql, Type};

use crate::row::{PG_EPOCH_DAYS, PG_EPOCH_MICROS};
use crate::sql::{Val, ValType};

impl Val {
    fn ty(&self) -> ValType {
        match self {
            Val::Null(ty) => *ty,
            Val::Bool(_) => ValType::Bool,
            Val::Int(_) => ValType::Int,
            Val::Real(_) => ValType::Real,
            Val::Text(_) => ValType::Text,
            Val::Id(_) => ValType::Id,
            Val::Time(_) => ValType::Time,
            Val::Date(_) => ValType::Date,
            Val::Json(_) => ValType::Json,
            Val::Bytes(_) => ValType::Bytes,
        }
    }

    /// The type it travels as. Saying it, instead of having the server guess it from the text, makes
    /// `SELECT ?` and the like mean the same as on SQLite.
    pub(super) fn pg_type(&self) -> Type {
        match self.ty() {
            ValType::Bool => Type::BOOL,
            ValType::Int => Type::INT8,
            ValType::Real => Type::FLOAT8,
            ValType::Text => Type::TEXT,
            ValType::Id => Type::UUID,
            ValType::Time => Type::TIMESTAMPTZ,
            ValType::Date => Type::DATE,
            ValType::Json => Type::JSONB,
            ValType::Bytes => Type::BYTEA,
        }
    }
}

impl ToSql for Val {
    fn to_sql(&self, _: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Val::Null(_) => return Ok(IsNull::Yes),
            Val::Bool(b) => out.put_u8((*b).into()),
            Val::Int(n) => out.put_i64(*n),
            Val::Real(n) => out.put_f64(*n),
            Val::Text(text) => out.put_slice(text.as_bytes()),
            Val::Id(id) => out.put_slice(id.as_bytes()),
            Val::Time(time) => out.put_i64(time.as_micros().saturating_sub(PG_EPOCH_MICROS)),
            Val::Date(date) => out.put_i32(date.days_since_epoch().saturating_sub(PG_EPOCH_DAYS)),
            Val::Json(text) => {
                out.put_u8(1);
                out.put_slice(text.as_bytes());
            }
            Val::Bytes(bytes) => out.put_slice(bytes),
        }
        Ok(IsNull::No)
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    fn to_sql_checked(
        &self,
        ty: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        if *ty != self.pg_type() {
            return Err(format!("a value of {} where {ty} was prepared", self.pg_type()).into());
        }
        self.to_sql(ty, out)
    }
}
