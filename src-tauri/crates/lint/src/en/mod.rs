//! English: how its sentences are read, and the words and phrases that the rules ask about.

pub mod absolutes;
pub mod context;
pub mod grammar;
pub mod passives;
pub mod phrasal;
pub mod phrases;
pub mod reading;
pub mod times;
pub mod words;
