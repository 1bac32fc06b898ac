//! Long tests, asked for with `--ignored`: much in little memory, a cluster that loses a node.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use depot::{Content, Credentials, Depot, Key, Put, open, open_parcel, write_parcel};
use handbook::Digest;

use crate::contract::{self, Pattern, PatternSink};
use crate::stores;

const LARGE: u64 = 1 << 28;

fn key() -> Key {
    Key::edition(1, &Digest::of(b"large"))
}

/// Returns the most memory that this process has ever had, in bytes.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status
        .lines()
        .find(|line| line.starts_with("VmHWM:"))
        .unwrap();
    let kilobytes: u64 = line.split_whitespace().nth(1).unwrap().parse().unwrap();
    kilobytes * 1024
}

fn passes(name: &str, depot: &dyn Depot) {
    let begun = Instant::now();
    depot
        .put(&key(), &mut Pattern::new(LARGE), Put::Once)
        .unwrap();
    reads(depot);
    let megabytes = peak() / 1_000_000;
    eprintln!(
        "{name}: {:?}, at most {megabytes} MB so far",
        begun.elapsed()
    );
    assert!(megabytes < 100);
}

fn reads(depot: &dyn Depot) {
    let mut read = PatternSink(Pattern::new(LARGE));
    assert_eq!(depot.get(&key(), &mut read, LARGE).unwrap(), LARGE);
}

#[test]
#[ignore = "takes minutes and a gigabyte of disk"]
fn a_quarter_of_a_gigabyte_passes_in_little_memory() {
    let folder = tempfile::tempdir().unwrap();
    passes(
        "folder",
        open(folder.path().to_str().unwrap(), &Credentials::default())
            .unwrap()
            .as_ref(),
    );
    let path = folder.path().join("large.parcel");
    let content: Box<dyn Content> = Box::new(Pattern::new(LARGE));
    write_parcel(&path, vec![(key(), content)]).unwrap();
    reads(&open_parcel(&path).unwrap());
    drop(folder);
    if let Some(store) = stores::webdav() {
        let address = format!("http://127.0.0.1:{}", store.port);
        passes(
            "WebDAV",
            open(&address, &stores::webdav_credentials())
                .unwrap()
                .as_ref(),
        );
    }
    if let Some(store) = stores::s3() {
        let address = format!("s3://handbook?endpoint=http://127.0.0.1:{}", store.port);
        passes(
            "S3",
            open(&address, &stores::s3_credentials()).unwrap().as_ref(),
        );
    }
}

/// A Garage cluster of three nodes that ends with the test.
struct Cluster {
    garage: PathBuf,
    folder: tempfile::TempDir,
    ports: Vec<u16>,
    nodes: Vec<Child>,
}

impl Drop for Cluster {
    fn drop(&mut self) {
        for node in &mut self.nodes {
            let _ = node.kill();
            let _ = node.wait();
        }
    }
}

/// The name and secret of a key, in the form that Garage gives them.
fn garage_credentials() -> Credentials {
    Credentials {
        name: format!("GK{}", "0f".repeat(12)),
        secret: "5a".repeat(32),
    }
}

impl Cluster {
    /// Starts three nodes with three copies of everything and a bucket `handbook`.
    fn start(garage: PathBuf) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let ports = (0..6).map(|_| stores::free_port()).collect();
        let nodes = Vec::new();
        let mut cluster = Self {
            garage,
            folder,
            ports,
            nodes,
        };
        for node in 0..3 {
            let conf = cluster.write_conf(node);
            let mut command = Command::new(&cluster.garage);
            let command = command.arg("-c").arg(conf).arg("server");
            let command = command.stdout(Stdio::null()).stderr(Stdio::null());
            cluster.nodes.push(command.spawn().unwrap());
        }
        cluster.join();
        cluster
    }

    fn conf(&self, node: usize) -> PathBuf {
        self.folder.path().join(format!("{node}.toml"))
    }

    fn write_conf(&self, node: usize) -> PathBuf {
        let here = self.folder.path().join(node.to_string());
        let here = here.display();
        let [rpc, api] = [self.ports[node], self.ports[node + 3]];
        let text = format!(
            "metadata_dir = \"{here}/meta\"\ndata_dir = \"{here}/data\"\ndb_engine = \"sqlite\"\n\
             replication_factor = 3\nrpc_bind_addr = \"127.0.0.1:{rpc}\"\n\
             rpc_public_addr = \"127.0.0.1:{rpc}\"\nrpc_secret = \"{}\"\n\
             [s3_api]\ns3_region = \"garage\"\napi_bind_addr = \"127.0.0.1:{api}\"\n",
            "1b".repeat(32)
        );
        fs::write(self.conf(node), text).unwrap();
        self.conf(node)
    }

    /// Runs a command of Garage until it succeeds, and returns what it says.
    fn tell(&self, conf: &Path, words: &[&str]) -> String {
        let begun = Instant::now();
        loop {
            let mut command = Command::new(&self.garage);
            let run = command.arg("-c").arg(conf).args(words).output().unwrap();
            if run.status.success() {
                return String::from_utf8(run.stdout).unwrap().trim().to_string();
            }
            assert!(
                begun.elapsed() < Duration::from_secs(60),
                "{words:?}: {run:?}"
            );
            std::thread::sleep(Duration::from_millis(500));
        }
    }

    fn join(&self) {
        let first = self.conf(0);
        let ids = [0, 1, 2].map(|node| self.tell(&self.conf(node), &["node", "id", "-q"]));
        for id in &ids {
            self.tell(&first, &["node", "connect", id]);
        }
        for id in &ids {
            let id = id.split('@').next().unwrap();
            self.tell(&first, &["layout", "assign", "-z", "here", "-c", "1G", id]);
        }
        self.tell(&first, &["layout", "apply", "--version", "1"]);
        let who = garage_credentials();
        let key = ["key", "import", "--yes", "-n", "hr", &who.name, &who.secret];
        self.tell(&first, &key);
        self.tell(&first, &["bucket", "create", "handbook"]);
        let rights = [
            "bucket", "allow", "--read", "--write", "handbook", "--key", "hr",
        ];
        self.tell(&first, &rights);
    }
}

#[test]
#[ignore = "takes minutes, and Garage on the path"]
fn a_cluster_that_loses_a_node_keeps_the_contract() {
    let garage = stores::find("garage");
    let mut cluster = Cluster::start(garage.expect("this test needs `garage` on the path"));
    let port = cluster.ports[3];
    let at = |prefix: &str| {
        let address =
            format!("s3://handbook/{prefix}?endpoint=http://127.0.0.1:{port}&region=garage");
        open(&address, &garage_credentials()).unwrap()
    };
    contract::keeps(at("whole").as_ref());
    cluster.nodes[2].kill().unwrap();
    contract::keeps(at("two-of-three").as_ref());
    assert!(depot::read_bytes(at("whole").as_ref(), &Key::trust(1), 100).is_ok());
}
