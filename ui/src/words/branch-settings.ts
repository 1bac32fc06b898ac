// The words of what a branch sees under Settings.
import type { ProbeView } from "../core/views";

export const membership = {
  why: "HR keeps these in its register. If something is wrong, tell HR: the next edition brings the correction.",
  branch: "Branch",
  organisation: "Organisation",
  roles: "Roles",
  allRoles: "All roles",
  language: "Language",
  key: "Fingerprint of the branch’s key",
  keyWhy: "The key was made on this computer and stays in the branch’s file. Receipts are signed with it. Read the fingerprint aloud if HR asks.",
  copyKey: "Copy the fingerprint",
  copied: "Copied",
  state: "State",
  enrolled: "HR has accepted the key",
  notEnrolled: "HR has not accepted the key yet, as far as is known here",
  saveRequest: "Save the request for HR…",
};

export const ownDepot = {
  why: "The place where editions are fetched and receipts are sent: a folder, a shared drive, or a store on the network.",
  none: "No depot: editions and receipts go by hand.",
  address: "Address",
  addressHint: "A folder, or an address that begins with https:// or s3://. HR tells you.",
  addressMissing: "Write the address, or choose “Work without a depot”.",
  change: "Change the depot…",
  enter: "Enter a depot…",
  keep: "Try it and keep it",
  leave: "Work without a depot",
  left: "This branch works without a depot now.",
  cancel: "Cancel",
  credentialsWhy: "Name and password are kept for you on this computer, apart from the branch’s file.",
  kept: "The depot is kept.",
  probe: ({ lists }: ProbeView) =>
    lists ? "It can be reached, and what is in it can be listed." : "It was reached, but it does not keep or list what is put into it. Ask HR.",
  exchange: "Exchange now",
};
