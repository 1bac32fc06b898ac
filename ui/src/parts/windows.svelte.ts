// The rows of a long list, read window by window as they come into view.

export interface Window<Row> {
  rows: Row[];
  matched: number;
}

const SIZE = 100;

export class Windows<Row> {
  matched = $state(0);
  #pages = $state.raw<ReadonlyMap<number, Row[]>>(new Map());
  #asked = new Set<number>();
  #turn = 0;

  constructor(private readonly read: (from: number, count: number) => Promise<Window<Row> | undefined>) {}

  /** Returns a row, if it has been read. */
  at(index: number): Row | undefined {
    return this.#pages.get(Math.floor(index / SIZE))?.[index % SIZE];
  }

  /** Returns every row that has been read. */
  get known(): Row[] {
    return [...this.#pages.values()].flat();
  }

  /** Reads anew from the start; what was read before stays until the answer is there. */
  async begin(): Promise<void> {
    const turn = (this.#turn += 1);
    const first = await this.read(0, SIZE);
    if (!first || turn !== this.#turn) return;
    this.#asked = new Set([0]);
    this.#pages = new Map([[0, first.rows]]);
    this.matched = first.matched;
  }

  /** Reads what is missing of these rows; an effect that calls it runs again when the rows have changed. */
  need(from: number, to: number): void {
    void this.#pages;
    const last = Math.floor(Math.max(from, to - 1) / SIZE);
    for (let page = Math.floor(from / SIZE); page <= last; page += 1) {
      if (this.#asked.has(page) || page * SIZE >= this.matched) continue;
      this.#asked.add(page);
      void this.#take(page);
    }
  }

  async #take(page: number): Promise<void> {
    const turn = this.#turn;
    const answer = await this.read(page * SIZE, SIZE);
    if (turn !== this.#turn) return;
    if (!answer) return void this.#asked.delete(page);
    this.#pages = new Map(this.#pages).set(page, answer.rows);
  }
}
