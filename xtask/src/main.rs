//! Chores of the repository. `cargo run -p xtask -- tidy` checks what compilers do not: that crates
//! depend only downwards as ARCHITECTURE.md lists, that files stay short, that every crate says what
//! it is for, and that SQL and HTTP stay where they belong.

mod edges;
mod files;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."));
    match std::env::args().nth(1).as_deref() {
        Some("tidy") => {
            let mut faults = edges::check(root);
            faults.extend(files::check(root));
            for fault in &faults {
                eprintln!("{fault}");
            }
            if faults.is_empty() {
                eprintln!("tidy: nothing to report");
                ExitCode::SUCCESS
            } else {
                eprintln!("tidy: {} faults", faults.len());
                ExitCode::FAILURE
            }
        }
        _ => {
            eprintln!("usage: cargo run -p xtask -- tidy");
            ExitCode::FAILURE
        }
    }
}
