// A standard that is being written: its text, the way back, what was found in it, and its saving.
import { problemFrom } from "../../core/core";
import type { Checked, Problem, RevisionLine, Standard, StandardView, TranslationState } from "../../core/views";
import type { Session } from "../../session.svelte";
import { found, shown, type Found } from "./findings";
import { newestWins } from "../../core/newest";
import { note, noPast, redo, undo, type Way } from "./past";
import { textAt, withValue, type Path } from "./path";
import { isStillThere, PEACE, type Typing } from "./peace";

export class Draft {
  standard = $state.raw<Standard>() as Standard;
  /** What is shown of the last answer of the checks, and the text that it was given for. */
  checked = $state.raw<Checked>() as Checked;
  checkedText = $state.raw<Standard>() as Standard;
  findings = $state.raw<Found[]>([]);
  lastRevision = $state.raw<RevisionLine | null>(null);
  translations = $state.raw<TranslationState[]>([]);
  /** Why the last save failed. */
  problem = $state.raw<Problem | null>(null);
  /** What somebody else saved meanwhile, until it is decided which text holds. */
  theirs = $state.raw<StandardView | null>(null);
  /** Whether the two texts are being looked at; until then one can go on typing. */
  isDeciding = $state(false);
  #answer: Checked;
  #past = noPast;
  #saves: number;
  #isSaved = true;
  #typing: Typing | null = null;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #decided: (() => void)[] = [];
  #saving = newestWins<Standard>((standard) => this.#save(standard));
  #checking = newestWins<Standard>((standard) => this.#check(standard));

  constructor(readonly session: Session, view: StandardView) {
    this.standard = this.checkedText = view.standard;
    this.checked = this.#answer = view.checked;
    this.#saves = view.saves;
    this.#takeAround(view);
    this.#show();
  }

  get canUndo(): boolean {
    return this.#past.done.length > 0;
  }

  /** Changes one place. */
  write(path: Path, value: unknown) {
    this.change(withValue(this.standard, path, value), path);
  }

  /** Takes over a text as it is being typed. */
  type(path: Path, text: string, caret: number) {
    const typing = { path, text, caret };
    this.#note(withValue(this.standard, path, text), path, Date.now());
    this.#leaveInPeace(typing);
    this.#carryOn();
  }

  /** Changes several places in one step. */
  change(next: Standard, path: Path) {
    this.#note(next, path, null);
    this.#leaveInPeace(null);
    this.#carryOn();
  }

  /** Tells where the caret of the focused field is; null when the field was left. */
  moveCaret(path: Path, caret: number | null) {
    if (this.#typing?.path !== path) return;
    if (caret === null || !isStillThere(this.#typing, caret)) this.#rested();
    else if (caret !== this.#typing.caret) this.#typing = { ...this.#typing, caret };
  }

  /** Goes a step back; returns the field that is other now. */
  undo(): Path | null {
    return this.#go(undo(this.#past));
  }

  redo(): Path | null {
    return this.#go(redo(this.#past));
  }

  /** Takes over what the app says of this standard; where the text is another, that is a step that can be undone. */
  take(view: StandardView, path: Path = "") {
    if (JSON.stringify(view.standard) !== JSON.stringify(this.standard)) this.#note(view.standard, path, null);
    this.#saves = view.saves;
    this.#isSaved = true;
    this.#takeAround(view);
    this.#leaveInPeace(null);
    this.#found(view.checked, this.standard);
    this.session.takeRow(view.row);
  }

  /** Reads again what another screen may have changed. */
  refresh(view: StandardView) {
    if (!this.#isSaved || this.theirs) return;
    if (view.saves === this.#saves) this.#takeAround(view);
    else this.take(view);
  }

  keepMine() {
    const theirs = this.theirs;
    if (!theirs) return;
    const mine = this.standard;
    this.#note(theirs.standard, "", null);
    this.#note(mine, "", null);
    this.#saves = theirs.saves;
    this.#decide();
    this.#carryOn();
  }

  takeTheirs() {
    const theirs = this.theirs;
    if (!theirs) return;
    this.#decide();
    this.take(theirs);
    this.session.saving = "saved";
  }

  /** Waits until everything is in the file; throws what keeps it from being there. */
  async flush(): Promise<void> {
    await this.#saving.settled();
    if (!this.#isSaved && !this.theirs) {
      this.#saving.push(this.standard);
      await this.#saving.settled();
    }
    if (this.theirs) {
      this.isDeciding = true;
      await new Promise<void>((decided) => this.#decided.push(decided));
      return this.flush();
    }
    if (this.problem) throw this.problem;
  }

  /** Tries again to save, and shows whether it went well. */
  async tryAgain() {
    await this.flush().catch(() => {});
  }

  #go(way: Way | null): Path | null {
    if (!way) return null;
    this.#past = way.past;
    this.standard = way.standard;
    this.#leaveInPeace(null);
    this.#carryOn();
    return way.path;
  }

  #note(next: Standard, path: Path, typedAt: number | null) {
    this.#past = note(this.#past, this.standard, next, path, typedAt);
    this.standard = next;
  }

  #carryOn() {
    this.#isSaved = false;
    this.session.saving = "saving";
    if (!this.theirs) this.#saving.push(this.standard);
    this.#checking.push(this.standard);
  }

  async #save(standard: Standard) {
    try {
      const answer = await this.session.core.saveStandard(standard, this.#saves);
      if (answer.kind === "stale") {
        this.theirs = answer.theirs;
        this.session.saving = "failed";
        return;
      }
      this.#saves = answer.saves;
      this.translations = answer.translations;
      this.problem = null;
      this.#isSaved = standard === this.standard;
      this.session.takeRow(answer.row);
      this.session.savedAt = answer.saved_at;
      if (this.#isSaved) this.session.saving = "saved";
    } catch (thrown) {
      this.problem = problemFrom(thrown);
      this.session.saving = "failed";
    }
  }

  async #check(standard: Standard) {
    const checked = await this.session.core.checkStandard(standard).catch(() => null);
    if (checked) this.#found(checked, standard);
  }

  #found(checked: Checked, text: Standard) {
    this.#answer = checked;
    this.checkedText = text;
    this.#show();
  }

  #show() {
    const { checked, isWhole } = shown(this.#answer, this.#typing, this.findings);
    this.checked = isWhole ? checked : { ...checked, clarity: this.checked.clarity };
    this.findings = found(checked);
  }

  #leaveInPeace(typing: Typing | null) {
    clearTimeout(this.#rest);
    this.#typing = typing;
    if (typing) this.#rest = setTimeout(() => this.#rested(), PEACE);
  }

  #rested() {
    this.#leaveInPeace(null);
    this.#show();
  }

  /** Closes the look at the two texts, unless somebody waits for the decision. */
  decideLater() {
    this.isDeciding = this.#decided.length > 0;
  }

  /** Brings a standard back that was retired meanwhile, and saves it. */
  async bringBack() {
    const answer = await this.session.attempt(() => this.session.core.bringBackStandard(this.standard.id));
    if (!answer) return;
    this.session.takeOutline(answer);
    await this.tryAgain();
  }

  #decide() {
    this.theirs = null;
    this.isDeciding = false;
    this.problem = null;
    for (const decided of this.#decided.splice(0)) decided();
  }

  #takeAround(view: StandardView) {
    this.lastRevision = view.last_revision;
    this.translations = view.translations;
  }

  /** Returns the text of a field. */
  text(path: Path): string {
    return textAt(this.standard, path);
  }
}
