//! Stage change: when a deal came into a stage, and how long it was in the one before. Written with
//! the deal, by nobody by hand; who moved it is who created the record.

use kith_model::markers::{DateTime, Integer, Ref};
use kith_model::{Field, PartOf, RecordKind};

/// The deal.
pub const DEAL: Field<Ref> = Field::reference("deal_id", "Deal", "deal").required().read_only();
/// The pipeline of the stage it came into.
pub const PIPELINE: Field<Ref> = Field::reference("pipeline_id", "Pipeline", "pipeline").required().read_only();
/// The stage it left; empty for a new deal.
pub const FROM_STAGE: Field<Ref> = Field::reference("from_stage_id", "From stage", "stage").read_only();
/// The stage it came into.
pub const TO_STAGE: Field<Ref> = Field::reference("to_stage_id", "To stage", "stage").required().read_only();
/// When.
pub const AT: Field<DateTime> = Field::datetime("at", "At").read_only().sortable();
/// How many seconds it was in the stage it left.
pub const SECONDS: Field<Integer> = Field::integer("seconds", "Seconds in stage").read_only();

/// The declaration.
pub static KIND: RecordKind = RecordKind {
    label: "Stage change",
    label_plural: "Stage changes",
    icon: "history",
    fields: &[DEAL.def(), PIPELINE.def(), FROM_STAGE.def(), TO_STAGE.def(), AT.def(), SECONDS.def()],
    title: &[],
    default_columns: &["deal_id", "from_stage_id", "to_stage_id", "at", "seconds", "created_by"],
    default_sort: "-at",
    counters: &[],
    part_of: Some(PartOf { field: "deal_id", fields: &[] }),
    kept: true,
    ..RecordKind::new("stage_change", "stage_changes")
};
