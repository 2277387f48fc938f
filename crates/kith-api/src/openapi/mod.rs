//! The OpenAPI 3.1 document, made from the route table and the catalogue that run the API.

mod answers;
mod fields;
pub(crate) mod page;

use serde_json::{Map, Value as Json, json};

use crate::members::{Member, MemberType};
use crate::problem::Code;
use crate::route::{Access, BodyShape, LimitClass, Route, Shape};

/// The document.
pub fn document(routes: &[Route]) -> Json {
    let mut paths: Map<String, Json> = Map::new();
    for route in routes {
        let item = paths.entry(route.path.clone()).or_insert_with(|| json!({}));
        if let Some(item) = item.as_object_mut() {
            item.insert(route.method.as_str().to_ascii_lowercase(), operation(route));
        }
    }
    let mut schemas = answers::schemas();
    for kind in kith_catalog::KINDS {
        schemas.extend(fields::schemas(kind));
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Kith",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "One API for the web UI, phones, scripts and other programs. Unknown keys and parameters are refused, never ignored.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "cookie": {"type": "apiKey", "in": "cookie", "name": "kith_access"},
                "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
            },
            "responses": {"problem": {
                "description": "A refusal.",
                "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
            }},
        },
    })
}

fn operation(route: &Route) -> Json {
    let mut out = json!({
        "operationId": route.operation,
        "summary": route.summary,
        "tags": [route.kind.map_or_else(|| tag(&route.path), |kind| kind.label_plural.to_owned())],
        "x-access": route.access.line(route.kind),
        "security": if route.access == Access::Public { json!([]) } else { json!([{"cookie": []}, {"bearer": []}]) },
        "responses": responses(route),
    });
    let parameters = parameters(route);
    if let Some(map) = out.as_object_mut() {
        if !parameters.is_empty() {
            map.insert("parameters".into(), parameters.into());
        }
        if let Some(body) = body(route) {
            map.insert("requestBody".into(), body);
        }
    }
    out
}

fn tag(path: &str) -> String {
    let rest = path.strip_prefix("/api/v1/").unwrap_or("system");
    let name = rest.split('/').next().unwrap_or("system");
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn parameters(route: &Route) -> Vec<Json> {
    let mut out = Vec::new();
    for part in route.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')) {
        let schema = if part == "id" { json!({"type": "string", "format": "uuid"}) } else { json!({"type": "string"}) };
        out.push(json!({"name": part, "in": "path", "required": true, "schema": schema}));
    }
    for param in route.params {
        let schema = if param.number { json!({"type": "integer"}) } else { json!({"type": "string"}) };
        out.push(json!({"name": param.name, "in": "query", "description": param.about, "schema": schema}));
    }
    if let Some(kind) = route.kind.filter(|_| route.field_filters) {
        out.push(json!({
            "name": "fields_filter", "in": "query", "style": "form", "explode": true,
            "description": "Simple filters: `field=value` or `field[operator]=value`, lists separated by commas.",
            "schema": {
                "type": "object",
                "properties": fields::filter_properties(kind),
                "additionalProperties": {"type": "string"},
            },
        }));
    }
    if route.method == axum::http::Method::PATCH && matches!(route.shape, Shape::Record) {
        out.push(json!({"name": "If-Match", "in": "header", "description": "The version that was edited, quoted.", "schema": {"type": "string"}}));
    }
    if route.method == axum::http::Method::POST && route.access != Access::Public {
        out.push(json!({"name": "Idempotency-Key", "in": "header", "description": "The same key and body give the same answer for 24 hours.", "schema": {"type": "string", "maxLength": 200}}));
    }
    out
}

fn body(route: &Route) -> Option<Json> {
    let (media, schema, needed) = match route.body {
        BodyShape::None => return None,
        BodyShape::Form => {
            let answers = json!({"type": "object", "additionalProperties": true});
            return Some(json!({"required": true, "content": {
                "application/x-www-form-urlencoded": {"schema": answers}, "application/json": {"schema": answers},
            }}));
        }
        BodyShape::Bytes => ("application/offset+octet-stream", json!({"type": "string", "format": "binary"}), false),
        BodyShape::Picture => ("image/*", json!({"type": "string", "format": "binary"}), true),
        BodyShape::Csv => ("text/csv", json!({"type": "string", "format": "binary"}), true),
        BodyShape::Members(members) => {
            ("application/json", members_schema(members), members.iter().any(|m| m.required))
        }
        BodyShape::Record { partial } => {
            let name = route.kind.map_or_else(String::new, fields::schema_name);
            let suffix = if partial { "Patch" } else { "Input" };
            ("application/json", json!({"$ref": format!("#/components/schemas/{name}{suffix}")}), true)
        }
    };
    Some(json!({"required": needed, "content": {media: {"schema": schema}}}))
}

fn members_schema(members: &[Member]) -> Json {
    let mut properties = Map::new();
    for member in members {
        let mut schema = match member.ty {
            MemberType::Text | MemberType::LongText => json!({"type": "string"}),
            MemberType::Secret => json!({"type": "string", "format": "password"}),
            MemberType::Boolean => json!({"type": "boolean"}),
            MemberType::Integer => json!({"type": "integer"}),
            MemberType::Id => json!({"type": "string", "format": "uuid"}),
            MemberType::Ids => json!({"type": "array", "items": {"type": "string", "format": "uuid"}}),
            MemberType::Choice(choices) => json!({"type": "string", "enum": choices}),
            MemberType::Object => json!({"type": "object", "additionalProperties": true}),
        };
        if !member.required {
            fields::allow_null(&mut schema);
        }
        if let Some(map) = schema.as_object_mut() {
            map.insert("description".into(), member.about.into());
        }
        properties.insert(member.key.into(), schema);
    }
    let required: Vec<&str> = members.iter().filter(|m| m.required).map(|m| m.key).collect();
    json!({"type": "object", "properties": properties, "required": required, "additionalProperties": false})
}

fn responses(route: &Route) -> Json {
    let record = |suffix: &str| {
        let name = route.kind.map_or_else(String::new, fields::schema_name);
        json!({"$ref": format!("#/components/schemas/{name}{suffix}")})
    };
    let content = match route.shape {
        Shape::Empty => None,
        Shape::Record => Some(("application/json", record(""))),
        Shape::Records => Some(("application/json", record("Page"))),
        Shape::Named(name) => Some(("application/json", json!({"$ref": format!("#/components/schemas/{name}")}))),
        Shape::Csv => Some(("text/csv", json!({"type": "string"}))),
        Shape::Xlsx => Some((
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            json!({"type": "string", "format": "binary"}),
        )),
        Shape::Pdf => Some(("application/pdf", json!({"type": "string", "format": "binary"}))),
        Shape::Picture => Some(("image/png", json!({"type": "string", "format": "binary"}))),
        Shape::Bytes => Some(("application/octet-stream", json!({"type": "string", "format": "binary"}))),
        Shape::Text(media) => Some((media, json!({"type": "string"}))),
    };
    let mut good = json!({"description": "Done."});
    if let (Some((media, schema)), Some(map)) = (content, good.as_object_mut()) {
        map.insert("content".into(), json!({media: {"schema": schema}}));
    }
    let mut out = Map::new();
    out.insert(route.status.to_string(), good);
    for status in refusals(route) {
        out.insert(status.to_string(), json!({"$ref": "#/components/responses/problem"}));
    }
    out.into()
}

/// The statuses a route can refuse with, from what it takes.
fn refusals(route: &Route) -> Vec<u16> {
    let mut out = vec![Code::Internal.status(), Code::Unavailable.status()];
    if route.limit != LimitClass::Unlimited {
        out.extend([Code::MalformedQuery, Code::ValidationFailed, Code::TooManyRequests].map(Code::status));
    }
    match route.access {
        Access::Public if route.limit == LimitClass::SignIn => out.push(401),
        Access::Public => {}
        Access::Session => out.extend([401, 403]),
        Access::Kind(_) | Access::Admin => out.extend([401, 403]),
    }
    if route.path.contains('{') {
        out.push(404);
    }
    if !matches!(route.body, BodyShape::None) {
        out.extend([408, 413, 415]);
    }
    if route.method != axum::http::Method::GET {
        out.push(409);
    }
    if matches!(route.body, BodyShape::Record { partial: true }) {
        out.push(412);
    }
    out.sort_unstable();
    out.dedup();
    out
}
