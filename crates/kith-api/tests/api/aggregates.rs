//! Counts, sums and averages.

use kith_testkit::on_both_engines;
use serde_json::json;

#[tokio::test]
async fn figures_are_right_with_and_without_filters() {
    on_both_engines(async |app| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        for (name, amount, currency) in [("A", 100, "INR"), ("B", 250, "INR"), ("C", 40, "USD")] {
            app.create(&admin, "deals", json!({"name": name, "amount": {"amount": amount, "currency": currency}}))
                .await;
        }
        app.create(&admin, "deals", json!({"name": "D"})).await;
        let all = app.get("/deals/aggregate?measure=count,sum:amount").by(&admin).send().await.expect(200);
        let row = &all["data"][0];
        assert_eq!((&row["group"], &row["count"]), (&json!(null), &json!(4)));
        let sums = json!([{"amount": 350, "currency": "INR"}, {"amount": 40, "currency": "USD"}]);
        assert_eq!(row["sum_amount"], sums);
        let filtered =
            app.get("/deals/aggregate?measure=count,sum:amount&name[in]=A,B,C").by(&admin).send().await.expect(200);
        assert_eq!((&filtered["data"][0]["count"], &filtered["data"][0]["sum_amount"]), (&json!(3), &sums));
        let grouped = app.get("/deals/aggregate?group_by=status").by(&admin).send().await.expect(200);
        assert_eq!(grouped, json!({"data": [{"group": "open", "count": 4}], "approximate": false}));
        for score in [10, 20, 60] {
            app.create(&admin, "leads", json!({"last_name": "x", "score": score, "source": "event"})).await;
        }
        let scores = app.get("/leads/aggregate?measure=avg:score,sum:score").by(&admin).send().await.expect(200);
        assert_eq!(scores["data"][0], json!({"group": null, "avg_score": 30.0, "sum_score": 90.0}));
        let none = app.get("/leads/aggregate?stage=won&measure=count,avg:score").by(&admin).send().await.expect(200);
        assert_eq!(none["data"][0], json!({"group": null, "count": 0, "avg_score": null}));
    })
    .await;
}

#[tokio::test]
async fn figures_follow_every_change() {
    on_both_engines(async |app| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        let counted = async |expected: i64, why: &str| {
            let by_counter = app.get("/leads/aggregate").by(&admin).send().await.expect(200);
            let by_scan = app.get("/leads/aggregate?title[not_empty]").by(&admin).send().await.expect(200);
            assert_eq!(
                (&by_counter["data"][0]["count"], &by_scan["data"][0]["count"]),
                (&json!(expected), &json!(expected)),
                "{why}"
            );
        };
        counted(0, "nothing yet").await;
        let made = app.create_any(&admin, "lead", 1).await;
        app.create_any(&admin, "lead", 2).await;
        counted(2, "created").await;
        let path = format!("/leads/{}", made["id"].as_str().expect("an id"));
        app.patch(&path).by(&admin).json(&json!({"stage": "won"})).send().await.expect(200);
        let grouped = app.get("/leads/aggregate?group_by=stage").by(&admin).send().await.expect(200);
        let of = |stage: &str| {
            grouped["data"]
                .as_array()
                .and_then(|rows| rows.iter().find(|row| row["group"] == stage))
                .map(|row| row["count"].clone())
        };
        assert_eq!((of("won"), of("new")), (Some(json!(1)), Some(json!(1))));
        app.delete(&path).by(&admin).send().await.expect(204);
        counted(1, "trashed").await;
        app.post(&format!("{path}/restore")).by(&admin).send().await.expect(200);
        counted(2, "restored").await;
    })
    .await;
}
