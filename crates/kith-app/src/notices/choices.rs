//! In which way somebody wants to be told of what.

use kith_access::{Action, Scope, decide};
use kith_catalog::user::{self, NOTIFY_BY};
use kith_model::{FieldCode, FieldError, Record, Value};
use kith_store::WriteError;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json, json};

use super::sorts::{self, SORTS};
use crate::error::unexpected;
use crate::modules::draft_put as put;
use crate::{App, AppError, auth, workspace};

/// Whether and when a mail is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MailWay {
    /// None.
    Off,
    /// One for itself, at once.
    Now,
    /// One each morning, with everything that is still unread.
    Digest,
}

/// In which ways somebody is told of one kind of thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// By the bell and in the centre.
    pub app: bool,
    /// By mail.
    pub mail: MailWay,
    /// In the browsers that take pushes.
    pub push: bool,
}

/// What somebody chose for a kind of notification, or what is usual.
pub(crate) fn choice_of(person: &Record, what: &str) -> Choice {
    let usual = sorts::find(what).map(|sort| sort.usual);
    let usual = usual.unwrap_or(Choice { app: true, mail: MailWay::Off, push: false });
    let Some(Json::Object(chosen)) = person.get(&NOTIFY_BY).and_then(|json| json.get(what)) else { return usual };
    // A way that there was not when somebody chose is as usual.
    let mut ways = json!(usual);
    chosen.iter().for_each(|(way, value)| ways[way] = value.clone());
    Choice::deserialize(ways).unwrap_or(usual)
}

/// The caller's choices, each with what is usual.
pub async fn choices(app: &App, scope: &Scope) -> Result<Json, AppError> {
    let me = scope.user().ok_or(AppError::Unauthenticated)?;
    let (_, person) = auth::person(app, scope.workspace, me).await?;
    Ok(shown(&person))
}

fn shown(person: &Record) -> Json {
    let rows = SORTS.iter().map(|sort| {
        let choice = choice_of(person, sort.key);
        json!({"kind": sort.key, "app": choice.app, "mail": choice.mail, "push": choice.push, "usual": sort.usual})
    });
    json!({"data": rows.collect::<Vec<Json>>()})
}

/// Changes some of the caller's choices: by kind, those of `app`, `mail` and `push` that are to differ.
pub async fn choose(app: &App, scope: &Scope, wanted: &Map<String, Json>) -> Result<Json, AppError> {
    let me = scope.user().ok_or(AppError::Unauthenticated)?;
    let system = Scope::system(scope.workspace);
    let permit = decide(&system, user::KIND.key, Action::Update, user::KIND.activity)?;
    loop {
        let (_, before) = auth::person(app, scope.workspace, me).await?;
        let chosen = chosen(&before, wanted)?;
        let data = workspace::load(app, scope.workspace).await?;
        let mut after = before.clone();
        put(&mut after, NOTIFY_BY.key(), Value::Json(chosen));
        after.version += 1;
        after.updated_at = app.now();
        let mut set = data.write_set(scope, app.now());
        set.update(&permit, &data.schema(&user::KIND), before, after.clone());
        match app.store().commit(set).await {
            Ok(()) => return Ok(shown(&after)),
            // Somebody else changed the same person meanwhile.
            Err(WriteError::VersionConflict { .. }) => {}
            Err(error) => return Err(unexpected(error)),
        }
    }
}

/// Everything that is chosen from now on; what is as usual again is left out.
fn chosen(person: &Record, wanted: &Map<String, Json>) -> Result<Json, AppError> {
    let mut errors = Vec::new();
    let mut fail = |key: String, code, message: &str| errors.push(FieldError::new(&key, code, message));
    let mut all = Map::new();
    for sort in SORTS {
        let mut choice = json!(choice_of(person, sort.key));
        match wanted.get(sort.key) {
            None => {}
            Some(Json::Object(ways)) => {
                for (way, value) in ways {
                    let key = format!("choices.{}.{way}", sort.key);
                    match (way.as_str(), value) {
                        ("app" | "push", Json::Bool(_)) => choice[way] = value.clone(),
                        ("app" | "push", _) => fail(key, FieldCode::WrongType, "This takes true or false."),
                        ("mail", value) if MailWay::deserialize(value).is_ok() => choice[way] = value.clone(),
                        ("mail", _) => {
                            fail(key, FieldCode::InvalidOption, "This takes \"off\", \"now\" or \"digest\".");
                        }
                        _ => fail(key, FieldCode::UnknownField, "There is no such way."),
                    }
                }
            }
            Some(_) => fail(format!("choices.{}", sort.key), FieldCode::WrongType, "This takes an object."),
        }
        if choice != json!(sort.usual) {
            all.insert(sort.key.to_owned(), choice);
        }
    }
    for key in wanted.keys().filter(|key| sorts::find(key).is_none()) {
        fail(format!("choices.{key}"), FieldCode::UnknownField, "Nobody is told of such things.");
    }
    if errors.is_empty() { Ok(Json::Object(all)) } else { Err(AppError::Validation(errors)) }
}
