//! Requests that came: compared with the branches' invites, and kept for a person to answer.

use depot::{Depot, Key, Prefix};
use handbook::Digest;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use signing::Request;
use store::{NewRequest, Taken, Workspace};

use super::{BATCH, MOST_BYTES, Origin, refuse, refuse_or_fail, unknown};
use crate::fetch::fetch_all;
use crate::invite::{usable_secrets, utc_day};
use crate::{Error, ExchangeReport, Refusal};

/// A request whose signature holds and that is not kept yet.
pub(crate) struct ArrivedRequest {
    pub(crate) request: Request,
    pub(crate) bytes: Vec<u8>,
    pub(crate) origin: Origin,
}

impl ArrivedRequest {
    /// Describes it for the store, with the secret of the invite that it was made with.
    pub(crate) fn as_new(&self, invite: Option<[u8; 16]>) -> NewRequest<'_> {
        let content = &self.request.content;
        NewRequest {
            branch: content.branch,
            bytes: &self.bytes,
            certificate: self.request.certificate.as_der(),
            invite,
            asked_by: &content.asked_by,
            asked_at: content.asked_at,
            object: self.origin.object(),
        }
    }
}

/// Takes in the requests to be enrolled that a depot holds.
pub(crate) fn take_requests(
    workspace: &mut Workspace,
    depot: &dyn Depot,
    actor: &str,
    at: Timestamp,
    report: &mut ExchangeReport,
) -> Result<(), Error> {
    let requests = unknown(workspace, depot.list(&Prefix::requests())?)?;
    for objects in requests.chunks(BATCH) {
        let mut arrived = Vec::new();
        for (key, read) in fetch_all(depot, objects, MOST_BYTES, read_request) {
            let name = key.as_str();
            match read {
                Ok(Ok(request)) => arrived.push(request),
                Ok(Err(refusal)) => {
                    refuse(workspace, name, None, &refusal, actor, at)?;
                    report.refused.push(refusal.of(name));
                }
                Err(error) => refuse_or_fail(error, name, report)?,
            }
        }
        keep_requests(workspace, &arrived, actor, at, report)?;
    }
    Ok(())
}

/// Checks that an object is a request, and has the bytes that its name promises.
pub(crate) fn read_request(key: &Key, bytes: Vec<u8>) -> Result<ArrivedRequest, Refusal> {
    let parts = key.request_parts();
    let is_whole =
        parts.is_some_and(|parts| Key::request(parts.branch, &Digest::of(&bytes)) == *key);
    if !is_whole {
        // A copy that is cut off may be whole the next time.
        return Err(Refusal::Damaged);
    }
    Ok(ArrivedRequest {
        request: signing::verify_request(&bytes)?,
        bytes,
        origin: Origin::Object(key.as_str().to_string()),
    })
}

/// Keeps requests that arrived at `at` in one transaction, and says what became of each. The
/// invite that fits a request is used up.
pub(super) fn keep_requests(
    workspace: &mut Workspace,
    arrived: &[ArrivedRequest],
    actor: &str,
    at: Timestamp,
    report: &mut ExchangeReport,
) -> Result<(), Error> {
    let handbook = workspace.handbook()?.id;
    let is_own = |arrived: &&ArrivedRequest| arrived.request.content.handbook == handbook;
    // A request may be a day late, because an invite's last day ends later in the west.
    let day = utc_day(at).saturating_sub(1.day());
    let mut new = Vec::new();
    for own in arrived.iter().filter(is_own) {
        new.push(own.as_new(invite_of(workspace, &own.request, day)?));
    }
    let mut taken = workspace.add_requests(&new, actor, at)?.into_iter();
    for arrived in arrived {
        let branch = arrived.request.content.branch;
        let refusal = match is_own(&arrived) {
            false => Refusal::OtherHandbook,
            true => match taken.next() {
                Some(Taken::UnknownBranch) => Refusal::UnknownBranch(branch),
                taken => {
                    report.requests += u32::from(taken == Some(Taken::New));
                    continue;
                }
            },
        };
        let name = arrived.origin.name();
        refuse(workspace, name, Some(branch), &refusal, actor, at)?;
        report.refused.push(refusal.of(name));
    }
    Ok(())
}

/// Returns the secret of the usable invite that a request was made with.
fn invite_of(
    workspace: &Workspace,
    request: &Request,
    day: Date,
) -> Result<Option<[u8; 16]>, Error> {
    let secrets = usable_secrets(workspace, request.content.branch, day)?;
    let mut secrets = secrets.into_iter().map(|(secret, _)| secret);
    let proving = secrets.find(|secret| request.is_proven_by(secret));
    Ok(proving.map(|secret| *secret.as_bytes()))
}
