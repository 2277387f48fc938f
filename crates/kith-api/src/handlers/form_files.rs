//! A form that is sent with files: they are stored as they come, once the page they come from is known.

use axum::body::{Body, HttpBody};
use bytes::Bytes;
use futures_util::stream::unfold;
use futures_util::{Stream, StreamExt, TryStreamExt};
use kith_app::modules::marketing::form::{self as forms, Admission, OpenForm, Outcome};
use kith_app::ports::BlobError;
use kith_model::FieldErrors;
use multer::{Constraints, Multipart, SizeLimit};

use super::forms::{Answer, MOST_BYTES, as_json, as_page, from_pairs, malformed, wants_json};
use crate::call::Call;
use crate::problem::Problem;
use crate::{body, headers};

/// What stands between the parts, and their own heads.
const BETWEEN: u64 = 64 * 1024;

/// What came of a body.
struct Sent {
    typed: Vec<(String, String)>,
    outcome: Outcome,
}

/// Takes the parts of a form. A body that is refused is read to its end all the same, so that a browser that still
/// sends gets to see the answer.
pub(super) async fn submit(call: &Call, form: &OpenForm, framed: bool, stream: Body) -> Answer {
    let kind = headers::text(&call.headers, "content-type").unwrap_or_default();
    let boundary = multer::parse_boundary(kind).map_err(|_| malformed("A boundary is needed."))?;
    // One more than is taken, so that it is said which is too much; beyond that nothing is read.
    let rules = forms::file_rules(call.app(), form);
    let files = rules.map_or(0, |rules| (rules.most as u64 + 1) * rules.largest);
    let most = files + MOST_BYTES as u64 + BETWEEN;
    if stream.size_hint().lower() > most {
        return Err(body::too_large(most));
    }
    let limits = Constraints::new().size_limit(SizeLimit::new().whole_stream(most));
    let pieces = one_by_one(Box::pin(body::pieces(stream, call.api.config.body_timeout)));
    let parts = Multipart::with_constraints(pieces, boundary, limits);
    let Sent { typed, outcome } = read(call, form, parts, most).await?;
    if wants_json(call) {
        return as_json(form, outcome);
    }
    let sent = from_pairs(form, &typed);
    as_page(call, form, framed, (&sent, &typed), outcome).await
}

/// The parser takes what is there until it has to wait. So that it holds one piece at a time, it waits after each.
fn one_by_one(
    pieces: impl Stream<Item = Result<Bytes, String>> + Unpin + Send + 'static,
) -> impl Stream<Item = std::io::Result<Bytes>> + Send + 'static {
    unfold((pieces, false), async |(mut pieces, waits)| {
        if waits {
            tokio::task::yield_now().await;
        }
        let piece = pieces.next().await?;
        Some((piece.map_err(std::io::Error::other), (pieces, true)))
    })
}

async fn read(call: &Call, form: &OpenForm, mut parts: Multipart<'static>, most: u64) -> Result<Sent, Problem> {
    let app = call.app();
    let (mut typed, mut length) = (Vec::new(), 0);
    let (mut admission, mut errors) = (None, FieldErrors::new());
    let mut failed = None;
    loop {
        let part = match parts.next_field().await {
            Ok(Some(part)) => part,
            Ok(None) => break,
            Err(error) => {
                failed = Some(broken(&error, most));
                break;
            }
        };
        let name = part.name().unwrap_or_default().to_owned();
        match part.file_name().map(str::to_owned) {
            None => match text(part, &mut length, most).await {
                Ok(value) => typed.push((name, value)),
                Err(problem) => {
                    failed = Some(problem);
                    break;
                }
            },
            // A browser sends a file without a name where none was chosen.
            Some(file) if name == forms::FILES && !file.is_empty() => {
                if admission.is_none() {
                    admission = Some(forms::admit(app, form, &from_pairs(form, &typed)).await?);
                }
                if let Some(Admission::Open(admitted)) = &mut admission
                    && errors.is_empty()
                {
                    let bytes = part.map_err(|error| BlobError::Failed(error.to_string()));
                    match admitted.take(app, form, &file, bytes.boxed()).await {
                        Ok(error) => errors.extend(error),
                        Err(error) => {
                            failed = Some(error.into());
                            break;
                        }
                    }
                }
            }
            Some(_) => {}
        }
    }
    let sent = from_pairs(form, &typed);
    let admission = match admission {
        Some(admission) => admission,
        None if failed.is_some() => Admission::Ended(Outcome::Stale),
        None => forms::admit(app, form, &sent).await?,
    };
    let outcome = match (admission, failed) {
        (Admission::Open(admitted), None) if errors.is_empty() => forms::finish(app, form, &sent, *admitted).await?,
        (Admission::Open(admitted), None) => {
            admitted.forget(app, form).await;
            Outcome::Invalid(errors)
        }
        (Admission::Ended(outcome), None) => outcome,
        (admission, Some(problem)) => {
            if let Admission::Open(admitted) = admission {
                admitted.forget(app, form).await;
            }
            return Err(problem);
        }
    };
    Ok(Sent { typed, outcome })
}

/// An answer; all of them together are no longer than those of a form without files.
async fn text(
    mut part: impl Stream<Item = multer::Result<Bytes>> + Unpin,
    length: &mut usize,
    most: u64,
) -> Result<String, Problem> {
    let mut bytes = Vec::new();
    while let Some(piece) = part.next().await {
        let piece = piece.map_err(|error| broken(&error, most))?;
        *length += piece.len();
        if *length > MOST_BYTES {
            return Err(body::too_large(MOST_BYTES as u64));
        }
        bytes.extend_from_slice(&piece);
    }
    String::from_utf8(bytes).map_err(|_| malformed("The form is not UTF-8."))
}

fn broken(error: &multer::Error, most: u64) -> Problem {
    match error {
        multer::Error::StreamSizeExceeded { .. } => body::too_large(most),
        _ => malformed("The parts of the form cannot be read."),
    }
}
