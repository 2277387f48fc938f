//! Import.
use crate::App;
use kith_access::Scope;
use kith_jobs::{JobContext, JobError, JobOutput};
pub(crate) async fn run_job(_a: &App, _s: &Scope, _c: &JobContext) -> Result<JobOutput, JobError> {
    Ok(JobOutput::default())
}
