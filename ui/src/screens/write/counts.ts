// How many findings there are of each severity.
import type { FindingView, SectionView, Severity, StandardView } from "../../core/views";

const severities: Severity[] = ["must-fix", "should-fix", "consider"];

/** Counts open findings by severity, the gravest first, leaving out what there is none of. */
export function countBySeverity(findings: FindingView[]): [Severity, number][] {
  return severities
    .map((severity): [Severity, number] => [severity, count(findings, severity)])
    .filter(([, found]) => found > 0);
}

/** Counts what must still be fixed. */
export function mustFix(findings: FindingView[]): number {
  return count(findings, "must-fix");
}

/** Lists the standards of all sections in their order. */
export function allStandards(sections: SectionView[]): StandardView[] {
  return sections.flatMap((section) => section.standards);
}

function count(findings: FindingView[], severity: Severity): number {
  return findings.filter((finding) => !finding.is_waived && finding.severity === severity).length;
}
