//! Any bytes as a parcel: refused, or a depot of which every object can be read.
#![no_main]

use depot::{Depot, Prefix};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let path = folder.path().join("X.parcel");
    std::fs::write(&path, bytes).expect("there is room for a file");
    let Ok(parcel) = depot::open_parcel(&path) else {
        return;
    };
    let listed = parcel.list(&Prefix::everything()).expect("it was opened");
    for object in listed {
        let length = parcel.get(&object.key, &mut std::io::sink(), object.length);
        assert_eq!(length.ok(), Some(object.length));
    }
});
