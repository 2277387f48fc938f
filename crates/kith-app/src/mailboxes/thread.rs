//! Which ticket a mail belongs to.

use kith_access::{Action, Scope, decide};
use kith_catalog::ticket::{CLOSED, CONTACT, KIND, LAST_MESSAGE_AT, NUMBER, REQUESTER_EMAIL, STATUS, SUBJECT};
use kith_catalog::{contact, ticket_message};
use kith_model::{Condition, Direction, Filter, Id, Op, Operand, PageQuery, Record, RecordKind, Sort, SortKey, fold};
use kith_store::system::Mailbox;

use super::look::Broken;
use super::parse::Parsed;
use crate::ports::Address;
use crate::records::{is, page_query, records_by_id};
use crate::{App, AppError, workspace};

/// So long after its last message an answer without any thread still belongs to a ticket.
const SUBJECT_DAYS: i64 = 30;
/// So many of a sender's last tickets are looked through for a subject.
const LAST_TICKETS: u32 = 20;

/// The ticket a mail answers: by its thread, else by the number in its subject, else by its subject and
/// its sender.
pub(super) async fn ticket_of(
    app: &App,
    mailbox: &Mailbox,
    parsed: &Parsed,
    from: &Address,
) -> Result<Option<Id>, Broken> {
    let scope = Scope::system(mailbox.workspace);
    if let Some(ticket) = threaded(app, &scope, mailbox, parsed).await? {
        return Ok(Some(ticket));
    }
    if let Some(ticket) = numbered(app, &scope, &parsed.subject, from).await? {
        return Ok(Some(ticket));
    }
    same_subject(app, &scope, &parsed.subject, from).await
}

/// The ticket of the messages before it.
async fn threaded(app: &App, scope: &Scope, mailbox: &Mailbox, parsed: &Parsed) -> Result<Option<Id>, Broken> {
    let mut ids = parsed.references.clone();
    ids.extend(parsed.in_reply_to.clone().filter(|id| !parsed.references.contains(id)));
    for id in ids.iter().rev() {
        let said = first(app, scope, &ticket_message::KIND, is(ticket_message::MESSAGE_ID.key(), id)).await?;
        if let Some(ticket) = said.and_then(|message| message.get(&ticket_message::TICKET)) {
            return Ok(Some(ticket));
        }
    }
    // Mails that are no messages of a ticket: that it is settled, say, or that it arrived.
    let sent = app.store().find_sent_message(mailbox.workspace, &ids).await.map_err(AppError::from)?;
    let about = match sent.and_then(|mail| mail.about) {
        Some(about) => Some(about),
        None => {
            let found = app.store().find_received_message(mailbox.workspace, mailbox.id, &ids).await;
            found.map_err(AppError::from)?.and_then(|mail| mail.record)
        }
    };
    Ok(about.filter(|(kind, _)| kind == KIND.key).map(|(_, id)| id))
}

/// The ticket whose number stands in the subject, where it is the sender's own: whoever makes a number up
/// writes into nobody else's ticket.
async fn numbered(app: &App, scope: &Scope, subject: &str, from: &Address) -> Result<Option<Id>, Broken> {
    let Some(number) = numbers(subject).last() else { return Ok(None) };
    let operand = Operand::One(number.into());
    let is_it = Filter::Is(Condition { field: NUMBER.key().to_owned(), op: Op::Eq, operand });
    let Some(ticket) = first(app, scope, &KIND, is_it).await? else { return Ok(None) };
    let same = |address: Option<&str>| address.is_some_and(|address| fold(address) == fold(&from.address));
    if same(ticket.get(&REQUESTER_EMAIL)) {
        return Ok(Some(ticket.id));
    }
    let contact: Vec<Id> = ticket.get(&CONTACT).into_iter().collect();
    let contact = records_by_id(app, scope, &contact::KIND, &contact).await?.pop();
    Ok(contact.filter(|contact| same(contact.get(&contact::EMAIL))).map(|_| ticket.id))
}

/// The sender's ticket of this subject, for an answer whose program has lost the thread.
async fn same_subject(app: &App, scope: &Scope, subject: &str, from: &Address) -> Result<Option<Id>, Broken> {
    let bare = bare_subject(subject);
    if bare.is_empty() || fold(bare) == fold(subject.trim()) {
        return Ok(None);
    }
    let newest = Sort(vec![SortKey { field: LAST_MESSAGE_AT.key().into(), direction: Direction::Descending }]);
    let query = page_query(app, scope, is(REQUESTER_EMAIL.key(), &from.address), newest, LAST_TICKETS);
    let since = app.now().plus_seconds(-SUBJECT_DAYS * 86_400);
    let fits = |ticket: &&Record| {
        ticket.get(&STATUS) != Some(CLOSED)
            && ticket.get(&LAST_MESSAGE_AT).is_some_and(|at| at >= since)
            && ticket.get(&SUBJECT).is_some_and(|known| fold(bare_subject(known)) == fold(bare))
    };
    Ok(listed(app, scope, &KIND, query).await?.iter().find(fits).map(|ticket| ticket.id))
}

async fn first(app: &App, scope: &Scope, kind: &'static RecordKind, filter: Filter) -> Result<Option<Record>, Broken> {
    let query = page_query(app, scope, filter, Sort::default(), 1);
    Ok(listed(app, scope, kind, query).await?.pop())
}

async fn listed(app: &App, scope: &Scope, kind: &'static RecordKind, query: PageQuery) -> Result<Vec<Record>, Broken> {
    let permit = decide(scope, kind.key, Action::Read, false).map_err(AppError::from)?;
    let schema = workspace::schema(app, scope, kind).await?;
    Ok(app.store().list_records(&permit, &schema, &query).await.map_err(AppError::from)?)
}

/// The numbers in brackets, as `[#1057]`.
fn numbers(subject: &str) -> impl Iterator<Item = i64> {
    subject.split("[#").skip(1).filter_map(|rest| rest.split_once(']')?.0.parse().ok())
}

/// A subject without what programs put before and behind it when somebody answers.
fn bare_subject(subject: &str) -> &str {
    const ANSWERS: [&str; 8] = ["re", "aw", "sv", "antw", "fw", "fwd", "wg", "rif"];
    let mut bare = subject.trim();
    loop {
        let before = bare;
        if let Some((word, rest)) = bare.split_once(':')
            && ANSWERS.iter().any(|answer| word.trim().eq_ignore_ascii_case(answer))
        {
            bare = rest.trim();
        }
        if let Some((rest, _)) = bare.rsplit_once("[#").filter(|(_, number)| number.ends_with(']')) {
            bare = rest.trim();
        }
        if bare == before {
            return bare;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_found_and_made_up_ones_are_none() {
        assert_eq!(numbers("Re: Parcel [#1057]").last(), Some(1057));
        assert_eq!(numbers("[#1] Re: Parcel [#2]").last(), Some(2));
        for none in ["Parcel #12", "[#x]", "[#12", "[#99999999999999999999]", ""] {
            assert_eq!(numbers(none).last(), None, "{none}");
        }
    }

    #[test]
    fn what_answers_is_told_from_what_is_new() {
        for answer in ["Re: Parcel", "RE : re: Parcel", "AW: Parcel [#12]", "Fwd: Re: Parcel", "Parcel [#3]"] {
            assert_eq!(bare_subject(answer), "Parcel", "{answer}");
        }
        assert_eq!(bare_subject("Regarding: Parcel"), "Regarding: Parcel");
        assert_eq!(bare_subject("Re:"), "");
    }
}
