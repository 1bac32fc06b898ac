import { expect, test } from "vitest";

import type { PublishChange } from "../../core/views";
import { changesWith, kindsIn } from "./filter";

function change(code: string, but: Partial<PublishChange> = {}): PublishChange {
  return { id: code, code, title: "Greet", force: "must", kind: "changed", change: "material", differences: [], notes: [], ...but };
}

const deleted = change("PH-03", { differences: [{ field: "statement", pieces: [{ kind: "deleted", text: "as soon" }, { kind: "inserted", text: " as possible" }] }] });
const added = change("SM-02", { kind: "new", change: null, notes: ["Pilot in two branches"] });

test("what is sought may stand in a code, in a text across its pieces, or in a note", () => {
  expect(changesWith([deleted, added], "every", "ph-03")).toEqual([deleted]);
  expect(changesWith([deleted, added], "every", "soon as")).toEqual([deleted]);
  expect(changesWith([deleted, added], "every", "pilot ")).toEqual([added]);
});

test("a kind and words narrow together, and only kinds that occur are offered", () => {
  expect(changesWith([deleted, added], "new", "ph-03")).toEqual([]);
  expect(kindsIn([deleted, added])).toEqual(["changed", "new"]);
});
