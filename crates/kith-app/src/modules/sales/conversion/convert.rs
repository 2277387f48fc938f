//! Converting: everything is planned with the caller's rights, then written at once.

use kith_access::{Action, Scope, explain};
use kith_catalog::lead::{
    ACTIVE_SEQUENCES, CONVERSION, CONVERTED_AT, CONVERTED_COMPANY, CONVERTED_CONTACT, DEAL, KIND, LAST_CONTACTED_AT,
    STATUS,
};
use kith_catalog::{company, contact, deal};
use kith_model::{FieldCode, FieldError, Id, RecordKind, Value};
use kith_store::WriteError;
use serde_json::{Map, Value as Json, json};

use super::candidates::{company_body, contact_body, deal_body};
use super::moves::{Target, moves};
use super::{Choice, Conversion, Done};
use crate::error::unexpected;
use crate::modules::moved::Touched;
use crate::modules::sales::scoring::foretell_anew;
use crate::modules::{draft_put as put, notify};
use crate::records::{
    IdempotencyKey, Planned, Planner, commit_all, commit_error, find_for, find_replay, idempotency_entry, record_json,
    records_by_id,
};
use crate::{App, AppError};

/// How often it is planned anew because something it touches was changed meanwhile.
const ATTEMPTS: usize = 6;

/// Converts a lead; answers it with the ids of what it became. The same request sent again answers the
/// same; a lead that is converted already is a conflict.
pub async fn convert(
    app: &App,
    scope: &Scope,
    id: Id,
    wanted: &Conversion,
    key: Option<&IdempotencyKey>,
) -> Result<Json, AppError> {
    let mut attempt = 0;
    loop {
        attempt += 1;
        if let Some(answer) = replayed(app, scope, key).await? {
            return Ok(answer);
        }
        let (plans, answer) = plan(app, scope, id, wanted, key).await?;
        match commit_all(app, scope, plans).await {
            Ok(()) => return Ok(answer),
            // Planned anew, it is seen whether somebody else has converted it.
            Err(WriteError::VersionConflict { .. } | WriteError::IdempotencyKeyTaken) if attempt < ATTEMPTS => {}
            Err(WriteError::Unique { constraint }) => return Err(taken(constraint)),
            Err(error) => return Err(unexpected(error)),
        }
    }
}

async fn replayed(app: &App, scope: &Scope, key: Option<&IdempotencyKey>) -> Result<Option<Json>, AppError> {
    let Some(key) = key else { return Ok(None) };
    let Some(replay) = find_replay(app, scope, key).await? else { return Ok(None) };
    serde_json::from_slice(&replay.body).map(Some).map_err(|error| AppError::Internal(error.to_string()))
}

/// A value of one of the new records is used already.
fn taken(constraint: String) -> AppError {
    let kinds: [(&RecordKind, &str); 3] =
        [(&company::KIND, "company"), (&contact::KIND, "contact"), (&deal::KIND, "deal")];
    let found = kinds.into_iter().find(|(kind, _)| kind.uniques.iter().any(|unique| unique.constraint == constraint));
    let error = WriteError::Unique { constraint };
    match found {
        Some((kind, part)) => within(part, commit_error(kind, error)),
        None => unexpected(error),
    }
}

async fn plan(
    app: &App,
    scope: &Scope,
    id: Id,
    wanted: &Conversion,
    key: Option<&IdempotencyKey>,
) -> Result<(Vec<Planned>, Json), AppError> {
    let mut planner = Planner { gather: true, ..Planner::internal(app, scope).await? };
    let (permit, lead) = find_for(&planner, &KIND, id, Action::Update).await?;
    if lead.deleted_at.is_some() {
        return Err(AppError::Conflict("This lead is in the trash. Restore it first.".into()));
    }
    if lead.get(&STATUS) == Some("converted") {
        return Err(AppError::Conflict("This lead has been converted already.".into()));
    }
    let mut made = Made { planner: &mut planner, plans: Vec::new(), done: Done::default() };
    let company = match &wanted.company {
        None => None,
        Some(Choice::Existing(id)) => Some(existing(app, scope, &company::KIND, "company_id", *id).await?),
        Some(Choice::New(given)) => {
            let id = app.new_id();
            made.create(&company::KIND, "company", id, company_body(&lead), given).await?;
            Some(id)
        }
    };
    let contact = match &wanted.contact {
        Some(Choice::Existing(id)) => existing(app, scope, &contact::KIND, "contact_id", *id).await?,
        Some(Choice::New(_)) | None => app.new_id(),
    };
    let deal = wanted.deal.as_ref().map(|_| app.new_id());
    let moved = moves(made.planner, id, &Target { contact, company, deal }, wanted.tasks).await?;
    let times = |body: &mut Map<String, Json>, next: bool| {
        let last = lead.get(&LAST_CONTACTED_AT).map(|at| ("last_contacted_at", at));
        let next = moved.next_action_at.filter(|_| next).map(|at| ("next_action_at", at));
        body.extend([last, next].into_iter().flatten().map(|(key, at)| (key.to_owned(), json!(at))));
    };
    if !matches!(wanted.contact, Some(Choice::Existing(_))) {
        let mut body = contact_body(&lead);
        put_id(&mut body, contact::COMPANY.key(), company);
        times(&mut body, deal.is_none());
        let given = match &wanted.contact {
            Some(Choice::New(given)) => given,
            _ => &Map::new(),
        };
        made.create(&contact::KIND, "contact", contact, body, given).await?;
    }
    if let (Some(id), Some(given)) = (deal, &wanted.deal) {
        let mut body = deal_body(&lead);
        put_id(&mut body, deal::COMPANY.key(), company);
        put_id(&mut body, deal::CONTACT.key(), Some(contact));
        times(&mut body, true);
        made.create(&deal::KIND, "deal", id, body, given).await?;
    }
    let Made { mut plans, mut done, .. } = made;
    // Whoever gets the customer is told once, of the deal where there is one.
    let notices: Vec<_> = plans.iter_mut().flat_map(|plan| std::mem::take(&mut plan.notices)).collect();
    done.moved = moved.touched;
    plans.extend(moved.planned);

    let mut after = lead.clone();
    put(&mut after, STATUS.key(), Value::Text("converted".into()));
    put(&mut after, CONVERTED_AT.key(), Value::Time(planner.now));
    put(&mut after, ACTIVE_SEQUENCES.key(), Value::Null);
    put(&mut after, CONVERTED_CONTACT.key(), Value::Id(contact));
    put(&mut after, CONVERTED_COMPANY.key(), company.map_or(Value::Null, Value::Id));
    put(&mut after, DEAL.key(), deal.map_or(Value::Null, Value::Id));
    let memory = serde_json::to_value(&done).map_err(|error| AppError::Internal(error.to_string()))?;
    put(&mut after, CONVERSION.key(), Value::Json(memory));
    foretell_anew(&planner, &mut after).await?;
    let mut planned = planner.replace(&permit, &KIND, lead, after);
    notify::write(&planner, None, notices.into_iter().next_back().into_iter().collect(), &mut planned.set).await?;
    let shown = record_json(&planned.schema, &planned.mask, &planned.after);
    let answer = json!({"lead": shown, "contact_id": contact, "company_id": company, "deal_id": deal});
    if let Some(key) = key {
        let kept = idempotency_entry(scope, key, 200, answer.to_string().into_bytes());
        kept.into_iter().for_each(|kept| planned.set.idempotency(kept));
    }
    plans.push(planned);
    Ok((plans, answer))
}

/// A record that is there, if the caller may read it.
async fn existing(app: &App, scope: &Scope, kind: &'static RecordKind, field: &str, id: Id) -> Result<Id, AppError> {
    let found = records_by_id(app, scope, kind, &[id]).await?.pop();
    found.map(|record| record.id).ok_or_else(|| AppError::field(field, FieldCode::NotFound, "There is no such record."))
}

/// What is made on the way.
struct Made<'p, 'a> {
    planner: &'p mut Planner<'a>,
    plans: Vec<Planned>,
    done: Done,
}

impl Made<'_, '_> {
    /// Plans a new record: what the caller says over what the lead says. What is wrong with it is said
    /// under `part`.
    async fn create(
        &mut self,
        kind: &'static RecordKind,
        part: &str,
        id: Id,
        mut body: Map<String, Json>,
        given: &Map<String, Json>,
    ) -> Result<(), AppError> {
        // The plan is Kith's own, these fields are the caller's.
        let refused = given.keys().filter(|key| kind.field(key).is_some_and(|field| field.read_only));
        let refused: Vec<_> =
            refused.map(|key| FieldError::new(key, FieldCode::ReadOnly, "Kith sets this itself.")).collect();
        if !refused.is_empty() {
            return Err(within(part, AppError::Validation(refused)));
        }
        // Whose lead it was, theirs is the customer, if the caller may say so; else the caller's own.
        let scope = self.planner.scope;
        if explain(scope, kind.key, Action::Assign, scope.user()).is_none() {
            body.remove("owner_id");
        }
        body.extend(given.iter().map(|(key, value)| (key.clone(), value.clone())));
        let planned = self.planner.create(kind, id, &body).await.map_err(|error| within(part, error))?;
        self.planner.known.insert((kind.key, id));
        self.done.created.push(Touched { kind: kind.key.into(), id, before: Map::new() });
        self.plans.push(planned);
        Ok(())
    }
}

/// Names the part of the request that an error is about.
fn within(part: &str, error: AppError) -> AppError {
    match error {
        AppError::Validation(errors) => AppError::Validation(
            errors.into_iter().map(|error| FieldError { field: format!("{part}.{}", error.field), ..error }).collect(),
        ),
        other => other,
    }
}

fn put_id(body: &mut Map<String, Json>, key: &str, id: Option<Id>) {
    if let Some(id) = id {
        body.insert(key.into(), json!(id));
    }
}
