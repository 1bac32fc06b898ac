//! Checks a signed PDF: first bytes and signature, and only then, structure.
//!
//! It accepts one signature over the whole file, in the form in which it is made here.

use std::ops::Range;

use handbook::Digest;
use jiff::Timestamp;
use lopdf::xref::XrefEntry;
use lopdf::{Dictionary, Document, Object};

use crate::pdf::{digest_around, load};
use crate::signed::judge;
use crate::signed_data::check_digest;
use crate::{Error, Signed, time};

const BYTE_RANGE: &[u8] = b"/ByteRange[";
const CONTENTS: &[u8] = b"/Contents";

/// Checks a PDF's one signature: it covers every byte except itself, and is under the root with
/// the fingerprint `pinned` if there is one.
///
/// The certificates must hold at the date of the signature (`/M`, which it covers); `at` only
/// decides [`Signed::is_current`].
pub fn verify_pdf(pdf: &[u8], pinned: Option<Digest>, at: Timestamp) -> Result<Signed, Error> {
    let hole = find_hole(pdf)?;
    let contents = read_hex(&pdf[hole.start + 1..hole.end - 1])?;
    let sound = check_digest(
        without_padding(&contents)?,
        digest_around(pdf, hole.start, hole.end),
        pinned,
    )?;
    if sound.signed_at.is_some() {
        return Err(Error::UnfitAttribute("signing time"));
    }
    let signed_at = read_structure(pdf, &hole, &contents)?;
    judge(&sound.path, pinned.is_some(), Some(signed_at), at)
}

/// Returns where the signature's `<...>` stands, which the byte range must leave out exactly.
fn find_hole(pdf: &[u8]) -> Result<Range<usize>, Error> {
    let mut places = pdf.windows(BYTE_RANGE.len()).rev();
    let after = places
        .position(|window| window == BYTE_RANGE)
        .ok_or(Error::PdfNotSigned)?;
    let start = pdf.len() - after;
    let length = pdf[start..].iter().position(|byte| *byte == b']');
    let end = start + length.ok_or(Error::PdfMalformed("the byte range has no end"))?;
    let [first, from, until, rest] = read_range(&pdf[start..end])?;
    let covered = until.saturating_add(rest);
    if first != 0 || until < from || covered != pdf.len() as u64 {
        let covered = covered.saturating_sub(first);
        return Err(Error::PdfNotCovered {
            covered,
            length: pdf.len() as u64,
        });
    }
    let hole = from as usize..until as usize;
    let is_contents = pdf.get(end + 1..hole.start) == Some(CONTENTS)
        && pdf.get(hole.start) == Some(&b'<')
        && hole.len() >= 2
        && pdf[hole.end - 1] == b'>';
    is_contents
        .then_some(hole)
        .ok_or(Error::PdfMalformed("the byte range leaves out other bytes"))
}

fn read_range(text: &[u8]) -> Result<[u64; 4], Error> {
    let malformed = || Error::PdfMalformed("the byte range is not four numbers");
    let text = std::str::from_utf8(text).map_err(|_| malformed())?;
    let numbers = text.split(' ').filter(|part| !part.is_empty()).map(|part| {
        let is_plain = part.bytes().all(|byte| byte.is_ascii_digit());
        is_plain.then(|| part.parse().ok()).flatten()
    });
    let numbers: Option<Vec<u64>> = numbers.collect();
    numbers
        .and_then(|numbers| numbers.try_into().ok())
        .ok_or_else(malformed)
}

fn read_hex(text: &[u8]) -> Result<Vec<u8>, Error> {
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    let (pairs, odd) = text.as_chunks::<2>();
    let bytes = pairs
        .iter()
        .map(|[high, low]| Some(digit(*high)? << 4 | digit(*low)?));
    match bytes.collect() {
        Some(bytes) if odd.is_empty() => Ok(bytes),
        _ => Err(Error::PdfMalformed("the signature is not in hexadecimal")),
    }
}

/// Returns the DER at the beginning, after which only zeros may follow.
fn without_padding(contents: &[u8]) -> Result<&[u8], Error> {
    use der::{Decode, Encode, Header, SliceReader};
    let mut reader = SliceReader::new(contents).map_err(|_| Error::NotASignature)?;
    let header = Header::decode(&mut reader).map_err(|_| Error::NotASignature)?;
    let length = header
        .encoded_len()
        .and_then(|length| length + header.length);
    let length = length.ok().and_then(|length| usize::try_from(length).ok());
    let length = length
        .filter(|length| *length <= contents.len())
        .ok_or(Error::NotASignature)?;
    let (der, padding) = contents.split_at(length);
    match padding.iter().all(|byte| *byte == 0) {
        true => Ok(der),
        false => Err(Error::PdfMalformed("something follows the signature")),
    }
}

/// Checks that readers of the PDF see this signature and no other; returns its date.
fn read_structure(pdf: &[u8], hole: &Range<usize>, contents: &[u8]) -> Result<Timestamp, Error> {
    let document = load(pdf).map_err(|cause| Error::NotAPdf(cause.to_string()))?;
    if document.is_encrypted() {
        return Err(Error::PdfEncrypted);
    }
    let dictionaries = document
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok());
    let signatures = dictionaries
        .filter(|dictionary| dictionary.has(b"ByteRange"))
        .count();
    if signatures != 1 {
        return Err(Error::PdfSignatureCount(signatures));
    }
    let id = only_field(&document)?
        .get(b"V")
        .and_then(Object::as_reference);
    let id = id.map_err(|_| Error::PdfMalformed("the field has no signature"))?;
    let Some(XrefEntry::Normal { offset, .. }) = document.reference_table.get(id.0) else {
        return Err(Error::PdfMalformed("the signature is no object of its own"));
    };
    let object = pdf.get(*offset as usize..hole.start).unwrap_or(b"endobj");
    if object.windows(6).any(|window| window == b"endobj") {
        return Err(Error::PdfMalformed(
            "the byte range belongs to another object",
        ));
    }
    let signature = document.get_dictionary(id);
    read_signature(
        signature.map_err(|_| Error::PdfMalformed("the signature is missing"))?,
        contents,
    )
}

fn only_field(document: &Document) -> Result<&Dictionary, Error> {
    let missing = |_| Error::PdfMalformed("there is no form with a signature field");
    let form = document
        .catalog()
        .and_then(|catalog| catalog.get(b"AcroForm"));
    let form = form
        .and_then(|form| document.dereference(form)?.1.as_dict())
        .map_err(missing)?;
    let fields = form
        .get(b"Fields")
        .and_then(|all| document.dereference(all)?.1.as_array());
    match fields.map_err(missing)?.as_slice() {
        [one] => document
            .dereference(one)
            .and_then(|(_, field)| field.as_dict())
            .map_err(missing),
        several => Err(Error::PdfSignatureCount(several.len())),
    }
}

fn read_signature(signature: &Dictionary, contents: &[u8]) -> Result<Timestamp, Error> {
    let text = |key: &[u8]| {
        signature
            .get(key)
            .and_then(Object::as_str)
            .unwrap_or_default()
    };
    let sub_filter = signature.get(b"SubFilter").and_then(Object::as_name);
    let is_pades = sub_filter.is_ok_and(|name| name == b"ETSI.CAdES.detached");
    if text(b"Contents") != contents || !is_pades {
        return Err(Error::PdfMalformed(
            "the signature field shows another signature",
        ));
    }
    time::from_pdf(text(b"M")).ok_or(Error::PdfMalformed("the signature has no date"))
}

#[cfg(test)]
mod tests {
    use lopdf::dictionary;

    use super::*;
    use crate::dice::Dice;
    use crate::signed_data::sign_digest;
    use crate::{Signatory, make_publisher, make_root, sign_pdf};

    fn at() -> Timestamp {
        "2026-03-01T00:00:00Z".parse().unwrap()
    }

    fn publisher() -> Signatory {
        let (key, root) = make_root("Example Shops", "Root", at(), &mut Dice(1)).unwrap();
        make_publisher(&key, &root, "Publisher", at(), &mut Dice(2)).unwrap()
    }

    fn one_page() -> Vec<u8> {
        let mut pdf = Document::with_version("1.7");
        let pages = pdf.new_object_id();
        let page = pdf.add_object(dictionary! { "Type" => "Page", "Parent" => pages });
        let kids: Vec<Object> = vec![page.into()];
        pdf.set_object(
            pages,
            dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => 1 },
        );
        let catalog = pdf.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
        pdf.trailer.set("Root", catalog);
        let mut bytes = Vec::new();
        pdf.save_to(&mut bytes).unwrap();
        bytes
    }

    /// Appends a real signature over the whole file, in a place that no reader looks at.
    fn with_decoy(pdf: &[u8]) -> Vec<u8> {
        let length = 3000;
        let head = format!("\n%/ByteRange[0 {:8} {:8} {:8}]/Contents", 0, 0, 0).len();
        let start = pdf.windows(9).rposition(|window| window == b"startxref");
        let rest = [b"\n", &pdf[start.unwrap()..]].concat();
        let from = pdf.len() + head;
        let until = from + 2 + length;
        let range = format!(
            "\n%/ByteRange[0 {from:8} {until:8} {:8}]/Contents",
            rest.len()
        );
        let before = [pdf, range.as_bytes()].concat();
        let digest = Digest::of(&[&before[..], &rest].concat());
        let signature = sign_digest(digest, &publisher(), None).unwrap();
        let hex: String = signature.iter().map(|byte| format!("{byte:02x}")).collect();
        [&before[..], format!("<{hex:0<length$}>").as_bytes(), &rest].concat()
    }

    #[test]
    fn a_signature_that_no_reader_shows_is_refused() {
        let refused = verify_pdf(&with_decoy(&one_page()), None, at());
        assert_eq!(refused, Err(Error::PdfSignatureCount(0)));
    }

    #[test]
    fn a_signature_beside_the_one_that_readers_show_is_refused() {
        let signed = sign_pdf(&one_page(), &publisher(), at(), "HR", "Edition 8").unwrap();
        assert!(verify_pdf(&signed, None, at()).is_ok());
        let refused = verify_pdf(&with_decoy(&signed), None, at());
        let why = "the byte range belongs to another object";
        assert_eq!(refused, Err(Error::PdfMalformed(why)));
    }
}
