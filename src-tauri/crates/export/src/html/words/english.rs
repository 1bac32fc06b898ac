//! English words.

use super::Words;

pub const WORDS: Words = Words {
    skip: "Skip to the standards",
    search: "Find a rule",
    search_hint: "Find a rule: refund, late, complaint …",
    results: "{} found",
    nothing: "Nothing found for “{}”.",
    did_you_mean: "Did you mean {}?",
    languages: "Languages",
    outline: "All standards",
    channel: "Channel",
    stage: "Stage",
    role: "Role",
    any: "All",
    shown: "{} of {} standards shown",
    print: "Print",
    cannot_check: "This page cannot check itself. The signed edition file with this fingerprint can be checked with Plumbline: {fingerprint}.",
    behind: "Part of this translation was made from revision {number}. The {language} text decides.",
    code: "Code",
    title: "Title",
    force_name: "Force",
    kind_name: "Kind",
    section: "Section",
    statement: "Standard",
    step: "Step",
    owner: "Owner",
    review_on: "Next review",
    waivers: "Kept on purpose",
};
