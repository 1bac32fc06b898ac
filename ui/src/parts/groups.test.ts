import { expect, test } from "vitest";

import { grouped } from "./groups";

test("groups stand where their first entry does, each once", () => {
  const groups = grouped(["PH-01", "IP-01", "PH-03"], (code) => code.slice(0, 2));
  expect(groups).toEqual([{ name: "PH", entries: ["PH-01", "PH-03"] }, { name: "IP", entries: ["IP-01"] }]);
});
