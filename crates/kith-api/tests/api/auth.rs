//! Signing in and out, sessions, passwords, invitations.

use kith_testkit::{Options, PASSWORD, on_both_engines, on_both_engines_with};
use serde_json::{Value as Json, json};

#[tokio::test]
async fn the_first_registration_makes_the_workspace_and_later_ones_need_leave() {
    let closed = Options { open_registration: false, ..Options::default() };
    on_both_engines_with(closed, async |app| {
        let setup = app.get("/bootstrap").send().await.expect(200);
        assert_eq!(setup["setup"], json!({"needs_workspace": true, "registration_open": false}));
        assert_eq!((&setup["me"], &setup["kinds"]), (&Json::Null, &json!([])));
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let body = json!({"workspace": "Teak", "name": "Tom", "email": "tom@teak.example", "password": PASSWORD});
        app.post("/auth/register").json(&body).send().await.refused(403, "forbidden");
        let bootstrap = app.get("/bootstrap").by(&ana).send().await.expect(200);
        assert_eq!(bootstrap["setup"]["needs_workspace"], false);
        assert_eq!((&bootstrap["me"]["name"], &bootstrap["me"]["is_admin"]), (&json!("Ananya Iyer"), &json!(true)));
        assert_eq!(
            (&bootstrap["workspace"]["name"], &bootstrap["workspace"]["currency"]),
            (&json!("Banyan Works"), &json!("INR"))
        );
        assert_eq!(bootstrap["pipelines"][0]["stages"].as_array().map(Vec::len), Some(6));
    })
    .await;
}

#[tokio::test]
async fn a_registration_names_what_is_wrong_with_it() {
    on_both_engines(async |app| {
        let valid = json!({"workspace": "Banyan", "name": "Ana", "email": "ana@banyan.example", "password": PASSWORD});
        let with = |key: &str, value: Json| {
            let mut body = valid.clone();
            body[key] = value;
            app.post("/auth/register").json(&body).send()
        };
        for (key, value, expected) in [
            ("email", json!("nobody"), "email invalid_email"),
            ("password", json!("short"), "password weak_password"),
            ("password", json!("password123456"), "password breached_password"),
            ("workspace", json!(""), "workspace required"),
            ("name", json!(5), "name wrong_type"),
            ("currency", json!("XXX"), "currency invalid_currency"),
            ("time_zone", json!("Mars/Base"), "time_zone invalid"),
            ("plan", json!("gold"), "plan unknown_field"),
        ] {
            let errors = with(key, value.clone()).await.field_errors();
            assert!(errors.len() == 1 && errors[0].starts_with(&format!("{key} ")), "{key} {value}: {errors:?}");
            if key != "password" {
                assert_eq!(errors, [expected]);
            }
        }
        with("name", json!("Ana")).await.expect(201);
        assert_eq!(with("name", json!("Ana")).await.field_errors(), ["email already_used"]);
    })
    .await;
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_address_answer_the_same() {
    on_both_engines(async |app| {
        app.register("Banyan Works", "ana@banyan.example").await;
        let send = |email: &str, password: &str| {
            app.post("/auth/token").json(&json!({"email": email, "password": password})).send()
        };
        let wrong = send("ana@banyan.example", "wrong").await.refused(401, "invalid_credentials");
        let unknown = send("eve@banyan.example", "wrong").await.refused(401, "invalid_credentials");
        assert_eq!((&wrong["title"], wrong.get("detail")), (&unknown["title"], unknown.get("detail")));
        send("ANA@Banyan.Example", PASSWORD).await.expect(200);
    })
    .await;
}

#[tokio::test]
async fn guessing_is_throttled_and_a_right_password_ends_that() {
    on_both_engines(async |app| {
        app.register("Banyan Works", "ana@banyan.example").await;
        let send = |password: &'static str| {
            app.post("/auth/token").json(&json!({"email": "ana@banyan.example", "password": password})).send()
        };
        for _ in 0..9 {
            send("guess").await.refused(401, "invalid_credentials");
        }
        send(PASSWORD).await.expect(200);
        for _ in 0..10 {
            send("guess").await.refused(401, "invalid_credentials");
        }
        let reply = send(PASSWORD).await;
        reply.refused(429, "too_many_requests");
        assert!(reply.header("retry-after").parse::<u32>().is_ok_and(|seconds| seconds > 0), "{:?}", reply.headers);
        app.clock.advance_seconds(15 * 60 + 1);
        send(PASSWORD).await.expect(200);
    })
    .await;
}

#[tokio::test]
async fn access_tokens_expire_and_refresh_tokens_rotate() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        app.clock.advance_seconds(15 * 60 + 61);
        app.get("/leads").by(&ana).send().await.refused(401, "token_expired");
        let refresh = |token: &str| app.post("/auth/refresh").json(&json!({"refresh_token": token})).send();
        let next = refresh(&ana.refresh).await.expect(200);
        let mut renewed = ana.clone();
        renewed.token = next["access_token"].as_str().expect("a token").to_owned();
        assert_ne!(next["refresh_token"], ana.refresh.as_str());
        app.get("/leads").by(&renewed).send().await.expect(200);
        // The answer may have been lost, so for a moment the old token gives the same one again.
        assert_eq!(refresh(&ana.refresh).await.expect(200)["refresh_token"], next["refresh_token"]);
        app.clock.advance_seconds(60);
        refresh(&ana.refresh).await.refused(401, "refresh_reused");
        app.get("/leads").by(&renewed).send().await.refused(401, "unauthenticated");
        refresh(next["refresh_token"].as_str().expect("a token")).await.refused(401, "unauthenticated");
        refresh("nonsense").await.refused(401, "unauthenticated");
    })
    .await;
}

#[tokio::test]
async fn tokens_that_were_tampered_with_are_refused() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let parts: Vec<&str> = ana.token.split('.').collect();
        let none = "eyJhbGciOiJub25lIn0";
        for token in [
            format!("{}.{}.", none, parts[1]),
            format!("{}.{}.{}", parts[0], parts[1], parts[2].chars().rev().collect::<String>()),
            format!("{}.{}", parts[0], parts[1]),
            ana.refresh.clone(),
            "x".into(),
        ] {
            let reply = app.get("/leads").header("authorization", &format!("Bearer {token}")).send().await;
            reply.refused(401, "unauthenticated");
        }
    })
    .await;
}

#[tokio::test]
async fn signing_out_ends_the_session_everywhere_at_once() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let phone = app.sign_in("ana@banyan.example").await;
        app.delete("/auth/session").by(&ana).send().await.expect(204);
        app.get("/leads").by(&ana).send().await.refused(401, "unauthenticated");
        app.post("/auth/refresh")
            .json(&json!({"refresh_token": ana.refresh}))
            .send()
            .await
            .refused(401, "unauthenticated");
        app.get("/leads").by(&phone).send().await.expect(200);
    })
    .await;
}

#[tokio::test]
async fn sessions_are_listed_and_ended_one_by_one() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let phone = app.sign_in("ana@banyan.example").await;
        let sessions = app.get("/me/sessions").by(&ana).send().await.expect(200);
        let rows = sessions["data"].as_array().expect("sessions");
        assert_eq!(rows.iter().filter(|row| row["current"] == true).count(), 1);
        let before = app.get("/me/sessions").by(&phone).send().await.expect(200);
        let phones = before["data"]
            .as_array()
            .and_then(|rows| rows.iter().find(|row| row["current"] == true))
            .expect("mine")["id"]
            .clone();
        app.delete(&format!("/me/sessions/{}", phones.as_str().expect("an id"))).by(&ana).send().await.expect(204);
        app.get("/leads").by(&phone).send().await.refused(401, "unauthenticated");
        app.get("/leads").by(&ana).send().await.expect(200);
    })
    .await;
}

#[tokio::test]
async fn a_suspended_person_is_out_at_once_and_can_come_back() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let sales = firm.role("sales");
        app.get("/leads").by(sales).send().await.expect(200);
        let path = format!("/users/{}", sales.id);
        app.patch(&path).by(&firm.admin).json(&json!({"status": "suspended"})).send().await.expect(200);
        let refused = app.get("/leads").by(sales).send().await;
        assert!([401, 403].contains(&refused.status), "{}", refused.text());
        let body = json!({"email": sales.email, "password": PASSWORD});
        app.post("/auth/token").json(&body).send().await.refused(403, "suspended");
        let refused = app.post("/auth/refresh").json(&json!({"refresh_token": sales.refresh})).send().await;
        assert!([401, 403].contains(&refused.status), "{}", refused.text());
        app.patch(&path).by(&firm.admin).json(&json!({"status": "active"})).send().await.expect(200);
        app.sign_in(&sales.email).await;
        let last = app
            .patch(&format!("/users/{}", firm.admin.id))
            .by(&firm.admin)
            .json(&json!({"status": "suspended"}))
            .send()
            .await;
        last.refused(409, "conflict");
    })
    .await;
}

#[tokio::test]
async fn a_role_taken_away_is_gone_with_the_next_request() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let sales = firm.role("sales");
        app.create(sales, "leads", json!({"last_name": "A"})).await;
        let reader = app.role_id(&firm.admin, "read_only").await;
        app.patch(&format!("/users/{}", sales.id))
            .by(&firm.admin)
            .json(&json!({"role_ids": [reader]}))
            .send()
            .await
            .expect(200);
        app.post("/leads").by(sales).json(&json!({"last_name": "B"})).send().await.refused(403, "forbidden");
    })
    .await;
}

#[tokio::test]
async fn a_forgotten_password_is_set_by_mail_and_ends_all_sessions() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        app.post("/auth/password/forgot").json(&json!({"email": "nobody@x.example"})).send().await.expect(204);
        app.drain().await;
        assert!(app.mails.all().is_empty());
        app.post("/auth/password/forgot").json(&json!({"email": "ana@banyan.example"})).send().await.expect(204);
        app.drain().await;
        let token = app.mailed_token("ana@banyan.example");
        let reset = |password: &'static str| {
            app.post("/auth/password/reset").json(&json!({"token": token, "password": password})).send()
        };
        let errors = reset("short").await.field_errors();
        assert!(errors[0].starts_with("password "), "{errors:?}");
        reset("a rather new passphrase 7").await.expect(204);
        assert!([404, 422].contains(&reset("a rather new passphrase 8").await.status), "a token works once");
        app.get("/leads").by(&ana).send().await.refused(401, "unauthenticated");
        let old = json!({"email": "ana@banyan.example", "password": PASSWORD});
        app.post("/auth/token").json(&old).send().await.refused(401, "invalid_credentials");
        let new = json!({"email": "ana@banyan.example", "password": "a rather new passphrase 7"});
        app.post("/auth/token").json(&new).send().await.expect(200);
        app.drain().await;
    })
    .await;
}

#[tokio::test]
async fn changing_the_password_ends_the_other_sessions() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let phone = app.sign_in("ana@banyan.example").await;
        let wrong = json!({"current": "wrong", "password": "a rather new passphrase 7"});
        assert_eq!(app.post("/me/password").by(&ana).json(&wrong).send().await.field_errors(), ["current invalid"]);
        let right = json!({"current": PASSWORD, "password": "a rather new passphrase 7"});
        app.post("/me/password").by(&ana).json(&right).send().await.expect(204);
        app.get("/leads").by(&ana).send().await.expect(200);
        app.get("/leads").by(&phone).send().await.refused(401, "unauthenticated");
        app.drain().await;
    })
    .await;
}

#[tokio::test]
async fn an_invitation_can_be_read_and_accepted_once() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let body = json!({"email": "ravi@banyan.example", "name": "Ravi"});
        let invited = app.post("/invitations").by(&ana).json(&body).send().await.expect(201);
        assert_eq!(invited["status"], "invited");
        assert_eq!(app.post("/invitations").by(&ana).json(&body).send().await.field_errors(), ["email already_used"]);
        app.drain().await;
        let first = app.mailed_token("ravi@banyan.example");
        app.post(&format!("/users/{}/invite", invited["id"].as_str().expect("an id")))
            .by(&ana)
            .send()
            .await
            .expect(204);
        app.drain().await;
        let token = app.mailed_token("ravi@banyan.example");
        app.get(&format!("/invitations/{first}")).send().await.refused(404, "not_found");
        let shown = app.get(&format!("/invitations/{token}")).send().await.expect(200);
        assert_eq!(
            shown,
            json!({"workspace": {"name": "Banyan Works"}, "email": "ravi@banyan.example", "name": "Ravi"})
        );
        let accept = json!({"token": token, "name": "Ravi K", "password": PASSWORD});
        let reply = app.post("/invitations/accept").json(&accept).send().await;
        assert_eq!(reply.expect(200)["user"]["name"], "Ravi K");
        assert_eq!(reply.cookies().len(), 3);
        app.post("/invitations/accept").json(&accept).send().await.refused(404, "not_found");
        app.sign_in("ravi@banyan.example").await;
    })
    .await;
}

#[tokio::test]
async fn people_change_what_is_theirs_about_themselves() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let reader = firm.role("read_only");
        let changed = app
            .patch("/me")
            .by(reader)
            .json(&json!({"theme": "dark", "locale": "de", "time_zone": "Europe/Berlin"}))
            .send()
            .await
            .expect(200);
        assert_eq!((&changed["theme"], &changed["locale"]), (&json!("dark"), &json!("de")));
        assert_eq!(app.get("/me").by(reader).send().await.expect(200)["time_zone"], "Europe/Berlin");
        assert_eq!(
            app.patch("/me").by(reader).json(&json!({"status": "active"})).send().await.field_errors(),
            ["status unknown_field"]
        );
        assert_eq!(
            app.patch("/me").by(reader).json(&json!({"time_zone": "Mars"})).send().await.field_errors(),
            ["time_zone invalid"]
        );
    })
    .await;
}
