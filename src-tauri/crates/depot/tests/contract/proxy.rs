//! A hostile store: a proxy in front of a sound server that drops, cuts, repeats, delays, lies.

use std::collections::HashMap;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What goes wrong with one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    None,
    /// The line breaks before the server hears anything.
    Drop,
    /// The server gets half of what was sent, and then the line breaks.
    CutRequest,
    /// The answer breaks off in the middle.
    CutReply,
    /// The server did it, but nobody hears so.
    LostReply,
    /// The server hears it twice.
    Twice,
    /// The answer takes a while.
    Late,
    /// An answer that was true before.
    Stale,
    /// The server is in trouble.
    Broken,
    /// Whoever asks for the rest gets the whole.
    WholeInstead,
    /// One bit of the answer's body is another.
    Flipped,
}

/// The faults that the random weather is made of; lies are tried one by one.
const WEATHER: [Fault; 7] = [
    Fault::Drop,
    Fault::CutRequest,
    Fault::CutReply,
    Fault::LostReply,
    Fault::Twice,
    Fault::Late,
    Fault::Broken,
];

/// Which fault hits which request.
#[derive(Debug, Default)]
struct Plan {
    /// For requests of that method, one after the other.
    next: Vec<(&'static str, Fault)>,
    /// The state of the weather; none when it is fair.
    storm: Option<u64>,
    /// Every path's first answer to a GET.
    first: HashMap<String, Vec<u8>>,
}

impl Plan {
    fn fault(&mut self, method: &str) -> Fault {
        let planned = self.next.iter().position(|(due, _)| *due == method);
        if let Some(index) = planned {
            return self.next.remove(index).1;
        }
        let Some(state) = &mut self.storm else {
            return Fault::None;
        };
        *state ^= *state << 13;
        *state ^= *state >> 7;
        *state ^= *state << 17;
        // Two requests in five are hit.
        let index = (*state % 100) as usize * WEATHER.len() / 40;
        WEATHER.get(index).copied().unwrap_or(Fault::None)
    }
}

/// A proxy that runs until the tests end.
pub struct Proxy {
    pub port: u16,
    plan: Arc<Mutex<Plan>>,
}

impl Proxy {
    /// Starts a proxy in front of a server on this computer.
    pub fn before(server: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let plan = Arc::new(Mutex::new(Plan::default()));
        let shared = plan.clone();
        std::thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let plan = shared.clone();
                std::thread::spawn(move || {
                    let _ = pass_on(client, server, &plan);
                });
            }
        });
        Self { port, plan }
    }

    /// Lets faults hit the next requests of a method.
    pub fn expect(&self, method: &'static str, faults: &[Fault]) {
        let faults = faults.iter().map(|fault| (method, *fault));
        self.plan.lock().unwrap().next.extend(faults);
    }

    /// Lets faults hit at random from now on, or none any more.
    pub fn storm(&self, seed: Option<u64>) {
        let mut plan = self.plan.lock().unwrap();
        plan.storm = seed;
        plan.next.clear();
    }
}

/// A request as it came.
struct Sent {
    method: String,
    path: String,
    bytes: Vec<u8>,
}

fn read_request(client: &TcpStream) -> io::Result<Sent> {
    let mut reader = BufReader::new(client);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if reader.read_line(&mut head)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
    let mut body = vec![0; content_length(&head)];
    reader.read_exact(&mut body)?;
    // One request per connection keeps both sides simple.
    let head = head.replacen("\r\n", "\r\nConnection: close\r\n", 1);
    let mut words = head.split(' ').map(str::to_string);
    let (method, path) = (words.next().unwrap(), words.next().unwrap());
    let bytes = [head.as_bytes(), &body].concat();
    Ok(Sent {
        method,
        path,
        bytes,
    })
}

fn content_length(head: &str) -> usize {
    let lines = head.lines().filter_map(|line| line.split_once(": "));
    let mut lengths = lines.filter(|(name, _)| name.eq_ignore_ascii_case("content-length"));
    lengths
        .next()
        .map_or(0, |(_, length)| length.parse().unwrap())
}

/// Returns the server's whole answer.
fn ask(server: u16, bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut server = TcpStream::connect(("127.0.0.1", server))?;
    server.write_all(bytes)?;
    let mut reply = Vec::new();
    server.read_to_end(&mut reply)?;
    Ok(reply)
}

fn body_start(reply: &[u8]) -> usize {
    let end = reply.windows(4).position(|four| four == b"\r\n\r\n");
    end.map_or(reply.len(), |end| end + 4)
}

fn pass_on(mut client: TcpStream, server: u16, plan: &Mutex<Plan>) -> io::Result<()> {
    let mut sent = read_request(&client)?;
    let fault = plan.lock().unwrap().fault(&sent.method);
    if fault == Fault::WholeInstead {
        let text = String::from_utf8(sent.bytes).unwrap();
        sent.bytes = text.replace("range:", "x-range:").into_bytes();
    }
    let reply = match fault {
        Fault::Drop => Vec::new(),
        Fault::CutRequest => cut_request(server, &sent)?,
        Fault::Broken => {
            b"HTTP/1.1 500 Broken\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".to_vec()
        }
        Fault::Twice => {
            ask(server, &sent.bytes)?;
            ask(server, &sent.bytes)?
        }
        _ => ask(server, &sent.bytes)?,
    };
    let reply = bend(reply, fault, &sent, plan);
    client.write_all(&reply)?;
    client.shutdown(Shutdown::Both)
}

/// Sends the server half of a request's body, and nobody an answer.
fn cut_request(server: u16, sent: &Sent) -> io::Result<Vec<u8>> {
    let half = (body_start(&sent.bytes) + sent.bytes.len()) / 2;
    let mut server = TcpStream::connect(("127.0.0.1", server))?;
    server.write_all(&sent.bytes[..half])?;
    server.shutdown(Shutdown::Both)?;
    Ok(Vec::new())
}

/// Turns a true answer into what the client gets.
fn bend(mut reply: Vec<u8>, fault: Fault, sent: &Sent, plan: &Mutex<Plan>) -> Vec<u8> {
    let start = body_start(&reply);
    let first = &mut plan.lock().unwrap().first;
    let is_found = sent.method == "GET" && reply.starts_with(b"HTTP/1.1 200");
    if is_found && !first.contains_key(&sent.path) {
        first.insert(sent.path.clone(), reply.clone());
    }
    match fault {
        Fault::LostReply => Vec::new(),
        Fault::CutReply => {
            reply.truncate(start + (reply.len() - start) / 2);
            reply
        }
        Fault::Late => {
            std::thread::sleep(Duration::from_millis(200));
            reply
        }
        Fault::Stale => first.get(&sent.path).cloned().unwrap_or(reply),
        Fault::Flipped => {
            if let Some(byte) = reply[start..].last_mut() {
                *byte ^= 1;
            }
            reply
        }
        _ => reply,
    }
}
