// A core for tests: it answers what it is told to.
import type { Core } from "./core";
import type { FindingView, Problem, StandardView, WriteView } from "./views";

type Answer = WriteView | null | Problem;

/** Makes a core whose workspace is `first`, and `chosen` once the user has chosen. */
export function fakeCore(first: Answer, chosen: Answer = first): Core {
  return {
    readWorkspace: () => answer(first),
    chooseWorkspace: () => answer(chosen),
    onWorkspaceAskedFor: () => {},
  };
}

/** Makes a standard without findings; `but` says what is different about it. */
export function standard(code: string, but: Partial<StandardView> = {}): StandardView {
  return {
    id: code,
    code,
    title: `Title of ${code}`,
    force: "must",
    approval: "draft",
    revision: null,
    statement: [{ text: "The adviser answers the call within 2 minutes.", findings: [] }],
    findings: [],
    ...but,
  };
}

/** Makes a finding that must be fixed; `but` says what is different about it. */
export function finding(but: Partial<FindingView> = {}): FindingView {
  return {
    severity: "must-fix",
    phrase: "soon",
    is_quoted: true,
    field: "statement",
    why: "Nobody can tell whether it was done.",
    question: "By when?",
    is_waived: false,
    ...but,
  };
}

async function answer(given: Answer): Promise<WriteView | null> {
  if (given && "code" in given) throw given;
  return given;
}
