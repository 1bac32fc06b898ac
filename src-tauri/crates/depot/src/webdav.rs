//! Large uploads to WebDAV servers. OpenDAL holds them in memory; these flow through a pipe.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::thread::sleep;
use std::time::Duration;

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use reqwest::{Client, RequestBuilder};
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::time::timeout;

use crate::content::Content;
use crate::folder::copy_exactly;
use crate::network::{innermost, patience, refusal, runtime};
use crate::{Credentials, Error, Key};

/// How long to wait between attempts.
const WAITS: [Duration; 3] = [
    Duration::from_millis(500),
    Duration::from_millis(2000),
    Duration::from_millis(4000),
];

/// A WebDAV server that takes large objects.
pub(crate) struct Uploads {
    client: Client,
    address: String,
    credentials: Credentials,
}

impl Uploads {
    /// Prepares uploads to a server.
    pub fn to(address: &str, credentials: &Credentials) -> Self {
        Self {
            client: Client::new(),
            address: address.to_string(),
            credentials: credentials.clone(),
        }
    }

    /// Uploads a content of `length` bytes in constant memory, into a folder that is there.
    pub fn put(&self, key: &Key, content: &mut dyn Content, length: u64) -> Result<(), Error> {
        for wait in WAITS {
            match self.attempt(key, content, length) {
                Err(error) if error.is_unsettled() => sleep(wait),
                outcome => return outcome,
            }
        }
        self.attempt(key, content, length)
    }

    fn attempt(&self, key: &Key, content: &mut dyn Content, length: u64) -> Result<(), Error> {
        content.rewind().map_err(Error::copying(key))?;
        let (sender, receiver) = channel(2);
        let left = length;
        let body = reqwest::Body::wrap(Piped { receiver, left });
        let request = self.request(key).body(body).send();
        let limit = patience(length);
        let sending = runtime().spawn(async move { timeout(limit, request).await });
        let copied = copy_exactly(content, &mut Feed(sender), length);
        let answer = runtime().block_on(sending);
        // The reading side's fault comes first: a broken pipe only shows that the line broke.
        if let Err(fault) = copied
            && let Some(fault) = fault.of_source()
        {
            return Err(Error::copying(key)(fault));
        }
        match answer.expect("sending does not panic") {
            Ok(Ok(answer)) if answer.status().is_success() => Ok(()),
            Ok(Ok(answer)) => Err(refusal(self.address.clone(), answer.status().as_u16())),
            Ok(Err(error)) => Err(self.unreachable(innermost(&error.without_url()))),
            Err(_) => Err(self.unreachable("it did not answer in time".to_string())),
        }
    }

    fn request(&self, key: &Key) -> RequestBuilder {
        let request = self.client.put(format!("{}/{key}", self.address));
        match self.credentials.is_empty() {
            true => request,
            false => request.basic_auth(&self.credentials.name, Some(&self.credentials.secret)),
        }
    }

    fn unreachable(&self, reason: String) -> Error {
        let address = self.address.clone();
        Error::Unreachable { address, reason }
    }
}

/// The end of the pipe that is filled here.
struct Feed(Sender<Bytes>);

impl std::io::Write for Feed {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let sent = self.0.blocking_send(Bytes::copy_from_slice(bytes));
        let broken = |_| std::io::Error::from(std::io::ErrorKind::BrokenPipe);
        sent.map(|()| bytes.len()).map_err(broken)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The end of the pipe that is sent. Ending early breaks the connection off, so that the server
/// does not take a part for the whole.
struct Piped {
    receiver: Receiver<Bytes>,
    left: u64,
}

impl Body for Piped {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, std::io::Error>>> {
        self.receiver.poll_recv(context).map(|part| match part {
            Some(bytes) => {
                self.left = self.left.saturating_sub(bytes.len() as u64);
                Some(Ok(Frame::data(bytes)))
            }
            None if self.left > 0 => Some(Err(std::io::ErrorKind::UnexpectedEof.into())),
            None => None,
        })
    }

    fn is_end_stream(&self) -> bool {
        self.left == 0
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}
