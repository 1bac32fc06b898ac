//! The list of rules, the most important first: one line each.

use crate::rule::Rule;

mod absolute;
mod aim_without_measure;
mod contradiction;
mod escape_clause;
mod limit_without_start;
mod missing_actor;
mod missing_parts;
mod missing_statement;
mod missing_time;
mod over_promise;
mod own_word;
mod response_without_resolution;
mod translation_number;
mod vague_quality;
mod vague_time;

/// The rule of the handbook's own words.
pub const OWN_WORD: Rule = own_word::RULE;

/// Every rule.
pub const RULES: &[Rule] = &[
    missing_time::RULE,
    vague_time::RULE,
    aim_without_measure::RULE,
    vague_quality::RULE,
    absolute::RULE,
    over_promise::RULE,
    escape_clause::RULE,
    missing_actor::RULE,
    limit_without_start::RULE,
    response_without_resolution::RULE,
    contradiction::RULE,
    missing_statement::RULE,
    missing_parts::RULE,
    translation_number::RULE,
    own_word::RULE,
];
