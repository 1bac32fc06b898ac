// The history that is shown: the revisions of one standard, the two texts chosen, and their difference.
import type { FieldDifference, HistoryView } from "../../core/views";
import type { Session } from "../../session.svelte";
import { history as words } from "../../words/history";
import { chosen, compareTexts, newestPair, type Pair, type Text } from "./comparing";

export class Past {
  view = $state.raw<HistoryView | null>(null);
  pair = $state.raw<Pair | null>(null);
  /** Null while the two are being compared. */
  differences = $state.raw<FieldDifference[] | null>(null);
  hasFailed = $state(false);
  #wanted: string | null = null;

  constructor(private readonly session: Session) {}

  async read(id: string | null) {
    this.#wanted = id;
    this.hasFailed = false;
    if (id === null) return this.#show(null);
    const view = await this.session.attempt(() => this.session.core.readHistory(id));
    if (this.#wanted !== id) return;
    this.hasFailed = view === undefined;
    await this.#show(view ?? null);
  }

  async choose(side: keyof Pair, text: Text) {
    if (!this.pair) return;
    this.pair = chosen(this.pair, side, text);
    await this.#compare();
  }

  /** Makes a revision the draft again and goes on writing. */
  async restore(number: number) {
    const { session, view } = this;
    if (!view) return;
    await session.attempt(session.flush);
    const restored = await session.attempt(() => session.core.restore(view.id, number));
    if (!restored) return;
    session.takeRow(restored.row);
    await session.go("write", view.id);
    session.tell(words.restored(number));
  }

  async #show(view: HistoryView | null) {
    this.view = view;
    this.pair = view && newestPair(view);
    await this.#compare();
  }

  async #compare() {
    const { pair, view, session } = this;
    this.differences = null;
    if (!pair || !view) return;
    const differences = await session.attempt(() => compareTexts(session.core, view.id, pair));
    if (this.pair === pair) this.differences = differences ?? null;
  }
}
