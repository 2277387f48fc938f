//! What a role allows, as stored in its `grants`, and how several roles add up.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What can be done with a kind of record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Make a new one.
    Create,
    /// See it.
    Read,
    /// Change it.
    Update,
    /// Put it into the trash and take it out again.
    Delete,
    /// Take many out of the system at once.
    Export,
    /// Change whose it is.
    Assign,
}

impl Action {
    /// Every action, in the order of the matrix.
    pub const ALL: [Action; 6] =
        [Action::Create, Action::Read, Action::Update, Action::Delete, Action::Export, Action::Assign];

    /// The name in answers and in the matrix.
    pub fn name(self) -> &'static str {
        match self {
            Action::Create => "create",
            Action::Read => "read",
            Action::Update => "update",
            Action::Delete => "delete",
            Action::Export => "export",
            Action::Assign => "assign",
        }
    }
}

/// Whose records an action reaches. Ordered: each reach contains those before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// Nobody's.
    #[default]
    None,
    /// The caller's own.
    Own,
    /// Those of everybody in the caller's teams.
    Team,
    /// Everybody's.
    All,
}

impl Reach {
    /// The name in answers and in the matrix.
    pub fn name(self) -> &'static str {
        match self {
            Reach::None => "none",
            Reach::Own => "own",
            Reach::Team => "team",
            Reach::All => "all",
        }
    }
}

/// The reach of every action on one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(missing_docs, reason = "one field per action")]
pub struct KindGrants {
    pub create: Reach,
    pub read: Reach,
    pub update: Reach,
    pub delete: Reach,
    pub export: Reach,
    pub assign: Reach,
}

impl KindGrants {
    /// The same reach for every action.
    pub const fn all(reach: Reach) -> Self {
        KindGrants { create: reach, read: reach, update: reach, delete: reach, export: reach, assign: reach }
    }

    /// Reading alone, everybody's records.
    pub const fn read_only() -> Self {
        let mut grants = KindGrants::all(Reach::None);
        grants.read = Reach::All;
        grants
    }

    /// The reach of an action.
    pub const fn reach(&self, action: Action) -> Reach {
        match action {
            Action::Create => self.create,
            Action::Read => self.read,
            Action::Update => self.update,
            Action::Delete => self.delete,
            Action::Export => self.export,
            Action::Assign => self.assign,
        }
    }

    fn add(&mut self, other: &KindGrants) {
        self.create = self.create.max(other.create);
        self.read = self.read.max(other.read);
        self.update = self.update.max(other.update);
        self.delete = self.delete.max(other.delete);
        self.export = self.export.max(other.export);
        self.assign = self.assign.max(other.assign);
    }
}

/// What a caller may do with one field. Ordered: each contains those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldAccess {
    /// Neither seen nor set, nor usable in filters and sorts.
    Hidden,
    /// Seen.
    Read,
    /// Seen and set; what a field is when no role says otherwise.
    Write,
}

/// Everything a role, or several together, allow.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Grants {
    /// Whether everything is allowed, settings included.
    pub admin: bool,
    /// Reaches by kind key. An absent kind is not allowed at all.
    pub kinds: BTreeMap<String, KindGrants>,
    /// Restrictions by kind key and field key. An absent field may be written.
    pub fields: BTreeMap<String, BTreeMap<String, FieldAccess>>,
}

impl Grants {
    /// Adds a further role: rights add up, and a field is as restricted as the least restricting of
    /// the roles that let its kind be read.
    pub fn add(&mut self, other: &Grants) {
        let mut kinds: Vec<&String> = self.fields.keys().chain(other.fields.keys()).collect();
        kinds.sort();
        kinds.dedup();
        let mut fields = BTreeMap::new();
        for kind in kinds {
            let merged = match (self.reads(kind), other.reads(kind)) {
                (true, false) => self.fields.get(kind).cloned(),
                (false, _) => other.fields.get(kind).cloned(),
                (true, true) => match (self.fields.get(kind), other.fields.get(kind)) {
                    (Some(a), Some(b)) => {
                        Some(a.iter().filter_map(|(key, x)| b.get(key).map(|y| (key.clone(), *x.max(y)))).collect())
                    }
                    _ => None,
                },
            };
            if let Some(merged) = merged {
                fields.insert(kind.clone(), merged);
            }
        }
        self.fields = fields;
        self.admin |= other.admin;
        for (kind, grants) in &other.kinds {
            self.kinds.entry(kind.clone()).or_default().add(grants);
        }
    }

    fn reads(&self, kind: &str) -> bool {
        self.admin || self.kinds.get(kind).is_some_and(|grants| grants.read > Reach::None)
    }
}
