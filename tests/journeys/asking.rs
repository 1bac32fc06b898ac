//! How much a branch asks of its depot.

use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use crate::company::{HQ, acknowledge, is_confirmed, issue, json, with_branch, workspace};
use crate::workbench::Workbench;

/// A web server that hands out what lies in a folder, and notes what it was asked.
struct Server {
    address: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn before(folder: PathBuf) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let noted = asked.clone();
        std::thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let _ = answer(client, &folder, &noted);
            }
        });
        Self { address, asked }
    }

    /// Returns the requests that came since the last time.
    fn asked(&self) -> Vec<String> {
        std::mem::take(&mut self.asked.lock().unwrap())
    }
}

/// Answers one request, and breaks the line.
fn answer(mut client: TcpStream, folder: &Path, asked: &Mutex<Vec<String>>) -> io::Result<()> {
    let mut lines = BufReader::new(client.try_clone()?).lines();
    let request = lines.next().unwrap_or(Ok(String::new()))?;
    let is_more = |line: &io::Result<String>| line.as_ref().is_ok_and(|line| !line.is_empty());
    lines.take_while(is_more).for_each(drop);
    let path = request.split(' ').nth(1).unwrap_or("/").to_string();
    asked.lock().unwrap().push(request);
    let (status, body) = match fs::read(folder.join(path.trim_start_matches('/'))) {
        Ok(body) => ("200 OK", body),
        Err(_) => ("404 Not Found", Vec::new()),
    };
    let length = body.len();
    let head =
        format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n");
    client.write_all(&[head.as_bytes(), &body].concat())
}

/// Lets the branch sync with the server, and returns the requests that it made.
fn sync(bench: &Workbench, server: &Server) -> Vec<String> {
    let file = workspace("Mill Lane");
    let report = json(bench, &["sync", &file, "--depot", &server.address]);
    assert_eq!(report["refused"].as_array().unwrap().len(), 0, "{report}");
    server.asked()
}

const LATEST: &str = "GET /handbook/v1/latest.p7m HTTP/1.1";

#[test]
fn a_branch_for_which_nothing_is_new_makes_one_request() {
    let bench = with_branch("Mill Lane");
    let server = Server::before(bench.path("depot"));
    assert_eq!(sync(&bench, &server), [LATEST], "it has the edition");
    acknowledge(&bench, "Mill Lane", "1");
    for file in [&workspace("Mill Lane"), HQ, &workspace("Mill Lane")] {
        bench.ok(&["sync", file]);
    }
    assert!(is_confirmed(&bench, "Mill Lane"));
    for time in ["first", "second"] {
        let asked = sync(&bench, &server);
        assert_eq!(asked, [LATEST], "its receipt has arrived, {time} time");
    }
    issue(&bench, &[]);
    bench.ok(&["sync", HQ]);
    let asked = sync(&bench, &server);
    assert!(asked.len() > 1, "a new edition is fetched: {asked:?}");
    assert_eq!(sync(&bench, &server), [LATEST]);
}
