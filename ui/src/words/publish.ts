// The words of the Publish screen and of the verdicts on files.
import type { Change, ChangeKind, ObstacleView, ProblemCode, PublishStage, VerdictView } from "../core/views";
import { day } from "./dates";

export const counted = (count: number, one: string, many: string) => (count === 1 ? `1 ${one}` : `${count.toLocaleString("en-GB")} ${many}`);
const standards = (count: number) => counted(count, "standard", "standards");

export const publish = {
  reading: "Gathering what has changed…",
  title: (number: number) => `Publish edition ${number}`,
  intro: "Read every change once as a branch manager will. A material change asks those it concerns to acknowledge again; an editorial one does not.",
  introFirst: "Read it once as a branch manager will. An edition is signed and numbered, and everyone can check that a copy is the real one.",
  readOnly: "This handbook can only be read here, so nothing can be published from it.",
  steps: { review: "Review", note: "Note", sign: "Sign", done: "Done" },
  stepsLabel: "Steps",
  stepDone: "done",
  changes: (count: number, last: number) => `${counted(count, "change", "changes")} since edition ${last}`,
  noChanges: (last: number, next: number) => `No approved text has changed since edition ${last}. Edition ${next} would hold the same texts.`,
  first: (count: number) => `This is the first edition: all ${standards(count)} are new to its readers.`,
  firstOne: "This is the first edition: its one standard is new to its readers.",
  nothing: "Nothing is approved yet",
  nothingWhy: "An edition holds approved texts only. Approve at least one standard, and it can be published.",
  nothingAction: "Go to Write",
  changeOf: (code: string) => `Kind of change, ${code}`,
  changeKinds: [{ value: "material", words: "Material" }, { value: "editorial", words: "Editorial" }] satisfies { value: Change; words: string }[],
  kinds: { new: "New standard", changed: "Changed", withdrawn: "Withdrawn" } satisfies Record<ChangeKind, string>,
  why: "Why",
  allFields: (count: number) => `All ${count} fields`,
  noDifference: "Nothing that readers see differs.",
  withdrawn: "Readers no longer find this standard.",
  filter: "Find among the changes",
  filterKinds: "Which changes",
  every: "All",
  shown: (shown: number, all: number) => `${shown} of ${counted(all, "change", "changes")}`,
  noneFound: "No change has these words in it.",
  showRest: (count: number) => (count === 1 ? "Show the other one" : `Show the other ${count.toLocaleString("en-GB")}`),
  untitled: "Untitled",
  lastOne: (number: number, issued: string) => `Edition ${number} was published on ${issued}.`,
  writeAgain: "Write its files again…",
  writeAgainTitle: "Choose a folder for the files",
  writtenAgain: (count: number, number: number) => `${counted(count, "file", "files")} of edition ${number} written, byte for byte as they were published.`,
};

export const behind = {
  problem: "There is a problem",
  blocked: (count: number, edition: number) =>
    count === 1 ? `This standard is not in edition ${edition} as it stands` : `These ${count} standards are not in edition ${edition} as they stand`,
  stays: (edition: number) => `Edition ${edition} holds the approved texts only, so this does not stop it. The drafts below stay behind until they are approved.`,
  becomes: (edition: number) => `They become part of edition ${edition} as soon as they are fixed and approved.`,
  revision: (revision: number) => `The edition holds its revision ${revision}.`,
  never: "It was never approved, so the edition does not hold it.",
  ready: (count: number) => (count === 1 ? "1 is ready but not approved" : `${count} are ready but not approved`),
  readyWhy: (edition: number) => `Nothing keeps them from being approved. Until then they are not in edition ${edition} as they stand.`,
  readyWhyOne: (edition: number) => `Nothing keeps it from being approved. Until then it is not in edition ${edition} as it stands.`,
  approveAll: (count: number) => (count === 1 ? "Approve it…" : "Approve all…"),
  which: (count: number) => (count === 1 ? "Which one" : "Which ones"),
  approveTitle: (count: number) => `Approve ${standards(count)}`,
  by: "Approved by",
  byHint: "A name or a role. It stands in the history.",
  note: "Why",
  noteHint: "One note for all of them, for whoever looks back.",
  change: "Kind of change",
  changeHint: "Material: whoever it concerns acknowledges again. Editorial: nobody has to.",
  approve: (count: number) => `Approve ${standards(count)}`,
  cancel: "Cancel",
  close: "Close",
  byMissing: "Say who approves.",
  noteMissing: "Say in a few words why.",
  approved: (count: number) => (count === 1 ? "1 standard is approved." : `${count} standards are approved.`),
  notReady: (codes: string) => `Nothing was approved: ${codes} must be fixed first. It is listed on the page now.`,
};

/** Names what keeps a standard from being approved. */
export function obstacleWords({ kind, text, question }: ObstacleView, field: string | null): string {
  const words = {
    "empty-field": `${field ?? text} is empty.`,
    "duplicate-code": `Another standard has the code ${text}.`,
    "unfit-text": `“${text}” cannot be printed.`,
    "raw-html": `“${text}” is HTML, which readers would not see as text.`,
    "must-fix": `“${text}”`,
  }[kind];
  return question ? `${words} ${question}` : words;
}

export const order = {
  heading: "The edition",
  note: "Release note",
  noteHint: "One or two sentences: what is different for those who read it.",
  effective: "In force from",
  expected: "Next one by, if known",
  made: "What is made",
  files: [
    { ending: ".pdf", what: "Handbook", how: "signed in the file" },
    { ending: ".html", what: "Handbook for screens", how: "signature beside it" },
    { ending: ".edition", what: "For the branches", how: "signature beside it" },
  ],
  stem: (name: string, number: number) => `${name}-edition-${number}`,
  where: "Where it goes",
  choose: "Choose…",
  chooseTitle: "Choose a folder for the edition",
  chooseKind: "Folders",
  noFolder: "No folder yet",
  signAs: (name: string) => `Sign as ${name}`,
  validTo: (date: string) => `valid to ${day(date)}`,
  noIdentity: "No signing identity yet",
  noIdentityWhy: "Readers tell a real edition from a copy by your organisation’s signature. Make the key for it once; it takes a minute and stays on this computer.",
  makeIdentity: "Make one in Settings",
  renewIdentity: "Renew it in Settings",
  passphrase: "Passphrase",
  show: "Show the passphrase",
  proves: "The signature shows that the files come from this key and were not changed. It is not a qualified signature.",
  publish: (number: number) => `Sign and publish edition ${number}`,
  forGood: "An edition cannot be changed afterwards. The next one can.",
  problem: "There is a problem",
};

export const mistakeWords = {
  note: "Write a release note: one or two sentences on what is different.",
  effective: (today: string) => `Choose today, ${day(today)}, or a later day.`,
  expected: "The next edition comes after this one is in force. Choose a later day, or none.",
  folder: "Choose a folder for the files.",
  identity: "Make a signing identity first.",
  expired: "The signing identity has expired. Renew it first.",
  passphrase: "Type the passphrase of the signing key.",
  nothing: "Approve at least one standard first.",
};

/** What is said at a field when the app refuses to publish; the rest is said above the form. */
export const refusals: Partial<Record<ProblemCode, (number: number) => string>> = {
  "passphrase-wrong": () => "This is not the passphrase of the signing key. Nothing was published; look at the capital letters and type it again.",
  "folder-missing": () => "This folder is not there. Connect its drive or choose another one; nothing was published.",
  "folder-refused": () => "Nothing can be written to this folder. Choose another one; nothing was published.",
  "disk-full": () => "There is no room left on this drive. Make room or choose another folder; nothing was published.",
  "file-exists": (number) => `This folder already has files of edition ${number}. Choose another folder, or move them away; nothing was published.`,
  "identity-missing": () => mistakeWords.identity,
  "identity-expired": () => "The signing identity has expired, so nothing was published. Renew it first.",
};

export const refused = {
  untouched: (number: number, last: number | null) =>
    last === null
      ? `Edition ${number} was not published. The drafts and what you entered here are untouched.`
      : `Edition ${number} was not published. The drafts, edition ${last} and what you entered here are untouched.`,
  clock: "This computer’s clock does not seem to be right: it is behind the last edition.",
  clockNext: "Set the date and time of this computer, then publish again.",
  nothing: "There is nothing to publish.",
  nothingNext: "Approve at least one standard, then publish.",
  other: "Plumbline could not publish.",
  otherNext: "Try once more.",
  cancelled: (number: number) => `Nothing was published. Edition ${number} can be published whenever you like.`,
};

export const expiryWords = {
  soon: (days: number) => (days === 0 ? "It expires today. Renew it in Settings." : `It expires in ${counted(days, "day", "days")}. Renew it in Settings.`),
  expired: (date: string) => `It expired on ${day(date)} and can no longer sign.`,
};

export const progress = {
  title: (number: number) => `Publishing edition ${number}`,
  stages: {
    gathering: "Gathering the approved texts",
    printing: "Printing the handbook",
    writing: "Writing the files",
    signing: "Signing them",
    publishing: "Putting them into the folder",
  } satisfies Record<PublishStage, string>,
  stay: "Please stay here for a moment. Nothing counts as published until the last step is done.",
  cancel: "Cancel",
  cancelling: "Stopping…",
};

export const result = {
  title: (number: number) => `Edition ${number} is published`,
  summary: (count: number, on: string) => `${standards(count)}, signed, in force from ${day(on)}.`,
  digest: "Digest of the edition",
  fingerprint: "Fingerprint of the edition",
  copyDigest: "Copy the digest",
  copyFingerprint: "Copy the fingerprint",
  copied: "Copied",
  compare: "Read the fingerprint to somebody on the telephone, and they can tell that they hold the same edition.",
  files: "Files",
  showInFolder: "Show in folder",
  verify: "Verify these files",
  verifying: "Verifying…",
  leftOut: "Left out",
  leftOutWhy: (count: number) => (count === 1 ? "This draft was not approved and stays behind as it is:" : "These drafts were not approved and stay behind as they are:"),
  nextEdition: (next: number) => `Publish again is not possible; the next edition will be ${next}.`,
  nextSteps: "What comes next",
  nextStepsText: (number: number) => `Send the edition file with its signature to the branches, put the HTML file where staff can open it, and print the PDF.${number > 1 ? ` Tell people that edition ${number} replaces the one before.` : ""}`,
  goOn: "Go on writing",
};

const verdictKinds: Record<VerdictView["what"], string> = { pdf: "PDF", html: "HTML", edition: "Edition file", parcel: "Parcel; its newest edition", receipt: "Receipt" };

export const verify = {
  title: "Verify a published file",
  choose: "Choose published files",
  kind: "Published files",
  close: "Close",
  another: "Verify other files…",
  intro: "Each file is compared with its signature, and the signature with the key that made it.",
  what: (what: VerdictView["what"]) => verdictKinds[what],
  holds: "Genuine and unchanged",
  holdsStranger: "Unchanged, but signed by a key that this computer does not know",
  holdsReceipt: "Unchanged since the branch signed it",
  receiptStranger: "HR’s register tells whether this is the branch’s own key: collect the receipt there.",
  fails: "Do not use this copy",
  failsWhy: "The signature does not fit this file.",
  stranger: "Compare the root’s fingerprint with the one that HR gives you.",
  signer: "Signed by",
  at: "Signed on",
  root: "Root’s fingerprint",
  edition: "Edition",
  editionOf: (title: string | null, number: number | null) => [title, number === null ? null : `edition ${number}`].filter(Boolean).join(", "),
  copyRoot: "Copy the root’s fingerprint",
  list: "Verdicts",
  none: "No files were verified.",
};
