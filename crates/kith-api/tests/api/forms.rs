//! Web forms: strangers fill them in, leads come of it, and scripts gain nothing.

use kith_testkit::{Person, Reply, TestApp, on_both_engines, text};
use serde_json::{Value as Json, json};

pub(super) fn demo() -> Json {
    json!({
        "name": "Ask for a demo", "slug": "demo", "status": "published",
        "questions": [
            {"field": "first_name", "required": true},
            {"field": "email", "label": "Work e-mail", "help": "We answer there.", "required": true},
            {"field": "description"},
            {"field": "interested_products"},
            {"field": "industry", "hidden": true, "value": "retail"},
        ],
        "consent_text": "You may write to me.\nI can withdraw this.",
    })
}

/// Opens a form and answers its ticket.
pub(super) async fn ticket(app: &TestApp, slug: &str) -> String {
    let form = app.get(&format!("/f/{slug}")).header("accept", "application/json").send().await.expect(200);
    text(&form, "ticket").to_owned()
}

/// Opens a form, waits as people do, and sends it.
pub(super) async fn send(app: &TestApp, slug: &str, mut answers: Json) -> Reply {
    answers["_ticket"] = ticket(app, slug).await.into();
    app.clock.advance_seconds(5);
    app.post(&format!("/f/{slug}")).json(&answers).send().await
}

pub(super) async fn figures(app: &TestApp, person: &Person, form: &Json) -> Json {
    let answer = app.get(&format!("/forms/figures?ids={}", text(form, "id"))).by(person).send().await.expect(200);
    answer["data"][0].clone()
}

#[tokio::test]
async fn a_form_fits_together_before_it_is_published() {
    on_both_engines(async |app| {
        let (ana, tom) = app.two_workspaces().await;
        let made = app.create(&ana, "forms", json!({"name": "Größe & Co: Anfrage!"})).await;
        assert!(text(&made, "slug").starts_with("grosse-co-anfrage-"), "{made}");
        let asked = made["questions"].as_array().expect("the usual questions");
        assert_eq!(asked[2], json!({"field": "email", "required": true}));
        assert_eq!(
            (&made["status"], &made["source"], &made["auto_assign"]),
            (&json!("draft"), &json!("web_form"), &json!(true))
        );
        let question = |question: Json| json!({"name": "x", "questions": [question]});
        for (body, expected) in [
            (json!({"name": "x", "slug": "No blanks"}), "slug invalid"),
            (json!({"name": "x", "slug": "ab"}), "slug invalid"),
            (json!({"name": "x", "accent": "red"}), "accent invalid"),
            (json!({"name": "x", "accent": "#12345g"}), "accent invalid"),
            (json!({"name": "x", "allowed_origins": ["https://x.com/path"]}), "allowed_origins invalid_url"),
            (json!({"name": "x", "allowed_origins": ["https://x.com; script-src *"]}), "allowed_origins invalid_url"),
            (json!({"name": "x", "redirect_url": "http://x.com"}), "redirect_url invalid_url"),
            (json!({"name": "x", "redirect_url": "javascript:alert(1)"}), "redirect_url invalid_url"),
            (json!({"name": "x", "after_submit": "redirect"}), "redirect_url required"),
            (json!({"name": "x", "status": "published", "questions": []}), "questions required"),
            (json!({"name": "x", "questions": {}}), "questions wrong_type"),
            (question(json!("email")), "questions.0.field wrong_type"),
            (question(json!({"field": "email", "colour": "red"})), "questions.0.field wrong_type"),
            (question(json!({"field": "shoe"})), "questions.0.field unknown_field"),
            (question(json!({"field": "score"})), "questions.0.field invalid"),
            (question(json!({"field": "owner_id"})), "questions.0.field invalid"),
            (question(json!({"field": "conversion", "hidden": true, "value": {}})), "questions.0.field invalid"),
            (question(json!({"field": "industry", "hidden": true})), "questions.0.value required"),
            (
                question(json!({"field": "industry", "hidden": true, "value": "shoes"})),
                "questions.0.value invalid_option",
            ),
            (question(json!({"field": "email", "value": "a@b.de"})), "questions.0.value invalid"),
            (question(json!({"field": "email", "label": "x".repeat(201)})), "questions.0.label too_long"),
            (
                json!({"name": "x", "questions": [{"field": "email"}, {"field": "email"}]}),
                "questions.1.field already_used",
            ),
        ] {
            let reply = app.post("/forms").by(&ana).json(&body).send().await;
            assert_eq!((reply.status, reply.field_errors()), (422, vec![expected.to_owned()]), "{body}");
        }

        // The address is used once in the whole installation, also while its form lies in the trash.
        let mine = app.create(&ana, "forms", demo()).await;
        let reply = app.post("/forms").by(&tom).json(&demo()).send().await;
        assert_eq!(reply.field_errors(), ["slug already_used"]);
        let path = format!("/forms/{}", text(&mine, "id"));
        app.delete(&path).by(&ana).send().await.expect(204);
        app.get("/f/demo").send().await.refused(404, "not_found");
        assert_eq!(app.post("/forms").by(&tom).json(&demo()).send().await.status, 422);
        app.post(&format!("{path}/restore")).by(&ana).send().await.expect(200);
        assert_eq!(app.get("/f/demo").send().await.status, 200);

        // A new address leaves the old one free.
        app.patch(&path).by(&ana).json(&json!({"slug": "Demo-2"})).send().await.expect(200);
        app.get("/f/demo").send().await.refused(404, "not_found");
        assert_eq!(app.get("/f/demo-2").send().await.status, 200);
        app.create(&tom, "forms", demo()).await;
        app.patch(&path).by(&ana).json(&json!({"status": "draft"})).send().await.expect(200);
        app.get("/f/demo-2").send().await.refused(404, "not_found");
        app.get("/f/demo-2/embed.js").send().await.refused(404, "not_found");
        app.post("/f/demo-2").json(&json!({})).send().await.refused(404, "not_found");
    })
    .await;
}

#[tokio::test]
async fn a_page_is_plain_safe_and_in_the_forms_language() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let mut body = demo();
        body["language"] = json!("de");
        body["heading"] = json!("<script>alert('x')</script> & \"mehr\"");
        body["allowed_origins"] = json!(["https://www.example.com/"]);
        body["after_submit"] = json!("redirect");
        body["redirect_url"] = json!("https://shop.example.com/danke?a=1&b=2");
        let made = app.create(&ana, "forms", body).await;
        assert_eq!(made["allowed_origins"], json!(["https://www.example.com"]));
        let link = "/f/demo?utm_source=news&utm_source=twice&fbclid=1%ZZ&utm_campaign=Spring%20%3C25";
        let page = app.get(link).header("accept", "text/html").send().await;
        let html = page.text();
        assert_eq!((page.status, page.header("content-type")), (200, "text/html; charset=utf-8"));
        assert!(html.contains("lang=\"de\"") && html.contains("Vorname") && html.contains(">Senden<"), "{html}");
        assert!(html.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;mehr&quot;"), "{html}");
        assert!(!html.contains("retail") && !html.contains("industry"), "hidden values stay here: {html}");
        assert!(html.contains("autocomplete=\"given-name\"") && html.contains("type=\"email\""), "{html}");
        assert!(
            html.contains("name=\"utm_source\" value=\"news\"") && html.contains("value=\"Spring &lt;25\""),
            "{html}"
        );
        let policy = page.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{policy}");
        assert!(policy.contains("frame-ancestors https://www.example.com"), "{policy}");
        assert!(policy.contains("form-action 'self' https://shop.example.com;"), "{policy}");
        assert_eq!(page.header("x-frame-options"), "");
        assert!(page.header("set-cookie").is_empty() && page.header("access-control-allow-origin").is_empty());

        let script = app.get("/f/demo/embed.js").send().await;
        assert_eq!(script.header("cross-origin-resource-policy"), "cross-origin");
        assert!(script.header("content-type").starts_with("text/javascript"));

        // What comes with Kith is in the form's language, what is the workspace's own in its own words.
        let own = json!({"record_kind": "lead", "key": "size", "label": "Size", "type": "select", "options": [
            {"value": "other", "label": "Other than that", "color": "gray"}]});
        app.create(&ana, "custom_fields", own).await;
        let questions = json!([
            {"field": "email"}, {"field": "industry"}, {"field": "company_size"}, {"field": "custom.size"},
        ]);
        let path = format!("/forms/{}", text(&made, "id"));
        for (language, words) in [
            ("de", ["Gesundheit", "Über 5.000", "Größe der Firma", "Other than that"]),
            ("hi", ["स्वास्थ्य", "5,000 से अधिक", "कंपनी का आकार", "Other than that"]),
            ("en", ["Healthcare", "Over 5,000", "Company size", "Other than that"]),
        ] {
            let change = json!({"language": language, "questions": questions});
            app.patch(&path).by(&ana).json(&change).send().await.expect(200);
            let html = app.get("/f/demo").header("accept", "text/html").send().await.text();
            assert!(words.iter().all(|word| html.contains(word)), "{language}: {html}");
        }

        // Without sites that may, none may.
        app.patch(&format!("/forms/{}", text(&made, "id")))
            .by(&ana)
            .json(&json!({"allowed_origins": []}))
            .send()
            .await
            .expect(200);
        let page = app.get("/f/demo").send().await;
        assert!(page.header("content-security-policy").contains("frame-ancestors 'none'"));
        assert_eq!(page.header("x-frame-options"), "DENY");

        let gone = app.get("/f/nothing").header("accept", "text/html").header("accept-language", "hi-IN").send().await;
        assert_eq!((gone.status, gone.header("content-type")), (404, "text/html; charset=utf-8"));
        assert!(gone.text().contains("lang=\"hi\""), "{}", gone.text());
    })
    .await;
}

#[tokio::test]
async fn a_lead_comes_of_it_with_everything_the_visit_says() {
    on_both_engines(async |app| {
        let (ana, tom) = app.two_workspaces().await;
        let campaign = app.create(&ana, "campaigns", json!({"name": "Spring", "utm_campaign": "spring-25"})).await;
        let tag = app.create(&ana, "tags", json!({"name": "Web", "color": "teal"})).await;
        let mut body = demo();
        body["lead_tag_ids"] = json!([tag["id"]]);
        body["lead_owner_id"] = json!(ana.id);
        body["message"] = json!("Merci!");
        let form = app.create(&ana, "forms", body).await;
        let page = app.get("/f/demo?utm_source=news&utm_campaign=spring-25").header("referer", "https://blog.example/").send().await;
        let hidden = |name: &str| {
            let html = page.text();
            let rest = html.split(&format!("name=\"{name}\" value=\"")).nth(1).expect("an input").to_owned();
            rest.split('"').next().expect("a value").to_owned()
        };
        app.clock.advance_seconds(30);
        let fields = format!(
            "first_name=Zo%C3%AB+%F0%9F%8C%B5&email=zoe%40cactus.example&description=two%0D%0Alines&interested_products=a%2C+b&\
             industry=finance&score=100&stage=won&_consent=yes&_ticket={}&utm_source={}&utm_campaign={}&_referrer={}",
            hidden("_ticket"), hidden("utm_source"), hidden("utm_campaign"), hidden("_referrer"),
        );
        let reply = app.post("/f/demo").body("application/x-www-form-urlencoded", fields.clone()).send().await;
        assert_eq!((reply.status, reply.header("location")), (303, "/f/demo?done=1"), "{}", reply.text());
        assert!(app.get("/f/demo?done=1").send().await.text().contains("Merci!"));

        let lead = json!(app.list(&ana, "/leads?email=zoe@cactus.example").await.remove(0));
        assert_ne!(lead["score"], 100, "what is not asked is not taken");
        for (key, expected) in [
            ("title", json!("Zoë 🌵")), ("description", json!("two\nlines")), ("interested_products", json!(["a", "b"])),
            ("industry", json!("retail")), ("score", json!(0)), ("stage", json!("new")), ("source", json!("web_form")),
            ("campaign_id", campaign["id"].clone()), ("owner_id", json!(ana.id)), ("tags", json!([tag["id"]])),
            ("utm_source", json!("news")), ("utm_campaign", json!("spring-25")), ("consent", json!("given")),
            ("created_by", Json::Null),
        ] {
            assert_eq!(lead[key], expected, "{key}");
        }
        let kept = json!(app.list(&ana, &format!("/form_submissions?record=lead:{}", text(&lead, "id"))).await.remove(0));
        for (key, expected) in [
            ("form_id", form["id"].clone()), ("outcome", json!("created")), ("consent", json!(true)),
            ("consent_text", json!("You may write to me.\nI can withdraw this.")), ("email", json!("zoe@cactus.example")),
            ("referrer", json!("https://blog.example/")), ("utm_source", json!("news")), ("title", json!("Zoë 🌵")),
        ] {
            assert_eq!(kept[key], expected, "{key}");
        }
        assert_eq!(kept["answers"]["first_name"], "Zoë 🌵");
        assert_eq!(kept["answers"].get("industry"), None);

        // The same page once more is the same submission.
        let reply = app.post("/f/demo").body("application/x-www-form-urlencoded", fields).send().await;
        assert_eq!(reply.status, 303);
        assert_eq!(app.list(&ana, "/leads").await.len(), 1);
        let counts = json!({"form_id": form["id"], "visits": 1, "spam": 0, "submissions": 1, "leads": 1, "tickets": 0});
        assert_eq!(figures(app, &ana, &form).await, counts);
        assert_eq!(app.get(&format!("/forms/figures?ids={}", text(&form, "id"))).by(&tom).send().await.expect(200)["data"], json!([]));

        // People cannot make or change what was sent.
        let path = format!("/form_submissions/{}", text(&kept, "id"));
        app.post("/form_submissions").by(&ana).json(&json!({})).send().await.refused(405, "method_not_allowed");
        app.patch(&path).by(&ana).json(&json!({"consent": true})).send().await.refused(405, "method_not_allowed");
        let bulk = json!({"action": "delete", "ids": [kept["id"]]});
        app.post("/form_submissions/bulk").by(&ana).json(&bulk).send().await.refused(405, "method_not_allowed");
        app.get(&path).by(&tom).send().await.refused(404, "not_found");
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_is_said_beside_the_field_and_nothing_typed_is_lost() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        app.create(&ana, "forms", demo()).await;
        let reply = send(app, "demo", json!({"email": "nobody", "description": "x".repeat(10_001)})).await;
        assert_eq!(
            reply.field_errors(),
            ["first_name required", "email invalid_email", "description too_long", "_consent required"]
        );
        let ticket = ticket(app, "demo").await;
        app.clock.advance_seconds(5);
        let long = "w".repeat(201);
        let fields =
            format!("first_name={long}&email=a%40b&_ticket={ticket}&description=%3C%2Ftextarea%3E&utm_source=x");
        let page = app.post("/f/demo?embed=1").body("application/x-www-form-urlencoded", fields).send().await;
        let html = page.text();
        assert_eq!(page.status, 422);
        assert!(html.contains(&long) && html.contains("&lt;/textarea&gt;"), "{html}");
        assert!(html.contains("This is too long.") && html.contains("aria-invalid=\"true\""), "{html}");
        assert!(
            html.contains("action=\"/f/demo?embed=1\"") && html.contains("name=\"utm_source\" value=\"x\""),
            "{html}"
        );
        // The page that comes back can be sent at once.
        let fields = format!("first_name=A&email=a%40b.example&_ticket={ticket}&_consent=yes");
        assert_eq!(app.post("/f/demo").body("application/x-www-form-urlencoded", fields).send().await.status, 303);
        assert_eq!(app.list(&ana, "/leads").await.len(), 1);

        // Bodies that are none.
        let big = format!("first_name={}", "x".repeat(70_000));
        let reply = app
            .post("/f/demo")
            .header("accept", "text/html")
            .body("application/x-www-form-urlencoded", big)
            .send()
            .await;
        assert_eq!((reply.status, reply.header("content-type")), (413, "text/html; charset=utf-8"));
        app.post("/f/demo")
            .body("application/x-www-form-urlencoded", vec![0xff, 0xfe])
            .send()
            .await
            .refused(400, "malformed_json");
        app.post("/f/demo").body("text/plain", "x").send().await.refused(415, "unsupported_media_type");
        app.post("/f/demo").json(&json!([])).send().await.refused(400, "malformed_json");
        app.post("/f/demo")
            .json(&json!({"_ticket": "x", "email": 7, "first_name": {}}))
            .send()
            .await
            .refused(409, "conflict");
        let reply = send(app, "demo", json!({"email": 7, "first_name": {"a": "\u{0}"}, "_consent": true})).await;
        assert_eq!(reply.field_errors(), ["first_name wrong_type", "email wrong_type"]);
        let reply = send(app, "demo", json!({"email": "a@b.example", "first_name": "a\u{0}b", "_consent": true})).await;
        assert_eq!(reply.field_errors(), ["first_name invalid"]);
    })
    .await;
}

#[tokio::test]
async fn a_form_goes_on_when_what_it_names_is_gone() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let admin = &firm.admin;
        let field = json!({"record_kind": "lead", "label": "Team size", "key": "team_size", "type": "number"});
        app.create(admin, "custom_fields", field).await;
        let hidden = json!({"record_kind": "lead", "label": "Desk", "key": "desk", "type": "text"});
        let hidden = app.create(admin, "custom_fields", hidden).await;
        let campaign = app.create(admin, "campaigns", json!({"name": "Spring"})).await;
        let tag = app.create(admin, "tags", json!({"name": "Web", "color": "teal"})).await;
        let mut body = demo();
        body["questions"] = json!([
            {"field": "email"}, {"field": "custom.team_size"}, {"field": "custom.desk", "hidden": true, "value": "North"},
        ]);
        body["campaign_id"] = campaign["id"].clone();
        body["lead_tag_ids"] = json!([tag["id"]]);
        body["lead_owner_id"] = json!(firm.role("manager").id);
        body["consent_text"] = Json::Null;
        app.create(admin, "forms", body).await;
        let sent = json!({"email": "a@b.example", "custom.team_size": 12});
        send(app, "demo", sent).await.expect(200);
        let lead = json!(app.list(admin, "/leads?email=a@b.example").await.remove(0));
        let told = app.list(firm.role("manager"), "/notifications").await;
        assert!(told.iter().any(|notice| notice["record"]["id"] == lead["id"]), "the owner is told: {told:?}");
        assert_eq!((&lead["custom"], &lead["consent"]), (&json!({"team_size": 12.0, "desk": "North"}), &json!("unknown")));
        assert_eq!((&lead["campaign_id"], text(&lead, "owner_id")), (&campaign["id"], firm.role("manager").id.as_str()));

        app.delete(&format!("/campaigns/{}", text(&campaign, "id"))).by(admin).send().await.expect(204);
        app.delete(&format!("/tags/{}", text(&tag, "id"))).by(admin).send().await.expect(204);
        app.delete(&format!("/custom_fields/{}", text(&hidden, "id"))).by(admin).send().await.expect(204);
        app.patch(&format!("/users/{}", firm.role("manager").id)).by(admin).json(&json!({"status": "suspended"})).send().await.expect(200);
        let needed = json!({"record_kind": "lead", "label": "Budget", "key": "budget_eur", "type": "number", "required": true});
        app.create(admin, "custom_fields", needed).await;
        send(app, "demo", json!({"email": "b@b.example"})).await.expect(200);
        let lead = json!(app.list(admin, "/leads?email=b@b.example").await.remove(0));
        assert_eq!((&lead["tags"], text(&lead, "owner_id")), (&json!([]), firm.role("sales").id.as_str()));
        // Nobody is named and an address is not asked for: that is the visitor's to know.
        assert_eq!(send(app, "demo", json!({})).await.field_errors(), ["first_name required"]);
        app.drain().await;
    })
    .await;
}

#[tokio::test]
async fn a_form_is_seen_before_it_is_saved() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let draft = json!({"form": {
            "name": "Demo", "questions": [{"field": "email"}, {"field": "nothing"}, "what"], "accent": "#ffd400", "slug": "?",
        }});
        let html = app.post("/forms/preview").by(firm.role("marketing")).json(&draft).send().await.expect(200);
        let html = text(&html, "html");
        assert!(html.contains("type=\"email\"") && html.contains("--accent:#ffd400;--on-accent:#000"), "{html}");
        assert!(!html.contains("<script") && !html.contains("_ticket") && !html.contains("action="), "{html}");
        let done = json!({"form": {"name": "Demo", "message": "See you"}, "done": true});
        let html = app.post("/forms/preview").by(firm.role("marketing")).json(&done).send().await.expect(200);
        assert!(text(&html, "html").contains("See you"));
        app.post("/forms/preview").by(firm.role("finance")).json(&draft).send().await.refused(403, "forbidden");
        app.drain().await;
    })
    .await;
}

#[tokio::test]
async fn what_was_sent_goes_for_good_with_its_lead() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        app.create(&ana, "forms", demo()).await;
        let sent = json!({"first_name": "Zoe", "email": "zoe@cactus.example", "_consent": true});
        send(app, "demo", sent).await.expect(200);
        let lead = json!(app.list(&ana, "/leads").await.remove(0));
        app.delete(&format!("/leads/{}", text(&lead, "id"))).by(&ana).send().await.expect(204);
        app.clock.advance_seconds(31 * 86_400);
        for schedule in app.app.schedules().iter().filter(|schedule| schedule.name == "empty_trash") {
            (schedule.run)().await.expect("the trash is emptied");
        }
        let ana = app.sign_in(&ana.email).await;
        assert!(app.list(&ana, "/form_submissions").await.is_empty());
        assert!(app.list(&ana, "/leads?trash=only").await.is_empty());
    })
    .await;
}
