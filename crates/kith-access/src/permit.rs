//! The permission a store call carries: which rows, which fields, for which action.

use std::collections::BTreeSet;

use kith_model::Id;

use crate::Action;

/// Which rows an action reaches. The store turns it into SQL, the same for every path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowPredicate {
    /// The users whose records are reached; `None` reaches everybody's.
    pub owners: Option<Vec<Id>>,
    /// For kinds attached to other records: what the attached-to record must be. `None` where the
    /// caller may read every kind entirely, so that nothing needs to be checked.
    pub links: Option<Vec<LinkRule>>,
}

/// Of one kind that records may be attached to: whose records of it the caller may read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkRule {
    /// The kind's key.
    pub kind: String,
    /// The users whose records are readable; `None` means everybody's.
    pub owners: Option<Vec<Id>>,
}

impl RowPredicate {
    /// Whether it reaches every row.
    pub fn is_everything(&self) -> bool {
        self.owners.is_none() && self.links.is_none()
    }
}

/// The fields a caller may not see and those it may not set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldMask {
    /// Neither answered nor usable in filters, sorts and search.
    pub hidden: BTreeSet<String>,
    /// Answered, but not settable.
    pub read_only: BTreeSet<String>,
}

/// A decision in the caller's favour. Only [`crate::decide`] makes one.
#[derive(Clone, Debug)]
pub struct Permit {
    pub(crate) workspace: Id,
    pub(crate) user: Option<Id>,
    pub(crate) job: Option<Id>,
    pub(crate) kind: String,
    pub(crate) action: Action,
    pub(crate) rows: RowPredicate,
    pub(crate) mask: FieldMask,
}

impl Permit {
    /// The workspace it is confined to.
    pub fn workspace(&self) -> Id {
        self.workspace
    }

    /// The person acting, for the audit; `None` for Kith itself.
    pub fn user(&self) -> Option<Id> {
        self.user
    }

    /// The job it happens in.
    pub fn job(&self) -> Option<Id> {
        self.job
    }

    /// The kind it is for.
    pub fn kind(&self) -> &str {
        &self.kind
    }

    /// The action it is for.
    pub fn action(&self) -> Action {
        self.action
    }

    /// The rows it reaches.
    pub fn rows(&self) -> &RowPredicate {
        &self.rows
    }

    /// The fields it hides and protects.
    pub fn mask(&self) -> &FieldMask {
        &self.mask
    }
}
