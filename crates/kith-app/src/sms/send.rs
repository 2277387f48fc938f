//! Writing a text message to somebody, and handing it to the provider.

use kith_access::{Action, Scope};
use kith_catalog::interaction;
use kith_model::{FieldCode, FieldError, Id};
use kith_store::WriteError;
use kith_store::system::{Channel, OutgoingMail};
use serde_json::{Map, Value as Json, json};

use super::receipt::receipts_at;
use super::{REACHES, carrier, number};
use crate::error::unexpected;
use crate::mails::{Draft, queue};
use crate::ports::{Address, BoxFuture, MailError, TextMessage};
use crate::records::{
    IdempotencyKey, Planned, Planner, committed, find_for, find_replay, idempotency_entry, record_json,
};
use crate::{App, AppError};

/// The longest message: ten parts with the Latin alphabet, which is what providers take.
const LONGEST: usize = 1600;
const SUBJECT: usize = 80;
const ATTEMPTS: usize = 40;

/// Writes a text message to a contact or a lead, as the caller: an interaction on the timeline and a
/// message in the queue, in one transaction. Answers the interaction.
///
/// Without consent nothing is written.
pub async fn write(
    app: &App,
    scope: &Scope,
    kind: &str,
    id: Id,
    text: &str,
    key: Option<&IdempotencyKey>,
) -> Result<Json, AppError> {
    for attempt in 1.. {
        if let Some(key) = key
            && let Some(replay) = find_replay(app, scope, key).await?
        {
            return serde_json::from_slice(&replay.body).map_err(|error| AppError::Internal(error.to_string()));
        }
        let planned = plan(app, scope, kind, id, text).await?;
        let json = record_json(&planned.schema, &planned.mask, &planned.after);
        let Planned { mut set, after, .. } = planned;
        if let Some(key) = key {
            let kept = idempotency_entry(scope, key, 201, json.to_string().into_bytes());
            kept.into_iter().for_each(|kept| set.idempotency(kept));
        }
        match app.store().commit(set).await {
            Ok(()) => {
                committed(app, scope, &interaction::KIND, None, &after);
                app.wake_jobs();
                return Ok(json);
            }
            Err(WriteError::VersionConflict { .. } | WriteError::IdempotencyKeyTaken) if attempt < ATTEMPTS => {}
            Err(error) => return Err(unexpected(error)),
        }
    }
    Err(AppError::Internal("a text message was not written".into()))
}

async fn plan(app: &App, scope: &Scope, kind: &str, id: Id, text: &str) -> Result<Planned, AppError> {
    let planner = Planner::new(app, scope).await?;
    let reach = REACHES.iter().find(|reach| reach.kind.key == kind).ok_or(AppError::NotFound)?;
    let (permit, record) = find_for(&planner, reach.kind, id, Action::Read).await?;
    if record.deleted_at.is_some() {
        return Err(AppError::Conflict("This record is in the trash. Restore it first.".into()));
    }
    carrier(app, scope.workspace).await?;
    let (text, mut errors) = checked(text);
    // What the caller may not see of somebody, they do not use either.
    let seen = record_json(&planner.workspace.schema(reach.kind), permit.mask(), &record);
    let phone = match seen[reach.phone.key()].as_str() {
        Some(typed) => number(app, scope.workspace, typed).await?,
        None => None,
    };
    match &phone {
        None => errors.push(FieldError::new(reach.phone.key(), FieldCode::Required, "There is no phone number.")),
        Some(phone) if app.store().find_sms_opt_out(scope.workspace, phone).await?.is_some() => {
            let why = "Whoever has this number has asked for no more messages.";
            errors.push(FieldError::new(reach.consent.key(), FieldCode::Forbidden, why));
        }
        Some(_) if seen[reach.consent.key()] != "given" => {
            let why = "There is no consent to text messages.";
            errors.push(FieldError::new(reach.consent.key(), FieldCode::Forbidden, why));
        }
        Some(_) => {}
    }
    let Some(phone) = phone.filter(|_| errors.is_empty()) else { return Err(AppError::Validation(errors)) };
    let mut planned = planner.create(&interaction::KIND, app.new_id(), &said("outbound", kind, id, &text)).await?;
    let to = vec![Address::new(phone, &record.title)];
    let about = Some((interaction::KIND.key.to_owned(), planned.after.id));
    let draft =
        Draft { channel: Channel::Sms, to, subject: line(&text), text, about, by_hand: true, ..Draft::default() };
    queue(app, &mut planned.set, draft);
    Ok(planned)
}

/// The text as it is sent, and what is wrong with it.
fn checked(text: &str) -> (String, Vec<FieldError>) {
    let text = text.replace("\r\n", "\n");
    let text: String = text.trim().chars().filter(|c| !c.is_control() || *c == '\n').collect();
    let error = match text.chars().count() {
        0 => Some(FieldError::new("text", FieldCode::Required, "This is needed.")),
        1..=LONGEST => None,
        _ => Some(FieldError::new("text", FieldCode::TooLong, "A text message has at most 1600 letters.")),
    };
    (text, error.into_iter().collect())
}

/// A message as an interaction with somebody.
pub(super) fn said(direction: &str, kind: &str, id: Id, text: &str) -> Map<String, Json> {
    let mut body = Map::new();
    body.insert("kind".into(), json!("sms"));
    body.insert("direction".into(), json!(direction));
    body.insert("subject".into(), json!(line(text)));
    body.insert("summary".into(), json!(text));
    body.insert(format!("{kind}_id"), json!(id));
    body
}

/// The beginning of a text, in one line.
pub(super) fn line(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(SUBJECT) {
        Some((at, _)) => format!("{}…", line[..at].trim_end()),
        None => line,
    }
}

/// Hands a message of the queue to the provider. Whether it is wanted is looked at once more: it may have
/// waited for hours.
pub(crate) async fn deliver(
    app: &App,
    mail: &OutgoingMail,
    hand_over: BoxFuture<'_, Result<(), MailError>>,
) -> Result<(), MailError> {
    let later = |error: AppError| MailError::Later(error.to_string());
    let to: Vec<Address> = serde_json::from_value(mail.recipients["to"].clone()).unwrap_or_default();
    let Some(to) = to.into_iter().next() else { return Err(MailError::Never("It is for nobody.".into())) };
    let out = app.store().find_sms_opt_out(mail.workspace, &to.address).await;
    if out.map_err(|error| later(error.into()))?.is_some() {
        return Err(MailError::Never("Whoever has this number has asked for no more messages.".into()));
    }
    let carrier = carrier(app, mail.workspace).await.map_err(later)?;
    // Twilio takes no message that names an address it cannot call.
    let receipts = Some(receipts_at(app, mail.workspace, mail.id)).filter(|url| url.starts_with("https://"));
    let message = TextMessage { id: mail.id.to_string(), to: to.address, text: mail.text.clone(), receipts };
    app.texter().send(&message, &carrier, hand_over).await
}
