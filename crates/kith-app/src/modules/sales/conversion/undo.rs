//! Taking a conversion back, as long as nothing rests on it.

use std::collections::HashSet;

use kith_access::{Action, Scope, decide};
use kith_catalog::lead::{CONVERSION, CONVERTED_AT, CONVERTED_COMPANY, CONVERTED_CONTACT, DEAL, KIND, STATUS};
use kith_catalog::{KINDS, deal};
use kith_model::{Condition, FieldType, Filter, Id, Op as Compare, Operand, Record, RecordKind, Sort, Value};
use kith_store::WriteError;

use super::{Done, done_of};
use crate::error::unexpected;
use crate::modules::moved::moves_back;
use crate::modules::sales::scoring::foretell_anew;
use crate::modules::{Op, draft_put as put};
use crate::records::{Planned, Planner, Saved, commit_all, find_for, page_query, record_json};
use crate::{App, AppError};

/// How long a conversion can be taken back, as long as the trash keeps.
const DAYS: i64 = 30;
const ATTEMPTS: usize = 6;

/// Makes a converted lead a lead again: what was moved comes back, what was made goes into the trash.
pub async fn unconvert(app: &App, scope: &Scope, id: Id) -> Result<Saved, AppError> {
    let mut attempt = 0;
    loop {
        attempt += 1;
        let (plans, saved) = plan(app, scope, id).await?;
        match commit_all(app, scope, plans).await {
            Ok(()) => return Ok(saved),
            Err(WriteError::VersionConflict { .. }) if attempt < ATTEMPTS => {}
            Err(error) => return Err(unexpected(error)),
        }
    }
}

async fn plan(app: &App, scope: &Scope, id: Id) -> Result<(Vec<Planned>, Saved), AppError> {
    let planner = Planner::internal(app, scope).await?;
    let (permit, lead) = find_for(&planner, &KIND, id, Action::Update).await?;
    if lead.get(&STATUS) != Some("converted") || lead.deleted_at.is_some() {
        return Err(AppError::Conflict("This lead is not converted.".into()));
    }
    let until = lead.get(&CONVERTED_AT).map(|at| at.plus_seconds(DAYS * 86_400));
    if until.is_none_or(|until| until < planner.now) {
        return Err(AppError::Conflict(format!("A conversion can be undone for {DAYS} days.")));
    }
    let done = done_of(&lead);
    let mut plans = moves_back(&planner, &done.moved, |_, _| true).await?;
    let system = Scope::system(scope.workspace);
    // The other way round than they were made, so that what points goes before what is pointed at.
    for made in done.created.iter().rev() {
        let Some(kind) = kith_catalog::find_kind(&made.kind) else { continue };
        let permit = decide(&system, kind.key, Action::Delete, kind.activity)?;
        let found = app.store().find_record(&permit, &planner.workspace.schema(kind), made.id).await?;
        let Some(record) = found.filter(|record| record.deleted_at.is_none()) else { continue };
        if let Some(reason) = rests(&planner, kind, &record, &done, id).await? {
            return Err(AppError::Conflict(reason));
        }
        plans.push(planner.trash(&permit, kind, record, Op::Delete).await?);
    }
    let mut after = lead.clone();
    put(&mut after, STATUS.key(), Value::Text("open".into()));
    for field in [CONVERTED_AT.key(), CONVERTED_CONTACT.key(), CONVERTED_COMPANY.key(), DEAL.key(), CONVERSION.key()] {
        put(&mut after, field, Value::Null);
    }
    foretell_anew(&planner, &mut after).await?;
    let planned = planner.replace(&permit, &KIND, lead, after);
    let json = record_json(&planned.schema, &planned.mask, &planned.after);
    let saved = Saved { id, version: planned.after.version, json };
    plans.push(planned);
    Ok((plans, saved))
}

/// Why a record that the conversion made has to stay, if it has to.
async fn rests(
    planner: &Planner<'_>,
    kind: &'static RecordKind,
    record: &Record,
    done: &Done,
    lead: Id,
) -> Result<Option<String>, AppError> {
    if kind.key == deal::KIND.key && record.get(&deal::STATUS) != Some("open") {
        return Ok(Some(format!("The deal \"{}\" has been closed.", record.title)));
    }
    let own: HashSet<Id> = done.created.iter().chain(&done.moved).map(|touched| touched.id).chain([lead]).collect();
    let system = Scope::system(planner.scope.workspace);
    // What Kith keeps about a record goes with it.
    for other in KINDS.into_iter().filter(|other| !other.kept) {
        let permit = decide(&system, other.key, Action::Read, other.activity)?;
        let schema = planner.workspace.schema(other);
        for spec in schema.fields.iter() {
            let here = spec.target.as_deref() == Some(kind.key);
            let id = record.id;
            let (op, operand) = match spec.ty {
                FieldType::Reference if here => (Compare::Eq, Operand::One(id.to_string().into())),
                FieldType::References if here => (Compare::HasAny, Operand::Many(vec![id.to_string().into()])),
                FieldType::Record => (Compare::Eq, Operand::One(format!("{}:{id}", kind.key).into())),
                _ => continue,
            };
            let filter = Filter::Is(Condition { field: spec.key.clone(), op, operand });
            // One more than the conversion's own is enough to know.
            let limit = own.len() as u32 + 1;
            let query = page_query(planner.app, &system, filter, Sort::default(), limit);
            let found = planner.app.store().list_records(&permit, &schema, &query).await?;
            if let Some(more) = found.iter().find(|found| !own.contains(&found.id)) {
                let what = other.label.to_lowercase();
                return Ok(Some(format!("The {what} \"{}\" rests on \"{}\" by now.", more.title, record.title)));
            }
        }
    }
    Ok(None)
}
