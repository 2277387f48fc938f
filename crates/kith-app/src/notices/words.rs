//! What a notification says where no web page says it: in mails.

use kith_access::{Action, Scope, decide};
use kith_catalog::notification::{ACTOR, COUNT, MENTIONED, NOTIFICATION_KIND, RECORD, SUBJECT};
use kith_catalog::{note, user, view};
use kith_model::{Id, Record, RecordKind, RecordLink, markdown};

use super::sorts;
use crate::records::{records_by_id, titles_of};
use crate::{App, AppError};

/// A notification in words.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    /// One sentence without a full stop.
    pub line: String,
    /// Where to read more: an address within Kith, from the slash on.
    pub path: String,
    /// What somebody wrote, where it is about that.
    pub quote: Option<String>,
}

/// So much of a note is shown.
const QUOTE_CHARACTERS: usize = 280;

/// What a notification says to somebody now; nothing where they may not read any more what it is about.
pub(crate) async fn tell(app: &App, reader: &Scope, notice: &Record) -> Result<Option<Told>, AppError> {
    let sort = notice.get(&NOTIFICATION_KIND).and_then(sorts::find);
    let subject = notice.get(&SUBJECT).and_then(kith_catalog::find_kind);
    let (Some(sort), Some(subject)) = (sort, subject) else { return Ok(None) };
    let about = match notice.get(&RECORD) {
        Some(link) => about_one(app, reader, link).await?,
        None => about_many(reader, subject, notice.get(&COUNT).unwrap_or_default()),
    };
    let Some((what, path, note)) = about else { return Ok(None) };
    // Of a thread it is the first note, which is not what is new.
    let quote = note.filter(|_| sort.key == MENTIONED);
    let line = match notice.get(&ACTOR) {
        Some(actor) => {
            let names = titles_of(app, &Scope::system(reader.workspace), user::KIND.key, &[actor]).await?;
            let by = names.get(&actor).map_or("Somebody", String::as_str);
            sort.by.replace("{by}", by)
        }
        None => sort.alone.to_owned(),
    };
    Ok(Some(Told { line: line.replace("{what}", &what), path, quote }))
}

type About = (String, String, Option<String>);

async fn about_one(app: &App, reader: &Scope, link: &RecordLink) -> Result<Option<About>, AppError> {
    let Some(record) = readable(app, reader, &link.kind, link.id).await? else { return Ok(None) };
    if link.kind != note::KIND.key {
        let path = path_of(&link.kind, &record);
        return Ok(path.map(|path| (record.title, path, None)));
    }
    // A note is read on the page of what it is about.
    let Some(on) = record.get(&note::RECORD) else { return Ok(None) };
    let Some(whole) = readable(app, reader, &on.kind, on.id).await? else { return Ok(None) };
    let text = markdown::plain_text(record.get(&note::BODY).unwrap_or_default());
    let quote = text.chars().take(QUOTE_CHARACTERS).collect::<String>();
    Ok(path_of(&on.kind, &whole).map(|path| (whole.title, path, Some(quote))))
}

fn about_many(reader: &Scope, subject: &'static RecordKind, count: i64) -> Option<About> {
    decide(reader, subject.key, Action::Read, subject.activity).ok()?;
    let word = if count == 1 { subject.label } else { subject.label_plural };
    Some((format!("{count} {}", word.to_lowercase()), format!("/{}", subject.plural), None))
}

async fn readable(app: &App, reader: &Scope, kind: &str, id: Id) -> Result<Option<Record>, AppError> {
    let Some(kind) = kith_catalog::find_kind(kind) else { return Ok(None) };
    match records_by_id(app, reader, kind, &[id]).await {
        Ok(mut found) => Ok(found.pop().filter(|record| record.deleted_at.is_none())),
        Err(AppError::Forbidden { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Where a record is looked at; a view is looked at as the list it stands over.
fn path_of(kind: &str, record: &Record) -> Option<String> {
    let kind = kith_catalog::find_kind(kind)?;
    if kind.key == view::KIND.key {
        let list = kith_catalog::find_kind(record.get(&view::RECORD_KIND)?)?;
        return Some(format!("/{}?view={}", list.plural, record.id));
    }
    Some(format!("/{}/{}", kind.plural, record.id))
}
