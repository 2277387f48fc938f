//! Stage: a step of a pipeline.

use kith_model::markers::{Integer, Ref, Text};
use kith_model::{Field, RecordKind, UniqueDef};

use crate::options::option;

/// What it is called.
pub const NAME: Field<Text> = Field::text("name", "Name").required().sortable().max_length(60);
/// The pipeline it belongs to.
pub const PIPELINE: Field<Ref> = Field::reference("pipeline_id", "Pipeline", "pipeline").required();
/// Its place in the pipeline, from 1.
pub const POSITION: Field<Integer> = Field::integer("position", "Position").range(0, 10_000).default("0").sortable();
/// How likely a deal in it is won, in percent.
pub const PROBABILITY: Field<Integer> = Field::integer("probability", "Probability").range(0, 100).default("0");
/// What it says about a deal in it.
pub const STAGE_KIND: Field<Text> = Field::select(
    "kind",
    "Kind",
    &[option("open", "Open", "blue"), option("won", "Won", "green"), option("lost", "Lost", "red")],
)
.required()
.default("open");
/// After how many days a deal in it counts as rotting.
pub const ROTTING_DAYS: Field<Integer> = Field::integer("rotting_days", "Rots after days").range(1, 3650);
/// Its hue on boards and tags.
pub const COLOR: Field<Text> = Field::select("color", "Colour", crate::tag::COLORS).default("gray");

/// The declaration.
pub static KIND: RecordKind = RecordKind {
    label: "Stage",
    label_plural: "Stages",
    icon: "columns",
    fields: &[
        NAME.def(),
        PIPELINE.def(),
        POSITION.def(),
        PROBABILITY.def(),
        STAGE_KIND.def(),
        ROTTING_DAYS.def(),
        COLOR.def(),
    ],
    default_columns: &["title", "pipeline_id", "position", "probability", "kind"],
    default_sort: "position",
    create_fields: &["name", "pipeline_id", "probability", "kind"],
    uniques: &[UniqueDef { constraint: "stage_name_key", field: "name" }],
    ..RecordKind::new("stage", "stages")
};
