//! Quotas: one for a person and a month, whichever of its days is named.

use kith_catalog::quota::MONTH;
use kith_model::Value;

use crate::modules::{Draft, Rules};

/// The rules of quotas.
pub(in crate::modules) struct QuotaRules;

impl Rules for QuotaRules {
    fn prepare(&self, draft: &mut Draft<'_>) {
        if let Some(day) = draft.get(&MONTH).filter(|_| draft.edits()) {
            draft.put(&MONTH, Value::Date(day.first_of_month()));
        }
    }
}
