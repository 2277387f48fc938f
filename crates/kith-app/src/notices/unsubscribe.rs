//! Turning mails off by a link in them, without signing in.
//!
//! The link says whose mails and which ones, and carries a signature of the installation's key; nothing
//! of it is kept. It leads to what the settings do, for the person it was written for, and to nothing else.

use kith_access::Scope;
use kith_catalog::user::{EMAIL, LOCALE};
use kith_model::{Id, Record};
use serde_json::{Map, json};

use super::sorts::{self, SORTS};
use super::{MailWay, choice_of, choose};
use crate::{App, AppError, auth, workspace};

/// What a link of the digest says instead of a kind of notification.
pub(super) const DIGEST: &str = "digest";
/// What signatures of these links are good for.
const PLACE: &str = "unsubscribe";

/// The address at which somebody turns off the mails about one kind of thing, or the digest.
pub(super) fn link(app: &App, workspace: Id, person: Id, what: &str) -> Result<String, AppError> {
    let text = format!("{workspace}.{person}.{what}");
    let signature = app.config().secrets.sign(PLACE, &text)?;
    Ok(format!("{}/unsubscribe/{text}.{signature}", app.config().public_url))
}

/// What is to be turned off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TurnedOff {
    /// What the link says.
    These,
    /// Every mail that tells of something.
    All,
}

/// What a link offers, as its page shows it.
#[derive(Clone, Debug)]
pub struct Offer {
    /// Who sends the mails.
    pub firm: String,
    /// Where they go.
    pub address: String,
    /// The language of the page: `en`, `hi` or `de`.
    pub language: String,
    /// The kind of notification it turns off; the digest where none.
    pub kind: Option<&'static str>,
    /// The kinds that come with the digest now.
    pub digest: Vec<&'static str>,
    /// Whether any mail that it turns off is still sent.
    pub on: bool,
    /// The kinds of which any mail at all is sent.
    pub all: Vec<&'static str>,
    scope: Scope,
}

/// The offer of a link. Not found where nobody here signed it; unauthenticated where whom it is for
/// cannot sign in any more, and therefore gets no mails.
pub async fn offer(app: &App, token: &str) -> Result<Offer, AppError> {
    let (text, signature) = token.rsplit_once('.').ok_or(AppError::NotFound)?;
    if !app.config().secrets.has_signed(PLACE, text, signature) {
        return Err(AppError::NotFound);
    }
    let parts: Vec<&str> = text.split('.').collect();
    let [workspace, person, what] = parts[..] else { return Err(AppError::NotFound) };
    let id = |text: &str| text.parse::<Id>().map_err(|_| AppError::NotFound);
    let (workspace, person) = (id(workspace)?, id(person)?);
    let kind = match what {
        DIGEST => None,
        key => Some(sorts::find(key).ok_or(AppError::NotFound)?.key),
    };
    let closed = |error| if let AppError::Suspended = error { AppError::Unauthenticated } else { error };
    let (scope, person) = auth::person(app, workspace, person).await.map_err(closed)?;
    let digest = mailed(&person, |way| way == MailWay::Digest);
    let all = mailed(&person, |way| way != MailWay::Off);
    Ok(Offer {
        firm: workspace::load(app, workspace).await?.settings.title.clone(),
        address: person.get(&EMAIL).unwrap_or_default().to_owned(),
        language: person.get(&LOCALE).unwrap_or("en").to_owned(),
        on: kind.map_or(!digest.is_empty(), |key| all.contains(&key)),
        all,
        kind,
        digest,
        scope,
    })
}

/// The kinds of which somebody is told by mail in one of some ways.
fn mailed(person: &Record, is: impl Fn(MailWay) -> bool) -> Vec<&'static str> {
    SORTS.iter().map(|sort| sort.key).filter(|key| is(choice_of(person, key).mail)).collect()
}

/// Turns off what a link offers, or all mails, as its person would in their settings.
pub async fn unsubscribe(app: &App, offer: &Offer, what: TurnedOff) -> Result<(), AppError> {
    let keys: Vec<&str> = match (what, offer.kind) {
        (TurnedOff::All, _) => offer.all.clone(),
        (TurnedOff::These, Some(kind)) => vec![kind],
        (TurnedOff::These, None) => offer.digest.clone(),
    };
    let off = |key: &str| (key.to_owned(), json!({"mail": MailWay::Off}));
    let wanted: Map<_, _> = keys.into_iter().filter(|key| offer.all.contains(key)).map(off).collect();
    // Mail programs ask twice; what is off already is no change.
    if wanted.is_empty() { Ok(()) } else { choose(app, &offer.scope, &wanted).await.map(drop) }
}
