//! Limits on attempts, counted in the database so that they hold over all processes.

use crate::{App, AppError};

/// Counts an attempt under a key and refuses it where there were more than `limit` in the window.
pub(crate) async fn hit(app: &App, key: &str, limit: i64, window_secs: i64) -> Result<(), AppError> {
    match app.store().throttle_hit(key, app.now(), window_secs, limit).await? {
        None => Ok(()),
        Some(retry_after) => Err(AppError::TooManyRequests { retry_after: retry_after.max(1) as u64 }),
    }
}
