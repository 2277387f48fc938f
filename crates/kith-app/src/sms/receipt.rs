//! What the provider says of a message some time after it took it: that it has reached its phone, or that it will not.

use kith_access::Scope;
use kith_catalog::interaction::{DELIVERED, DELIVERY, KIND, UNDELIVERED};
use kith_model::Id;
use kith_store::WriteSet;
use kith_store::system::{Channel, SystemWrite};
use serde_json::{Map, json};

use super::carrier;
use super::incoming::is_signed;
use crate::error::unexpected;
use crate::ports::Service;
use crate::records::{records_by_id, update_trusted};
use crate::{App, AppError};

/// Where Twilio says what became of a message.
pub(super) fn receipts_at(app: &App, workspace: Id, message: Id) -> String {
    format!("{}/api/v1/sms/receipts/{workspace}/{message}", app.config().public_url)
}

/// Takes what Twilio says of a message, signed as its other calls are. What has arrived stays so, in whatever order
/// its calls come; what is said on the way there changes nothing.
pub async fn take_receipt(
    app: &App,
    workspace: Id,
    message: Id,
    signature: &str,
    parameters: &[(String, String)],
) -> Result<(), AppError> {
    let carrier = carrier(app, workspace).await.map_err(|_| AppError::Unauthenticated)?;
    let url = receipts_at(app, workspace, message);
    if carrier.service != Service::Twilio || !is_signed(&carrier.secret, &url, parameters, signature) {
        return Err(AppError::Unauthenticated);
    }
    let said = |name: &str| parameters.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str());
    let delivery = match said("MessageStatus") {
        "delivered" | "read" => DELIVERED,
        "undelivered" | "failed" => UNDELIVERED,
        _ => return Ok(()),
    };
    let found = app.store().find_outgoing_mail(workspace, message).await?;
    let mail = found.filter(|mail| mail.channel == Channel::Sms).ok_or(AppError::NotFound)?;
    let scope = Scope::system(workspace);
    let about: Vec<Id> = mail.about.iter().filter(|(kind, _)| kind == KIND.key).map(|(_, id)| *id).collect();
    let interaction = records_by_id(app, &scope, &KIND, &about).await?.pop();
    if interaction.as_ref().is_some_and(|known| known.get(&DELIVERY) == Some(DELIVERED)) {
        return Ok(());
    }
    let error = (delivery == UNDELIVERED).then(|| match said("ErrorCode") {
        "" => "The provider could not deliver it.".to_owned(),
        code => format!("The provider could not deliver it: error {}.", code.chars().take(20).collect::<String>()),
    });
    let mut set = WriteSet::new(workspace, None, None, app.now());
    set.system(SystemWrite::NoteMailReceipt { id: message, error });
    app.store().commit(set).await.map_err(unexpected)?;
    if let Some(known) = interaction {
        let body = Map::from_iter([(DELIVERY.key().to_owned(), json!(delivery))]);
        update_trusted(app, &scope, &KIND, known.id, &body, None).await?;
    }
    Ok(())
}
