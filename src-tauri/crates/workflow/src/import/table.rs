//! Reads a spreadsheet saved as CSV, whatever program saved it.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// A table of text: a header and rows, each with the line it starts on.
#[derive(Debug)]
pub struct Table {
    /// The column names, trimmed.
    pub header: Vec<String>,
    /// The rows that hold anything at all.
    pub rows: Vec<Row>,
    /// What stands in the way of reading some rows.
    pub unreadable: Vec<(u64, String)>,
}

/// One row of a table.
#[derive(Debug)]
pub struct Row {
    /// The line of the file on which the row starts, counted from 1.
    pub line: u64,
    /// One text for each column of the header.
    pub cells: Vec<String>,
}

/// Reads CSV with commas, semicolons or tabs, in UTF-8, UTF-16 (with a byte order mark) or
/// Windows-1252, of which Latin-1 is a part. Returns none where there is no header.
pub fn read_table(bytes: &[u8]) -> Option<Table> {
    let text = decode(bytes);
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter(&text))
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut records = reader.records();
    let first = records
        .by_ref()
        .filter_map(Result::ok)
        .find(|record| !is_blank(record))?;
    let header: Vec<String> = first.iter().map(|name| name.trim().to_string()).collect();
    let mut table = Table {
        header,
        rows: Vec::new(),
        unreadable: Vec::new(),
    };
    let mut lines = Lines {
        text: &text,
        byte: 0,
        line: 1,
    };
    for record in records {
        match record {
            Ok(record) if is_blank(&record) => (),
            Ok(record) => {
                let line = lines.of(record.position().map_or(0, csv::Position::byte));
                table.add(&record, line);
            }
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                table.unreadable.push((line, error.to_string()));
            }
        }
    }
    Some(table)
}

impl Table {
    fn add(&mut self, record: &csv::StringRecord, line: u64) {
        let width = self.header.len();
        let is_wide = record
            .iter()
            .skip(width)
            .any(|cell| !cell.trim().is_empty());
        if is_wide {
            let reason = format!("has {} cells, but the header has {width}", record.len());
            return self.unreadable.push((line, reason));
        }
        let mut cells: Vec<String> = record.iter().take(width).map(tidy).collect();
        cells.resize(width, String::new());
        self.rows.push(Row { line, cells });
    }
}

/// Counts lines up to places that only move forward.
struct Lines<'a> {
    text: &'a str,
    byte: usize,
    line: u64,
}

impl Lines<'_> {
    /// Returns the line of the first cell from `byte` on; the reader's own count stands before
    /// the line breaks and empty lines that it skips.
    fn of(&mut self, byte: u64) -> u64 {
        let place = usize::try_from(byte)
            .unwrap_or(usize::MAX)
            .min(self.text.len());
        let bytes = self.text.as_bytes();
        let skipped = bytes[place..]
            .iter()
            .take_while(|byte| matches!(byte, b'\r' | b'\n'))
            .count();
        let passed = &bytes[self.byte..place + skipped];
        self.line += passed.iter().filter(|byte| **byte == b'\n').count() as u64;
        self.byte = place + skipped;
        self.line
    }
}

fn is_blank(record: &csv::StringRecord) -> bool {
    record.iter().all(|cell| cell.trim().is_empty())
}

/// Trims a cell and writes its line breaks in one way.
fn tidy(cell: &str) -> String {
    cell.replace("\r\n", "\n")
        .replace(['\r', '\u{85}'], "\n")
        .trim()
        .to_string()
}

/// Decodes by byte order mark, else as UTF-8, else as Windows-1252, which fits any bytes.
pub fn decode(bytes: &[u8]) -> String {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return encoding
            .decode_without_bom_handling(&bytes[length..])
            .0
            .into_owned();
    }
    match UTF_8.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) => text.into_owned(),
        None => WINDOWS_1252
            .decode_without_bom_handling(bytes)
            .0
            .into_owned(),
    }
}

/// Guesses the separator: the one that the header line holds most often outside quotes.
fn delimiter(text: &str) -> u8 {
    let header = text
        .lines()
        .find(|line| !line.trim().is_empty())
        .unwrap_or_default();
    let mut is_quoted = false;
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    for byte in header.bytes() {
        is_quoted ^= byte == b'"';
        if let Some(count) = counts
            .iter_mut()
            .find(|count| !is_quoted && count.0 == byte)
        {
            count.1 += 1;
        }
    }
    // The first of equals wins, and that is the comma.
    counts
        .iter()
        .rev()
        .max_by_key(|count| count.1)
        .map_or(b',', |count| count.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
        read_table(bytes)
            .unwrap()
            .rows
            .into_iter()
            .map(|row| row.cells)
            .collect()
    }

    #[test]
    fn spreadsheets_are_read_however_they_were_saved() {
        let expected = [["PH-1", "Café, \"open\""]];
        assert_eq!(
            cells("\u{FEFF}code,title\r\n\r\nPH-1,\"Café, \"\"open\"\"\"\r\n".as_bytes()),
            expected
        );
        assert_eq!(
            cells(b"code;title\nPH-1;\"Caf\xe9, \"\"open\"\"\"\n;\n"),
            expected
        );
        let wide: Vec<u8> = "\u{FEFF}code\ttitle\nPH-1\t\"Café, \"\"open\"\"\""
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(cells(&wide), expected);
    }

    #[test]
    fn a_row_with_too_many_cells_is_named_by_its_line() {
        let table = read_table(b"code,title\nA,one\n\nB,two,three\nC\n").unwrap();
        assert_eq!(
            table.unreadable,
            [(4, "has 3 cells, but the header has 2".to_string())]
        );
        assert_eq!(table.rows.len(), 2);
    }

    #[test]
    fn nothing_is_no_table() {
        assert!(read_table(b"").is_none());
        assert!(read_table(b"\r\n , \n").is_none());
    }
}
