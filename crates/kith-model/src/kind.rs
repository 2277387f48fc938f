//! The declaration of a record kind: data only. What needs an `if` is a rule, in the app.

use crate::FieldDef;

/// A count (and sum) kept in the same transaction as every write, per value of a field and owner.
#[derive(Clone, Copy, Debug)]
pub struct CounterDef {
    /// The field whose values are counted apart; `None` counts all records of the kind.
    pub group_by: Option<&'static str>,
    /// The money field that is summed beside the count.
    pub sum: Option<&'static str>,
    /// Which records count; `None` counts all.
    pub only: Option<CounterOnly>,
    /// The moment by whose day records are counted apart as well.
    pub day: Option<CounterDay>,
}

/// The moment whose day (in the workspace's time zone) a counter counts apart, for figures of any
/// span of time. Records without one do not count.
#[derive(Clone, Copy, Debug)]
pub struct CounterDay {
    /// `created_at`, or a field that holds a moment.
    pub field: &'static str,
    /// What the counter is kept as, unlike every field's key.
    pub name: &'static str,
}

/// The records that a counter counts: those of which a choice field has one value.
#[derive(Clone, Copy, Debug)]
pub struct CounterOnly {
    /// The choice field.
    pub field: &'static str,
    /// Its value.
    pub value: &'static str,
    /// What the counter is kept as, unlike every field's key.
    pub name: &'static str,
}

impl CounterDef {
    /// All records of the kind.
    pub const ALL: CounterDef = CounterDef { group_by: None, sum: None, only: None, day: None };

    /// Records by the values of a field.
    pub const fn by(field: &'static str) -> CounterDef {
        CounterDef { group_by: Some(field), ..CounterDef::ALL }
    }

    /// The same with the sum of a money field.
    pub const fn summing(self, field: &'static str) -> CounterDef {
        CounterDef { sum: Some(field), ..self }
    }

    /// The same for records of which `field` is `value`, kept as `name`.
    pub const fn only(self, field: &'static str, value: &'static str, name: &'static str) -> CounterDef {
        CounterDef { only: Some(CounterOnly { field, value, name }), ..self }
    }

    /// The same counted apart by the day of `field`, kept as `name`.
    pub const fn daily(self, field: &'static str, name: &'static str) -> CounterDef {
        CounterDef { day: Some(CounterDay { field, name }), ..self }
    }

    /// What the counter is kept as.
    pub fn name(&self) -> &'static str {
        match (self.day, self.only) {
            (Some(day), _) => day.name,
            (None, Some(only)) => only.name,
            (None, None) => self.group_by.unwrap_or(""),
        }
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
    /// Where navigation places it: `sell`, `work`, `system`.
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
            taggable: false,
            custom_fields: false,
            exportable: true,
            importable: false,
            in_search: false,
            activity: false,
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
