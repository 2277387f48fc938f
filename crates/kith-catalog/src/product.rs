//! Product: something that is sold.

use kith_model::markers::{Boolean, Json, Money, Number, Text};
use kith_model::{Field, RecordKind, UniqueDef};

use crate::options::option;

/// What it is called.
pub const NAME: Field<Text> = Field::text("name", "Name").required().searchable();
/// The firm's own number for it.
pub const SKU: Field<Text> = Field::text("sku", "SKU").max_length(60).searchable();
/// What one of it is: a licence, an hour, a metre.
pub const UNIT: Field<Text> = Field::text("unit", "Unit").max_length(30);
/// What one unit costs, before tax.
pub const PRICE: Field<Money> = Field::money("price", "Price").sortable().range(0, i64::MAX);
/// What it costs in further currencies, one amount each.
pub const PRICES: Field<Json> = Field::json("prices", "Further prices");
/// The tax on it, in percent with at most two decimals.
pub const TAX_PERCENT: Field<Number> = Field::number("tax_percent", "Tax rate").range(0, 100);
/// How often it is paid.
pub const RECURRING: Field<Text> = Field::select(
    "recurring",
    "Billed",
    &[option("none", "Once", "gray"), option("monthly", "Monthly", "blue"), option("yearly", "Yearly", "purple")],
)
.required()
.default("none");
/// Whether it is for sale.
pub const ACTIVE: Field<Boolean> = Field::boolean("active", "For sale").default("true");
/// Free text.
pub const DESCRIPTION: Field<Text> = Field::long_text("description", "Description").searchable();

/// The declaration.
pub static KIND: RecordKind = RecordKind {
    label: "Product",
    label_plural: "Products",
    icon: "package",
    group: "sell",
    fields: &[
        NAME.def(),
        SKU.def(),
        UNIT.def(),
        PRICE.def(),
        PRICES.def(),
        TAX_PERCENT.def(),
        RECURRING.def(),
        ACTIVE.def(),
        DESCRIPTION.def(),
    ],
    subtitle: &["sku"],
    default_columns: &["title", "sku", "price", "unit", "tax_percent", "recurring", "active", "updated_at"],
    default_sort: "title",
    create_fields: &["name", "sku", "price", "unit", "tax_percent", "recurring"],
    taggable: true,
    custom_fields: true,
    importable: true,
    in_search: true,
    page: true,
    uniques: &[UniqueDef { constraint: "product_sku_key", field: "sku" }],
    ..RecordKind::new("product", "products")
};
