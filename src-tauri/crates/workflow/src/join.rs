//! A branch joins: believes the roots that its invite names, makes its own key, and asks to be
//! enrolled.

use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use depot::{Depot, Key};
use handbook::{Digest, EnrolmentRequest, Handbook, Invite};
use jiff::civil::Date;
use signing::{Certificate, Secret, TrustInHand};
use store::{Membership, Workspace};

use crate::{Error, InviteView, Now};

/// The longest invite that is read, in bytes: it holds the whole trust.
const MOST_BYTES: u64 = 1 << 20;

/// The setting that holds the branch's request to be enrolled, in base64.
pub(crate) const REQUEST: &str = "enrolment request";

/// An invite that was opened, with its secret.
#[derive(Debug)]
pub struct OpenedInvite {
    /// What it says.
    pub invite: Invite,
    secret: Secret,
    trust: TrustInHand,
}

/// Opens an invite's file.
pub fn open_invite(path: &Path) -> Result<OpenedInvite, Error> {
    let unreadable = |cause| Error::Unreadable {
        path: path.to_path_buf(),
        cause,
    };
    let length = std::fs::metadata(path).map_err(unreadable)?.len();
    if length > MOST_BYTES {
        return Err(Error::Refused(crate::Refusal::UnknownFile));
    }
    let bytes = std::fs::read(path).map_err(unreadable)?;
    let (invite, secret) = signing::open_invite_file(&bytes)?;
    opened(invite, secret)
}

/// Fetches the invite that belongs to words that were read aloud from a depot, and opens it.
pub fn fetch_invite(depot: &dyn Depot, words: &str) -> Result<OpenedInvite, Error> {
    let secret = Secret::from_words(words)?;
    let key = Key::invite(&signing::invite_name(&secret)).map_err(depot::Error::from)?;
    let bytes = match depot::read_bytes(depot, &key, MOST_BYTES) {
        Ok(bytes) => bytes,
        Err(depot::Error::Missing(_)) => return Err(Error::NoInvite),
        Err(error) => return Err(error.into()),
    };
    let invite = signing::open_invite(&bytes, &secret)?;
    opened(invite, secret)
}

fn opened(invite: Invite, secret: Secret) -> Result<OpenedInvite, Error> {
    let roots: Vec<Certificate> = invite
        .roots
        .iter()
        .map(|pem| Certificate::from_pem(pem))
        .collect::<Result<_, _>>()?;
    let damaged = |_| signing::Error::DamagedInvite("its trust is not base64".to_string());
    let der = STANDARD.decode(&invite.trust).map_err(damaged)?;
    let trust = signing::begin_trust(&der, &roots, invite.threshold)?;
    if trust.content().handbook != invite.handbook {
        return Err(crate::Refusal::OtherHandbook.into());
    }
    Ok(OpenedInvite {
        invite,
        secret,
        trust,
    })
}

impl OpenedInvite {
    /// Describes the invite, so that a person can compare it with what HR says.
    pub fn view(&self, today: Date) -> InviteView {
        InviteView {
            title: self.invite.title.clone(),
            organisation: self.invite.organisation.clone(),
            branch: self.invite.branch.name.clone(),
            fingerprint: roots_fingerprint(&self.trust),
            depot: self.invite.depot.clone(),
            expires_on: self.invite.expires_on,
            is_expired: today > self.invite.expires_on,
        }
    }
}

/// Returns the fingerprint of the roots together: that of the only one, or of all in their order.
pub(crate) fn roots_fingerprint(trust: &TrustInHand) -> String {
    let digests: Vec<Digest> = trust.roots().iter().map(Certificate::fingerprint).collect();
    match digests.as_slice() {
        [only] => only.fingerprint(),
        all => {
            let bytes: Vec<u8> = all.iter().flat_map(|digest| digest.0).collect();
            Digest::of(&bytes).fingerprint()
        }
    }
}

/// Makes the branch's workspace at `path`, with a key of its own and a request to be enrolled.
/// `depot` goes before the address in the invite.
pub fn join(
    path: &Path,
    opened: &OpenedInvite,
    depot: Option<&str>,
    person: &str,
    today: Date,
    now: &mut Now,
) -> Result<Workspace, Error> {
    let invite = &opened.invite;
    if today > invite.expires_on {
        return Err(Error::InviteExpired(invite.expires_on));
    }
    if person.trim().is_empty() {
        return Err(Error::NoName("joins"));
    }
    let key = signing::make_branch_key(&invite.organisation, &invite.branch.name, &mut now.random)?;
    let request = EnrolmentRequest {
        format: EnrolmentRequest::FORMAT,
        handbook: invite.handbook,
        branch: invite.branch.id,
        proof: signing::proof_of(&opened.secret, key.certificate()),
        asked_by: person.trim().to_string(),
        asked_at: now.at,
    };
    let request = signing::write_request(&request, &key, now.at)?;
    let membership = Membership {
        handbook: Handbook::new(
            invite.handbook,
            &invite.title,
            &invite.organisation,
            invite.branch.language,
        ),
        branch: invite.branch.clone(),
        certificate: key.certificate().as_der().to_vec(),
        key: key.to_pem().to_string(),
        roots: invite.roots.clone(),
        threshold: invite.threshold,
        depot: depot.map(str::to_string).or_else(|| invite.depot.clone()),
        at_least_seq: invite.at_least_seq,
    };
    let mut workspace = Workspace::create_branch(path, &membership, person, now.at)?;
    let finished = begin(&mut workspace, opened, &request, person, now);
    if let Err(error) = finished {
        drop(workspace);
        let _ = std::fs::remove_file(path);
        return Err(error);
    }
    Ok(workspace)
}

/// Notes what a branch begins with: the trust of its invite, and its request.
fn begin(
    workspace: &mut Workspace,
    opened: &OpenedInvite,
    request: &[u8],
    person: &str,
    now: &Now,
) -> Result<(), Error> {
    let trust = &opened.trust;
    let der = STANDARD.decode(&opened.invite.trust);
    let der = der.expect("the invite's trust was decoded before");
    let number = trust.content().number;
    workspace.add_trust(number, trust.digest(), &der, person, now.at)?;
    workspace.set_setting(REQUEST, Some(&STANDARD.encode(request)))?;
    Ok(())
}

/// Returns the branch's request to be enrolled, with the name of its file.
pub fn enrolment_request(workspace: &Workspace) -> Result<(String, Vec<u8>), Error> {
    let own = workspace.membership()?.ok_or(Error::NotABranch)?;
    let text = workspace.setting(REQUEST)?.unwrap_or_default();
    let bytes = STANDARD.decode(text).unwrap_or_default();
    let name = format!("{}.request", crate::names::file_name(&own.branch.name));
    Ok((name, bytes))
}
