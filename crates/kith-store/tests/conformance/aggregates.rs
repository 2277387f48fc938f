//! Counts and sums, from counters and from the records, and counters after random writes.

use std::collections::BTreeMap;

use kith_access::Action;
use kith_model::{Condition, Filter, Op, Operand, Record, TrashMode, Value};
use kith_store::{AggregateQuery, AggregateRow, GroupBy, Measure, Span};
use serde_json::json;

use crate::common::engines;
use crate::fixture::{Fixture, NOW, Rng, ZONE, kind, schema};
use crate::kinds::normal;

fn query(fixture: &Fixture, filter: Filter, group_by: Option<&str>, measures: Vec<Measure>) -> AggregateQuery {
    AggregateQuery {
        filter,
        words: None,
        group_by: group_by.map(|text| GroupBy::parse(text).expect("a grouping")).into_iter().collect(),
        measures,
        trash: TrashMode::Live,
        now: NOW,
        time_zone: ZONE.into(),
        me: Some(fixture.me),
    }
}

/// What an aggregate of deals should be: by group, the count, and sums per currency.
type Expected = BTreeMap<String, (i64, BTreeMap<String, i64>)>;

fn expected(records: &[Record], group: impl Fn(&Record) -> Value) -> Expected {
    let mut out = Expected::new();
    for record in records {
        let entry = out.entry(format!("{:?}", group(record))).or_default();
        entry.0 += 1;
        if let Value::Money(money) = record.value("amount") {
            *entry.1.entry(money.currency().to_owned()).or_default() += money.amount;
        }
    }
    out
}

fn answered(rows: &[AggregateRow]) -> Expected {
    let sums =
        |row: &AggregateRow| row.money[0].1.iter().map(|money| (money.currency().to_owned(), money.amount)).collect();
    rows.iter().map(|row| (format!("{:?}", row.group()), (row.count, sums(row)))).collect()
}

#[tokio::test]
async fn aggregates_agree_with_memory() {
    for db in engines() {
        let fixture = Fixture::new(&db).await;
        let schema = schema(kind("deal"));
        fixture.fill(&schema, 60, 31, true).await;
        let records = fixture.all(&schema).await;
        let permit = fixture.read("deal");
        let measures = || vec![Measure::Count, Measure::Sum("amount".into()), Measure::Avg("probability".into())];
        // A condition that all records meet makes the store look at the records.
        let everything = Filter::Is(Condition { field: "title".into(), op: Op::NotEmpty, operand: Operand::None });
        for group in
            ["stage_id", "status", "owner_id", "custom.c_select", "custom.c_boolean", "probability", "lost_reason"]
        {
            let expected = expected(&records, |record| record.value(group).clone());
            let scanned = query(&fixture, everything.clone(), Some(group), measures());
            let (rows, _) = fixture.store.aggregate(&permit, &schema, &scanned).await.expect("an aggregate");
            assert_eq!(answered(&rows), expected, "{} {group}", fixture.store.engine_name());
            let counted =
                query(&fixture, Filter::all(), Some(group), vec![Measure::Count, Measure::Sum("amount".into())]);
            let (rows, _) = fixture.store.aggregate(&permit, &schema, &counted).await.expect("an aggregate");
            assert_eq!(answered(&rows), expected, "{} {group} counted", fixture.store.engine_name());
        }
        for filter in [Filter::all(), everything.clone()] {
            let all = query(&fixture, filter, None, vec![Measure::Sum("amount".into())]);
            let (rows, _) = fixture.store.aggregate(&permit, &schema, &all).await.expect("an aggregate");
            assert_eq!(answered(&rows), expected(&records, |_| Value::Null));
        }
        for field in ["closed_at", "expected_close_on", "created_at", "custom.c_datetime", "custom.c_date"] {
            let by_month = query(
                &fixture,
                everything.clone(),
                Some(&format!("{field}:month")),
                vec![Measure::Sum("amount".into())],
            );
            let (rows, _) = fixture.store.aggregate(&permit, &schema, &by_month).await.expect("an aggregate");
            let month = |record: &Record| {
                let day = match crate::naive::field_value(record, field) {
                    Value::Time(time) => time.date_in(ZONE),
                    Value::Date(day) => day,
                    _ => return Value::Null,
                };
                Value::Date(format!("{}-01", &day.to_string()[..7]).parse().expect("a day"))
            };
            assert_eq!(answered(&rows), expected(&records, month), "{} {field}", fixture.store.engine_name());
        }
        let averages = query(
            &fixture,
            Filter::all(),
            None,
            vec![Measure::Avg("probability".into()), Measure::Sum("probability".into())],
        );
        let (rows, _) = fixture.store.aggregate(&permit, &schema, &averages).await.expect("an aggregate");
        let numbers: Vec<f64> = records
            .iter()
            .filter_map(|r| match r.value("probability") {
                Value::Int(n) => Some(*n as f64),
                _ => None,
            })
            .collect();
        let sum: f64 = numbers.iter().sum();
        assert_eq!(rows[0].numbers[1], ("sum_probability".to_owned(), Some(sum)));
        assert!((rows[0].numbers[0].1.expect("a mean") - sum / numbers.len() as f64).abs() < 1e-9);
        let nothing = Filter::Is(Condition { field: "title".into(), op: Op::Eq, operand: Operand::One(json!("none")) });
        let none = query(&fixture, nothing, None, vec![Measure::Sum("amount".into())]);
        let (rows, _) = fixture.store.aggregate(&permit, &schema, &none).await.expect("an aggregate");
        assert_eq!((rows.len(), rows[0].count, rows[0].money[0].1.len()), (1, 0, 0));
        fixture.store.close().await;
    }
}

#[tokio::test]
async fn spans_of_time_and_pairs_of_groups_agree_with_memory() {
    for db in engines() {
        let fixture = Fixture::new(&db).await;
        let schema = schema(kind("deal"));
        fixture.fill(&schema, 60, 77, true).await;
        let records = fixture.all(&schema).await;
        let permit = fixture.read("deal");
        let start = |record: &Record, field: &str, span: Span| match record.value(field) {
            Value::Time(at) => Value::Date(span.start_of(at.date_in(ZONE))),
            Value::Date(day) => Value::Date(span.start_of(*day)),
            _ => Value::Null,
        };
        let spans = [
            ("day", Span::Day),
            ("week", Span::Week),
            ("month", Span::Month),
            ("quarter", Span::Quarter),
            ("year", Span::Year),
        ];
        for field in ["closed_at", "expected_close_on"] {
            for (name, span) in spans {
                let measures = vec![Measure::Count, Measure::Sum("amount".into())];
                let mut asked = query(&fixture, Filter::all(), Some(&format!("{field}:{name}")), measures);
                asked.group_by.push(GroupBy::field("status"));
                let (rows, _) = fixture.store.aggregate(&permit, &schema, &asked).await.expect("an aggregate");
                let pair = |record: &Record| vec![start(record, field, span), record.value("status").clone()];
                let mut wanted: BTreeMap<String, (i64, BTreeMap<String, i64>)> = BTreeMap::new();
                for record in &records {
                    let entry = wanted.entry(format!("{:?}", pair(record))).or_default();
                    entry.0 += 1;
                    if let Value::Money(money) = record.value("amount") {
                        *entry.1.entry(money.currency().to_owned()).or_default() += money.amount;
                    }
                }
                let sums = |row: &AggregateRow| {
                    row.money[0].1.iter().map(|money| (money.currency().to_owned(), money.amount)).collect()
                };
                let found: BTreeMap<_, _> =
                    rows.iter().map(|row| (format!("{:?}", row.groups), (row.count, sums(row)))).collect();
                assert_eq!(found, wanted, "{field} by {name} on {}", fixture.store.engine_name());
            }
        }
        let lengths: Vec<f64> = records
            .iter()
            .filter_map(|record| match record.value("closed_at") {
                Value::Time(at) => Some((at.as_micros() - record.created_at.as_micros()) as f64 / 86_400_000_000.0),
                _ => None,
            })
            .collect();
        let measures = vec![Measure::Days("created_at".into(), "closed_at".into()), Measure::Max("probability".into())];
        let asked = query(&fixture, Filter::all(), None, measures);
        let (rows, _) = fixture.store.aggregate(&permit, &schema, &asked).await.expect("an aggregate");
        let mean = rows[0].numbers[0].1.expect("a mean");
        assert!((mean - lengths.iter().sum::<f64>() / lengths.len() as f64).abs() < 1e-6);
        assert_eq!(rows[0].numbers[1], ("max_probability".to_owned(), Some(3.0)));
        fixture.store.close().await;
    }
}

#[tokio::test]
async fn counters_stay_right_under_random_writes() {
    for db in engines() {
        let fixture = Fixture::new(&db).await;
        for key in ["deal", "lead", "contact", "task"] {
            let schema = schema(kind(key));
            let mut rng = Rng(0x5eed ^ key.len() as u64);
            let mut records = fixture.fill(&schema, 10, 3, true).await;
            for step in 0..60 {
                let at = rng.below(records.len());
                let before = records[at].clone();
                let mut set = fixture.set();
                match rng.below(6) {
                    0 => {
                        let new = fixture.record(&schema, &mut rng, 100 + step, true);
                        set.insert(&fixture.permit(key, Action::Create), &schema, new.clone());
                        records.push(new);
                    }
                    1 if before.deleted_at.is_some() && records.len() > 1 => {
                        set.purge(&fixture.permit(key, Action::Delete), &schema, before);
                        records.swap_remove(at);
                    }
                    n => {
                        let mut after = before.clone();
                        match n {
                            2 if after.deleted_at.is_none() => after.deleted_at = Some(NOW),
                            3 => after.deleted_at = None,
                            _ => after.values = fixture.record(&schema, &mut rng, 500 + step, true).values,
                        }
                        set.update(&fixture.permit(key, Action::Update), &schema, before, after.clone());
                        after.version += 1;
                        records[at] = after;
                    }
                }
                fixture.store.commit(set).await.expect("written");
            }
            let live = records.iter().filter(|record| record.deleted_at.is_none()).count();
            let all = query(&fixture, Filter::all(), None, vec![Measure::Count]);
            let (rows, _) = fixture.store.aggregate(&fixture.read(key), &schema, &all).await.expect("a count");
            let base = fixture.base.get(key).map_or(0, Vec::len);
            assert_eq!(rows[0].count as usize, live + base);
            for record in &records {
                let found = fixture.store.find_record(&fixture.read(key), &schema, record.id).await.expect("read");
                let mut found = normal(found.expect("there"));
                found.updated_at = record.updated_at;
                assert_eq!(found, normal(record.clone()));
            }
        }
        let differences = fixture.store.recount(fixture.workspace, true).await.expect("a recount");
        assert_eq!(differences, [], "{}", fixture.store.engine_name());
        fixture.store.close().await;
    }
}

/// Many write while the counters are gathered: nothing is lost, and nobody waits in a circle.
#[tokio::test]
async fn counters_are_gathered_while_others_write() {
    for db in engines() {
        let fixture = Fixture::new(&db).await;
        let schema = schema(kind("deal"));
        fixture.fill(&schema, 100, 7, true).await;
        let mut rng = Rng(0x6a7);
        let sets: Vec<_> = (0..200)
            .map(|n| {
                let mut set = fixture.set();
                for part in 0..3 {
                    let record = fixture.record(&schema, &mut rng, 1_000 + n * 3 + part, true);
                    set.insert(&fixture.permit("deal", Action::Create), &schema, record);
                }
                set
            })
            .collect();
        let writes = futures_util::future::join_all(sets.into_iter().map(|set| fixture.store.commit(set)));
        let gathers = async {
            for _ in 0..5 {
                fixture.store.gather_counters().await.expect("gathered");
            }
        };
        let (written, ()) = tokio::join!(writes, gathers);
        assert!(written.iter().all(Result::is_ok), "{written:?}");
        let (differences, spread) = (
            fixture.store.recount(fixture.workspace, false).await.expect("a recount"),
            fixture.store.gather_counters().await.expect("gathered"),
        );
        assert_eq!(differences, [], "{}", fixture.store.engine_name());
        assert_eq!(fixture.store.recount(fixture.workspace, false).await.expect("a recount"), []);
        assert_eq!(fixture.store.gather_counters().await.expect("gathered"), 0, "{spread} were gathered before");
        fixture.store.close().await;
    }
}
