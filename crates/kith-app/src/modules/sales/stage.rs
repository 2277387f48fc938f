//! Stages: one that holds deals stays.

use kith_access::Scope;
use kith_catalog::stage::{KIND, PIPELINE, POSITION, PROBABILITY, STAGE_KIND};
use kith_catalog::{deal, stage};
use kith_model::{FieldCode, Record, Value};

use crate::modules::{Draft, Op, Rules};
use crate::ports::BoxFuture;
use crate::records::count_of;
use crate::{App, AppError};

/// The rules of stages.
pub(in crate::modules) struct StageRules;

impl Rules for StageRules {
    fn prepare(&self, draft: &mut Draft<'_>) {
        if !draft.edits() {
            return;
        }
        match draft.get(&STAGE_KIND) {
            Some("won") => draft.put(&PROBABILITY, Value::Int(100)),
            Some("lost") => draft.put(&PROBABILITY, Value::Int(0)),
            _ => {}
        }
        if draft.op == Op::Update && draft.changes(&PIPELINE) {
            draft.fail(&PIPELINE, FieldCode::Invalid, "A stage stays in its pipeline.");
        }
        let pipeline = draft.get(&PIPELINE);
        if let Some(pipeline) = pipeline.filter(|_| draft.op == Op::Create && !draft.names(&POSITION)) {
            let last = draft.workspace.stages_of(pipeline).filter_map(|stage| stage.get(&stage::POSITION)).max();
            draft.put(&POSITION, Value::Int(last.unwrap_or(0) + 1));
        }
    }

    fn before_write<'a>(&'a self, draft: &'a mut Draft<'_>) -> BoxFuture<'a, Result<(), AppError>> {
        Box::pin(async move {
            // The kind decides the status of the deals in it, so it may change only while it is empty.
            let rekinded = draft.op == Op::Update && draft.changes(&STAGE_KIND);
            if (draft.op != Op::Delete && !rekinded) || draft.internal {
                return Ok(());
            }
            let filter = deal::STAGE.is(draft.after.id);
            let deals = count_of(draft.app, draft.scope.workspace, &deal::KIND, filter).await?;
            match deals {
                0 => {
                    // One that comes in meanwhile is noticed, and it is looked again.
                    draft.set.needs_none(&KIND, draft.after.id, (&deal::KIND, deal::STAGE.key()));
                    Ok(())
                }
                1 => Err(AppError::Conflict("One deal is in this stage. Move it first.".into())),
                n => Err(AppError::Conflict(format!("{n} deals are in this stage. Move them first."))),
            }
        })
    }

    fn after_commit(&self, app: &App, scope: &Scope, _before: Option<&Record>, _after: &Record) {
        app.workspaces().drop_workspace(scope.workspace);
    }
}
