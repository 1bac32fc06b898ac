import { expect, test } from "vitest";

import { finding } from "../../core/fake";
import { whole } from "../../core/whole";
import { replaced, withTime } from "./fix";

const standard = whole({ id: "1", statement: "The adviser calls back soon. The host waits." });
const soon = finding({ phrase: "soon", start: 23, end: 27 });

test("a fix stands where the phrase stood", () => {
  const fixed = replaced(standard, soon, "within 2 working days")!;
  expect(fixed.standard.statement).toBe("The adviser calls back within 2 working days. The host waits.");
  expect(fixed.standard.statement.slice(fixed.start, fixed.end)).toBe("within 2 working days");
});

test("words typed before the phrase since the check do not misplace the fix", () => {
  const changed = { ...standard, statement: `On the phone: ${standard.statement}` };
  expect(replaced(changed, soon, "within 1 hour")!.standard.statement).toContain("calls back within 1 hour.");
});

test("a phrase that is gone is not fixed", () => {
  expect(replaced({ ...standard, statement: "The adviser listens." }, soon, "within 1 hour")).toBeNull();
});

test("a missing time is said at the end of its sentence, and nothing is taken away", () => {
  const missing = finding({ rule: "missing-time", phrase: "calls", start: 12, end: 17 });
  const fixed = withTime({ ...standard, statement: "The adviser calls back. The host waits." }, missing, "1 hour")!;
  expect(fixed.standard.statement).toBe("The adviser calls back within 1 hour. The host waits.");
});
