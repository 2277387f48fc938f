//! What clients say on the stream of events, read strictly.

use kith_app::live::{Doing, Wish};
use kith_model::{Id, RecordKind};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value as Json;

use crate::problem::{Code, Problem};

/// The longest name of a subscription.
const NAME: usize = 100;

/// A message that was understood.
pub(super) enum Asked {
    Subscribe {
        name: String,
        wish: Wish,
        after: Option<String>,
    },
    FollowJob {
        name: String,
        job: Id,
    },
    Unsubscribe(String),
    Viewing(Option<(&'static RecordKind, Id, Doing)>),
    Resume(String),
    /// A word that the client is there.
    Nothing,
}

impl Asked {
    /// The subscription it is about.
    pub fn name(&self) -> &str {
        match self {
            Asked::Subscribe { name, .. } | Asked::FollowJob { name, .. } | Asked::Unsubscribe(name) => name,
            _ => "",
        }
    }
}

/// What jobs are called here: they are no records, but followed like them.
const JOBS: &str = "jobs";

/// One of these, each with its value.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Said {
    Subscribe(Subscribe),
    Unsubscribe(Unsubscribe),
    Viewing(Option<Viewing>),
    Resume(String),
    Heartbeat(IgnoredAny),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Subscribe {
    id: Option<String>,
    kind: String,
    #[serde(default)]
    filter: Json,
    record: Option<Id>,
    after: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Unsubscribe {
    id: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Viewing {
    kind: String,
    id: Id,
    doing: Option<Doing>,
}

/// Reads a message.
pub(super) fn read(text: &str) -> Result<Asked, Problem> {
    let said: Said =
        serde_json::from_str(text).map_err(|error| Problem::new(Code::MalformedJson).detail(error.to_string()))?;
    Ok(match said {
        Said::Subscribe(said) => {
            let kind = if said.kind == JOBS { None } else { Some(known(&said.kind)?) };
            // One who follows a kind as a whole needs no name for it.
            let name = said.id.unwrap_or_else(|| kind.map_or(JOBS, |kind| kind.plural).to_owned());
            if name.is_empty() || name.chars().count() > NAME {
                return Err(Problem::new(Code::ValidationFailed).detail("The id has 1 to 100 characters."));
            }
            if said.record.is_some() && !said.filter.is_null() {
                let detail = "A subscription has a filter or a record, not both.";
                return Err(Problem::new(Code::ValidationFailed).detail(detail));
            }
            let Some(kind) = kind else {
                let detail = "A job is followed by its id, as `record`.";
                let job = said.record.ok_or_else(|| Problem::new(Code::ValidationFailed).detail(detail))?;
                return Ok(Asked::FollowJob { name, job });
            };
            let wish = Wish { kind, filter: said.filter, record: said.record };
            Asked::Subscribe { name, wish, after: said.after }
        }
        Said::Unsubscribe(said) => Asked::Unsubscribe(said.id),
        Said::Viewing(None) => Asked::Viewing(None),
        Said::Viewing(Some(said)) => {
            Asked::Viewing(Some((known(&said.kind)?, said.id, said.doing.unwrap_or(Doing::Viewing))))
        }
        Said::Resume(after) => Asked::Resume(after),
        Said::Heartbeat(_) => Asked::Nothing,
    })
}

/// A kind by its name in addresses, or by its key.
fn known(name: &str) -> Result<&'static RecordKind, Problem> {
    let found = kith_catalog::KINDS.into_iter().find(|kind| kind.plural == name || kind.key == name);
    let detail = || Problem::new(Code::NotFound).detail(format!("There are no records called \"{name}\"."));
    found.ok_or_else(detail)
}
