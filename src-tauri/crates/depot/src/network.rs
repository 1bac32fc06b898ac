//! Depots behind a network: WebDAV servers and buckets, by way of OpenDAL.
//!
//! Attempts are repeated and timed here; whether the bytes arrived is settled by reading back.

use std::error::Error as _;
use std::io::Write;
use std::sync::OnceLock;
use std::time::Duration;

use opendal::blocking::{self, Operator};
use opendal::layers::{RetryLayer, TimeoutLayer};
use opendal::options::{ListOptions, WriteOptions};
use opendal::{Buffer, Entry, ErrorKind, HttpTransporter};
use tokio::runtime::Runtime;
use url::Url;

use crate::address::{Bucket, BucketKind};
use crate::content::Content;
use crate::folder::{CopyFault, copy_exactly};
use crate::probe::Trial;
use crate::settle::settle;
use crate::transport::{Line, Refused};
use crate::webdav::Uploads;
use crate::{BadAddress, Credentials, Depot, Error, Key, Listed, Prefix, Probe, Put};

/// The length in bytes of the parts in which large objects travel, and of what one attempt
/// repeats.
const PART: usize = 8 * 1024 * 1024;

/// How long a store may take to begin to answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// The slowest line that is waited for, in bytes per second.
const SLOWEST: u64 = 16 * 1024;

/// A store behind a network.
pub(crate) struct NetworkDepot {
    plain: opendal::Operator,
    address: String,
    uploads: Option<Uploads>,
}

/// Prepares a WebDAV depot.
pub(crate) fn open_webdav(url: &Url, credentials: &Credentials) -> Result<NetworkDepot, Error> {
    let address = url.as_str().trim_end_matches('/').to_string();
    let builder = opendal::services::Webdav::default()
        .endpoint(&address)
        .username(&credentials.name)
        .password(&credentials.secret);
    let uploads = Uploads::to(&address, credentials);
    let mut depot = prepare(opendal::Operator::new(builder), address)?;
    depot.uploads = Some(uploads);
    Ok(depot)
}

/// Prepares a depot in a bucket.
pub(crate) fn open_bucket(
    bucket: &Bucket,
    credentials: &Credentials,
) -> Result<NetworkDepot, Error> {
    let operator = match bucket.kind {
        BucketKind::S3 => open_s3(bucket, credentials),
        #[cfg(feature = "cloud")]
        BucketKind::Azblob => crate::cloud::open_azblob(bucket, credentials),
        #[cfg(feature = "cloud")]
        BucketKind::Gcs => crate::cloud::open_gcs(bucket, credentials),
    };
    prepare(operator, bucket.to_string())
}

fn open_s3(bucket: &Bucket, credentials: &Credentials) -> opendal::Result<opendal::Operator> {
    // Nothing is taken from the surroundings: who uses a depot is said openly.
    let mut builder = opendal::services::S3::default()
        .disable_config_load()
        .disable_ec2_metadata()
        .bucket(&bucket.name)
        .root(&bucket.prefix)
        .region(bucket.region.as_deref().unwrap_or("us-east-1"));
    if let Some(endpoint) = &bucket.endpoint {
        builder = builder.endpoint(endpoint.as_str().trim_end_matches('/'));
    }
    builder = match credentials.is_empty() {
        true => builder.skip_signature(),
        false => builder
            .access_key_id(&credentials.name)
            .secret_access_key(&credentials.secret),
    };
    opendal::Operator::new(builder)
}

fn prepare(
    operator: opendal::Result<opendal::Operator>,
    address: String,
) -> Result<NetworkDepot, Error> {
    // Without this the first request fails, with a message about configuration.
    opendal::install_default();
    let malformed = |_| BadAddress::Malformed(address.clone());
    let operator = operator.map_err(malformed)?;
    let line = HttpTransporter::new(Line(HttpTransporter::default()));
    let context = operator.base_context().with_http_transport(line);
    let plain = operator.with_context(context);
    Ok(NetworkDepot {
        plain,
        address,
        uploads: None,
    })
}

/// Returns the threads on which requests run.
pub(crate) fn runtime() -> &'static Runtime {
    static RUNTIME: OnceLock<Runtime> = OnceLock::new();
    RUNTIME.get_or_init(|| {
        let mut builder = tokio::runtime::Builder::new_multi_thread();
        let builder = builder.worker_threads(2).thread_name("depot").enable_all();
        builder.build().expect("two threads can be started")
    })
}

/// Returns how long `length` bytes may take, on a slow line to a slow store.
pub(crate) fn patience(length: u64) -> Duration {
    PATIENCE + Duration::from_secs(length / SLOWEST)
}

impl NetworkDepot {
    /// Returns an operator that tries again, and waits as long as `length` bytes take on a slow
    /// line.
    fn patient(&self, length: u64) -> Operator {
        let _inside = runtime().enter();
        Operator::new(self.patient_apart(length)).expect("a runtime was entered")
    }

    fn patient_apart(&self, length: u64) -> opendal::Operator {
        let timeout = TimeoutLayer::new()
            .with_timeout(PATIENCE)
            .with_io_timeout(patience(length));
        let retry = RetryLayer::new()
            .with_jitter()
            .with_min_delay(Duration::from_millis(250))
            .with_max_delay(Duration::from_secs(8))
            .with_max_times(3);
        self.plain.clone().layer(timeout).layer(retry)
    }

    fn write(&self, key: &Key, content: &mut dyn Content, length: u64) -> Result<(), Error> {
        match &self.uploads {
            Some(uploads) if length > PART as u64 => {
                self.make_folder(key)?;
                uploads.put(key, content, length)
            }
            _ => self.write_in_parts(key, content, length),
        }
    }

    fn list_all(&self, prefix: &Prefix) -> opendal::Result<Vec<Entry>> {
        let options = ListOptions {
            recursive: true,
            ..ListOptions::default()
        };
        self.patient(0).list_options(prefix.as_str(), options)
    }

    /// Lists folder by folder, where a store knows folders. OpenDAL's own walk would leave out a
    /// folder that it had to ask for twice, and say nothing.
    fn walk(&self, prefix: &Prefix) -> opendal::Result<Vec<Entry>> {
        let mut folders = vec![prefix.as_str().to_string()];
        let mut found = Vec::new();
        while let Some(folder) = folders.pop() {
            let entries = match self.patient(0).list(&folder) {
                Err(error) if error.kind() == ErrorKind::NotFound => continue,
                entries => entries?,
            };
            let inside = entries.into_iter().filter(|entry| entry.path() != folder);
            let (below, objects): (Vec<_>, Vec<_>) =
                inside.partition(|entry| entry.metadata().is_dir());
            folders.extend(below.iter().map(|entry| entry.path().to_string()));
            found.extend(objects);
        }
        Ok(found)
    }

    /// Makes the folder in which an object lies, where a store knows folders.
    fn make_folder(&self, key: &Key) -> Result<(), Error> {
        let Some((folder, _)) = key.as_str().rsplit_once('/') else {
            return Ok(());
        };
        let made = self.patient(0).create_dir(&format!("{folder}/"));
        made.map_err(|error| self.named(error, None))
    }

    fn write_in_parts(
        &self,
        key: &Key,
        content: &mut dyn Content,
        length: u64,
    ) -> Result<(), Error> {
        let part = length.min(PART as u64);
        let can_split = self.plain.info().capability().write_can_multi;
        let options = WriteOptions {
            chunk: can_split.then_some(PART),
            ..WriteOptions::default()
        };
        let named = |error| self.named(error, None);
        let operator = self.patient_apart(part);
        let writer = runtime().block_on(operator.writer_options(key.as_str(), options));
        let mut writer = writer.map_err(named)?;
        let mut left = length;
        while left > 0 {
            let bytes = match read_part(content, left.min(part)) {
                Ok(bytes) => bytes,
                Err(fault) => {
                    // A store keeps the parts of what is never finished, unseen and at a price.
                    let _ = runtime().block_on(writer.abort());
                    return Err(Error::copying(key)(fault));
                }
            };
            left -= bytes.len() as u64;
            runtime().block_on(writer.write(bytes)).map_err(named)?;
        }
        runtime().block_on(writer.close()).map(drop).map_err(named)
    }

    /// Says in our words what a store, or the way to it, said.
    fn named(&self, error: opendal::Error, key: Option<&Key>) -> Error {
        let address = self.address.clone();
        if let Some(status) = refused(&error) {
            return refusal(address, status);
        }
        match (error.kind(), key) {
            (ErrorKind::NotFound, Some(key)) => Error::Missing(key.clone()),
            (ErrorKind::NotFound, None) => Error::NoSuchPlace(address),
            (ErrorKind::ConfigInvalid, _) => Error::NoSuchPlace(address),
            (ErrorKind::PermissionDenied, _) => Error::Denied {
                address,
                status: 403,
            },
            _ => passing(address, &error),
        }
    }
}

/// Returns the status with which a store refused.
fn refused(error: &opendal::Error) -> Option<u16> {
    let mut cause = error.source();
    while let Some(fault) = cause {
        if let Some(Refused(status)) = fault.downcast_ref() {
            return Some(status.as_u16());
        }
        cause = fault.source();
    }
    None
}

/// Says in our words with which status a store refused.
pub(crate) fn refusal(address: String, status: u16) -> Error {
    match status {
        401 | 403 => Error::Denied { address, status },
        409 => Error::NoSuchPlace(address),
        413 => Error::StoreTooLarge(address),
        507 => Error::StoreFull(address),
        _ => Error::Faulty {
            address,
            said: format!("it answered with status {status}"),
        },
    }
}

/// Names a trouble on the way.
fn passing(address: String, error: &opendal::Error) -> Error {
    let is_late = error.message().contains("timeout reached");
    let reason = match error.source() {
        Some(cause) => innermost(cause),
        None if is_late => "it did not answer in time".to_string(),
        None => {
            let said = error.kind().to_string();
            return Error::Faulty { address, said };
        }
    };
    Error::Unreachable { address, reason }
}

/// Returns what the innermost cause says; the outer ones repeat requests.
pub(crate) fn innermost(error: &dyn std::error::Error) -> String {
    let mut cause = error;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    cause.to_string()
}

fn read_part(content: &mut dyn Content, length: u64) -> std::io::Result<Buffer> {
    let mut bytes = Vec::new();
    let copied = copy_exactly(content, &mut bytes, length);
    copied.map_err(CopyFault::cause)?;
    Ok(Buffer::from(bytes))
}

impl Depot for NetworkDepot {
    fn put(&self, key: &Key, content: &mut dyn Content, how: Put) -> Result<(), Error> {
        settle(self, key, content, how, &|content, length, _| {
            self.write(key, content, length)
        })
    }

    fn get(&self, key: &Key, into: &mut dyn Write, most: u64) -> Result<u64, Error> {
        let named = |error| self.named(error, Some(key));
        let reader = self.patient(0).reader(key.as_str()).map_err(named)?;
        let mut count = 0;
        for part in reader.into_iterator(..).map_err(named)? {
            let part = part.map_err(named)?;
            count += part.len() as u64;
            if count > most {
                let key = key.clone();
                return Err(Error::TooLong { key, most });
            }
            for bytes in part {
                into.write_all(&bytes).map_err(Error::copying(key))?;
            }
        }
        Ok(count)
    }

    fn stat(&self, key: &Key) -> Result<Option<u64>, Error> {
        match self.patient(0).stat(key.as_str()) {
            Ok(about) if about.is_file() => Ok(Some(about.content_length())),
            Ok(_) => Ok(None),
            Err(error) => match self.named(error, Some(key)) {
                Error::Missing(_) => Ok(None),
                error => Err(error),
            },
        }
    }

    fn list(&self, prefix: &Prefix) -> Result<Vec<Listed>, Error> {
        let entries = match self.uploads {
            Some(_) => self.walk(prefix),
            None => self.list_all(prefix),
        };
        let entries = entries.map_err(|error| self.named(error, None))?;
        let listed = entries.iter().filter_map(listed);
        let mut found: Vec<Listed> = listed.filter(|one| prefix.holds(&one.key)).collect();
        found.sort();
        found.dedup();
        Ok(found)
    }

    fn probe(&self) -> Result<Probe, Error> {
        crate::probe::probe(self, self)
    }
}

fn listed(entry: &Entry) -> Option<Listed> {
    let key = entry.path().parse().ok()?;
    let about = entry.metadata();
    let length = about.content_length();
    about.is_file().then_some(Listed { key, length })
}

impl Trial for NetworkDepot {
    fn create(&self, key: &Key, bytes: &[u8]) -> Result<bool, Error> {
        let options = WriteOptions {
            if_not_exists: self.plain.info().capability().write_with_if_not_exists,
            ..WriteOptions::default()
        };
        let operator: blocking::Operator = self.patient(0);
        match operator.write_options(key.as_str(), bytes.to_vec(), options) {
            Ok(_) => Ok(true),
            Err(error) if error.kind() == ErrorKind::ConditionNotMatch => Ok(false),
            Err(error) => Err(self.named(error, None)),
        }
    }

    fn delete(&self, key: &Key) -> Result<(), Error> {
        let deleted = self.patient(0).delete(key.as_str());
        deleted.map_err(|error| self.named(error, None))
    }
}
