//! Answers of those whom Kith speaks to by HTTP.

/// More of an answer is not read.
const LONGEST: usize = 64 * 1024;

/// The beginning of an answer, however long it is.
pub(crate) async fn excerpt(mut answer: reqwest::Response) -> String {
    let mut bytes = Vec::new();
    while let Ok(Some(piece)) = answer.chunk().await {
        bytes.extend_from_slice(&piece);
        if bytes.len() > LONGEST {
            break;
        }
    }
    bytes.truncate(LONGEST);
    String::from_utf8_lossy(&bytes).into_owned()
}

/// An error with what caused it; without the address, which may hold a name.
pub(crate) fn whole(error: &reqwest::Error) -> String {
    let mut text = match (error.is_timeout(), error.is_connect()) {
        (true, _) => "no answer came in time".to_owned(),
        (_, true) => "no connection".to_owned(),
        _ => "the exchange failed".to_owned(),
    };
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        text = format!("{text}: {inner}");
        cause = inner.source();
    }
    text
}
