//! Receiving an edition file: little memory, the signature first, and nothing that changes halfway.

use std::cell::Cell;
use std::fs::File;
use std::io::{Cursor, ErrorKind, Read, Seek};
use std::time::Instant;

use handbook::Digest;
use signing::{
    EditionEntry, Error, check_edition_start, digest_file, pack, read_edition_file,
    receive_edition_file, unpack,
};

use crate::big_edition::{pack_big, peak_kb, reset_peak};
use crate::disk::Disk;
use crate::trial::Bench;

fn edition(text: &str) -> Vec<u8> {
    let content = format!("{text}\n").into_bytes();
    let names = ["edition.json", "handbook.pdf", "standards/7c0e/2.md"];
    pack(names.map(|name| (name.to_string(), content.clone())).into()).unwrap()
}

/// What was handed out of an edition file.
#[derive(Default, PartialEq, Debug)]
struct Taken {
    bytes: Vec<u8>,
    entries: Vec<(String, u64, Vec<u8>)>,
}

/// Reads an edition file as a receiver does who believes everybody.
fn take(file: &mut (impl Read + Seek), expected: Digest) -> (Result<(), Error>, Taken) {
    let mut taken = Taken::default();
    let mut keep = |piece: &[u8]| {
        taken.bytes.extend(piece);
        Ok(())
    };
    let result = read_edition_file(file, expected, &mut keep, &mut |entry| {
        let mut content = Vec::new();
        // A receiver that overlooks that reading failed, which must not help a bad file.
        let _ = entry.content.read_to_end(&mut content);
        let (name, offset) = (entry.name.to_string(), entry.offset);
        taken.entries.push((name, offset, content));
        Ok(())
    });
    (result, taken)
}

fn all(_: u64) -> bool {
    true
}

fn nothing(_: EditionEntry<'_>) -> Result<(), Error> {
    panic!("nothing may be handed out");
}

#[test]
fn what_streams_is_what_unpack_finds_and_lies_where_it_says() {
    let file = edition("వెంటనే");
    let (result, taken) = take(&mut Cursor::new(&file), Digest::of(&file));
    assert_eq!(result, Ok(()));
    assert_eq!(taken.bytes, file);
    for (_, offset, content) in &taken.entries {
        let at = *offset as usize;
        assert_eq!(file[at..at + content.len()], content[..]);
    }
    let found = taken
        .entries
        .into_iter()
        .map(|(name, _, content)| (name, content));
    assert_eq!(
        found.collect::<Vec<_>>(),
        unpack(&file)
            .unwrap()
            .entries
            .into_iter()
            .collect::<Vec<_>>()
    );
}

#[test]
fn the_digest_of_a_file_is_that_of_sha256sum_wherever_the_file_stood() {
    let bytes: Vec<u8> = (0..200_000_u32).map(|n| n as u8).collect();
    let mut file = Cursor::new(&bytes);
    file.set_position(77);
    let mut heard = Vec::new();
    let digest = digest_file(&mut file, &mut |at| {
        heard.push(at);
        true
    });
    assert_eq!(digest, Ok((Digest::of(&bytes), 200_000)));
    assert!(
        heard.is_sorted() && heard.last() == Some(&200_000),
        "{heard:?}"
    );
}

#[test]
fn nothing_is_handed_out_before_the_signature_is_believed() {
    let file = edition("x");
    let mut asked = None;
    let refused: Result<(Digest, ()), _> = receive_edition_file(
        &mut Cursor::new(&file),
        &mut all,
        |digest| {
            asked = Some(digest);
            Err(Error::NotASignature)
        },
        &mut |_| panic!("nothing may be kept"),
        &mut nothing,
    );
    assert_eq!(refused, Err(Error::NotASignature));
    assert_eq!(asked, Some(Digest::of(&file)));
}

#[test]
fn a_file_exchanged_after_its_signature_was_checked_is_refused() {
    let (signed, other) = (edition("Answer in 2 days"), edition("Answer in 9 days"));
    assert_eq!(signed.len(), other.len());
    let mut disk = Disk::new(&signed);
    let mut handed_out = 0;
    let believed = Cell::new(false);
    let exchange = |disk: &mut Disk| {
        disk.bytes = if believed.get() {
            other.clone()
        } else {
            signed.clone()
        }
    };
    disk.on_rewind = Some(&exchange);
    let refused: Result<(Digest, ()), _> = receive_edition_file(
        &mut disk,
        &mut all,
        |_| {
            believed.set(true);
            Ok(())
        },
        &mut |_| Ok(()),
        &mut |_| {
            handed_out += 1;
            Ok(())
        },
    );
    assert_eq!((refused, handed_out), (Err(Error::ContentChanged), 3));
}

#[test]
fn a_file_that_grows_or_shrinks_while_it_is_read_is_refused() {
    let file = edition("x");
    for difference in [-40, -1, 1, 40] {
        let mut disk = Disk::new(&file);
        disk.length = disk.length.strict_add_signed(difference);
        assert_eq!(
            digest_file(&mut disk, &mut all),
            Err(Error::ContentChanged),
            "{difference}"
        );
        let (refused, _) = take(&mut disk, Digest::of(&file));
        assert_eq!(refused, Err(Error::ContentChanged), "{difference}");
    }
    let mut disk = Disk::new(&file);
    disk.bytes.truncate(200);
    assert_eq!(
        take(&mut disk, Digest::of(&file)).0,
        Err(Error::ContentChanged)
    );
}

#[test]
fn a_stick_that_is_pulled_out_is_named_whatever_the_receiver_makes_of_it() {
    let file = edition("x");
    for at in 0..file.len() as u64 {
        let mut disk = Disk::new(&file);
        disk.fails_at = Some(at);
        let kind = ErrorKind::NotConnected;
        let unreadable = Error::Unreadable { at, kind };
        assert_eq!(digest_file(&mut disk, &mut all), Err(unreadable.clone()));
        assert_eq!(
            take(&mut disk, Digest::of(&file)).0,
            Err(unreadable.clone())
        );
        let mut complain = |entry: EditionEntry<'_>| {
            let read = entry.content.read_to_end(&mut Vec::new());
            read.map(|_| ()).map_err(|_| Error::NoKey)
        };
        let named = read_edition_file(&mut disk, Digest::of(&file), &mut |_| Ok(()), &mut complain);
        assert_eq!(named, Err(unreadable));
    }
}

#[test]
fn a_slow_and_interrupted_disk_gives_the_same() {
    let file = edition("x");
    let mut disk = Disk::new(&file);
    disk.is_slow = true;
    assert_eq!(
        digest_file(&mut disk, &mut all),
        Ok((Digest::of(&file), file.len() as u64))
    );
    assert_eq!(
        take(&mut disk, Digest::of(&file)),
        take(&mut Cursor::new(&file), Digest::of(&file))
    );
}

#[test]
fn the_receiver_can_stop_at_any_byte_and_passes_over_what_it_does_not_read() {
    let file = edition("x");
    let mut slow = Disk::new(&file);
    slow.is_slow = true;
    assert_eq!(
        digest_file(&mut slow, &mut |at| at < 9),
        Err(Error::Cancelled)
    );
    for stop in (1..file.len()).step_by(5) {
        let mut passed = 0;
        let mut keep = |piece: &[u8]| {
            passed += piece.len();
            if passed < stop {
                Ok(())
            } else {
                Err(Error::WrongPassphrase)
            }
        };
        let stopped = read_edition_file(&mut slow, Digest::of(&file), &mut keep, &mut |entry| {
            let _ = entry.content.read(&mut [0; 3]);
            Ok(())
        });
        assert_eq!((stopped, passed), (Err(Error::WrongPassphrase), stop));
    }
    let mut file_again = Cursor::new(&file);
    let stopped = read_edition_file(
        &mut file_again,
        Digest::of(&file),
        &mut |_| Ok(()),
        &mut |_| Err(Error::NoKey),
    );
    assert_eq!(stopped, Err(Error::NoKey));
    let skipped = read_edition_file(
        &mut file_again,
        Digest::of(&file),
        &mut |_| Ok(()),
        &mut |_| Ok::<_, Error>(()),
    );
    assert_eq!(skipped, Ok(()));
}

#[test]
fn two_gigabytes_of_rubbish_and_four_of_anything_are_refused_at_once() {
    let bench = Bench::new();
    let path = bench.put("X.edition", b"");
    File::options()
        .write(true)
        .open(&path)
        .unwrap()
        .set_len(2 << 30)
        .unwrap();
    let mut file = File::open(&path).unwrap();
    let refused: Result<(Digest, ()), _> = receive_edition_file(
        &mut file,
        &mut |_| panic!("it is not read"),
        |_| panic!("nobody is asked"),
        &mut |_| Ok(()),
        &mut nothing,
    );
    assert_eq!(refused, Err(Error::NotAnEditionFile));
    File::options()
        .write(true)
        .open(&path)
        .unwrap()
        .set_len(1 << 32)
        .unwrap();
    let refused = Error::TooLarge {
        found: 1 << 32,
        most: (1 << 32) - 1,
    };
    assert_eq!(check_edition_start(&mut file), Err(refused.clone()));
    assert_eq!(digest_file(&mut file, &mut all), Err(refused));
}

#[test]
fn an_entry_is_read_whole_or_refused_for_its_size() {
    let file = edition("x");
    let mut whole = Vec::new();
    let refused: Result<(), Error> = read_edition_file(
        &mut Cursor::new(&file),
        Digest::of(&file),
        &mut |_| Ok(()),
        &mut |entry| {
            let most = if entry.name == "edition.json" { 2 } else { 1 };
            whole.push(entry.read_whole(most)?);
            Ok(())
        },
    );
    assert_eq!(whole, [b"x\n"]);
    let (name, found, most) = ("handbook.pdf".to_string(), 2, 1);
    assert_eq!(refused, Err(Error::EntryTooLarge { name, found, most }));
}

/// `cargo test -p signing --test promises -- --ignored --nocapture --test-threads 1 gigabytes`
#[test]
#[ignore = "writes 2 GB and takes a minute"]
fn an_edition_file_of_two_gigabytes_takes_little_memory() {
    let bench = Bench::new();
    let path = bench.path().join("X.edition");
    pack_big(&path, 2 << 30);
    let mut file = File::open(&path).unwrap();
    reset_peak();
    let before = peak_kb();
    let mut taken = Vec::new();
    let began = Instant::now();
    let received = receive_edition_file(
        &mut file,
        &mut all,
        Ok::<_, Error>,
        &mut |_| Ok(()),
        &mut |entry| {
            taken.push((entry.name.to_string(), entry.length));
            Ok(())
        },
    );
    let took = began.elapsed();
    assert!(received.is_ok_and(|(digest, believed)| digest == believed));
    let more = peak_kb() - before;
    println!("{took:?}; {more} kB more than {before} kB at the peak");
    assert_eq!(taken[0], ("handbook.pdf".to_string(), 2 << 30));
    assert!(more < 16 << 10, "{more} kB");
}

/// `cargo test -p signing --test promises -- --ignored --nocapture longest_names`
#[test]
#[ignore = "measures the whole process, so it must run alone"]
fn twenty_thousand_entries_with_the_longest_names_take_little_memory() {
    let bench = Bench::new();
    let entry = |n: usize| (format!("{}/{n:0>59}", "x".repeat(60)), Vec::new());
    let packed = pack((0..19_998).map(entry).collect()).unwrap();
    let mut file = File::open(bench.put("X.edition", packed)).unwrap();
    reset_peak();
    let before = peak_kb();
    let received: Result<_, Error> =
        receive_edition_file(&mut file, &mut all, Ok, &mut |_| Ok(()), &mut |_| Ok(()));
    let more = peak_kb() - before;
    println!("{more} kB more than {before} kB at the peak");
    assert!(received.is_ok() && more < 16 << 10, "{more} kB");
}

/// `cargo test -p signing --test promises -- --ignored --nocapture 300_standards`
#[test]
#[ignore = "measures"]
fn an_edition_of_300_standards_is_received_in_well_under_half_a_second() {
    let mut entries: Vec<_> = (0..300)
        .map(|n| (format!("standards/{n}/1.md"), vec![b'x'; 3_000]))
        .collect();
    entries.push(("handbook.pdf".to_string(), vec![1; 4 << 20]));
    entries.push(("handbook.html".to_string(), vec![2; 2 << 20]));
    let file = pack(entries).unwrap();
    let began = Instant::now();
    let received = receive_edition_file(
        &mut Cursor::new(&file),
        &mut all,
        Ok::<_, Error>,
        &mut |_| Ok(()),
        &mut |_| Ok(()),
    );
    let took = began.elapsed();
    println!("{} bytes in {took:?}", file.len());
    assert!(received.is_ok() && took.as_millis() < 500, "{took:?}");
}
