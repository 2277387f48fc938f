//! The declaration of a record kind: data only. What needs an `if` is a rule, in the app.

use crate::FieldDef;

/// Counts (and sums) kept in the same transaction as every write: one for each combination of values of
/// some fields and owner. An aggregate that looks at nothing else is answered from them, whatever its
/// filter; the first declared that knows enough is taken, so narrow ones come first.
#[derive(Clone, Copy, Debug)]
pub struct CounterDef {
    /// What the counter is kept as; no other of the kind with the same sum may have the name.
    pub name: &'static str,
    /// The fields whose values are counted apart: choices, references, whole numbers or dates. With none,
    /// all records of the kind.
    pub by: &'static [&'static str],
    /// The money field that is summed beside the count.
    pub sum: Option<&'static str>,
    /// Which records count: those of which a choice field has one value. `None` counts all.
    pub only: Option<(&'static str, &'static str)>,
    /// The moment (`created_at`, or a field that holds one) by whose day, in the workspace's time zone,
    /// records are counted apart as well. Records without one do not count.
    pub day: Option<&'static str>,
}

impl CounterDef {
    /// All records of the kind.
    pub const ALL: CounterDef = CounterDef::by("", &[]);

    /// Records by the values of fields.
    pub const fn by(name: &'static str, fields: &'static [&'static str]) -> CounterDef {
        CounterDef { name, by: fields, sum: None, only: None, day: None }
    }

    /// The same with the sum of a money field.
    pub const fn summing(self, field: &'static str) -> CounterDef {
        CounterDef { sum: Some(field), ..self }
    }

    /// The same for records of which `field` is `value`.
    pub const fn only(self, field: &'static str, value: &'static str) -> CounterDef {
        CounterDef { only: Some((field, value)), ..self }
    }

    /// The same counted apart by the day of `field`.
    pub const fn daily(self, field: &'static str) -> CounterDef {
        CounterDef { day: Some(field), ..self }
    }
}

/// A database constraint and the field to blame when it is violated.
#[derive(Clone, Copy, Debug)]
pub struct UniqueDef {
    /// The constraint's (index's) name in the migration.
    pub constraint: &'static str,
    /// The field shown with `already_used`.
    pub field: &'static str,
}

/// That records of a kind are parts of others: they have no rights of their own but those to what
/// they belong to, and go into the trash and out of it with it.
#[derive(Clone, Copy, Debug)]
pub struct PartOf {
    /// The reference to what it belongs to.
    pub field: &'static str,
    /// Fields of the whole, each with a field of the part that says as much: who may not see or set
    /// the one may not see or set the other.
    pub fields: &'static [(&'static str, &'static str)],
}

/// A kind of record.
#[derive(Clone, Copy, Debug)]
pub struct RecordKind {
    /// Singular key, used in bodies and as the table's name.
    pub key: &'static str,
    /// Plural path.
    pub plural: &'static str,
    /// English label of one.
    pub label: &'static str,
    /// English label of many.
    pub label_plural: &'static str,
    /// An icon's name in the web UI.
    pub icon: &'static str,
    /// Where navigation places it: `sell`, `serve`, `work`, `system`.
    pub group: &'static str,
    /// Its own fields, in the order of forms.
    pub fields: &'static [FieldDef],
    /// The fields whose values, joined by spaces, are its title.
    pub title: &'static [&'static str],
    /// The fields shown under its title.
    pub subtitle: &'static [&'static str],
    /// The columns of its table.
    pub default_columns: &'static [&'static str],
    /// The table's order, in the API's form.
    pub default_sort: &'static str,
    /// The fields of its short create form.
    pub create_fields: &'static [&'static str],
    /// The reference to the user whose record it is; `None` means its creator.
    pub owner_field: Option<&'static str>,
    /// The whole number that the store gives each new record with its row: from 1 in each workspace,
    /// without gaps and repeats.
    pub numbered: Option<&'static str>,
    /// Whether it has `tags`.
    pub taggable: bool,
    /// Whether workspaces may add fields.
    pub custom_fields: bool,
    /// Whether it can be exported.
    pub exportable: bool,
    /// Whether it can be imported.
    pub importable: bool,
    /// Whether global search finds it.
    pub in_search: bool,
    /// Whether it stands on the timeline of what it is linked to (notes, tasks, interactions).
    pub activity: bool,
    /// The field that says which record of the same kind it answers; it stands under that one on timelines.
    pub answers: Option<&'static str>,
    /// Whether it only tells of other records (a notification): no history keeps it, and it holds on to
    /// nothing that it points at.
    pub echo: bool,
    /// Whether it has a page of its own with a timeline.
    pub page: bool,
    /// What records of it are parts of.
    pub part_of: Option<PartOf>,
    /// Whether Kith alone writes it, so that the API only reads it.
    pub kept: bool,
    /// Counters kept with every write.
    pub counters: &'static [CounterDef],
    /// Constraints that are the fault of one field.
    pub uniques: &'static [UniqueDef],
}

impl RecordKind {
    /// A kind with no fields and every capability but custom fields, tags, activity and import.
    pub const fn new(key: &'static str, plural: &'static str) -> Self {
        RecordKind {
            key,
            plural,
            label: key,
            label_plural: plural,
            icon: "circle",
            group: "system",
            fields: &[],
            title: &["name"],
            subtitle: &[],
            default_columns: &["title", "updated_at"],
            default_sort: "-updated_at",
            create_fields: &[],
            owner_field: None,
            numbered: None,
            taggable: false,
            custom_fields: false,
            exportable: true,
            importable: false,
            in_search: false,
            activity: false,
            answers: None,
            echo: false,
            page: false,
            part_of: None,
            kept: false,
            counters: &[CounterDef::ALL],
            uniques: &[],
        }
    }

    /// The declared field under a key.
    pub fn field(&self, key: &str) -> Option<&'static FieldDef> {
        self.fields.iter().find(|field| field.key == key)
    }

    /// The kind that records of this one are parts of, by key, and the reference to it.
    pub fn whole(&self) -> Option<(&'static str, &'static str)> {
        let field = self.part_of?.field;
        self.field(field)?.target.map(|target| (target, field))
    }
}
