// What the user reads when something went wrong: what happened, what was not affected, what to do next.
import type { ProblemCode } from "../core/views";
import { exchangeProblems } from "./problems-of-exchange";

export interface ProblemWords {
  happened: string;
  unaffected: string;
  next: string;
}

export type Values = { [key in string]?: string };

const nothing = "Nothing was changed.";
const untouched = "The file was not changed, and neither was anything else.";
const noEdition = "No edition was published, and your draft is as it was.";

const file = ({ path }: Values) => path ?? "The file";
const because = ({ reason }: Values) => (reason ? ` (${reason})` : "");

/** The words for a handbook's file that cannot be opened or written. */
const files = {
  "workspace-missing": ({ path }) => ({
    happened: path ? `There is no file at ${path}.` : "The handbook’s file is not there.",
    unaffected: nothing,
    next: "See whether it was moved or renamed, or whether its drive is not connected. Then open it again.",
  }),
  "not-a-workspace": (values) => ({
    happened: `${file(values)} is not a Plumbline handbook.`,
    unaffected: "The file was only looked at; nothing was changed.",
    next: "Choose a file whose name ends in .plumbline. A published edition is verified, not opened.",
  }),
  "workspace-damaged": (values) => ({
    happened: `${file(values)} is damaged${because(values)}.`,
    unaffected: untouched,
    next: "Open a backup instead. The command “plumbline doctor” says what can be saved of the damaged file.",
  }),
  "workspace-newer": (values) => ({
    happened: `${file(values)} was written by a newer Plumbline than this one.`,
    unaffected: untouched,
    next: "Install the newer Plumbline on this computer, then open the file again.",
  }),
  "workspace-busy": (values) => ({
    happened: `Another program is writing to ${values.path ?? "the file"} at the same time.`,
    unaffected: "Nothing was changed, and what you typed is still in the window.",
    next: "Wait until the other program has finished, then try again.",
  }),
  "workspace-unreadable": (values) => ({
    happened: `${file(values)} cannot be read${because(values)}.`,
    unaffected: untouched,
    next: "See whether you may read the file and its folder, and whether the drive is still connected. Then open it again.",
  }),
  "workspace-read-only": (values) => ({
    happened: `${file(values)} may only be read here, so this was not saved.`,
    unaffected: untouched,
    next: "Copy the file to a folder that you may write to, and open the copy.",
  }),
  "disk-full": ({ path }) => ({
    happened: path ? `There is no room left on the drive to write ${path}.` : "There is no room left on the drive.",
    unaffected: "What was saved before is still saved, and no half-written file was left behind.",
    next: "Make room on the drive or choose another one, then try again.",
  }),
  "folder-missing": ({ path }) => ({
    happened: path ? `There is no folder at ${path}.` : "The folder is not there.",
    unaffected: nothing,
    next: "See whether its drive is connected, or choose another folder.",
  }),
  "folder-refused": (values) => ({
    happened: `Nothing may be written to ${values.path ?? "the folder"}${because(values)}.`,
    unaffected: nothing,
    next: "Choose a folder of your own, or ask whoever looks after this one.",
  }),
  "file-exists": ({ path }) => ({
    happened: path ? `There is already a file at ${path}.` : "There is already a file with this name.",
    unaffected: "That file was not touched.",
    next: "Choose another name or another folder.",
  }),
  "file-unreadable": (values) => ({
    happened: `${file(values)} cannot be read${because(values)}.`,
    unaffected: nothing,
    next: "See whether the file is open in another program, or whether its drive is still connected. Then try again.",
  }),
  "unknown-file": (values) => ({
    happened: `${file(values)} is of a kind that Plumbline does not know.`,
    unaffected: "The file was only looked at; nothing was changed.",
    next: "Choose a file that Plumbline can read here: .plumbline, .edition, .pdf, .html, .md or .csv.",
  }),
} satisfies Words;

/** The words for what is asked of the handbook and its standards. */
const standards = {
  "code-taken": ({ code }) => ({
    happened: code ? `Another standard already has the code ${code}.` : "Another standard already has this code.",
    unaffected: "Both standards are as they were.",
    next: "Give this standard a code that no other one has.",
  }),
  "handbook-changed": () => ({
    happened: "The handbook’s settings were changed by another window or program in the meantime.",
    unaffected: "The other change was kept, and nothing was written over it.",
    next: "Look at the settings as they are now, and make your change again.",
  }),
  "standard-missing": ({ code }) => ({
    happened: code ? `The standard ${code} is no longer in the handbook.` : "This standard is no longer in the handbook.",
    unaffected: "All the other standards are as they were.",
    next: "Look under Retired at the end of the outline; it can be brought back from there.",
  }),
  "name-missing": () => ({
    happened: "Plumbline does not know yet who is working here, and the history needs a name or a role.",
    unaffected: nothing,
    next: "Write your name or role under Settings, then do this again.",
  }),
  "reason-missing": () => ({
    happened: "A finding is kept on purpose only with a reason.",
    unaffected: "The finding is still open.",
    next: "Write in a few words why the text is right as it stands.",
  }),
  "title-missing": () => ({
    happened: "A handbook needs a title.",
    unaffected: nothing,
    next: "Write a title, such as “Customer service standards”.",
  }),
  "clock-doubtful": (values) => ({
    happened: `The clock of this computer cannot be right${because(values)}.`,
    unaffected: "Nothing was signed, and your draft is as it was.",
    next: "Set the date and the time of this computer, then try again.",
  }),
  "nothing-to-approve": () => ({
    happened: "There is nothing to approve: the text is the same as in the last revision.",
    unaffected: nothing,
    next: "Go on writing; what you change can be approved then.",
  }),
  "nothing-to-publish": () => ({
    happened: "There is nothing to publish: nothing was approved since the last edition.",
    unaffected: noEdition,
    next: "Approve the standards that are ready, then publish.",
  }),
} satisfies Words;

/** The words for the organisation's identity and for publishing. */
const identities = {
  "identity-missing": () => ({
    happened: "This computer holds no key to sign an edition with.",
    unaffected: noEdition,
    next: "Make the organisation’s identity under Settings, or bring it here from the computer that has it.",
  }),
  "identity-exists": ({ name }) => ({
    happened: name ? `This computer already holds the identity of ${name}.` : "This computer already holds an identity.",
    unaffected: "It was not replaced.",
    next: "Go on with the one that is here. Under Settings its key can be renewed.",
  }),
  "identity-expired": () => ({
    happened: "The key that editions are signed with has expired.",
    unaffected: "Editions that were signed before still hold. No new one was published.",
    next: "Renew the key under Settings with the root’s key file, then publish.",
  }),
  "passphrase-wrong": () => ({
    happened: "This is not the passphrase of the key.",
    unaffected: "Nothing was signed, and your draft is as it was.",
    next: "Type it once more; capital letters count. Plumbline keeps no copy of it.",
  }),
  "files-missing": (values) => ({
    happened: `The edition is signed and kept in the handbook, but its files could not be put into the folder${because(values)}.`,
    unaffected: "Nothing of the edition is lost, and no half of it lies in the folder under its own name.",
    next: "Leave this page and come back to it, and choose “Write its files again…” at the top.",
  }),
  "name-unfit": (values) => ({
    happened: `This name cannot stand in a certificate${because(values)}.`,
    unaffected: nothing,
    next: "Take a role such as “Standards office”: not empty, at most 64 characters, and not the root’s own name.",
  }),
  "key-unreadable": (values) => ({
    happened: `The key in ${values.path ?? "this file"} cannot be read${because(values)}.`,
    unaffected: "The file was only looked at; nothing was changed.",
    next: "Choose the key file that Plumbline made, or one that was exported with its certificate.",
  }),
  "root-differs": () => ({
    happened: "This key belongs to another organisation’s root than the handbook’s earlier editions.",
    unaffected: "The identity on this computer was not replaced.",
    next: "Compare the fingerprints under Settings, and choose the root’s key file of your own organisation.",
  }),
  cancelled: () => ({
    happened: "You stopped it before it was finished.",
    unaffected: "No half-made file was left behind, and your draft is as it was.",
    next: "Start it again whenever you like.",
  }),
  unexpected: (values) => ({
    happened: `Plumbline met something that it did not expect${because(values)}.`,
    unaffected: "What was saved before is still saved on this computer.",
    next: "Try once more. If it happens again, close the window and start Plumbline again.",
  }),
} satisfies Words;

type Words = Partial<Record<ProblemCode, (values: Values) => ProblemWords>>;

export const problems: Record<ProblemCode, (values: Values) => ProblemWords> = { ...files, ...standards, ...identities, ...exchangeProblems };
