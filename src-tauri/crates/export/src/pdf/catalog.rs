//! What the file says of itself: title, language, dates, conformance, colours, identity.

use handbook::Digest;
use jiff::tz::TimeZone;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};

use crate::layout::Book;
use crate::mark::PDF_KEY;
use crate::pdf::Imprint;
use crate::pdf::structure::text;

/// A profile of sRGB (IEC 61966-2-1) in the form of ICC.1:2001-04.
const SRGB: &[u8] = include_bytes!("../../../../../templates/pdf/srgb.icc");
const XMP: &str = include_str!("../../../../../templates/pdf/metadata.xml");
const PRODUCER: &str = "Plumbline";

/// Completes catalogue, metadata and trailer.
pub(crate) fn complete(
    document: &mut Document,
    book: &Book,
    imprint: &Imprint,
    (outline, structure): (Option<ObjectId>, ObjectId),
) -> lopdf::Result<()> {
    let intent = output_intent(document);
    let metadata = metadata(document, book, imprint);
    let root = document.trailer.get(b"Root")?.as_reference()?;
    let catalog = document.get_object_mut(root)?.as_dict_mut()?;
    catalog.remove(b"PageLayout");
    if let Some(outline) = outline {
        catalog.set("Outlines", outline);
        catalog.set("PageMode", "UseOutlines");
    }
    catalog.set("StructTreeRoot", structure);
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    catalog.set("Lang", Object::string_literal(book.language.tag()));
    catalog.set(
        "ViewerPreferences",
        dictionary! { "DisplayDocTitle" => true },
    );
    catalog.set("OutputIntents", vec![Object::Dictionary(intent)]);
    catalog.set("Metadata", metadata);
    let info = document.trailer.get(b"Info")?.as_reference()?;
    document.set_object(info, information(book, imprint));
    identify(document);
    Ok(())
}

fn output_intent(document: &mut Document) -> Dictionary {
    let profile = Stream::new(dictionary! { "N" => 3 }, SRGB.to_vec());
    let profile = document.add_object(profile);
    dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => Object::string_literal("sRGB"),
        "Info" => Object::string_literal("sRGB IEC61966-2.1"),
        "DestOutputProfile" => profile,
    }
}

fn metadata(document: &mut Document, book: &Book, imprint: &Imprint) -> ObjectId {
    let made = imprint.made_at.to_zoned(TimeZone::UTC);
    let xmp = crate::phrases::fill(
        XMP,
        &[
            ("mark", "\u{FEFF}"),
            ("title", &escaped(&book.title)),
            ("language", book.language.tag()),
            ("author", &escaped(author(imprint))),
            ("date", &made.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()),
            ("producer", PRODUCER),
        ],
    );
    let dictionary = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    // PDF/A readers look for metadata without unpacking anything.
    let stream = Stream::new(dictionary, xmp.into_bytes()).with_compression(false);
    document.add_object(stream)
}

fn author<'a>(imprint: &Imprint<'a>) -> &'a str {
    match imprint.author.trim() {
        "" => PRODUCER,
        name => name,
    }
}

fn escaped(text: &str) -> String {
    let is_fit =
        |character: &char| !character.is_control() && !matches!(character, '\u{FFFE}' | '\u{FFFF}');
    let text: String = text.chars().filter(is_fit).collect();
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

fn information(book: &Book, imprint: &Imprint) -> Dictionary {
    let made = imprint.made_at.to_zoned(TimeZone::UTC);
    let date = made.strftime("D:%Y%m%d%H%M%SZ").to_string();
    let mut information = dictionary! {
        "Title" => text(&book.title),
        "Author" => text(author(imprint)),
        "Producer" => text(PRODUCER),
    };
    if let Some(mark) = &imprint.mark {
        information.set(PDF_KEY, text(&mark.to_json()));
    }
    information.set("CreationDate", Object::string_literal(date.as_str()));
    information.set("ModDate", Object::string_literal(date));
    information
}

/// Gives the file the identity of what it contains.
fn identify(document: &mut Document) {
    let mut content = Vec::new();
    for object in document.objects.values() {
        if let Object::Stream(stream) = object {
            content.extend(Digest::of(&stream.content).0);
        }
    }
    let identity = Digest::of(&content).0[..16].to_vec();
    let identity = Object::String(identity, StringFormat::Hexadecimal);
    document.trailer.set("ID", vec![identity.clone(), identity]);
}
