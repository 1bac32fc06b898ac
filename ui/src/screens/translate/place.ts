// Puts the focus where the session, or a step back, asks for it.
import { tick } from "svelte";

import type { Place } from "../../core/views";
import type { Session } from "../../session.svelte";
import type { Path } from "./texts";

const paths: Partial<Record<Place["field"], (index: number) => Path>> = {
  step: (index) => `steps.${index}`,
  exception: (index) => `exceptions.${index}.when`,
  empowerment: (index) => `empowerment.${index}`,
  do: (index) => `do.${index}`,
  dont: (index) => `dont.${index}`,
  role_play: () => "role_play.situation",
};

/** Returns the path of the text that a place names. */
export function pathOf({ field, index }: Place): Path {
  return paths[field]?.(index ?? 0) ?? field;
}

/** Puts the focus on a text as soon as it is shown; without a path, on the one that the session was sent to. */
export async function focusPlace(session: Session, path?: Path) {
  const { target } = session;
  const wanted = path ?? (target && pathOf(target));
  if (!path) session.target = null;
  if (!wanted) return;
  await tick();
  document.querySelector<HTMLElement>(`[data-path="${CSS.escape(wanted)}"]`)?.focus();
}
