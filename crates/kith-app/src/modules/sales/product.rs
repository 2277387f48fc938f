//! Products: a price in each currency at most once, a tax rate that can be calculated with exactly.

use kith_catalog::product::{PRICE, PRICES, TAX_PERCENT};
use kith_model::{FieldCode, Money, Record, Value};
use serde_json::Value as Json;

use super::amounts::{LARGEST, PERCENT_DECIMALS, scaled};
use crate::modules::{Draft, Rules};

/// The rules of products.
pub(in crate::modules) struct ProductRules;

const MOST_PRICES: usize = 20;

impl Rules for ProductRules {
    fn prepare(&self, draft: &mut Draft<'_>) {
        if !draft.edits() {
            return;
        }
        if draft.get(&TAX_PERCENT).is_some_and(|tax| scaled(tax, PERCENT_DECIMALS).is_none()) {
            draft.fail(&TAX_PERCENT, FieldCode::Invalid, "At most two decimals.");
        }
        let Some(prices) = draft.get(&PRICES).cloned() else { return };
        match further_prices(&prices, draft.get(&PRICE)) {
            Ok(prices) if prices.is_empty() => draft.put(&PRICES, Value::Null),
            Ok(_) => {}
            Err(message) => draft.fail(&PRICES, FieldCode::Invalid, message),
        }
    }
}

/// Reads the further prices, or says what is wrong with them.
fn further_prices(json: &Json, main: Option<Money>) -> Result<Vec<Money>, &'static str> {
    let list = json.as_array().and_then(|list| list.iter().map(money).collect::<Option<Vec<Money>>>());
    let list = list.ok_or("This takes a list of amounts in minor units, each with its currency.")?;
    if list.len() > MOST_PRICES {
        return Err("At most twenty further prices.");
    }
    let repeated = |(n, price): (usize, &Money)| {
        main.is_some_and(|main| main.currency() == price.currency())
            || list[..n].iter().any(|other| other.currency() == price.currency())
    };
    if list.iter().enumerate().any(repeated) {
        return Err("A product has one price in each currency.");
    }
    Ok(list)
}

fn money(json: &Json) -> Option<Money> {
    let price: Money = serde_json::from_value(json.clone()).ok()?;
    let exact = json.as_object().is_some_and(|object| object.len() == 2);
    (exact && (0..=LARGEST).contains(&price.amount)).then_some(price)
}

/// What a product costs in a currency, if it is sold in it.
pub(super) fn price_in(product: &Record, currency: &str) -> Option<Money> {
    let main = product.get(&PRICE);
    let further = product.get(&PRICES).and_then(|prices| further_prices(prices, main).ok()).unwrap_or_default();
    main.into_iter().chain(further).find(|price| price.currency() == currency)
}
