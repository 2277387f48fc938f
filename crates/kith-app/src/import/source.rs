//! The file of an import: its rows, read ahead on a thread of their own, and the ids of what they make.

use std::path::PathBuf;

use csv::StringRecord;
use kith_model::{Id, Timestamp};
use sha2::{Digest, Sha256};
use tokio::sync::mpsc;

use super::analyse::{MOST_COLUMNS, reader};
use super::sniff::sniff;
use crate::AppError;

const BATCH: usize = 500;

/// Which file, and what the ids of its records are made from: the same file run again under the same
/// seed makes the same records, so that a run cut off can be repeated.
pub(super) struct Source {
    pub path: PathBuf,
    pub errors_to: Option<PathBuf>,
    pub seed: Id,
    pub at: Timestamp,
    pub resumed: bool,
}

impl Source {
    /// The id of a row's record: ordered by row within the import, the same each time it runs.
    pub fn id_of(&self, number: u64) -> Id {
        row_id(self.seed, self.at, number)
    }
}

/// Rows with their numbers in the file.
pub(super) type Batch = Vec<(u64, StringRecord)>;

/// Reads the file on a blocking thread, at most two batches ahead.
pub(super) async fn read(path: PathBuf) -> Result<(StringRecord, mpsc::Receiver<Result<Batch, AppError>>), AppError> {
    let unreadable = |error: String| AppError::Conflict(format!("The file cannot be read: {error}"));
    let opened = tokio::task::spawn_blocking(move || {
        let format = sniff(&path).map_err(|error| unreadable(error.to_string()))?;
        let mut reader = reader(&path, format).map_err(|error| unreadable(error.to_string()))?;
        let headings = reader.headers().map_err(|error| unreadable(error.to_string()))?.clone();
        if headings.len() > MOST_COLUMNS {
            return Err(unreadable(format!("it has more than {MOST_COLUMNS} columns")));
        }
        Ok((headings, reader))
    });
    let (headings, mut reader) = opened.await.map_err(|error| AppError::Internal(error.to_string()))??;
    let (sender, receiver) = mpsc::channel(2);
    tokio::task::spawn_blocking(move || {
        let mut batch = Batch::with_capacity(BATCH);
        for (number, row) in (2u64..).zip(reader.records()) {
            let row = match row {
                Ok(row) => row,
                Err(error) => {
                    let _ = sender.blocking_send(Err(AppError::Conflict(format!("Row {number}: {error}"))));
                    return;
                }
            };
            if row.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            batch.push((number, row));
            if batch.len() == BATCH && sender.blocking_send(Ok(std::mem::take(&mut batch))).is_err() {
                return;
            }
        }
        if !batch.is_empty() {
            let _ = sender.blocking_send(Ok(batch));
        }
    });
    Ok((headings, receiver))
}

/// A UUIDv7 of the import's time whose random bits are 40 bits of row number and a hash of the seed.
fn row_id(seed: Id, at: Timestamp, number: u64) -> Id {
    let hash = Sha256::digest(seed.as_bytes());
    let millis = (at.as_micros().max(0) / 1000) as u64;
    let mut bytes = [0u8; 16];
    bytes[..6].copy_from_slice(&millis.to_be_bytes()[2..]);
    bytes[6] = 0x70 | ((number >> 36) & 0x0f) as u8;
    bytes[7] = (number >> 28) as u8;
    bytes[8] = 0x80 | ((number >> 22) & 0x3f) as u8;
    bytes[9] = (number >> 14) as u8;
    bytes[10] = (number >> 6) as u8;
    bytes[11] = ((number & 0x3f) << 2) as u8 | (hash[0] & 0x03);
    bytes[12..].copy_from_slice(&hash[1..5]);
    Id::from_slice(&bytes).unwrap_or(seed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_rows_are_ordered_and_repeatable() {
        let seed: Id = "0190163d-8694-739b-aea5-966c26f8ad91".parse().expect("id");
        let at = Timestamp::from_micros(1_700_000_000_000_000);
        let ids: Vec<Id> = [2, 3, 63, 64, 65, 1 << 14, 1 << 22, 1 << 28, 1 << 36].map(|n| row_id(seed, at, n)).into();
        assert!(ids.is_sorted() && ids.windows(2).all(|pair| pair[0] != pair[1]));
        assert_eq!(row_id(seed, at, 7), row_id(seed, at, 7));
        assert!(ids.iter().all(|id| id.0.get_version_num() == 7));
    }
}
