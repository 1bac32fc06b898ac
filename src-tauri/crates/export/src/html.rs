//! An edition as self-contained HTML: the reader for staff, and the page of changes.
//!
//! Each page is one file without a single address to load from; its content security policy
//! admits exactly the styles and the script that stand in it.

mod book;
mod changes;
mod fields;
mod finding;
mod page;
mod preview;
mod reader;
#[cfg(test)]
pub mod sample;
mod standard;
mod words;

pub use changes::changes_html;
pub use preview::preview;
pub use reader::html;
