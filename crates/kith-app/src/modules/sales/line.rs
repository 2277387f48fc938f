//! Line items: what they cost, and that the amount of their deal is their sum.

use kith_catalog::line_item::{
    DEAL, DESCRIPTION, DISCOUNT_PERCENT, KIND, NET, POSITION, PRODUCT, QUANTITY, TAX, TAX_PERCENT, TOTAL, UNIT_PRICE,
};
use kith_catalog::{deal, product};
use kith_model::markers::Number;
use kith_model::{Field, FieldCode, Money, Record, Value};

use super::amounts::{LARGEST, LineAmounts, PERCENT_DECIMALS, QUANTITY_DECIMALS, line_amounts, scaled};
use super::deal::weigh;
use super::product::price_in;
use crate::AppError;
use crate::modules::draft::{put, system_of};
use crate::modules::{Draft, Op, Rules};
use crate::ports::BoxFuture;
use crate::records::{all_records, is, records_by_id};

/// The rules of line items.
pub(in crate::modules) struct LineRules;

/// The sum of all is calculated with each change, so there is an end to them.
const MOST_LINES: usize = 500;

impl Rules for LineRules {
    fn prepare(&self, draft: &mut Draft<'_>) {
        if !draft.edits() {
            return;
        }
        if draft.op == Op::Update && draft.changes(&DEAL) {
            draft.fail(&DEAL, FieldCode::Invalid, "A line stays with its deal.");
        }
        exact(draft, &QUANTITY, QUANTITY_DECIMALS, "At most three decimals.");
        exact(draft, &DISCOUNT_PERCENT, PERCENT_DECIMALS, "At most two decimals.");
        exact(draft, &TAX_PERCENT, PERCENT_DECIMALS, "At most two decimals.");
    }

    fn before_write<'a>(&'a self, draft: &'a mut Draft<'_>) -> BoxFuture<'a, Result<(), AppError>> {
        Box::pin(async move {
            let deal = draft.whole().await?;
            let currency = deal.get(&deal::AMOUNT).map(|amount| amount.currency().to_owned());
            if draft.edits() {
                from_product(draft, currency.as_deref()).await?;
                check(draft, currency.as_deref());
                calculate(draft);
            }
            // Only what it costs, or that it is there at all, concerns the deal.
            if !draft.errors.is_empty() || (draft.op == Op::Update && !draft.changes(&NET)) {
                return Ok(());
            }
            sum_up(draft, deal).await
        })
    }
}

fn exact(draft: &mut Draft<'_>, field: &Field<Number>, decimals: i32, message: &str) {
    if draft.get(field).is_some_and(|value| scaled(value, decimals).is_none()) {
        draft.fail(field, FieldCode::Invalid, message);
    }
}

/// What the caller leaves open is as the product says.
async fn from_product(draft: &mut Draft<'_>, currency: Option<&str>) -> Result<(), AppError> {
    let Some(id) = draft.get(&PRODUCT).filter(|_| draft.changes(&PRODUCT)) else { return Ok(()) };
    let found = records_by_id(draft.app, draft.scope, &product::KIND, &[id]).await?.pop();
    let Some(product) = found else { return Ok(()) };
    if product.get(&product::ACTIVE) == Some(false) {
        draft.fail(&PRODUCT, FieldCode::Invalid, "This product is not for sale any more.");
    }
    if !draft.names(&DESCRIPTION) {
        draft.put(&DESCRIPTION, Value::Text(product.title.clone()));
    }
    if !draft.names(&TAX_PERCENT) {
        draft.put(&TAX_PERCENT, product.get(&product::TAX_PERCENT).map_or(Value::Null, Value::Real));
    }
    if draft.names(&UNIT_PRICE) {
        return Ok(());
    }
    // A deal without an amount has no currency yet: the workspace's, or the one the product is sold in.
    let price = match currency {
        Some(currency) => price_in(&product, currency),
        None => price_in(&product, draft.workspace.currency()).or_else(|| product.get(&product::PRICE)),
    };
    match (price, currency) {
        (Some(price), _) => draft.put(&UNIT_PRICE, Value::Money(price)),
        (None, Some(currency)) => {
            let message = format!("This product has no price in {currency}.");
            draft.fail(&UNIT_PRICE, FieldCode::Required, message);
        }
        (None, None) => draft.fail(&UNIT_PRICE, FieldCode::Required, "This product has no price."),
    }
    Ok(())
}

fn check(draft: &mut Draft<'_>, currency: Option<&str>) {
    if draft.get(&DESCRIPTION).is_none() {
        draft.fail(&DESCRIPTION, FieldCode::Required, "Choose a product, or say what it is.");
    }
    match (draft.get(&UNIT_PRICE), currency) {
        (None, _) if draft.errors.iter().all(|error| error.field != UNIT_PRICE.key()) => {
            draft.fail(&UNIT_PRICE, FieldCode::Required, "This is needed.");
        }
        (Some(price), Some(currency)) if price.currency() != currency => {
            draft.fail(&UNIT_PRICE, FieldCode::InvalidCurrency, format!("This deal is in {currency}."));
        }
        _ => {}
    }
}

fn calculate(draft: &mut Draft<'_>) {
    let Some(price) = draft.get(&UNIT_PRICE) else { return };
    let hundredths = |field| draft.get(field).and_then(|value| scaled(value, PERCENT_DECIMALS)).unwrap_or(0);
    let quantity = draft.get(&QUANTITY).and_then(|value| scaled(value, QUANTITY_DECIMALS)).unwrap_or(0);
    let amounts = line_amounts(price.amount, quantity, hundredths(&DISCOUNT_PERCENT), hundredths(&TAX_PERCENT));
    let Some(LineAmounts { net, tax, total }) = amounts else {
        return draft.fail(&UNIT_PRICE, FieldCode::TooLarge, "This amount is too large.");
    };
    for (field, amount) in [(&NET, net), (&TAX, tax), (&TOTAL, total)] {
        draft.put(field, Money::new(amount, price.currency()).map_or(Value::Null, Value::Money));
    }
}

/// The deal's amount is the net sum of its lines. The number of lines changes with each that comes or
/// goes, so that of two changes at once one is planned anew.
async fn sum_up(draft: &mut Draft<'_>, deal: Record) -> Result<(), AppError> {
    let system = system_of(draft.scope);
    let me = draft.after.id;
    let mut lines = all_records(draft.app, &system, &KIND, is(DEAL.key(), &deal.id.to_string())).await?;
    lines.retain(|line| line.id != me);
    if draft.get(&POSITION).is_none() {
        let last = lines.iter().filter_map(|line| line.get(&POSITION)).max();
        draft.put(&POSITION, Value::Int(last.unwrap_or(0) + 1));
    }
    if draft.op != Op::Delete {
        lines.push(draft.after.clone());
    }
    if lines.len() > MOST_LINES {
        draft.fail(&DEAL, FieldCode::TooLong, format!("A deal has at most {MOST_LINES} lines."));
        return Ok(());
    }
    let nets: Vec<Money> = lines.iter().filter_map(|line| line.get(&NET)).collect();
    let sum: i128 = nets.iter().map(|net| i128::from(net.amount)).sum();
    let Some(sum) = i64::try_from(sum).ok().filter(|sum| *sum <= LARGEST) else {
        draft.fail(&UNIT_PRICE, FieldCode::TooLarge, "All lines together are too large an amount.");
        return Ok(());
    };
    if nets.first().is_some_and(|first| nets.iter().any(|net| net.currency() != first.currency())) {
        return Err(AppError::Conflict("The lines of this deal are in another currency by now.".into()));
    }
    let count = lines.len() as i64;
    draft.touch_record(&deal::KIND, deal, |record| {
        // The last line gone, the amount stays and may be set by hand again.
        if let Some(amount) = nets.first().and_then(|net| Money::new(sum, net.currency())) {
            put(record, deal::AMOUNT.key(), Value::Money(amount));
        }
        put(record, deal::LINE_COUNT.key(), Value::Int(count));
        weigh(record);
    })
}
