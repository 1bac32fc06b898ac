// A standard on the translator's desk: what is typed is saved at once, one save after the other, and can be taken back.
import { problemFrom } from "../../core/core";
import type { FindingView, Language, Problem, Standard, StandardView, TextField, TranslationState } from "../../core/views";
import type { Session } from "../../session.svelte";
import { newestWins } from "../../core/newest";
import { back, forth, noSteps, noted, type Step, type Steps } from "./steps";
import { textAt, withText, type Path } from "./texts";

export class Desk {
  standard = $state.raw<Standard>() as Standard;
  states = $state.raw<TranslationState[]>([]);
  findings = $state.raw<FindingView[]>([]);
  #saves: number;
  #steps: Steps = noSteps;
  /** The texts that are not in the file yet. */
  #unsaved = new Map<string, { language: Language; path: Path }>();
  #problem: Problem | null = null;
  #saving = newestWins<Standard>((standard) => this.#save(standard));
  #checking = newestWins<Standard>((standard) => this.#check(standard));

  constructor(private readonly session: Session, view: StandardView) {
    this.#saves = view.saves;
    this.#take(view);
  }

  type(language: Language, path: Path, text: string) {
    const before = textAt(this.standard.translations[language], path);
    this.#steps = noted(this.#steps, { language, path, before, after: text, at: Date.now() });
    this.#write(language, path, text);
  }

  /** Takes the last step back; returns it, so that its text can be shown. */
  undo(): Step | null {
    return this.#walk(back(this.#steps), "before");
  }

  redo(): Step | null {
    return this.#walk(forth(this.#steps), "after");
  }

  /** Declares that a translation still says what its source says now. */
  async markUpToDate(language: Language, field: TextField) {
    await this.flush();
    const view = await this.session.core.markTranslated(this.standard.id, language, field);
    if (this.#unsaved.size > 0) this.#saveOver(view, new Map());
    else this.#take(view);
  }

  /** Waits until everything is in the file; throws what keeps it from being there. */
  async flush() {
    await this.#saving.settled();
    if (this.#unsaved.size > 0) {
      this.#saving.push(this.standard);
      await this.#saving.settled();
    }
    if (this.#problem) throw this.#problem;
  }

  #walk(way: { steps: Steps; step: Step } | null, side: "before" | "after"): Step | null {
    if (!way) return null;
    this.#steps = way.steps;
    this.#write(way.step.language, way.step.path, way.step[side]);
    return way.step;
  }

  #write(language: Language, path: Path, text: string) {
    this.#put(language, path, text);
    this.#unsaved.set(`${language} ${path}`, { language, path });
    this.session.saving = "saving";
    this.#saving.push(this.standard);
    this.#checking.push(this.standard);
  }

  #put(language: Language, path: Path, text: string) {
    const { translations } = this.standard;
    this.standard = { ...this.standard, translations: { ...translations, [language]: withText(translations[language], path, text) } };
  }

  async #save(standard: Standard) {
    const sent = new Map(this.#unsaved);
    this.#unsaved.clear();
    try {
      const answer = await this.session.core.saveStandard(standard, this.#saves);
      if (answer.kind === "stale") return this.#saveOver(answer.theirs, sent);
      this.#saves = answer.saves;
      this.states = answer.translations;
      this.#problem = null;
      this.session.takeRow(answer.row);
      this.session.savedAt = answer.saved_at;
      if (this.#unsaved.size === 0) this.session.saving = "saved";
    } catch (thrown) {
      this.#unsaved = new Map([...sent, ...this.#unsaved]);
      this.#failed(problemFrom(thrown));
    }
  }

  /** Somebody has saved meanwhile: their source holds, and so do the texts typed here. */
  #saveOver(theirs: StandardView, sent: Map<string, { language: Language; path: Path }>) {
    const mine = this.standard;
    this.#unsaved = new Map([...sent, ...this.#unsaved]);
    this.#take(theirs);
    for (const { language, path } of this.#unsaved.values()) this.#put(language, path, textAt(mine.translations[language], path));
    this.#saving.push(this.standard);
  }

  /** A problem is told once, so that it does not take the focus at every letter. */
  #failed(problem: Problem) {
    this.session.saving = "failed";
    if (this.#problem?.code !== problem.code) this.session.problem = problem;
    this.#problem = problem;
  }

  async #check(standard: Standard) {
    const checked = await this.session.core.checkStandard(standard).catch(() => null);
    if (checked) this.findings = checked.findings;
  }

  #take(view: StandardView) {
    this.standard = view.standard;
    this.states = view.translations;
    this.findings = view.checked.findings;
    this.#saves = view.saves;
    this.session.takeRow(view.row);
  }
}
