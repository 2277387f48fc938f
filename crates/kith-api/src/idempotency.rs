//! `Idempotency-Key`: requests that may be sent twice. The app keeps the answer in the transaction that
//! caused it; here the key is read, and a twin that arrives meanwhile waits for the first to end.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use axum::body::{Body, to_bytes};
use axum::http::request::Parts;
use axum::http::{Method, Response};
use bytes::Bytes;
use kith_app::records::{self, IdempotencyKey, Replay};
use kith_model::Id;
use sha2::{Digest, Sha256};

use crate::call::{self, Call};
use crate::caller::Caller;
use crate::problem::{Code, Problem};
use crate::route::{Keeper, LimitClass, Route};

const LONGEST_KEY: usize = 200;
/// Answers kept here are single records, jobs, or nothing.
const MOST_KEPT: usize = 4 * 1024 * 1024;

type Gate = Arc<tokio::sync::Mutex<()>>;

/// Keys whose first request is under way in this process. Twins that reach different processes are
/// told apart by the database.
#[derive(Default)]
pub(crate) struct InFlight(Mutex<HashMap<(Id, String), Gate>>);

impl InFlight {
    fn gate(&self, user: Id, key: &str) -> Gate {
        let mut gates = self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        gates.retain(|_, gate| Arc::strong_count(gate) > 1);
        gates.entry((user, key.to_owned())).or_default().clone()
    }
}

/// The key of a signed-in caller's POST. Who is not signed in has no keys: two strangers could send
/// the same one.
pub(crate) fn key(
    route: &Route,
    parts: &Parts,
    caller: Option<&Caller>,
    body: &Bytes,
) -> Result<Option<IdempotencyKey>, Problem> {
    let header = parts.headers.get("idempotency-key");
    let (Some(header), true, true) =
        (header, parts.method == Method::POST && route.limit != LimitClass::SignIn, caller.is_some())
    else {
        return Ok(None);
    };
    let malformed =
        || Problem::new(Code::MalformedHeader).detail("Idempotency-Key takes 1 to 200 visible ASCII characters.");
    let key = header.to_str().map_err(|_| malformed())?.trim().to_owned();
    if key.is_empty() || key.len() > LONGEST_KEY {
        return Err(malformed());
    }
    let mut hash = Sha256::new();
    for part in [parts.method.as_str().as_bytes(), parts.uri.path().as_bytes(), body.as_ref()] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    Ok(Some(IdempotencyKey { key, request_hash: hash.finalize().to_vec() }))
}

/// Runs a call, one at a time for each key.
pub(crate) async fn run(call: Call) -> Result<Response<Body>, Problem> {
    let handler = call.route.handler;
    let user = call.caller.as_ref().and_then(Caller::user);
    let (Some(key), Some(user)) = (call.idempotency.clone(), user) else { return handler(call).await };
    let gate = call.api.in_flight.gate(user, &key.key);
    let turn = gate.lock_owned().await;
    if call.route.keeper == Keeper::UseCase {
        return handler(call).await;
    }
    let (app, scope) = (call.app().clone(), call.scope()?.clone());
    if let Some(replay) = records::find_replay(&app, &scope, &key).await? {
        return Ok(replayed(replay));
    }
    // On a task of its own, since a client that leaves drops the request: its answer is the one that
    // has to be kept.
    let work = tokio::spawn(async move {
        let _turn = turn;
        let (parts, body) = handler(call).await?.into_parts();
        let body = to_bytes(body, MOST_KEPT).await.map_err(|error| internal(&error))?;
        records::keep_answer(&app, &scope, &key, parts.status.as_u16(), body.to_vec()).await?;
        Ok(Response::from_parts(parts, Body::from(body)))
    });
    work.await.map_err(|error| internal(&error))?
}

fn internal(error: &dyn std::error::Error) -> Problem {
    Problem::new(Code::Internal).log(error.to_string())
}

fn replayed(replay: Replay) -> Response<Body> {
    if replay.body.is_empty() {
        return call::no_content();
    }
    call::json_bytes(replay.status, replay.body.into())
}
