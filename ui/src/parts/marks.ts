// Marked passages in a text box: they move with the text, look like their severity, and describe themselves.
import { StateEffect, StateField, type Range } from "@codemirror/state";
import { Decoration, EditorView, hoverTooltip, WidgetType, type DecorationSet, type Tooltip } from "@codemirror/view";

export interface Mark {
  key: string;
  start: number;
  end: number;
  severity: "must-fix" | "should-fix" | "consider";
  number: number;
  isActive: boolean;
  /** What is read aloud with the marked words. */
  words: string;
  /** What the card beside the words says. */
  title: string;
  why: string;
  question: string;
  /** The words of the button that puts other words in the place. */
  fix: string | null;
}

/** Puts other marks in the place of those that are there. */
export const setMarks = StateEffect.define<Mark[]>();

class MarkNumber extends WidgetType {
  constructor(readonly mark: Mark) {
    super();
  }

  override eq(other: MarkNumber) {
    return other.mark.number === this.mark.number && other.mark.severity === this.mark.severity;
  }

  override toDOM() {
    const number = document.createElement("sup");
    number.className = `number ${this.mark.severity}`;
    number.textContent = String(this.mark.number);
    number.ariaHidden = "true";
    return number;
  }
}

/** Holds the marks, and moves them along with every change. */
export const markField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    const moved = marks.map(transaction.changes);
    return transaction.effects.reduce((all, effect) => (effect.is(setMarks) ? drawn(effect.value, transaction.newDoc.length) : all), moved);
  },
  provide: (field) => EditorView.decorations.from(field),
});

function drawn(marks: Mark[], length: number): DecorationSet {
  const inside = marks.filter(({ start, end }) => start < end && end <= length);
  return Decoration.set(inside.flatMap((mark) => [passage(mark), number(mark)]), true);
}

function passage(mark: Mark): Range<Decoration> {
  const attributes = { role: "mark", "aria-description": mark.words };
  const look = `mark ${mark.severity}${mark.isActive ? " active" : ""}`;
  return Decoration.mark({ class: look, attributes, mark }).range(mark.start, mark.end);
}

function number(mark: Mark): Range<Decoration> {
  return Decoration.widget({ widget: new MarkNumber(mark), side: 1 }).range(mark.end);
}

/** Returns the mark at a place of the text, where it stands now. */
function markAt(view: EditorView, at: number): { mark: Mark; from: number; to: number } | null {
  let hit: { mark: Mark; from: number; to: number } | null = null;
  view.state.field(markField).between(at, at, (from, to, { spec }) => {
    if (spec.mark) hit = { mark: spec.mark as Mark, from, to };
  });
  return hit;
}

/** Shows a small card beside marked words under the pointer. */
export function markCard(onfix: (key: string) => void, canFix: () => boolean) {
  return hoverTooltip((view, at): Tooltip | null => {
    const hit = markAt(view, at);
    if (!hit) return null;
    const { mark, from, to } = hit;
    return { pos: from, end: to, above: false, create: () => ({ dom: card(mark, canFix() ? onfix : null) }) };
  }, { hideOnChange: true, hoverTime: 250 });
}

function card(mark: Mark, onfix: ((key: string) => void) | null): HTMLElement {
  const dom = document.createElement("div");
  dom.className = `card ${mark.severity}`;
  dom.append(line("title", mark.title), line("why", mark.why), line("question", mark.question));
  if (mark.fix && onfix) dom.append(button(mark.fix, () => onfix(mark.key)));
  return dom;
}

function line(look: string, words: string): HTMLElement {
  const dom = document.createElement("p");
  dom.className = look;
  dom.textContent = words;
  return dom;
}

function button(words: string, onclick: () => void): HTMLElement {
  const dom = document.createElement("button");
  dom.type = "button";
  dom.textContent = words;
  dom.onclick = onclick;
  return dom;
}
