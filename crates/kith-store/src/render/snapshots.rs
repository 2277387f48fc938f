//! The text of typical statements, so that a change to it is seen and meant.

use kith_access::{Action, Grants, KindGrants, Permit, Principal, Reach, Scope, decide};
use kith_model::{Cursor, Filter, Id, PageQuery, Position, Record, Schema, Sort, Timestamp, TrashMode, Value};
use serde_json::{Value as Json, json};

use super::{Kinds, ListContext, ListPlan, Reader, Rendered, Shape, WriteContext, limited, statements};
use crate::search::KnownTerms;
use crate::sql::{Dialect, Sql};
use crate::{Include, WriteSet};

const NOW: Timestamp = Timestamp::from_micros(1_774_780_200_000_000);

fn id(n: u8) -> Id {
    Id::from_slice(&[n; 16]).expect("sixteen bytes")
}

fn schema(key: &str) -> Schema {
    Schema::new(kith_catalog::find_kind(key).expect("a kind"), Vec::new())
}

fn permit(key: &str, reach: Reach) -> Permit {
    let mut grants = Grants::default();
    for kind in ["deal", "contact", "user", "note"] {
        grants.kinds.insert(kind.into(), KindGrants::all(if kind == key { Reach::All } else { reach }));
    }
    grants.admin = reach == Reach::All;
    let scope = Scope {
        workspace: id(1),
        principal: Principal::User(id(2)),
        grants,
        team_user_ids: vec![id(2), id(3)],
        time_zone: "UTC".into(),
        job: None,
    };
    decide(&scope, key, Action::Read, schema(key).kind.activity).expect("a permit")
}

fn query(schema: &Schema, filter: Json, sort: &str, cursor: Cursor) -> PageQuery {
    PageQuery {
        filter: Filter::from_json(schema, &filter).expect("a filter"),
        words: None,
        sort: Sort::parse(schema, sort).expect("an order"),
        cursor,
        limit: 50,
        fields: Some(vec!["email".into(), "amount".into()]),
        include: Vec::new(),
        trash: TrashMode::Live,
        now: NOW,
        time_zone: "Asia/Kolkata".into(),
        me: Some(id(2)),
    }
}

fn shown(statements: impl IntoIterator<Item = Sql>) -> String {
    let lines = statements.into_iter().map(|sql| format!("{}\n    {:?}", sql.text, sql.vals));
    lines.collect::<Vec<_>>().join("\n")
}

fn list(dialect: Dialect, permit: &Permit, query: &PageQuery, includes: &[Include]) -> String {
    let schema = schema(permit.kind());
    let kinds = Kinds(&kith_catalog::KINDS);
    let cx = ListContext { dialect, kinds, permit, schema: &schema };
    let shape = Shape::new(kinds, &schema, &permit.mask().hidden, query.fields.as_deref(), includes);
    let plan = ListPlan::new(&cx, query, Reader::Json(shape)).expect("a plan");
    shown(plan.statements().into_iter().map(|sql| limited(sql, 51)))
}

#[test]
fn lists() {
    let (deal, contact) = (schema("deal"), schema("contact"));
    let (deals, contacts) = (permit("deal", Reach::All), permit("contact", Reach::All));
    let all = || json!({"and": []});
    let after = |values: Vec<Value>| Cursor::After(Position { values, id: id(9) });
    let before = |values: Vec<Value>| Cursor::Before(Position { values, id: id(9) });
    let both = [Dialect::Sqlite, Dialect::Postgres];
    let mut cases = vec![
        ("default_order", &deals, query(&deal, all(), "-updated_at", Cursor::Start)),
        ("after", &deals, query(&deal, all(), "-updated_at", after(vec![Value::Time(NOW)]))),
        ("before", &deals, query(&deal, all(), "-updated_at", before(vec![Value::Time(NOW)]))),
        ("empty_first", &contacts, query(&contact, all(), "email", Cursor::Start)),
        ("after_a_value_down_to_the_empty", &deals, query(&deal, all(), "-amount", after(vec![Value::Int(5)]))),
        ("after_an_empty_value", &deals, query(&deal, all(), "amount", after(vec![Value::Null]))),
        (
            "two_keys",
            &deals,
            query(&deal, all(), "-amount,title", after(vec![Value::Int(5), Value::Text("acme".into())])),
        ),
        (
            "tree",
            &contacts,
            query(
                &contact,
                json!({"or": [
                    {"field": "email", "op": "contains", "value": "50%"},
                    {"not": {"field": "lifecycle", "op": "in", "value": ["lead", "customer"]}},
                    {"field": "last_contacted_at", "op": "in_last_days", "value": 7},
                    {"field": "owner_id", "op": "ne", "value": "me"},
                ]}),
                "title",
                Cursor::Start,
            ),
        ),
        (
            "lists_of_texts",
            &contacts,
            query(
                &contact,
                json!({"field": "interests", "op": "has_none", "value": ["Golf", "Chess"]}),
                "",
                Cursor::Start,
            ),
        ),
    ];
    let words = PageQuery { words: Some("Priya 98765".into()), ..query(&contact, all(), "", Cursor::Start) };
    cases.push(("words", &contacts, words));
    let trash = PageQuery { trash: TrashMode::Only, ..query(&contact, all(), "-updated_at", Cursor::Start) };
    cases.push(("trash", &contacts, trash));
    for (name, permit, query) in cases {
        let [lite, pg] = both.map(|dialect| list(dialect, permit, &query, &[]));
        let text = if lite == pg { lite } else { format!("SQLite\n{lite}\n\nPostgreSQL\n{pg}") };
        insta::assert_snapshot!(name, text);
    }
}

#[test]
fn rights() {
    let restricted = permit("note", Reach::Team);
    let note = query(&schema("note"), json!({"and": []}), "-created_at", Cursor::Start);
    insta::assert_snapshot!("what_notes_hang_on", list(Dialect::Sqlite, &restricted, &note, &[]));
    let contact = PageQuery {
        fields: Some(vec!["owner_id".into()]),
        ..query(&schema("contact"), json!({"and": []}), "-created_at", Cursor::Start)
    };
    let include = Include { field: "owner_id".into(), permit: Some(permit("user", Reach::Team)) };
    insta::assert_snapshot!("includes", list(Dialect::Sqlite, &permit("contact", Reach::All), &contact, &[include]));
}

#[test]
fn writes() {
    let schema = schema("tag");
    let mut before = Record {
        id: id(7),
        version: 3,
        title: "Retail".into(),
        created_at: NOW,
        updated_at: NOW,
        created_by: None,
        deleted_at: None,
        values: [("name".to_owned(), Value::Text("Retail".into()))].into(),
    };
    let mut set = WriteSet::new(id(1), Some(id(2)), None, NOW);
    let mut after = before.clone();
    after.values.insert("color".into(), Value::Text("teal".into()));
    let tags = decide(&Scope::system(id(1)), "tag", Action::Update, false).expect("a permit");
    set.update(&tags, &schema, before.clone(), after);
    before.id = id(8);
    set.insert(&tags, &schema, before);
    let known = KnownTerms::default();
    let cx = WriteContext { dialect: Dialect::Sqlite, kinds: Kinds(&kith_catalog::KINDS), known: &known };
    let mut rendered = Rendered::default();
    statements(&cx, set, &mut rendered);
    // The ids of audit entries count on from entry to entry in a process, so their values are left out.
    let texts: Vec<String> = rendered.statements.into_iter().map(|statement| statement.sql.text).collect();
    insta::assert_snapshot!("writes", texts.join("\n"));
}
