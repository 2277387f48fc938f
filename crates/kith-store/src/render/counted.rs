//! Aggregates from the counters, where these know the answer: which counter, and which of its rows.

use kith_access::Permit;
use kith_model::operand::{Circumstances, When, when};
use kith_model::{Condition, CounterDef, Date, FieldType, Filter, Id, Op, Operand, RecordKind, Schema, TrashMode};

use super::counters::BETWEEN;
use super::predicate::{owner_column, push_in};
use crate::sql::{Sql, Val};
use crate::{AggregateQuery, GroupBy, Measure};

/// How counters answer a query.
pub(crate) struct CountedPlan {
    /// The counter whose rows say how many records there are.
    pub def: CounterDef,
    /// For each sum of money that is asked for, the field; the first is `def`'s own, if it has one.
    pub sums: Vec<&'static str>,
    /// Whether rows are apart by owner.
    pub owners: bool,
    /// Per sum (one where there are none): rows of value, owner, currency, count and sum, and one without
    /// a value where the counters are not kept by today's declarations and days.
    pub reads: Vec<Sql>,
}

/// The first counter that answers a query, if one does; `declared` is by which declarations counters
/// are kept.
pub(crate) fn from_counters(
    permit: &Permit,
    schema: &Schema,
    query: &AggregateQuery,
    declared: &str,
) -> Option<CountedPlan> {
    let hidden = &permit.mask().hidden;
    let asked = query.filter.fields().into_iter().chain(query.group_by.iter().map(|by| by.field.as_str()));
    let plain = query.words.is_none() && query.trash == TrashMode::Live && permit.rows().links.is_none();
    if !plain || asked.clone().any(|field| hidden.contains(field)) {
        return None;
    }
    let sums = sums(query)?;
    if sums.iter().any(|field| hidden.contains(*field)) {
        return None;
    }
    let sums = sums.iter().map(|sum| schema.kind.field(sum).map(|field| field.key)).collect::<Option<Vec<_>>>()?;
    let known = Asked::read(schema, query);
    let alike = |def: &CounterDef, sum: &str| {
        let same = |other: &&CounterDef| {
            (other.by, other.only, other.day, other.sum) == (def.by, def.only, def.day, Some(sum))
        };
        schema.kind.counters.iter().find(same)
    };
    let answers = |def: &&CounterDef| {
        known.answered_by(def)
            && sums.first().is_none_or(|first| def.sum == Some(*first))
            && sums.iter().all(|sum| alike(def, sum).is_some())
    };
    let def = schema.kind.counters.iter().find(answers)?;
    let owner = owner_column(schema.kind);
    let owners = asked.into_iter().any(|field| field == owner);
    let read = |sum: Option<&'static str>| {
        let name = sum.and_then(|sum| alike(def, sum)).unwrap_or(def).name;
        let mut sql = Sql::new();
        sql.raw(if owners { "SELECT value, owner_id" } else { "SELECT value, NULL" });
        sql.add(
            ", currency, CAST(sum(n) AS bigint), CAST(sum(sum) AS bigint) FROM counter \
             WHERE workspace_id = ? AND kind = ? AND field = ? AND measure = ?",
            [
                Val::Id(permit.workspace()),
                Val::Text(schema.kind.key.to_owned()),
                Val::Text(name.to_owned()),
                Val::Text(sum.or(def.sum).unwrap_or("").to_owned()),
            ],
        );
        known.push_beginning(&mut sql, schema.kind, def);
        for ids in permit.rows().owners.iter().chain(&known.owners) {
            sql.raw(" AND ");
            push_in(&mut sql, "owner_id", ids.iter().map(|id| Val::Id(*id)));
        }
        sql.raw(if owners { " GROUP BY value, owner_id, currency" } else { " GROUP BY value, currency" });
        sql.raw(" HAVING sum(n) <> 0");
        push_unless_kept(&mut sql, permit.workspace(), def, query, declared);
        sql
    };
    let reads = if sums.is_empty() { vec![read(None)] } else { sums.iter().map(|sum| read(Some(*sum))).collect() };
    Some(CountedPlan { def: *def, sums, owners, reads })
}

/// A row without a value where counters are not kept like this (yet).
fn push_unless_kept(sql: &mut Sql, workspace: Id, def: &CounterDef, query: &AggregateQuery, declared: &str) {
    let nothing = " UNION ALL SELECT NULL, NULL, NULL, 0, 0";
    sql.raw(nothing).add(
        " FROM counter_basis AS b WHERE b.workspace_id = ? AND (b.declared <> ?",
        [Val::Id(workspace), Val::Text(declared.to_owned())],
    );
    if def.day.is_some() {
        let zone = || Val::Text(query.time_zone.clone());
        sql.add(" OR b.time_zone <> ?)", [zone()]);
        sql.raw(nothing).add(
            " WHERE NOT EXISTS (SELECT 1 FROM \"workspace\" AS w WHERE w.workspace_id = ? AND w.id = ? AND w.time_zone = ?)",
            [Val::Id(workspace), Val::Id(workspace), zone()],
        );
    } else {
        sql.raw(")");
    }
}

/// The money fields that are asked for, each once; `None` where something else is measured than counters
/// hold.
fn sums(query: &AggregateQuery) -> Option<Vec<&str>> {
    let mut sums: Vec<&str> = Vec::new();
    for measure in &query.measures {
        match measure {
            Measure::Count => {}
            Measure::Sum(key) | Measure::Avg(key) if sums.contains(&key.as_str()) => {}
            Measure::Sum(key) | Measure::Avg(key) => sums.push(key),
            _ => return None,
        }
    }
    Some(sums)
}

/// What a query asks for, as far as it decides which counter answers it.
struct Asked<'a> {
    query: &'a AggregateQuery,
    schema: &'a Schema,
    /// Conditions that all records meet.
    conditions: Vec<&'a Condition>,
    /// All conditions, wherever they stand.
    anywhere: Vec<&'a Condition>,
    /// Whose records: one list for each condition that says so.
    owners: Vec<Vec<Id>>,
}

impl<'a> Asked<'a> {
    fn read(schema: &'a Schema, query: &'a AggregateQuery) -> Self {
        let mut asked = Asked { query, schema, conditions: Vec::new(), anywhere: Vec::new(), owners: Vec::new() };
        asked.add(&query.filter, true);
        let owner = owner_column(schema.kind);
        let ids = |condition: &&Condition| {
            let texts = match (&condition.op, &condition.operand) {
                (Op::Eq, Operand::One(value)) => std::slice::from_ref(value),
                (Op::In, Operand::Many(values)) => values.as_slice(),
                _ => return None,
            };
            let id = |text: &str| if text == "me" { query.me } else { text.parse().ok() };
            texts.iter().map(|json| id(json.as_str()?)).collect::<Option<Vec<Id>>>()
        };
        asked.owners = asked.conditions.iter().filter(|condition| condition.field == owner).filter_map(ids).collect();
        asked
    }

    fn add(&mut self, filter: &'a Filter, always: bool) {
        match filter {
            Filter::And(list) => list.iter().for_each(|inner| self.add(inner, always)),
            Filter::Or(list) => list.iter().for_each(|inner| self.add(inner, false)),
            Filter::Not(inner) => self.add(inner, false),
            Filter::Is(condition) => {
                self.anywhere.push(condition);
                if always {
                    self.conditions.push(condition);
                }
            }
        }
    }

    fn at(&self) -> Circumstances<'_> {
        Circumstances { now: self.query.now, time_zone: &self.query.time_zone, me: self.query.me }
    }

    /// Whether a counter has all that is asked for, and counts all records that are.
    fn answered_by(&self, def: &CounterDef) -> bool {
        let owner = owner_column(self.schema.kind);
        let has = |field: &str| field == owner || def.by.contains(&field);
        let is_day = |field: &str| def.day == Some(field);
        let is_only = |field: &str| def.only.is_some_and(|(only, _)| only == field);
        let group = |by: &GroupBy| match by.span {
            None => has(&by.field) || is_only(&by.field),
            Some(_) => is_day(&by.field) || has(&by.field),
        };
        let only = def.only.is_none_or(|(field, value)| {
            self.conditions.iter().any(|condition| {
                let is_value = matches!(&condition.operand, Operand::One(one) if one.as_str() == Some(value));
                condition.field == field && condition.op == Op::Eq && is_value
            })
        });
        // Who has no such moment is not counted, so it must not be asked for.
        let day = def.day.is_none_or(|field| {
            let sure = |condition: &&Condition| condition.field == field && condition.op != Op::Empty;
            field == "created_at" || self.conditions.iter().any(sure)
        });
        let known = |condition: &&Condition| {
            let field = condition.field.as_str();
            has(field) || is_only(field) || (is_day(field) && self.is_of_whole_days(condition))
        };
        only && day && self.anywhere.iter().all(known) && self.query.group_by.iter().all(group)
    }

    /// Whether a condition on a moment is the same for all moments of a day.
    fn is_of_whole_days(&self, condition: &Condition) -> bool {
        let Some(spec) = self.schema.field(&condition.field) else { return false };
        let at = self.at();
        let whole = |json| match (when(spec, json, &at), condition.op) {
            (Ok(When::Day(_)), _) => true,
            (Ok(When::Moment(moment)), Op::Before | Op::OnOrAfter) => {
                moment.date_in(at.time_zone).start_in(at.time_zone) == moment
            }
            _ => false,
        };
        match (condition.op, &condition.operand) {
            (Op::InLastDays | Op::InNextDays | Op::NotEmpty, _) => true,
            (_, Operand::One(json)) => whole(json),
            (_, Operand::Many(list)) => list.iter().all(whole),
            _ => false,
        }
    }

    /// Confines the rows to those whose value can begin as asked. What else is asked of them is asked
    /// of each row that is read.
    fn push_beginning(&self, sql: &mut Sql, kind: &RecordKind, def: &CounterDef) {
        let first = def.by.first().copied();
        let dated = first.filter(|field| kind.field(field).is_some_and(|field| field.ty == FieldType::Date));
        if let Some(field) = def.day.or(dated) {
            let (from, to) = self.days(field);
            if let Some(from) = from {
                sql.add(" AND value >= ?", [Val::Text(from.to_string())]);
            }
            if let Some(to) = to {
                sql.add(" AND value < ?", [Val::Text(to.plus_days(1).to_string())]);
            }
            // What follows the day, where it is one field alone.
            if let (Some(text), [_], true) = (self.wanted(first), def.by, def.day.is_some()) {
                sql.add(" AND substr(value, 12) = ?", [Val::Text(text)]);
            }
            return;
        }
        if let Some(text) = self.wanted(first) {
            let after = char::from_u32(BETWEEN as u32 + 1).unwrap_or(' ');
            sql.add(" AND value >= ? AND value < ?", [Val::Text(text.clone()), Val::Text(format!("{text}{after}"))]);
        }
    }

    /// The one value that a field must have, as counters write it.
    fn wanted(&self, field: Option<&str>) -> Option<String> {
        let field = field?;
        let same = |condition: &&&Condition| condition.field == field && condition.op == Op::Eq;
        match &self.conditions.iter().find(same)?.operand {
            Operand::One(one) => self.written(field, one.as_str()?),
            _ => None,
        }
    }

    /// A value to compare with as counters write it, where that is plain.
    fn written(&self, field: &str, text: &str) -> Option<String> {
        match self.schema.field(field)?.ty {
            FieldType::Select => Some(text.to_owned()),
            FieldType::Reference => text.parse::<Id>().ok().map(|id| id.to_string()),
            _ => None,
        }
    }

    /// The days between which all records asked for must lie, as far as that is easily said.
    fn days(&self, field: &str) -> (Option<Date>, Option<Date>) {
        let (mut from, mut to): (Option<Date>, Option<Date>) = (None, None);
        let Some(spec) = self.schema.field(field) else { return (from, to) };
        let at = self.at();
        for condition in self.conditions.iter().filter(|condition| condition.field == field) {
            let Operand::One(json) = &condition.operand else { continue };
            let day = match when(spec, json, &at) {
                Ok(When::Day(day)) => day,
                Ok(When::Moment(moment)) => moment.date_in(at.time_zone),
                Err(_) => continue,
            };
            match condition.op {
                Op::OnOrAfter | Op::After => from = from.max(Some(day)),
                Op::OnOrBefore | Op::Before => to = Some(to.map_or(day, |to| to.min(day))),
                _ => {}
            }
        }
        (from, to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Span;
    use kith_access::{Action, Scope, decide};
    use kith_model::Timestamp;
    use serde_json::{Value as Json, json};

    /// Which counter answers.
    fn counter(key: &str, filter: Json, by: &[&str], measures: &[&str]) -> Option<&'static str> {
        let schema = Schema::new(kith_catalog::find_kind(key).expect("a kind"), Vec::new());
        let query = AggregateQuery {
            filter: Filter::from_json(&schema, &filter).expect("a filter"),
            words: None,
            group_by: by.iter().map(|by| GroupBy::parse(by).expect("a grouping")).collect(),
            measures: measures.iter().map(|text| Measure::parse(text).expect("a measure")).collect(),
            trash: TrashMode::Live,
            now: Timestamp::from_micros(1_774_780_200_000_000),
            time_zone: "Asia/Kolkata".into(),
            me: None,
        };
        let scope = Scope::system(Id::NIL);
        let permit = decide(&scope, key, Action::Read, schema.kind.activity).expect("a permit");
        from_counters(&permit, &schema, &query, "").map(|plan| plan.def.name)
    }

    fn is(field: &str, op: &str, value: impl Into<Json>) -> Json {
        json!({"field": field, "op": op, "value": value.into()})
    }

    #[test]
    fn figures_that_many_wait_for_are_counted() {
        let all = || json!({"and": []});
        let stage = "0192f000-0000-7000-8000-000000000001";
        let during = |field: &str| json!({"and": [is(field, "on_or_after", "2025-12-31T18:30:00Z"), is(field, "before", "2026-12-31T18:30:00Z")]});
        let and = |list: Vec<Json>| json!({ "and": list });
        let both = ["count", "sum:amount", "sum:weighted_amount"];
        let cases = [
            ("deal", all(), vec![], vec!["count"], "stage_id"),
            ("deal", is("pipeline_id", "eq", stage), vec!["stage_id"], both.to_vec(), "stage_id"),
            ("deal", is("status", "eq", "open"), vec!["owner_id"], both.to_vec(), "stage_id"),
            (
                "deal",
                and(vec![during("closed_at"), is("status", "eq", "won")]),
                vec!["closed_at:month"],
                vec!["avg:amount"],
                "closed.day",
            ),
            (
                "deal",
                and(vec![is("status", "eq", "open"), is("probability", "gte", 75)]),
                vec!["expected_close_on:month"],
                both.to_vec(),
                "expected",
            ),
            ("lead", all(), vec!["source"], vec!["count"], "source"),
            (
                "lead",
                and(vec![
                    during("created_at"),
                    json!({"or": [is("stage", "in", vec!["new"]), is("status", "eq", "converted")]}),
                ]),
                vec![],
                vec!["count"],
                "stage.day",
            ),
        ];
        for (kind, filter, by, measures, expected) in cases {
            assert_eq!(counter(kind, filter.clone(), &by, &measures), Some(expected), "{filter} {by:?}");
        }
        assert!(matches!(GroupBy::parse("closed_at:month").and_then(|by| by.span), Some(Span::Month)));
    }

    #[test]
    fn what_counters_do_not_know_is_not_asked_of_them() {
        let count = ["count"];
        let none = |filter: Json, by: &[&str], measures: &[&str]| {
            assert_eq!(counter("deal", filter.clone(), by, measures), None, "{filter} {by:?} {measures:?}");
        };
        // Another field, another measure.
        none(is("title", "eq", "Acme"), &[], &count);
        none(json!({"and": []}), &["source"], &count);
        none(json!({"and": []}), &[], &["max:amount"]);
        // Deals that are not closed have no day.
        none(is("status", "eq", "won"), &["closed_at:month"], &count);
        none(json!({"or": [is("closed_at", "on_or_after", "2026-01-01"), is("status", "eq", "open")]}), &[], &count);
        none(is("closed_at", "empty", Json::Null), &[], &count);
        // Moments in the middle of a day.
        none(is("closed_at", "before", "2026-01-01T00:00:00Z"), &[], &count);
        none(is("closed_at", "after", "2025-12-31T18:30:00Z"), &[], &count);
        // Only open ones are counted by what is expected of them.
        none(is("probability", "gte", 75), &[], &count);
        none(json!({"or": [is("status", "eq", "open"), is("probability", "gte", 75)]}), &[], &count);
    }
}
