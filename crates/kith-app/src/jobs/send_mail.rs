//! Sending one mail.

use kith_jobs::{JobContext, JobError, JobOutput};

use crate::App;
use crate::ports::Mail;

/// Hands the mail to the mailer; a failure is tried again with growing pauses.
pub(super) async fn run(app: &App, context: &JobContext) -> Result<JobOutput, JobError> {
    let mail: Mail = serde_json::from_value(context.job.new.payload.clone())
        .map_err(|error| JobError::Fatal(format!("this mail cannot be read: {error}")))?;
    app.mailer().send(&mail).await.map_err(|error| JobError::Retry(error.to_string()))?;
    Ok(JobOutput::default())
}
