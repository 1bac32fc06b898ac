//! pkcs12
