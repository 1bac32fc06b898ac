import { expect, test } from "vitest";

import { wayOf } from "./arrivals";

test("a branch receives editions and parcels, and HR collects what branches send", () => {
  expect((["edition", "parcel", "receipt", "request"] as const).map((kind) => wayOf(kind, "branch"))).toEqual(["receive", "receive", "tell", "tell"]);
  expect((["edition", "parcel", "receipt", "request"] as const).map((kind) => wayOf(kind, "publisher"))).toEqual(["tell", "collect", "collect", "collect"]);
});

test("with nothing open a file is told what it is, and an invite leads to joining", () => {
  expect((["edition", "parcel", "receipt", "invite"] as const).map((kind) => wayOf(kind, null))).toEqual(["tell", "tell", "tell", "join"]);
});
