//! Files in S3-compatible storage: one object for each blob.

use std::ops::Range;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use futures_util::{StreamExt, TryStreamExt};
use kith_app::ports::{BlobError, BlobStore, BoxFuture, ByteStream, KeyStream};
use object_store::aws::{AmazonS3, AmazonS3Builder, AmazonS3ConfigKey};
use object_store::path::Path;
use object_store::{
    ClientOptions, Error, GetOptions, GetRange, ObjectStore, ObjectStoreExt, RetryConfig, WriteMultipart,
};

use crate::tls;

/// So much is sent at once, and held in memory; storage wants at least 5 MiB for all parts but the last.
const PART: usize = 8 * 1024 * 1024;
/// So many parts are on their way at the same time.
const PARTS_AT_ONCE: usize = 2;
/// A server that says nothing for so long is asked again.
const SILENCE: Duration = Duration::from_secs(30);

/// Keeps blobs in a bucket, below a folder of it.
pub struct Bucket {
    store: AmazonS3,
    folder: String,
}

/// Why a bucket cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum BucketError {
    /// The address is not `s3://bucket/folder`.
    #[error("{0:?} is no address of a bucket, such as s3://bucket or s3://bucket/folder")]
    Address(String),
    /// The settings do not go together.
    #[error("the storage of files cannot be used: {0}")]
    Settings(String),
}

impl Bucket {
    /// The bucket at `s3://bucket/folder`. Keys, region and the address of a server other than Amazon's come
    /// from `variables`, named as all S3 tools name them: `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`,
    /// `AWS_REGION`, `AWS_ENDPOINT_URL`. Without keys, those of the machine are asked for.
    pub fn new(address: &str, variables: impl IntoIterator<Item = (String, String)>) -> Result<Self, BucketError> {
        tls::provide();
        let wrong = || BucketError::Address(address.to_owned());
        let (bucket, folder) = match address.strip_prefix("s3://").ok_or_else(wrong)?.split_once('/') {
            Some((bucket, folder)) => (bucket, folder.trim_end_matches('/')),
            None => (address.trim_start_matches("s3://"), ""),
        };
        let folder = Path::parse(folder).map_err(|_| wrong())?;
        if bucket.is_empty() {
            return Err(wrong());
        }
        // A large file takes as long as it takes; only silence is an error.
        let patience = ClientOptions::new()
            .with_timeout_disabled()
            .with_read_timeout(SILENCE)
            .with_connect_timeout(Duration::from_secs(5));
        let retry = RetryConfig { max_retries: 4, retry_timeout: Duration::from_secs(60), ..RetryConfig::default() };
        let mut builder = AmazonS3Builder::new().with_client_options(patience).with_retry(retry);
        for (name, value) in variables {
            let key = name.strip_prefix("AWS_").map(|_| name.to_ascii_lowercase().parse::<AmazonS3ConfigKey>());
            if let Some(Ok(key)) = key.filter(|_| !value.is_empty()) {
                builder = builder.with_config(key, value);
            }
        }
        // Who writes http:// means it: a server beside this one, or behind a tunnel.
        let endpoint = builder.get_config_value(&AmazonS3ConfigKey::Endpoint).unwrap_or_default();
        let store = builder
            .with_allow_http(endpoint.starts_with("http://"))
            .with_bucket_name(bucket)
            .build()
            .map_err(|error| BucketError::Settings(error.to_string()))?;
        Ok(Bucket { store, folder: folder.to_string() })
    }

    fn path(&self, key: &str) -> Path {
        match self.folder.as_str() {
            "" => Path::from(key),
            folder => Path::from(format!("{folder}/{key}")),
        }
    }

    async fn put_whole(&self, key: &str, mut bytes: ByteStream) -> Result<(), BlobError> {
        let path = self.path(key);
        let mut first = BytesMut::new();
        while first.len() < PART {
            match bytes.try_next().await? {
                Some(piece) => first.extend_from_slice(&piece),
                None => return self.store.put(&path, first.freeze().into()).await.map(drop).map_err(failed),
            }
        }
        let upload = self.store.put_multipart(&path).await.map_err(failed)?;
        let mut parts = WriteMultipart::new_with_chunk_size(upload, PART);
        match fill(&mut parts, first.freeze(), bytes).await {
            Ok(()) => parts.finish().await.map(drop).map_err(failed),
            Err(error) => {
                // What cannot be taken back now, the bucket's own rule for unfinished uploads removes.
                let _ = parts.abort().await;
                Err(error)
            }
        }
    }
}

async fn fill(parts: &mut WriteMultipart, first: Bytes, mut rest: ByteStream) -> Result<(), BlobError> {
    parts.put(first);
    while let Some(piece) = rest.try_next().await? {
        parts.wait_for_capacity(PARTS_AT_ONCE).await.map_err(failed)?;
        parts.put(piece);
    }
    Ok(())
}

fn failed(error: Error) -> BlobError {
    match error {
        Error::NotFound { .. } => BlobError::Missing,
        error => BlobError::Failed(error.to_string()),
    }
}

impl BlobStore for Bucket {
    fn put<'a>(&'a self, key: &'a str, bytes: ByteStream) -> BoxFuture<'a, Result<(), BlobError>> {
        Box::pin(self.put_whole(key, bytes))
    }

    fn copy<'a>(&'a self, from: &'a str, to: &'a str) -> BoxFuture<'a, Result<(), BlobError>> {
        Box::pin(async move { self.store.copy(&self.path(from), &self.path(to)).await.map_err(failed) })
    }

    fn read<'a>(&'a self, key: &'a str, range: Range<u64>) -> BoxFuture<'a, Result<ByteStream, BlobError>> {
        Box::pin(async move {
            let path = self.path(key);
            // Storage knows no range without bytes.
            let options = match range.is_empty() {
                true => GetOptions { head: true, ..GetOptions::default() },
                false => GetOptions { range: Some(GetRange::Bounded(range)), ..GetOptions::default() },
            };
            let answer = self.store.get_opts(&path, options).await.map_err(failed)?;
            Ok(Box::pin(answer.into_stream().map_err(failed)) as ByteStream)
        })
    }

    fn remove<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<(), BlobError>> {
        Box::pin(async move {
            match self.store.delete(&self.path(key)).await {
                Ok(()) | Err(Error::NotFound { .. }) => Ok(()),
                Err(error) => Err(failed(error)),
            }
        })
    }

    fn list(&self, folder: &str) -> KeyStream {
        let above = match self.folder.as_str() {
            "" => 0,
            folder => folder.len() + 1,
        };
        let found = self.store.list(Some(&self.path(folder)));
        Box::pin(found.map(move |object| match object {
            Ok(object) => Ok(object.location.as_ref().get(above..).unwrap_or_default().to_owned()),
            Err(error) => Err(failed(error)),
        }))
    }
}
