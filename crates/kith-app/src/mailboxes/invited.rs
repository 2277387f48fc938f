//! Answers to invitations, wherever they arrive: they are noted in the meeting, and are no mail to answer.

use kith_access::Scope;
use kith_catalog::task;

use super::look::Broken;
use super::nature::Nature;
use super::parse::Parsed;
use super::take::{ATTEMPTS, Found, Kept};
use crate::AppError;
use crate::calendar::read_answer;
use crate::modules::work::invitations::{Took, plan_answer};
use crate::records::{Planner, committed};

impl Found<'_> {
    /// Whether the mail answers an invitation of ours; then it is kept, and what it says is noted.
    pub(super) async fn answers(&self, parsed: &Parsed) -> Result<bool, Broken> {
        // What a mail server returns has our own invitation in it, and nobody's answer.
        if matches!(parsed.nature, Nature::Bounce | Nature::List) {
            return Ok(false);
        }
        let mut calendars = parsed.files.iter().filter(|file| {
            file.content_type.eq_ignore_ascii_case("text/calendar") || file.name.to_lowercase().ends_with(".ics")
        });
        let Some(answer) = calendars.find_map(|file| read_answer(&file.bytes)) else { return Ok(false) };
        let scope = Scope::system(self.mailbox.workspace);
        for attempt in 1.. {
            let planner = Planner::internal(self.app, &scope).await?;
            let mut planned = match plan_answer(&planner, &parsed.from.address, &answer).await? {
                Took::Foreign => return Ok(false),
                Took::Nothing => {
                    self.keep(parsed, Kept::default()).await?;
                    return Ok(true);
                }
                Took::Change(planned) => *planned,
            };
            self.write(&mut planned.set, parsed, Kept::default());
            match self.commit(planned.set).await {
                Ok(()) => {
                    committed(self.app, &scope, &task::KIND, planned.before.as_ref(), &planned.after);
                    break;
                }
                Err(Broken::Own(AppError::Conflict(_))) if attempt < ATTEMPTS => {}
                Err(error) => return Err(error),
            }
        }
        Ok(true)
    }
}
