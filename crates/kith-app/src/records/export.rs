//! Lists as CSV, streamed: however many rows there are, only a batch is in memory.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use bytes::Bytes;
use futures_util::{Stream, StreamExt};
use kith_access::{Action, Scope, decide};
use kith_model::{
    FieldSpec, FieldType, FilterError, Id, PageQuery, Record, RecordKind, Schema, Value, currency_digits,
};
use kith_store::WriteSet;
use kith_store::system::SystemWrite;

use super::read::{check_query, visible};
use super::titles_of;
use crate::error::unexpected;
use crate::{App, AppError, workspace};

/// How an export is written.
#[derive(Clone, Debug, Default)]
pub struct CsvOptions {
    /// Which columns, in which order; `None` for all the caller may read.
    pub columns: Option<Vec<String>>,
    /// Whether the first row holds labels for people instead of keys for programs.
    pub labels: bool,
}

/// One column. A reference named without `_id` is written as its title, with it as its id.
#[derive(Clone, Debug)]
enum Column {
    Plain(FieldSpec),
    Title(FieldSpec),
    Currency(FieldSpec),
    Common(&'static str),
}

const COMMON: [&str; 6] = ["id", "title", "created_at", "updated_at", "created_by", "version"];

/// Every matching row as CSV (RFC 4180, UTF-8), as a stream of chunks. The export is audited.
pub async fn export_csv(
    app: &App,
    scope: &Scope,
    kind: &'static RecordKind,
    mut query: PageQuery,
    options: CsvOptions,
) -> Result<impl Stream<Item = Result<Bytes, AppError>> + Send + use<>, AppError> {
    let reader = decide(scope, kind.key, Action::Read, kind.activity)?;
    let permit = decide(scope, kind.key, Action::Export, kind.activity)?;
    if !kind.exportable {
        return Err(AppError::NotFound);
    }
    let schema = workspace::schema(app, scope, kind).await?;
    check_query(reader.mask(), &query.filter, &query.sort)?;
    query.filter = visible(scope, kind, query.filter);
    let columns = columns(&schema, &reader.mask().hidden, options.columns.as_deref())?;
    let mut audit = WriteSet::new(scope.workspace, scope.user(), scope.job, app.now());
    audit.system(SystemWrite::Audit {
        kind: kind.key.into(),
        record_id: scope.workspace,
        record_title: kind.label_plural.into(),
        op: "export".into(),
        detail: serde_json::json!({"columns": columns.iter().map(Column::key).collect::<Vec<_>>()}),
    });
    app.store().commit(audit).await.map_err(unexpected)?;
    let batches = app.store().export(&permit, &schema, &query);
    let batches = futures_util::stream::unfold(batches, |mut batches| async move {
        let batch = batches.recv().await?;
        Some((batch, batches))
    });
    let head = csv_row(columns.iter().map(|column| if options.labels { column.label() } else { column.key() }))?;
    let (app, scope) = (app.clone(), scope.clone());
    let rows = batches.then(move |batch| {
        let (app, scope, columns) = (app.clone(), scope.clone(), columns.clone());
        async move { write_batch(&app, &scope, &columns, &batch?).await }
    });
    Ok(futures_util::stream::once(async move { Ok(head) }).chain(rows))
}

impl Column {
    fn key(&self) -> String {
        match self {
            Column::Plain(spec) => spec.key.clone(),
            Column::Title(spec) => spec.key.strip_suffix("_id").unwrap_or(&spec.key).to_owned(),
            Column::Currency(spec) => format!("{}_currency", spec.key),
            Column::Common(key) => (*key).to_owned(),
        }
    }

    fn label(&self) -> String {
        match self {
            Column::Plain(spec) | Column::Title(spec) => spec.label.clone(),
            Column::Currency(spec) => format!("{} currency", spec.label),
            Column::Common(key) => {
                let words = key.replace('_', " ");
                words.chars().take(1).flat_map(char::to_uppercase).chain(words.chars().skip(1)).collect()
            }
        }
    }
}

fn points(spec: &FieldSpec) -> bool {
    matches!(spec.ty, FieldType::Reference | FieldType::References)
}

fn columns(schema: &Schema, hidden: &BTreeSet<String>, wanted: Option<&[String]>) -> Result<Vec<Column>, AppError> {
    let visible = || schema.fields.iter().filter(|spec| !hidden.contains(&spec.key));
    let Some(wanted) = wanted else {
        let mut all = vec![Column::Common("id"), Column::Common("title")];
        for spec in visible().filter(|spec| spec.ty != FieldType::Json && !spec.is_internal()) {
            all.push(if points(spec) { Column::Title(spec.clone()) } else { Column::Plain(spec.clone()) });
            if spec.ty == FieldType::Money {
                all.push(Column::Currency(spec.clone()));
            }
        }
        all.extend([Column::Common("created_at"), Column::Common("updated_at")]);
        return Ok(all);
    };
    let mut out = Vec::new();
    for name in wanted {
        let common = COMMON.into_iter().find(|key| key == name).map(Column::Common);
        let plain = || visible().find(|spec| spec.key == *name && !(points(spec) && spec.ty != FieldType::Reference));
        let title = || {
            let named = |spec: &&FieldSpec| spec.key == *name || spec.key.strip_suffix("_id") == Some(name.as_str());
            visible().filter(|spec| points(spec)).find(named)
        };
        let currency = || visible().find(|spec| name.strip_suffix("_currency") == Some(spec.key.as_str()));
        let column = common
            .or_else(|| plain().cloned().map(Column::Plain))
            .or_else(|| title().cloned().map(Column::Title))
            .or_else(|| currency().cloned().map(Column::Currency));
        out.push(column.ok_or_else(|| AppError::Filter(FilterError::UnknownField(name.clone())))?);
    }
    Ok(out)
}

async fn write_batch(app: &App, scope: &Scope, columns: &[Column], batch: &[Record]) -> Result<Bytes, AppError> {
    let mut wanted: BTreeMap<&str, BTreeSet<Id>> = BTreeMap::new();
    for column in columns {
        let Column::Title(spec) = column else { continue };
        let ids = wanted.entry(spec.target.as_deref().unwrap_or_default()).or_default();
        for record in batch {
            match record.value(&spec.key) {
                Value::Id(id) => drop(ids.insert(*id)),
                Value::Ids(list) => ids.extend(list),
                _ => {}
            }
        }
    }
    let mut titles: HashMap<String, HashMap<Id, String>> = HashMap::new();
    for (kind, ids) in wanted {
        let ids: Vec<Id> = ids.into_iter().collect();
        titles.insert(kind.to_owned(), titles_of(app, scope, kind, &ids).await?);
    }
    let mut out = Vec::new();
    for record in batch {
        let cells = columns.iter().map(|column| cell(column, record, &titles));
        out.extend_from_slice(&csv_row(cells)?);
    }
    Ok(out.into())
}

fn cell(column: &Column, record: &Record, titles: &HashMap<String, HashMap<Id, String>>) -> String {
    match column {
        Column::Common("id") => record.id.to_string(),
        Column::Common("title") => defused(&record.title),
        Column::Common("created_at") => record.created_at.to_string(),
        Column::Common("updated_at") => record.updated_at.to_string(),
        Column::Common("created_by") => record.created_by.map(|id| id.to_string()).unwrap_or_default(),
        Column::Common(_) => record.version.to_string(),
        Column::Currency(spec) => match record.value(&spec.key) {
            Value::Money(money) => money.currency().to_owned(),
            _ => String::new(),
        },
        Column::Title(spec) => {
            let titles = titles.get(spec.target.as_deref().unwrap_or_default());
            let title = |id: &Id| titles.and_then(|titles| titles.get(id)).cloned();
            match record.value(&spec.key) {
                Value::Id(id) => title(id).map(|title| defused(&title)).unwrap_or_default(),
                Value::Ids(ids) => defused(&ids.iter().filter_map(title).collect::<Vec<_>>().join("; ")),
                _ => String::new(),
            }
        }
        Column::Plain(spec) => plain_cell(spec, record.value(&spec.key)),
    }
}

fn plain_cell(spec: &FieldSpec, value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        // Nothing but digits, signs and spaces passes for a phone number, so there is nothing to defuse.
        Value::Text(text) if spec.ty == FieldType::Phone => text.clone(),
        Value::Text(text) => defused(text),
        Value::Texts(list) => defused(&list.join("; ")),
        Value::Money(money) => major_units(money.amount, currency_digits(money.currency())),
        Value::Link(link) => format!("{}:{}", link.kind, link.id),
        Value::Json(serde_json::Value::Object(parts)) if spec.ty == FieldType::Address => {
            let order = ["street", "city", "region", "postal_code", "country"];
            let parts = order.iter().filter_map(|part| parts.get(*part)?.as_str());
            defused(&parts.collect::<Vec<_>>().join(", "))
        }
        Value::Bool(b) => b.to_string(),
        Value::Int(n) => n.to_string(),
        Value::Real(n) => n.to_string(),
        Value::Id(id) => id.to_string(),
        Value::Time(time) => time.to_string(),
        Value::Date(date) => date.to_string(),
        Value::Ids(ids) => ids.iter().map(Id::to_string).collect::<Vec<_>>().join("; "),
        Value::Json(json) => defused(&json.to_string()),
    }
}

/// An amount in major units, exactly: `8500000` with two digits is `85000.00`.
pub(crate) fn major_units(amount: i64, digits: u32) -> String {
    let unit = 10u64.pow(digits);
    let (whole, rest) = (amount.unsigned_abs() / unit, amount.unsigned_abs() % unit);
    let sign = if amount < 0 { "-" } else { "" };
    if digits == 0 {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{rest:0width$}", width = digits as usize)
    }
}

/// Spreadsheets run texts that begin like a formula (OWASP, CSV injection); an apostrophe in front
/// makes them texts again.
pub(crate) fn defused(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

pub(crate) fn csv_row(cells: impl Iterator<Item = String>) -> Result<Bytes, AppError> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let failed = |error: String| AppError::Internal(error);
    writer.write_record(cells.map(String::into_bytes)).map_err(|error| failed(error.to_string()))?;
    writer.into_inner().map(Bytes::from).map_err(|error| failed(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_become_texts() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"] {
            assert!(defused(text).starts_with('\''));
        }
        assert_eq!(defused("Acme = good"), "Acme = good");
    }

    #[test]
    fn money_is_written_in_major_units() {
        assert_eq!(major_units(8_500_000, 2), "85000.00");
        assert_eq!(major_units(-5, 2), "-0.05");
        assert_eq!(major_units(12, 0), "12");
        assert_eq!(major_units(1234, 3), "1.234");
    }
}
