//! The signed PDF: accepted by pdfsig and qpdf, and refused when a byte differs.

use lopdf::{Document, IncrementalDocument, Object, Stream, dictionary};
use signing::{Error, sign_pdf, verify_pdf};

use crate::trial::{Bench, moment, publisher, signed_at};

/// A PDF of one page with a line of text.
pub fn small_pdf() -> Vec<u8> {
    let mut pdf = Document::with_version("1.7");
    let content = b"BT /F1 24 Tf 72 720 Td (Answer within 2 minutes) Tj ET".to_vec();
    let content = pdf.add_object(Stream::new(dictionary! {}, content));
    let font = dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" };
    let font = pdf.add_object(font);
    let pages = pdf.new_object_id();
    let page = pdf.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content,
        "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
        "Resources" => dictionary! { "Font" => dictionary! { "F1" => font } },
    });
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

#[test]
fn pdfsig_and_qpdf_accept_a_signed_pdf() {
    let publisher = publisher();
    let signed = sign_pdf(&small_pdf(), &publisher, signed_at(), "HR", "Edition 8").unwrap();
    let bench = Bench::new();
    bench.put("X.pdf", &signed);
    let said = bench.run("pdfsig -nocert X.pdf");
    assert!(said.contains("Signature is Valid"), "{said}");
    assert!(said.contains("Total document signed"), "{said}");
    bench.run("qpdf --check X.pdf");
    let pinned = Some(publisher.root().fingerprint());
    let found = verify_pdf(&signed, pinned, signed_at()).unwrap();
    assert_eq!(found.signed_at, Some(signed_at()));
}

const NAME: &str = "HR of Example Shops /ByteRange[0 1 2 3]/Contents<00>";

fn signed_pdf() -> Vec<u8> {
    sign_pdf(
        &small_pdf(),
        &publisher(),
        signed_at(),
        NAME,
        "Edition 8 (a)",
    )
    .unwrap()
}

fn check(pdf: &[u8]) -> Result<signing::Signed, Error> {
    verify_pdf(pdf, Some(publisher().root().fingerprint()), signed_at())
}

#[test]
fn signing_appends_to_the_pdf_and_repeats() {
    let signed = signed_pdf();
    assert!(signed.starts_with(&small_pdf()));
    assert_eq!(signed, signed_pdf());
    assert_eq!(
        check(&signed).unwrap().subject,
        "CN=Handbook publisher,O=Example Shops"
    );
}

#[test]
fn pdfsig_says_who_signed_when_and_how() {
    let bench = Bench::new();
    bench.put("X.pdf", signed_pdf());
    let said = bench.run("env TZ=UTC pdfsig -nocert X.pdf");
    for expected in [
        "Signature is Valid",
        "Total document signed",
        "ETSI.CAdES.detached",
        "Handbook publisher",
        "Hash Algorithm: SHA-256",
        "Mar 02 2026 09:30:00",
    ] {
        assert!(said.contains(expected), "{expected} is missing from {said}");
    }
}

#[test]
fn no_changed_byte_and_no_truncation_of_a_signed_pdf_is_accepted() {
    let signed = signed_pdf();
    let pinned = Some(publisher().root().fingerprint());
    let check = |pdf: &[u8]| verify_pdf(pdf, pinned, signed_at());
    let hole = find(&signed, b"/Contents<30") + 9..find(&signed, b">/") + 1;
    assert!(check(&signed).is_ok());
    for at in 0..signed.len() {
        for flip in [1 << (at % 8), 0x20] {
            let mut changed = signed.clone();
            changed[at] ^= flip;
            let refused = check(&changed);
            assert!(
                refused.is_err(),
                "byte {at} of {hole:?}, {flip:#x}: {refused:?}"
            );
        }
        assert!(check(&signed[..at]).is_err(), "cut at {at}");
    }
}

#[test]
fn pdfsig_sees_a_changed_byte_too() {
    let mut signed = signed_pdf();
    let at = find(&signed, b"2 minutes");
    signed[at] = b'9';
    assert_eq!(check(&signed), Err(Error::ContentChanged));
    let bench = Bench::new();
    bench.put("X.pdf", &signed);
    assert!(
        bench
            .ask("pdfsig -nocert X.pdf")
            .1
            .contains("Digest Mismatch")
    );
}

#[test]
fn appended_data_and_a_second_revision_are_refused() {
    let signed = signed_pdf();
    let length = signed.len() as u64;
    let longer = [&signed[..], b"\n"].concat();
    let refused = Error::PdfNotCovered {
        covered: length,
        length: length + 1,
    };
    assert_eq!(check(&longer), Err(refused));
    let mut update =
        IncrementalDocument::create_from(signed.clone(), Document::load_mem(&signed).unwrap());
    update
        .new_document
        .add_object(Object::string_literal("hidden"));
    let mut updated = Vec::new();
    update.save_to(&mut updated).unwrap();
    let refused = Error::PdfNotCovered {
        covered: length,
        length: updated.len() as u64,
    };
    assert_eq!(check(&updated), Err(refused));
}

#[test]
fn a_byte_range_that_leaves_out_more_or_other_bytes_is_refused() {
    let signed = signed_pdf();
    let at = find(&signed, b"/ByteRange[0 ") + b"/ByteRange[".len();
    let end = at + find(&signed[at..], b"]");
    let text = std::str::from_utf8(&signed[at..end]).unwrap();
    let numbers: Vec<u64> = text
        .split_whitespace()
        .map(|n| n.parse().unwrap())
        .collect();
    let [_, from, until, rest] = numbers[..] else {
        panic!("{text}")
    };
    for range in [
        [0, from - 1, until, rest],
        [0, from + 1, until, rest],
        [0, from, until + 1, rest - 1],
        [0, from, until - 1, rest + 1],
        [1, from, until, rest],
        [0, from, until, rest - 1],
        [0, until, from, rest],
        [0, 100, 200, signed.len() as u64 - 200],
        [0, 0, signed.len() as u64, 0],
        [0, u64::MAX, u64::MAX, u64::MAX],
    ] {
        let range = range.map(|n| n.to_string()).join(" ");
        let range = format!("{range:<width$}", width = end - at);
        let mut changed = signed.clone();
        changed.splice(at..end, range.bytes());
        let refused = check(&changed).unwrap_err();
        let is_exact = matches!(
            refused,
            Error::PdfNotCovered { .. } | Error::PdfMalformed(_)
        );
        assert!(is_exact, "{range}: {refused:?}");
    }
}

#[test]
fn what_cannot_be_signed_is_refused_by_name() {
    let again = sign_pdf(&signed_pdf(), &publisher(), signed_at(), "HR", "Edition 9");
    assert_eq!(again, Err(Error::PdfHasForm));
    let rubbish = sign_pdf(
        b"%PDF-1.7 rubbish",
        &publisher(),
        signed_at(),
        "HR",
        "Edition 9",
    );
    assert!(matches!(rubbish, Err(Error::NotAPdf(_))), "{rubbish:?}");
    let late = sign_pdf(
        &small_pdf(),
        &publisher(),
        moment("2040-01-01T00:00:00Z"),
        "HR",
        "x",
    );
    assert!(matches!(late, Err(Error::Expired { .. })), "{late:?}");
    assert_eq!(check(&small_pdf()), Err(Error::PdfNotSigned));
    assert_eq!(check(b""), Err(Error::PdfNotSigned));
}

#[test]
fn a_pdf_with_object_streams_and_annotations_is_signed_too() {
    let mut pdf = Document::load_mem(&small_pdf()).unwrap();
    let link = dictionary! {
        "Type" => "Annot", "Subtype" => "Link", "F" => 4,
        "Rect" => vec![10.into(), 10.into(), 20.into(), 20.into()],
        "Contents" => Object::string_literal("/ByteRange[0 1 2 3]"),
    };
    let annotations = pdf.add_object(vec![link.into()]);
    let page = pdf.get_pages()[&1];
    pdf.get_object_mut(page)
        .unwrap()
        .as_dict_mut()
        .unwrap()
        .set("Annots", annotations);
    let mut modern = Vec::new();
    pdf.save_modern(&mut modern).unwrap();
    let signed = sign_pdf(&modern, &publisher(), signed_at(), NAME, "Edition 8").unwrap();
    check(&signed).unwrap();
    let bench = Bench::new();
    bench.put("X.pdf", &signed);
    bench.run("qpdf --check X.pdf");
    let said = bench.run("pdfsig -nocert X.pdf");
    assert!(
        said.contains("Signature is Valid") && said.contains("Total document signed"),
        "{said}"
    );
    let page = Document::load_mem(&signed).unwrap();
    let page = page.get_dictionary(page.get_pages()[&1]).unwrap();
    assert_eq!(page.get(b"Annots").unwrap().as_array().unwrap().len(), 2);
}

fn find(bytes: &[u8], wanted: &[u8]) -> usize {
    bytes
        .windows(wanted.len())
        .position(|window| window == wanted)
        .unwrap()
}
