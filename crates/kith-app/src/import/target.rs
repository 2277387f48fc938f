//! Where a column goes: a field, a part of one, or a record found by its name.

use kith_model::{FieldSpec, FieldType, Schema};

/// What a column's cells become.
#[derive(Clone, Debug)]
pub(super) enum Target {
    /// The value of a field.
    Field(FieldSpec),
    /// First and last name in one cell.
    FullName,
    /// One part of an address.
    AddressPart { field: String, part: &'static str },
    /// The currency of a money field.
    Currency { field: String },
    /// Records found by title (or id); companies and tags are made where there are none.
    Named { spec: FieldSpec, kind: String },
}

const PARTS: [&str; 5] = ["street", "city", "region", "postal_code", "country"];

impl Target {
    /// The target of this name: a field's key, `company` for `company_id`, `full_name`,
    /// `address.city`, `amount_currency`. `None` where the kind has no such thing, or it is read-only.
    pub fn find(schema: &Schema, name: &str) -> Option<Target> {
        let has = |key: &str| schema.fields.iter().any(|spec| spec.key == key);
        if name == "full_name" {
            return (has("first_name") && has("last_name")).then_some(Target::FullName);
        }
        let field = |key: &str| schema.fields.iter().find(|spec| spec.key == key && !spec.read_only);
        if let Some(spec) = field(name).or_else(|| field(&format!("{name}_id"))) {
            return match (spec.ty, &spec.target) {
                (FieldType::Reference | FieldType::References, Some(kind)) => {
                    Some(Target::Named { spec: spec.clone(), kind: kind.clone() })
                }
                (FieldType::Json | FieldType::Record, _) => None,
                _ => Some(Target::Field(spec.clone())),
            };
        }
        if let Some(money) = name.strip_suffix("_currency") {
            let is_money = field(money).is_some_and(|spec| spec.ty == FieldType::Money);
            return is_money.then(|| Target::Currency { field: money.to_owned() });
        }
        let (address, part) = name.split_once('.')?;
        let part = PARTS.into_iter().find(|known| *known == part)?;
        let is_address = field(address).is_some_and(|spec| spec.ty == FieldType::Address);
        is_address.then(|| Target::AddressPart { field: address.to_owned(), part })
    }
}
