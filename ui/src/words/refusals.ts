// What the user reads when a file that came from elsewhere is refused: what is wrong with it, and what to do.
import type { RefusedFile } from "../core/views";

export interface RefusalWords {
  what: string;
  next: string;
}

const askAgain = "Do not use this copy; ask for it again.";
const tellHr = "Do not use this copy, and tell head office.";
const getNewer = "Ask head office for its newest edition or parcel, and take that in first.";

const sentences: Record<string, RefusalWords> = {
  "older-edition": { what: "It is older than the edition that is here.", next: "Nothing needs to be done: go on with the newer edition." },
  "two-publishers": {
    what: "It has the same number as one that came before, and other contents. Two publishers have signed, and one of them may be false.",
    next: "Use neither. Telephone head office at a number that you know, and read both fingerprints aloud.",
  },
  disowned: {
    what: "It is here, and was signed with a stolen key. It is kept as evidence and not read any more.",
    next: "Work by the edition before it until head office issues the next one. What you acknowledged of it does not count.",
  },
  "number-taken": {
    what: "A forged edition with the same number was received here before, so this one cannot be taken in.",
    next: "Tell head office. The next edition will be taken in.",
  },
  "unknown-publisher": { what: "It is signed with a key that the organisation has not vouched for.", next: tellHr },
  "publisher-out-of-use": { what: "The key that signed it was put out of use before.", next: tellHr },
  "back-dated": { what: "It claims an earlier number, but the organisation’s signed list of editions does not hold it.", next: tellHr },
  "other-handbook": { what: "It belongs to another handbook or another organisation.", next: "Ask whoever sent it for the file of this handbook." },
  damaged: { what: "Its contents were changed or damaged on the way.", next: askAgain },
  "cut-off": { what: "It is not whole: its end is missing.", next: "Do not use this copy; copy or download it again until the end." },
  "not-an-edition": { what: "It is not an edition file.", next: "Choose a file whose name ends in .edition or .parcel." },
  "too-large": { what: "It is larger than an edition may be.", next: tellHr },
  "signature-missing": { what: "Its signature is missing.", next: "Put the file that ends in .p7s beside it, or ask for both again." },
  "signature-broken": { what: "Its signature does not hold.", next: askAgain },
  "trust-older": { what: "Its list of trusted keys is older than the one that is here.", next: getNewer },
  "trust-skipped": { what: "A step between the trusted keys that are here and those that it names is missing.", next: getNewer },
  "trust-one-sided": { what: "Its new list of trusted keys is not signed by both the old and the new root.", next: tellHr },
  "trust-too-few": { what: "Too few of the organisation’s roots have signed its list of trusted keys.", next: tellHr },
  "trust-needed": { what: "It needs a newer list of trusted keys than the one that is here.", next: getNewer },
  "state-older": { what: "What it says about the depot is older than what is known here.", next: getNewer },
  "parcel-unsafe": { what: "The parcel holds something that may not be in a parcel.", next: tellHr },
  "unknown-branch": { what: "It comes from a branch that is not in the register.", next: "Enter the branch under Branches, or ask the sender which branch it is." },
  "key-waits": { what: "It comes from a branch whose key you have not accepted yet.", next: "Accept the key under Branches. The receipt is taken in with the next exchange." },
  "unknown-key": { what: "It is signed with a key that was never accepted for its branch.", next: "See whether the branch waits for approval under Branches. Otherwise telephone the branch." },
  "own-key-out-of-use": { what: "Head office has put this branch’s key out of use. Receipts from here count for nothing any more.", next: "Telephone head office. Ask for a new invite and join again with it." },
  "key-out-of-use": { what: "It is signed with a branch’s key that was put out of use.", next: "Telephone the branch. It needs a new invite before its receipts count." },
  "receipt-conflict": {
    what: "Another receipt of this branch has the same number and other contents.",
    next: "The first one is kept. Telephone the branch: its key may be on two computers.",
  },
  "not-a-receipt": { what: "It is not a receipt.", next: "Choose a file whose name ends in .receipt, .request or .parcel." },
  "unknown-file": { what: "It is of a kind that Plumbline does not know.", next: "Choose the file that was sent to you, with its name as it was." },
};

/** Returns what to say about a refused file; an unknown code shows the reason that came with it. */
export function refusalWords({ code, reason }: RefusedFile): RefusalWords {
  return sentences[code] ?? { what: reason, next: "Do not use this copy; ask whoever sent it." };
}

export const refusals = {
  title: (count: number) => (count === 1 ? "1 file was refused" : `${count} files were refused`),
  intro: "Refused files were only looked at. What is here was not changed by them.",
  close: "Close",
};
