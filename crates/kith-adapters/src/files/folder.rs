//! Files on a local disk: one file for each blob.

use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use bytes::{Bytes, BytesMut};
use futures_util::StreamExt;
use futures_util::stream::unfold;
use kith_app::ports::{BlobError, BlobStore, BoxFuture, ByteStream, KeyStream};
use tokio::fs::{self, File};
use tokio::io::{AsyncReadExt, AsyncSeekExt, AsyncWriteExt};
use tokio::sync::mpsc;

/// So much is read from the disk at once.
const PIECE: usize = 128 * 1024;

/// Keeps blobs in a folder, which is made when the first one comes.
pub struct FileFolder {
    root: PathBuf,
    written: AtomicU64,
}

impl FileFolder {
    /// Blobs go below this folder.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        FileFolder { root: root.into(), written: AtomicU64::new(0) }
    }

    fn path(&self, key: &str) -> Result<PathBuf, BlobError> {
        let word = |part: &str| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        };
        match key.split('/').all(word) {
            true => Ok(self.root.join(key)),
            false => Err(BlobError::Failed(format!("{key:?} is no name of a blob"))),
        }
    }

    /// A name beside `path` that nobody else writes to, in this process or another.
    fn beside(&self, path: &Path) -> PathBuf {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let number = self.written.fetch_add(1, Ordering::Relaxed);
        path.with_file_name(format!(".{name}.{}-{number}.part", std::process::id()))
    }

    async fn write(&self, path: &Path, mut bytes: ByteStream) -> Result<(), BlobError> {
        let part = Unfinished(Some(self.beside(path)));
        let Some(beside) = part.0.as_deref() else { return Ok(()) };
        let mut file = File::create(beside).await.map_err(failed)?;
        while let Some(piece) = bytes.next().await {
            file.write_all(&piece?).await.map_err(failed)?;
        }
        file.flush().await.map_err(failed)?;
        file.sync_all().await.map_err(failed)?;
        part.becomes(path).await.map_err(failed)
    }
}

/// A file under a temporary name. It goes away when writing fails or is given up.
struct Unfinished(Option<PathBuf>);

impl Unfinished {
    /// Gives it its name, durably.
    async fn becomes(mut self, path: &Path) -> io::Result<()> {
        if let Some(beside) = self.0.as_deref() {
            fs::rename(beside, path).await?;
        }
        self.0 = None;
        // Only with its folder written is the name itself on the disk.
        if let Some(folder) = path.parent() {
            File::open(folder).await?.sync_all().await?;
        }
        Ok(())
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if let Some(path) = &self.0 {
            let _ = std::fs::remove_file(path);
        }
    }
}

fn failed(error: io::Error) -> BlobError {
    match error.kind() {
        io::ErrorKind::NotFound => BlobError::Missing,
        _ => BlobError::Failed(error.to_string()),
    }
}

async fn make_folder_of(path: &Path) -> Result<(), BlobError> {
    match path.parent() {
        Some(folder) => fs::create_dir_all(folder).await.map_err(failed),
        None => Ok(()),
    }
}

impl BlobStore for FileFolder {
    fn put<'a>(&'a self, key: &'a str, bytes: ByteStream) -> BoxFuture<'a, Result<(), BlobError>> {
        Box::pin(async move {
            let path = self.path(key)?;
            make_folder_of(&path).await?;
            self.write(&path, bytes).await
        })
    }

    fn copy<'a>(&'a self, from: &'a str, to: &'a str) -> BoxFuture<'a, Result<(), BlobError>> {
        Box::pin(async move {
            let (from, to) = (self.path(from)?, self.path(to)?);
            make_folder_of(&to).await?;
            // Blobs never change, so two names of one file do. Some file systems know no such names.
            let part = Unfinished(Some(self.beside(&to)));
            let Some(beside) = part.0.as_deref() else { return Ok(()) };
            match fs::hard_link(&from, beside).await {
                Ok(()) => {}
                Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(BlobError::Missing),
                Err(_) => {
                    fs::copy(&from, beside).await.map_err(failed)?;
                    File::open(beside).await.map_err(failed)?.sync_all().await.map_err(failed)?;
                }
            }
            part.becomes(&to).await.map_err(failed)
        })
    }

    fn read<'a>(&'a self, key: &'a str, range: Range<u64>) -> BoxFuture<'a, Result<ByteStream, BlobError>> {
        Box::pin(async move {
            let mut file = File::open(self.path(key)?).await.map_err(failed)?;
            file.seek(io::SeekFrom::Start(range.start)).await.map_err(failed)?;
            let rest = file.take(range.end.saturating_sub(range.start));
            let pieces = unfold(Some(rest), |rest| async move {
                let mut rest = rest?;
                let mut piece = BytesMut::with_capacity(PIECE);
                match rest.read_buf(&mut piece).await {
                    Ok(0) => None,
                    Ok(_) => Some((Ok::<Bytes, BlobError>(piece.freeze()), Some(rest))),
                    Err(error) => Some((Err(failed(error)), None)),
                }
            });
            Ok(Box::pin(pieces) as ByteStream)
        })
    }

    fn remove<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<(), BlobError>> {
        Box::pin(async move {
            let path = self.path(key)?;
            match fs::remove_file(&path).await.map_err(failed) {
                Ok(()) | Err(BlobError::Missing) => {}
                Err(error) => return Err(error),
            }
            // The folder of an upload's pieces goes with the last of them; those that hold more stay.
            if let Some(folder) = path.parent().filter(|_| key.starts_with("parts/")) {
                let _ = fs::remove_dir(folder).await;
            }
            Ok(())
        })
    }

    fn list(&self, folder: &str) -> KeyStream {
        let (sender, receiver) = mpsc::channel(64);
        match self.path(folder) {
            Ok(path) => {
                let folder = folder.to_owned();
                // A reader that goes away ends the walk, whose sends then fail.
                drop(tokio::task::spawn_blocking(move || {
                    if let Err(error) = walk(&path, &folder, &sender) {
                        let _ = sender.blocking_send(Err(BlobError::Failed(error.to_string())));
                    }
                }));
            }
            Err(error) => drop(sender.try_send(Err(error))),
        }
        Box::pin(unfold(receiver, |mut receiver| async move { Some((receiver.recv().await?, receiver)) }))
    }
}

fn walk(path: &Path, key: &str, sender: &mpsc::Sender<Result<String, BlobError>>) -> io::Result<()> {
    let entries = match std::fs::read_dir(path) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        // Those under a temporary name are being written.
        if name.starts_with('.') {
            continue;
        }
        let below = format!("{key}/{name}");
        if entry.file_type()?.is_dir() {
            walk(&entry.path(), &below, sender)?;
        } else if sender.blocking_send(Ok(below)).is_err() {
            return Ok(());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use futures_util::stream;

    use super::*;

    fn broken() -> ByteStream {
        Box::pin(stream::iter([Ok(Bytes::from("half")), Err(BlobError::Failed("cut".into()))]))
    }

    #[tokio::test]
    async fn nothing_lies_about() {
        let root = tempfile::tempdir().expect("a folder");
        let folder = FileFolder::new(root.path());
        assert!(folder.put("files/a/1", broken()).await.is_err());
        assert_eq!(std::fs::read_dir(root.path().join("files/a")).expect("the folder").count(), 0);
        folder.put("parts/a/x/1", Box::pin(stream::empty())).await.expect("stored");
        folder.remove("parts/a/x/1").await.expect("removed");
        assert!(!root.path().join("parts/a/x").exists());
        for name in ["../x", "files/../../x", "/etc/passwd", "files//x", ".hidden", "Files/x"] {
            assert!(matches!(folder.remove(name).await, Err(BlobError::Failed(_))), "{name}");
        }
    }
}
