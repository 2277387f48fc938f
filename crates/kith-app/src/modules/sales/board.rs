//! The board: a deal is moved between two others of a stage. Who sees the board sees everybody's order.

use kith_access::{Action, Scope, decide};
use kith_catalog::deal::{KIND, LOST_REASON, POSITION, STAGE};
use kith_model::{
    Condition, Cursor, Direction, FieldCode, Filter, Id, Op, Operand, Position, Record, Schema, Sort, SortKey, Value,
};
use serde_json::{Map, Value as Json, json};

use super::rank;
use crate::records::{self, Saved, page_query, records_by_id};
use crate::{App, AppError};

/// Longer ranks are not kept: so many deals were put into the same gap.
const LONGEST_RANK: usize = 200;

/// Where a deal goes.
#[derive(Clone, Debug)]
pub struct Move {
    /// The stage.
    pub stage: Id,
    /// Beside which deal of that stage; on top where there is none.
    pub beside: Option<Beside>,
    /// For a stage that means lost.
    pub lost_reason: Option<String>,
}

/// A neighbour on the board.
#[derive(Clone, Copy, Debug)]
pub enum Beside {
    /// Directly above this deal.
    Above(Id),
    /// Directly below this deal.
    Below(Id),
}

/// Moves a deal, with everything that a change of its stage brings. With `if_match`, only that version.
pub async fn move_deal(app: &App, scope: &Scope, id: Id, to: &Move, if_match: Option<i64>) -> Result<Saved, AppError> {
    let position = match to.beside {
        Some(beside) => beside_rank(app, scope, id, to.stage, beside).await?,
        None => rank::top(app.now()),
    };
    let mut body = Map::new();
    body.insert(STAGE.key().into(), json!(to.stage));
    body.insert(POSITION.key().into(), Json::String(position));
    if let Some(reason) = &to.lost_reason {
        body.insert(LOST_REASON.key().into(), json!(reason));
    }
    records::update_trusted(app, scope, &KIND, id, &body, if_match).await
}

async fn beside_rank(app: &App, scope: &Scope, id: Id, stage: Id, beside: Beside) -> Result<String, AppError> {
    let (field, neighbour) = match beside {
        Beside::Above(neighbour) => ("before_id", neighbour),
        Beside::Below(neighbour) => ("after_id", neighbour),
    };
    let found = records_by_id(app, scope, &KIND, &[neighbour]).await?.pop();
    let in_stage = found.filter(|deal| deal.id != id && deal.get(&STAGE) == Some(stage));
    let Some(deal) = in_stage else {
        return Err(AppError::field(field, FieldCode::Invalid, "This deal is not in the stage."));
    };
    let own = deal.get(&POSITION).unwrap_or_default();
    let other = next(app, scope, stage, own, beside).await?;
    let other = other.as_ref().and_then(|deal| deal.get(&POSITION));
    let on_top = rank::top(app.now());
    let rank = match beside {
        // What comes later still has to come above it.
        Beside::Above(_) if other.is_none() && on_top.as_str() < own => on_top,
        Beside::Above(_) => rank::between(other.unwrap_or_default(), Some(own)),
        Beside::Below(_) => rank::between(own, other),
    };
    if rank.len() > LONGEST_RANK {
        return Err(AppError::Conflict("Too many deals were put into this place. Put it somewhere else first.".into()));
    }
    Ok(rank)
}

/// The nearest deal with another rank. Everybody's deals count, also those the caller may not read.
async fn next(app: &App, scope: &Scope, stage: Id, position: &str, beside: Beside) -> Result<Option<Record>, AppError> {
    let system = Scope::system(scope.workspace);
    let permit = decide(&system, KIND.key, Action::Read, KIND.activity)?;
    let operand = Operand::One(stage.to_string().into());
    let filter = Filter::Is(Condition { field: STAGE.key().into(), op: Op::Eq, operand });
    let sort = Sort(vec![SortKey { field: POSITION.key().into(), direction: Direction::Ascending }]);
    let mut query = page_query(app, &system, filter, sort, 1);
    let edge = |id| Position { values: vec![Value::Text(position.to_owned())], id };
    query.cursor = match beside {
        Beside::Above(_) => Cursor::Before(edge(Id::NIL)),
        Beside::Below(_) => Cursor::After(edge(Id::MAX)),
    };
    Ok(app.store().list_records(&permit, &Schema::new(&KIND, Vec::new()), &query).await?.pop())
}
