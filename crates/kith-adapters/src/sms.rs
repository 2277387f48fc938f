//! Text messages through a provider's HTTP API.

use std::time::Duration;

use kith_app::ports::{BoxFuture, Carrier, MailError, Service, TextMessage, Texter};
use reqwest::{Client, RequestBuilder, Response, StatusCode, redirect};
use serde_json::{Value as Json, json};

use crate::answers::{excerpt, whole};
use crate::tls;

/// So long an answer is waited for.
const PATIENCE: Duration = Duration::from_secs(30);
/// What Twilio says of a number whose owner has said stop.
const OPTED_OUT: i64 = 21610;

/// Speaks with Twilio, or with any gateway that takes the generic form.
pub struct TextGateway {
    client: Client,
}

impl TextGateway {
    /// One for all providers.
    pub fn new() -> Result<Self, String> {
        tls::provide();
        // A provider that sends us elsewhere would take the password there.
        let client = Client::builder().timeout(PATIENCE).redirect(redirect::Policy::none()).build();
        Ok(TextGateway { client: client.map_err(|error| error.to_string())? })
    }

    fn request(&self, message: &TextMessage, carrier: &Carrier) -> RequestBuilder {
        let address = carrier.address.trim_end_matches('/');
        match carrier.service {
            Service::Twilio => {
                let url = format!("{address}/2010-04-01/Accounts/{}/Messages.json", carrier.account);
                // A service that chooses among several numbers is named by its id.
                let from = if carrier.sender.starts_with("MG") { "MessagingServiceSid" } else { "From" };
                let mut form = vec![("To", message.to.as_str()), (from, &carrier.sender), ("Body", &message.text)];
                form.extend(message.receipts.as_deref().map(|url| ("StatusCallback", url)));
                self.client.post(url).basic_auth(&carrier.account, Some(&carrier.secret)).form(&form)
            }
            Service::Http => {
                let body = json!({
                    "id": message.id, "from": carrier.sender, "to": message.to, "text": message.text,
                });
                let request = self.client.post(address).header("idempotency-key", &message.id).json(&body);
                if carrier.secret.is_empty() { request } else { request.bearer_auth(&carrier.secret) }
            }
        }
    }
}

impl Texter for TextGateway {
    fn send<'a>(
        &'a self,
        message: &'a TextMessage,
        carrier: &'a Carrier,
        hand_over: BoxFuture<'a, Result<(), MailError>>,
    ) -> BoxFuture<'a, Result<(), MailError>> {
        Box::pin(async move {
            let request = self.request(message, carrier);
            // The generic form names each message, so that the same one asked for twice is sent once.
            let repeatable = carrier.service == Service::Http;
            if !repeatable {
                hand_over.await?;
            }
            match request.send().await {
                Ok(answer) => verdict(answer, repeatable).await,
                Err(error) if repeatable || error.is_connect() || error.is_builder() => {
                    Err(MailError::Later(format!("{} does not answer: {}", carrier.address, whole(&error))))
                }
                Err(error) => Err(MailError::Unsure(format!(
                    "The connection broke before the provider said whether it took the message: {}",
                    whole(&error)
                ))),
            }
        })
    }
}

/// What an answer means for the message.
async fn verdict(answer: Response, repeatable: bool) -> Result<(), MailError> {
    let status = answer.status();
    if status.is_success() {
        return Ok(());
    }
    let body = excerpt(answer).await;
    let json: Json = serde_json::from_str(&body).unwrap_or_default();
    let said = json["message"].as_str().or(json["error"].as_str()).or(json["detail"].as_str());
    let said = match said.unwrap_or(body.trim()) {
        "" => format!("The provider answers {status}."),
        said => format!("The provider says: {} ({})", said.chars().take(300).collect::<String>(), status.as_u16()),
    };
    Err(match status {
        _ if json["code"].as_i64() == Some(OPTED_OUT) => MailError::Never(said),
        StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => MailError::Later(said),
        // A password that is wrong now may be put right.
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN | StatusCode::PROXY_AUTHENTICATION_REQUIRED => {
            MailError::Later(said)
        }
        status if status.is_server_error() && !repeatable => MailError::Unsure(said),
        status if status.is_server_error() => MailError::Later(said),
        _ => MailError::Never(said),
    })
}
