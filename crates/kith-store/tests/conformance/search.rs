//! Search: ranked, prefix and typo tolerant, confined to what may be read.

use kith_access::Action;
use kith_model::{Filter, PageQuery, Record, TrashMode, Value};
use kith_store::{SearchMatch, SearchQuery};

use crate::common::engines;
use crate::fixture::{Fixture, kind, schema};

async fn contact(fixture: &Fixture, first: &str, last: &str, phone: &str, description: &str) -> Record {
    let schema = schema(kind("contact"));
    let mut record = fixture.blank(&format!("{first} {last}"), 0);
    for (key, text) in [("first_name", first), ("last_name", last), ("phone", phone), ("description", description)] {
        record.values.insert(key.into(), Value::Text(text.into()));
    }
    let mut set = fixture.set();
    set.insert(&fixture.permit("contact", Action::Create), &schema, record.clone());
    fixture.store.commit(set).await.expect("written");
    record
}

async fn found(fixture: &Fixture, text: &str) -> Vec<(String, SearchMatch)> {
    let permits = ["contact", "company", "deal", "note", "task"].map(|key| fixture.read(key));
    let query = SearchQuery { text: text.into(), limit: 10 };
    let hits = fixture.store.search(&permits, &query).await.expect("hits");
    hits.into_iter().map(|hit| (hit.title, hit.matched)).collect()
}

#[tokio::test]
async fn words_are_found_best_first() {
    use SearchMatch::{Similar, Text, Title};
    for db in engines() {
        let fixture = Fixture::new(&db).await;
        contact(&fixture, "Aarav", "Sharma", "+91 98765 43120", "met at the Acme booth").await;
        contact(&fixture, "Priya", "Menon", "098220 77551", "knows Sharma").await;
        contact(&fixture, "Sharmila", "Rao", "+44 20 7946 0958", "").await;
        contact(&fixture, "Zoë", "Ångström", "12345", "").await;
        contact(&fixture, "प्रिया", "मेनन", "12345", "").await;
        let hit = |title: &str, matched| (title.to_owned(), matched);
        assert_eq!(
            found(&fixture, "sharma").await,
            [hit("Aarav Sharma", Title), hit("Priya Menon", Text)],
            "{}",
            fixture.store.engine_name()
        );
        assert_eq!(
            found(&fixture, "Sharm").await,
            [hit("Sharmila Rao", Title), hit("Aarav Sharma", Title), hit("Priya Menon", Text)]
        );
        let typo = found(&fixture, "Shrama").await;
        assert!(typo.contains(&hit("Aarav Sharma", Similar)), "{typo:?}");
        assert_eq!(found(&fixture, "zoe angstrom").await, [hit("Zoë Ångström", Title)]);
        assert_eq!(found(&fixture, "प्रिया").await, [hit("प्रिया मेनन", Title)]);
        for number in ["98765 43120", "9876543120", "+919876543120", "98765"] {
            assert_eq!(found(&fixture, number).await, [hit("Aarav Sharma", Text)], "{number}");
        }
        assert_eq!(found(&fixture, "09822077551").await, [hit("Priya Menon", Text)]);
        assert_eq!(found(&fixture, "\"' OR * ) (").await.len(), 0);
        assert_eq!(found(&fixture, "   ").await, []);
        fixture.store.close().await;
    }
}

#[tokio::test]
async fn lists_are_searched_by_words_and_follow_changes() {
    for db in engines() {
        let fixture = Fixture::new(&db).await;
        let other = Fixture::in_store(fixture.store.clone(), 1_000_000).await;
        let schema = schema(kind("contact"));
        let sharma = contact(&fixture, "Aarav", "Sharma", "12345", "").await;
        contact(&other, "Other", "Sharma", "12345", "").await;
        let list = async |words: &str, trash| {
            let query = PageQuery { words: Some(words.into()), trash, ..fixture.query(Filter::all(), "-updated_at") };
            let rows = fixture.store.list_records(&fixture.read("contact"), &schema, &query).await.expect("a list");
            rows.into_iter().map(|record| record.title).collect::<Vec<_>>()
        };
        assert_eq!(list("sharm aar", TrashMode::Live).await, ["Aarav Sharma"]);
        assert_eq!(found(&fixture, "sharma").await.len(), 1);
        let mut renamed = sharma.clone();
        renamed.title = "Aarav Verma".into();
        renamed.values.insert("last_name".into(), Value::Text("Verma".into()));
        let mut set = fixture.set();
        set.update(&fixture.permit("contact", Action::Update), &schema, sharma, renamed.clone());
        fixture.store.commit(set).await.expect("renamed");
        renamed.version = 2;
        assert_eq!(list("sharma", TrashMode::Live).await, Vec::<String>::new());
        assert_eq!(list("verma", TrashMode::Live).await, ["Aarav Verma"]);
        let mut trashed = renamed.clone();
        trashed.deleted_at = Some(crate::fixture::NOW);
        let mut set = fixture.set();
        set.update(&fixture.permit("contact", Action::Delete), &schema, renamed, trashed.clone());
        fixture.store.commit(set).await.expect("trashed");
        assert_eq!(list("verma", TrashMode::Live).await, Vec::<String>::new());
        assert_eq!(list("verma", TrashMode::Only).await, ["Aarav Verma"]);
        assert_eq!(found(&fixture, "verma").await, []);
        trashed.version = 3;
        let mut restored = trashed.clone();
        restored.deleted_at = None;
        let mut set = fixture.set();
        set.update(&fixture.permit("contact", Action::Delete), &schema, trashed, restored);
        fixture.store.commit(set).await.expect("restored");
        // What the changes left behind is removed, what counts stays, and new words find their place.
        for name in ["before", "after"] {
            assert_eq!(found(&fixture, "verma").await.len(), 1, "{name}");
            assert_eq!(found(&fixture, "sharma").await, [], "{name}");
            fixture.store.maintenance(crate::fixture::NOW).await.expect("kept up");
            contact(&fixture, "Later", "Comer", "999", "").await;
        }
        assert_eq!(list("comer", TrashMode::Live).await.len(), 2);
        assert_eq!(list("sharma", TrashMode::Live).await, Vec::<String>::new());
        fixture.store.close().await;
    }
}
