//! Calendars for other programs: a secret address, read with the rights its person has by then.

use axum::http::Method;
use kith_testkit::{Firm, Person, TestApp, on_both_engines};
use serde_json::{Value as Json, json};

async fn id_of(app: &TestApp, person: &Person) -> String {
    let me = app.get("/me").by(person).send().await.expect(200);
    me["id"].as_str().expect("an id").to_owned()
}

/// Makes an address; answers its path.
async fn address(app: &TestApp, person: &Person, of: &str) -> String {
    let made = app.request(Method::PUT, &format!("/me/calendars/{of}")).by(person).send().await.expect(200);
    let url = made["url"].as_str().expect("an address");
    let path = url.find("/calendar/").expect("a path");
    assert!(url.ends_with(".ics"), "{url}");
    url[path..].to_owned()
}

/// The lines of a feed, unfolded.
async fn lines(app: &TestApp, path: &str) -> Vec<String> {
    let reply = app.get(path).send().await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    reply.text().replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
}

/// The events of a feed, each as its lines.
async fn events(app: &TestApp, path: &str) -> Vec<Vec<String>> {
    let mut out: Vec<Vec<String>> = Vec::new();
    let mut inside = false;
    for line in lines(app, path).await {
        match line.as_str() {
            "BEGIN:VEVENT" => {
                inside = true;
                out.push(Vec::new());
            }
            "END:VEVENT" => inside = false,
            _ if inside => out.last_mut().expect("begun").push(line),
            _ => {}
        }
    }
    out
}

fn titled<'a>(events: &'a [Vec<String>], title: &str) -> Vec<&'a Vec<String>> {
    let line = format!("SUMMARY:{title}");
    events.iter().filter(|event| event.contains(&line)).collect()
}

fn says(event: &[String], line: &str) {
    assert!(event.iter().any(|known| known == line), "{line} is missing in {event:#?}");
}

async fn firm(app: &TestApp) -> (Firm, String) {
    let firm = app.firm("Banyan Works").await;
    let id = id_of(app, firm.role("sales")).await;
    (firm, id)
}

#[tokio::test]
async fn an_address_is_secret_and_can_be_taken_back() {
    on_both_engines(async |app| {
        let (firm, sam) = firm(app).await;
        let sales = firm.role("sales");
        let listed = app.get("/me/calendars").by(sales).send().await.expect(200);
        assert_eq!(listed["data"], json!([{"id": sam, "team": null, "made_at": null}]));
        app.create(sales, "tasks", json!({"name": "Call Meera", "due_at": "2026-03-03T09:00:00Z"})).await;

        let first = address(app, sales, &sam).await;
        let reply = app.get(&first).send().await;
        assert_eq!(reply.status, 200);
        assert_eq!(reply.header("content-type"), "text/calendar; charset=utf-8");
        assert_eq!(reply.header("cache-control"), "private, no-cache");
        assert!(reply.text().contains("SUMMARY:Call Meera\r\n"), "{}", reply.text());
        let tag = reply.header("etag").to_owned();
        let again = app.get(&first).header("if-none-match", &tag).send().await;
        assert_eq!((again.status, again.text().as_str()), (304, ""));
        app.create(sales, "tasks", json!({"name": "Write", "due_at": "2026-03-03T10:00:00Z"})).await;
        assert_eq!(app.get(&first).header("if-none-match", &tag).send().await.status, 200, "something is new");

        // Only a hash is kept, and nothing of it is told again.
        let listed = app.get("/me/calendars").by(sales).send().await.expect(200);
        assert!(listed["data"][0]["made_at"].is_string() && listed["data"][0].get("url").is_none(), "{listed}");
        let second = address(app, sales, &sam).await;
        app.get(&first).send().await.refused(404, "not_found");
        lines(app, &second).await;
        for wrong in ["/calendar/x.ics", "/calendar/.ics", &second[..second.len() - 4], &first.replace('.', "/")] {
            assert_eq!(app.get(wrong).send().await.status, 404, "{wrong}");
        }
        app.delete(&format!("/me/calendars/{sam}")).by(sales).send().await.expect(204);
        app.get(&second).send().await.refused(404, "not_found");
        app.delete(&format!("/me/calendars/{sam}")).by(sales).send().await.refused(404, "not_found");
        app.drain().await;
    })
    .await;
}

#[tokio::test]
async fn who_may_not_sign_in_has_no_calendar() {
    on_both_engines(async |app| {
        let (firm, sam) = firm(app).await;
        let path = address(app, firm.role("sales"), &sam).await;
        let user = format!("/users/{sam}");
        app.patch(&user).by(&firm.admin).json(&json!({"status": "suspended"})).send().await.expect(200);
        app.get(&path).send().await.refused(404, "not_found");
        app.patch(&user).by(&firm.admin).json(&json!({"status": "active"})).send().await.expect(200);
        lines(app, &path).await;
        app.delete(&user).by(&firm.admin).send().await.expect(204);
        app.get(&path).send().await.refused(404, "not_found");
        app.post(&format!("{user}/restore")).by(&firm.admin).send().await;
        app.get(&path).send().await.refused(404, "not_found");
        app.drain().await;
    })
    .await;
}

#[tokio::test]
async fn a_feed_shows_what_the_calendar_shows() {
    on_both_engines(async |app| {
        let (firm, sam) = firm(app).await;
        let sales = firm.role("sales");
        let path = address(app, sales, &sam).await;
        let make = async |plural: &str, body: Json| app.create(sales, plural, body).await["id"].clone();
        let meeting = make(
            "tasks",
            json!({
                "name": "Kick-off; with lunch", "kind": "meeting", "due_at": "2026-03-05T09:30:00Z",
                "duration_minutes": 45, "location": "Room 2, Pune", "description": "Bring:\n- samples",
            }),
        )
        .await;
        let done = make("tasks", json!({"name": "Done", "due_at": "2026-03-01T09:00:00Z"})).await;
        let done = format!("/tasks/{}", done.as_str().expect("an id"));
        app.patch(&done).by(sales).json(&json!({"status": "completed"})).send().await.expect(200);
        make("tasks", json!({"name": "Some day"})).await;
        make("tasks", json!({"name": "Long ago", "due_at": "2025-01-01T09:00:00Z"})).await;
        make("deals", json!({"name": "Looms", "expected_close_on": "2026-04-30"})).await;
        make("interactions", json!({"subject": "Fair", "kind": "meeting", "occurred_at": "2026-03-01T08:00:00Z"}))
            .await;
        make("interactions", json!({"subject": "A call", "occurred_at": "2026-03-01T08:00:00Z"})).await;
        app.create(&firm.admin, "tasks", json!({"name": "Somebody else's", "due_at": "2026-03-05T09:00:00Z"})).await;

        let events = events(app, &path).await;
        let titles: Vec<&str> = events.iter().flatten().filter_map(|line| line.strip_prefix("SUMMARY:")).collect();
        assert_eq!(titles, ["✓ Done", "Kick-off\\; with lunch", "Fair", "Looms"]);
        let told = titled(&events, "Kick-off\\; with lunch")[0];
        says(told, &format!("UID:{}", meeting.as_str().expect("an id")));
        says(told, "DTSTART:20260305T093000Z");
        says(told, "DURATION:PT45M");
        says(told, "LOCATION:Room 2\\, Pune");
        says(told, "TRANSP:OPAQUE");
        says(told, "SEQUENCE:0");
        assert!(told.iter().any(|line| line.starts_with("DESCRIPTION:Bring:\\n- samples\\n\\nhttp")), "{told:#?}");
        says(titled(&events, "Looms")[0], "DTSTART;VALUE=DATE:20260430");
        app.drain().await;
    })
    .await;
}

#[tokio::test]
async fn what_comes_again_is_told_by_its_rule() {
    on_both_engines(async |app| {
        let (firm, _) = firm(app).await;
        let sales = firm.role("sales");
        app.patch("/me").by(sales).json(&json!({"time_zone": "Europe/Berlin"})).send().await.expect(200);
        let sales = app.sign_in(&sales.email).await;
        let path = address(app, &sales, &id_of(app, &sales).await).await;
        let body = json!({
            "name": "Stand-up", "due_at": "2026-03-23T08:00:00Z", "recurrence": "FREQ=WEEKLY;BYDAY=MO;COUNT=5",
        });
        let made = app.create(&sales, "tasks", body).await;
        let task = format!("/tasks/{}", made["id"].as_str().expect("an id"));
        let told = events(app, &path).await;
        assert_eq!(told.len(), 1);
        says(&told[0], "DTSTART;TZID=Europe/Berlin:20260323T090000");
        says(&told[0], "RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=5");
        assert!(lines(app, &path).await.contains(&"TZOFFSETTO:+0200".to_owned()));

        // This one is moved: it stands beside the rule.
        let moved = json!({"due_at": "2026-03-24T08:00:00Z", "name": "Stand-up, late"});
        app.patch(&format!("{task}/occurrence")).by(&sales).json(&moved).send().await.expect(200);
        let told = events(app, &path).await;
        assert_eq!(told.len(), 2);
        says(titled(&told, "Stand-up")[0], "DTSTART;TZID=Europe/Berlin:20260323T090000");
        let moved = titled(&told, "Stand-up\\, late")[0];
        says(moved, "RECURRENCE-ID;TZID=Europe/Berlin:20260323T090000");
        says(moved, "DTSTART:20260324T080000Z");

        // Done: the next one goes on with the rule, by the same clock, and one fewer.
        app.patch(&task).by(&sales).json(&json!({"status": "completed"})).send().await.expect(200);
        let told = events(app, &path).await;
        assert_eq!(told.len(), 2);
        assert!(titled(&told, "✓ Stand-up\\, late")[0].iter().all(|line| !line.starts_with("RRULE")));
        let next = titled(&told, "Stand-up")[0];
        says(next, "DTSTART;TZID=Europe/Berlin:20260330T090000");
        says(next, "RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=4");

        // Two that are open at once: the later one has the rule, so that no date is told twice.
        let open = app.list(&sales, "/tasks?status=pending").await;
        let next = format!("/tasks/{}", open[0]["id"].as_str().expect("an id"));
        app.patch(&next).by(&sales).json(&json!({"status": "in_progress"})).send().await.expect(200);
        app.patch(&task).by(&sales).json(&json!({"status": "pending"})).send().await.expect(200);
        let told = events(app, &path).await;
        let ruled = told.iter().flatten().filter(|line| line.starts_with("RRULE")).count();
        assert_eq!((told.len(), ruled), (2, 1), "{told:#?}");
        app.drain().await;
    })
    .await;
}

#[tokio::test]
async fn a_team_is_read_with_the_rights_of_who_subscribed() {
    on_both_engines(async |app| {
        let (firm, sam) = firm(app).await;
        let team = app.create(&firm.admin, "teams", json!({"name": "North"})).await["id"].clone();
        let team = team.as_str().expect("an id").to_owned();
        let (manager, reader) = (firm.role("manager"), firm.role("sales"));
        for id in [&sam, &id_of(app, manager).await] {
            let body = json!({"team_ids": [team]});
            app.patch(&format!("/users/{id}")).by(&firm.admin).json(&body).send().await.expect(200);
        }
        app.create(manager, "tasks", json!({"name": "Plan", "due_at": "2026-03-05T09:00:00Z"})).await;
        app.create(reader, "tasks", json!({"name": "Call", "due_at": "2026-03-05T10:00:00Z"})).await;
        app.create(&firm.admin, "tasks", json!({"name": "Elsewhere", "due_at": "2026-03-05T11:00:00Z"})).await;
        let path = address(app, manager, &team).await;
        let told = events(app, &path).await;
        assert_eq!((titled(&told, "Plan").len(), titled(&told, "Call").len(), told.len()), (1, 1, 2));
        let listed = app.get("/me/calendars").by(manager).send().await.expect(200);
        assert_eq!(listed["data"][1]["team"], "North");

        // Whoever reaches only what is theirs is told no more.
        let grants = json!({"kinds": {
            "task": {"read": "own"}, "user": {"read": "all"}, "team": {"read": "all"},
        }});
        let own = app.person_with(&firm.admin, "own@banyan.example", grants).await;
        let path = address(app, &own, &team).await;
        assert_eq!(events(app, &path).await.len(), 0);

        // Somebody else's calendar is none of one's own, and neither is another firm's team.
        let stranger = app.register("Teak Trading", "tom@teak.example").await;
        for of in [sam.as_str(), team.as_str()] {
            let made = app.request(Method::PUT, &format!("/me/calendars/{of}")).by(&stranger).send().await;
            made.refused(404, "not_found");
        }
        let made = app.request(Method::PUT, &format!("/me/calendars/{sam}")).by(manager).send().await;
        made.refused(404, "not_found");

        app.delete(&format!("/teams/{team}")).by(&firm.admin).send().await.expect(204);
        app.get(&path).send().await.refused(404, "not_found");
        app.delete(&format!("/me/calendars/{team}")).by(&own).send().await.expect(204);
        app.drain().await;
    })
    .await;
}
