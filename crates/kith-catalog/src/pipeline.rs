//! Pipeline: the way deals take, made of stages.

use kith_model::markers::{Boolean, Integer, Text};
use kith_model::{Field, RecordKind, UniqueDef};

/// What it is called.
pub const NAME: Field<Text> = Field::text("name", "Name").required().sortable();
/// Whether new deals go there when nothing else is said.
pub const IS_DEFAULT: Field<Boolean> = Field::boolean("is_default", "Default").default("false");
/// Its place among the pipelines.
pub const POSITION: Field<Integer> = Field::integer("position", "Position").range(0, 10_000).default("0").sortable();

/// The declaration.
pub static KIND: RecordKind = RecordKind {
    label: "Pipeline",
    label_plural: "Pipelines",
    icon: "kanban",
    fields: &[NAME.def(), IS_DEFAULT.def(), POSITION.def()],
    default_columns: &["title", "is_default", "position"],
    default_sort: "position",
    create_fields: &["name"],
    uniques: &[UniqueDef { constraint: "pipeline_name_key", field: "name" }],
    ..RecordKind::new("pipeline", "pipelines")
};
