//! What bytes say of themselves and what they are called: names, pages that act, archives.

use kith_testkit::{on_both_engines, on_sqlite, text};
use serde_json::json;

use super::files::{HTML, PNG, company, content, stored};

#[tokio::test]
async fn names_are_cleaned_and_come_back_in_every_language() {
    on_sqlite(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let company = company(app, &ana).await;
        let long = "ä".repeat(251) + ".txt";
        let cases = [
            ("../../etc/passwd", "passwd"),
            ("..\\..\\boot.ini", "boot.ini"),
            ("🧾 Rechnung №7.txt", "🧾 Rechnung №7.txt"),
            ("חשבונית.txt", "חשבונית.txt"),
            ("a\r\nSet-Cookie: x=1", "aSet-Cookie: x=1"),
            ("photo\u{202e}gpj.exe", "photogpj.exe"),
            ("\"quoted\"; filename=x.exe", "\"quoted\"; filename=x.exe"),
            (long.as_str(), long.as_str()),
        ];
        for (name, kept) in cases {
            let file = app.upload(&ana, ("company", &company), name, b"x").await;
            assert_eq!(text(&file, "name"), kept);
            let got = content(app, &ana, text(&file, "id")).await;
            assert_eq!(got.status, 200, "{name}");
            let header = got.header("content-disposition").to_owned();
            let exact = header.rsplit_once("filename*=UTF-8''").expect("a name").1;
            assert_eq!(percent_encoding::percent_decode_str(exact).decode_utf8().expect("utf-8"), kept);
            assert_eq!(header.matches('"').count(), 2, "no name ends the quotes: {header}");
        }
        for (name, error) in [("", "name required"), ("../..", "name required"), (&"x".repeat(256), "name too_long")] {
            let refused = app.begin_upload(&ana, ("company", &company), name, 1).send().await;
            assert_eq!(refused.field_errors(), [error], "{name}");
        }
        let file = app.upload(&ana, ("company", &company), "a.txt", b"x").await;
        let path = format!("/files/{}", text(&file, "id"));
        let renamed = app.patch(&path).by(&ana).json(&json!({"name": "../b.txt"})).send().await.expect(200);
        assert_eq!((text(&renamed, "name"), text(&renamed, "title")), ("b.txt", "b.txt"));
        let ghost = app.begin_upload(&ana, ("company", "0198c0de-0000-7000-8000-000000000001"), "x", 1).send().await;
        assert_eq!(ghost.field_errors(), ["record not_found"]);
        for about in [("company", "x"), ("ghost", company.as_str()), ("", "")] {
            let odd = app.begin_upload(&ana, about, "x", 1).send().await;
            assert_eq!(odd.status, 422, "{}", odd.text());
            assert_eq!(odd.expect(422)["errors"][0]["field"], "record");
        }
    })
    .await;
}

#[tokio::test]
async fn nothing_that_can_hold_a_script_is_shown_by_the_browser() {
    on_sqlite(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let company = company(app, &ana).await;
        let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>";
        let cases: [(&str, &[u8], &str, &str); 6] = [
            ("page.png", HTML, "attachment", "application/octet-stream"),
            ("picture.png", svg, "attachment", "application/octet-stream"),
            ("offer.docx", b"PK\x03\x04xxxx", "attachment", "application/octet-stream"),
            ("evil.html", PNG, "inline", "image/png"),
            ("notes.html", b"just words", "inline", "text/plain; charset=utf-8"),
            ("offer.exe", b"%PDF-1.4\n%\xe2\xe3", "inline", "application/pdf"),
        ];
        for (name, bytes, shown, media) in cases {
            let file = app.upload(&ana, ("company", &company), name, bytes).await;
            let path = format!("/files/{}/content", text(&file, "id"));
            let inline = app.get(&format!("{path}?inline=true")).by(&ana).send().await;
            assert!(inline.header("content-disposition").starts_with(shown), "{name}");
            assert_eq!(inline.header("content-type"), media, "{name}");
            assert_eq!(inline.header("x-content-type-options"), "nosniff");
            assert!(inline.header("content-security-policy").starts_with("default-src 'none'"));
            let sandboxed = inline.header("content-security-policy").contains("sandbox");
            assert_eq!(sandboxed, media != "application/pdf", "{name}");
            let plain = app.get(&path).by(&ana).send().await;
            assert!(plain.header("content-disposition").starts_with("attachment"), "{name}");
        }
    })
    .await;
}

/// A zip of one entry, stored as it is, that says of itself that it unpacks to four gigabytes.
fn zip(name: &str, inner: &[u8]) -> Vec<u8> {
    let size = (inner.len() as u32).to_le_bytes();
    let name_length = (name.len() as u16).to_le_bytes();
    // Version, flags, method, time, day and checksum, which nobody looks at who does not unpack.
    let entry = [&[20, 0][..], &[0; 12], &size, &[0xff; 4], &name_length, &[0, 0]].concat();
    let mut out = [&b"PK\x03\x04"[..], &entry, name.as_bytes(), inner].concat();
    let begin = (out.len() as u32).to_le_bytes();
    let directory = [&b"PK\x01\x02\x14\x00"[..], &entry, &[0; 14], name.as_bytes()].concat();
    out.extend(&directory);
    out.extend(
        [&b"PK\x05\x06"[..], &[0; 4], &[1, 0, 1, 0], &(directory.len() as u32).to_le_bytes(), &begin, &[0; 2]].concat(),
    );
    out
}

#[tokio::test]
async fn an_archive_is_bytes_like_any_other_however_much_it_says_it_holds() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let company = company(app, &ana).await;
        let bomb = (0..40).fold(b"boom".to_vec(), |inner, level| zip(&format!("../{level}.zip"), &inner));
        let file = app.upload(&ana, ("company", &company), "bomb.zip", &bomb).await;
        assert_eq!((&file["size"], &file["media_type"]), (&json!(bomb.len()), &json!("application/zip")));
        let shown = content(app, &ana, text(&file, "id")).await;
        assert_eq!(shown.body, bomb);
        assert!(shown.header("content-disposition").starts_with("attachment"));
        assert_eq!(stored(app).len(), 1, "nothing was unpacked");
    })
    .await;
}
