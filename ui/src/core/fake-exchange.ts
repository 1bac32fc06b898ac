// The fake core's branches, as HR sees them.
import type { Exchange } from "./core";
import type { FakeWishes } from "./fake";

/** Answers as the app of HR does. */
export function fakeExchange(_wishes: FakeWishes): Exchange {
  throw new Error("to be written");
}
