// Generated from src-tauri/src/views.rs and problems.rs; a test fails when it is stale.

export type WriteView = {
/**
 * The handbook's title.
 */
title: string,
/**
 * The language in which standards are written first, as a language tag.
 */
language: string,
/**
 * The sections in their order; none is empty.
 */
sections: Array<SectionView>, };

export type SectionView = {
/**
 * The section's title; empty for standards that have none.
 */
title: string,
/**
 * Its standards in their order.
 */
standards: Array<StandardView>, };

export type StandardView = {
/**
 * Its identity.
 */
id: string,
/**
 * Its code, such as `PH-03`.
 */
code: string,
/**
 * Its title.
 */
title: string,
/**
 * How binding it is.
 */
force: Force,
/**
 * Whether its text is approved.
 */
approval: Approval,
/**
 * The last revision's number, where there is one.
 */
revision: number | null,
/**
 * The statement, cut where findings begin and end.
 */
statement: Array<Passage>,
/**
 * What the checks found; the first to fix come first.
 */
findings: Array<FindingView>, };

export type Passage = {
/**
 * The text.
 */
text: string,
/**
 * The findings on it, as positions in the standard's list.
 */
findings: Array<number>, };

export type FindingView = {
/**
 * How much it matters.
 */
severity: Severity,
/**
 * The words it is about, or the name of what is missing.
 */
phrase: string,
/**
 * Whether the phrase stands in the text.
 */
is_quoted: boolean,
/**
 * The field it is about; none when it is about the standard as a whole.
 */
field: string | null,
/**
 * Why it matters, in one sentence.
 */
why: string,
/**
 * What to ask oneself.
 */
question: string,
/**
 * Whether it is kept on purpose.
 */
is_waived: boolean, };

export type Force = "must" | "should" | "never";

export type Approval = "draft" | "changed" | "approved";

export type Severity = "must-fix" | "should-fix" | "consider";

export type Problem = {
/**
 * Which sentences to show.
 */
code: ProblemCode,
/**
 * What the sentences speak of, by name.
 */
values: { [key in string]: string }, };

export type ProblemCode = "workspace-missing" | "not-a-workspace" | "workspace-damaged" | "workspace-newer" | "workspace-busy" | "workspace-unreadable" | "unexpected";
