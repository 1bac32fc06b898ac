import { expect, test } from "vitest";

import { finding } from "../../core/fake";
import type { Checked, FindingView, Place } from "../../core/views";
import { counted, found, inPart, neighbour, shown } from "./findings";

const at = (field: Place["field"], index: number | null = null): Place => ({ field, index, language: null });
const checked = (...findings: FindingView[]): Checked => ({ findings, clarity: { score: 40, parts: [] } });

test("findings are numbered as one reads the form, without those that are kept", () => {
  const list = found(checked(
    finding({ phrase: "record", place: at("record") }), finding({ phrase: "step", place: at("step", 1) }),
    finding({ phrase: "kept", place: at("statement"), is_waived: true }), finding({ phrase: "measure", place: at("measure") }),
  ));
  expect(list.map(({ phrase, number }) => [phrase, number])).toEqual([["record", 1], ["kept", 0], ["measure", 2], ["step", 3]]);
});

test("the same words twice are two findings", () => {
  const [one, two] = found(checked(finding({ start: 0, end: 4 }), finding({ start: 9, end: 13 })));
  expect(one?.key).not.toBe(two?.key);
});

test("a part has the count and the gravest kind of its open findings", () => {
  const list = found(checked(finding({ severity: "consider", place: at("step", 0) }), finding({ place: at("step", 2) })));
  expect(inPart(list, "steps")).toEqual({ count: 2, severity: "must-fix" });
  expect(inPart(list, "script")).toEqual({ count: 0, severity: null });
  expect(counted(list)).toEqual({ must_fix: 1, should_fix: 0, consider: 1 });
});

test("F8 goes around and passes what is kept on purpose", () => {
  const list = found(checked(finding({ phrase: "a" }), finding({ phrase: "b", is_waived: true }), finding({ phrase: "c" })));
  const [a, , c] = list;
  expect(neighbour(list, null, 1)).toBe(a);
  expect(neighbour(list, a!.key, 1)).toBe(c);
  expect(neighbour(list, c!.key, 1)).toBe(a);
  expect(neighbour(list, null, -1)).toBe(c);
  expect(neighbour([], null, 1)).toBeNull();
});

test("what was already shown stays when one goes on typing in its sentence; new things wait", () => {
  const typing = { path: "statement", text: "Call soon and promptly", caret: 22 };
  const answer = checked(finding({ phrase: "soon", start: 5, end: 9 }), finding({ phrase: "promptly", start: 14, end: 22 }));
  const before = found(checked(finding({ phrase: "soon", start: 5, end: 9 })));
  expect(shown(answer, typing, before).checked.findings.map((f) => f.phrase)).toEqual(["soon"]);
  expect(shown(answer, typing, before).isWhole).toBe(false);
  expect(shown(answer, null, before).isWhole).toBe(true);
});
