//! Files for tests.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value as Json;

use crate::{Person, RequestBuilder, TestApp};

impl TestApp {
    /// The request that begins an upload to a record, as a tus client sends it.
    pub fn begin_upload(&self, person: &Person, about: (&str, &str), name: &str, size: usize) -> RequestBuilder {
        let encoded = |text: &str| STANDARD.encode(text);
        let metadata =
            format!("filename {},record_kind {},record_id {}", encoded(name), encoded(about.0), encoded(about.1));
        self.post("/files/uploads")
            .by(person)
            .header("tus-resumable", "1.0.0")
            .header("upload-length", &size.to_string())
            .header("upload-metadata", &metadata)
    }

    /// The request that sends a piece of an upload.
    pub fn send_piece(&self, person: &Person, upload: &str, offset: usize, bytes: &[u8]) -> RequestBuilder {
        self.patch(&format!("/files/uploads/{upload}"))
            .by(person)
            .header("tus-resumable", "1.0.0")
            .header("upload-offset", &offset.to_string())
            .body("application/offset+octet-stream", bytes.to_vec())
    }

    /// Uploads a file in one piece, and answers its record.
    pub async fn upload(&self, person: &Person, about: (&str, &str), name: &str, bytes: &[u8]) -> Json {
        let begun = self.begin_upload(person, about, name, bytes.len()).send().await;
        assert_eq!(begun.status, 201, "{}", begun.text());
        let id = begun.header("location").rsplit('/').next().unwrap_or_default().to_owned();
        if !bytes.is_empty() {
            self.send_piece(person, &id, 0, bytes).send().await.expect(204);
        }
        self.get(&format!("/files/{id}")).by(person).send().await.expect(200)
    }
}
