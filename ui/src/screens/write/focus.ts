// Finding a field of the form in the window, and moving the focus there.
import { selectIn } from "../../parts/text-box";
import { differenceName, partOf, type Part } from "./place";
import type { Path } from "./path";

const FOCUSABLE = ".cm-content, input, select, button";

/** Moves the focus to the field at the path, or to the part of the form that would hold it. */
export function focusOn(form: HTMLElement, path: Path, words: { start: number; end: number } | null) {
  const field = nearest(form, path);
  const control = field?.matches(FOCUSABLE) ? field : field?.querySelector<HTMLElement>(FOCUSABLE);
  if (!control) return field?.scrollIntoView({ block: "nearest" });
  if (control.matches(".cm-content")) selectIn(control, words);
  control.focus({ preventScroll: true });
  control.scrollIntoView({ block: "nearest" });
}

/** Scrolls the form to its beginning. */
export function toTop(form: HTMLElement) {
  form.scrollTo({ top: 0 });
  form.closest(".write")?.scrollTo({ top: 0 });
}

/** Scrolls a part of the form to its top. */
export function showPart(form: HTMLElement, part: Part) {
  form.querySelector<HTMLElement>(`[data-part="${part}"]`)?.scrollIntoView({ block: "start" });
}

/** Returns the field at the path; where the entry is gone, the one before it; else the part that would hold it. */
function nearest(form: HTMLElement, path: Path): HTMLElement | null {
  const at = (name: string) => form.querySelector<HTMLElement>(`[data-path="${name}"], [data-path^="${name}."]`);
  const [, list, index, rest = ""] = /^(\w+)\.(\d+)(.*)$/.exec(path) ?? [];
  const read = index === undefined ? null : at(differenceName(path));
  if (read) return read;
  for (let entry = Number(index ?? -1); entry >= 0; entry -= 1) {
    const field = at(`${list}.${entry}${rest}`) ?? at(`${list}.${entry}`);
    if (field) return field;
  }
  return at(path) ?? at(path.split(".")[0] ?? path) ?? form.querySelector<HTMLElement>(`[data-part="${partOf(path)}"]`);
}
