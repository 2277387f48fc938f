//! The workspace's logo and people's pictures: what is taken, what is kept of it, and who sees it.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageEncoder, ImageFormat, Rgb, RgbImage};
use kith_testkit::{Person, Reply, TestApp, on_both_engines};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value as Json, json};

const RED: Rgb<u8> = Rgb([200, 0, 0]);
const BLUE: Rgb<u8> = Rgb([0, 0, 200]);

/// A picture whose left half is red and whose right half is blue.
fn halves(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, _| if x < width / 2 { RED } else { BLUE })
}

fn encoded(picture: RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(picture).write_to(&mut bytes, format).expect("encoded");
    bytes.into_inner()
}

/// As a camera writes it that was held upside down: Exif's orientation 3.
fn upside_down(picture: &RgbImage) -> Vec<u8> {
    let exif = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x03\0\0\0\0\0\0\0".to_vec();
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new(&mut bytes);
    encoder.set_exif_metadata(exif).expect("metadata");
    let (width, height) = picture.dimensions();
    encoder.write_image(picture, width, height, image::ExtendedColorType::Rgb8).expect("encoded");
    bytes
}

async fn put(app: &TestApp, person: &Person, path: &str, bytes: Vec<u8>) -> Reply {
    app.request(axum::http::Method::PUT, path).by(person).body("image/png", bytes).send().await
}

async fn picture(app: &TestApp, person: &Person, name: &Json) -> Reply {
    app.get(&format!("/pictures/{}", name.as_str().expect("a name"))).by(person).send().await
}

async fn seen(app: &TestApp, person: &Person, name: &Json) -> RgbImage {
    let reply = picture(app, person, name).await;
    assert_eq!((reply.status, reply.header("content-type")), (200, "image/png"));
    image::load_from_memory_with_format(&reply.body, ImageFormat::Png).expect("a PNG").into_rgb8()
}

#[tokio::test]
async fn a_logo_is_made_small_and_shown_to_the_workspace_alone() {
    on_both_engines(async |app| {
        let (ana, stranger) = app.two_workspaces().await;
        let sales = app.role_id(&ana, "sales").await;
        let ben = app.invite(&ana, "ben@banyan.example", &[sales]).await;
        let set = put(app, &ana, "/workspace/logo", encoded(halves(1_200, 300), ImageFormat::Png)).await.expect(200);
        let logo = seen(app, &ben, &set["logo"]).await;
        assert_eq!(logo.dimensions(), (640, 160));
        assert_eq!((logo.get_pixel(5, 80), logo.get_pixel(635, 80)), (&RED, &BLUE));
        let bootstrap = app.get("/bootstrap").by(&ben).send().await.expect(200);
        assert_eq!(bootstrap["workspace"]["logo"], set["logo"]);
        assert_eq!(picture(app, &stranger, &set["logo"]).await.status, 404);
        app.get(&format!("/pictures/{}", set["logo"].as_str().expect("a name"))).send().await.expect(401);

        let refused = put(app, &ben, "/workspace/logo", encoded(halves(20, 20), ImageFormat::Png)).await;
        refused.refused(403, "forbidden");
        app.delete("/workspace/logo").by(&ben).send().await.refused(403, "forbidden");
        app.patch("/workspace").by(&ana).json(&json!({"logo": ben.id})).send().await.expect(422);

        let other = put(app, &ana, "/workspace/logo", encoded(halves(40, 20), ImageFormat::WebP)).await.expect(200);
        assert_eq!(seen(app, &ana, &other["logo"]).await.dimensions(), (40, 20));
        assert_eq!(picture(app, &ana, &set["logo"]).await.status, 404, "the former one is gone");
        app.clock.advance_seconds(3 * 86_400);
        app.keep_house().await;
        app.drain().await;
        let ana = app.sign_in("ana@banyan.example").await;
        seen(app, &ana, &other["logo"]).await;
        let none = app.delete("/workspace/logo").by(&ana).send().await.expect(200);
        assert_eq!(none["logo"], Json::Null);
        assert_eq!(picture(app, &ana, &other["logo"]).await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn a_person_shows_the_middle_of_a_picture_as_it_was_taken() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let reader = app.role_id(&ana, "read_only").await;
        let ben = app.invite(&ana, "ben@banyan.example", &[reader]).await;
        let me = put(app, &ben, "/me/picture", upside_down(&halves(800, 600))).await.expect(200);
        let face = seen(app, &ana, &me["picture"]).await;
        assert_eq!(face.dimensions(), (256, 256));
        let (left, right) = (face.get_pixel(5, 128), face.get_pixel(250, 128));
        assert!(left[2] > 150 && left[0] < 60 && right[0] > 150 && right[2] < 60, "{left:?} {right:?}");
        let bootstrap = app.get("/bootstrap").by(&ana).send().await.expect(200);
        let users = bootstrap["users"].as_array().expect("users");
        let told = users.iter().find(|user| user["id"] == ben.id.as_str()).expect("Ben");
        assert_eq!(told["picture"], me["picture"]);
        assert_eq!(app.get("/bootstrap").by(&ben).send().await.expect(200)["me"]["picture"], me["picture"]);
        let none = app.delete("/me/picture").by(&ben).send().await.expect(200);
        assert_eq!(none["picture"], Json::Null);
    })
    .await;
}

#[tokio::test]
async fn what_is_no_picture_is_refused_and_changes_nothing() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let kept = put(app, &ana, "/workspace/logo", encoded(halves(20, 20), ImageFormat::Png)).await.expect(200);
        let mut cut = encoded(halves(400, 400), ImageFormat::Png);
        cut.truncate(200);
        // A few bytes that say they are a picture of 60,000 × 60,000 dots.
        let mut huge = encoded(halves(8, 8), ImageFormat::Png);
        huge[16..24].copy_from_slice(&[0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
        let svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>".to_vec();
        for bytes in [Vec::new(), b"GIF89a".to_vec(), svg, cut, huge] {
            let refused = put(app, &ana, "/workspace/logo", bytes).await;
            assert_eq!((refused.status, refused.field_errors()), (422, vec!["logo invalid".to_owned()]));
        }
        put(app, &ana, "/me/picture", vec![0; 6 * 1024 * 1024]).await.refused(413, "too_large");
        let settings = app.get("/workspace").by(&ana).send().await.expect(200);
        assert_eq!(settings["logo"], kept["logo"]);
    })
    .await;
}

#[tokio::test]
async fn reports_on_paper_carry_the_logo() {
    on_both_engines(async |app| {
        let ana = app.register("Banyan Works", "ana@banyan.example").await;
        let pdf = async || {
            let definition = json!({"report": "campaign_roi"}).to_string();
            let path = format!("/reports/result.pdf?definition={}", utf8_percent_encode(&definition, NON_ALPHANUMERIC));
            let reply = app.get(&path).by(&ana).send().await;
            assert_eq!(reply.status, 200);
            String::from_utf8_lossy(&reply.body).into_owned()
        };
        assert!(!pdf().await.contains("/Subtype/Image"));
        put(app, &ana, "/workspace/logo", encoded(halves(320, 80), ImageFormat::Jpeg)).await.expect(200);
        let with = pdf().await;
        assert!(with.contains("/Subtype/Image") && with.contains("/Width 320") && with.contains("/Height 80"));
    })
    .await;
}
