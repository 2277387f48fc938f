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

/// Where one record stands, as far as a row predicate looks: whose it is, and what it hangs on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// The owner; of a part, that of the whole.
    pub owner: Option<Id>,
    /// The kind and the owner of each record it hangs on.
    pub links: Vec<(String, Option<Id>)>,
}

impl RowPredicate {
    /// Whether it reaches a record that stands there: what the store says in SQL, said in memory, for
    /// those who hear of changes. A test compares the two.
    pub fn reaches(&self, standing: &Standing) -> bool {
        let among = |owners: &Option<Vec<Id>>, owner: Option<Id>| {
            owners.as_ref().is_none_or(|owners| owner.is_some_and(|owner| owners.contains(&owner)))
        };
        let readable = |(kind, owner): &(String, Option<Id>)| {
            let rules = self.links.iter().flatten();
            rules.filter(|rule| rule.kind == *kind).any(|rule| among(&rule.owners, *owner))
        };
        among(&self.owners, standing.owner) && (self.links.is_none() || standing.links.iter().all(readable))
    }
}
