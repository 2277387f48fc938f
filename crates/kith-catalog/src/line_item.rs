//! Line item: something a deal is about, with its price.

use kith_model::markers::{Integer, Money, Number, Ref, Text};
use kith_model::{Field, PartOf, RecordKind};

/// The deal it belongs to.
pub const DEAL: Field<Ref> = Field::reference("deal_id", "Deal", "deal").required();
/// What is sold; a line may also say it in words alone.
pub const PRODUCT: Field<Ref> = Field::reference("product_id", "Product", "product");
/// What it is; the product's name where not given.
pub const DESCRIPTION: Field<Text> = Field::text("description", "Description").max_length(500);
/// How many, with at most three decimals.
pub const QUANTITY: Field<Number> =
    Field::number("quantity", "Quantity").range(0, 1_000_000_000).required().default("1");
/// What one costs before discount and tax; the product's price in the deal's currency where not given.
pub const UNIT_PRICE: Field<Money> = Field::money("unit_price", "Price").range(0, i64::MAX);
/// What is taken off, in percent with at most two decimals.
pub const DISCOUNT_PERCENT: Field<Number> = Field::number("discount_percent", "Discount").range(0, 100);
/// The tax on it, in percent with at most two decimals; the product's where not given.
pub const TAX_PERCENT: Field<Number> = Field::number("tax_percent", "Tax rate").range(0, 100);
/// Quantity times price without the discount; computed.
pub const NET: Field<Money> = Field::money("net", "Net").read_only();
/// The tax on the net amount; computed.
pub const TAX: Field<Money> = Field::money("tax", "Tax").read_only();
/// Net and tax together; computed.
pub const TOTAL: Field<Money> = Field::money("total", "Total").read_only();
/// Its place among the lines, from 1.
pub const POSITION: Field<Integer> = Field::integer("position", "Position").range(0, 1_000_000).sortable();

/// The declaration.
pub static KIND: RecordKind = RecordKind {
    label: "Line item",
    label_plural: "Line items",
    icon: "receipt",
    fields: &[
        DEAL.def(),
        PRODUCT.def(),
        DESCRIPTION.def(),
        QUANTITY.def(),
        UNIT_PRICE.def(),
        DISCOUNT_PERCENT.def(),
        TAX_PERCENT.def(),
        NET.def(),
        TAX.def(),
        TOTAL.def(),
        POSITION.def(),
    ],
    title: &["description"],
    default_columns: &["title", "deal_id", "quantity", "unit_price", "discount_percent", "net", "tax", "total"],
    default_sort: "position",
    create_fields: &["deal_id", "product_id", "description", "quantity", "unit_price"],
    counters: &[],
    // Whoever may not see the amount of a deal does not see it in its parts.
    part_of: Some(PartOf {
        field: "deal_id",
        fields: &[
            ("amount", "unit_price"),
            ("amount", "quantity"),
            ("amount", "discount_percent"),
            ("amount", "net"),
            ("amount", "tax"),
            ("amount", "total"),
        ],
    }),
    ..RecordKind::new("line_item", "line_items")
};
