// The texts of a standard that are translated, one by one: the source beside its translation.
import type {
  FieldDifference, FindingView, Language, Place, PlaceField, Standard, TextField, Translation,
} from "../../core/views";
import { wholeTranslation } from "../../core/whole";

/** Where a text stands in a translation, such as "steps.2" or "exceptions.0.when". */
export type Path = string;
export type FactName = "respond_within" | "resolve_within" | "late_after" | "measure" | "time" | "actor" | "who" | "up_to";
/** A number, time or role of the source, which every language shows by itself. */
export interface Fact {
  name: FactName;
  value: string;
}
export interface TextRow {
  path: Path;
  place: Place;
  source: string;
  text: string;
  facts: Fact[];
}
export interface TextGroup {
  field: TextField;
  rows: TextRow[];
}

const order: TextField[] = ["title", "statement", "starts when", "steps", "exceptions", "empowerment", "do", "dont", "script", "role play"];
const names: Record<TextField, PlaceField> = {
  title: "title", statement: "statement", "starts when": "starts_when", steps: "step", exceptions: "exception",
  empowerment: "empowerment", do: "do", dont: "dont", script: "script", "role play": "role_play",
};

/** Returns what there is to translate, group by group; places without a text in either language are left out. */
export function groupsOf(standard: Standard, language: Language): TextGroup[] {
  const translation = wholeTranslation(standard.translations[language]);
  const groups = order.map((field) => ({ field, rows: rowsOf(field, standard, translation, language) }));
  return groups.filter(({ rows }) => rows.length > 0);
}

function rowsOf(field: TextField, standard: Standard, translation: Translation, language: Language): TextRow[] {
  const row = (path: Path, index: number | null, facts: Fact[] = []): TextRow => ({
    path, facts, place: { field: names[field], index, language }, source: sourceAt(standard, path), text: textAt(translation, path),
  });
  return pathsOf(field, standard, translation)
    .map(([path, index]) => row(path, index, factsOf(field, standard, index)))
    .filter(({ source, text }) => source.trim() || text.trim());
}

function pathsOf(field: TextField, standard: Standard, translation: Translation): [Path, number | null][] {
  if (field === "starts when") return [["starts_when", null]];
  if (field === "role play") return [["role_play.situation", null], ["role_play.good_answer", null]];
  if (!isList(field)) return [[field, null]];
  const length = Math.max(standard[field].length, translation[field].length);
  const indexes = Array.from({ length }, (_, index) => index);
  if (field === "exceptions") return indexes.flatMap((index) => [[`exceptions.${index}.when`, index], [`exceptions.${index}.holds`, index]] as [Path, number][]);
  return indexes.map((index) => [`${field}.${index}`, index]);
}

function isList(field: TextField): field is "steps" | "exceptions" | "empowerment" | "do" | "dont" {
  return ["steps", "exceptions", "empowerment", "do", "dont"].includes(field);
}

function factsOf(field: TextField, standard: Standard, index: number | null): Fact[] {
  const { respond_within, resolve_within, late_after, measure } = standard;
  const facts: Partial<Record<FactName, string>> = {};
  if (field === "statement") Object.assign(facts, { respond_within, resolve_within, late_after, measure: measure && `${measure.bound} ${measure.percent} %` });
  const step = field === "steps" ? standard.steps[index ?? -1] : undefined;
  if (step) Object.assign(facts, { actor: step.actor, time: step.time });
  const empowerment = field === "empowerment" ? standard.empowerment[index ?? -1] : undefined;
  if (empowerment) Object.assign(facts, { who: empowerment.who, up_to: empowerment.up_to });
  return Object.entries(facts).flatMap(([name, value]) => (value ? [{ name: name as FactName, value }] : []));
}

function sourceAt(standard: Standard, path: Path): string {
  const [field = "", index = ""] = path.split(".");
  if (field === "steps") return standard.steps[Number(index)]?.text ?? "";
  if (field === "empowerment") return standard.empowerment[Number(index)]?.may ?? "";
  return valueAt(standard, path);
}

/** Returns the translated text at a path; empty where there is none. */
export function textAt(translation: Translation | undefined, path: Path): string {
  return translation ? valueAt(translation, path) : "";
}

function valueAt(root: unknown, path: Path): string {
  const value = path.split(".").reduce<unknown>((branch, key) => (branch as Record<string, unknown> | undefined)?.[key], root);
  return typeof value === "string" ? value : "";
}

/** Returns the translation with another text at the path. Lists keep their places, and lose only what is empty at their end. */
export function withText(given: Translation | undefined, path: Path, text: string): Translation {
  const translation = wholeTranslation(given);
  const [field = "", key = "", part] = path.split(".");
  if (field === "role_play") return withRolePlay(translation, key, text);
  if (field === "exceptions") return { ...translation, exceptions: withException(translation, Number(key), part ?? "when", text) };
  if (field === "steps" || field === "empowerment" || field === "do" || field === "dont") {
    return { ...translation, [field]: withoutEmptyEnd(placed(translation[field], Number(key), text, ""), Boolean) };
  }
  return { ...translation, [field]: text };
}

function withRolePlay({ role_play, ...translation }: Translation, part: string, text: string): Translation {
  const next = { situation: "", good_answer: "", ...role_play, [part]: text };
  return next.situation || next.good_answer ? { ...translation, role_play: next } : translation;
}

function withException({ exceptions }: Translation, at: number, part: string, text: string): Translation["exceptions"] {
  const none = { when: "", holds: "" };
  const next = placed(exceptions, at, { ...none, ...exceptions[at], [part]: text }, none);
  return withoutEmptyEnd(next, ({ when, holds }) => Boolean(when || holds));
}

function placed<T>(list: T[], at: number, entry: T, empty: T): T[] {
  const length = Math.max(list.length, at + 1);
  return Array.from({ length }, (_, index) => (index === at ? entry : (list[index] ?? empty)));
}

function withoutEmptyEnd<T>(list: T[], isThere: (entry: T) => boolean): T[] {
  return list.slice(0, list.findLastIndex(isThere) + 1);
}

/** Returns what the checks found in a text; where two texts share a place, the one that holds the phrase. */
export function findingsIn(row: TextRow, rows: TextRow[], findings: FindingView[]): FindingView[] {
  const isHere = ({ place }: FindingView) =>
    place.language === row.place.language && place.field === row.place.field && place.index === row.place.index;
  const sharing = rows.filter(({ place }) => place.field === row.place.field && place.index === row.place.index);
  const owner = ({ phrase }: FindingView) => sharing.find(({ text }) => phrase && text.includes(phrase)) ?? sharing[0];
  return findings.filter((finding) => isHere(finding) && !finding.is_waived && owner(finding)?.path === row.path);
}

/** Returns those differences of the source that are about a translated field. */
export function sourceDifferences(differences: FieldDifference[], field: TextField): FieldDifference[] {
  return differences.filter((difference) => difference.field.replace(/ \d+$/, "") === names[field]);
}
