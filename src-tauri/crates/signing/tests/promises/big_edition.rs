//! An edition file larger than memory should be, and how much memory this process took.

use std::fs::{File, read_to_string, write};
use std::io::{self, Read, Write};
use std::path::Path;

use handbook::Digest;
use sha2::{Digest as _, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

const MIMETYPE: &[u8] = b"application/vnd.plumbline.edition+zip";

/// Writes an edition file with a `handbook.pdf` of `length` zeros, by way of the `zip` crate.
pub fn pack_big(path: &Path, length: u64) {
    let mut hash = Sha256::new();
    io::copy(&mut io::repeat(0).take(length), &mut hash).unwrap();
    let zeros = Digest(hash.finalize().into());
    let sums = format!(
        "{zeros}  handbook.pdf\n{}  mimetype\n",
        Digest::of(MIMETYPE)
    );
    let mut zip = ZipWriter::new(File::create(path).unwrap());
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    for (name, content) in [("mimetype", MIMETYPE), ("SHA256SUMS", sums.as_bytes())] {
        zip.start_file(name, options).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.start_file("handbook.pdf", options).unwrap();
    io::copy(&mut io::repeat(0).take(length), &mut zip).unwrap();
    zip.finish().unwrap();
}

/// Forgets the peak so far (Linux, proc(5)).
pub fn reset_peak() {
    write("/proc/self/clear_refs", "5").unwrap();
}

/// Returns the most memory that this process held at once, in kB (Linux, proc(5)).
pub fn peak_kb() -> u64 {
    let status = read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.unwrap()
        .trim()
        .trim_end_matches(" kB")
        .parse()
        .unwrap()
}
