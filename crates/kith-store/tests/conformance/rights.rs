//! What a permit hides: rows, what hangs on them, and fields.

use kith_access::{Action, FieldAccess, Grants, KindGrants, Principal, Reach, Scope, decide};
use kith_model::{Condition, Filter, Id, Op, Operand, Record, RecordLink, Value};
use kith_store::{AggregateQuery, AuditQuery, Measure, SearchQuery, StoreError};
use serde_json::{Value as Json, json};

use crate::common::engines;
use crate::fixture::{Fixture, NOW, ZONE, kind, schema};

/// Somebody with the same reach for every action on some kinds.
pub fn scope(fixture: &Fixture, user: Id, kinds: &[(&str, Reach)]) -> Scope {
    let mut grants = Grants::default();
    for (kind, reach) in kinds {
        grants.kinds.insert((*kind).into(), KindGrants::all(*reach));
    }
    let principal = Principal::User(user);
    Scope { principal, grants, team_user_ids: vec![user], ..fixture.scope.clone() }
}

async fn insert(fixture: &Fixture, kind_key: &str, title: &str, values: &[(&str, Value)]) -> Record {
    let mut record = fixture.blank(title, 0);
    record.values.extend(values.iter().map(|(key, value)| ((*key).to_owned(), value.clone())));
    let mut set = fixture.set();
    set.insert(&fixture.permit(kind_key, Action::Create), &schema(kind(kind_key)), record.clone());
    fixture.store.commit(set).await.expect("written");
    record
}

#[tokio::test]
async fn what_hangs_on_an_unreadable_record_is_unreadable() {
    for db in engines() {
        let fixture = Fixture::new(&db).await;
        let users = fixture.base["user"].clone();
        let deal = |owner: Id| [("name", Value::Text("Deal".into())), ("owner_id", Value::Id(owner))];
        let mine = insert(&fixture, "deal", "Mine", &deal(users[1])).await;
        let theirs = insert(&fixture, "deal", "Theirs", &deal(users[2])).await;
        let note = |kind: &str, id: Id| [("record", Value::Link(RecordLink { kind: kind.into(), id }))];
        insert(&fixture, "note", "Quartz on mine", &note("deal", mine.id)).await;
        let hidden = insert(&fixture, "note", "Quartz on theirs", &note("deal", theirs.id)).await;
        insert(&fixture, "note", "Quartz on contact", &note("contact", fixture.base["contact"][0])).await;
        insert(&fixture, "note", "Quartz on lead", &note("lead", fixture.base["lead"][0])).await;
        insert(&fixture, "note", "Quartz on nothing", &[]).await;
        insert(&fixture, "interaction", "Call theirs", &[("deal_id", Value::Id(theirs.id))]).await;
        insert(&fixture, "interaction", "Call mine", &[("deal_id", Value::Id(mine.id))]).await;
        insert(&fixture, "interaction", "Call lead", &[("lead_id", Value::Id(fixture.base["lead"][0]))]).await;

        let all = Reach::All;
        let kinds = [("note", all), ("interaction", all), ("contact", all), ("deal", Reach::Own)];
        let scope = scope(&fixture, users[1], &kinds);
        let permit = |key: &str| decide(&scope, key, Action::Read, kind(key).activity).expect("a permit");
        let list = async |key: &str| {
            let query = fixture.query(Filter::all(), "title");
            let rows = fixture.store.list_records(&permit(key), &schema(kind(key)), &query).await.expect("a list");
            let titles = rows.into_iter().map(|record| record.title);
            titles.filter(|title| !title.starts_with("Base")).collect::<Vec<_>>()
        };
        assert_eq!(list("deal").await, ["Mine"]);
        assert_eq!(list("note").await, ["Quartz on contact", "Quartz on mine", "Quartz on nothing"]);
        assert_eq!(list("interaction").await, ["Call mine"]);
        let query = SearchQuery { text: "quartz".into(), limit: 10 };
        let hits = fixture.store.search(&[permit("note"), permit("deal")], &query).await.expect("hits");
        assert_eq!(hits.len(), 3);
        let found = fixture.store.find_json(&permit("note"), &schema(kind("note")), hidden.id, &[]).await;
        assert_eq!(found.expect("read"), None);
        let trail = AuditQuery { limit: 100, ..AuditQuery::default() };
        let entries = fixture.store.list_audit(&[permit("note"), permit("deal")], &trail).await.expect("the trail");
        assert!(
            entries.iter().all(|entry| !entry.record_title.contains("heirs") && entry.record_title != "Quartz on lead")
        );
        assert!(entries.iter().any(|entry| entry.record_title == "Mine"));
        let count = AggregateQuery {
            filter: Filter::all(),
            words: None,
            group_by: Vec::new(),
            measures: vec![Measure::Count],
            trash: kith_model::TrashMode::Live,
            now: NOW,
            time_zone: ZONE.into(),
            me: None,
        };
        let counted = async |key: &str| {
            let (rows, _) = fixture.store.aggregate(&permit(key), &schema(kind(key)), &count).await.expect("a count");
            rows[0].count
        };
        assert_eq!(counted("deal").await, 1);
        assert_eq!(counted("note").await, 3 + 3, "the base notes hang on nothing");
        fixture.store.close().await;
    }
}

#[tokio::test]
async fn a_hidden_field_neither_shows_nor_leaks() {
    for db in engines() {
        let fixture = Fixture::new(&db).await;
        let schema = schema(kind("contact"));
        let values = [("email", Value::Text("secret@example.org".into())), ("first_name", Value::Text("Ann".into()))];
        let record = insert(&fixture, "contact", "Ann", &values).await;
        let mut scope = scope(&fixture, fixture.me, &[("contact", Reach::All)]);
        let hidden = [("email".to_owned(), FieldAccess::Hidden), ("custom.c_text".to_owned(), FieldAccess::Hidden)];
        scope.grants.fields.insert("contact".into(), hidden.into_iter().collect());
        let permit = decide(&scope, "contact", Action::Read, false).expect("a permit");
        let (json, _) = fixture.store.find_json(&permit, &schema, record.id, &[]).await.expect("read").expect("there");
        let json: Json = serde_json::from_slice(&json).expect("JSON");
        assert_eq!((json.get("email"), json["custom"].get("c_text")), (None, None));
        assert_eq!(json["first_name"], "Ann");
        let condition = Condition { field: "email".into(), op: Op::Eq, operand: Operand::One(json!("x")) };
        let sorted = fixture.query(Filter::all(), "email");
        for query in [fixture.query(Filter::Not(Box::new(Filter::Is(condition))), ""), sorted] {
            let refused = fixture.store.list_page(&permit, &schema, &query, &[]).await;
            assert!(
                matches!(&refused, Err(StoreError::InvalidFilter { field, .. }) if field == "email"),
                "{refused:?}"
            );
        }
        let query = SearchQuery { text: "secret".into(), limit: 10 };
        assert_eq!(fixture.store.search(std::slice::from_ref(&permit), &query).await.expect("hits"), []);
        let words = kith_model::PageQuery { words: Some("secret".into()), ..fixture.query(Filter::all(), "") };
        assert_eq!(fixture.store.list_records(&permit, &schema, &words).await.expect("a list"), []);
        let trail = AuditQuery { record: Some(("contact".into(), record.id)), limit: 5, ..AuditQuery::default() };
        let entries = fixture.store.list_audit(std::slice::from_ref(&permit), &trail).await.expect("the trail");
        assert!(entries[0].changes.iter().all(|change| change.field != "email") && !entries[0].changes.is_empty());
        let mut export = fixture.store.export(&permit, &schema, &fixture.query(Filter::all(), ""));
        let batch = export.recv().await.expect("a batch").expect("records");
        assert!(batch.iter().all(|record| !record.values.contains_key("email")));
        fixture.store.close().await;
    }
}
