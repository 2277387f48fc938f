//! The kinds of notification: what each says, and how people are told who chose nothing.

use kith_catalog::notification::{
    ASSIGNED, LEAD_HOT, MEETING_ANSWER, MENTIONED, NOTE_REPLY, SHARED, SMS_REPLY, TASK_DUE, TASK_OVERDUE,
    TASK_REMINDER, TICKET_AWAKE, TICKET_DUE, TICKET_OVERDUE, TICKET_REPLY,
};

use super::{Choice, MailWay};

/// A kind of notification.
pub(crate) struct Sort {
    /// Its key.
    pub key: &'static str,
    /// What it says of something that `{by}` did to `{what}`.
    pub by: &'static str,
    /// The same where Kith did it by itself.
    pub alone: &'static str,
    /// How people are told who chose nothing else.
    pub usual: Choice,
}

/// All of them, in the order in which people choose.
pub(crate) const SORTS: &[Sort] = &[
    sort(MENTIONED, "{by} mentioned you in a note on {what}", "You were mentioned in a note on {what}", Digest),
    sort(NOTE_REPLY, "{by} answered in a thread on {what}", "There is a new answer in a thread on {what}", Digest),
    sort(ASSIGNED, "{by} assigned {what} to you", "{what} was assigned to you", Digest),
    sort(SHARED, "{by} shared {what} with you", "{what} was shared with you", Digest).unhurried(),
    sort(TASK_REMINDER, "Reminder: {what}", "Reminder: {what}", Off),
    sort(TASK_DUE, "{what} is due now", "{what} is due now", Off),
    sort(TASK_OVERDUE, "{what} is overdue", "{what} is overdue", Digest).unhurried(),
    sort(
        MEETING_ANSWER,
        "An answer came to the invitation to {what}",
        "An answer came to the invitation to {what}",
        Off,
    )
    .unhurried(),
    sort(LEAD_HOT, "{what} turned hot", "{what} turned hot", Digest),
    sort(SMS_REPLY, "{what} sent a text message", "{what} sent a text message", Off),
    sort(TICKET_REPLY, "The customer replied in {what}", "The customer replied in {what}", Off),
    sort(TICKET_DUE, "{what} has to be answered or settled soon", "{what} has to be answered or settled soon", Off),
    sort(
        TICKET_OVERDUE,
        "{what} was not answered or settled in time",
        "{what} was not answered or settled in time",
        Digest,
    ),
    sort(TICKET_AWAKE, "{what} is back", "{what} is back", Off),
];

use MailWay::{Digest, Off};

const fn sort(key: &'static str, by: &'static str, alone: &'static str, mail: MailWay) -> Sort {
    Sort { key, by, alone, usual: Choice { app: true, mail, push: true } }
}

impl Sort {
    /// What is worth no interruption is not pushed to those who chose nothing.
    const fn unhurried(mut self) -> Sort {
        self.usual.push = false;
        self
    }
}

/// The kind of this key.
pub(crate) fn find(key: &str) -> Option<&'static Sort> {
    SORTS.iter().find(|sort| sort.key == key)
}

#[cfg(test)]
mod tests {
    use kith_catalog::notification::{KIND, NOTIFICATION_KIND};

    /// A kind of notification needs its words and a usual way.
    #[test]
    fn every_declared_kind_is_here() {
        let declared = KIND.field(NOTIFICATION_KIND.key()).expect("a field").options;
        let mut declared: Vec<&str> = declared.iter().map(|option| option.value).collect();
        let mut here: Vec<&str> = super::SORTS.iter().map(|sort| sort.key).collect();
        declared.sort_unstable();
        here.sort_unstable();
        assert_eq!(declared, here);
    }
}
