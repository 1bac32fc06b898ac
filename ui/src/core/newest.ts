// Work of which only the newest matters: one at a time, and what came meanwhile is done once, with the newest.

export interface Newest<T> {
  push(input: T): void;
  /** Waits until nothing is under way. */
  settled(): Promise<void>;
}

/** Makes a queue of one; `work` handles its own failures. */
export function newestWins<T>(work: (input: T) => Promise<void>): Newest<T> {
  let waiting: { input: T } | null = null;
  let running: Promise<void> | null = null;

  async function run() {
    while (waiting) {
      const { input } = waiting;
      waiting = null;
      await work(input);
    }
    running = null;
  }

  return {
    push(input) {
      waiting = { input };
      running ??= run();
    },
    async settled() {
      while (running) await running;
    },
  };
}
