// The words of the Branches screen: the register, joining, the depot, and the root's copies.
import type { AskedView, BranchImport, BranchLine, BranchRefused, Enrolment, ExchangeProgress, ExchangeReport, ExchangeStage, Invited, ProbeView, RootsView } from "../core/views";
import { day, longMoment, shortDay, shortMoment } from "./dates";

const number = (count: number) => count.toLocaleString("en-GB");
const counted = (count: number, one: string, many: string) => (count === 1 ? `1 ${one}` : `${number(count)} ${many}`);
/** How much of a file is done; one of less than a megabyte in kilobytes. */
const bytes = (done: number, all: number) => {
  const [size, unit] = all < 1000 ? [1, "KB"] : [1000, "MB"];
  const inUnits = (kibibytes: number) => number(Math.round((kibibytes * 1.024) / size));
  return `${inUnits(done)} of ${inUnits(all)} ${unit}`;
};
const named = (count: number) => counted(count, "branch", "branches");

export const branches = {
  title: "Branches",
  reading: "Reading the register…",
  failed: "The register of branches could not be read.",
  tryAgain: "Try again",
  summary: (total: number, enrolled: number) => `${named(total)}, of which ${number(enrolled)} ${enrolled === 1 ? "is" : "are"} enrolled.`,
  none: "Enter who receives the handbook. Each branch then joins with an invite that you hand over.",
  add: "Add a branch",
  importCsv: "Import CSV…",
  inviteAll: (count: number) => `Invite ${number(count)} without one…`,
  close: "Close",
  cancel: "Cancel",

  filter: "State of joining",
  all: "All",
  closed: "Closed",
  search: "Find a branch, region, manager or address",
  region: "Region",
  everyRegion: "Every region",
  table: "Branches",
  columns: { name: "Branch", region: "Region", manager: "Manager", language: "Language", roles: "Roles", joining: "Joining", heard: "Last heard from" },
  selectAll: "Select all that are shown",
  waiting: "Reading…",
  allRoles: "all roles",
  never: "never",
  matched: (count: number) => named(count),
  selected: (count: number) => `${number(count)} selected`,
  invite: (count: number, all: number) => (count === all ? "Invite…" : `Invite ${number(count)} of them…`),
  closeThem: "Close…",
  reopen: "Open again",
  clearSelection: "Select none",
  undone: "Undone.",

  empty: "No branches yet",
  emptyWhy: "Add them one by one, or import a CSV file with the columns name, region, manager, email, language and roles.",
  noMatch: "No branch matches",
  noMatchWhy: "None is in this state, in this region, with these words.",
  noneInState: "There is no such branch now.",
  clear: "Show all branches",
};

export const enrolmentWords: Record<Enrolment, string> = {
  asked: "Asks to join",
  "not-invited": "Not invited",
  invited: "Invited",
  enrolled: "Enrolled",
};

/** Says how far a branch has come in joining. */
export function joiningWords({ enrolment, invited_until, enrolled_at, asked, is_closed }: BranchLine): string {
  if (is_closed) return "closed";
  if (enrolment === "invited" && invited_until) return `invited until ${shortDay(invited_until)}`;
  if (enrolment === "enrolled" && enrolled_at) return "enrolled";
  if (enrolment === "asked") return asked?.is_proven ? "asks to join" : "asks, not proven";
  return "not invited";
}

export const requests = {
  title: (count: number) => counted(count, "branch asks to join", "branches ask to join"),
  why: "Approving accepts the key of that computer as the branch’s. From then on its receipts count.",
  approveAll: (count: number) => `Approve all ${number(count)} proven`,
  approveOne: "Approve the one that is proven",
  approve: "Approve",
  proven: "Proven by the invite",
  provenWhy: "Only whoever held the invite could make this request.",
  unproven: "Not proven",
  unprovenWhy: "Call the branch on a number that you know, and have these figures read aloud to you.",
  by: ({ by, at }: AskedView) => `${by || "Somebody"}, ${shortMoment(at)} (branch’s clock)`,
  fingerprint: "Fingerprint",
  copy: "Copy the fingerprint",
  copied: "Copied",
  compare: "Compare and approve…",
  compareTitle: (name: string) => `Is this ${name}?`,
  compareWhy: "Nothing shows yet that this request comes from the branch. Have the branch read the fingerprint of its key aloud; do not read it out first.",
  compared: "I have compared the figures by telephone, and they are the same",
  compareMissing: "Compare the figures first, then tick this.",
  compareDo: "Approve this key",
  approved: (count: number) => `${named(count)} ${count === 1 ? "is" : "are"} enrolled. They learn of it with the next exchange.`,
  more: (count: number) => `${number(count)} more are in the table below.`,
};

export const editing = {
  addTitle: "Add a branch",
  title: (name: string) => name,
  name: "Name",
  nameMissing: "Write the name of the branch.",
  region: "Region",
  regionHint: "Leave it empty if you have none.",
  manager: "Manager",
  managerHint: "The role or name of whoever answers for it.",
  email: "E-mail",
  emailHint: "Where reminders go. Without one it is on the list to call from.",
  emailWrong: "This is not a mail address, such as riverside@example.org.",
  language: "Language in which it reads",
  roles: "Roles that work there",
  rolesHint: "The branch is asked about the standards for these roles. None ticked means all of them.",
  otherRole: "Another role",
  addRole: "Add",
  add: "Add the branch",
  save: "Save",
  saved: (name: string) => `${name} is saved.`,
  joining: "Joining",
  heard: "Last heard from",
  enrolledAt: (at: string) => `Enrolled since ${longMoment(at)}`,
  invitedUntil: (on: string) => `Invited; the invite may be used until ${day(on)}`,
  notInvited: "Not invited yet",
  asked: "Asks to join; approve it in the list of requests",
  isClosed: "Closed: it is asked nothing any more. What came from it stays.",
  invite: "Invite…",
  inviteAgain: "New invite…",
  close: "Close the branch…",
  reopen: "Open it again",
  outOfUse: "Key stolen or lost…",
};

export const closing = {
  title: (count: number) => `Close ${named(count)}?`,
  why: "A closed branch is asked nothing any more and no longer counts as late. What came from it stays, and it can be opened again.",
  do: (count: number) => `Close ${named(count)}`,
  done: (count: number) => `${named(count)} closed.`,
  reopened: (count: number) => `${named(count)} open again.`,
};

export const outOfUse = {
  title: (name: string) => `Put the key of ${name} out of use?`,
  why: "Do this when the branch’s computer was stolen or lost. Receipts that were made with this key and arrive from now on are refused; those that are here stay. This cannot be taken back.",
  then: "The branch then needs a new invite and makes a new key.",
  do: "Put the key out of use",
  done: (name: string) => `The key of ${name} is out of use. Invite the branch anew when it has a computer.`,
};

export const importing = {
  title: "Import branches",
  chooseTitle: "Choose a CSV file of branches",
  chooseKind: "CSV files",
  from: (source: string) => `From ${source}. Nothing is changed yet.`,
  added: (count: number) => `${number(count)} new`,
  changed: (count: number) => `${number(count)} changed`,
  same: (count: number) => `${number(count)} as before`,
  refused: (count: number) => `${counted(count, "row", "rows")} refused`,
  refusedWhy: "Correct them in the file and import it again; the other rows can be taken now.",
  row: ({ row, reason }: BranchRefused) => `Row ${number(row)}: ${reason}`,
  more: (count: number) => `and ${number(count)} more`,
  do: (report: BranchImport) => `Import ${named(report.added.length + report.changed.length)}`,
  nothing: "There is nothing in this file to import.",
  done: (report: BranchImport) => `${number(report.added.length)} added, ${number(report.changed.length)} changed.`,
};

export const inviting = {
  chooseTitle: "Choose a folder for the invites",
  chooseKind: "Folders",
  notSafe: "First show the second copy of the root’s key, at the right. Then branches can be invited.",
  title: (count: number) => `${counted(count, "invite is", "invites are")} ready`,
  hand: (count: number) => `Hand ${count === 1 ? "it" : "each invite"} over in person, or by a way that you trust. Whoever holds it can join as that branch.`,
  until: ({ files, expires_on }: Invited) => `${files.length === 1 ? "It" : "They"} may be used until ${day(expires_on)}. A new invite makes the old one useless.`,
  sheet: "Sheet to print, a page for each branch",
  files: "Invites",
  more: (count: number) => `and ${number(count)} more in the same folder`,
  show: "Show in folder",
  done: "Done",
};

export const depot = {
  title: "Depot",
  none: "No depot yet",
  noneWhy: "A depot is the place where editions and receipts are exchanged: a shared folder, a stick, or a store. Without one they go by mail and by hand.",
  address: "Address",
  last: (at: string) => `Last met ${shortMoment(at)}`,
  neverMet: "Not met yet",
  news: "Something waits to be signed and put into it.",
  noNews: "Everything that is signed is in it.",
  setUp: "Set up a depot…",
  change: "Change…",
  exchange: "Exchange now",
  collect: "Collect files…",
  collectTitle: "Choose receipts, requests or parcels",
  collectKind: "Receipts, requests and parcels",
  parcel: "Parcel for mail…",
  notSafe: "Once a second copy of the root’s key was seen, you can exchange and write parcels.",
};

export const setUp = {
  title: "Set up the depot",
  kind: "Where it is",
  kinds: [
    { value: "folder", words: "Folder, stick or share" },
    { value: "webdav", words: "WebDAV" },
    { value: "s3", words: "S3" },
  ] as { value: "folder" | "webdav" | "s3"; words: string }[],
  why: {
    folder: "Any folder that the branches reach too: a shared drive, a folder that a tool keeps in step, or a stick that goes round.",
    webdav: "A folder on a server of your organisation, such as Nextcloud.",
    s3: "A bucket of a store that speaks S3.",
  },
  folder: "Folder",
  choose: "Choose…",
  chooseTitle: "Choose the depot’s folder",
  chooseKind: "Folders",
  noFolder: "No folder chosen",
  url: "Address of the folder",
  urlHint: "Such as https://files.example.org/dav/handbook",
  bucket: "Bucket",
  bucketHint: "Its name, and after a slash a part of it: handbook/branches",
  endpoint: "Server",
  endpointHint: "Such as https://s3.example.org; empty for Amazon’s own.",
  region: "Region",
  regionHint: "Such as eu-central-1, if the store has regions.",
  name: "User name",
  keyName: "Key’s identity",
  secret: "Password",
  keySecret: "Key’s secret",
  show: "Show it",
  kept: "Kept for you on this computer only, never in the handbook’s file, and not shown again.",
  try: "Try it and save",
  trying: "Trying…",
  remove: "Use no depot",
  removed: "There is no depot any more. What lies in it was not touched.",
  mistakes: {
    folder: "Choose a folder.",
    url: "Write an address that begins with https:// or http://.",
    secretInUrl: "Take the name and password out of the address, and write them below.",
    bucket: "Write the bucket’s name: letters, digits, dots and hyphens.",
    endpoint: "Write an address that begins with https:// or http://, or leave it empty.",
    secret: "A name needs its password too.",
    credentialName: "A password needs its name too.",
  },
  refused: (reason: string) => `This depot could not be used${reason ? `: ${reason}` : ""}. The one before is still in use; look at the address, the name and the password.`,
};

/** Says what a store can do; nothing depends on the last line. */
export function probeWords({ lists, refuses_twins }: ProbeView): { isGood: boolean; words: string }[] {
  return [
    { isGood: true, words: "What was written could be read again." },
    { isGood: lists, words: lists ? "It lists what it holds." : "It does not list what it holds, so receipts cannot be found in it." },
    { isGood: true, words: refuses_twins ? "It refuses to write over what is there." : "It would let a file be written over. Plumbline does not depend on that: it checks every file." },
  ];
}

export const probe = {
  good: "The depot works, and is saved",
  bad: "This depot will not do",
  badWhy: "Choose another place; as it is, editions or receipts would get lost.",
  done: "Done",
};

export const exchange = {
  title: "Exchange with the depot",
  why: "Collects receipts and requests, and signs and puts out what is new.",
  passphrase: "Passphrase of the signing key",
  signHint: "Leave it empty to collect only; then nothing is signed and put out.",
  confirmHint: "With it, branches learn at once that their receipts were received. Leave it empty to collect only.",
  parcelHint: "The parcel holds a signed state of the handbook.",
  show: "Show the passphrase",
  wrong: "This is not the passphrase of the signing key. Nothing was signed; look at the capital letters and type it again.",
  missing: "Type the passphrase of the signing key.",
  start: "Exchange",
  collect: "Collect only",
  stages: {
    looking: "Looking what has come",
    fetching: "Fetching it",
    checking: "Checking and keeping it",
    sending: "Putting out what is new",
  } satisfies Record<ExchangeStage, string>,
  stagesLabel: "Progress",
  of: ({ unit, done, all }: ExchangeProgress) => (unit === "files" ? `${number(done)} of ${number(all)}` : bytes(done, all)),
  underWay: "Files are being exchanged already. Wait until that has ended, and try again.",
  receiving: "Receiving files",
  collecting: "Collecting files",
  isDone: "done",
  stay: "What has been taken in stays, even if you stop.",
  stop: "Stop",
  stopping: "Stopping…",
  stopped: "Stopped. What had been taken in is kept; the rest comes next time.",
  doneTitle: "Exchanged",
  collectedTitle: "Collected",
  parcelTitle: "Parcel for mail",
  parcelWhy: "One file with everything that a branch needs: the newest edition, its signature and the due dates. Attach it to a mail; branches open it with “Receive files”.",
  parcelDo: "Sign and save…",
  parcelChoose: "Save the parcel",
  parcelKind: "Parcels",
  parcelDone: (path: string) => `The parcel is at ${path}.`,
};

/** Says what came and went, line by line, and what is still to be done. */
export function reportWords({ receipts, known, requests: asked, waiting, editions, sent, is_unsigned }: ExchangeReport): { words: string; isToDo: boolean }[] {
  const done = [
    receipts ? `${counted(receipts, "new receipt", "new receipts")} taken in.` : "No new receipts.",
    known ? `${counted(known, "receipt was", "receipts were")} here already.` : "",
    editions.length ? `${editions.length === 1 ? "Edition" : "Editions"} ${editions.join(", ")} put into the depot.` : "",
    sent ? `${counted(sent, "file", "files")} put out.` : "",
  ];
  const toDo = [
    asked ? `${counted(asked, "branch asks", "branches ask")} to join.` : "",
    waiting ? `${counted(waiting, "receipt waits", "receipts wait")} until you have accepted the branch’s key.` : "",
    is_unsigned ? "Something still waits to be signed. Exchange again with the passphrase to put it out." : "",
  ];
  return [...done.map((words) => ({ words, isToDo: false })), ...toDo.map((words) => ({ words, isToDo: true }))].filter(({ words }) => words);
}

export const refusedFiles = {
  title: (count: number) => `${counted(count, "file was", "files were")} refused`,
  why: (count: number) => (count === 1 ? "Nothing of it was taken in." : "Nothing of them was taken in."),
};

export const roots = {
  title: "Copies of the root’s key",
  none: "There is no signing identity yet. Branches learn whose editions to trust from it.",
  make: "Make one in Settings",
  why: "If the root’s key is lost, every branch must join anew. So Plumbline asks to see a second copy, in another place, before branches are invited and anything is exchanged.",
  show: "Show me the second copy",
  showAnother: "Show another copy",
  chooseTitle: "Choose root-key.pem on the second stick",
  chooseKind: "Key files",
  safe: "Enough copies were seen.",
  notSafe: "Only one copy was seen so far.",
  noneSeen: "No copy was seen so far.",
  seen: (at: string) => `seen ${longMoment(at)}`,
  copies: "Copies seen",
  threshold: ({ threshold, roots: all }: RootsView) => `${number(threshold)} of ${number(all.length)} roots must sign.`,
  root: (at: number) => `Root ${at + 1}`,
  confirmed: "The second copy was seen. Keep the two apart.",
  stillOne: "This is a copy that was seen before. Choose the one in the other place.",
};
