//! What a follower wants to hear of: the records of a kind that a filter finds, or one record with all
//! that hangs on it.

use std::collections::BTreeSet;
use std::sync::Arc;

use kith_access::{Action, Permit, Scope, decide};
use kith_model::{Condition, Filter, Id, Op, Operand, RecordKind, Schema};
use serde_json::Value as Json;

use crate::records::{self, linked_to};
use crate::{App, AppError};

/// A subscription as a client asks for it.
#[derive(Clone, Debug)]
pub struct Wish {
    /// The kind.
    pub kind: &'static RecordKind,
    /// A filter as lists take it; null for all.
    pub filter: Json,
    /// Or one record and everything on its timeline.
    pub record: Option<Id>,
}

/// A subscription that was found to be allowed.
#[derive(Clone)]
pub(super) struct Subscription {
    pub name: String,
    pub wish: Wish,
    pub parts: Arc<[Part]>,
}

/// One kind of a subscription.
pub(super) struct Part {
    pub kind: &'static RecordKind,
    pub permit: Permit,
    pub schema: Schema,
    pub filter: Filter,
    /// The fields the filter looks at: only a change of these can make it lose a record.
    pub looks_at: BTreeSet<String>,
}

impl Subscription {
    /// Reads a wish under somebody's rights, by the same way as a list reads its filter.
    pub async fn read(app: &App, scope: &Scope, name: String, wish: Wish) -> Result<Subscription, AppError> {
        let schema = records::schema(app, scope, wish.kind).await?;
        let mut parts = Vec::new();
        match wish.record {
            None => {
                let filter = match &wish.filter {
                    Json::Null => Filter::all(),
                    json => Filter::from_json(&schema, json)?,
                };
                parts.push(Part::new(scope, schema, filter)?);
            }
            Some(id) => {
                records::get(app, scope, wish.kind, id, &[]).await?;
                parts.push(Part::new(scope, schema, points_at("id", id))?);
                for other in kith_catalog::KINDS {
                    let whole = other.whole().filter(|(whole, _)| *whole == wish.kind.key);
                    if (!other.activity && whole.is_none()) || other.key == wish.kind.key {
                        continue;
                    }
                    let Ok(schema) = records::schema(app, scope, other).await else { continue };
                    let filter = match whole {
                        Some((_, field)) => Some(points_at(field, id)),
                        None => linked_to(&schema, wish.kind, id),
                    };
                    if let Some(filter) = filter {
                        parts.push(Part::new(scope, schema, filter)?);
                    }
                }
            }
        }
        Ok(Subscription { name, wish, parts: parts.into() })
    }

    /// The kinds it is about, by key.
    pub fn kinds(&self) -> impl Iterator<Item = &'static str> {
        self.parts.iter().map(|part| part.kind.key)
    }
}

impl Part {
    fn new(scope: &Scope, schema: Schema, filter: Filter) -> Result<Part, AppError> {
        let kind = schema.kind;
        let permit = decide(scope, kind.key, Action::Read, kind.activity)?;
        let looks_at = filter.fields().into_iter().map(str::to_owned).collect();
        Ok(Part { kind, permit, schema, filter, looks_at })
    }
}

fn points_at(field: &str, id: Id) -> Filter {
    let operand = Operand::One(id.to_string().into());
    Filter::Is(Condition { field: field.to_owned(), op: Op::Eq, operand })
}
