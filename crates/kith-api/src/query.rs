//! Query strings, read strictly: what cannot be understood is refused, never ignored.

use kith_model::{Date, FieldCode, FieldError, Id};
use percent_encoding::percent_decode;

use crate::problem::{Code, Problem};
use crate::route::Param;

/// The parameters of a query string, in order, each at most once.
#[derive(Clone, Debug, Default)]
pub struct Query {
    pairs: Vec<(String, String)>,
}

impl Query {
    /// Reads a raw query string. The same parameter twice is refused, since no reading of it is
    /// certain to be the sender's.
    pub fn parse(raw: &str) -> Result<Query, Problem> {
        let mut pairs: Vec<(String, String)> = Vec::new();
        for part in raw.split('&').filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            let (name, value) = (decode(name)?, decode(value)?);
            if pairs.iter().any(|(seen, _)| *seen == name) {
                return Err(Problem::field(
                    Code::ValidationFailed,
                    &name,
                    FieldCode::Invalid,
                    "This parameter is given twice.",
                ));
            }
            pairs.push((name, value));
        }
        Ok(Query { pairs })
    }

    /// Reads what can be read of a query that came with a link from anywhere; of parameters given twice
    /// the first counts.
    pub fn lenient(raw: &str) -> Query {
        let mut pairs: Vec<(String, String)> = Vec::new();
        for part in raw.split('&').filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            if let (Ok(name), Ok(value)) = (decode(name), decode(value))
                && !pairs.iter().any(|(seen, _)| *seen == name)
            {
                pairs.push((name, value));
            }
        }
        Query { pairs }
    }

    /// Takes a parameter out.
    pub fn take(&mut self, name: &str) -> Option<String> {
        let index = self.pairs.iter().position(|(key, _)| key == name)?;
        Some(self.pairs.remove(index).1)
    }

    /// Takes a whole number out, with its least and greatest value.
    pub fn take_number(&mut self, name: &str, min: u32, max: u32) -> Result<Option<u32>, Problem> {
        let Some(text) = self.take(name) else { return Ok(None) };
        let fail = |code, message| Err(Problem::field(Code::ValidationFailed, name, code, message));
        match text.parse::<u32>() {
            Ok(n) if n < min => fail(FieldCode::TooSmall, format!("The least is {min}.")),
            Ok(n) if n > max => fail(FieldCode::TooLarge, format!("The most is {max}.")),
            Ok(n) => Ok(Some(n)),
            Err(_) => fail(FieldCode::WrongType, "This takes a whole number.".to_owned()),
        }
    }

    /// Takes a day out.
    pub fn take_date(&mut self, name: &str) -> Result<Option<Date>, Problem> {
        let Some(text) = self.take(name).filter(|text| !text.is_empty()) else { return Ok(None) };
        let message = "This takes a day such as 2026-04-30.";
        let wrong = |()| Problem::field(Code::ValidationFailed, name, FieldCode::InvalidDate, message);
        text.parse().map(Some).map_err(wrong)
    }

    /// Takes an id out; `me` stands for the caller.
    pub fn take_id(&mut self, name: &str, me: Option<Id>) -> Result<Option<Id>, Problem> {
        let Some(text) = self.take(name).filter(|text| !text.is_empty()) else { return Ok(None) };
        if text == "me" && me.is_some() {
            return Ok(me);
        }
        let wrong = |_| Problem::field(Code::ValidationFailed, name, FieldCode::WrongType, "This takes an id.");
        text.parse().map(Some).map_err(wrong)
    }

    /// Takes what is left out.
    pub fn rest(&mut self) -> Vec<(String, String)> {
        std::mem::take(&mut self.pairs)
    }

    /// Refuses every parameter that is not among `known`.
    pub fn only(&self, known: &[Param]) -> Result<(), Problem> {
        let is_unknown = |(name, _): &&(String, String)| !known.iter().any(|param| param.name == name.as_str());
        let unknown: Vec<_> = self.pairs.iter().filter(is_unknown).cloned().collect();
        Query { pairs: unknown }.finish()
    }

    /// Refuses what nobody took out.
    pub fn finish(self) -> Result<(), Problem> {
        if self.pairs.is_empty() {
            return Ok(());
        }
        let unknown = |(name, _): (String, String)| {
            FieldError::new(name, FieldCode::UnknownField, "There is no such parameter here.")
        };
        Err(Problem { errors: self.pairs.into_iter().map(unknown).collect(), ..Problem::new(Code::UnknownField) })
    }
}

fn decode(text: &str) -> Result<String, Problem> {
    let malformed = |detail: &str| Problem::new(Code::MalformedQuery).detail(detail);
    let spaced = text.replace('+', " ");
    let mut hex = spaced.as_bytes().split(|byte| *byte == b'%').skip(1);
    if !hex.all(|rest| rest.len() >= 2 && rest[..2].iter().all(u8::is_ascii_hexdigit)) {
        return Err(malformed("A percent sign must be followed by two hexadecimal digits."));
    }
    let bytes: Vec<u8> = percent_decode(spaced.as_bytes()).collect();
    let decoded = String::from_utf8(bytes).map_err(|_| malformed("The query string is not UTF-8."))?;
    if decoded.contains('\0') {
        return Err(malformed("The query string contains a zero character."));
    }
    Ok(decoded)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(raw: &str) -> Code {
        Query::parse(raw).expect_err("refused").code
    }

    #[test]
    fn parameters_are_decoded() {
        let mut query = Query::parse("q=a+b%20c&score%5Bgte%5D=70&empty").expect("readable");
        assert_eq!(query.take("q").as_deref(), Some("a b c"));
        assert_eq!(query.take("score[gte]").as_deref(), Some("70"));
        assert_eq!(query.take("empty").as_deref(), Some(""));
        assert!(query.finish().is_ok());
    }

    #[test]
    fn what_is_unreadable_twofold_or_unknown_is_refused() {
        assert_eq!(code("q=%F"), Code::MalformedQuery);
        assert_eq!(code("q=%ff"), Code::MalformedQuery);
        assert_eq!(code("q=%00"), Code::MalformedQuery);
        assert_eq!(code("a=1&a=2"), Code::ValidationFailed);
        let problem = Query::parse("a=1").expect("readable").finish().expect_err("nobody took it");
        assert_eq!((problem.code, problem.errors[0].field.as_str()), (Code::UnknownField, "a"));
    }
}
