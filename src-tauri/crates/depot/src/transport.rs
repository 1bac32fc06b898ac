//! The line to a store: it notices refusals before anybody can mistake them for something else.

use http::{Method, Request, Response, StatusCode, header};
use opendal::{Buffer, Error, ErrorKind, HttpBody, HttpTransport, HttpTransporter, Result};

/// A status that no part of a store's protocol goes on from.
#[derive(Debug, thiserror::Error)]
#[error("status {0}")]
pub(crate) struct Refused(pub StatusCode);

/// Sends requests, and turns refusals into errors that carry the status.
pub(crate) struct Line(pub HttpTransporter);

impl HttpTransport for Line {
    async fn fetch(&self, request: Request<Buffer>) -> Result<Response<HttpBody>> {
        let method = request.method().clone();
        let wants_rest = request.headers().contains_key(header::RANGE);
        let response = self.0.fetch(request).await?;
        match refusal(&method, response.status()) {
            Some(error) => Err(error),
            // After a break in the middle, the whole would be taken for the rest.
            None if wants_rest && response.status() == StatusCode::OK => Err(ignored_range()),
            None => Ok(response),
        }
    }
}

fn ignored_range() -> Error {
    Error::new(ErrorKind::Unexpected, "the whole came instead of the rest").set_temporary()
}

/// Returns the error that a status stands for; passing troubles are worth another attempt.
fn refusal(method: &Method, status: StatusCode) -> Option<Error> {
    let kind = match status.as_u16() {
        401 | 403 => ErrorKind::PermissionDenied,
        409 if method.as_str() == "MKCOL" => ErrorKind::NotFound,
        413 | 507 => ErrorKind::Unexpected,
        429 | 500..=599 => ErrorKind::Unexpected,
        _ => return None,
    };
    let is_passing = matches!(status.as_u16(), 429 | 500 | 502..=504);
    let error = Error::new(kind, "the store refused").set_source(Refused(status));
    Some(error.with_temporary(is_passing))
}
