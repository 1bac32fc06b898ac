//! Real servers for the tests: started on this computer, on a free port, and ended afterwards.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use depot::Credentials;
use tempfile::TempDir;

/// A server that ends with the test.
pub struct Store {
    pub port: u16,
    pub folder: TempDir,
    process: Child,
}

impl Drop for Store {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Returns a port that nobody listens on.
pub fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}

/// Starts a server; where it is not installed, says how to, and none is returned.
fn start(folder: TempDir, port: u16, command: Option<Command>, install: &str) -> Option<Store> {
    let Some(mut command) = command else {
        let is_due = std::env::var_os("PLUMBLINE_ALL_STORES").is_some_and(|all| all == "1");
        assert!(!is_due, "a server is missing; {install}");
        eprintln!("skipped: a server is missing; {install}");
        return None;
    };
    let log = fs::File::create(folder.path().join("log.txt")).unwrap();
    let command = command
        .stdin(Stdio::null())
        .stdout(log.try_clone().unwrap());
    let process = command.stderr(log).spawn().unwrap();
    let store = Store {
        port,
        folder,
        process,
    };
    let begun = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        let log = store.folder.path().join("log.txt");
        let is_late = begun.elapsed() > Duration::from_secs(30);
        assert!(!is_late, "{}", fs::read_to_string(log).unwrap());
        std::thread::sleep(Duration::from_millis(20));
    }
    Some(store)
}

/// The name and password that the WebDAV server knows.
pub fn webdav_credentials() -> Credentials {
    Credentials {
        name: "hr".to_string(),
        secret: "secret".to_string(),
    }
}

/// Starts Apache with WebDAV for a folder `dav`.
pub fn webdav() -> Option<Store> {
    let folder = tempfile::tempdir().unwrap();
    let port = free_port();
    let conf = apache_conf(folder.path(), port);
    let command = find("apache2").map(|apache| {
        let mut command = Command::new(apache);
        // One process, so that none is left when it is ended.
        command.args(["-X", "-f"]).arg(&conf);
        command
    });
    start(
        folder,
        port,
        command,
        "on Debian: apt-get install apache2-bin",
    )
}

fn apache_conf(folder: &Path, port: u16) -> PathBuf {
    for name in ["dav", "lock"] {
        fs::create_dir(folder.join(name)).unwrap();
        open_to_all(&folder.join(name));
    }
    open_to_all(folder);
    // SHA-1 of “secret”, as `htpasswd -s` writes it.
    let people = "hr:{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ=\n";
    fs::write(folder.join("people"), people).unwrap();
    let modules = "/usr/lib/apache2/modules";
    let loaded = [
        "mpm_event",
        "authn_core",
        "authn_file",
        "authz_core",
        "authz_user",
        "auth_basic",
        "dav",
        "dav_fs",
    ];
    let loaded: String = loaded
        .iter()
        .map(|name| format!("LoadModule {name}_module {modules}/mod_{name}.so\n"))
        .collect();
    let here = folder.display();
    let text = format!(
        "{loaded}ServerRoot {here}\nServerName localhost\nListen 127.0.0.1:{port}\nPidFile {here}/pid\n\
         ErrorLog {here}/error.txt\nDocumentRoot {here}/dav\nDavLockDB {here}/lock/db\n\
         <IfFile /etc/debian_version>\nUser www-data\nGroup www-data\n</IfFile>\n\
         <Directory {here}/dav>\nDav On\nDavDepthInfinity Off\nAuthType Basic\nAuthName depot\n\
         AuthUserFile {here}/people\nRequire valid-user\n</Directory>\n"
    );
    let conf = folder.join("apache.conf");
    fs::write(&conf, text).unwrap();
    conf
}

/// Apache gives up root's rights, so its folders must be open to others.
fn open_to_all(folder: &Path) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o777)).unwrap();
}

/// The access key that the S3 server knows.
pub fn s3_credentials() -> Credentials {
    Credentials {
        name: "S3RVER".to_string(),
        secret: "S3RVER".to_string(),
    }
}

/// Starts s3rver with a bucket `handbook`.
pub fn s3() -> Option<Store> {
    let folder = tempfile::tempdir().unwrap();
    let port = free_port();
    let stores = Path::new(env!("CARGO_MANIFEST_DIR")).join("../depot/tests/stores");
    let script = stores.join("node_modules/s3rver/bin/s3rver.js");
    let node = find("node").filter(|_| script.exists());
    let command = node.map(|node| {
        let mut command = Command::new(node);
        command
            .arg(script)
            .arg("-d")
            .arg(folder.path().join("data"));
        command.args(["-a", "127.0.0.1", "-p", &port.to_string(), "-s"]);
        command.args(["--no-vhost-buckets", "--configure-bucket", "handbook"]);
        command
    });
    let install = format!("with Node: npm ci --prefix {}", stores.display());
    start(folder, port, command, &install)
}

/// Finds a program on the path, or where servers are kept.
pub fn find(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::env::split_paths(&path).chain(["/usr/sbin".into()]);
    folders
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
}
