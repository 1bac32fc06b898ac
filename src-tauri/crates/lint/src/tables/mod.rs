//! Filipino, Telugu and Tamil: read by their word lists and phrase tables, with one small grammar.
//!
//! What differs between the languages stands in their folders as data; nothing here knows a word
//! of them.

mod amounts;
mod context;
mod lexicon;
mod reading;
mod times;

pub use amounts::{Amount, amounts};
pub use context::{faults, missing_time};
pub use reading::{Sentence, read};
