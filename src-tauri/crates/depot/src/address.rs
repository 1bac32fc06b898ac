//! Where a depot is, as one line of text that may stand in a workspace or an invite.

use std::fmt::{Display, Formatter};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use url::Url;

use crate::network;
use crate::{BadAddress, Credentials, Depot, Error, open_folder};

/// Where a depot is; never who may use it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// A folder on this computer, a stick or a shared drive.
    Folder(PathBuf),
    /// A folder of a WebDAV server, by `https://` or `http://`.
    WebDav(Url),
    /// A bucket, or a part of one.
    Bucket(Bucket),
}

/// A bucket of a store, or a part of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bucket {
    /// Whose protocol it speaks.
    pub kind: BucketKind,
    /// The bucket's name.
    pub name: String,
    /// What the keys lie under, without slashes at the ends; empty for the bucket's root.
    pub prefix: String,
    /// The server; none for the protocol's own.
    pub endpoint: Option<Url>,
    /// The region, for S3.
    pub region: Option<String>,
}

/// Whose protocol a bucket speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BucketKind {
    /// Amazon's, as Garage, Ceph and many others speak it too.
    S3,
    /// Azure Blob Storage, where a bucket is called a container.
    #[cfg(feature = "cloud")]
    Azblob,
    /// Google Cloud Storage.
    #[cfg(feature = "cloud")]
    Gcs,
}

impl BucketKind {
    #[cfg(not(feature = "cloud"))]
    const ALL: &'static [Self] = &[Self::S3];
    #[cfg(feature = "cloud")]
    const ALL: &'static [Self] = &[Self::S3, Self::Azblob, Self::Gcs];

    fn scheme(self) -> &'static str {
        match self {
            Self::S3 => "s3",
            #[cfg(feature = "cloud")]
            Self::Azblob => "azblob",
            #[cfg(feature = "cloud")]
            Self::Gcs => "gcs",
        }
    }
}

/// Opens the depot at an address. Nothing is asked of a server yet; [`Depot::probe`] does that.
///
/// The depot's methods wait for the answer, so they must not run on an async runtime's threads.
pub fn open(address: &str, credentials: &Credentials) -> Result<Box<dyn Depot>, Error> {
    match address.parse()? {
        Address::Folder(path) => Ok(Box::new(open_folder(&path)?)),
        Address::WebDav(url) => Ok(Box::new(network::open_webdav(&url, credentials)?)),
        Address::Bucket(bucket) => Ok(Box::new(network::open_bucket(&bucket, credentials)?)),
    }
}

impl FromStr for Address {
    type Err = BadAddress;

    fn from_str(text: &str) -> Result<Self, BadAddress> {
        let text = text.trim();
        if text.is_empty() {
            return Err(BadAddress::Malformed(String::new()));
        }
        let Some((scheme, rest)) = text.split_once("://") else {
            return Ok(Self::Folder(Path::new(text).to_path_buf()));
        };
        if rest
            .split(['/', '?'])
            .next()
            .is_some_and(|host| host.contains('@'))
        {
            return Err(BadAddress::HoldsSecret);
        }
        let url = parse_url(text)?;
        match scheme.to_ascii_lowercase().as_str() {
            "file" => folder(&url),
            "http" | "https" => webdav(url),
            scheme => bucket(scheme, &url),
        }
    }
}

/// Parses a URL that holds neither a name nor a password.
fn parse_url(text: &str) -> Result<Url, BadAddress> {
    let url = Url::parse(text).map_err(|_| BadAddress::Malformed(text.to_string()))?;
    match url.username().is_empty() && url.password().is_none() {
        true => Ok(url),
        false => Err(BadAddress::HoldsSecret),
    }
}

fn folder(url: &Url) -> Result<Address, BadAddress> {
    let path = url.to_file_path();
    let path = path.map_err(|()| BadAddress::Malformed(url.to_string()))?;
    Ok(Address::Folder(path))
}

fn webdav(mut url: Url) -> Result<Address, BadAddress> {
    if let Some((name, _)) = url.query_pairs().next() {
        return Err(BadAddress::UnknownOption(name.into_owned()));
    }
    url.set_fragment(None);
    let path = url.path().trim_end_matches('/').to_string();
    url.set_path(&path);
    Ok(Address::WebDav(url))
}

fn bucket(scheme: &str, url: &Url) -> Result<Address, BadAddress> {
    let kind = BucketKind::ALL.iter().find(|kind| kind.scheme() == scheme);
    let kind = *kind.ok_or_else(|| BadAddress::UnknownKind(scheme.to_string()))?;
    let mut bucket = Bucket {
        kind,
        name: url.host_str().unwrap_or_default().to_string(),
        prefix: url.path().trim_matches('/').to_string(),
        endpoint: None,
        region: None,
    };
    if bucket.name.is_empty() {
        return Err(BadAddress::Malformed(url.to_string()));
    }
    for (name, value) in url.query_pairs() {
        match &*name {
            "endpoint" => bucket.endpoint = Some(endpoint(&value)?),
            "region" if scheme == "s3" => bucket.region = Some(region(&value)?),
            _ => return Err(BadAddress::UnknownOption(name.into_owned())),
        }
    }
    Ok(Address::Bucket(bucket))
}

fn endpoint(text: &str) -> Result<Url, BadAddress> {
    let url = parse_url(text)?;
    let is_web = matches!(url.scheme(), "http" | "https") && url.query().is_none();
    match is_web {
        true => Ok(url),
        false => Err(BadAddress::Malformed(text.to_string())),
    }
}

fn region(text: &str) -> Result<String, BadAddress> {
    let is_known = |c: char| c.is_ascii_alphanumeric() || c == '-';
    match !text.is_empty() && text.chars().all(is_known) {
        true => Ok(text.to_string()),
        false => Err(BadAddress::Malformed(text.to_string())),
    }
}

impl Display for Address {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Folder(path) => path.display().fmt(f),
            Self::WebDav(url) => f.write_str(url.as_str().trim_end_matches('/')),
            Self::Bucket(bucket) => bucket.fmt(f),
        }
    }
}

impl Display for Bucket {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}://{}", self.kind.scheme(), self.name)?;
        if !self.prefix.is_empty() {
            write!(f, "/{}", self.prefix)?;
        }
        let endpoint = self.endpoint.as_ref();
        let endpoint =
            endpoint.map(|url| format!("endpoint={}", url.as_str().trim_end_matches('/')));
        let region = self
            .region
            .as_ref()
            .map(|region| format!("region={region}"));
        let options: Vec<String> = endpoint.into_iter().chain(region).collect();
        match options.is_empty() {
            true => Ok(()),
            false => write!(f, "?{}", options.join("&")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_reads_back_as_it_was_written() {
        for text in [
            "/mnt/stick",
            "https://files.example.org/remote.php/dav/files/hr",
            "http://127.0.0.1:8080",
            "s3://handbook",
            "s3://handbook/branches/north?endpoint=https://s3.example.org:3900&region=garage",
        ] {
            let address: Address = text.parse().unwrap();
            assert_eq!(address.to_string(), text);
            assert_eq!(address.to_string().parse(), Ok(address));
        }
        let file = "file:///mnt/the%20stick".parse();
        assert_eq!(file, Ok(Address::Folder("/mnt/the stick".into())));
    }

    #[test]
    fn an_address_with_a_password_is_refused_without_repeating_it() {
        for text in [
            "https://name:verysecret@files.example.org/dav",
            "https://verysecret@files.example.org",
            "s3://name:verysecret@bucket",
            "s3://bucket?endpoint=https://name:verysecret@s3.example.org",
            "s3://bucket?secret_access_key=verysecret",
            "https://files.example.org/dav?token=verysecret",
        ] {
            let fault = text.parse::<Address>().unwrap_err();
            assert!(!fault.to_string().contains("verysecret"), "{fault}");
            assert!(!format!("{fault:?}").contains("verysecret"), "{fault:?}");
        }
    }

    #[test]
    fn what_is_no_address_is_named() {
        let fault = |text: &str| text.parse::<Address>().unwrap_err();
        assert_eq!(fault("ftp://host/x"), BadAddress::UnknownKind("ftp".into()));
        assert!(matches!(fault("s3://"), BadAddress::Malformed(_)));
        assert!(matches!(fault(" "), BadAddress::Malformed(_)));
    }
}
