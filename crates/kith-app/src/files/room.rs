//! How much a workspace may keep.

use kith_access::Scope;
use kith_catalog::file::{KIND, SIZE};
use kith_model::{FieldCode, Filter, Id, TrashMode};
use kith_store::system::FileUpload;
use kith_store::{AggregateQuery, Measure};

use crate::{App, AppError, records};

/// Whether the files of the workspace and all that is being sent fit together, this upload among them. Asked
/// once it is written: of two that begin at once and do not both fit, at least one then sees the other.
pub(super) async fn check_room(app: &App, scope: &Scope, row: &FileUpload) -> Result<(), AppError> {
    let left = left(app, scope.workspace, Some(row.id)).await?;
    if row.size <= left {
        return Ok(());
    }
    let (quota, left) = (in_words(app.config().file_quota), in_words(left));
    let message = format!("The files of a workspace take at most {quota}, and {left} are left.");
    Err(AppError::field(SIZE.key(), FieldCode::TooLarge, message))
}

/// How many bytes the files of a workspace may still take.
pub(crate) async fn room_left(app: &App, workspace: Id) -> Result<u64, AppError> {
    left(app, workspace, None).await
}

async fn left(app: &App, workspace: Id, except: Option<Id>) -> Result<u64, AppError> {
    let mut used = 0u64;
    for trash in [TrashMode::Live, TrashMode::Only] {
        used += stored(app, workspace, trash).await?;
    }
    let uploads = app.store().list_file_uploads(workspace).await?;
    let sent: u64 = uploads.iter().filter(|other| Some(other.id) != except).map(|other| other.size).sum();
    Ok(app.config().file_quota.saturating_sub(used + sent))
}

async fn stored(app: &App, workspace: Id, trash: TrashMode) -> Result<u64, AppError> {
    let system = Scope::system(workspace);
    let query = AggregateQuery {
        filter: Filter::all(),
        words: None,
        group_by: Vec::new(),
        measures: vec![Measure::Sum(SIZE.key().into())],
        trash,
        now: app.now(),
        time_zone: system.time_zone.clone(),
        me: None,
    };
    let (rows, _) = records::aggregate(app, &system, &KIND, query).await?;
    let sum = rows.first().and_then(|row| row.numbers.first()).and_then(|(_, sum)| *sum);
    Ok(sum.unwrap_or_default() as u64)
}

/// A size as people say it.
pub(crate) fn in_words(bytes: u64) -> String {
    const UNITS: [(u64, &str); 3] = [(1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "KB")];
    match UNITS.into_iter().find(|(unit, _)| bytes >= *unit) {
        Some((unit, name)) => {
            let tenths = bytes * 10 / unit;
            if tenths.is_multiple_of(10) {
                format!("{} {name}", tenths / 10)
            } else {
                format!("{}.{} {name}", tenths / 10, tenths % 10)
            }
        }
        None => format!("{bytes} bytes"),
    }
}
