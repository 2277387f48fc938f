//! Numbers as people of a country write them, where no browser does it.

use kith_model::{Money, currency_digits};

/// How digits are parted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberStyle {
    /// 12,34,567.89
    Indian,
    /// 1,234,567.89
    Point,
    /// 1.234.567,89
    Comma,
}

impl NumberStyle {
    /// By the language and the country (ISO 3166-1) of a workspace.
    pub fn of(locale: &str, country: &str) -> NumberStyle {
        match (locale, country) {
            ("de", "CH" | "LI") => NumberStyle::Point,
            ("de", _) => NumberStyle::Comma,
            ("hi", _) | (_, "IN" | "PK" | "BD" | "NP" | "LK") => NumberStyle::Indian,
            _ => NumberStyle::Point,
        }
    }

    /// A whole number.
    pub fn whole(self, number: i64) -> String {
        let digits = number.unsigned_abs().to_string();
        let sign = if number < 0 { "-" } else { "" };
        format!("{sign}{}", self.part(&digits))
    }

    /// A number with so many digits behind the point, rounded half away from nought.
    pub fn fraction(self, number: f64, digits: usize) -> String {
        let scale = 10f64.powi(digits as i32);
        let text = format!("{:.digits$}", (number * scale).round() / scale);
        let (sign, bare) = text.strip_prefix('-').map_or(("", text.as_str()), |bare| ("-", bare));
        let (whole, rest) = bare.split_once('.').unwrap_or((bare, ""));
        let sign = if bare.chars().all(|c| c == '0' || c == '.') { "" } else { sign };
        self.join(sign, whole, rest)
    }

    /// A share, 1 being all, in percent with one digit.
    pub fn percent(self, share: f64) -> String {
        format!("{}%", self.fraction(share * 100.0, 1))
    }

    /// An amount in major units, without its currency; exact.
    pub fn amount(self, money: Money) -> String {
        let digits = currency_digits(money.currency()) as usize;
        let text = format!("{:0width$}", money.amount.unsigned_abs(), width = digits + 1);
        let (whole, rest) = text.split_at(text.len() - digits);
        self.join(if money.amount < 0 { "-" } else { "" }, whole, rest)
    }

    fn join(self, sign: &str, whole: &str, rest: &str) -> String {
        let point = if self == NumberStyle::Comma { ',' } else { '.' };
        let whole = self.part(whole);
        if rest.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}{point}{rest}") }
    }

    fn part(self, digits: &str) -> String {
        let separator = if self == NumberStyle::Comma { '.' } else { ',' };
        let mut out = String::with_capacity(digits.len() * 4 / 3);
        for (at, digit) in digits.chars().enumerate() {
            let left = digits.len() - at;
            let parts = match self {
                NumberStyle::Indian => left == 3 || (left > 3 && left % 2 == 1),
                _ => left.is_multiple_of(3),
            };
            if at > 0 && parts {
                out.push(separator);
            }
            out.push(digit);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(amount: i64, currency: &str) -> Money {
        Money::new(amount, currency).expect("a currency")
    }

    #[test]
    fn digits_are_parted_as_people_do_it() {
        use NumberStyle::{Comma, Indian, Point};
        for (number, indian, point) in [
            (0, "0", "0"),
            (999, "999", "999"),
            (1_000, "1,000", "1,000"),
            (99_999, "99,999", "99,999"),
            (123_456, "1,23,456", "123,456"),
            (-12_345_678, "-1,23,45,678", "-12,345,678"),
            (1_000_000_000, "1,00,00,00,000", "1,000,000,000"),
        ] {
            assert_eq!((Indian.whole(number).as_str(), Point.whole(number).as_str()), (indian, point));
        }
        assert_eq!(Comma.fraction(-1_234.05, 1), "-1.234,1");
        assert_eq!(Point.fraction(-0.04, 1), "0.0");
        assert_eq!(Point.percent(0.2345), "23.5%");
    }

    #[test]
    fn amounts_have_the_digits_of_their_currency() {
        assert_eq!(NumberStyle::Indian.amount(money(123_456_789, "INR")), "12,34,567.89");
        assert_eq!(NumberStyle::Point.amount(money(-5, "USD")), "-0.05");
        assert_eq!(NumberStyle::Point.amount(money(1_234, "JPY")), "1,234");
        assert_eq!(NumberStyle::Comma.amount(money(1_234_567, "KWD")), "1.234,567");
        assert_eq!(NumberStyle::Point.amount(money(i64::MIN, "USD")), "-92,233,720,368,547,758.08");
    }
}
