//! Any bytes as an edition file: what is read is exactly what would be packed.
#![no_main]

use std::io::Cursor;

use handbook::Digest;
use libfuzzer_sys::fuzz_target;
use signing::Error;

fuzz_target!(|bytes: &[u8]| {
    let mut kept = Vec::new();
    let read = signing::read_edition_file::<Error>(
        &mut Cursor::new(bytes),
        Digest::of(bytes),
        &mut |piece| {
            kept.extend_from_slice(piece);
            Ok(())
        },
        &mut |entry| {
            std::io::copy(entry.content, &mut std::io::sink())
                .map(drop)
                .or(Ok(()))
        },
    );
    let unpacked = signing::unpack(bytes);
    assert_eq!(read.is_ok(), unpacked.is_ok(), "both readers judge alike");
    if read.is_ok() {
        assert_eq!(kept, bytes);
    }
});
