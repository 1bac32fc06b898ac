//! depot.
