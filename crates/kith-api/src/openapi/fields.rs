//! JSON Schemas of records, from their declarations.

use kith_model::{FieldSpec, FieldType, RecordKind, Schema};
use serde_json::{Map, Value as Json, json};

/// `custom_field` → `CustomField`.
pub(super) fn schema_name(kind: &RecordKind) -> String {
    kind.key
        .split('_')
        .flat_map(|word| {
            let mut letters = word.chars();
            letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters)
        })
        .collect()
}

/// A kind's four schemas: the record, a page of it, the body of a new one, the body of a change.
pub(super) fn schemas(kind: &'static RecordKind) -> Map<String, Json> {
    let name = schema_name(kind);
    let schema = Schema::new(kind, Vec::new());
    let mut out = Map::new();
    out.insert(name.clone(), record(&schema));
    out.insert(
        format!("{name}Page"),
        json!({
            "type": "object",
            "required": ["data", "page"],
            "properties": {
                "data": {"type": "array", "items": {"$ref": format!("#/components/schemas/{name}")}},
                "page": {"$ref": "#/components/schemas/PageCursors"},
            },
        }),
    );
    out.insert(format!("{name}Input"), input(&schema, false));
    out.insert(format!("{name}Patch"), input(&schema, true));
    out
}

fn record(schema: &Schema) -> Json {
    let mut properties = Map::new();
    for (key, value) in [
        ("id", json!({"type": "string", "format": "uuid"})),
        ("version", json!({"type": "integer", "minimum": 1})),
        ("title", json!({"type": "string", "description": "The display name, computed."})),
        ("created_at", json!({"type": "string", "format": "date-time"})),
        ("updated_at", json!({"type": "string", "format": "date-time"})),
        ("created_by", json!({"type": ["string", "null"], "format": "uuid"})),
        (
            "deleted_at",
            json!({"type": ["string", "null"], "format": "date-time", "description": "When it was put into the trash."}),
        ),
    ] {
        properties.insert(key.into(), value);
    }
    properties.extend(
        schema.fields.iter().filter(|spec| !spec.is_secret()).map(|spec| (spec.key.clone(), property(spec, true))),
    );
    if schema.kind.custom_fields {
        properties.insert("custom".into(), custom());
    }
    json!({
        "type": "object",
        "required": ["id", "version", "title", "created_at", "updated_at", "created_by"],
        "properties": properties,
        "additionalProperties": true,
    })
}

fn input(schema: &Schema, partial: bool) -> Json {
    let settable = || schema.fields.iter().filter(|spec| !spec.read_only);
    let mut properties: Map<String, Json> =
        settable().map(|spec| (spec.key.clone(), property(spec, partial || !spec.required))).collect();
    if schema.kind.custom_fields {
        properties.insert("custom".into(), custom());
    }
    let required: Vec<&str> = settable()
        .filter(|spec| spec.required && spec.default.is_none() && !partial)
        .map(|spec| spec.key.as_str())
        .collect();
    json!({"type": "object", "required": required, "properties": properties, "additionalProperties": false})
}

fn custom() -> Json {
    json!({
        "type": "object", "additionalProperties": true,
        "description": "The workspace's own fields, by the key of the custom field.",
    })
}

/// One field.
fn property(spec: &FieldSpec, nullable: bool) -> Json {
    let uuid = || json!({"type": "string", "format": "uuid"});
    let text = |format: Option<&str>| {
        let mut out = json!({"type": "string", "maxLength": spec.max_length});
        if let (Some(format), Some(map)) = (format, out.as_object_mut()) {
            map.insert("format".into(), format.into());
        }
        out
    };
    let values = || -> Vec<&str> { spec.options.iter().map(|option| option.value.as_str()).collect() };
    let mut out = match spec.ty {
        FieldType::Text | FieldType::LongText | FieldType::Markdown | FieldType::Phone | FieldType::Url => text(None),
        FieldType::Email => text(Some("email")),
        FieldType::Integer => range(json!({"type": "integer"}), spec),
        FieldType::Number => range(json!({"type": "number"}), spec),
        FieldType::Money => json!({"$ref": "#/components/schemas/Money"}),
        FieldType::Date => json!({"type": "string", "format": "date"}),
        FieldType::DateTime => json!({"type": "string", "format": "date-time"}),
        FieldType::Boolean => json!({"type": "boolean"}),
        FieldType::Select => json!({"type": "string", "enum": values()}),
        FieldType::MultiSelect => json!({"type": "array", "items": {"type": "string", "enum": values()}}),
        FieldType::Reference => uuid(),
        FieldType::References => json!({"type": "array", "items": uuid(), "maxItems": spec.max_length}),
        FieldType::Record => json!({"$ref": "#/components/schemas/RecordLink"}),
        FieldType::TextList => json!({"type": "array", "items": {"type": "string"}, "maxItems": spec.max_length}),
        FieldType::Address => json!({"$ref": "#/components/schemas/Address"}),
        FieldType::Json => json!({"description": "Free JSON, checked by the server."}),
    };
    if nullable {
        allow_null(&mut out);
    }
    if let Some(map) = out.as_object_mut() {
        map.insert("title".into(), spec.label.clone().into());
        if spec.read_only {
            map.insert("readOnly".into(), true.into());
        }
    }
    out
}

fn range(mut schema: Json, spec: &FieldSpec) -> Json {
    if let Some(map) = schema.as_object_mut() {
        map.extend(spec.min.map(|min| ("minimum".to_owned(), min.into())));
        map.extend(spec.max.map(|max| ("maximum".to_owned(), max.into())));
    }
    schema
}

/// Lets a schema be null as well.
pub(super) fn allow_null(schema: &mut Json) {
    if schema.get("$ref").is_some() {
        *schema = json!({"anyOf": [schema.clone(), {"type": "null"}]});
        return;
    }
    let Some(map) = schema.as_object_mut() else { return };
    if let Some(ty) = map.get("type").cloned() {
        map.insert("type".into(), json!([ty, "null"]));
    }
    if let Some(Json::Array(values)) = map.get_mut("enum") {
        values.push(Json::Null);
    }
}

/// Fields a list can be filtered by, with their operators.
pub(super) fn filter_properties(kind: &'static RecordKind) -> Map<String, Json> {
    let schema = Schema::new(kind, Vec::new());
    let specs = schema.fields.iter().chain(schema.common.iter()).filter(|spec| spec.filterable);
    specs
        .map(|spec| {
            let operators: Vec<&str> = spec.operators().iter().map(|op| op.name()).collect();
            let about = format!("{}. Operators: {}.", spec.label, operators.join(", "));
            (spec.key.clone(), json!({"type": "string", "description": about}))
        })
        .collect()
}
