// What the user reads when something went wrong between HR and its branches.
import type { ProblemCode } from "../core/views";
import type { ProblemWords, Values } from "./problems";

const nothing = "Nothing was changed.";
const because = ({ reason }: Values) => (reason ? ` (${reason})` : "");

/** The words for roots, publishers and depots. */
const depots = {
  "root-not-copied": () => ({
    happened: "There is only one copy of the root’s key, as far as this handbook knows.",
    unaffected: nothing,
    next: "Copy the key’s file to a second stick, keep it in another place, and show it under Branches. Whoever loses the only root must invite every branch again.",
  }),
  "root-copy-unfit": () => ({
    happened: "This file is not another copy of the root’s key: it is a different file, or the one that was shown before.",
    unaffected: nothing,
    next: "Choose the copy of root-key.pem on the second stick.",
  }),
  "roots-missing": () => ({
    happened: "The organisation has no root of its own yet, so branches would have nothing to believe.",
    unaffected: nothing,
    next: "Make the organisation’s identity under Settings. For a key that was taken over, “plumbline key roots” makes the root.",
  }),
  "depot-missing": () => ({
    happened: "No depot is set for this handbook.",
    unaffected: nothing,
    next: "Set one up, or exchange files by hand: a parcel goes out, receipts come back.",
  }),
  "depot-address-unfit": (values) => ({
    happened: `This is not the address of a depot${because(values)}.`,
    unaffected: nothing,
    next: "Choose a folder, or write an address that begins with https:// or s3://. Names and passwords have fields of their own.",
  }),
  "depot-refused": () => ({
    happened: "The depot does not accept this name or password.",
    unaffected: "What is here is as it was, and nothing in the depot was touched.",
    next: "See whether both are written as they were given, and whether they may be used for this place. Then try again.",
  }),
  "depot-unreachable": (values) => ({
    happened: `The depot cannot be reached${because(values)}.`,
    unaffected: "What was taken in before the line broke is kept, and nothing half done counts.",
    next: "See whether the stick, the drive or the network is connected, then try again: it goes on where it stopped.",
  }),
  "depot-full": () => ({
    happened: "There is no room left in the depot.",
    unaffected: "What was in it is still there, and branches see the state from before.",
    next: "Make room, then try again: it goes on where it stopped.",
  }),
  "depot-faulty": (values) => ({
    happened: `The depot did not do what was asked${because(values)}.`,
    unaffected: "Nothing half done counts: branches see the state from before.",
    next: "Try again in a while. If it stays so, ask whoever runs the store, or use a folder or parcels meanwhile.",
  }),
  "two-publishers": () => ({
    happened: "Two publishers: the depot holds another state with the same number as the one that was published here.",
    unaffected: "Nothing was merged, and nothing was put there.",
    next: "Find out which other computer publishes with this key. If nobody of yours does, the key was stolen: replace it under Settings.",
  }),
  "depot-ahead": () => ({
    happened: "The depot is ahead of this handbook: the file is an old copy, or another computer publishes with the same key.",
    unaffected: "Nothing was put there, and nothing here was changed.",
    next: "Go on with the newest copy of the handbook’s file. If that one is lost, take over what the depot holds. If this is the newest, the key may have been stolen: replace it under Settings.",
  }),
  "nothing-to-rebuild": () => ({
    happened: "The depot holds nothing that is missing here.",
    unaffected: nothing,
    next: "See whether the address of the depot is the right one. If it is, exchange as usual.",
  }),
  "not-in-depot": (values) => ({
    happened: `An edition that the depot names is not in it, or is damaged${because(values)}.`,
    unaffected: "What was taken over before is kept, and nothing half done counts.",
    next: "Put the edition’s file back into the depot, from a branch, a parcel or a backup of the depot, then take over once more.",
  }),
  "depot-forged": (values) => ({
    happened: `The depot holds something that your organisation has not signed, or that was damaged${because(values)}.`,
    unaffected: "Nothing of it was taken over.",
    next: "See whether the address of the depot is the right one. If it is, restore the depot’s folder from a backup, or ask whoever runs the store who has written to it.",
  }),
} satisfies Partial<Record<ProblemCode, (values: Values) => ProblemWords>>;

const notJoined = "Nothing was joined, and nothing was changed on this computer.";

/** The words for branches. */
const branches = {
  "branch-unfit": (values) => ({
    happened: `The branch cannot be entered like this${because(values)}.`,
    unaffected: "The register is as it was.",
    next: "Give it a name that no other branch has, and an address that mail can reach or none.",
  }),
  "nobody-to-invite": () => ({
    happened: "Every open branch has an invite already, or has joined.",
    unaffected: nothing,
    next: "To replace an invite that was lost, choose the branch and invite it again.",
  }),
  "nobody-to-remind": () => ({
    happened: "None of these branches can be reminded in this way.",
    unaffected: nothing,
    next: "Branches without an address can be called: print the list. Branches that have answered need no reminder.",
  }),
  "invite-expired": () => ({
    happened: "This invite has expired.",
    unaffected: notJoined,
    next: "Ask HR for a new one; it takes them a minute.",
  }),
  "invite-missing": () => ({
    happened: "The depot holds no invite that belongs to these words.",
    unaffected: notJoined,
    next: "Have the words and the address read aloud once more. An invite that was used is not there any more.",
  }),
  "invite-unreadable": () => ({
    happened: "This file is not an invite, or it is damaged.",
    unaffected: notJoined,
    next: "Choose the file that HR sent, or ask for it again.",
  }),
  "words-wrong": () => ({
    happened: "One of the nine words is wrong.",
    unaffected: notJoined,
    next: "Have them read aloud once more; the ninth word checks the others.",
  }),
  "not-all-seen": () => ({
    happened: "Not every change is ticked as seen.",
    unaffected: "Nothing was acknowledged.",
    next: "Read the changes that are left, tick them, then acknowledge.",
  }),
} satisfies Partial<Record<ProblemCode, (values: Values) => ProblemWords>>;

export const exchangeProblems = { ...depots, ...branches };
