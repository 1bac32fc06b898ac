// The fake core's branches, as HR sees them: a register, a depot and receipts in memory.
import type { Exchange } from "./core";
import { problem, type FakeWishes } from "./fake";
import { historyOf, manyBranches, rowOf, TODAY, type FakeBranch } from "./fake-branches";
import type {
  AcknowledgedQuery, AcknowledgedRow, AcknowledgedTotals, AcknowledgedView, AlarmView, Branch, BranchesView, BranchImport, BranchQuery, ChartPoint,
  DistributedEdition, Due, ExchangeReport, ExchangeStage, RebuildReport, RefusedFile, RootsView,
} from "./views";

const NOW = `${TODAY}T14:02:00Z`;
const NEWEST = 7;
const editions: DistributedEdition[] = [
  { number: 7, issued_at: "2026-11-01T08:00:00Z", effective_on: "2026-11-08", is_sent: true },
  { number: 6, issued_at: "2026-06-03T08:00:00Z", effective_on: "2026-06-15", is_sent: true },
  { number: 5, issued_at: "2026-05-02T08:00:00Z", effective_on: "2026-05-15", is_sent: true },
];
const alarm: AlarmView = { at: "2026-11-22T06:00:00Z", seq: 7, is_edition: true, is_ahead: false };
const ahead: AlarmView = { at: NOW, seq: 31, is_edition: false, is_ahead: true };
const rebuilt: RebuildReport = { state: 31, trusts: 0, editions: [8, 9], branches: 2, receipts: 58, known: 214, missing: 1, requests: 1, refused: [], needs_key: false };
const refused: RefusedFile = { name: "riverside-0015-51f0a2.p7m", code: "receipt-conflict", reason: "another receipt has this number" };
const noReport: ExchangeReport = { receipts: 0, known: 0, requests: 0, waiting: 0, refused: [], editions: [], sent: 0, is_unsigned: false };

/** Answers as the app of HR does. */
export function fakeExchange(wishes: FakeWishes, stop: { isAsked: boolean }): Omit<Exchange, "cancelExchange"> {
  const { hr = "usual" } = wishes;
  const branches = manyBranches(wishes.branches ?? 42);
  const isNew = hr === "new";
  const hasEditions = !isNew && hr !== "no-edition";
  let due: Due[] = [{ edition: 7, audience: null, on: "2026-11-19" }, { edition: 7, audience: "Social media host", on: "2026-11-30" }, { edition: 6, audience: null, on: "2026-06-20" }];
  let roots = rootsWith(isNew ? 1 : 2);
  let depot: string | null = isNew ? null : "/media/share/handbook";
  let exchanged_at: string | null = isNew ? null : `${TODAY}T06:00:00Z`;
  let has_news = !isNew;
  let isBehind = hr === "behind";
  let isFound = false;
  if (hr === "just-out") for (const branch of branches) branch.acknowledged_at = null;
  if (hr === "just-out") due = due.map((entry) => (entry.edition === NEWEST ? { ...entry, on: "2026-12-06" } : entry));

  const of = (id: string) => branches.find(({ branch }) => branch.id === id) ?? refuse();
  const open = () => branches.filter((entry) => !entry.is_closed);
  const alarms = () => (hr === "alarm" ? [alarm] : isFound ? [ahead] : []);
  const regions = () => [...new Set(branches.map(({ branch }) => branch.region))].filter(Boolean).sort();

  function register(query: BranchQuery): BranchesView {
    const count = (enrolment: FakeBranch["enrolment"]) => open().filter((entry) => entry.enrolment === enrolment).length;
    const found = branches.filter((entry) => entry.is_closed === query.is_closed && (!query.enrolment || entry.enrolment === query.enrolment) && fits(entry.branch, query));
    found.sort((a, b) => Number(b.asked !== null) - Number(a.asked !== null) || a.branch.name.localeCompare(b.branch.name));
    return {
      rows: found.slice(query.from, query.from + query.count), matched: found.length, total: open().length, closed: branches.length - open().length,
      asked: count("asked"), proven: open().filter(({ asked }) => asked?.is_proven).length, not_invited: count("not-invited"), invited: count("invited"), enrolled: count("enrolled"),
      regions: regions(), depot, exchanged_at, has_news, roots, alarms: alarms(),
    };
  }

  function acknowledged(query: AcknowledgedQuery): AcknowledgedView {
    const edition = hasEditions ? (query.edition ?? NEWEST) : null;
    const mine = due.filter((entry) => entry.edition === edition);
    const all = edition ? open().map((entry) => rowOf(entry, edition, edition === NEWEST, mine)).sort(order) : [];
    const rows = all.filter((row) => (!query.state || row.state === query.state) && fits(row, query));
    return {
      editions: hasEditions ? editions : [], edition, totals: totalsOf(all), due: mine, chart: edition ? chartOf(edition, all) : [], today: TODAY, regions: regions(),
      rows: rows.slice(query.from, query.from + query.count), matched: rows.length, remindable: rows.filter(isRemindable).length,
      asked: open().filter(({ enrolment }) => enrolment === "asked").length, alarms: alarms(),
    };
  }

  function take(order: Branch) {
    const entry = order.id ? of(order.id) : { ...manyBranches(1)[0]!, acknowledged_at: null, asked: null, enrolment: "not-invited" as const, enrolled_at: null, last_heard_at: null, receipts: 0, invited_until: null };
    const branch = { ...order, id: order.id || `01990000-0000-7000-9000-f${String(branches.length).padStart(11, "0")}` };
    Object.assign(entry, { branch });
    if (!order.id) branches.push(entry);
  }

  async function exchange(passphrase: string | null, progress: Parameters<Exchange["exchange"]>[1]): Promise<ExchangeReport> {
    if (passphrase === "wrong") throw problem("passphrase-wrong");
    await goThrough(isBehind ? ["looking"] : ["looking", "fetching", "checking", "sending"], progress);
    if (!isBehind) return settle(passphrase);
    isFound = true;
    throw problem("depot-ahead");
  }

  async function rebuild(progress: Parameters<Exchange["rebuild"]>[0]): Promise<RebuildReport> {
    await goThrough(["looking", "fetching", "checking"], progress);
    const report = isBehind ? rebuilt : { ...rebuilt, editions: [], branches: 0, receipts: 0, missing: 0, requests: 0 };
    isBehind = isFound = false;
    return report;
  }

  async function goThrough(stages: ExchangeStage[], progress: Parameters<Exchange["rebuild"]>[0]) {
    stop.isAsked = false;
    for (const stage of stages) {
      for (const done of [0, 4, 9, 12]) {
        progress({ stage, unit: "files", done, all: stage === "looking" ? 0 : 12 });
        await new Promise((wake) => setTimeout(wake, 90));
        if (stop.isAsked) throw problem("cancelled");
      }
    }
  }

  function settle(passphrase: string | null): ExchangeReport {
    const late = branches.filter((entry) => entry.enrolled_at && !entry.acknowledged_at && entry.last_heard_at && !entry.has_nothing_to_do).slice(0, 2);
    for (const entry of late) Object.assign(entry, { acknowledged_at: NOW, last_heard_at: NOW });
    const isSigned = passphrase !== null && has_news;
    const report = { ...noReport, receipts: late.length, known: 30, requests: 1, waiting: 1, refused: exchanged_at === NOW ? [] : [refused], editions: isSigned ? [NEWEST] : [], sent: isSigned ? 4 : 0 };
    has_news = has_news && !isSigned;
    exchanged_at = NOW;
    return { ...report, is_unsigned: has_news };
  }

  return {
    readBranches: async (query) => register(query),
    saveBranch: async (branch) => (branch.name.trim() ? take(branch) : refuse("name-missing")),
    closeBranches: async (ids, is_closed) => ids.forEach((id) => Object.assign(of(id), { is_closed })),
    chooseBranches: async () => ({ source: "/home/hr/branches.csv", report: fakeReport }),
    importBranches: async () => (fakeReport.added.forEach((name) => take({ id: "", name, region: "North", manager: "", email: "", language: "en", audience: [] })), fakeReport),
    inviteBranches: async (ids) => {
      const chosen = branches.filter((entry) => (ids ? ids.includes(entry.branch.id) : entry.enrolment === "not-invited" && !entry.is_closed));
      for (const entry of chosen) Object.assign(entry, { enrolment: "invited", invited_until: "2026-12-22" });
      return { files: chosen.map(({ branch }) => `/media/stick/invites/${branch.name}.invite`), sheet: "/media/stick/invites/Invites.pdf", expires_on: "2026-12-22" };
    },
    enrolBranches: async (ids) => {
      const chosen = branches.filter((entry) => entry.asked && (ids ? ids.includes(entry.branch.id) : entry.asked.is_proven));
      for (const entry of chosen) Object.assign(entry, { enrolment: "enrolled", enrolled_at: NOW, asked: null });
      has_news = true;
      return chosen.length;
    },
    putOutOfUse: async (id) => void Object.assign(of(id), { enrolment: "not-invited", enrolled_at: null, asked: null }, ((has_news = true), {})),
    confirmRootCopy: async () => (roots = rootsWith(2)),
    setDepot: async (address) => {
      if (address?.includes("refused")) throw problem("unexpected", { reason: "the store refused the password" });
      depot = address;
      return address ? { address, lists: true, refuses_twins: address.startsWith("/"), deletes: true } : null;
    },
    exchange,
    rebuild,
    collectArrived: async () => ({ ...noReport, receipts: 1 }),
    collectFiles: async () => ({ ...noReport, receipts: 1, known: 1, refused: [{ name: "Letter.docx", code: "unknown-file", reason: "not a file of Plumbline" }] }),
    writeParcel: async (passphrase) => (passphrase === "wrong" ? refuse("passphrase-wrong") : "/home/hr/Customer-service-edition-7.parcel"),
    readAcknowledged: async (query) => acknowledged(query),
    readBranchHistory: async (id) => historyOf(of(id), hasEditions),
    setDue: async (edition, next) => void (due = [...due.filter((entry) => entry.edition !== edition), ...next]),
    remind: async (query, ids, byMail) => {
      const rows = acknowledged({ ...query, from: 0, count: Infinity }).rows.filter((row) => isRemindable(row) && (!ids || ids.includes(row.id)) && (!byMail || row.has_email));
      for (const row of rows) of(row.id).reminders.unshift({ at: NOW, edition: query.edition ?? NEWEST, by_mail: byMail });
      return { count: rows.length, path: byMail ? "" : "/home/hr/Reminders-edition-7.pdf" };
    },
    saveAcknowledged: async () => "/home/hr/Acknowledged-edition-7.csv",
    saveEvidence: async (_on, passphrase) => (passphrase === "wrong" ? refuse("passphrase-wrong") : "/home/hr/Evidence-2026-11-22.pdf"),
    saveReceipt: async (branch, seq) => `/home/hr/${of(branch).branch.name}-${seq}.receipt`,
  };
}

function refuse(code: Parameters<typeof problem>[0] = "unexpected"): never {
  throw problem(code);
}

function fits(branch: Pick<Branch, "name" | "region" | "manager">, { search, region }: { search: string; region: string | null }): boolean {
  const text = `${branch.name} ${branch.region} ${branch.manager}`.toLowerCase();
  return text.includes(search.toLowerCase().trim()) && (region === null || branch.region === region);
}

const rank = { late: 0, waiting: 1, "not-enrolled": 2, acknowledged: 3, "nothing-to-do": 4 };

function order(a: AcknowledgedRow, b: AcknowledgedRow): number {
  return rank[a.state] - rank[b.state] || b.days_late - a.days_late || a.name.localeCompare(b.name);
}

function isRemindable({ state }: AcknowledgedRow): boolean {
  return state === "late" || state === "waiting";
}

function totalsOf(rows: AcknowledgedRow[]): AcknowledgedTotals {
  const count = (state: AcknowledgedRow["state"]) => rows.filter((row) => row.state === state).length;
  return {
    branches: rows.length, late: count("late"), waiting: count("waiting"), not_enrolled: count("not-enrolled"), acknowledged: count("acknowledged"),
    nothing_to_do: count("nothing-to-do"), doubtful: rows.filter((row) => row.is_clock_doubtful).length,
  };
}

function chartOf(edition: number, rows: AcknowledgedRow[]): ChartPoint[] {
  const from = Date.parse(editions.find(({ number }) => number === edition)?.issued_at.slice(0, 10) ?? TODAY);
  const days = Math.round((Date.parse(TODAY) - from) / 86_400_000);
  const at = rows.flatMap((row) => row.acknowledged_at?.slice(0, 10) ?? []).sort();
  return Array.from({ length: days + 1 }, (_, day) => {
    const on = new Date(from + day * 86_400_000).toISOString().slice(0, 10);
    return { on, count: at.filter((other) => other <= on).length };
  });
}

function rootsWith(copies: number): RootsView {
  const seen = [{ place: "/media/stick-a/root-key.pem", at: "2026-06-01T08:00:00Z" }, { place: "/media/stick-b/root-key.pem", at: "2026-06-01T08:20:00Z" }];
  return { threshold: 1, roots: [{ fingerprint: "b0c4 5d21 77e9 0a1f 33d8 6e42 18b7", copies: seen.slice(0, copies) }], is_safe: copies >= 2 };
}

const fakeReport: BranchImport = {
  added: ["Canal Street", "Beacon Hill"], changed: ["Riverside"], same: 39,
  refused: [{ row: 44, text: "Hilltop; South; ; no-address", reason: "“no-address” is not an e-mail address" }, { row: 51, text: "; West; Shift lead;", reason: "it has no name" }],
};
