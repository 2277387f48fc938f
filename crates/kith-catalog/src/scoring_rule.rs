//! Scoring rule: what makes a lead more, or less, promising.

use kith_model::markers::{Boolean, Integer, Json, Text};
use kith_model::{Field, RecordKind};

use crate::options::{DIRECTIONS, INTERACTION_KINDS, OUTCOMES, option};

/// What it is called; shown as the reason of a score.
pub const NAME: Field<Text> = Field::text("name", "Name").required().sortable().max_length(100);
/// Whether it looks at what the lead is or at what it does.
pub const CATEGORY: Field<Text> = Field::select(
    "category",
    "Looks at",
    &[option(FIT, "Who the lead is", "blue"), option(ENGAGEMENT, "What passed between us", "green")],
)
.required()
.default(FIT);
/// Whether it counts.
pub const ACTIVE: Field<Boolean> = Field::boolean("active", "Active").default("true");
/// What it adds, or takes away; for engagement, once per interaction.
pub const POINTS: Field<Integer> = Field::integer("points", "Points").required().range(-100, 100);
/// For fit: which leads, as a filter of the API.
pub const CONDITION: Field<Json> = Field::json("condition", "Condition").max_length(20_000);
/// For engagement: how it happened; however where empty.
pub const INTERACTION_KIND: Field<Text> = Field::select("interaction_kind", "Interaction", INTERACTION_KINDS);
/// For engagement: who began it; whoever where empty.
pub const DIRECTION: Field<Text> = Field::select("direction", "Direction", DIRECTIONS);
/// For engagement: how it ended; however where empty.
pub const OUTCOME: Field<Text> = Field::select("outcome", "Outcome", OUTCOMES);
/// For engagement: the most that all interactions together add or take away.
pub const CAP: Field<Integer> = Field::integer("cap", "At most").range(1, 100);
/// For engagement: after how many days an interaction counts half.
pub const HALF_LIFE_DAYS: Field<Integer> = Field::integer("half_life_days", "Half-life in days").range(1, 3650);
/// Its place in the list.
pub const POSITION: Field<Integer> = Field::integer("position", "Position").range(0, 10_000).default("0").sortable();

/// What the lead is.
pub const FIT: &str = "fit";
/// What it does.
pub const ENGAGEMENT: &str = "engagement";

/// The declaration.
pub static KIND: RecordKind = RecordKind {
    label: "Scoring rule",
    label_plural: "Scoring rules",
    icon: "gauge",
    fields: &[
        NAME.def(),
        CATEGORY.def(),
        ACTIVE.def(),
        POINTS.def(),
        CONDITION.def(),
        INTERACTION_KIND.def(),
        DIRECTION.def(),
        OUTCOME.def(),
        CAP.def(),
        HALF_LIFE_DAYS.def(),
        POSITION.def(),
    ],
    default_columns: &["title", "category", "points", "active"],
    default_sort: "position",
    create_fields: &["name", "category", "points"],
    exportable: false,
    ..RecordKind::new("scoring_rule", "scoring_rules")
};
