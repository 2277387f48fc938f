//! The product catalogue.

use kith_testkit::on_both_engines;
use serde_json::{Value as Json, json};

fn inr(amount: i64) -> Json {
    json!({"amount": amount, "currency": "INR"})
}

#[tokio::test]
async fn a_product_has_one_price_in_each_currency() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let prices = json!([{"amount": 599, "currency": "EUR"}, {"amount": 650, "currency": "USD"}]);
        let body =
            json!({"name": "Licence", "sku": "LIC-1", "price": inr(49_900), "prices": prices, "tax_percent": 18.25});
        let made = app.create(&ana, "products", body).await;
        assert_eq!((&made["prices"], &made["tax_percent"]), (&prices, &json!(18.25)));
        assert_eq!((&made["recurring"], &made["active"]), (&json!("none"), &json!(true)));

        let path = format!("/products/{}", made["id"].as_str().expect("an id"));
        for (body, field) in [
            (json!({"prices": [{"amount": 1, "currency": "INR"}]}), "prices invalid"),
            (json!({"prices": [{"amount": 1, "currency": "EUR"}, {"amount": 2, "currency": "EUR"}]}), "prices invalid"),
            (json!({"prices": [{"amount": -1, "currency": "EUR"}]}), "prices invalid"),
            (json!({"prices": [{"amount": 1.5, "currency": "EUR"}]}), "prices invalid"),
            (json!({"prices": [{"amount": 1, "currency": "EUR", "per": "day"}]}), "prices invalid"),
            (json!({"prices": [{"amount": 1, "currency": "XYZ"}]}), "prices invalid"),
            (json!({"prices": {"EUR": 1}}), "prices invalid"),
            (json!({"price": {"amount": 1, "currency": "EUR"}}), "prices invalid"),
            (json!({"tax_percent": 18.125}), "tax_percent invalid"),
            (json!({"tax_percent": 101}), "tax_percent too_large"),
            (json!({"tax_percent": -1}), "tax_percent too_small"),
            (json!({"price": inr(-1)}), "price too_small"),
            (json!({"recurring": "weekly"}), "recurring invalid_option"),
            (json!({"recurring": null}), "recurring required"),
            (json!({"name": " "}), "name required"),
        ] {
            let reply = app.patch(&path).by(&ana).json(&body).send().await;
            assert_eq!((reply.status, reply.field_errors()), (422, vec![field.to_owned()]), "{body}: {}", reply.text());
        }
        let cleared = app.patch(&path).by(&ana).json(&json!({"prices": []})).send().await.expect(200);
        assert!(cleared["prices"].is_null());
    })
    .await;
}

#[tokio::test]
async fn a_sku_is_used_once_in_a_workspace() {
    on_both_engines(async |app| {
        let (ana, tom) = app.two_workspaces().await;
        let body = json!({"name": "Größe Ä ✓", "sku": "Ärmel-1"});
        let made = app.create(&ana, "products", body.clone()).await;
        app.create(&tom, "products", body.clone()).await;
        let reply = app.post("/products").by(&ana).json(&json!({"name": "Other", "sku": "ärmel-1"})).send().await;
        assert_eq!(reply.field_errors(), ["sku already_used"]);
        // None has as many as it likes, and what is in the trash has given its own back.
        app.create(&ana, "products", json!({"name": "Without"})).await;
        app.create(&ana, "products", json!({"name": "Without"})).await;
        app.delete(&format!("/products/{}", made["id"].as_str().expect("an id"))).by(&ana).send().await.expect(204);
        app.create(&ana, "products", body).await;
    })
    .await;
}

#[tokio::test]
async fn products_are_imported_and_exported() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let csv = "Name,SKU,Price,Tax rate,Billed\nLicence,LIC-1,499.50,18,Yearly\nTraining,TR-1,\"1,200\",5.5,Once\n";
        let upload = app.post("/imports/products").by(&ana).header("x-file-name", "products.csv");
        let upload = upload.body("text/csv", csv.as_bytes().to_vec()).send().await.expect(201);
        let fields: Vec<&str> =
            upload["columns"].as_array().expect("columns").iter().map(|c| c["field"].as_str().unwrap_or("")).collect();
        assert_eq!(fields, ["name", "sku", "price", "tax_percent", "recurring"]);
        let start = format!("/imports/{}/start", upload["id"].as_str().expect("an id"));
        let mapping = json!({"0": "name", "1": "sku", "2": "price", "3": "tax_percent", "4": "recurring"});
        app.post(&start)
            .by(&ana)
            .json(&json!({"mapping": mapping, "duplicates": "skip", "match_on": "sku"}))
            .send()
            .await
            .expect(202);
        app.drain().await;
        let rows = app.list(&ana, "/products?sort=title").await;
        let told: Vec<_> = rows.iter().map(|row| (&row["sku"], &row["price"], &row["recurring"])).collect();
        assert_eq!(
            told,
            [(&json!("LIC-1"), &inr(49_950), &json!("yearly")), (&json!("TR-1"), &inr(120_000), &json!("none"))]
        );
        let export = app.get("/products/export.csv?columns=sku,tax_percent&sort=title").by(&ana).send().await;
        assert!(export.text().contains("LIC-1,18") && export.text().contains("TR-1,5.5"), "{}", export.text());
    })
    .await;
}
