//! Exchange rate: what a currency is worth in the workspace's, from a day on.

use kith_model::markers::{Date, Number, Text};
use kith_model::{Field, RecordKind, UniqueDef};

/// The currency, by its ISO 4217 code.
pub const CURRENCY: Field<Text> = Field::text("currency", "Currency").required().max_length(3).sortable();
/// The first day it holds. It holds until the next one of the same currency.
pub const STARTS_ON: Field<Date> = Field::date("starts_on", "From").required().sortable();
/// What one unit of the currency is worth in the other.
pub const RATE: Field<Number> = Field::number("rate", "Rate").required();
/// The currency it is told in: the workspace's when it was written down.
pub const BASE: Field<Text> = Field::text("base", "Told in").max_length(3).read_only();

/// The declaration.
pub static KIND: RecordKind = RecordKind {
    label: "Exchange rate",
    label_plural: "Exchange rates",
    icon: "coins",
    fields: &[CURRENCY.def(), STARTS_ON.def(), RATE.def(), BASE.def()],
    default_columns: &["title", "rate", "starts_on", "updated_at"],
    default_sort: "-starts_on",
    create_fields: &["currency", "rate", "starts_on"],
    uniques: &[UniqueDef { constraint: "exchange_rate_key", field: "starts_on" }],
    ..RecordKind::new("exchange_rate", "exchange_rates")
};
