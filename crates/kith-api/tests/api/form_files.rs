//! Files that come with a form for tickets.

use kith_testkit::{Options, Person, Reply, TestApp, on_both_engines_with, text};
use serde_json::{Value as Json, json};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01";

fn options() -> Options {
    Options { file_limit: 4_000, file_quota: 20_000, ..Options::default() }
}

async fn help_form(app: &TestApp, ana: &Person) -> Json {
    let body = json!({"name": "Help", "slug": "help", "purpose": "ticket", "status": "published", "ask_files": true,
        "consent_text": "You may keep this.", "consent_required": true});
    app.create(ana, "forms", body).await
}

/// A body in parts: answers by their names, and files by theirs.
fn parts(answers: &[(&str, &str)], files: &[(&str, &[u8])], more: &[(&str, &str)]) -> Vec<u8> {
    let mut body = Vec::new();
    let mut add = |head: String, bytes: &[u8]| {
        body.extend_from_slice(format!("--cut\r\nContent-Disposition: form-data; {head}\r\n\r\n").as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    };
    for (name, value) in answers {
        add(format!("name=\"{name}\""), value.as_bytes());
    }
    for (name, bytes) in files {
        // What a browser says of a file is not believed.
        let head = format!("name=\"_files\"; filename=\"{name}\"\r\nContent-Type: text/html");
        add(head, bytes);
    }
    for (name, value) in more {
        add(format!("name=\"{name}\""), value.as_bytes());
    }
    body.extend_from_slice(b"--cut--\r\n");
    body
}

async fn post(app: &TestApp, accept: &str, body: Vec<u8>) -> Reply {
    app.post("/f/help").header("accept", accept).body("multipart/form-data; boundary=cut", body).send().await
}

async fn ticket(app: &TestApp) -> (String, Json) {
    let form = app.get("/f/help").header("accept", "application/json").send().await.expect(200);
    (text(&form, "ticket").to_owned(), form)
}

fn answers(ticket: &str) -> Vec<(&str, &str)> {
    vec![
        ("_ticket", ticket),
        ("requester_name", "Nandini"),
        ("requester_email", "nandini@mailbox.example"),
        ("subject", "Parcel"),
        ("description", "Where\r\nis it?"),
    ]
}

/// How many blobs there are.
fn blobs(app: &TestApp) -> usize {
    fn below(folder: &std::path::Path) -> usize {
        let Ok(entries) = std::fs::read_dir(folder) else { return 0 };
        let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
        paths.map(|path| if path.is_dir() { below(&path) } else { 1 }).sum()
    }
    below(&app.folder().join("files"))
}

#[tokio::test]
async fn files_of_a_form_become_those_of_the_first_message() {
    on_both_engines_with(options(), async |app| {
        let (ana, tom) = app.two_workspaces().await;
        help_form(app, &ana).await;
        let page = app.get("/f/help").header("accept", "text/html").send().await.text();
        for part in ["enctype=\"multipart/form-data\"", "type=\"file\"", "Up to 5 files of 3.9 KB each.", "multiple"] {
            assert!(page.contains(part), "{part}: {page}");
        }
        let hidden = page.find("name=\"_ticket\"").zip(page.find("type=\"file\""));
        assert!(hidden.is_some_and(|(ticket, files)| ticket < files), "the ticket goes ahead of the files");
        let (ticket, described) = ticket(app).await;
        assert_eq!(described["files"], json!({"field": "_files", "most": 5, "largest": 4_000}));
        app.clock.advance_seconds(5);
        let files: [(&str, &[u8]); 3] = [("../door.png", PNG), ("", b""), ("a.txt", b"A blue door.")];
        let body = parts(&answers(&ticket), &files, &[("_consent", "yes")]);
        // Once more is answered alike and leaves nothing behind.
        for _ in 0..2 {
            assert_eq!(post(app, "text/html", body.clone()).await.status, 303);
        }
        let tickets = app.list(&ana, "/tickets").await;
        assert_eq!((tickets.len(), blobs(app)), (1, 2));
        let id = tickets[0]["id"].as_str().expect("an id");
        assert_eq!(tickets[0]["description"], "Where\nis it?");
        let said = app.list(&ana, &format!("/ticket_messages?ticket_id={id}")).await;
        let kept = said[0]["file_ids"].as_array().expect("files").clone();
        assert_eq!((said.len(), kept.len()), (1, 2));
        let first = app.get(&format!("/files/{}", kept[0].as_str().expect("an id"))).by(&ana).send().await.expect(200);
        assert_eq!(
            (&first["name"], &first["media_type"], &first["size"], &first["scan"], &first["record"]),
            (
                &json!("door.png"),
                &json!("image/png"),
                &json!(PNG.len()),
                &json!("none"),
                &json!({"kind": "ticket", "id": id})
            )
        );
        let second = format!("/files/{}/content", kept[1].as_str().expect("an id"));
        assert_eq!(app.get(&second).by(&ana).send().await.body.as_ref(), b"A blue door.");
        app.get(&second).by(&tom).send().await.refused(404, "not_found");
        app.allow_waiting_jobs();
    })
    .await;
}

#[tokio::test]
async fn what_a_form_does_not_take_leaves_nothing_behind() {
    on_both_engines_with(options(), async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let form = help_form(app, &ana).await;
        let door: (&str, &[u8]) = ("door.txt", b"A blue door.");
        let agreed = [("_consent", "yes")];

        // What was opened by nobody, or too fast, or fell into the trap is never stored.
        let (fast, _) = ticket(app).await;
        assert_eq!(post(app, "text/html", parts(&answers(&fast), &[door], &agreed)).await.status, 303);
        assert_eq!(post(app, "text/html", parts(&answers("forged"), &[door], &agreed)).await.status, 422);
        app.clock.advance_seconds(5);
        let mut trapped = answers(&fast);
        trapped.push(("homepage", "https://spam.example"));
        assert_eq!(post(app, "text/html", parts(&trapped, &[door], &agreed)).await.status, 303);
        let late = [("_consent", "yes"), ("homepage", "https://spam.example")];
        assert_eq!(post(app, "text/html", parts(&answers(&fast), &[door], &late)).await.status, 303);
        assert_eq!((app.list(&ana, "/tickets").await.len(), blobs(app)), (0, 0));

        // Too many, too large, without consent, broken off: said beside the field, and nothing stays.
        let program = "application/json";
        let large = vec![b'x'; 4_001];
        for (files, more, expected) in [
            (vec![door; 6], &agreed[..], "_files too_long"),
            (vec![door, ("large.txt", &large)], &agreed[..], "_files too_large"),
            (vec![door], &[][..], "_consent required"),
        ] {
            let errors = post(app, program, parts(&answers(&fast), &files, more)).await.field_errors();
            assert_eq!(errors, [expected]);
            assert_eq!(blobs(app), 0, "{expected}");
        }
        let again = post(app, "text/html", parts(&answers(&fast), &[door, ("large.txt", &large)], &agreed)).await;
        let page = again.text();
        assert_eq!(again.status, 422);
        assert!(
            page.contains("Each file can have 3.9 KB at most.") && page.contains("Please choose them again."),
            "{page}"
        );
        assert!(page.contains("value=\"Parcel\"") && page.contains("aria-invalid=\"true\" autofocus"), "{page}");
        let mut cut = parts(&answers(&fast), &[door], &agreed);
        cut.truncate(cut.len() - 60);
        assert_eq!(post(app, program, cut).await.status, 400);
        assert_eq!(blobs(app), 0);
        let huge = parts(&answers(&fast), &[("huge.txt", &vec![b'x'; 200_000])], &agreed);
        post(app, program, huge).await.refused(413, "too_large");
        assert_eq!((app.list(&ana, "/tickets").await.len(), blobs(app)), (0, 0));

        // A workspace that is full.
        let lead = app.create(&ana, "leads", json!({"last_name": "Rao"})).await;
        for name in ["a.txt", "b.txt", "c.txt", "d.txt", "e.txt"] {
            app.upload(&ana, ("lead", text(&lead, "id")), name, &vec![b'x'; 3_999]).await;
        }
        let errors = post(app, program, parts(&answers(&fast), &[door], &agreed)).await.field_errors();
        assert_eq!((errors, blobs(app)), (vec!["_files forbidden".to_owned()], 5));

        // Switched off, and never for leads.
        let path = format!("/forms/{}", text(&form, "id"));
        app.patch(&path).by(&ana).json(&json!({"ask_files": false})).send().await.expect(200);
        assert_eq!(post(app, program, parts(&answers(&fast), &[door], &agreed)).await.status, 415);
        assert_eq!(ticket(app).await.1["files"], Json::Null);
        let for_leads = json!({"name": "Demo", "ask_files": true});
        let refused = app.post("/forms").by(&ana).json(&for_leads).send().await;
        assert_eq!(refused.field_errors(), ["ask_files invalid"]);
        app.allow_waiting_jobs();
    })
    .await;
}
