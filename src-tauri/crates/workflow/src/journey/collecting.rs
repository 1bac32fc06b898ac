//! What was taken in from a depot is never read again.

use std::io::Write;
use std::sync::Mutex;

use depot::{Content, Depot, FolderDepot, Key, Listed, Prefix, Probe, Put, put_bytes};

use super::*;
use crate::ExchangeReport;
use crate::collect::collect_from;

/// A folder that notes what is read from it.
struct Noting {
    folder: FolderDepot,
    read: Mutex<Vec<String>>,
}

impl Depot for Noting {
    fn put(&self, key: &Key, content: &mut dyn Content, how: Put) -> Result<(), depot::Error> {
        self.folder.put(key, content, how)
    }

    fn get(&self, key: &Key, into: &mut dyn Write, most: u64) -> Result<u64, depot::Error> {
        self.read.lock().unwrap().push(key.as_str().to_string());
        self.folder.get(key, into, most)
    }

    fn stat(&self, key: &Key) -> Result<Option<u64>, depot::Error> {
        self.folder.stat(key)
    }

    fn list(&self, prefix: &Prefix) -> Result<Vec<Listed>, depot::Error> {
        self.folder.list(prefix)
    }

    fn probe(&self) -> Result<Probe, depot::Error> {
        self.folder.probe()
    }
}

/// Collects, and returns what was read as well.
fn collect(workspace: &mut Workspace, depot: &Noting) -> (ExchangeReport, Vec<String>) {
    let mut report = ExchangeReport::default();
    let inboxes = [Prefix::inbox(1)];
    let tell = &mut |_| true;
    collect_from(workspace, depot, &inboxes, ACTOR, day(3), &mut report, tell).unwrap();
    let read = std::mem::take(&mut *depot.read.lock().unwrap());
    (report, read)
}

#[test]
fn requests_and_receipts_are_read_once_and_what_may_pass_again() {
    let folder = tempfile::tempdir().unwrap();
    let depot = Noting {
        folder: depot::open_folder(folder.path()).unwrap(),
        read: Mutex::default(),
    };
    let mut workspace = publisher();
    standard(&mut workspace, "PH-1", "");
    let asking = enter(&mut workspace, "Station Road", &[]);
    let mill = join(&mut workspace, "Mill Lane", &[]);
    issue(&mut workspace, 1, 1);
    acknowledge(&mut workspace, &mill, 1, 1, 2);
    let receipt = workspace.receipts_of(mill.0).unwrap().remove(0);
    let receipt = workspace.receipt_bytes(receipt.content).unwrap().unwrap();
    let (_, request) = request(&workspace, asking, &Secret::from_bytes([1; 16]));
    let stranger = BranchId::new(day(0), [9; 10]);
    let (_, foreign) = self::request(&workspace, stranger, &Secret::from_bytes([1; 16]));
    let foreign_key = Key::request(stranger, &Digest::of(&foreign));
    for (key, bytes) in [
        (Key::receipt(1, mill.0, 1, &Digest::of(&receipt)), &receipt),
        (Key::request(asking, &Digest::of(&request)), &request),
        (foreign_key.clone(), &foreign),
    ] {
        put_bytes(&depot, &key, bytes, Put::Once).unwrap();
    }
    depot.read.lock().unwrap().clear();
    let (report, read) = collect(&mut workspace, &depot);
    assert_eq!((report.requests, report.known, read.len()), (1, 1, 3));
    let (report, read) = collect(&mut workspace, &depot);
    assert_eq!((report.requests, read), (0, vec![foreign_key.to_string()]));
    assert_eq!(report.refused[0].code, crate::RefusalCode::UnknownBranch);
}
