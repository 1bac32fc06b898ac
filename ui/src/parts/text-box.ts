// The text box's editor: it wraps, leaves with Tab, keeps no history of its own, and tells what is typed.
import { insertNewline, standardKeymap } from "@codemirror/commands";
import { Annotation, Compartment, EditorState, type Extension } from "@codemirror/state";
import { EditorView, keymap, placeholder } from "@codemirror/view";

import { markCard, markField, setMarks, type Mark } from "./marks";

/** What the box tells, and asks. */
export interface TextBoxCalls {
  ontype: (text: string, caret: number) => void;
  /** The caret of the focused box; null when the box was left. */
  oncaret?: (caret: number | null) => void;
  onfix?: (key: string) => void;
  /** Tells whether Enter meant something else than a new line. */
  onenter?: (selected: { from: number; to: number; length: number }) => boolean;
  /** Tells whether Backspace in an empty box meant something. */
  onerase?: () => boolean;
  canWrite: () => boolean;
}

const fromOutside = Annotation.define<boolean>();
const looks = new Compartment();

export function makeTextBox(parent: HTMLElement, text: string, looking: Extension, calls: TextBoxCalls): EditorView {
  return new EditorView({ parent, state: EditorState.create({ doc: text, extensions: [
    EditorView.lineWrapping, keymap.of(keys(calls)), markField, markCard((key) => calls.onfix?.(key), calls.canWrite),
    looks.of(looking), EditorView.updateListener.of((update) => {
      const { state, docChanged, selectionSet, transactions } = update;
      const isTyped = docChanged && !transactions.some((transaction) => transaction.annotation(fromOutside));
      if (isTyped) calls.ontype(state.doc.toString(), state.selection.main.head);
      else if (selectionSet && update.view.hasFocus) calls.oncaret?.(state.selection.main.head);
      if (update.focusChanged && !update.view.hasFocus) calls.oncaret?.(null);
    }),
  ] }) });
}

function keys(calls: TextBoxCalls) {
  const enter = (view: EditorView) => {
    const { from, to } = view.state.selection.main;
    return calls.onenter?.({ from, to, length: view.state.doc.length }) || insertNewline(view);
  };
  const erase = (view: EditorView) => view.state.doc.length === 0 && Boolean(calls.onerase?.());
  return [{ key: "Enter", run: enter, shift: insertNewline }, { key: "Backspace", run: erase }, ...standardKeymap];
}

/** How a box presents itself: its name, language, whether it may be written in, and what stands in it while it is empty. */
export function looking(attributes: Record<string, string>, isReadOnly: boolean, hint: string): Extension {
  return [EditorView.contentAttributes.of(attributes), EditorState.readOnly.of(isReadOnly), hint ? placeholder(hint) : []];
}

export function present(view: EditorView, look: Extension) {
  view.dispatch({ effects: looks.reconfigure(look) });
}

/** Makes the box hold the text, changing only what differs, so that the caret stays where it was. */
export function holdText(view: EditorView, text: string) {
  const old = view.state.doc.toString();
  if (old === text) return;
  view.dispatch({ changes: difference(old, text), annotations: fromOutside.of(true) });
}

/** Shows the marks that were made for a text; while another text is in the box, the old ones stay. */
export function holdMarks(view: EditorView, marks: Mark[], text: string) {
  if (view.state.doc.toString() === text) view.dispatch({ effects: setMarks.of(marks) });
}

/** Selects words in the box to which the element belongs; without words, the caret stays where it was. */
export function selectIn(element: HTMLElement, words: { start: number; end: number } | null) {
  const view = EditorView.findFromDOM(element);
  if (!view || !words) return;
  const { length } = view.state.doc;
  const selection = { anchor: Math.min(words.start, length), head: Math.min(words.end, length) };
  view.dispatch({ selection, scrollIntoView: true });
}

/** Returns the one change that makes the second text of the first. */
export function difference(old: string, text: string): { from: number; to: number; insert: string } {
  const shorter = Math.min(old.length, text.length);
  let from = 0;
  while (from < shorter && old[from] === text[from]) from += 1;
  let tail = 0;
  while (tail < shorter - from && old.at(-1 - tail) === text.at(-1 - tail)) tail += 1;
  return { from, to: old.length - tail, insert: text.slice(from, text.length - tail) };
}
