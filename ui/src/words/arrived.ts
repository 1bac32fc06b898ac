// The words for a file that was opened with the app where it cannot be taken in.
import type { ArrivedKind } from "../core/views";

const forBranch = "It belongs into a branch’s workspace, which shows what changed and lets you acknowledge it.";

export const arrived = {
  title: {
    edition: "An edition of a handbook",
    parcel: "A parcel with editions",
    receipt: "A branch’s receipt",
    request: "A branch asks to be accepted",
    invite: "An invite",
  } satisfies Record<ArrivedKind, string> as Record<ArrivedKind, string>,
  close: "Close; nothing is done with the file",
  next: "What to do with it",
  choose: {
    edition: `${forBranch} Open yours, and it is taken in at once.`,
    parcel: "A branch’s workspace takes it in. Open yours, and it is taken in at once.",
    receipt: "HR takes it in. Open its workspace, and the receipt is collected at once.",
    request: "HR compares it with the invite and accepts the branch’s key. Open its workspace, and the request is collected at once.",
    invite: "",
  } satisfies Record<ArrivedKind, string> as Record<ArrivedKind, string>,
  without: {
    edition: `${forBranch} Open yours; or, if your branch has none on this computer yet, join with the invite that HR gave you.`,
    parcel: "A branch’s workspace takes it in. Open yours; or, if your branch has none on this computer yet, join with the invite that HR gave you.",
    receipt: "It is for HR. Send it there, or open HR’s workspace if it is on this computer.",
    request: "It is for HR. Send it there, or open HR’s workspace if it is on this computer.",
    invite: "",
  } satisfies Record<ArrivedKind, string> as Record<ArrivedKind, string>,
  isFalse: "Nothing was taken in. Ask whoever sent it for the file again, together with the signature beside it (.p7s), or ask HR for a parcel.",
  isOwn: "HR’s workspace holds its editions already, so nothing is taken in here. A branch takes this file in.",
  hr: "HR",
  knows: "knows who signed it",
  open: "Open a workspace…",
  join: "Join as a branch…",
  putAway: "Close",
};
