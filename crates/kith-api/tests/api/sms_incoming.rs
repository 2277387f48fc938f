//! Text messages that come in: answers, and receipts of what was sent.

use std::collections::BTreeMap;

use kith_testkit::{Options, Person, TestApp, on_both_engines, on_both_engines_with};
use serde_json::{Value as Json, json};

use super::sms::{
    PHONE, Provider, TOKEN, arrives, contact, interactions, last_sent, send_form, set_up, signature, twilio, write,
};

async fn told(app: &TestApp, person: &Person) -> Vec<Json> {
    let list = app.list(person, "/notifications?kind=sms_reply").await;
    list.into_iter().map(|notice| notice["record"].clone()).collect()
}

#[tokio::test]
async fn a_message_that_comes_in_is_taken_once_and_only_from_the_provider() {
    on_both_engines(async |app| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        let other = app.register("Teak Trading", "tom@teak.example").await;
        let hook = set_up(app, &admin, &twilio("https://api.twilio.example")).await["hook_url"].clone();
        let hook = hook.as_str().expect("an address");
        let mohan = contact(app, &admin, "unknown").await;
        let text = "Can you call me? 🙏\nMohan";
        let twice = [arrives(app, hook, "SM1", PHONE, text), arrives(app, hook, "SM1", PHONE, text)];
        for answer in futures_util::future::join_all(twice).await {
            assert_eq!(answer.status, 200, "{}", answer.text());
        }
        let all = interactions(app, &admin).await;
        assert_eq!(all.len(), 1, "{all:?}");
        assert_eq!((&all[0]["contact_id"], &all[0]["direction"]), (&json!(mohan), &json!("inbound")));
        assert_eq!((&all[0]["summary"], &all[0]["subject"]), (&json!(text), &json!("Can you call me? 🙏 Mohan")));
        let seen = app.get(&format!("/contacts/{mohan}")).by(&admin).send().await.expect(200);
        assert!(seen["last_contacted_at"].is_string() && seen["sms_consent"] == "unknown");

        // From a number that nobody knows, and what is no number.
        assert_eq!(arrives(app, hook, "SM2", "+4915112345678", "Hallo").await.status, 200);
        let unknown = interactions(app, &admin).await.pop().expect("there is one");
        assert_eq!((&unknown["subject"], &unknown["contact_id"]), (&json!("+4915112345678: Hallo"), &Json::Null));
        assert_eq!(arrives(app, hook, "SM3", "BANK", "Hello").await.field_errors(), ["from invalid"]);
        assert_eq!(arrives(app, hook, "", PHONE, "Hello").await.field_errors(), ["id invalid"]);

        // Signed by nobody, for another address, with something changed, for a workspace without a provider.
        let parameters = BTreeMap::from([("Body", "Hello"), ("From", PHONE), ("MessageSid", "SM4")]);
        let right = signature(hook, &parameters);
        let elsewhere = hook.replace(&admin.workspace, &other.workspace);
        let changed = BTreeMap::from([("Body", "STOP"), ("From", PHONE), ("MessageSid", "SM4")]);
        for (hook, parameters, signature) in [
            (hook, &parameters, ""),
            (hook, &parameters, "AAAA"),
            (hook, &changed, right.as_str()),
            (elsewhere.as_str(), &parameters, right.as_str()),
        ] {
            send_form(app, hook, parameters, signature).await.refused(401, "unauthenticated");
        }
        let path = &hook[hook.find("/api/").expect("a path")..];
        let generic = |token: &str| {
            let body = json!({"id": "1", "from": PHONE, "text": "Hello"});
            app.post(path).header("authorization", &format!("Bearer {token}")).json(&body).send()
        };
        generic(TOKEN).await.refused(401, "unauthenticated");
        let http = json!({"service": "http", "address": "https://gateway.example", "token": TOKEN, "sender": "Banyan"});
        set_up(app, &admin, &http).await;
        send_form(app, hook, &parameters, &right).await.refused(401, "unauthenticated");
        generic("wrong").await.refused(401, "unauthenticated");
        generic(TOKEN).await.expect(204);
        assert_eq!(interactions(app, &admin).await.len(), 3);
        assert!(interactions(app, &other).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn whose_customer_answers_is_told_of_it_whichever_number_they_use() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let (sales, manager) = (firm.role("sales"), firm.role("manager"));
        let provider = Provider::default();
        let address = provider.start().await;
        let hook = set_up(app, &firm.admin, &twilio(&address)).await["hook_url"].as_str().expect("a hook").to_owned();
        let mohan = contact(app, sales, "given").await;
        let record = json!({"kind": "contact", "id": mohan});
        for _ in 0..2 {
            assert_eq!(arrives(app, &hook, "SM1", PHONE, "Call me").await.status, 200);
        }
        assert_eq!(told(app, sales).await, std::slice::from_ref(&record), "once");
        assert!(told(app, manager).await.is_empty());

        // From another number of theirs, as somebody typed it.
        let others = json!({"other_phones": ["011 4155 0123", "+49 1512 3456789"]});
        app.patch(&format!("/contacts/{mohan}")).by(sales).json(&others).send().await.expect(200);
        for (id, from) in [("SM2", "+911141550123"), ("SM3", "+4915123456789")] {
            assert_eq!(arrives(app, &hook, id, from, "It is me").await.status, 200);
        }
        assert_eq!(told(app, sales).await.len(), 3);
        assert!(interactions(app, sales).await.iter().all(|said| said["contact_id"] == mohan.as_str()));
        // Somebody's first number comes before another's others.
        let lead = json!({"first_name": "Isha", "phone": "+4915123456789", "consent": "given"});
        let lead = app.create(sales, "leads", lead).await;
        assert_eq!(arrives(app, &hook, "SM4", "+4915123456789", "And me").await.status, 200);
        assert!(told(app, sales).await.contains(&json!({"kind": "lead", "id": lead["id"]})));

        // Nobody's contact: who wrote to them last.
        app.patch(&format!("/contacts/{mohan}"))
            .by(&firm.admin)
            .json(&json!({"owner_id": null}))
            .send()
            .await
            .expect(200);
        assert_eq!(arrives(app, &hook, "SM5", PHONE, "Hello?").await.status, 200);
        assert!(told(app, &firm.admin).await.is_empty());
        write(app, &firm.admin, &mohan, "Yes?").await.expect(201);
        assert_eq!(arrives(app, &hook, "SM6", PHONE, "Good").await.status, 200);
        assert_eq!(told(app, &firm.admin).await, [record]);
        app.drain().await;
    })
    .await;
}

#[tokio::test]
async fn a_receipt_says_whether_a_message_has_arrived() {
    let options = Options { public_url: "https://crm.example".into(), ..Options::default() };
    on_both_engines_with(options, async |app| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        let provider = Provider::default();
        let address = provider.start().await;
        set_up(app, &admin, &twilio(&address)).await;
        let contact = contact(app, &admin, "given").await;
        let sent = async || {
            let said = write(app, &admin, &contact, "Hello").await.expect(201);
            app.drain().await;
            let mail = last_sent(app, &admin).await;
            let url = format!(
                "https://crm.example/api/v1/sms/receipts/{}/{}",
                admin.workspace,
                mail["id"].as_str().expect("an id")
            );
            (format!("/interactions/{}", said["id"].as_str().expect("an id")), url)
        };
        let says = async |url: &str, parameters: &BTreeMap<&str, &str>| {
            send_form(app, url, parameters, &signature(url, parameters)).await.status
        };
        let delivery = async |path: &str| app.get(path).by(&admin).send().await.expect(200)["delivery"].clone();

        let (arrived, url) = sent().await;
        let named = percent_encoding::percent_decode_str(&provider.asked()[0].body).decode_utf8_lossy().into_owned();
        assert!(named.ends_with(&format!("&StatusCallback={url}")), "{named}");
        let delivered = BTreeMap::from([("MessageSid", "SM1"), ("MessageStatus", "delivered")]);
        let failed = BTreeMap::from([("ErrorCode", "30003"), ("MessageSid", "SM1"), ("MessageStatus", "undelivered")]);
        assert_eq!(says(&url, &BTreeMap::from([("MessageStatus", "sent")])).await, 204);
        assert_eq!(delivery(&arrived).await, Json::Null);
        for signature in ["", "AAAA", signature(&url, &failed).as_str()] {
            send_form(app, &url, &delivered, signature).await.refused(401, "unauthenticated");
        }
        // Calls come in any order: what has arrived stays so.
        for parameters in [&delivered, &failed, &delivered] {
            assert_eq!(says(&url, parameters).await, 204);
        }
        assert_eq!(delivery(&arrived).await, "delivered");
        assert_eq!(last_sent(app, &admin).await["state"], "sent");

        let (lost, url) = sent().await;
        assert_eq!(says(&url, &failed).await, 204);
        assert_eq!(delivery(&lost).await, "undelivered");
        let mail = last_sent(app, &admin).await;
        assert_eq!(
            (&mail["state"], &mail["error"]),
            (&json!("failed"), &json!("The provider could not deliver it: error 30003."))
        );
        // What nobody knew is known then.
        provider.will_answer(500, json!(null));
        let (unsure, url) = sent().await;
        assert_eq!(last_sent(app, &admin).await["state"], "unsure");
        assert_eq!(says(&url, &delivered).await, 204);
        assert_eq!(
            (delivery(&unsure).await, &last_sent(app, &admin).await["state"]),
            (json!("delivered"), &json!("sent"))
        );
        let nobody = url[..url.len() - 36].to_owned() + &admin.workspace;
        assert_eq!(says(&nobody, &delivered).await, 404);
        let refused = app.patch(&arrived).by(&admin).json(&json!({"delivery": "undelivered"})).send().await;
        assert_eq!(refused.status, 422, "nobody writes it by hand");
        app.allow_waiting_jobs();
    })
    .await;
}
