// The words of joining as a branch: the invite, what it says, and what happens next.
import type { Problem } from "../core/views";
import { day } from "./dates";
import { problems, type ProblemWords } from "./problems";

export const join = {
  title: "Join as a branch",
  close: "Close without joining",
  intro: "HR gives each branch an invite of its own: a file, or words that are read aloud.",
  ways: "What you were given",
  options: [{ value: "file", words: "I have an invite file" }, { value: "words", words: "I was given words or a code" }] as const,
  file: "The invite is a file whose name ends in .invite. It may have come by mail or on a stick.",
  chooseFile: "Choose the invite…",
  chooser: { title: "Choose the invite", kind: "Invites" },
  depot: "Address of the depot",
  depotHint: "A folder, or an address that begins with https:// or s3://. HR tells you.",
  depotMissing: "Write the address that HR told you.",
  spoken: "The words",
  spokenHint: "Eight words and a check word, of five letters each. Capital letters, spaces and hyphens do not matter. What the sheet’s code says may be scanned or pasted in here instead.",
  spokenMissing: "Write the nine words.",
  wrongCount: (count: number) => (count === 1 ? "This is 1 word; there are nine." : `These are ${count} words; there are nine.`),
  wrongLetters: (count: number) => `These are ${count} letters; nine words of five letters have 45.`,
  wrongWord: (at: number) => `The word at place ${at} does not have five letters. Ask for it again.`,
  asksName: "The depot asks for a name and a password",
  name: "Name",
  nameMissing: "Write the name that the depot asks for.",
  secret: "Password",
  secretMissing: "Write the password.",
  showSecret: "Show the password",
  fetch: "Fetch the invite",
  cancel: "Cancel",
  back: "Back",

  says: "What the invite says",
  organisation: "Organisation",
  handbook: "Handbook",
  branch: "Branch",
  fingerprint: "Fingerprint",
  compare: "Compare it with the one that HR gives you by telephone or on paper. If one sign differs, do not join.",
  copy: "Copy the fingerprint",
  copied: "Copied",
  noDepot: "None: editions come by hand",
  depotShort: "Depot",
  expires: "To be used until",
  person: "Your name",
  personHint: "HR sees who asks. A role, such as “Branch manager, Riverside”, is enough.",
  personMissing: "Write your name or role.",
  join: "Join…",
  where: "Next, choose where to keep the branch’s file. Its key is made on this computer and stays here.",
  whereChooser: { title: "Where to keep the branch’s file", kind: "Plumbline handbooks" },
  joined: (branch: string) => `${branch} has joined. HR accepts its key next.`,
  expired: (on: string) => `This invite could be used until ${day(on)}`,
  expiredNext: "Nothing was changed. Ask HR for a new invite: it takes them a minute.",
  other: "Use another invite",
};

/** Returns the words for a problem on the way to joining. */
export function joinProblem({ code, values }: Problem): ProblemWords {
  return problems[code](values);
}
