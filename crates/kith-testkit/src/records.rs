//! The least a record of each kind needs.

use serde_json::{Map, Value as Json, json};

use crate::{Person, TestApp};

impl TestApp {
    /// Creates a record and answers it.
    pub async fn create(&self, person: &Person, plural: &str, body: Json) -> Json {
        self.post(&format!("/{plural}")).by(person).json(&body).send().await.expect(201)
    }

    /// Creates a valid record of a kind; `n` tells several apart.
    pub async fn create_any(&self, person: &Person, kind: &str, n: usize) -> Json {
        let body = self.valid_body(person, kind, n).await;
        let plural = kith_catalog::find_kind(kind).unwrap_or_else(|| panic!("no kind {kind}")).plural;
        if kind == "user" {
            return self.post("/invitations").by(person).json(&body).send().await.expect(201);
        }
        if kind == "file" {
            let company = Box::pin(self.create_any(person, "company", 9_500 + n)).await;
            let about = ("company", company["id"].as_str().unwrap_or_default());
            return self.upload(person, about, &format!("Offer {n}.txt"), b"All you asked for.").await;
        }
        self.create(person, plural, body).await
    }

    /// A body that a kind accepts, with whatever it must refer to.
    pub async fn valid_body(&self, person: &Person, kind: &str, n: usize) -> Json {
        match kind {
            "contact" => {
                json!({"first_name": "Aarav", "last_name": format!("Sharma {n}"), "email": format!("aarav{n}@techverse.in")})
            }
            "campaign" => json!({"name": format!("Spring {n}"), "channel": "webinar"}),
            "lead" => {
                json!({"first_name": "Priya", "last_name": format!("Menon {n}"), "email": format!("priya{n}@finedge.co")})
            }
            "company" => json!({"name": format!("Techverse {n}"), "domain": format!("techverse{n}.in")}),
            "form" => json!({"name": format!("Ask for a demo {n}"), "questions": [{"field": "email"}]}),
            "deal" => json!({"name": format!("Renewal {n}"), "amount": {"amount": 8_500_000, "currency": "INR"}}),
            "product" => {
                json!({"name": format!("Licence {n}"), "sku": format!("LIC-{n}"), "price": {"amount": 49_900, "currency": "INR"}})
            }
            "line_item" => {
                let deal = Box::pin(self.create_any(person, "deal", 9_000 + n)).await;
                json!({"deal_id": deal["id"], "description": format!("Set-up {n}"), "unit_price": {"amount": 8_500_000, "currency": "INR"}})
            }
            "deal_contact" => {
                let deal = Box::pin(self.create_any(person, "deal", 9_000 + n)).await;
                let contact = Box::pin(self.create_any(person, "contact", 9_000 + n)).await;
                json!({"deal_id": deal["id"], "contact_id": contact["id"], "role": "influencer"})
            }
            "ticket" => json!({"subject": format!("Parcel {n} has not arrived"), "description": "Where is it?"}),
            "canned_reply" => json!({"name": format!("Thanks {n}"), "body": "Thank you, {{contact.first_name}}."}),
            "task" => json!({"name": format!("Call back {n}")}),
            "interaction" => json!({"kind": "call", "subject": format!("First call {n}")}),
            "note" => {
                let company = Box::pin(self.create_any(person, "company", 9_000 + n)).await;
                json!({"body": format!("Remember {n}"), "record": {"kind": "company", "id": company["id"]}})
            }
            // Uploaded; this is what it would be if it were not.
            "file" => {
                json!({"name": format!("Offer {n}.txt"), "record": {"kind": "company", "id": kith_model::Id::NIL}})
            }
            "tag" => json!({"name": format!("Retail {n}"), "color": "teal"}),
            "pipeline" => json!({"name": format!("Partners {n}")}),
            "stage" => {
                let pipelines = self.get("/pipelines").by(person).send().await.expect(200);
                json!({"name": format!("Demo {n}"), "pipeline_id": pipelines["data"][0]["id"], "kind": "open"})
            }
            "view" => {
                json!({"name": format!("Hot leads {n}"), "record_kind": "lead", "visibility": "personal", "state": {"sort": "-score"}})
            }
            "report" => json!({"name": format!("Won {n}"), "definition": {"report": "revenue"}}),
            "custom_field" => {
                json!({"record_kind": "contact", "label": format!("Shoe size {n}"), "key": format!("shoe_size_{n}"), "type": "number"})
            }
            "user" => json!({"name": format!("Ravi {n}"), "email": format!("ravi{n}@banyan.example")}),
            "scoring_rule" => {
                json!({"name": format!("Rule {n}"), "points": 5, "condition": {"field": "source", "op": "eq", "value": "api"}})
            }
            "exchange_rate" => {
                json!({"currency": "EUR", "starts_on": format!("20{:02}-04-01", n % 100), "rate": 90.5})
            }
            "quota" => {
                let month = format!("{}-{:02}-01", 2100 + n / 12, n % 12 + 1);
                json!({"owner_id": person.id, "month": month, "amount": {"amount": 5_000_000, "currency": "INR"}})
            }
            "sequence" => {
                json!({"name": format!("Welcome {n}"), "steps": [
                    {"kind": "call", "subject": "Call {first_name}"}, {"kind": "wait", "days": 2},
                    {"kind": "email", "subject": "Hello {first_name}", "text": "From {my_name}"},
                ]})
            }
            "team" => json!({"name": format!("North {n}")}),
            "role" => json!({"name": format!("Intern {n}"), "grants": {"kinds": {"lead": {"read": "own"}}}}),
            other => panic!("no builder for {other}"),
        }
    }

    /// The rows of a list.
    pub async fn list(&self, person: &Person, path: &str) -> Vec<Map<String, Json>> {
        let body = self.get(path).by(person).send().await.expect(200);
        let rows = body["data"].as_array().cloned().unwrap_or_default();
        rows.into_iter().filter_map(|row| if let Json::Object(map) = row { Some(map) } else { None }).collect()
    }

    /// The titles of a list, in order.
    pub async fn titles(&self, person: &Person, path: &str) -> Vec<String> {
        let rows = self.list(person, path).await;
        rows.iter().map(|row| row["title"].as_str().unwrap_or("").to_owned()).collect()
    }
}
