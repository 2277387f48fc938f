//! Aggregates from the counters, where these know the answer.

use kith_access::Permit;
use kith_model::{Condition, CounterDef, Filter, Id, Op, Operand, Schema, TrashMode};

use super::counters::group_text;
use super::predicate::{owner_column, push_in};
use crate::sql::{Sql, Val};
use crate::{AggregateQuery, DayQuery, GroupBy, Measure};

/// The counters that answer a query, if they do: one statement per measure, each with rows of value,
/// currency, count and sum.
pub(crate) fn from_counters(
    permit: &Permit,
    schema: &Schema,
    query: &AggregateQuery,
) -> Option<Vec<(Option<String>, Sql)>> {
    let asked = Asked::read(schema, query)?;
    let hidden = &permit.mask().hidden;
    let group = match query.group_by.as_slice() {
        [] => None,
        [GroupBy { field, span: None }] => Some(field.as_str()),
        _ => return None,
    };
    let fields = [group, asked.only.map(|(field, _)| field), asked.owners.as_ref().map(|(f, _)| *f)];
    let plain = query.words.is_none() && query.trash == TrashMode::Live;
    if !plain || permit.rows().links.is_some() || fields.into_iter().flatten().any(|field| hidden.contains(field)) {
        return None;
    }
    let same_group = || {
        let same = move |def: &&CounterDef| {
            def.day.is_none() && def.group_by == group && def.only.map(|it| (it.field, it.value)) == asked.only
        };
        schema.kind.counters.iter().filter(same)
    };
    let first = same_group().next()?;
    let mut wanted = vec![(None, first.sum)];
    for measure in &query.measures {
        match measure {
            Measure::Count => {}
            Measure::Sum(key) if !hidden.contains(key) => {
                let def = same_group().find(|def| def.sum == Some(key.as_str()))?;
                wanted.push((Some(measure.name()), def.sum));
            }
            _ => return None,
        }
    }
    let owners = asked.owners.map(|(_, ids)| ids);
    let render = |(key, measure): (Option<String>, Option<&'static str>)| {
        let mut sql = select(permit, schema, first.name(), measure);
        push_owners(&mut sql, permit, owners.as_deref());
        sql.raw(" GROUP BY value, currency HAVING sum(n) <> 0 ORDER BY value, currency");
        (key, sql)
    };
    Some(wanted.into_iter().map(render).collect())
}

/// What a daily counter holds: rows of day and group, currency, count and sum. `None` where there is no such counter, or where one of its
/// fields is hidden from the caller.
pub(crate) fn by_day(permit: &Permit, schema: &Schema, query: &DayQuery<'_>) -> Option<(CounterDef, Sql)> {
    let hidden = &permit.mask().hidden;
    let def = schema.kind.counters.iter().find(|def| def.day.is_some_and(|day| day.name == query.counter))?;
    let fields = [def.day.map(|day| day.field), def.group_by, def.sum, def.only.map(|only| only.field)];
    let owner = query.owners.map(|_| owner_column(schema.kind));
    let unseen = fields.into_iter().chain([owner]).flatten().any(|field| hidden.contains(field));
    if unseen || permit.rows().links.is_some() {
        return None;
    }
    let mut sql = select(permit, schema, query.counter, def.sum);
    let bounds = [query.first, query.last.plus_days(1)].map(|day| Val::Text(day.to_string()));
    sql.add(" AND value >= ? AND value < ?", bounds);
    if let Some(group) = query.group {
        sql.add(" AND substr(value, 12) = ?", [Val::Text(group_text(group))]);
    }
    push_owners(&mut sql, permit, query.owners);
    sql.raw(" GROUP BY value, currency HAVING sum(n) <> 0 ORDER BY value, currency");
    Some((*def, sql))
}

fn select(permit: &Permit, schema: &Schema, name: &str, measure: Option<&str>) -> Sql {
    let mut sql = Sql::new();
    sql.add(
        "SELECT value, currency, CAST(sum(n) AS bigint), CAST(sum(sum) AS bigint) FROM counter \
         WHERE workspace_id = ? AND kind = ? AND field = ? AND measure = ?",
        [
            Val::Id(permit.workspace()),
            Val::Text(schema.kind.key.to_owned()),
            Val::Text(name.to_owned()),
            Val::Text(measure.unwrap_or("").to_owned()),
        ],
    );
    sql
}

/// Whose records the caller may read, and whose were asked for.
fn push_owners(sql: &mut Sql, permit: &Permit, asked: Option<&[Id]>) {
    for owners in [permit.rows().owners.as_deref(), asked].into_iter().flatten() {
        sql.raw(" AND ");
        push_in(sql, "owner_id", owners.iter().map(|id| Val::Id(*id)));
    }
}

/// A filter that counters can answer: one value of one field, some owners, or both.
#[derive(Default)]
struct Asked<'a> {
    only: Option<(&'a str, &'a str)>,
    owners: Option<(&'a str, Vec<Id>)>,
}

impl<'a> Asked<'a> {
    /// `None` where the filter asks for anything else.
    fn read(schema: &Schema, query: &'a AggregateQuery) -> Option<Self> {
        let mut asked = Asked::default();
        asked.add(schema, query, &query.filter)?;
        Some(asked)
    }

    fn add(&mut self, schema: &Schema, query: &'a AggregateQuery, filter: &'a Filter) -> Option<()> {
        match filter {
            Filter::And(list) => list.iter().try_for_each(|one| self.add(schema, query, one)),
            Filter::Is(Condition { field, op, operand }) if schema.kind.owner_field == Some(field) => {
                let texts = match (op, operand) {
                    (Op::Eq, Operand::One(value)) => std::slice::from_ref(value),
                    (Op::In, Operand::Many(values)) => values.as_slice(),
                    _ => return None,
                };
                let id = |text: &str| if text == "me" { query.me } else { text.parse().ok() };
                let ids = texts.iter().map(|json| id(json.as_str()?)).collect::<Option<Vec<Id>>>()?;
                self.owners.replace((field.as_str(), ids)).is_none().then_some(())
            }
            Filter::Is(Condition { field, op: Op::Eq, operand: Operand::One(value) }) => {
                self.only.replace((field.as_str(), value.as_str()?)).is_none().then_some(())
            }
            _ => None,
        }
    }
}
