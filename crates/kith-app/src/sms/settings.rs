//! The provider of a workspace's text messages.

use kith_access::Scope;
use kith_model::{FieldCode, FieldError, Id};
use kith_store::WriteSet;
use kith_store::system::{SmsChannel, SystemWrite};
use serde_json::{Map, Value as Json, json};

use super::{administrates, number, opened, place};
use crate::auth::throttle;
use crate::error::unexpected;
use crate::ports::{MailError, TextMessage};
use crate::secrets::Renewed;
use crate::{App, AppError};

const TWILIO: &str = "https://api.twilio.com";
const LONGEST: usize = 250;

/// The provider as the API writes it, without its token; null where there is none. With the address at
/// which Kith takes messages.
pub async fn read(app: &App, scope: &Scope) -> Result<Json, AppError> {
    administrates(scope)?;
    let channel = app.store().find_sms_channel(scope.workspace).await?;
    let hook = format!("{}/api/v1/sms/incoming/{}", app.config().public_url, scope.workspace);
    Ok(json!({
        "hook_url": hook,
        "channel": channel.map(|channel| json!({
            "service": channel.service, "address": channel.address, "account": channel.account,
            "sender": channel.sender, "has_token": !channel.secret.is_empty(),
        })),
    }))
}

/// Keeps a provider. A token that is not given stays as it is, unless messages go elsewhere from now on.
pub async fn keep(app: &App, scope: &Scope, body: &Map<String, Json>) -> Result<Json, AppError> {
    administrates(scope)?;
    let channel = filled(app, scope, body).await?;
    let sender = channel.sender.clone();
    commit(app, scope, "keep", &sender, SystemWrite::KeepSmsChannel(Box::new(channel))).await?;
    read(app, scope).await
}

/// Lets nobody carry messages any more.
pub async fn remove(app: &App, scope: &Scope) -> Result<(), AppError> {
    administrates(scope)?;
    commit(app, scope, "remove", "", SystemWrite::DropSmsChannel).await
}

/// Sends a message to a number of one's own through settings that need not be kept yet.
pub async fn test(app: &App, scope: &Scope, body: &Map<String, Json>) -> Result<(), AppError> {
    administrates(scope)?;
    throttle(app, &format!("sms_test:{:?}", scope.user()), 20, 3600).await?;
    let channel = filled(app, scope, body).await?;
    let to = body.get("to").and_then(Json::as_str).unwrap_or_default();
    let to = number(app, scope.workspace, to).await?;
    let to = to.ok_or_else(|| AppError::field("to", FieldCode::Invalid, "This is no phone number."))?;
    let text = "This is a test of text messages in Kith.".to_owned();
    let message = TextMessage { id: app.new_id().to_string(), to, text, receipts: None };
    let carrier = opened(app, scope.workspace, &channel)?;
    let sent = app.texter().send(&message, &carrier, Box::pin(async { Ok(()) })).await;
    sent.map_err(|error| match error {
        MailError::Later(why) | MailError::Never(why) | MailError::Unsure(why) => {
            AppError::field("service", FieldCode::Invalid, why)
        }
    })
}

/// Seals the token with the key that seals now.
pub(crate) async fn seal_anew(app: &App, workspace: Id) -> Result<Renewed, AppError> {
    let Some(mut channel) = app.store().find_sms_channel(workspace).await? else { return Ok(Renewed::Same) };
    let renewed = app.config().secrets.renew(&place(workspace), &channel.secret)?;
    if let Renewed::Sealed(secret) = &renewed {
        channel.secret.clone_from(secret);
        let mut set = WriteSet::new(workspace, None, None, app.now());
        set.system(SystemWrite::KeepSmsChannel(Box::new(channel)));
        app.store().commit(set).await.map_err(unexpected)?;
    }
    Ok(renewed)
}

async fn commit(app: &App, scope: &Scope, op: &str, sender: &str, write: SystemWrite) -> Result<(), AppError> {
    let mut set = WriteSet::new(scope.workspace, scope.user(), None, app.now());
    set.system(write);
    // Nothing of the token goes into the audit.
    set.system(SystemWrite::Audit {
        kind: "sms_channel".into(),
        record_id: scope.workspace,
        record_title: sender.to_owned(),
        op: format!("sms_channel_{op}"),
        detail: json!({"sender": sender}),
    });
    app.store().commit(set).await.map_err(unexpected)
}

async fn filled(app: &App, scope: &Scope, body: &Map<String, Json>) -> Result<SmsChannel, AppError> {
    let mut errors = Vec::new();
    let given = |key: &str| body.get(key).and_then(Json::as_str).map(str::trim).filter(|text| !text.is_empty());
    for key in ["address", "account", "sender", "token"] {
        let long = given(key).is_some_and(|text| text.chars().count() > LONGEST || text.chars().any(char::is_control));
        if long {
            errors.push(FieldError::new(key, FieldCode::Invalid, "This is too long, or has letters it cannot have."));
        }
    }
    let service = given("service").unwrap_or("twilio");
    let twilio = service == "twilio";
    let address = match given("address") {
        None if twilio => TWILIO,
        None => {
            errors.push(FieldError::new("address", FieldCode::Required, "This is needed."));
            ""
        }
        Some(address) if is_address(address) => address,
        Some(_) => {
            let why = "This has to be an address that begins with https:// or, on a network of your own, http://.";
            errors.push(FieldError::new("address", FieldCode::Invalid, why));
            ""
        }
    };
    let account = given("account").unwrap_or_default();
    // It becomes a part of an address.
    if twilio && (account.is_empty() || !account.bytes().all(|b| b.is_ascii_alphanumeric())) {
        let why = "The Account SID is needed: AC and 32 letters and digits.";
        errors.push(FieldError::new("account", FieldCode::Required, why));
    }
    let sender = given("sender").unwrap_or_default();
    if sender.is_empty() {
        errors.push(FieldError::new("sender", FieldCode::Required, "This is needed."));
    }
    let before = app.store().find_sms_channel(scope.workspace).await?;
    // A token goes to nobody else than it was entered for.
    let same = before.filter(|before| before.address == address && before.account == account);
    let secret = match (given("token"), same) {
        (Some(token), _) => app.config().secrets.seal(&place(scope.workspace), token)?,
        (None, Some(before)) => before.secret,
        (None, None) => String::new(),
    };
    if twilio && secret.is_empty() {
        errors.push(FieldError::new("token", FieldCode::Required, "This is needed."));
    }
    if !errors.is_empty() {
        return Err(AppError::Validation(errors));
    }
    Ok(SmsChannel {
        service: service.to_owned(),
        address: address.trim_end_matches('/').to_owned(),
        account: account.to_owned(),
        sender: sender.to_owned(),
        secret,
    })
}

fn is_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next()).unwrap_or_default();
    !host.is_empty() && !host.contains('@') && text.bytes().all(|b| b.is_ascii_graphic())
}
