//! What every storage of files promises: a folder and a bucket of S3-compatible storage alike.

use std::ops::Range;

use bytes::Bytes;
use futures_util::{TryStreamExt, stream};
use kith_adapters::{Bucket, FileFolder};
use kith_app::ports::{BlobError, BlobStore, ByteStream};
use kith_testkit::S3;

fn bytes(pieces: &[&'static str]) -> ByteStream {
    Box::pin(stream::iter(pieces.iter().map(|piece| Ok(Bytes::from(*piece))).collect::<Vec<_>>()))
}

/// A stream of so many pieces of a megabyte each, unlike one another, that ends as told.
fn large(pieces: u8, end: Option<BlobError>) -> ByteStream {
    let pieces = (0..pieces).map(|number| Ok(Bytes::from(vec![number; 1024 * 1024])));
    Box::pin(stream::iter(pieces.chain(end.map(Err))))
}

async fn all(store: &dyn BlobStore, key: &str, range: Range<u64>) -> Vec<u8> {
    let pieces: Vec<Bytes> = store.read(key, range).await.expect("there").try_collect().await.expect("readable");
    pieces.concat()
}

async fn names(store: &dyn BlobStore, folder: &str) -> Vec<String> {
    let mut keys: Vec<String> = store.list(folder).try_collect().await.expect("listed");
    keys.sort();
    keys
}

async fn keeps_its_promises(store: &dyn BlobStore) {
    // Put, put again, copied, listed, removed.
    store.put("kept/a/1", bytes(&["hello ", "world"])).await.expect("stored");
    store.put("kept/a/1", bytes(&["Hello ", "world"])).await.expect("replaced");
    store.copy("kept/a/1", "kept/a/2").await.expect("copied");
    assert_eq!(all(store, "kept/a/1", 0..11).await, b"Hello world");
    assert_eq!(all(store, "kept/a/2", 6..9).await, b"wor");
    assert_eq!(all(store, "kept/a/2", 6..6).await, b"");
    assert_eq!(names(store, "kept").await, ["kept/a/1", "kept/a/2"]);
    store.remove("kept/a/1").await.expect("removed");
    store.remove("kept/a/1").await.expect("gone already");
    assert_eq!(names(store, "kept").await, ["kept/a/2"]);
    assert!(names(store, "nowhere").await.is_empty());

    // What is not there.
    for range in [0..1, 0..0] {
        assert!(matches!(store.read("kept/a/1", range).await.err(), Some(BlobError::Missing)));
    }
    assert!(matches!(store.copy("kept/a/1", "kept/a/3").await, Err(BlobError::Missing)));

    // Nothing at all is something too.
    store.put("kept/b/empty", bytes(&[])).await.expect("stored");
    assert_eq!(all(store, "kept/b/empty", 0..0).await, b"");

    // Larger than any piece it is cut into.
    store.put("kept/b/large", large(20, None)).await.expect("stored");
    let whole = all(store, "kept/b/large", 0..20 * 1024 * 1024).await;
    assert!(whole.chunks(1024 * 1024).enumerate().all(|(number, piece)| piece.iter().all(|b| *b == number as u8)));
    assert_eq!(whole.len(), 20 * 1024 * 1024);
    assert_eq!(all(store, "kept/b/large", 9 * 1024 * 1024 - 1..9 * 1024 * 1024 + 1).await, [8, 9]);

    // A stream that breaks off leaves what was there.
    for pieces in [1, 20] {
        let cut = || Some(BlobError::Failed("cut".into()));
        assert!(store.put("kept/a/2", large(pieces, cut())).await.is_err());
        assert!(store.put("kept/c/1", large(pieces, cut())).await.is_err());
    }
    assert_eq!(all(store, "kept/a/2", 0..11).await, b"Hello world");
    assert!(names(store, "kept/c").await.is_empty());
}

#[tokio::test]
async fn a_folder() {
    let root = tempfile::tempdir().expect("a folder");
    keeps_its_promises(&FileFolder::new(root.path())).await;
}

#[tokio::test]
async fn a_bucket_and_a_folder_in_it() {
    let s3 = S3::start();
    let of = |address: &str| Bucket::new(address, s3.variables()).expect("a bucket");
    let (bucket, below) = (of("s3://kith-files"), of("s3://kith-files/kith/crm/"));
    keeps_its_promises(&bucket).await;
    keeps_its_promises(&below).await;
    assert!(names(&bucket, "kith").await.contains(&"kith/crm/kept/a/2".to_owned()));
}

#[tokio::test]
async fn a_bucket_with_wrong_settings_says_so() {
    for address in ["", "kith-files", "https://example.com/x", "s3://", "s3:///folder", "s3://a/../b"] {
        assert!(Bucket::new(address, []).is_err(), "{address}");
    }
    let s3 = S3::start();
    let ask = async |address: &str, secret: &str| {
        let mut variables = s3.variables();
        variables.push(("AWS_SECRET_ACCESS_KEY".to_owned(), secret.to_owned()));
        let bucket = Bucket::new(address, variables).expect("settings that go together");
        bucket.list("kept").try_collect::<Vec<_>>().await
    };
    assert!(ask("s3://kith-files", "correct horse battery").await.is_ok());
    assert!(ask("s3://kith-files", "wrong").await.is_err());
    assert!(ask("s3://nobodys-files", "correct horse battery").await.is_err());
}
