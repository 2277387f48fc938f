//! Reading: lists, single records, aggregates.

use std::collections::HashMap;

use bytes::Bytes;
use kith_access::{Action, FieldMask, Permit, Scope, decide};
use kith_model::{
    Condition, Cursor, FieldType, Filter, FilterError, Id, Op, Operand, PageQuery, Position, Record, RecordKind,
    Schema, Sort, TrashMode,
};
use kith_store::{AggregateQuery, AggregateRow, GroupBy, Include, Measure, Page};

use crate::modules::rules_for;
use crate::{App, AppError, workspace};

/// References whose titles are asked for, checked against the kind's fields.
pub type Includes = Vec<Include>;

/// A record as the API answers it, and its version.
#[derive(Clone, Debug)]
pub struct Fetched {
    /// The record.
    pub json: Bytes,
    /// For the `ETag`.
    pub version: i64,
}

/// The fields of a kind as this caller sees them: hidden ones are left out, so that a filter or sort
/// that names one is refused like any unknown field. Filters, sorts and columns are read against it.
pub async fn schema(app: &App, scope: &Scope, kind: &'static RecordKind) -> Result<Schema, AppError> {
    let permit = decide(scope, kind.key, Action::Read, kind.activity)?;
    let mut schema = workspace::schema(app, scope, kind).await?;
    let hidden = &permit.mask().hidden;
    if !hidden.is_empty() {
        schema.fields = schema.fields.iter().filter(|field| !hidden.contains(&field.key)).cloned().collect();
    }
    Ok(schema)
}

/// A page of a list. `query.include` holds names as the API takes them (`company` or `company_id`).
pub async fn list_page(
    app: &App,
    scope: &Scope,
    kind: &'static RecordKind,
    mut query: PageQuery,
) -> Result<Page, AppError> {
    let permit = list_permit(scope, kind, query.trash)?;
    let schema = workspace::schema(app, scope, kind).await?;
    check_query(permit.mask(), &query.filter, &query.sort)?;
    let includes = includes(scope, &schema, &query.include)?;
    query.filter = visible(scope, kind, query.filter);
    Ok(app.store().list_page(&permit, &schema, &query, &includes).await?)
}

/// One record. One in the trash is answered to those who may restore it.
pub async fn get(
    app: &App,
    scope: &Scope,
    kind: &'static RecordKind,
    id: Id,
    include: &[String],
) -> Result<Fetched, AppError> {
    let permit = decide(scope, kind.key, Action::Read, kind.activity)?;
    let schema = workspace::schema(app, scope, kind).await?;
    let includes = includes(scope, &schema, include)?;
    let (json, version) = app.store().find_json(&permit, &schema, id, &includes).await?.ok_or(AppError::NotFound)?;
    let restricted = rules_for(kind.key).visible(scope).is_some();
    if restricted || may_be_trashed(&json) {
        let record = app.store().find_record(&permit, &schema, id).await?.ok_or(AppError::NotFound)?;
        if !rules_for(kind.key).sees(scope, &record) {
            return Err(AppError::NotFound);
        }
        if record.deleted_at.is_some() {
            let restorer = decide(scope, kind.key, Action::Delete, kind.activity).map_err(|_| AppError::NotFound)?;
            app.store().find_record(&restorer, &schema, id).await?.ok_or(AppError::NotFound)?;
        }
    }
    Ok(Fetched { json, version })
}

/// Records are grouped by so many things at once.
const MOST_GROUPS: usize = 2;

/// Counts, sums and averages. The flag says whether groups are missing.
pub async fn aggregate(
    app: &App,
    scope: &Scope,
    kind: &'static RecordKind,
    mut query: AggregateQuery,
) -> Result<(Vec<AggregateRow>, bool), AppError> {
    let permit = list_permit(scope, kind, query.trash)?;
    let schema = workspace::schema(app, scope, kind).await?;
    check_query(permit.mask(), &query.filter, &Sort::default())?;
    let usable = |key: &str| {
        let spec = schema.field(key).filter(|spec| spec.aggregatable && !permit.mask().hidden.contains(key));
        spec.ok_or_else(|| AppError::Filter(FilterError::UnknownField(key.to_owned())))
    };
    let dated = |key: &str| {
        let spec = schema.field(key).filter(|spec| spec.filterable && !permit.mask().hidden.contains(key));
        let spec = spec.ok_or_else(|| AppError::Filter(FilterError::UnknownField(key.to_owned())))?;
        Ok::<bool, AppError>(matches!(spec.ty, FieldType::Date | FieldType::DateTime))
    };
    let refuse =
        |field: &str, message: String| Err(AppError::Filter(FilterError::Invalid { field: field.into(), message }));
    if query.group_by.len() > MOST_GROUPS {
        return refuse("group_by", "Two groupings are the most.".into());
    }
    for GroupBy { field, span } in &query.group_by {
        let fits = match span {
            Some(_) => dated(field)?,
            None => matches!(usable(field)?.ty, FieldType::Select | FieldType::Reference | FieldType::Boolean),
        };
        if !fits {
            return refuse("group_by", format!("\"{field}\" cannot be grouped by like this."));
        }
    }
    for measure in &query.measures {
        let (key, fits) = match measure {
            Measure::Count => continue,
            Measure::Days(from, to) => (from, dated(from)? && dated(to)?),
            Measure::Sum(key) | Measure::Avg(key) | Measure::Min(key) | Measure::Max(key) => {
                (key, matches!(usable(key)?.ty, FieldType::Integer | FieldType::Number | FieldType::Money))
            }
        };
        if !fits {
            return refuse("measure", format!("\"{key}\" cannot be measured like this."));
        }
    }
    query.filter = visible(scope, kind, query.filter);
    Ok(app.store().aggregate(&permit, &schema, &query).await?)
}

/// Finds the references named in `include` and the right to read what they point to.
pub fn includes(scope: &Scope, schema: &Schema, names: &[String]) -> Result<Includes, AppError> {
    let mask = decide(scope, schema.kind.key, Action::Read, schema.kind.activity)?.mask().clone();
    let mut out: Includes = Vec::new();
    for name in names {
        let by_name = |key: &str| key == name || key.strip_suffix("_id") == Some(name);
        let fields = schema.fields.iter().chain(schema.common.iter());
        let points = |ty| matches!(ty, FieldType::Reference | FieldType::References | FieldType::Record);
        let found = fields
            .filter(|spec| points(spec.ty))
            .find(|spec| by_name(&spec.key) && spec.key != "id" && !mask.hidden.contains(&spec.key));
        let spec = found.ok_or_else(|| AppError::Filter(FilterError::UnknownField(name.clone())))?;
        let target = spec.target.as_deref().and_then(kith_catalog::find_kind);
        let permit = target.and_then(|kind| decide(scope, kind.key, Action::Read, kind.activity).ok());
        if out.iter().all(|known| known.field != spec.key) {
            out.push(Include { field: spec.key.clone(), permit });
        }
    }
    Ok(out)
}

/// Lists of the trash are for those who may restore.
pub(super) fn list_permit(scope: &Scope, kind: &RecordKind, trash: TrashMode) -> Result<Permit, AppError> {
    let action = match trash {
        TrashMode::Live => Action::Read,
        TrashMode::Only => Action::Delete,
    };
    Ok(decide(scope, kind.key, action, kind.activity)?)
}

/// Adds what the kind's rules make visible.
pub(super) fn visible(scope: &Scope, kind: &RecordKind, filter: Filter) -> Filter {
    match rules_for(kind.key).visible(scope) {
        Some(visible) => filter.and(visible),
        None => filter,
    }
}

/// A hidden field can be found out by filtering or sorting by it, so it is unknown there.
pub(super) fn check_query(mask: &FieldMask, filter: &Filter, sort: &Sort) -> Result<(), AppError> {
    if mask.hidden.is_empty() {
        return Ok(());
    }
    if let Some(key) = sort.0.iter().find(|key| mask.hidden.contains(&key.field)) {
        return Err(AppError::InvalidSort(format!("There is no field \"{}\" to sort by.", key.field)));
    }
    check_filter(mask, filter)
}

fn check_filter(mask: &FieldMask, filter: &Filter) -> Result<(), AppError> {
    match filter {
        Filter::And(list) | Filter::Or(list) => list.iter().try_for_each(|inner| check_filter(mask, inner)),
        Filter::Not(inner) => check_filter(mask, inner),
        Filter::Is(Condition { field, .. }) if mask.hidden.contains(field) => {
            Err(AppError::Filter(FilterError::UnknownField(field.clone())))
        }
        Filter::Is(_) => Ok(()),
    }
}

/// Whether the JSON may say that the record is in the trash. Inside a text the quotes would be
/// escaped; a custom field of this name makes it look closer than needed, which does no harm.
fn may_be_trashed(json: &[u8]) -> bool {
    const MARK: &[u8] = b"\"deleted_at\":\"";
    json.windows(MARK.len()).any(|window| window == MARK)
}

/// A query without conditions: the newest first where `sort` is empty means by id.
pub(crate) fn page_query(app: &App, scope: &Scope, filter: Filter, sort: Sort, limit: u32) -> PageQuery {
    PageQuery {
        filter,
        words: None,
        sort,
        cursor: Cursor::Start,
        limit,
        fields: None,
        include: Vec::new(),
        trash: TrashMode::Live,
        now: app.now(),
        time_zone: scope.time_zone.clone(),
        me: scope.user(),
    }
}

/// All live records of a kind that match, by id. For what hangs on one record, not for lists.
pub(crate) async fn all_records(
    app: &App,
    scope: &Scope,
    kind: &'static RecordKind,
    filter: Filter,
) -> Result<Vec<Record>, AppError> {
    all_in(app, scope, kind, filter, TrashMode::Live).await
}

/// The same of the trash, or of what is not in it.
pub(crate) async fn all_in(
    app: &App,
    scope: &Scope,
    kind: &'static RecordKind,
    filter: Filter,
    trash: TrashMode,
) -> Result<Vec<Record>, AppError> {
    let permit = decide(scope, kind.key, Action::Read, kind.activity)?;
    let schema = workspace::schema(app, scope, kind).await?;
    let mut query = page_query(app, scope, filter, Sort::default(), 200);
    query.trash = trash;
    let mut out = Vec::new();
    loop {
        let page = app.store().list_records(&permit, &schema, &query).await?;
        let full = page.len() == query.limit as usize;
        if let Some(last) = page.last() {
            query.cursor = Cursor::After(Position { values: Vec::new(), id: last.id });
        }
        out.extend(page);
        if !full {
            return Ok(out);
        }
    }
}

/// The live records of a kind with these ids that the caller may read.
pub(crate) async fn records_by_id(
    app: &App,
    scope: &Scope,
    kind: &'static RecordKind,
    ids: &[Id],
) -> Result<Vec<Record>, AppError> {
    matching_by_id(app, scope, kind, ids, (&Filter::all(), None)).await
}

/// Those of them that match a filter and contain some words.
pub(crate) async fn matching_by_id(
    app: &App,
    scope: &Scope,
    kind: &'static RecordKind,
    ids: &[Id],
    (filter, words): (&Filter, Option<&str>),
) -> Result<Vec<Record>, AppError> {
    let permit = decide(scope, kind.key, Action::Read, kind.activity)?;
    let schema = workspace::schema(app, scope, kind).await?;
    let mut out = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(200) {
        let operand = Operand::Many(chunk.iter().map(|id| id.to_string().into()).collect());
        let among = Filter::Is(Condition { field: "id".into(), op: Op::In, operand });
        let among = visible(scope, kind, among.and(filter.clone()));
        let mut query = page_query(app, scope, among, Sort::default(), 200);
        query.words = words.map(str::to_owned);
        out.extend(app.store().list_records(&permit, &schema, &query).await?);
    }
    Ok(out)
}

/// The records of a kind with these ids, whoever's they are, live or in the trash.
pub(crate) async fn any_by_id(
    app: &App,
    workspace: Id,
    kind: &'static RecordKind,
    ids: &[Id],
) -> Result<Vec<Record>, AppError> {
    let system = Scope::system(workspace);
    let mut out = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(200) {
        for trash in [TrashMode::Live, TrashMode::Only] {
            let operand = Operand::Many(chunk.iter().map(|id| id.to_string().into()).collect());
            let filter = Filter::Is(Condition { field: "id".into(), op: Op::In, operand });
            out.extend(all_in(app, &system, kind, filter, trash).await?);
            if out.len() >= ids.len() {
                return Ok(out);
            }
        }
    }
    Ok(out)
}

/// Titles of records of one kind, as far as the caller may read them.
pub(crate) async fn titles_of(
    app: &App,
    scope: &Scope,
    kind: &str,
    ids: &[Id],
) -> Result<HashMap<Id, String>, AppError> {
    let kind = kith_catalog::find_kind(kind);
    let permit = kind.and_then(|kind| decide(scope, kind.key, Action::Read, kind.activity).ok());
    match permit {
        Some(permit) if !ids.is_empty() => Ok(app.store().titles(&permit, ids).await?.into_iter().collect()),
        _ => Ok(HashMap::new()),
    }
}

/// How many live records match, whoever's they are.
pub(crate) async fn count_of(
    app: &App,
    workspace: Id,
    kind: &'static RecordKind,
    filter: Filter,
) -> Result<i64, AppError> {
    let scope = Scope::system(workspace);
    let query = AggregateQuery {
        filter,
        words: None,
        group_by: Vec::new(),
        measures: vec![Measure::Count],
        trash: TrashMode::Live,
        now: app.now(),
        time_zone: scope.time_zone.clone(),
        me: None,
    };
    let (rows, _) = aggregate(app, &scope, kind, query).await?;
    Ok(rows.first().map_or(0, |row| row.count))
}
