//! Web forms: their pages for strangers, and their figures and previews for those who make them.
//!
//! Nothing here reads a cookie, so there is nothing that another site could make a browser send in
//! somebody's name: the check against forged requests that guards the rest of the API would guard
//! nothing. Forms on other sites are frames of this one, so no answer is opened to other origins either.

use std::time::Instant;

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use kith_app::modules::marketing::form::{self as forms, OpenForm, Outcome, Submission};
use kith_catalog::form;
use kith_model::{FieldCode, FieldError, FieldSpec, FieldType, Id};
use serde_json::{Map, Value as Json, json};

use crate::call::{self, Call};
use crate::forms::{View, Visit, answer, embed_script, form_page, thanks_page};
use crate::list_params::take_list;
use crate::problem::{Code, Problem};
use crate::query::Query;
use crate::{body, headers};

use super::form_files;

pub(super) type Answer = Result<Response<Body>, Problem>;

/// The largest body of a form.
pub(super) const MOST_BYTES: usize = 64 * 1024;
const LONGEST_TAG: usize = 200;
const LONGEST_ADDRESS: usize = 500;
/// More forms are not answered at once: as many as a page of a list holds.
const MOST_FORMS: usize = 200;

/// `GET /f/{slug}`
pub(crate) async fn show(mut call: Call) -> Answer {
    let form = forms::find_form(call.app(), call.param("slug")).await?;
    let framed = call.query.take("embed").is_some();
    if call.query.take("done").is_some() {
        return Ok(answer(200, thanks_page(&form, framed, false)));
    }
    if !call.head {
        forms::note_visit(call.app(), &form).await?;
    }
    let ticket = forms::ticket(call.app(), &form).await?;
    if wants_json(&call) {
        return Ok(call::json(200, &description(&call, &form, &ticket)));
    }
    let visit = visit(&mut call);
    let files = forms::file_rules(call.app(), &form);
    let view = View { files, ticket: Some(&ticket), framed, ..View::new(&form, &visit) };
    Ok(answer(200, form_page(&view)))
}

/// `GET /f/{slug}/embed.js`
pub(crate) async fn embed(call: Call) -> Answer {
    forms::find_form(call.app(), call.param("slug")).await?;
    Ok(embed_script())
}

/// `POST /f/{slug}`
pub(crate) async fn submit(mut call: Call) -> Answer {
    let form = forms::find_form(call.app(), call.param("slug")).await?;
    // Whoever sends it and from how many addresses: one form cannot keep the database busy.
    call.api.one_form.take(form.record.id, Instant::now())?;
    let framed = call.query.take("embed").is_some();
    let stream = std::mem::take(&mut *call.stream.lock().unwrap_or_else(|poisoned| poisoned.into_inner()));
    if headers::media_type(&call.headers) == "multipart/form-data" && forms::file_rules(call.app(), &form).is_some() {
        return form_files::submit(&call, &form, framed, stream).await;
    }
    let bytes = body::read(stream, MOST_BYTES, call.api.config.body_timeout).await?;
    if headers::media_type(&call.headers) == "application/x-www-form-urlencoded" {
        let text = std::str::from_utf8(&bytes).map_err(|_| malformed("The form is not UTF-8."))?;
        let typed = pairs(text);
        let sent = from_pairs(&form, &typed);
        let outcome = forms::submit(call.app(), &form, &sent).await?;
        return as_page(&call, &form, framed, (&sent, &typed), outcome).await;
    }
    let Some(Json::Object(given)) = body::json(&call.headers, &bytes)? else {
        return Err(malformed("An object of answers is needed."));
    };
    as_json(&form, forms::submit(call.app(), &form, &from_json(given)).await?)
}

/// What became of a form, for a program.
pub(super) fn as_json(form: &OpenForm, outcome: Outcome) -> Answer {
    match outcome {
        Outcome::Thanks => Ok(call::json(200, &thanks(form))),
        Outcome::Invalid(errors) => Err(Problem::invalid(errors)),
        Outcome::Stale => {
            Err(Problem::new(Code::Conflict).detail("The ticket is missing or too old. Open the form once more."))
        }
    }
}

/// What became of a form, for a browser.
pub(super) async fn as_page(
    call: &Call,
    form: &OpenForm,
    framed: bool,
    (sent, typed): (&Submission, &[(String, String)]),
    outcome: Outcome,
) -> Answer {
    match outcome {
        Outcome::Thanks => Ok(see_other(&after(form, framed))),
        Outcome::Invalid(errors) => again(call, form, framed, sent, typed, &errors).await,
        Outcome::Stale => again(call, form, framed, sent, typed, &[]).await,
    }
}

/// `GET /forms/figures`
pub(crate) async fn figures(mut call: Call) -> Answer {
    let given = take_list(&mut call.query, "ids").unwrap_or_default();
    let ids: Option<Vec<Id>> = given.iter().map(|id| id.parse().ok()).collect();
    let Some(ids) = ids.filter(|ids| ids.len() <= MOST_FORMS) else {
        let message = format!("Up to {MOST_FORMS} ids, separated by commas.");
        return Err(Problem::invalid(vec![FieldError::new("ids", FieldCode::Invalid, message)]));
    };
    let data = forms::form_figures(call.app(), call.scope()?, &ids).await?;
    Ok(call::json(200, &json!({"data": data})))
}

/// `POST /forms/preview`
pub(crate) async fn preview(mut call: Call) -> Answer {
    let members = call.members()?;
    let empty = Map::new();
    let form = forms::preview(call.app(), call.scope()?, members.object("form").unwrap_or(&empty)).await?;
    let html = if members.flag("done").unwrap_or(false) {
        thanks_page(&form, false, true)
    } else {
        let visit = Visit::default();
        form_page(&View { files: forms::file_rules(call.app(), &form), ..View::new(&form, &visit) })
    };
    Ok(call::json(200, &json!({"html": html.text})))
}

/// The page once more, with what was typed and what is wrong with it.
async fn again(
    call: &Call,
    form: &OpenForm,
    framed: bool,
    sent: &Submission,
    typed: &[(String, String)],
    errors: &[FieldError],
) -> Answer {
    // The old ticket was not used up. A new one would make the visitor wait for the shortest time anew.
    let fresh = forms::ticket(call.app(), form).await?;
    let stale = errors.is_empty();
    let ticket = if stale { &fresh } else { &sent.ticket };
    let visit = Visit { utm: sent.utm.clone(), referrer: sent.referrer.clone(), page: sent.page.clone() };
    let files = forms::file_rules(call.app(), form);
    let view = View { files, ticket: Some(ticket), framed, typed, errors, stale, ..View::new(form, &visit) };
    Ok(answer(422, form_page(&view)))
}

pub(super) fn malformed(detail: &str) -> Problem {
    Problem::new(Code::MalformedJson).detail(detail)
}

pub(super) fn wants_json(call: &Call) -> bool {
    let accept = headers::text(&call.headers, header::ACCEPT).unwrap_or("");
    accept.contains("application/json") && !accept.contains("text/html")
}

/// Where a browser goes after sending. Loading that page again sends nothing again.
fn after(form: &OpenForm, framed: bool) -> String {
    let slug = form.record.get(&form::SLUG).unwrap_or_default();
    let redirect = form.record.get(&form::REDIRECT_URL).filter(|_| form.record.get(&form::AFTER) == Some("redirect"));
    match redirect {
        Some(url) if !framed => url.to_owned(),
        _ if framed => format!("/f/{slug}?done=1&embed=1"),
        _ => format!("/f/{slug}?done=1"),
    }
}

fn see_other(location: &str) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SEE_OTHER;
    if let Ok(location) = HeaderValue::from_str(location) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    response
}

fn thanks(form: &OpenForm) -> Json {
    let redirect = form.record.get(&form::AFTER) == Some("redirect");
    json!({
        "message": form.record.get(&form::MESSAGE),
        "redirect_url": form.record.get(&form::REDIRECT_URL).filter(|_| redirect),
    })
}

/// The form for a page of somebody's own making.
fn description(call: &Call, form: &OpenForm, ticket: &str) -> Json {
    let questions: Vec<Json> = form
        .asked
        .iter()
        .map(|(question, spec)| {
            let options: Vec<Json> =
                spec.options.iter().map(|option| json!({"value": option.value, "label": option.label})).collect();
            json!({
                "field": question.field, "label": question.label.as_ref().unwrap_or(&spec.label),
                "help": question.help, "required": question.required, "type": spec.ty.name(), "options": options,
            })
        })
        .collect();
    let record = &form.record;
    let files = forms::file_rules(call.app(), form)
        .map(|rules| json!({"field": forms::FILES, "most": rules.most, "largest": rules.largest}));
    json!({
        "files": files,
        "heading": record.get(&form::HEADING).unwrap_or(&record.title), "intro": record.get(&form::INTRO),
        "language": form.language, "questions": questions, "ticket": ticket,
        "consent": record.get(&form::CONSENT_TEXT).map(|text| {
            json!({"text": text, "required": record.get(&form::CONSENT_REQUIRED).unwrap_or(true)})
        }),
    })
}

/// What a link and the browser say about a visit.
fn visit(call: &mut Call) -> Visit {
    let utm = ["utm_source", "utm_medium", "utm_campaign"].map(|tag| call.query.take(tag));
    let referrer = call.query.take("referrer");
    let referrer = referrer.or_else(|| headers::text(&call.headers, header::REFERER).map(str::to_owned));
    Visit {
        utm: utm.map(|tag| clean(tag, LONGEST_TAG)),
        referrer: clean(referrer, LONGEST_ADDRESS),
        page: clean(call.query.take("page"), LONGEST_ADDRESS),
    }
}

/// What strangers say about themselves is cut rather than refused: nobody would lose a lead over a tag.
fn clean(text: Option<String>, most: usize) -> Option<String> {
    let text: String = text?.chars().filter(|c| !c.is_control()).take(most).collect();
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// The inputs of a form as they were sent; several of one name are several boxes that were ticked.
pub(super) fn pairs(text: &str) -> Vec<(String, String)> {
    let each = text.split('&').filter(|part| !part.is_empty());
    each.filter_map(|part| Query::lenient(part).rest().pop()).collect()
}

pub(super) fn from_pairs(form: &OpenForm, typed: &[(String, String)]) -> Submission {
    let first = |name: &str| typed.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone());
    let answers = form.asked.iter().filter_map(|(question, spec)| {
        let given = typed.iter().filter(|(key, _)| *key == question.field).map(|(_, value)| value.as_str());
        let given: Vec<&str> = given.collect();
        (!given.is_empty()).then(|| (question.field.clone(), typed_value(spec, &given)))
    });
    Submission {
        answers: answers.collect(),
        ticket: first("_ticket").unwrap_or_default(),
        consent: first("_consent").is_some_and(|tick| !tick.is_empty()),
        trapped: first(crate::forms::TRAP).is_some_and(|text| !text.is_empty()),
        utm: ["utm_source", "utm_medium", "utm_campaign"].map(|tag| clean(first(tag), LONGEST_TAG)),
        referrer: clean(first("_referrer"), LONGEST_ADDRESS),
        page: clean(first("_page"), LONGEST_ADDRESS),
    }
}

/// What was typed as the JSON that the field takes; what does not fit stays a text, which is refused.
fn typed_value(spec: &FieldSpec, given: &[&str]) -> Json {
    let text = given.first().copied().unwrap_or_default();
    let plain = text.trim();
    let number = || plain.replace(',', ".").parse::<f64>().ok();
    match spec.ty {
        _ if plain.is_empty() => Json::Null,
        FieldType::Integer => plain.parse::<i64>().map_or_else(|_| text.into(), Json::from),
        FieldType::Number => number().map_or_else(|| text.into(), Json::from),
        FieldType::Boolean => Json::Bool(true),
        FieldType::MultiSelect => given.iter().filter(|value| !value.is_empty()).copied().collect(),
        FieldType::TextList => text.split(',').map(str::trim).filter(|part| !part.is_empty()).collect(),
        // Browsers end the lines of a text area in two characters.
        FieldType::LongText => text.replace("\r\n", "\n").into(),
        _ => text.into(),
    }
}

fn from_json(mut given: Map<String, Json>) -> Submission {
    let mut text = |key: &str| given.remove(key).and_then(|json| json.as_str().map(str::to_owned));
    let (ticket, trap) = (text("_ticket").unwrap_or_default(), text(crate::forms::TRAP));
    let utm = ["utm_source", "utm_medium", "utm_campaign"].map(|tag| clean(text(tag), LONGEST_TAG));
    let (referrer, page) = (clean(text("_referrer"), LONGEST_ADDRESS), clean(text("_page"), LONGEST_ADDRESS));
    let consent = given.remove("_consent") == Some(Json::Bool(true));
    let trapped = trap.is_some_and(|text| !text.is_empty());
    Submission { answers: given, ticket, consent, trapped, utm, referrer, page }
}
