//! Bodies of the fixed endpoints: declared once, read and documented from the same lines.

use kith_model::{FieldCode, FieldError, Id};
use serde_json::{Map, Value as Json};

use crate::problem::Problem;

/// What a member holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MemberType {
    /// One line of text, blanks around it removed.
    Text,
    /// Text of several lines, taken as it is; how long it may be says the use case.
    LongText,
    /// A password or token, taken exactly as it is.
    Secret,
    /// Yes or no.
    Boolean,
    /// A whole number.
    Integer,
    /// An id.
    Id,
    /// A list of ids.
    Ids,
    /// One of these.
    Choice(&'static [&'static str]),
    /// An object, whose content the use case checks.
    Object,
}

/// One member of a body.
#[derive(Clone, Copy, Debug)]
pub struct Member {
    /// Its key.
    pub key: &'static str,
    /// What it holds.
    pub ty: MemberType,
    /// Whether a body without it is refused.
    pub required: bool,
    /// For the documentation.
    pub about: &'static str,
}

/// A member that must be there.
pub const fn required(key: &'static str, ty: MemberType, about: &'static str) -> Member {
    Member { key, ty, required: true, about }
}

/// A member that may be absent or null.
pub const fn optional(key: &'static str, ty: MemberType, about: &'static str) -> Member {
    Member { key, ty, required: false, about }
}

/// A body that was checked against its members.
#[derive(Debug, Default)]
pub struct Members(Map<String, Json>);

const LONGEST_TEXT: usize = 2_000;
const LONGEST_LIST: usize = 10_000;

impl Members {
    /// Checks a body, naming everything that is wrong with it at once.
    pub fn read(spec: &[Member], json: Json) -> Result<Members, Problem> {
        let Json::Object(map) = json else {
            return Err(Problem::invalid(vec![FieldError::new("", FieldCode::WrongType, "This takes an object.")]));
        };
        let mut errors = Vec::new();
        for key in map.keys().filter(|key| !spec.iter().any(|member| member.key == **key)) {
            errors.push(FieldError::new(key, FieldCode::UnknownField, "There is no such field here."));
        }
        for member in spec {
            match map.get(member.key) {
                None | Some(Json::Null) if member.required => {
                    errors.push(FieldError::new(member.key, FieldCode::Required, "This is needed."));
                }
                None | Some(Json::Null) => {}
                Some(value) => errors.extend(check(member, value).err()),
            }
        }
        if errors.is_empty() { Ok(Members(map)) } else { Err(Problem::invalid(errors)) }
    }

    /// A text; empty where it is absent.
    pub fn text(&self, key: &str) -> String {
        self.optional_text(key).unwrap_or_default()
    }

    /// A text, where it is there and not blank.
    pub fn optional_text(&self, key: &str) -> Option<String> {
        let text = self.0.get(key)?.as_str()?.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// A secret exactly as it came; empty where it is absent.
    pub fn secret(&self, key: &str) -> String {
        self.0.get(key).and_then(Json::as_str).unwrap_or_default().to_owned()
    }

    /// Yes or no, where it was said.
    pub fn flag(&self, key: &str) -> Option<bool> {
        self.0.get(key)?.as_bool()
    }

    /// An id, where it is there.
    pub fn id(&self, key: &str) -> Option<Id> {
        self.0.get(key)?.as_str()?.parse().ok()
    }

    /// A list of ids, where it is there.
    pub fn ids(&self, key: &str) -> Option<Vec<Id>> {
        self.0.get(key)?.as_array().map(|list| list.iter().filter_map(|id| id.as_str()?.parse().ok()).collect())
    }

    /// Everything, as it came.
    pub fn into_map(self) -> Map<String, Json> {
        self.0
    }

    /// An object, where it is there.
    pub fn object(&self, key: &str) -> Option<&Map<String, Json>> {
        self.0.get(key)?.as_object()
    }
}

fn check(member: &Member, value: &Json) -> Result<(), FieldError> {
    let fail = |code, message: &str| Err(FieldError::new(member.key, code, message));
    let is_id = |json: &Json| json.as_str().is_some_and(|text| text.parse::<Id>().is_ok());
    match (member.ty, value) {
        (MemberType::Text, Json::String(text)) if member.required && text.trim().is_empty() => {
            fail(FieldCode::Required, "This is needed.")
        }
        (MemberType::Secret, Json::String(text)) if member.required && text.is_empty() => {
            fail(FieldCode::Required, "This is needed.")
        }
        (MemberType::Text | MemberType::Secret, Json::String(text)) if text.len() > LONGEST_TEXT => {
            fail(FieldCode::TooLong, "This is too long.")
        }
        (MemberType::Text, Json::String(text)) if text.chars().any(char::is_control) => {
            fail(FieldCode::Invalid, "This contains characters that cannot be shown.")
        }
        (MemberType::Text | MemberType::Secret, Json::String(_)) => Ok(()),
        (MemberType::LongText, Json::String(text)) if member.required && text.trim().is_empty() => {
            fail(FieldCode::Required, "This is needed.")
        }
        (MemberType::LongText, Json::String(_)) => Ok(()),
        (MemberType::Text | MemberType::LongText | MemberType::Secret, _) => {
            fail(FieldCode::WrongType, "This takes a text.")
        }
        (MemberType::Boolean, Json::Bool(_)) | (MemberType::Object, Json::Object(_)) => Ok(()),
        (MemberType::Boolean, _) => fail(FieldCode::WrongType, "This takes true or false."),
        (MemberType::Object, _) => fail(FieldCode::WrongType, "This takes an object."),
        (MemberType::Integer, json) if json.is_i64() => Ok(()),
        (MemberType::Integer, _) => fail(FieldCode::WrongType, "This takes a whole number."),
        (MemberType::Id, json) if is_id(json) => Ok(()),
        (MemberType::Id, _) => fail(FieldCode::WrongType, "This takes an id."),
        (MemberType::Ids, Json::Array(list)) if list.len() > LONGEST_LIST => {
            fail(FieldCode::TooLong, "The list is too long.")
        }
        (MemberType::Ids, Json::Array(list)) if list.iter().all(is_id) => Ok(()),
        (MemberType::Ids, _) => fail(FieldCode::WrongType, "This takes a list of ids."),
        (MemberType::Choice(choices), Json::String(text)) if choices.contains(&text.as_str()) => Ok(()),
        (MemberType::Choice(choices), _) => fail(FieldCode::InvalidOption, &format!("One of: {}.", choices.join(", "))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const SPEC: &[Member] = &[
        required("email", MemberType::Text, ""),
        required("password", MemberType::Secret, ""),
        optional("mode", MemberType::Choice(&["a", "b"]), ""),
        optional("ids", MemberType::Ids, ""),
    ];

    #[test]
    fn everything_that_is_wrong_is_named_at_once() {
        let body = json!({"email": " ", "mode": "c", "ids": ["x"], "extra": 1});
        let problem = Members::read(SPEC, body).expect_err("refused");
        let mut named: Vec<_> = problem.errors.iter().map(|error| (error.field.as_str(), error.code)).collect();
        named.sort_by_key(|(field, _)| *field);
        assert_eq!(
            named,
            [
                ("email", FieldCode::Required),
                ("extra", FieldCode::UnknownField),
                ("ids", FieldCode::WrongType),
                ("mode", FieldCode::InvalidOption),
                ("password", FieldCode::Required),
            ]
        );
    }

    #[test]
    fn secrets_keep_their_blanks_and_texts_do_not() {
        let members = Members::read(SPEC, json!({"email": " a@b.c ", "password": " x ", "mode": null})).expect("valid");
        assert_eq!((members.text("email").as_str(), members.secret("password").as_str()), ("a@b.c", " x "));
        assert_eq!(members.optional_text("mode"), None);
    }
}
