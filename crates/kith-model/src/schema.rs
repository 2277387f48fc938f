//! A kind's fields as the engines read them: declared, common and the workspace's own, in one form.

use std::sync::Arc;

use crate::field::{INTERNAL, SECRET};
use crate::{FieldDef, FieldType, Op, RecordKind};

/// One choice of a select, declared or made by the workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OptionSpec {
    /// The stored value.
    pub value: String,
    /// The label.
    pub label: String,
    /// The tag hue.
    pub color: String,
}

/// A field at run time. Custom fields have keys that begin with `custom.`.
#[derive(Clone, Debug)]
pub struct FieldSpec {
    /// The key in filters and errors: `email`, `custom.shoe_size`.
    pub key: String,
    /// The label.
    pub label: String,
    /// What it holds.
    pub ty: FieldType,
    /// Whether a record without it is refused.
    pub required: bool,
    /// Whether only the server sets it.
    pub read_only: bool,
    /// Whether lists can filter by it.
    pub filterable: bool,
    /// Whether lists can sort by it.
    pub sortable: bool,
    /// Whether its words are in the search index.
    pub searchable: bool,
    /// Whether aggregates may sum it or group by it.
    pub aggregatable: bool,
    /// The longest text in characters, or the most entries of a list.
    pub max_length: u32,
    /// The least number.
    pub min: Option<i64>,
    /// The greatest number.
    pub max: Option<i64>,
    /// Choices of a select.
    pub options: Vec<OptionSpec>,
    /// The kind a reference points to.
    pub target: Option<String>,
    /// The heading it stands under.
    pub group: String,
    /// The value of a new record where none is given.
    pub default: Option<String>,
    /// Whether a folded shadow column (`<key>_fold`) stands beside its column.
    pub folded: bool,
}

impl FieldSpec {
    /// Whether it is kept for programs alone and no screen shows it.
    pub fn is_internal(&self) -> bool {
        self.group == INTERNAL || self.is_secret()
    }

    /// Whether no answer carries it.
    pub fn is_secret(&self) -> bool {
        self.group == SECRET
    }

    /// From a declaration. Texts that lists filter or sort by have a folded shadow column, long ones
    /// too, since no function of both databases ignores case and accents alike.
    pub fn declared(def: &FieldDef) -> Self {
        FieldSpec {
            key: def.key.to_owned(),
            label: def.label.to_owned(),
            ty: def.ty,
            required: def.required,
            read_only: def.read_only,
            filterable: def.filterable && def.ty != FieldType::Json,
            sortable: def.sortable,
            searchable: def.searchable,
            aggregatable: def.aggregatable,
            max_length: def.max_length,
            min: def.min,
            max: def.max,
            options: def
                .options
                .iter()
                .map(|o| OptionSpec { value: o.value.into(), label: o.label.into(), color: o.color.into() })
                .collect(),
            target: def.target.map(str::to_owned),
            group: def.group.to_owned(),
            default: def.default.map(str::to_owned),
            folded: def.ty.is_text() && (def.filterable || def.sortable),
        }
    }

    /// The name of a custom field inside the `custom` object; `None` for a declared field.
    pub fn custom_key(&self) -> Option<&str> {
        self.key.strip_prefix("custom.")
    }

    /// The filter operators that apply.
    pub fn operators(&self) -> &'static [Op] {
        if self.filterable { self.ty.operators() } else { &[] }
    }
}

/// A kind with all fields a workspace sees on it. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Schema {
    /// The declaration.
    pub kind: &'static RecordKind,
    /// Declared fields, `tags` where taggable, then custom fields. Not among them: `id`, `version`,
    /// `title`, `created_at`, `updated_at`, `created_by`, `deleted_at`, which every kind has.
    pub fields: Arc<[FieldSpec]>,
    /// What can be filtered and sorted on beside `fields`: `title`, `created_at`, `updated_at`,
    /// `created_by`, `id`.
    pub common: Arc<[FieldSpec]>,
}

impl Schema {
    /// A kind's schema with a workspace's custom fields (whose keys begin with `custom.`).
    pub fn new(kind: &'static RecordKind, custom: Vec<FieldSpec>) -> Self {
        let mut fields: Vec<FieldSpec> = kind.fields.iter().map(FieldSpec::declared).collect();
        if kind.taggable {
            let tags = crate::Field::references("tags", "Tags", "tag");
            fields.push(FieldSpec::declared(&tags.def()));
        }
        fields.extend(custom);
        Schema { kind, fields: fields.into(), common: common_fields().into() }
    }

    /// The field under a key, own or common.
    pub fn field(&self, key: &str) -> Option<&FieldSpec> {
        self.fields.iter().chain(self.common.iter()).find(|field| field.key == key)
    }

    /// The key of the user reference that says whose record it is.
    pub fn owner_column(&self) -> &'static str {
        self.kind.owner_field.unwrap_or("created_by")
    }
}

fn common_fields() -> Vec<FieldSpec> {
    use crate::Field;
    let mut title = FieldSpec::declared(&Field::text("title", "Name").sortable().read_only().def());
    title.folded = true;
    vec![
        title,
        FieldSpec::declared(&Field::datetime("created_at", "Created").sortable().read_only().def()),
        FieldSpec::declared(&Field::datetime("updated_at", "Updated").sortable().read_only().def()),
        FieldSpec::declared(&Field::reference("created_by", "Created by", "user").read_only().def()),
        FieldSpec::declared(&Field::reference("id", "Id", "").read_only().def()),
    ]
}
