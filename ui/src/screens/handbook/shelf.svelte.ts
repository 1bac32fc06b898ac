// What the reader has open: the edition in a language, what is searched for, and the standard that is shown.
import type { HitView, Language, ReaderView, RuleLine } from "../../core/views";
import type { Session } from "../../session.svelte";
import { found } from "./rules";

export class Shelf {
  view = $state.raw<ReaderView | null>(null);
  hasFailed = $state(false);
  isOwnOnly = $state(true);
  query = $state("");
  hits = $state.raw<HitView[]>([]);
  hasSearchFailed = $state(false);
  isSearching = $state(false);
  /** The page of the standard that is shown, and whose it is. */
  page = $state.raw<{ id: string; language: Language; html: string } | null>(null);

  constructor(readonly session: Session) {}

  get rules(): RuleLine[] {
    const rules = this.view?.rules ?? [];
    return this.isOwnOnly ? rules.filter(({ is_own }) => is_own) : rules;
  }

  get found() {
    return this.query.trim() ? found(this.query, this.rules, this.hits) : null;
  }

  /** How many standards fit that the filter leaves out. */
  get hidden(): number {
    return this.query.trim() ? found(this.query, this.view?.rules ?? [], this.hits).length - (this.found?.length ?? 0) : 0;
  }

  get rule(): RuleLine | undefined {
    return this.view?.rules.find(({ id }) => id === this.session.standard);
  }

  async read(language: Language | null = null) {
    this.hasFailed = false;
    const view = await this.session.attempt(() => this.session.core.readHandbook(language));
    this.hasFailed = view === undefined;
    if (!view) return;
    this.view = view;
    if (!view.rules.some(({ is_own }) => is_own)) this.isOwnOnly = false;
    if (!this.rule) this.session.standard = this.rules[0]?.id ?? null;
  }

  async open(id: string) {
    if (id !== this.session.standard) await this.session.go("handbook", id);
  }

  /** Reads the page that should be shown; one that comes too late is dropped. */
  async readPage(id: string, language: Language) {
    const html = await this.session.attempt(() => this.session.core.readRule(id, language));
    if (html !== undefined && id === this.session.standard && language === this.view?.language) this.page = { id, language, html };
  }

  /** Asks for the words of the texts; returns the way to drop an answer that comes too late. */
  search(query: string): () => void {
    let isNewest = true;
    this.hasSearchFailed = false;
    this.isSearching = query !== "";
    if (!query) this.hits = [];
    const timer = setTimeout(async () => {
      if (!query) return;
      const answer = await this.session.core.findRule(query).catch(() => null);
      if (!isNewest) return;
      this.hits = answer ?? [];
      this.hasSearchFailed = answer === null;
      this.isSearching = false;
    }, 120);
    return () => {
      isNewest = false;
      clearTimeout(timer);
    };
  }
}
