//! A zip written field by field, so that every field can be a lie.

const MIMETYPE: &[u8] = b"application/vnd.plumbline.edition+zip";

/// A zip of which every field can be a lie.
pub struct RawZip {
    pub entries: Vec<RawEntry>,
    pub comment: Vec<u8>,
}

pub struct RawEntry {
    pub name: String,
    pub directory_name: Option<String>,
    pub directory_length: Option<u32>,
    pub content: Vec<u8>,
    pub method: u16,
    pub flags: u16,
    pub date: u16,
    pub mode: u32,
    pub extra: Vec<u8>,
    pub comment: Vec<u8>,
    pub crc: u32,
    pub packed_size: u32,
    pub unpacked_size: u32,
    pub offset: Option<u32>,
}

impl RawZip {
    /// A zip as it should be: `mimetype`, then these entries.
    pub fn with(entries: &[(&str, &[u8])]) -> Self {
        let all = [&[("mimetype", MIMETYPE)], entries].concat();
        let entries = all
            .iter()
            .map(|(name, content)| RawEntry::new(name, content))
            .collect();
        Self {
            entries,
            comment: Vec::new(),
        }
    }

    pub fn bytes(&self) -> Vec<u8> {
        let (mut zip, mut directory) = (Vec::new(), Vec::new());
        for entry in &self.entries {
            let offset = entry.offset.unwrap_or(zip.len() as u32);
            directory.extend(entry.directory_record(offset));
            zip.extend(entry.local_record());
        }
        let (start, count) = (zip.len() as u32, self.entries.len() as u16);
        zip.extend(&directory);
        zip.extend(b"PK\x05\x06\0\0\0\0");
        zip.extend([count, count].map(u16::to_le_bytes).concat());
        zip.extend(
            [directory.len() as u32, start]
                .map(u32::to_le_bytes)
                .concat(),
        );
        zip.extend((self.comment.len() as u16).to_le_bytes());
        zip.extend(&self.comment);
        zip
    }
}

impl RawEntry {
    pub fn new(name: &str, content: &[u8]) -> Self {
        Self {
            name: name.to_string(),
            directory_name: None,
            directory_length: None,
            content: content.to_vec(),
            method: 0,
            flags: 0,
            date: 0x21,
            mode: 0o100_644,
            extra: Vec::new(),
            comment: Vec::new(),
            crc: crc32(content),
            packed_size: content.len() as u32,
            unpacked_size: content.len() as u32,
            offset: None,
        }
    }

    fn local_record(&self) -> Vec<u8> {
        let mut record = b"PK\x03\x04".to_vec();
        record.extend(self.common_fields(self.name.len()));
        record.extend(self.name.as_bytes());
        record.extend(&self.extra);
        record.extend(&self.content);
        record
    }

    fn directory_record(&self, offset: u32) -> Vec<u8> {
        let name = self.directory_name.as_ref().unwrap_or(&self.name);
        let mut record = b"PK\x01\x02".to_vec();
        record.extend(MADE_BY.to_le_bytes());
        record.extend(self.common_fields(name.len()));
        record.extend(
            [self.comment.len() as u16, 0, 0]
                .map(u16::to_le_bytes)
                .concat(),
        );
        record.extend([self.mode << 16, offset].map(u32::to_le_bytes).concat());
        if let Some(length) = self.directory_length {
            record[20..24].copy_from_slice(&length.to_le_bytes());
        }
        record.extend(name.as_bytes());
        record.extend(&self.extra);
        record.extend(&self.comment);
        record
    }

    fn common_fields(&self, name_length: usize) -> Vec<u8> {
        let start = [NEEDED, self.flags, self.method, 0, self.date];
        let sizes = [self.crc, self.packed_size, self.unpacked_size];
        let lengths = [name_length as u16, self.extra.len() as u16];
        let fields = [
            start.map(u16::to_le_bytes).concat(),
            sizes.map(u32::to_le_bytes).concat(),
        ];
        [fields.concat(), lengths.map(u16::to_le_bytes).concat()].concat()
    }
}

/// Unix, and the version of the zip format that stored entries need.
const MADE_BY: u16 = 3 << 8 | NEEDED;
const NEEDED: u16 = 10;

fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32, _| crc >> 1 ^ (0xedb8_8320 & 0u32.wrapping_sub(crc & 1));
    !bytes
        .iter()
        .fold(!0, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), step))
}
