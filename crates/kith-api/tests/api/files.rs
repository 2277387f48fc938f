//! Files: uploads in pieces, what is handed out and how, rights, limits, and what becomes of the bytes.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use futures_util::StreamExt;
use futures_util::future::join_all;
use kith_api::{ServeConfig, serve_router};
use kith_app::ports::{BoxFuture, ByteStream, ScanError, Scanner, Verdict};
use kith_testkit::{
    Options, Person, Reply, TestApp, on_both_engines, on_both_engines_with, on_sqlite, on_sqlite_with, text,
};
use serde_json::json;
use sha1::Sha1;
use sha2::{Digest, Sha256};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

pub(super) const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0";
pub(super) const HTML: &[u8] = b"<!doctype html><script>fetch('/api/v1/me')</script>";

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

pub(super) async fn company(app: &TestApp, person: &Person) -> String {
    let made = app.create(person, "companies", json!({"name": "FinEdge"})).await;
    text(&made, "id").to_owned()
}

async fn begin(app: &TestApp, person: &Person, company: &str, name: &str, size: usize) -> String {
    let begun = app.begin_upload(person, ("company", company), name, size).send().await;
    text(&begun.expect(201), "id").to_owned()
}

pub(super) async fn content(app: &TestApp, person: &Person, id: &str) -> Reply {
    app.get(&format!("/files/{id}/content")).by(person).send().await
}

/// Everything that lies in the folder of files, without what it hangs on.
pub(super) fn stored(app: &TestApp) -> Vec<String> {
    fn below(folder: PathBuf, out: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            match entry.path().is_dir() {
                true => below(entry.path(), out),
                false => out.push(entry.path().to_string_lossy().into_owned()),
            }
        }
    }
    let mut out = Vec::new();
    below(app.folder().join("files"), &mut out);
    out
}

#[tokio::test]
async fn a_file_hangs_on_a_record_and_is_handed_out_whole_and_in_parts() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let company = company(app, &ana).await;
        let bytes = b"0123456789".repeat(1000);
        let file = app.upload(&ana, ("company", &company), "figures.txt", &bytes).await;
        assert_eq!((text(&file, "name"), text(&file, "title")), ("figures.txt", "figures.txt"));
        assert_eq!((text(&file, "media_type"), &file["size"]), ("text/plain", &json!(10_000)));
        assert_eq!((text(&file, "sha256"), text(&file, "scan")), (sha256(&bytes).as_str(), "none"));
        assert_eq!(file["record"], json!({"kind": "company", "id": company}));
        assert_eq!(file["created_by"], ana.id.as_str());

        let id = text(&file, "id");
        let whole = content(app, &ana, id).await;
        assert_eq!((whole.status, whole.body.as_ref()), (200, bytes.as_slice()));
        assert_eq!(whole.header("content-length"), "10000");
        assert_eq!(whole.header("content-type"), "text/plain; charset=utf-8");
        assert_eq!(
            whole.header("content-disposition"),
            "attachment; filename=\"figures.txt\"; filename*=UTF-8''figures.txt"
        );
        assert_eq!(whole.header("x-content-type-options"), "nosniff");
        assert!(whole.header("content-security-policy").ends_with("sandbox"));
        let path = format!("/files/{id}/content");
        let part = app.get(&path).by(&ana).header("range", "bytes=9990-").send().await;
        assert_eq!((part.status, part.text().as_str()), (206, "0123456789"));
        assert_eq!(part.header("content-range"), "bytes 9990-9999/10000");
        let tag = whole.header("etag").to_owned();
        let part = app.get(&path).by(&ana).header("range", "bytes=0-0").header("if-range", &tag).send().await;
        assert_eq!((part.status, part.text().as_str()), (206, "0"));
        let other = app.get(&path).by(&ana).header("range", "bytes=0-0").header("if-range", "\"x\"").send().await;
        assert_eq!((other.status, other.body.len()), (200, 10_000));
        let beyond = app.get(&path).by(&ana).header("range", "bytes=10000-").send().await;
        beyond.refused(416, "range_not_satisfiable");
        assert_eq!(beyond.header("content-range"), "bytes */10000");
        let same = app.get(&path).by(&ana).header("if-none-match", &tag).send().await;
        assert_eq!((same.status, same.body.len()), (304, 0));
        let packed = app.get(&path).by(&ana).header("accept-encoding", "gzip").send().await;
        assert_eq!((packed.header("content-encoding"), packed.body.len()), ("", 10_000));

        let timeline = app.list(&ana, &format!("/companies/{company}/timeline?types=file")).await;
        assert_eq!((&timeline[0]["type"], &timeline[0]["record"]["name"]), (&json!("file"), &json!("figures.txt")));
        let related = app.list(&ana, &format!("/companies/{company}/related")).await;
        assert!(related.iter().any(|group| group["kind"] == "file" && group["count"] == 1), "{related:?}");
        let found = app.list(&ana, "/search?q=figures").await;
        assert_eq!(found[0]["kind"], "file");
        // A record of a file comes by an upload alone, and stays with what it was added to.
        let body = json!({"name": "x", "record": {"kind": "company", "id": company}});
        app.post("/files").by(&ana).json(&body).send().await.refused(409, "conflict");
        let elsewhere = app.create_any(&ana, "contact", 1).await;
        let moved = json!({"record": {"kind": "contact", "id": elsewhere["id"]}});
        let refused = app.patch(&format!("/files/{id}")).by(&ana).json(&moved).send().await;
        assert_eq!(refused.field_errors(), ["record invalid"]);
        for field in ["size", "sha256", "media_type", "scan"] {
            let refused = app.patch(&format!("/files/{id}")).by(&ana).json(&json!({field: "1"})).send().await;
            assert_eq!(refused.field_errors(), [format!("{field} read_only")]);
        }
    })
    .await;
}

#[tokio::test]
async fn an_upload_comes_in_pieces_of_any_size_each_checked() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let company = company(app, &ana).await;
        let bytes: Vec<u8> = (0..30_000u32).flat_map(u32::to_be_bytes).collect();
        // Two at once, each piece of the one between two of the other.
        let ids = join_all(["a.bin", "b.bin"].map(|name| begin(app, &ana, &company, name, bytes.len()))).await;
        for (from, to) in [(0, 1), (1, 40_000), (40_000, 119_999)] {
            let sent = join_all(ids.iter().map(|id| app.send_piece(&ana, id, from, &bytes[from..to]).send())).await;
            for reply in sent {
                reply.expect(204);
                assert_eq!(reply.header("upload-offset"), to.to_string());
                assert_eq!(reply.header("tus-resumable"), "1.0.0");
            }
        }
        let at = |id: &str| format!("/files/uploads/{id}");
        let head = app.request(axum::http::Method::HEAD, &at(&ids[0])).by(&ana).send().await;
        assert_eq!((head.header("upload-offset"), head.header("upload-length")), ("119999", "120000"));
        assert_eq!(head.header("cache-control"), "no-store");
        app.get(&format!("/files/{}", ids[0])).by(&ana).send().await.refused(404, "not_found");

        // A piece for another place, one too many bytes, one that was changed on the way.
        let last = &bytes[119_999..];
        app.send_piece(&ana, &ids[0], 0, last).send().await.refused(409, "conflict");
        let long = app.send_piece(&ana, &ids[0], 119_999, &[last, b"x"].concat()).send().await;
        assert_eq!(long.refused(413, "too_large")["errors"][0]["field"], "size");
        let send = |algorithm: &str, hash: &[u8]| {
            let checksum = format!("{algorithm} {}", STANDARD.encode(hash));
            app.send_piece(&ana, &ids[0], 119_999, last).header("upload-checksum", &checksum).send()
        };
        send("sha256", &Sha256::digest(b"other")).await.refused(460, "checksum_mismatch");
        send("sha1", &Sha1::digest(b"other")).await.refused(460, "checksum_mismatch");
        send("md5", b"x").await.refused(400, "malformed_header");
        assert_eq!(app.get(&at(&ids[0])).by(&ana).send().await.expect(200)["offset"], 119_999);
        send("sha1", &Sha1::digest(last)).await.expect(204);
        app.send_piece(&ana, &ids[1], 119_999, last).send().await.expect(204);
        for id in &ids {
            let file = app.get(&format!("/files/{id}")).by(&ana).send().await.expect(200);
            assert_eq!(text(&file, "sha256"), sha256(&bytes));
            assert_eq!(content(app, &ana, id).await.body.as_ref(), bytes.as_slice());
            // The answer to the last piece may be lost: asked again, it is the same.
            let again = app.get(&at(id)).by(&ana).send().await.expect(200);
            assert_eq!((&again["offset"], &again["finished"]), (&json!(120_000), &json!(true)));
            app.send_piece(&ana, id, 120_000, b"").send().await.expect(204);
            app.delete(&at(id)).by(&ana).send().await.refused(409, "conflict");
        }
        assert_eq!(stored(app).len(), 2, "pieces are gone: {:?}", stored(app));
    })
    .await;
}

#[tokio::test]
async fn the_whole_is_checked_and_small_files_go_with_one_request() {
    on_sqlite(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let company = company(app, &ana).await;
        let with = |size: usize, more: &str| {
            let metadata = [
                "filename b2ZmZXI=".into(),
                format!("record_kind {}", STANDARD.encode("company")),
                format!("record_id {}", STANDARD.encode(&company)),
                more.to_owned(),
            ];
            app.post("/files/uploads")
                .by(&ana)
                .header("upload-length", &size.to_string())
                .header("upload-metadata", metadata.join(",").trim_end_matches(','))
        };
        let hash = |bytes: &[u8]| format!("sha256 {}", STANDARD.encode(sha256(bytes)));
        let begun = with(5, &hash(b"hello")).body("application/offset+octet-stream", "hello").send().await;
        let id = text(&begun.expect(201), "id").to_owned();
        assert_eq!(
            (begun.header("upload-offset"), begun.header("location")),
            ("5", format!("/api/v1/files/uploads/{id}").as_str())
        );
        assert_eq!(content(app, &ana, &id).await.text(), "hello");
        // What is announced and what comes differ: nothing is kept.
        let begun = with(5, &hash(b"hullo")).send().await.expect(201);
        let sent = app.send_piece(&ana, text(&begun, "id"), 0, b"hello").send().await;
        assert_eq!(sent.field_errors(), ["sha256 invalid"]);
        app.get(&format!("/files/uploads/{}", text(&begun, "id"))).by(&ana).send().await.refused(404, "not_found");
        assert_eq!(stored(app).len(), 1);
        // Nothing at all is a file too.
        let empty = app.upload(&ana, ("company", &company), "empty.txt", b"").await;
        assert_eq!((&empty["size"], text(&empty, "sha256")), (&json!(0), sha256(b"").as_str()));
        let got = content(app, &ana, text(&empty, "id")).await;
        assert_eq!((got.status, got.body.len()), (200, 0));
        // Taken back, an upload leaves nothing.
        let begun = with(9, "").send().await.expect(201);
        let path = format!("/files/uploads/{}", text(&begun, "id"));
        app.send_piece(&ana, text(&begun, "id"), 0, b"half").send().await.expect(204);
        assert_eq!(stored(app).len(), 3);
        app.delete(&path).by(&ana).send().await.expect(204);
        app.delete(&path).by(&ana).send().await.refused(404, "not_found");
        assert_eq!(stored(app).len(), 2);

        let options = app.request(axum::http::Method::OPTIONS, "/files/uploads").by(&ana).send().await;
        assert_eq!((options.status, options.header("tus-max-size")), (204, "1048576"));
        assert!(options.header("tus-extension").contains("checksum"));
        let other = with(1, "").header("tus-resumable", "0.2.2").send().await;
        other.refused(412, "unsupported_version");
        assert_eq!(other.header("tus-version"), "1.0.0");
        with(1, "sha256 eA==").send().await.expect(422);
        with(1, "other !!").send().await.refused(400, "malformed_header");
        let piece = app.patch(&path).by(&ana).body("text/plain", "x").send().await;
        piece.refused(404, "not_found");
        let id = begin(app, &ana, &company, "x", 1).await;
        let piece = app.patch(&format!("/files/uploads/{id}")).by(&ana).body("text/plain", "x").send().await;
        piece.refused(415, "unsupported_media_type");
    })
    .await;
}

#[tokio::test]
async fn what_is_too_much_is_refused_before_it_is_sent() {
    let options = Options { file_limit: 1000, file_quota: 2500, ..Options::default() };
    on_both_engines_with(options, async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let company = company(app, &ana).await;
        let refused = app.begin_upload(&ana, ("company", &company), "large", 1001).send().await;
        let problem = refused.refused(413, "too_large");
        assert_eq!(
            (text(&problem["errors"][0], "field"), text(&problem, "detail")),
            ("size", "A file has at most 1000 bytes.")
        );
        let first = begin(app, &ana, &company, "a", 1000).await;
        let second = app.upload(&ana, ("company", &company), "b", &[1; 1000]).await;
        // What is being sent counts, and what lies in the trash does too.
        app.delete(&format!("/files/{}", text(&second, "id"))).by(&ana).send().await.expect(204);
        let refused = app.begin_upload(&ana, ("company", &company), "c", 501).send().await;
        assert_eq!(refused.field_errors(), ["size too_large"]);
        assert!(refused.text().contains("500 bytes are left"), "{}", refused.text());
        assert!(app.list(&ana, "/files").await.is_empty());
        // Of many at once only those that fit together are begun.
        let many =
            join_all((0..6).map(|n| app.begin_upload(&ana, ("company", &company), &format!("{n}"), 300).send())).await;
        assert!(many.iter().filter(|reply| reply.status == 201).count() <= 1, "{many:?}");
        app.send_piece(&ana, &first, 0, &[1; 1000]).send().await.expect(204);
        for size in ["-1", "x", "99999999999999999999", ""] {
            let odd = app.post("/files/uploads").by(&ana).header("upload-length", size).send().await;
            odd.refused(400, "malformed_header");
        }
    })
    .await;
}

#[tokio::test]
async fn a_file_is_read_and_changed_by_who_may_read_and_change_it() {
    on_both_engines(async |app| {
        let firm = app.firm("Banyan Works").await;
        let tom = app.register("Other Works", "tom@other.example").await;
        let (ana, reader, sales) = (&firm.admin, firm.role("read_only"), firm.role("sales"));
        let company = company(app, ana).await;
        let file = app.upload(ana, ("company", &company), "offer.txt", b"ours").await;
        let id = text(&file, "id");
        content(app, &tom, id).await.refused(404, "not_found");
        app.get(&format!("/files/{id}/content")).send().await.refused(401, "unauthenticated");
        assert_eq!(content(app, reader, id).await.status, 200);
        let refused = app.begin_upload(reader, ("company", &company), "x", 1).send().await;
        assert_eq!(refused.refused(403, "forbidden")["missing"], json!({"kind": "file", "action": "create"}));
        let foreign = app.begin_upload(&tom, ("company", &company), "x", 1).send().await;
        assert_eq!(foreign.field_errors(), ["record not_found"]);
        app.delete(&format!("/files/{id}")).by(sales).send().await.refused(403, "forbidden");
        // Somebody else's upload is nobody else's, not even an administrator's.
        let upload = begin(app, sales, &company, "mine", 4).await;
        for other in [ana, &tom] {
            app.get(&format!("/files/uploads/{upload}")).by(other).send().await.refused(404, "not_found");
            app.send_piece(other, &upload, 0, b"mine").send().await.refused(404, "not_found");
            app.delete(&format!("/files/uploads/{upload}")).by(other).send().await.refused(404, "not_found");
        }
        // Somebody who reads only their own leads reads only their files, and adds to no others.
        let grants = json!({
            "kinds": {"lead": {"read": "own"}, "file": {"create": "all", "read": "all", "update": "all", "delete": "all"}},
            "fields": {"file": {"name": "hidden"}},
        });
        let clerk = app.person_with(ana, "clerk@banyan.example", grants).await;
        let theirs = app.create(ana, "leads", json!({"last_name": "Menon"})).await;
        let own = app.create(ana, "leads", json!({"last_name": "Rao", "owner_id": clerk.id})).await;
        let (theirs, own) = (text(&theirs, "id"), text(&own, "id"));
        let hidden = app.upload(ana, ("lead", theirs), "hidden.txt", b"hidden").await;
        let open = app.upload(ana, ("lead", own), "secret name.txt", b"open").await;
        content(app, &clerk, text(&hidden, "id")).await.refused(404, "not_found");
        content(app, &clerk, id).await.refused(404, "not_found");
        let got = content(app, &clerk, text(&open, "id")).await;
        assert_eq!((got.status, got.text().as_str()), (200, "open"));
        assert!(!got.header("content-disposition").contains("secret"), "a hidden name is not in the header");
        assert_eq!(app.list(&clerk, "/files").await.len(), 1);
        let refused = app.begin_upload(&clerk, ("lead", theirs), "x", 1).send().await;
        assert!(refused.status == 422 && !refused.text().contains("hidden.txt"), "{}", refused.text());
        // What may be added to at the beginning may no longer be at the end.
        let upload = app.begin_upload(sales, ("lead", theirs), "late.txt", 4).send().await.expect(201);
        app.delete(&format!("/leads/{theirs}")).by(ana).send().await.expect(204);
        let late = app.send_piece(sales, text(&upload, "id"), 0, b"late").send().await;
        assert_eq!(late.field_errors(), ["record not_found"]);
    })
    .await;
}

#[tokio::test]
async fn bytes_end_with_their_record_and_uploads_that_are_given_up_end_too() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let firm = company(app, &ana).await;
        let file = app.upload(&ana, ("company", &firm), "a.txt", b"a").await;
        let goes = app.upload(&ana, ("company", &firm), "b.txt", b"b").await;
        let lost = company(app, &ana).await;
        app.upload(&ana, ("company", &lost), "c.txt", b"c").await;
        let path = format!("/files/{}", text(&goes, "id"));
        app.delete(&path).by(&ana).send().await.expect(204);
        assert_eq!(content(app, &ana, text(&goes, "id")).await.status, 200, "who may restore may look");
        app.post(&format!("{path}/restore")).by(&ana).send().await.expect(200);
        app.delete(&path).by(&ana).send().await.expect(204);
        app.delete(&format!("/companies/{lost}")).by(&ana).send().await.expect(204);
        let upload = begin(app, &ana, &firm, "half", 2).await;
        app.send_piece(&ana, &upload, 0, b"h").send().await.expect(204);
        let import =
            app.post("/imports/companies").by(&ana).header("x-file-name", "c.csv").body("text/csv", "Name\nAcme\n");
        import.send().await.expect(201);
        // What a process that was killed left behind.
        let folder = app.folder().join("files/parts").join(&ana.workspace).join(&upload);
        let orphan = app.folder().join("files/kept").join(&ana.workspace).join("019cac7e-0000-7000-8000-000000000001");
        std::fs::write(&orphan, b"orphan").expect("written");
        assert_eq!(stored(app).len(), 5);
        app.keep_house().await;
        assert_eq!(stored(app).len(), 5, "nothing is old enough");
        assert!(folder.exists());

        app.clock.advance_seconds(25 * 3600);
        app.keep_house().await;
        assert!(!folder.exists(), "the upload was given up");
        let ana = app.sign_in(&ana.email).await;
        app.get(&format!("/files/uploads/{upload}")).by(&ana).send().await.refused(404, "not_found");
        app.clock.advance_seconds(31 * 86_400);
        app.keep_house().await;
        let ana = app.sign_in(&ana.email).await;
        assert!(!orphan.exists());
        let left = stored(app);
        assert!(left.len() == 1 && left[0].ends_with(text(&file, "id")), "{left:?}");
        assert_eq!(content(app, &ana, text(&file, "id")).await.text(), "a");
        app.get(&path).by(&ana).send().await.refused(404, "not_found");
        assert_eq!(std::fs::read_dir(app.folder().join("uploads")).expect("the folder").count(), 0);
        // Housekeeping has begun more than this is about.
        app.drain().await;
    })
    .await;
}

#[tokio::test]
async fn files_go_with_a_lead_that_becomes_a_customer_and_come_back() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let lead = app.create(&ana, "leads", json!({"last_name": "Menon", "company_name": "FinEdge"})).await;
        let id = text(&lead, "id");
        let file = app.upload(&ana, ("lead", id), "brief.txt", b"brief").await;
        let proposal = app.get(&format!("/leads/{id}/conversion")).by(&ana).send().await.expect(200);
        assert_eq!(proposal["files"], 1);
        let made =
            app.post(&format!("/leads/{id}/convert")).by(&ana).json(&json!({"deal": {}})).send().await.expect(200);
        let moved = app.list(&ana, &format!("/files?record=deal:{}", text(&made, "deal_id"))).await;
        assert_eq!(moved[0]["id"], file["id"]);
        assert_eq!(content(app, &ana, text(&file, "id")).await.text(), "brief");
        app.post(&format!("/leads/{id}/unconvert")).by(&ana).send().await.expect(200);
        assert_eq!(app.list(&ana, &format!("/files?record=lead:{id}")).await.len(), 1);
    })
    .await;
}

/// Finds what says "virus", and can be away.
struct Dog(AtomicBool);

impl Scanner for Dog {
    fn scan<'a>(&'a self, mut bytes: ByteStream) -> BoxFuture<'a, Result<Verdict, ScanError>> {
        Box::pin(async move {
            if self.0.load(Ordering::SeqCst) {
                return Err(ScanError("nobody listens".into()));
            }
            let mut all = Vec::new();
            while let Some(piece) = bytes.next().await {
                all.extend_from_slice(&piece.map_err(|error| ScanError(error.to_string()))?);
            }
            let found = String::from_utf8_lossy(&all).contains("virus");
            Ok(if found { Verdict::Infected("Eicar-Test-Signature".into()) } else { Verdict::Clean })
        })
    }
}

#[tokio::test]
async fn nothing_is_handed_out_before_it_was_scanned_and_nothing_infected_is() {
    let dog = Arc::new(Dog(AtomicBool::new(false)));
    let options = Options { scanner: Some(dog.clone()), ..Options::default() };
    on_both_engines_with(options, async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        app.drain().await;
        let company = company(app, &ana).await;
        dog.0.store(true, Ordering::SeqCst);
        let good = app.upload(&ana, ("company", &company), "good.txt", b"good").await;
        let bad = app.upload(&ana, ("company", &company), "bad.txt", b"a virus").await;
        assert_eq!((text(&good, "scan"), text(&bad, "scan")), ("pending", "pending"));
        app.drain().await;
        let waiting = content(app, &ana, text(&good, "id")).await;
        assert!(text(&waiting.refused(409, "conflict"), "detail").contains("being scanned"));
        // Renamed meanwhile; the scanner is back after a while.
        let path = format!("/files/{}", text(&good, "id"));
        app.patch(&path).by(&ana).json(&json!({"name": "better.txt"})).send().await.expect(200);
        dog.0.store(false, Ordering::SeqCst);
        app.clock.advance_seconds(60);
        app.drain().await;
        let scanned = app.get(&path).by(&ana).send().await.expect(200);
        assert_eq!((text(&scanned, "scan"), text(&scanned, "name")), ("clean", "better.txt"));
        assert_eq!(content(app, &ana, text(&good, "id")).await.text(), "good");
        let found = app.get(&format!("/files/{}", text(&bad, "id"))).by(&ana).send().await.expect(200);
        assert_eq!((text(&found, "scan"), text(&found, "threat")), ("infected", "Eicar-Test-Signature"));
        let refused = content(app, &ana, text(&bad, "id")).await.refused(409, "conflict");
        assert!(text(&refused, "detail").contains("Eicar-Test-Signature"), "{refused}");
        app.allow_waiting_jobs();
    })
    .await;
}

#[tokio::test]
async fn what_came_of_a_piece_that_broke_off_is_kept() {
    let mut options = Options { file_limit: 8 << 20, file_quota: 80 << 20, ..Options::default() };
    options.api.body_timeout = Duration::from_secs(5);
    on_sqlite_with(options, async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let company = company(app, &ana).await;
        let bytes: Vec<u8> = (0..1_000_000u32).flat_map(u32::to_be_bytes).collect();
        let id = begin(app, &ana, &company, "broken.bin", bytes.len()).await;
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let (router, wait) = (app.router(), std::future::pending());
        let server = tokio::spawn(serve_router(listener, router, ServeConfig::default(), wait));
        let send = async |from: usize, count: usize| {
            let mut stream = TcpStream::connect(address).await.expect("connected");
            let head = format!(
                "PATCH /api/v1/files/uploads/{id} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer {}\r\n\
                 Content-Type: application/offset+octet-stream\r\nUpload-Offset: {from}\r\nContent-Length: {}\r\n\r\n",
                ana.token,
                bytes.len() - from,
            );
            stream.write_all(head.as_bytes()).await.expect("sent");
            stream.write_all(&bytes[from..from + count]).await.expect("sent");
            stream
        };
        drop(send(0, 3_000_000).await);
        // The server notices in its own time.
        let mut kept = 0;
        for _ in 0..100 {
            let told = app.get(&format!("/files/uploads/{id}")).by(&ana).send().await.expect(200);
            kept = told["offset"].as_u64().expect("a number") as usize;
            if kept > 0 {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        assert!(kept > 0 && kept <= 3_000_000, "{kept}");
        let mut stream = send(kept, bytes.len() - kept).await;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.expect("readable");
        assert!(answer.starts_with("HTTP/1.1 204"), "{answer}");
        let got = content(app, &ana, &id).await;
        assert!(got.body.as_ref() == bytes.as_slice(), "the bytes are those that were sent");
        server.abort();
    })
    .await;
}
