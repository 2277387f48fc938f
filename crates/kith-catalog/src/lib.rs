//! What Kith keeps: one file per record kind, with its fields as typed constants and its
//! declaration, and the rights that the built-in roles start with. Pure data: what needs an `if`
//! is a rule in `kith-app`.

mod options;
pub mod roles;

pub mod campaign;
pub mod canned_reply;
pub mod company;
pub mod contact;
pub mod custom_field;
pub mod deal;
pub mod deal_contact;
pub mod enrolment;
pub mod exchange_rate;
pub mod file;
pub mod form;
pub mod form_submission;
pub mod interaction;
pub mod lead;
pub mod line_item;
pub mod note;
pub mod notification;
pub mod pipeline;
pub mod product;
pub mod quota;
pub mod report;
pub mod role;
pub mod scoring_rule;
pub mod sequence;
pub mod stage;
pub mod stage_change;
pub mod tag;
pub mod task;
pub mod team;
pub mod ticket;
pub mod ticket_message;
pub mod user;
pub mod view;
pub mod workspace;

use kith_model::RecordKind;

/// Every record kind, in the order of navigation.
pub static KINDS: [&RecordKind; 34] = [
    &campaign::KIND,
    &form::KIND,
    &form_submission::KIND,
    &lead::KIND,
    &deal::KIND,
    &contact::KIND,
    &company::KIND,
    &product::KIND,
    &ticket::KIND,
    &task::KIND,
    &interaction::KIND,
    &note::KIND,
    &file::KIND,
    &notification::KIND,
    &tag::KIND,
    &pipeline::KIND,
    &stage::KIND,
    &line_item::KIND,
    &deal_contact::KIND,
    &stage_change::KIND,
    &enrolment::KIND,
    &ticket_message::KIND,
    &canned_reply::KIND,
    &view::KIND,
    &report::KIND,
    &custom_field::KIND,
    &scoring_rule::KIND,
    &exchange_rate::KIND,
    &quota::KIND,
    &sequence::KIND,
    &user::KIND,
    &team::KIND,
    &role::KIND,
    &workspace::KIND,
];

/// The kind with this key, such as `company`.
pub fn find_kind(key: &str) -> Option<&'static RecordKind> {
    KINDS.into_iter().find(|kind| kind.key == key)
}

/// The kind with this plural path, such as `companies`.
pub fn find_plural(plural: &str) -> Option<&'static RecordKind> {
    KINDS.into_iter().find(|kind| kind.plural == plural)
}
