//! Length of files, and what every crate's root must say.

use std::fs;
use std::path::{Path, PathBuf};

/// Past this a file is a hall, not a room.
const MOST_LINES: usize = 700;

/// Every file that is too long, every crate without a description, every SQL statement outside the store.
pub fn check(root: &Path) -> Vec<String> {
    let mut faults = Vec::new();
    let mut sources = Vec::new();
    for folder in ["crates", "bench", "xtask", "web/src", "web/e2e", "web/scripts"] {
        collect(&root.join(folder), &mut sources);
    }
    for path in sources {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let name = path.strip_prefix(root).unwrap_or(&path).display().to_string();
        let lines = text.lines().count();
        if lines > MOST_LINES {
            faults.push(format!("{name} has {lines} lines; {MOST_LINES} are the limit"));
        }
        let is_root = name.ends_with("src/lib.rs") || name.ends_with("src/main.rs");
        if is_root && !text.starts_with("//!") {
            faults.push(format!("{name} does not begin with a description of the crate"));
        }
        let outside_store = name.starts_with("crates/") && !name.starts_with("crates/kith-store/");
        if outside_store && name.ends_with(".rs") && !name.contains("/tests/") {
            let sql = ["\"SELECT ", "\"INSERT INTO", "\"UPDATE \\\"", "\"DELETE FROM"];
            if sql.iter().any(|start| text.contains(start)) {
                faults.push(format!("{name} speaks SQL, which belongs into kith-store alone"));
            }
        }
    }
    faults
}

fn collect(folder: &Path, out: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if path.is_dir() {
            if name != "node_modules" && name != "dist" && name != "generated" {
                collect(&path, out);
            }
        } else if ["rs", "ts", "tsx", "mjs", "css"].iter().any(|end| name.ends_with(&format!(".{end}")))
            && !name.ends_with(".d.ts")
            && !name.contains(".gen.")
        {
            out.push(path);
        }
    }
}
