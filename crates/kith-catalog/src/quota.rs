//! Quota: what somebody is to win in a month.

use kith_model::markers::{Date, Money, Ref};
use kith_model::{Field, RecordKind, UniqueDef};

/// Who is to win it.
pub const OWNER: Field<Ref> = Field::reference("owner_id", "Owner", "user").required();
/// The first day of the month.
pub const MONTH: Field<Date> = Field::date("month", "Month").required().sortable();
/// How much.
pub const AMOUNT: Field<Money> = Field::money("amount", "Amount").required().range(0, i64::MAX);

/// The declaration.
pub static KIND: RecordKind = RecordKind {
    label: "Quota",
    label_plural: "Quotas",
    icon: "target",
    fields: &[OWNER.def(), MONTH.def(), AMOUNT.def()],
    title: &[],
    default_columns: &["owner_id", "month", "amount"],
    default_sort: "month",
    create_fields: &["owner_id", "month", "amount"],
    owner_field: Some("owner_id"),
    uniques: &[UniqueDef { constraint: "quota_key", field: "month" }],
    ..RecordKind::new("quota", "quotas")
};
