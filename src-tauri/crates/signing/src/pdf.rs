//! Signs a PDF (PAdES B-B, ETSI EN 319 142-1) by an incremental update: what was there stays
//! there, byte for byte, tagged and archivable as before.

use jiff::Timestamp;
use lopdf::{
    Dictionary, Document, IncrementalDocument, LoadOptions, Object, ObjectId, StringFormat,
    dictionary,
};
use sha2::{Digest as _, Sha256};

use crate::signed_data::sign_digest;
use crate::{Error, Signatory, time};

/// Stands where the byte range will be: four numbers of the greatest width.
const PLACE_HOLDER: i64 = 9_999_999_999;
/// Room beyond the length of a trial signature, for ECDSA's varying length.
const SPARE_BYTES: usize = 16;

/// Printed, locked: what PDF/A-2 demands of a widget's flags, and that nobody moves it.
const PRINT_AND_LOCKED: i64 = 4 + 128;
/// The document holds signatures and must only be appended to.
const SIGNED_APPEND_ONLY: i64 = 1 + 2;

/// Signs a PDF as `name` for `reason`, with `at` as its date (`/M`); returns the whole new file.
///
/// The signature field is invisible and stands on the first page. The same arguments give the
/// same bytes. A PDF that has a form, a signature or a password already is refused.
pub fn sign_pdf(
    pdf: &[u8],
    signatory: &Signatory,
    at: Timestamp,
    name: &str,
    reason: &str,
) -> Result<Vec<u8>, Error> {
    signatory
        .chain()
        .iter()
        .try_for_each(|c| c.check_valid_at(at))?;
    let length = sign_digest(handbook::Digest::of(b""), signatory, None)?.len() + SPARE_BYTES;
    let signature = signature_dictionary(length, at, name, reason)?;
    let mut signed = append_signature(pdf, signature)?;
    let hole = find(&signed, pdf.len(), &contents_place_holder(length))?;
    let (from, until) = (
        hole + b"/Contents".len(),
        hole + contents_place_holder(length).len(),
    );
    patch_byte_range(&mut signed, pdf.len(), from, until)?;
    let digest = digest_around(&signed, from, until);
    let cms = sign_digest(digest, signatory, None)?;
    for (byte, hex) in cms
        .iter()
        .zip(signed[from + 1..until - 1].chunks_exact_mut(2))
    {
        hex.copy_from_slice(format!("{byte:02x}").as_bytes());
    }
    Ok(signed)
}

/// Reads a PDF without the elements of its structure, which a long table has by the hundred
/// thousand and no signature needs.
pub(crate) fn load(pdf: &[u8]) -> lopdf::Result<Document> {
    Document::load_mem_with_options(pdf, LoadOptions::with_filter(but_structure))
}

/// Whatever may be a signature is never left out. Of what is no part of an object stream, lopdf
/// keeps its own and only asks whether to.
fn but_structure(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    let is_element = |own: &Dictionary| own.has_type(b"StructElem") && !own.has(b"ByteRange");
    match object {
        Object::Stream(_) => Some((id, Object::Null)),
        Object::Dictionary(own) if is_element(own) => None,
        other => Some((id, other.clone())),
    }
}

/// Returns the digest of everything before `from` and from `until` on.
pub(crate) fn digest_around(pdf: &[u8], from: usize, until: usize) -> handbook::Digest {
    let hash = Sha256::new()
        .chain_update(&pdf[..from])
        .chain_update(&pdf[until..]);
    handbook::Digest(hash.finalize().into())
}

fn signature_dictionary(
    length: usize,
    at: Timestamp,
    name: &str,
    reason: &str,
) -> Result<Dictionary, Error> {
    let range = vec![
        0.into(),
        PLACE_HOLDER.into(),
        PLACE_HOLDER.into(),
        PLACE_HOLDER.into(),
    ];
    Ok(dictionary! {
        "Type" => "Sig",
        "Filter" => "Adobe.PPKLite",
        "SubFilter" => "ETSI.CAdES.detached",
        "Name" => text(name),
        "Reason" => text(reason),
        "M" => Object::string_literal(time::to_pdf(at)?),
        "ByteRange" => range,
        "Contents" => Object::String(vec![0; length], StringFormat::Hexadecimal),
    })
}

/// Writes a text string in UTF-16BE and hexadecimal, so that no text can look like PDF syntax.
fn text(text: &str) -> Object {
    let units = [0xfeff].into_iter().chain(text.encode_utf16());
    Object::String(
        units.flat_map(u16::to_be_bytes).collect(),
        StringFormat::Hexadecimal,
    )
}

fn append_signature(pdf: &[u8], signature: Dictionary) -> Result<Vec<u8>, Error> {
    let previous = load(pdf).map_err(|cause| unreadable(&cause))?;
    if previous.is_encrypted() || previous.trailer.has(b"Encrypt") {
        return Err(Error::PdfEncrypted);
    }
    let catalog = previous.trailer.get(b"Root").and_then(Object::as_reference);
    let catalog = catalog.map_err(|cause| unreadable(&cause))?;
    let page = *previous
        .get_pages()
        .get(&1)
        .ok_or_else(|| unreadable(&"no page"))?;
    if previous
        .catalog()
        .map_err(|cause| unreadable(&cause))?
        .has(b"AcroForm")
    {
        return Err(Error::PdfHasForm);
    }
    let annotations = annotations(&previous, page);
    let mut update = IncrementalDocument::create_from(pdf.to_vec(), previous);
    prepare_trailer(&mut update);
    let signature = update.new_document.add_object(signature);
    let widget = update.new_document.add_object(widget(signature, page));
    let form = dictionary! { "Fields" => vec![widget.into()], "SigFlags" => SIGNED_APPEND_ONLY };
    changed(&mut update, catalog)?.set("AcroForm", form);
    let page = changed(&mut update, page)?;
    page.set("Annots", [annotations, vec![widget.into()]].concat());
    // PDF/UA-1, 7.18.3: a page with annotations says that Tab follows the structure.
    page.set("Tabs", Object::Name(b"S".to_vec()));
    let mut out = Vec::new();
    update
        .save_to(&mut out)
        .map_err(|cause| unreadable(&cause))?;
    Ok(out)
}

fn annotations(document: &Document, page: ObjectId) -> Vec<Object> {
    let Ok(page) = document.get_dictionary(page) else {
        return Vec::new();
    };
    let found = page
        .get(b"Annots")
        .and_then(|found| document.dereference(found));
    match found {
        Ok((_, Object::Array(all))) => all.clone(),
        _ => Vec::new(),
    }
}

/// An invisible field: its empty rectangle needs no appearance (PDF/A-2, 6.3.3) and lies outside
/// what is seen, so it needs no place in the structure (PDF/UA-1, 7.18.1).
fn widget(signature: ObjectId, page: ObjectId) -> Dictionary {
    dictionary! {
        "Type" => "Annot",
        "Subtype" => "Widget",
        "FT" => "Sig",
        "T" => text("Signature"),
        "TU" => text("Digital signature"),
        "V" => signature,
        "Rect" => vec![0.into(), 0.into(), 0.into(), 0.into()],
        "F" => PRINT_AND_LOCKED,
        "P" => page,
    }
}

fn prepare_trailer(update: &mut IncrementalDocument) {
    update.new_document.version = update.get_prev_documents().version.clone();
    for key in [&b"DecodeParms"[..], b"XRefStm"] {
        update.new_document.trailer.remove(key);
    }
}

fn changed(update: &mut IncrementalDocument, id: ObjectId) -> Result<&mut Dictionary, Error> {
    update
        .opt_clone_object_to_new_document(id)
        .map_err(|cause| unreadable(&cause))?;
    let object = update
        .new_document
        .get_object_mut(id)
        .and_then(Object::as_dict_mut);
    object.map_err(|cause| unreadable(&cause))
}

fn contents_place_holder(length: usize) -> Vec<u8> {
    [b"/Contents<", "00".repeat(length).as_bytes(), b">"].concat()
}

/// Writes the byte range over its place holder, padded with spaces to the same width.
fn patch_byte_range(pdf: &mut [u8], start: usize, from: usize, until: usize) -> Result<(), Error> {
    let place_holder = format!("/ByteRange[0 {PLACE_HOLDER} {PLACE_HOLDER} {PLACE_HOLDER}]");
    let at = find(pdf, start, place_holder.as_bytes())?;
    let range = format!("/ByteRange[0 {from} {until} {}", pdf.len() - until);
    let range = format!("{range:<width$}]", width = place_holder.len() - 1);
    pdf[at..at + range.len()].copy_from_slice(range.as_bytes());
    Ok(())
}

fn find(pdf: &[u8], start: usize, wanted: &[u8]) -> Result<usize, Error> {
    let found = pdf[start..]
        .windows(wanted.len())
        .position(|window| window == wanted);
    found
        .map(|at| start + at)
        .ok_or(Error::PdfMalformed("the place of the signature is missing"))
}

fn unreadable(cause: &dyn std::fmt::Display) -> Error {
    Error::NotAPdf(cause.to_string())
}
