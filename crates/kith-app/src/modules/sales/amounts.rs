//! Calculating with money: exact, and rounded to whole minor units once, half away from zero.

/// The largest amount, so that sums over many records still fit.
pub(super) const LARGEST: i64 = 1_000_000_000_000_000;

/// Decimals of a quantity.
pub(super) const QUANTITY_DECIMALS: i32 = 3;
/// Decimals of a percentage.
pub(super) const PERCENT_DECIMALS: i32 = 2;

/// A fraction, rounded half away from zero to a whole number.
pub(super) fn divided(numerator: i128, denominator: i128) -> i128 {
    let half = if numerator < 0 { -denominator } else { denominator };
    (numerator * 2 + half) / (denominator * 2)
}

/// A decimal as a whole number of its last place: 2.5 with three decimals is 2500. `None` where it has
/// more decimals than that.
pub(super) fn scaled(value: f64, decimals: i32) -> Option<i64> {
    let unit = 10f64.powi(decimals);
    let whole = (value * unit).round();
    (whole / unit == value && whole.abs() < 9e15).then_some(whole as i64)
}

/// What a line costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LineAmounts {
    pub net: i64,
    pub tax: i64,
    pub total: i64,
}

/// Price times quantity (in thousandths) without the discount, and the tax on it (both in hundredths of
/// a percent). Net and tax are rounded each. `None` where the amounts grow too large to be kept.
pub(super) fn line_amounts(price: i64, quantity: i64, discount: i64, tax: i64) -> Option<LineAmounts> {
    const WHOLE: i128 = 10_000;
    let gross = i128::from(price) * i128::from(quantity);
    let net = divided(gross.checked_mul(WHOLE - i128::from(discount))?, 1_000 * WHOLE);
    let tax = divided(net.checked_mul(i128::from(tax))?, WHOLE);
    let fits = |amount: i128| i64::try_from(amount).ok().filter(|amount| amount.abs() <= LARGEST);
    Some(LineAmounts { net: fits(net)?, tax: fits(tax)?, total: fits(net + tax)? })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn halves_are_rounded_away_from_zero() {
        assert_eq!([divided(5, 10), divided(4, 10), divided(-5, 10), divided(-4, 10)], [1, 0, -1, 0]);
        let line = |price, quantity, discount, tax| {
            line_amounts(price, quantity, discount, tax).map(|line| (line.net, line.tax, line.total))
        };
        // Three at 19.99 less 10 %, with 18 % tax: 53.973 and 9.7146.
        assert_eq!(line(1_999, 3_000, 1_000, 1_800), Some((5_397, 971, 6_368)));
        // Half a unit of 1 is half, and goes up; its tax of 50 % is half again.
        assert_eq!(line(1, 500, 0, 5_000), Some((1, 1, 2)));
        assert_eq!(line(LARGEST, 1_000, 0, 0), Some((LARGEST, 0, LARGEST)));
        assert_eq!(line(LARGEST, 1_001, 0, 0), None);
        assert_eq!(line(LARGEST, 1_000_000_000_000, 0, 10_000), None);
    }

    #[test]
    fn decimals_are_exact_or_refused() {
        assert_eq!([scaled(2.5, 3), scaled(0.1, 3), scaled(1.005, 3)], [Some(2_500), Some(100), Some(1_005)]);
        assert_eq!([scaled(18.0, 2), scaled(12.75, 2), scaled(0.0, 2)], [Some(1_800), Some(1_275), Some(0)]);
        assert_eq!([scaled(1.0005, 3), scaled(0.125, 2), scaled(1e300, 2)], [None, None, None]);
    }

    proptest! {
        #[test]
        fn every_decimal_that_can_be_typed_is_read_exactly(whole in 0i64..1_000_000_000_000, decimals in 0i32..=3) {
            let typed = format!("{}", whole as f64 / 10f64.powi(decimals));
            prop_assert_eq!(scaled(typed.parse().expect("a number"), decimals), Some(whole));
        }

        #[test]
        fn a_line_is_within_half_a_unit_of_the_exact_amount(
            price in 0i64..=1_000_000_000, quantity in 0i64..=1_000_000, discount in 0i64..=10_000, tax in 0i64..=10_000
        ) {
            let line = line_amounts(price, quantity, discount, tax).expect("small enough");
            let exact = i128::from(price) * i128::from(quantity) * i128::from(10_000 - discount);
            prop_assert!((i128::from(line.net) * 10_000_000 - exact).abs() <= 5_000_000);
            prop_assert!((i128::from(line.tax) * 10_000 - i128::from(line.net) * i128::from(tax)).abs() <= 5_000);
            prop_assert_eq!(line.total, line.net + line.tax);
            prop_assert!(line.net >= 0 && i128::from(line.net) <= divided(i128::from(price) * i128::from(quantity), 1_000));
            // Exactly half goes away from zero.
            if exact % 10_000_000 == 5_000_000 {
                prop_assert!(i128::from(line.net) * 10_000_000 > exact);
            }
        }

        #[test]
        fn rounding_is_the_same_on_both_sides_of_zero(n in -1_000_000_000i128..1_000_000_000, d in 1i128..100_000) {
            prop_assert_eq!(divided(-n, d), -divided(n, d));
            prop_assert!((divided(n, d) * d - n).abs() * 2 <= d);
        }
    }
}
