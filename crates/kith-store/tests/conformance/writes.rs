//! Write sets: whole or not at all, with their trail, and never across workspaces.

use kith_access::{Action, decide};
use kith_model::{Filter, Value};
use kith_store::{AuditQuery, WriteError};
use serde_json::json;

use crate::common::engines;
use crate::fixture::{Fixture, NOW, kind, schema};

#[tokio::test]
async fn a_change_leaves_its_trail() {
    for db in engines() {
        let fixture = Fixture::new(&db).await;
        let schema = schema(kind("contact"));
        let mut record = fixture.blank("Ann Lee", 0);
        record.values.insert("first_name".into(), Value::Text("Ann".into()));
        record.values.insert("custom.c_number".into(), Value::Real(1.5));
        let mut set = fixture.set();
        set.insert(&fixture.permit("contact", Action::Create), &schema, record.clone());
        fixture.store.commit(set).await.expect("written");
        let mut after = record.clone();
        after.values.insert("first_name".into(), Value::Null);
        after.values.insert("company_id".into(), Value::Id(fixture.base["company"][0]));
        after.deleted_at = Some(NOW);
        let mut set = fixture.set();
        set.update(&fixture.permit("contact", Action::Update), &schema, record.clone(), after.clone());
        fixture.store.commit(set).await.expect("trashed");
        after.version = 2;
        let mut set = fixture.set();
        set.purge(&fixture.permit("contact", Action::Delete), &schema, after);
        fixture.store.commit(set).await.expect("purged");
        assert_eq!(fixture.store.find_record(&fixture.read("contact"), &schema, record.id).await.expect("read"), None);

        let query = AuditQuery { record: Some(("contact".into(), record.id)), limit: 10, ..AuditQuery::default() };
        let entries = fixture.store.list_audit(&[fixture.read("contact")], &query).await.expect("the trail");
        let summary: Vec<_> = entries
            .iter()
            .map(|entry| {
                let changes = entry.changes.iter().map(|c| json!([c.field, c.old, c.new])).collect::<Vec<_>>();
                (entry.op.as_str(), entry.version, json!(changes))
            })
            .collect();
        let company = fixture.base["company"][0].to_string();
        assert_eq!(
            summary,
            [
                ("purge", 3, json!([])),
                ("delete", 2, json!([["first_name", "Ann", null], ["company_id", null, company]])),
                ("create", 1, json!([["first_name", null, "Ann"], ["custom.c_number", null, 1.5]])),
            ],
            "{}",
            fixture.store.engine_name()
        );
        assert!(entries.iter().all(|entry| entry.actor == Some(fixture.me) && entry.record_title == "Ann Lee"));
        let older = AuditQuery { before: Some((entries[1].at, entries[1].id)), limit: 10, ..AuditQuery::default() };
        let entries = fixture.store.list_audit(&[fixture.read("contact")], &older).await.expect("the trail");
        assert_eq!(entries[0].op, "create");
        assert_eq!(fixture.store.list_audit(&[fixture.read("deal")], &query).await.expect("the trail"), []);
        fixture.store.close().await;
    }
}

#[tokio::test]
async fn another_workspace_sees_and_changes_nothing() {
    for db in engines() {
        let fixture = Fixture::new(&db).await;
        let other = Fixture::in_store(fixture.store.clone(), 1_000_000).await;
        for kind in kith_catalog::KINDS {
            let schema = schema(kind);
            let records = fixture.fill(&schema, 5, 13, false).await;
            let permit = other.read(kind.key);
            let theirs = other.all(&schema).await;
            assert!(records.iter().all(|record| theirs.iter().all(|their| their.id != record.id)));
            let id = records[0].id;
            assert_eq!(other.store.find_record(&permit, &schema, id).await.expect("read"), None);
            assert_eq!(other.store.find_json(&permit, &schema, id, &[]).await.expect("read"), None);
            assert_eq!(other.store.titles(&permit, &[id]).await.expect("read"), []);
            let mut set = other.set();
            let mut after = records[0].clone();
            after.title = "Taken".into();
            set.update(&other.permit(kind.key, Action::Update), &schema, records[0].clone(), after);
            let refused = other.store.commit(set).await;
            assert!(matches!(refused, Err(WriteError::VersionConflict { .. })), "{} {refused:?}", kind.key);
        }
        fixture.store.close().await;
    }
}

#[tokio::test]
async fn references_stay_within_the_workspace() {
    for db in engines() {
        let fixture = Fixture::new(&db).await;
        let other = Fixture::in_store(fixture.store.clone(), 1_000_000).await;
        let schema = schema(kind("contact"));
        let mut record = fixture.blank("Stray", 0);
        record.values.insert("company_id".into(), Value::Id(other.base["company"][0]));
        let mut set = fixture.set();
        set.insert(&fixture.permit("contact", Action::Create), &schema, record.clone());
        let refused = fixture.store.commit(set).await;
        assert!(matches!(refused, Err(WriteError::ForeignKey)), "{refused:?}");
        assert_eq!(fixture.store.find_record(&fixture.read("contact"), &schema, record.id).await.expect("read"), None);
        fixture.store.close().await;
    }
}

#[tokio::test]
async fn a_set_is_written_whole_or_not_at_all() {
    for db in engines() {
        let fixture = Fixture::new(&db).await;
        let schema = schema(kind("tag"));
        let create = fixture.permit("tag", Action::Create);
        let tag = |name: &str| {
            let mut record = fixture.blank(name, 0);
            record.values.insert("name".into(), Value::Text(name.into()));
            record
        };
        let mut first = fixture.set();
        first.insert(&create, &schema, tag("Köln"));
        let mut second = fixture.set();
        second.insert(&create, &schema, tag("fine"));
        second.insert(&create, &schema, tag("KOLN"));
        let refused = fixture.store.commit_many(vec![first, second]).await;
        assert!(
            matches!(&refused, Err(WriteError::Unique { constraint }) if constraint == "tag_name_key"),
            "{refused:?}"
        );
        assert_eq!(fixture.all(&schema).await.len(), 3);
        assert_eq!(fixture.store.recount(fixture.workspace, false).await.expect("a recount"), []);
        fixture.store.close().await;
    }
}

#[tokio::test]
async fn a_change_needs_a_permit_that_reaches_the_row() {
    for db in engines() {
        let fixture = Fixture::new(&db).await;
        let schema = schema(kind("deal"));
        let scope = crate::rights::scope(&fixture, fixture.base["user"][1], &[("deal", kith_access::Reach::Own)]);
        let permit = decide(&scope, "deal", Action::Update, false).expect("a permit");
        let before = fixture.all(&schema).await.remove(0);
        let mut after = before.clone();
        after.title = "Mine now".into();
        let mut set = fixture.set();
        set.update(&permit, &schema, before, after);
        let refused = fixture.store.commit(set).await;
        assert!(matches!(refused, Err(WriteError::VersionConflict { .. })), "{refused:?}");
        let query = fixture.query(Filter::all(), "");
        assert_eq!(fixture.store.list_records(&permit, &schema, &query).await.expect("a list").len(), 0);
        fixture.store.close().await;
    }
}

#[tokio::test]
async fn what_a_set_needs_is_looked_at_when_it_is_committed() {
    for db in engines() {
        let fixture = Fixture::new(&db).await;
        let (companies, contacts) = (schema(kind("company")), schema(kind("contact")));
        let company = fixture.fill(&companies, 1, 3, true).await.remove(0);
        let inside = |record: &mut kith_model::Record| {
            record.values.insert("first_name".into(), Value::Text("Ann".into()));
            record.values.insert("company_id".into(), Value::Id(company.id));
        };
        let enter = |mut record: kith_model::Record| {
            inside(&mut record);
            let mut set = fixture.set();
            set.insert(&fixture.permit("contact", Action::Create), &contacts, record);
            set.needs(kind("company"), company.id);
            set
        };
        let leave = |before: kith_model::Record| {
            let mut after = before.clone();
            after.deleted_at = Some(NOW);
            let mut set = fixture.set();
            set.update(&fixture.permit("company", Action::Update), &companies, before, after);
            set.needs_none(kind("company"), company.id, (kind("contact"), "company_id"));
            set
        };
        let refused = |result: Result<(), WriteError>| {
            assert!(
                matches!(&result, Err(WriteError::VersionConflict { kind, .. }) if kind == "company"),
                "{result:?}"
            );
        };
        let first = fixture.blank("Ann", 0);
        fixture.store.commit(enter(first.clone())).await.expect("it is live");
        refused(fixture.store.commit(leave(company.clone())).await);
        let mut entered = first.clone();
        inside(&mut entered);
        let mut gone = entered.clone();
        gone.deleted_at = Some(NOW);
        let mut set = fixture.set();
        set.update(&fixture.permit("contact", Action::Update), &contacts, entered, gone);
        fixture.store.commit(set).await.expect("trashed");
        fixture.store.commit(leave(company.clone())).await.expect("nobody is in it");
        refused(fixture.store.commit(enter(fixture.blank("Bob", 1))).await);
        fixture.store.close().await;
    }
}
