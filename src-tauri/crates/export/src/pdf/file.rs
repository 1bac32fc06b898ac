//! Writes a document's objects as a file (ISO 32000-1, 7.5), packed into object streams. Takes
//! each object out of the document as it is written, so that none is held twice.

use std::io::Write as _;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};

use crate::pdf::outline::integer;

/// How many objects are packed into one stream.
const PACKED: usize = 100;

/// Where an object stands.
#[derive(Clone, Copy)]
enum Place {
    Nowhere,
    /// So many bytes from the beginning.
    At(usize),
    /// In an object stream, at a place counted from 0.
    In(u32, usize),
}

struct Writer {
    bytes: Vec<u8>,
    places: Vec<Place>,
}

/// Writes a document, and behind it the objects of it that are made only now.
pub(crate) fn save(
    mut document: Document,
    late: impl Iterator<Item = (ObjectId, Object)>,
) -> lopdf::Result<Vec<u8>> {
    let objects = std::mem::take(&mut document.objects)
        .into_iter()
        .chain(late);
    let mut next = document.max_id + 1;
    let mut writer = Writer {
        bytes: format!("%PDF-{}\n", document.version).into_bytes(),
        places: vec![Place::Nowhere; next as usize],
    };
    // Four bytes above 127 tell programs that the file is not text.
    writer.bytes.extend(b"%\xBF\xF7\xA2\xFE\n");
    let mut pack: Vec<(u32, Object)> = Vec::with_capacity(PACKED);
    for ((id, _), object) in objects {
        match object {
            Object::Stream(stream) => writer.stream(id, stream)?,
            other => pack.push((id, other)),
        }
        if pack.len() == PACKED {
            writer.pack(next, std::mem::take(&mut pack))?;
            next += 1;
        }
    }
    if !pack.is_empty() {
        writer.pack(next, pack)?;
        next += 1;
    }
    writer.finish(next, &document.trailer)
}

impl Writer {
    fn place(&mut self, id: u32, place: Place) {
        let id = id as usize;
        if self.places.len() <= id {
            self.places.resize(id + 1, Place::Nowhere);
        }
        self.places[id] = place;
    }

    fn stream(&mut self, id: u32, mut stream: Stream) -> lopdf::Result<()> {
        if stream.allows_compression {
            stream.compress()?;
        }
        stream.dict.set("Length", integer(stream.content.len()));
        self.place(id, Place::At(self.bytes.len()));
        writeln!(self.bytes, "{id} 0 obj")?;
        dictionary(&mut self.bytes, &stream.dict)?;
        self.bytes.extend(b"\nstream\n");
        self.bytes.extend(stream.content);
        self.bytes.extend(b"\nendstream\nendobj\n");
        Ok(())
    }

    fn pack(&mut self, id: u32, objects: Vec<(u32, Object)>) -> lopdf::Result<()> {
        let (mut heads, mut bodies) = (Vec::new(), Vec::new());
        let count = objects.len();
        for (index, (number, packed)) in objects.into_iter().enumerate() {
            self.place(number, Place::In(id, index));
            write!(heads, "{number} {} ", bodies.len())?;
            object(&mut bodies, &packed)?;
            bodies.push(b'\n');
        }
        let first = heads.len();
        heads.append(&mut bodies);
        let dictionary = dictionary! {
            "Type" => "ObjStm",
            "N" => integer(count),
            "First" => integer(first),
        };
        self.stream(id, Stream::new(dictionary, heads))
    }

    /// Writes where everything stands, and the trailer.
    fn finish(mut self, id: u32, trailer: &Dictionary) -> lopdf::Result<Vec<u8>> {
        let start = self.bytes.len();
        self.place(id, Place::At(start));
        let mut table = Vec::with_capacity(self.places.len() * 7);
        for place in &self.places {
            let (kind, first, second) = match *place {
                Place::Nowhere => (0, 0, u16::MAX),
                Place::At(offset) => (1, small(offset), 0),
                Place::In(stream, index) => (2, stream, small(index) as u16),
            };
            table.push(kind);
            table.extend(first.to_be_bytes());
            table.extend(second.to_be_bytes());
        }
        let mut dictionary = dictionary! {
            "Type" => "XRef",
            "Size" => integer(self.places.len()),
            "W" => vec![1.into(), 4.into(), 2.into()],
        };
        for key in ["Root", "Info", "ID"] {
            dictionary.set(key, trailer.get(key.as_bytes())?.clone());
        }
        self.stream(id, Stream::new(dictionary, table))?;
        write!(self.bytes, "startxref\n{start}\n%%EOF\n")?;
        Ok(self.bytes)
    }
}

fn small(number: usize) -> u32 {
    u32::try_from(number).expect("a document is shorter than 4 GB")
}

fn object(bytes: &mut Vec<u8>, value: &Object) -> lopdf::Result<()> {
    match value {
        Object::Null => bytes.extend(b"null"),
        Object::Boolean(is_so) => write!(bytes, "{is_so}")?,
        Object::Integer(number) => write!(bytes, "{number}")?,
        Object::Real(number) => write!(bytes, "{number}")?,
        Object::Name(text) => name(bytes, text)?,
        Object::String(text, StringFormat::Literal) => literal(bytes, text),
        Object::String(text, StringFormat::Hexadecimal) => hexadecimal(bytes, text)?,
        Object::Array(items) => array(bytes, items)?,
        Object::Dictionary(entries) => dictionary(bytes, entries)?,
        Object::Reference((id, generation)) => write!(bytes, "{id} {generation} R")?,
        Object::Stream(_) => return Err(lopdf::Error::InvalidObjectStream("nested".to_string())),
    }
    Ok(())
}

fn array(bytes: &mut Vec<u8>, items: &[Object]) -> lopdf::Result<()> {
    bytes.push(b'[');
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            bytes.push(b' ');
        }
        object(bytes, item)?;
    }
    bytes.push(b']');
    Ok(())
}

fn dictionary(bytes: &mut Vec<u8>, entries: &Dictionary) -> lopdf::Result<()> {
    bytes.extend(b"<<");
    for (key, value) in entries {
        name(bytes, key)?;
        bytes.push(b' ');
        object(bytes, value)?;
    }
    bytes.extend(b">>");
    Ok(())
}

fn name(bytes: &mut Vec<u8>, text: &[u8]) -> lopdf::Result<()> {
    bytes.push(b'/');
    for byte in text {
        if byte.is_ascii_graphic() && !b"()<>[]{}/%#".contains(byte) {
            bytes.push(*byte);
        } else {
            write!(bytes, "#{byte:02X}")?;
        }
    }
    Ok(())
}

fn literal(bytes: &mut Vec<u8>, text: &[u8]) {
    bytes.push(b'(');
    for byte in text {
        match byte {
            b'(' | b')' | b'\\' => bytes.extend([b'\\', *byte]),
            // A bare carriage return would be read as a line feed.
            b'\r' => bytes.extend(b"\\r"),
            other => bytes.push(*other),
        }
    }
    bytes.push(b')');
}

fn hexadecimal(bytes: &mut Vec<u8>, text: &[u8]) -> lopdf::Result<()> {
    bytes.push(b'<');
    for byte in text {
        write!(bytes, "{byte:02X}")?;
    }
    bytes.push(b'>');
    Ok(())
}
