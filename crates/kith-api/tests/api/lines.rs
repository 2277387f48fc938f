//! Line items: the amount of a deal is their sum, whatever happens to them.

use futures_util::future::join_all;
use kith_testkit::{Person, TestApp, on_both_engines};
use serde_json::{Value as Json, json};

fn inr(amount: i64) -> Json {
    json!({"amount": amount, "currency": "INR"})
}

fn id(record: &Json) -> &str {
    record["id"].as_str().expect("an id")
}

async fn deal(app: &TestApp, person: &Person, body: Json) -> String {
    let mut body = body;
    body["name"] = json!("Rollout");
    id(&app.create(person, "deals", body).await).to_owned()
}

async fn read(app: &TestApp, person: &Person, deal: &str) -> Json {
    app.get(&format!("/deals/{deal}")).by(person).send().await.expect(200)
}

async fn amount(app: &TestApp, person: &Person, deal: &str) -> i64 {
    read(app, person, deal).await["amount"]["amount"].as_i64().expect("an amount")
}

async fn line(app: &TestApp, person: &Person, deal: &str, body: Json) -> Json {
    let mut body = body;
    body["deal_id"] = json!(deal);
    app.create(person, "line_items", body).await
}

#[tokio::test]
async fn a_line_costs_what_it_says_and_the_deal_their_sum() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let deal = deal(app, &ana, json!({"amount": inr(5_000_000), "probability": 50})).await;
        let body = json!({
            "description": "Licence", "quantity": 3, "unit_price": inr(1_999), "discount_percent": 10, "tax_percent": 18,
        });
        let first = line(app, &ana, &deal, body).await;
        assert_eq!((&first["net"], &first["tax"], &first["total"]), (&inr(5_397), &inr(971), &inr(6_368)));
        assert_eq!((&first["position"], &first["title"]), (&json!(1), &json!("Licence")));
        let second = line(app, &ana, &deal, json!({"description": "Hours", "quantity": 2.5, "unit_price": inr(300_001)})).await;
        assert_eq!((&second["net"], &second["tax"], &second["position"]), (&inr(750_003), &inr(0), &json!(2)));
        let now = read(app, &ana, &deal).await;
        assert_eq!((&now["amount"], &now["weighted_amount"]), (&inr(755_400), &inr(377_700)));

        let path = format!("/line_items/{}", id(&second));
        app.patch(&path).by(&ana).json(&json!({"quantity": 0.333})).send().await.expect(200);
        assert_eq!(amount(app, &ana, &deal).await, 5_397 + 99_900);
        // What it is called concerns nobody else.
        let before = read(app, &ana, &deal).await;
        app.patch(&path).by(&ana).json(&json!({"description": "Days", "position": 7})).send().await.expect(200);
        assert_eq!(read(app, &ana, &deal).await, before);
        app.delete(&path).by(&ana).send().await.expect(204);
        assert_eq!(amount(app, &ana, &deal).await, 5_397);
        app.post(&format!("{path}/restore")).by(&ana).send().await.expect(200);
        assert_eq!(amount(app, &ana, &deal).await, 5_397 + 99_900);

        // The amount is not set by hand while there are lines.
        let reply = app.patch(&format!("/deals/{deal}")).by(&ana).json(&json!({"amount": inr(1)})).send().await;
        assert_eq!(reply.field_errors(), ["amount read_only"]);
        let same = json!({"amount": inr(5_397 + 99_900), "name": "Renamed"});
        app.patch(&format!("/deals/{deal}")).by(&ana).json(&same).send().await.expect(200);
        for line in [&first, &second] {
            app.delete(&format!("/line_items/{}", id(line))).by(&ana).send().await.expect(204);
        }
        assert_eq!(amount(app, &ana, &deal).await, 99_900, "the last one gone, the amount stays");
        app.patch(&format!("/deals/{deal}")).by(&ana).json(&json!({"amount": inr(1)})).send().await.expect(200);
    })
    .await;
}

#[tokio::test]
async fn a_line_is_as_its_product_says() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let prices = json!([{"amount": 600, "currency": "EUR"}]);
        let body = json!({"name": "Licence", "price": inr(49_900), "prices": prices, "tax_percent": 18});
        let product = app.create(&ana, "products", body).await;
        let rupees = deal(app, &ana, json!({})).await;
        let made = line(app, &ana, &rupees, json!({"product_id": id(&product)})).await;
        assert_eq!((&made["title"], &made["unit_price"], &made["tax"]), (&json!("Licence"), &inr(49_900), &inr(8_982)));
        let euros = deal(app, &ana, json!({"amount": {"amount": 0, "currency": "EUR"}})).await;
        let made = line(app, &ana, &euros, json!({"product_id": id(&product), "quantity": 2, "tax_percent": 7})).await;
        assert_eq!(
            (&made["net"], &made["tax"]),
            (&json!({"amount": 1200, "currency": "EUR"}), &json!({"amount": 84, "currency": "EUR"}))
        );

        let dollars = deal(app, &ana, json!({"amount": {"amount": 0, "currency": "USD"}})).await;
        let wrong = async |body: Json, fields: &[&str]| {
            let reply = app.post("/line_items").by(&ana).json(&body).send().await;
            assert_eq!(
                (reply.status, reply.field_errors()),
                (422, fields.iter().map(|f| (*f).to_owned()).collect()),
                "{body}"
            );
        };
        wrong(json!({"deal_id": dollars, "product_id": id(&product)}), &["unit_price required"]).await;
        wrong(json!({"deal_id": dollars, "description": "x", "unit_price": inr(1)}), &["unit_price invalid_currency"])
            .await;
        wrong(json!({"deal_id": dollars}), &["description required", "unit_price required"]).await;
        wrong(json!({"description": "x", "unit_price": inr(1)}), &["deal_id required"]).await;
        let least = |more: Json| {
            let mut body = json!({"deal_id": rupees, "description": "x", "unit_price": inr(1)});
            for (key, value) in more.as_object().expect("an object") {
                body[key] = value.clone();
            }
            body
        };
        for (more, field) in [
            (json!({"quantity": 1.0001}), "quantity invalid"),
            (json!({"quantity": -1}), "quantity too_small"),
            (json!({"quantity": null}), "quantity required"),
            (json!({"discount_percent": 100.5}), "discount_percent too_large"),
            (json!({"discount_percent": 0.005}), "discount_percent invalid"),
            (json!({"tax_percent": 1e-9}), "tax_percent invalid"),
            (json!({"unit_price": inr(-1)}), "unit_price too_small"),
            (json!({"unit_price": inr(1_000_000_000_000_000), "quantity": 2}), "unit_price too_large"),
            (json!({"net": inr(1)}), "net read_only"),
            (json!({"deal_id": "0198c0de-0000-7000-8000-000000000001"}), "deal_id not_found"),
        ] {
            wrong(least(more), &[field]).await;
        }
        let other = format!("/line_items/{}", id(&made));
        let reply = app.patch(&other).by(&ana).json(&json!({"deal_id": rupees})).send().await;
        assert_eq!(reply.field_errors(), ["deal_id invalid"]);
        app.patch(&format!("/products/{}", id(&product)))
            .by(&ana)
            .json(&json!({"active": false}))
            .send()
            .await
            .expect(200);
        wrong(json!({"deal_id": rupees, "product_id": id(&product)}), &["product_id invalid"]).await;
        // A line made before stays as it was.
        app.patch(&other).by(&ana).json(&json!({"quantity": 3})).send().await.expect(200);
    })
    .await;
}

#[tokio::test]
async fn many_who_change_lines_at_once_leave_the_sum_right() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        // The amount happens to be what the first line costs, so that nothing but their number differs.
        let deal = deal(app, &ana, json!({"amount": inr(100)})).await;
        let bodies: Vec<Json> = (0..24)
            .map(|n| json!({"deal_id": deal, "description": format!("Line {n}"), "unit_price": inr(100)}))
            .collect();
        let posts = bodies.iter().map(|body| app.post("/line_items").by(&ana).json(body).send());
        let mut made: Vec<String> = Vec::new();
        for reply in join_all(posts).await {
            made.push(id(&reply.expect(201)).to_owned());
        }
        assert_eq!(amount(app, &ana, &deal).await, 2_400);
        let changes = made.iter().enumerate().map(async |(n, line)| {
            let path = format!("/line_items/{line}");
            match n % 3 {
                0 => app.delete(&path).by(&ana).send().await.expect(204),
                1 => app.patch(&path).by(&ana).json(&json!({"quantity": 2})).send().await.expect(200),
                _ => app.patch(&path).by(&ana).json(&json!({"discount_percent": 50})).send().await.expect(200),
            }
        });
        join_all(changes).await;
        assert_eq!(amount(app, &ana, &deal).await, 8 * 200 + 8 * 50);
        let ids: Vec<&String> = made.iter().step_by(3).collect();
        let job = app
            .post("/line_items/bulk")
            .by(&ana)
            .json(&json!({"action": "restore", "ids": ids}))
            .send()
            .await
            .expect(202);
        assert_eq!((&job["status"], &job["failed"]), (&json!("succeeded"), &json!(0)), "{job}");
        assert_eq!(amount(app, &ana, &deal).await, 8 * 200 + 8 * 50 + 8 * 100);
        let body = json!({"action": "update", "ids": made, "changes": {"quantity": 10, "discount_percent": 0}});
        let job = app.post("/line_items/bulk").by(&ana).json(&body).send().await.expect(202);
        assert_eq!(amount(app, &ana, &deal).await, 24_000);
        app.post(&format!("/jobs/{}/undo", id(&job))).by(&ana).send().await.expect(202);
        app.drain().await;
        assert_eq!(amount(app, &ana, &deal).await, 8 * 200 + 8 * 50 + 8 * 100);
    })
    .await;
}

#[tokio::test]
async fn lines_go_with_their_deal_and_come_back_with_it() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let deal = deal(app, &ana, json!({})).await;
        let gone = line(app, &ana, &deal, json!({"description": "Gone", "unit_price": inr(1)})).await;
        app.delete(&format!("/line_items/{}", id(&gone))).by(&ana).send().await.expect(204);
        app.clock.advance_seconds(60);
        let kept = line(app, &ana, &deal, json!({"description": "Kept", "unit_price": inr(2)})).await;
        app.delete(&format!("/deals/{deal}")).by(&ana).send().await.expect(204);
        let list = format!("/line_items?deal_id={deal}");
        assert!(app.titles(&ana, &list).await.is_empty());
        let restore = format!("/line_items/{}/restore", id(&kept));
        app.post(&restore).by(&ana).send().await.refused(409, "conflict");
        let body = json!({"deal_id": deal, "description": "x", "unit_price": inr(1)});
        let reply = app.post("/line_items").by(&ana).json(&body).send().await;
        assert_eq!(reply.field_errors(), ["deal_id not_found"]);
        app.post(&format!("/deals/{deal}/restore")).by(&ana).send().await.expect(200);
        assert_eq!(app.titles(&ana, &list).await, ["Kept"]);
        assert_eq!(amount(app, &ana, &deal).await, 2);

        // And end with it.
        app.delete(&format!("/deals/{deal}")).by(&ana).send().await.expect(204);
        app.clock.advance_seconds(40 * 86_400);
        let schedules = app.app.schedules();
        let empty = schedules.iter().find(|schedule| schedule.name == "empty_trash").expect("a schedule");
        (empty.run)().await.expect("the trash is emptied");
        let ana = app.sign_in(&ana.email).await;
        app.get(&format!("/deals/{deal}")).by(&ana).send().await.refused(404, "not_found");
        assert!(app.list(&ana, "/line_items?trash=only").await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn lines_are_whose_the_deal_is() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let admins = deal(app, &firm.admin, json!({})).await;
        let theirs = line(app, &firm.admin, &admins, json!({"description": "Set-up", "unit_price": inr(500)})).await;
        let sales = firm.role("sales");
        let mine = deal(app, sales, json!({})).await;
        line(app, sales, &mine, json!({"description": "Mine", "unit_price": inr(5)})).await;
        let path = format!("/line_items/{}", id(&theirs));
        let body = json!({"deal_id": admins, "description": "x", "unit_price": inr(1)});
        for role in ["sales", "support", "read_only", "finance", "marketing"] {
            let person = firm.role(role);
            assert_eq!(app.get(&path).by(person).send().await.expect(200)["net"], inr(500), "{role}");
            app.patch(&path).by(person).json(&json!({"quantity": 2})).send().await.refused(403, "forbidden");
            app.delete(&path).by(person).send().await.refused(403, "forbidden");
            app.post("/line_items").by(person).json(&body).send().await.refused(403, "forbidden");
        }
        app.patch(&path).by(firm.role("manager")).json(&json!({"quantity": 2})).send().await.expect(200);
        assert_eq!(amount(app, &firm.admin, &admins).await, 1_000);

        // Who reads their own deals alone sees no other's lines; who may not see amounts sees none in lines.
        let own = json!({"kinds": {"deal": {"create": "all", "read": "own", "update": "own", "export": "own"}}});
        let own = app.person_with(&firm.admin, "own@banyan.example", own).await;
        app.get(&path).by(&own).send().await.refused(404, "not_found");
        assert!(app.titles(&own, "/line_items").await.is_empty());
        app.post("/line_items").by(&own).json(&body).send().await.expect(422);
        let export = app.get("/line_items/export.csv").by(&own).send().await;
        assert_eq!(export.text().trim().lines().count(), 1, "{}", export.text());
        let hidden = json!({"kinds": {"deal": {"read": "all"}}, "fields": {"deal": {"amount": "hidden"}}});
        let blind = app.person_with(&firm.admin, "blind@banyan.example", hidden).await;
        let told = app.get(&path).by(&blind).send().await.expect(200);
        for key in ["quantity", "unit_price", "net", "tax", "total"] {
            assert!(told.get(key).is_none(), "{key}: {told}");
        }
        app.get("/line_items?net[gt]=1").by(&blind).send().await.refused(422, "unknown_field");
        let access = app.get(&format!("{path}/access")).by(&firm.admin).send().await.expect(200);
        let seen =
            access["data"].as_array().expect("people").iter().any(|entry| entry["user"]["id"] == own.id.as_str());
        assert!(!seen, "{access}");

        let stranger = app.register("Teak Trading", "tom@teak.example").await;
        app.get(&path).by(&stranger).send().await.refused(404, "not_found");
        let reply = app.post("/line_items").by(&stranger).json(&body).send().await;
        assert_eq!(reply.field_errors(), ["deal_id not_found"]);
    })
    .await;
}
