//! A form that customers write to us with: what is sent begins a ticket.

use kith_catalog::form::{TICKET_ASSIGNEE, TICKET_TEAM};
use kith_catalog::ticket::{ASSIGNEE, DESCRIPTION, KIND, REQUESTER_EMAIL, REQUESTER_NAME, SUBJECT, TEAM};
use kith_catalog::{team, user};
use kith_model::parse_value;
use serde_json::{Value as Json, json};

use super::OpenForm;
use super::attach::Admitted;
use super::submit::{Sender, Submission, answers, context, existing, flat, keep};
use crate::jobs::{RECEIPT, new_job};
use crate::modules::service::{Incoming, plan_received};
use crate::records::{Planned, Planner};
use crate::{App, AppError};

/// Plans the ticket with its files, what was sent, and the mail that tells its number.
pub(super) async fn plan(
    app: &App,
    form: &OpenForm,
    sent: &Submission,
    Admitted { ticket, files, .. }: &Admitted,
) -> Result<Vec<Planned>, AppError> {
    let scope = form.scope();
    let given = answers(app, form, sent).await?;
    let text = |key: &str| given.get(key).and_then(Json::as_str).unwrap_or_default().to_owned();
    let context = context(app, form).await?;
    let mut fields = serde_json::Map::new();
    for (question, spec) in &form.fixed {
        // A choice that was removed since is left out.
        if let Some(json) = question.value.as_ref().filter(|json| parse_value(spec, json, &context).is_ok()) {
            fields.insert(question.field.clone(), json.clone());
        }
    }
    let fixed_subject = fields.get(SUBJECT.key()).and_then(Json::as_str).map(str::to_owned);
    let own = [SUBJECT.key(), DESCRIPTION.key(), REQUESTER_NAME.key(), REQUESTER_EMAIL.key()];
    fields.extend(given.clone());
    fields.retain(|key, _| !own.contains(&key.as_str()));
    let mut fields = flat(fields);
    let assignee = form.record.get(&TICKET_ASSIGNEE);
    if let Some(id) = existing(app, form, &user::KIND, assignee.as_slice()).await?.first() {
        fields.insert(ASSIGNEE.key().into(), json!(id));
    }
    if let Some(id) = existing(app, form, &team::KIND, form.record.get(&TICKET_TEAM).as_slice()).await?.first() {
        fields.insert(TEAM.key().into(), json!(id));
    }
    let subject = Some(text(SUBJECT.key())).filter(|subject| !subject.is_empty());
    let incoming = Incoming {
        make_contact: true,
        channel: "web".into(),
        subject: subject.or(fixed_subject).unwrap_or_else(|| form.record.title.clone()),
        text: text(DESCRIPTION.key()),
        sender_name: text(REQUESTER_NAME.key()),
        sender_address: text(REQUESTER_EMAIL.key()),
        fields,
        key: Some(format!("form:{}", ticket.nonce)),
        ..Incoming::default()
    };
    let (received, mut plans) = plan_received(app, &scope, &incoming, files).await?;
    if let Some(last) = plans.last_mut() {
        // The number is given with the commit, so the mail is written after it.
        last.set.enqueue(new_job(app, &scope, RECEIPT, json!({"ticket": received.ticket}), None));
    }
    let name = [incoming.sender_name, incoming.sender_address].into_iter().find(|name| !name.is_empty());
    let who = Sender {
        kind: KIND.key,
        id: received.ticket,
        name: name.unwrap_or(incoming.subject),
        email: REQUESTER_EMAIL.key(),
    };
    let planner = Planner { forgiving: true, ..Planner::internal(app, &scope).await? };
    plans.push(keep(planner, form, (sent, ticket), &who, "ticket", given).await?);
    Ok(plans)
}
