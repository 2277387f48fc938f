//! Pipelines: exactly one is the default.

use kith_access::{Action, Scope, decide};
use kith_catalog::{deal, pipeline, stage};
use kith_model::{FieldCode, Record, Value};

use crate::modules::{Draft, Op, Rules};
use crate::ports::BoxFuture;
use crate::records::count_of;
use crate::{App, AppError};

/// The rules of pipelines.
pub(in crate::modules) struct PipelineRules;

impl Rules for PipelineRules {
    fn prepare(&self, draft: &mut Draft<'_>) {
        if !draft.edits() {
            return;
        }
        let only = draft.workspace.pipelines.iter().all(|pipeline| pipeline.id == draft.after.id);
        if draft.old(&pipeline::IS_DEFAULT) == Some(true) && draft.get(&pipeline::IS_DEFAULT) != Some(true) {
            let message = "Make another pipeline the default instead.";
            draft.fail(&pipeline::IS_DEFAULT, FieldCode::Invalid, message);
        } else if only {
            draft.put(&pipeline::IS_DEFAULT, Value::Bool(true));
        }
    }

    fn before_write<'a>(&'a self, draft: &'a mut Draft<'_>) -> BoxFuture<'a, Result<(), AppError>> {
        Box::pin(async move {
            match draft.op {
                Op::Delete => delete(draft).await,
                Op::Restore => {
                    draft.put(&pipeline::IS_DEFAULT, Value::Bool(false));
                    Ok(())
                }
                Op::Create | Op::Update if draft.get(&pipeline::IS_DEFAULT) == Some(true) => {
                    let me = draft.after.id;
                    let others = draft.workspace.pipelines.iter();
                    let others = others.filter(|p| p.id != me && p.get(&pipeline::IS_DEFAULT) == Some(true));
                    for other in others.map(|p| p.id).collect::<Vec<_>>() {
                        let unset = |record: &mut Record| {
                            record.values.insert(pipeline::IS_DEFAULT.key().into(), Value::Bool(false));
                        };
                        draft.touch("pipeline", other, unset).await?;
                    }
                    Ok(())
                }
                Op::Create | Op::Update => Ok(()),
            }
        })
    }

    fn after_commit(&self, app: &App, scope: &Scope, _before: Option<&Record>, _after: &Record) {
        app.workspaces().drop_workspace(scope.workspace);
    }
}

/// Stages go with their pipeline; deals must have left it.
async fn delete(draft: &mut Draft<'_>) -> Result<(), AppError> {
    if draft.get(&pipeline::IS_DEFAULT) == Some(true) {
        return Err(AppError::Conflict("The default pipeline cannot be deleted. Make another one the default.".into()));
    }
    let id = draft.after.id;
    let deals = count_of(draft.app, draft.scope.workspace, &deal::KIND, deal::PIPELINE.is(id)).await?;
    if deals > 0 {
        let message = format!("{deals} deals are in this pipeline. Move them to another one first.");
        return Err(AppError::Conflict(message));
    }
    let system = Scope::system(draft.scope.workspace);
    let permit = decide(&system, stage::KIND.key, Action::Delete, false)?;
    let schema = draft.workspace.schema(&stage::KIND);
    for before in draft.workspace.stages_of(id) {
        let mut after = before.clone();
        after.version += 1;
        after.updated_at = draft.now;
        after.deleted_at = Some(draft.now);
        draft.set.update(&permit, &schema, before.clone(), after);
    }
    Ok(())
}
