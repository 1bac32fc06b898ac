//! The signed PDF: accepted by pdfsig and qpdf, and refused when a byte differs.

use lopdf::{Document, Object, Stream, dictionary};
use signing::{sign_pdf, verify_pdf};

use crate::trial::{Bench, publisher, signed_at};

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
