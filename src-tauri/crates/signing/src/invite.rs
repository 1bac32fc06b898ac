//! Invites, sealed with their secret: in a depot for those who have only the words, or as a file
//! (`.invite`) that carries the words with it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use handbook::{Digest, Invite};
use hmac::Mac;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::attached::check_length;
use crate::{Error, Secret};

const NAME_LABEL: &[u8] = b"invite name";

/// What stands in a depot.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sealed {
    /// The exact bytes of the invite, in base64.
    invite: String,
    /// HMAC-SHA-256 of those bytes under the secret, in hexadecimal.
    mac: Digest,
}

/// What stands in a file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WithWords {
    invite: String,
    mac: Digest,
    /// The secret, as words.
    secret: String,
}

/// Seals an invite for a depot, where whoever has the secret finds it under [`invite_name`].
pub fn seal_invite(invite: &Invite, secret: &Secret) -> Vec<u8> {
    let (invite, mac) = sealed(invite, secret);
    to_json(&Sealed { invite, mac })
}

/// Opens an invite from a depot; nothing of it is understood before its seal fits.
pub fn open_invite(bytes: &[u8], secret: &Secret) -> Result<Invite, Error> {
    let Sealed { invite, mac } = from_json(bytes)?;
    open(&invite, mac, secret)
}

/// Writes an invite as a file that brings its secret along: whoever has it can join.
pub fn write_invite_file(invite: &Invite, secret: &Secret) -> Vec<u8> {
    let (invite, mac) = sealed(invite, secret);
    let secret = secret.to_words().to_string();
    to_json(&WithWords {
        invite,
        mac,
        secret,
    })
}

/// Opens an invite's file.
pub fn open_invite_file(bytes: &[u8]) -> Result<(Invite, Secret), Error> {
    let WithWords {
        invite,
        mac,
        secret,
    } = from_json(bytes)?;
    let secret = Secret::from_words(&Zeroizing::new(secret))?;
    Ok((open(&invite, mac, &secret)?, secret))
}

/// Returns the name under which a depot holds the invite with this secret: 32 hexadecimal
/// digits, from which nobody finds the secret.
pub fn invite_name(secret: &Secret) -> String {
    let name = Digest(secret.mac(NAME_LABEL).finalize().into_bytes().into());
    name.to_string()[..32].to_string()
}

fn sealed(invite: &Invite, secret: &Secret) -> (String, Digest) {
    let bytes = invite.to_json().into_bytes();
    let mac = Digest(secret.mac(&bytes).finalize().into_bytes().into());
    (STANDARD.encode(bytes), mac)
}

fn open(invite: &str, mac: Digest, secret: &Secret) -> Result<Invite, Error> {
    let bytes = STANDARD.decode(invite).map_err(|cause| damaged(&cause))?;
    let fits = secret.mac(&bytes).verify_slice(&mac.0);
    fits.map_err(|_| Error::WrongSecret)?;
    Ok(Invite::from_json(&bytes)?)
}

fn to_json(value: &impl Serialize) -> Vec<u8> {
    let mut text = serde_json::to_string_pretty(value).expect("it is plain data");
    text.push('\n');
    text.into_bytes()
}

fn from_json<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Result<T, Error> {
    check_length(bytes)?;
    serde_json::from_slice(bytes).map_err(|cause| damaged(&cause))
}

fn damaged(cause: &dyn std::fmt::Display) -> Error {
    Error::DamagedInvite(cause.to_string())
}
