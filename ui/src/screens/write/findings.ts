// Findings as the form shows them: in its reading order, each known by a key, counted by severity and by part.
import type { Checked, Counts, FindingView, Severity } from "../../core/views";
import { isHeldBack, type Typing } from "./peace";
import { partOf, parts, pathOf, type Part } from "./place";
import type { Path } from "./path";

export interface Found extends FindingView {
  /** Stays the same while the words around it change. */
  key: string;
  path: Path;
  part: Part;
  /** The number among the open findings, from 1; 0 for one kept on purpose. */
  number: number;
}

export const severities: Severity[] = ["must-fix", "should-fix", "consider"];
const countNames: Record<Severity, keyof Counts> = { "must-fix": "must_fix", "should-fix": "should_fix", consider: "consider" };

/** Returns the findings in the form's order, with keys and numbers. */
export function found({ findings }: Checked): Found[] {
  const seen = new Map<string, number>();
  const order = [...new Set(findings.map(({ place }) => pathOf(place)))];
  let number = 0;
  return findings
    .map((finding) => ({ ...finding, path: pathOf(finding.place), part: partOf(pathOf(finding.place)) }))
    .sort((a, b) => parts.indexOf(a.part) - parts.indexOf(b.part) || order.indexOf(a.path) - order.indexOf(b.path) || a.start - b.start)
    .map((finding) => {
      const name = [finding.rule, finding.path, finding.phrase, finding.is_waived].join("|");
      const count = (seen.get(name) ?? 0) + 1;
      seen.set(name, count);
      return { ...finding, key: `${name}|${count}`, number: finding.is_waived ? 0 : (number += 1) };
    });
}

/** Tells what of the findings is shown: all but what is new in the sentence that is being typed. */
export function shown(checked: Checked, typing: Typing | null, before: readonly Found[]): { checked: Checked; isWhole: boolean } {
  const known = new Set(before.map(({ rule, path, phrase }) => `${rule}|${path}|${phrase}`));
  const isNew = (finding: FindingView) => !known.has(`${finding.rule}|${pathOf(finding.place)}|${finding.phrase}`);
  const findings = checked.findings.filter((finding) => !(isNew(finding) && isHeldBack(finding, typing)));
  return { checked: { ...checked, findings }, isWhole: findings.length === checked.findings.length };
}

/** Counts the open findings by severity. */
export function counted(findings: readonly Found[]): Counts {
  const counts: Counts = { must_fix: 0, should_fix: 0, consider: 0 };
  for (const { severity, is_waived } of findings) if (!is_waived) counts[countNames[severity]] += 1;
  return counts;
}

/** Returns how many open findings of a severity there are. */
export function countOf(counts: Counts, severity: Severity): number {
  return counts[countNames[severity]];
}

/** Returns of a part how many open findings it has, and the gravest kind of them. */
export function inPart(findings: readonly Found[], part: Part): { count: number; severity: Severity | null } {
  const here = findings.filter((finding) => finding.part === part && !finding.is_waived);
  return { count: here.length, severity: severities.find((severity) => here.some((finding) => finding.severity === severity)) ?? null };
}

/** Returns the open finding after or before the one with the key, around the ends; null when there is none. */
export function neighbour(findings: readonly Found[], key: string | null, step: 1 | -1): Found | null {
  const open = findings.filter((finding) => !finding.is_waived);
  const at = open.findIndex((finding) => finding.key === key);
  if (at < 0) return (step > 0 ? open[0] : open.at(-1)) ?? null;
  return open[(at + step + open.length) % open.length] ?? null;
}
