//! The API's documentation as one page without scripts, rendered from the OpenAPI document.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::Value as Json;

const STYLE: &str = include_str!("page.css");

/// The page.
pub(crate) fn render(document: &Json) -> String {
    let mut groups: BTreeMap<&str, Vec<(&str, &str, &Json)>> = BTreeMap::new();
    for (path, item) in document["paths"].as_object().into_iter().flatten() {
        for (method, operation) in item.as_object().into_iter().flatten() {
            let tag = operation["tags"][0].as_str().unwrap_or("");
            groups.entry(tag).or_default().push((path, method, operation));
        }
    }
    let mut out = String::with_capacity(400_000);
    let _ = write!(
        out,
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" \
         content=\"width=device-width, initial-scale=1\"><meta name=\"color-scheme\" content=\"light dark\">\
         <title>Kith API</title><style>{STYLE}</style></head><body><nav aria-label=\"Sections\"><h2>Kith API</h2><ul>"
    );
    for tag in groups.keys() {
        let _ = write!(out, "<li><a href=\"#{}\">{}</a></li>", anchor(tag), escape(tag));
    }
    out.push_str("<li><a href=\"#schemas\">Schemas</a></li></ul></nav><main><h1>Kith API</h1>");
    let _ = write!(
        out,
        "<p>{}</p><p>Version {}. The same as a document for programs: <a href=\"/api/openapi.json\">openapi.json</a>.</p>",
        escape(document["info"]["description"].as_str().unwrap_or("")),
        escape(document["info"]["version"].as_str().unwrap_or(""))
    );
    for (tag, operations) in &groups {
        let _ = write!(out, "<section><h2 id=\"{}\">{}</h2>", anchor(tag), escape(tag));
        for (path, method, operation) in operations {
            write_operation(&mut out, path, method, operation);
        }
        out.push_str("</section>");
    }
    out.push_str("<section><h2 id=\"schemas\">Schemas</h2>");
    for (name, schema) in document["components"]["schemas"].as_object().into_iter().flatten() {
        let text = serde_json::to_string_pretty(schema).unwrap_or_default();
        let _ = write!(
            out,
            "<details id=\"schema-{name}\"><summary>{name}</summary><pre>{}</pre></details>",
            escape(&text)
        );
    }
    out.push_str("</section></main></body></html>");
    out
}

fn write_operation(out: &mut String, path: &str, method: &str, operation: &Json) {
    let text = |key: &str| escape(operation[key].as_str().unwrap_or(""));
    let _ = write!(
        out,
        "<details id=\"{}\"><summary><code class=\"{method}\">{}</code> <code>{}</code> <span>{}</span></summary>\
         <p>Needs: <code>{}</code></p>",
        text("operationId"),
        method.to_uppercase(),
        escape(path),
        text("summary"),
        text("x-access")
    );
    if let Some(parameters) = operation["parameters"].as_array() {
        out.push_str("<table><thead><tr><th>Parameter</th><th>In</th><th></th></tr></thead><tbody>");
        for parameter in parameters {
            let text = |key: &str| escape(parameter[key].as_str().unwrap_or(""));
            let _ = write!(
                out,
                "<tr><td><code>{}</code></td><td>{}</td><td>{}</td></tr>",
                text("name"),
                text("in"),
                text("description")
            );
        }
        out.push_str("</tbody></table>");
    }
    write_content(out, "Body", &operation["requestBody"]["content"]);
    for (status, response) in operation["responses"].as_object().into_iter().flatten() {
        if status.starts_with('2') {
            write_content(out, &format!("Answers {status}"), &response["content"]);
        }
    }
    let refusals: Vec<&str> = operation["responses"]
        .as_object()
        .into_iter()
        .flatten()
        .map(|(s, _)| s.as_str())
        .filter(|s| !s.starts_with('2'))
        .collect();
    let _ = write!(out, "<p>Refuses with {}.</p></details>", refusals.join(", "));
}

fn write_content(out: &mut String, heading: &str, content: &Json) {
    let Some(content) = content.as_object() else {
        if heading != "Body" {
            let _ = write!(out, "<p>{heading}</p>");
        }
        return;
    };
    for (media, body) in content {
        let schema = &body["schema"];
        match schema["$ref"].as_str().and_then(|reference| reference.rsplit('/').next()) {
            Some(name) => {
                let _ = write!(out, "<p>{heading}: <code>{media}</code>, <a href=\"#schema-{name}\">{name}</a></p>");
            }
            None => {
                let text = escape(&serde_json::to_string_pretty(schema).unwrap_or_default());
                let _ = write!(out, "<p>{heading}: <code>{media}</code></p><pre>{text}</pre>");
            }
        }
    }
}

fn anchor(tag: &str) -> String {
    tag.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
