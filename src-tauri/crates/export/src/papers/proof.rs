//! How an auditor checks the evidence report, and what a receipt proves.

use crate::fonts::Typeface;
use crate::layout::pages::COLUMN;
use crate::layout::strip::{Strip, Style, after, kept};
use crate::layout::styles::{BODY, SUBHEAD};
use crate::layout::{NodeId, Role, Tree};
use crate::papers::desk::{Desk, count, own};
use crate::papers::evidence::Evidence;
use crate::phrases::fill;

const CODE: Style = Style::new(Typeface::Mono, 9.0, 1.5);
/// Checks a receipt against the branch's own certificate, and against no other.
const VERIFY: &str = "openssl cms -verify -binary -inform DER -in FILE.receipt \
    -nointern -certfile branch.pem -noverify -out receipt.json";
const DIGEST: &str = "openssl dgst -sha256 receipt.json";

/// Sets how the report is checked, and what its receipts prove.
pub(crate) fn how_to_check(desk: &mut Desk, evidence: &Evidence) -> Vec<Strip> {
    let words = desk.words;
    let section = desk.tree.add(Tree::ROOT, Role::Section);
    let anchor = desk.outline_entry(words.how_to_check);
    let mut strips = after(
        26.0,
        desk.heading(section, 2, own(words.how_to_check), SUBHEAD, COLUMN),
    );
    if let Some(first) = strips.first_mut() {
        first.anchors.push(anchor);
    }
    let entries = count(evidence.record.entries);
    let record = fill(words.check_record, &[("count", &entries)]);
    let head = [evidence.record.head.to_string()];
    strips.extend(told(desk, section, &record, &head));
    let roots: Vec<String> = evidence.roots.iter().map(ToString::to_string).collect();
    strips.extend(told(desk, section, words.check_root, &roots));
    let commands = [VERIFY, DIGEST].map(str::to_string);
    strips.extend(told(desk, section, words.check_command, &commands));
    strips.extend(after(
        4.0,
        desk.plain(section, own(words.check_digest), BODY, COLUMN),
    ));
    let title = desk.heading(section, 2, own(words.receipt_proof), SUBHEAD, COLUMN);
    strips.extend(after(20.0, title));
    strips.extend(desk.plain(section, own(words.proof), BODY, COLUMN));
    strips
}

/// Sets a sentence and, below it, what it speaks of.
fn told(desk: &mut Desk, section: NodeId, sentence: &str, exact: &[String]) -> Vec<Strip> {
    let mut strips = after(8.0, kept(desk.plain(section, own(sentence), BODY, COLUMN)));
    for text in exact {
        strips.extend(after(
            3.0,
            desk.plain(section, own(text), CODE, COLUMN.indented(12.0)),
        ));
    }
    strips
}
