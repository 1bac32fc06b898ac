// What the user reads when a file that came from elsewhere is refused: what is wrong with it, and what to do.
import type { RefusalCode, RefusedFile } from "../core/views";

export interface RefusalWords {
  what: string;
  next: string;
}

const askAgain = "Do not use this copy; ask for it again.";
const tellHr = "Do not use this copy, and tell HR.";
const getNewer = "Ask HR for its newest edition or parcel, and take that in first.";

const neverUnpack = "Do not unpack it with another program, and tell HR who sent it.";

const sentences: Record<RefusalCode, RefusalWords> = {
  "older-edition": { what: "It is older than the edition that is here.", next: "Nothing needs to be done: go on with the newer edition." },
  "two-publishers": {
    what: "It has the same number as one that came before, and other contents. Two publishers have signed, and one of them may be false.",
    next: "Use neither. Telephone HR at a number that you know, and read both fingerprints aloud.",
  },
  disowned: {
    what: "It is here, and was signed with a stolen key. It is kept as evidence and not read any more.",
    next: "Work by the edition before it until HR issues the next one. What you acknowledged of it does not count.",
  },
  "number-taken": {
    what: "A forged edition with the same number was received here before, so this one cannot be taken in.",
    next: "Tell HR. The next edition will be taken in.",
  },
  "unknown-publisher": { what: "It is signed with a key that the organisation has not vouched for.", next: tellHr },
  "publisher-out-of-use": { what: "The key that signed it was put out of use before.", next: tellHr },
  "back-dated": { what: "It claims an earlier number, but the organisation’s signed list of editions does not hold it.", next: tellHr },
  "other-handbook": { what: "It belongs to another handbook or another organisation.", next: "Ask whoever sent it for the file of this handbook." },
  expired: { what: "It was signed when the certificate of its signer had expired.", next: "Do not use this copy, and tell HR: its publisher needs a new certificate." },
  "not-yet-valid": { what: "It claims to be signed before the certificate of its signer began.", next: "Tell HR: the clock of the computer that signed it was wrong." },
  "certificate-unfit": { what: "The certificate in it may not sign this, or nobody has issued it.", next: tellHr },
  damaged: { what: "Its contents were changed or damaged on the way.", next: askAgain },
  unreadable: { what: "This computer cannot read it.", next: "See whether the file, stick or drive is still there and may be read, then try again." },
  "cut-off": { what: "It is not whole: its end is missing.", next: "Do not use this copy; copy or download it again until the end." },
  "content-unknown": {
    what: "It is signed, but this Plumbline does not understand what it says.",
    next: "Install the newest Plumbline. If this is the newest, tell HR.",
  },
  "not-an-edition": { what: "It is not an edition file.", next: "Choose a file whose name ends in .edition or .parcel." },
  "not-a-parcel": { what: "It is not a parcel.", next: "Choose the file whose name ends in .parcel, as it was sent." },
  "too-large": { what: "It is larger than such a file may be.", next: tellHr },
  "entry-name-unsafe": { what: "It holds a file whose name could lead somewhere else on this computer.", next: neverUnpack },
  "entry-twice": { what: "It holds two files with the same name, so that two people could read different texts.", next: neverUnpack },
  "entries-overlap": { what: "Files in it lie over one another, so that two people could read different texts.", next: neverUnpack },
  "trailing-data": { what: "Something was added behind its end.", next: neverUnpack },
  "too-many-entries": { what: "It holds more files than may be in it.", next: neverUnpack },
  compressed: { what: "It holds a file that is compressed or encrypted, and could swell when it is unpacked.", next: neverUnpack },
  link: { what: "It holds a link, a folder or a program where a plain file must be.", next: neverUnpack },
  "not-canonical": { what: "It is packed in another way than Plumbline packs, so that something could hide in it.", next: neverUnpack },
  "signature-missing": { what: "Its signature is missing.", next: "Put the file that ends in .p7s beside it, or ask for both again." },
  "signature-broken": { what: "Its signature does not hold.", next: askAgain },
  "signature-unfit": { what: "Its signature is of another kind than is needed here.", next: askAgain },
  "trust-older": { what: "Its list of trusted keys is older than the one that is here.", next: getNewer },
  "trust-skipped": { what: "A step between the trusted keys that are here and those that it names is missing.", next: getNewer },
  "trust-one-sided": { what: "Its new list of trusted keys is not signed by both the old and the new root.", next: tellHr },
  "trust-too-few": { what: "Too few of the organisation’s roots have signed its list of trusted keys.", next: tellHr },
  "trust-needed": { what: "It needs a newer list of trusted keys than the one that is here.", next: getNewer },
  "trust-unfit": { what: "Its list of trusted keys contradicts itself.", next: tellHr },
  "state-older": { what: "What it says about the depot is older than what is known here.", next: getNewer },
  "state-gone": { what: "The depot does not hold the signed handbook any more.", next: "See whether its share or stick is connected, then try again. If it is, tell HR, who puts it back." },
  "state-unfit": { what: "What it says about the depot contradicts itself.", next: tellHr },
  "unknown-branch": { what: "It comes from a branch that is not in the register.", next: "Enter the branch under Branches, or ask the sender which branch it is." },
  "key-waits": { what: "It comes from a branch whose key you have not accepted yet.", next: "Accept the key under Branches. The receipt is taken in with the next exchange." },
  "unknown-key": { what: "It is signed with a key that was never accepted for its branch.", next: "See whether the branch waits for approval under Branches. Otherwise telephone the branch." },
  "own-key-out-of-use": { what: "HR has put this branch’s key out of use. Receipts from here count for nothing any more.", next: "Telephone HR. Ask for a new invite and join again with it." },
  "key-out-of-use": { what: "It is signed with a branch’s key that was put out of use.", next: "Telephone the branch. It needs a new invite before its receipts count." },
  "receipt-conflict": {
    what: "Another receipt of this branch has the same number and other contents.",
    next: "The first one is kept. Telephone the branch: its key may be on two computers.",
  },
  "not-a-receipt": { what: "It is not a receipt.", next: "Choose a file whose name ends in .receipt, .request or .parcel." },
  "unknown-file": { what: "It is of a kind that Plumbline does not know.", next: "Choose the file that was sent to you, with its name as it was." },
};

/** All the codes that have sentences. */
export const refusalCodes = Object.keys(sentences) as RefusalCode[];

/** Returns what to say about a refused file. */
export function refusalWords({ code }: Pick<RefusedFile, "code">): RefusalWords {
  return sentences[code];
}

export const refusals = {
  title: (count: number) => (count === 1 ? "1 file was refused" : `${count} files were refused`),
  intro: "Refused files were only looked at. What is here was not changed by them.",
  reason: (reason: string) => `What was found: ${reason}`,
  close: "Close",
};
