//! Names in certificates: an organisation, and a role within it.

use der::asn1::{Any, SetOfVec, Utf8StringRef};
use der::{Tag, Tagged};
use x509_cert::attr::AttributeTypeAndValue;
use x509_cert::name::{Name, RelativeDistinguishedName};

use crate::{Error, oid};

const MOST_CHARACTERS: usize = 64;

/// Builds the X.501 name `O=organisation, CN=role`; each part has at most 64 characters.
pub(crate) fn make_name(organisation: &str, role: &str) -> Result<Name, Error> {
    let parts = [(oid::ORGANISATION, organisation), (oid::COMMON_NAME, role)];
    let parts: Result<Vec<_>, Error> = parts
        .into_iter()
        .map(|(oid, text)| part(oid, text))
        .collect();
    Ok(x509_cert::name::RdnSequence(parts?))
}

/// Shortens a name to what a part of a certificate's name holds.
pub(crate) fn shortened(text: &str) -> String {
    let short: String = text.trim().chars().take(MOST_CHARACTERS).collect();
    short.trim_end().to_string()
}

fn part(oid: der::asn1::ObjectIdentifier, text: &str) -> Result<RelativeDistinguishedName, Error> {
    let unfit = || Error::UnfitName(text.to_string());
    let is_fit = text.trim() == text
        && (1..=MOST_CHARACTERS).contains(&text.chars().count())
        && !text.contains(['\n', '\t'])
        && handbook::unfit_text(text).is_none();
    if !is_fit {
        return Err(unfit());
    }
    let text = Utf8StringRef::new(text).map_err(|_| unfit())?;
    let value = Any::encode_from(&text).map_err(|_| unfit())?;
    let values = SetOfVec::try_from(vec![AttributeTypeAndValue { oid, value }]);
    Ok(RelativeDistinguishedName(values.map_err(|_| unfit())?))
}

/// Returns the part `wanted` of a name, if it is readable text.
pub(crate) fn part_of(name: &Name, wanted: der::asn1::ObjectIdentifier) -> Option<String> {
    let mut parts = name.0.iter().flat_map(|part| part.0.iter());
    let value = &parts.find(|part| part.oid == wanted)?.value;
    if !matches!(
        value.tag(),
        Tag::Utf8String | Tag::PrintableString | Tag::Ia5String
    ) {
        return None;
    }
    String::from_utf8(value.value().to_vec()).ok()
}
