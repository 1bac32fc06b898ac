// The words of the History screen.
import type { Change, RevisionLine } from "../core/views";
import { day, timeOfDay } from "./dates";

type Text = number | "draft";

const changes: Record<Change, string> = { material: "Material", editorial: "Editorial" };

export const history = {
  title: "History",
  what: "Every approved text of a standard is kept for good. Compare any two, word by word.",
  standard: "Standard",
  chooser: {
    placeholder: "Find a standard by code or title",
    nothing: "No standard has these words.",
    previous: "Previous standard",
    next: "Next standard",
    shown: (count: number, all: number) => (count < all ? `${count} of ${all} standards` : `${all} standards`),
  },
  untitled: "Untitled",
  reading: "Looking up the revisions…",
  failed: "The history could not be read.",
  tryAgain: "Try again",
  noStandards: "This handbook has no standards yet. Each gets a history as soon as it is approved.",
  chooseOne: "Choose a standard to see its history.",
  write: "Go to Write",

  texts: "Revisions",
  count: (count: number) => (count === 1 ? "1 revision" : `${count} revisions`),
  before: "Before",
  after: "After",
  text: (text: Text) => (text === "draft" ? "Draft" : `Revision ${text}`),
  inSentence: (text: Text) => (text === "draft" ? "the draft" : `revision ${text}`),
  choose: (side: "before" | "after", text: Text) => `${side === "before" ? "Before" : "After"}: ${text === "draft" ? "the draft" : `revision ${text}`}`,
  saved: (at: string) => `Saved on ${day(at)}, ${timeOfDay(at)}. Not approved yet.`,
  approved: ({ approver, approved_at }: RevisionLine) => `Approved on ${day(approved_at)}${approver ? ` by ${approver}` : ""}`,
  written: (author: string) => `Written by ${author}`,
  change: changes,
  inEditions: (numbers: number[]) => (numbers.length === 1 ? `In edition ${numbers[0]}` : `In editions ${listed(numbers)}`),
  inNoEdition: "In no edition yet",
  digest: "Digest",
  copyDigest: (number: number) => `Copy the whole digest of revision ${number}`,
  copied: (number: number) => `The digest of revision ${number} is on the clipboard.`,
  notCopied: "The clipboard did not take the digest. Nothing else was affected.",
  restore: "Restore as draft…",
  restoreLabel: (number: number) => `Restore revision ${number} as draft…`,

  never: "This standard has no revision yet. It gets one when it is approved.",
  onlyOne: "This is the only revision. Once the text changes, the two can be compared here.",
  difference: (before: Text, after: Text) => `From ${history.inSentence(before)} to ${history.inSentence(after)}`,
  fields: (count: number) => (count === 1 ? "1 field differs" : `${count} fields differ`),
  howToRead: "Added words are underlined, removed words struck through.",
  comparing: "Comparing…",
  same: "These two texts are the same.",

  restoreTitle: (number: number) => `Restore revision ${number} as the draft?`,
  restoreWhat: (number: number) => `The draft becomes the text of revision ${number} again, with all its translations.`,
  restoreKept: "The present draft is kept in the record, and no revision and no edition changes.",
  restoreNext: "You go on in Write. Readers see it only after it was approved and published.",
  restoreYes: "Restore as draft",
  cancel: "Cancel",
  close: "Close",
  restored: (number: number) => `The draft is the text of revision ${number} again.`,
};

function listed(numbers: number[]): string {
  return numbers.length < 2 ? numbers.join("") : `${numbers.slice(0, -1).join(", ")} and ${numbers.at(-1)}`;
}
