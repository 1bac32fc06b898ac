// What the Acknowledged screen shows: an edition, the branches that match, those that are selected, and the one that is open.
import type { AcknowledgedQuery, AcknowledgedRow, AcknowledgedState, AcknowledgedView, BranchHistory } from "../../core/views";
import { Windows } from "../../parts/windows.svelte";
import type { Session } from "../../session.svelte";
import { canBeReminded, remindQuery, toggled, type Selection } from "./selection";

const WHOLE = 1_000_000;

export class Receipts {
  view = $state.raw<AcknowledgedView | null>(null);
  hasFailed = $state(false);
  edition = $state<number | null>(null);
  search = $state("");
  region = $state<string | null>(null);
  state = $state<AcknowledgedState | null>(null);
  selection = $state.raw<Selection>("none");
  opened = $state.raw<string | null>(null);
  history = $state.raw<BranchHistory | null>(null);
  readonly rows: Windows<AcknowledgedRow>;

  constructor(private readonly session: Session) {
    this.rows = new Windows((from, count) => this.#read(from, count));
  }

  get query(): AcknowledgedQuery {
    const { edition, search, region, state } = this;
    return { edition, search: search.trim(), region, state, from: 0, count: 0 };
  }

  /** What the reminder is about: those that are selected, or else all that are late among those shown. */
  get toRemind(): { query: AcknowledgedQuery; ids: string[] | null; count: number } {
    const { view, selection } = this;
    if (selection instanceof Set) return { query: this.query, ids: [...selection], count: selection.size };
    if (!view) return { query: this.query, ids: null, count: 0 };
    if (selection === "all") return { query: this.query, ids: null, count: view.remindable };
    return { ids: null, ...remindQuery(this.query, view) };
  }

  async begin() {
    this.selection = "none";
    this.hasFailed = false;
    await this.rows.begin();
    this.hasFailed = this.view === null;
  }

  /** Reads again what is shown, and keeps what is selected and open. */
  async refresh() {
    await this.rows.begin();
    if (this.opened) await this.open(this.opened);
  }

  async #read(from: number, count: number) {
    const { session } = this;
    const view = await session.attempt(() => session.core.readAcknowledged({ ...this.query, from, count }));
    if (view) this.view = view;
    return view;
  }

  isSelected(row: AcknowledgedRow): boolean | undefined {
    if (!canBeReminded(row)) return undefined;
    return this.selection instanceof Set ? this.selection.has(row.id) : this.selection === "all";
  }

  async toggle(row: AcknowledgedRow) {
    const before = this.selection === "all" ? new Set((await this.readAll(this.query)).map(({ id }) => id)) : this.selection;
    this.selection = toggled(before, row.id);
  }

  toggleAll() {
    this.selection = this.selection === "all" || (this.view?.remindable ?? 0) === 0 ? "none" : "all";
  }

  /** Reads every branch that matches and can be reminded. */
  async readAll(query: AcknowledgedQuery): Promise<AcknowledgedRow[]> {
    const { session } = this;
    const view = await session.attempt(() => session.core.readAcknowledged({ ...query, from: 0, count: WHOLE }));
    return view?.rows.filter(canBeReminded) ?? [];
  }

  async open(id: string | null) {
    const { session } = this;
    if (id !== this.opened) this.history = null;
    this.opened = id;
    if (!id) return;
    const history = await session.attempt(() => session.core.readBranchHistory(id));
    if (history && this.opened === id) this.history = history;
  }

  clear() {
    this.search = "";
    this.region = null;
    this.state = null;
    void this.begin();
  }
}
