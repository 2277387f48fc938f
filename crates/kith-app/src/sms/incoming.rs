//! Text messages that come in, by a call of the provider's.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use kith_access::Scope;
use kith_catalog::{contact, interaction, lead, notification};
use kith_model::{
    Condition, Direction, FieldCode, Filter, Id, Op, Operand, Record, RecordKind, Sort, SortKey, spellings,
};
use kith_store::WriteError;
use kith_store::system::SystemWrite;
use serde_json::{Map, Value as Json, json};
use sha1::Sha1;

use super::send::{line, said};
use super::words::{Wish, wish};
use super::{REACHES, carrier, matching, number, of_number};
use crate::error::unexpected;
use crate::modules::notify::{self, Notice};
use crate::ports::Service;
use crate::records::{Planner, committed, is, owner_of, page_query, update_trusted};
use crate::{App, AppError};

/// What tells that a call is the provider's.
#[derive(Clone, Debug)]
pub enum Proof {
    /// Twilio's `X-Twilio-Signature`, and all parameters of the call.
    Signature {
        /// In base64.
        signature: String,
        /// Names and values.
        parameters: Vec<(String, String)>,
    },
    /// The token itself.
    Bearer(String),
}

/// A message that has come.
#[derive(Clone, Debug)]
pub struct Arrived {
    /// What tells it from all others.
    pub key: String,
    /// The number it comes from.
    pub from: String,
    /// What it says.
    pub text: String,
}

const ATTEMPTS: usize = 40;
const LONGEST: usize = 10_000;
const LONGEST_KEY: usize = 200;

/// Takes a message: an interaction with whoever has the number, and what it asks for. The same message once
/// more changes nothing.
pub async fn arrive(app: &App, workspace: Id, proof: &Proof, arrived: &Arrived) -> Result<(), AppError> {
    // Who knows no token learns nothing, not even whether there is a workspace of this id.
    let carrier = carrier(app, workspace).await.map_err(|_| AppError::Unauthenticated)?;
    let proven = match (carrier.service, proof) {
        (Service::Twilio, Proof::Signature { signature, parameters }) => {
            let url = format!("{}/api/v1/sms/incoming/{workspace}", app.config().public_url);
            is_signed(&carrier.secret, &url, parameters, signature)
        }
        (Service::Http, Proof::Bearer(token)) => !carrier.secret.is_empty() && same(&carrier.secret, token),
        _ => false,
    };
    if !proven {
        return Err(AppError::Unauthenticated);
    }
    if arrived.key.is_empty() || arrived.key.chars().count() > LONGEST_KEY {
        return Err(AppError::field("id", FieldCode::Invalid, "An id of at most 200 letters is needed."));
    }
    let from = number(app, workspace, &arrived.from).await?;
    let from = from.ok_or_else(|| AppError::field("from", FieldCode::Invalid, "This is no phone number."))?;
    let text: String = arrived.text.chars().filter(|c| !c.is_control() || *c == '\n').take(LONGEST).collect();
    let (scope, text) = (Scope::system(workspace), text.trim());
    keep(app, &scope, &arrived.key, &from, text).await?;
    // Also of a message that is known: the process may have died here when it came first.
    match wish(text) {
        Some(wish) => note_consent(app, &scope, &from, wish, text).await,
        None => Ok(()),
    }
}

/// The message as an interaction, once; with it, whether the number wants more.
async fn keep(app: &App, scope: &Scope, key: &str, from: &str, text: &str) -> Result<(), AppError> {
    for attempt in 1.. {
        let planner = Planner { forgiving: true, ..Planner::internal(app, scope).await? };
        let sender = whose(&planner, from).await?;
        let body = match &sender {
            Some((kind, record)) => said("inbound", kind.key, record.id, text),
            None => from_nobody_known(from, text),
        };
        let mut planned = planner.create(&interaction::KIND, app.new_id(), &body).await?;
        planned.set.system(SystemWrite::ReceiveSms { key: key.to_owned() });
        if let Some(wish) = wish(text) {
            planned.set.system(SystemWrite::OptSms { phone: from.to_owned(), out: wish == Wish::Stop });
        }
        if let Some((kind, record)) = sender
            && let Some(to) = who_answers(&planner, kind, &record).await?
        {
            let notice = Notice { to, what: notification::SMS_REPLY, kind, record };
            notify::write(&planner, None, vec![notice], &mut planned.set).await?;
        }
        match app.store().commit(planned.set).await {
            Ok(()) => {
                committed(app, scope, &interaction::KIND, None, &planned.after);
                app.wake_jobs();
                return Ok(());
            }
            Err(WriteError::Unique { constraint }) if constraint == "sms_received_source_key" => return Ok(()),
            Err(WriteError::VersionConflict { .. }) if attempt < ATTEMPTS => {}
            Err(error) => return Err(unexpected(error)),
        }
    }
    Err(AppError::Internal("a text message was not taken".into()))
}

/// The contact whose first number it is, or else the lead, or else the contact who has it among their others.
async fn whose(planner: &Planner<'_>, from: &str) -> Result<Option<(&'static RecordKind, Record)>, AppError> {
    for reach in &REACHES {
        if let Some(record) = of_number(planner, reach, from).await?.into_iter().next() {
            return Ok(Some((reach.kind, record)));
        }
    }
    // These are kept as they were typed.
    let ways = Operand::Many(spellings(from).into_iter().map(Json::from).collect());
    let other = Condition { field: contact::OTHER_PHONES.key().into(), op: Op::HasAny, operand: ways };
    let found = matching(planner, &contact::KIND, Filter::Is(other)).await?;
    Ok(found.into_iter().next().map(|record| (&contact::KIND, record)))
}

/// Who hears of an answer: whose the sender is, or else who wrote to them last.
async fn who_answers(planner: &Planner<'_>, kind: &RecordKind, sender: &Record) -> Result<Option<Id>, AppError> {
    if let Some(owner) = owner_of(kind, sender) {
        return Ok(Some(owner));
    }
    let ours = Filter::And(vec![
        is(&format!("{}_id", kind.key), &sender.id.to_string()),
        is(interaction::INTERACTION_KIND.key(), "sms"),
        is(interaction::DIRECTION.key(), "outbound"),
    ]);
    let latest = Sort(vec![SortKey { field: interaction::OCCURRED_AT.key().into(), direction: Direction::Descending }]);
    let permit = planner.permit(&interaction::KIND, kith_access::Action::Read)?;
    let schema = planner.workspace.schema(&interaction::KIND);
    let query = page_query(planner.app, planner.scope, ours, latest, 1);
    let last = planner.app.store().list_records(&permit, &schema, &query).await?.pop();
    Ok(last.and_then(|said| owner_of(&interaction::KIND, &said)))
}

/// An interaction with a number that stands in no record.
fn from_nobody_known(from: &str, text: &str) -> Map<String, Json> {
    let body = json!({
        "kind": "sms", "direction": "inbound", "subject": line(&format!("{from}: {text}")), "summary": text,
    });
    body.as_object().cloned().unwrap_or_default()
}

/// What somebody wishes, in the records of their number, where people see it.
async fn note_consent(app: &App, scope: &Scope, from: &str, wish: Wish, text: &str) -> Result<(), AppError> {
    let planner = Planner::internal(app, scope).await?;
    let said = if wish == Wish::Stop { "withdrawn" } else { "given" };
    for reach in &REACHES {
        for record in of_number(&planner, reach, from).await? {
            let mut body = Map::from_iter([(reach.consent.key().to_owned(), json!(said))]);
            if reach.kind.key == contact::KIND.key {
                let source = format!("Text message: {}", line(text));
                body.insert(contact::SMS_CONSENT_SOURCE.key().into(), json!(source));
            } else if record.get(&lead::CONVERTED_AT).is_some() {
                continue;
            }
            if record.get(reach.consent) != Some(said) {
                update_trusted(app, scope, reach.kind, record.id, &body, None).await?;
            }
        }
    }
    Ok(())
}

/// Twilio's signature: HMAC-SHA1, with the token as the key, over the address and all parameters in the
/// order of their names (twilio.com/docs/usage/webhooks/webhooks-security).
pub(super) fn is_signed(token: &str, url: &str, parameters: &[(String, String)], signature: &str) -> bool {
    let mut sorted: Vec<&(String, String)> = parameters.iter().collect();
    sorted.sort();
    let Ok(given) = STANDARD.decode(signature) else { return false };
    let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(token.as_bytes()) else { return false };
    mac.update(url.as_bytes());
    for (name, value) in sorted {
        mac.update(name.as_bytes());
        mac.update(value.as_bytes());
    }
    mac.verify_slice(&given).is_ok()
}

/// Whether two secrets are the same, in a time that does not tell how much of them is.
fn same(secret: &str, given: &str) -> bool {
    let of = |text: &str| {
        let mac = Hmac::<Sha1>::new_from_slice(b"same").ok();
        mac.map(|mut mac| {
            mac.update(text.as_bytes());
            mac
        })
    };
    match (of(secret), of(given)) {
        (Some(secret), Some(given)) => given.verify_slice(&secret.finalize().into_bytes()).is_ok(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of Twilio's own documentation.
    #[test]
    fn a_signature_is_twilios() {
        let parameters = [
            ("CallSid", "CA1234567890ABCDE"),
            ("Caller", "+14158675310"),
            ("Digits", "1234"),
            ("From", "+14158675310"),
            ("To", "+18005551212"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()));
        let url = "https://example.com/myapp.php?foo=1&bar=2";
        let signed = |token: &str, signature: &str| is_signed(token, url, &parameters, signature);
        assert!(signed("12345", "L/OH5YylLD5NRKLltdqwSvS0BnU="));
        assert!(!signed("12346", "L/OH5YylLD5NRKLltdqwSvS0BnU="));
        assert!(!signed("12345", "") && !signed("12345", "!") && !signed("", "L/OH5YylLD5NRKLltdqwSvS0BnU="));
        assert!(!is_signed("12345", url, &parameters[1..], "L/OH5YylLD5NRKLltdqwSvS0BnU="));
    }

    #[test]
    fn a_token_is_the_same_or_not() {
        assert!(same("secret", "secret") && !same("secret", "secre") && !same("secret", ""));
    }
}
