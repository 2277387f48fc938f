//! The searchable text of a record, kept with every write.

use std::collections::BTreeSet;

use kith_model::{FieldType, Id, Record, Schema, Value, markdown, phone_fold, tokens, typo_keys};
use serde_json::Value as Json;

use super::words::{mark, marked};
use crate::render::{Rendered, WriteContext};
use crate::sql::{Dialect, Sql, Stmt, Val};

/// More words of a record are not indexed.
const MAX_WORDS: usize = 2_000;
/// More words of a title are not in the dictionary of mistyped words.
const MAX_TITLE_WORDS: usize = 10;

/// SQLite's full-text index takes rows in the order of their numbers at little cost; one out of order
/// makes it write and merge what it has gathered so far, which at a million rows costs a hundred times
/// the change itself. So changed words get a new row with the highest number. The old one stays
/// without a `search_doc` that names it, which hides it, until [`crate::Store::maintenance`] removes it
/// with many others.
const NEXT_RID: &str = "(SELECT 1 + max(COALESCE((SELECT max(rid) FROM search_doc), 0), \
     COALESCE((SELECT max(rid) FROM search_stale), 0)))";
const LEAVE_BEHIND: &str =
    "INSERT INTO search_stale (rid) SELECT rid FROM search_doc WHERE workspace_id = ? AND record_id = ?";

/// What the index holds of a record.
#[derive(Debug, PartialEq)]
struct Doc {
    owner: Option<Id>,
    title: String,
    title_terms: String,
    /// Without the mark.
    terms: String,
}

/// The statements that bring the index from `before` to `after`, each `None` where the record is not
/// live.
pub(crate) fn push_doc(
    cx: &WriteContext<'_>,
    out: &mut Rendered,
    workspace: Id,
    schema: &Schema,
    before: Option<&Record>,
    after: Option<&Record>,
    region: &str,
) {
    let old = before.map(|record| doc(schema, record, region));
    let new = after.map(|record| doc(schema, record, region));
    let id = after.or(before).map(|record| record.id);
    let Some(id) = id.filter(|_| old != new) else { return };
    let words = new.as_ref().map(|doc| marked(mark(workspace, schema.kind.key), &doc.terms));
    let this = || [Val::Id(workspace), Val::Id(id)];
    let mut push = |text: &str, vals: Vec<Val>| {
        let mut sql = Sql::new();
        sql.add(text, vals);
        out.statements.push(Stmt::any(sql));
    };
    let lite = cx.dialect == Dialect::Sqlite;
    // SQLite's words lie in the full-text table alone.
    let stored =
        |words: &Option<String>| Val::Text(if lite { String::new() } else { words.clone().unwrap_or_default() });
    match (&old, &new) {
        (None, Some(doc)) => {
            let (column, number) = if lite { ("rid, ", format!("{NEXT_RID}, ")) } else { ("", String::new()) };
            push(
                &format!(
                    "INSERT INTO search_doc ({column}workspace_id, kind, record_id, owner_id, title, title_terms, terms) \
                     VALUES ({number}?, ?, ?, ?, ?, ?, ?)"
                ),
                vec![
                    Val::Id(workspace),
                    Val::Text(schema.kind.key.to_owned()),
                    Val::Id(id),
                    Val::id_or_null(doc.owner),
                    Val::Text(doc.title.clone()),
                    Val::Text(doc.title_terms.clone()),
                    stored(&words),
                ],
            );
            if lite {
                push(
                    "INSERT INTO search_fts (rowid, terms) VALUES (last_insert_rowid(), ?)",
                    vec![Val::Text(words.unwrap_or_default())],
                );
            }
        }
        (Some(old), Some(doc)) => {
            // On SQLite that row knows nothing of the other words.
            let row_stays = (old.owner, &old.title) == (doc.owner, &doc.title);
            let mut vals = vec![
                Val::id_or_null(doc.owner),
                Val::Text(doc.title.clone()),
                Val::Text(doc.title_terms.clone()),
                stored(&words),
            ];
            vals.extend(this());
            if !(lite && row_stays) {
                push(
                    "UPDATE search_doc SET owner_id = ?, title = ?, title_terms = ?, terms = ? \
                     WHERE workspace_id = ? AND record_id = ?",
                    vals,
                );
            }
            if lite && old.terms != doc.terms {
                push(LEAVE_BEHIND, this().to_vec());
                push(
                    &format!("UPDATE search_doc SET rid = {NEXT_RID} WHERE workspace_id = ? AND record_id = ?"),
                    this().to_vec(),
                );
                let mut vals = vec![Val::Text(words.unwrap_or_default())];
                vals.extend(this());
                push(
                    "INSERT INTO search_fts (rowid, terms) \
                     SELECT rid, ? FROM search_doc WHERE workspace_id = ? AND record_id = ?",
                    vals,
                );
            }
        }
        (Some(_), None) => {
            if lite {
                push(LEAVE_BEHIND, this().to_vec());
            }
            push("DELETE FROM search_doc WHERE workspace_id = ? AND record_id = ?", this().to_vec());
        }
        (None, None) => {}
    }
    if let Some(doc) = new.filter(|_| schema.kind.in_search) {
        push_dictionary(cx, out, workspace, &doc.title_terms);
    }
}

/// Title words under the keys by which a mistyped word finds them.
fn push_dictionary(cx: &WriteContext<'_>, out: &mut Rendered, workspace: Id, title_terms: &str) {
    let mut rows = Vec::new();
    for term in title_terms.split(' ').take(MAX_TITLE_WORDS) {
        let keys = typo_keys(term);
        if keys.is_empty() || cx.known.contains(workspace, term) {
            continue;
        }
        rows.extend(keys.into_iter().map(|key| (key, term.to_owned())));
        out.terms.push((workspace, term.to_owned()));
    }
    // All writers insert in the same order, lest two wait for each other.
    rows.sort();
    for rows in rows.chunks(cx.dialect.rows_per_insert()) {
        let mut sql = Sql::new();
        sql.raw("INSERT INTO search_typo (workspace_id, key, term) VALUES ");
        for (i, (key, term)) in rows.iter().enumerate() {
            let row = [Val::Id(workspace), Val::Text(key.clone()), Val::Text(term.clone())];
            sql.add(if i == 0 { "(?, ?, ?)" } else { ", (?, ?, ?)" }, row);
        }
        sql.raw(" ON CONFLICT DO NOTHING");
        out.statements.push(Stmt::any(sql));
    }
}

fn doc(schema: &Schema, record: &Record, region: &str) -> Doc {
    let owner = match schema.kind.owner_field {
        None => record.created_by,
        Some(field) => match record.value(field) {
            Value::Id(id) => Some(*id),
            _ => None,
        },
    };
    let title_words = tokens(&record.title);
    let title_terms = title_words.join(" ");
    let mut words: BTreeSet<String> = title_words.into_iter().collect();
    for spec in schema.fields.iter().filter(|spec| spec.searchable) {
        match record.value(&spec.key) {
            Value::Text(text) if spec.ty == FieldType::Phone => phone_words(text, region, &mut words),
            // The words of a link, not where it leads.
            Value::Text(text) if spec.ty == FieldType::Markdown => words.extend(tokens(&markdown::plain_text(text))),
            Value::Text(text) => words.extend(tokens(text)),
            Value::Texts(list) => words.extend(list.iter().flat_map(|text| tokens(text))),
            Value::Json(Json::Object(map)) => {
                words.extend(map.values().filter_map(Json::as_str).flat_map(tokens));
            }
            _ => {}
        }
    }
    let words: Vec<String> = words.into_iter().take(MAX_WORDS).collect();
    Doc { owner, title: record.title.clone(), title_terms, terms: words.join(" ") }
}

/// A phone is found by the groups it was typed in and by its digits with and without the country.
fn phone_words(typed: &str, region: &str, words: &mut BTreeSet<String>) {
    words.extend(tokens(typed));
    let digits: String = phone_fold(typed, region).chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_start_matches('0');
    if digits.len() > 10 {
        words.insert(digits[digits.len() - 10..].to_owned());
    }
    words.extend((!digits.is_empty()).then(|| digits.to_owned()));
}
