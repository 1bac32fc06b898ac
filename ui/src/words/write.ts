// The words of the Write screen: its bar, the fields, the findings and the dialogs.
import type { Approval, Bound, ClarityPart, Force, FindingView, Kind, Measure, OutlineRow, Period, Severity, Stage } from "../core/views";
import { placeWords } from "./fields";

export const severities: Record<Severity, string> = { "must-fix": "Must fix", "should-fix": "Should fix", consider: "Consider" };
export const forces: Record<Force, string> = { must: "MUST", should: "SHOULD", never: "NEVER" };
export const kinds: Record<Kind, string> = {
  service: "Service", communication: "Communication", conduct: "Conduct", appearance: "Appearance", documents: "Documents",
};
export const stages: Record<Stage, string> = {
  awareness: "Awareness", consideration: "Consideration", decision: "Decision", "after purchase": "After purchase", "every stage": "Every stage",
};
export const bounds: Record<Bound, string> = { "at least": "At least", "at most": "At most" };
export const periods: Record<Period, string> = { day: "day", week: "week", month: "month", quarter: "quarter", year: "year" };
export const clarityParts: Record<ClarityPart, string> = {
  who: "Who", "does-what": "Does what", "by-when": "By when", "how-much": "How much", "what-if-not": "What if not",
};

const approvals: Record<Approval, (revision: number | null) => string> = {
  draft: () => "Draft",
  changed: (revision) => `Changed since revision ${revision}`,
  approved: (revision) => `Approved, revision ${revision}`,
};

const quoted = ({ phrase, start, end }: FindingView) => (end > start ? `“${phrase}”` : sentence(phrase));
const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const numbers = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

export const write = {
  screen: "Write",
  form: "The standard",
  approval: ({ approval, revision }: OutlineRow) => approvals[approval](revision),
  kept: (count: number) => (count === 1 ? "1 kept on purpose" : `${count} kept on purpose`),
  readOnly: "This handbook is open for reading only, so the text cannot be changed here.",
  opening: "Opening the standard…",
  unread: "This standard could not be opened.",
  tryAgain: "Try again",
  noneTitle: "Nothing is written yet",
  none: "Choose a standard in the outline, or begin a new one.",
  add: "New standard",
  outline: "Outline",
  closeOutline: "Close the outline",
  close: "Close",
  showChanges: "Show changes",
  hideChanges: "Back to writing",
  neverApproved: "There is no revision to compare with until this standard is approved.",
  preview: "Preview",
  approve: "Approve…",
  alreadyApproved: ({ code, revision }: OutlineRow) => `${code} is approved as it stands, as revision ${revision}.`,
  notSaved: "Not saved",
  safeHere: "Your text is still here in this window.",
  staleFirst: { happened: "somebody else has saved this standard meanwhile.", next: "Go on typing, and look at both texts when you are ready; nothing is overwritten before you have chosen." },
  staleLook: "Look at both texts…",
  retiredMeanwhile: { happened: "this standard was retired meanwhile.", next: "Bring it back to save your text in it." },
  bringBack: "Bring it back and save",

  parts: "Parts of this standard",
  partNames: {
    head: "Head", statement: "Statement", measure: "Measure", times: "Times", steps: "Steps", exceptions: "Exceptions", empowerment: "Staff may decide",
    escalation: "Escalation", examples: "Examples", script: "Words to say", role_play: "Role play", evidence: "Evidence", upkeep: "Owner and review",
  },
  inPart: (part: string, count: number, severity: Severity | null) => (severity ? `${part}, ${count} to look at, ${severities[severity].toLowerCase()}` : part),

  untitled: "Untitled",
  titleHint: "What is it about?",
  statementHint: "One or two sentences. Who does what, by when.",
  statementPlaceholder: "The adviser … within … of …",
  notSet: "Not set",
  choose: "Choose…",
  codeMissing: "A standard needs a code, such as PH-03.",
  codeTaken: (code: string) => `${code} belongs to another standard. Choose another code.`,
  channelsTitle: "Channels",
  channels: (names: string) => names || "Choose…",
  ownChannel: "Another channel",
  addWord: "Add",
  removeWord: (word: string) => `Remove ${word}`,
  newReader: "Add a role",

  measureHint: "A share that can be counted, with room for a bad day.",
  readsAs: (measure: Measure) => `Reads as: ${measureSentence(measure)}`,
  addMeasure: "Add a measure",
  removeMeasure: "Remove the measure",
  noMeasure: "No measure yet. Say which share of which cases must be done, and by when.",
  bound: "At least or at most", percent: "Per cent", cases: "Of which cases", done: "What is done", per: "Counted each", source: "Taken from",
  percentWrong: "Write a number from 0 to 100, such as 90 or 99.5.",
  of: "of", outcome: "outcome", within: "within", countedEach: "counted each", takenFrom: "taken from", wholeTime: "in all", casesHint: "complaint calls", doneHint: "are resolved", sourceHint: "call log",
  unitLabel: (label: string) => `${label}: unit`,
  amountLabel: (label: string) => `${label}: how many`,
  limitWrong: "Write a whole number from 1 to 9999. What was set before still holds.",
  limitFirst: "Write a whole number from 1 to 9999.",
  startsHint: "The customer says that something went wrong.",

  stepsHint: "Each step can have its own time. Enter adds the next.",
  movesKeys: "Alt ↑ ↓",
  moves: "moves it",
  lists: {
    steps: { one: "Step", add: "Add a step", none: "No steps yet. What does one do first?" },
    exceptions: { one: "Exception", add: "Add an exception", none: "No exceptions yet. When does the rule not hold, and what holds then?" },
    empowerment: { one: "Decision", add: "Add what staff may decide", none: "Nothing yet. What may staff decide without asking, and up to which limit?" },
    do: { one: "Do", add: "Add a good example", none: "No good example yet." },
    dont: { one: "Don’t", add: "Add a bad example", none: "No bad example yet." },
    evidence: { one: "Evidence", add: "Add evidence", none: "No evidence yet. What did customers or staff say?" },
    references: { one: "Reference", add: "Add a reference", none: "No references." },
  },
  entry: (one: string, index: number) => `${one} ${index + 1}`,
  remove: (one: string, index: number) => `Remove ${one.toLowerCase()} ${index + 1}`,
  drag: (one: string, index: number) => `Move ${one.toLowerCase()} ${index + 1}: drag, or Alt with the arrow keys`,
  movedTo: (one: string, index: number) => `${one} is now number ${index + 1}.`,
  stepText: "What is done",
  stepTime: "Time for this step",
  stepActor: "Who does it, if somebody else",
  when: "When", holds: "What holds then",
  who: "Who", may: "may", mayLabel: "What they may do without asking", upTo: "up to", upToHint: "PHP 2,000", mayHint: "refund without asking",
  escalationTo: "To whom", escalationAfter: "After how long",
  do: "Do", dont: "Don’t",
  scriptHint: "Words that one can say as they stand.",
  situation: "The situation", goodAnswer: "What a good answer contains",
  evidenceKind: "Kind", evidenceOn: "On", sample: "Who was asked", sampleHint: "34 callers in two branches", learnt: "What was learnt",
  evidenceKinds: {
    interview: "Interview", survey: "Survey", complaint: "Complaint", observation: "Observation", "staff consultation": "Staff consultation", pilot: "Pilot",
  },
  owner: "Owner", reviewOn: "Review by", audience: "Who must know it",

  findings: "Findings",
  clarity: "Clarity",
  ofHundred: "of 100",
  score: (score: number) => `${score} of 100`,
  isPlumb: "Plumb",
  isNotPlumb: "Not yet plumb",
  /** What stands before and after the shape that means “must fix”. */
  mustFixFirst: (count: number) => [`Two managers could judge this differently. Fix the ${numbers[count] ?? count} marked`, "first."] as const,
  nothingMust: "Nothing must be fixed. The rest is for you to weigh.",
  nothing: "Nothing to fix. Read it aloud once to a colleague, then approve it.",
  nothingTitle: "Nothing to fix",
  nothingNext: "Read it aloud once to a colleague, then approve it.",
  fiveParts: "Five parts of a clear standard",
  partClear: "clear",
  filter: "Show only one kind",
  counted: (severity: Severity, count: number) => `${count} ${severities[severity].toLowerCase()}`,
  quoted,
  headOf: (finding: FindingView) => `${severities[finding.severity]}: ${finding.title.charAt(0).toLowerCase()}${finding.title.slice(1)}`,
  where: (finding: FindingView) => (finding.place.field === "statement" || finding.place.field === "record" ? null : placeWords(finding.place)),
  describe: (finding: FindingView & { number: number }) => `Finding ${finding.number}, ${severities[finding.severity]}. ${finding.title}. ${finding.question}`,
  sayFinding: (finding: FindingView & { number: number }, count: number) =>
    `${severities[finding.severity]}, ${finding.number} of ${count}. ${quoted(finding)}. ${finding.title}. ${finding.question}${finding.fix ? ` Enter puts “${finding.fix}”.` : ""}`,
  use: (fix: string) => `Use “${fix}”`,
  fixFrom: (fix: string, field: string) => `${sentence(fix.replace(/^within /, ""))} is the time under “${field}” in this standard.`,
  chooseTime: "Choose a time",
  chooseOtherTime: "Choose another time",
  timeFor: "Within",
  putTime: "Put it in",
  keep: "Keep on purpose…",
  keepWhy: "Why is it right as it stands?",
  keepHint: "The reason is kept with your name and the time, and goes into the revision.",
  keepIt: "Keep it",
  yourName: "Your name or role",
  yourNameHint: "Plumbline asks this once. It stands in the history.",
  nameMissing: "Write your name or role.",
  reasonMissing: "Say in a few words why it stays.",
  cancel: "Cancel",
  keptGroup: (count: number) => `Kept on purpose: ${count}`,
  takeBack: "Take back",
  keyNext: "next", keyFix: "apply fix", keyUndo: "undo", keyChoices: "choices",
  fixed: "The words are put in. Control Z takes them out again.",
  nothingLeft: "Nothing to fix here.",
  nothingToUndo: "There is nothing to undo.",
  nothingToRedo: "There is nothing to redo.",

  changes: (revision: number) => `Changes since revision ${revision}`,
  changesCount: (count: number) => (count === 1 ? "1 change" : `${count} changes`),
  noChanges: "Nothing has changed since this revision.",
  changesHint: "Added words are underlined, removed words are struck through.",
  behind: (languages: string, count: number) => (count === 1 ? `The translation into ${languages} is behind` : `The translations into ${languages} are behind`),
  behindWhy: "Readers see the text as it was translated until somebody looks at it again.",
  translate: "Translate",

  approveTitle: (code: string) => `Approve ${code}`,
  approveWhat: "The text as it stands becomes a revision that nobody can change. It goes out with the next edition.",
  note: "Why it was changed",
  noteHint: "One sentence for those who read the history.",
  by: "Approved by",
  byMissing: "Say who approves it: a name or a role.",
  change: "Kind of change",
  material: "Material", materialWhat: "Staff must act differently; branches acknowledge it again.",
  editorial: "Editorial", editorialWhat: "Only the wording; nobody has to act differently.",
  approveNow: "Approve",
  problem: "There is a problem",
  notReady: "This keeps the standard from being approved:",
  approved: (code: string, revision: number) => `${code} is approved as revision ${revision}.`,
  obstacles: {
    "empty-field": (text: string) => `${sentence(text)} is empty.`,
    "duplicate-code": (text: string) => `The code ${text} is used twice.`,
    "unfit-text": (text: string) => `“${text}” cannot be printed.`,
    "raw-html": (text: string) => `“${text}” is HTML. Write it in plain words.`,
    "must-fix": (text: string) => `“${text}” must be fixed.`,
  },

  previewTitle: (code: string) => `${code} as readers will see it`,
  previewLanguage: "Language",
  previewing: "Setting the page…",

  staleTitle: "Somebody else has saved this standard",
  stale: "Another window or program saved it after you opened it. Nothing was overwritten. Choose which text goes on; Undo brings the other one back.",
  mine: "Yours", theirs: "Theirs",
  keepMine: "Keep mine", takeTheirs: "Take theirs",
  empty: "empty",
};

/** Says a measure as one sentence. */
export function measureSentence({ bound, percent, cases, done, within, per, source }: Measure): string {
  const share = `${bound} ${percent} % of ${cases || "…"} ${done || "…"}`;
  return [share, within && ` within ${within}`, per && `, counted each ${per}`, source && `, taken from ${source}`, "."].filter(Boolean).join("");
}

/** Lists channels, such as "Phone, chat". */
export function channelWords(channels: string[]): string {
  return sentence(channels.join(", "));
}
