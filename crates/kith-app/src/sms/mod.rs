//! Text messages: sent with consent alone, through the queue of mails, and received from the provider.
//!
//! What is sent and received stands on the timeline as an interaction. A number whose owner said stop is
//! sent nothing more, whichever records it stands in.

mod incoming;
mod receipt;
mod send;
mod settings;
mod words;

use kith_access::Scope;
use kith_catalog::{contact, lead};
use kith_model::markers::Text;
use kith_model::{Field, Filter, Id, Record, RecordKind, Sort, e164};
use kith_store::system::SmsChannel;

use crate::ports::{Carrier, Service};
use crate::records::{Planner, is, page_query};
use crate::{App, AppError};

pub use incoming::{Arrived, Proof, arrive};
pub use receipt::take_receipt;
pub(crate) use send::deliver;
pub use send::write;
pub(crate) use settings::seal_anew;
pub use settings::{keep, read, remove, test};

/// More records of one number are not looked at.
const MOST: u32 = 50;

/// Who has a number, and where they say whether they want text messages.
struct Reach {
    kind: &'static RecordKind,
    phone: &'static Field<Text>,
    consent: &'static Field<Text>,
}

static REACHES: [Reach; 2] = [
    Reach { kind: &contact::KIND, phone: &contact::PHONE, consent: &contact::SMS_CONSENT },
    Reach { kind: &lead::KIND, phone: &lead::PHONE, consent: &lead::CONSENT },
];

/// Where a token is sealed for.
fn place(workspace: Id) -> String {
    format!("sms/{workspace}")
}

/// Who carries a workspace's messages, ready to be spoken to.
async fn carrier(app: &App, workspace: Id) -> Result<Carrier, AppError> {
    let channel = app.store().find_sms_channel(workspace).await?;
    let channel = channel.ok_or_else(|| AppError::Conflict("Text messages are not set up.".into()))?;
    opened(app, workspace, &channel)
}

fn opened(app: &App, workspace: Id, channel: &SmsChannel) -> Result<Carrier, AppError> {
    let secret = match channel.secret.as_str() {
        "" => String::new(),
        sealed => app.config().secrets.open(&place(workspace), sealed).ok_or_else(|| {
            AppError::Conflict(
                "The token was sealed with a key that this installation does not have any more. Enter it again.".into(),
            )
        })?,
    };
    Ok(Carrier {
        service: if channel.service == "twilio" { Service::Twilio } else { Service::Http },
        address: channel.address.clone(),
        account: channel.account.clone(),
        sender: channel.sender.clone(),
        secret,
    })
}

/// A number as E.164, read in the workspace's country.
async fn number(app: &App, workspace: Id, typed: &str) -> Result<Option<String>, AppError> {
    let data = crate::workspace::load(app, workspace).await?;
    Ok(e164(typed, &data.input_context().region))
}

/// The records of a kind with a number, those that were changed last first.
async fn of_number(planner: &Planner<'_>, reach: &Reach, phone: &str) -> Result<Vec<Record>, AppError> {
    matching(planner, reach.kind, is(reach.phone.key(), phone)).await
}

async fn matching(planner: &Planner<'_>, kind: &'static RecordKind, filter: Filter) -> Result<Vec<Record>, AppError> {
    let permit = planner.permit(kind, kith_access::Action::Read)?;
    let query = page_query(planner.app, planner.scope, filter, Sort::default(), MOST);
    Ok(planner.app.store().list_records(&permit, &planner.workspace.schema(kind), &query).await?)
}

/// Only whoever looks after the workspace sees and changes its provider.
fn administrates(scope: &Scope) -> Result<(), AppError> {
    if scope.grants.admin {
        return Ok(());
    }
    Err(AppError::Forbidden { kind: kith_catalog::workspace::KIND.key.to_owned(), action: kith_access::Action::Update })
}
