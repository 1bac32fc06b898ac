//! From the signer's certificate to its root (RFC 5280, section 6, for private roots):
//! real signatures, permitted uses. Which root to believe is not decided here.

use der::Decode;
use der::Encode;
use der::oid::AssociatedOid;
use x509_cert::certificate::Version;
use x509_cert::ext::pkix::{
    AuthorityKeyIdentifier, BasicConstraints, ExtendedKeyUsage, KeyUsage, SubjectKeyIdentifier,
};

use crate::public_key::is_signed_by;
use crate::{Certificate, Error, oid};

/// Longest path that is followed, signer and root included.
pub(crate) const LONGEST: usize = 5;

/// Follows the issuers of `signer` among `certificates` up to a self-signed root.
pub(crate) fn find_path(
    signer: &Certificate,
    certificates: &[Certificate],
) -> Result<Vec<Certificate>, Error> {
    if signer.is_self_issued() {
        return Err(Error::SelfSigned(signer.subject()));
    }
    let mut path = vec![signer.clone()];
    while path.len() < LONGEST {
        let last = path.last().expect("the path begins with the signer");
        let issuer = find_issuer(last, certificates)?.clone();
        let is_root = issuer.is_self_issued();
        path.push(issuer);
        if is_root {
            find_issuer(path.last().expect("just pushed"), &path[path.len() - 1..])?;
            return Ok(path);
        }
    }
    Err(not_issued(
        path.last().expect("the path begins with the signer"),
    ))
}

/// Checks that every certificate of a path, the signer's first, may be used as it is.
pub(crate) fn check_uses(path: &[Certificate]) -> Result<(), Error> {
    let (signer, issuers) = path.split_first().expect("a path has a signer");
    check_signer(signer)?;
    for (below, issuer) in issuers.iter().enumerate() {
        check_issuer(issuer, below)?;
    }
    Ok(())
}

/// Checks that a certificate signs itself and stands at the end of paths.
pub(crate) fn check_root(root: &Certificate) -> Result<(), Error> {
    find_issuer(root, std::slice::from_ref(root))?;
    check_issuer(root, 0)
}

/// Checks that a certificate is a branch's: of a P-256 key, which signs itself and documents.
pub(crate) fn check_branch(own: &Certificate) -> Result<(), Error> {
    let kind = own.tbs().subject_public_key_info.algorithm.oid;
    if kind != oid::EC_PUBLIC_KEY {
        return Err(Error::UnsuitableKey(kind.to_string()));
    }
    find_issuer(own, std::slice::from_ref(own))?;
    check_signer(own)
}

fn find_issuer<'a>(
    certificate: &Certificate,
    among: &'a [Certificate],
) -> Result<&'a Certificate, Error> {
    let mut refusal = None;
    for issuer in among
        .iter()
        .filter(|issuer| is_named_as_issuer(certificate, issuer))
    {
        match is_issued(certificate, issuer) {
            Ok(true) => return Ok(issuer),
            Ok(false) => {}
            Err(error) => refusal = Some(error),
        }
    }
    Err(refusal.unwrap_or_else(|| not_issued(certificate)))
}

fn not_issued(certificate: &Certificate) -> Error {
    let issuer = certificate.tbs().issuer.to_string();
    Error::NotIssued {
        subject: certificate.subject(),
        issuer,
    }
}

fn is_named_as_issuer(certificate: &Certificate, issuer: &Certificate) -> bool {
    if certificate.tbs().issuer != issuer.tbs().subject {
        return false;
    }
    let Ok(Some((_, named))) = certificate.tbs().get::<AuthorityKeyIdentifier>() else {
        return certificate
            .tbs()
            .filter::<AuthorityKeyIdentifier>()
            .next()
            .is_none();
    };
    let own = issuer.tbs().get::<SubjectKeyIdentifier>().ok().flatten();
    let is_same_key = match (&named.key_identifier, &own) {
        (Some(named), Some((_, own))) => *named == own.0,
        _ => true,
    };
    let serial = named.authority_cert_serial_number;
    is_same_key && serial.is_none_or(|serial| serial == issuer.tbs().serial_number)
}

fn is_issued(certificate: &Certificate, issuer: &Certificate) -> Result<bool, Error> {
    let parsed = certificate.parsed();
    if parsed.signature_algorithm != certificate.tbs().signature {
        return Ok(false);
    }
    let message = certificate
        .tbs()
        .to_der()
        .map_err(|_| Error::NotACertificate)?;
    let Some(signature) = parsed.signature.as_bytes() else {
        return Ok(false);
    };
    is_signed_by(issuer, &parsed.signature_algorithm, &message, signature)
}

fn check_signer(signer: &Certificate) -> Result<(), Error> {
    let unsuitable = |why| {
        Err(Error::UnsuitableCertificate {
            subject: signer.subject(),
            why,
        })
    };
    check_common(signer)?;
    if read::<BasicConstraints>(signer)?.is_some_and(|c| c.ca) {
        return unsuitable("it belongs to an issuer of certificates");
    }
    match read::<KeyUsage>(signer)? {
        Some(usage) if usage.digital_signature() => Ok(()),
        _ => unsuitable("its key usage lacks digitalSignature"),
    }
}

fn check_issuer(issuer: &Certificate, issuers_below: usize) -> Result<(), Error> {
    let unsuitable = |why| {
        Err(Error::UnsuitableCertificate {
            subject: issuer.subject(),
            why,
        })
    };
    check_common(issuer)?;
    let constraints = read::<BasicConstraints>(issuer)?;
    let Some(constraints) = constraints.filter(|constraints| constraints.ca) else {
        return unsuitable("it issued a certificate without being an issuer (CA)");
    };
    if constraints
        .path_len_constraint
        .is_some_and(|most| issuers_below > usize::from(most))
    {
        return unsuitable("it allows fewer issuers below it");
    }
    match read::<KeyUsage>(issuer)? {
        Some(usage) if usage.key_cert_sign() => Ok(()),
        _ => unsuitable("its key usage lacks keyCertSign"),
    }
}

fn check_common(certificate: &Certificate) -> Result<(), Error> {
    let unsuitable = |why| {
        Err(Error::UnsuitableCertificate {
            subject: certificate.subject(),
            why,
        })
    };
    if certificate.tbs().version != Version::V3 {
        return unsuitable("it is not of X.509 version 3");
    }
    let known = [
        oid::BASIC_CONSTRAINTS,
        oid::KEY_USAGE,
        oid::EXTENDED_KEY_USAGE,
    ];
    if certificate
        .critical_extensions()
        .any(|id| !known.contains(&id))
    {
        return unsuitable("it has a critical extension that is not understood");
    }
    match read::<ExtendedKeyUsage>(certificate)? {
        Some(purposes) if !purposes.0.contains(&oid::EMAIL_PROTECTION) => {
            unsuitable("its extended key usage lacks emailProtection")
        }
        _ => Ok(()),
    }
}

fn read<'a, T: Decode<'a> + AssociatedOid>(from: &'a Certificate) -> Result<Option<T>, Error> {
    match from.tbs().get::<T>() {
        Ok(found) => Ok(found.map(|(_, value)| value)),
        Err(_) => Err(Error::UnsuitableCertificate {
            subject: from.subject(),
            why: "it has an extension that is malformed or occurs twice",
        }),
    }
}
