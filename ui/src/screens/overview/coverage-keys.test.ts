// @vitest-environment happy-dom
import { expect, test } from "vitest";

import { cellTowards } from "./coverage-keys";

document.body.innerHTML = `<table><tbody>
  <tr><th>Awareness</th><td><button id="a1"></button></td><td><button id="a2"></button><button id="a2-more"></button></td></tr>
  <tr><th>Decision</th><td><button id="d1"></button></td><td><button id="d2"></button></td></tr>
</tbody></table>`;
const from = (id: string, key: string) => cellTowards(document.getElementById(id), key)?.id;

test("arrow keys lead to the neighbouring place", () => {
  expect(from("a1", "ArrowRight")).toBe("a2");
  expect(from("a2-more", "ArrowDown")).toBe("d2");
  expect(from("d2", "ArrowLeft")).toBe("d1");
  expect(from("d1", "ArrowUp")).toBe("a1");
});

test("at the edge, and with other keys, the focus stays", () => {
  expect(from("a1", "ArrowUp")).toBeUndefined();
  expect(from("a1", "ArrowLeft")).toBeUndefined();
  expect(from("a1", "Enter")).toBeUndefined();
});
