//! A form comes back: a ticket is made, or a lead made, changed or noted on, and what was sent is kept, all at
//! once.

use kith_access::{Action, Scope, decide};
use kith_catalog::{campaign, form, form_submission as kept, lead, note, tag, ticket as ticket_kind, user};
use kith_model::{
    Condition, Direction, FieldCode, FieldError, FieldErrors, Filter, Id, InputContext, Op, Operand, Record,
    RecordKind, Sort, SortKey, Value, parse_value,
};
use kith_store::WriteError;
use serde_json::{Map, Value as Json, json};

use super::OpenForm;
use super::attach::Admitted;
use super::open::{Ticket, read_ticket, tally};
use super::questions::target;
use super::ticket;
use crate::error::unexpected;
use crate::modules::sales::sequence;
use crate::records::{Planned, Planner, commit_all, is, page_query, records_by_id};
use crate::{App, AppError};

/// What a visitor sent.
#[derive(Clone, Debug, Default)]
pub struct Submission {
    /// The answers by the key of the field, as JSON of the field's type.
    pub answers: Map<String, Json>,
    /// The ticket of the page.
    pub ticket: String,
    /// Whether they ticked that they agree.
    pub consent: bool,
    /// Whether a field was filled in that people do not see.
    pub trapped: bool,
    /// The campaign tags of the visit: source, medium, campaign.
    pub utm: [Option<String>; 3],
    /// The page they came from.
    pub referrer: Option<String>,
    /// The page that showed the form.
    pub page: Option<String>,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// It arrived, or it was spam and is told so.
    Thanks,
    /// Some answers are not right; each error names a field, `_consent` the consent.
    Invalid(FieldErrors),
    /// The page was open for too long, or never: it has to be sent once more.
    Stale,
}

/// Nobody reads and answers a form faster. What does is told that all went well.
const FASTEST_SECS: i64 = 2;
const ATTEMPTS: usize = 6;
/// What says that a page was sent before.
const ONCE: [&str; 2] = ["form_submission_token_key", "ticket_message_source_key"];

/// Whether a page was opened by somebody.
#[derive(Debug)]
pub enum Admission {
    /// It was: what came with it may be stored.
    Open(Box<Admitted>),
    /// It was not, or too long ago: nothing of it is looked at.
    Ended(Outcome),
}

/// Takes what a visitor sent.
pub async fn submit(app: &App, form: &OpenForm, sent: &Submission) -> Result<Outcome, AppError> {
    match admit(app, form, sent).await? {
        Admission::Open(admitted) => finish(app, form, sent, *admitted).await,
        Admission::Ended(outcome) => Ok(outcome),
    }
}

/// Looks at a page's ticket and trap, before anything that came with it is stored.
pub async fn admit(app: &App, form: &OpenForm, sent: &Submission) -> Result<Admission, AppError> {
    let Some(ticket) = read_ticket(app, form, &sent.ticket).await? else {
        return Ok(Admission::Ended(if sent.trapped { spam(app, form).await? } else { Outcome::Stale }));
    };
    if sent.trapped || ticket.age(app.now()) < FASTEST_SECS {
        return Ok(Admission::Ended(spam(app, form).await?));
    }
    Ok(Admission::Open(Box::new(Admitted::new(ticket))))
}

/// Takes the answers, with the files that came with them. Where nothing comes of it, no file is kept; where that is
/// not known because the database went away, what was not written is swept away later.
pub async fn finish(app: &App, form: &OpenForm, sent: &Submission, admitted: Admitted) -> Result<Outcome, AppError> {
    // A trap may stand behind the files.
    if sent.trapped {
        admitted.forget(app, form).await;
        return spam(app, form).await;
    }
    let mut errors = check(app, form, sent).await?;
    if errors.is_empty() {
        match keep_all(app, form, sent, &admitted).await? {
            Kept::Now => return Ok(Outcome::Thanks),
            Kept::Before => {
                admitted.forget(app, form).await;
                return Ok(Outcome::Thanks);
            }
            Kept::Not(found) => errors = found,
        }
    }
    admitted.forget(app, form).await;
    Ok(Outcome::Invalid(errors))
}

enum Kept {
    Now,
    /// The same page was sent before: the first one counts, and this one is answered like it.
    Before,
    Not(FieldErrors),
}

async fn keep_all(app: &App, form: &OpenForm, sent: &Submission, admitted: &Admitted) -> Result<Kept, AppError> {
    for attempt in 1.. {
        let planned = match target(&form.record).key == ticket_kind::KIND.key {
            true => ticket::plan(app, form, sent, admitted).await,
            false => plan(app, form, sent, &admitted.ticket).await,
        };
        let plans = match planned {
            Ok(plans) => plans,
            Err(AppError::Validation(errors)) => return Ok(Kept::Not(errors)),
            Err(error) => return Err(error),
        };
        match commit_all(app, &form.scope(), plans).await {
            Ok(()) => {
                app.wake_jobs();
                return Ok(Kept::Now);
            }
            Err(WriteError::Unique { constraint }) if ONCE.contains(&constraint.as_str()) => {
                return Ok(Kept::Before);
            }
            Err(WriteError::VersionConflict { .. }) if attempt < ATTEMPTS => {}
            Err(error) => return Err(unexpected(error)),
        }
    }
    Err(AppError::Internal("a form was not taken".into()))
}

async fn spam(app: &App, form: &OpenForm) -> Result<Outcome, AppError> {
    app.store().next_turn(form.workspace, &tally(form.record.id, "spam")).await?;
    Ok(Outcome::Thanks)
}

/// Everything that is wrong with the answers, in the order of the questions.
async fn check(app: &App, form: &OpenForm, sent: &Submission) -> Result<FieldErrors, AppError> {
    let context = context(app, form).await?;
    let mut errors = FieldErrors::new();
    for (question, spec) in &form.asked {
        let answer = sent.answers.get(&question.field).unwrap_or(&Json::Null);
        match parse_value(spec, answer, &context) {
            Err(error) => errors.push(error),
            // A box to tick that has to be answered has to be ticked.
            Ok(value) if question.required && (value.is_empty() || value == Value::Bool(false)) => {
                errors.push(FieldError::new(&question.field, FieldCode::Required, "This is needed."));
            }
            Ok(_) => {}
        }
    }
    let asks = form.record.get(&form::CONSENT_TEXT).is_some();
    if asks && form.record.get(&form::CONSENT_REQUIRED).unwrap_or(true) && !sent.consent {
        errors.push(FieldError::new(CONSENT, FieldCode::Required, "This is needed."));
    }
    Ok(errors)
}

/// What the consent is called among the answers.
const CONSENT: &str = "_consent";

pub(super) async fn context(app: &App, form: &OpenForm) -> Result<InputContext, AppError> {
    Ok(crate::workspace::load(app, form.workspace).await?.input_context())
}

async fn plan(app: &App, form: &OpenForm, sent: &Submission, ticket: &Ticket) -> Result<Vec<Planned>, AppError> {
    let scope = form.scope();
    // A field of leads that became required after the form was made must not turn visitors away.
    let planner = Planner { forgiving: true, ..Planner::internal(app, &scope).await? };
    let answers = answers(app, form, sent).await?;
    let known = open_lead(app, &scope, answers.get(lead::EMAIL.key())).await?;
    let permit = planner.permit(&lead::KIND, Action::Update)?;
    let mut plans = Vec::new();
    let mut here = known.clone();
    let duplicates = form.record.get(&form::DUPLICATES);
    let (who, outcome) = match known.filter(|_| duplicates != Some("add")) {
        None => {
            let body = new_lead(app, form, sent, answers.clone()).await?;
            let planned = planner.create(&lead::KIND, app.new_id(), &body).await?;
            let who = planned.after.clone();
            plans.push(planned);
            (who, "created")
        }
        Some(found) if duplicates == Some("note") => {
            let body = note_body(form, &found, &answers);
            plans.push(planner.create(&note::KIND, app.new_id(), &body).await?);
            (found, "noted")
        }
        Some(found) => {
            let mut body = flat(answers.clone());
            if sent.consent && form.record.get(&form::CONSENT_TEXT).is_some() {
                body.insert(lead::CONSENT.key().into(), "given".into());
            }
            let who = found.clone();
            if let Some(planned) = planner.update(&permit, &lead::KIND, found, &body).await? {
                here = Some(planned.after.clone());
                plans.push(planned);
            }
            (who, "updated")
        }
    };
    // Whoever fills in a form has replied.
    if let Some(lead) = here {
        plans.extend(sequence::answered(&planner, &permit, lead).await?);
    }
    let who = Sender { kind: lead::KIND.key, id: who.id, name: who.title, email: lead::EMAIL.key() };
    plans.push(keep(planner, form, (sent, ticket), &who, outcome, answers).await?);
    Ok(plans)
}

/// The answers that were given to questions of the form; nothing else of what was sent is looked at.
pub(super) async fn answers(app: &App, form: &OpenForm, sent: &Submission) -> Result<Map<String, Json>, AppError> {
    let context = context(app, form).await?;
    let mut out = Map::new();
    for (question, spec) in &form.asked {
        let value = sent.answers.get(&question.field).and_then(|json| parse_value(spec, json, &context).ok());
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            out.insert(question.field.clone(), value.to_json());
        }
    }
    Ok(out)
}

/// The open lead with this address that was changed last.
async fn open_lead(app: &App, scope: &Scope, email: Option<&Json>) -> Result<Option<Record>, AppError> {
    let Some(email) = email.and_then(Json::as_str) else { return Ok(None) };
    let over = Operand::Many(vec!["won".into(), "lost".into()]);
    let filter = Filter::And(vec![
        is(lead::EMAIL.key(), email),
        is(lead::STATUS.key(), "open"),
        Filter::Is(Condition { field: lead::STAGE.key().into(), op: Op::NotIn, operand: over }),
    ]);
    let latest = Sort(vec![SortKey { field: "updated_at".into(), direction: Direction::Descending }]);
    let permit = decide(scope, lead::KIND.key, Action::Read, lead::KIND.activity)?;
    let schema = crate::workspace::schema(app, scope, &lead::KIND).await?;
    let query = page_query(app, scope, filter, latest, 1);
    Ok(app.store().list_records(&permit, &schema, &query).await?.pop())
}

async fn new_lead(
    app: &App,
    form: &OpenForm,
    sent: &Submission,
    answers: Map<String, Json>,
) -> Result<Map<String, Json>, AppError> {
    let context = context(app, form).await?;
    let mut values = Map::new();
    for (question, spec) in &form.fixed {
        // A choice that was removed since is left out.
        if let Some(json) = question.value.as_ref().filter(|json| parse_value(spec, json, &context).is_ok()) {
            values.insert(question.field.clone(), json.clone());
        }
    }
    values.extend(answers);
    let mut body = flat(values);
    let mut put = |key: &str, value: Json| body.insert(key.to_owned(), value);
    put(lead::SOURCE.key(), form.record.get(&form::SOURCE).unwrap_or("web_form").into());
    for (field, tag) in [&lead::UTM_SOURCE, &lead::UTM_MEDIUM, &lead::UTM_CAMPAIGN].into_iter().zip(&sent.utm) {
        if let Some(tag) = tag {
            put(field.key(), tag.as_str().into());
        }
    }
    if form.record.get(&form::CONSENT_TEXT).is_some() && sent.consent {
        put(lead::CONSENT.key(), "given".into());
    }
    let campaign = form.record.get(&form::CAMPAIGN);
    if let Some(id) = existing(app, form, &campaign::KIND, campaign.as_slice()).await?.first() {
        put(lead::CAMPAIGN.key(), json!(id));
    }
    let owner = form.record.get(&form::LEAD_OWNER);
    match existing(app, form, &user::KIND, owner.as_slice()).await?.first() {
        Some(id) => put(lead::OWNER.key(), json!(id)),
        None => put(lead::AUTO_ASSIGN.key(), form.record.get(&form::AUTO_ASSIGN).unwrap_or(false).into()),
    };
    let tags = existing(app, form, &tag::KIND, form.record.get(&form::LEAD_TAGS).unwrap_or_default()).await?;
    if !tags.is_empty() {
        put("tags", json!(tags));
    }
    Ok(body)
}

/// Those of these records that are still there; of people, who may still sign in.
pub(super) async fn existing(
    app: &App,
    form: &OpenForm,
    kind: &'static RecordKind,
    ids: &[Id],
) -> Result<Vec<Id>, AppError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let found = records_by_id(app, &form.scope(), kind, ids).await?;
    let here = |record: &&Record| kind.key != user::KIND.key || record.get(&user::STATUS) == Some("active");
    Ok(found.iter().filter(here).map(|record| record.id).collect())
}

/// A body as records take it: the workspace's own fields in an object of their own.
pub(super) fn flat(values: Map<String, Json>) -> Map<String, Json> {
    let (mut out, mut custom) = (Map::new(), Map::new());
    for (key, value) in values {
        match key.strip_prefix("custom.") {
            Some(key) => custom.insert(key.to_owned(), value),
            None => out.insert(key, value),
        };
    }
    if !custom.is_empty() {
        out.insert("custom".into(), Json::Object(custom));
    }
    out
}

fn label(form: &OpenForm, key: &str) -> String {
    let found = form.asked.iter().find(|(question, _)| question.field == key);
    found.map_or_else(|| key.to_owned(), |(question, spec)| question.label.clone().unwrap_or(spec.label.clone()))
}

fn note_body(form: &OpenForm, lead: &Record, answers: &Map<String, Json>) -> Map<String, Json> {
    let shown = |value: &Json| match value {
        Json::String(text) => text.clone(),
        Json::Array(list) => list.iter().filter_map(Json::as_str).collect::<Vec<_>>().join(", "),
        Json::Bool(true) => "✓".into(),
        other => other.to_string(),
    };
    let lines = answers.iter().map(|(key, value)| format!("{}: {}", label(form, key), shown(value)));
    let text = std::iter::once(form.record.title.clone()).chain(lines).collect::<Vec<_>>().join("\n");
    let mut body = Map::new();
    body.insert(note::BODY.key().into(), text.into());
    body.insert(note::RECORD.key().into(), json!({"kind": lead::KIND.key, "id": lead.id}));
    body
}

/// What a submission became or belongs to.
pub(super) struct Sender {
    pub kind: &'static str,
    pub id: Id,
    /// What they are called.
    pub name: String,
    /// The question that asks for their address.
    pub email: &'static str,
}

/// Plans that what was sent is kept.
pub(super) async fn keep(
    mut planner: Planner<'_>,
    form: &OpenForm,
    (sent, ticket): (&Submission, &Ticket),
    who: &Sender,
    outcome: &str,
    answers: Map<String, Json>,
) -> Result<Planned, AppError> {
    planner.known.insert((who.kind, who.id));
    planner.known.insert((form::KIND.key, form.record.id));
    let body = submission_body(form, sent, ticket, who, outcome, answers);
    planner.create(&kept::KIND, planner.app.new_id(), &body).await
}

fn submission_body(
    form: &OpenForm,
    sent: &Submission,
    ticket: &Ticket,
    who: &Sender,
    outcome: &str,
    answers: Map<String, Json>,
) -> Map<String, Json> {
    let asked = form.record.get(&form::CONSENT_TEXT);
    let pairs = [
        (kept::NAME.key(), json!(who.name)),
        (kept::EMAIL.key(), answers.get(who.email).cloned().unwrap_or(Json::Null)),
        (kept::FORM.key(), json!(form.record.id)),
        (kept::RECORD.key(), json!({"kind": who.kind, "id": who.id})),
        (kept::OUTCOME.key(), json!(outcome)),
        (kept::CONSENT.key(), asked.map_or(Json::Null, |_| json!(sent.consent))),
        (kept::CONSENT_TEXT.key(), json!(asked)),
        (kept::UTM_SOURCE.key(), json!(sent.utm[0])),
        (kept::UTM_MEDIUM.key(), json!(sent.utm[1])),
        (kept::UTM_CAMPAIGN.key(), json!(sent.utm[2])),
        (kept::REFERRER.key(), json!(sent.referrer)),
        (kept::PAGE.key(), json!(sent.page)),
        (kept::TOKEN.key(), json!(ticket.nonce.to_string())),
        (kept::ANSWERS.key(), Json::Object(answers)),
    ];
    pairs.into_iter().filter(|(_, value)| !value.is_null()).map(|(key, value)| (key.to_owned(), value)).collect()
}
