// The fake core's branches: any number of them, the same ones every time.
import { manyStandards } from "./fake-handbook";
import type { AcknowledgedRow, BranchHistory, BranchLine, Due, Language, ReceiptView, ReminderView } from "./views";

export const TODAY = "2026-11-22";

export interface FakeBranch extends BranchLine {
  staff_count: number;
  /** When it acknowledged the newest edition; the others it has acknowledged in time. */
  acknowledged_at: string | null;
  is_clock_doubtful: boolean;
  has_nothing_to_do: boolean;
  receipts: number;
  reminders: ReminderView[];
}

const names = [
  "Riverside", "Harbour Gate", "Old Market", "Airport", "Mill Lane", "Station Road", "Central", "Lakeside", "North Gate", "University",
  "Castle Square", "Orchard Park", "Ferry Landing", "West End", "கடற்கரைச் சாலை", "Garden Row", "The Exchange, second floor, entrance beside the old post office and the tram stop",
  "Hilltop", "Bridge Street", "Museum Quarter", "Southfield", "వెంకటాద్రి నగర్", "Long Acre", "Cathedral Close", "Meadow View", "Docklands", "Fountain Court",
  "Green Lane", "Kiln Yard", "Market Cross", "Newtown", "Observatory", "Parkway", "Quayside", "Ropewalk", "Sunny Bank", "Tanners Row", "Upper Town",
  "Viaduct", "Wharf Road", "York Place", "Zoo Gardens",
];
const regions = ["South", "South", "North", "East", "North", "West", "East", "West", "North", "East", "Metropolitan Area and Islands"];
const managers = ["Branch manager", "Branch manager", "Acting manager", "Shift lead"];
const roles = ["Adviser on the call", "Branch manager", "Shift lead", "Social media host", "Service lead"];
const languages: Language[] = ["en", "fil"];

const two = (number: number) => String(number).padStart(2, "0");

/** Makes that many branches; of every 42, six are late. */
export function manyBranches(count: number): FakeBranch[] {
  return Array.from({ length: count }, (_, at) => branchAt(at));
}

function branchAt(at: number): FakeBranch {
  const place = at % 21;
  const isEnrolled = place !== 10 && place !== 17;
  const isMissing = [0, 7, 14, 3].includes(place);
  const acknowledged = isEnrolled && !isMissing && place !== 20;
  const heard = place === 0 ? null : `2026-11-${two(2 + (at % 19))}T06:00:00Z`;
  return {
    branch: branchOf(at), enrolment: enrolmentOf(at), invited_until: place === 10 ? "2026-12-20" : null, asked: askedBy(at),
    enrolled_at: isEnrolled ? "2026-06-02T09:00:00Z" : null, last_heard_at: isEnrolled ? heard : null, is_closed: at === 40,
    staff_count: 5 + (at * 7) % 23, acknowledged_at: acknowledged ? `2026-11-${two(2 + (at * 5) % 19)}T${two(8 + (at % 9))}:20:00Z` : null,
    is_clock_doubtful: place === 5, has_nothing_to_do: place === 20, receipts: isEnrolled ? 3 + (at % 12) : 0,
    reminders: at === 7 ? [{ at: "2026-11-20T09:12:00Z", edition: 7, by_mail: true }] : [],
  };
}

function branchOf(at: number): BranchLine["branch"] {
  const round = Math.floor(at / names.length);
  const name = names[at % names.length] ?? "Branch";
  return {
    id: `01990000-0000-7000-9000-${String(at).padStart(12, "0")}`, name: round ? `${name} ${round + 1}` : name,
    region: regions[at % regions.length] ?? "", manager: managers[at % managers.length] ?? "", email: at % 14 === 0 ? "" : `branch-${at + 1}@example.org`,
    language: name.startsWith("க") ? "ta" : name.startsWith("వ") ? "te" : languages[at % 8 === 5 ? 1 : 0] ?? "en", audience: at % 3 === 0 ? [] : roles.slice(0, 1 + (at % 4)),
  };
}

function enrolmentOf(at: number): BranchLine["enrolment"] {
  if (at % 21 === 10) return "invited";
  if (at % 21 === 17) return at % 2 ? "asked" : "not-invited";
  return at === 12 ? "asked" : "enrolled";
}

function askedBy(at: number): BranchLine["asked"] {
  if (enrolmentOf(at) !== "asked") return null;
  return { by: "Branch manager", at: "2026-11-21T16:40:00Z", is_proven: at !== 12, fingerprint: "7b13 e2c6 f190 b2da 0d47 5e8c 30f1" };
}

/** Whom the branch's row is for, at that edition. */
export function rowOf(entry: FakeBranch, edition: number, isNewest: boolean, due: Due[]): AcknowledgedRow {
  const { branch } = entry;
  const at = isNewest ? entry.acknowledged_at : entry.enrolled_at && `2026-0${edition}-0${1 + (entry.staff_count % 9)}T10:05:00Z`;
  const due_on = dueOf(entry, due);
  const days = due_on ? Math.round((Date.parse(TODAY) - Date.parse(due_on)) / 86_400_000) : 0;
  const state = stateOf(entry, at, days);
  return {
    id: branch.id, name: branch.name, region: branch.region, manager: branch.manager, has_email: branch.email !== "", state, due_on,
    days_late: state === "late" ? days : 0, acknowledged_at: state === "acknowledged" ? at : null, by_edition: state === "acknowledged" ? edition : null,
    is_clock_doubtful: state === "acknowledged" && entry.is_clock_doubtful, staff_confirmed: confirmedOf(entry, state), staff_count: entry.staff_count,
    last_heard_at: entry.last_heard_at, last_edition: state !== "acknowledged" && entry.enrolled_at && entry.last_heard_at ? edition - 1 : null,
    reminded_at: entry.reminders.find((reminder) => reminder.edition === edition)?.at ?? null,
  };
}

function stateOf(entry: FakeBranch, at: string | null, days: number): AcknowledgedRow["state"] {
  if (!entry.enrolled_at) return "not-enrolled";
  if (at) return "acknowledged";
  if (entry.has_nothing_to_do) return "nothing-to-do";
  return days > 0 ? "late" : "waiting";
}

function dueOf({ branch }: FakeBranch, due: Due[]): string | null {
  const own = due.filter(({ audience }) => audience !== null && branch.audience.includes(audience)).map(({ on }) => on).sort();
  return own.at(-1) ?? due.find(({ audience }) => audience === null)?.on ?? null;
}

function confirmedOf({ staff_count, last_heard_at }: FakeBranch, state: AcknowledgedRow["state"]): number {
  if (state === "acknowledged") return staff_count - (staff_count % 5 === 0 ? 1 : 0);
  return state === "late" && last_heard_at ? Math.floor(staff_count / 3) : 0;
}

/** Everything that came from a branch. */
export function historyOf(entry: FakeBranch, isNewestIssued: boolean): BranchHistory {
  const last = entry.acknowledged_at && isNewestIssued ? 7 : 6;
  const receipts = Array.from({ length: entry.receipts }, (_, at) => receiptOf(entry, entry.receipts - at, Math.max(1, last - Math.floor(at / 2))));
  const missing = entry.receipts === 9 ? [4] : [];
  return { branch: entry.branch, receipts: receipts.filter(({ seq }) => !missing.includes(seq)), missing, reminders: entry.reminders };
}

/** A first edition is acknowledged as a whole. */
const firstStandards: ReceiptView["standards"] = manyStandards(41).map(({ id, code, title }) => ({ id, code, title, revision: 1 }));

function receiptOf(entry: FakeBranch, seq: number, edition: number): ReceiptView {
  const at = edition === 7 ? (entry.acknowledged_at ?? "2026-11-14T16:20:00Z") : `2026-0${edition}-14T16:20:00Z`;
  const people = Array.from({ length: entry.staff_count }, (_, person) => `Person ${person + 1}`);
  return {
    seq, edition, audience: entry.branch.audience, statement: `I have read what changed in edition ${edition} and have briefed my team. We work by it from 8 November 2026.`,
    person: entry.branch.manager, role: "Branch manager", acknowledged_at: at, made_at: at, received_at: at.replace(/T.*/, "T18:00:00Z"),
    is_clock_doubtful: edition === 7 && entry.is_clock_doubtful,
    standards: seq === 1 ? firstStandards : [["PH-03", "Resolve a complaint call", 4], ["EM-02", "Answer an e-mail", 2], ["SM-02", "Answer a public complaint", 1]].map(([code, title, revision]) => ({ id: String(code), code: String(code), title: String(title), revision: Number(revision) })),
    briefing: seq % 4 === 1 ? null : { on: at.slice(0, 10), led_by: entry.branch.manager, present: people.slice(3), absent: people.slice(0, 3), note: "Practised the call with the lost parcel." },
    staff: people.map((person, index) => ({ person, role: "Adviser", how: index < 3 ? "on paper" as const : "in the app" as const, at, entered_by: index < 3 ? entry.branch.manager : null })),
    staff_count: entry.staff_count, shown_sha256: "7c1e09ab".repeat(7) + "3d2251f0", key: "A0D47 7B13E 2C6F1 90B2D", holds: true, counts: true, sha256: "51f0".repeat(16), entry: 1190 + seq,
  };
}
