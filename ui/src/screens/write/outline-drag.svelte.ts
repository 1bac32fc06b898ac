// Dragging a standard within its group by the pointer; works alike in every webview.
import type { OutlineLine, RowLine } from "./outline";
import { dropPlace } from "./outline-move";

const STARTS_AFTER = 6;
const EDGE = 24;
const STEP = 10;

export class OutlineDrag {
  /** What is being dragged. */
  line = $state.raw<RowLine | null>(null);
  /** Before which line it would be dropped, or null where it cannot. */
  gap = $state<number | null>(null);
  #held: { line: RowLine; y: number } | null = null;
  #place: number | null = null;
  #endedAt = -Infinity;

  constructor(readonly ondrop: (line: RowLine, place: number) => void) {}

  start(event: PointerEvent, line: RowLine) {
    const isOnButton = (event.target as Element).closest("button") !== null;
    if (event.button === 0 && !isOnButton) this.#held = { line, y: event.clientY };
  }

  move(event: PointerEvent, tree: HTMLElement, scroller: HTMLElement, lines: OutlineLine[]) {
    if (!this.#held) return;
    if (event.buttons === 0) return this.cancel();
    if (!this.line && Math.abs(event.clientY - this.#held.y) < STARTS_AFTER) return;
    if (!this.line) tree.setPointerCapture(event.pointerId);
    this.line = this.#held.line;
    scrollAtEdge(event.clientY, scroller);
    const box = tree.getBoundingClientRect();
    this.#aim(((event.clientY - box.top) / box.height) * lines.length, lines, this.line);
  }

  #aim(at: number, lines: OutlineLine[], dragged: RowLine) {
    const group = lines.filter((line) => line.kind === "row" && line.group === dragged.group).map(({ key }) => key);
    this.#place = dropPlace(lines.map(({ key }) => key), group, dragged.key, at);
    this.gap = this.#place === null ? null : Math.round(at);
  }

  end() {
    const [line, place] = [this.line, this.#place];
    if (line) this.#endedAt = performance.now();
    this.cancel();
    if (line && place !== null) this.ondrop(line, place);
  }

  cancel() {
    this.#held = this.line = this.gap = this.#place = null;
  }

  /** Whether the click that comes now is the end of a drag. */
  hasJustEnded(): boolean {
    return performance.now() - this.#endedAt < 100;
  }
}

function scrollAtEdge(y: number, scroller: HTMLElement) {
  const { top, bottom } = scroller.getBoundingClientRect();
  if (y < top + EDGE) scroller.scrollTop -= STEP;
  if (y > bottom - EDGE) scroller.scrollTop += STEP;
}
