// A core for tests: a small handbook in memory that answers as the app does.
import type { Core } from "./core";
import { fakeInvite } from "./fake-edition";
import { fakeBranchSide, fakeMembership } from "./fake-branch";
import { fakeExchange } from "./fake-exchange";
import { fakeStandards } from "./fake-handbook";
import type {
  Approval, AppView, ArrivedKind, ArrivedView, BlockedStandard, Checked, Clarity, Counts, FieldDifference, FindingView, Handbook,
  IdentityView, ImportView, Language, OutlineAnswer, OutlineRow, OverviewView, Piece, PlaceField, Problem, PublishedView, PublishView,
  RefusedFile, RetiredRow, RevisionLine, Severity, Stage, Standard, StandardView, TextField, TranslationState, VerdictView, WorkspaceView,
} from "./views";
import { whole } from "./whole";

/** What a test wants to be different. */
export interface FakeWishes {
  /** No workspace is open at first. */
  isClosed?: boolean;
  /** The workspace is a branch's. */
  isBranch?: boolean;
  /** How many branches HR has; 0 for a register that is empty. */
  branches?: number;
  /** What has happened at HR: the usual; nothing is set up; no edition yet; it has just gone out; two publishers; the file is an old copy. */
  hr?: "usual" | "new" | "no-edition" | "just-out" | "alarm" | "behind";
  /** What has happened at the branch: nothing arrived, an edition waits, it is acknowledged, or something is out of the ordinary. */
  branchState?: "nothing" | "not-enrolled" | "by-hand" | "by-hand-nothing" | "waiting" | "first" | "acknowledged" | "others" | "up-to-date" | "overdue" | "alarm";
  /** Files that the branch is given and must refuse. */
  refused?: RefusedFile[];
  standards?: Standard[];
  handbook?: Partial<Handbook>;
  hasIdentity?: boolean;
  /** How many roots there are. */
  roots?: 1 | 3;
  /** A file of an exchange that the app was started with; "false" is one that is not genuine. */
  arrived?: ArrivedKind | "false" | "unknown";
  /** Receiving files takes as long as with very long ones. */
  isSlow?: boolean;
  /** Commands that fail, with the problem they fail with. */
  failing?: Partial<Record<keyof Core, Problem>>;
  app?: Partial<AppView>;
}

interface Kept {
  standard: Standard;
  saves: number;
  revisions: { line: RevisionLine; standard: Standard }[];
}

const NOW = "2026-11-22T14:02:00Z";

/** Makes a core whose workspace holds the sample handbook. */
export function fakeCore(wishes: FakeWishes = {}): Core {
  const kept = new Map<string, Kept>();
  const retired: RetiredRow[] = [];
  const marked = new Set<string>();
  let isOpen = !wishes.isClosed;
  let identity: IdentityView | null = wishes.hasIdentity === false ? null : { ...fakeIdentity, roots: fakeRoots(wishes.roots ?? 1) };
  let edition = 7;
  let isCancelled = false;
  const stop = { isAsked: false };
  let keysChosen = 0;
  let app: AppView = { ...fakeApp, ...wishes.app };
  let handbook: Handbook = { ...fakeHandbook, ...wishes.handbook };
  for (const standard of wishes.standards ?? fakeStandards) keep(standard);
  handbook.order = [...kept.keys()];

  function keep(standard: Standard) {
    const isChanged = standard.code === "PH-03";
    const before = isChanged ? { ...standard, statement: beforeStatement, resolve_within: "5 working days", late_after: undefined } : standard;
    const revisions = ["SM-02"].includes(standard.code) ? [] : [{ line: revisionLine(1), standard: before }];
    kept.set(standard.id, { standard: structuredClone(standard), saves: 1, revisions });
  }

  function of(id: string): Kept {
    const found = kept.get(id);
    if (!found) throw problem("standard-missing");
    return found;
  }

  function approval({ standard, revisions }: Kept): Approval {
    const last = revisions.at(-1);
    if (!last) return "draft";
    return JSON.stringify(last.standard) === JSON.stringify(standard) ? "approved" : "changed";
  }

  function row(entry: Kept): OutlineRow {
    const { standard: s } = entry;
    const findings = check(s, handbook).findings;
    return {
      id: s.id, code: s.code, title: s.title, section: s.section, stage: s.stage ?? null, channels: s.channels, force: s.force,
      approval: approval(entry), revision: entry.revisions.at(-1)?.line.number ?? null, open: counts(findings),
      kept: findings.filter((finding) => finding.is_waived).length,
      behind: translations(entry).filter((t) => t.missing.length + t.behind.length > 0).map((t) => t.language),
    };
  }

  function translations({ standard: s }: Kept): TranslationState[] {
    return handbook.languages.slice(1).map((language) => {
      const text = s.translations[language];
      const missing: TextField[] = [];
      if (!text?.title) missing.push("title");
      if (!text?.statement) missing.push("statement");
      if ((text?.steps.filter(Boolean).length ?? 0) < s.steps.length) missing.push("steps");
      return { language, missing, behind: language === "te" && s.code === "PH-03" && text && !marked.has(s.id) ? ["statement" as const] : [] };
    });
  }

  function view(id: string): StandardView {
    const entry = of(id);
    return {
      standard: structuredClone(entry.standard), saves: entry.saves, saved_at: NOW, row: row(entry), checked: check(entry.standard, handbook),
      last_revision: entry.revisions.at(-1)?.line ?? null, translations: translations(entry),
    };
  }

  function outline(): OutlineRow[] {
    const place = (id: string) => (handbook.order.indexOf(id) + 1 || Infinity);
    return [...kept.values()].map(row).sort((a, b) => place(a.id) - place(b.id));
  }

  function outlineAnswer(id: string): OutlineAnswer {
    return { id, outline: outline(), retired: [...retired], handbook };
  }

  function workspace(): WorkspaceView {
    return {
      path: "/home/hr/Customer service.plumbline", file_name: "Customer service.plumbline", kind: wishes.isBranch ? "branch" : "publisher", membership: wishes.isBranch ? fakeMembership : null, waiting: wishes.isBranch ? fakeMembership.to_acknowledge : 6, access: "full", handbook,
      last_edition: edition ? { number: edition, issued_at: "2026-07-01T08:00:00Z", effective_on: "2026-07-01" } : null,
      next_edition: edition + 1, outline: outline(), retired: [...retired],
      place: { screen: "write", standard: [...kept.values()].find((k) => k.standard.code === "PH-03")?.standard.id ?? null },
    };
  }

  function blocked(ids: string[]): BlockedStandard[] {
    return ids.flatMap((id) => {
      const { standard } = of(id);
      const must = check(standard, handbook).findings.filter((f) => f.severity === "must-fix" && !f.is_waived);
      const obstacles = must.map((f) => ({ kind: "must-fix" as const, text: f.phrase, place: f.place, question: f.question }));
      return obstacles.length ? [{ id, code: standard.code, title: standard.title, obstacles }] : [];
    });
  }

  function waivedAs(id: string, change: (standard: Standard) => Standard["waivers"]): StandardView {
    const entry = of(id);
    entry.standard = { ...entry.standard, waivers: change(entry.standard) };
    entry.saves += 1;
    return view(id);
  }

  function add(standard: Standard): OutlineAnswer {
    kept.set(standard.id, { standard, saves: 1, revisions: [] });
    handbook = { ...handbook, order: [...handbook.order, standard.id] };
    return outlineAnswer(standard.id);
  }

  function difference(before: Standard | undefined, after: Standard): FieldDifference[] {
    const fields = ["title", "statement", "respond_within", "resolve_within", "late_after", "owner"] as const;
    const texts = fields.map((field) => ({ field: field as string, a: before?.[field] ?? "", b: after[field] ?? "" }));
    const steps = after.steps.map((step, at) => ({ field: `step ${at + 1}`, a: before?.steps[at]?.text ?? "", b: step.text }));
    return [...texts, ...steps].filter(({ a, b }) => a !== b).map(({ field, a, b }) => ({ field, pieces: words(a, b) }));
  }

  function overview(): OverviewView {
    const rows = outline();
    const stages: Stage[] = ["awareness", "consideration", "decision", "after purchase"];
    const coverage = stages.map((stage) => ({
      stage,
      cells: handbook.channels.map((channel) => {
        const here = rows.filter((r) => r.stage === stage && r.channels.includes(channel));
        return {
          stage, channel, standards: here.map(({ id, code, title }) => ({ id, code, title })), open: sum(here.map((r) => r.open)),
          is_offered: !handbook.not_offered.some((place) => place.stage === stage && place.channel === channel),
        };
      }),
    }));
    const ready = rows.filter((r) => r.open.must_fix === 0);
    return {
      standards: rows.length, coverage,
      holes: coverage.flatMap((c) => c.cells).filter((cell) => cell.is_offered && cell.standards.length === 0).length,
      ready: ready.length, approved: rows.filter((r) => r.approval === "approved").length,
      blocked: rows.filter((r) => r.open.must_fix > 0).map(({ id, code, title }) => ({ id, code, title })),
      open: sum(rows.map((r) => r.open)), kept: rows.reduce((total, r) => total + r.kept, 0),
      due: rows.slice(0, 3).map(({ id, code, title }, at) => ({ id, code, title, review_on: ["2026-10-22", "2026-11-26", "2026-12-04"][at]!, days: [-31, 4, 12][at]! })),
      changed: rows.filter((r) => r.approval !== "approved").map((r) => {
        const { id, code, title, approval, open } = r;
        const entry = of(id);
        return { id, code, title, approval, open, kind: entry.revisions.length ? "changed" as const : "new" as const, differences: difference(entry.revisions.at(-1)?.standard, entry.standard) };
      }),
      promises: rows.slice(0, 3).map(({ id, code, title }, at) => ({
        id, code, title, bound: "at least" as const, promised: ["95", "100", "90"][at]!, measured: ["88", "99.5", null][at]!, period: ["October 2026", "October 2026", null][at]!, is_met: [false, false, null][at]!,
      })),
      languages: handbook.languages.slice(1).map((language) => {
        const behind = rows.filter((r) => r.behind.includes(language)).length;
        return { language, complete: rows.length - behind, behind: Math.min(behind, 1), missing: Math.max(behind - 1, 0) };
      }),
    };
  }

  function publishView(): PublishView {
    const changed = [...kept.values()].filter((k) => approval(k) !== "approved");
    const stuck = blocked(changed.map((k) => k.standard.id));
    return {
      number: edition + 1, last: workspace().last_edition, standards: kept.size,
      changes: [...kept.values()].slice(0, 4).map((k, at) => ({
        id: k.standard.id, code: k.standard.code, title: k.standard.title, force: k.standard.force, kind: at === 3 ? "new" : "changed",
        change: at === 3 ? null : at === 2 ? "editorial" : "material", notes: at ? [] : ["Customers asked for a shorter limit."],
        differences: difference(at === 3 ? undefined : { ...k.standard, statement: beforeStatement, respond_within: "4 hours" }, k.standard),
      })),
      ready: changed.filter((k) => !stuck.some((b) => b.id === k.standard.id)).map(({ standard: { id, code, title } }) => ({ id, code, title })),
      blocked: stuck, identity, folder: "/home/hr/Documents", name: "Customer-service", today: "2026-11-22",
    };
  }

  const core: Core = {
    ...fakeExchange(wishes, stop),
    ...fakeBranchSide(wishes, workspace, stop),
    cancelExchange: async () => void (stop.isAsked = true),
    readApp: async () => app,
    savePreferences: async (preferences) => void (app = { ...app, preferences }),
    forgetRecent: async (path) => (app = { ...app, recent: app.recent.filter((file) => file.path !== path) }),
    setMenu: async () => {},
    onCommand: () => {},
    onClosing: () => {},
    closeWindow: async () => {},
    onWorkspaceAskedFor: () => {},
    readWorkspace: async () => (isOpen ? workspace() : null),
    readArrived: async () => (wishes.arrived ? fakeArrived(wishes.arrived) : null),
    putAwayArrived: async () => {},
    chooseWorkspace: async () => ((isOpen = true), workspace()),
    openWorkspace: async () => ((isOpen = true), workspace()),
    makeWorkspace: async ({ title, organisation }) => ((isOpen = true), (handbook = { ...handbook, title, organisation }), workspace()),
    closeWorkspace: async () => void (isOpen = false),
    backUpWorkspace: async () => "/media/stick/Customer service.plumbline",
    notePlace: async () => {},
    saveHandbook: async (next) => ((handbook = next), workspace()),
    find: async (query) => [...kept.values()].map((k) => k.standard).filter((s) => JSON.stringify(s).toLowerCase().includes(query.toLowerCase())).map((s) => hit(s, query)),
    readStandard: async (id) => view(id),
    checkStandard: async (standard) => check(standard, handbook),
    saveStandard: async (standard, saves) => {
      const entry = of(standard.id);
      if (entry.saves !== saves) return { kind: "stale", theirs: view(standard.id) };
      entry.standard = structuredClone(standard);
      entry.saves += 1;
      return { kind: "saved", saves: entry.saves, saved_at: NOW, row: row(entry), translations: translations(entry) };
    },
    addStandard: async ({ section, stage, channel }) => add(whole({ id: newId(), code: `N-${kept.size + 1}`, section, stage: stage ?? undefined, channels: channel ? [channel] : [] })),
    duplicateStandard: async (id) => add({ ...structuredClone(of(id).standard), id: newId(), code: `${of(id).standard.code}-2` }),
    retireStandard: async (id) => {
      const { code, title } = of(id).standard;
      retired.push({ id, code, title, retired_at: NOW });
      gone.set(id, of(id));
      kept.delete(id);
      return outlineAnswer(id);
    },
    bringBackStandard: async (id) => {
      const back = gone.get(id);
      if (back) kept.set(id, back);
      retired.splice(retired.findIndex((entry) => entry.id === id), 1);
      return outlineAnswer(id);
    },
    moveStandard: async (id, before) => {
      const order = handbook.order.filter((other) => other !== id);
      order.splice(before ? order.indexOf(before) : order.length, 0, id);
      handbook = { ...handbook, order };
      return outlineAnswer(id);
    },
    waive: async (id, rule, sentence, reason) => waivedAs(id, (s) => [...s.waivers, { rule, sentence, reason, by: app.preferences.name, at: NOW }]),
    unwaive: async (id, rule, sentence) => waivedAs(id, (s) => s.waivers.filter((w) => w.rule !== rule || w.sentence !== sentence)),
    markTranslated: async (id) => (marked.add(id), view(id)),
    preview: async (id, language) => {
      const { standard: s } = of(id);
      const text = s.translations[language];
      return `<!doctype html><html lang="${language}"><body><article><h1>${s.code} ${text?.title || s.title}</h1><p>${text?.statement || s.statement}</p></article></body></html>`;
    },
    approve: async (ids, { by, note, change }) => {
      const stuck = blocked(ids);
      if (stuck.length) return { kind: "not-ready", blocked: stuck };
      for (const entry of ids.map(of)) {
        const line = { ...revisionLine(entry.revisions.length + 1), approver: by, note, change, approved_at: NOW, editions: [] };
        entry.revisions.push({ line, standard: structuredClone(entry.standard) });
      }
      return { kind: "approved", count: ids.length };
    },
    readHistory: async (id) => {
      const entry = of(id);
      const { code, title } = entry.standard;
      return { id, code, title, approval: approval(entry), saved_at: NOW, revisions: entry.revisions.map((r) => r.line).reverse() };
    },
    compare: async (id, from, to) => {
      const entry = of(id);
      const text = (number: number | null) => entry.revisions.find((r) => r.line.number === number)?.standard;
      return difference(from === null ? undefined : text(from), (to === null ? entry.standard : text(to)) ?? entry.standard);
    },
    restore: async (id, number) => {
      const entry = of(id);
      entry.standard = structuredClone(entry.revisions.find((r) => r.line.number === number)?.standard ?? entry.standard);
      entry.saves += 1;
      return view(id);
    },
    readOverview: async () => overview(),
    setOffered: async (place, isOffered) => {
      const others = handbook.not_offered.filter((p) => p.stage !== place.stage || p.channel !== place.channel);
      handbook = { ...handbook, not_offered: isOffered ? others : [...others, place] };
      return overview();
    },
    readPublish: async () => publishView(),
    chooseFolder: async () => "/media/stick/editions",
    publish: async (order, progress): Promise<PublishedView> => {
      if (order.passphrase === "wrong") throw problem("passphrase-wrong");
      isCancelled = false;
      for (const stage of ["gathering", "printing", "writing", "signing", "publishing"] as const) {
        progress(stage);
        await new Promise((done) => setTimeout(done, 200));
        if (isCancelled) throw problem("cancelled");
      }
      edition += 1;
      const name = `Customer-service-edition-${edition}`;
      const files = [[".edition", 412_300], [".edition.p7s", 2_130], [".html", 231_400], [".html.p7s", 2_128], [".pdf", 318_222]] as const;
      return {
        number: edition, standards: kept.size, digest: "c1f3".repeat(16), fingerprint: "c1f3 c1f3 c1f3 c1f3 c1f3 c1f3 c1f3", folder: order.folder,
        files: files.map(([end, bytes]) => ({ name: name + end, path: `${order.folder}/${name}${end}`, bytes })), left_out: ["PH-03"],
      };
    },
    writeAgain: async (number) => [`/media/stick/Customer-service-edition-${number}.edition`],
    cancelPublish: async () => void (isCancelled = true),
    verifyFiles: async (paths) => paths.map((path) => ({
      path, name: path.split("/").at(-1) ?? path, what: path.endsWith(".pdf") ? "pdf" : path.endsWith(".html") ? "html" : "edition", holds: true, reason: null,
      signer: "Standards office", root_fingerprint: fakeIdentity.root_fingerprint, root_is_known: true, signed_at: NOW, title: handbook.title, number: edition,
    })),
    chooseAndVerify: async () => core.verifyFiles(["/media/stick/Letter.pdf"]),
    showInFolder: async () => {},
    readIdentity: async () => identity,
    makeIdentity: async ({ name, two_of_three }) => (identity = { ...fakeIdentity, publisher: name, roots: fakeRoots(two_of_three ? 3 : 1) }),
    chooseRootKey: async () => ({ path: `/media/stick-${String.fromCharCode(97 + keysChosen)}/root-key.pem`, root: keysChosen++ % 3 }),
    renewIdentity: async ({ name }) => (identity = { ...fakeIdentity, roots: identity?.roots ?? null, publisher: name }),
    replaceRoots: async ({ two_of_three }) => (identity = { ...fakeIdentity, roots: fakeRoots(two_of_three ? 3 : 1) }),
    importIdentity: async () => (identity = fakeIdentity),
    backUpIdentity: async () => ["/media/stick/root.pem", "/media/stick/publisher.pem", "/media/stick/publisher-key.pem"],
    chooseImport: async () => fakeImport,
    importFiles: async () => ({ report: fakeImport, workspace: workspace() }),
  };
  const gone = new Map<string, Kept>();
  for (const [name, failure] of Object.entries(wishes.failing ?? {})) {
    Object.assign(core, { [name]: () => Promise.reject(failure) });
  }
  return core;
}

/** Makes a problem as the app throws it. */
export function problem(code: Problem["code"], values: Problem["values"] = {}): Problem {
  return { code, values: { path: "/media/stick/Shop.plumbline", reason: "it is so", ...values } };
}

const beforeStatement = "When a customer calls with a complaint, staff should try to resolve it within 5 working days.";

const faults: [RegExp, Severity, string, string, string, string | null][] = [
  [/as soon as possible|promptly|soon\b/gi, "must-fix", "vague-time", "One adviser will take an hour and another a week, and both will be right.", "By when: within ___ of what?", "within 2 working days"],
  [/keep the customer happy/gi, "must-fix", "aim-without-measure", "It cheers people up and tells them nothing.", "What would you see the adviser do?", null],
  [/all calls|always\b/gi, "should-fix", "absolute", "No room for a bad day.", "At least ___ % of which cases?", null],
  [/it must be resolved/gi, "should-fix", "missing-actor", "Nobody is named to act.", "Who does this? Name the role.", null],
  [/several\b/gi, "consider", "indefinite-quantity", "Two people will count differently.", "How many?", null],
];
const titles: Record<string, string> = {
  "vague-time": "No time frame", "aim-without-measure": "An aim without a measure", absolute: "An absolute without a floor",
  "missing-actor": "Nobody is named to do this", "indefinite-quantity": "How many is that?", "missing-parts": "A part is missing",
};

function check(standard: Standard, handbook: Handbook): Checked {
  const findings: FindingView[] = [];
  const look = (text: string, field: PlaceField, index: number | null = null) => {
    for (const [pattern, severity, rule, why, question, fix] of faults) {
      for (const match of text.matchAll(pattern)) {
        findings.push(finding({ rule, severity, place: { field, index, language: null }, phrase: match[0], start: match.index, end: match.index + match[0].length, why, question, fix, sentence: text }));
      }
    }
    for (const { phrase, question } of handbook.words.flag) {
      const start = text.toLowerCase().indexOf(phrase.toLowerCase());
      if (start >= 0) findings.push(finding({ rule: "own-word", severity: "should-fix", place: { field, index, language: null }, phrase, start, end: start + phrase.length, question, sentence: text }));
    }
  };
  look(standard.statement, "statement");
  standard.steps.forEach((step, at) => look(step.text, "step", at));
  const missing = (field: PlaceField, phrase: string, question: string) => findings.push(finding({ rule: "missing-parts", severity: "should-fix", place: { field, index: null, language: null }, phrase, start: 0, end: 0, why: "Nobody can tell.", question, fix: null, sentence: "" }));
  if (!standard.measure) missing("measure", "measure", "At least ___ % of which cases, counted each ___?");
  if (!standard.owner) missing("owner", "owner", "Which role owns it: ___?");
  if (!standard.respond_within && !standard.resolve_within) missing("respond_within", "respond within", "How soon must somebody act?");
  for (const found of findings) {
    const waiver = standard.waivers.find((w) => w.rule === found.rule && (w.sentence ?? "") === found.sentence);
    if (waiver) Object.assign(found, { is_waived: true, reason: waiver.reason });
  }
  return { findings, clarity: clarity(findings) };
}

function clarity(findings: FindingView[]): Clarity {
  const open = counts(findings);
  const has = (rules: string[]) => findings.find((f) => !f.is_waived && rules.includes(f.rule))?.severity ?? null;
  return {
    score: Math.max(0, 100 - open.must_fix * 15 - open.should_fix * 6 - open.consider * 2),
    parts: [
      { part: "who", severity: has(["missing-actor"]) }, { part: "does-what", severity: has(["aim-without-measure"]) },
      { part: "by-when", severity: has(["vague-time"]) }, { part: "how-much", severity: has(["absolute", "indefinite-quantity"]) },
      { part: "what-if-not", severity: null },
    ],
  };
}

/** Makes a finding that must be fixed; `but` says what is different about it. */
export function finding(but: Partial<FindingView> = {}): FindingView {
  const rule = but.rule ?? "vague-time";
  return {
    rule, title: titles[rule] ?? "This handbook asks about it", severity: "must-fix", place: { field: "statement", index: null, language: null }, phrase: "soon", start: 0, end: 4,
    sentence: "", why: "Nobody can tell whether it was done.", question: "By when?", fix: null, is_waived: false, reason: null, ...but,
  };
}

function counts(findings: FindingView[]): Counts {
  const of = (severity: Severity) => findings.filter((f) => f.severity === severity && !f.is_waived).length;
  return { must_fix: of("must-fix"), should_fix: of("should-fix"), consider: of("consider") };
}

function sum(list: Counts[]): Counts {
  return list.reduce((a, b) => ({ must_fix: a.must_fix + b.must_fix, should_fix: a.should_fix + b.should_fix, consider: a.consider + b.consider }), { must_fix: 0, should_fix: 0, consider: 0 });
}

function words(a: string, b: string): Piece[] {
  const [before, after] = [a.split(/(?<= )/), b.split(/(?<= )/)];
  let same = 0;
  while (same < Math.min(before.length, after.length) && before[same] === after[same]) same += 1;
  const pieces: Piece[] = [
    { kind: "same", text: before.slice(0, same).join("") }, { kind: "deleted", text: before.slice(same).join("") }, { kind: "inserted", text: after.slice(same).join("") },
  ];
  return pieces.filter((piece) => piece.text);
}

function hit({ id, code, title, statement }: Standard, query: string) {
  const at = statement.toLowerCase().indexOf(query.toLowerCase());
  if (at < 0) return { id, code, title, before: "", found: "", after: statement };
  return { id, code, title, before: statement.slice(0, at), found: statement.slice(at, at + query.length), after: statement.slice(at + query.length) };
}

function revisionLine(number: number): RevisionLine {
  return { number, author: "Standards office", approver: "Head of service", approved_at: "2026-06-24T09:30:00Z", note: "First text.", change: "material", digest: "a7".repeat(32), editions: [7] };
}

let made = 0;
const newId = () => `01990000-0000-7000-8000-${String(++made).padStart(12, "f")}`;

export const fakeApp: AppView = {
  preferences: { name: "Standards office", appearance: "system", text_size: 100 },
  recent: [
    { path: "/home/hr/Customer service.plumbline", name: "Customer service.plumbline", folder: "/home/hr", is_there: true },
    { path: "/media/stick/Old.plumbline", name: "Old.plumbline", folder: "/media/stick", is_there: false },
  ],
  starters: [
    { name: "customer-service", title: "Customer service standards", standards: 41 },
    { name: "rough-draft", title: "A rough draft to practise on", standards: 17 },
  ],
  version: "0.1.0",
};

export const fakeHandbook: Handbook = {
  id: "01980000-0000-7000-8000-000000000000", title: "Customer Service Standards", organisation: "Example Retail", languages: ["en" as Language, "fil", "te", "ta"],
  roles: ["Adviser on the call", "Branch manager", "Shift lead", "Social media host", "Service lead"],
  channels: ["in person", "phone", "e-mail", "chat", "social media", "delivery"],
  sections: ["On the phone", "At the counter", "In writing"], glossary: [{ term: "Case", meaning: "One request of one customer." }],
  words: { flag: [{ phrase: "valued customer", question: "Who exactly?" }], leave: ["Prompt Card"] },
  not_offered: [{ stage: "awareness", channel: "delivery" }], order: [],
};

function fakeRoots(count: number): IdentityView["roots"] {
  const fingerprints = ["b0c4 5d21 77e9 0a1f 33d8 6e42 18b7", "71aa 03f4 9c1e d0b2 55c7 e815 a4f0", "e4d9 6610 b35f 82c8 0f7b 19a3 d642"];
  return { threshold: count === 1 ? 1 : 2, is_safe: true, roots: fingerprints.slice(0, count).map((fingerprint) => ({ fingerprint, copies: [] })) };
}

/** A file that was opened with the app; on this computer there are two branches. */
function fakeArrived(wish: ArrivedKind | "false" | "unknown"): ArrivedView {
  const kind = wish === "false" || wish === "unknown" ? "edition" : wish;
  const isForBranch = kind === "edition" || kind === "parcel";
  const hasVerdict = isForBranch || kind === "receipt";
  const name = { edition: "Customer-service-edition-8.edition", parcel: "Customer-service-edition-8.parcel", receipt: "Riverside-edition-8-3.receipt", request: "Riverside.request", invite: "Riverside.invite" }[kind];
  const verdict: VerdictView = {
    path: `/media/stick/${name}`, name, what: kind === "parcel" || kind === "receipt" ? kind : "edition", holds: wish !== "false",
    reason: wish === "false" ? `its signature ${name}.p7s is not beside it` : null, signer: isForBranch ? "Standards office, Example Retail" : "the branch’s key a0d4 77b1 3e2c 6f19 90b2 d5e8 c3f1",
    root_fingerprint: isForBranch ? fakeIdentity.root_fingerprint : null, root_is_known: wish !== "unknown" && isForBranch, signed_at: NOW, title: isForBranch ? "Customer Service Standards" : null, number: isForBranch ? 8 : null,
  };
  const riverside = { path: "/home/riverside/Riverside.plumbline", title: "Customer Service Standards", branch: "Riverside", knows_signer: true };
  const beach = { path: "/home/riverside/கடற்கரைச் சாலை.plumbline", title: "Customer Service Standards", branch: "கடற்கரைச் சாலை", knows_signer: false };
  const office = { path: "/home/hr/Customer service.plumbline", title: "Customer Service Standards", branch: null, knows_signer: false };
  return {
    path: `/media/stick/${name}`, name, kind, verdict: hasVerdict ? verdict : null, invite: kind === "invite" ? fakeInvite : null,
    places: wish === "unknown" || kind === "invite" ? [] : isForBranch ? [riverside, beach] : [office],
  };
}

export const fakeIdentity: IdentityView = {
  publisher: "Standards office", root: "Example Retail, Handbook root", publisher_fingerprint: "4f2a 91c7 0b6e d1d4 1187 22f0 9c3b",
  root_fingerprint: "b0c4 5d21 77e9 0a1f 33d8 6e42 18b7", holds_from: "2026-06-01T00:00:00Z", expires_at: "2028-11-30T00:00:00Z", days_left: 739, roots: fakeRoots(1),
  editions: [7, 6, 5].map((number) => ({ number, issued_at: `2026-0${number + 2}-01T09:00:00Z`, fingerprint: `4f2a 91c${number} 0b6e d1d${number} 1187 22f0 9c3b` })),
};

const fakeImport: ImportView = {
  sources: ["/home/hr/standards.csv"], taken: [{ place: "standards.csv:2", text: "CO-01 Open a second till" }, { place: "standards.csv:3", text: "CO-02 Greet" }],
  refused: [{ place: "standards.csv:4", text: "the code PH-01 stands already in the workspace" }], unchanged: [], unused_columns: ["Remarks 2"],
};
