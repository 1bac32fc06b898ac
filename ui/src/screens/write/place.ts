// Where the places that findings name stand in the form.
import type { Place, PlaceField } from "../../core/views";
import type { Path } from "./path";

/** The parts of the form, in its order. */
export const parts = [
  "head", "statement", "measure", "times", "steps", "exceptions", "empowerment", "escalation",
  "examples", "script", "role_play", "evidence", "upkeep",
] as const;
export type Part = (typeof parts)[number];

const lists: Partial<Record<PlaceField, (index: number) => Path>> = {
  step: (index) => `steps.${index}.text`,
  exception: (index) => `exceptions.${index}.holds`,
  empowerment: (index) => `empowerment.${index}.may`,
  do: (index) => `do.${index}`,
  dont: (index) => `dont.${index}`,
  evidence: (index) => `evidence.${index}.learnt`,
};
const listNames: Partial<Record<PlaceField, Path>> = { step: "steps", exception: "exceptions" };

/** Returns the path of the field that a place names; of a list's, where no entry is named. */
export function pathOf({ field, index }: Place): Path {
  if (field === "record") return "statement";
  if (field === "role_play") return "role_play.good_answer";
  return (index !== null && lists[field]?.(index)) || (listNames[field] ?? field);
}

const partsByField: Record<string, Part> = {
  code: "head", title: "head", force: "head", kind: "head", section: "head", stage: "head", channels: "head", actor: "head",
  starts_when: "times", respond_within: "times", resolve_within: "times", late_after: "times",
  do: "examples", dont: "examples",
  owner: "upkeep", review_on: "upkeep", references: "upkeep", audience: "upkeep",
};

/** Returns the part of the form that holds the path. */
export function partOf(path: Path): Part {
  const [field = ""] = path.split(".");
  return partsByField[field] ?? parts.find((part) => part === field) ?? "statement";
}

const singular: Record<string, string> = { steps: "step", exceptions: "exception", references: "reference" };

/** Returns the name that a difference gives to the field, such as "step 3". */
export function differenceName(path: Path): string {
  const [field = "", index] = path.split(".");
  return index !== undefined && /^\d+$/.test(index) ? `${singular[field] ?? field} ${Number(index) + 1}` : field;
}
