//! What to do next about something that was refused.

/// Returns the step that a refusal's code asks for.
pub fn next_step(code: &str) -> &'static str {
    match code {
        "older-edition" => "nothing needs to be done: go on with the newer edition",
        "two-publishers" => {
            "use neither; telephone the other side at a number that you know, and compare the fingerprints"
        }
        "other-handbook" => "ask whoever sent it for the file of this handbook",
        "cut-off" => "copy or download it again, until the end",
        "not-an-edition" => "give a file whose name ends in .edition or .parcel",
        "signature-missing" => "put the file that ends in .p7s beside it, or ask for both again",
        "damaged" | "signature-broken" | "parcel-unsafe" => {
            "do not use this copy; ask for it again, or sync again later"
        }
        "trust-older" | "trust-skipped" | "trust-needed" | "state-older" => {
            "ask head office for its newest parcel, or sync again later"
        }
        "unknown-branch" => "enter the branch, or ask the sender which branch it is",
        "unknown-key" => {
            "see whether the branch waits with “plumbline branch list”, else telephone it"
        }
        "receipt-conflict" => {
            "the first one is kept; telephone the branch: its key may be on two computers"
        }
        "not-a-receipt" => "give a file whose name ends in .receipt, .request or .parcel",
        "unknown-file" => "give the file that was sent to you, with its name as it was",
        "disowned" => "work by the edition before it until head office issues the next one",
        "number-taken" => "tell head office; the next edition will be taken in",
        _ => "do not use it, and tell head office",
    }
}
