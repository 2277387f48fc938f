//! CSV out and in.

use kith_testkit::{Person, Reply, TestApp, on_both_engines};
use serde_json::{Value as Json, json};

async fn upload(app: &TestApp, person: &Person, plural: &str, file: &[u8]) -> Reply {
    let request = app.post(&format!("/imports/{plural}")).by(person).header("x-file-name", "list%20%C3%A9.csv");
    request.body("text/csv", file.to_vec()).send().await
}

async fn import(app: &TestApp, person: &Person, upload: &Json, body: Json) -> Json {
    let path = format!("/imports/{}/start", upload["id"].as_str().expect("an id"));
    let job = app.post(&path).by(person).json(&body).send().await.expect(202);
    app.drain().await;
    app.get(&format!("/jobs/{}", job["id"].as_str().expect("an id"))).by(person).send().await.expect(200)
}

#[tokio::test]
async fn what_is_exported_can_be_imported() {
    on_both_engines(async |app| {
        let (ana, tom) = app.two_workspaces().await;
        for (first, last, email) in [
            ("Aarav", "Sharma", "aarav@techverse.in"),
            ("Zoë, \"Z\"", "O'Hara", "zoe@x.in"),
            ("अर्जुन", "शर्मा", "arjun@x.in"),
        ] {
            app.create(
                &ana,
                "contacts",
                json!({"first_name": first, "last_name": last, "email": email, "phone": "+91 98765 43120"}),
            )
            .await;
        }
        let csv =
            app.get("/contacts/export.csv?columns=first_name,last_name,email,phone&sort=email").by(&ana).send().await;
        assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8");
        assert_eq!(csv.header("content-disposition"), "attachment; filename=\"contacts.csv\"");
        assert_eq!(csv.text().lines().count(), 4);
        let uploaded = upload(app, &tom, "contacts", &csv.body).await.expect(201);
        assert_eq!(uploaded["file_name"], "list é.csv");
        assert_eq!((&uploaded["encoding"], &uploaded["delimiter"]), (&json!("UTF-8"), &json!(",")));
        let guessed: Vec<&str> = uploaded["columns"]
            .as_array()
            .expect("columns")
            .iter()
            .map(|column| column["field"].as_str().unwrap_or("?"))
            .collect();
        assert_eq!(guessed, ["first_name", "last_name", "email", "phone"]);
        let mapping = json!({"0": "first_name", "1": "last_name", "2": "email", "3": "phone"});
        let dry = import(app, &tom, &uploaded, json!({"mapping": mapping, "dry_run": true})).await;
        assert_eq!((&dry["status"], &dry["result"]["created"]), (&json!("succeeded"), &json!(3)), "{dry}");
        assert_eq!(app.list(&tom, "/contacts").await.len(), 0);
        let job = import(app, &tom, &uploaded, json!({"mapping": mapping})).await;
        assert_eq!((&job["result"]["created"], &job["result"]["failed"]), (&json!(3), &json!(0)), "{job}");
        let again =
            app.get("/contacts/export.csv?columns=first_name,last_name,email,phone&sort=email").by(&tom).send().await;
        assert_eq!(again.text(), csv.text());
    })
    .await;
}

#[tokio::test]
async fn rows_that_fail_are_told_and_the_others_come_in() {
    on_both_engines(async |app| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        app.create(&admin, "leads", json!({"first_name": "Old", "email": "old@x.in", "score": 5})).await;
        let file = "Vorname;Email;Punkte\nAarav;aarav@x.in;45\nBad;not an address;50\nOld;OLD@x.in;70\nToo;much@x.in;101\n";
        let uploaded = upload(app, &admin, "leads", file.as_bytes()).await.expect(201);
        assert_eq!(uploaded["delimiter"], ";");
        let body = json!({"mapping": {"0": "first_name", "1": "email", "2": "score"}, "duplicates": "update", "match_on": "email"});
        let job = import(app, &admin, &uploaded, body).await;
        let result = &job["result"];
        assert_eq!(
            (&result["rows"], &result["created"], &result["updated"], &result["failed"]),
            (&json!(4), &json!(1), &json!(1), &json!(2)),
            "{job}"
        );
        assert_eq!((&result["errors"][0]["field"], &result["errors"][0]["code"]), (&json!("email"), &json!("invalid_email")));
        assert_eq!(app.list(&admin, "/leads?first_name=Old").await[0]["score"], 70);
        let errors = app.get(&format!("/imports/{}/errors.csv", uploaded["id"].as_str().expect("an id"))).by(&admin).send().await;
        assert_eq!(errors.status, 200, "{}", errors.text());
        assert!(errors.text().contains("not an address") && errors.text().contains("101"), "{}", errors.text());
        assert_eq!(errors.text().lines().count(), 3);
        app.post(&format!("/jobs/{}/undo", job["id"].as_str().expect("an id"))).by(&admin).send().await.expect(202);
        app.drain().await;
        assert_eq!(app.titles(&admin, "/leads").await, ["Old"]);
        assert_eq!(app.list(&admin, "/leads").await[0]["score"], 5);
    })
    .await;
}

#[tokio::test]
async fn files_of_other_programs_are_understood() {
    on_both_engines(async |app| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        let utf16: Vec<u8> = [0xff, 0xfe]
            .into_iter()
            .chain("Name\tDomain\r\nZürich AG\tz.ch\r\n".encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        let files: [&[u8]; 3] =
            [b"\xef\xbb\xbfName,Domain\nZ\xc3\xbcrich AG,z.ch\n", b"Name,Domain\nZ\xfcrich AG,z.ch\n", &utf16];
        for file in files {
            let uploaded = upload(app, &admin, "companies", file).await.expect(201);
            assert_eq!(uploaded["preview"][0], json!(["Zürich AG", "z.ch"]), "{uploaded}");
        }
        app.post("/imports/tags").by(&admin).body("text/csv", "x").send().await.refused(404, "not_found");
    })
    .await;
}

#[tokio::test]
async fn uploads_belong_to_who_sent_them() {
    on_both_engines(async |app| {
        let (ana, tom) = app.two_workspaces().await;
        let uploaded = upload(app, &ana, "leads", b"Name\nA\n").await.expect(201);
        let id = uploaded["id"].as_str().expect("an id");
        let body = json!({"mapping": {"0": "last_name"}});
        app.post(&format!("/imports/{id}/start")).by(&tom).json(&body).send().await.refused(404, "not_found");
        app.get(&format!("/imports/{id}/errors.csv")).by(&tom).send().await.refused(404, "not_found");
        for (body, field) in [
            (json!({}), "mapping"),
            (json!({"mapping": {"0": "colour"}}), "mapping"),
            (json!({"mapping": {"x": "last_name"}}), "mapping"),
        ] {
            let errors = app.post(&format!("/imports/{id}/start")).by(&ana).json(&body).send().await.field_errors();
            assert!(errors[0].starts_with(field), "{body}: {errors:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn files_may_be_larger_than_other_bodies_but_not_endless() {
    on_both_engines(async |app| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        let file = format!("Name,Description\n{}", format!("A,{}\n", "x".repeat(1000)).repeat(3000));
        let uploaded = upload(app, &admin, "companies", file.as_bytes()).await.expect(201);
        let rows = uploaded["rows_estimate"].as_i64().expect("a number");
        assert!((2_900..=3_100).contains(&rows), "{rows}");
        let request = app.post("/imports/companies").by(&admin).header("content-length", "3000000000");
        request.body("text/csv", "Name\nA\n").send().await.refused(413, "too_large");
        assert_eq!(upload(app, &admin, "companies", b"").await.status, 422, "an empty file has no headings");
        let kept = std::fs::read_dir(app.folder().join("uploads")).expect("a folder").count();
        assert_eq!(kept, 1, "what was refused is not kept");
    })
    .await;
}

#[tokio::test]
async fn an_export_can_hold_formulas_without_running_them() {
    on_both_engines(async |app| {
        let admin = app.register("Banyan Works", "ana@banyan.example").await;
        app.create(&admin, "companies", json!({"name": "=cmd|' /C calc'!A0"})).await;
        let csv = app.get("/companies/export.csv?columns=name").by(&admin).send().await.text();
        let cell = csv.lines().nth(1).expect("a row").trim_start_matches('"');
        assert!(!cell.starts_with('='), "a spreadsheet would run this: {csv}");
    })
    .await;
}
