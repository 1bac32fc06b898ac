//! What the store promises, with real files.

mod damage;
mod drafts;
mod editions;
mod files;
mod sample;
mod scale;
mod searching;
mod together;
