//! What a depot does when the line or the store misbehaves: it converges, and believes nothing.

use depot::{Depot, Error, Key, Prefix, Put, open, put_bytes, read_bytes};
use handbook::Digest;

use crate::contract::{Pattern, PatternSink};
use crate::proxy::{Fault, Proxy};
use crate::stores;

/// A sound server, the hostile proxy before it, and a depot on either side.
struct Scene {
    proxy: Proxy,
    far: Box<dyn Depot>,
    near: Box<dyn Depot>,
    _store: stores::Store,
}

fn scene() -> Option<Scene> {
    let store = stores::webdav()?;
    let proxy = Proxy::before(store.port);
    let [far, near] = [proxy.port, store.port].map(|port| {
        let address = format!("http://127.0.0.1:{port}/");
        open(&address, &stores::webdav_credentials()).unwrap()
    });
    Some(Scene {
        proxy,
        far,
        near,
        _store: store,
    })
}

#[test]
fn every_fault_of_the_line_is_survived_by_a_put() {
    let Some(scene) = scene() else { return };
    let faults = [
        Fault::Drop,
        Fault::CutRequest,
        Fault::CutReply,
        Fault::LostReply,
        Fault::Twice,
        Fault::Late,
        Fault::Broken,
    ];
    for (number, fault) in (1..).zip(faults) {
        let key = Key::trust(number);
        let bytes = format!("{fault:?}").repeat(1000);
        scene.proxy.expect("PUT", &[fault, fault]);
        scene.proxy.expect("GET", &[Fault::None, fault]);
        let put = put_bytes(scene.far.as_ref(), &key, bytes.as_bytes(), Put::Once);
        put.unwrap_or_else(|error| panic!("{fault:?}: {error}"));
        let there = read_bytes(scene.near.as_ref(), &key, 100_000).unwrap();
        assert!(there == bytes.as_bytes(), "{fault:?}");
        scene.proxy.storm(None);
    }
}

#[test]
fn a_list_is_whole_or_an_error_whatever_happens_on_the_way() {
    let Some(scene) = scene() else { return };
    let keys = (1..4).map(|number| Key::edition(number, &Digest::of(b"listed")));
    let keys: Vec<Key> = keys.collect();
    for key in &keys {
        put_bytes(scene.near.as_ref(), key, b"listed", Put::Once).unwrap();
    }
    for fault in [
        Fault::Drop,
        Fault::CutReply,
        Fault::LostReply,
        Fault::Broken,
    ] {
        for before in 0..4 {
            let mut faults = vec![Fault::None; before];
            faults.extend([fault, fault]);
            scene.proxy.expect("PROPFIND", &faults);
            let listed = scene.far.list(&Prefix::editions()).unwrap();
            let listed: Vec<Key> = listed.into_iter().map(|listed| listed.key).collect();
            assert_eq!(listed, keys, "{fault:?} after {before}");
            scene.proxy.storm(None);
        }
    }
}

#[test]
fn a_reply_that_is_lost_for_good_after_success_is_no_failure() {
    let Some(scene) = scene() else { return };
    scene.proxy.expect("PUT", &[Fault::LostReply; 4]);
    put_bytes(scene.far.as_ref(), &Key::trust(1), b"there", Put::Once).unwrap();
    scene.proxy.expect("PUT", &[Fault::Drop; 4]);
    let put = put_bytes(scene.far.as_ref(), &Key::trust(2), b"gone", Put::Once);
    assert!(matches!(put, Err(Error::Unreachable { .. })), "{put:?}");
    assert_eq!(scene.near.stat(&Key::trust(2)).unwrap(), None);
}

#[test]
fn a_cut_reply_is_never_taken_for_the_whole() {
    let Some(scene) = scene() else { return };
    let key = Key::edition(1, &Digest::of(b"cut"));
    let length = 3_000_001;
    scene
        .near
        .put(&key, &mut Pattern::new(length), Put::Once)
        .unwrap();
    for cuts in [1, 3] {
        scene.proxy.expect("GET", &vec![Fault::CutReply; cuts]);
        let mut read = PatternSink(Pattern::new(length));
        let count = scene.far.get(&key, &mut read, length);
        assert_eq!(count.unwrap(), length, "{cuts} cuts");
    }
    scene.proxy.expect("GET", &[Fault::CutReply; 40]);
    let mut read = PatternSink(Pattern::new(length));
    let count = scene.far.get(&key, &mut read, length);
    assert!(matches!(count, Err(_) | Ok(3_000_001)), "{count:?}");
}

#[test]
fn the_whole_is_never_taken_for_the_rest() {
    let Some(scene) = scene() else { return };
    let (key, length) = (Key::edition(1, &Digest::of(b"rest")), 3_000_001);
    let content = &mut Pattern::new(length);
    scene.near.put(&key, content, Put::Once).unwrap();
    let whole = Fault::WholeInstead;
    scene
        .proxy
        .expect("GET", &[Fault::CutReply, whole, whole, whole, whole]);
    let mut read = PatternSink(Pattern::new(length));
    scene.far.get(&key, &mut read, length).unwrap_err();
}

#[test]
fn a_large_upload_survives_a_broken_line() {
    let Some(scene) = scene() else { return };
    let (key, length) = (Key::edition(1, &Digest::of(b"large")), 12_345_678);
    for fault in [
        Fault::Drop,
        Fault::CutRequest,
        Fault::LostReply,
        Fault::Broken,
    ] {
        scene.proxy.expect("PUT", &[fault]);
        let content = &mut Pattern::new(length);
        scene.far.put(&key, content, Put::Replace).unwrap();
        let mut read = PatternSink(Pattern::new(length));
        assert_eq!(scene.near.get(&key, &mut read, length).unwrap(), length);
    }
}

#[test]
fn a_stale_or_altered_read_back_is_not_taken_for_success() {
    let Some(scene) = scene() else { return };
    let far = scene.far.as_ref();
    put_bytes(far, &Key::latest(), b"old", Put::Replace).unwrap();
    for lie in [Fault::Stale, Fault::Flipped] {
        scene.proxy.expect("GET", &[lie; 2]);
        put_bytes(far, &Key::latest(), b"new", Put::Replace).unwrap();
        scene.proxy.expect("GET", &[lie; 100]);
        let put = put_bytes(far, &Key::latest(), b"newer", Put::Replace);
        assert!(matches!(put, Err(Error::NotKept(_))), "{lie:?}: {put:?}");
        scene.proxy.storm(None);
        put_bytes(far, &Key::latest(), b"newer", Put::Replace).unwrap();
    }
}

#[test]
fn after_a_storm_everything_is_there_and_nothing_else() {
    let Some(scene) = scene() else { return };
    let content = |number: u32| format!("trust {number} ").repeat(number as usize * 50);
    for seed in [3, 11] {
        scene.proxy.storm(Some(0x9E37_79B9 * seed));
        let mut failed = 0;
        for number in 1..=12 {
            let (key, bytes) = (Key::trust(number), content(number));
            match put_bytes(scene.far.as_ref(), &key, bytes.as_bytes(), Put::Once) {
                Ok(()) => assert_eq!(
                    read_bytes(scene.near.as_ref(), &key, 99_999).unwrap(),
                    bytes.as_bytes()
                ),
                Err(Error::Taken(_)) => panic!("nobody else was there"),
                Err(_) => failed += 1,
            }
            if let Ok(read) = read_bytes(scene.far.as_ref(), &key, 99_999) {
                assert!(read == bytes.as_bytes(), "a wrong trust {number}");
            }
        }
        eprintln!("{failed} of 12 puts failed in the storm");
    }
    scene.proxy.storm(None);
    for number in 1..=12 {
        put_bytes(
            scene.far.as_ref(),
            &Key::trust(number),
            content(number).as_bytes(),
            Put::Once,
        )
        .unwrap();
    }
    let listed = scene.far.list(&Prefix::everything()).unwrap();
    let due: Vec<Key> = (1..=12).map(Key::trust).collect();
    assert_eq!(listed.into_iter().map(|l| l.key).collect::<Vec<_>>(), due);
}
