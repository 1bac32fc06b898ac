// What the Write screen works on: the draft that is open, the finding that one is at, and where the focus goes.
import { getContext, setContext, tick } from "svelte";

import type { ApprovalOrder, FieldDifference, ObstacleView, Place, Severity } from "../../core/views";
import type { Session } from "../../session.svelte";
import { write as words } from "../../words/write";
import { Draft } from "./draft.svelte";
import { neighbour, type Found } from "./findings";
import { isQuoted, placeOf, replaced, withTime, type Fixed } from "./fix";
import { focusOn, toTop } from "./focus";
import type { Mark } from "../../parts/marks";
import type { Path } from "./path";
import { pathOf } from "./place";

const KEY = Symbol("desk");
const desks = new WeakMap<Session, Desk>();

export class Desk {
  draft = $state.raw<Draft | null>(null);
  /** The standard that could not be read. */
  unread = $state<string | null>(null);
  active = $state<string | null>(null);
  filter = $state<Severity | null>(null);
  /** Word for word what has changed since the last revision, while that is shown. */
  differences = $state.raw<FieldDifference[] | null>(null);
  /** What is said to those who do not see the screen. */
  said = $state("");
  /** The element that holds the form. */
  form: HTMLElement | null = null;
  readonly session: Session;
  #drafts = new Map<string, Draft>();

  constructor(session: Session) {
    this.session = session;
  }

  findings = $derived(this.draft?.findings ?? []);
  open = $derived(this.findings.filter((finding) => !finding.is_waived));
  activeFinding = $derived(this.findings.find((finding) => finding.key === this.active) ?? null);
  marks = $derived(marksByPath(this.findings, this.active));
  /** What is missing in fields, by the field. */
  missing = $derived(missingByPath(this.open));
  canWrite = $derived.by(() => !this.session.isReadOnly && this.differences === null);

  /** Opens a standard; what was open stays on the screen until it is there. */
  async show(id: string) {
    const view = await this.session.attempt(() => this.session.core.readStandard(id));
    if (this.session.standard !== id) return;
    this.unread = view ? null : id;
    if (!view) return;
    const draft = this.#drafts.get(id) ?? new Draft(this.session, view);
    draft.refresh(view);
    this.#drafts.set(id, draft);
    const isOther = this.draft !== draft;
    this.draft = draft;
    this.session.savedAt ??= view.saved_at;
    if (!isOther) return;
    this.active = this.filter = this.differences = null;
    await tick();
    if (this.form) toTop(this.form);
  }

  async flush() {
    await this.draft?.flush();
  }

  /** Moves the focus to a field, and selects the words in it. */
  async focus(path: Path, words: { start: number; end: number } | null = null) {
    await tick();
    if (this.form) focusOn(this.form, path, words);
  }

  /** Goes to a place that a finding, an obstacle or another screen names. */
  async goToPlace(place: Place) {
    this.differences = null;
    const path = pathOf(place);
    const finding = this.open.find((finding) => finding.path === path);
    if (finding) await this.goTo(finding);
    else await this.focus(path);
  }

  /** Approves the text as it stands; returns what keeps it from being approved. */
  async approve(order: ApprovalOrder): Promise<ObstacleView[]> {
    const draft = this.draft;
    if (!draft) return [];
    await draft.flush();
    const answer = await this.session.core.approve([draft.standard.id], order);
    if (answer.kind === "not-ready") return answer.blocked.flatMap(({ obstacles }) => obstacles);
    draft.take(await this.session.core.readStandard(draft.standard.id));
    return [];
  }

  /** Goes to where a finding stands. */
  async goTo(finding: Found) {
    this.differences = null;
    this.active = finding.key;
    const at = isQuoted(finding) ? placeOf(finding, this.draft?.text(finding.path) ?? "") : null;
    this.said = words.sayFinding(finding, this.open.length);
    await this.focus(finding.path, at);
  }

  step(by: 1 | -1) {
    const list = this.filter ? this.open.filter(({ severity }) => severity === this.filter) : this.open;
    const next = neighbour(list, this.active, by);
    if (next) void this.goTo(next);
    else this.said = words.nothingLeft;
  }

  /** Puts the offered words in the place of a finding; tells whether there was anything to put. */
  applyFix(finding = this.activeFinding): boolean {
    const draft = this.draft;
    if (!draft || !finding?.fix || !this.canWrite) return false;
    return this.#put(replaced(draft.standard, finding, finding.fix));
  }

  applyTime(finding: Found, limit: string): boolean {
    return this.draft !== null && this.#put(withTime(this.draft.standard, finding, limit));
  }

  /** Goes back or forth by a step, and to the field that is other now. */
  turn(way: "undo" | "redo") {
    if (!this.canWrite) return;
    const path = this.draft?.[way]();
    if (path === null || path === undefined) this.said = way === "undo" ? words.nothingToUndo : words.nothingToRedo;
    else if (path) void this.focus(path);
  }

  async keep(finding: Found, reason: string): Promise<boolean> {
    return this.#waived(() => this.session.core.waive(this.#id, finding.rule, finding.sentence, reason));
  }

  async takeBack(finding: Found): Promise<boolean> {
    return this.#waived(() => this.session.core.unwaive(this.#id, finding.rule, finding.sentence));
  }

  /** Shows what has changed since the last revision, or the form again. */
  async compare() {
    const draft = this.draft;
    if (this.differences || !draft?.lastRevision) return void (this.differences = null);
    const number = draft.lastRevision.number;
    this.differences = (await this.session.attempt(async () => {
      await draft.flush();
      return this.session.core.compare(draft.standard.id, number, null);
    })) ?? null;
  }

  get #id(): string {
    return this.draft?.standard.id ?? "";
  }

  async #waived(ask: () => ReturnType<Session["core"]["waive"]>): Promise<boolean> {
    const draft = this.draft;
    const view = await this.session.attempt(async () => {
      await draft?.flush();
      return ask();
    });
    if (view) draft?.take(view);
    return view !== undefined;
  }

  #put(fixed: Fixed | null): boolean {
    if (!fixed || !this.draft) return false;
    this.draft.change(fixed.standard, fixed.path);
    this.active = null;
    this.said = words.fixed;
    void this.focus(fixed.path, { start: fixed.end, end: fixed.end });
    return true;
  }
}

function missingByPath(open: Found[]): Map<Path, Found[]> {
  const missing = new Map<Path, Found[]>();
  for (const finding of open) if (!isQuoted(finding)) missing.set(finding.path, [...(missing.get(finding.path) ?? []), finding]);
  return missing;
}

function marksByPath(findings: Found[], active: string | null): Map<Path, Mark[]> {
  const marks = new Map<Path, Mark[]>();
  for (const finding of findings) {
    if (finding.is_waived || !isQuoted(finding)) continue;
    const { key, start, end, severity, number, fix } = finding;
    const mark = { key, start, end, severity, number, isActive: key === active, words: words.describe(finding), why: finding.why, question: finding.question, title: words.headOf(finding), fix: fix ? words.use(fix) : null };
    const others = marks.get(finding.path);
    if (others) others.push(mark);
    else marks.set(finding.path, [mark]);
  }
  return marks;
}

/** Makes something that outlives the screen on which it was made: what it derives would end with it. */
function lasting<T>(make: () => T): T {
  let made!: T;
  $effect.root(() => {
    made = make();
  });
  return made;
}

/** Returns the desk of a window; it keeps the drafts and the way back while other screens are shown. */
export function deskOf(session: Session): Desk {
  const desk = desks.get(session) ?? lasting(() => new Desk(session));
  desks.set(session, desk);
  return desk;
}

export function provideDesk(desk: Desk): Desk {
  return setContext(KEY, desk);
}

export function useDesk(): Desk {
  return getContext(KEY);
}
