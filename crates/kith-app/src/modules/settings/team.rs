//! Teams: whoever is in them reaches other records when they change.

use kith_access::Scope;
use kith_model::Record;

use crate::App;
use crate::modules::Rules;

/// The rules of teams.
pub(in crate::modules) struct TeamRules;

impl Rules for TeamRules {
    fn after_commit(&self, app: &App, scope: &Scope, _before: Option<&Record>, _after: &Record) {
        app.scopes().drop_workspace(scope.workspace);
    }
}
