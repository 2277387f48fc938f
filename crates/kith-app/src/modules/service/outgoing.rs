//! What a ticket sends to the customer. The one place where tickets meet the mail.

use kith_access::Scope;
use kith_catalog::contact;
use kith_catalog::ticket::{KIND, REQUESTER_EMAIL, REQUESTER_NAME, SUBJECT};
use kith_catalog::ticket_message::{self, DIRECTION, MESSAGE_ID, TICKET};
use kith_model::{Id, Record};

use super::receive::Received;
use super::thread::said_in;
use super::ticket::{reference, requester};
use crate::mails::Draft;
use crate::records::{all_records, is, records_by_id};
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
    let text = format!(
        "{}\n\nwe think that your request \"{}\" is settled.\n\nIf something is still open, simply answer this \
         mail, and we go on.\n\n{}\n",
        greeting(&name),
        ticket.get(&SUBJECT).unwrap_or_default(),
        data.settings.title
    );
    answer(app, scope, ticket, contact, &text).await
}

fn greeting(name: &str) -> String {
    if name.is_empty() { "Hello,".to_owned() } else { format!("Hello {name},") }
}

/// The mail that says that something arrived. It repeats nothing of what was written: whoever fills in a form
/// may name somebody else's address.
pub(super) fn receipt(data: &WorkspaceData, ticket: &Record, contact: Option<&Record>) -> Option<Draft> {
    let (address, name) = recipient(ticket, contact)?;
    let (title, number) = (&data.settings.title, reference(ticket));
    let text = format!(
        "Hello,\n\nwe have received what you wrote to us. Its number is {number}.\n\nIf you want to add something, \
         simply answer this mail.\n\n{title}\n"
    );
    Some(Draft {
        about: Some((KIND.key.to_owned(), ticket.id)),
        ..Draft::new((&address, &name), format!("{title}: we have received your request [{number}]"), text)
    })
}

/// The mail that asks how content the customer was. Nobody else may read the link.
pub(super) async fn question(
    app: &App,
    scope: &Scope,
    data: &WorkspaceData,
    ticket: &Record,
    contact: Option<&Record>,
    link: &str,
) -> Result<Option<Draft>, AppError> {
    let Some((_, name)) = recipient(ticket, contact) else { return Ok(None) };
    let text = format!(
        "{}\n\nhow content are you with how we settled \"{}\"? Tell us here, it takes a moment:\n\n{link}\n\n{}\n",
        greeting(&name),
        ticket.get(&SUBJECT).unwrap_or_default(),
        data.settings.title
    );
    let mail = answer(app, scope, ticket, contact, &text).await?;
    Ok(mail.map(|mail| Draft { secret: true, ..mail }))
}

/// The mail that says that a message arrived, where it began a ticket.
pub(crate) async fn arrived(app: &App, workspace: Id, received: &Received) -> Result<Option<Draft>, AppError> {
    let scope = Scope::system(workspace);
    let Some(ticket) = records_by_id(app, &scope, &KIND, &[received.ticket]).await?.pop() else { return Ok(None) };
    let said = said_in(app, &scope, ticket.id).await?;
    // Received again after a crash, it may still have to be answered.
    if said.first().is_none_or(|first| first.id != received.message) {
        return Ok(None);
    }
    let contact = requester(app, &scope, &ticket).await?;
    let Some((_, name)) = recipient(&ticket, contact.as_ref()) else { return Ok(None) };
    let data = crate::workspace::load(app, workspace).await?;
    let text = format!(
        "{}\n\nthank you for your mail. It has arrived, and we answer it as soon as we can. Its number is {}.\n\n\
         To add something, simply answer this mail.\n\n{}\n",
        greeting(&name),
        reference(&ticket),
        data.settings.title
    );
    answer(app, &scope, &ticket, contact.as_ref(), &text).await
}
