import { expect, test } from "vitest";

import { chartIn } from "./chart";

const box = { left: 0, right: 210, top: 0, bottom: 100 };
const points = [{ on: "2026-11-01", count: 0 }, { on: "2026-11-11", count: 10 }, { on: "2026-11-22", count: 36 }];
const due = [{ edition: 7, audience: null, on: "2026-11-15" }];

test("the line begins at nothing on the first day and ends at today", () => {
  const chart = chartIn(box, points, 40, due, "2026-11-22", 30);
  expect(chart.line).toBe("0,100 100,75 210,10");
  expect(chart.end).toEqual({ x: 210, y: 10 });
});

test("the due date stands at its day, also where it is still to come", () => {
  const chart = chartIn(box, points, 40, [{ edition: 7, audience: null, on: "2026-12-13" }], "2026-11-22", 30);
  expect(chart.due[0]?.x).toBe(210);
  expect(chart.today).toBeCloseTo(105);
});

test("dates that fall on one day are one line", () => {
  const roles = ["Host", "Cashier"].map((audience) => ({ edition: 7, audience, on: "2026-11-20" }));
  const chart = chartIn(box, points, 40, [...due, ...roles], "2026-11-22", 30);
  expect(chart.due.map(({ roles }) => roles)).toEqual([[null], ["Host", "Cashier"]]);
});

test("no day is written over today", () => {
  const chart = chartIn(box, points, 40, due, "2026-11-22", 30);
  expect(chart.days.map(({ on }) => on)).toEqual(["2026-11-01", "2026-11-08", "2026-11-15"]);
});

test("on the day it went out, with no reply, it is a flat line and no failure", () => {
  const chart = chartIn(box, [{ on: "2026-11-22", count: 0 }], 0, [], "2026-11-22", 30);
  expect(chart.end).toEqual({ x: 0, y: 100 });
  expect(chart.levels.map(({ count }) => count)).toEqual([0, 1]);
});
