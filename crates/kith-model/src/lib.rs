//! The words Kith is written in: ids, times, values, fields, declarations, filters.
//!
//! This crate does no IO, knows no record kind by name and reads neither a clock nor a source of
//! randomness by itself: [`Clock`] and [`IdSource`] are passed in by the binary or by a test.

mod clock;
mod error;
mod exchange;
mod field;
mod filter;
mod id;
mod input;
mod kind;
pub mod markdown;
mod matches;
mod money;
pub mod operand;
mod page;
mod phone;
mod record;
mod schema;
mod text;
mod time;
mod value;

pub use clock::{Clock, FixedClock, SystemClock};
pub use error::{FieldCode, FieldError, FieldErrors};
pub use exchange::ExchangeRates;
pub use field::{Field, FieldDef, FieldType, OptionDef, markers};
pub use filter::{Condition, Filter, FilterError, Op, Operand};
pub use id::{Id, IdSource, RandomIds, SequentialIds};
pub use input::{InputContext, parse_value};
pub use kind::{CounterDef, PartOf, RecordKind, UniqueDef};
pub use matches::Matcher;
pub use money::{Money, currency_digits, is_currency};
pub use page::{Cursor, Direction, PageQuery, Position, Sort, SortKey, TrashMode};
pub use phone::{e164, phone_fold, spellings};
pub use record::{Record, RecordLink};
pub use schema::{FieldSpec, OptionSpec, Schema};
pub use text::{fold, tokens, typo_keys, within_one_edit};
pub use time::{Date, Timestamp};
pub use value::Value;
