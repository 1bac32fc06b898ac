//! WebDAV and S3, with real servers on this computer.

use depot::{Credentials, Depot, Error, Key, Prefix, Put, open, put_bytes, read_bytes};

use crate::{contract, stores};

fn open_webdav(port: u16) -> Box<dyn Depot> {
    open(
        &format!("http://127.0.0.1:{port}/"),
        &stores::webdav_credentials(),
    )
    .unwrap()
}

fn open_s3(port: u16, bucket: &str) -> Box<dyn Depot> {
    let address = format!("s3://{bucket}/branches/north?endpoint=http://127.0.0.1:{port}");
    open(&address, &stores::s3_credentials()).unwrap()
}

#[test]
fn a_webdav_server_keeps_the_contract() {
    let Some(store) = stores::webdav() else {
        return;
    };
    let depot = open_webdav(store.port);
    contract::keeps(depot.as_ref());
    let latest = store.folder.path().join("dav/handbook/v1/latest.p7m");
    assert!(latest.exists(), "others see the same tree");
}

#[test]
fn an_s3_store_keeps_the_contract() {
    let Some(store) = stores::s3() else { return };
    contract::keeps(open_s3(store.port, "handbook").as_ref());
}

#[test]
fn a_probe_says_what_a_store_can_do_and_leaves_nothing() {
    if let Some(store) = stores::webdav() {
        let depot = open_webdav(store.port);
        let probe = depot.probe().unwrap();
        assert!(probe.lists && probe.deletes, "{probe:?}");
        assert_eq!(depot.list(&Prefix::everything()).unwrap(), []);
    }
    if let Some(store) = stores::s3() {
        let depot = open_s3(store.port, "handbook");
        let probe = depot.probe().unwrap();
        // This store says yes to a second creation, and overwrites.
        assert!(
            probe.lists && probe.deletes && !probe.creates_once,
            "{probe:?}"
        );
        assert_eq!(depot.list(&Prefix::everything()).unwrap(), []);
    }
}

#[test]
fn a_wrong_password_is_called_that() {
    if let Some(store) = stores::webdav() {
        let address = format!("http://127.0.0.1:{}", store.port);
        let mut wrong = stores::webdav_credentials();
        wrong.secret = "verywrong".to_string();
        for who in [wrong, Credentials::default()] {
            refuses(open(&address, &who).unwrap().as_ref(), 401);
        }
    }
    if let Some(store) = stores::s3() {
        let address = format!("s3://handbook?endpoint=http://127.0.0.1:{}", store.port);
        let mut wrong = stores::s3_credentials();
        // s3rver looks at names only.
        wrong.name = "somebody".to_string();
        wrong.secret = "verywrong".to_string();
        refuses(open(&address, &wrong).unwrap().as_ref(), 403);
    }
}

#[track_caller]
fn refuses(depot: &dyn Depot, due: u16) {
    let errors = [
        depot.probe().unwrap_err(),
        put_bytes(depot, &Key::latest(), b"x", Put::Replace).unwrap_err(),
        read_bytes(depot, &Key::latest(), 9).unwrap_err(),
        depot.list(&Prefix::trusts()).unwrap_err(),
    ];
    for error in errors {
        assert!(
            matches!(error, Error::Denied { status, .. } if status == due),
            "{error:?}"
        );
        assert!(!format!("{error} {error:?}").contains("verywrong"));
    }
}

#[test]
fn a_place_that_is_not_there_is_called_that() {
    if let Some(store) = stores::webdav() {
        let address = format!("http://127.0.0.1:{}/no/such/folder", store.port);
        let depot = open(&address, &stores::webdav_credentials()).unwrap();
        let error = depot.probe().unwrap_err();
        assert!(matches!(error, Error::NoSuchPlace(_)), "{error:?}");
    }
    if let Some(store) = stores::s3() {
        let depot = open_s3(store.port, "no-such-bucket");
        let error = depot.probe().unwrap_err();
        assert!(matches!(error, Error::NoSuchPlace(_)), "{error:?}");
        let error = depot.list(&Prefix::trusts()).unwrap_err();
        assert!(matches!(error, Error::NoSuchPlace(_)), "{error:?}");
        let error = read_bytes(depot.as_ref(), &Key::latest(), 9).unwrap_err();
        assert!(matches!(error, Error::NoSuchPlace(_)), "{error:?}");
    }
}

#[test]
fn a_server_that_is_not_there_is_called_that() {
    let port = stores::free_port();
    let error = open_webdav(port).stat(&Key::latest()).unwrap_err();
    let Error::Unreachable { address, reason } = error else {
        panic!("{error:?}");
    };
    assert_eq!(address, format!("http://127.0.0.1:{port}"));
    assert!(reason.contains("refused"), "{reason}");
    let nowhere = "https://no-such-host.invalid/dav";
    let depot = open(nowhere, &Credentials::default()).unwrap();
    let error = depot.stat(&Key::latest()).unwrap_err();
    assert!(matches!(error, Error::Unreachable { .. }), "{error:?}");
}
