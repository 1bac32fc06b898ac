// The words of the Settings screen.
import type { Access, Appearance, Language, ProblemCode } from "../core/views";
import { day } from "./dates";

const counted = (count: number, one: string, many: string) => (count === 1 ? `1 ${one}` : `${count.toLocaleString("en-GB")} ${many}`);

export const settings = {
  title: "Settings",
  index: "Sections of the settings",
  close: "Close",
  cancel: "Cancel",
  remove: "Remove",
  add: "Add",
  saves: "What you change here is saved at once.",
  readOnly: "This handbook can only be read here. What belongs to this computer can still be changed.",
};

export const sectionNames = {
  handbook: "Handbook",
  languages: "Languages",
  sections: "Sections",
  roles: "Roles",
  channels: "Channels",
  words: "Word list",
  glossary: "Glossary",
  identity: "Signing identity",
  member: "This branch",
  "own-depot": "Depot",
  computer: "This computer",
  file: "Handbook file",
} as const;

export type SectionName = keyof typeof sectionNames;

export const handbook = {
  why: "Both stand on every page of what you publish.",
  title: "Title",
  organisation: "Organisation",
  titleMissing: "A handbook has a title. Write one, or press Escape for the old one.",
};

export const englishNames: Record<Language, string> = { en: "English", fil: "Filipino", te: "Telugu", ta: "Tamil" };

export const languages = {
  why: "Standards are written in the first language and translated into the others.",
  first: "Written first",
  firstFixed: "The first language stays as it is once there are standards, because every translation is made from it.",
  firstFree: "There are no standards yet, so any language can still be the first.",
  makeFirst: (name: string) => `Write first in ${name}`,
  makeFirstShort: "Make it the first",
  remove: (name: string) => `Remove ${name}`,
  removeTitle: (name: string) => `Remove ${name}?`,
  removeWhy: (name: string) =>
    `${name} is no longer translated, checked or published. The texts that are written in it stay in the file: add ${name} again, and they are back.`,
  add: (name: string) => `Add ${name}`,
  addLabel: "Add a language",
  removed: (name: string) => `${name} is removed. Its texts stay in the file.`,
};

export const lists = {
  sections: { why: "The order here is the order of the chapters.", one: "section", newLabel: "New section", empty: "No sections yet." },
  roles: { why: "Who acts, and who must know. Standards offer these roles.", one: "role", newLabel: "New role", empty: "No roles yet." },
  channels: { why: "The ways in which customers reach you. They are the columns of the coverage.", one: "channel", newLabel: "New channel", empty: "No channels yet." },
  leave: { why: "Words that may stand although a check would flag them, such as names.", one: "word", newLabel: "New word", empty: "No words yet." },
  truth: "Renaming or removing changes what is offered here. Standards keep their own words until somebody changes them.",
  keys: "Alt with ↑ or ↓ moves a line.",
  used: (count: number) => (count === 0 ? "not used" : counted(count, "standard", "standards")),
  nameOf: (one: string, at: number) => `${one.charAt(0).toUpperCase()}${one.slice(1)} ${at + 1}`,
  drag: (text: string) => `Drag ${text}`,
  up: (text: string) => `Move ${text} up`,
  down: (text: string) => `Move ${text} down`,
  remove: (text: string) => `Remove ${text}`,
  removed: (text: string) => `“${text}” is removed from the list.`,
  moved: (text: string, place: number, count: number) => `${text} is now number ${place} of ${count}.`,
  empty: (one: string) => `Write a name for the ${one}, or press Escape for the old one.`,
  emptyNew: (one: string) => `Write a name for the ${one} first.`,
  twice: (text: string) => `“${text}” is already in the list.`,
};

export const pairs = {
  flag: {
    title: "Words to flag",
    why: "Each is flagged wherever it stands, with your question beside it.",
    first: "Word or phrase",
    second: "Question to ask",
    empty: "No words yet. Add those that your people read in two ways.",
    nothing: "Write the word or phrase first.",
    nothingSecond: "Write the question to ask, such as “By when?”.",
  },
  leave: { title: "Words to leave alone" },
  glossary: {
    title: "Glossary",
    why: "Words with one meaning in this handbook. They stand at its end.",
    first: "Term",
    second: "Meaning",
    empty: "No terms yet. Start with the word that causes the most questions.",
    nothing: "Write the term first.",
    nothingSecond: "Write what it means here.",
  },
  label: (name: string, at: number) => `${name} ${at + 1}`,
  newLabel: (name: string) => `New: ${name.toLowerCase()}`,
};

export const identity = {
  reading: "Reading the signing identity…",
  none: "There is no signing identity yet",
  explain: [
    "Plumbline makes two keys. The root stands for your organisation: branches learn its fingerprint once and trust whatever it vouches for.",
    "The publisher’s key signs the editions on this computer. The root vouches for it, and can vouch for a new one when this one expires or is lost.",
  ],
  howLabel: "How to begin",
  how: [{ value: "make", words: "Make a new one" }, { value: "import", words: "Take one over" }] satisfies { value: string; words: string }[],
  name: "Name of the signer",
  nameHint: "A role rather than a person, such as “Standards office”. Readers see it.",
  passphrase: "Passphrase",
  rootPassphrase: "Passphrase of the root’s key",
  rootPassphraseHint: "It opens the root’s key, and seals the new key on this computer.",
  passphraseHint: "At least 12 characters. Four words that have nothing to do with each other are easy to keep in mind.",
  again: "The passphrase again",
  show: "Show the passphrase",
  showAgain: "Show the repeated passphrase",
  folder: "Folder for the root’s files",
  folderHint: "A stick is best. The root’s key is needed only to renew.",
  noFolder: "No folder chosen",
  choose: "Choose…",
  chooseTitle: "Choose a folder for the root’s files",
  chooseKind: "Folders",
  make: "Make the identity",
  making: "Making the keys…",
  madeTitle: "The identity is made. One thing is left",
  made: "Copy root-key.pem to two sticks, keep them apart, and delete it from this computer.",
  madeThree: "Put root-1-key.pem, root-2-key.pem and root-3-key.pem onto three sticks, keep them in three places, and delete them from this computer.",
  madeWhy: (folder: string) => `The root’s files are in ${folder}. Whoever has that key and its passphrase can speak for your organisation.`,
  madeDone: "I have done that",
  importWhy: "A PKCS#12 file (.p12 or .pfx) holds a key with its certificates. Your IT people may have given you one.",
  filePassphrase: "Passphrase of the file",
  showFile: "Show the file’s passphrase",
  newPassphrase: "New passphrase for this computer",
  import: "Choose the file…",
  importTitle: "Choose a PKCS#12 file",
  importKind: "PKCS#12 files",
  imported: "The identity was taken over.",
  publisher: "Publisher",
  root: "Root",
  fingerprint: "Fingerprint",
  copyPublisher: "Copy the publisher’s fingerprint",
  copyRoot: "Copy the root’s fingerprint",
  copied: "Copied",
  valid: "Valid",
  validFromTo: (from: string, to: string) => `${day(from)} to ${day(to)}`,
  left: (days: number) => (days < 0 ? "expired" : days === 0 ? "expires today" : `${counted(days, "day", "days")} left`),
  soon: "Renew it before it expires, with the root’s key. Editions that it has signed stay valid.",
  over: "It can no longer sign. Renew it with the root’s key; editions that it has signed stay valid.",
  backUp: "Back up…",
  backUpTitle: "Choose a folder for the backup",
  backUpKind: "Folders",
  backedUp: (count: number, folder: string) => `${counted(count, "file is", "files are")} backed up in ${folder}.`,
  renew: "Renew with the root’s key…",
  renewTitle: "Renew the publisher’s key",
  renewWhy: "A new key for this computer, which the root vouches for. Branches learn of it with the next exchange, and nobody has to join anew.",
  renewDo: "Renew the key",
  renewed: "The publisher’s key is renewed.",
  refusals: {
    "passphrase-wrong": "This passphrase does not open the file. Nothing was changed.",
    "name-unfit": "This cannot stand in a certificate. Take a role of at most 64 characters, such as “Standards office”.",
    "key-unreadable": "This file holds no key that Plumbline can read. Nothing was changed; choose another file.",
    "root-differs": "This is the key of another root, so branches would not trust it. Nothing was changed; choose your own root-key.pem.",
    "folder-missing": "This folder is not there. Connect its drive or choose another one.",
    "folder-refused": "Nothing can be written to this folder. Choose another one.",
    "file-exists": "This folder already holds a root’s files. Choose another one, so that they are not lost.",
    "disk-full": "There is no room left on this drive. Choose another folder.",
    "name-missing": "Write who signs.",
  } satisfies Partial<Record<ProblemCode, string>> as Partial<Record<ProblemCode, string>>,
  mistakes: {
    name: "Write who signs.",
    short: (count: number) => (count === 0 ? "Type a passphrase of at least 12 characters." : `This has ${counted(count, "character", "characters")}. Take at least 12.`),
    differs: "The two passphrases differ. Type the second one again.",
    folder: "Choose a folder for the root’s files.",
    file: "Type the passphrase of the file.",
    rootPassphrase: "Type the passphrase that the root’s key was made with.",
  },
  strength: {
    short: (count: number) => `${count} of at least 12 characters`,
    repeated: "Long enough, but the same few signs over and over are easy to guess.",
    enough: "Long enough.",
  },
};

export const computer = {
  why: "These settings stay on this computer and are not part of the handbook.",
  name: "Who works here",
  nameHint: "Your name or role. It stands in the history and beside findings kept on purpose.",
  appearance: "Appearance",
  appearances: [
    { value: "system", words: "As the system" },
    { value: "light", words: "Light" },
    { value: "dark", words: "Dark" },
  ] satisfies { value: Appearance; words: string }[],
  textSize: "Text size",
  textSizes: [100, 115, 130, 150, 200].map((value) => ({ value, words: `${value} %` })),
};

export const file = {
  why: "Everything is in one file. It can be copied and moved like any document.",
  path: "File",
  copyPath: "Copy the path",
  copied: "Copied",
  access: "Access",
  accesses: {
    full: "Read and write",
    "newer-version": "Reading only: a newer Plumbline has written this file. Install it here to change the handbook.",
    "read-only-file": "Reading only: the file may not be written. Copy it to a folder of yours, and open the copy to change it.",
  } satisfies Record<Access, string>,
  backUp: "Back up a copy…",
  show: "Show in folder",
};
