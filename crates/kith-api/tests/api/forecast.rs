//! What changed about a forecast since some days ago.

use kith_model::Timestamp;
use kith_testkit::{Person, TestApp, on_both_engines};
use serde_json::{Value as Json, json};

const EMAIL: &str = "ana@banyan.example";

async fn at(app: &TestApp, moment: &str) -> Person {
    app.clock.set(moment.parse::<Timestamp>().expect("a moment"));
    app.sign_in(EMAIL).await
}

fn inr(amount: i64) -> Json {
    json!({"amount": amount, "currency": "INR"})
}

async fn patch(app: &TestApp, who: &Person, deal: &Json, body: Json) {
    let path = format!("/deals/{}", deal["id"].as_str().expect("an id"));
    app.patch(&path).by(who).json(&body).send().await.expect(200);
}

/// Each change that happened, with its deals and what they come to.
fn told(answer: &Json) -> Vec<String> {
    let changes = answer["changes"].as_array().expect("a list");
    let happened = changes.iter().filter(|change| change["count"] != 0);
    let titles = |change: &Json| {
        let deals = change["deals"].as_array().expect("a list").clone();
        deals.iter().map(|deal| deal["title"].as_str().unwrap_or("").to_owned()).collect::<Vec<_>>().join(" + ")
    };
    let amounts = |change: &Json| {
        let sums = change["amount"].as_array().expect("a list").clone();
        sums.iter()
            .map(|sum| format!("{} {}", sum["amount"], sum["currency"].as_str().unwrap_or("")))
            .collect::<Vec<_>>()
    };
    happened
        .map(|change| format!("{}: {} {:?}", change["change"].as_str().unwrap_or(""), titles(change), amounts(change)))
        .collect()
}

#[tokio::test]
async fn what_came_went_and_changed_is_told_with_its_deals() {
    on_both_engines(async |app| {
        app.clock.set("2026-03-01T06:00:00Z".parse().expect("a moment"));
        let ana = app.register("Banyan Works", EMAIL).await;
        let make = async |who: &Person, name: &str, day: Option<&str>, amount: i64| {
            app.create(who, "deals", json!({"name": name, "expected_close_on": day, "amount": inr(amount)})).await
        };
        let april = Some("2026-04-10");
        let won = make(&ana, "Won", april, 100).await;
        let lost = make(&ana, "Lost", april, 200).await;
        let pulled = make(&ana, "Pulled in", Some("2026-05-10"), 300).await;
        let pushed = make(&ana, "Pushed out", april, 400).await;
        let grown = make(&ana, "Grown", april, 500).await;
        let shrunk = make(&ana, "Shrunk", april, 600).await;
        let exchanged = make(&ana, "Exchanged", april, 700).await;
        let undated = make(&ana, "Undated", None, 50).await;
        make(&ana, "As it was", april, 800).await;
        let ana = at(app, "2026-03-09T06:00:00Z").await;
        let stages = app.list(&ana, "/stages").await;
        let stage = |kind: &str| stages.iter().find(|stage| stage["kind"] == kind).expect("a stage")["id"].clone();
        patch(app, &ana, &won, json!({"stage_id": stage("won")})).await;
        patch(app, &ana, &lost, json!({"stage_id": stage("lost")})).await;
        patch(app, &ana, &pulled, json!({"expected_close_on": "2026-06-01"})).await;
        patch(app, &ana, &pulled, json!({"expected_close_on": "2026-04-30", "amount": inr(333)})).await;
        patch(app, &ana, &pushed, json!({"expected_close_on": "2026-05-01", "amount": inr(1)})).await;
        patch(app, &ana, &grown, json!({"amount": inr(550)})).await;
        patch(app, &ana, &shrunk, json!({"amount": inr(599)})).await;
        patch(app, &ana, &exchanged, json!({"amount": {"amount": 9, "currency": "EUR"}})).await;
        patch(app, &ana, &undated, json!({"expected_close_on": "2026-04-01"})).await;
        make(&ana, "Brand new", Some("2026-04-30"), 77).await;
        make(&ana, "New elsewhere", Some("2026-07-30"), 78).await;

        let ask = async |who: &Person, query: &str| {
            let path = format!("/deals/changes?from=2026-04-01&to=2026-04-30{query}");
            app.get(&path).by(who).send().await.expect(200)
        };
        let all = [
            r#"new: Brand new ["77 INR"]"#,
            r#"won: Won ["100 INR"]"#,
            r#"lost: Lost ["200 INR"]"#,
            r#"moved_in: Pulled in + Undated ["383 INR"]"#,
            r#"moved_out: Pushed out ["400 INR"]"#,
            r#"up: Grown + Exchanged ["50 INR", "9 EUR"]"#,
            r#"down: Shrunk + Exchanged ["701 INR"]"#,
        ];
        let answer = ask(&ana, "&days=7").await;
        let mut got = told(&answer);
        let sorted = |line: &String| {
            // Deals that changed at one moment come in any order.
            let mut letters: Vec<char> = line.chars().collect();
            letters.sort_unstable();
            letters
        };
        got.sort();
        let mut wanted: Vec<String> = all.map(str::to_owned).to_vec();
        wanted.sort();
        assert_eq!(
            got.iter().map(sorted).collect::<Vec<_>>(),
            wanted.iter().map(sorted).collect::<Vec<_>>(),
            "{got:?}"
        );
        assert_eq!((&answer["cut"], &answer["since"]), (&json!(false), &json!("2026-03-01T18:30:00Z")));

        // Filters are those of the list.
        assert_eq!(told(&ask(&ana, "&days=7&q=Grown").await), [r#"up: Grown ["50 INR"]"#]);
        // Since before they were there, all of them are new.
        let longer = told(&ask(&ana, "&days=30").await);
        assert!(longer.iter().all(|line| line.starts_with("new") || line.starts_with("won")), "{longer:?}");
        // Some days later nothing has changed.
        let ana = at(app, "2026-03-20T06:00:00Z").await;
        assert_eq!(told(&ask(&ana, "").await), Vec::<String>::new());

        let refused =
            async |query: &str| app.get(&format!("/deals/changes{query}")).by(&ana).send().await.field_errors();
        assert_eq!(refused("?from=2026-04-01").await, ["to required"]);
        assert_eq!(refused("?from=2026-05-01&to=2026-04-30").await, ["to invalid"]);
        assert_eq!(refused("?from=2026-04-01&to=2026-04-30&days=0").await, ["days too_small"]);
    })
    .await;
}

#[tokio::test]
async fn nobody_learns_of_deals_they_may_not_read() {
    on_both_engines(async |app| {
        app.clock.set("2026-03-09T06:00:00Z".parse().expect("a moment"));
        let (ana, tom) = app.two_workspaces().await;
        let body = |name: &str| json!({"name": name, "expected_close_on": "2026-04-10", "amount": inr(5)});
        app.create(&ana, "deals", body("Ana's")).await;
        let own = json!({"kinds": {"deal": {"read": "own", "create": "all"}}});
        let narrow = app.person_with(&ana, "nils@banyan.example", own).await;
        app.create(&narrow, "deals", body("Nils's")).await;
        let path = "/deals/changes?from=2026-04-01&to=2026-04-30";
        let ask = async |who: &Person| told(&app.get(path).by(who).send().await.expect(200));
        assert_eq!(ask(&narrow).await, [r#"new: Nils's ["5 INR"]"#]);
        assert_eq!(ask(&tom).await, Vec::<String>::new());
        assert_eq!(ask(&ana).await.len(), 1);
        let blind = json!({"kinds": {"deal": {"read": "all"}}, "fields": {"deal": {"amount": "hidden"}}});
        let blind = app.person_with(&ana, "nora@banyan.example", blind).await;
        app.get(path).by(&blind).send().await.refused(422, "unknown_field");
        let none = app.person_with(&ana, "noor@banyan.example", json!({"kinds": {"lead": {"read": "all"}}})).await;
        app.get(path).by(&none).send().await.refused(403, "forbidden");
    })
    .await;
}
