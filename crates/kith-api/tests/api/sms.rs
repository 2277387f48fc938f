//! Text messages: with consent alone, once, through a provider that a stand-in plays.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode, Uri};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use kith_testkit::{Person, TestApp, on_both_engines};
use serde_json::{Value as Json, json};
use sha1::{Digest, Sha1};

pub(super) const TOKEN: &str = "fedcba9876543210fedcba9876543210";
const ACCOUNT: &str = "AC0123456789abcdef0123456789abcdef";
pub(super) const PHONE: &str = "+919876543210";

/// What a provider was asked.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    path: String,
    headers: HeaderMap,
    pub(super) body: String,
}

/// A provider that answers as told, each answer once, and otherwise that it has taken the message.
#[derive(Clone, Default)]
pub(super) struct Provider {
    asked: Arc<Mutex<Vec<Asked>>>,
    answers: Arc<Mutex<Vec<(u16, Json)>>>,
}

impl Provider {
    pub(super) async fn start(&self) -> String {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let provider = self.clone();
        let router = Router::new().fallback(move |uri: Uri, headers: HeaderMap, body: Bytes| {
            let provider = provider.clone();
            async move {
                let body = String::from_utf8(body.to_vec()).expect("text");
                provider.asked.lock().expect("whole").push(Asked { path: uri.path().to_owned(), headers, body });
                let (status, body) =
                    provider.answers.lock().expect("whole").pop().unwrap_or((201, json!({"sid": "SM1"})));
                (StatusCode::from_u16(status).expect("a status"), body.to_string())
            }
        });
        tokio::spawn(async move { axum::serve(listener, router).await });
        address
    }

    pub(super) fn will_answer(&self, status: u16, body: Json) {
        self.answers.lock().expect("whole").push((status, body));
    }

    pub(super) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().expect("whole").clone()
    }
}

pub(super) fn twilio(address: &str) -> Json {
    json!({"service": "twilio", "address": address, "account": ACCOUNT, "token": TOKEN, "sender": "+15005550006"})
}

pub(super) async fn set_up(app: &TestApp, admin: &Person, channel: &Json) -> Json {
    app.request(axum::http::Method::PUT, "/sms/channel").by(admin).json(channel).send().await.expect(200)
}

pub(super) async fn contact(app: &TestApp, person: &Person, consent: &str) -> String {
    let body = json!({"first_name": "Mohan", "last_name": "Rao", "phone": "098765 43210", "sms_consent": consent});
    app.create(person, "contacts", body).await["id"].as_str().expect("an id").to_owned()
}

pub(super) async fn write(app: &TestApp, person: &Person, contact: &str, text: &str) -> kith_testkit::Reply {
    app.post(&format!("/contacts/{contact}/sms")).by(person).json(&json!({"text": text})).send().await
}

pub(super) async fn last_sent(app: &TestApp, person: &Person) -> Json {
    app.get("/outbox?limit=1").by(person).send().await.expect(200)["data"][0].clone()
}

pub(super) async fn interactions(app: &TestApp, person: &Person) -> Vec<Json> {
    let page = app.get("/interactions?sort=created_at&kind=sms").by(person).send().await.expect(200);
    page["data"].as_array().cloned().expect("a list")
}

/// HMAC as RFC 2104 says it, apart from the one that is tested.
pub(super) fn signature(url: &str, parameters: &BTreeMap<&str, &str>) -> String {
    let mut key = [0u8; 64];
    key[..TOKEN.len()].copy_from_slice(TOKEN.as_bytes());
    let padded = |with: u8| key.map(|byte| byte ^ with);
    let said = parameters.iter().fold(url.to_owned(), |said, (name, value)| said + name + value);
    let inner = Sha1::new().chain_update(padded(0x36)).chain_update(said).finalize();
    STANDARD.encode(Sha1::new().chain_update(padded(0x5c)).chain_update(inner).finalize())
}

/// A message that Twilio tells us of.
pub(super) async fn arrives(app: &TestApp, hook: &str, id: &str, from: &str, text: &str) -> kith_testkit::Reply {
    let parameters = BTreeMap::from([("Body", text), ("From", from), ("MessageSid", id), ("To", "+15005550006")]);
    let signature = signature(hook, &parameters);
    send_form(app, hook, &parameters, &signature).await
}

pub(super) async fn send_form(
    app: &TestApp,
    hook: &str,
    parameters: &BTreeMap<&str, &str>,
    signature: &str,
) -> kith_testkit::Reply {
    let encoded = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
    let form: Vec<String> = parameters.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    let path = &hook[hook.find("/api/").expect("a path")..];
    let request = app.post(path).header("x-twilio-signature", signature);
    request.body("application/x-www-form-urlencoded", form.join("&")).send().await
}

#[tokio::test]
async fn the_provider_is_the_administrators_and_its_token_nobodys() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let other = app.register("Teak Trading", "tom@teak.example").await;
        let provider = Provider::default();
        let address = provider.start().await;
        let none = app.get("/sms/channel").by(&firm.admin).send().await.expect(200);
        assert_eq!(none["channel"], Json::Null);
        for path in ["/sms/channel"] {
            app.get(path).by(firm.role("manager")).send().await.refused(403, "forbidden");
            app.delete(path).by(firm.role("sales")).send().await.refused(403, "forbidden");
        }
        let put = |person: &Person, body: Json| {
            app.request(axum::http::Method::PUT, "/sms/channel").by(person).json(&body).send()
        };
        put(firm.role("manager"), twilio(&address)).await.refused(403, "forbidden");
        let wrong = json!({"service": "twilio", "address": "ftp://x", "account": "../x", "sender": "x"});
        let errors = put(&firm.admin, wrong).await.field_errors();
        assert_eq!(errors, ["address invalid", "account required", "token required"]);
        let errors = put(&firm.admin, json!({"service": "http", "sender": "Kith"})).await.field_errors();
        assert_eq!(errors, ["address required"]);

        let kept = set_up(app, &firm.admin, &twilio(&format!("{address}/"))).await;
        assert_eq!(
            kept["channel"],
            json!({"service": "twilio", "address": address, "account": ACCOUNT, "sender": "+15005550006", "has_token": true})
        );
        assert!(!kept.to_string().contains(TOKEN));
        let activity = app.get("/activity?limit=100").by(&firm.admin).send().await.expect(200);
        assert!(!activity.to_string().contains(TOKEN));
        assert_eq!(app.get("/sms/channel").by(&other).send().await.expect(200)["channel"], Json::Null);

        // The token stays where everything else does, and goes to nobody else.
        let mut changed = twilio(&address);
        changed["sender"] = json!("MG0123");
        changed["token"] = Json::Null;
        assert_eq!(set_up(app, &firm.admin, &changed).await["channel"]["has_token"], true);
        changed["address"] = json!("https://api.twilio.example");
        assert_eq!(put(&firm.admin, changed).await.field_errors(), ["token required"]);

        // A try, with settings that are not kept.
        let mut tried = twilio(&address);
        tried["to"] = json!("098765 43210");
        app.post("/sms/test").by(&firm.admin).json(&tried).send().await.expect(204);
        assert!(provider.asked()[0].body.contains("To=%2B919876543210"));
        provider.will_answer(401, json!({"message": "Authenticate"}));
        let refused = app.post("/sms/test").by(&firm.admin).json(&tried).send().await;
        assert!(refused.refused(422, "validation_failed").to_string().contains("Authenticate"));
        tried["to"] = json!("nobody");
        let errors = app.post("/sms/test").by(&firm.admin).json(&tried).send().await.field_errors();
        assert_eq!(errors, ["to invalid"]);

        app.delete("/sms/channel").by(&firm.admin).send().await.expect(204);
        assert_eq!(app.get("/sms/channel").by(&firm.admin).send().await.expect(200)["channel"], Json::Null);
    })
    .await;
}

#[tokio::test]
async fn a_message_is_sent_once_with_consent_and_stands_on_the_timeline() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let other = app.register("Teak Trading", "tom@teak.example").await;
        let sales = firm.role("sales");
        let provider = Provider::default();
        let address = provider.start().await;
        let contact = contact(app, sales, "unknown").await;
        write(app, sales, &contact, "Hello").await.refused(409, "conflict");
        set_up(app, &firm.admin, &twilio(&address)).await;

        // Without consent, without words, without a number.
        assert_eq!(write(app, sales, &contact, "Hello").await.field_errors(), ["sms_consent forbidden"]);
        app.patch(&format!("/contacts/{contact}")).by(sales).json(&json!({"sms_consent": "given"})).send().await;
        assert_eq!(write(app, sales, &contact, " \n ").await.field_errors(), ["text required"]);
        assert_eq!(write(app, sales, &contact, &"ä".repeat(1601)).await.field_errors(), ["text too_long"]);
        let silent = app.create(sales, "contacts", json!({"first_name": "Asha", "sms_consent": "given"})).await;
        let errors = write(app, sales, silent["id"].as_str().expect("an id"), "Hello").await.field_errors();
        assert_eq!(errors, ["phone required"]);
        write(app, &other, &contact, "Hello").await.refused(404, "not_found");
        let reader = app
            .person_with(
                &firm.admin,
                "reads@banyan.example",
                json!({"kinds": {"contact": {"read": "all"}, "interaction": {"read": "all"}}}),
            )
            .await;
        write(app, &reader, &contact, "Hello").await.refused(403, "forbidden");
        app.drain().await;
        assert!(provider.asked().is_empty());

        let text = "Namaste 🙏 your offer & price = ready\r\nAna";
        let request = || {
            app.post(&format!("/contacts/{contact}/sms"))
                .by(sales)
                .header("idempotency-key", "once-and-for-all")
                .json(&json!({"text": text}))
                .send()
        };
        let (first, again) = (request().await.expect(201), request().await.expect(201));
        assert_eq!(first["id"], again["id"]);
        assert_eq!((&first["kind"], &first["direction"]), (&json!("sms"), &json!("outbound")));
        assert_eq!(first["summary"], "Namaste 🙏 your offer & price = ready\nAna");
        app.drain().await;
        let asked = provider.asked();
        assert_eq!(asked.len(), 1);
        assert_eq!(asked[0].path, format!("/2010-04-01/Accounts/{ACCOUNT}/Messages.json"));
        let basic = format!("Basic {}", STANDARD.encode(format!("{ACCOUNT}:{TOKEN}")));
        assert_eq!(asked[0].headers["authorization"], basic.as_str());
        assert_eq!(
            asked[0].body,
            "To=%2B919876543210&From=%2B15005550006&Body=Namaste+%F0%9F%99%8F+your+offer+%26+price+%3D+ready%0AAna"
        );
        let sent = last_sent(app, sales).await;
        assert_eq!((&sent["channel"], &sent["state"]), (&json!("sms"), &json!("sent")));
        assert_eq!(sent["to"], json!([{"name": "Mohan Rao", "address": PHONE}]));
        assert_eq!(sent["record"]["id"], first["id"]);
        let timeline = app.get(&format!("/contacts/{contact}/timeline")).by(sales).send().await;
        assert!(timeline.text().contains("your offer & price"));

        // A lead says so in a field of its own.
        let lead = json!({"first_name": "Isha", "phone": "+491701234567", "consent": "given"});
        let lead = app.create(sales, "leads", lead).await["id"].as_str().expect("an id").to_owned();
        let written = app.post(&format!("/leads/{lead}/sms")).by(sales).json(&json!({"text": "Hallo"})).send().await;
        assert_eq!(written.expect(201)["lead_id"], lead.as_str());
        app.drain().await;
        assert!(provider.asked()[1].body.starts_with("To=%2B491701234567&"));
    })
    .await;
}

#[tokio::test]
async fn what_a_provider_answers_decides_what_becomes_of_a_message() {
    on_both_engines(async |app| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        let provider = Provider::default();
        let address = provider.start().await;
        set_up(app, &admin, &twilio(&address)).await;
        let contact = contact(app, &admin, "given").await;
        let state = async |status: u16, body: Json| {
            provider.will_answer(status, body);
            write(app, &admin, &contact, "Hello").await.expect(201);
            app.drain().await;
            let sent = last_sent(app, &admin).await;
            (sent["state"].as_str().expect("a state").to_owned(), sent["error"].as_str().unwrap_or_default().to_owned())
        };
        let invalid = json!({"code": 21211, "message": "The 'To' number is not a valid phone number."});
        let (failed, why) = state(400, invalid).await;
        assert_eq!(failed, "failed");
        assert!(why.contains("not a valid phone number"), "{why}");
        assert_eq!(state(500, json!(null)).await.0, "unsure", "it may have been sent");
        assert_eq!(state(429, json!({"message": "Too many requests"})).await.0, "queued");
        app.clock.advance_seconds(60);
        app.drain().await;
        assert_eq!(last_sent(app, &admin).await["state"], "sent");

        // A gateway of the generic form knows a message by its id: asking again does no harm.
        let http = json!({"service": "http", "address": format!("{address}/send"), "token": TOKEN, "sender": "Banyan"});
        set_up(app, &admin, &http).await;
        assert_eq!(state(500, json!(null)).await.0, "queued");
        app.clock.advance_seconds(60);
        app.drain().await;
        let asked = provider.asked();
        let [first, again] = [&asked[asked.len() - 2], &asked[asked.len() - 1]];
        assert_eq!(first.headers["authorization"], format!("Bearer {TOKEN}").as_str());
        assert_eq!((&first.path, &first.body), (&"/send".to_owned(), &again.body));
        let body: Json = serde_json::from_str(&first.body).expect("JSON");
        assert_eq!(body["id"], first.headers["idempotency-key"].to_str().expect("text"));
        assert_eq!((&body["from"], &body["to"], &body["text"]), (&json!("Banyan"), &json!(PHONE), &json!("Hello")));
    })
    .await;
}

#[tokio::test]
async fn who_says_stop_is_sent_nothing_more() {
    on_both_engines(async |app| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        let provider = Provider::default();
        let address = provider.start().await;
        let hook = set_up(app, &admin, &twilio(&address)).await["hook_url"].as_str().expect("an address").to_owned();
        let mohan = contact(app, &admin, "given").await;
        let lead = json!({"first_name": "Mohan", "phone": PHONE, "consent": "given"});
        let lead = app.create(&admin, "leads", lead).await["id"].as_str().expect("an id").to_owned();

        // One waits for its next try.
        provider.will_answer(429, json!({"message": "Too many requests"}));
        write(app, &admin, &mohan, "Still interested?").await.expect(201);
        app.drain().await;
        let answer = arrives(app, &hook, "SM1", PHONE, " Stop. ").await;
        assert_eq!((answer.status, answer.text().as_str()), (200, "<Response/>"));
        app.clock.advance_seconds(60);
        app.drain().await;
        let waited = last_sent(app, &admin).await;
        assert_eq!((&waited["state"], provider.asked().len()), (&json!("failed"), 1));
        let seen = app.get(&format!("/contacts/{mohan}")).by(&admin).send().await.expect(200);
        assert_eq!(
            (&seen["sms_consent"], &seen["sms_consent_source"]),
            (&json!("withdrawn"), &json!("Text message: Stop."))
        );
        let seen = app.get(&format!("/leads/{lead}")).by(&admin).send().await.expect(200);
        assert_eq!(seen["consent"], "withdrawn");

        // Whoever else has the number has it too, whatever somebody ticks.
        let twin = contact(app, &admin, "given").await;
        assert_eq!(write(app, &admin, &twin, "Hello").await.field_errors(), ["sms_consent forbidden"]);
        assert_eq!(arrives(app, &hook, "SM2", PHONE, "START").await.status, 200);
        write(app, &admin, &twin, "Hello").await.expect(201);
        write(app, &admin, &mohan, "Hello").await.expect(201);
        app.drain().await;
        assert_eq!(provider.asked().len(), 3);
    })
    .await;
}
