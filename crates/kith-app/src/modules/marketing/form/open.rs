//! A form as a stranger meets it.

use kith_access::{Action, Scope, decide};
use kith_catalog::{form, workspace as workspace_kind};
use kith_model::{FieldSpec, Id, Record, Schema, Timestamp};
use serde::{Deserialize, Serialize};

use super::questions::{Question, fits, questions_of, target};
use crate::workspace::{self, WorkspaceData};
use crate::{App, AppError, auth};

/// A form that can be shown.
#[derive(Clone, Debug)]
pub struct OpenForm {
    /// Where what is sent goes.
    pub workspace: Id,
    /// Its own record.
    pub record: Record,
    /// What it asks, each with the field behind it.
    pub asked: Vec<(Question, FieldSpec)>,
    /// What everything that comes of it gets.
    pub fixed: Vec<(Question, FieldSpec)>,
    /// The language of the words around the form's own: `en`, `hi` or `de`.
    pub language: String,
}

impl OpenForm {
    pub(super) fn new(workspace: Id, data: &WorkspaceData, record: Record) -> OpenForm {
        let schema = data.schema(target(&record));
        // A field that was deleted or changed its type since is left out: the form goes on without it.
        let known = questions_of(&record).into_iter().filter_map(|question| {
            let spec = schema.fields.iter().find(|spec| spec.key == question.field)?;
            fits(schema.kind, spec, question.hidden).then(|| (question, spec.clone()))
        });
        let (fixed, asked): (Vec<_>, Vec<_>) = known.partition(|(question, _)| question.hidden);
        let language = record.get(&form::LANGUAGE).or_else(|| data.settings.get(&workspace_kind::LOCALE));
        let language = language.unwrap_or("en").to_owned();
        OpenForm { workspace, record, asked, fixed, language }
    }

    /// Kith itself, in the form's workspace and in no other.
    pub(super) fn scope(&self) -> Scope {
        Scope::system(self.workspace)
    }
}

/// The published form at an address.
pub async fn find_form(app: &App, slug: &str) -> Result<OpenForm, AppError> {
    let address = app.store().find_address(slug).await?.filter(|address| address.kind == form::KIND.key);
    let address = address.ok_or(AppError::NotFound)?;
    let scope = Scope::system(address.workspace);
    let permit = decide(&scope, form::KIND.key, Action::Read, false)?;
    let own = Schema::new(&form::KIND, Vec::new());
    let found = app.store().find_record(&permit, &own, address.record).await?;
    let shown = |record: &Record| record.deleted_at.is_none() && record.get(&form::STATUS) == Some("published");
    let record = found.filter(shown).ok_or(AppError::NotFound)?;
    let data = workspace::load(app, address.workspace).await?;
    Ok(OpenForm::new(address.workspace, &data, record))
}

/// What visits and spam of a form are counted under.
pub(super) fn tally(form: Id, what: &str) -> String {
    format!("form.{what}:{form}")
}

/// Counts a visit. It is no change of the form, so it has no version and no history.
pub async fn note_visit(app: &App, form: &OpenForm) -> Result<(), AppError> {
    app.store().next_turn(form.workspace, &tally(form.record.id, "visit")).await?;
    Ok(())
}

const AUDIENCE: &str = "kith-form";
/// A page may lie open for a day before it is sent.
const VALID_SECS: i64 = 86_400;

/// What a page carries and sends back: that it was opened, when, and a number that is used once.
/// Signed, so that nothing has to be kept about pages that are never sent.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Ticket {
    iss: String,
    aud: String,
    form: Id,
    pub nonce: Id,
    iat: i64,
}

impl Ticket {
    /// How long ago the page was opened, in seconds.
    pub fn age(&self, now: Timestamp) -> i64 {
        now.as_micros().div_euclid(1_000_000) - self.iat
    }
}

/// A ticket for a page that is being opened.
pub async fn ticket(app: &App, form: &OpenForm) -> Result<String, AppError> {
    let now = app.now().as_micros().div_euclid(1_000_000);
    let issuer = app.config().public_url.clone();
    let ticket = Ticket { iss: issuer, aud: AUDIENCE.into(), form: form.record.id, nonce: app.new_id(), iat: now };
    auth::seal(app, &ticket).await
}

/// Reads a ticket of this form; `None` where it is forged, another form's, or too old.
pub(super) async fn read_ticket(app: &App, form: &OpenForm, token: &str) -> Result<Option<Ticket>, AppError> {
    let ticket: Ticket = match auth::unseal(app, AUDIENCE, &["aud", "iss"], token).await {
        Ok(ticket) => ticket,
        Err(AppError::Unauthenticated) => return Ok(None),
        Err(error) => return Err(error),
    };
    let valid = ticket.form == form.record.id && (0..=VALID_SECS).contains(&ticket.age(app.now()));
    Ok(valid.then_some(ticket))
}
