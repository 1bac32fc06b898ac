//! Any bytes as a parcel: refused, or a depot of which every object is read whole or called damaged.
#![no_main]

use depot::{BadParcel, Depot, Error, Prefix};
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
        match parcel.get(&object.key, &mut std::io::sink(), object.length) {
            Ok(length) => assert_eq!(length, object.length),
            // Its checksum is in the directory, and only what is read is compared with it.
            Err(Error::BadParcel { fault, .. }) => {
                assert_eq!(fault, BadParcel::Damaged(object.key));
            }
            Err(other) => panic!("{other}"),
        }
    }
});
