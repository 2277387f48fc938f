//! What needs an `if`: the rules of each record kind, by business area.
//!
//! The generic service in `records/` reads values through the declaration; everything a declaration
//! cannot say (computed fields, fields that depend on each other, what a change does to other
//! records) is a [`Rules`] here. [`rules_for`] is the one list of them.

mod draft;
pub mod marketing;
mod moved;
pub mod notify;
mod people;
pub mod sales;
pub mod service;
mod settings;
pub mod work;

use kith_access::Scope;
use kith_model::{Filter, Record, Timestamp};

use crate::ports::BoxFuture;
use crate::{App, AppError};

pub use draft::{Draft, Op};
pub(crate) use draft::{put as draft_put, same};
pub use notify::Notice;
pub(crate) use people::contact_by_email;
pub use sales::deal::weighted;
pub use sales::lead::temperature;
pub(crate) use settings::exchange_rate::rates_in;
pub(crate) use settings::role::kinds as kinds_known;
pub(crate) use settings::workspace::thresholds;
pub(crate) use work::file::clean as clean_file_name;
pub(crate) use work::task::{earliest_open, is_open};

/// The behaviour of one record kind. Every default does nothing.
pub trait Rules: Send + Sync {
    /// Computes fields and checks them against each other, before required fields are looked at.
    /// Pure: no reads. Errors are collected in the draft.
    fn prepare(&self, _draft: &mut Draft<'_>) {}

    /// Checks that need reads, and what else is written in the same transaction. Runs only when
    /// nothing was wrong so far.
    fn before_write<'a>(&'a self, _draft: &'a mut Draft<'_>) -> BoxFuture<'a, Result<(), AppError>> {
        Box::pin(async { Ok(()) })
    }

    /// What follows for a record that a change of another one touches, before it is written with it.
    fn touched<'a>(&'a self, _draft: &'a mut Draft<'_>, _after: &'a mut Record) -> BoxFuture<'a, Result<(), AppError>> {
        Box::pin(async { Ok(()) })
    }

    /// What becomes of a part when its whole goes into the trash and takes it along. Pure.
    fn goes_with_whole(&self, _part: &mut Record, _now: Timestamp) {}

    /// A filter that every read path adds, beside the rights.
    fn visible(&self, _scope: &Scope) -> Option<Filter> {
        None
    }

    /// Whether one record passes [`Rules::visible`].
    fn sees(&self, _scope: &Scope, _record: &Record) -> bool {
        true
    }

    /// What stays as it is `now` where an undo puts a record back as it was. Pure.
    fn put_back(&self, _now: &Record, _after: &mut Record) {}

    /// What this process has to forget or do once the change is durable.
    fn after_commit(&self, _app: &App, _scope: &Scope, _before: Option<&Record>, _after: &Record) {}

    /// The record's title, where it is not simply the declared title fields joined by spaces.
    fn title(&self, _record: &Record) -> Option<String> {
        None
    }
}

/// The rules of a kind, by key. A kind that is not here does what its declaration says.
pub fn rules_for(kind: &str) -> &'static dyn Rules {
    match kind {
        "campaign" => &marketing::campaign::CampaignRules,
        "form" => &marketing::form::FormRules,
        "lead" => &sales::lead::LeadRules,
        "deal" => &sales::deal::DealRules,
        "product" => &sales::product::ProductRules,
        "line_item" => &sales::line::LineRules,
        "deal_contact" => &sales::deal_contact::DealContactRules,
        "pipeline" => &sales::pipeline::PipelineRules,
        "stage" => &sales::stage::StageRules,
        "quota" => &sales::quota::QuotaRules,
        "sequence" => &sales::sequence::SequenceRules,
        "enrolment" => &sales::sequence::EnrolmentRules,
        "scoring_rule" => &sales::scoring::ScoringRuleRules,
        "ticket" => &service::ticket::TicketRules,
        "canned_reply" => &service::canned_reply::CannedReplyRules,
        "contact" => &people::contact::ContactRules,
        "company" => &people::company::CompanyRules,
        "task" => &work::task::TaskRules,
        "interaction" => &work::interaction::InteractionRules,
        "note" => &work::note::NoteRules,
        "file" => &work::file::FileRules,
        "notification" => &notify::NotificationRules,
        "user" => &settings::user::UserRules,
        "team" => &settings::team::TeamRules,
        "role" => &settings::role::RoleRules,
        "view" => &settings::view::ViewRules,
        "report" => &settings::report::ReportRules,
        "custom_field" => &settings::custom_field::CustomFieldRules,
        "exchange_rate" => &settings::exchange_rate::ExchangeRateRules,
        "workspace" => &settings::workspace::WorkspaceRules,
        _ => &Plain,
    }
}

/// A kind without rules of its own.
struct Plain;
impl Rules for Plain {}

#[cfg(test)]
mod tests {
    /// A kind added to the catalogue needs a decision: rules of its own, or this list.
    #[test]
    fn every_kind_has_rules_or_is_known_to_need_none() {
        const PLAIN: [&str; 4] = ["form_submission", "stage_change", "tag", "ticket_message"];
        for kind in kith_catalog::KINDS {
            let plain = std::ptr::addr_eq(super::rules_for(kind.key), super::rules_for("no such kind"));
            // Rules are zero-sized, so their addresses prove nothing; the source is what is compared.
            let listed = include_str!("mod.rs").contains(&format!("\"{}\" => &", kind.key));
            assert!(listed != PLAIN.contains(&kind.key), "{} (same address: {plain})", kind.key);
        }
    }
}
