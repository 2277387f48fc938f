//! The rows that were not imported, as a file: each as it was read, with the reason.

use std::fs::File;
use std::io;
use std::path::Path;

use csv::StringRecord;

/// Writes the file once there is something to write.
pub(super) struct ErrorFile {
    path: Option<std::path::PathBuf>,
    headings: StringRecord,
    writer: Option<csv::Writer<File>>,
}

impl ErrorFile {
    /// Without a path nothing is written. What an earlier run wrote goes.
    pub fn new(path: Option<&Path>, headings: StringRecord) -> Self {
        if let Some(path) = path {
            let _ = std::fs::remove_file(path);
        }
        ErrorFile { path: path.map(Path::to_path_buf), headings, writer: None }
    }

    pub fn add(&mut self, row: &StringRecord, number: u64, reason: &str) -> io::Result<()> {
        let Some(path) = &self.path else { return Ok(()) };
        if self.writer.is_none() {
            let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(File::create(path)?);
            writer.write_record(["row", "error"].into_iter().chain(self.headings.iter()))?;
            self.writer = Some(writer);
        }
        if let Some(writer) = &mut self.writer {
            let number = number.to_string();
            writer.write_record([number.as_str(), reason].into_iter().chain(row.iter()))?;
        }
        Ok(())
    }

    pub fn finish(&mut self) -> io::Result<()> {
        self.writer.as_mut().map_or(Ok(()), csv::Writer::flush)
    }
}
