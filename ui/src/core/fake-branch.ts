// The fake core of a branch.
import type { BranchSide } from "./core";
import type { FakeWishes } from "./fake";
import type { MembershipView, WorkspaceView } from "./views";

export const fakeMembership: MembershipView = {
  branch: "Riverside", organisation: "Example Retail", roles: ["Host", "Adviser", "Cashier", "Branch manager"], language: "en",
  depot: "/media/share/handbook", key: "A0D47 7B13E 2C6F1 90B2D", is_enrolled: true, edition: 8, to_acknowledge: 3,
};

/** Answers as the app of a branch does. */
export function fakeBranchSide(_wishes: FakeWishes, _workspace: () => WorkspaceView): BranchSide {
  throw new Error("to be written");
}
