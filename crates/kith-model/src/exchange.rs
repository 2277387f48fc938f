//! Amounts in other currencies, at rates that are of a day.

use std::collections::BTreeMap;

use crate::{Date, Money, currency_digits, is_currency};

/// Rates are reckoned in billionths, so that converting is done in whole numbers.
const BILLION: i128 = 1_000_000_000;

/// What currencies were worth in one of them, each rate from a day on.
#[derive(Clone, Debug, Default)]
pub struct ExchangeRates {
    base: String,
    /// By currency, in the order of days.
    rates: BTreeMap<String, Vec<(Date, i128)>>,
}

impl ExchangeRates {
    /// From the currency all are told in, and for others since when one of them is worth how many of it.
    /// What is no rate (nought, less, too small or large to reckon with) is left out.
    pub fn new(base: &str, rates: impl IntoIterator<Item = (String, Date, f64)>) -> ExchangeRates {
        let mut by: BTreeMap<String, Vec<(Date, i128)>> = BTreeMap::new();
        for (currency, since, rate) in rates {
            if let Some(rate) = billionths(rate) {
                by.entry(currency).or_default().push((since, rate));
            }
        }
        by.values_mut().for_each(|list| list.sort());
        ExchangeRates { base: base.to_owned(), rates: by }
    }

    /// What an amount was worth in another currency on a day, rounded to its minor unit, half away from
    /// nought. The rate is the latest from that day or before; of a day before the first rate it is the
    /// first. `None` where there is no rate, or the result would be too large.
    pub fn convert(&self, amount: Money, to: &str, on: Date) -> Option<Money> {
        if amount.currency() == to {
            return Some(amount);
        }
        let (from, into) = (self.rate(amount.currency(), on)?, self.rate(to, on)?);
        let ten = |currency: &str| 10i128.pow(currency_digits(currency));
        let worth = i128::from(amount.amount).checked_mul(from)?.checked_mul(ten(to))?;
        let each = into.checked_mul(ten(amount.currency()))?;
        let rounded = (worth.abs().checked_mul(2)? + each) / (each * 2) * worth.signum();
        Money::new(i64::try_from(rounded).ok()?, to)
    }

    fn rate(&self, currency: &str, on: Date) -> Option<i128> {
        if currency == self.base {
            return is_currency(currency).then_some(BILLION);
        }
        let list = self.rates.get(currency)?;
        let after = list.partition_point(|(since, _)| *since <= on);
        list.get(after.saturating_sub(1)).map(|(_, rate)| *rate)
    }
}

/// A rate in billionths, where it can be told in them and reckoned with.
fn billionths(rate: f64) -> Option<i128> {
    let scaled = (rate * BILLION as f64).round();
    (1.0..=1e18).contains(&scaled).then_some(scaled as i128)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().expect("a day")
    }

    fn money(amount: i64, currency: &str) -> Money {
        Money::new(amount, currency).expect("a currency")
    }

    fn rates() -> ExchangeRates {
        let rate = |currency: &str, since: &str, rate| (currency.to_owned(), day(since), rate);
        let list = [
            rate("USD", "2025-04-01", 85.5),
            rate("USD", "2025-01-01", 80.0),
            rate("EUR", "2025-01-01", 92.25),
            rate("JPY", "2025-01-01", 0.58),
            rate("KWD", "2025-01-01", 277.5),
            rate("CHF", "2025-01-01", 0.0),
        ];
        ExchangeRates::new("INR", list)
    }

    #[test]
    fn the_rate_is_that_of_the_day() {
        let of = |on: &str| rates().convert(money(10_000, "USD"), "INR", day(on));
        assert_eq!(of("2025-03-31"), Some(money(800_000, "INR")));
        assert_eq!(of("2025-04-01"), Some(money(855_000, "INR")));
        assert_eq!(of("2026-01-01"), Some(money(855_000, "INR")));
        // Before the first one is known, it is the best guess there is.
        assert_eq!(of("2024-06-01"), Some(money(800_000, "INR")));
    }

    #[test]
    fn minor_units_and_rounding_are_those_of_the_currency() {
        let on = day("2025-02-01");
        let convert = |amount, to: &str| rates().convert(amount, to, on);
        assert_eq!(convert(money(1000, "JPY"), "INR"), Some(money(58_000, "INR")));
        assert_eq!(convert(money(58_000, "INR"), "JPY"), Some(money(1000, "JPY")));
        assert_eq!(convert(money(1000, "KWD"), "INR"), Some(money(27_750, "INR")));
        assert_eq!(convert(money(10_000, "EUR"), "USD"), Some(money(11_531, "USD")));
        // 1 paisa is 0.0125 cents; half a cent is 40 paise.
        assert_eq!(convert(money(40, "INR"), "USD"), Some(money(1, "USD")));
        assert_eq!(convert(money(39, "INR"), "USD"), Some(money(0, "USD")));
        assert_eq!(convert(money(-40, "INR"), "USD"), Some(money(-1, "USD")));
    }

    #[test]
    fn what_cannot_be_converted_is_not() {
        let on = day("2025-02-01");
        assert_eq!(rates().convert(money(1, "GBP"), "INR", on), None);
        assert_eq!(rates().convert(money(1, "CHF"), "INR", on), None);
        assert_eq!(rates().convert(money(i64::MAX, "EUR"), "INR", on), None);
        assert_eq!(rates().convert(money(5, "GBP"), "GBP", on), Some(money(5, "GBP")));
    }

    proptest::proptest! {
        /// There and back again is off by no more than the rounding of the coarser step.
        #[test]
        fn there_and_back_again(amount in -100_000_000_000_i64..100_000_000_000, rate in 0.01f64..1_000.0) {
            let rates = ExchangeRates::new("INR", [("USD".to_owned(), day("2025-01-01"), rate)]);
            let on = day("2025-02-01");
            let there = rates.convert(money(amount, "INR"), "USD", on).expect("a rate");
            let back = rates.convert(there, "INR", on).expect("a rate");
            let off = (back.amount - amount).abs() as f64;
            proptest::prop_assert!(off <= rate / 2.0 + 1.0, "{amount} became {back:?} by {there:?}");
        }
    }
}
