//! edition_file
