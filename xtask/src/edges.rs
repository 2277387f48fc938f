//! Which crate may use which: the table in ARCHITECTURE.md is the law, the manifests are compared with it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Outside crates that only some of ours may use, so that an invariant cannot be forgotten.
const RESERVED: [(&str, &[&str]); 4] = [
    ("rusqlite", &["kith-store"]),
    ("tokio-postgres", &["kith-store", "kith-testkit"]),
    ("axum", &["kith-api", "kith-testkit"]),
    ("jsonwebtoken", &["kith-app"]),
];

/// Every edge that ARCHITECTURE.md does not list, every listed crate that is missing, and every use
/// of a reserved outside crate.
pub fn check(root: &Path) -> Vec<String> {
    let mut faults = Vec::new();
    let text = fs::read_to_string(root.join("ARCHITECTURE.md")).unwrap_or_default();
    let allowed = table(&text);
    let crates = manifests(root);
    for (name, dependencies) in &crates {
        let Some(may_use) = allowed.get(name) else {
            faults.push(format!("ARCHITECTURE.md: the table of crates has no line for {name}"));
            continue;
        };
        for dependency in dependencies.iter().filter(|d| crates.contains_key(*d)) {
            if !may_use.contains(dependency) {
                faults.push(format!("{name} uses {dependency}, which ARCHITECTURE.md does not list"));
            }
        }
        for (outside, users) in RESERVED {
            if dependencies.contains(outside) && !users.contains(&name.as_str()) {
                faults.push(format!("{name} uses {outside}, which is reserved for {}", users.join(", ")));
            }
        }
    }
    for name in allowed.keys().filter(|name| !crates.contains_key(*name)) {
        faults.push(format!("ARCHITECTURE.md lists {name}, which does not exist"));
    }
    faults
}

/// Lines of the form ``| `kith-app` | … | `kith-store`, `kith-model` |``.
fn table(text: &str) -> BTreeMap<String, BTreeSet<String>> {
    let names = |cell: &str| -> Vec<String> {
        cell.split('`').skip(1).step_by(2).filter(|name| name.starts_with("kith")).map(str::to_owned).collect()
    };
    let rows = text.lines().filter(|line| line.starts_with("| `kith"));
    rows.filter_map(|line| {
        let cells: Vec<&str> = line.trim().trim_matches('|').split('|').collect();
        let name = names(cells.first()?).into_iter().next()?;
        Some((name, names(cells.last()?).into_iter().collect()))
    })
    .collect()
}

/// Crate name → its dependencies; those for tests alone are left out, since tests may look at anything.
fn manifests(root: &Path) -> BTreeMap<String, BTreeSet<String>> {
    let mut out = BTreeMap::new();
    let Ok(entries) = fs::read_dir(root.join("crates")) else { return out };
    for entry in entries.flatten() {
        let Ok(text) = fs::read_to_string(entry.path().join("Cargo.toml")) else { continue };
        let mut section = "";
        let mut dependencies = BTreeSet::new();
        for line in text.lines().map(str::trim) {
            if line.starts_with('[') {
                section = line;
            } else if section == "[dependencies]"
                && let Some(name) = line.split(['.', '=', ' ']).next().filter(|name| !name.is_empty())
            {
                dependencies.insert(name.to_owned());
            }
        }
        out.insert(entry.file_name().to_string_lossy().into_owned(), dependencies);
    }
    out
}
