//! An edition file of two gigabytes: verified, received and examined in little memory.

use std::fs::{self, File};
use std::io::{self, Read, Seek, Write};
use std::path::Path;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use handbook::Digest;
use sha2::{Digest as _, Sha256};
use signing::{Certificate, SealedKey, Signatory};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::company::{HQ, issue, with_branch, workspace};
use crate::workbench::{PASSPHRASE, Workbench};

/// The length of the printed handbook in bytes.
const LONG: u64 = 2 << 30;
/// The most memory that a command may take, in bytes.
const MOST: u64 = 200_000_000;

/// `cargo test --release -p plumbline-cli --test hostile -- --ignored --nocapture two_gigabytes`
#[test]
#[ignore = "writes 6 GB and takes minutes"]
fn an_edition_of_two_gigabytes_passes_in_little_memory() {
    let bench = with_branch("Mill Lane");
    issue(&bench, &[]);
    let issued = bench.path("out/b-edition-2.edition");
    fs::create_dir(bench.path("large")).unwrap();
    let large = bench.path("large/b-edition-2.edition");
    lengthen(&issued, &large);
    sign(&bench, &large);
    let (large, file) = ("large/b-edition-2.edition", workspace("Mill Lane"));
    runs_in_little_memory(&bench, &["verify", large, "--root", "root/root.pem"], 0);
    runs_in_little_memory(&bench, &["receive", &file, large], 0);
    runs_in_little_memory(&bench, &["receive", &file, large], 0);
    runs_in_little_memory(&bench, &["doctor", &file], 0);
    spoil(&bench.path(large));
    runs_in_little_memory(&bench, &["verify", large], 1);
    runs_in_little_memory(&bench, &["receive", &file, large], 1);
}

/// Writes an edition file anew, with a printed handbook of zeros.
fn lengthen(issued: &Path, large: &Path) {
    let mut entries = signing::unpack(&fs::read(issued).unwrap()).unwrap().entries;
    entries.remove("handbook.pdf").unwrap();
    let kind = b"application/vnd.plumbline.edition+zip".to_vec();
    let mut sums = entries.clone();
    sums.insert("mimetype".to_string(), kind.clone());
    let digest = |bytes: &Vec<u8>| Digest::of(bytes);
    let mut sums: Vec<(&str, Digest)> = sums.iter().map(|(n, b)| (n.as_str(), digest(b))).collect();
    sums.push(("handbook.pdf", digest_of_zeros()));
    sums.sort();
    let line = |(name, digest): &(&str, Digest)| format!("{digest}  {name}\n");
    let sums: String = sums.iter().map(line).collect();
    entries.insert("SHA256SUMS".to_string(), sums.into_bytes());
    entries.insert("handbook.pdf".to_string(), Vec::new());
    let mut zip = ZipWriter::new(File::create(large).unwrap());
    let first = [("mimetype".to_string(), kind)];
    for (name, bytes) in first.into_iter().chain(entries) {
        zip.start_file(&name, stored()).unwrap();
        match name.as_str() {
            "handbook.pdf" => drop(io::copy(&mut zeros(), &mut zip).unwrap()),
            _ => zip.write_all(&bytes).unwrap(),
        }
    }
    zip.finish().unwrap();
}

fn zeros() -> impl Read {
    io::repeat(0).take(LONG)
}

fn digest_of_zeros() -> Digest {
    let mut hash = Sha256::new();
    io::copy(&mut zeros(), &mut hash).unwrap();
    Digest(hash.finalize().into())
}

fn stored() -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644)
}

/// Signs a file with HR's own key.
fn sign(bench: &Workbench, path: &Path) {
    let hr = store::Workspace::open(&bench.path(HQ)).unwrap();
    let own = hr.identity().unwrap().unwrap();
    let chain = own.publishers.iter().chain([&own.root]);
    let chain: Vec<Certificate> = chain
        .map(|der| Certificate::from_der(der).unwrap())
        .collect();
    let key = signing::open_key(&SealedKey::from_text(&own.sealed_key), PASSPHRASE).unwrap();
    let signatory = Signatory::new(key, chain).unwrap();
    let mut file = File::open(path).unwrap();
    let (digest, _) = signing::digest_file(&mut file, &mut |_| true).unwrap();
    let now = jiff::Timestamp::now();
    let signature = signing::sign_detached_digest(digest, &signatory, now).unwrap();
    let mut name = path.as_os_str().to_owned();
    name.push(".p7s");
    fs::write(name, signature).unwrap();
}

/// Changes one byte in the middle of a file.
fn spoil(path: &Path) {
    let mut file = File::options().write(true).open(path).unwrap();
    file.seek(io::SeekFrom::Start(LONG / 2)).unwrap();
    file.write_all(b"1").unwrap();
}

/// Runs a command to its end, while its memory is watched.
fn runs_in_little_memory(bench: &Workbench, arguments: &[&str], code: i32) {
    let began = Instant::now();
    let mut command = bench.plumbline(arguments);
    let mut running = command.stdout(Stdio::null()).spawn().unwrap();
    let mut peak = 0;
    let ended = loop {
        peak = memory(running.id()).unwrap_or(0).max(peak);
        match running.try_wait().unwrap() {
            Some(ended) => break ended,
            None => thread::sleep(Duration::from_millis(5)),
        }
    };
    let (took, megabytes) = (began.elapsed(), peak / 1_000_000);
    println!("{arguments:?}: {took:.1?}, at most {megabytes} MB");
    assert_eq!(ended.code(), Some(code), "{arguments:?}");
    assert!(0 < peak && peak < MOST, "{arguments:?}: {megabytes} MB");
}

/// Returns the most memory that a process has had so far, in bytes (Linux, proc(5)).
fn memory(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().trim_end_matches(" kB").parse().ok()?;
    Some(kilobytes * 1024)
}
