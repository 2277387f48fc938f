//! Mails of ours that a mail server returns, wherever the notice arrives.

use kith_access::Scope;
use kith_catalog::{task, ticket};
use kith_store::WriteSet;
use kith_store::system::SystemWrite;

use super::look::Broken;
use super::parse::Parsed;
use super::take::{ATTEMPTS, Found, Kept};
use crate::AppError;
use crate::modules::work::invitations::plan_return;
use crate::records::{Planner, committed};

impl Found<'_> {
    /// Notes at the mail of ours that is returned, and in the meeting it invited to, that it did not arrive.
    /// Answers whether that is all: a notice about a ticket is also said in the ticket.
    pub(super) async fn returns(&self, parsed: &Parsed) -> Result<bool, Broken> {
        let Some(notice) = &parsed.undelivered else { return Ok(false) };
        let ids: Vec<String> = notice.message_id.iter().cloned().collect();
        let sent = self.app.store().find_sent_message(self.mailbox.workspace, &ids).await.map_err(AppError::from)?;
        let Some(sent) = sent else { return Ok(false) };
        let to = sent.recipients["to"][0]["address"].as_str().unwrap_or_default();
        let error = format!(
            "A mail server could not deliver it to {}: {}",
            notice.to.as_deref().unwrap_or(to),
            notice.why.as_deref().unwrap_or("it does not say why.")
        );
        let about = sent.about.as_ref().map(|(kind, id)| (kind.as_str(), *id));
        let scope = Scope::system(self.mailbox.workspace);
        for attempt in 1.. {
            let planner = Planner::internal(self.app, &scope).await?;
            let planned = match about {
                Some((kind, id)) if kind == task::KIND.key => plan_return(&planner, id, to).await?,
                _ => None,
            };
            let empty = || WriteSet::new(self.mailbox.workspace, None, None, self.app.now());
            let (mut set, change) = planned.map_or_else(|| (empty(), None), |p| (p.set, Some((p.before, p.after))));
            set.system(SystemWrite::NoteMailReceipt { id: sent.id, error: Some(error.clone()) });
            let whole = about.is_none_or(|(kind, _)| kind != ticket::KIND.key);
            if whole {
                self.write(&mut set, parsed, Kept::default());
            }
            match self.commit(set).await {
                Ok(()) => {
                    if let Some((before, after)) = change {
                        committed(self.app, &scope, &task::KIND, before.as_ref(), &after);
                    }
                    return Ok(whole);
                }
                Err(Broken::Own(AppError::Conflict(_))) if attempt < ATTEMPTS => {}
                Err(error) => return Err(error),
            }
        }
        Ok(false)
    }
}
