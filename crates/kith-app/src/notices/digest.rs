//! The digest: one mail in the morning with what is still unread.
//!
//! There is no list of who got which digest when. What waits for one says so itself, so a morning on
//! which nothing waits has no mail, and one that Kith slept through is made up for when it wakes.

use std::collections::BTreeMap;

use kith_access::{Action, Scope, decide};
use kith_catalog::notification::{KIND, MAIL, MAIL_DIGEST, NOTIFICATION_KIND, READ_AT, USER};
use kith_model::{Condition, Direction, Filter, Id, Op, Operand, Record, Sort, SortKey, Timestamp, Value};
use kith_store::WriteError;

use super::mail::{addressed, mailed, reader};
use super::unsubscribe::DIGEST;
use super::words::{Told, tell};
use super::{MailWay, choice_of};
use crate::error::unexpected;
use crate::jobs::each_workspace;
use crate::mails;
use crate::records::{figures, page_query};
use crate::workspace;
use crate::{App, AppError};

/// From which hour on it is sent, where its reader is.
const HOUR: i64 = 8;
/// So many notifications are gathered at most; there is more in the app.
const MOST: u32 = 500;
/// So many lines are written; the rest is a number.
const MOST_LINES: usize = 50;

/// Sends the digests that are due, in every workspace.
pub(crate) async fn send_due(app: &App) -> Result<(), AppError> {
    each_workspace(app, "digests could not be sent", |system| send_due_of(app, system)).await
}

async fn send_due_of(app: &App, system: Scope) -> Result<(), AppError> {
    let waiting = figures(app, &system, &KIND, MAIL.equals(MAIL_DIGEST), Some(USER.key()), &[]).await?;
    for row in waiting {
        let Some(Value::Id(id)) = row.groups.first() else { continue };
        // One that fails is tried again the next time, and keeps no other back.
        if let Err(error) = send(app, &system, *id).await {
            tracing::error!(workspace = %system.workspace, user = %id, %error, "a digest could not be sent");
        }
    }
    Ok(())
}

/// The last moment at which a digest was due, by the clock on the wall.
pub(super) fn last_due(now: Timestamp, zone: &str) -> Timestamp {
    let today = now.date_in(zone);
    let due = today.hour_in(HOUR, zone);
    if due <= now { due } else { today.plus_days(-1).hour_in(HOUR, zone) }
}

async fn send(app: &App, system: &Scope, id: Id) -> Result<(), AppError> {
    let Some((scope, person)) = reader(app, system.workspace, Some(id)).await? else { return Ok(()) };
    let before = last_due(app.now(), &scope.time_zone).to_string();
    let is = |field: &str, op, operand| Filter::Is(Condition { field: field.to_owned(), op, operand });
    let filter =
        MAIL.equals(MAIL_DIGEST).and(USER.is(id)).and(is("created_at", Op::Before, Operand::One(before.into())));
    let sort = Sort(vec![SortKey { field: "created_at".into(), direction: Direction::Descending }]);
    let permit = decide(system, KIND.key, Action::Update, KIND.activity)?;
    let data = workspace::load(app, system.workspace).await?;
    let query = page_query(app, system, filter, sort, MOST);
    let waiting = app.store().list_records(&permit, &data.schema(&KIND), &query).await?;
    if waiting.is_empty() {
        return Ok(());
    }
    let mut lines = Lines::default();
    for notice in waiting.iter().filter(|notice| notice.get(&READ_AT).is_none()) {
        let what = notice.get(&NOTIFICATION_KIND).unwrap_or_default();
        if choice_of(&person, what).mail != MailWay::Off
            && let Some(told) = tell(app, &scope, notice).await?
        {
            lines.add(told);
        }
    }
    let mut set = data.write_set(system, app.now());
    waiting.into_iter().for_each(|notice| mailed(&mut set, &permit, &data, app.now(), notice));
    if lines.count > 0 {
        let subject = match lines.count {
            1 => format!("1 thing is new in {}", data.settings.title),
            count => format!("{count} things are new in {}", data.settings.title),
        };
        let text = lines.text(app, &person);
        mails::queue(app, &mut set, addressed(app, system.workspace, &person, DIGEST, subject, text)?);
    }
    match app.store().commit(set).await {
        Ok(()) => app.wake_jobs(),
        // One of them was read a moment ago, or another process was faster: the next round looks again.
        Err(WriteError::VersionConflict { .. }) => {}
        Err(error) => return Err(unexpected(error)),
    }
    Ok(())
}

/// What a digest says: the same sentence about the same thing once, newest first.
#[derive(Default)]
struct Lines {
    count: usize,
    order: Vec<(String, String)>,
    times: BTreeMap<(String, String), usize>,
}

impl Lines {
    fn add(&mut self, told: Told) {
        self.count += 1;
        let key = (told.line, told.path);
        let times = self.times.entry(key.clone()).or_default();
        *times += 1;
        if *times == 1 {
            self.order.push(key);
        }
    }

    fn text(&self, app: &App, person: &Record) -> String {
        let url = &app.config().public_url;
        let mut text = format!("Hello {},\n\nthis is new and you have not read it yet:\n\n", person.title);
        for key in self.order.iter().take(MOST_LINES) {
            let (line, path) = key;
            let times = match self.times.get(key) {
                Some(times) if *times > 1 => format!(" ({times} times)"),
                _ => String::new(),
            };
            text.push_str(&format!("* {line}{times}\n  {url}{path}\n"));
        }
        if self.order.len() > MOST_LINES {
            text.push_str(&format!("* and {} more\n", self.order.len() - MOST_LINES));
        }
        text.push_str(&format!("\nEverything: {url}/notifications\n"));
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().expect("a moment")
    }

    #[test]
    fn a_morning_is_where_the_reader_is_also_when_the_clocks_change() {
        // In Berlin it is 08:00 at 07:00 UTC in winter, at 06:00 in summer; the clocks change on the 29th.
        for (now, due) in [
            ("2026-03-28T06:59:00Z", "2026-03-27T07:00:00Z"),
            ("2026-03-28T07:00:00Z", "2026-03-28T07:00:00Z"),
            ("2026-03-29T05:59:00Z", "2026-03-28T07:00:00Z"),
            ("2026-03-29T06:00:00Z", "2026-03-29T06:00:00Z"),
            ("2026-10-25T06:59:00Z", "2026-10-24T06:00:00Z"),
            ("2026-10-25T07:00:00Z", "2026-10-25T07:00:00Z"),
        ] {
            assert_eq!(last_due(at(now), "Europe/Berlin"), at(due), "at {now}");
        }
        assert_eq!(last_due(at("2026-03-02T02:29:59Z"), "Asia/Kolkata"), at("2026-03-01T02:30:00Z"));
        assert_eq!(last_due(at("2026-03-02T02:30:00Z"), "Asia/Kolkata"), at("2026-03-02T02:30:00Z"));
    }
}
