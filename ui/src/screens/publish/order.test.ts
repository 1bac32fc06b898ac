import { expect, test } from "vitest";

import { fakeIdentity } from "../../core/fake";
import type { PublishChange } from "../../core/views";
import { mistakesIn, orderFrom, refusalAt, type Entered } from "./order";

const entered: Entered = {
  note: " Refunds are quicker. ", effectiveOn: "2026-12-01", expectedBy: "", folder: "/editions", decisions: {}, passphrase: "four words in a row",
};
const view = { today: "2026-11-22", identity: fakeIdentity };

function change(id: string, but: Partial<PublishChange> = {}): PublishChange {
  return { id, code: id, title: id, force: "must", kind: "changed", change: "material", differences: [], notes: [], ...but };
}

test("only decisions that differ from the revisions go along", () => {
  const decisions = { a: "editorial", b: "material", c: "editorial", gone: "editorial" } as const;
  const order = orderFrom({ ...entered, decisions }, [change("a"), change("b"), change("c", { kind: "new", change: null })]);
  expect(order.changes).toEqual([{ id: "a", change: "editorial" }]);
});

test("an empty day for the next edition is none, and the note has no blanks around it", () => {
  expect(orderFrom(entered, [])).toMatchObject({ next_expected_by: null, note: "Refunds are quicker." });
});

test("a whole order has no mistakes", () => {
  expect(mistakesIn(entered, view)).toEqual({});
});

test("an edition is in force from today or later, and the next one after it", () => {
  expect(mistakesIn({ ...entered, effectiveOn: "2026-11-22" }, view)).toEqual({});
  expect(mistakesIn({ ...entered, effectiveOn: "2026-11-21" }, view).effective).toContain("22 November 2026");
  expect(mistakesIn({ ...entered, effectiveOn: "" }, view).effective).toBeDefined();
  expect(mistakesIn({ ...entered, expectedBy: "2026-12-01" }, view).expected).toBeDefined();
});

test("without an identity its passphrase is not asked for", () => {
  expect(Object.keys(mistakesIn({ ...entered, passphrase: "" }, { ...view, identity: null }))).toEqual(["identity"]);
});

test("an expired identity cannot sign, one that expires today can", () => {
  expect(mistakesIn(entered, { ...view, identity: { ...fakeIdentity, days_left: -1 } }).identity).toContain("expired");
  expect(mistakesIn(entered, { ...view, identity: { ...fakeIdentity, days_left: 0 } })).toEqual({});
});

test("a refusal is said at the field that can change it", () => {
  expect(Object.keys(refusalAt({ code: "passphrase-wrong", values: {} }, 8) ?? {})).toEqual(["passphrase"]);
  expect(refusalAt({ code: "file-exists", values: {} }, 8)?.folder).toContain("edition 8");
  expect(refusalAt({ code: "clock-doubtful", values: {} }, 8)).toBeUndefined();
});
