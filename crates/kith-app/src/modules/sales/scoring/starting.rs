//! The rules a new workspace starts with.

use serde_json::{Value as Json, json};

/// Names and values of the starting rules. They are active: a lead that nobody has scored gets a score
/// at once. Scores set by hand, as those of the sample data, do not follow them.
pub(crate) fn starting_rules() -> Vec<Vec<(&'static str, Json)>> {
    let is = |field: &str, op: &str, value: Json| json!({"field": field, "op": op, "value": value});
    let there = |field: &str| json!({"field": field, "op": "not_empty"});
    let deciders = ["chief", "director", "founder", "head", "owner", "president", "CEO", "CTO", "CFO", "VP"];
    let decides: Vec<Json> = deciders.iter().map(|word| is("job_title", "contains", json!(word))).collect();
    let fit = [
        ("Decides", 15, json!({"or": decides})),
        ("Was referred", 20, is("source", "eq", json!("referral"))),
        ("Came to an event or webinar", 10, is("source", "in", json!(["event", "webinar"]))),
        ("Can be reached by mail and phone", 5, json!({"and": [there("email"), there("phone")]})),
        ("Has a budget", 15, is("budget", "eq", json!("yes"))),
        ("Has a need", 10, is("need", "eq", json!("yes"))),
        ("Wants it soon", 10, is("timeline", "eq", json!("yes"))),
        ("Does not want to be disturbed", -30, is("do_not_disturb", "eq", json!(true))),
    ];
    // Kind, direction, outcome, points each, at most, half-life in days.
    type Engagement = (&'static str, [Option<&'static str>; 3], i64, i64, Option<i64>);
    let engagement: [Engagement; 5] = [
        ("Met us", [Some("meeting"), None, None], 15, 30, Some(30)),
        ("Visited us, or we them", [Some("visit"), None, None], 20, 30, Some(30)),
        ("Spoke with us on the phone", [Some("call"), None, Some("connected")], 10, 20, Some(14)),
        ("Wrote to us", [Some("email"), Some("inbound"), None], 10, 30, Some(14)),
        ("Said they are not interested", [None, None, Some("not_interested")], -40, 80, Some(180)),
    ];
    let mut out: Vec<Vec<(&'static str, Json)>> = fit
        .into_iter()
        .map(|(name, points, condition)| {
            vec![("name", json!(name)), ("points", json!(points)), ("category", json!("fit")), ("condition", condition)]
        })
        .collect();
    out.extend(engagement.into_iter().map(|(name, [kind, direction, outcome], points, cap, half_life)| {
        vec![
            ("name", json!(name)),
            ("points", json!(points)),
            ("category", json!("engagement")),
            ("interaction_kind", json!(kind)),
            ("direction", json!(direction)),
            ("outcome", json!(outcome)),
            ("cap", json!(cap)),
            ("half_life_days", json!(half_life)),
        ]
    }));
    for (position, values) in (1..).zip(&mut out) {
        values.push(("position", json!(position)));
    }
    out
}
