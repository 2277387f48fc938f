//! Who is calling.

use kith_model::Id;

use crate::Grants;

/// What stands behind a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Principal {
    /// A signed-in person.
    User(Id),
    /// Kith itself: a job, the command line.
    System,
}

/// Who is calling, in which workspace, with which rights. Made by sign-in, the job runner and the
/// command line only.
#[derive(Clone, Debug)]
pub struct Scope {
    /// The workspace everything happens in.
    pub workspace: Id,
    /// Who calls.
    pub principal: Principal,
    /// The rights of all the caller's roles together.
    pub grants: Grants,
    /// Everybody in the caller's teams, the caller included.
    pub team_user_ids: Vec<Id>,
    /// The caller's IANA time zone.
    pub time_zone: String,
    /// The job this happens in, written into the audit so that it can be undone as one.
    pub job: Option<Id>,
}

impl Scope {
    /// Kith itself, allowed everything in one workspace.
    pub fn system(workspace: Id) -> Scope {
        Scope {
            workspace,
            principal: Principal::System,
            grants: Grants { admin: true, ..Grants::default() },
            team_user_ids: Vec::new(),
            time_zone: "UTC".into(),
            job: None,
        }
    }

    /// The calling person, if it is one.
    pub fn user(&self) -> Option<Id> {
        match self.principal {
            Principal::User(id) => Some(id),
            Principal::System => None,
        }
    }
}
