// Where everything in the chart stands: the line, the days, and the due dates.
import type { ChartPoint, Due } from "../../core/views";

const DAY = 86_400_000;

export interface Chart {
  line: string;
  end: { x: number; y: number };
  levels: { y: number; count: number }[];
  days: { x: number; on: string }[];
  due: { x: number; on: string; roles: (string | null)[] }[];
  today: number;
}

export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Lays a chart out in a box; it ends at today or at the last due date, whichever is later. */
export function chartIn(box: Box, points: readonly ChartPoint[], all: number, due: readonly Due[], today: string, room: number): Chart {
  const first = Date.parse(points[0]?.on ?? today);
  const last = Math.max(Date.parse(today), ...due.map(({ on }) => Date.parse(on)), first + DAY);
  const most = Math.max(all, ...points.map(({ count }) => count), 1);
  const x = (on: string) => box.left + ((Date.parse(on) - first) / (last - first)) * (box.right - box.left);
  const y = (count: number) => box.bottom - (count / most) * (box.bottom - box.top);
  const corners = points.map(({ on, count }) => ({ x: x(on), y: y(count) }));
  const dates = [...new Set(due.map(({ on }) => on))].sort().filter((on) => Date.parse(on) >= first);
  return {
    line: corners.map((corner) => `${round(corner.x)},${round(corner.y)}`).join(" "),
    end: corners.at(-1) ?? { x: box.left, y: box.bottom },
    levels: levelsUpTo(most).map((count) => ({ y: y(count), count })),
    due: dates.map((on) => ({ x: x(on), on, roles: due.filter((entry) => entry.on === on).map(({ audience }) => audience) })),
    days: daysBetween(first, last, x, [x(today)], room),
    today: x(today),
  };
}

function levelsUpTo(most: number): number[] {
  return most < 2 ? [0, most] : [0, Math.round(most / 2), most];
}

/** The first day and a few round steps on, as far as they do not stand in each other's way. */
function daysBetween(first: number, last: number, x: (on: string) => number, taken: number[], room: number): Chart["days"] {
  const span = Math.round((last - first) / DAY);
  const step = [1, 2, 7, 14, 28, 56, 112, 224].find((days) => span / days <= 6) ?? 365;
  const all = Array.from({ length: Math.floor(span / step) + 1 }, (_, at) => new Date(first + at * step * DAY).toISOString().slice(0, 10));
  return all.map((on) => ({ x: x(on), on })).filter((day) => taken.every((other) => Math.abs(other - day.x) >= room));
}

const round = (number: number) => Math.round(number * 10) / 10;
