// The words of the Acknowledged screen.
import type { AcknowledgedRow, AcknowledgedState, AlarmView, Briefing, DistributedEdition, ReceiptView } from "../core/views";
import { day, longMoment, shortDay, shortDayOf, shortMoment } from "./dates";

/** How many standards of a receipt are named in one line. */
const MOST_NAMED = 5;

const number = (count: number) => count.toLocaleString("en-GB");
const counted = (count: number, one: string, many: string) => (count === 1 ? `1 ${one}` : `${number(count)} ${many}`);
export const branches = (count: number) => counted(count, "branch", "branches");

export const acknowledged = {
  title: "Acknowledged",
  reading: "Reading who has acknowledged what…",
  failed: "The receipts could not be read.",
  tryAgain: "Try again",
  edition: (edition: number) => `Edition ${edition}`,
  editions: "Edition",
  earlier: "Earlier editions",
  csv: "CSV",
  csvTitle: "Save the list as CSV",
  csvKind: "CSV files",
  csvName: (edition: number) => `Acknowledged-edition-${edition}.csv`,
  saved: (path: string) => `Saved as ${path}.`,
  evidence: "Evidence report",
  due: "Due dates",
  remind: (count: number) => `Remind ${branches(count)}`,
  noOneToRemind: "Nobody to remind",
  close: "Close",
  cancel: "Cancel",

  filter: "State",
  all: "All",
  search: "Find a branch, region or manager",
  region: "Region",
  everyRegion: "Every region",
  table: (edition: number) => `Branches and edition ${edition}`,
  columns: { name: "Branch", region: "Region", state: "State", staff: "Staff", manager: "Manager", heard: "Last heard from" },
  selectAll: "Select all that match and can be reminded",
  waiting: "Reading…",
  staff: (confirmed: number, count: number) => `${number(confirmed)} of ${number(count)}`,
  noStaff: "no list",
  never: "never",
  lastEdition: (edition: number) => `edition ${edition}`,
  selected: (count: number) => `${number(count)} selected`,
  clearSelection: "Select none",
  matched: (count: number, all: number) => (count === all ? branches(all) : `${number(count)} of ${branches(all)}`),
  doubtful: (count: number) => `${number(count)} with a doubtful clock`,
  keys: "Arrow keys move, Space selects, Enter opens.",

  asked: (count: number) => `${counted(count, "branch asks", "branches ask")} to be enrolled.`,
  goToBranches: "Go to Branches",
};

export const stateWords: Record<AcknowledgedState, string> = {
  late: "Late",
  waiting: "Waiting",
  "not-enrolled": "Not enrolled",
  acknowledged: "Acknowledged",
  "nothing-to-do": "Nothing to do",
};

/** Says in a few words where a branch stands with the edition that is shown. */
export function standing(row: AcknowledgedRow, edition: number): string {
  if (row.state === "late") return `${counted(row.days_late, "day", "days")} late`;
  if (row.state === "waiting") return row.due_on ? `due ${shortDay(row.due_on)}` : "no due date";
  if (row.state === "acknowledged" && row.acknowledged_at) return doneWords(row, edition);
  return row.state === "nothing-to-do" ? "nothing to do" : "not enrolled";
}

function doneWords(row: AcknowledgedRow, edition: number): string {
  const at = row.acknowledged_at ?? "";
  if (row.is_clock_doubtful) return `${shortDayOf(at)}, clock doubtful`;
  return row.by_edition !== null && row.by_edition !== edition ? `with edition ${row.by_edition}` : shortMoment(at);
}

/** Says when something last came from a branch. */
export function heardWords(row: AcknowledgedRow): string {
  if (!row.last_heard_at) return acknowledged.never;
  return row.state === "late" && row.last_edition !== null && row.staff_confirmed === 0 ? acknowledged.lastEdition(row.last_edition) : shortDayOf(row.last_heard_at);
}

export const chart = {
  label: "How many have acknowledged, day by day",
  title: (edition: number) => `Branches that have acknowledged edition ${edition}`,
  summary: (done: number, all: number, late: number) => `${number(done)} of ${branches(all)} have acknowledged${late ? `; ${number(late)} ${late === 1 ? "is" : "are"} late` : ""}.`,
  end: (done: number, all: number) => `${number(done)} of ${number(all)}`,
  due: (on: string) => `due ${shortDay(on)}`,
  /** Says whom a due date is for; nothing where it is for all. */
  dueRoles: (roles: (string | null)[]) => (roles.includes(null) ? "" : roles.length === 1 ? (roles[0] ?? "") : `${roles.length} roles`),
  today: "today",
  asTable: "As a table",
  asChart: "As a chart",
  on: "Day",
  count: "Acknowledged until then",
};

export const empty = {
  noEdition: "No edition has gone out yet",
  noEditionWhy: "Branches acknowledge editions. Publish the first one, and this page shows who has read it.",
  publish: "Go to Publish",
  noBranches: "No branches yet",
  noBranchesWhy: "Enter the branches that receive the handbook and invite them. Their acknowledgements arrive here.",
  branches: "Go to Branches",
  justOut: (edition: number, issued: string) => `Edition ${edition} went out on ${day(issued)}. Branches appear here as their replies arrive.`,
  noMatch: "No branch matches",
  noMatchWhy: "None is in this state, in this region, with these words. Take the filters away to see all of them.",
  noneInState: "There is no such branch now.",
  clear: "Show all branches",
};

/** Says what alarms: two publishers, or a depot that is ahead of this file, which may be an old copy. */
export function alarmWords(alarm: AlarmView) {
  return alarm.is_ahead ? aheadWords(alarm) : twoPublishersWords(alarm);
}

const aheadWords = ({ seq, at }: AlarmView) => ({
  title: "The depot is ahead of this handbook’s file",
  happened: `The depot holds state ${seq}, which is newer than the last one that was put out from here. This was found on ${longMoment(at)}.`,
  unaffected: "Nothing was put there, and nothing here was changed.",
  next: "If this file was restored from an old backup and the newest one is lost, take over under Branches what the depot holds. If this is the newest file, another computer publishes with your organisation’s key: find it, or treat the key as stolen and replace it under Settings.",
});

const twoPublishersWords = ({ seq, is_edition, at }: AlarmView) => ({
  title: "Two computers have published under your organisation’s key",
  happened: `Two different ${is_edition ? "editions" : "states of the depot"} have the number ${seq}. This was found on ${longMoment(at)}.`,
  unaffected: "Nothing was merged: this computer keeps its own editions and receipts, and branches refuse the second one.",
  next: "Find out which computer published the other one, and stop publishing there. If nobody of yours did it, treat the publisher’s key as stolen: take it out of use with the root’s key, and tell the branches by telephone.",
});

export const panel = {
  label: "The branch that is chosen",
  none: "Choose a branch to read its receipts.",
  reading: "Reading its receipts…",
  receiptOf: (seq: number) => `receipt ${seq} of this branch`,
  /** Says that the receipt shown is not for the edition that is shown. */
  otherEdition: (edition: number, of: number, hasOwn: boolean) => {
    if (hasOwn) return `This receipt is for edition ${of}.`;
    return of < edition ? `No receipt for edition ${edition} has come. The newest one is for edition ${of}.` : `This receipt is for edition ${of}, which came after edition ${edition} and holds it.`;
  },
  noReceipts: "Nothing has come from this branch yet.",
  manager: "Manager",
  email: "E-mail",
  noEmail: "none; it is on the list to call from",
  state: "State",
  close: "Close this branch",
  who: "Who",
  whoWords: ({ person, role }: ReceiptView) => [person, role].filter((text, at, all) => text && all.indexOf(text) === at).join(", "),
  when: "When",
  whenWords: (at: string, doubtful: boolean) => `${longMoment(at)} (branch’s clock${doubtful ? ", doubtful" : ""})`,
  doubtfulWhy: "The branch’s clock contradicts what is known: the time was before the edition was issued, or after its receipt arrived.",
  what: "What",
  whatWords: ({ edition, standards }: ReceiptView) => {
    if (standards.length > MOST_NAMED) return `Edition ${edition}: ${number(standards.length)} standards`;
    const list = standards.map(({ code, title, revision }) => (revision ? `${code || title}\u00a0r${revision}` : `${code || title}\u00a0withdrawn`));
    return list.length ? `Edition ${edition}: ${list.join(", ")}` : `Edition ${edition}`;
  },
  /** Whether there are too many standards to name them in a line. */
  isLong: ({ standards }: ReceiptView) => standards.length > MOST_NAMED,
  showStandards: "Show them",
  hideStandards: "Hide them",
  standards: "Standards that were acknowledged",
  unknownStandard: "not known here",
  revision: (revision: number) => (revision ? `r${number(revision)}` : "withdrawn"),
  audience: "Roles",
  audienceWords: ({ audience }: ReceiptView) => audience.join(", ") || "All roles",
  briefing: "Briefing",
  briefingWords: ({ on, led_by, present, absent }: Briefing) =>
    `${day(on)}${led_by ? `, led by ${led_by}` : ""}, ${number(present.length)} present, ${number(absent.length)} absent`,
  noBriefing: "not yet",
  staff: "Staff",
  staffWords: ({ staff, staff_count }: ReceiptView) => {
    const paper = staff.filter(({ how }) => how === "on paper").length;
    const by = [...new Set(staff.flatMap(({ how, entered_by }) => (how === "on paper" && entered_by ? [entered_by] : [])))].join(", ");
    return `${number(staff.length)} of ${number(staff_count)} confirmed${paper ? `; ${number(paper)} on paper${by ? `, entered by ${by}` : ""}` : ""}`;
  },
  shown: "Shown text",
  shownWords: (digest: string) => `sha256 ${digest.slice(0, 4)} ${digest.slice(4, 8)} … ${digest.slice(-4)}`,
  copyShown: "Copy the digest of the shown text",
  key: "Key of branch",
  copyKey: "Copy the key’s fingerprint",
  copied: "Copied",
  signature: "Signature",
  signatureWords: ({ holds, counts }: ReceiptView) => {
    if (!holds) return "does not hold: do not rely on this receipt";
    return counts ? "holds" : "holds, but the key was out of use: it counts for nothing";
  },
  received: "Received",
  record: "In the record",
  entry: (entry: number | null) => (entry === null ? "not yet" : `entry ${number(entry)}`),
  save: "Save receipt",
  saveTitle: "Save the receipt",
  saveKind: "Receipts",
  savedAs: (path: string) => `The receipt is saved as ${path}.`,
  all: (count: number) => `All ${number(count)} receipts`,
  allTitle: (count: number) => `${counted(count, "receipt", "receipts")}, the newest first`,
  line: ({ seq, edition, acknowledged_at }: ReceiptView) => `${seq} · edition ${edition} · ${shortMoment(acknowledged_at)}`,
  missing: (list: number[]) =>
    list.length === 1
      ? `Receipt ${list[0]} has not arrived. The branch sends it again when it next meets the depot.`
      : `Receipts ${list.join(", ")} have not arrived. The branch sends them again when it next meets the depot.`,
  reminders: "Reminded",
  reminder: (at: string, edition: number, byMail: boolean) => `${longMoment(at)}, edition ${edition}, ${byMail ? "by mail" : "on a list to call from"}`,
  proves: "A receipt shows that the branch’s key attested this. The name is what the manager entered. Nothing here can be deleted.",
};

export const remind = {
  title: (count: number) => `Remind ${branches(count)}`,
  about: (edition: number, late: number, waiting: number) =>
    `Edition ${edition}: ${[late ? `${number(late)} ${late === 1 ? "is" : "are"} late` : "", waiting ? `${number(waiting)} still ${waiting === 1 ? "has" : "have"} time` : ""].filter(Boolean).join(", ")}.`,
  reading: "Reading whom it is about…",
  how: "How",
  ways: [{ value: "mail", words: "By mail" }, { value: "list", words: "A list to call from" }] as { value: "mail" | "list"; words: string }[],
  mail: "A draft opens in your mail program, with the branches as hidden recipients. Nothing is sent before you send it.",
  list: "A sheet to print, with each branch, its manager, and how late it is.",
  without: (count: number) => (count === 1 ? "1 has no mail address and is left out:" : `${number(count)} have no mail address and are left out:`),
  andMore: (count: number) => `and ${number(count)} more`,
  nobody: "None of them has a mail address. Print a list to call from instead.",
  mailDo: (count: number) => `Open a mail to ${branches(count)}`,
  listDo: (count: number) => `Write a list of ${branches(count)}`,
  chooseTitle: "Save the list to call from",
  chooseKind: "Lists",
  mailed: (count: number, without: number) => `A mail to ${branches(count)} is open in your mail program.${without ? ` ${branches(without)} without an address: call them.` : ""}`,
  listed: (count: number, path: string) => `A list of ${branches(count)} is at ${path}.`,
};

export const due = {
  title: (edition: number) => `Due dates of edition ${edition}`,
  why: "The last day on which a branch acknowledges in time. Where a branch has several roles with dates of their own, the latest one holds.",
  all: "All branches",
  allHint: "Empty for no due date: then no branch is late.",
  role: (role: string) => `Branches with the role ${role}`,
  roles: "Roles with a date of their own",
  noRoles: "None. The date above holds for every branch.",
  add: "Give a role its own date",
  choose: "Choose a role…",
  remove: (role: string) => `Remove the date of ${role}`,
  date: "Last day",
  save: "Save the due dates",
  saved: "The due dates are saved. Branches learn of them with the next exchange.",
  early: (effective: string) => `Choose a day after the edition was issued, ${effective}.`,
  missing: "Choose a day, or remove this role.",
};

export const evidence = {
  title: "Evidence report",
  why: "A signed PDF of who had acknowledged which edition on a day, with what each receipt proves and what it does not.",
  on: "As of the end of",
  onHint: "Receipts that arrived later are left out.",
  future: "Choose today or an earlier day.",
  passphrase: "Passphrase of the signing key",
  show: "Show the passphrase",
  missing: "Type the passphrase of the signing key.",
  wrong: "This is not the passphrase of the signing key. Nothing was signed; look at the capital letters and type it again.",
  make: "Sign and save…",
  chooseTitle: "Save the evidence report",
  chooseKind: "PDF documents",
  name: (on: string) => `Evidence-${on}.pdf`,
};

/** Says what an edition is called in a list of many. */
export function editionWords({ number: edition, issued_at }: DistributedEdition): string {
  return `Edition ${edition}, ${day(issued_at)}`;
}
