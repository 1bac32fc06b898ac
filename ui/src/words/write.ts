// The words of the Write screen.
import type { Approval, Force, Severity, StandardView } from "../core/views";

export const severities: Record<Severity, string> = {
  "must-fix": "Must fix",
  "should-fix": "Should fix",
  consider: "Consider",
};

export const forces: Record<Force, string> = { must: "MUST", should: "SHOULD", never: "NEVER" };

export const states: Record<Approval, string> = {
  draft: "Draft",
  changed: "Changed",
  approved: "Approved",
};

const approvals: Record<Approval, (revision: number | null) => string> = {
  draft: () => "Draft",
  changed: (revision) => `Changed since revision ${revision}`,
  approved: (revision) => `Approved, revision ${revision}`,
};

export const write = {
  outline: "Standards",
  noSection: "Without a section",
  standards: (count: number) => (count === 1 ? "1 standard" : `${count} standards`),
  approved: (count: number) => `${count} approved`,
  counted: (severity: Severity, count: number) => `${count} ${severities[severity].toLowerCase()}`,
  approval: (standard: StandardView) => approvals[standard.approval](standard.revision),
  statement: "Statement",
  noStatement: "Nothing is written here yet.",
  noTitle: "Untitled",
  findings: "Findings",
  isPlumb: "Plumb",
  isNotPlumb: "Not yet plumb",
  mustFixFirst: (count: number) =>
    count === 1
      ? "Two managers could judge this differently. Fix the one marked Must fix first."
      : `Two managers could judge this differently. Fix the ${count} marked Must fix first.`,
  nothingMust: "Nothing must be fixed. The rest is for you to weigh.",
  nothing: "Nothing to fix. Read it aloud once to a colleague.",
  keptOnPurpose: "Kept on purpose",
  about: (field: string | null) => `In: ${field}`,
  missing: (part: string) => part.charAt(0).toUpperCase() + part.slice(1),
  noStandardsTitle: "This handbook has no standards yet",
  noStandards: "Standards appear here as soon as there are some. Import them from Markdown or CSV on the command line:",
  importCommand: "plumbline import Handbook.plumbline standards.csv",
  nextFinding: "next finding",
};
