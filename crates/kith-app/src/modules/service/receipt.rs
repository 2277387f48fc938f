//! The mail that tells a customer the number of what they wrote.

use kith_access::Scope;
use kith_catalog::ticket::KIND;
use kith_jobs::{JobContext, JobError, JobOutput};
use kith_model::Id;

use super::outgoing;
use super::ticket::requester;
use crate::error::unexpected;
use crate::jobs::failed;
use crate::mails::queue;
use crate::records::records_by_id;
use crate::{App, AppError, workspace};

/// Writes the mail about the ticket that the job names.
pub(crate) async fn run(app: &App, scope: &Scope, context: &JobContext) -> Result<JobOutput, JobError> {
    let id = context.job.new.payload["ticket"].as_str().and_then(|id| id.parse::<Id>().ok());
    let id = id.ok_or_else(|| JobError::Fatal("this job names no ticket".into()))?;
    write(app, scope, id).await.map_err(failed)?;
    Ok(JobOutput::default())
}

async fn write(app: &App, scope: &Scope, id: Id) -> Result<(), AppError> {
    let Some(ticket) = records_by_id(app, scope, &KIND, &[id]).await?.pop() else { return Ok(()) };
    let contact = requester(app, scope, &ticket).await?;
    let data = workspace::load(app, scope.workspace).await?;
    let Some(mail) = outgoing::receipt(&data, &ticket, contact.as_ref()) else { return Ok(()) };
    let mut set = data.write_set(scope, app.now());
    queue(app, &mut set, mail);
    app.store().commit(set).await.map_err(unexpected)?;
    app.wake_jobs();
    Ok(())
}
