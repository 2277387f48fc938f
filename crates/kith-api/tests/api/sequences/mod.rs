//! Sequences: what they make, when, and what ends them.

mod access;
mod course;
mod ends;
mod many;

use kith_testkit::{Person, TestApp};
use serde_json::{Map, Value as Json, json};

const DAY: i64 = 86_400;

fn id(record: &Json) -> &str {
    record["id"].as_str().unwrap_or_else(|| panic!("no id in {record}"))
}

/// A workspace whose clocks show what the tests say.
async fn banyan(app: &TestApp) -> Person {
    let ana = app.register("Banyan Works", "ana@banyan.example").await;
    app.patch("/workspace").by(&ana).json(&json!({"time_zone": "UTC"})).send().await.expect(200);
    ana
}

/// A call at once, an e-mail two working days after it, and something to do right after that.
async fn sequence(app: &TestApp, by: &Person) -> Json {
    let steps = json!([
        {"kind": "call", "subject": "Call {first_name|them}", "text": "Ask about {company}."},
        {"kind": "wait", "days": 2},
        {"kind": "email", "subject": "Hello {first_name}", "text": "Hi {first_name},\n\n{my_name}"},
        {"kind": "task", "subject": "Look them up"},
    ]);
    app.create(by, "sequences", json!({"name": "Follow up", "steps": steps})).await
}

async fn lead(app: &TestApp, by: &Person, extra: Json) -> Json {
    let mut body = json!({"first_name": "Zoë", "last_name": "Rao", "company_name": "Kōan & Co"});
    for (key, value) in extra.as_object().expect("an object") {
        body[key] = value.clone();
    }
    app.create(by, "leads", body).await
}

async fn enrol(app: &TestApp, by: &Person, sequence: &Json, leads: &[&Json]) -> Json {
    let ids: Vec<&str> = leads.iter().map(|lead| id(lead)).collect();
    let path = format!("/sequences/{}/enrol", id(sequence));
    let job = app.post(&path).by(by).json(&json!({"ids": ids})).send().await.expect(202);
    assert_eq!(job["status"], "succeeded", "{job}");
    job["result"].clone()
}

/// The newest enrolment of a lead.
async fn state(app: &TestApp, by: &Person, lead: &Json) -> Map<String, Json> {
    let path = format!("/enrolments?lead_id={}&sort=-created_at", id(lead));
    app.list(by, &path).await.into_iter().next().expect("an enrolment")
}

async fn tasks(app: &TestApp, by: &Person, lead: &Json) -> Vec<Map<String, Json>> {
    app.list(by, &format!("/tasks?record=lead:{}&sort=due_at", id(lead))).await
}

async fn set(app: &TestApp, by: &Person, plural: &str, record: &str, change: Json) -> Json {
    app.patch(&format!("/{plural}/{record}")).by(by).json(&change).send().await.expect(200)
}

async fn done(app: &TestApp, by: &Person, task: &Map<String, Json>) {
    set(app, by, "tasks", task["id"].as_str().expect("an id"), json!({"status": "completed"})).await;
}

async fn get(app: &TestApp, by: &Person, plural: &str, record: &str) -> Json {
    app.get(&format!("/{plural}/{record}")).by(by).send().await.expect(200)
}

/// Lets time pass, and what is scheduled happen; who signed in before has to do so again.
async fn pass(app: &TestApp, seconds: i64, by: &Person) -> Person {
    app.clock.advance_seconds(seconds);
    app.keep_house().await;
    app.drain().await;
    app.sign_in(&by.email).await
}
