//! What a ticket sends to the customer. The one place where tickets meet the mail.

use kith_access::Scope;
use kith_catalog::contact;
use kith_catalog::ticket::{KIND, REQUESTER_EMAIL, REQUESTER_NAME, SUBJECT};
use kith_catalog::ticket_message::{self, DIRECTION, MESSAGE_ID, TICKET};
use kith_model::Record;

use super::ticket::reference;
use crate::mails::Draft;
use crate::records::{all_records, is};
use crate::workspace::WorkspaceData;
use crate::{App, AppError};

/// A mail names so many of those before it; more tell nobody anything.
const MOST_REFERENCES: usize = 20;

/// Where answers go: the address the ticket names, else the contact's; with a name.
pub(super) fn recipient(ticket: &Record, contact: Option<&Record>) -> Option<(String, String)> {
    let own = ticket.get(&REQUESTER_EMAIL);
    let address = own.or_else(|| contact?.get(&contact::EMAIL))?;
    let name = ticket.get(&REQUESTER_NAME).or_else(|| contact.map(|contact| contact.title.as_str()));
    Some((address.to_owned(), name.unwrap_or_default().to_owned()))
}

/// The mail with an answer, as a part of the thread of the customer's mails; none where nobody knows
/// where to send it.
pub(super) async fn answer(
    app: &App,
    scope: &Scope,
    ticket: &Record,
    contact: Option<&Record>,
    text: &str,
) -> Result<Option<Draft>, AppError> {
    let Some((address, name)) = recipient(ticket, contact) else { return Ok(None) };
    let subject = ticket.get(&SUBJECT).unwrap_or_default();
    let answers = subject.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("re:"));
    let subject = if answers { subject.to_owned() } else { format!("Re: {subject}") };
    let system = Scope::system(scope.workspace);
    let said = all_records(app, &system, &ticket_message::KIND, is(TICKET.key(), &ticket.id.to_string())).await?;
    let incoming = |message: &&Record| message.get(&DIRECTION) == Some(ticket_message::IN);
    let last = said.iter().rev().filter(incoming).find_map(|message| message.get(&MESSAGE_ID));
    let mut references: Vec<String> =
        said.iter().filter_map(|message| message.get(&MESSAGE_ID).map(str::to_owned)).collect();
    references.drain(..references.len().saturating_sub(MOST_REFERENCES));
    Ok(Some(Draft {
        in_reply_to: last.map(str::to_owned).or_else(|| references.last().cloned()),
        references,
        about: Some((KIND.key.to_owned(), ticket.id)),
        ..Draft::new((&address, &name), format!("{subject} [{}]", reference(ticket)), text)
    }))
}

/// The mail that says that a ticket is settled.
pub(in crate::modules) async fn resolved(
    app: &App,
    scope: &Scope,
    data: &WorkspaceData,
    ticket: &Record,
    contact: Option<&Record>,
) -> Result<Option<Draft>, AppError> {
    let Some((_, name)) = recipient(ticket, contact) else { return Ok(None) };
    let greeting = if name.is_empty() { "Hello,".to_owned() } else { format!("Hello {name},") };
    let text = format!(
        "{greeting}\n\nwe think that your request \"{}\" is settled.\n\nIf something is still open, simply answer this \
         mail, and we go on.\n\n{}\n",
        ticket.get(&SUBJECT).unwrap_or_default(),
        data.settings.title
    );
    answer(app, scope, ticket, contact, &text).await
}
