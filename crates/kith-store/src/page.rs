//! Pages of records as the API answers them, single records, and streams of them.

use bytes::Bytes;
use kith_access::Permit;
use kith_model::{Cursor, Id, PageQuery, Position, Record, Schema};
use tokio::sync::mpsc;

use crate::render::{ListContext, ListPlan, Reader, RecordReader, Rows, Shape, limited, push_in, push_rows};
use crate::row::Row;
use crate::sql::{Sql, Val};
use crate::{Store, StoreError};

/// Rows of an export that are in memory at once.
const BATCH: u32 = 500;

/// One page. The rows are a JSON array, written while the rows were stepped.
#[derive(Clone, Debug)]
pub struct Page {
    /// `[{…}, …]`.
    pub rows: Bytes,
    /// How many rows there are in it.
    pub count: usize,
    /// The position to continue after; `None` at the end.
    pub next: Option<Position>,
    /// The position to go back before; `None` at the beginning.
    pub previous: Option<Position>,
}

/// A reference field whose title stands beside it, and the right to read what it points to.
/// Where the caller has no such right, it is not included and the answer is null.
#[derive(Clone, Debug)]
pub struct Include {
    /// The field's key: `company_id`, or `tags`.
    pub field: String,
    /// Permit to read the target's kind; `None` answers null.
    pub permit: Option<Permit>,
}

impl Store {
    /// A record with all its fields, for rules; live or trashed.
    pub async fn find_record(&self, permit: &Permit, schema: &Schema, id: Id) -> Result<Option<Record>, StoreError> {
        let reader = RecordReader::new(schema);
        let mut sql = Sql::new();
        sql.raw("SELECT ");
        reader.push_columns(&mut sql);
        sql.raw(" FROM ").ident(schema.kind.key).raw(" AS t WHERE ");
        push_rows(&mut sql, self.kinds, "t", schema.kind, permit);
        sql.add(" AND t.\"id\" = ?", [Val::Id(id)]);
        self.db.first(sql, move |row| reader.read(row)).await
    }

    /// A record as the API answers it, without hidden fields, and its version; live or trashed.
    pub async fn find_json(
        &self,
        permit: &Permit,
        schema: &Schema,
        id: Id,
        includes: &[Include],
    ) -> Result<Option<(Bytes, i64)>, StoreError> {
        let shape = Shape::new(self.kinds, schema, &permit.mask().hidden, None, includes);
        let mut sql = Sql::new();
        shape.push_select(&mut sql, schema, |_| {});
        push_rows(&mut sql, self.kinds, "t", schema.kind, permit);
        sql.add(" AND t.\"id\" = ?", [Val::Id(id)]);
        let init = (Rows::default(), 0);
        let step = move |found: &mut (Rows, i64), row: &Row<'_>| {
            found.1 = row.get(1)?;
            found.0.push_single(&shape, row)
        };
        let (mut rows, version) = self.db.read(sql, init, step).await?;
        self.fill(&mut rows, includes).await?;
        Ok(rows.into_single().map(|json| (json, version)))
    }

    /// A page of a list.
    pub async fn list_page(
        &self,
        permit: &Permit,
        schema: &Schema,
        query: &PageQuery,
        includes: &[Include],
    ) -> Result<Page, StoreError> {
        let shape = Shape::new(self.kinds, schema, &permit.mask().hidden, query.fields.as_deref(), includes);
        let plan = ListPlan::new(&self.list_context(permit, schema), query, Reader::Json(shape))?;
        let (order, reader) = (plan.order.clone(), plan.reader.clone());
        let limit = query.limit.max(1) as usize;
        let mut rows = Rows::default();
        for sql in plan.statements() {
            let wanted = limit + 1 - rows.len();
            let (order, reader) = (order.clone(), reader.clone());
            let step = move |rows: &mut Rows, row: &Row<'_>| match &*reader {
                Reader::Json(shape) => rows.push(shape, &order, limit, row),
                Reader::Record(_) => Ok(()),
            };
            rows = self.db.read(limited(sql, wanted), rows, step).await?;
            if rows.more {
                break;
            }
        }
        self.fill(&mut rows, includes).await?;
        Ok(rows.into_page(query, order.backwards))
    }

    /// A page of typed records with all their fields, in list order, for rules and jobs.
    pub async fn list_records(
        &self,
        permit: &Permit,
        schema: &Schema,
        query: &PageQuery,
    ) -> Result<Vec<Record>, StoreError> {
        let (records, _) = self.records(permit, schema, query).await?;
        Ok(records)
    }

    /// Every record of a list, in batches, with constant memory. Hidden fields are left out.
    pub fn export(
        &self,
        permit: &Permit,
        schema: &Schema,
        query: &PageQuery,
    ) -> mpsc::Receiver<Result<Vec<Record>, StoreError>> {
        let (sender, receiver) = mpsc::channel(1);
        let (store, permit, schema, mut query) = (self.clone(), permit.clone(), schema.clone(), query.clone());
        query.limit = BATCH;
        query.cursor = Cursor::Start;
        tokio::spawn(async move {
            loop {
                let (mut records, next) = match store.records(&permit, &schema, &query).await {
                    Ok(batch) => batch,
                    Err(error) => {
                        drop(sender.send(Err(error)).await);
                        return;
                    }
                };
                for record in &mut records {
                    record.values.retain(|key, _| !permit.mask().hidden.contains(key));
                }
                // Nobody listening any more ends it.
                if !records.is_empty() && sender.send(Ok(records)).await.is_err() {
                    return;
                }
                match next {
                    Some(position) => query.cursor = Cursor::After(position),
                    None => return,
                }
            }
        });
        receiver
    }

    /// The titles of those of `ids` that the permit reaches, sorted by id.
    pub async fn titles(&self, permit: &Permit, ids: &[Id]) -> Result<Vec<(Id, String)>, StoreError> {
        let Some(kind) = self.kinds.find(permit.kind()) else { return Ok(Vec::new()) };
        let mut found = Vec::with_capacity(ids.len());
        for ids in ids.chunks(BATCH as usize) {
            let mut sql = Sql::new();
            sql.raw("SELECT t.\"id\", t.\"title\" FROM ").ident(kind.key).raw(" AS t WHERE ");
            push_rows(&mut sql, self.kinds, "t", kind, permit);
            sql.raw(" AND ");
            push_in(&mut sql, "t.\"id\"", ids.iter().map(|id| Val::Id(*id)));
            found.extend(self.db.all(sql, |row| Ok((row.get(0)?, row.get(1)?))).await?);
        }
        found.sort_unstable_by_key(|(id, _): &(Id, String)| *id);
        Ok(found)
    }

    pub(crate) fn list_context<'a>(&self, permit: &'a Permit, schema: &'a Schema) -> ListContext<'a> {
        ListContext { dialect: self.db.dialect(), kinds: self.kinds, permit, schema }
    }

    async fn records(
        &self,
        permit: &Permit,
        schema: &Schema,
        query: &PageQuery,
    ) -> Result<(Vec<Record>, Option<Position>), StoreError> {
        let reader = RecordReader::new(schema);
        let plan = ListPlan::new(&self.list_context(permit, schema), query, Reader::Record(reader))?;
        let (order, reader) = (plan.order.clone(), plan.reader.clone());
        let limit = query.limit.max(1) as usize;
        let mut found: (Vec<Record>, Option<Position>, bool) = (Vec::new(), None, false);
        for sql in plan.statements() {
            let wanted = limit + 1 - found.0.len();
            let (order, reader) = (order.clone(), reader.clone());
            let step = move |found: &mut (Vec<Record>, Option<Position>, bool), row: &Row<'_>| {
                let Reader::Record(reader) = &*reader else { return Ok(()) };
                if found.0.len() == limit {
                    found.2 = true;
                    return Ok(());
                }
                let record = reader.read(row)?;
                if found.0.len() + 1 == limit {
                    found.1 = Some(order.position(row, reader.width, record.id)?);
                }
                found.0.push(record);
                Ok(())
            };
            found = self.db.read(limited(sql, wanted), found, step).await?;
            if found.2 {
                break;
            }
        }
        let (mut records, edge, more) = found;
        if order.backwards {
            records.reverse();
        }
        Ok((records, edge.filter(|_| more)))
    }

    /// Puts the titles of lists of references beside them.
    async fn fill(&self, rows: &mut Rows, includes: &[Include]) -> Result<(), StoreError> {
        if !rows.has_gaps() {
            return Ok(());
        }
        let missing = rows.missing();
        let mut titles = Vec::new();
        for permit in includes.iter().filter_map(|include| include.permit.as_ref()) {
            if missing.iter().any(|(kind, _)| *kind == permit.kind()) {
                let ids: Vec<Id> =
                    missing.iter().filter(|(kind, _)| *kind == permit.kind()).map(|(_, id)| *id).collect();
                titles.extend(self.titles(permit, &ids).await?);
            }
        }
        titles.sort_unstable_by_key(|(id, _)| *id);
        rows.fill(&titles);
        Ok(())
    }
}
