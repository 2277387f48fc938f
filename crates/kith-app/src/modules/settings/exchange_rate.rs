//! Exchange rates: a currency that is not the workspace's own, and a rate one can reckon with.

use kith_access::Scope;
use kith_catalog::exchange_rate::{BASE, CURRENCY, RATE, STARTS_ON};
use kith_model::{Date, ExchangeRates, FieldCode, Record, Value, is_currency};

use crate::App;
use crate::modules::{Draft, Rules};

/// The rules of exchange rates.
pub(in crate::modules) struct ExchangeRateRules;

/// Less is told the other way round by everybody.
const LEAST: f64 = 0.000_001;
const MOST: f64 = 1_000_000_000.0;

impl Rules for ExchangeRateRules {
    fn prepare(&self, draft: &mut Draft<'_>) {
        if !draft.edits() {
            return;
        }
        let own = draft.workspace.currency().to_owned();
        if let Some(currency) = draft.get(&CURRENCY).map(str::to_uppercase) {
            if !is_currency(&currency) {
                draft.fail(&CURRENCY, FieldCode::InvalidCurrency, "There is no such currency.");
            } else if currency == own {
                draft.fail(&CURRENCY, FieldCode::Invalid, "This is the workspace's own currency.");
            }
            draft.put(&CURRENCY, Value::Text(currency));
        }
        match draft.get(&RATE) {
            Some(rate) if rate < LEAST => draft.fail(&RATE, FieldCode::TooSmall, "At least 0.000001."),
            Some(rate) if rate > MOST => draft.fail(&RATE, FieldCode::TooLarge, "At most 1,000,000,000."),
            _ => {}
        }
        draft.put(&BASE, Value::Text(own));
    }

    fn after_commit(&self, app: &App, scope: &Scope, _before: Option<&Record>, _after: &Record) {
        app.workspaces().drop_workspace(scope.workspace);
    }

    fn title(&self, record: &Record) -> Option<String> {
        Some(format!("{} from {}", record.get(&CURRENCY)?, record.get(&STARTS_ON)?))
    }
}

/// The rates told in a currency.
pub(crate) fn rates_in(base: &str, records: &[Record]) -> ExchangeRates {
    let rate = |record: &Record| -> Option<(String, Date, f64)> {
        let told = record.get(&BASE)? == base;
        told.then_some((record.get(&CURRENCY)?.to_owned(), record.get(&STARTS_ON)?, record.get(&RATE)?))
    };
    ExchangeRates::new(base, records.iter().filter_map(rate))
}
