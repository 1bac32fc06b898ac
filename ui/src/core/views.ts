// Generated from the shell's views and the nouns; a test fails when it is stale.

export type Bound = "at least" | "at most";

export type Change = "material" | "editorial";

export type EvidenceKind = "interview" | "survey" | "complaint" | "observation" | "staff consultation" | "pilot";

export type Force = "must" | "should" | "never";

export type Kind = "service" | "communication" | "conduct" | "appearance" | "documents";

export type Channel = string;

export type Language = "en" | "fil" | "te" | "ta";

export type Period = "day" | "week" | "month" | "quarter" | "year";

export type Stage = "awareness" | "consideration" | "decision" | "after purchase" | "every stage";

export type TextField = "title" | "statement" | "starts when" | "steps" | "exceptions" | "empowerment" | "do" | "dont" | "script" | "role play";

export type TimeLimit = string;

export type Step = {
/**
 * What is done, in Markdown.
 */
text: string,
/**
 * Who does it, if it is not the standard's actor.
 */
actor?: string,
/**
 * How long it may take.
 */
time?: TimeLimit, };

export type Exception = {
/**
 * The case.
 */
when: string,
/**
 * What holds then.
 */
holds: string, };

export type Empowerment = {
/**
 * Who may.
 */
who: string,
/**
 * May do what.
 */
may: string,
/**
 * Up to which limit.
 */
up_to: string, };

export type Escalation = {
/**
 * To whom.
 */
to: string,
/**
 * After how long.
 */
after?: TimeLimit, };

export type RolePlay = {
/**
 * The situation.
 */
situation: string,
/**
 * What a good answer contains.
 */
good_answer: string, };

export type Evidence = {
/**
 * How it was learnt.
 */
kind: EvidenceKind,
/**
 * When.
 */
on?: string,
/**
 * From whom or how many: “34 callers in two branches”.
 */
sample: string,
/**
 * What was learnt.
 */
learnt: string, };

export type Measure = {
/**
 * Floor or ceiling.
 */
bound: Bound,
/**
 * The share of cases.
 */
percent: number,
/**
 * What is counted, in the plural: “complaint calls”.
 */
cases: string,
/**
 * What must have happened to a case, as a participle: “resolved”.
 */
done: string,
/**
 * The limit within which it must have happened.
 */
within?: TimeLimit,
/**
 * The span over which cases are counted.
 */
per?: Period,
/**
 * Where the counts come from: “call log”.
 */
source: string, };

export type Waiver = {
/**
 * The rule whose finding is kept.
 */
rule: string,
/**
 * The sentence it was found in, as [`sentence_key`] writes it; empty for a finding about
 * the standard as a whole.
 */
sentence: string,
/**
 * Why it is kept.
 */
reason: string,
/**
 * Who keeps it.
 */
by: string,
/**
 * Since when.
 */
at: string, };

export type Translation = { title: string, statement: string, starts_when: string,
/**
 * The steps' texts, in the order of the standard's steps.
 */
steps: Array<string>, exceptions: Array<Exception>,
/**
 * What staff may do, in the order of the standard's empowerments.
 */
empowerment: Array<string>, do: Array<string>, dont: Array<string>, script: string, role_play?: RolePlay,
/**
 * For each translated field, the number of the source revision it was made from.
 */
made_from: { [key in TextField]?: number }, };

export type Standard = { id: string, code: string, title: string, force: Force, kind: Kind, section: string, stage?: Stage, channels: Array<Channel>, actor: string, audience: Array<string>, statement: string, starts_when: string, respond_within?: TimeLimit, resolve_within?: TimeLimit, late_after?: TimeLimit, measure?: Measure, steps: Array<Step>, exceptions: Array<Exception>, empowerment: Array<Empowerment>, escalation?: Escalation, do: Array<string>, dont: Array<string>, script: string, role_play?: RolePlay, evidence: Array<Evidence>, owner: string, review_on?: string, references: Array<string>, waivers: Array<Waiver>, translations: { [key in Language]?: Translation }, };

export type Term = {
/**
 * The word.
 */
term: string,
/**
 * What it means here.
 */
meaning: string, };

export type FlaggedWord = {
/**
 * The word or phrase.
 */
phrase: string,
/**
 * What to ask whoever wrote it.
 */
question: string, };

export type OwnWords = {
/**
 * Words to flag.
 */
flag: Array<FlaggedWord>,
/**
 * Words to leave alone, whatever a rule says of them.
 */
leave: Array<string>, };

export type NotOffered = {
/**
 * The stage.
 */
stage: Stage,
/**
 * The channel that is not offered there.
 */
channel: Channel, };

export type Handbook = {
/**
 * Its identity.
 */
id: string,
/**
 * Its title.
 */
title: string,
/**
 * Whose handbook it is.
 */
organisation: string,
/**
 * The languages it is written in, the source language first; never empty.
 */
languages: Array<Language>,
/**
 * The roles that act or must know.
 */
roles: Array<string>,
/**
 * The channels it covers.
 */
channels: Array<Channel>,
/**
 * The sections, in their order.
 */
sections: Array<string>,
/**
 * Words in a fixed sense.
 */
glossary: Array<Term>,
/**
 * The handbook's own word list.
 */
words: OwnWords,
/**
 * The places in the customer's journey that are left out on purpose.
 */
not_offered: Array<NotOffered>,
/**
 * The standards in the order that was chosen by hand; others follow by code.
 */
order: Array<string>, };

export type PieceKind = "same" | "inserted" | "deleted";

export type Piece = {
/**
 * Its fate.
 */
kind: PieceKind,
/**
 * The words, with the spaces between them.
 */
text: string, };

export type FieldDifference = {
/**
 * The field's name as files hold it, such as `respond_within` or `step 2`.
 */
field: string,
/**
 * The words, in order.
 */
pieces: Array<Piece>, };

export type Branch = {
/**
 * Its identity.
 */
id: string,
/**
 * Its name, such as “Riverside”.
 */
name: string,
/**
 * The region it belongs to; empty for none.
 */
region: string,
/**
 * The role or name of whoever answers for it.
 */
manager: string,
/**
 * Where reminders go; empty for none.
 */
email: string,
/**
 * The language in which it reads.
 */
language: Language,
/**
 * The roles that work there; none means all of them.
 */
audience: Array<string>, };

export type Due = {
/**
 * The edition's number.
 */
edition: number,
/**
 * The role whose branches it is for; none for all of them.
 */
audience: string | null,
/**
 * The last day.
 */
on: string, };

export type ConfirmedHow = "in the app" | "on paper";

export type StaffConfirmation = {
/**
 * Who, as the branch's list names the person.
 */
person: string,
/**
 * In which role.
 */
role: string,
/**
 * In the app or on paper.
 */
how: ConfirmedHow,
/**
 * When, by the branch's clock; for paper, the day on the sheet.
 */
at: string,
/**
 * Who entered it, for a sheet.
 */
entered_by: string | null, };

export type Briefing = {
/**
 * The day.
 */
on: string,
/**
 * Who led it, as typed.
 */
led_by: string,
/**
 * Who was present.
 */
present: Array<string>,
/**
 * Who was not.
 */
absent: Array<string>,
/**
 * What was practised or asked.
 */
note: string, };

export type Screen = "overview" | "write" | "translate" | "history" | "publish" | "branches" | "acknowledged" | "changes" | "handbook" | "briefing" | "settings";

export type Appearance = "system" | "light" | "dark";

export type Preferences = {
/**
 * Who works here, for the history: a role or a name.
 */
name: string,
/**
 * Whether the window is light or dark.
 */
appearance: Appearance,
/**
 * The size of text, in percent of the usual size.
 */
text_size: number, };

export type LastPlace = {
/**
 * The screen.
 */
screen: Screen,
/**
 * The standard's identity, if one was shown.
 */
standard: string | null, };

export type RecentFile = {
/**
 * The whole path.
 */
path: string,
/**
 * The file's name.
 */
name: string,
/**
 * The folder.
 */
folder: string,
/**
 * Whether the file is still there.
 */
is_there: boolean, };

export type Starter = {
/**
 * The name by which it is asked for.
 */
name: string,
/**
 * Its title.
 */
title: string,
/**
 * How many standards it holds.
 */
standards: number, };

export type AppView = {
/**
 * What the person at this computer prefers.
 */
preferences: Preferences,
/**
 * The files that were open before, the last one first.
 */
recent: Array<RecentFile>,
/**
 * The standards to begin with.
 */
starters: Array<Starter>,
/**
 * The app's version.
 */
version: string, };

export type Counts = {
/**
 * What stands in the way of approval.
 */
must_fix: number,
/**
 * What weakens a standard.
 */
should_fix: number,
/**
 * What is worth a thought.
 */
consider: number, };

export type Approval = "draft" | "changed" | "approved";

export type OutlineRow = {
/**
 * Its identity.
 */
id: string,
/**
 * Its code.
 */
code: string,
/**
 * Its title.
 */
title: string,
/**
 * Its section; empty for none.
 */
section: string,
/**
 * The stage of the customer's journey.
 */
stage: Stage | null,
/**
 * Its channels.
 */
channels: Array<Channel>,
/**
 * How binding it is.
 */
force: Force,
/**
 * How far it is from being approved.
 */
approval: Approval,
/**
 * The number of its last revision.
 */
revision: number | null,
/**
 * Its open findings.
 */
open: Counts,
/**
 * How many findings are kept on purpose.
 */
kept: number,
/**
 * The languages in which something is missing or behind.
 */
behind: Array<Language>, };

export type TranslationState = {
/**
 * Its language.
 */
language: Language,
/**
 * Fields that the source has and the translation lacks.
 */
missing: Array<TextField>,
/**
 * Fields whose source has changed since they were translated.
 */
behind: Array<TextField>, };

export type Access = "full" | "newer-version" | "read-only-file";

export type WorkspaceKind = "publisher" | "branch";

export type RetiredRow = {
/**
 * The standard.
 */
id: string,
/**
 * Its code.
 */
code: string,
/**
 * Its title.
 */
title: string,
/**
 * When it was retired.
 */
retired_at: string, };

export type EditionLine = {
/**
 * Its number.
 */
number: number,
/**
 * When it was issued.
 */
issued_at: string,
/**
 * From when on it holds.
 */
effective_on: string, };

export type WorkspaceView = {
/**
 * The whole path.
 */
path: string,
/**
 * The file's name.
 */
file_name: string,
/**
 * Whose it is.
 */
kind: WorkspaceKind,
/**
 * What the branch is a member of; none for a publisher's.
 */
membership: MembershipView | null,
/**
 * How many changes wait for the branch, or how many branches are late; shown at the rail.
 */
waiting: number,
/**
 * What may be done with it.
 */
access: Access,
/**
 * The handbook's title and lists.
 */
handbook: Handbook,
/**
 * The last edition.
 */
last_edition: EditionLine | null,
/**
 * The number of the next edition.
 */
next_edition: number,
/**
 * Every standard, in the handbook's order.
 */
outline: Array<OutlineRow>,
/**
 * The standards that were taken out, the last one first.
 */
retired: Array<RetiredRow>,
/**
 * Where this file was left.
 */
place: LastPlace | null, };

export type OutlineAnswer = {
/**
 * That standard.
 */
id: string,
/**
 * Every standard, in the handbook's order.
 */
outline: Array<OutlineRow>,
/**
 * The standards that were taken out, the last one first.
 */
retired: Array<RetiredRow>,
/**
 * The handbook's title and lists.
 */
handbook: Handbook, };

export type Severity = "must-fix" | "should-fix" | "consider";

export type PlaceField = "title" | "statement" | "starts_when" | "respond_within" | "resolve_within" | "late_after" | "measure" | "step" | "exception" | "empowerment" | "do" | "dont" | "script" | "role_play" | "evidence" | "owner" | "review_on" | "record";

export type Place = {
/**
 * The field.
 */
field: PlaceField,
/**
 * The place in a list, counted from 0.
 */
index: number | null,
/**
 * The translation's language; none for the source text.
 */
language: Language | null, };

export type FindingView = {
/**
 * The rule's name.
 */
rule: string,
/**
 * The rule's heading.
 */
title: string,
/**
 * How much it matters.
 */
severity: Severity,
/**
 * Where it stands.
 */
place: Place,
/**
 * The words it is about, or the name of what is missing.
 */
phrase: string,
/**
 * Where the phrase begins in the field's text, in UTF-16 units.
 */
start: number,
/**
 * Where it ends; the same as `start` when nothing is quoted.
 */
end: number,
/**
 * The sentence that it stands in; keeping on purpose goes by it.
 */
sentence: string,
/**
 * Why it matters, in one sentence.
 */
why: string,
/**
 * What to ask oneself.
 */
question: string,
/**
 * What can be put in the phrase's place with one click.
 */
fix: string | null,
/**
 * Whether it is kept on purpose.
 */
is_waived: boolean,
/**
 * Why it is kept.
 */
reason: string | null, };

export type ClarityPart = "who" | "does-what" | "by-when" | "how-much" | "what-if-not";

export type ClarityPartView = {
/**
 * Which part.
 */
part: ClarityPart,
/**
 * The gravest open finding in it.
 */
severity: Severity | null, };

export type Clarity = {
/**
 * 0 to 100; 100 only when nothing is open.
 */
score: number,
/**
 * The parts of the thought.
 */
parts: Array<ClarityPartView>, };

export type Checked = {
/**
 * The findings.
 */
findings: Array<FindingView>,
/**
 * How clear the text is.
 */
clarity: Clarity, };

export type RevisionLine = {
/**
 * Its number.
 */
number: number,
/**
 * Who wrote it.
 */
author: string,
/**
 * Who approved it.
 */
approver: string,
/**
 * When.
 */
approved_at: string,
/**
 * Why.
 */
note: string,
/**
 * Material or editorial.
 */
change: Change,
/**
 * The digest of its exact bytes.
 */
digest: string,
/**
 * The numbers of the editions that hold it.
 */
editions: Array<number>, };

export type HistoryView = {
/**
 * The standard.
 */
id: string,
/**
 * Its code.
 */
code: string,
/**
 * Its title.
 */
title: string,
/**
 * How far the draft is from being approved.
 */
approval: Approval,
/**
 * When the draft was saved.
 */
saved_at: string,
/**
 * The revisions.
 */
revisions: Array<RevisionLine>, };

export type StandardView = {
/**
 * The text.
 */
standard: Standard,
/**
 * Counts the saves; goes back with the next save.
 */
saves: number,
/**
 * When it was saved.
 */
saved_at: string,
/**
 * Its row in the outline.
 */
row: OutlineRow,
/**
 * What the checks found.
 */
checked: Checked,
/**
 * The last revision.
 */
last_revision: RevisionLine | null,
/**
 * How it stands in each language of the handbook but the first.
 */
translations: Array<TranslationState>, };

export type SaveAnswer = { "kind": "saved",
/**
 * Counts the saves; goes back with the next save.
 */
saves: number,
/**
 * When it was saved.
 */
saved_at: string,
/**
 * Its row in the outline.
 */
row: OutlineRow,
/**
 * How it stands in each language of the handbook but the first.
 */
translations: Array<TranslationState>, } | { "kind": "stale",
/**
 * What was saved meanwhile.
 */
theirs: StandardView, };

export type ApprovalOrder = {
/**
 * Who approves.
 */
by: string,
/**
 * Why the text was changed.
 */
note: string,
/**
 * Material or editorial.
 */
change: Change, };

export type ObstacleKind = "empty-field" | "duplicate-code" | "unfit-text" | "raw-html" | "must-fix";

export type ObstacleView = {
/**
 * What kind of thing.
 */
kind: ObstacleKind,
/**
 * The field's name, the unfit text, or the phrase.
 */
text: string,
/**
 * Where it stands, if that is known.
 */
place: Place | null,
/**
 * What to ask oneself; empty where there is nothing to ask.
 */
question: string, };

export type BlockedStandard = {
/**
 * The standard.
 */
id: string,
/**
 * Its code.
 */
code: string,
/**
 * Its title.
 */
title: string,
/**
 * What stands in the way.
 */
obstacles: Array<ObstacleView>, };

export type ApproveAnswer = { "kind": "approved",
/**
 * How many.
 */
count: number, } | { "kind": "not-ready",
/**
 * What stands in the way.
 */
blocked: Array<BlockedStandard>, };

export type Named = {
/**
 * Its identity.
 */
id: string,
/**
 * Its code.
 */
code: string,
/**
 * Its title.
 */
title: string, };

export type CoverageCell = {
/**
 * The stage.
 */
stage: Stage,
/**
 * The channel.
 */
channel: Channel,
/**
 * The standards.
 */
standards: Array<Named>,
/**
 * Their open findings.
 */
open: Counts,
/**
 * Whether the organisation serves customers here.
 */
is_offered: boolean, };

export type StageCoverage = {
/**
 * The stage.
 */
stage: Stage,
/**
 * A cell for every channel of the handbook, in its order.
 */
cells: Array<CoverageCell>, };

export type DueRow = {
/**
 * The day.
 */
review_on: string,
/**
 * How many days are left; negative when it is late.
 */
days: number,
/**
 * Its identity.
 */
id: string,
/**
 * Its code.
 */
code: string,
/**
 * Its title.
 */
title: string, };

export type ChangeKind = "new" | "changed" | "withdrawn";

export type ChangedRow = {
/**
 * What became of it.
 */
kind: ChangeKind,
/**
 * How far it is from being approved.
 */
approval: Approval,
/**
 * What differs from the edition's text.
 */
differences: Array<FieldDifference>,
/**
 * Its open findings.
 */
open: Counts,
/**
 * Its identity.
 */
id: string,
/**
 * Its code.
 */
code: string,
/**
 * Its title.
 */
title: string, };

export type PromiseRow = {
/**
 * At least or at most.
 */
bound: Bound,
/**
 * The promised share.
 */
promised: string,
/**
 * The measured share.
 */
measured: string | null,
/**
 * The period in which it was measured.
 */
period: string | null,
/**
 * Whether the promise was kept.
 */
is_met: boolean | null,
/**
 * Its identity.
 */
id: string,
/**
 * Its code.
 */
code: string,
/**
 * Its title.
 */
title: string, };

export type LanguageRow = {
/**
 * The language.
 */
language: Language,
/**
 * How many standards are complete.
 */
complete: number,
/**
 * How many have a text whose source has changed since.
 */
behind: number,
/**
 * How many lack something, and nothing in them is behind.
 */
missing: number, };

export type OverviewView = {
/**
 * How many standards there are.
 */
standards: number,
/**
 * Stage by stage, the standards of each channel; “every stage” only where one has it.
 */
coverage: Array<StageCoverage>,
/**
 * How many places that are offered have no standard.
 */
holes: number,
/**
 * How many standards are approved, or could be.
 */
ready: number,
/**
 * How many standards are approved as they are.
 */
approved: number,
/**
 * The drafts that cannot be approved.
 */
blocked: Array<Named>,
/**
 * All open findings.
 */
open: Counts,
/**
 * How many findings are kept on purpose.
 */
kept: number,
/**
 * The reviews that are late or due within 60 days, by date.
 */
due: Array<DueRow>,
/**
 * What differs from the last edition.
 */
changed: Array<ChangedRow>,
/**
 * What is promised and what was measured.
 */
promises: Array<PromiseRow>,
/**
 * How complete each translation is.
 */
languages: Array<LanguageRow>, };

export type IdentityView = {
/**
 * The publisher, as its certificate names it.
 */
publisher: string,
/**
 * The root, as its certificate names it.
 */
root: string,
/**
 * The publisher's fingerprint, as people compare it.
 */
publisher_fingerprint: string,
/**
 * The root's fingerprint, as people compare it.
 */
root_fingerprint: string,
/**
 * When the publisher's certificate begins to hold.
 */
holds_from: string,
/**
 * When it expires.
 */
expires_at: string,
/**
 * Days until then; negative when it has expired.
 */
days_left: number,
/**
 * The roots and how many must sign; none where the key was taken over from elsewhere.
 */
roots: RootsView | null,
/**
 * The editions that were issued here, the newest first.
 */
editions: Array<GenuineEdition>, };

export type GenuineEdition = {
/**
 * Its number.
 */
number: number,
/**
 * When it was issued.
 */
issued_at: string,
/**
 * Its fingerprint, as people compare it.
 */
fingerprint: string, };

export type RootKeyFile = {
/**
 * The whole path.
 */
path: string,
/**
 * Which root's key it is, from 0; none if it is not known here.
 */
root: number | null, };

export type PublishChange = {
/**
 * How binding it is.
 */
force: Force,
/**
 * What becomes of it.
 */
kind: ChangeKind,
/**
 * What its revisions since then say; none for what is new or withdrawn.
 */
change: Change | null,
/**
 * What differs from the edition before.
 */
differences: Array<FieldDifference>,
/**
 * What the approvers noted since then.
 */
notes: Array<string>,
/**
 * Its identity.
 */
id: string,
/**
 * Its code.
 */
code: string,
/**
 * Its title.
 */
title: string, };

export type PublishView = {
/**
 * Its number.
 */
number: number,
/**
 * The last edition.
 */
last: EditionLine | null,
/**
 * How many standards it would hold.
 */
standards: number,
/**
 * What it changes.
 */
changes: Array<PublishChange>,
/**
 * Drafts that could be approved first.
 */
ready: Array<Named>,
/**
 * Drafts that cannot.
 */
blocked: Array<BlockedStandard>,
/**
 * Who signs.
 */
identity: IdentityView | null,
/**
 * Where the files of the last edition went, or the user's documents.
 */
folder: string,
/**
 * How the files' names begin.
 */
name: string,
/**
 * The day.
 */
today: string, };

export type DecidedChange = {
/**
 * The standard.
 */
id: string,
/**
 * Material or editorial.
 */
change: Change, };

export type PublishOrder = {
/**
 * What the organisation says about it.
 */
note: string,
/**
 * From when on it holds.
 */
effective_on: string,
/**
 * The day by which readers should ask for a newer one.
 */
next_expected_by: string | null,
/**
 * The folder for its files.
 */
folder: string,
/**
 * Opens the publisher's key.
 */
passphrase: string,
/**
 * The decisions that differ from the revisions' own.
 */
changes: Array<DecidedChange>, };

export type PublishStage = "gathering" | "printing" | "writing" | "signing" | "publishing";

export type PublishedFile = {
/**
 * The whole path.
 */
path: string,
/**
 * Its name.
 */
name: string,
/**
 * Its length in bytes.
 */
bytes: number, };

export type PublishedView = {
/**
 * Its number.
 */
number: number,
/**
 * How many standards it holds.
 */
standards: number,
/**
 * Its identity.
 */
digest: string,
/**
 * The beginning of its identity, as people compare it.
 */
fingerprint: string,
/**
 * Where its files are.
 */
folder: string,
/**
 * Its files.
 */
files: Array<PublishedFile>,
/**
 * The codes of standards whose drafts are newer, or were never approved.
 */
left_out: Array<string>, };

export type VerifiedKind = "pdf" | "html" | "edition" | "parcel" | "receipt";

export type VerdictView = {
/**
 * The whole path.
 */
path: string,
/**
 * The file's name.
 */
name: string,
/**
 * What kind of file it is.
 */
what: VerifiedKind,
/**
 * Whether the signature holds and the content is whole.
 */
holds: boolean,
/**
 * Why it does not hold.
 */
reason: string | null,
/**
 * Who signed.
 */
signer: string | null,
/**
 * The root's fingerprint.
 */
root_fingerprint: string | null,
/**
 * Whether it is this organisation's root.
 */
root_is_known: boolean,
/**
 * When it was signed, by the signer's clock.
 */
signed_at: string | null,
/**
 * The handbook's title.
 */
title: string | null,
/**
 * The edition's number.
 */
number: number | null, };

export type ArrivedKind = "edition" | "parcel" | "receipt" | "request" | "invite";

export type ArrivedPlace = {
/**
 * The whole path.
 */
path: string,
/**
 * The handbook's title.
 */
title: string,
/**
 * The branch's name; none for a publisher's workspace.
 */
branch: string | null,
/**
 * Whether it believes the root of whoever signed the file.
 */
knows_signer: boolean, };

export type ArrivedView = {
/**
 * The whole path.
 */
path: string,
/**
 * The file's name.
 */
name: string,
/**
 * What it is.
 */
kind: ArrivedKind,
/**
 * What its signature shows, as far as can be told here.
 */
verdict: VerdictView | null,
/**
 * What it says, for an invite.
 */
invite: InviteView | null,
/**
 * The workspaces on this computer in which it can be taken in, those that fit best first.
 */
places: Array<ArrivedPlace>, };

export type HitView = {
/**
 * The standard.
 */
id: string,
/**
 * Its code.
 */
code: string,
/**
 * Its title.
 */
title: string,
/**
 * The text before what was found.
 */
before: string,
/**
 * What was found.
 */
found: string,
/**
 * The text after it.
 */
after: string, };

export type ImportRow = {
/**
 * Where it stands: a file, and the line in it.
 */
place: string,
/**
 * What stands there, or why it is not taken.
 */
text: string, };

export type ImportView = {
/**
 * The files.
 */
sources: Array<string>,
/**
 * What is taken in.
 */
taken: Array<ImportRow>,
/**
 * What is not.
 */
refused: Array<ImportRow>,
/**
 * What is in the workspace already.
 */
unchanged: Array<ImportRow>,
/**
 * The columns that fill no field.
 */
unused_columns: Array<string>, };

export type NewWorkspace = {
/**
 * Its title.
 */
title: string,
/**
 * Whose handbook it is.
 */
organisation: string,
/**
 * The language in which standards are written first.
 */
language: Language,
/**
 * The starters to begin with.
 */
starters: Array<string>, };

export type Enrolment = "asked" | "not-invited" | "invited" | "enrolled";

export type BranchQuery = {
/**
 * A part of the name, region, manager or address.
 */
search: string,
/**
 * Only this region.
 */
region: string | null,
/**
 * Only those that are so far.
 */
enrolment: Enrolment | null,
/**
 * Only closed ones; otherwise only open ones.
 */
is_closed: boolean,
/**
 * How many to leave out from the start.
 */
from: number,
/**
 * How many to show at most.
 */
count: number, };

export type AskedView = {
/**
 * Who asks, as typed at the branch.
 */
by: string,
/**
 * When, by the branch's clock.
 */
at: string,
/**
 * Whether it was made with the invite's secret.
 */
is_proven: boolean,
/**
 * The key's fingerprint, to be read aloud where nothing proves it.
 */
fingerprint: string, };

export type BranchLine = {
/**
 * The branch.
 */
branch: Branch,
/**
 * How far it has come in joining.
 */
enrolment: Enrolment,
/**
 * The last day of its invite.
 */
invited_until: string | null,
/**
 * Its request, while that waits for approval.
 */
asked: AskedView | null,
/**
 * Since when its key is accepted.
 */
enrolled_at: string | null,
/**
 * When something last came from it.
 */
last_heard_at: string | null,
/**
 * Whether it is closed and asked nothing any more.
 */
is_closed: boolean, };

export type RootCopyView = {
/**
 * The file, as it was named then.
 */
place: string,
/**
 * When.
 */
at: string, };

export type RootView = {
/**
 * The certificate's fingerprint.
 */
fingerprint: string,
/**
 * Where copies of its key were seen.
 */
copies: Array<RootCopyView>, };

export type RootsView = {
/**
 * How many roots must sign.
 */
threshold: number,
/**
 * The roots.
 */
roots: Array<RootView>,
/**
 * Whether there are copies enough to begin with branches.
 */
is_safe: boolean, };

export type AlarmView = {
/**
 * When it was found.
 */
at: string,
/**
 * The number that two publishers have used.
 */
seq: number,
/**
 * Whether it is an edition's number (and not that of a depot's state).
 */
is_edition: boolean,
/**
 * Whether the depot holds a later state than the last one published here, which can be taken
 * over if this workspace is an old copy.
 */
is_ahead: boolean, };

export type BranchesView = {
/**
 * The branches asked for, by name; those that wait for approval first.
 */
rows: Array<BranchLine>,
/**
 * How many branches match the query.
 */
matched: number,
/**
 * How many branches are open.
 */
total: number,
/**
 * How many are closed.
 */
closed: number,
/**
 * How many wait for the approval of their request.
 */
asked: number,
/**
 * How many of those prove that they hold the invite.
 */
proven: number,
/**
 * How many have no invite yet.
 */
not_invited: number,
/**
 * How many have an invite and have not used it.
 */
invited: number,
/**
 * How many are enrolled.
 */
enrolled: number,
/**
 * The regions, by name.
 */
regions: Array<string>,
/**
 * The depot's address; none where editions go by hand.
 */
depot: string | null,
/**
 * When the depot was last met.
 */
exchanged_at: string | null,
/**
 * Whether something waits to be signed and put into the depot.
 */
has_news: boolean,
/**
 * The roots; none before there is a signing identity of this organisation's own.
 */
roots: RootsView | null,
/**
 * What needs attention at once.
 */
alarms: Array<AlarmView>, };

export type BranchImport = {
/**
 * The names of new branches.
 */
added: Array<string>,
/**
 * The names of branches that were changed.
 */
changed: Array<string>,
/**
 * How many are the same as before.
 */
same: number,
/**
 * The rows that were refused.
 */
refused: Array<BranchRefused>, };

export type BranchRefused = {
/**
 * The row in the file, the header being row 1.
 */
row: number,
/**
 * What it says.
 */
text: string,
/**
 * Why it was refused.
 */
reason: string, };

export type Invited = {
/**
 * The invites' files, in the order of the branches.
 */
files: Array<string>,
/**
 * The sheets to print, one page for each branch.
 */
sheet: string,
/**
 * The last day on which they may be used.
 */
expires_on: string, };

export type ProbeView = {
/**
 * The depot's address.
 */
address: string,
/**
 * It lists what it holds.
 */
lists: boolean,
/**
 * It refuses to write over what is there. Nothing depends on it.
 */
refuses_twins: boolean,
/**
 * It let the trial's own files be taken away again.
 */
deletes: boolean, };

export type ExchangeStage = "looking" | "fetching" | "checking" | "sending";

export type ExchangeUnit = "files" | "kibibytes";

export type ExchangeProgress = {
/**
 * The stage.
 */
stage: ExchangeStage,
/**
 * What is counted.
 */
unit: ExchangeUnit,
/**
 * How much of it is done.
 */
done: number,
/**
 * How much there is; 0 while that is not known.
 */
all: number, };

export type RefusalCode = "older-edition" | "two-publishers" | "disowned" | "number-taken" | "unknown-publisher" | "publisher-out-of-use" | "back-dated" | "other-handbook" | "expired" | "not-yet-valid" | "certificate-unfit" | "damaged" | "unreadable" | "cut-off" | "content-unknown" | "not-an-edition" | "not-a-parcel" | "not-a-receipt" | "unknown-file" | "too-large" | "entry-name-unsafe" | "entry-twice" | "entries-overlap" | "trailing-data" | "too-many-entries" | "compressed" | "link" | "not-canonical" | "signature-missing" | "signature-broken" | "signature-unfit" | "trust-older" | "trust-skipped" | "trust-one-sided" | "trust-too-few" | "trust-needed" | "trust-unfit" | "state-older" | "state-unfit" | "state-gone" | "unknown-branch" | "unknown-key" | "key-waits" | "key-out-of-use" | "own-key-out-of-use" | "receipt-conflict";

export type RefusedFile = {
/**
 * Its name.
 */
name: string,
/**
 * The refusal's code, such as `older-edition`.
 */
code: RefusalCode,
/**
 * Why, in plain words.
 */
reason: string, };

export type ExchangeReport = {
/**
 * How many new receipts were taken in.
 */
receipts: number,
/**
 * How many were known already.
 */
known: number,
/**
 * How many branches ask to be enrolled.
 */
requests: number,
/**
 * How many receipts wait until their branch's key is accepted.
 */
waiting: number,
/**
 * What was refused.
 */
refused: Array<RefusedFile>,
/**
 * The editions that were put into the depot.
 */
editions: Array<number>,
/**
 * How many files were put into the depot.
 */
sent: number,
/**
 * Whether something still waits for the publisher's passphrase.
 */
is_unsigned: boolean, };

export type RebuildReport = {
/**
 * The published state on which the next one follows.
 */
state: number,
/**
 * How many newer trusts were taken over.
 */
trusts: number,
/**
 * The editions that were taken over.
 */
editions: Array<number>,
/**
 * How many branches came back of which only the key is known; their names are to be entered.
 */
branches: number,
/**
 * How many receipts came back.
 */
receipts: number,
/**
 * How many receipts were here already.
 */
known: number,
/**
 * How many receipts were confirmed to branches and are not in the depot.
 */
missing: number,
/**
 * How many branches ask to be enrolled.
 */
requests: number,
/**
 * What was refused.
 */
refused: Array<RefusedFile>,
/**
 * Whether the roots have put the publisher's key that is here out of use.
 */
needs_key: boolean, };

export type AcknowledgedState = "late" | "waiting" | "not-enrolled" | "acknowledged" | "nothing-to-do";

export type AcknowledgedQuery = {
/**
 * The edition; none for the newest.
 */
edition: number | null,
/**
 * A part of the name, region or manager.
 */
search: string,
/**
 * Only this region.
 */
region: string | null,
/**
 * Only those in this state.
 */
state: AcknowledgedState | null,
/**
 * How many to leave out from the start.
 */
from: number,
/**
 * How many to show at most.
 */
count: number, };

export type AcknowledgedTotals = { branches: number, late: number, waiting: number, not_enrolled: number, acknowledged: number, nothing_to_do: number,
/**
 * How many of those that acknowledged have a doubtful clock.
 */
doubtful: number, };

export type AcknowledgedRow = {
/**
 * The branch.
 */
id: string,
/**
 * Its name.
 */
name: string,
/**
 * Its region.
 */
region: string,
/**
 * Who answers for it.
 */
manager: string,
/**
 * Whether a reminder can be mailed.
 */
has_email: boolean,
/**
 * Where it stands.
 */
state: AcknowledgedState,
/**
 * By when it should acknowledge.
 */
due_on: string | null,
/**
 * How many days it is late.
 */
days_late: number,
/**
 * When it acknowledged, by its own clock.
 */
acknowledged_at: string | null,
/**
 * The edition that it acknowledged: this one or a later one.
 */
by_edition: number | null,
/**
 * Whether its clock contradicts what is known.
 */
is_clock_doubtful: boolean,
/**
 * How many of its staff have confirmed.
 */
staff_confirmed: number,
/**
 * How many people are on its list.
 */
staff_count: number,
/**
 * When something last came from it.
 */
last_heard_at: string | null,
/**
 * The last edition that it acknowledged before this one; none once it has acknowledged this
 * one or a later one.
 */
last_edition: number | null,
/**
 * When it was last reminded of this edition.
 */
reminded_at: string | null, };

export type ChartPoint = {
/**
 * The day.
 */
on: string,
/**
 * How many, all days before included.
 */
count: number, };

export type DistributedEdition = {
/**
 * Its number.
 */
number: number,
/**
 * When it was issued.
 */
issued_at: string,
/**
 * From when on it holds.
 */
effective_on: string,
/**
 * Whether it is in the depot.
 */
is_sent: boolean, };

export type AcknowledgedView = {
/**
 * Every edition, the newest first.
 */
editions: Array<DistributedEdition>,
/**
 * The one that is shown; none before the first is issued.
 */
edition: number | null,
/**
 * How many branches stand where, whatever the query says.
 */
totals: AcknowledgedTotals,
/**
 * By when it should be acknowledged.
 */
due: Array<Due>,
/**
 * How the count grew, from the day it was issued to today.
 */
chart: Array<ChartPoint>,
/**
 * Today.
 */
today: string,
/**
 * The regions, by name.
 */
regions: Array<string>,
/**
 * The branches asked for; late ones first, the latest of them on top.
 */
rows: Array<AcknowledgedRow>,
/**
 * How many match the query.
 */
matched: number,
/**
 * How many match the query and can be reminded: they are late or waiting.
 */
remindable: number,
/**
 * How many branches ask to be enrolled.
 */
asked: number,
/**
 * What needs attention at once.
 */
alarms: Array<AlarmView>, };

export type SeenView = {
/**
 * The standard.
 */
id: string,
/**
 * Its code; empty if it is not known here.
 */
code: string,
/**
 * Its title.
 */
title: string,
/**
 * Its revision; 0 where it was withdrawn.
 */
revision: number, };

export type ReceiptView = {
/**
 * Counts the branch's receipts.
 */
seq: number,
/**
 * The edition.
 */
edition: number,
/**
 * The branch's roles, for which the changes were chosen; none means all of them.
 */
audience: Array<string>,
/**
 * The exact words.
 */
statement: string,
/**
 * Who, as typed.
 */
person: string,
/**
 * In which role, as typed.
 */
role: string,
/**
 * When, by the branch's clock.
 */
acknowledged_at: string,
/**
 * When the receipt was made, by the branch's clock.
 */
made_at: string,
/**
 * When it was received here.
 */
received_at: string,
/**
 * Whether the branch's clock contradicts what is known.
 */
is_clock_doubtful: boolean,
/**
 * The changed standards that were seen.
 */
standards: Array<SeenView>,
/**
 * The briefing, if it has taken place.
 */
briefing: Briefing | null,
/**
 * Who of the staff has confirmed.
 */
staff: Array<StaffConfirmation>,
/**
 * How many people are on the branch's list.
 */
staff_count: number,
/**
 * The digest of what was shown.
 */
shown_sha256: string,
/**
 * The fingerprint of the branch's key.
 */
key: string,
/**
 * Whether the signature holds, checked just now.
 */
holds: boolean,
/**
 * Whether it counts: its key was in use.
 */
counts: boolean,
/**
 * The digest of the receipt's content.
 */
sha256: string,
/**
 * Its entry in the record.
 */
entry: number | null, };

export type ReminderView = {
/**
 * When.
 */
at: string,
/**
 * Of which edition.
 */
edition: number,
/**
 * By mail, or on a list to call from.
 */
by_mail: boolean, };

export type BranchHistory = {
/**
 * The branch.
 */
branch: Branch,
/**
 * Its receipts, the newest first.
 */
receipts: Array<ReceiptView>,
/**
 * The numbers of receipts that are missing between those that came.
 */
missing: Array<number>,
/**
 * When it was reminded, the newest first.
 */
reminders: Array<ReminderView>, };

export type InviteView = {
/**
 * The handbook's title.
 */
title: string,
/**
 * The organisation.
 */
organisation: string,
/**
 * The branch's name.
 */
branch: string,
/**
 * The roots' fingerprint, to be compared with what HR says.
 */
fingerprint: string,
/**
 * The depot's address; none where editions come by hand.
 */
depot: string | null,
/**
 * The last day on which it may be used.
 */
expires_on: string,
/**
 * Whether that day has passed.
 */
is_expired: boolean, };

export type MembershipView = {
/**
 * The branch's name.
 */
branch: string,
/**
 * The organisation.
 */
organisation: string,
/**
 * The roles that work there.
 */
roles: Array<string>,
/**
 * The language in which it reads.
 */
language: Language,
/**
 * The depot's address.
 */
depot: string | null,
/**
 * The fingerprint of the branch's key, to be read aloud to HR.
 */
key: string,
/**
 * Whether HR has accepted the key, as far as is known here.
 */
is_enrolled: boolean,
/**
 * The newest edition that was received.
 */
edition: number | null,
/**
 * How many changes wait to be acknowledged.
 */
to_acknowledge: number, };

export type ReceivedView = {
/**
 * Its number.
 */
number: number,
/**
 * The handbook's title.
 */
title: string,
/**
 * From when on it holds.
 */
effective_on: string,
/**
 * When it was issued, as its publisher says.
 */
issued_at: string,
/**
 * What the organisation says about it.
 */
note: string,
/**
 * Who signed it.
 */
signer: string,
/**
 * The organisation that signed it.
 */
organisation: string,
/**
 * The edition's fingerprint, to be compared by telephone.
 */
fingerprint: string,
/**
 * When it was received.
 */
received_at: string, };

export type BranchChange = {
/**
 * The standard.
 */
id: string,
/**
 * Its code.
 */
code: string,
/**
 * Its title, in the branch's language where there is one.
 */
title: string,
/**
 * Its section.
 */
section: string,
/**
 * How binding it is.
 */
force: Force,
/**
 * Added, material, editorial or withdrawn.
 */
what: "added" | "material" | "editorial" | "withdrawn",
/**
 * Why it was changed, as the approver noted.
 */
why: string,
/**
 * The roles of this branch that it concerns; empty for all.
 */
roles: Array<string>,
/**
 * What changed, field by field, word by word; the whole text where it is new or withdrawn.
 */
differences: Array<FieldDifference>,
/**
 * Whether it must be acknowledged.
 */
is_asked: boolean,
/**
 * Whether it was ticked as seen.
 */
is_seen: boolean, };

export type PersonView = {
/**
 * Identifies the person on this list; empty for a new one.
 */
id: string,
/**
 * The name, as the branch writes it.
 */
name: string,
/**
 * The role.
 */
role: string, };

export type TeamMember = {
/**
 * Who.
 */
person: PersonView,
/**
 * How and when the person confirmed.
 */
confirmed: StaffConfirmation | null, };

export type OwnReceiptView = {
/**
 * Counts the branch's receipts.
 */
seq: number,
/**
 * The edition.
 */
edition: number,
/**
 * When it was made.
 */
made_at: string,
/**
 * When it was put into the depot or into a file.
 */
sent_at: string | null,
/**
 * When HR's own list was seen to hold it.
 */
confirmed_at: string | null, };

export type OwnAcknowledgement = {
/**
 * Who, as typed.
 */
person: string,
/**
 * In which role, as typed.
 */
role: string,
/**
 * When.
 */
at: string,
/**
 * The exact words.
 */
statement: string, };

export type SilenceView = {
/**
 * When the newest that is known here was signed, as HR says.
 */
since: string,
/**
 * The day by which there should be something newer.
 */
promised_by: string, };

export type ChangesView = {
/**
 * What the branch is a member of.
 */
membership: MembershipView,
/**
 * The newest edition; none before the first arrived.
 */
edition: ReceivedView | null,
/**
 * The edition that the branch acknowledged before.
 */
since: number | null,
/**
 * The roles for which the changes are chosen; none means all of them.
 */
roles: Array<string>,
/**
 * By when it should be acknowledged.
 */
due_on: string | null,
/**
 * The changes that concern this branch, those to acknowledge first.
 */
changes: Array<BranchChange>,
/**
 * How many changes concern only others.
 */
of_others: number,
/**
 * The exact words to agree to.
 */
statement: string,
/**
 * Who has acknowledged it.
 */
acknowledged: OwnAcknowledgement | null,
/**
 * The name and role of whoever acknowledged last.
 */
last_person: string,
/**
 * The role of whoever acknowledged last.
 */
last_role: string,
/**
 * The people of the branch.
 */
team: Array<TeamMember>,
/**
 * How many of them have confirmed.
 */
confirmed: number,
/**
 * What the briefing is about: as the manager chose, or else as is proposed.
 */
to_brief: Array<string>,
/**
 * The briefing, if it has taken place.
 */
briefing: Briefing | null,
/**
 * The newest receipt for this edition.
 */
receipt: OwnReceiptView | null,
/**
 * Whether HR has gone silent.
 */
silence: SilenceView | null,
/**
 * Whether the clock of this computer contradicts what the organisation has signed.
 */
is_clock_doubtful: boolean,
/**
 * Today.
 */
today: string,
/**
 * When the depot was last met.
 */
exchanged_at: string | null,
/**
 * What needs attention at once.
 */
alarms: Array<AlarmView>, };

export type ReceiveReport = {
/**
 * The editions that were verified and received.
 */
received: Array<number>,
/**
 * Those that were here already.
 */
known: Array<number>,
/**
 * What was refused.
 */
refused: Array<RefusedFile>,
/**
 * How many receipts were sent.
 */
sent: number,
/**
 * How many receipts HR has confirmed.
 */
confirmed: number, };

export type RuleLine = {
/**
 * The standard.
 */
id: string,
/**
 * Its code.
 */
code: string,
/**
 * Its title, in the language asked for where there is one.
 */
title: string,
/**
 * How binding it is.
 */
force: Force,
/**
 * Its section.
 */
section: string,
/**
 * Its channels.
 */
channels: Array<Channel>,
/**
 * Whether it concerns this branch.
 */
is_own: boolean,
/**
 * Whether it has a text in the language asked for.
 */
is_translated: boolean, };

export type ReaderView = {
/**
 * The edition; none before the first arrived.
 */
edition: ReceivedView | null,
/**
 * The languages it is written in, the source language first.
 */
languages: Array<Language>,
/**
 * The language that is shown.
 */
language: Language,
/**
 * The standards, in reading order.
 */
rules: Array<RuleLine>, };

export type Problem = {
/**
 * Which sentences to show.
 */
code: ProblemCode,
/**
 * What the sentences speak of, by name.
 */
values: { [key in string]: string }, };

export type ProblemCode = "workspace-missing" | "not-a-workspace" | "workspace-damaged" | "workspace-newer" | "workspace-busy" | "workspace-unreadable" | "workspace-read-only" | "disk-full" | "folder-missing" | "folder-refused" | "file-exists" | "file-unreadable" | "code-taken" | "handbook-changed" | "standard-missing" | "name-missing" | "name-unfit" | "reason-missing" | "title-missing" | "clock-doubtful" | "nothing-to-approve" | "nothing-to-publish" | "identity-missing" | "identity-exists" | "identity-expired" | "passphrase-wrong" | "key-unreadable" | "root-differs" | "files-missing" | "unknown-file" | "root-not-copied" | "root-copy-unfit" | "roots-missing" | "depot-missing" | "depot-address-unfit" | "depot-refused" | "depot-unreachable" | "depot-full" | "depot-faulty" | "two-publishers" | "depot-ahead" | "nothing-to-rebuild" | "not-in-depot" | "depot-forged" | "branch-unfit" | "nobody-to-invite" | "nobody-to-remind" | "invite-expired" | "invite-missing" | "invite-unreadable" | "words-wrong" | "not-all-seen" | "cancelled" | "unexpected";
