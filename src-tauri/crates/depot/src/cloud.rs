//! The two large clouds that speak neither WebDAV nor S3.

use opendal::services::{Azblob, Gcs};
use opendal::{Operator, Result};

use crate::Credentials;
use crate::address::Bucket;

/// Prepares a container of Azure Blob Storage; the secret is the account's key.
pub(crate) fn open_azblob(bucket: &Bucket, credentials: &Credentials) -> Result<Operator> {
    let own = format!("https://{}.blob.core.windows.net", credentials.name);
    let endpoint = bucket.endpoint.as_ref();
    let endpoint = endpoint.map_or(own, |url| url.as_str().trim_end_matches('/').to_string());
    let builder = Azblob::default()
        .container(&bucket.name)
        .root(&bucket.prefix)
        .endpoint(&endpoint);
    Operator::new(match credentials.is_empty() {
        true => builder,
        false => builder
            .account_name(&credentials.name)
            .account_key(&credentials.secret),
    })
}

/// Prepares a bucket of Google Cloud Storage; the secret is a service account's JSON key, in
/// base64 as Google's tools print it.
pub(crate) fn open_gcs(bucket: &Bucket, credentials: &Credentials) -> Result<Operator> {
    let mut builder = Gcs::default()
        .disable_config_load()
        .disable_vm_metadata()
        .bucket(&bucket.name)
        .root(&bucket.prefix);
    if let Some(endpoint) = &bucket.endpoint {
        builder = builder.endpoint(endpoint.as_str().trim_end_matches('/'));
    }
    Operator::new(match credentials.is_empty() {
        true => builder.skip_signature(),
        false => builder.credential(&credentials.secret),
    })
}
