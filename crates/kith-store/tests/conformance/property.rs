//! Random filter trees over random records, against the evaluator in memory.

use std::sync::Arc;

use kith_model::{Condition, FieldSpec, Filter, Op, Operand, Record, Schema, TrashMode};
use kith_store::{AggregateQuery, GroupBy, Measure};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::common::engines;
use crate::fixture::{Fixture, NOW, ZONE, kind, schema};
use crate::kinds::check;
use crate::naive::Naive;
use crate::operands::operands;

/// Every condition on these fields that makes sense for some records, to build trees from.
fn conditions(
    fixture: &Fixture,
    schema: &Schema,
    records: &[Record],
    about: impl Fn(&FieldSpec) -> bool,
) -> Vec<Filter> {
    let mut all = Vec::new();
    for spec in schema.fields.iter().chain(schema.common.iter()).filter(|spec| about(spec)) {
        for op in spec.operators() {
            for operand in operands(fixture, spec, *op, records) {
                all.push(Filter::Is(Condition { field: spec.key.clone(), op: *op, operand }));
            }
        }
    }
    all
}

fn trees(conditions: Vec<Filter>) -> impl Strategy<Value = Filter> {
    proptest::sample::select(conditions).prop_recursive(4, 20, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Filter::And),
            prop::collection::vec(inner.clone(), 0..4).prop_map(Filter::Or),
            inner.prop_map(|filter| Filter::Not(Box::new(filter))),
        ]
    })
}

#[test]
fn random_trees_find_what_memory_finds() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    for db in engines() {
        let fixture = Arc::new(runtime.block_on(Fixture::new(&db)));
        for (key, seed) in [("contact", 41), ("lead", 42), ("deal", 43), ("task", 44), ("interaction", 45)] {
            let schema = schema(kind(key));
            runtime.block_on(fixture.fill(&schema, 40, seed, true));
            let records = runtime.block_on(fixture.all(&schema));
            let naive = Naive { schema: &schema, me: fixture.me };
            let config = Config { cases: 60, failure_persistence: None, ..Config::default() };
            let strategy = trees(conditions(&fixture, &schema, &records, |_| true));
            let outcome = TestRunner::new(config).run(&strategy, |filter| {
                runtime.block_on(check(&fixture, &naive, &records, filter));
                Ok(())
            });
            outcome.expect("they agree");
        }
        runtime.block_on(fixture.store.close());
    }
}

/// What counters answer is what the records say, whatever is asked of the fields that counters go by.
#[test]
fn random_trees_count_the_same_from_counters_and_records() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    // A condition that all records meet and no counter knows makes the store look at the records.
    let always = || Filter::Is(Condition { field: "updated_at".into(), op: Op::NotEmpty, operand: Operand::None });
    for db in engines() {
        let fixture = Arc::new(runtime.block_on(Fixture::new(&db)));
        for (key, seed) in [("deal", 51), ("lead", 52), ("contact", 53), ("task", 54)] {
            let schema = schema(kind(key));
            runtime.block_on(fixture.fill(&schema, 60, seed, true));
            let records = runtime.block_on(fixture.all(&schema));
            let permit = fixture.read(key);
            for def in schema.kind.counters {
                let only = def.only.map(|(field, _)| field);
                let fields: Vec<&str> =
                    def.by.iter().copied().chain(def.day).chain(only).chain([schema.owner_column()]).collect();
                let counted = conditions(&fixture, &schema, &records, |spec| fields.contains(&spec.key.as_str()));
                let group = |field: &&str| {
                    let dated = def.day == Some(field) || *field == "expected_close_on";
                    if dated { format!("{field}:month") } else { (*field).to_owned() }
                };
                let mut groups: Vec<Option<String>> = fields.iter().map(|field| Some(group(field))).collect();
                groups.push(None);
                let strategy = (trees(counted), proptest::sample::select(groups));
                let config = Config { cases: 12, failure_persistence: None, ..Config::default() };
                let outcome = TestRunner::new(config).run(&strategy, |(filter, group)| {
                    let mut parts = vec![filter];
                    if let Some((field, value)) = def.only {
                        let operand = Operand::One(value.into());
                        parts.push(Filter::Is(Condition { field: field.into(), op: Op::Eq, operand }));
                    }
                    if let Some(field) = def.day {
                        let operand = Operand::None;
                        parts.push(Filter::Is(Condition { field: field.into(), op: Op::NotEmpty, operand }));
                    }
                    let ask = |filter: Filter| {
                        let sum = def.sum.map(str::to_owned);
                        let query = AggregateQuery {
                            filter,
                            words: None,
                            group_by: group.iter().filter_map(|by| GroupBy::parse(by)).collect(),
                            measures: sum
                                .iter()
                                .cloned()
                                .map(Measure::Sum)
                                .chain(sum.iter().cloned().map(Measure::Avg))
                                .collect(),
                            trash: TrashMode::Live,
                            now: NOW,
                            time_zone: ZONE.into(),
                            me: Some(fixture.me),
                        };
                        let answer = runtime.block_on(fixture.store.aggregate(&permit, &schema, &query));
                        let (mut rows, _) = answer.expect("an aggregate");
                        rows.sort_by_key(|row| format!("{:?}", row.groups));
                        rows
                    };
                    let scanned = ask(Filter::And(parts.iter().cloned().chain([always()]).collect()));
                    prop_assert_eq!(ask(Filter::And(parts)), scanned, "{} by {:?}", def.name, group);
                    Ok(())
                });
                outcome.expect("they agree");
            }
        }
        runtime.block_on(fixture.store.close());
    }
}
