//! The generic service: one path for every read and every write of every record kind.
//!
//! A read asks [`decide`] for a permit, adds what the kind's rules make visible, refuses hidden
//! fields in filters and sorts, and hands the permit to the store. A write goes permit → schema with
//! the workspace's own fields → every value checked, all errors collected → the kind's rules → one
//! write set → commit.

mod access;
mod answers;
mod batch;
mod body;
mod bulk;
mod export;
mod figures;
mod history;
mod idempotency;
mod ids;
mod parts;
mod plan;
mod read;
mod references;
mod related;
mod render;
mod tally;
mod timeline;
mod undo;
mod walk;
mod write;

pub use access::{AccessEntry, explain_access};
pub use batch::Batch;
pub use bulk::{BulkAction, BulkRequest, start_bulk};
pub use export::{CsvOptions, export_csv};
pub(crate) use export::{csv_row, defused, major_units};
pub use history::{ChangeEntry, HistoryPage, audit_log, change_entries, history};
pub(crate) use history::{page, permits};
pub(crate) use idempotency::entry as idempotency_entry;
pub use idempotency::{IdempotencyKey, Replay, find_replay, keep_answer};
pub use read::{Fetched, Includes, aggregate, get, includes, list_page, schema};
pub use related::{Related, related};
pub use timeline::{TimelineEntry, TimelinePage, TimelineType, timeline};
pub use undo::start_undo;
pub use write::{Saved, create, delete, restore, update};

pub(crate) use access::owner_of;
pub(crate) use body::{apply_values, fill_defaults};
pub(crate) use bulk::{INLINE, Then, run_bulk, start_then};
pub(crate) use figures::{figures, is};
pub(crate) use ids::derived_id;
pub(crate) use plan::{Planned, Planner, new_record, readable_record, title_of};
pub(crate) use read::{all_in, all_records, any_by_id, count_of, matching_by_id, page_query, records_by_id, titles_of};
pub(crate) use render::record_json;
pub(crate) use tally::{Tally, commit_together};
pub(crate) use timeline::linked_to;
pub(crate) use undo::run_undo;
pub(crate) use walk::{MISSING, Walk, count_chosen};
pub(crate) use write::{commit_all, commit_error, committed, find_for, update_trusted};
