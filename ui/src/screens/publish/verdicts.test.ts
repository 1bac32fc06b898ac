import { expect, test } from "vitest";

import type { VerdictView } from "../../core/views";
import { standingOf, verdictWords } from "./verdicts";

const verdict: VerdictView = {
  path: "/a.pdf", name: "a.pdf", what: "pdf", holds: true, reason: null, signer: "Standards office",
  root_fingerprint: "b0c4", root_is_known: true, signed_at: null, title: null, number: null,
};

test("only a known root makes a file genuine", () => {
  expect(standingOf(verdict)).toBe("genuine");
  expect(verdictWords(standingOf({ ...verdict, root_is_known: false }), "edition")).toContain("does not know");
});

test("a signature that does not hold is never genuine, whoever the root is", () => {
  expect(verdictWords(standingOf({ ...verdict, holds: false }), "edition")).toBe("Do not use this copy");
});
